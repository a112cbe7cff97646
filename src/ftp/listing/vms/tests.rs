use super::*;

fn read_lines<'a>(line: &'a str, next: Option<&'a str>) -> Reading<'a> {
    let next = next.map(str::as_bytes);
    read(&mut State::default(), &Place { line: line.as_bytes(), next, is_first: false, begins: false })
}

fn read_line(line: &str) -> ListingEntry {
    match read_lines(line, None) {
        Reading::Entry(entry) => *entry,
        other => panic!("{line}: {other:?}"),
    }
}

#[test]
fn a_line_has_all_parts() {
    let entry =
        read_line("LOGIN.COM;12          2/3     23-NOV-2026 12:34:56  [STAFF,ANNA]  (RWED,RWED,RE,)");
    assert_eq!((&entry.name[..], entry.kind), (&b"LOGIN.COM;12"[..], EntryKind::File));
    // Blocks are no bytes.
    assert_eq!(entry.bytes, None);
    let fact = |name: &str, value: &str| (name.into(), value.into());
    assert_eq!(entry.facts, [fact("blocks", "2"), fact("blocks allocated", "3")]);
    let date = ListedTime { year: Some(2026), month: 11, day: 23, ..ListedTime::default() };
    assert_eq!(entry.modified, Some(date.at((12, 34, Some(56)))));
    assert_eq!((entry.owner, entry.group), (Some(b"ANNA".to_vec()), Some(b"STAFF".to_vec())));
    assert_eq!(entry.permissions, Some(b"(RWED,RWED,RE,)".to_vec()));
}

#[test]
fn lines_of_other_servers() {
    for (line, name, kind, owner, has_permissions) in [
        (
            "MAIL.DIR;1   1   4-MAR-2026 00:04 [ANNA] (RWE,RWE,RE,RE)",
            "MAIL.DIR;1",
            EntryKind::Directory,
            Some("ANNA"),
            true,
        ),
        (
            "[OPS.WORK]LOGS.DIR;1      1/3           5-MAR-2026 18:09",
            "[OPS.WORK]LOGS.DIR;1",
            EntryKind::Directory,
            None,
            false,
        ),
        ("A;1 0/0 5-MAR-2026 18:09:01.23 [1 , 4 ] (,,,) ", "A;1", EntryKind::File, Some("4"), true),
        ("MY^_FILE^;1.TXT;32767 3 5-MAR-2026", "MY^_FILE^;1.TXT;32767", EntryKind::File, None, false),
        ("  X.Y;1 3 5-MAR-2026 18:09 (RWED,RWED,,)", "X.Y;1", EntryKind::File, None, true),
    ] {
        let entry = read_line(line);
        assert_eq!((entry.name, entry.kind), (name.into(), kind), "{line}");
        assert_eq!(entry.owner, owner.map(Into::into), "{line}");
        assert_eq!(entry.permissions.is_some(), has_permissions, "{line}");
        assert!(entry.modified.is_some());
    }
}

#[test]
fn a_long_name_has_a_line_of_its_own() {
    let rest = "                      37    9-APR-2026 08:15 [OPS,BORIS] (RWED,RWED,RE,R)";
    match read_lines("A_NAME_THAT_LEAVES_NO_ROOM.DAT;1", Some(rest)) {
        Reading::EntryOfTwo(entry) => {
            assert_eq!(entry.name, b"A_NAME_THAT_LEAVES_NO_ROOM.DAT;1");
            assert_eq!(entry.owner, Some(b"BORIS".to_vec()));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(read_lines("ALONE.DAT;1", Some("B.DAT;1 2/3 4-MAR-2026 00:04")), Reading::Unknown);
    assert_eq!(read_lines("ALONE.DAT;1", None), Reading::Unknown);
    assert_eq!(read_lines("ALONE.DAT;1 x", Some(rest)), Reading::Unknown);
}

#[test]
fn what_may_not_be_looked_at_is_an_entry() {
    let entry =
        read_line("SECRET.DIR;1   %RMS-E-PRV, insufficient privilege or object protection violation ");
    assert_eq!((entry.kind, entry.modified), (EntryKind::Directory, None));
    assert_eq!(entry.facts[0].1, b"%RMS-E-PRV, insufficient privilege or object protection violation");
    assert_eq!(read_line("X.Y;1 No privilege for attempted operation").facts[0].0, b"error");
}

#[test]
fn headings_and_totals() {
    for (line, directory, is_sure) in [
        ("Directory SYS$SYSDEVICE:[ANNA.WORK]", "SYS$SYSDEVICE:[ANNA.WORK]", true),
        ("directory  DKA0:[000000]*.*;*", "DKA0:[000000]", true),
        ("ANNA_ROOT:[000000]", "ANNA_ROOT:[000000]", true),
        ("  [ANNA]*.*;0", "[ANNA]", false),
        ("Directory [ANNA]  ", "[ANNA]", true),
    ] {
        assert_eq!(read_lines(line, None), Reading::Directory(directory.as_bytes(), is_sure), "{line}");
    }
    for line in [
        "Total of 3 files, 12/15 blocks.",
        "  Grand total of 2 directories, 5 files, 27/30 blocks.",
        "%DIRECT-W-NOFILES, no files found",
    ] {
        assert_eq!(read_lines(line, None), Reading::Heading(true), "{line}");
    }
}

#[test]
fn what_is_none() {
    for wrong in [
        "LOGIN.COM 2/3 23-NOV-2026 12:34",
        "LOGIN.COM;x 2/3 23-NOV-2026 12:34",
        "LOGIN.COM;123456 2/3 23-NOV-2026 12:34",
        "LOGIN.COM;1x 2/3 23-NOV-2026 12:34",
        ";1 2/3 23-NOV-2026 12:34",
        "LOGIN.COM;1 2/x 23-NOV-2026 12:34",
        "LOGIN.COM;1 x 23-NOV-2026 12:34",
        "LOGIN.COM;1 2/3 23-NOV-26 12:34",
        "LOGIN.COM;1 2/3 23-XXX-2026 12:34",
        "LOGIN.COM;1 2/3 23-NOV-2026 12:34 words",
        "LOGIN.COM;1 2/3 23-NOV-2026 12:34 [A",
        "LOGIN.COM;1 2/3 23-NOV-2026 12:34 (RWED",
        "LOGIN.COM;1 2/3 23-NOV-2026 12:34 (RWED) x",
        "LOGIN.COM;1 2/3",
        "Directory of C:[x",
        "a b:[c]",
        "DISK[X]",
        "DISK:[]",
        "DISK:[A B]",
        "DISK:[X]A.TXT;1",
        "DISK:[X] two words",
        "",
    ] {
        assert_eq!(read_lines(wrong, None), Reading::Unknown, "{wrong}");
    }
}
