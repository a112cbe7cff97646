//! What was found by a second look at a capture.

use std::collections::BTreeMap;

use wasm_bindgen::JsValue;

use super::blob::BlobSource;
use super::full::unreadable;
use crate::dissector::Dissection;
use crate::export::{FileList, SavedFile, ServerTree};
use crate::file_reader::FileReader;
use crate::listings::PathIndex;
use crate::source::ReadError;

/// What was found by looking at the bytes of transfers, kept until the capture is closed.
#[derive(Debug, Default)]
pub(super) struct Looked {
    files: Option<FileList>,
    index: Option<PathIndex>,
    tree: Option<ServerTree>,
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

    pub(super) fn open(&mut self, reader: Result<FileReader, ReadError>) -> Result<u32, JsValue> {
        let reader = reader.map_err(|error| unreadable(&error))?;
        if self.open.len() >= OPEN_FILES {
            self.open.pop_first();
        }
        self.handles = self.handles.wrapping_add(1);
        self.open.insert(self.handles, SavedFile::new(reader));
        Ok(self.handles)
    }
}
