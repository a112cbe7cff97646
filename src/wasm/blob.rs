//! The capture file, as the browser holds it.

use wasm_bindgen::JsValue;
use web_sys::js_sys::{Array, Uint8Array};
use web_sys::{Blob, FileReaderSync};

use crate::source::{ReadError, Source};

/// A file that is read again in slices. Works in workers only: nowhere else
/// may reading wait.
#[derive(Debug)]
pub(super) struct BlobSource {
    blob: Blob,
}

impl BlobSource {
    pub(super) fn new(blob: Blob) -> Self {
        Self { blob }
    }

    fn slice(&self, offset: u64, length: usize) -> Result<Vec<u8>, JsValue> {
        let (start, end) = (offset as f64, offset.saturating_add(length as u64) as f64);
        let slice = self.blob.slice_with_f64_and_f64(start, end)?;
        let buffer = FileReaderSync::new()?.read_as_array_buffer(&slice)?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }
}

impl Source for BlobSource {
    fn read(&self, offset: u64, length: usize) -> Result<Vec<u8>, ReadError> {
        // A browser refuses a file that was changed or is gone; one that became shorter gives less.
        let bytes = self.slice(offset, length).ok().filter(|bytes| bytes.len() == length);
        bytes.ok_or(ReadError { offset })
    }
}

/// Bytes handed to the browser at a time.
const PIECE: usize = 1 << 20;

/// Bytes that cannot be read again from the file, since they were unpacked.
/// The browser keeps them, on disk where they are many.
#[derive(Debug)]
pub(super) struct BlobSpool {
    parts: Array,
    piece: Vec<u8>,
}

impl BlobSpool {
    pub(super) fn new() -> Self {
        Self { parts: Array::new(), piece: Vec::new() }
    }

    pub(super) fn keep(&mut self, bytes: &[u8]) {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= PIECE {
            self.hand_over();
        }
    }

    /// All that was kept.
    pub(super) fn into_source(mut self) -> Result<BlobSource, JsValue> {
        self.hand_over();
        Blob::new_with_blob_sequence(&self.parts).map(BlobSource::new)
    }

    fn hand_over(&mut self) {
        let bytes = Array::of1(&Uint8Array::from(self.piece.as_slice()));
        self.piece.clear();
        // A browser that has no room left gives none; reading the bytes again fails then, and says so.
        if let Ok(part) = Blob::new_with_u8_array_sequence(&bytes) {
            self.parts.push(&part);
        }
    }
}
