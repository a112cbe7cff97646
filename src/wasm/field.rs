//! Fields of packets, explained. Not in the small module: who asks the small one is told so by the worker.

use wasm_bindgen::prelude::*;

use super::capture::Capture;
use super::detailed::unreadable;
use super::encode::encode;
use crate::explain::explain_field;
use crate::units::FrameNumber;
use crate::view::frame_view;

#[wasm_bindgen]
impl Capture {
    /// A field of the frame of this number, explained: `place` are the numbers of the branches that lead to it, each
    /// from 0. No facts where there is no such frame or field.
    ///
    /// # Errors
    ///
    /// As [`frame_rows`](Self::frame_rows).
    #[wasm_bindgen(unchecked_return_type = "Fact[]")]
    pub fn explain_field(&mut self, number: u32, place: Vec<usize>) -> Result<JsValue, JsValue> {
        let passwords = self.passwords();
        let (dissection, file, _) = self.parts()?;
        let view = match FrameNumber::new(number) {
            Some(number) => frame_view(dissection, file, number, passwords),
            None => Ok(None),
        };
        let view = view.map_err(|error| unreadable(&error))?;
        encode(&view.map(|view| explain_field(&view, &place)).unwrap_or_default())
    }
}
