//! The paths of the files of transfers.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use super::Session;
use super::directory::Directory;
use super::exchange::Exchange;
use super::transfer::{Transfer, transfer_path};
use crate::ftp::path::join;

/// Paths of the file of a transfer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TransferPaths {
    /// The path that the command names, for STOU the one that the server gave; relative where the directory
    /// that the session began in is not known, `None` where there is neither argument nor directory.
    pub path: Option<Vec<u8>>,
    /// The path that the file was given later.
    pub renamed_to: Option<Vec<u8>>,
    /// Current working directory when the command came, where that is known.
    pub directory: Option<Vec<u8>>,
}

/// The paths of some transfers of a session, one by one. The directory is followed from the beginning of the
/// session, once.
#[must_use]
pub fn transfer_paths(session: &Session, transfers: &[impl Borrow<Transfer>]) -> Vec<TransferPaths> {
    let mut wanted: BTreeMap<usize, Vec<(usize, bool)>> = BTreeMap::new();
    for (place, transfer) in transfers.iter().map(Borrow::borrow).enumerate() {
        wanted.entry(transfer.exchange).or_default().push((place, false));
        if let Some(renaming) = transfer.renamed_by {
            wanted.entry(renaming).or_default().push((place, true));
        }
    }
    let mut paths = vec![TransferPaths::default(); transfers.len()];
    let mut directory = Directory::default();
    let mut followed = 0;
    for (at, whose) in wanted {
        let Some(exchange) = session.exchanges.get(at) else { continue };
        session
            .exchanges
            .get(followed..at)
            .unwrap_or_default()
            .iter()
            .for_each(|earlier| directory.follow(earlier));
        followed = at;
        for (place, is_renaming) in whose {
            let (Some(paths), Some(transfer)) =
                (paths.get_mut(place), transfers.get(place).map(Borrow::borrow))
            else {
                continue;
            };
            if is_renaming {
                paths.renamed_to = Some(join(directory.path(), exchange.argument()));
            } else {
                paths.path = path_of(transfer, exchange, directory.path());
                paths.directory = directory.path().map(<[u8]>::to_vec);
            }
        }
    }
    paths
}

fn path_of(transfer: &Transfer, exchange: &Exchange, directory: Option<&[u8]>) -> Option<Vec<u8>> {
    let name = transfer.stored_name.as_deref().unwrap_or(exchange.argument());
    transfer_path(transfer.direction, name, directory)
}
