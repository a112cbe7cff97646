//! Saves the files of a capture, with a manifest of what they are.

mod archive;
mod destination;
mod folder;
mod listings;
mod manifest;
mod not_saved;
mod notes;

use std::io::{self, BufWriter, Write};

use ftpscope::dissector::Dissection;
use ftpscope::export::{CONTENT_TYPE_BYTES, FileList, ListingList, SafePaths, SavedFile, content_type};
use ftpscope::file_reader::{FileReader, ReadOptions};
use ftpscope::ftp::transfer_mode::LineEnds;
use ftpscope::view::{SavedFileView, TimeView, TransferView, file_views, transfer_views};

use super::arguments::ExtractArguments;
use super::failure::Failure;
use super::input::{self, FileSource};
use super::plain::plain;
use super::progress::Progress;
use super::values::{amount, counted};
use super::words::Words;
use archive::Archive;
use destination::{Destination, Entry, EntryWriter};
use folder::Folder;
use manifest::{Manifest, ManifestFile, ManifestListing};
use notes::Notes;

/// Saves all files of a capture; names on standard output what was saved, on
/// standard error what is not complete.
pub(super) fn extract(arguments: &ExtractArguments, words: &Words) -> Result<(), Failure> {
    let mut progress = Progress::on_terminal();
    let (dissection, source) = input::dissect(&arguments.file, &mut progress)?;
    progress.tell(|| "looking for files".to_owned());
    let list = FileList::new(&dissection, &source).map_err(Failure::Source)?;
    let listings = arguments.listings.then(|| ListingList::new(&dissection, &source, &list));
    let listings = listings.transpose().map_err(Failure::Source)?;
    let files = list.files.iter().map(|file| file.name.as_str());
    let named_listings = listings.iter().flat_map(|list| &list.listings);
    let names: Vec<_> = files.chain(named_listings.map(|listing| listing.name.as_str())).collect();
    let manifest_name = manifest_name(&names);
    let mut destination: Box<dyn Destination> = if arguments.zip {
        Box::new(Archive::new(&arguments.to, &arguments.file, arguments.force)?)
    } else {
        let names = names.into_iter().chain([manifest_name.as_str()]);
        Box::new(Folder::new(&arguments.to, names, arguments.force)?)
    };
    let extraction = Extraction { dissection: &dissection, source: &source, list: &list, arguments, words };
    let (files, mut notes) = extraction.save_all(destination.as_mut(), &mut progress)?;
    let saved_listings = match &listings {
        Some(listings) => {
            let destination = destination.as_mut();
            let saved = extraction.save_listings(listings, destination, &mut progress, &mut notes)?;
            Some((saved, listings.left_out))
        }
        None => None,
    };
    let not_saved = not_saved::not_saved(&dissection, &list, listings.as_ref());
    let left_out = [(list.left_out, "files"), (listings.map_or(0, |listings| listings.left_out), "listings")];
    notes.of_transfers(&dissection, &not_saved, left_out, words);
    let mut counts = counted(files.len(), "file");
    let mut bytes: u64 = files.iter().map(ManifestFile::bytes).sum();
    if let Some((listings, _)) = &saved_listings {
        counts = format!("{counts} and {}", counted(listings.len(), "listing"));
        bytes += listings.iter().map(ManifestListing::bytes).sum::<u64>();
    }
    let manifest = Manifest::new(arguments, files, not_saved, list.left_out, saved_listings);
    destination.begin(&Entry::text(&manifest_name))?;
    write_json(destination.as_mut(), &manifest)?;
    destination.end()?;
    let saved_as = destination.finish()?;
    progress.clear();
    let summary = format!(
        "{counts}, {}, in {}; {manifest_name} tells what they are",
        amount(bytes),
        plain(&saved_as.to_string_lossy())
    );
    notes.print(&summary).map_err(Failure::Output)
}

/// The name of the manifest, which nothing else has.
fn manifest_name(names: &[&str]) -> String {
    let mut paths = SafePaths::new();
    for name in names {
        paths.add(name.as_bytes());
    }
    paths.add(b"manifest.json")
}

/// What is saved, and how.
struct Extraction<'a> {
    dissection: &'a Dissection,
    source: &'a FileSource,
    list: &'a FileList,
    arguments: &'a ExtractArguments,
    words: &'a Words,
}

/// Something that is to be read and saved.
struct Wanted<'a> {
    /// Its path below the folder, safe on every system.
    name: &'a str,
    /// When it was transferred.
    time: TimeView,
    /// It has no more bytes than that.
    longest: Option<u64>,
    /// Which one it is, for people who wait.
    told: &'a str,
}

impl Extraction<'_> {
    fn save_all(
        &self,
        destination: &mut dyn Destination,
        progress: &mut Progress,
    ) -> Result<(Vec<ManifestFile>, Notes), Failure> {
        let mut notes = Notes::default();
        let mut files = Vec::new();
        for (id, file) in self.list.files.iter().enumerate() {
            let Some(view) = file_views(self.dissection, self.list, id..id + 1).pop() else { continue };
            let reader = FileReader::of_file(self.dissection, self.source, &file.file, self.read_options());
            let wanted = Wanted {
                name: &view.name,
                time: view.time,
                // What is decoded can become longer.
                longest: view.bytes.filter(|_| !view.is_coded),
                told: &format!("file {} of {}", id + 1, self.list.files.len()),
            };
            let saved = self.save(destination, progress, reader.map_err(Failure::Source)?, &wanted)?;
            let pieces: Vec<_> =
                view.pieces.iter().map(|piece| self.transfer(piece.session, piece.transfer)).collect();
            let first = pieces.first().and_then(Option::as_ref);
            notes.of_file(&view, &saved, first, self.words);
            files.push(ManifestFile::new(self.dissection, view, saved, &pieces));
        }
        Ok((files, notes))
    }

    fn read_options(&self) -> ReadOptions {
        let ExtractArguments { local_text, fill_holes, .. } = *self.arguments;
        let line_ends = if local_text { LineEnds::Local } else { LineEnds::Wire };
        ReadOptions { line_ends, fill_holes }
    }

    fn save(
        &self,
        destination: &mut dyn Destination,
        progress: &mut Progress,
        reader: FileReader,
        wanted: &Wanted,
    ) -> Result<SavedFileView, Failure> {
        let mut saved = SavedFile::new(reader);
        let mut next = || saved.next(self.dissection, self.source).map_err(Failure::Source);
        let mut piece = next()?;
        let beginning = piece.as_deref().unwrap_or_default();
        let beginning = &beginning[..beginning.len().min(CONTENT_TYPE_BYTES)];
        destination.begin(&Entry {
            name: wanted.name,
            time: Some(wanted.time),
            longest: wanted.longest,
            is_packed: archive::is_packed(&content_type(beginning)),
        })?;
        let mut bytes = 0_u64;
        while let Some(piece_bytes) = &piece {
            destination.write(piece_bytes)?;
            bytes += piece_bytes.len() as u64;
            progress.tell(|| {
                let megabytes = bytes / 1_000_000;
                format!("{}: {megabytes} MB of {}", wanted.told, plain(wanted.name))
            });
            piece = next()?;
        }
        destination.end()?;
        Ok(saved.finish().into())
    }

    fn transfer(&self, session: u32, transfer: u32) -> Option<TransferView> {
        let (session, transfer) = (usize::try_from(session).ok()?, usize::try_from(transfer).ok()?);
        transfer_views(self.dissection, session, transfer..transfer + 1).pop()
    }
}

fn write_json(destination: &mut dyn Destination, manifest: &Manifest) -> Result<(), Failure> {
    let mut writer = BufWriter::new(EntryWriter::new(destination));
    let written = serde_json::to_writer_pretty(&mut writer, manifest).map_err(io::Error::from);
    let written = written.and_then(|()| writer.write_all(b"\n")).and_then(|()| writer.flush());
    // What failed is known to the writer better than by its error.
    let failure = writer.get_mut().take_failure();
    match (failure, written) {
        (Some(failure), _) => Err(failure),
        (None, Err(error)) => Err(Failure::Output(error)),
        (None, Ok(())) => Ok(()),
    }
}
