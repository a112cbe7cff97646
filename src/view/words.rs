//! Small structures that the others are made of.

use serde::Serialize;

use crate::address::Endpoint;
use crate::units::Timestamp;

/// A moment, in two numbers that JavaScript keeps exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TimeView {
    /// Whole seconds since 1970-01-01 00:00:00 UTC, rounded down.
    pub seconds: i64,
    /// Nanoseconds within the second, 0 to 999,999,999.
    pub nanoseconds: u32,
}

impl From<Timestamp> for TimeView {
    fn from(time: Timestamp) -> Self {
        Self { seconds: time.seconds(), nanoseconds: time.subsecond_nanoseconds() }
    }
}

/// One end of a connection.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EndpointView {
    /// IPv4 address in dotted form or IPv6 address in the form of RFC 5952.
    pub address: String,
    /// TCP port.
    pub port: u16,
}

impl From<Endpoint> for EndpointView {
    fn from(endpoint: Endpoint) -> Self {
        Self { address: endpoint.address.to_string(), port: endpoint.port }
    }
}

/// Milliseconds, from a span in nanoseconds, to the microsecond.
pub(super) fn milliseconds(nanoseconds: i64) -> f64 {
    (nanoseconds / 1_000) as f64 / 1_000.0
}

/// Text from a capture, each byte that is not UTF-8 becoming U+FFFD.
pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The bytes of a text in hexadecimal digits, where they are not UTF-8 and so
/// the text does not hold them.
pub(super) fn hex(bytes: &[u8]) -> Option<String> {
    str::from_utf8(bytes).is_err().then(|| in_hex(bytes))
}

/// The same also where the text holds characters that are escaped when it is shown, so that who needs the exact name
/// has it: control characters, and those that turn the direction of text.
#[cfg(feature = "detail")]
pub(super) fn exact_hex(bytes: &[u8]) -> Option<String> {
    let is_shown = |character: char| {
        !character.is_control()
            && !matches!(character, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    let is_exact = str::from_utf8(bytes).is_ok_and(|text| text.chars().all(is_shown));
    (!is_exact).then(|| in_hex(bytes))
}

/// Bytes in hexadecimal digits.
pub(super) fn in_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |digit: u8| DIGITS.get(usize::from(digit)).map(|digit| char::from(*digit));
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0x0F)]).flatten().collect()
}

/// A number of a range or place. The tables that it counts are capped far
/// below 2^32.
pub(super) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The items of a list in a half-open range, which is cut to the list.
pub(super) fn clipped<T>(items: &[T], range: std::ops::Range<usize>) -> &[T] {
    let end = range.end.min(items.len());
    items.get(range.start.min(end)..end).unwrap_or_default()
}
