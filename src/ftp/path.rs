//! Paths: the quoted path of 257, and names joined to the current working
//! directory, as Unix, Windows and VMS servers write them.
//!
//! A dissector sees names, not a file system: `..` is resolved by text, which
//! a symbolic link can belie until the next 257 says where the server is.
//! A directory that is not known stays so: a relative name is then kept as it
//! is. A joined path is at most one byte longer than its two parts (with VMS
//! nine); the caller caps a directory that a client makes longer and longer.

use super::ascii::find_ignoring_case;
use super::slash_path::{self, Slash};
use super::vms_path;

/// Why a text holds no quoted path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

/// The directory that a reply to logging in or to CWD tells, which no RFC asks for: `230 … Current directory is /x`,
/// `250 "/x" is the current directory`. Only a path that says by itself where it is.
#[must_use]
pub fn parse_current_directory(text: &[u8]) -> Option<Vec<u8>> {
    const WORDS: &[u8] = b"current directory";
    const BEFORE: &[u8] = b"current directory is ";
    find_ignoring_case(text, WORDS)?;
    let named = || {
        let place = find_ignoring_case(text, BEFORE)?.saturating_add(BEFORE.len());
        text.get(place..).map(|path| path.trim_ascii_end().to_vec())
    };
    parse_257(text).ok().or_else(named).filter(|path| is_absolute(path))
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

/// Whether a path begins as only those of Windows do, `C:\`, `C:/` or `\\`, so that `\` stands between its names, too.
#[must_use]
pub fn is_windows(path: &[u8]) -> bool {
    slash_path::is_windows(path)
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
    } else if is_windows(path) {
        Style::Slash(Slash::Windows)
    } else {
        Style::Slash(Slash::Unix)
    }
}

#[cfg(test)]
mod tests;
