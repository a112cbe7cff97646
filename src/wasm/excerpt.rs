//! What of a capture belongs to some of its frames, as JavaScript asks for it. Frames are given as first and last
//! numbers in turn, both included; places are given as first and, excluded, last ones in turn. Not in the small
//! module: who asks the small one is told so by the worker.

use std::ops::Range;

use wasm_bindgen::prelude::*;

use super::capture::Capture;

#[wasm_bindgen]
impl Capture {
    /// Whether the control connection of a session has such a frame.
    ///
    /// # Errors
    ///
    /// Throws where the capture has not been read to its end.
    pub fn session_is_among(&mut self, session: usize, frames: &[u32]) -> Result<bool, JsValue> {
        let (dissection, _, looked) = self.parts()?;
        let excerpt = looked.excerpt(dissection, frames);
        Ok(dissection.sessions.get(session).is_some_and(|session| excerpt.has_control(session)))
    }

    /// Exchanges of a session that such frames belong to.
    ///
    /// # Errors
    ///
    /// Throws where the capture has not been read to its end.
    pub fn exchanges_among(&mut self, session: usize, frames: &[u32]) -> Result<Vec<u32>, JsValue> {
        let (dissection, _, looked) = self.parts()?;
        let excerpt = looked.excerpt(dissection, frames);
        Ok(flat(
            dissection.sessions.get(session).map(|session| excerpt.exchanges(session)).unwrap_or_default(),
        ))
    }

    /// Transfers of a session that such frames belong to.
    ///
    /// # Errors
    ///
    /// Throws where the capture has not been read to its end.
    pub fn transfers_among(&mut self, session: usize, frames: &[u32]) -> Result<Vec<u32>, JsValue> {
        let (dissection, _, looked) = self.parts()?;
        let excerpt = looked.excerpt(dissection, frames);
        Ok(flat(
            dissection.sessions.get(session).map(|session| excerpt.transfers(session)).unwrap_or_default(),
        ))
    }

    /// Steps of the story that tell of such frames.
    ///
    /// # Errors
    ///
    /// Throws where the capture has not been read to its end.
    pub fn story_among(&mut self, frames: &[u32]) -> Result<Vec<u32>, JsValue> {
        Ok(flat(self.steps_among(frames)?))
    }
}

fn flat(ranges: Vec<Range<usize>>) -> Vec<u32> {
    let number = |place| u32::try_from(place).unwrap_or(u32::MAX);
    ranges.into_iter().flat_map(|Range { start, end }| [number(start), number(end)]).collect()
}
