//! The small module in the place of `detailed`: who asks for what only a larger
//! one does is told to open the file again with it.

use std::ops::Range;

use wasm_bindgen::JsValue;
use web_sys::Blob;

use super::encode::encode;
use crate::dissector::Dissection;
use crate::passwords::Passwords;
use crate::session::Session;
use crate::session::transfer::Transfer;
use crate::view::OpenErrorView;

/// The file, which is not read again.
#[derive(Debug)]
pub(super) struct BlobSource;

impl BlobSource {
    pub(super) fn new(_: Blob) -> Self {
        Self
    }
}

/// What is unpacked is not kept.
#[derive(Debug)]
pub(super) struct BlobSpool;

impl BlobSpool {
    pub(super) fn new() -> Self {
        Self
    }

    pub(super) fn keep(&mut self, _: &[u8]) {}

    pub(super) fn into_source(self) -> Result<BlobSource, JsValue> {
        Ok(BlobSource)
    }
}

/// Whether all of the capture was read: TLS was not, no data connection was looked for without announcement, and
/// none is looked at again.
pub(super) fn complete(dissection: &mut Dissection, _: &BlobSource) -> Result<(), JsValue> {
    let needs_full = |transfer: &Transfer| transfer.may_be_captured || transfer.needs_second_look();
    let is_left_out = |session: &Session| {
        !session.encryptions.is_empty()
            || session.may_list_its_files()
            || session.transfers.iter().any(needs_full)
    };
    if dissection.sessions.iter().any(is_left_out) { Err(elsewhere()) } else { Ok(()) }
}

pub(super) fn rows(
    _: &Dissection,
    _: &BlobSource,
    _: Range<usize>,
    _: Passwords,
) -> Result<JsValue, JsValue> {
    Err(elsewhere())
}

pub(super) fn frame(_: &Dissection, _: &BlobSource, _: u32, _: Passwords) -> Result<JsValue, JsValue> {
    Err(elsewhere())
}

pub(super) fn bytes(_: &Dissection, _: &BlobSource, _: u32, _: Passwords) -> Result<Vec<u8>, JsValue> {
    Err(elsewhere())
}

fn elsewhere() -> JsValue {
    let view = OpenErrorView { code: "full_module_needed", offset: 0, detail: None };
    encode(&view).unwrap_or_else(|failed| failed)
}
