//! Steps of a script that change the frame appended last.

use super::frame::ScriptedSegment;
use super::scenario::Scenario;

impl Scenario {
    /// The last frame is not in the capture.
    pub(crate) fn lost(mut self) -> Self {
        self.segments.pop().expect("a frame to lose");
        self
    }

    /// The last frame is twice in the capture.
    pub(crate) fn twice(mut self) -> Self {
        let last = self.last().clone();
        self.segments.push(last);
        self
    }

    /// The last frame is in the capture behind the next `frames` frames.
    pub(crate) fn late(mut self, frames: usize) -> Self {
        self.last().overtaken_by = frames;
        self
    }

    /// Of the payload of the last frame this many bytes were captured.
    pub(crate) fn cut(mut self, captured: usize) -> Self {
        self.last().captured_payload = Some(captured);
        self
    }

    /// The payload of the last frame is urgent data.
    pub(crate) fn urgent(mut self) -> Self {
        let last = self.last();
        last.header.urg = true;
        last.header.urgent_pointer = u16::try_from(last.payload.len()).expect("a short payload");
        self
    }

    /// The sender of the last frame has room for this many bytes; a SYN says that it may shift windows by 0.
    pub(crate) fn window(mut self, bytes: u16) -> Self {
        self.last().header.window_size = bytes;
        self
    }

    /// The TCP checksum of the last frame is wrong.
    pub(crate) fn wrong_checksum(mut self) -> Self {
        self.last().wrong_checksum = true;
        self
    }

    /// The last frame acknowledges nothing.
    pub(crate) fn without_acknowledgement(mut self) -> Self {
        let header = &mut self.last().header;
        header.ack = false;
        header.acknowledgment_number = 0;
        self
    }

    /// The last frame has this identification in its IPv4 header.
    pub(crate) fn identification(mut self, identification: u16) -> Self {
        self.last().identification = identification;
        self
    }

    /// The last frame comes this many milliseconds after the one before it.
    pub(crate) fn after_ms(mut self, gap_ms: i64) -> Self {
        self.last().gap_ms = gap_ms;
        self
    }

    /// The frame appended last.
    pub(super) fn last(&mut self) -> &mut ScriptedSegment {
        self.segments.last_mut().expect("a frame to change")
    }
}
