//! Where a push appends to, with the room that it has.

/// The end of a file so far, and room for more.
pub(super) struct Output<'a> {
    bytes: &'a mut Vec<u8>,
    room: usize,
    /// Bytes that were appended.
    appended: usize,
}

impl<'a> Output<'a> {
    pub(super) fn new(bytes: &'a mut Vec<u8>, room: usize) -> Self {
        Self { bytes, room, appended: 0 }
    }

    pub(super) fn is_full(&self) -> bool {
        self.left() == 0
    }

    /// Room that is left.
    pub(super) fn left(&self) -> usize {
        self.room.saturating_sub(self.appended)
    }

    pub(super) fn appended(&self) -> u64 {
        self.appended as u64
    }

    /// Appends what there is room for, and gives how many bytes that is.
    pub(super) fn append(&mut self, bytes: &[u8]) -> usize {
        let fitting = bytes.get(..self.left()).unwrap_or(bytes);
        self.bytes.extend_from_slice(fitting);
        self.appended = self.appended.saturating_add(fitting.len());
        fitting.len()
    }

    /// Appends a byte so many times, as far as there is room, and gives how many times that is.
    pub(super) fn repeat(&mut self, byte: u8, times: usize) -> usize {
        let fitting = times.min(self.left());
        self.bytes.extend(std::iter::repeat_n(byte, fitting));
        self.appended = self.appended.saturating_add(fitting);
        fitting
    }
}
