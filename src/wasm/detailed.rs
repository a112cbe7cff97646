//! What the small module leaves to the larger ones: take packets apart, read TLS, read again
//! what was unpacked.

use std::ops::Range;

use wasm_bindgen::JsValue;

pub(super) use super::blob::{BlobSource, BlobSpool};
use super::encode::encode;
use crate::dissector::Dissection;
use crate::passwords::Passwords;
use crate::second_look::look_again;
use crate::source::ReadError;
use crate::units::FrameNumber;
use crate::view::{OpenErrorView, frame_bytes, frame_rows, frame_view};

/// Looks again at what one look does not tell.
pub(super) fn complete(dissection: &mut Dissection, file: &BlobSource) -> Result<(), JsValue> {
    look_again(dissection, file).map_err(|error| unreadable(&error))
}

pub(super) fn rows(
    dissection: &Dissection,
    file: &BlobSource,
    range: Range<usize>,
    passwords: Passwords,
) -> Result<JsValue, JsValue> {
    encode(&frame_rows(dissection, file, range, passwords).map_err(|error| unreadable(&error))?)
}

pub(super) fn frame(
    dissection: &Dissection,
    file: &BlobSource,
    number: u32,
    passwords: Passwords,
) -> Result<JsValue, JsValue> {
    let Some(number) = FrameNumber::new(number) else { return Ok(JsValue::NULL) };
    encode(&frame_view(dissection, file, number, passwords).map_err(|error| unreadable(&error))?)
}

pub(super) fn bytes(
    dissection: &Dissection,
    file: &BlobSource,
    number: u32,
    passwords: Passwords,
) -> Result<Vec<u8>, JsValue> {
    let Some(number) = FrameNumber::new(number) else { return Ok(Vec::new()) };
    frame_bytes(dissection, file, number, passwords).map_err(|error| unreadable(&error))
}

/// What JavaScript is told of a file that cannot be read again.
pub(super) fn unreadable(error: &ReadError) -> JsValue {
    encode(&OpenErrorView::from(error)).unwrap_or_else(|failed| failed)
}
