//! Saves the files of a capture, with a manifest of what they are.

mod archive;
mod destination;
mod folder;
mod manifest;
mod not_saved;
mod notes;

use std::io::{self, BufWriter, Write};

use ftpscope::dissector::Dissection;
use ftpscope::export::{CONTENT_TYPE_BYTES, FileList, SafePaths, SavedFile, content_type};
use ftpscope::file_reader::{FileReader, ReadOptions};
use ftpscope::ftp::transfer_mode::LineEnds;
use ftpscope::view::{FileView, SavedFileView, TransferView, file_views, transfer_views};

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
use manifest::{Manifest, ManifestFile};
use notes::Notes;

/// Saves all files of a capture; names on standard output what was saved, on
/// standard error what is not complete.
pub(super) fn extract(arguments: &ExtractArguments, words: &Words) -> Result<(), Failure> {
    let mut progress = Progress::on_terminal();
    let (dissection, source) = input::dissect(&arguments.file, &mut progress)?;
    progress.tell(|| "looking for files".to_owned());
    let list = FileList::new(&dissection, &source).map_err(Failure::Source)?;
    let manifest_name = manifest_name(&list);
    let mut destination: Box<dyn Destination> = if arguments.zip {
        Box::new(Archive::new(&arguments.to, &arguments.file, arguments.force)?)
    } else {
        let names = list.files.iter().map(|file| file.name.as_str()).chain([manifest_name.as_str()]);
        Box::new(Folder::new(&arguments.to, names, arguments.force)?)
    };
    let extraction = Extraction { dissection: &dissection, source: &source, list: &list, arguments };
    let (files, mut notes) = extraction.save_all(destination.as_mut(), &mut progress, words)?;
    let not_saved = not_saved::not_saved(&dissection, &list);
    notes.of_transfers(&dissection, &not_saved, list.left_out, words);
    let manifest = Manifest::new(arguments, files, not_saved, list.left_out);
    destination.begin(&Entry::text(&manifest_name))?;
    write_json(destination.as_mut(), &manifest)?;
    destination.end()?;
    let saved_as = destination.finish()?;
    progress.clear();
    let (count, bytes) = (manifest.files.len(), manifest.files.iter().map(ManifestFile::bytes).sum());
    let summary = format!(
        "{}, {}, in {}; {manifest_name} tells what they are",
        counted(count, "file"),
        amount(bytes),
        plain(&saved_as.to_string_lossy())
    );
    notes.print(&summary).map_err(Failure::Output)
}

/// The name of the manifest, which no file has.
fn manifest_name(list: &FileList) -> String {
    let mut paths = SafePaths::new();
    for file in &list.files {
        paths.add(file.name.as_bytes());
    }
    paths.add(b"manifest.json")
}

/// What is saved, and how.
struct Extraction<'a> {
    dissection: &'a Dissection,
    source: &'a FileSource,
    list: &'a FileList,
    arguments: &'a ExtractArguments,
}

impl Extraction<'_> {
    fn save_all(
        &self,
        destination: &mut dyn Destination,
        progress: &mut Progress,
        words: &Words,
    ) -> Result<(Vec<ManifestFile>, Notes), Failure> {
        let mut notes = Notes::default();
        let mut files = Vec::new();
        for id in 0..self.list.files.len() {
            let Some(view) = file_views(self.dissection, self.list, id..id + 1).pop() else { continue };
            let saved = self.save(destination, id, &view, progress)?;
            let pieces: Vec<_> =
                view.pieces.iter().map(|piece| self.transfer(piece.session, piece.transfer)).collect();
            let first = pieces.first().and_then(Option::as_ref);
            notes.of_file(&view, &saved, first, words);
            files.push(ManifestFile::new(self.dissection, view, saved, &pieces));
        }
        Ok((files, notes))
    }

    fn save(
        &self,
        destination: &mut dyn Destination,
        id: usize,
        view: &FileView,
        progress: &mut Progress,
    ) -> Result<SavedFileView, Failure> {
        let ExtractArguments { local_text, fill_holes, .. } = *self.arguments;
        let line_ends = if local_text { LineEnds::Local } else { LineEnds::Wire };
        let options = ReadOptions { line_ends, fill_holes };
        let file = &self.list.files[id].file;
        let reader =
            FileReader::of_file(self.dissection, self.source, file, options).map_err(Failure::Source)?;
        let mut saved = SavedFile::new(reader);
        let mut next = || saved.next(self.dissection, self.source).map_err(Failure::Source);
        let mut piece = next()?;
        let beginning = piece.as_deref().unwrap_or_default();
        let beginning = &beginning[..beginning.len().min(CONTENT_TYPE_BYTES)];
        destination.begin(&Entry {
            name: &view.name,
            time: Some(view.time),
            // What is decoded can become longer.
            longest: view.bytes.filter(|_| !view.is_coded),
            is_packed: archive::is_packed(&content_type(beginning)),
        })?;
        let mut bytes = 0_u64;
        while let Some(piece_bytes) = &piece {
            destination.write(piece_bytes)?;
            bytes += piece_bytes.len() as u64;
            progress.tell(|| {
                let megabytes = bytes / 1_000_000;
                format!(
                    "file {} of {}: {megabytes} MB of {}",
                    id + 1,
                    self.list.files.len(),
                    plain(&view.name)
                )
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
