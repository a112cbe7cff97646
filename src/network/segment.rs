//! A TCP segment.

use crate::address::Endpoint;

/// A TCP segment as its frame holds it (RFC 9293 §3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// Who sent it.
    pub source: Endpoint,
    /// To whom.
    pub destination: Endpoint,
    /// Identification in the IPv4 header, by which two packets of a sender are told apart (RFC 791 §3.2); 0 in
    /// IPv6, and where the sender gives none (RFC 6864).
    pub identification: u16,
    /// Sequence number of the first byte, or of the SYN.
    pub sequence: u32,
    /// The next byte that the sender waits for; meaningless without [`TcpFlags::ACK`].
    pub acknowledgement: u32,
    /// Control bits.
    pub flags: TcpFlags,
    /// Receive window as in the header, not scaled.
    pub window: u16,
    /// Urgent pointer; meaningless without [`TcpFlags::URG`].
    pub urgent_pointer: u16,
    /// Header and payload in the capture.
    pub bytes: &'a [u8],
    /// Options as in the header.
    pub options: &'a [u8],
    /// Payload in the capture.
    pub payload: &'a [u8],
    /// Whether it was put together from IP fragments that overlap and differ: then its receiver may have read
    /// another one (RFC 5722).
    pub fragments_differ: bool,
    /// Bytes of payload that the segment had; more than `payload` holds where the snapshot length cut it.
    pub payload_length: u32,
}

/// Control bits of a TCP header.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TcpFlags(u8);

impl TcpFlags {
    /// The sender will send no more.
    pub const FIN: Self = Self(0x01);
    /// Synchronise: opens a connection.
    pub const SYN: Self = Self(0x02);
    /// The connection is reset.
    pub const RST: Self = Self(0x04);
    /// Push to the application at once.
    pub const PSH: Self = Self(0x08);
    /// The acknowledgement number counts.
    pub const ACK: Self = Self(0x10);
    /// The urgent pointer counts.
    pub const URG: Self = Self(0x20);
    /// ECN echo (RFC 3168).
    pub const ECE: Self = Self(0x40);
    /// Congestion window reduced (RFC 3168).
    pub const CWR: Self = Self(0x80);

    /// The flags of byte 13 of the header.
    #[must_use]
    pub fn from_byte(byte: u8) -> Self {
        Self(byte)
    }

    /// Whether all of these are set.
    #[must_use]
    pub fn contains(self, flags: Self) -> bool {
        self.0 & flags.0 == flags.0
    }
}

impl std::ops::BitOr for TcpFlags {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
