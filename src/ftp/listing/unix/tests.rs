use super::*;
use crate::ftp::listing::entry::ListedTime;

fn read_line(line: &str) -> ListingEntry {
    entry(line.as_bytes()).unwrap_or_else(|| panic!("{line}"))
}

fn text(bytes: &Option<Vec<u8>>) -> Option<&str> {
    bytes.as_deref().map(|bytes| str::from_utf8(bytes).unwrap())
}

fn fact<'a>(entry: &'a ListingEntry, name: &str) -> Option<&'a str> {
    let fact = entry.facts.iter().find(|(fact, _)| fact == name.as_bytes());
    fact.map(|(_, value)| str::from_utf8(value).unwrap())
}

fn november(year: Option<u16>) -> ListedTime {
    ListedTime { year, month: 11, day: 23, ..ListedTime::default() }
}

#[test]
fn a_line_has_all_parts() {
    let entry = read_line("-rw-r--r--   1 anna     staff        1234 Nov 23 12:34 report 2026.txt");
    assert_eq!((&entry.name[..], entry.kind), (&b"report 2026.txt"[..], EntryKind::File));
    assert_eq!(entry.bytes, Some(1_234));
    assert_eq!(entry.modified, Some(november(None).at((12, 34, None))));
    assert_eq!(text(&entry.permissions), Some("-rw-r--r--"));
    assert_eq!((text(&entry.owner), text(&entry.group)), (Some("anna"), Some("staff")));
    assert_eq!(entry.facts, [(b"links".to_vec(), b"1".to_vec())]);
    assert_eq!((entry.link_target, entry.directory), (None, None));
}

#[test]
fn columns_of_many_servers() {
    for (line, name, owner, group, links, bytes) in [
        ("-rw-r--r-- 1 0 0 5 Nov 23  2026 x", "x", Some("0"), Some("0"), Some("1"), Some(5)),
        ("-rw-r--r-- 1 anna 5 Nov 23 2026 x", "x", Some("anna"), None, Some("1"), Some(5)),
        ("-rw-r--r-- anna staff 5 Nov 23 2026 x", "x", Some("anna"), Some("staff"), None, Some(5)),
        ("-rw-r--r-- anna 5 Nov 23 2026 x", "x", Some("anna"), None, None, Some(5)),
        ("-rw-r--r-- 5 Nov 23 2026 x", "x", None, None, None, Some(5)),
        ("-rw-r--r-- 1 5 Nov 23 2026 x", "x", None, None, Some("1"), Some(5)),
        (
            "-rw-r--r-- 1 anna Domain Users 5 Nov 23 2026 x",
            "x",
            Some("anna"),
            Some("Domain Users"),
            Some("1"),
            Some(5),
        ),
        // An owner that is called like a month, a size that looks like a year.
        (
            "-rw-r--r-- 1 may staff 2026 Nov 23 2026 x",
            "x",
            Some("may"),
            Some("staff"),
            Some("1"),
            Some(2_026),
        ),
        (
            "-rw-r--r--\t1\tanna\tstaff\t5\tNov 23 2026\tx",
            "x",
            Some("anna"),
            Some("staff"),
            Some("1"),
            Some(5),
        ),
        (" -rw-r--r-- 1 anna staff 5 Nov 23 2026 x", "x", Some("anna"), Some("staff"), Some("1"), Some(5)),
        (
            "-rw-r--r-- 1 a b 18446744073709551615 Nov 23 2026 x",
            "x",
            Some("a"),
            Some("b"),
            Some("1"),
            Some(u64::MAX),
        ),
        ("drwxr-xr-x folder 2 Nov 23 2026 x", "x", None, None, None, None),
        ("-------r--  204 50211 50415 Nov 23 2026 x", "x", Some("50211"), None, Some("204"), Some(50_415)),
    ] {
        let entry = read_line(line);
        assert_eq!(entry.name, name.as_bytes(), "{line}");
        assert_eq!((text(&entry.owner), text(&entry.group)), (owner, group), "{line}");
        assert_eq!((fact(&entry, "links"), entry.bytes), (links, bytes), "{line}");
        assert_eq!(entry.modified, Some(november(Some(2026))), "{line}");
    }
    assert_eq!(fact(&read_line("drwxr-xr-x folder 2 Nov 23 2026 x"), "items"), Some("2"));
}

#[test]
fn sizes_that_are_no_bytes_are_facts() {
    for size in ["4.0K", "1,2M", "18446744073709551616", "99999999999999999999999"] {
        let entry = read_line(&format!("-rw-r--r-- 1 a b {size} Nov 23 12:34 x"));
        assert_eq!((entry.bytes, fact(&entry, "size")), (None, Some(size)));
    }
}

#[test]
fn kinds_and_modes() {
    for (mode, kind) in [
        ("-rwsr-sr-t", EntryKind::File),
        ("-rwSr-Sr-T.", EntryKind::File),
        ("drwxrwxrwt", EntryKind::Directory),
        ("drwxr-xr-x+", EntryKind::Directory),
        ("drwxr-xr-x@", EntryKind::Directory),
        ("lrwxrwxrwx", EntryKind::Link),
        ("prw-r--r--", EntryKind::Other),
        ("srwxrwxrwx", EntryKind::Other),
        ("Drw-r--r--", EntryKind::Other),
        ("----------", EntryKind::File),
    ] {
        let entry = read_line(&format!("{mode} 1 a b 5 Nov 23 12:34 x"));
        assert_eq!((entry.kind, text(&entry.permissions)), (kind, Some(mode)), "{mode}");
    }
    assert_eq!(read_line("drwxr-xr-x 1 a b 5 Nov 23 12:34 .").kind, EntryKind::CurrentDirectory);
    assert_eq!(read_line("drwxr-xr-x 1 a b 5 Nov 23 12:34 ..").kind, EntryKind::ParentDirectory);
    assert_eq!(read_line("-rwxr-xr-x 1 a b 5 Nov 23 12:34 ..").kind, EntryKind::File);
}

#[test]
fn devices_have_two_numbers() {
    for (line, device, owner) in [
        ("brw-rw---- 1 root disk 8, 0 Nov 23 12:34 sda", Some("8, 0"), Some("root")),
        ("crw-rw-rw-   1 root root     1,   3 Nov 23 12:34 null", Some("1, 3"), Some("root")),
        ("crw-rw-rw- 1 root root 1,3 Nov 23 12:34 null", Some("1,3"), Some("root")),
        // A file has a size.
        ("-rw-rw-rw- 1 root 1, 3 Nov 23 12:34 null", None, Some("root")),
    ] {
        let entry = read_line(line);
        assert_eq!((fact(&entry, "device"), text(&entry.owner)), (device, owner), "{line}");
        assert_eq!(entry.bytes.is_none(), device.is_some(), "{line}");
    }
}

#[test]
fn links_lead_somewhere() {
    for (name, expected, target) in [
        ("now -> /var/log/today", "now", Some("/var/log/today")),
        ("a -> b -> c", "a", Some("b -> c")),
        (" -> x", " -> x", None),
        ("a->b", "a->b", None),
        ("a> -> b", "a>", Some("b")),
        ("alone", "alone", None),
        ("empty -> ", "empty", Some("")),
    ] {
        let entry = read_line(&format!("lrwxrwxrwx 1 a b 5 Nov 23 12:34 {name}"));
        assert_eq!((&entry.name[..], text(&entry.link_target)), (expected.as_bytes(), target), "{name}");
    }
    let file = read_line("-rw-r--r-- 1 a b 5 Nov 23 12:34 a -> b");
    assert_eq!((&file.name[..], file.link_target), (&b"a -> b"[..], None));
}

#[test]
fn blanks_of_names_stay() {
    assert_eq!(read_line("-rw-r--r-- 1 a b 5 Nov 23 12:34   two words  ").name, b"  two words  ");
    assert_eq!(read_line("-rw-r--r-- 1 a b 5 Nov 23  2026  x").name, b" x");
    assert_eq!(read_line("-rw-r--r-- 1 a b 5 2026-11-23 12:34  x").name, b" x");
    let bytes = b"-rw-r--r-- 1 a b 5 Nov 23 12:34 \xff\x00\r";
    assert_eq!(entry(bytes).unwrap().name, b"\xff\x00\r");
}

#[test]
fn numbers_of_ls_in_front_are_kept() {
    let entry = read_line("1234567   8 -rw-r--r-- 1 a b 5 Nov 23 12:34 x");
    let expected = [("links", "1"), ("number in front", "1234567"), ("number in front", "8")];
    assert_eq!(entry.facts, expected.map(|(name, value)| (name.into(), value.into())));
}

#[test]
fn months_of_other_languages_are_kept_as_text() {
    let entry = read_line("-rw-r--r-- 1 anna staff 5 23. Mai 12:34  x");
    assert_eq!((&entry.name[..], entry.modified), (&b" x"[..], None));
    assert_eq!(fact(&entry, "date"), Some("23. Mai 12:34"));
    // The date that is known is taken, though another one could stand in front.
    let entry = read_line("-rw-r--r-- 7 users 12 2026 5 Nov 23 12:34 x");
    assert_eq!((entry.bytes, &entry.name[..]), (Some(5), &b"x"[..]));
}

#[test]
fn totals_and_sections() {
    let heading = |line: &'static str, begins| {
        read(&mut State::default(), &Place { line: line.as_bytes(), next: None, is_first: begins, begins })
    };
    assert_eq!(heading("total 12", false), Reading::Heading(true));
    assert_eq!(heading("Total: 0", false), Reading::Heading(true));
    assert_eq!(heading("total 4.0K", true), Reading::Heading(true));
    assert_eq!(heading("insgesamt 12", true), Reading::Heading(false));
    assert_eq!(heading("insgesamt 12", false), Reading::Unknown);
    assert_eq!(heading("total of 12", true), Reading::Unknown);
    assert_eq!(heading("./a b:", true), Reading::Directory(b"./a b", false));
    assert_eq!(heading("./a b:", false), Reading::Unknown);
    assert_eq!(heading(":", true), Reading::Unknown);
}

#[test]
fn what_is_none() {
    for wrong in [
        "-rw-r--r-- 1 a b 5 Nov 23 12:34",
        "-rw-r--r-- 1 a b 5 Nov 23 12:34 ",
        "-rw-r--r-- 1 a b 5 x",
        "-rw-r--r-- 1 a b Nov 23 12:34",
        "-rw-r--r--",
        "-rw-r--r-q 1 a b 5 Nov 23 12:34 x",
        "-rw-r--r--++ 1 a b 5 Nov 23 12:34 x",
        "-rw-r--r--x 1 a b 5 Nov 23 12:34 x",
        "1a -rw-r--r-- 1 a b 5 Nov 23 12:34 x",
        "-rw-r--r-- 5Q Nov 23 12:34 x",
        "-rw-r--r-- 1x2 Nov 23 12:34 x",
        "1rw-r--r-- 1 a b 5 Nov 23 12:34 x",
        "1 2 3 -rw-r--r-- 1 a b 5 Nov 23 12:34 x",
        "-rw-r--r-- a b c d e f g h i j 5 Nov 23 12:34 x",
        "-rw-r--r-- 1 a b x Nov 23 12:34 x",
        "ls: x: No such file or directory",
        "",
    ] {
        assert_eq!(entry(wrong.as_bytes()), None, "{wrong}");
    }
}
