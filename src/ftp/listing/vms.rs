//! VMS: `NAME.EXT;1  2/3  23-NOV-2026 12:34:56 [GROUP,OWNER] (RWED,RWED,RE,)`.
//!
//! A long name stands on a line of its own, and what belongs to it on the next one. Sizes are blocks of 512 bytes,
//! used and allocated, and say nothing of bytes. TCP/IP Services, MultiNet, TCPware and CMU differ in what follows
//! the date and in the headings.

use super::super::number_list::whole_number;
use super::clock::{clock, day, month, year};
use super::entry::{EntryKind, ListedTime, ListingEntry};
use super::reading::{Place, Reading, State};
use super::words::{is_gap, skip_gap, split_at_byte, split_word, starts_with, strip_start};
use crate::limits;

/// Bytes of a name: ODS-5 has 236 characters for a file, of up to two bytes each, and escapes most of them at worst;
/// a path may stand in front.
const LONGEST_NAME: usize = 4 * 1024;

/// Reads a line, or two.
pub(super) fn read<'a>(_: &mut State, place: &Place<'a>) -> Reading<'a> {
    if let Some((name, rest)) = split_name(place.line) {
        if let Some(entry) = entry(name, rest) {
            return Reading::Entry(Box::new(entry));
        }
        let next = place.next.filter(|_| rest.trim_ascii().is_empty());
        if let Some(entry) = next.and_then(|next| entry(name, next)) {
            return Reading::EntryOfTwo(Box::new(entry));
        }
    }
    if is_remark(place.line) {
        return Reading::Heading(true);
    }
    match heading(place.line) {
        Some((directory, is_sure)) => Reading::Directory(directory, is_sure),
        None => Reading::Unknown,
    }
}

/// The name with its version, and what follows.
fn split_name(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let line = skip_gap(line);
    let mut from = 0_usize;
    while let Some(found) =
        line.get(from..LONGEST_NAME.min(line.len())).and_then(|rest| memchr::memchr(b';', rest))
    {
        let semicolon = from.saturating_add(found);
        let version = line.get(semicolon.saturating_add(1)..)?;
        // Versions go up to 32767.
        let digits = version.iter().take(6).take_while(|byte| byte.is_ascii_digit()).count();
        let end = semicolon.saturating_add(1).saturating_add(digits);
        let (name, rest) = line.split_at_checked(end)?;
        if semicolon > 0 && (1..=5).contains(&digits) && rest.first().is_none_or(|byte| is_gap(*byte)) {
            return Some((name, rest));
        }
        from = semicolon.saturating_add(1);
    }
    None
}

fn entry(name: &[u8], rest: &[u8]) -> Option<ListingEntry> {
    let mut entry = ListingEntry::named(name, kind(name))?;
    let rest = skip_gap(rest);
    // A file that the user may not look at is listed with the reason.
    if rest.starts_with(b"%")
        || starts_with(rest, b"insufficient privilege")
        || starts_with(rest, b"no privilege")
    {
        entry.add_fact(b"error", rest.trim_ascii_end());
        return Some(entry);
    }
    let (size, rest) = split_word(rest)?;
    let (used, allocated) = split_at_byte(size, b'/').map_or((size, None), |(used, all)| (used, Some(all)));
    whole_number(used)?;
    allocated.map_or(Some(0), whole_number)?;
    entry.add_fact(b"blocks", used);
    if let Some(allocated) = allocated {
        entry.add_fact(b"blocks allocated", allocated);
    }
    let (date, rest) = split_word(rest)?;
    let date = self::date(date)?;
    let time = split_word(rest).and_then(|(word, rest)| Some((clock(word)?, rest)));
    let (date, rest) = time.map_or((date, rest), |(time, rest)| (date.at(time), rest));
    entry.modified = Some(date);
    let rest = owner(&mut entry, skip_gap(rest));
    let rest = skip_gap(rest);
    if let Some(inside) = rest.strip_prefix(b"(") {
        let (protection, rest) = split_at_byte(inside, b')')?;
        entry.permissions = Some([b"(", protection, b")"].concat());
        return rest.trim_ascii().is_empty().then_some(entry);
    }
    rest.is_empty().then_some(entry)
}

/// Reads `[GROUP,OWNER]` or `[OWNER]`; gives what follows.
fn owner<'a>(entry: &mut ListingEntry, rest: &'a [u8]) -> &'a [u8] {
    let Some((inside, behind)) = rest.strip_prefix(b"[").and_then(|inside| split_at_byte(inside, b']'))
    else {
        return rest;
    };
    let (group, owner) =
        split_at_byte(inside, b',').map_or((None, inside), |(group, owner)| (Some(group), owner));
    entry.owner = Some(owner.trim_ascii().to_vec());
    entry.group = group.map(|group| group.trim_ascii().to_vec());
    behind
}

/// `23-NOV-2026`.
fn date(word: &[u8]) -> Option<ListedTime> {
    let (day, rest) = split_at_byte(word, b'-')?;
    let (month, year) = split_at_byte(rest, b'-')?;
    Some(ListedTime {
        year: Some(self::year(year)?),
        month: self::month(month)?,
        day: self::day(day)?,
        ..ListedTime::default()
    })
}

fn kind(name: &[u8]) -> EntryKind {
    let stem = name.iter().rposition(|byte| *byte == b';').and_then(|end| name.get(..end)).unwrap_or(name);
    let kind = stem.split_at_checked(stem.len().saturating_sub(4)).map_or(stem, |(_, kind)| kind);
    if kind.eq_ignore_ascii_case(b".DIR") { EntryKind::Directory } else { EntryKind::File }
}

/// Whether a line is `Total of 3 files, 12/15 blocks`, `Grand total of ...`, or says that there are none.
fn is_remark(line: &[u8]) -> bool {
    let text = skip_gap(line);
    let is_total = ["Total of ", "Grand total of "].iter().any(|start| starts_with(text, start.as_bytes()));
    is_total || text.starts_with(b"%DIRECT-") || text.starts_with(b"%RMS-")
}

/// The directory of a heading: `Directory DISK:[X]`, or `DISK:[X]` alone, a pattern such as `*.*;*` behind it or not;
/// `true` where it is more than something in brackets.
fn heading(line: &[u8]) -> Option<(&[u8], bool)> {
    let text = line.trim_ascii();
    let (path, is_named) =
        strip_start(text, b"Directory ").map_or((text, false), |path| (skip_gap(path), true));
    let (device, rest) = split_at_byte(path, b'[')?;
    let (inside, pattern) = split_at_byte(rest, b']')?;
    let in_device = |byte: &u8| byte.is_ascii_alphanumeric() || b"$_-:".contains(byte);
    let is_heading = (device.is_empty() || device.ends_with(b":"))
        && device.iter().all(in_device)
        && !inside.is_empty()
        && inside.iter().chain(pattern).all(u8::is_ascii_graphic)
        && (pattern.is_empty() || pattern.contains(&b'*'));
    let directory = path.get(..path.len().checked_sub(pattern.len())?)?;
    let is_short = directory.len() <= limits::PATH_BYTES;
    (is_heading && is_short).then_some((directory, is_named || !device.is_empty()))
}

#[cfg(test)]
mod tests;
