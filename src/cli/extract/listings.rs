//! Listings among what is saved.

use ftpscope::dissector::Dissection;
use ftpscope::export::{HashKind, Hashes, ListingList, NamedListing, SavedFileInfo, content_type};
use ftpscope::file_reader::{FileEnding, FileReader, Problem, ReadOptions};
use ftpscope::ftp::transfer_mode::LineEnds;
use ftpscope::listings::{ListingPlace, ReplyLines};
use ftpscope::session::exchange::Exchange;
use ftpscope::view::{MissingRangeView, SavedFileView, SavedListingView, TransferView, transfer_views};
use serde::Serialize;

use super::super::failure::Failure;
use super::super::plain::plain;
use super::super::progress::Progress;
use super::super::values::moment;
use super::destination::{Destination, Entry};
use super::manifest::ManifestRest;
use super::notes::Notes;
use super::{Extraction, Wanted};

/// A listing that was saved: its text, as it was sent.
#[derive(Debug, Serialize)]
pub(super) struct ManifestListing {
    #[serde(flatten)]
    listing: SavedListingView,
    verb: String,
    session: usize,
    /// Its transfer; null where the reply to the command is the listing.
    transfer: Option<usize>,
    exchange: usize,
    /// Packet of the command.
    command_frame: Option<u32>,
    /// When it was asked for, in UTC.
    time: Option<String>,
    verdict: &'static str,
    /// As of a transfer; of a reply `reply_whole` or `reply_not_whole`.
    reason: &'static str,
    /// What is missing of its data connection, with the packets around it.
    missing: Vec<MissingRangeView>,
    #[serde(flatten)]
    saved: ManifestRest,
}

impl ManifestListing {
    /// Bytes that were saved.
    pub(super) fn bytes(&self) -> u64 {
        self.saved.bytes()
    }
}

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
                    notes.of_listing(listing, &rest, Some(view), self.words);
                    of_transfer(listing, place.session, view, rest)
                }
                ListingPlace::Reply { session, exchange } => {
                    progress.tell(|| format!("{told}: {}", plain(&listing.name)));
                    let Some(asked) = exchange_at(self.dissection, session, exchange) else { continue };
                    let rest = save_reply(listing, asked, self.read_options(), destination)?;
                    notes.of_listing(listing, &rest, None, self.words);
                    of_reply(listing, (session, exchange), asked, rest)
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

fn of_transfer(
    listing: &NamedListing,
    session: usize,
    view: &TransferView,
    saved: SavedFileView,
) -> ManifestListing {
    ManifestListing {
        listing: listing.into(),
        verb: view.verb.clone(),
        session,
        transfer: usize::try_from(view.id).ok(),
        exchange: usize::try_from(view.exchange).unwrap_or(usize::MAX),
        command_frame: Some(view.frame),
        time: Some(moment(view.time)),
        verdict: view.verdict.verdict,
        reason: view.verdict.reason,
        missing: view.verdict.missing.clone(),
        saved: saved.into(),
    }
}

fn of_reply(
    listing: &NamedListing,
    (session, exchange): (usize, usize),
    asked: &Exchange,
    saved: SavedFileView,
) -> ManifestListing {
    let is_whole = is_whole(listing, &saved);
    ManifestListing {
        listing: listing.into(),
        verb: asked.command.as_ref().map(|command| command.verb.name().into_owned()).unwrap_or_default(),
        session,
        transfer: None,
        exchange,
        command_frame: asked.line.as_ref().map(|line| line.frame.get()),
        time: asked.line.as_ref().map(|line| moment(line.time.into())),
        verdict: if is_whole { "complete" } else { "incomplete" },
        reason: if is_whole { "reply_whole" } else { "reply_not_whole" },
        missing: Vec::new(),
        saved: saved.into(),
    }
}

/// Whether all lines of a reply were saved.
pub(super) fn is_whole(listing: &NamedListing, saved: &SavedFileView) -> bool {
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
