//! AS/400, now IBM i: `OWNER          1234 26/11/23 12:34:56 *STMF      name`.
//!
//! Members of database files have neither size nor date. The order of the date is a setting of the server's.

use super::super::number_list::whole_number;
use super::clock::{Clock, clock};
use super::date_order::{Numbers, Order};
use super::entry::{EntryKind, ListingEntry};
use super::reading::{Place, Reading, State};
use super::words::{after_column, split_word};

/// Bytes that the type takes with the blanks behind it.
const TYPE_COLUMN: usize = 11;

/// Reads a line.
pub(super) fn read<'a>(state: &mut State, place: &Place<'a>) -> Reading<'a> {
    Reading::entry(entry(state, place.line))
}

/// What may stand between owner and type.
#[derive(Clone, Copy)]
struct Middle<'a> {
    size: Option<&'a [u8]>,
    date: Option<(&'a [u8], Numbers<'a>, Clock)>,
}

fn entry(state: &mut State, line: &[u8]) -> Option<ListingEntry> {
    let (owner, rest) = split_word(line)?;
    // Names of user profiles have up to ten bytes.
    if owner.len() > 10 || owner.starts_with(b"*") {
        return None;
    }
    let (middle, rest) = middle(rest)?;
    let (object_type, rest) = split_word(rest)?;
    let is_type = object_type.split_first().is_some_and(|(star, name)| {
        *star == b'*' && (2..=10).contains(&name.len()) && name.iter().all(u8::is_ascii_alphanumeric)
    });
    if !is_type {
        return None;
    }
    let name = after_column(rest, TYPE_COLUMN.saturating_sub(object_type.len()));
    let kind = kind(object_type);
    // A slash behind a directory is no part of its name.
    let name = match name.strip_suffix(b"/") {
        Some(bare) if kind == EntryKind::Directory && !bare.is_empty() => bare,
        _ => name,
    };
    let kind = if kind == EntryKind::Directory { EntryKind::of_directory(name) } else { kind };
    let mut entry = ListingEntry::named(name, kind)?;
    entry.owner = Some(owner.to_vec());
    entry.add_fact(b"type", object_type);
    if let Some(size) = middle.size {
        entry.set_size(size, whole_number(size));
    }
    if let Some((text, numbers, time)) = middle.date {
        let (day, is_told) = match numbers.separator {
            b'.' => {
                state.dates.read(numbers, [Order::DayMonthYear, Order::YearMonthDay, Order::MonthDayYear])
            }
            _ => state.dates.read(numbers, [Order::YearMonthDay, Order::MonthDayYear, Order::DayMonthYear]),
        };
        entry.modified = day.map(|day| day.at(time));
        if day.is_none() || !is_told {
            entry.add_fact(b"date", text);
        }
    }
    Some(entry)
}

/// Size and date, where they are, and what follows them.
fn middle(rest: &[u8]) -> Option<(Middle<'_>, &[u8])> {
    let nothing = Middle { size: None, date: None };
    let (word, behind) = split_word(rest)?;
    if word.starts_with(b"*") {
        return Some((nothing, rest));
    }
    let (size, (word, behind)) = if word.iter().all(u8::is_ascii_digit) {
        (Some(word), split_word(behind)?)
    } else {
        (None, (word, behind))
    };
    if word.starts_with(b"*") {
        return Some((
            Middle { size, ..nothing },
            rest.get(rest.len().checked_sub(word.len().checked_add(behind.len())?)?..)?,
        ));
    }
    let numbers = Numbers::new(word)?;
    let (time, rest) = split_word(behind)?;
    Some((Middle { size, date: Some((word, numbers, clock(time)?)) }, rest))
}

fn kind(object_type: &[u8]) -> EntryKind {
    match object_type {
        b"*DIR" | b"*DDIR" | b"*LIB" | b"*FLR" => EntryKind::Directory,
        b"*STMF" | b"*DSTMF" | b"*DOC" | b"*FILE" | b"*MEM" => EntryKind::File,
        b"*SYMLNK" => EntryKind::Link,
        _ => EntryKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> ListingEntry {
        entry(&mut State::default(), line.as_bytes()).unwrap_or_else(|| panic!("{line}"))
    }

    #[test]
    fn objects_of_every_type() {
        for (line, name, kind, bytes) in [
            (
                "QSYS          77824 26/11/23 12:34:56 *DIR       QOpenSys/",
                "QOpenSys",
                EntryKind::Directory,
                Some(77_824),
            ),
            (
                "ANNA             35 26/11/23 12:34:56 *STMF      a b.txt",
                "a b.txt",
                EntryKind::File,
                Some(35),
            ),
            ("ANNA 35 26/11/23 12:34:56 *STMF a", "a", EntryKind::File, Some(35)),
            (
                "QPGMR         36864 26/11/23 12:34:56 *FILE      ORDERS.FILE",
                "ORDERS.FILE",
                EntryKind::File,
                Some(36_864),
            ),
            (
                "QPGMR                                 *MEM       ORDERS.FILE/JAN.MBR",
                "ORDERS.FILE/JAN.MBR",
                EntryKind::File,
                None,
            ),
            ("QPGMR           512                   *MEM       X.MBR", "X.MBR", EntryKind::File, Some(512)),
            ("ANNA              9 26/11/23 12:34:56 *SYMLNK    to", "to", EntryKind::Link, Some(9)),
            (
                "QSYS           4096 26/11/23 12:34:56 *PGM       RUN.PGM",
                "RUN.PGM",
                EntryKind::Other,
                Some(4_096),
            ),
            (
                "QSYS           4096 26/11/23 12:34:56 *DDIR      ./",
                ".",
                EntryKind::CurrentDirectory,
                Some(4_096),
            ),
            ("QSYS           4096 26/11/23 12:34:56 *STMF       x ", " x ", EntryKind::File, Some(4_096)),
        ] {
            let entry = read(line);
            assert_eq!((entry.name, entry.kind, entry.bytes), (name.into(), kind, bytes), "{line}");
        }
    }

    #[test]
    fn a_slash_is_taken_off_directories_alone() {
        assert_eq!(read("ANNATENLON 35 26/11/23 12:34:56 *STMF x/").name, b"x/");
        assert_eq!(read("ANNA 35 26/11/23 12:34:56 *DIR /").name, b"/");
    }

    #[test]
    fn dates_in_every_order() {
        for (date, expected, is_told) in [
            ("26/11/23", Some((2026, 11, 23)), false),
            ("11/23/26", Some((2026, 11, 23)), true),
            ("23.11.26", Some((2026, 11, 23)), false),
            ("2026-11-23", Some((2026, 11, 23)), true),
            ("99/99/99", None, false),
        ] {
            let entry = read(&format!("ANNA 35 {date} 12:34:56 *STMF x"));
            let read = entry.modified.map(|time| (time.year.unwrap(), time.month, time.day));
            assert_eq!(read, expected, "{date}");
            assert_eq!(entry.modified.and_then(|time| time.second), expected.map(|_| 56));
            let dates: Vec<_> = entry.facts.iter().filter(|(name, _)| name == b"date").collect();
            assert_eq!(dates.is_empty(), is_told, "{date}");
        }
    }

    #[test]
    fn what_is_none() {
        for wrong in [
            "ANNA 35 26/11/23 12:34:56 STMF x",
            "ANNA 35 26/11/23 *STMF x",
            "ANNA 35 26/11/23 12:34:56 *STMF",
            "ANNA 35 x *STMF x",
            "ANNA 3x 26/11/23 12:34:56 *STMF x",
            "ANNA 35 26/11/23 12:34:56 *ST?F x",
            "ANNATHELONGONE 35 26/11/23 12:34:56 *STMF x",
            "*DIR *DIR x",
            "ANNA *? x",
            "ANNA",
            "",
        ] {
            assert_eq!(entry(&mut State::default(), wrong.as_bytes()), None, "{wrong}");
        }
    }
}
