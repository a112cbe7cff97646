//! What is known of a command beside its verb.

use super::reply_code::ReplyCode;

/// What is known of a command.
#[derive(Debug, PartialEq, Eq)]
pub struct CommandInfo {
    /// The verb in upper case.
    pub verb: &'static str,
    /// Where it is defined: an RFC with its section, a draft, or `vendor`.
    pub rfc: &'static str,
    /// What the command is about.
    pub kind: CommandKind,
    /// What the argument is.
    pub argument: ArgumentKind,
    /// Reply codes, preliminary and final, that answer it beside those of
    /// [`ANY_COMMAND_REPLIES`].
    pub replies: &'static [u16],
}

/// What a command is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommandKind {
    /// Who the user is: USER, PASS, ACCT, and what comes before or undoes it.
    Login,
    /// Directories: going to one, making, deleting or naming one.
    Directory,
    /// How later transfers are to be done: TYPE, MODE, STRU, REST, ...
    Parameter,
    /// Where the data connection is to be opened: PORT, PASV, EPRT, ...
    DataPort,
    /// A transfer on a data connection.
    Transfer(Direction),
    /// A file, without a data connection: delete, rename, size, time, ...
    File,
    /// What the server is, can do or is doing.
    Information,
    /// Authentication and protection (RFC 2228, RFC 4217).
    Security,
    /// The control connection itself: QUIT, NOOP, ABOR.
    Session,
    /// Anything else: SITE, mail.
    Other,
}

/// Which way a transfer goes, seen from the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// A file from the server to the client.
    Download,
    /// A file from the client to the server.
    Upload,
    /// A listing of files from the server to the client.
    Listing,
}

/// What the argument of a command is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArgumentKind {
    /// The command takes none.
    None,
    /// The name of a file or directory.
    Path,
    /// The name of a file or directory, or nothing; with LIST and its like
    /// also options (see [`split_list_argument`](super::list_argument::split_list_argument)).
    OptionalPath,
    /// Something that opens a door, and so is masked: PASS, ACCT.
    Secret,
    /// Anything else.
    Text,
}

/// Replies that may answer any command: 421 at any time, and those that say
/// that the command was not understood, not implemented, not allowed now or
/// not allowed without login (RFC 959 §5.4).
pub const ANY_COMMAND_REPLIES: &[u16] = &[421, 500, 501, 502, 503, 504, 530];

/// Replies that answer the opening of the connection (RFC 959 §5.4).
pub const GREETING_REPLIES: &[u16] = &[120, 220, 421];

impl CommandInfo {
    /// Whether a reply with this code fits the command: it is in the command's
    /// own list, may answer any command, or carries a protected reply
    /// (RFC 2228 §5.2).
    #[must_use]
    pub fn allows(&self, code: ReplyCode) -> bool {
        let value = code.value();
        self.replies.contains(&value) || ANY_COMMAND_REPLIES.contains(&value) || (631..=633).contains(&value)
    }

    /// Which way the command transfers, if it is a transfer command.
    #[must_use]
    pub fn transfer(&self) -> Option<Direction> {
        match self.kind {
            CommandKind::Transfer(direction) => Some(direction),
            _ => None,
        }
    }
}
