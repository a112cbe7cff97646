//! Names for saved files that no system misunderstands.

use crate::ftp::path::is_windows;

/// Bytes of a name. Systems allow 255 bytes or UTF-16 units; the rest is for
/// what programs add, such as `.part`.
pub const LONGEST_NAME: usize = 200;

/// Bytes of an extension, its dot included, that is kept when a name is cut.
const LONGEST_EXTENSION: usize = 24;

/// Stands for a path that has no name.
const UNNAMED: &str = "unnamed";

/// Names that Windows takes for devices, with any extension and in any case.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];
/// Those that have a digit behind them, which may be a superscript one.
const NUMBERED_DEVICES: [&str; 2] = ["COM", "LPT"];

/// The last name of a server's path, as a name that is safe on Windows, macOS
/// and Linux and in a ZIP: never empty, never a path, at most
/// [`LONGEST_NAME`] bytes long.
///
/// Bytes that are not UTF-8, control characters, marks that turn the direction
/// of text or are not seen, and what a system gives a meaning, are written as
/// `%XX`, one for each byte. A `%` stays as it is, so that a name that is safe
/// is not changed: two names can become the same.
///
/// ```
/// # use ftpscope::export::safe_name;
/// assert_eq!(safe_name(b"/pub/read me.txt"), "read me.txt");
/// assert_eq!(safe_name(b"../../what?.txt"), "what%3F.txt");
/// assert_eq!(safe_name(b"C:\\nul.tar.gz"), "nul_.tar.gz");
/// assert_eq!(safe_name(b"/"), "unnamed");
/// ```
#[must_use]
pub fn safe_name(path: &[u8]) -> String {
    names(path).last().map_or_else(|| UNNAMED.to_owned(), safe_component)
}

/// The names in a path that lead down: no empty one, no `.` and `..`. Only
/// paths that begin as those of Windows do have `\` between names; elsewhere
/// it may be part of one. A drive is a name without its colon.
pub(super) fn names(path: &[u8]) -> impl Iterator<Item = &[u8]> {
    let is_windows = is_windows(path);
    let names = path.split(move |&byte| byte == b'/' || (is_windows && byte == b'\\'));
    let names = names.enumerate().map(move |(at, name)| match name {
        [drive, b':'] if at == 0 && is_windows => std::slice::from_ref(drive),
        _ => name,
    });
    names.filter(|name| !matches!(*name, b"" | b"." | b".."))
}

/// One name, made safe.
pub(super) fn safe_component(name: &[u8]) -> String {
    let plain = encode_ends(&encode_characters(name));
    rename_device(cut(&rename_device(plain), LONGEST_NAME))
}

/// The name with a number behind it, at most [`LONGEST_NAME`] bytes long.
pub(super) fn numbered(name: &str, number: u64) -> String {
    let (stem, extension) = split_extension(name);
    let suffix = format!(" ({number})");
    let room = LONGEST_NAME.saturating_sub(suffix.len()).saturating_sub(extension.len());
    [cut_at_character(stem, room), &suffix, extension].concat()
}

fn encode_characters(name: &[u8]) -> String {
    let mut encoded = String::with_capacity(name.len());
    for chunk in name.utf8_chunks() {
        for character in chunk.valid().chars() {
            if is_unsafe(character) {
                percent(character, &mut encoded);
            } else {
                encoded.push(character);
            }
        }
        percent_bytes(chunk.invalid(), &mut encoded);
    }
    encoded
}

/// Encodes what has a meaning at the beginning, and what Windows takes away
/// from the end.
fn encode_ends(name: &str) -> String {
    let is_lost = |character: char| matches!(character, ' ' | '.');
    let kept = name.trim_end_matches(is_lost);
    let lost = name.get(kept.len()..).unwrap_or_default();
    let mut encoded = String::with_capacity(name.len());
    let mut rest = kept;
    if let Some(first @ ('-' | '~' | ' ')) = kept.chars().next() {
        percent(first, &mut encoded);
        rest = kept.get(1..).unwrap_or_default();
    }
    encoded.push_str(rest);
    percent_bytes(lost.as_bytes(), &mut encoded);
    encoded
}

/// Marks the name of a device, so that it is none.
fn rename_device(name: String) -> String {
    let (base, rest) = name.split_at_checked(name.find('.').unwrap_or(name.len())).unwrap_or((&name, ""));
    let base = base.trim_end_matches(' ');
    if is_device(base) { [base, "_", rest].concat() } else { name }
}

fn is_device(base: &str) -> bool {
    let upper = base.to_ascii_uppercase();
    let has_digit = |rest: &str| {
        let mut characters = rest.chars();
        let digit = characters.next().is_some_and(|digit| matches!(digit, '0'..='9' | '¹' | '²' | '³'));
        digit && characters.next().is_none()
    };
    let is_numbered = |device: &str| upper.strip_prefix(device).is_some_and(has_digit);
    DEVICES.contains(&upper.as_str()) || NUMBERED_DEVICES.into_iter().any(is_numbered)
}

/// The name in at most so many bytes, with its extension.
fn cut(name: &str, longest: usize) -> String {
    if name.len() <= longest {
        return name.to_owned();
    }
    let (stem, extension) = split_extension(name);
    let stem = cut_at_character(stem, longest.saturating_sub(extension.len()));
    if !extension.is_empty() {
        return [stem, extension].concat();
    }
    // The end of the stem is the end of the name, which is looked at again.
    match stem.trim_end_matches([' ', '.']) {
        "" => UNNAMED.to_owned(),
        stem => stem.to_owned(),
    }
}

/// A name before its last dot, and from there on.
fn split_extension(name: &str) -> (&str, &str) {
    let is_kept = |&at: &usize| at > 0 && name.len().saturating_sub(at) <= LONGEST_EXTENSION;
    let at = name.rfind('.').filter(is_kept).unwrap_or(name.len());
    name.split_at_checked(at).unwrap_or((name, ""))
}

fn cut_at_character(text: &str, longest: usize) -> &str {
    let end = text.floor_char_boundary(longest);
    text.get(..end).unwrap_or(text)
}

fn percent(character: char, encoded: &mut String) {
    percent_bytes(character.encode_utf8(&mut [0; 4]).as_bytes(), encoded);
}

fn percent_bytes(bytes: &[u8], encoded: &mut String) {
    for byte in bytes {
        encoded.push_str(&format!("%{byte:02X}"));
    }
}

/// Whether a character must not stand in a name.
fn is_unsafe(character: char) -> bool {
    let has_meaning = matches!(character, '/' | '\\' | ':' | '<' | '>' | '"' | '|' | '?' | '*');
    has_meaning || character.is_control() || is_invisible(character) || is_noncharacter(character)
}

/// Marks that turn the direction of text, that separate or join without being
/// seen, and letters that look like nothing.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Code points that are no characters, which macOS refuses.
fn is_noncharacter(character: char) -> bool {
    matches!(character, '\u{FDD0}'..='\u{FDEF}') || u32::from(character) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
pub(super) mod tests;
