//! Segments of a script, and the Ethernet frames that carry them.

use std::net::{IpAddr, SocketAddr};

use etherparse::{IpHeaders, IpNumber, Ipv4Header, PacketBuilder, TcpHeader};

const HOP_LIMIT: u8 = 64;

/// A frame, ready to be written to a capture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CapturedFrame {
    /// Milliseconds after the frame before it; negative where the clock goes back.
    pub(crate) gap_ms: i64,
    /// Bytes that the frame had.
    pub(crate) original_length: u32,
    /// Bytes that were captured.
    pub(crate) bytes: Vec<u8>,
}

/// A TCP segment of a script.
#[derive(Clone, Debug)]
pub(crate) struct ScriptedSegment {
    pub(crate) gap_ms: i64,
    pub(crate) source: SocketAddr,
    pub(crate) destination: SocketAddr,
    /// In the IPv4 header; IPv6 has none.
    pub(crate) identification: u16,
    pub(crate) header: TcpHeader,
    pub(crate) payload: Vec<u8>,
    /// Bytes of the payload that were captured; `None`: all.
    pub(crate) captured_payload: Option<usize>,
    /// Whether its TCP checksum is another than it should be.
    pub(crate) wrong_checksum: bool,
    /// Frames that overtake it.
    pub(crate) overtaken_by: usize,
}

impl ScriptedSegment {
    /// The segment in an Ethernet frame.
    pub(crate) fn frame(&self) -> CapturedFrame {
        let ethernet = PacketBuilder::ethernet2([2, 0, 0, 0, 0, 1], [2, 0, 0, 0, 0, 2]);
        let builder = match (self.source.ip(), self.destination.ip()) {
            (IpAddr::V4(source), IpAddr::V4(destination)) => {
                // The builder sets the length and the sum.
                let mut header =
                    Ipv4Header::new(0, HOP_LIMIT, IpNumber::TCP, source.octets(), destination.octets())
                        .expect("an empty packet");
                header.identification = self.identification;
                ethernet.ip(IpHeaders::Ipv4(header, Default::default()))
            }
            (IpAddr::V6(source), IpAddr::V6(destination)) => {
                ethernet.ipv6(source.octets(), destination.octets(), HOP_LIMIT)
            }
            _ => panic!("both ends have addresses of the same kind"),
        };
        let mut bytes = Vec::new();
        let segment = builder.tcp_header(self.header.clone());
        segment.write_to_vec(&mut bytes, &self.payload).expect("a segment fits into a packet");
        if self.wrong_checksum {
            const CHECKSUM: usize = 16;
            let header = bytes.len() - self.payload.len() - self.header.header_len();
            bytes[header + CHECKSUM] ^= 0x55;
        }
        let original_length = u32::try_from(bytes.len()).expect("a frame is short");
        if let Some(captured) = self.captured_payload {
            bytes.truncate(bytes.len() - self.payload.len() + captured);
        }
        CapturedFrame { gap_ms: self.gap_ms, original_length, bytes }
    }
}
