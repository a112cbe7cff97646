//! Items of formats that tell the length of each.

/// The beginning of an item whose rest has not come yet.
#[derive(Debug, Default)]
pub(super) struct Gather {
    held: Vec<u8>,
}

impl Gather {
    /// Takes bytes until the item has so many, and gives back how many it
    /// took. To be called again with a greater length where the item turns out
    /// to be longer.
    pub(super) fn take(&mut self, input: &[u8], length: usize) -> usize {
        let missing = length.saturating_sub(self.held.len());
        let more = input.get(..missing).unwrap_or(input);
        self.held.extend_from_slice(more);
        more.len()
    }

    /// The bytes of the item so far.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.held
    }

    /// The item is done with.
    pub(super) fn clear(&mut self) {
        self.held.clear();
    }

    /// The 32-bit field at this place, least significant byte first.
    pub(super) fn u32_at(&self, at: usize) -> Option<u32> {
        self.held.get(at..)?.first_chunk().copied().map(u32::from_le_bytes)
    }
}
