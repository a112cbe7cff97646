//! What was found by a second look at a capture.

use std::collections::BTreeMap;

use wasm_bindgen::JsValue;

use super::blob::BlobSource;
use super::detailed::unreadable;
use crate::dissector::Dissection;
use crate::excerpt::Excerpt;
use crate::export::{FileList, SavedFile, ServerTree};
use crate::file_reader::{FileReader, ReadOptions};
use crate::listings::PathIndex;
use crate::session::transfer::TransferPlace;
use crate::source::ReadError;
use crate::stream_maps::StreamMaps;

/// What was found by looking at the bytes of transfers, kept until the capture is closed.
#[derive(Debug, Default)]
pub(super) struct Looked {
    files: Option<FileList>,
    index: Option<PathIndex>,
    tree: Option<ServerTree>,
    /// The frames that were chosen last, as JavaScript gave them, and what belongs to them.
    excerpt: Option<(Vec<u32>, Excerpt)>,
    /// The maps of streams that were asked for last.
    pub(super) maps: StreamMaps,
    /// Files being read, by their handles.
    pub(super) open: BTreeMap<u32, SavedFile>,
    handles: u32,
}

/// Files that may be read at the same time; the one that was opened first is closed when one more is opened.
const OPEN_FILES: usize = 64;

impl Looked {
    pub(super) fn files(&mut self, dissection: &Dissection, file: &BlobSource) -> Result<&FileList, JsValue> {
        let files = match self.files.take() {
            Some(files) => files,
            None => FileList::new(dissection, file).map_err(|error| unreadable(&error))?,
        };
        Ok(self.files.insert(files))
    }

    pub(super) fn index(&mut self, dissection: &Dissection) -> &PathIndex {
        self.index.get_or_insert_with(|| PathIndex::new(dissection))
    }

    pub(super) fn tree(
        &mut self,
        dissection: &Dissection,
        file: &BlobSource,
    ) -> Result<&ServerTree, JsValue> {
        let tree = match self.tree.take() {
            Some(tree) => tree,
            None => ServerTree::new(dissection, file, self.index(dissection))
                .map_err(|error| unreadable(&error))?,
        };
        Ok(self.tree.insert(tree))
    }

    /// What belongs to frames: `frames` are first and last numbers in turn.
    pub(super) fn excerpt(&mut self, dissection: &Dissection, frames: &[u32]) -> &Excerpt {
        let known = self.excerpt.take().filter(|(known, _)| known == frames);
        let made = known.unwrap_or_else(|| {
            let (ranges, _) = frames.as_chunks::<2>();
            (frames.to_vec(), Excerpt::new(dissection, ranges))
        });
        &self.excerpt.insert(made).1
    }

    /// Begins to read a file, and gives a handle for it; 0 where there is no such file.
    pub(super) fn open_file(
        &mut self,
        dissection: &Dissection,
        source: &BlobSource,
        id: usize,
        options: ReadOptions,
    ) -> Result<u32, JsValue> {
        let Some(found) = self.files(dissection, source)?.files.get(id) else { return Ok(0) };
        let file = found.file.clone();
        let reader = FileReader::of_file_in(&mut self.maps, dissection, source, &file, options);
        self.open(reader)
    }

    /// The same for what one transfer carried.
    pub(super) fn open_transfer(
        &mut self,
        dissection: &Dissection,
        source: &BlobSource,
        place: TransferPlace,
        options: ReadOptions,
    ) -> Result<u32, JsValue> {
        let reader = FileReader::of_transfer_in(&mut self.maps, dissection, source, place, options);
        self.open(reader)
    }

    fn open(&mut self, reader: Result<FileReader, ReadError>) -> Result<u32, JsValue> {
        let reader = reader.map_err(|error| unreadable(&error))?;
        if self.open.len() >= OPEN_FILES {
            self.open.pop_first();
        }
        self.handles = self.handles.wrapping_add(1);
        self.open.insert(self.handles, SavedFile::new(reader));
        Ok(self.handles)
    }
}
