//! The unit of timestamps.

use std::fmt;

use crate::units::Timestamp;

/// The unit of the timestamps of an interface: a negative power of 10 or of 2
/// of a second (pcapng, option `if_tsresol`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// 10 to the minus this many seconds.
    PowerOfTen(u8),
    /// 2 to the minus this many seconds.
    PowerOfTwo(u8),
}

const NANOSECONDS_A_SECOND: i128 = 1_000_000_000;

impl Resolution {
    /// Microseconds: the unit of pcap, and of pcapng where nothing else is said.
    pub const MICROSECONDS: Self = Self::PowerOfTen(6);
    /// Nanoseconds.
    pub const NANOSECONDS: Self = Self::PowerOfTen(9);

    /// The value of option `if_tsresol`: the highest bit tells the base, the
    /// other seven the exponent.
    pub(super) fn from_option(value: u8) -> Self {
        match value & 0x80 {
            0 => Self::PowerOfTen(value),
            _ => Self::PowerOfTwo(value & 0x7F),
        }
    }

    /// The moment at this count of units plus an offset in whole seconds.
    /// Where it lies outside of what [`Timestamp`] can hold, the nearest end
    /// and `false`. Parts of a nanosecond are dropped.
    pub(super) fn moment(self, count: u64, offset_seconds: i64) -> (Timestamp, bool) {
        let wide = i128::from(count);
        let nanoseconds = match self {
            Self::PowerOfTen(exponent @ 0..=9) => {
                wide.saturating_mul(10_i64.saturating_pow(9_u32.saturating_sub(exponent.into())).into())
            }
            // A divisor that 64 bits do not hold is greater than the count.
            Self::PowerOfTen(exponent) => {
                let divisor = 10_u64.checked_pow(u32::from(exponent).saturating_sub(9));
                divisor.and_then(|divisor| count.checked_div(divisor)).unwrap_or(0).into()
            }
            // A count below 2^64 times 10^9 is below 2^94: no overflow.
            Self::PowerOfTwo(exponent) => {
                wide.saturating_mul(NANOSECONDS_A_SECOND).checked_shr(exponent.into()).unwrap_or(0)
            }
        };
        let offset = i128::from(offset_seconds).saturating_mul(NANOSECONDS_A_SECOND);
        let nanoseconds = nanoseconds.saturating_add(offset);
        let within = i64::try_from(nanoseconds);
        let end = if nanoseconds < 0 { i64::MIN } else { i64::MAX };
        (Timestamp::from_nanoseconds(within.unwrap_or(end)), within.is_ok())
    }
}

/// Microseconds.
impl Default for Resolution {
    fn default() -> Self {
        Self::MICROSECONDS
    }
}

impl fmt::Display for Resolution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PowerOfTen(exponent) => write!(f, "10^-{exponent}"),
            Self::PowerOfTwo(exponent) => write!(f, "2^-{exponent}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_moment(resolution: u8, count: u64, offset: i64, nanoseconds: i64) {
        let (time, within) = Resolution::from_option(resolution).moment(count, offset);
        assert_eq!((time.nanoseconds(), within), (nanoseconds, true));
    }

    #[test]
    fn every_resolution_gives_nanoseconds() {
        assert_moment(0, 7, 0, 7_000_000_000);
        assert_moment(3, 7, 0, 7_000_000);
        assert_moment(6, 1_700_000_000_123_456, 0, 1_700_000_000_123_456_000);
        assert_moment(9, 1_700_000_000_123_456_789, 0, 1_700_000_000_123_456_789);
        assert_moment(12, 1_700_000_000_123_456_789, 0, 1_700_000_000_123_456);
        assert_moment(127, u64::MAX, 0, 0);
        assert_moment(0x80, 7, 0, 7_000_000_000);
        assert_moment(0x81, 7, 0, 3_500_000_000);
        assert_moment(0x80 | 20, 1 << 20, 0, 1_000_000_000);
        assert_moment(0xFF, u64::MAX, 0, 0);
    }

    #[test]
    fn the_offset_is_added_in_seconds() {
        assert_moment(6, 5, 1_700_000_000, 1_700_000_000_000_005_000);
        assert_moment(6, 5, -1, -999_995_000);
    }

    #[test]
    fn a_moment_out_of_range_is_the_nearest_end() {
        let (time, within) = Resolution::PowerOfTen(0).moment(u64::MAX, 0);
        assert_eq!((time.nanoseconds(), within), (i64::MAX, false));
        let (time, within) = Resolution::MICROSECONDS.moment(0, i64::MIN);
        assert_eq!((time.nanoseconds(), within), (i64::MIN, false));
    }
}
