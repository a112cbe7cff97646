//! The listings of a capture: what servers said that they have.

use std::collections::BTreeMap;

use crate::address::Endpoint;
use crate::dissector::Dissection;
use crate::file_reader::{FileReader, Problem, ReadOptions};
use crate::ftp::command_info::Direction;
use crate::ftp::listing::{EntryKind, Listing, ListingCommand, ListingEntry, parse_fact_line, parse_listing};
use crate::ftp::path::{join, parent};
use crate::ftp::reply_code::ReplyCode;
use crate::limits;
use crate::session::Session;
use crate::session::directory::Directory;
use crate::session::exchange::Exchange;
use crate::session::paths::transfer_paths;
use crate::session::transfer::TransferPlace;
use crate::source::{ReadError, Source};

/// A listing, and where it is one of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerListing {
    /// The server.
    pub server: Endpoint,
    /// The path that was asked for; without one the current working directory, where that is known.
    pub path: Option<Vec<u8>>,
    /// Current working directory, where that is known.
    pub directory: Option<Vec<u8>>,
    /// What it says.
    pub listing: Listing,
    /// Bytes were left out because of the cap.
    pub is_cut: bool,
    /// Why it was read no further.
    pub problem: Option<Problem>,
}

impl ServerListing {
    /// The full path of an entry, as far as it is known.
    #[must_use]
    pub fn path_of(&self, entry: &ListingEntry) -> Vec<u8> {
        match (&entry.directory, entry.kind) {
            (_, EntryKind::CurrentDirectory) if entry.name == b"." => self.listed_directory(),
            // Headings, and names with a directory in front, are seen from where the server is.
            (Some(heading), _) => join(Some(&join(self.directory.as_deref(), heading)), &entry.name),
            (None, _) if entry.name.contains(&b'/') => join(self.directory.as_deref(), &entry.name),
            (None, _) => join(
                Some(&self.listed_directory()).filter(|path| !path.is_empty()).map(Vec::as_slice),
                &entry.name,
            ),
        }
    }

    /// The directory whose entries are listed: the path that was asked for, or where that names a file or a pattern,
    /// the one in which it is.
    fn listed_directory(&self) -> Vec<u8> {
        let path = self.path.clone().unwrap_or_default();
        let is_pattern = path.iter().any(|byte| b"*?".contains(byte));
        let is_file = match self.listing.entries.as_slice() {
            [only] => {
                only.kind != EntryKind::Directory
                    && !only.name.contains(&b'/')
                    && path.ends_with(&only.name)
                    && !path.is_empty()
            }
            _ => false,
        };
        if is_pattern || is_file { parent(Some(&path)) } else { path }
    }
}

/// Reads the listing that a transfer carried; `None` where it carried none that can be read.
///
/// # Errors
///
/// Where the source cannot be read any more.
pub fn read_listing(
    dissection: &Dissection,
    source: &dyn Source,
    place: TransferPlace,
) -> Result<Option<ServerListing>, ReadError> {
    let Some(session) = dissection.sessions.get(place.session) else { return Ok(None) };
    let Some(transfer) = session.transfers.get(place.transfer) else { return Ok(None) };
    let Some(exchange) = session.exchanges.get(transfer.exchange) else { return Ok(None) };
    if transfer.direction != Direction::Listing || transfer.data.is_none() || !transfer.is_clear() {
        return Ok(None);
    }
    let mut reader = FileReader::of_transfer(dissection, source, place, ReadOptions::default())?;
    let mut bytes = Vec::new();
    let mut is_cut = false;
    while let Some(piece) = reader.next(dissection, source)? {
        bytes.extend(piece);
        if bytes.len() > limits::LISTING_BYTES {
            is_cut = true;
            // The last line is not whole.
            bytes.truncate(limits::LISTING_BYTES);
            bytes.truncate(
                bytes.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end.saturating_add(1)),
            );
            break;
        }
    }
    let command = match () {
        () if exchange.is("MLSD") => ListingCommand::Mlsd,
        () if exchange.is("NLST") => ListingCommand::Nlst,
        () => ListingCommand::List,
    };
    let paths = transfer_paths(session, std::slice::from_ref(transfer)).pop().unwrap_or_default();
    Ok(Some(ServerListing {
        server: session.server,
        path: paths.path,
        directory: paths.directory,
        listing: parse_listing(command, &bytes),
        is_cut,
        problem: reader.ending().problem,
    }))
}

/// Hands on every listing of a capture: those of data connections, and those in replies to STAT and MLST.
///
/// # Errors
///
/// Where the source cannot be read any more.
pub fn server_listings(
    dissection: &Dissection,
    source: &dyn Source,
    see: &mut dyn FnMut(&ServerListing),
) -> Result<(), ReadError> {
    for (number, session) in dissection.sessions.iter().enumerate() {
        for transfer in 0..session.transfers.len() {
            if let Some(listing) =
                read_listing(dissection, source, TransferPlace { session: number, transfer })?
            {
                see(&listing);
            }
        }
        let mut directory = Directory::default();
        for exchange in &session.exchanges {
            directory.follow(exchange);
            if let Some(listing) = said_listing(session, exchange, directory.path()) {
                see(&listing);
            }
        }
    }
    Ok(())
}

/// The listing in the reply to STAT with a path (RFC 959 §4.1.3), or to MLST (RFC 3659 §7).
fn said_listing(session: &Session, exchange: &Exchange, directory: Option<&[u8]>) -> Option<ServerListing> {
    let asked = exchange.argument();
    let is_stat = exchange.is("STAT") && !asked.is_empty();
    let is_listing = is_stat || exchange.is("MLST");
    let reply = exchange.final_reply().filter(|_| is_listing)?;
    if !reply.code.is_some_and(ReplyCode::is_completion) {
        return None;
    }
    let lines: Vec<_> = reply.lines.iter().map(AsRef::<[u8]>::as_ref).collect();
    // The first line and the last one are the reply's own.
    let inner = lines.get(1..lines.len().saturating_sub(1))?;
    let listing = if is_stat {
        parse_listing(ListingCommand::List, &inner.join(&b'\n'))
    } else {
        let entries = inner.iter().filter_map(|line| parse_fact_line(line)).collect();
        Listing { entries, ..Listing::default() }
    };
    let path = if asked.is_empty() { directory.map(<[u8]>::to_vec) } else { Some(join(directory, asked)) };
    Some(ServerListing {
        server: session.server,
        path,
        directory: directory.map(<[u8]>::to_vec),
        listing,
        is_cut: false,
        problem: None,
    })
}

/// The transfers of each file of each server, by its path.
#[derive(Clone, Debug, Default)]
pub struct PathIndex(BTreeMap<(Endpoint, Vec<u8>), Vec<TransferPlace>>);

impl PathIndex {
    /// The index of a capture; of the first [`limits::FILES`] transfers.
    #[must_use]
    pub fn new(dissection: &Dissection) -> Self {
        let mut index = Self::default();
        let mut room = limits::FILES;
        for (number, session) in dissection.sessions.iter().enumerate() {
            let transfers = session.transfers.get(..room.min(session.transfers.len())).unwrap_or_default();
            room = room.saturating_sub(transfers.len());
            for ((place, transfer), paths) in
                transfers.iter().enumerate().zip(transfer_paths(session, transfers))
            {
                if transfer.direction == Direction::Listing {
                    continue;
                }
                for path in [paths.path, paths.renamed_to].into_iter().flatten() {
                    let places = index.0.entry((session.server, path)).or_default();
                    places.push(TransferPlace { session: number, transfer: place });
                }
            }
        }
        index
    }

    /// The transfers of a file.
    #[must_use]
    pub fn transfers(&self, server: Endpoint, path: &[u8]) -> &[TransferPlace] {
        self.0.get(&(server, path.to_vec())).map_or(&[], Vec::as_slice)
    }

    /// Every file that was transferred.
    pub fn files(&self) -> impl Iterator<Item = (Endpoint, &[u8], &[TransferPlace])> {
        self.0.iter().map(|((server, path), places)| (*server, path.as_slice(), places.as_slice()))
    }
}
