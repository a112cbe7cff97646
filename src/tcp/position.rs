//! Positions in a half stream that do not wrap.

/// Place of a byte in a half stream, in bytes from the first segment seen:
/// negative for bytes that were sent before it and came later. Sequence
/// numbers wrap after 4 GiB (RFC 9293 §3.4); positions do not.
pub type Position = i64;

/// Translates sequence numbers to positions. A sequence number stands for the
/// position nearest to the farthest one seen, so that a half stream can be
/// of any length as long as the capture has no hole of 2 GiB.
#[derive(Clone, Copy, Debug)]
pub(super) struct Anchor {
    sequence: u32,
    position: Position,
}

impl Anchor {
    /// Position 0 is at this sequence number.
    pub(super) fn new(sequence: u32) -> Self {
        Self { sequence, position: 0 }
    }

    /// The position of a sequence number.
    pub(super) fn position(self, sequence: u32) -> Position {
        let distance = sequence.wrapping_sub(self.sequence).cast_signed();
        self.position.saturating_add(distance.into())
    }

    /// The sequence number of a position near the anchor.
    pub(super) fn sequence(self, position: Position) -> u32 {
        // The lower 32 bits of the distance are what sequence numbers count.
        self.sequence.wrapping_add(position.wrapping_sub(self.position) as u32)
    }

    /// Moves on to a position, if it is farther.
    pub(super) fn advance(&mut self, position: Position) {
        if position > self.position {
            self.sequence = self.sequence(position);
            self.position = position;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn earlier_sequence_numbers_have_negative_positions() {
        assert_eq!(Anchor::new(100).position(90), -10);
        assert_eq!(Anchor::new(5).position(u32::MAX), -6);
    }

    #[test]
    fn sequence_wrap_over_4_gib() {
        let mut anchor = Anchor::new(u32::MAX - 10);
        let step = 1 << 30;
        for gibibyte in 1..=9_i64 {
            let sequence = (u32::MAX - 10).wrapping_add((gibibyte as u32).wrapping_mul(step));
            let position = anchor.position(sequence);
            assert_eq!(position, gibibyte << 30);
            anchor.advance(position);
            assert_eq!(anchor.sequence(position), sequence);
        }
        assert_eq!(anchor.position((u32::MAX - 10).wrapping_add(step)), 9 << 30);
    }
}
