//! The checksum of TCP (RFC 9293 §3.1).

use std::net::IpAddr;

use super::Segment;

/// What the checksum of a segment says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Checksum {
    /// The bytes are those that were sent.
    Right,
    /// They are not, or whoever sent them computed otherwise.
    Wrong,
    /// It cannot tell: the frame was cut, or was captured before the network card computed it.
    Unknown,
}

/// Where the checksum stands in a TCP header.
const PLACE: std::ops::Range<usize> = 16..18;

/// Number of TCP in the registry of IP protocols.
const TCP: u64 = 6;

impl Segment<'_> {
    /// What its checksum says.
    #[must_use]
    pub fn checksum(&self) -> Checksum {
        let header = self.bytes.len().saturating_sub(self.payload.len());
        if self.payload_length as usize != self.payload.len() || header == 0 {
            return Checksum::Unknown;
        }
        let addresses = match (self.source.address, self.destination.address) {
            (IpAddr::V4(source), IpAddr::V4(destination)) => {
                sum(&source.octets()).wrapping_add(sum(&destination.octets()))
            }
            (IpAddr::V6(source), IpAddr::V6(destination)) => {
                sum(&source.octets()).wrapping_add(sum(&destination.octets()))
            }
            _ => return Checksum::Unknown,
        };
        let pseudo_header = addresses.wrapping_add(TCP);
        let with_length = pseudo_header.wrapping_add(self.bytes.len() as u64);
        if folded(with_length.wrapping_add(sum(self.bytes))) == u16::MAX {
            return Checksum::Right;
        }
        let stated = self.bytes.get(PLACE).map_or(0, sum);
        // What a card is to complete holds nothing, or the sum of the pseudo-header with or without the length.
        let begun = [0, u64::from(folded(pseudo_header)), u64::from(folded(with_length))];
        if begun.contains(&stated) { Checksum::Unknown } else { Checksum::Wrong }
    }
}

/// The sum of words of 16 bits in network order, carries not folded in; a last byte alone stands in front of a zero
/// (RFC 1071 §1). Longer words give the same when they are folded.
fn sum(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<4>();
    // Few enough that they cannot overflow: 2^32 words.
    let words = words.iter().fold(0_u64, |sum, word| sum.wrapping_add(u32::from_be_bytes(*word).into()));
    let mut last = [0; 4];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    words.wrapping_add(u32::from_be_bytes(last).into())
}

/// The carries added to the lowest 16 bits.
fn folded(mut sum: u64) -> u16 {
    while sum > u16::MAX.into() {
        sum = (sum >> 16).wrapping_add(sum & 0xFFFF);
    }
    // It is no more than that.
    sum as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sum_of_odd_bytes_is_that_of_words() {
        // The example of RFC 1071 §3.
        assert_eq!(folded(sum(&[0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7])), 0xddf2);
        assert_eq!(folded(sum(&[0x12, 0x34, 0x56])), 0x1234 + 0x5600);
        assert_eq!(folded(sum(&[0xff, 0xff, 0x00, 0x01])), 1);
        assert_eq!(folded(sum(&[])), 0);
    }
}
