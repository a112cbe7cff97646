//! Sizes and names in the text of replies to transfer commands.

use super::number_list::{take_number, whole_number};

/// The size in the text of a 213 reply to SIZE, in bytes under the TYPE in
/// force (RFC 3659 §4). `None` if the text is anything but a number.
#[must_use]
pub fn parse_213_size(text: &[u8]) -> Option<u64> {
    whole_number(text.trim_ascii())
}

/// The count in `(n bytes)` in the text of a 125, 150 or 226 reply, which no
/// RFC asks for but most servers send. Digits in the file's name do not count,
/// since the name comes first; without brackets the last `n bytes` is taken.
#[must_use]
pub fn parse_byte_count(text: &[u8]) -> Option<u64> {
    let mut bracketed = None;
    let mut bare = None;
    let mut before = b' ';
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        if !byte.is_ascii_digit() {
            before = byte;
            rest = after;
            continue;
        }
        let (number, after) = take_number(rest);
        match (before, unit(after)) {
            (b'(', Some(b')')) => bracketed = Some(number),
            (b' ' | b'(' | b':' | b'=' | b'[', Some(_)) => bare = Some(number),
            _ => {}
        }
        before = b'0';
        rest = after;
    }
    bracketed.or(bare)
}

/// The byte that ends the word ` bytes`, if the text begins with it: a space
/// stands for the end of the text. `None` also where a name goes on, `bytes.txt`.
fn unit(text: &[u8]) -> Option<u8> {
    let text = text.strip_prefix(b" ")?;
    let (word, rest) = text.split_at_checked(4)?;
    if !word.eq_ignore_ascii_case(b"byte") {
        return None;
    }
    let rest = rest.strip_prefix(b"s").or_else(|| rest.strip_prefix(b"S")).unwrap_or(rest);
    match rest {
        [] | [b'.'] => Some(b' '),
        [next, ..] if matches!(next, b')' | b' ' | b',' | b';' | b']') => Some(*next),
        _ => None,
    }
}

/// The name that the server gave to a file of STOU: the text of its 125 or 150
/// reply is `FILE: name` (RFC 1123 §4.1.2.9). Some servers say
/// `(unique file name:name)` in the 226 reply instead.
#[must_use]
pub fn parse_unique_name(text: &[u8]) -> Option<&[u8]> {
    const PREFIX: &[u8] = b"FILE:";
    const PHRASE: &[u8] = b"(unique file name:";
    let name = match text.trim_ascii_start().split_at_checked(PREFIX.len()) {
        Some((prefix, name)) if prefix.eq_ignore_ascii_case(PREFIX) => {
            name.strip_prefix(b" ").unwrap_or(name)
        }
        _ => {
            let place = text.windows(PHRASE.len()).position(|window| window == PHRASE)?;
            let name = text.get(place.saturating_add(PHRASE.len())..)?;
            let end = name.iter().rposition(|&byte| byte == b')')?;
            name.get(..end)?.trim_ascii_start()
        }
    };
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn size_of_213() {
        assert_eq!(parse_213_size(b"131080"), Some(131_080));
        assert_eq!(parse_213_size(b" 0 "), Some(0));
        assert_eq!(parse_213_size(b"20260101120000.123"), None);
        assert_eq!(parse_213_size(b"size 5"), None);
        assert_eq!(parse_213_size(b""), None);
    }

    #[test]
    fn size_from_150_brackets_before_name_digits() {
        for (text, size) in [
            ("Opening BINARY mode data connection for 722010-12836-2001.gz (80589 bytes)", Some(80_589)),
            ("Opening BINARY mode data connection for u1 (12 bytes).", Some(12)),
            ("Opening BINARY mode data connection for 7 bytes (12 bytes).", Some(12)),
            ("Opening data connection for (3 bytes).txt (12 Bytes)", Some(12)),
            ("Opening data connection for x (1 byte)", Some(1)),
            ("Opening data connection for 127.0.0.1,1234 (0 bytes).", Some(0)),
            ("Opening BINARY mode data connection for 2001.gz", None),
            ("Opening BINARY mode data connection for 2 bytes.txt", None),
            ("Opening BINARY mode data connection for report2 bytes", None),
            ("File status okay; about to open data connection, 512 bytes", Some(512)),
            // The size stands in brackets, the speed behind it.
            ("Transfer complete (80589 bytes) at 4029 bytes per second", Some(80_589)),
            ("12.3 kbytes to download", None),
            ("Transfer complete (1,234 bytes)", None),
            ("Here comes the directory listing.", None),
            ("", None),
        ] {
            assert_eq!(parse_byte_count(text.as_bytes()), size, "{text}");
        }
    }

    #[test]
    fn unique_name_of_stou() {
        assert_eq!(parse_unique_name(b"FILE: up.txt.rp7eaz59"), Some(&b"up.txt.rp7eaz59"[..]));
        assert_eq!(parse_unique_name(b"file:two words"), Some(&b"two words"[..]));
        assert_eq!(
            parse_unique_name(b"Transfer complete (unique file name:a(1).txt)."),
            Some(&b"a(1).txt"[..])
        );
        assert_eq!(parse_unique_name(b"Opening data connection for FILE: x"), None);
        assert_eq!(parse_unique_name(b"FILE:"), None);
        assert_eq!(parse_unique_name(b"(unique file name:"), None);
        assert_eq!(parse_unique_name(b""), None);
    }
}
