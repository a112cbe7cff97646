//! The TCP header.

use super::reader::Reader;
use super::{Decoded, Layer, Segment, TcpFlags};
use crate::address::Endpoint;

/// Bytes of a TCP header without options.
const TCP_LENGTH: usize = 20;

/// The TCP segment that begins here. Its options may be cut off: what is in front of them tells all that
/// a stream needs.
pub(super) fn tcp<'a>(reader: &mut Reader<'a, '_>) -> Decoded<'a> {
    let bytes = reader.rest();
    let left = reader.end.saturating_sub(reader.at);
    let Some(&header) = bytes.first_chunk::<TCP_LENGTH>() else {
        return Decoded::Undecodable(Layer::Tcp);
    };
    let [s1, s0, d1, d0, q3, q2, q1, q0, a3, a2, a1, a0, offset, flags, w1, w0, _, _, u1, u0] = header;
    let length = usize::from(offset >> 4).saturating_mul(4);
    if length < TCP_LENGTH || length > left {
        return Decoded::Undecodable(Layer::Tcp);
    }
    let payload_length = left.saturating_sub(length);
    let captured = bytes.get(..left).unwrap_or(bytes);
    let (header, payload) = captured.split_at_checked(length).unwrap_or((captured, &[]));
    reader.pass_cut(Layer::Tcp, length);
    if !payload.is_empty() {
        reader.pass_cut(Layer::Payload, payload_length);
    }
    let (source, destination) = reader.addresses;
    Decoded::Segment(Segment {
        source: Endpoint::new(source, u16::from_be_bytes([s1, s0])),
        destination: Endpoint::new(destination, u16::from_be_bytes([d1, d0])),
        identification: reader.identification,
        sequence: u32::from_be_bytes([q3, q2, q1, q0]),
        acknowledgement: u32::from_be_bytes([a3, a2, a1, a0]),
        flags: TcpFlags::from_byte(flags),
        window: u16::from_be_bytes([w1, w0]),
        urgent_pointer: u16::from_be_bytes([u1, u0]),
        bytes: captured,
        options: header.get(TCP_LENGTH..).unwrap_or_default(),
        payload,
        fragments_differ: reader.fragments_differ,
        // A packet has at most 2^16 bytes by its length field; a frame, 2^32.
        payload_length: u32::try_from(payload_length).unwrap_or(u32::MAX),
    })
}
