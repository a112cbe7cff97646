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
    // The home directory is not the top of the drive.
    assert_eq!(joined(r"C:\data", "~"), "~");
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
    assert_eq!(entered("[ANNA.SUB]", "."), "[ANNA.SUB]");
    assert_eq!(entered("[ANNA.SUB]", ""), "[ANNA.SUB]");
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

#[test]
fn current_directory_in_other_replies() {
    for (text, path) in [
        ("OK. Current directory is /home/anna", Some("/home/anna")),
        ("OK. Current restricted directory is /", None),
        ("\"/photos\" is the current directory.", Some("/photos")),
        ("\"/a \"\"b\"\"\" is current directory.", Some("/a \"b\"")),
        ("CWD successful. \"/pub\" is current directory.", Some("/pub")),
        ("Current directory is photos", None),
        ("Directory successfully changed.", None),
        ("\"/made\" directory created", None),
    ] {
        assert_eq!(parse_current_directory(text.as_bytes()).as_deref(), path.map(str::as_bytes), "{text}");
    }
}
