//! The files of a capture, as JavaScript reads them. Not in the small module: who asks the small one is told so
//! by the worker.

use wasm_bindgen::prelude::*;

use super::capture::Capture;
use super::detailed::unreadable;
use super::encode::encode;
use crate::file_reader::ReadOptions;
use crate::ftp::transfer_mode::LineEnds;
use crate::listings::{read_listing, reply_listing};
use crate::session::transfer::TransferPlace;
use crate::view::{SavedFileView, file_views, listing_view, transfer_map, tree_views};

#[wasm_bindgen]
impl Capture {
    /// Number of files that are in the capture, whole or in part.
    ///
    /// # Errors
    ///
    /// Throws where the capture has not been read to its end, or cannot be read again.
    pub fn file_count(&mut self) -> Result<usize, JsValue> {
        let (dissection, file, looked) = self.parts()?;
        Ok(looked.files(dissection, file)?.files.len())
    }

    /// Files.
    ///
    /// # Errors
    ///
    /// As [`file_count`](Self::file_count).
    #[wasm_bindgen(unchecked_return_type = "FileView[]")]
    pub fn files(&mut self, start: usize, end: usize) -> Result<JsValue, JsValue> {
        let (dissection, file, looked) = self.parts()?;
        let files = looked.files(dissection, file)?;
        encode(&file_views(dissection, files, start..end))
    }

    /// Which bytes of the data connection of a transfer are there; null where it has none.
    ///
    /// # Errors
    ///
    /// As [`file_count`](Self::file_count).
    #[wasm_bindgen(unchecked_return_type = "TransferMapView | null")]
    pub fn transfer_map(&mut self, session: usize, transfer: usize) -> Result<JsValue, JsValue> {
        let (dissection, file, looked) = self.parts()?;
        let map = transfer_map(dissection, file, TransferPlace { session, transfer }, &mut looked.maps);
        encode(&map.map_err(|error| unreadable(&error))?)
    }

    /// The listing that a transfer carried; null where it carried none.
    ///
    /// # Errors
    ///
    /// As [`file_count`](Self::file_count).
    #[wasm_bindgen(unchecked_return_type = "ListingView | null")]
    pub fn listing(&mut self, session: usize, transfer: usize) -> Result<JsValue, JsValue> {
        let (dissection, file, looked) = self.parts()?;
        let read = read_listing(dissection, file, TransferPlace { session, transfer });
        let read = read.map_err(|error| unreadable(&error))?;
        encode(&read.map(|read| listing_view(&read, looked.index(dissection))))
    }

    /// The listing in the reply to STAT or MLST; null where the exchange has none.
    ///
    /// # Errors
    ///
    /// As [`file_count`](Self::file_count).
    #[wasm_bindgen(unchecked_return_type = "ListingView | null")]
    pub fn reply_listing(&mut self, session: usize, exchange: usize) -> Result<JsValue, JsValue> {
        let (dissection, _, looked) = self.parts()?;
        let read = reply_listing(dissection, session, exchange);
        encode(&read.map(|read| listing_view(&read, looked.index(dissection))))
    }

    /// Number of nodes of the tree of the servers.
    ///
    /// # Errors
    ///
    /// As [`file_count`](Self::file_count).
    pub fn tree_count(&mut self) -> Result<usize, JsValue> {
        let (dissection, file, looked) = self.parts()?;
        Ok(looked.tree(dissection, file)?.nodes.len())
    }

    /// Nodes of the tree of the servers, each in front of those below it.
    ///
    /// # Errors
    ///
    /// As [`file_count`](Self::file_count).
    #[wasm_bindgen(unchecked_return_type = "TreeNodeView[]")]
    pub fn tree(&mut self, start: usize, end: usize) -> Result<JsValue, JsValue> {
        let (dissection, file, looked) = self.parts()?;
        encode(&tree_views(looked.tree(dissection, file)?, start..end))
    }

    /// Begins to read a file, and gives a handle for it. `text` is `wire` or `local`: the line ends of a text.
    ///
    /// # Errors
    ///
    /// As [`file_count`](Self::file_count).
    pub fn open_file(&mut self, id: usize, text: &str, fill_holes: bool) -> Result<u32, JsValue> {
        let (dissection, file, looked) = self.parts()?;
        looked.open_file(dissection, file, id, options(text, fill_holes))
    }

    /// The same for what one transfer carried.
    ///
    /// # Errors
    ///
    /// As [`file_count`](Self::file_count).
    pub fn open_transfer(
        &mut self,
        session: usize,
        transfer: usize,
        text: &str,
        fill_holes: bool,
    ) -> Result<u32, JsValue> {
        let (dissection, file, looked) = self.parts()?;
        let place = TransferPlace { session, transfer };
        looked.open_transfer(dissection, file, place, options(text, fill_holes))
    }

    /// The next bytes of a file that was opened, about a megabyte at most; none at its end.
    ///
    /// # Errors
    ///
    /// As [`file_count`](Self::file_count).
    pub fn read_file(&mut self, handle: u32) -> Result<Vec<u8>, JsValue> {
        let (dissection, file, looked) = self.parts()?;
        let Some(open) = looked.open.get_mut(&handle) else { return Ok(Vec::new()) };
        let bytes = open.next(dissection, file).map_err(|error| unreadable(&error))?;
        Ok(bytes.unwrap_or_default())
    }

    /// Ends the reading of a file, at its end or before, and tells what is known of it; null for a handle that is
    /// not open.
    ///
    /// # Errors
    ///
    /// As [`file_count`](Self::file_count).
    #[wasm_bindgen(unchecked_return_type = "SavedFileView | null")]
    pub fn close_file(&mut self, handle: u32) -> Result<JsValue, JsValue> {
        let (_, _, looked) = self.parts()?;
        encode(&looked.open.remove(&handle).map(|open| SavedFileView::from(open.finish())))
    }
}

fn options(text: &str, fill_holes: bool) -> ReadOptions {
    let line_ends = if text == "local" { LineEnds::Local } else { LineEnds::Wire };
    ReadOptions { line_ends, fill_holes }
}
