//! Transfers that gave no file.

use std::collections::BTreeSet;

use ftpscope::dissector::Dissection;
use ftpscope::export::FileList;
use ftpscope::session::transfer::Transfer;
use ftpscope::view::{TransferView, transfer_views};

/// A transfer of a file that was not saved, with the number of its session.
pub(super) type NotSaved = (usize, TransferView);

/// The transfers whose files are not in the list, listings aside. Of those
/// beyond the cap of the list only their number is told.
pub(super) fn not_saved(dissection: &Dissection, list: &FileList) -> Vec<NotSaved> {
    let pieces = list.files.iter().flat_map(|file| &file.file.pieces);
    let saved: BTreeSet<_> = pieces.map(|piece| (piece.place.session, piece.place.transfer)).collect();
    let is_left_out = |transfer: &Transfer| transfer.is_clear() && transfer.data.is_some();
    let mut not_saved = Vec::new();
    for (session, known) in dissection.sessions.iter().enumerate() {
        let views = transfer_views(dissection, session, 0..usize::MAX);
        for ((place, transfer), view) in known.transfers.iter().enumerate().zip(views) {
            // A file that went from server to server is that of the half that sends it.
            let other = transfer.joined.is_some_and(|other| saved.contains(&(other.session, other.transfer)));
            let is_saved = other || saved.contains(&(session, place)) || is_left_out(transfer);
            if view.direction != "listing" && !is_saved {
                not_saved.push((session, view));
            }
        }
    }
    not_saved
}
