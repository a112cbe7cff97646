//! Which names are the same on some system.

/// Stands for a letter with marks.
const MARKED: char = '\u{FFFF}';

/// A text that is the same for names, or paths with `/` between them, that differ in case alone, or in whether
/// a letter with its marks is one character or several, as Unicode's normal
/// forms write it.
///
/// No table says which letter and which mark a character is made of: every
/// marked letter is taken for the same. So `é` and `à` are the same here, too,
/// and a name more than needed is told apart by a number. Known are the marked
/// letters of Latin, Greek, Cyrillic, Arabic and Kana, and the syllables of
/// Hangul; other scripts are told apart by their characters.
pub(super) fn name_key(name: &str) -> String {
    let folded = name.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase);
    let mut key = String::with_capacity(name.len());
    for character in folded {
        if is_mark(character) {
            // At the beginning of a name there is no letter that it changes.
            if !key.ends_with('/') {
                key.pop();
            }
            key.push(MARKED);
        } else if is_marked(character) {
            key.push(MARKED);
        } else {
            push_jamo(character, &mut key);
        }
    }
    key
}

/// Whether a character changes the one before it.
fn is_mark(character: char) -> bool {
    matches!(
        character,
        '\u{300}'..='\u{36F}'
            | '\u{483}'..='\u{487}'
            | '\u{64B}'..='\u{65F}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{3099}'..='\u{309A}'
            | '\u{FE20}'..='\u{FE2F}'
    )
}

/// Whether a character, a small one where there are two, can be written as
/// a letter and marks. Of blocks in which nearly all can, all are taken.
fn is_marked(character: char) -> bool {
    matches!(
        character,
        // Latin
        '\u{E0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}'
        // Greek
        | 'ά'..='ΰ' | 'ϊ'..='ώ' | 'ϓ' | 'ϔ' | '\u{1F00}'..='\u{1FFF}'
        // Cyrillic
        | 'й' | 'ѐ' | 'ё' | 'ѓ' | 'ї' | 'ќ'..='ў' | 'ѷ' | 'ӂ' | 'ӑ'..='ӹ'
        // Arabic
        | 'آ'..='ئ' | 'ۀ' | 'ۂ' | 'ۓ'
        // Kana
        | 'が'..='ぢ' | 'づ'..='ど' | 'ば'..='ぽ' | 'ゔ' | 'ゞ'
        | 'ガ'..='ヂ' | 'ヅ'..='ド' | 'バ'..='ポ' | 'ヴ' | 'ヷ'..='ヺ' | 'ヾ'
    )
}

/// Pushes a syllable of Hangul as the letters that it is made of (Unicode §3.12); other characters as they are.
fn push_jamo(character: char, key: &mut String) {
    const FIRST: u32 = 0xAC00;
    const VOWELS: u32 = 21;
    const FINALS: u32 = 28;
    let code = u32::from(character);
    if !('\u{AC00}'..='\u{D7A3}').contains(&character) {
        key.push(character);
        return;
    }
    let index = code.saturating_sub(FIRST);
    let leading = index / (VOWELS * FINALS);
    let vowel = index / FINALS % VOWELS;
    let last = index % FINALS;
    let jamo = |base: u32, at: u32| char::from_u32(base.saturating_add(at));
    key.extend(jamo(0x1100, leading));
    key.extend(jamo(0x1161, vowel));
    key.extend(jamo(0x11A7, last).filter(|_| last > 0));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_the_same_somewhere_have_one_key() {
        for (one, other) in [
            ("README.txt", "readme.TXT"),
            ("caf\u{E9}", "cafe\u{301}"),
            ("CAF\u{C9}", "cafe\u{301}"),
            ("ti\u{1EBF}ng", "tie\u{302}\u{301}ng"),
            ("ti\u{1EBF}ng", "ti\u{EA}\u{301}ng"),
            ("\u{439}", "\u{438}\u{306}"),
            ("\u{3AC}", "\u{3B1}\u{301}"),
            ("\u{FC}", "u\u{308}"),
            ("\u{212B}", "\u{E5}"),
            ("\u{212A}", "k"),
            ("\u{3C2}", "\u{3C3}"),
            ("stra\u{DF}e", "STRASSE"),
            ("\u{D55C}\u{AE00}", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}"),
            ("\u{AC00}", "\u{1100}\u{1161}"),
            ("\u{30AC}", "\u{30AB}\u{3099}"),
            ("\u{3071}", "\u{306F}\u{309A}"),
            ("\u{623}", "\u{627}\u{654}"),
        ] {
            assert_eq!(name_key(one), name_key(other), "{one} {other}");
        }
    }

    #[test]
    fn other_names_have_other_keys() {
        let names =
            ["a", "b", "ab", "a b", "фото", "файл", "ファイル", "文件", "文档", "한글", "한국", "é", "e"];
        let keys: std::collections::BTreeSet<_> = names.iter().map(|name| name_key(name)).collect();
        assert_eq!(keys.len(), names.len());
    }
}
