//! `ls -l` of Unix, and of the many servers that write like it.
//!
//! `-rw-r--r--   1 owner    group        1234 Nov 23 12:34 name`: between the mode and the date there may be the
//! number of links, an owner, a group of several words, a size or the numbers of a device. The date is found by its
//! form, behind what can be a size.

use super::super::number_list::whole_number;
use super::entry::{EntryKind, ListingEntry};
use super::ls_date::{LsDate, take_date, take_foreign_date};
use super::reading::{Place, Reading, State};
use super::words::split_word;
use crate::limits;

/// Columns that may stand between the mode and the date: the usual four, the two numbers of a device apart, and
/// names of groups of several words.
const COLUMNS: usize = 10;

/// Numbers that may stand in front of the mode: `ls -lis` writes two.
const NUMBERS_IN_FRONT: usize = 2;

/// Reads a line.
pub(super) fn read<'a>(_: &mut State, place: &Place<'a>) -> Reading<'a> {
    if let Some(entry) = entry(place.line) {
        return Reading::Entry(Box::new(entry));
    }
    if let Some(is_sure) = total(place) {
        return Reading::Heading(is_sure);
    }
    section(place).map_or(Reading::Unknown, |directory| Reading::Directory(directory, false))
}

/// The heading of a directory in `ls -R`, without its colon.
pub(super) fn section<'a>(place: &Place<'a>) -> Option<&'a [u8]> {
    let directory = place.line.strip_suffix(b":")?;
    (place.begins && (1..=limits::PATH_BYTES).contains(&directory.len())).then_some(directory)
}

/// Whether a line is `total 12`, in another language in front of all entries; `true` where it can be nothing else.
pub(super) fn total(place: &Place<'_>) -> Option<bool> {
    let (word, rest) = split_word(place.line)?;
    let (count, rest) = split_word(rest)?;
    let is_total = rest.trim_ascii().is_empty() && is_size(count);
    let is_english = [&b"total"[..], b"total:"].iter().any(|total| word.eq_ignore_ascii_case(total));
    (is_total && (is_english || place.begins)).then_some(is_english)
}

fn entry(line: &[u8]) -> Option<ListingEntry> {
    let Beginning { numbers, mode, rest } = beginning(line)?;
    let (columns, date) = columns(rest, take_date).or_else(|| columns(rest, take_foreign_date))?;
    let kind = kind(mode, date.name);
    let (name, target) = match kind {
        EntryKind::Link => split_link(date.name),
        _ => (date.name, None),
    };
    let mut entry = ListingEntry::named(name, kind)?;
    entry.link_target = target.map(<[u8]>::to_vec);
    entry.permissions = Some(mode.to_vec());
    entry.modified = date.time;
    let is_device = matches!(mode.first(), Some(b'b' | b'c'));
    read_columns(&mut entry, &columns, is_device);
    if date.time.is_none() {
        entry.add_fact(b"date", date.text);
    }
    for number in numbers {
        entry.add_fact(b"number in front", number);
    }
    Some(entry)
}

/// What a line begins with.
struct Beginning<'a> {
    /// Numbers in front of the mode.
    numbers: Vec<&'a [u8]>,
    mode: &'a [u8],
    rest: &'a [u8],
}

fn beginning(line: &[u8]) -> Option<Beginning<'_>> {
    let mut numbers = Vec::new();
    let (mut word, mut rest) = split_word(line)?;
    while numbers.len() < NUMBERS_IN_FRONT && word.iter().all(u8::is_ascii_digit) {
        numbers.push(word);
        (word, rest) = split_word(rest)?;
    }
    is_mode(word).then_some(Beginning { numbers, mode: word, rest })
}

/// Whether a word is a mode: a letter for the kind, three for each of owner, group and others, and a mark where an
/// access control list, a security context or extended attributes are added.
fn is_mode(word: &[u8]) -> bool {
    let Some(([kind, bits @ ..], mark)) = word.split_at_checked(10) else { return false };
    (kind.is_ascii_alphabetic() || *kind == b'-')
        && bits.iter().all(|bit| b"-rwxsStTlL".contains(bit))
        && matches!(mark, [] | [b'+' | b'.' | b'@'])
}

fn kind(mode: &[u8], name: &[u8]) -> EntryKind {
    match mode.first() {
        Some(b'-') => EntryKind::File,
        Some(b'd') => EntryKind::of_directory(name),
        Some(b'l') => EntryKind::Link,
        _ => EntryKind::Other,
    }
}

/// The words in front of the first date that stands behind a size, and that date.
fn columns<'a>(
    rest: &'a [u8],
    take: fn(&'a [u8]) -> Option<LsDate<'a>>,
) -> Option<(Vec<&'a [u8]>, LsDate<'a>)> {
    let mut columns = Vec::new();
    let mut rest = rest;
    while columns.len() < COLUMNS {
        let (word, behind) = split_word(rest)?;
        columns.push(word);
        rest = behind;
        if is_size(word)
            && let Some(date) = take(rest)
        {
            return Some((columns, date));
        }
    }
    None
}

/// Whether a word can be a size: `1234`, `4.0K`, `8,0`.
fn is_size(word: &[u8]) -> bool {
    let (last, digits) = word.split_last().map_or((&0, word), |(last, digits)| (last, digits));
    let is_number = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',');
    word.first().is_some_and(u8::is_ascii_digit)
        && digits.iter().all(is_number)
        && (last.is_ascii_digit() || b"kKMGTPB".contains(last))
}

/// Links, owner, group and size.
fn read_columns(entry: &mut ListingEntry, columns: &[&[u8]], is_device: bool) {
    let Some((size, mut who)) = columns.split_last() else { return };
    match who.split_last() {
        Some((major, before)) if is_device && major.ends_with(b",") => {
            who = before;
            entry.add_fact(b"device", &[*major, size].join(&b' '));
        }
        _ if is_device && size.contains(&b',') => entry.add_fact(b"device", size),
        // NetPresenz counts the items of a folder instead.
        _ if who == [b"folder"] => {
            entry.add_fact(b"items", size);
            return;
        }
        _ => entry.set_size(size, whole_number(size)),
    }
    if let Some((links, rest)) = who.split_first()
        && whole_number(links).is_some()
    {
        entry.add_fact(b"links", links);
        who = rest;
    }
    if let Some((owner, group)) = who.split_first() {
        entry.owner = Some(owner.to_vec());
        entry.group = (!group.is_empty()).then(|| group.join(&b' '));
    }
}

/// Name and target of a link.
fn split_link(text: &[u8]) -> (&[u8], Option<&[u8]>) {
    const ARROW: &[u8] = b" -> ";
    let mut from = 0_usize;
    // The arrow is looked for by its rarest byte.
    while let Some(found) = text.get(from..).and_then(|rest| memchr::memchr(b'>', rest)) {
        let place = from.saturating_add(found);
        let end = place.saturating_add(2);
        let start = end.saturating_sub(ARROW.len());
        if start > 0 && text.get(start..end) == Some(ARROW) {
            return (text.get(..start).unwrap_or_default(), text.get(end..));
        }
        from = place.saturating_add(1);
    }
    (text, None)
}

#[cfg(test)]
mod tests;
