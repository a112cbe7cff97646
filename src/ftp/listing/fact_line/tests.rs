use super::*;

fn parse(line: &str) -> ListingEntry {
    parse_fact_line(line.as_bytes()).unwrap_or_else(|| panic!("{line}"))
}

#[test]
fn facts_have_places() {
    let entry = parse(
        "Type=file;SIZE=1024990;modify=20261123123456.789;Perm=rw;UNIX.mode=0644;UNIX.owner=14;UNIX.group=50;unique=a1; a b",
    );
    assert_eq!((&entry.name[..], entry.kind), (&b"a b"[..], EntryKind::File));
    assert_eq!(entry.bytes, Some(1_024_990));
    let time = entry.modified.unwrap();
    assert_eq!((time.year, time.month, time.day), (Some(2026), 11, 23));
    assert_eq!((time.hour, time.minute, time.second, time.utc), (Some(12), Some(34), Some(56), true));
    assert_eq!(entry.permissions, Some(b"0644".to_vec()));
    assert_eq!((entry.owner, entry.group), (Some(b"14".to_vec()), Some(b"50".to_vec())));
    let names: Vec<_> = entry.facts.iter().map(|(name, _)| str::from_utf8(name).unwrap()).collect();
    assert_eq!(names, ["Type", "SIZE", "modify", "Perm", "UNIX.mode", "UNIX.owner", "UNIX.group", "unique"]);
}

#[test]
fn names_of_owners_go_before_their_numbers() {
    for line in [
        "UNIX.owner=14;UNIX.ownername=anna;UNIX.group=50;UNIX.groupname=staff; x",
        "UNIX.ownername=anna;UNIX.owner=14;UNIX.groupname=staff;UNIX.group=50; x",
    ] {
        let entry = parse(line);
        assert_eq!((entry.owner, entry.group), (Some(b"anna".to_vec()), Some(b"staff".to_vec())), "{line}");
    }
}

#[test]
fn types_in_any_case() {
    for (value, kind, target) in [
        ("file", EntryKind::File, None),
        ("DIR", EntryKind::Directory, None),
        ("cdir", EntryKind::CurrentDirectory, None),
        ("Pdir", EntryKind::ParentDirectory, None),
        ("OS.unix=slink:/Data/x=1", EntryKind::Link, Some("/Data/x=1")),
        ("os.UNIX=symlink", EntryKind::Link, None),
        ("OS.unix=slink:", EntryKind::Link, None),
        ("OS.unix=slink:a b", EntryKind::Link, Some("a b")),
        ("OS.unix=chr-13/29", EntryKind::Other, None),
        ("OS.unix=pipe", EntryKind::Other, None),
        ("", EntryKind::Other, None),
    ] {
        let entry = parse(&format!("size=1;type={value};modify=20261123123456; a; b"));
        assert_eq!((&entry.name[..], entry.kind), (&b"a; b"[..], kind), "{value}");
        assert_eq!(entry.link_target, target.map(Into::into), "{value}");
        assert!(entry.modified.is_some(), "{value}");
    }
}

/// The line of MLST stands behind a blank in its reply.
#[test]
fn mlst_line_has_a_blank_in_front() {
    let entry = parse(" type=dir;modify=20261123123456; /pub/a b");
    assert_eq!((&entry.name[..], entry.kind), (&b"/pub/a b"[..], EntryKind::Directory));
}

#[test]
fn one_blank_stands_in_front_of_the_name() {
    assert_eq!(parse("type=file;  x ").name, b" x ");
    assert_eq!(parse(" no facts").name, b"no facts");
    assert_eq!(parse("  x").name, b" x");
    assert_eq!(parse("type=file;size=5 x; y").name, b"x; y");
    assert_eq!(parse("type=OS.unix=slink:/a b").name, b"b");
}

#[test]
fn times_that_are_none_stay_facts() {
    for value in [
        "2026112312345",
        "20261123123456.",
        "20261123123456.x",
        "20261123123456.1x",
        "191201123123456",
        "20261323123456",
        "x",
    ] {
        let entry = parse(&format!("modify={value}; x"));
        assert_eq!((entry.modified, entry.facts.len()), (None, 1), "{value}");
    }
    let entry = parse("size=-1; x");
    assert_eq!((entry.bytes, entry.facts.len()), (None, 1));
}

#[test]
fn facts_beyond_the_cap_are_counted() {
    let entry = parse(&format!("{} x", "a=b;".repeat(crate::ftp::listing::FACTS + 3)));
    assert_eq!((entry.facts.len(), entry.facts_left_out), (crate::ftp::listing::FACTS, 3));
}

#[test]
fn what_is_none() {
    for wrong in [
        "",
        " ",
        "name",
        "cannot open directory",
        "type=file;",
        "type=file; ",
        "; x",
        "=x; y",
        "type=file;; x",
        "a=b;c x",
    ] {
        assert_eq!(parse_fact_line(wrong.as_bytes()), None, "{wrong}");
    }
}
