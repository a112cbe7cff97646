//! EPLF, the easily parsed list format of Daniel J. Bernstein: `+i2049.7001,m1795437240,/,` TAB name.
//!
//! Facts of one letter, each with a comma behind it: `/` is a directory, `r` can be retrieved, `s` is followed by the
//! size in bytes, `m` by the seconds since 1970, `up` by the permissions in octal, `i` by a number that is the file's
//! own.

use super::super::number_list::whole_number;
use super::clock::from_unix;
use super::entry::{EntryKind, ListingEntry};
use super::reading::{Place, Reading, State};
use super::words::split_at_byte;

/// Reads a line.
pub(super) fn read<'a>(_: &mut State, place: &Place<'a>) -> Reading<'a> {
    Reading::entry(entry(place.line))
}

fn entry(line: &[u8]) -> Option<ListingEntry> {
    let (facts, name) = split_at_byte(line.strip_prefix(b"+")?, b'\t')?;
    let mut entry = ListingEntry::named(name, EntryKind::Other)?;
    for fact in facts.split(|byte| *byte == b',').filter(|fact| !fact.is_empty()) {
        let letters = if fact.starts_with(b"up") { 2 } else { 1 };
        let (letter, value) = fact.split_at_checked(letters)?;
        match letter {
            b"/" => entry.kind = EntryKind::of_directory(name),
            b"r" if entry.kind == EntryKind::Other => entry.kind = EntryKind::File,
            b"s" => entry.bytes = whole_number(value),
            b"m" => entry.modified = whole_number(value).and_then(from_unix),
            b"up" => entry.permissions = Some(value.to_vec()),
            _ => {}
        }
        entry.add_fact(letter, value);
    }
    Some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ftp::listing::entry::ListedTime;

    #[test]
    fn facts_of_a_file() {
        let entry = entry(b"+i2049.7002,m1795437240,r,s2731,up644,\tread me, please.txt").unwrap();
        assert_eq!((&entry.name[..], entry.kind), (&b"read me, please.txt"[..], EntryKind::File));
        assert_eq!((entry.bytes, entry.permissions), (Some(2_731), Some(b"644".to_vec())));
        let (month, day) = (11, 23);
        let date = ListedTime { year: Some(2026), month, day, utc: true, ..ListedTime::default() };
        assert_eq!(entry.modified, Some(date.at((12, 34, Some(0)))));
        let facts: Vec<_> = entry.facts.iter().map(|(name, value)| (&name[..], &value[..])).collect();
        let expected: [(&[u8], &[u8]); 5] =
            [(b"i", b"2049.7002"), (b"m", b"1795437240"), (b"r", b""), (b"s", b"2731"), (b"up", b"644")];
        assert_eq!(facts, expected);
    }

    #[test]
    fn what_can_be_entered_is_a_directory() {
        assert_eq!(entry(b"+/,m1,\tpub").unwrap().kind, EntryKind::Directory);
        assert_eq!(entry(b"+r,/,\tpub").unwrap().kind, EntryKind::Directory);
        assert_eq!(entry(b"+/,r,\t..").unwrap().kind, EntryKind::ParentDirectory);
        assert_eq!(entry(b"+m1,\tx").unwrap().kind, EntryKind::Other);
    }

    #[test]
    fn numbers_that_are_none_stay_facts() {
        let entry = entry(b"+s18446744073709551616,m-1,\tx").unwrap();
        assert_eq!((entry.bytes, entry.modified), (None, None));
        assert_eq!(entry.facts.len(), 2);
    }

    #[test]
    fn what_is_none() {
        for wrong in ["+r,s5, x", "+r,s5,\t", "r,s5,\tx", "+", ""] {
            assert_eq!(entry(wrong.as_bytes()), None, "{wrong}");
        }
    }
}
