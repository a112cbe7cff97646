//! Transfers that gave nothing to save.

use std::collections::BTreeSet;

use ftpscope::dissector::Dissection;
use ftpscope::export::{FileList, ListingList};
use ftpscope::listings::ListingPlace;
use ftpscope::session::transfer::Transfer;
use ftpscope::view::{TransferView, transfer_views};

/// A transfer of which nothing was saved, with the number of its session.
pub(super) type NotSaved = (usize, TransferView);

/// The transfers that are not in the lists, those of listings only where these
/// were asked for. Of those beyond the cap of a list only their number is told.
pub(super) fn not_saved(
    dissection: &Dissection,
    list: &FileList,
    listings: Option<&ListingList>,
) -> Vec<NotSaved> {
    let pieces = list.files.iter().flat_map(|file| &file.file.pieces).map(|piece| piece.place);
    let listed = listings.iter().flat_map(|list| &list.listings).filter_map(|listing| match listing.place {
        ListingPlace::Transfer(place) => Some(place),
        ListingPlace::Reply { .. } => None,
    });
    let saved: BTreeSet<_> = pieces.chain(listed).map(|place| (place.session, place.transfer)).collect();
    let is_left_out = |transfer: &Transfer| transfer.is_clear() && transfer.data.is_some();
    let mut not_saved = Vec::new();
    for (session, known) in dissection.sessions.iter().enumerate() {
        let views = transfer_views(dissection, session, 0..usize::MAX);
        for ((place, transfer), view) in known.transfers.iter().enumerate().zip(views) {
            // A file that went from server to server is that of the half that sends it.
            let other = transfer.joined.is_some_and(|other| saved.contains(&(other.session, other.transfer)));
            let is_saved = other || saved.contains(&(session, place)) || is_left_out(transfer);
            if !is_saved && (view.direction != "listing" || listings.is_some()) {
                not_saved.push((session, view));
            }
        }
    }
    not_saved
}
