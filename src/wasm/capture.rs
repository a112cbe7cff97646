//! One capture, as JavaScript holds it.

#[cfg(feature = "detail")]
use std::ops::Range;

use wasm_bindgen::prelude::*;
use web_sys::Blob;

use super::detailed::{self, BlobSource, BlobSpool};
use super::encode::encode;
#[cfg(feature = "detail")]
use super::looked::Looked;
use crate::capture::OpenError;
use crate::dissector::{Dissection, Dissector};
use crate::explain::{Story, explain_exchange};
use crate::view::{
    CaptureView, OpenErrorView, Passwords, SessionView, exchange_views, expert_counts, expert_views,
    transfer_views,
};

/// One capture. Push the bytes of its file, finish, then ask for its parts by
/// half-open ranges, which are cut to what there is. Frames are read again
/// from the file, or where it is compressed, from what was unpacked.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Capture {
    file: BlobSource,
    state: State,
    passwords: Passwords,
    story: Option<Story>,
    #[cfg(feature = "detail")]
    looked: Looked,
}

#[derive(Debug)]
enum State {
    Reading(Box<Dissector>, BlobSpool),
    Read(Box<Dissection>),
    /// Opening failed; the error has been thrown.
    Failed,
}

#[wasm_bindgen]
impl Capture {
    /// A capture at the beginning of its file.
    #[wasm_bindgen(constructor)]
    pub fn new(file: Blob) -> Self {
        let state = State::Reading(Box::default(), BlobSpool::new());
        Self {
            file: BlobSource::new(file),
            state,
            passwords: Passwords::Masked,
            story: None,
            #[cfg(feature = "detail")]
            looked: Looked::default(),
        }
    }

    /// Reads the next bytes of the file.
    ///
    /// # Errors
    ///
    /// Throws an `OpenErrorView` where the file cannot be opened.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), JsValue> {
        let State::Reading(dissector, spool) = &mut self.state else { return Ok(()) };
        dissector.push_and_spool(chunk, &mut |bytes| spool.keep(bytes)).map_err(|error| self.fail(&error))
    }

    /// Tells that the file ends here.
    ///
    /// # Errors
    ///
    /// Throws an `OpenErrorView` where the file is too short to be a capture, and
    /// where only a larger module reads all of it.
    pub fn finish(&mut self) -> Result<(), JsValue> {
        match std::mem::replace(&mut self.state, State::Failed) {
            State::Reading(dissector, mut spool) => {
                let dissection = dissector.finish_and_spool(&mut |bytes| spool.keep(bytes));
                let mut dissection = dissection.map_err(|error| self.fail(&error))?;
                if dissection.compression.is_some() {
                    self.file = spool.into_source()?;
                }
                detailed::complete(&mut dissection, &self.file)?;
                self.state = State::Read(Box::new(dissection));
            }
            other => self.state = other,
        }
        Ok(())
    }

    /// Bytes read so far.
    pub fn bytes(&self) -> f64 {
        match &self.state {
            State::Reading(dissector, _) => dissector.bytes() as f64,
            State::Read(dissection) => dissection.bytes as f64,
            State::Failed => 0.0,
        }
    }

    /// Frames read so far.
    pub fn frames(&self) -> u32 {
        match &self.state {
            State::Reading(dissector, _) => dissector.frames(),
            State::Read(dissection) => dissection.frames.count(),
            State::Failed => 0,
        }
    }

    /// Whether passwords are shown in what the other functions give from now on.
    pub fn reveal_passwords(&mut self, reveal: bool) {
        self.passwords = if reveal { Passwords::Revealed } else { Passwords::Masked };
    }

    /// The capture itself.
    ///
    /// # Errors
    ///
    /// Throws where the capture has not been read to its end.
    #[wasm_bindgen(unchecked_return_type = "CaptureView")]
    pub fn capture(&self) -> Result<JsValue, JsValue> {
        encode(&CaptureView::new(self.read()?))
    }

    /// Sessions.
    ///
    /// # Errors
    ///
    /// Throws where the capture has not been read to its end.
    #[wasm_bindgen(unchecked_return_type = "SessionView[]")]
    pub fn sessions(&self, start: usize, end: usize) -> Result<JsValue, JsValue> {
        let dissection = self.read()?;
        let range = start..end.min(dissection.sessions.len());
        let views = range.filter_map(|index| SessionView::new(dissection, index, self.passwords));
        encode(&views.collect::<Vec<_>>())
    }

    /// Exchanges of a session.
    ///
    /// # Errors
    ///
    /// Throws where the capture has not been read to its end.
    #[wasm_bindgen(unchecked_return_type = "ExchangeView[]")]
    pub fn exchanges(&self, session: usize, start: usize, end: usize) -> Result<JsValue, JsValue> {
        encode(&exchange_views(self.read()?, session, start..end, self.passwords))
    }

    /// The password that an exchange of a session sends with PASS, also while passwords are masked: who asks for one
    /// of them wants it. Nothing where it sends none.
    ///
    /// # Errors
    ///
    /// Throws where the capture has not been read to its end.
    pub fn password(&self, session: usize, exchange: usize) -> Result<Option<String>, JsValue> {
        let range = exchange..exchange.saturating_add(1);
        let view = exchange_views(self.read()?, session, range, Passwords::Revealed).pop();
        let command = view.and_then(|view| view.command).filter(|command| command.verb == "PASS");
        Ok(command.and_then(|command| command.argument))
    }

    /// Transfers of a session.
    ///
    /// # Errors
    ///
    /// Throws where the capture has not been read to its end.
    #[wasm_bindgen(unchecked_return_type = "TransferView[]")]
    pub fn transfers(&self, session: usize, start: usize, end: usize) -> Result<JsValue, JsValue> {
        encode(&transfer_views(self.read()?, session, start..end))
    }

    /// Expert infos, in the order of frames.
    ///
    /// # Errors
    ///
    /// Throws where the capture has not been read to its end.
    #[wasm_bindgen(unchecked_return_type = "ExpertView[]")]
    pub fn experts(&self, start: usize, end: usize) -> Result<JsValue, JsValue> {
        encode(&expert_views(self.read()?, start..end))
    }

    /// How often each code of expert info occurs.
    ///
    /// # Errors
    ///
    /// Throws where the capture has not been read to its end.
    #[wasm_bindgen(unchecked_return_type = "ExpertCountView[]")]
    pub fn expert_counts(&self) -> Result<JsValue, JsValue> {
        encode(&expert_counts(self.read()?))
    }

    /// Number of steps of the story of the capture.
    ///
    /// # Errors
    ///
    /// Throws where the capture has not been read to its end.
    pub fn story_count(&mut self) -> Result<usize, JsValue> {
        Ok(self.told()?.1.count())
    }

    /// Steps of the story, by places from 0.
    ///
    /// # Errors
    ///
    /// Throws where the capture has not been read to its end.
    #[wasm_bindgen(unchecked_return_type = "Step[]")]
    pub fn story(&mut self, start: usize, end: usize) -> Result<JsValue, JsValue> {
        let passwords = self.passwords;
        let (dissection, story) = self.told()?;
        encode(&story.steps(dissection, start..end, passwords))
    }

    /// An exchange of a session, explained.
    ///
    /// # Errors
    ///
    /// Throws where the capture has not been read to its end.
    #[wasm_bindgen(unchecked_return_type = "Fact[]")]
    pub fn explain_exchange(&self, session: usize, exchange: usize) -> Result<JsValue, JsValue> {
        encode(&explain_exchange(self.read()?, session, exchange, self.passwords))
    }

    /// Rows of the list of packets, by places from 0.
    ///
    /// # Errors
    ///
    /// Throws an `OpenErrorView` where the file cannot be read again, and where
    /// only a larger module takes packets apart; something else where the
    /// capture has not been read to its end.
    #[wasm_bindgen(unchecked_return_type = "FrameRowView[]")]
    pub fn frame_rows(&self, start: usize, end: usize) -> Result<JsValue, JsValue> {
        detailed::rows(self.read()?, &self.file, start..end, self.passwords)
    }

    /// The frame of this number, taken apart; null where there is none.
    ///
    /// # Errors
    ///
    /// As [`frame_rows`](Self::frame_rows).
    #[wasm_bindgen(unchecked_return_type = "FrameView | null")]
    pub fn frame(&self, number: u32) -> Result<JsValue, JsValue> {
        detailed::frame(self.read()?, &self.file, number, self.passwords)
    }

    /// The captured bytes of the frame of this number, masked passwords
    /// replaced byte by byte; none where there is no such frame.
    ///
    /// # Errors
    ///
    /// As [`frame_rows`](Self::frame_rows).
    pub fn frame_bytes(&self, number: u32) -> Result<Vec<u8>, JsValue> {
        detailed::bytes(self.read()?, &self.file, number, self.passwords)
    }

    fn read(&self) -> Result<&Dissection, JsValue> {
        match &self.state {
            State::Read(dissection) => Ok(dissection),
            State::Reading(..) | State::Failed => Err(JsValue::from_str("the capture has not been read")),
        }
    }

    /// The capture with its story, which is made once.
    fn told(&mut self) -> Result<(&Dissection, &Story), JsValue> {
        match &self.state {
            State::Read(dissection) => {
                Ok((dissection, self.story.get_or_insert_with(|| Story::new(dissection))))
            }
            State::Reading(..) | State::Failed => Err(JsValue::from_str("the capture has not been read")),
        }
    }

    /// Whether passwords are shown.
    #[cfg(feature = "detail")]
    pub(super) fn passwords(&self) -> Passwords {
        self.passwords
    }

    /// Places of the steps of the story that tell of frames: `frames` are first and last numbers in turn.
    #[cfg(feature = "detail")]
    pub(super) fn steps_among(&mut self, frames: &[u32]) -> Result<Vec<Range<usize>>, JsValue> {
        self.told()?;
        match (&self.state, &self.story) {
            (State::Read(dissection), Some(story)) => {
                Ok(story.steps_of(dissection, self.looked.excerpt(dissection, frames)))
            }
            _ => Ok(Vec::new()),
        }
    }

    /// What the files of the capture are read with.
    #[cfg(feature = "detail")]
    pub(super) fn parts(&mut self) -> Result<(&Dissection, &BlobSource, &mut Looked), JsValue> {
        match &self.state {
            State::Read(dissection) => Ok((dissection, &self.file, &mut self.looked)),
            State::Reading(..) | State::Failed => Err(JsValue::from_str("the capture has not been read")),
        }
    }

    fn fail(&mut self, error: &OpenError) -> JsValue {
        self.state = State::Failed;
        encode(&OpenErrorView::from(error)).unwrap_or_else(|failed| failed)
    }
}
