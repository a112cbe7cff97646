//! Commands and replies → exchanges.
//!
//! Replies come in the order of the commands, but for those that may come
//! during a transfer (RFC 959 §5.4). So each reply goes to the waiting command
//! that it fits best, the oldest of equals; commands before that one will not
//! be answered any more, unless they are transfers under way.

use std::collections::VecDeque;

use super::control_line::{ControlLine, begins_line};
use super::dialogue::Speaker;
use super::exchange::{Exchange, ExchangeKind};
use super::fit::{FITS, fit};
use crate::ftp::command::parse_command;
use crate::ftp::reply::{Reply, ReplyAssembler};
use crate::ftp::reply_code::ReplyCode;
use crate::ftp::security::{Mechanism, parse_auth};
use crate::limits;
use crate::tcp::HalfStream;
use crate::units::FrameNumber;

/// The exchanges of a control connection, and the order in which things were said.
#[derive(Clone, Debug, Default)]
pub struct Conversation {
    /// The exchanges, in the order of their first lines.
    pub exchanges: Vec<Exchange>,
    /// What was said, in order.
    pub events: Vec<Event>,
    /// Frame from which on nothing can be read, after AUTH TLS was accepted.
    pub unreadable_from: Option<FrameNumber>,
    /// Commands that were given up because too many waited.
    pub over_pending_cap: Option<FrameNumber>,
}

/// A command or a reply of an exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The command of this exchange was sent.
    Command(usize),
    /// This exchange got the reply at this place of its list.
    Reply(usize, usize),
}

/// A line of the client or a whole reply of the server.
enum Message {
    Line(ControlLine),
    Reply(Reply<ControlLine>),
}

impl Message {
    fn as_line(&self) -> Option<&ControlLine> {
        match self {
            Self::Line(line) => Some(line),
            Self::Reply(_) => None,
        }
    }

    fn as_first_line_of_reply(&self) -> Option<&ControlLine> {
        match self {
            Self::Line(_) => None,
            Self::Reply(reply) => reply.lines.first(),
        }
    }
}

/// Pairs the lines of a dialogue. `from_client` is the client's half stream,
/// to tell what the server had got when it replied; `opened` tells whether the
/// capture shows the opening of the connection.
#[must_use]
pub fn pair(dialogue: Vec<(Speaker, ControlLine)>, from_client: &HalfStream, opened: bool) -> Conversation {
    let mut messages = messages(dialogue);
    let mut pairing = Pairing { from_client, conversation: Conversation::default(), waiting: Vec::new() };
    if opened {
        pairing.wait_for_greeting();
    }
    while let Some(message) = messages.pop_front() {
        match message {
            Message::Line(line) => pairing.line(line),
            Message::Reply(reply) => {
                let next = match messages.front() {
                    Some(Message::Reply(next)) => Some(next),
                    _ => None,
                };
                pairing.reply(reply, next);
            }
        }
        if let Some(frame) = pairing.encrypted_before(&messages) {
            pairing.conversation.unreadable_from = Some(frame);
            break;
        }
    }
    pairing.finish()
}

/// Joins the lines of the server into replies.
fn messages(dialogue: Vec<(Speaker, ControlLine)>) -> VecDeque<Message> {
    let mut messages = VecDeque::with_capacity(dialogue.len());
    let mut assembler = ReplyAssembler::new(limits::REPLY_LINES);
    for (speaker, line) in dialogue {
        match speaker {
            Speaker::Client => {
                assembler.command_follows();
                messages.push_back(Message::Line(line));
            }
            Speaker::Server => {
                if line.line.gap {
                    assembler.gap();
                }
                messages.extend(assembler.push(line).into_iter().map(Message::Reply));
            }
        }
    }
    messages.extend(assembler.finish().into_iter().map(Message::Reply));
    messages
}

struct Pairing<'a> {
    from_client: &'a HalfStream,
    conversation: Conversation,
    /// Exchanges without their final reply, oldest first.
    waiting: Vec<usize>,
}

impl Pairing<'_> {
    fn begin(&mut self, exchange: Exchange) -> usize {
        let index = self.conversation.exchanges.len();
        self.conversation.exchanges.push(exchange);
        index
    }

    fn wait_for_greeting(&mut self) {
        let index = self.begin(Exchange::new(ExchangeKind::Greeting));
        self.waiting.push(index);
    }

    fn line(&mut self, line: ControlLine) {
        let command = parse_command(&line.line.text).ok();
        // An empty line asks nothing; servers ignore it (RFC 1123 §4.1.4.2 asks the same of clients).
        if command.is_none() && line.line.text.trim_ascii().is_empty() {
            return;
        }
        let kind = if command.is_some() { ExchangeKind::Command } else { ExchangeKind::Invalid };
        let frame = line.frame;
        let exchange = Exchange { line: Some(line), command, ..Exchange::new(kind) };
        let index = self.begin(exchange);
        self.conversation.events.push(Event::Command(index));
        self.waiting.push(index);
        if self.waiting.len() > limits::PENDING_COMMANDS {
            self.waiting.remove(0);
            self.conversation.over_pending_cap.get_or_insert(frame);
        }
    }

    fn reply(&mut self, reply: Reply<ControlLine>, next: Option<&Reply<ControlLine>>) {
        match self.answered_by(&reply, next) {
            Some(place) => {
                let index = self.waiting.get(place).copied().unwrap_or_default();
                self.attach(index, reply);
                self.stop_waiting(place);
            }
            None => {
                let kind =
                    if self.is_greeting(&reply) { ExchangeKind::Greeting } else { ExchangeKind::Unasked };
                let index = self.begin(Exchange::new(kind));
                self.attach(index, reply);
            }
        }
    }

    fn attach(&mut self, index: usize, reply: Reply<ControlLine>) {
        if let Some(exchange) = self.conversation.exchanges.get_mut(index) {
            self.conversation.events.push(Event::Reply(index, exchange.replies.len()));
            exchange.replies.push(reply);
        }
    }

    /// Place among the waiting of the exchange that a reply answers.
    fn answered_by(&self, reply: &Reply<ControlLine>, next: Option<&Reply<ControlLine>>) -> Option<usize> {
        if let Some(place) = self.aborted(reply, next) {
            return Some(place);
        }
        let (place, score) = self.best(reply)?;
        // A stale reply: the next one answers what this one hardly does, and not because it follows this one.
        let is_stale = score < FITS
            && !reply.code.is_some_and(ReplyCode::is_preliminary)
            && next.is_some_and(|next| self.best(next).is_some_and(|(_, score)| score >= FITS));
        (!is_stale).then_some(place)
    }

    /// The waiting exchange that a reply fits best, the oldest of equals. Behind a hole, in which the replies
    /// to older ones are, it is the newest one that the server had got.
    fn best(&self, reply: &Reply<ControlLine>) -> Option<(usize, u32)> {
        let code = reply.code.map(ReplyCode::value);
        let is_behind_hole = reply.lines.first().is_some_and(|line| line.line.gap);
        let mut best = None;
        for (place, &index) in self.waiting.iter().enumerate() {
            let Some(exchange) = self.conversation.exchanges.get(index) else { continue };
            let mut score = fit(exchange, reply);
            // Who has only just connected and asked nothing is refused in any words.
            if exchange.kind == ExchangeKind::Greeting && self.waiting.len() == 1 {
                score = score.max(1);
            }
            // 421 may come unasked: it answers no command that the server had not got yet.
            if code == Some(421) && !self.had_got(reply, exchange) {
                score = 0;
            }
            let is_newer = is_behind_hole && self.had_got(reply, exchange);
            if score > 0 && best.is_none_or(|(_, other)| score > other || (is_newer && score == other)) {
                best = Some((place, score));
            }
        }
        best
    }

    /// 225 and 226 where a transfer and ABOR wait. Two replies: the first
    /// is the transfer's. One reply: it is ABOR's, and the transfer got none.
    /// Else a broken-off transfer would pass for a complete one.
    fn aborted(&self, reply: &Reply<ControlLine>, next: Option<&Reply<ControlLine>>) -> Option<usize> {
        let is_end = |reply: &Reply<ControlLine>| matches!(reply.code.map(ReplyCode::value), Some(225 | 226));
        let is_abort = |exchange: &Exchange| exchange.is("ABOR");
        let abort = self
            .waiting
            .iter()
            .position(|&index| self.conversation.exchanges.get(index).is_some_and(is_abort))?;
        (is_end(reply) && !next.is_some_and(is_end)).then_some(abort)
    }

    /// What got its final reply waits no more. And replies come in order: what
    /// waits before an answered command and is not under way, as a transfer may
    /// be, will not be answered.
    fn stop_waiting(&mut self, answered: usize) {
        let exchanges = &self.conversation.exchanges;
        let is_under_way =
            |exchange: &Exchange| exchange.has_preliminary() && exchange.final_reply().is_none();
        let mut at = 0_usize;
        self.waiting.retain(|&index| {
            let is_behind = at > answered;
            at = at.saturating_add(1);
            is_behind || exchanges.get(index).is_some_and(is_under_way)
        });
    }

    /// Whether the server had got the whole command when it sent the reply,
    /// as far as the acknowledgement numbers tell.
    fn had_got(&self, reply: &Reply<ControlLine>, exchange: &Exchange) -> bool {
        let acknowledged = reply.lines.last().and_then(|line| line.acknowledged);
        let got = acknowledged.and_then(|sequence| self.from_client.position(sequence));
        match (got, &exchange.line) {
            (Some(got), Some(command)) => got >= command.end,
            _ => true,
        }
    }

    /// A greeting in a capture that begins after the opening.
    fn is_greeting(&self, reply: &Reply<ControlLine>) -> bool {
        let is_first = self.conversation.exchanges.is_empty();
        is_first && reply.code.is_some_and(|code| matches!(code.value(), 120 | 220))
    }

    /// The frame from which on the connection cannot be read although no record of TLS begins there,
    /// if the last thing said is 234 to AUTH TLS (RFC 4217 §4): its beginning is not in the capture.
    fn encrypted_before(&self, rest: &VecDeque<Message>) -> Option<FrameNumber> {
        let &Event::Reply(index, _) = self.conversation.events.last()? else { return None };
        let exchange = self.conversation.exchanges.get(index)?;
        let accepted = exchange.is("AUTH")
            && matches!(parse_auth(exchange.argument()), Mechanism::Tls | Mechanism::TlsWithData)
            && exchange.final_code().is_some_and(|code| code.value() == 234);
        if !accepted {
            return None;
        }
        // What is no line is in no order any more.
        let from_client = rest.iter().find_map(Message::as_line);
        let from_server = rest.iter().find_map(Message::as_first_line_of_reply);
        let next = from_client.into_iter().chain(from_server);
        next.filter(|line| is_unreadable(&line.line.text)).map(|line| line.first_frame).min()
    }

    fn finish(self) -> Conversation {
        let mut conversation = self.conversation;
        // A greeting that was waited for and did not come is no exchange.
        if let Some(first) = conversation.exchanges.first()
            && first.kind == ExchangeKind::Greeting
            && first.replies.is_empty()
        {
            conversation.exchanges.remove(0);
            for event in &mut conversation.events {
                let (Event::Command(index) | Event::Reply(index, _)) = event;
                *index = index.saturating_sub(1);
            }
        }
        conversation
    }
}

/// Whether a line is none of FTP's and no text.
fn is_unreadable(line: &[u8]) -> bool {
    !begins_line(line) && !line.iter().all(|byte| matches!(byte, b' '..=b'~'))
}
