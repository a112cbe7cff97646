//! Listings as tables.

use serde::Serialize;

use super::words::{count, exact_hex, hex, text};
use super::{EndpointView, TransferPlaceView};
use crate::export::NamedListing;
use crate::ftp::listing::{EntryKind, ListedTime, ListingEntry};
use crate::listings::{PathIndex, ServerListing};
use crate::session::transfer::TransferPlace;

/// A listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ListingView {
    /// What its lines are: `unix`, `dos`, `vms`, `mvs`, `as400`, `netware`, `eplf`, `mlsd`, `names`, or `unknown`
    /// where no format explains them.
    pub format: &'static str,
    /// The path that was asked for, or the current working directory; null where neither is known.
    pub path: Option<String>,
    /// What is listed, in the order of the lines.
    pub entries: Vec<ListingEntryView>,
    /// Lines that the format does not explain, as they are.
    pub unread: Vec<String>,
    /// How many such lines there are, those that are not kept included.
    pub unread_lines: u64,
    /// Entries beyond the cap, and lines that were too long.
    pub left_out: u64,
    /// Whether its end was left out because it is too long.
    pub is_cut: bool,
    /// Why it was read no further: a code as in `ProblemView`, or null.
    pub problem: Option<&'static str>,
}

/// A file or directory of a listing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ListingEntryView {
    /// Name as listed.
    pub name: String,
    /// Bytes of `name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_hex: Option<String>,
    /// Full path, as far as it is known.
    pub path: String,
    /// `file`, `directory`, `link`, `current`, `parent` or `other`.
    pub kind: &'static str,
    /// Size in bytes, or null.
    pub bytes: Option<u64>,
    /// When it was changed, `2026-11-23 12:34:56`, with `Z` behind it in UTC, else in the server's own zone; without a
    /// year `--11-23 12:34`; or null.
    pub modified: Option<String>,
    /// Who may do what with it, as written, or null.
    pub permissions: Option<String>,
    /// Whose it is, or null.
    pub owner: Option<String>,
    /// The owner's group, or null.
    pub group: Option<String>,
    /// Where a link leads, or null.
    pub link_target: Option<String>,
    /// What else the listing says: names and values.
    pub facts: Vec<(String, String)>,
    /// Transfers of this file in the capture.
    pub transfers: Vec<TransferPlaceView>,
}

/// A listing whose text is saved as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SavedListingView {
    /// Its path below the folder or in the archive.
    pub name: String,
    /// The server.
    pub server: EndpointView,
    /// The path that was asked for, or the current working directory; null where neither is known.
    pub path: Option<String>,
    /// Bytes of `path`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path_hex: Option<String>,
    /// What its lines are, as in `ListingView`.
    pub format: &'static str,
    /// How many entries it has.
    pub entries: u64,
    /// Lines that the format does not explain.
    pub unread_lines: u64,
    /// Whether its end was not counted because it is too long.
    pub is_cut: bool,
}

impl From<&NamedListing> for SavedListingView {
    fn from(listing: &NamedListing) -> Self {
        Self {
            name: listing.name.clone(),
            server: listing.server.into(),
            path: listing.path.as_deref().map(text),
            path_hex: listing.path.as_deref().and_then(exact_hex),
            format: listing.format.name(),
            entries: listing.entries,
            unread_lines: listing.unread_lines,
            is_cut: listing.is_cut,
        }
    }
}

/// The view of a listing.
#[must_use]
pub fn listing_view(read: &ServerListing, index: &PathIndex) -> ListingView {
    let listing = &read.listing;
    ListingView {
        format: listing.format.name(),
        path: read.path.as_deref().map(text),
        entries: listing.entries.iter().map(|entry| ListingEntryView::new(entry, read, index)).collect(),
        unread: listing.unread.iter().map(|line| text(line)).collect(),
        unread_lines: listing.unread_lines,
        left_out: listing.left_out,
        is_cut: read.is_cut,
        problem: read.problem.map(|problem| problem.name()),
    }
}

impl ListingEntryView {
    fn new(entry: &ListingEntry, read: &ServerListing, index: &PathIndex) -> Self {
        let path = read.path_of(entry);
        let places = index.transfers(read.server, &path);
        Self {
            name: text(&entry.name),
            name_hex: hex(&entry.name),
            kind: match entry.kind {
                EntryKind::File => "file",
                EntryKind::Directory => "directory",
                EntryKind::Link => "link",
                EntryKind::CurrentDirectory => "current",
                EntryKind::ParentDirectory => "parent",
                EntryKind::Other => "other",
            },
            bytes: entry.bytes,
            modified: entry.modified.as_ref().map(moment),
            permissions: entry.permissions.as_deref().map(text),
            owner: entry.owner.as_deref().map(text),
            group: entry.group.as_deref().map(text),
            link_target: entry.link_target.as_deref().map(text),
            facts: entry.facts.iter().map(|(name, value)| (text(name), text(value))).collect(),
            transfers: places.iter().map(TransferPlaceView::from).collect(),
            path: text(&path),
        }
    }
}

/// A time of a listing, as far as it is told.
pub(super) fn moment(time: &ListedTime) -> String {
    let year = time.year.map_or_else(|| "-".to_owned(), |year| format!("{year:04}"));
    let mut moment = format!("{year}-{:02}-{:02}", time.month, time.day);
    if let Some((hour, minute)) = time.hour.zip(time.minute) {
        moment.push_str(&format!(" {hour:02}:{minute:02}"));
        if let Some(second) = time.second {
            moment.push_str(&format!(":{second:02}"));
        }
        if time.utc {
            moment.push('Z');
        }
    }
    moment
}

impl From<&TransferPlace> for TransferPlaceView {
    fn from(place: &TransferPlace) -> Self {
        Self { session: count(place.session), transfer: count(place.transfer) }
    }
}
