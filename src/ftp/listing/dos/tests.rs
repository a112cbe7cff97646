use super::*;
use crate::ftp::listing::entry::ListedTime;

fn read_line(line: &str) -> ListingEntry {
    entry(&mut State::default(), line.as_bytes()).unwrap_or_else(|| panic!("{line}"))
}

#[test]
fn files_and_directories_of_iis() {
    let entry = read_line("11-23-26  12:34PM       <DIR>          Program Files");
    assert_eq!((&entry.name[..], entry.kind), (&b"Program Files"[..], EntryKind::Directory));
    let date = ListedTime { year: Some(2026), month: 11, day: 23, ..ListedTime::default() };
    assert_eq!((entry.bytes, entry.modified), (None, Some(date.at((12, 34, None)))));
    let entry = read_line("11-23-26  09:05AM                  744 .htaccess");
    assert_eq!((&entry.name[..], entry.kind), (&b".htaccess"[..], EntryKind::File));
    assert_eq!((entry.bytes, entry.modified), (Some(744), Some(date.at((9, 5, None)))));
    assert_eq!(entry.facts, []);
}

#[test]
fn dates_and_times_of_every_setting() {
    for (start, expected) in [
        ("11-23-2026  12:34AM", Some((2026, 11, 23, 0, 34))),
        ("11-23-2026  23:34", Some((2026, 11, 23, 23, 34))),
        ("11-23-98  01:34p", Some((1998, 11, 23, 13, 34))),
        ("11/23/2026  12:34 PM", Some((2026, 11, 23, 12, 34))),
        ("23/11/2026  12:34", Some((2026, 11, 23, 12, 34))),
        ("23.11.2026  12:34", Some((2026, 11, 23, 12, 34))),
        ("11.12.26  12:34", Some((2026, 12, 11, 12, 34))),
        ("2026-11-23  12:34", Some((2026, 11, 23, 12, 34))),
        ("2026/11/23  12:34:56", Some((2026, 11, 23, 12, 34))),
        ("99-99-26  12:34PM", None),
    ] {
        let entry = read_line(&format!("{start}    5 x"));
        let time = entry
            .modified
            .map(|time| (time.year.unwrap(), time.month, time.day, time.hour.unwrap(), time.minute.unwrap()));
        assert_eq!(time, expected, "{start}");
        assert_eq!(entry.name, b"x", "{start}");
    }
}

#[test]
fn a_date_that_could_be_another_one_is_kept() {
    let facts = |start: &str| read_line(&format!("{start} 12:34 5 x")).facts.len();
    assert_eq!((facts("05-06-26"), facts("05/06/26"), facts("05.06.26")), (0, 1, 1));
    assert_eq!((facts("23/06/26"), facts("2026/05/06"), facts("99-99-26")), (1, 0, 1));
    assert_eq!((facts("23/06/2026"), facts("05/06/2026")), (0, 1));
}

#[test]
fn names_keep_their_blanks() {
    assert_eq!(read_line("11-23-26  12:34PM                    5  a b ").name, b" a b ");
    assert_eq!(read_line("11-23-26  12:34PM       <DIR>           a b").name, b" a b");
    assert_eq!(read_line("11-23-26  12:34PM       <DIR> a b").name, b"a b");
}

#[test]
fn links_and_marks() {
    let entry = read_line(r"11/23/2026  12:34 PM    <JUNCTION>     Docs [C:\Users\x [1]]");
    assert_eq!((&entry.name[..], entry.kind), (&b"Docs [C:\\Users\\x"[..], EntryKind::Link));
    let entry = read_line(r"11/23/2026  12:34 PM    <SYMLINKD>     Docs [C:\Users]");
    assert_eq!((entry.name, entry.link_target), (b"Docs".to_vec(), Some(br"C:\Users".to_vec())));
    let entry = read_line("11/23/2026  12:34 PM    <SYMLINK>      plain");
    assert_eq!((entry.name, entry.link_target), (b"plain".to_vec(), None));
    assert_eq!(read_line("11-23-26  12:34PM <dir> ..").kind, EntryKind::ParentDirectory);
}

#[test]
fn numbers_in_groups() {
    assert_eq!(read_line("11/23/2026  12:34 PM  1,234,567 x").bytes, Some(1_234_567));
    assert_eq!(read_line("23.11.2026  12:34  1.234 x").bytes, Some(1_234));
    let great = read_line("11-23-26  12:34PM  18446744073709551616 x");
    assert_eq!(
        (great.bytes, great.facts),
        (None, vec![(b"size".to_vec(), b"18446744073709551616".to_vec())])
    );
}

#[test]
fn what_dir_writes_around_the_files() {
    let heading = |line: &'static str| {
        let place = Place { line: line.as_bytes(), next: None, is_first: false, begins: false };
        read(&mut State::default(), &place)
    };
    for line in [
        " Volume in drive C is System",
        " Volume Serial Number is 1234-5678",
        "               2 File(s)      1,234 bytes",
        "               3 Dir(s)  12,345,678 bytes free",
        "     Total Files Listed:",
    ] {
        assert_eq!(heading(line), Reading::Heading(true), "{line}");
    }
    assert_eq!(heading(r" Directory of C:\a b "), Reading::Directory(br"C:\a b", true));
    assert_eq!(heading(" Directory of "), Reading::Unknown);
    for line in ["Volume Unit Referred", "two File(s)", "5 things"] {
        assert_eq!(heading(line), Reading::Unknown, "{line}");
    }
}

#[test]
fn what_is_none() {
    for wrong in [
        "11-23-26  12:34PM  5",
        "11-23-26  12:34PM  5 ",
        "11-23-26  12:34PM  <DIR>",
        "11-23-26  12:34PM  <BOX> x",
        "11-23-26  12:34PM  1,23 x",
        "11-23-26  12:34PM  ,123 x",
        "11-23-26  12:34PM  1x3 x",
        "11-23-26  13:34PM  5 x",
        "11-23-26  5 x",
        "11-23  12:34PM  5 x",
        "",
    ] {
        assert_eq!(entry(&mut State::default(), wrong.as_bytes()), None, "{wrong}");
    }
}
