//! The capture file, as the browser holds it.

use wasm_bindgen::JsValue;
use web_sys::js_sys::Uint8Array;
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
