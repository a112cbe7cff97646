//! The current working directory.

use super::exchange::Exchange;
use crate::ftp::path::{change_directory, parent, parse_257, parse_current_directory};
use crate::ftp::reply::Reply;
use crate::ftp::reply_code::ReplyCode;
use crate::limits;

/// The current working directory, followed from exchange to exchange.
///
/// CWD, CDUP and PWD tell it, and where a server says so its replies to them and to logging in, never the 257 of MKD. It is not
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
        let texts = || exchange.final_reply().into_iter().flat_map(Reply::texts);
        if is(["CWD", "XCWD"]) {
            let told = texts().find_map(parse_current_directory);
            self.0 = told.or_else(|| Some(change_directory(self.path(), exchange.argument())));
        } else if is(["CDUP", "XCUP"]) {
            self.0 = texts().find_map(parse_current_directory).or_else(|| Some(parent(self.path())));
        } else if is(["USER", "PASS"]) {
            self.0 = texts().find_map(parse_current_directory).or_else(|| self.0.take());
        } else if is(["PWD", "XPWD"]) {
            self.0 = texts().find_map(|text| parse_257(text).ok()).or_else(|| self.0.take());
        } else if is(["REIN", "HOST"]) {
            self.0 = None;
        }
        if self.0.as_ref().is_some_and(|path| path.len() > limits::PATH_BYTES) {
            self.0 = None;
        }
    }
}
