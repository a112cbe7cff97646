//! A command with its replies.

use super::announcement::Announcement;
use super::control_line::ControlLine;
use crate::ftp::command::Command;
use crate::ftp::reply::Reply;
use crate::ftp::reply_code::ReplyCode;

/// What an exchange begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExchangeKind {
    /// The opening of the connection, answered by 220.
    Greeting,
    /// A command.
    Command,
    /// Nothing: a reply that no command asked for.
    Unasked,
    /// A line of the client that is no command.
    Invalid,
}

/// A command with its replies, or replies without a command.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// What it begins with.
    pub kind: ExchangeKind,
    /// The line of the client; `None` for a greeting and for unasked replies.
    pub line: Option<ControlLine>,
    /// The command in that line; `None` where it is none.
    pub command: Option<Command>,
    /// Replies, preliminary ones first.
    pub replies: Vec<Reply<ControlLine>>,
    /// Whether the argument is a password or an account, to be masked.
    pub secret: bool,
    /// Endpoint for a data connection that it announces.
    pub announces: Option<Announcement>,
    /// Place of the login that it belongs to in the session's list.
    pub login: Option<usize>,
    /// Place of its transfer in the session's list.
    pub transfer: Option<usize>,
}

impl Exchange {
    pub(super) fn new(kind: ExchangeKind) -> Self {
        Self {
            kind,
            line: None,
            command: None,
            replies: Vec::new(),
            secret: false,
            announces: None,
            login: None,
            transfer: None,
        }
    }

    /// Whether this is the command `verb`.
    #[must_use]
    pub fn is(&self, verb: &str) -> bool {
        self.command.as_ref().is_some_and(|command| command.verb.is(verb))
    }

    /// The argument of the command, without a missing one told from an empty one.
    #[must_use]
    pub fn argument(&self) -> &[u8] {
        self.command.as_ref().and_then(|command| command.argument.as_deref()).unwrap_or_default()
    }

    /// Whether a preliminary reply (1yz) came.
    #[must_use]
    pub fn has_preliminary(&self) -> bool {
        self.replies.iter().any(|reply| reply.code.is_some_and(ReplyCode::is_preliminary))
    }

    /// The final reply: the one that is not preliminary.
    #[must_use]
    pub fn final_reply(&self) -> Option<&Reply<ControlLine>> {
        self.replies.iter().find(|reply| !reply.code.is_some_and(ReplyCode::is_preliminary))
    }

    /// The code of the final reply.
    #[must_use]
    pub fn final_code(&self) -> Option<ReplyCode> {
        self.final_reply().and_then(|reply| reply.code)
    }
}
