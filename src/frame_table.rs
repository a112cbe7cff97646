//! What is kept of each frame: where it is, and little more.

use crate::capture::RawFrame;
use crate::units::{ConnectionId, FrameNumber, Timestamp};

/// Frames of one page. Pages of fixed size never move, where one growing
/// table would need twice its memory each time it grows.
const PAGE: usize = 65_536;

/// What is kept of a frame: 32 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameEntry {
    /// Byte in the file at which its bytes begin.
    pub offset: u64,
    /// When it was captured.
    pub time: Timestamp,
    /// Bytes captured.
    pub captured_length: u32,
    /// Bytes that it had.
    pub original_length: u32,
    /// Its connection; [`NO_CONNECTION`](Self::NO_CONNECTION) where it has none.
    connection: u32,
    /// Place of its interface in the capture.
    pub interface: u32,
}

impl FrameEntry {
    const NO_CONNECTION: u32 = u32::MAX;

    /// Byte in the file after its last one.
    #[must_use]
    pub fn end(&self) -> u64 {
        self.offset.saturating_add(self.captured_length.into())
    }

    /// Its TCP connection.
    #[must_use]
    pub fn connection(&self) -> Option<ConnectionId> {
        (self.connection != Self::NO_CONNECTION).then_some(ConnectionId(self.connection))
    }
}

/// All frames of a capture.
#[derive(Debug, Default)]
pub struct FrameTable {
    pages: Vec<Vec<FrameEntry>>,
    captured_bytes: u64,
    original_bytes: u64,
    cut_frames: u32,
    tcp_frames: u32,
    times: Option<(Timestamp, Timestamp)>,
}

impl FrameTable {
    /// Adds the next frame.
    pub fn push(&mut self, frame: &RawFrame<'_>, connection: Option<ConnectionId>) {
        let captured_length = u32::try_from(frame.bytes.len()).unwrap_or(u32::MAX);
        let entry = FrameEntry {
            offset: frame.offset,
            time: frame.time,
            captured_length,
            original_length: frame.original_length,
            connection: connection.map_or(FrameEntry::NO_CONNECTION, |id| id.0),
            interface: frame.interface,
        };
        match self.pages.last_mut() {
            Some(page) if page.len() < PAGE => page.push(entry),
            Some(_) => {
                let mut page = Vec::with_capacity(PAGE);
                page.push(entry);
                self.pages.push(page);
            }
            // Most captures are small: their one page grows as it must.
            None => self.pages.push(vec![entry]),
        }
        self.captured_bytes = self.captured_bytes.saturating_add(captured_length.into());
        self.original_bytes = self.original_bytes.saturating_add(frame.original_length.into());
        self.cut_frames = self.cut_frames.saturating_add((captured_length < frame.original_length).into());
        self.tcp_frames = self.tcp_frames.saturating_add(connection.is_some().into());
        let (first, last) = self.times.unwrap_or((frame.time, frame.time));
        self.times = Some((first.min(frame.time), last.max(frame.time)));
    }

    /// The frame of this number.
    #[must_use]
    pub fn get(&self, number: FrameNumber) -> Option<&FrameEntry> {
        self.pages.get(number.index() / PAGE)?.get(number.index() % PAGE)
    }

    /// Number of frames.
    #[must_use]
    pub fn count(&self) -> u32 {
        let full = self.pages.len().saturating_sub(1).saturating_mul(PAGE);
        let last = self.pages.last().map_or(0, Vec::len);
        u32::try_from(full.saturating_add(last)).unwrap_or(u32::MAX)
    }

    /// Bytes captured of all frames.
    #[must_use]
    pub fn captured_bytes(&self) -> u64 {
        self.captured_bytes
    }

    /// Bytes that all frames had.
    #[must_use]
    pub fn original_bytes(&self) -> u64 {
        self.original_bytes
    }

    /// Frames of which less was captured than they had.
    #[must_use]
    pub fn cut_frames(&self) -> u32 {
        self.cut_frames
    }

    /// Frames that belong to a TCP connection.
    #[must_use]
    pub fn tcp_frames(&self) -> u32 {
        self.tcp_frames
    }

    /// The earliest and the latest time of a frame.
    #[must_use]
    pub fn times(&self) -> Option<(Timestamp, Timestamp)> {
        self.times
    }
}
