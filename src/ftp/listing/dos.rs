//! `dir` of DOS and Windows: `11-23-26  12:34PM       <DIR>          name`.
//!
//! IIS writes month, day and year with hyphens and a clock of 12 hours, or, if it is set so, a year of four digits.
//! Other servers write dates as their country does; the order is then told by all lines together.

use super::super::number_list::whole_number;
use super::clock::{Clock, clock, half_day_clock, in_half_day};
use super::date_order::{Numbers, Order};
use super::entry::{EntryKind, ListingEntry};
use super::reading::{Place, Reading, State};
use super::words::{after_column, after_one_blank, skip_gap, split_word, starts_with, strip_start, words};
use crate::limits;

/// Bytes that a mark such as `<DIR>` takes with the blanks behind it.
const MARK_COLUMN: usize = 15;

/// Reads a line.
pub(super) fn read<'a>(state: &mut State, place: &Place<'a>) -> Reading<'a> {
    if let Some(entry) = entry(state, place.line) {
        return Reading::Entry(Box::new(entry));
    }
    let text = place.line.trim_ascii();
    match strip_start(text, b"Directory of ").map(skip_gap) {
        Some(directory) if (1..=limits::PATH_BYTES).contains(&directory.len()) => {
            Reading::Directory(directory, true)
        }
        _ if is_heading(text) => Reading::Heading(true),
        _ => Reading::Unknown,
    }
}

/// Whether a line is what `dir` writes above and below the files: the volume, and how many there were.
fn is_heading(text: &[u8]) -> bool {
    let mut words = words(text);
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    starts_with(text, b"Volume in drive ")
        || starts_with(text, b"Volume Serial Number ")
        || starts_with(text, b"Total Files Listed:")
        || (grouped_number(first).is_some()
            && (starts_with(second, b"File(s)") || starts_with(second, b"Dir(s)")))
}

fn entry(state: &mut State, line: &[u8]) -> Option<ListingEntry> {
    let (date, rest) = split_word(line)?;
    let numbers = Numbers::new(date)?;
    let (time, rest) = take_time(rest)?;
    let (column, rest) = split_word(rest)?;
    let mut entry = if column.starts_with(b"<") {
        marked(column, after_column(rest, MARK_COLUMN.saturating_sub(column.len())))?
    } else {
        let bytes = grouped_number(column)?;
        let mut entry = ListingEntry::named(after_one_blank(rest)?, EntryKind::File)?;
        entry.set_size(column, bytes);
        entry
    };
    let (day, is_told) = match numbers.separator {
        b'.' => state.dates.read(numbers, [Order::DayMonthYear, Order::MonthDayYear, Order::YearMonthDay]),
        _ => state.dates.read(numbers, [Order::MonthDayYear, Order::DayMonthYear, Order::YearMonthDay]),
    };
    entry.modified = day.map(|day| day.at(time));
    // Hyphens are those of IIS, which has one order.
    if day.is_none() || (!is_told && numbers.separator != b'-') {
        entry.add_fact(b"date", date);
    }
    Some(entry)
}

/// The time, whose half of the day may stand behind a blank.
fn take_time(rest: &[u8]) -> Option<(Clock, &[u8])> {
    let (word, rest) = split_word(rest)?;
    let with_half = split_word(rest).and_then(|(half, behind)| {
        let is_half = half.eq_ignore_ascii_case(b"AM") || half.eq_ignore_ascii_case(b"PM");
        is_half.then(|| Some((in_half_day(clock(word)?, half)?, behind)))?
    });
    with_half.or_else(|| Some((half_day_clock(word)?, rest)))
}

/// What has a mark instead of a size. The target of a link stands in brackets behind its name.
fn marked(mark: &[u8], name: &[u8]) -> Option<ListingEntry> {
    let is = |wanted: &[u8]| mark.eq_ignore_ascii_case(wanted);
    if is(b"<DIR>") {
        return ListingEntry::named(name, EntryKind::of_directory(name));
    }
    if !(is(b"<JUNCTION>") || is(b"<SYMLINKD>") || is(b"<SYMLINK>")) {
        return None;
    }
    let target = name.strip_suffix(b"]").and_then(|inside| {
        let open = inside.windows(2).rposition(|pair| pair == b" [")?;
        Some((inside.get(..open)?, inside.get(open.saturating_add(2)..)?))
    });
    let (name, target) = target.map_or((name, None), |(name, target)| (name, Some(target)));
    let mut entry = ListingEntry::named(name, EntryKind::Link)?;
    entry.link_target = target.map(<[u8]>::to_vec);
    Some(entry)
}

/// A number in which marks may stand between each three digits; the inner `None` is one beyond `u64`.
fn grouped_number(word: &[u8]) -> Option<Option<u64>> {
    let mut groups = word.split(|byte| matches!(byte, b',' | b'.'));
    let is_number = |group: &[u8]| !group.is_empty() && group.iter().all(u8::is_ascii_digit);
    let is_first = groups.next().is_some_and(is_number);
    let is_grouped = groups.all(|group| group.len() == 3 && is_number(group));
    let digits = || word.iter().copied().filter(u8::is_ascii_digit).collect::<Vec<_>>();
    (is_first && is_grouped).then(|| whole_number(&digits()))
}

#[cfg(test)]
mod tests;
