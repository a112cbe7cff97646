//! Text from a capture on a terminal.

use std::borrow::Cow;

/// The text with every character escaped that a terminal would obey instead
/// of showing: control characters, and those that turn the direction of text.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        if is_obeyed(character) {
            plain.extend(character.escape_default());
        } else {
            plain.push(character);
        }
    }
    Cow::Owned(plain)
}

fn is_obeyed(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capture_text_is_never_a_terminal_escape() {
        assert_eq!(plain("220 \u{1b}[2Jhello\r"), "220 \\u{1b}[2Jhello\\r");
        assert_eq!(plain("RETR \u{202e}fdp.exe"), "RETR \\u{202e}fdp.exe");
        assert_eq!(plain("RETR bài tập.txt"), "RETR bài tập.txt");
    }
}
