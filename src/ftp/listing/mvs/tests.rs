use super::*;
use crate::ftp::listing::entry::ListedTime;

const DATA_SETS: &str = "Volume Unit    Referred Ext Used Recfm Lrecl BlkSz Dsorg Dsname";
const WITHOUT_UNIT: &str = "Volume Referred Ext     Used Recfm Lrecl BlkSz Dsorg Dsname";
const MEMBERS: &str = " Name     VV.MM   Created       Changed      Size  Init   Mod   Id";
const MODULES: &str = " Name      Size     TTR   Alias-of AC --------- Attributes --------- Amode Rmode";

fn read_below<'a>(heading: Option<&'a str>, line: &'a str) -> Option<ListingEntry> {
    let mut state = State::default();
    let place = |line: &'a str| Place { line: line.as_bytes(), next: None, is_first: false, begins: false };
    if let Some(heading) = heading {
        assert_eq!(read(&mut state, &place(heading)), Reading::Heading(true));
    }
    match read(&mut state, &place(line)) {
        Reading::Entry(entry) => Some(*entry),
        other => {
            assert_eq!(other, Reading::Unknown);
            None
        }
    }
}

fn facts(entry: &ListingEntry) -> Vec<(&str, &str)> {
    let text = |bytes| str::from_utf8(bytes).unwrap();
    entry.facts.iter().map(|(name, value)| (text(name), text(value))).collect()
}

#[test]
fn data_sets_with_all_columns() {
    let line = "WRK001 3390   2026/11/23  1   15  FB      80 27920  PO  SOURCE.COBOL";
    let entry = read_below(Some(DATA_SETS), line).unwrap();
    assert_eq!((&entry.name[..], entry.kind), (&b"SOURCE.COBOL"[..], EntryKind::Directory));
    // The date is the one of reading, and the size is tracks.
    assert_eq!((entry.bytes, entry.modified), (None, None));
    let expected = [
        ("Volume", "WRK001"),
        ("Unit", "3390"),
        ("Referred", "2026/11/23"),
        ("Ext", "1"),
        ("Used", "15"),
        ("Recfm", "FB"),
        ("Lrecl", "80"),
        ("BlkSz", "27920"),
        ("Dsorg", "PO"),
    ];
    assert_eq!(facts(&entry), expected);
    assert_eq!(read_below(None, line), Some(entry));
    let line = "WRK001 **NONE**    1   +++++  VB     255 27998  PS  'ANNA.LOG'";
    let entry = read_below(Some(WITHOUT_UNIT), line).unwrap();
    assert_eq!((&entry.name[..], entry.kind), (&b"'ANNA.LOG'"[..], EntryKind::File));
    assert_eq!(facts(&entry)[1], ("Referred", "**NONE**"));
    assert_eq!(read_below(Some(DATA_SETS), line), None);
}

#[test]
fn data_sets_with_a_remark() {
    for (line, name, kind, expected) in [
        (
            "Migrated                                                OLD.DATA",
            "OLD.DATA",
            EntryKind::Other,
            &[("Remark", "Migrated")][..],
        ),
        (
            "ARCIVE Not Direct Access Device                         OLD.TAPE",
            "OLD.TAPE",
            EntryKind::Other,
            &[("Remark", "ARCIVE Not Direct Access Device")],
        ),
        (
            "WRK002 Error determining attributes                     ODD",
            "ODD",
            EntryKind::Other,
            &[("Remark", "WRK002 Error determining attributes")],
        ),
        (
            "Pseudo Directory                                        SUB",
            "SUB",
            EntryKind::Directory,
            &[("Remark", "Pseudo Directory")],
        ),
        (
            "TAP017 Tape                                             ON.TAPE",
            "ON.TAPE",
            EntryKind::Other,
            &[("Volume", "TAP017"), ("Unit", "Tape")],
        ),
        (
            "WRK001                                            VSAM  CLUSTER",
            "CLUSTER",
            EntryKind::Other,
            &[("Volume", "WRK001"), ("Dsorg", "VSAM")],
        ),
        (
            "                                                  GDG   DAILY",
            "DAILY",
            EntryKind::Other,
            &[("Dsorg", "GDG")],
        ),
    ] {
        let entry = read_below(Some(DATA_SETS), line).unwrap_or_else(|| panic!("{line}"));
        assert_eq!((&entry.name[..], entry.kind), (name.as_bytes(), kind), "{line}");
        assert_eq!(facts(&entry), expected, "{line}");
        assert_eq!(read_below(None, line), None, "{line}");
    }
}

#[test]
fn members_with_and_without_statistics() {
    let line = "PAYROLL   01.07 2026/01/31 2026/11/23 12:34   216   160     3 ANNA";
    let entry = read_below(Some(MEMBERS), line).unwrap();
    assert_eq!((&entry.name[..], entry.kind), (&b"PAYROLL"[..], EntryKind::File));
    let date = ListedTime { year: Some(2026), month: 11, day: 23, ..ListedTime::default() };
    assert_eq!((entry.bytes, entry.modified), (None, Some(date.at((12, 34, None)))));
    let expected = [
        ("VV.MM", "01.07"),
        ("Created", "2026/01/31"),
        ("Size", "216"),
        ("Init", "160"),
        ("Mod", "3"),
        ("Id", "ANNA"),
    ];
    assert_eq!(facts(&entry), expected);
    assert_eq!(read_below(None, line), Some(entry));
    let nobodys = read_below(Some(MEMBERS), "PAYROLL 01.07 2026/01/31 2026/11/23 12:34 216 160 3").unwrap();
    assert_eq!(facts(&nobodys), expected[..5]);
    assert_eq!(read_below(Some(MEMBERS), "$BARE#1").unwrap().name, b"$BARE#1");
    assert_eq!(read_below(None, "$BARE#1"), None);
}

#[test]
fn load_modules() {
    let entry =
        read_below(Some(MODULES), "IEFBR14   01C4A0   00001F                  00 FO RF   31    ANY").unwrap();
    assert_eq!((&entry.name[..], entry.bytes), (&b"IEFBR14"[..], None));
    assert_eq!(facts(&entry), [("Size", "01C4A0"), ("TTR", "00001F"), ("Attributes", "00 FO RF 31 ANY")]);
    assert_eq!(read_below(Some(MODULES), "BARE").unwrap().facts, []);
}

#[test]
fn what_is_none() {
    for (heading, wrong) in [
        (DATA_SETS, "WRK001 3390 2026/11/23 1 15 FB 80 27920 XX NAME"),
        (DATA_SETS, "WRK001 3390 yesterday 1 15 FB 80 27920 PO NAME"),
        (DATA_SETS, "WRK001 3390 2026/11/23 1 15 FB 80 27920 PO NA;ME"),
        (DATA_SETS, "NAME"),
        (DATA_SETS, "What is this"),
        (DATA_SETS, "Pseudo set NAME"),
        (DATA_SETS, "WRK001 Not Ready NAME"),
        (MEMBERS, "lower"),
        (MEMBERS, "NAmE"),
        (MEMBERS, "NAME 01x07 2026/01/31 2026/11/23 12:34 216 160 3 ANNA"),
        (MEMBERS, "NAME 01.7 2026/01/31 2026/11/23 12:34 216 160 3 ANNA"),
        (MEMBERS, "NAME 01.07 2026/01/31 2026/11/23 12:34 21x 160 3 ANNA"),
        (MEMBERS, "TOOLONGNAME"),
        (MEMBERS, "1DIGIT"),
        (MEMBERS, "TWO WORDS"),
        (MEMBERS, "NAME 1.7 2026/01/31 2026/11/23 12:34 216 160 3 ANNA"),
        (MEMBERS, "NAME 01.07 2026/01/31 2026/11/23 12:34 216 x 3 ANNA"),
        (MEMBERS, "NAME 01.07 2026/01/31 2026/11/23 12:34 216 160 3 ANNA MORE"),
        (MEMBERS, "NAME 01.07 2026/01/31 26/11/23 12:34 216 160 3 ANNA"),
        (MODULES, "NAME 01C4A0"),
        (MODULES, "NAME 01C4AX 00001F FO"),
    ] {
        assert_eq!(read_below(Some(heading), wrong), None, "{wrong}");
    }
    assert_eq!(read_below(Some(MODULES), &format!("NAME 01C4A0 00001F{}", " x".repeat(30))), None);
    let most = format!("NAME 01C4A0 00001F{}", " x".repeat(29));
    assert!(read_below(Some(MODULES), &most).is_some());
    for no_heading in ["Volume of Dsorg", "Volume of Dsname", "Dsorg Dsname", "Name and Size", "Name and TTR"]
    {
        assert_eq!(read_below(None, no_heading), None, "{no_heading}");
    }
}
