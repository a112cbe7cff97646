//! Commands of the client (RFC 959 §4.1, §5.3; RFC 2640 §3.1 for arguments).

use std::borrow::Cow;

pub use super::command_info::{ArgumentKind, CommandInfo, CommandKind, Direction};
pub use super::command_table::{COMMANDS, find_command};

/// A command: its verb and what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What is asked for.
    pub verb: Verb,
    /// Everything after the first space, spaces included; `None` where no
    /// space follows the verb, empty where nothing follows the space.
    pub argument: Option<Vec<u8>>,
}

/// The first word of a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verb {
    /// A verb of [`COMMANDS`], in whatever case it was sent.
    Known(&'static CommandInfo),
    /// Any other verb, as sent: printable ASCII characters, at least one.
    Unknown(Vec<u8>),
}

/// Why a line is no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommandError {
    /// Nothing stands in the line, or only spaces.
    Empty,
    /// What stands first holds a byte that is no printable ASCII character.
    NotAVerb {
        /// The first such byte.
        byte: u8,
    },
}

impl Verb {
    /// The verb: in upper case if it is known, else as sent.
    #[must_use]
    pub fn name(&self) -> Cow<'_, str> {
        match self {
            Self::Known(info) => Cow::Borrowed(info.verb),
            Self::Unknown(verb) => String::from_utf8_lossy(verb),
        }
    }

    /// Whether this is the verb `verb`, in any case.
    #[must_use]
    #[inline(never)]
    pub fn is(&self, verb: &str) -> bool {
        match self {
            Self::Known(info) => info.verb.eq_ignore_ascii_case(verb),
            Self::Unknown(unknown) => unknown.eq_ignore_ascii_case(verb.as_bytes()),
        }
    }

    /// What is known of the verb, if it is in [`COMMANDS`].
    #[must_use]
    pub fn info(&self) -> Option<&'static CommandInfo> {
        match self {
            Self::Known(info) => Some(info),
            Self::Unknown(_) => None,
        }
    }
}

/// Reads a line of the client, without its end.
///
/// Spaces before the verb are skipped; the first space after it separates
/// (RFC 959 §5.3), and what follows is the argument as it is, since names may
/// begin and end with spaces (RFC 2640 §3.1).
///
/// # Errors
///
/// When nothing stands in the line, or its first word cannot be a verb. Such
/// a line is odd, not the end of the conversation.
pub fn parse_command(line: &[u8]) -> Result<Command, CommandError> {
    let start = line.iter().position(|&byte| byte != b' ').ok_or(CommandError::Empty)?;
    let line = line.get(start..).unwrap_or_default();
    let (verb, argument) = match memchr::memchr(b' ', line).and_then(|space| line.split_at_checked(space)) {
        Some((verb, rest)) => (verb, rest.get(1..).map(<[u8]>::to_vec)),
        // A line that ends with CR CR LF keeps one CR too many.
        None => (line.strip_suffix(b"\r").unwrap_or(line), None),
    };
    if let Some(&byte) = verb.iter().find(|byte| !byte.is_ascii_graphic()) {
        return Err(CommandError::NotAVerb { byte });
    }
    if verb.is_empty() {
        return Err(CommandError::Empty);
    }
    let verb = find_command(verb).map_or_else(|| Verb::Unknown(verb.to_vec()), Verb::Known);
    Ok(Command { verb, argument })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(line: &[u8]) -> (String, Option<String>) {
        let command = parse_command(line).unwrap();
        let argument = command.argument.map(|argument| String::from_utf8(argument).unwrap());
        (command.verb.name().into_owned(), argument)
    }

    fn with(verb: &str, argument: &str) -> (String, Option<String>) {
        (verb.to_owned(), Some(argument.to_owned()))
    }

    #[test]
    fn verbs_are_case_insensitive() {
        assert_eq!(command(b"retr u1"), with("RETR", "u1"));
        assert_eq!(command(b"Retr u1"), with("RETR", "u1"));
        assert_eq!(command(b"noop"), ("NOOP".to_owned(), None));
        assert!(parse_command(b"pAsV").unwrap().verb.is("PASV"));
        assert!(parse_command(b"xyzzy").unwrap().verb.is("XYZZY"));
        assert!(!parse_command(b"PASS x").unwrap().verb.is("PASV"));
    }

    #[test]
    fn leading_spaces_are_skipped() {
        assert_eq!(command(b"   USER anna"), with("USER", "anna"));
        assert_eq!(parse_command(b"   "), Err(CommandError::Empty));
    }

    #[test]
    fn argument_keeps_inner_and_trailing_spaces() {
        assert_eq!(command(b"RETR a  b "), with("RETR", "a  b "));
        assert_eq!(command(b"RETR   a"), with("RETR", "  a"));
        assert_eq!(command(b"USER "), with("USER", ""));
        assert_eq!(command(b"USER"), ("USER".to_owned(), None));
    }

    #[test]
    fn unknown_verb_is_kept() {
        let long = [b'E'; 300];
        let command = parse_command(&long).unwrap();
        assert_eq!(command.verb, Verb::Unknown(long.to_vec()));
        assert_eq!(super::tests::command(b"xFoo bar"), with("xFoo", "bar"));
        assert_eq!(parse_command(b"xFoo").unwrap().verb.info(), None);
    }

    #[test]
    fn empty_pass_is_valid() {
        assert_eq!(command(b"PASS"), ("PASS".to_owned(), None));
        assert_eq!(command(b"PASS "), with("PASS", ""));
        assert_eq!(command(b"PASS -two words "), with("PASS", "-two words "));
    }

    #[test]
    fn lines_that_are_no_commands_are_refused() {
        assert_eq!(parse_command(b""), Err(CommandError::Empty));
        assert_eq!(parse_command(b"\x16\x03\x01"), Err(CommandError::NotAVerb { byte: 0x16 }));
        assert_eq!(parse_command("öffne x".as_bytes()), Err(CommandError::NotAVerb { byte: 0xc3 }));
        assert_eq!(parse_command(b"USER\tanna"), Err(CommandError::NotAVerb { byte: b'\t' }));
    }

    #[test]
    fn a_second_cr_is_no_part_of_the_verb() {
        assert_eq!(command(b"QUIT\r"), ("QUIT".to_owned(), None));
        assert_eq!(parse_command(b"\r"), Err(CommandError::Empty));
    }
}
