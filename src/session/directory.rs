//! The current working directory.

use super::exchange::Exchange;
use crate::ftp::path::{change_directory, parent, parse_257};
use crate::ftp::reply_code::ReplyCode;
use crate::limits;

/// The current working directory, followed from exchange to exchange.
///
/// Nothing but CWD, CDUP and PWD tells it, never the 257 of MKD. It is not
/// kept with the exchanges, since a few bytes of CWD can make it longer and
/// longer; whoever wants it walks through them.
#[derive(Clone, Debug, Default)]
pub struct Directory(Option<Vec<u8>>);

impl Directory {
    /// The path: relative where the directory that the session began in is not
    /// known, `None` where nothing tells.
    #[must_use]
    pub fn path(&self) -> Option<&[u8]> {
        self.0.as_deref()
    }

    /// Goes on by an exchange. Commands take effect in the order in which they
    /// were sent, pipelined or not.
    pub fn follow(&mut self, exchange: &Exchange) {
        let is = |verbs: [&str; 2]| verbs.iter().any(|verb| exchange.is(verb));
        // Another user, another place.
        if exchange.is("USER") {
            self.0 = None;
        }
        if !exchange.final_code().is_some_and(ReplyCode::is_completion) {
            return;
        }
        if is(["CWD", "XCWD"]) {
            self.0 = Some(change_directory(self.path(), exchange.argument()));
        } else if is(["CDUP", "XCUP"]) {
            self.0 = Some(parent(self.path()));
        } else if is(["PWD", "XPWD"]) {
            let told =
                exchange.final_reply().and_then(|reply| reply.texts().find_map(|text| parse_257(text).ok()));
            self.0 = told.or_else(|| self.0.take());
        } else if is(["REIN", "HOST"]) {
            self.0 = None;
        }
        if self.0.as_ref().is_some_and(|path| path.len() > limits::PATH_BYTES) {
            self.0 = None;
        }
    }
}
