//! MVS, now z/OS: data sets of a catalogue, members of a partitioned data set, modules of a load library. Each table
//! has a heading.
//!
//! Sizes are tracks or records, and the date of a data set is when it was read last: both stand in the facts, under
//! the names of their columns.

use super::clock::clock;
use super::date_order::Numbers;
use super::entry::{EntryKind, ListingEntry};
use super::reading::{Place, Reading, State, Table};
use super::words::words;

/// Words of a line; the attributes of a load module are the most.
const MOST_WORDS: usize = 32;

/// Columns of data sets in front of the name.
const DATA_SET: [&[u8]; 9] =
    [b"Volume", b"Unit", b"Referred", b"Ext", b"Used", b"Recfm", b"Lrecl", b"BlkSz", b"Dsorg"];

/// Columns of members behind the name, the time that follows `Changed` aside.
const MEMBER: [&[u8]; 7] = [b"VV.MM", b"Created", b"Changed", b"Size", b"Init", b"Mod", b"Id"];

/// Reads a line.
pub(super) fn read<'a>(state: &mut State, place: &Place<'a>) -> Reading<'a> {
    let words: Vec<_> = words(place.line).take(MOST_WORDS.saturating_add(1)).collect();
    if words.len() > MOST_WORDS {
        return Reading::Unknown;
    }
    if let Some(table) = heading(&words) {
        state.table = table;
        return Reading::Heading(true);
    }
    Reading::entry(match state.table {
        Table::DataSets { has_unit } => data_set(&words, has_unit),
        Table::Members => member(&words).or_else(|| bare_member(&words)),
        Table::LoadModules => load_module(&words).or_else(|| bare_member(&words)),
        // Of a listing whose beginning is missing the full lines can be told.
        Table::None => full_data_set(&words, true).or_else(|| member(&words)),
    })
}

/// The table that a heading begins.
fn heading(words: &[&[u8]]) -> Option<Table> {
    let has = |name: &[u8]| words.iter().any(|word| word.eq_ignore_ascii_case(name));
    let first = words.first()?;
    if first.eq_ignore_ascii_case(b"Volume") && has(b"Dsorg") && has(b"Dsname") {
        return Some(Table::DataSets { has_unit: has(b"Unit") });
    }
    if !first.eq_ignore_ascii_case(b"Name") {
        return None;
    }
    let members = has(b"VV.MM").then_some(Table::Members);
    members.or_else(|| (has(b"Size") && has(b"TTR")).then_some(Table::LoadModules))
}

fn data_set(words: &[&[u8]], has_unit: bool) -> Option<ListingEntry> {
    full_data_set(words, has_unit).or_else(|| remarked_data_set(words))
}

/// A line with all columns.
fn full_data_set(words: &[&[u8]], has_unit: bool) -> Option<ListingEntry> {
    let (name, columns) = words.split_last()?;
    let names = DATA_SET.iter().filter(|name| has_unit || **name != b"Unit");
    let referred = columns.get(if has_unit { 2 } else { 1 })?;
    let is_date = Numbers::new(referred).is_some() || *referred == b"**NONE**";
    if columns.len() != names.clone().count() || !is_date {
        return None;
    }
    let mut entry = ListingEntry::named(data_set_name(name)?, organization(columns.last()?)?)?;
    for (name, value) in names.zip(columns) {
        entry.add_fact(name, value);
    }
    Some(entry)
}

/// A data set of which there is only a remark: `Migrated`, `ARCIVE Not Direct Access Device`, `Pseudo Directory`; or
/// its volume and its organization, as of VSAM.
fn remarked_data_set(words: &[&[u8]]) -> Option<ListingEntry> {
    let (name, remark) = words.split_last()?;
    let last = remark.last()?;
    let (kind, fact) = match remark {
        [pseudo, directory] if is(pseudo, b"Pseudo") && is(directory, b"Directory") => {
            (EntryKind::Directory, b"Remark".as_slice())
        }
        [migrated] if is(migrated, b"Migrated") => (EntryKind::Other, b"Remark".as_slice()),
        [dsorg] | [_, dsorg] if organization(dsorg).is_some() => (organization(last)?, b"Dsorg".as_slice()),
        [_, tape] if is(tape, b"Tape") => (EntryKind::Other, b"Unit".as_slice()),
        _ if has_remark(remark) => (EntryKind::Other, b"Remark".as_slice()),
        _ => return None,
    };
    let mut entry = ListingEntry::named(data_set_name(name)?, kind)?;
    if fact == b"Remark" {
        entry.add_fact(fact, &remark.join(&b' '));
    } else {
        if let [volume, _] = remark {
            entry.add_fact(b"Volume", volume);
        }
        entry.add_fact(fact, last);
    }
    Some(entry)
}

/// Whether a remark is one of those that begin with words or end with them, the volume in front.
fn has_remark(remark: &[&[u8]]) -> bool {
    const REMARKS: [&[&[u8]]; 5] = [
        &[b"Not", b"Direct", b"Access", b"Device"],
        &[b"Not", b"Mounted"],
        &[b"Error", b"determining", b"attributes"],
        &[b"User", b"catalog", b"connector"],
        &[b"Alias"],
    ];
    let is_one = |words: &[&[u8]]| {
        REMARKS.iter().any(|known| {
            words.len() == known.len() && words.iter().zip(*known).all(|(word, known)| is(word, known))
        })
    };
    is_one(remark) || remark.split_first().is_some_and(|(_, behind)| is_one(behind))
}

fn is(word: &[u8], wanted: &[u8]) -> bool {
    word.eq_ignore_ascii_case(wanted)
}

/// What a data set of this organization is; `None` where it is no organization. What has members is entered like a
/// directory.
fn organization(word: &[u8]) -> Option<EntryKind> {
    let any_of = |names: &[&[u8]]| names.contains(&word);
    if any_of(&[b"PO", b"PO-E", b"POU"]) {
        Some(EntryKind::Directory)
    } else if any_of(&[b"PS", b"PS-E", b"PS-L", b"PSU", b"DA", b"DAU", b"IS", b"PATH"]) {
        Some(EntryKind::File)
    } else {
        any_of(&[b"VSAM", b"VS", b"GDG", b"HFS", b"ZFS", b"AIX", b"NONE", b"**NONE**", b"??"])
            .then_some(EntryKind::Other)
    }
}

/// The name of a data set, in quotes or not.
fn data_set_name(word: &[u8]) -> Option<&[u8]> {
    // 44 characters, a member in brackets, two quotes.
    let in_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"@#$.-'()+".contains(byte);
    ((1..=56).contains(&word.len()) && word.iter().all(in_name)).then_some(word)
}

/// The name of a member: up to eight letters, digits and signs of the country, no digit in front.
fn member_name(word: &[u8]) -> Option<&[u8]> {
    let in_name = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"@#${".contains(byte);
    let is_name = (1..=8).contains(&word.len())
        && word.iter().all(in_name)
        && !word.first().is_some_and(u8::is_ascii_digit);
    is_name.then_some(word)
}

/// `NAME  01.00 2026/11/22 2026/11/23 12:34  16  16  0 USER`; the user may be missing.
fn member(words: &[&[u8]]) -> Option<ListingEntry> {
    let (name, columns) = words.split_first()?;
    let (version, rest) = columns.split_first()?;
    let &[created, changed, time, ref counts @ ..] = rest else { return None };
    let is_version = version.len() == 5 && version.get(2) == Some(&b'.');
    let is_number = |count: &&[u8]| count.iter().all(u8::is_ascii_digit);
    if !is_version || !(3..=4).contains(&counts.len()) || !counts.iter().take(3).all(is_number) {
        return None;
    }
    let mut entry = ListingEntry::named(member_name(name)?, EntryKind::File)?;
    Numbers::new(created)?.iso_date()?;
    entry.modified = Some(Numbers::new(changed)?.iso_date()?.at(clock(time)?));
    for (name, value) in MEMBER.iter().zip([*version, created, changed].iter().chain(counts)) {
        // The time of the change is read.
        if *name != b"Changed" {
            entry.add_fact(name, value);
        }
    }
    Some(entry)
}

/// A member of which nothing but its name is kept.
fn bare_member(words: &[&[u8]]) -> Option<ListingEntry> {
    let &[name] = words else { return None };
    ListingEntry::named(member_name(name)?, EntryKind::File)
}

/// `NAME  01C4A0  00001F  ...  31  ANY`: size and place in hexadecimal digits, then attributes.
fn load_module(words: &[&[u8]]) -> Option<ListingEntry> {
    let &[name, size, place, ref attributes @ ..] = words else { return None };
    let is_hexadecimal =
        |word: &[u8]| (6..=8).contains(&word.len()) && word.iter().all(u8::is_ascii_hexdigit);
    if !is_hexadecimal(size) || !is_hexadecimal(place) {
        return None;
    }
    let mut entry = ListingEntry::named(member_name(name)?, EntryKind::File)?;
    entry.add_fact(b"Size", size);
    entry.add_fact(b"TTR", place);
    if !attributes.is_empty() {
        entry.add_fact(b"Attributes", &attributes.join(&b' '));
    }
    Some(entry)
}

#[cfg(test)]
mod tests;
