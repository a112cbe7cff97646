//! What is said of a file before and after its transfer: sizes that SIZE tells (RFC 3659 §4), names that RNFR
//! and RNTO give (RFC 959 §4.1.3).

use std::collections::VecDeque;

use super::directory::Directory;
use super::exchange::Exchange;
use super::outcome::Outcome;
use super::transfer::{Transfer, transfer_path};
use crate::ftp::command_info::Direction;
use crate::ftp::path::join;
use crate::ftp::reply_code::ReplyCode;
use crate::ftp::transfer_parameters::{RepresentationType, parse_type};
use crate::ftp::transfer_text::parse_213_size;

/// Uploads whose files are followed. A client asks for the size of what it stored, and renames it, soon after.
const UPLOADS: usize = 16;

/// The last size that was told.
struct Told {
    path: Vec<u8>,
    representation_type: Option<RepresentationType>,
    bytes: u64,
}

/// A file that was stored.
struct Upload {
    /// Its path now.
    path: Vec<u8>,
    /// Place of its transfer.
    transfer: usize,
}

/// Tells each transfer what the session says of its file.
///
/// A download gets the size that SIZE told last, where that was of the same file under the same TYPE, on
/// which it depends, and nothing changed files since; APPE the size that the file had before; any other upload
/// the size that SIZE tells of it afterwards.
#[inline(never)]
pub(super) fn tell_history(exchanges: &[Exchange], transfers: &mut [Transfer]) {
    let mut history = History::default();
    for (place, exchange) in exchanges.iter().enumerate() {
        history.directory.follow(exchange);
        if let Some((number, transfer)) =
            exchange.transfer.and_then(|number| Some((number, transfers.get_mut(number)?)))
        {
            history.transfer(number, transfer, exchange);
        }
        if exchange.is("RNFR") {
            let asked = exchange.final_code().is_none_or(|code| !code.is_negative());
            history.renamed = asked.then(|| history.path(exchange));
        } else if exchange.final_code().is_some_and(ReplyCode::is_completion) {
            history.completed(place, exchange, transfers);
        }
    }
}

#[derive(Default)]
struct History {
    directory: Directory,
    representation_type: Option<RepresentationType>,
    told: Option<Told>,
    uploads: VecDeque<Upload>,
    /// The file that RNFR names.
    renamed: Option<Vec<u8>>,
}

impl History {
    /// The path that the argument of a command names.
    fn path(&self, exchange: &Exchange) -> Vec<u8> {
        join(self.directory.path(), exchange.argument())
    }

    /// The size that was told of this file, under the TYPE of a transfer.
    fn told_of(&self, path: Option<&Vec<u8>>, transfer: &Transfer) -> Option<u64> {
        let is_it = |told: &&Told| {
            Some(&told.path) == path && told.representation_type == transfer.representation_type
        };
        self.told.as_ref().filter(is_it).map(|told| told.bytes)
    }

    fn transfer(&mut self, number: usize, transfer: &mut Transfer, exchange: &Exchange) {
        let name = transfer.stored_name.as_deref().unwrap_or(exchange.argument());
        let path = transfer_path(transfer.direction, name, self.directory.path());
        match transfer.direction {
            Direction::Listing => {}
            Direction::Download => transfer.size_bytes = self.told_of(path.as_ref(), transfer),
            Direction::Upload => {
                if exchange.is("APPE") {
                    transfer.size_before = self.told_of(path.as_ref(), transfer);
                }
                self.told = None;
                if let Some(path) = path.filter(|_| transfer.outcome != Outcome::Refused) {
                    self.uploads.retain(|upload| upload.path != path);
                    if self.uploads.len() >= UPLOADS {
                        self.uploads.pop_front();
                    }
                    self.uploads.push_back(Upload { path, transfer: number });
                }
            }
        }
    }

    fn completed(&mut self, place: usize, exchange: &Exchange, transfers: &mut [Transfer]) {
        if exchange.is("SIZE") {
            let text = exchange.final_reply().and_then(|reply| reply.texts().next());
            let path = self.path(exchange);
            let representation_type = self.representation_type;
            self.told = text.and_then(parse_213_size).map(|bytes| Told { path, representation_type, bytes });
            self.size_of_upload(transfers);
        } else if exchange.is("TYPE") {
            self.representation_type = parse_type(exchange.argument()).ok();
        } else if exchange.is("REIN") {
            *self = Self::default();
        } else if exchange.is("DELE") {
            let path = self.path(exchange);
            self.uploads.retain(|upload| upload.path != path);
            self.told = None;
        } else if exchange.is("RNTO") {
            let path = self.path(exchange);
            self.told = None;
            let Some(from) = self.renamed.take() else { return };
            self.uploads.retain(|upload| upload.path != path);
            if let Some(upload) = self.uploads.iter_mut().find(|upload| upload.path == from) {
                upload.path = path;
                if let Some(transfer) = transfers.get_mut(upload.transfer) {
                    transfer.renamed_by = Some(place);
                }
            }
        }
    }

    /// The size that was told now may be that of a file that was stored whole.
    fn size_of_upload(&self, transfers: &mut [Transfer]) {
        let Some(told) = &self.told else { return };
        let Some(upload) = self.uploads.iter().find(|upload| upload.path == told.path) else { return };
        let Some(transfer) = transfers.get_mut(upload.transfer) else { return };
        if told.representation_type == transfer.representation_type {
            transfer.size_bytes = Some(told.bytes);
        }
    }
}
