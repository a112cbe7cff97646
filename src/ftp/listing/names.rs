//! The lines of NLST: a name each, or a path (RFC 959 §4.1.3).

use super::entry::{EntryKind, ListingEntry};
use super::reading::{Place, Reading, State};
use super::unix::section;

/// Reads a line. Behind a blank one, and as the directory itself in the first one, `dir:` is the heading that `NLST -R`
/// writes.
pub(super) fn read<'a>(_: &mut State, place: &Place<'a>) -> Reading<'a> {
    match section(place) {
        Some(directory) if !place.is_first || directory == b"." => Reading::Directory(directory, false),
        _ => Reading::entry(ListingEntry::named(place.line, EntryKind::Other)),
    }
}
