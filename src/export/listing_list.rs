//! The listings of a capture, each with a name to save its text under.

use std::collections::BTreeSet;

use super::file_name::names;
use super::{FileList, SafePaths};
use crate::address::Endpoint;
use crate::dissector::Dissection;
use crate::ftp::listing::ListingFormat;
use crate::limits;
use crate::listings::{ListingPlace, ServerListing, server_listings};
use crate::source::{ReadError, Source};

/// The listings of a capture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListingList {
    /// Session after session, in the order in which they were asked for.
    pub listings: Vec<NamedListing>,
    /// Listings beyond the cap, [`limits::FILES`].
    pub left_out: u64,
}

/// A listing, and where to save its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedListing {
    /// Where it is.
    pub place: ListingPlace,
    /// The server.
    pub server: Endpoint,
    /// The path that was asked for, or the current working directory; `None` where neither is known.
    pub path: Option<Vec<u8>>,
    /// What its lines are.
    pub format: ListingFormat,
    /// How many entries it has, those beyond the cap of a table included.
    pub entries: u64,
    /// Lines that the format does not explain.
    pub unread_lines: u64,
    /// Whether what is behind a cap was not counted.
    pub is_cut: bool,
    /// A relative path that is safe on every system, with `/` between names, ending in `listing of NAME.txt`; no
    /// file has it, and no other listing.
    pub name: String,
}

impl ListingList {
    /// The listings of a capture, named so that all of its files keep their names.
    ///
    /// # Errors
    ///
    /// Where the source cannot be read any more.
    pub fn new(dissection: &Dissection, source: &dyn Source, files: &FileList) -> Result<Self, ReadError> {
        let mut found = Self::default();
        server_listings(dissection, source, &mut |place, read| found.add(place, read))?;
        let mut paths = SafePaths::new();
        for file in &files.files {
            paths.add(file.name.as_bytes());
        }
        let servers = files.files.iter().map(|file| file.file.server);
        let servers: BTreeSet<_> =
            servers.chain(found.listings.iter().map(|listing| listing.server)).collect();
        for listing in &mut found.listings {
            let path = text_path(listing.path.as_deref().unwrap_or_default());
            // As with files: several servers have a folder each.
            let folder = if servers.len() > 1 { format!("{}/", listing.server) } else { String::new() };
            listing.name = paths.add(&[folder.as_bytes(), &path].concat());
        }
        Ok(found)
    }

    fn add(
        &mut self,
        place: ListingPlace,
        ServerListing { server, path, listing, is_cut, .. }: &ServerListing,
    ) {
        if self.listings.len() >= limits::FILES {
            self.left_out = self.left_out.saturating_add(1);
            return;
        }
        let entries = u64::try_from(listing.entries.len()).unwrap_or(u64::MAX);
        self.listings.push(NamedListing {
            place,
            server: *server,
            path: path.clone(),
            format: listing.format,
            entries: entries.saturating_add(listing.left_out),
            unread_lines: listing.unread_lines,
            is_cut: *is_cut,
            name: String::new(),
        });
    }
}

/// Where the text of a listing lies: beside what is listed, under its name. `listing.txt` where that has none, as
/// the root.
fn text_path(path: &[u8]) -> Vec<u8> {
    let mut names: Vec<_> = names(path).collect();
    let name = match names.pop() {
        Some(last) => [b"listing of ", last, b".txt"].concat(),
        None => b"listing.txt".to_vec(),
    };
    // What is behind a slash is no path of Windows, whatever the names are.
    let mut text_path = Vec::new();
    for name in names.into_iter().chain([name.as_slice()]) {
        text_path.push(b'/');
        text_path.extend(name);
    }
    text_path
}

#[cfg(test)]
mod tests;
