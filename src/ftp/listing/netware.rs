//! NetWare: `d [RWCEAFMS] owner  512 Nov 23 12:34 name`.
//!
//! The letters are rights: read, write, create, erase, access control, scan, modify, supervisor. Other servers for
//! NetWare write `d[RWCEAFMS] 1 owner group 512 Nov 23 12:34 name`.

use super::super::number_list::whole_number;
use super::entry::{EntryKind, ListingEntry};
use super::ls_date::{LsDate, take_date};
use super::reading::{Place, Reading, State};
use super::unix::total;
use super::words::{skip_gap, split_at_byte, split_word};

/// Columns that may stand between the rights and the date: links, owner, group, size.
const COLUMNS: usize = 4;

/// Reads a line.
pub(super) fn read<'a>(_: &mut State, place: &Place<'a>) -> Reading<'a> {
    match total(place) {
        Some(_) => Reading::Heading(false),
        None => Reading::entry(entry(place.line)),
    }
}

fn entry(line: &[u8]) -> Option<ListingEntry> {
    let (kind, rest) = skip_gap(line).split_first()?;
    let rights = skip_gap(rest).strip_prefix(b"[")?;
    let (rights, rest) = split_at_byte(rights, b']')?;
    let is_right = |byte: &u8| byte.is_ascii_uppercase() || matches!(byte, b'-' | b' ');
    if rights.len() > 16 || !rights.iter().all(is_right) {
        return None;
    }
    let (columns, date) = columns(rest)?;
    // No name of NetWare begins with a blank; some servers set names in a column of their own.
    let name = skip_gap(date.name);
    let kind = match kind {
        b'd' => EntryKind::of_directory(name),
        b'-' => EntryKind::File,
        _ => return None,
    };
    let mut entry = ListingEntry::named(name, kind)?;
    entry.permissions = Some([b"[", rights, b"]"].concat());
    entry.modified = date.time;
    let (size, mut who) = columns.split_last()?;
    entry.set_size(size, whole_number(size));
    if let Some((links, rest)) = who.split_first()
        && !rest.is_empty()
        && whole_number(links).is_some()
    {
        entry.add_fact(b"links", links);
        who = rest;
    }
    entry.owner = who.first().map(|owner| owner.to_vec());
    entry.group = who.get(1).map(|group| group.to_vec());
    Some(entry)
}

fn columns(rest: &[u8]) -> Option<(Vec<&[u8]>, LsDate<'_>)> {
    let mut columns = Vec::new();
    let mut rest = rest;
    while columns.len() < COLUMNS {
        let (word, behind) = split_word(rest)?;
        columns.push(word);
        rest = behind;
        if word.iter().all(u8::is_ascii_digit)
            && let Some(date) = take_date(rest)
        {
            return Some((columns, date));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ftp::listing::entry::ListedTime;

    #[test]
    fn rights_and_dates() {
        let date = ListedTime { month: 11, day: 23, ..ListedTime::default() };
        for (line, name, kind, rights, owner, bytes) in [
            (
                "d [RWCEAFMS] anna                            512 Nov 23 12:34 mail",
                "mail",
                EntryKind::Directory,
                "[RWCEAFMS]",
                "anna",
                512,
            ),
            (
                "- [R----F--] Admins                       90112 Nov 23 12:34 read me.txt",
                "read me.txt",
                EntryKind::File,
                "[R----F--]",
                "Admins",
                90_112,
            ),
            (
                "-[R----F--]  1 guest  0   31744       Nov 23 12:34    setup.exe",
                "setup.exe",
                EntryKind::File,
                "[R----F--]",
                "guest",
                31_744,
            ),
            (
                "d[R----F--] supervisor  512  Nov 23 12:34  .",
                ".",
                EntryKind::CurrentDirectory,
                "[R----F--]",
                "supervisor",
                512,
            ),
        ] {
            let entry = entry(line.as_bytes()).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((entry.name, entry.kind), (name.into(), kind));
            assert_eq!(entry.permissions, Some(rights.into()));
            assert_eq!((entry.owner, entry.bytes), (Some(owner.into()), Some(bytes)));
            assert_eq!(entry.modified, Some(date.at((12, 34, None))));
        }
        let old = entry(b"- [RWCEAFMS] anna 7 Nov 23  2026 x").unwrap();
        assert_eq!(old.modified, Some(ListedTime { year: Some(2026), ..date }));
        assert!(entry(b" d [RRRRRRRRRRRRRRRR] anna 7 Nov 23  2026 x").is_some());
        let with_links = entry(b"-[R----F--] 3 guest staff 7 Nov 23 12:34 x").unwrap();
        assert_eq!(with_links.facts, [(b"links".to_vec(), b"3".to_vec())]);
        assert_eq!(with_links.group, Some(b"staff".to_vec()));
    }

    #[test]
    fn what_is_none() {
        for wrong in [
            "d [RWCEAFMS anna 512 Nov 23 12:34 x",
            "d [rwx] anna 512 Nov 23 12:34 x",
            "l [RWCEAFMS] anna 512 Nov 23 12:34 x",
            "d [RWCEAFMS] anna Nov 23 12:34 x",
            "d [RWCEAFMS] 1 a b c 5 Nov 23 12:34 x",
            "d [RWCEAFMS] anna 512 Nov 23 12:34 ",
            "d [RWCEAFMS] anna 51x Nov 23 12:34 x",
            "d [R?] anna 512 Nov 23 12:34 x",
            "d [RRRRRRRRRRRRRRRRR] anna 512 Nov 23 12:34 x",
            "drwxr-xr-x 1 a b 5 Nov 23 12:34 x",
            "",
        ] {
            assert_eq!(entry(wrong.as_bytes()), None, "{wrong}");
        }
    }
}
