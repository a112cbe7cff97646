use proptest::prelude::*;

use super::*;

/// What is wrong with a name somewhere, looked for in another way than it is prevented.
pub(in crate::export) fn fault(name: &str) -> Option<&'static str> {
    let base = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbers = "0123456789¹²³";
    let is_device = ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&base.as_str())
        || numbers.chars().any(|number| base == format!("com{number}") || base == format!("lpt{number}"));
    let rules = [
        ("empty", name.is_empty()),
        ("long", name.len() > 200),
        ("a separator or wildcard", name.contains(|character| "/\\:<>\"|?*".contains(character))),
        ("a control character", name.chars().any(|character| character < ' ' || character == '\u{7F}')),
        ("a control character of Latin", name.chars().any(|character| ('\u{80}'..'\u{A0}').contains(&character))),
        ("a mark of direction", name.contains(|character| "\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}\u{200E}\u{200F}\u{61C}".contains(character))),
        ("no width", name.contains(|character| "\u{200B}\u{200C}\u{200D}\u{2060}\u{FEFF}\u{AD}".contains(character))),
        ("an end that is lost", name.ends_with(['.', ' '])),
        ("an option or a home", name.starts_with(['-', '~', ' '])),
        ("a device", is_device),
    ];
    rules.into_iter().find(|(_, is_broken)| *is_broken).map(|(rule, _)| rule)
}

/// Names with what makes names dangerous.
pub(in crate::export) fn path() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop_oneof![
        3 => prop::sample::select(vec![
            "..", ".", "/", "/", "\\", "C:", "C:\\", "\\\\", "-", "~", " ", "NUL", "con", "COM1", "lpt\u{B9}", "conin$",
            ".txt", "a", "B", "e\u{301}", "\u{E9}", "\u{202E}", "\u{200B}", "\u{FEFF}", "%", "%2F", ":", "*", "\0", "\n",
            " (2)", "_",
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
        1 => any::<char>().prop_map(|character| character.to_string().into_bytes()),
        1 => (prop::sample::select(vec!["x", " ", ".", "\u{65E5}", "a/", "/\u{E9}"]), 1..300_usize)
            .prop_map(|(piece, times)| piece.repeat(times).into_bytes()),
    ];
    prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
}

#[test]
fn names_are_made_safe_and_stay_readable() {
    for (path, expected) in [
        (&b"report.pdf"[..], "report.pdf"),
        (b"/pub/a b.txt", "a b.txt"),
        (b"../../etc/passwd", "passwd"),
        (b"..\\..\\boot.ini", "..%5C..%5Cboot.ini"),
        (b"C:\\dir\\autoexec.bat", "autoexec.bat"),
        (b"\\\\server\\share\\x", "x"),
        (b"C:", "C%3A"),
        (b"C:\\", "C"),
        (b"a\0b", "a%00b"),
        (b"tab\there", "tab%09here"),
        (b"NUL", "NUL_"),
        (b"com1.txt", "com1_.txt"),
        ("COM\u{B2}".as_bytes(), "COM\u{B2}_"),
        (b"CONIN$", "CONIN$_"),
        (b"nul .a.b", "nul_.a.b"),
        (b"console.log", "console.log"),
        (b"COM10", "COM10"),
        (b"ends with a dot.", "ends with a dot%2E"),
        (b"ends . .", "ends%20%2E%20%2E"),
        (b"file.txt::$DATA", "file.txt%3A%3A$DATA"),
        (b"-rf", "%2Drf"),
        (b"~root", "%7Eroot"),
        (b".profile", ".profile"),
        ("\u{202E}fdp.exe".as_bytes(), "%E2%80%AEfdp.exe"),
        ("gr\u{FC}\u{DF}e".as_bytes(), "gr\u{FC}\u{DF}e"),
        (b"\xE9t\xE9", "%E9t%E9"),
        (b"50%", "50%"),
        (b"", "unnamed"),
        (b".", "unnamed"),
        (b"..", "unnamed"),
        (b"/../", "unnamed"),
        (b"...", "%2E%2E%2E"),
        (b"folder/", "folder"),
        (b"<img src=x>", "%3Cimg src=x%3E"),
    ] {
        assert_eq!(safe_name(path), expected, "{}", path.escape_ascii());
    }
}

#[test]
fn long_names_are_cut_with_their_extension_kept() {
    let long = "x".repeat(4_096);
    assert_eq!(safe_name(long.as_bytes()), "x".repeat(200));
    assert_eq!(safe_name(format!("{long}.tar.gz").as_bytes()), "x".repeat(197) + ".gz");
    assert_eq!(safe_name(format!("{long}.{long}").as_bytes()), "x".repeat(200));
    // Characters of three bytes are not cut through.
    let name = safe_name(("\u{65E5}".repeat(100) + ".txt").as_bytes());
    assert_eq!(name, "\u{65E5}".repeat(65) + ".txt");
    // What the cut lays bare at the end is looked at, too.
    assert_eq!(safe_name(format!("NUL{}{long}", " ".repeat(300)).as_bytes()), "NUL_");
    assert_eq!(safe_name(format!("NUL{}{long}.txt", " ".repeat(300)).as_bytes()), "NUL_.txt");
    assert_eq!(safe_name(format!("..{}{long}", " ".repeat(300)).as_bytes()), "unnamed");
    assert_eq!(safe_name("x".repeat(200).as_bytes()).len(), 200);
}

#[test]
fn a_number_stands_before_the_extension() {
    assert_eq!(numbered("name.txt", 2), "name (2).txt");
    assert_eq!(numbered(".profile", 3), ".profile (3)");
    let long = numbered(&("x".repeat(196) + ".txt"), u64::MAX);
    assert!(long.len() == 200 && long.ends_with("x (18446744073709551615).txt"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn any_name_is_safe_and_safe_names_stay(path in path()) {
        let name = safe_name(&path);
        prop_assert_eq!(fault(&name), None, "{:?}", name);
        prop_assert_eq!(safe_name(name.as_bytes()), name.clone());
        prop_assert_eq!(fault(&numbered(&name, 17)), None, "{:?}", name);
    }
}
