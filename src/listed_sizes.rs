//! Sizes of files that listings tell.

use std::collections::BTreeMap;

use crate::dissector::Dissection;
use crate::ftp::command_info::Direction;
use crate::ftp::listing::EntryKind;
use crate::ftp::path::join;
use crate::ftp::reply_code::ReplyCode;
use crate::limits;
use crate::listings::{ServerListing, read_listing_in};
use crate::session::Session;
use crate::session::directory::Directory;
use crate::session::outcome::Outcome;
use crate::session::paths::transfer_paths;
use crate::session::transfer::TransferPlace;
use crate::source::{ReadError, Source};

/// The size that a listing of the same session tells of a file before its download or after its upload, nothing
/// having changed the file between; of the transfers of the first [`limits::LISTINGS_COMPARED`] listings.
///
/// # Errors
///
/// Where the source cannot be read any more.
pub fn listed_sizes(
    dissection: &Dissection,
    source: &dyn Source,
) -> Result<Vec<(TransferPlace, u64)>, ReadError> {
    let mut found = Vec::new();
    let mut room = limits::LISTINGS_COMPARED;
    for (number, session) in dissection.sessions.iter().enumerate() {
        if session.may_list_its_files() {
            let mut listed = Listed { number, files: BTreeMap::new(), stored: Vec::new(), renamed: None };
            listed.follow(dissection, source, session, &mut room, &mut found)?;
        }
    }
    Ok(found)
}

/// Files of a session whose sizes are known, or will be.
struct Listed {
    /// Number of the session.
    number: usize,
    /// Sizes that listings told.
    files: BTreeMap<Vec<u8>, u64>,
    /// Files that were stored, with their transfers.
    stored: Vec<(Vec<u8>, usize)>,
    /// The file that RNFR names.
    renamed: Option<Vec<u8>>,
}

impl Listed {
    fn follow(
        &mut self,
        dissection: &Dissection,
        source: &dyn Source,
        session: &Session,
        room: &mut usize,
        found: &mut Vec<(TransferPlace, u64)>,
    ) -> Result<(), ReadError> {
        let paths = transfer_paths(session, &session.transfers);
        let mut directory = Directory::default();
        for exchange in &session.exchanges {
            directory.follow(exchange);
            let number = exchange.transfer.unwrap_or(usize::MAX);
            let place = TransferPlace { session: self.number, transfer: number };
            if let Some(transfer) = session.transfers.get(number) {
                let path = paths.get(number).and_then(|paths| paths.path.clone());
                match (transfer.direction, path) {
                    (Direction::Listing, _) if *room > 0 => {
                        *room = room.saturating_sub(1);
                        let listing = read_listing_in(dissection, source, place, directory.path())?;
                        listing.iter().for_each(|listing| self.listed(listing, found));
                    }
                    (Direction::Download, Some(path)) => {
                        found.extend(self.files.get(&path).map(|bytes| (place, *bytes)));
                    }
                    (Direction::Upload, Some(path)) if transfer.outcome != Outcome::Refused => {
                        self.changed(&path);
                        self.stored.push((path, number));
                    }
                    _ => {}
                }
                continue;
            }
            let is_done = exchange.final_code().is_some_and(ReplyCode::is_completion);
            let path = || join(directory.path(), exchange.argument());
            if exchange.is("RNFR") {
                self.renamed = Some(path());
            } else if exchange.is("DELE") && is_done {
                self.changed(&path());
            } else if exchange.is("RNTO") && is_done {
                let to = path();
                self.changed(&to);
                let Some(from) = self.renamed.take() else { continue };
                self.files.remove(&from);
                if let Some((stored, _)) = self.stored.iter_mut().find(|(stored, _)| *stored == from) {
                    *stored = to;
                }
            }
        }
        Ok(())
    }

    fn changed(&mut self, path: &[u8]) {
        self.files.remove(path);
        self.stored.retain(|(stored, _)| stored != path);
    }

    fn listed(&mut self, listing: &ServerListing, found: &mut Vec<(TransferPlace, u64)>) {
        for entry in &listing.listing.entries {
            let Some(bytes) = entry.bytes.filter(|_| entry.kind == EntryKind::File) else { continue };
            let path = listing.path_of(entry);
            let session = self.number;
            self.stored.retain(|(stored, transfer)| {
                if *stored == path {
                    found.push((TransferPlace { session, transfer: *transfer }, bytes));
                }
                *stored != path
            });
            if self.files.len() < limits::LISTED_FILES {
                self.files.insert(path, bytes);
            }
        }
    }
}
