//! One capture, as JavaScript holds it.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::capture::OpenError;
use crate::dissector::{Dissection, Dissector};
use crate::view::{
    CaptureView, OpenErrorView, Passwords, SessionView, exchange_views, expert_counts, expert_views,
    transfer_views,
};

/// One capture. Push its bytes, finish, then ask for its parts by half-open
/// ranges, which are cut to what there is.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Capture {
    state: State,
    passwords: Passwords,
}

#[derive(Debug)]
enum State {
    Reading(Box<Dissector>),
    Read(Box<Dissection>),
    /// Opening failed; the error has been thrown.
    Failed,
}

#[wasm_bindgen]
impl Capture {
    /// A capture at its beginning.
    #[wasm_bindgen(constructor)]
    #[allow(clippy::new_without_default, reason = "JavaScript has no default values")]
    pub fn new() -> Self {
        Self { state: State::Reading(Box::default()), passwords: Passwords::Masked }
    }

    /// Reads the next bytes of the file.
    ///
    /// # Errors
    ///
    /// Throws an `OpenErrorView` where the file cannot be opened.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), JsValue> {
        let State::Reading(dissector) = &mut self.state else { return Ok(()) };
        dissector.push(chunk).map_err(|error| self.fail(&error))
    }

    /// Tells that the file ends here.
    ///
    /// # Errors
    ///
    /// Throws an `OpenErrorView` where the file is too short to be a capture.
    pub fn finish(&mut self) -> Result<(), JsValue> {
        match std::mem::replace(&mut self.state, State::Failed) {
            State::Reading(dissector) => {
                let dissection = dissector.finish().map_err(|error| self.fail(&error))?;
                self.state = State::Read(Box::new(dissection));
            }
            other => self.state = other,
        }
        Ok(())
    }

    /// Bytes read so far.
    pub fn bytes(&self) -> f64 {
        match &self.state {
            State::Reading(dissector) => dissector.bytes() as f64,
            State::Read(dissection) => dissection.bytes as f64,
            State::Failed => 0.0,
        }
    }

    /// Frames read so far.
    pub fn frames(&self) -> u32 {
        match &self.state {
            State::Reading(dissector) => dissector.frames(),
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

    fn read(&self) -> Result<&Dissection, JsValue> {
        match &self.state {
            State::Read(dissection) => Ok(dissection),
            State::Reading(_) | State::Failed => Err(JsValue::from_str("the capture has not been read")),
        }
    }

    fn fail(&mut self, error: &OpenError) -> JsValue {
        self.state = State::Failed;
        encode(&OpenErrorView::from(error)).unwrap_or_else(|failed| failed)
    }
}

/// The one way in which values leave: as `JSON.parse` would give them.
fn encode(value: &impl Serialize) -> Result<JsValue, JsValue> {
    const SERIALIZER: serde_wasm_bindgen::Serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&SERIALIZER).map_err(JsValue::from)
}
