//! Sizes that SIZE told (RFC 3659 §4).

use super::directory::Directory;
use super::exchange::Exchange;
use super::transfer::{Transfer, transfer_path};
use crate::ftp::command_info::Direction;
use crate::ftp::path::join;
use crate::ftp::reply_code::ReplyCode;
use crate::ftp::transfer_parameters::{RepresentationType, parse_type};
use crate::ftp::transfer_text::parse_213_size;

/// The last size that was told.
struct Told {
    path: Vec<u8>,
    representation_type: Option<RepresentationType>,
    bytes: u64,
}

/// Gives each download the size that SIZE told last, where that was of the
/// same file under the same TYPE, on which it depends, and nothing changed
/// files since.
#[inline(never)]
pub(super) fn tell_sizes(exchanges: &[Exchange], transfers: &mut [Transfer]) {
    let mut directory = Directory::default();
    let mut representation_type = None;
    let mut told: Option<Told> = None;
    for exchange in exchanges {
        directory.follow(exchange);
        let transfer = exchange.transfer.and_then(|place| transfers.get_mut(place));
        match transfer {
            Some(transfer) if transfer.direction == Direction::Download => {
                let path = transfer_path(transfer.direction, exchange.argument(), directory.path());
                let is_it = |told: &&Told| {
                    Some(&told.path) == path.as_ref()
                        && told.representation_type == transfer.representation_type
                };
                transfer.size_bytes = told.as_ref().filter(is_it).map(|told| told.bytes);
            }
            Some(transfer) if transfer.direction == Direction::Upload => told = None,
            _ => {}
        }
        if !exchange.final_code().is_some_and(ReplyCode::is_completion) {
            continue;
        }
        if exchange.is("SIZE") {
            let text = exchange.final_reply().and_then(|reply| reply.texts().next());
            told = text.and_then(parse_213_size).map(|bytes| Told {
                path: join(directory.path(), exchange.argument()),
                representation_type,
                bytes,
            });
        } else if exchange.is("TYPE") {
            representation_type = parse_type(exchange.argument()).ok();
        } else if exchange.is("REIN") {
            (told, representation_type) = (None, None);
        } else if ["DELE", "RNTO"].iter().any(|verb| exchange.is(verb)) {
            told = None;
        }
    }
}
