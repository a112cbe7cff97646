//! Listings: every line is in one place, and nothing is read that is not there.

use ftpscope::ftp::listing::{
    ENTRIES, FACTS, Listing, ListingCommand, ListingEntry, ListingFormat, UNREAD_LINES, parse_fact_line,
    parse_listing,
};
use ftpscope::limits;

use super::input::Input;

const COMMANDS: [ListingCommand; 3] = [ListingCommand::List, ListingCommand::Nlst, ListingCommand::Mlsd];

/// A listing of every format.
const LISTINGS: [&str; 11] = [
    "total 8\n\
     drwxrwxrwt+   2 0        0            4096 Nov 23 12:34 .\n\
     -rwsr-xr--    1 anna     Domain Users  131080 Nov 20  2025  two words\n\
     lrwxrwxrwx    1 1000     1000            4 2026-11-23 12:34:56.5 +0100 now -> 2026\n\
     crw-rw-rw-    1 root     root       1,   3 23. Mai 12:34 null\n\
     7 8 prw-r--r-- 4.0K Nov 23 12:34:56 2026 pipe\n",
    ".:\ntotal 0\ndrwxr-xr-x folder 2 Nov 23 12:34 a\n\n./a:\n-rw-r--r-- 0 Nov 23, 2026 12:34 x:\n",
    " Directory of C:\\pub\n\n\
     11-23-26  12:34PM       <DIR>          aspnet_client\n\
     11/23/2026  12:34 PM         1,234,567 big.iso\n\
     23.11.2026  12:34    <JUNCTION>     Docs [C:\\Users]\n\
     \x20              2 File(s)      1,234 bytes\n",
    "Directory DKA0:[ANNA]\n\n\
     LOGIN.COM;1          2/3     23-NOV-2026 12:34:56  [STAFF,ANNA]  (RWED,RWED,RE,)\n\
     A_VERY_LONG_NAME_OF_A_FILE.DIR;1\n\
     \x20                   12       23-NOV-2026 12:34  [ANNA] (RWED,RWED,RE,)\n\
     SECRET.TXT;32767   %RMS-E-PRV, insufficient privilege\n\n\
     Total of 3 files, 14/18 blocks\n",
    "Volume Unit    Referred Ext Used Recfm Lrecl BlkSz Dsorg Dsname\n\
     WRK001 3390   2026/11/23  1   15  FB      80 27920  PO  SOURCE.COBOL\n\
     Migrated                                                OLD.DATA\n\
     ARCIVE Not Direct Access Device                         'OLD.TAPE'\n\
     WRK001                                            VSAM  CLUSTER\n",
    " Name     VV.MM   Created       Changed      Size  Init   Mod   Id\n\
     PAYROLL   01.07 2026/01/31 2026/11/23 12:34   216   160     3 ANNA\nBARE\n",
    " Name      Size     TTR   Alias-of AC --------- Attributes --------- Amode Rmode\n\
     IEFBR14   01C4A0   00001F                  00 FO RF   31    ANY\n",
    "QSYS          77824 26/11/23 12:34:56 *DIR       QOpenSys/\n\
     ANNA             35 23.11.26 12:34:56 *STMF      notes.txt\n\
     QPGMR                                 *MEM       ORDERS.FILE/JAN.MBR\n",
    "d [RWCEAFMS] anna                            512 Nov 23 12:34 mail\n\
     -[R----F--]  1 guest  0   31744       Nov 23  2026    setup.exe\n",
    "+i2049.7001,m1795437240,/,\tpub\n+r,s20480,up644,\tread me\n",
    "type=cdir;modify=20261123123456; .\nType=OS.unix=slink:/a b;Size=5;UNIX.mode=0644; x\n no facts\n",
];

/// Reads a listing: behind a byte that gives the command, its bytes.
///
/// # Panics
///
/// Where something does not hold.
pub fn run(data: &[u8]) {
    let mut input = Input::new(data);
    let command = COMMANDS[usize::from(input.byte()) % COMMANDS.len()];
    let text = input.bytes(usize::MAX);
    let listing = parse_listing(command, text);
    check(&listing, text);
    if !text.is_empty() && !text.ends_with(b"\n") {
        assert_eq!(
            parse_listing(command, &[text, b"\n"].concat()),
            listing,
            "the last line may lack its end"
        );
    }
    // A carriage return behind a carriage return is part of its line.
    if !text.contains(&b'\r') && text.len() < limits::LINE_BYTES {
        let lines: Vec<_> = text.split(|byte| *byte == b'\n').collect();
        assert_eq!(parse_listing(command, &lines.join(&b"\r\n"[..])), listing, "CR LF and LF");
    }
    if let Some(entry) = parse_fact_line(text) {
        check_entry(&entry, text);
    }
}

fn check(listing: &Listing, text: &[u8]) {
    let ends = text.iter().filter(|byte| **byte == b'\n').count() as u64;
    let lines = ends + u64::from(text.last().is_some_and(|byte| *byte != b'\n'));
    let entries = listing.entries.len() as u64;
    let places = entries + listing.unread_lines + listing.headings + listing.left_out;
    // An entry of VMS may have two lines.
    let in_two = if listing.format == ListingFormat::Vms { entries + listing.left_out } else { 0 };
    assert!(places <= lines && lines <= places + in_two, "{lines} lines, {listing:?}");
    assert!(listing.entries.len() <= ENTRIES);
    assert_eq!(listing.unread.len() as u64, listing.unread_lines.min(UNREAD_LINES as u64));
    for entry in &listing.entries {
        check_entry(entry, text);
    }
}

fn check_entry(entry: &ListingEntry, text: &[u8]) {
    let is_there = |part: &[u8]| part.is_empty() || memchr::memmem::find(text, part).is_some();
    assert!(!entry.name.is_empty() && is_there(&entry.name), "{entry:?}");
    assert!(entry.owner.iter().chain(&entry.link_target).all(|part| is_there(part)), "{entry:?}");
    assert!(entry.directory.as_ref().is_none_or(|directory| is_there(directory)), "{entry:?}");
    assert!(entry.facts.len() <= FACTS);
    if let Some(time) = entry.modified {
        assert!((1..=12).contains(&time.month) && (1..=31).contains(&time.day), "{time:?}");
        assert!(time.hour.is_none_or(|hour| hour < 24) && time.minute.is_none_or(|minute| minute < 60));
        assert!(
            time.second.is_none_or(|second| second <= 60) && time.hour.is_some() == time.minute.is_some()
        );
    }
}

/// Every listing for every command, and its lines one by one.
#[must_use]
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for listing in LISTINGS {
        seeds.extend([0, 1, 2].map(|command| [&[command], listing.as_bytes()].concat()));
        seeds.extend(listing.lines().map(|line| [&[0], line.as_bytes()].concat()));
    }
    seeds
}
