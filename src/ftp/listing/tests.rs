//! Whole listings: which format they have, and that no line is lost.

use proptest::prelude::*;

use super::lines::Lines;
use super::*;
use crate::limits;

fn list(text: &str) -> Listing {
    parse_listing(ListingCommand::List, text.replace('\n', "\r\n").as_bytes())
}

fn names(listing: &Listing) -> Vec<&str> {
    listing.entries.iter().map(|entry| str::from_utf8(&entry.name).unwrap()).collect()
}

fn directories(listing: &Listing) -> Vec<Option<&str>> {
    listing
        .entries
        .iter()
        .map(|entry| entry.directory.as_deref().map(|name| str::from_utf8(name).unwrap()))
        .collect()
}

const UNIX: &str = "\
total 12
drwxr-xr-x    2 1000     1000         4096 Nov 23 12:34 .
drwxr-xr-x    9 0        0            4096 Nov 23 12:34 ..
-rw-r--r--    1 1000     1000       131080 Nov 20  2025 holiday 1.jpg
lrwxrwxrwx    1 1000     1000            4 Nov 23 12:34 now -> 2026
";

const DOS: &str = "\
11-23-26  12:34PM       <DIR>          aspnet_client
11-23-26  12:34PM                  689 iisstart.htm
";

const VMS: &str = "
Directory DKA0:[ANNA]

LOGIN.COM;1          2/3     23-NOV-2026 12:34:56  [STAFF,ANNA]  (RWED,RWED,RE,)
A_VERY_LONG_NAME_OF_A_FILE.TXT;1
                    12/15    23-NOV-2026 12:34:56  [STAFF,ANNA]  (RWED,RWED,RE,)

Total of 2 files, 14/18 blocks
";

const MVS: &str = "\
Volume Unit    Referred Ext Used Recfm Lrecl BlkSz Dsorg Dsname
WRK001 3390   2026/11/23  1   15  FB      80 27920  PO  SOURCE.COBOL
Migrated                                                OLD.DATA
ARCIVE Not Direct Access Device                         OLD.TAPE
";

const MEMBERS: &str = " Name     VV.MM   Created       Changed      Size  Init   Mod   Id
PAYROLL   01.07 2026/01/31 2026/11/23 12:34   216   160     3 ANNA
BARE
";

const AS400: &str = "\
QSYS          77824 26/11/23 12:34:56 *DIR       QOpenSys/
ANNA             35 26/11/23 12:34:56 *STMF      notes.txt
QPGMR                                 *MEM       ORDERS.FILE/JAN.MBR
";

const NETWARE: &str = "\
total 0
d [RWCEAFMS] anna                            512 Nov 23 12:34 mail
- [R----F--] anna                         90112 Nov 23 12:34 read me.txt
";

const EPLF: &str = "\
+i2049.7001,m1795437240,/,\tpub
+i2049.7003,m1795437000,r,s20480,\thow to
";

#[test]
fn the_lines_tell_the_format() {
    for (text, format, expected, headings) in [
        (UNIX, ListingFormat::Unix, &[".", "..", "holiday 1.jpg", "now"][..], 1),
        (DOS, ListingFormat::Dos, &["aspnet_client", "iisstart.htm"], 0),
        (VMS, ListingFormat::Vms, &["LOGIN.COM;1", "A_VERY_LONG_NAME_OF_A_FILE.TXT;1"], 5),
        (MVS, ListingFormat::Mvs, &["SOURCE.COBOL", "OLD.DATA", "OLD.TAPE"], 1),
        (MEMBERS, ListingFormat::Mvs, &["PAYROLL", "BARE"], 1),
        (AS400, ListingFormat::As400, &["QOpenSys", "notes.txt", "ORDERS.FILE/JAN.MBR"], 0),
        (NETWARE, ListingFormat::NetWare, &["mail", "read me.txt"], 1),
        (EPLF, ListingFormat::Eplf, &["pub", "how to"], 0),
    ] {
        let listing = list(text);
        assert_eq!((listing.format, &names(&listing)[..]), (format, expected));
        assert_eq!(
            (listing.headings, listing.unread_lines, listing.left_out),
            (headings, 0, 0),
            "{format:?}"
        );
        // With LF alone, and without the last one.
        assert_eq!(parse_listing(ListingCommand::List, text.as_bytes()), listing, "{format:?}");
        assert_eq!(parse_listing(ListingCommand::List, text.trim_end().as_bytes()).entries, listing.entries);
        // `NLST -l`.
        assert_eq!(parse_listing(ListingCommand::Nlst, text.as_bytes()), listing, "{format:?}");
    }
}

#[test]
fn directories_without_files_have_a_format() {
    for (text, format) in [
        ("total 0\n", ListingFormat::Unix),
        ("Directory DKA0:[ANNA]\n\nTotal of 0 files, 0/0 blocks\n", ListingFormat::Vms),
        ("%DIRECT-W-NOFILES, no files found\n", ListingFormat::Vms),
        (" Name     VV.MM   Created       Changed      Size  Init   Mod   Id\n", ListingFormat::Mvs),
        ("               0 File(s)              0 bytes\n", ListingFormat::Dos),
        ("", ListingFormat::Unknown),
        ("\n\n", ListingFormat::Unknown),
    ] {
        let listing = list(text);
        assert_eq!((listing.format, listing.entries.len(), listing.unread_lines), (format, 0, 0), "{text}");
    }
}

#[test]
fn most_lines_tell_and_others_stay_as_they_are() {
    let mixed = format!("Welcome to the archive.\n{DOS}{UNIX}ls: secret: Permission denied\n");
    let listing = list(&mixed);
    assert_eq!((listing.format, listing.entries.len()), (ListingFormat::Unix, 4));
    let unread: Vec<_> = mixed.lines().filter(|line| !UNIX.contains(line)).map(str::as_bytes).collect();
    assert_eq!(
        (listing.unread, listing.unread_lines),
        (unread.iter().map(|line| line.to_vec()).collect(), 4)
    );
    // Where two explain equally many, the first one in the order has it.
    let eplf_line = "+/,\tpub\n";
    let dos_line = "11-23-26  12:34PM  5 x\n";
    for text in [[eplf_line, dos_line].concat(), [dos_line, eplf_line].concat()] {
        assert_eq!(list(&text).format, ListingFormat::Dos);
    }
}

#[test]
fn text_that_is_no_listing_stays_text() {
    let listing = list("First line\nsecond:\n\nthird:\ninsgesamt 12\n[x]\n");
    assert_eq!((listing.format, listing.unread_lines, listing.headings), (ListingFormat::Unknown, 5, 1));
    assert_eq!(listing.unread[4], b"[x]");
}

#[test]
fn entries_stand_under_their_directories() {
    let text = ".:\ntotal 4\ndrwxr-xr-x 2 a b 4096 Nov 23 12:34 sub dir\n\n./sub dir:\ntotal 0\n-rw-r--r-- 1 a b 0 Nov 23 12:34 x:\n";
    let listing = list(text);
    assert_eq!(names(&listing), ["sub dir", "x:"]);
    assert_eq!(directories(&listing), [Some("."), Some("./sub dir")]);
    assert_eq!((listing.headings, listing.unread_lines), (5, 0));
    assert_eq!(directories(&list(UNIX)), [None; 4]);
    assert_eq!(directories(&list(VMS)), [Some("DKA0:[ANNA]"); 2]);
    let dir = " Volume in drive C is X\n\n Directory of C:\\pub\n\n11/23/2026  12:34 PM    <DIR>          .\n               1 Dir(s)  5 bytes free\n";
    assert_eq!(directories(&list(dir)), [Some("C:\\pub")]);
}

/// The first date could be in two orders; a later one tells.
#[test]
fn a_later_date_tells_the_order_of_all() {
    let listing = list("05/06/2026  12:34  5 a\n23/06/2026  12:34  5 b\n");
    let days: Vec<_> =
        listing.entries.iter().map(|entry| entry.modified.map(|time| (time.day, time.month))).collect();
    assert_eq!(days, [Some((5, 6)), Some((23, 6))]);
    assert!(listing.entries.iter().all(|entry| entry.facts.is_empty()));
}

#[test]
fn names_of_nlst_are_whole_lines() {
    let text = b"a b\r\n /pub/x \n \n\ndrwxr-xr-x 2 a b 4096 Nov 23 12:34 x\ntotal 12";
    let listing = parse_listing(ListingCommand::Nlst, text);
    assert_eq!(listing.format, ListingFormat::Names);
    let expected = ["a b", " /pub/x ", " ", "drwxr-xr-x 2 a b 4096 Nov 23 12:34 x", "total 12"];
    assert_eq!((names(&listing), listing.headings, listing.unread_lines), (expected.to_vec(), 1, 0));
    assert!(listing.entries.iter().all(|entry| entry.kind == EntryKind::Other && entry.bytes.is_none()));
    assert_eq!(parse_listing(ListingCommand::Nlst, b"").format, ListingFormat::Names);
    // Of VMS the names alone are names.
    assert_eq!(parse_listing(ListingCommand::Nlst, b"A.TXT;1\r\nB.DIR;1\r\n").format, ListingFormat::Names);
}

#[test]
fn names_of_a_tree_stand_under_their_directories() {
    let listing = parse_listing(ListingCommand::Nlst, b".:\na\nb:\n\n./a:\nx\n");
    assert_eq!(names(&listing), ["a", "b:", "x"]);
    assert_eq!(directories(&listing), [Some("."), Some("."), Some("./a")]);
    assert_eq!(names(&parse_listing(ListingCommand::Nlst, b"first:\nsecond\n")), ["first:", "second"]);
}

#[test]
fn lines_of_mlsd_are_facts() {
    let text = b"type=cdir;modify=20261123123456; .\r\nType=file;Size=5; a b\r\nno facts\r\n\r\n";
    let listing = parse_listing(ListingCommand::Mlsd, text);
    assert_eq!((listing.format, names(&listing)), (ListingFormat::Mlsd, vec![".", "a b"]));
    assert_eq!((listing.unread, listing.headings), (vec![b"no facts".to_vec()], 1));
    assert_eq!(parse_listing(ListingCommand::Mlsd, UNIX.as_bytes()).format, ListingFormat::Unknown);
    assert_eq!(parse_listing(ListingCommand::Mlsd, b"").format, ListingFormat::Mlsd);
}

#[test]
fn every_format_has_its_own_name() {
    use ListingFormat::*;
    let formats = [Unix, Dos, Vms, Mvs, As400, NetWare, Eplf, Mlsd, Names, Unknown];
    let names: std::collections::BTreeSet<_> = formats.iter().map(|format| format.name()).collect();
    assert_eq!(names.len(), formats.len());
    assert_eq!(Unix.name(), "unix");
}

#[test]
fn what_the_caps_cut_is_counted() {
    let line = "-rw-r--r-- 1 a b 5 Nov 23 12:34 x\n";
    let listing = list(&line.repeat(ENTRIES + 7));
    assert_eq!((listing.entries.len(), listing.left_out), (ENTRIES, 7));
    let listing = list(&[line, &"odd\n".repeat(UNREAD_LINES + 7)].concat());
    assert_eq!((listing.unread.len(), listing.unread_lines), (UNREAD_LINES, UNREAD_LINES as u64 + 7));
    let name = |length: usize| format!("{}\n", "x".repeat(length));
    let names =
        [name(limits::LINE_BYTES), name(limits::LINE_BYTES + 1), name(limits::LINE_BYTES + 2), name(1)]
            .concat();
    let listing = parse_listing(ListingCommand::Nlst, names.as_bytes());
    assert_eq!((listing.entries.len(), listing.left_out), (2, 2));
}

#[test]
fn facts_of_all_entries_have_a_cap() {
    let lines = ALL_FACTS / FACTS + 7;
    let text = format!("{} x\n", "a=b;".repeat(FACTS)).repeat(lines);
    let listing = parse_listing(ListingCommand::Mlsd, text.as_bytes());
    let facts: usize = listing.entries.iter().map(|entry| entry.facts.len()).sum();
    let left_out: u64 = listing.entries.iter().map(|entry| entry.facts_left_out).sum();
    assert_eq!((listing.entries.len(), facts, left_out), (lines, ALL_FACTS, 7 * FACTS as u64));
}

#[test]
fn headings_of_directories_have_a_cap() {
    let text = |length: usize| format!("{}:\n-rw-r--r-- 1 a b 5 Nov 23 12:34 x\n", "d".repeat(length));
    let listing = list(&text(limits::PATH_BYTES));
    assert_eq!(listing.entries[0].directory.as_ref().map(|name| name.len()), Some(limits::PATH_BYTES));
    let listing = list(&text(limits::PATH_BYTES + 1));
    assert_eq!((listing.entries[0].directory.as_ref(), listing.unread_lines), (None, 1));
    let text = |length: usize| format!("Directory of {}\n{DOS}", "d".repeat(length));
    let listing = list(&text(limits::PATH_BYTES));
    assert_eq!(listing.entries[0].directory.as_ref().map(|name| name.len()), Some(limits::PATH_BYTES));
    let listing = list(&text(limits::PATH_BYTES + 1));
    assert_eq!((listing.entries[0].directory.as_ref(), listing.unread_lines), (None, 1));
}

/// Takes minutes where a line is read again and again.
#[test]
fn hostile_lines_take_no_longer_than_others() {
    let commands = [ListingCommand::List, ListingCommand::Nlst, ListingCommand::Mlsd];
    // One line of 1 MiB, and sixteen of 64 KiB, of what makes a reader look further.
    for piece in [
        "1 ",
        " ",
        "a=b;",
        ";1",
        "type=OS.unix=slink: ",
        "-rw-r--r-- 1 ",
        "<",
        "1,",
        "Nov 23 12:34 ",
        " -> ",
        "[",
    ] {
        let starts = [
            "",
            "lrwxrwxrwx 1 a b 5 Nov 23 12:34 ",
            "X.Y;1 ",
            "+",
            "11-23-26 12:34PM ",
            "d [",
            "type=OS.unix=slink:",
        ];
        for start in starts {
            let long = [start, &piece.repeat((1 << 20) / piece.len())].concat();
            let lines =
                [start, &piece.repeat((limits::LINE_BYTES - start.len()) / piece.len()), "\n"].concat();
            for command in commands {
                assert_eq!(parse_listing(command, long.as_bytes()).left_out, 1);
                let listing = parse_listing(command, lines.repeat(4).as_bytes());
                assert_eq!(listing.left_out, 0);
                assert_eq!(listing.entries.len() as u64 + listing.unread_lines + listing.headings, 4);
            }
        }
    }
    for line in [
        "odd\n",
        "X.Y;1\n",
        "\n",
        ":\n",
        "a:\n",
        "-rw-r--r-- 1 a b 5 6 7 8\n",
        "1 1 1\n",
        "11-23-26 12:34PM x\n",
    ] {
        let text = line.repeat(100_000);
        for command in commands {
            let listing = parse_listing(command, text.as_bytes());
            let entries = listing.entries.len() as u64;
            assert_eq!(
                entries + listing.unread_lines + listing.headings + listing.left_out,
                100_000,
                "{line}"
            );
        }
    }
}

/// A line that looks like one of a listing more often than chance would have it.
fn line() -> impl Strategy<Value = Vec<u8>> {
    let whole = [UNIX, DOS, VMS, MVS, MEMBERS, AS400, NETWARE, EPLF].join("\n");
    let lines: Vec<Vec<u8>> = whole.lines().map(|line| line.as_bytes().to_vec()).collect();
    let words: Vec<Vec<u8>> = whole.split_whitespace().map(|word| word.as_bytes().to_vec()).collect();
    let word = prop_oneof![
        4 => prop::sample::select(words),
        1 => prop::collection::vec(any::<u8>(), 0..4),
        1 => prop::sample::select(vec!["type=dir;", "18446744073709551616", "./x:", " ", "\t", "\r", ";1", "1,", "[A,B]"])
            .prop_map(|word| word.as_bytes().to_vec()),
    ];
    prop_oneof![
        prop::sample::select(lines),
        prop::collection::vec(word, 0..12).prop_map(|words| words.join(&b' ')),
        prop::collection::vec(any::<u8>(), 0..40),
    ]
}

fn command() -> impl Strategy<Value = ListingCommand> {
    prop::sample::select(vec![ListingCommand::List, ListingCommand::Nlst, ListingCommand::Mlsd])
}

/// A name that a line can hold: it neither is empty nor has an end of a line in it.
fn name() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(prop_oneof![any::<u8>(), Just(b' '), Just(b'>'), Just(b'-')], 1..20)
        .prop_filter("no end of a line", |name| !name.contains(&b'\n') && !name.ends_with(b"\r"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn every_line_is_in_one_place(command in command(), lines in prop::collection::vec(line(), 0..12)) {
        let text = lines.join(&b'\n');
        let listing = parse_listing(command, &text);
        let count = Lines::new(&text).count() as u64;
        let places = listing.entries.len() as u64 + listing.unread_lines + listing.headings + listing.left_out;
        if listing.format == ListingFormat::Vms {
            // An entry may have two lines.
            prop_assert!(places <= count && count <= places + listing.entries.len() as u64);
        } else {
            prop_assert_eq!(places, count);
        }
        prop_assert_eq!(listing.unread.len() as u64, listing.unread_lines);
        for entry in &listing.entries {
            prop_assert!(!entry.name.is_empty());
            prop_assert!(text.windows(entry.name.len()).any(|window| window == entry.name));
            if let Some(time) = entry.modified {
                prop_assert!((1..=12).contains(&time.month) && (1..=31).contains(&time.day));
                prop_assert!(time.hour.is_none_or(|hour| hour < 24) && time.minute.is_none_or(|minute| minute < 60));
            }
        }
        for line in &listing.unread {
            prop_assert!(Lines::new(&text).any(|one| one == line));
        }
        let _ = parse_fact_line(&text);
    }

    #[test]
    fn what_ls_prints_is_read_back(
        name in name(),
        bytes: u64,
        links in 1..100_u32,
        is_directory: bool,
        owner in "[a-z][a-z0-9]{0,7}",
        group in "[a-z][a-z0-9]{0,7}( [a-z]{1,5})?",
        mode in "[-r][-w][-xsS][-r][-w][-xsS][-r][-w][-xtT]",
        month in 0..12_usize,
        day in 1..=31_u8,
        year in prop::option::of(1970..=2100_u16),
        (hour, minute) in (0..24_u8, 0..60_u8),
    ) {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let time = match year {
            Some(year) => format!(" {year}"),
            None => format!("{hour:02}:{minute:02}"),
        };
        let kind = if is_directory { 'd' } else { '-' };
        let month_name = MONTHS[month];
        let line = format!("{kind}{mode} {links:3} {owner:8} {group:8} {bytes:8} {month_name} {day:2} {time} ");
        let line = [line.as_bytes(), &name, b"\r\n"].concat();
        let listing = parse_listing(ListingCommand::List, &line);
        let [entry] = &listing.entries[..] else { panic!("{listing:?}") };
        prop_assert_eq!(&entry.name, &name);
        let expected = match (is_directory, &name[..]) {
            (false, _) => EntryKind::File,
            (true, b".") => EntryKind::CurrentDirectory,
            (true, b"..") => EntryKind::ParentDirectory,
            (true, _) => EntryKind::Directory,
        };
        prop_assert_eq!((entry.kind, entry.bytes), (expected, Some(bytes)));
        prop_assert_eq!(entry.owner.as_deref(), Some(owner.as_bytes()));
        prop_assert_eq!(entry.group.as_deref(), Some(group.as_bytes()));
        let time = ListedTime { year, month: month as u8 + 1, day, ..ListedTime::default() };
        let time = if year.is_none() { time.at((hour, minute, None)) } else { time };
        prop_assert_eq!(entry.modified, Some(time));
    }

    #[test]
    fn what_mlsd_prints_is_read_back(name in name(), bytes: u64, seconds in 0..4_000_000_000_u64) {
        let time = clock::from_unix(seconds).unwrap();
        let modify = format!(
            "{:04}{:02}{:02}{:02}{:02}{:02}",
            time.year.unwrap(), time.month, time.day, time.hour.unwrap(), time.minute.unwrap(), time.second.unwrap()
        );
        let line = [format!("type=file;size={bytes};modify={modify}; ").as_bytes(), &name].concat();
        let entry = parse_fact_line(&line).unwrap();
        prop_assert_eq!((entry.name, entry.bytes, entry.modified), (name, Some(bytes), Some(time)));
    }
}
