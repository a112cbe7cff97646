//! The lines of MLSD and MLST: `type=file;size=12;modify=20261123123456; name` (RFC 3659 §7.2).

use super::super::number_list::whole_number;
use super::clock::number;
use super::entry::{EntryKind, ListedTime, ListingEntry};
use super::reading::{Place, Reading, State};
use super::words::{split_at_byte, starts_with, strip_start};

/// Reads a line of MLSD.
pub(super) fn read<'a>(_: &mut State, place: &Place<'a>) -> Reading<'a> {
    Reading::entry(parse_fact_line(place.line))
}

/// Reads a line of MLSD, or the one of MLST, which stands behind a blank in its reply. `None` where it is none.
///
/// The names of the facts may be in any case. One blank stands in front of the name; further ones belong to it. A
/// missing semicolon behind the last fact is tolerated. All facts stay in `facts` as they are; those that have a place
/// of their own are read as well: type, size, modify, UNIX.mode, UNIX.owner and UNIX.group.
#[must_use]
pub fn parse_fact_line(line: &[u8]) -> Option<ListingEntry> {
    // Behind a blank stands the line of MLST, or a name that has no facts.
    match line.strip_prefix(b" ") {
        Some(text) => read_facts(text).or_else(|| ListingEntry::named(text, EntryKind::Other)),
        None => read_facts(line),
    }
}

fn read_facts(text: &[u8]) -> Option<ListingEntry> {
    let (facts, name) = split_facts(text)?;
    let facts = facts.strip_suffix(b";").unwrap_or(facts);
    let mut entry = ListingEntry::named(name, EntryKind::Other)?;
    for fact in facts.split(|byte| *byte == b';') {
        let (name, value) = split_at_byte(fact, b'=').filter(|(name, _)| !name.is_empty())?;
        read_fact(&mut entry, name, value);
        entry.add_fact(name, value);
    }
    Some(entry)
}

/// The facts and the name. A blank ends the facts; only the target of a link may have some, against the grammar, and
/// then a semicolon stands in front of the one that ends them.
fn split_facts(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (facts, name) = split_at_byte(text, b' ')?;
    let last = facts.rsplit(|byte| *byte == b';').next().unwrap_or_default();
    if !starts_with(last, b"type=OS.unix=") {
        return Some((facts, name));
    }
    let target = text.get(facts.len()..)?;
    let end =
        memchr::memmem::find(target, b"; ").map(|end| facts.len().saturating_add(end).saturating_add(1));
    let whole = end.and_then(|end| Some((text.get(..end)?, text.get(end..)?.strip_prefix(b" ")?)));
    Some(whole.unwrap_or((facts, name)))
}

fn read_fact(entry: &mut ListingEntry, name: &[u8], value: &[u8]) {
    let is = |wanted: &[u8]| name.eq_ignore_ascii_case(wanted);
    if is(b"type") {
        read_type(entry, value);
    } else if is(b"size") {
        entry.bytes = whole_number(value);
    } else if is(b"modify") {
        entry.modified = time(value);
    } else if is(b"UNIX.mode") {
        entry.permissions = Some(value.to_vec());
    } else if is(b"UNIX.ownername") || (is(b"UNIX.owner") && entry.owner.is_none()) {
        entry.owner = Some(value.to_vec());
    } else if is(b"UNIX.groupname") || (is(b"UNIX.group") && entry.group.is_none()) {
        entry.group = Some(value.to_vec());
    }
}

/// The type (RFC 3659 §7.5.1); `OS.unix=slink:` is one that servers have agreed on.
fn read_type(entry: &mut ListingEntry, value: &[u8]) {
    let is = |wanted: &[u8]| value.eq_ignore_ascii_case(wanted);
    entry.kind = if is(b"file") {
        EntryKind::File
    } else if is(b"dir") {
        EntryKind::Directory
    } else if is(b"cdir") {
        EntryKind::CurrentDirectory
    } else if is(b"pdir") {
        EntryKind::ParentDirectory
    } else if let Some(link) =
        strip_start(value, b"OS.unix=slink").or_else(|| strip_start(value, b"OS.unix=symlink"))
    {
        entry.link_target = link.strip_prefix(b":").filter(|target| !target.is_empty()).map(<[u8]>::to_vec);
        EntryKind::Link
    } else {
        EntryKind::Other
    };
}

/// `YYYYMMDDHHMMSS`, a fraction behind it or not, in UTC (RFC 3659 §2.3).
fn time(value: &[u8]) -> Option<ListedTime> {
    let (digits, fraction) = value.split_at_checked(14)?;
    let is_fraction = match fraction {
        [] => true,
        [b'.', digits @ ..] => !digits.is_empty() && digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    if !is_fraction {
        return None;
    }
    let part = |from: usize, to: usize| whole_number(digits.get(from..to)?);
    let date = ListedTime {
        year: u16::try_from(part(0, 4)?).ok(),
        month: number(part(4, 6)?, 1, 12)?,
        day: number(part(6, 8)?, 1, 31)?,
        utc: true,
        ..ListedTime::default()
    };
    let second = number(part(12, 14)?, 0, 60)?;
    Some(date.at((number(part(8, 10)?, 0, 23)?, number(part(10, 12)?, 0, 59)?, Some(second))))
}

#[cfg(test)]
mod tests;
