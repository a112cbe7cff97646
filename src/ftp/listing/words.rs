//! Columns of a line.

/// Whether a byte stands between words.
pub(super) fn is_gap(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t')
}

/// A text without the blanks at its beginning.
pub(super) fn skip_gap(text: &[u8]) -> &[u8] {
    let start = text.iter().position(|byte| !is_gap(*byte)).unwrap_or(text.len());
    text.get(start..).unwrap_or_default()
}

/// The next word of a text, and what follows it, from the blank on; `None` where there is none.
pub(super) fn split_word(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let text = skip_gap(text);
    let end = text.iter().position(|byte| is_gap(*byte)).unwrap_or(text.len());
    text.split_at_checked(end).filter(|(word, _)| !word.is_empty())
}

/// All words of a text.
pub(super) fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| is_gap(*byte)).filter(|word| !word.is_empty())
}

/// What stands behind one blank: a name, which may begin with more of them.
pub(super) fn after_one_blank(text: &[u8]) -> Option<&[u8]> {
    text.split_first().filter(|(blank, _)| is_gap(**blank)).map(|(_, name)| name)
}

/// What stands behind a column that is filled up with blanks and so begins this many bytes further on at most; what
/// is left of the blanks belongs to the name.
pub(super) fn after_column(text: &[u8], blanks: usize) -> &[u8] {
    let filled = text.iter().take(blanks).take_while(|byte| is_gap(**byte)).count();
    text.get(filled..).unwrap_or_default()
}

/// A text in front of and behind the first of these bytes.
pub(super) fn split_at_byte(text: &[u8], byte: u8) -> Option<(&[u8], &[u8])> {
    let (before, from) = text.split_at_checked(memchr::memchr(byte, text)?)?;
    Some((before, from.get(1..)?))
}

/// Whether a text begins with these letters, in any case.
pub(super) fn starts_with(text: &[u8], letters: &[u8]) -> bool {
    strip_start(text, letters).is_some()
}

/// What stands behind these letters, in any case.
pub(super) fn strip_start<'a>(text: &'a [u8], letters: &[u8]) -> Option<&'a [u8]> {
    let (start, rest) = text.split_at_checked(letters.len())?;
    start.eq_ignore_ascii_case(letters).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_between_blanks() {
        assert_eq!(split_word(b"  one two"), Some((&b"one"[..], &b" two"[..])));
        assert_eq!(split_word(b"\tone"), Some((&b"one"[..], &b""[..])));
        assert_eq!(split_word(b"  "), None);
        assert_eq!(words(b" a \t b ").collect::<Vec<_>>(), [b"a", b"b"]);
    }

    #[test]
    fn blanks_of_a_name_stay() {
        assert_eq!(after_one_blank(b"  x "), Some(&b" x "[..]));
        assert_eq!(after_one_blank(b"x"), None);
        assert_eq!(after_one_blank(b""), None);
        assert_eq!(after_column(b"   x", 2), b" x");
        assert_eq!(after_column(b" x", 2), b"x");
    }
}
