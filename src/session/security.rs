//! What AUTH and its like agree on (RFC 2228, RFC 4217).

use super::encryption::{Encryption, Outcome};
use super::exchange::Exchange;
use crate::ftp::reply_code::ReplyCode;
use crate::ftp::security::{Mechanism, Protection, parse_auth, parse_pbsz, parse_prot};
use crate::units::FrameNumber;

/// What AUTH, ADAT, PBSZ and PROT agreed on, as far as they were said in clear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Security {
    /// The mechanism that AUTH asked for last, as it was sent.
    pub mechanism: Vec<u8>,
    /// Frame of that AUTH.
    pub frame: FrameNumber,
    /// Whether the server agreed: 234, or 334 and in the end 235.
    pub accepted: bool,
    /// PBSZ in force, in bytes.
    pub buffer_bytes: Option<u64>,
}

/// Security as it changes from reply to reply.
#[derive(Clone, Debug)]
pub(super) struct SecurityState {
    pub(super) agreed: Option<Security>,
    /// How data is protected; `None` where that was agreed on encrypted.
    pub(super) protection: Option<Protection>,
}

impl Default for SecurityState {
    fn default() -> Self {
        Self { agreed: None, protection: Some(Protection::Clear) }
    }
}

impl SecurityState {
    /// Takes up what an exchange asks for.
    #[inline(never)]
    pub(super) fn command(&mut self, exchange: &Exchange) {
        if let Some(line) = exchange.line.as_ref().filter(|_| exchange.is("AUTH")) {
            let mechanism = exchange.argument().trim_ascii().to_vec();
            self.agreed =
                Some(Security { mechanism, frame: line.frame, accepted: false, buffer_bytes: None });
        }
    }

    /// Takes up a 2yz reply.
    #[inline(never)]
    pub(super) fn completed(&mut self, exchange: &Exchange, code: ReplyCode, encryptions: &[Encryption]) {
        if exchange.is("PROT") {
            self.protection = parse_prot(exchange.argument()).or(self.protection);
        }
        let Some(agreed) = &mut self.agreed else { return };
        if exchange.is("PBSZ") {
            let text = exchange.final_reply().and_then(|reply| reply.texts().next());
            agreed.buffer_bytes = parse_pbsz(exchange.argument(), text.unwrap_or_default());
        } else if exchange.is("AUTH") || exchange.is("ADAT") {
            let mechanism = parse_auth(&agreed.mechanism);
            let begun = encryptions.iter().find(|encryption| encryption.first_frame >= agreed.frame);
            let is_tls = matches!(mechanism, Mechanism::Tls | Mechanism::TlsWithData);
            // 200 is said by servers that mean 234, and by those that take any command.
            agreed.accepted = !is_tls || code.value() == 234 || begun.is_some();
            let has_failed = begun.is_some_and(|encryption| encryption.outcome == Outcome::Failed);
            if is_tls && agreed.accepted && !has_failed {
                // PROT under TLS cannot be read; the names of the drafts say it beforehand.
                self.protection = (mechanism == Mechanism::TlsWithData).then_some(Protection::Private);
            }
        }
    }
}
