//! The listings of a capture: what servers said that they have.

use std::collections::BTreeMap;

use crate::address::Endpoint;
use crate::dissector::Dissection;
use crate::file_reader::{FileReader, Problem, ReadOptions};
use crate::ftp::command_info::Direction;
use crate::ftp::listing::{
    EntryKind, Listing, ListingCommand, ListingEntry, ListingFormat, parse_fact_line, parse_listing,
};
use crate::ftp::path::{join, parent};
use crate::ftp::reply_code::ReplyCode;
use crate::limits;
use crate::session::Session;
use crate::session::directory::Directory;
use crate::session::exchange::Exchange;
use crate::session::paths::transfer_paths;
use crate::session::transfer::{TransferPlace, transfer_path};
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
    /// Why it was read no further; of a reply, whether bytes of its lines are missing.
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

/// Where a listing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListingPlace {
    /// On the data connection of a transfer.
    Transfer(TransferPlace),
    /// In the reply to STAT or MLST.
    Reply {
        /// Number of the session.
        session: usize,
        /// Number of the exchange in it.
        exchange: usize,
    },
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
    let directory = directory_at(session, transfer.exchange);
    read_listing_in(dissection, source, place, directory.path())
}

/// Reads the listing in the reply to STAT with a path (RFC 959 §4.1.3), or to MLST (RFC 3659 §7); `None` where the
/// exchange has none.
#[must_use]
pub fn reply_listing(dissection: &Dissection, session: usize, exchange: usize) -> Option<ServerListing> {
    let session = dissection.sessions.get(session)?;
    let directory = directory_at(session, exchange);
    reply_listing_in(session, session.exchanges.get(exchange)?, directory.path())
}

/// The directory that a session is in when it comes to an exchange.
fn directory_at(session: &Session, exchange: usize) -> Directory {
    let mut directory = Directory::default();
    session.exchanges.iter().take(exchange).for_each(|earlier| directory.follow(earlier));
    directory
}

/// The listing that a transfer carried, for whoever follows the session and knows its directory.
pub(crate) fn read_listing_in(
    dissection: &Dissection,
    source: &dyn Source,
    place: TransferPlace,
    directory: Option<&[u8]>,
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
    Ok(Some(ServerListing {
        server: session.server,
        path: transfer_path(transfer.direction, exchange.argument(), directory),
        directory: directory.map(<[u8]>::to_vec),
        listing: parse_listing(command, &bytes),
        is_cut,
        problem: reader.ending().problem,
    }))
}

/// Hands on every listing of a capture, session after session, in the order in which they were asked for: those of
/// data connections, and those in replies to STAT and MLST.
///
/// # Errors
///
/// Where the source cannot be read any more.
pub fn server_listings(
    dissection: &Dissection,
    source: &dyn Source,
    see: &mut dyn FnMut(ListingPlace, &ServerListing),
) -> Result<(), ReadError> {
    for (number, session) in dissection.sessions.iter().enumerate() {
        let mut directory = Directory::default();
        for (place, exchange) in session.exchanges.iter().enumerate() {
            if let Some(transfer) = exchange.transfer {
                let transfer = TransferPlace { session: number, transfer };
                if let Some(listing) = read_listing_in(dissection, source, transfer, directory.path())? {
                    see(ListingPlace::Transfer(transfer), &listing);
                }
            } else if let Some(listing) = reply_listing_in(session, exchange, directory.path()) {
                see(ListingPlace::Reply { session: number, exchange: place }, &listing);
            }
            directory.follow(exchange);
        }
    }
    Ok(())
}

fn reply_listing_in(
    session: &Session,
    exchange: &Exchange,
    directory: Option<&[u8]>,
) -> Option<ServerListing> {
    let told = ReplyLines::of(exchange)?;
    let listing = if exchange.is("STAT") {
        parse_listing(ListingCommand::List, &told.lines.join(&b'\n'))
    } else {
        let mut listing = Listing::default();
        for line in &told.lines {
            match parse_fact_line(line) {
                Some(entry) => listing.entries.push(entry),
                None => listing.unread.push(line.to_vec()),
            }
        }
        let is_read = !listing.entries.is_empty();
        listing.format = if is_read { ListingFormat::Mlsd } else { ListingFormat::Unknown };
        listing.unread_lines = u64::try_from(listing.unread.len()).unwrap_or(u64::MAX);
        listing
    };
    let asked = exchange.argument();
    let path = if asked.is_empty() { directory.map(<[u8]>::to_vec) } else { Some(join(directory, asked)) };
    Some(ServerListing {
        server: session.server,
        path,
        directory: directory.map(<[u8]>::to_vec),
        listing,
        is_cut: told.lines_left_out > 0,
        problem: told.hole.map(Problem::Hole),
    })
}

/// The lines of a listing in the reply to STAT with a path, or to MLST.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyLines<'a> {
    /// The lines between the first one and the last one, which are the reply's own; without code, where the server
    /// puts it in front of each.
    pub lines: Vec<&'a [u8]>,
    /// Lines beyond the cap of a reply.
    pub lines_left_out: u64,
    /// The first byte of these lines, their ends counted as two, in front of which or in whose line bytes are
    /// missing in the capture.
    pub hole: Option<u64>,
}

impl<'a> ReplyLines<'a> {
    /// The listing in the reply of an exchange, where it has one.
    #[must_use]
    pub fn of(exchange: &'a Exchange) -> Option<Self> {
        let is_listing = exchange.is("STAT") && !exchange.argument().is_empty() || exchange.is("MLST");
        let reply = exchange.final_reply().filter(|_| is_listing)?;
        if !reply.code.is_some_and(ReplyCode::is_completion) {
            return None;
        }
        // The last line of a reply that has one is its own.
        let own = if reply.faults.unclosed { 0 } else { 1 };
        let inner = 1..reply.lines.len().saturating_sub(own);
        let lines = reply.texts().collect::<Vec<_>>().get(inner.clone())?.to_vec();
        let mut hole = None;
        let mut bytes = 0_u64;
        for line in reply.lines.iter().skip(1).map(|line| &line.line) {
            if line.gap || line.gap_inside || line.cut {
                hole = hole.or(Some(bytes));
            }
            let length = u64::try_from(line.text.len()).unwrap_or(u64::MAX);
            bytes = bytes.saturating_add(length).saturating_add(2);
        }
        if reply.faults.unclosed {
            hole = hole.or(Some(bytes));
        }
        Some(Self { lines, lines_left_out: reply.lines_left_out, hole })
    }
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
