//! Paths: the quoted path of 257, and names joined to the current working
//! directory, as Unix, Windows and VMS servers write them.
//!
//! A dissector sees names, not a file system: `..` is resolved by text, which
//! a symbolic link can belie until the next 257 says where the server is.
//! A directory that is not known stays so: a relative name is then kept as it
//! is. A joined path is at most one byte longer than its two parts (with VMS
//! nine); the caller caps a directory that a client makes longer and longer.

use std::error::Error;
use std::fmt;

use super::slash_path::{self, Slash};
use super::vms_path;

/// Why a text holds no quoted path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuotedPathError {
    /// No quotation mark.
    NotQuoted,
    /// No second quotation mark.
    Unclosed,
}

/// Reads the path in the text of a 257 reply: between quotation marks, one
/// inside the path doubled (RFC 959 Appendix II).
///
/// # Errors
///
/// When the text has no pair of quotation marks.
pub fn parse_257(text: &[u8]) -> Result<Vec<u8>, QuotedPathError> {
    let start = memchr::memchr(b'"', text).ok_or(QuotedPathError::NotQuoted)?;
    let mut rest = text.get(start..).unwrap_or_default().strip_prefix(b"\"").unwrap_or_default();
    let mut path = Vec::new();
    loop {
        let mark = memchr::memchr(b'"', rest).ok_or(QuotedPathError::Unclosed)?;
        let (part, from_mark) = rest.split_at_checked(mark).ok_or(QuotedPathError::Unclosed)?;
        path.extend_from_slice(part);
        let Some(after) = from_mark.strip_prefix(b"\"\"") else { return Ok(path) };
        path.push(b'"');
        rest = after;
    }
}

/// The full path of a file or directory that a command names, `directory`
/// being the current working directory if it is known.
#[must_use]
pub fn join(directory: Option<&[u8]>, name: &[u8]) -> Vec<u8> {
    match style(directory, name) {
        Style::Slash(slash) => slash_path::join(directory, name, slash),
        Style::Vms => vms_path::join(directory, name),
    }
}

/// The current working directory after CWD `name`. Other than [`join`] only on
/// VMS, where a bare name is a file to RETR and a subdirectory to CWD.
#[must_use]
pub fn change_directory(directory: Option<&[u8]>, name: &[u8]) -> Vec<u8> {
    match style(directory, name) {
        Style::Slash(slash) => slash_path::join(directory, name, slash),
        Style::Vms => vms_path::change_directory(directory, name),
    }
}

/// The current working directory after CDUP.
#[must_use]
pub fn parent(directory: Option<&[u8]>) -> Vec<u8> {
    change_directory(directory, b"..")
}

/// Whether a path says by itself where it is, whatever the current working
/// directory. A path from the home directory (`~/x`) does not.
#[must_use]
pub fn is_absolute(path: &[u8]) -> bool {
    match style_of(path) {
        Style::Slash(slash) => slash_path::is_absolute(path, slash),
        Style::Vms => vms_path::is_absolute(path),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Slash(Slash),
    Vms,
}

/// The directory tells what the server writes; a name alone may look like
/// another system's by accident.
fn style(directory: Option<&[u8]>, name: &[u8]) -> Style {
    directory.filter(|directory| is_absolute(directory)).map_or_else(|| style_of(name), style_of)
}

fn style_of(path: &[u8]) -> Style {
    if vms_path::is_vms(path) {
        Style::Vms
    } else if slash_path::is_windows(path) {
        Style::Slash(Slash::Windows)
    } else {
        Style::Slash(Slash::Unix)
    }
}

impl fmt::Display for QuotedPathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotQuoted => "no quoted path in the text",
            Self::Unclosed => "the quoted path does not end",
        })
    }
}

impl Error for QuotedPathError {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn joined(directory: &str, name: &str) -> String {
        String::from_utf8(join(Some(directory.as_bytes()), name.as_bytes())).unwrap()
    }

    fn entered(directory: &str, name: &str) -> String {
        String::from_utf8(change_directory(Some(directory.as_bytes()), name.as_bytes())).unwrap()
    }

    #[test]
    fn quoted_path_of_257() {
        for (text, path) in [
            (r#""/home/anna" is current directory."#, Ok("/home/anna")),
            (r#""/" "#, Ok("/")),
            (r#""/a""b""#, Ok("/a\"b")),
            (r#""""" created"#, Ok("\"")),
            (r#""" is empty"#, Ok("")),
            (r#"directory "/new" created"#, Ok("/new")),
            ("/home", Err(QuotedPathError::NotQuoted)),
            ("", Err(QuotedPathError::NotQuoted)),
            (r#""/home"#, Err(QuotedPathError::Unclosed)),
            (r#""/home"""#, Err(QuotedPathError::Unclosed)),
        ] {
            let path = path.map(|path| path.as_bytes().to_vec());
            assert_eq!(parse_257(text.as_bytes()), path, "{text}");
        }
    }

    #[test]
    fn directory_forms_of_unix() {
        assert_eq!(joined("/pub", "a b "), "/pub/a b ");
        assert_eq!(joined("/pub/", "x"), "/pub/x");
        assert_eq!(joined("/", "x"), "/x");
        assert_eq!(joined("/pub", "/etc//x/"), "/etc/x");
        assert_eq!(joined("/pub", "../x/./y"), "/x/y");
        assert_eq!(joined("/", "../.."), "/");
        assert_eq!(joined("/pub", ""), "/pub");
        assert_eq!(joined("/pub", "~/x"), "~/x");
        assert_eq!(joined("/pub", "~$draft.doc"), "/pub/~$draft.doc");
        assert_eq!(joined("/pub", r"C:\x"), r"/pub/C:\x");
        assert_eq!(joined("/pub", "[x]"), "/pub/[x]");
        assert_eq!(parent(Some(b"/a/b")), b"/a");
        assert_eq!(parent(Some(b"/")), b"/");
    }

    #[test]
    fn unknown_start_stays_unknown() {
        assert_eq!(join(None, b"x/y"), b"x/y");
        assert_eq!(join(None, b"/x"), b"/x");
        assert_eq!(join(None, b"."), b".");
        assert_eq!(join(None, b""), b"");
        assert_eq!(parent(None), b"..");
        assert_eq!(parent(Some(b"..")), b"../..");
        assert_eq!(joined("x", "../y"), "y");
        assert_eq!(joined("x", ".."), ".");
        assert_eq!(joined("~", ".."), "~/..");
        assert!(is_absolute(b"/x") && is_absolute(br"C:\x") && is_absolute(b"[A]"));
        assert!(!is_absolute(b"x") && !is_absolute(b"~/x") && !is_absolute(b"") && !is_absolute(b"[.A]"));
    }

    #[test]
    fn directory_forms_of_windows() {
        assert_eq!(joined(r"C:\data", "x.txt"), r"C:\data\x.txt");
        assert_eq!(joined(r"C:\data", r"sub\..\y"), r"C:\data\y");
        assert_eq!(joined(r"C:\data", r"\top"), r"C:\top");
        assert_eq!(joined(r"C:\data", r"d:\other"), r"d:\other");
        assert_eq!(joined(r"C:\", ".."), r"C:\");
        assert_eq!(joined("C:/data", "x/y"), "C:/data/x/y");
        assert_eq!(joined(r"\\host\share", "x"), r"\\host\share\x");
        assert_eq!(joined(r"\\host", r"\\other\.\x"), r"\\other\x");
        assert_eq!(joined(r"\\h", ".."), r"\\");
        assert_eq!(parent(Some(br"C:\a\b")), br"C:\a");
        assert_eq!(join(None, br"C:\a\..\b"), br"C:\b");
    }

    #[test]
    fn directory_forms_of_vms() {
        assert_eq!(joined("DISK$U:[ANNA]", "X.TXT;1"), "DISK$U:[ANNA]X.TXT;1");
        assert_eq!(joined("DISK$U:[ANNA]", "[.SUB]X.TXT"), "DISK$U:[ANNA.SUB]X.TXT");
        assert_eq!(joined("DISK$U:[ANNA]", "[OTHER]X.TXT"), "DISK$U:[OTHER]X.TXT");
        assert_eq!(joined("DISK$U:[ANNA]", "SYS$X:[TOP]"), "SYS$X:[TOP]");
        assert_eq!(joined("DISK$U:[ANNA]", "SYS$X:Y.TXT"), "SYS$X:Y.TXT");
        assert_eq!(entered("[ANNA]", "SUB"), "[ANNA.SUB]");
        assert_eq!(entered("[ANNA]", "SUB.DIR"), "[ANNA.SUB]");
        assert_eq!(entered("[ANNA.SUB]", "[-]"), "[ANNA]");
        assert_eq!(entered("[ANNA.SUB]", "[-.NEW]"), "[ANNA.NEW]");
        assert_eq!(entered("[ANNA]", "[-]"), "[000000]");
        assert_eq!(entered("[000000]", "SUB"), "[SUB]");
        assert_eq!(parent(Some(b"DISK:[A.B]")), b"DISK:[A]");
        assert_eq!(join(None, b"[.A]X"), b"[.A]X");
        // Brackets of other systems are part of names.
        for name in ["a[1].txt", "[a b].txt", "[a/b]", "x.y:[1]"] {
            assert_eq!(join(None, name.as_bytes()), name.as_bytes());
            assert!(!is_absolute(name.as_bytes()), "{name}");
        }
    }

    proptest! {
        #[test]
        fn what_is_quoted_is_parsed(path: Vec<u8>, after in "[^\"]*") {
            let mut text = vec![b'"'];
            for &byte in &path {
                text.push(byte);
                if byte == b'"' {
                    text.push(b'"');
                }
            }
            text.push(b'"');
            text.extend_from_slice(after.as_bytes());
            prop_assert_eq!(parse_257(&text), Ok(path));
        }

        #[test]
        fn a_known_directory_stays_known(names in prop::collection::vec("[a.\\]\\[:/~\\\\-]{0,6}", 0..8)) {
            for start in ["/", r"C:\", "D:[A]"] {
                let mut directory = start.as_bytes().to_vec();
                for name in &names {
                    let next = change_directory(Some(&directory), name.as_bytes());
                    prop_assert!(next.len() <= directory.len() + name.len() + 9);
                    directory = next;
                }
            }
        }
    }
}
