//! Listings among what is saved.

use ftpscope::dissector::Dissection;
use ftpscope::export::{HashKind, Hashes, ListingList, NamedListing, SavedFileInfo, content_type};
use ftpscope::file_reader::{FileEnding, FileReader, Problem, ReadOptions};
use ftpscope::ftp::transfer_mode::LineEnds;
use ftpscope::listings::{ListingPlace, ReplyLines};
use ftpscope::session::exchange::Exchange;
use ftpscope::view::{SavedFileView, TransferView, transfer_views};

use super::super::failure::Failure;
use super::super::plain::plain;
use super::super::progress::Progress;
use super::destination::{Destination, Entry};
use super::manifest::ManifestListing;
use super::notes::Notes;
use super::{Extraction, Wanted};

impl Extraction<'_> {
    /// Saves all listings.
    pub(super) fn save_listings(
        &self,
        listings: &ListingList,
        destination: &mut dyn Destination,
        progress: &mut Progress,
        notes: &mut Notes,
    ) -> Result<Vec<ManifestListing>, Failure> {
        let mut saved = Vec::new();
        // All transfers of a session at once: their directories are followed from its beginning.
        let mut views: (usize, Vec<TransferView>) = (usize::MAX, Vec::new());
        for (number, listing) in listings.listings.iter().enumerate() {
            let told = format!("listing {} of {}", number + 1, listings.listings.len());
            let listed = match listing.place {
                ListingPlace::Transfer(place) => {
                    if views.0 != place.session {
                        views =
                            (place.session, transfer_views(self.dissection, place.session, 0..usize::MAX));
                    }
                    let Some(view) = views.1.get(place.transfer) else { continue };
                    let wanted = Wanted { name: &listing.name, time: view.time, longest: None, told: &told };
                    let reader =
                        FileReader::of_transfer(self.dissection, self.source, place, self.read_options());
                    let rest = self.save(destination, progress, reader.map_err(Failure::Source)?, &wanted)?;
                    notes.of_listing(listing, &rest, view, self.words);
                    ManifestListing::of_transfer(listing, place.session, view, rest)
                }
                ListingPlace::Reply { session, exchange } => {
                    progress.tell(|| format!("{told}: {}", plain(&listing.name)));
                    let Some(asked) = exchange_at(self.dissection, session, exchange) else { continue };
                    let rest = save_reply(listing, asked, self.read_options(), destination)?;
                    let is_whole = is_whole(listing, &rest);
                    notes.of_reply(listing, &rest, is_whole, self.words);
                    ManifestListing::of_reply(listing, (session, exchange), asked, rest, is_whole)
                }
            };
            saved.push(listed);
        }
        Ok(saved)
    }
}

fn exchange_at(dissection: &Dissection, session: usize, exchange: usize) -> Option<&Exchange> {
    dissection.sessions.get(session)?.exchanges.get(exchange)
}

/// Whether all lines of a reply were saved.
fn is_whole(listing: &NamedListing, saved: &SavedFileView) -> bool {
    saved.problem.is_none() && !listing.is_cut
}

/// Saves the lines of a reply that are the listing.
fn save_reply(
    listing: &NamedListing,
    asked: &Exchange,
    options: ReadOptions,
    destination: &mut dyn Destination,
) -> Result<SavedFileView, Failure> {
    let told = ReplyLines::of(asked);
    let line_end: &[u8] = if options.line_ends == LineEnds::Local { b"\n" } else { b"\r\n" };
    let lines = told.iter().flat_map(|told| &told.lines);
    let text: Vec<u8> = lines.flat_map(|line| [line, line_end]).flatten().copied().collect();
    let mut hashes = Hashes::new(HashKind::ALL);
    hashes.update(&text);
    destination.begin(&Entry {
        name: &listing.name,
        time: asked.line.as_ref().map(|line| line.time.into()),
        longest: Some(text.len() as u64),
        is_packed: false,
    })?;
    destination.write(&text)?;
    destination.end()?;
    let ending = FileEnding {
        bytes: text.len() as u64,
        problem: told.and_then(|told| told.hole).map(Problem::Hole),
        ..FileEnding::default()
    };
    let content = (!text.is_empty()).then(|| content_type(&text));
    let info = SavedFileInfo { ending, hashes: Some(hashes.finish()), content, is_binary_as_text: false };
    Ok(info.into())
}
