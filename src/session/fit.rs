//! How well a reply answers a command.

use super::exchange::{Exchange, ExchangeKind};
use crate::ftp::ascii::find_ignoring_case;
use crate::ftp::command_info::GREETING_REPLIES;
use crate::ftp::reply::Reply;
use crate::ftp::reply_code::{ReplyClass, ReplyCode};
use crate::limits;

/// From here on the reply is one that the command is known to get.
pub(super) const FITS: u32 = 100;

/// The reply is one that another command gets rather.
const OF_ANOTHER: u32 = 60;

/// The reply names the verb: a weak sign, but one that tells apart two
/// commands that both may get the code.
const VERB_NAMED: u32 = 20;
/// The reply names the argument.
const ARGUMENT_NAMED: u32 = 10;
/// Shorter arguments occur in any text.
const SHORTEST_ARGUMENT: usize = 3;

/// How well a reply answers what an exchange begins with; 0: it cannot.
pub(super) fn fit<L: AsRef<[u8]>>(exchange: &Exchange, reply: &Reply<L>) -> u32 {
    let Some(code) = reply.code else { return 1 };
    // 426 ends the transfer that ABOR breaks off, whatever its text names; it is ABOR's where none waits.
    if code.value() == 426 && exchange.is("ABOR") {
        return OF_ANOTHER;
    }
    let by_code = match exchange.kind {
        ExchangeKind::Greeting if GREETING_REPLIES.contains(&code.value()) => FITS,
        ExchangeKind::Greeting | ExchangeKind::Unasked => 0,
        ExchangeKind::Invalid => invalid_fit(code),
        ExchangeKind::Command => command_fit(exchange, code),
    };
    if by_code == 0 { 0 } else { by_code.saturating_add(naming(exchange, reply)) }
}

fn command_fit(exchange: &Exchange, code: ReplyCode) -> u32 {
    let info = exchange.command.as_ref().and_then(|command| command.verb.info());
    // Of an unknown verb nothing is known: any final reply may be its own.
    if info.map_or(code.is_final(), |info| info.allows(code)) {
        return FITS;
    }
    // What no RFC lists for the command but servers may send all the same.
    match code.class() {
        ReplyClass::TransientNegative | ReplyClass::PermanentNegative => 60,
        ReplyClass::Completion => 50,
        ReplyClass::Intermediate => 20,
        ReplyClass::Preliminary if info.is_none_or(|info| info.transfer().is_some()) => 20,
        _ => 0,
    }
}

/// A line that is no command can only be refused.
fn invalid_fit(code: ReplyCode) -> u32 {
    match code.value() {
        500..=503 => FITS,
        _ if code.is_negative() => 50,
        _ => 0,
    }
}

fn naming<L: AsRef<[u8]>>(exchange: &Exchange, reply: &Reply<L>) -> u32 {
    let Some(command) = &exchange.command else { return 0 };
    let mut room = limits::NAMING_REPLY_BYTES;
    let texts: Vec<_> = reply
        .texts()
        .map_while(|text| {
            let text = text.get(..room).unwrap_or(text);
            room = room.saturating_sub(text.len());
            (!text.is_empty()).then_some(text)
        })
        .collect();
    let names = |wanted: &[u8]| texts.iter().any(|text| find_ignoring_case(text, wanted).is_some());
    let mut bonus = 0_u32;
    if names(command.verb.name().as_bytes()) {
        bonus = bonus.saturating_add(VERB_NAMED);
    }
    let argument = exchange.argument();
    if (SHORTEST_ARGUMENT..=limits::NAMED_ARGUMENT_BYTES).contains(&argument.len()) && names(argument) {
        bonus = bonus.saturating_add(ARGUMENT_NAMED);
    }
    bonus
}
