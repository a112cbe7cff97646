//! Quantities that every floor counts in, each with its unit in its type.

use std::collections::BinaryHeap;
use std::fmt;

/// Number of a frame in its capture, counted from 1 as Wireshark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FrameNumber(u32);

impl FrameNumber {
    /// The number of the first frame of a capture.
    pub const FIRST: Self = Self(1);

    /// The frame with this number; `None` for 0, which no frame has.
    #[must_use]
    pub fn new(number: u32) -> Option<Self> {
        (number > 0).then_some(Self(number))
    }

    /// The number, 1 or more.
    #[must_use]
    pub fn get(self) -> u32 {
        self.0
    }

    /// Place of the frame in a table that starts at 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.0.saturating_sub(1) as usize
    }

    /// The frame at this place of a table that starts at 0; `None` beyond the
    /// greatest number.
    #[must_use]
    pub fn at_index(index: usize) -> Option<Self> {
        u32::try_from(index).ok()?.checked_add(1).map(Self)
    }

    /// The number after this one; stays where it is at the greatest number.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for FrameNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Number of a TCP connection in its capture, counted from 0 in the order of
/// first frames: what Wireshark calls `tcp.stream`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionId(pub u32);

impl ConnectionId {
    /// Place of the connection in a table that starts at 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A moment: nanoseconds since 1970-01-01 00:00:00 UTC, negative before it.
///
/// Reaches from the year 1677 to 2262. A capture can name moments outside;
/// they are moved to the nearest end, and the reader of the file says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

const NANOSECONDS_A_SECOND: i64 = 1_000_000_000;

impl Timestamp {
    /// The moment this many nanoseconds after 1970-01-01 00:00:00 UTC.
    #[must_use]
    pub fn from_nanoseconds(nanoseconds: i64) -> Self {
        Self(nanoseconds)
    }

    /// Nanoseconds since 1970-01-01 00:00:00 UTC.
    #[must_use]
    pub fn nanoseconds(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970, rounded down.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.0.div_euclid(NANOSECONDS_A_SECOND)
    }

    /// Nanoseconds within the second: 0 to 999,999,999.
    #[must_use]
    pub fn subsecond_nanoseconds(self) -> u32 {
        self.0.rem_euclid(NANOSECONDS_A_SECOND) as u32
    }

    /// Nanoseconds from `earlier` to this moment. Negative where the clock of
    /// a capture went backwards, and never an overflow.
    #[must_use]
    pub fn nanoseconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// Numbers in ascending order. A heap sorts them: it adds less code to the
/// WebAssembly module than `sort_unstable`, and what is sorted here is sorted
/// once.
#[inline(never)]
pub(crate) fn sorted(numbers: Vec<u64>) -> Vec<u64> {
    BinaryHeap::from(numbers).into_sorted_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frame_numbers_start_at_one() {
        assert_eq!(FrameNumber::new(0), None);
        assert_eq!(FrameNumber::FIRST.get(), 1);
        assert_eq!(FrameNumber::FIRST.index(), 0);
        assert_eq!(FrameNumber::FIRST.next().get(), 2);
        assert_eq!(FrameNumber(u32::MAX).next(), FrameNumber(u32::MAX));
        assert_eq!(FrameNumber::at_index(0), Some(FrameNumber::FIRST));
        assert_eq!(FrameNumber::at_index(u32::MAX as usize), None);
    }

    #[test]
    fn seconds_round_down_before_1970() {
        let before = Timestamp::from_nanoseconds(-1);
        assert_eq!(before.seconds(), -1);
        assert_eq!(before.subsecond_nanoseconds(), 999_999_999);
    }

    #[test]
    fn time_can_go_backwards() {
        let early = Timestamp::from_nanoseconds(i64::MIN);
        let late = Timestamp::from_nanoseconds(i64::MAX);
        assert_eq!(early.nanoseconds_since(late), i64::MIN);
        assert_eq!(late.nanoseconds_since(early), i64::MAX);
    }
}
