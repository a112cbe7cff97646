//! IPv4 and IPv6, and the TCP header within.

use etherparse::{IpNumber, LaxIpSlice, TcpHeaderSlice};

use super::frame::Frame;
use super::{Decoded, Layer, LayerSink, Segment, TcpFlags};
use crate::address::Endpoint;
use crate::limits;

const IPV6_LENGTH: usize = 40;
/// Place of the flags in a TCP header.
const FLAGS: usize = 13;
/// Bytes of a TCP header without options.
const TCP_LENGTH: usize = 20;

/// The IP packet that begins at this place of the frame, and those within it.
pub(super) fn ip<'a>(frame: &Frame<'a>, at: usize, layers: &mut impl LayerSink) -> Decoded<'a> {
    let mut at = at;
    for _ in 0..limits::NESTED_PACKETS {
        match packet(frame, at, layers) {
            Inner::Packet(inner) => at = inner,
            Inner::Decoded(decoded) => return decoded,
        }
    }
    Decoded::Undecodable(Layer::Ipv4)
}

/// What an IP packet carries.
enum Inner<'a> {
    /// Another IP packet, at this place (RFC 2003, RFC 4213).
    Packet(usize),
    /// Anything else.
    Decoded(Decoded<'a>),
}

fn packet<'a>(frame: &Frame<'a>, at: usize, layers: &mut impl LayerSink) -> Inner<'a> {
    let layer = match frame.from(at).first().map(|byte| byte >> 4) {
        Some(6) => Layer::Ipv6,
        _ => Layer::Ipv4,
    };
    let Ok((packet, stop)) = LaxIpSlice::from_slice(frame.from(at)) else {
        return Inner::Decoded(Decoded::Undecodable(layer));
    };
    let payload = packet.payload();
    let payload_at = frame.place_of(payload.payload);
    layers.layer(layer, at..payload_at);
    if stop.is_some() {
        // An extension header is cut or broken: what follows is not known.
        return Inner::Decoded(Decoded::Undecodable(layer));
    }
    Inner::Decoded(match payload.ip_number {
        IpNumber::TCP | IpNumber::IPV4 | IpNumber::IPV6 if payload.fragmented => Decoded::Fragment(layer),
        IpNumber::IPV4 | IpNumber::IPV6 => return Inner::Packet(payload_at),
        IpNumber::TCP => {
            let end = packet_end(&packet, at).unwrap_or(frame.original_length);
            tcp(frame, payload_at, end, (packet.source_addr(), packet.destination_addr()), layers)
        }
        _ => Decoded::NotTcp,
    })
}

/// Where the packet ended in the frame before anything was cut, from its
/// length field. `None` where the field is 0: the network card was to fill it
/// in (segmentation offload), and the packet is as long as its frame.
fn packet_end(packet: &LaxIpSlice<'_>, at: usize) -> Option<usize> {
    let length = match packet {
        LaxIpSlice::Ipv4(packet) => match packet.header().total_len() {
            0 => return None,
            length => usize::from(length),
        },
        LaxIpSlice::Ipv6(packet) => match packet.header().payload_length() {
            0 => return None,
            length => IPV6_LENGTH.saturating_add(length.into()),
        },
    };
    Some(at.saturating_add(length))
}

/// The TCP segment that begins at this place and ends, uncut, at `end`.
fn tcp<'a>(
    frame: &Frame<'a>,
    at: usize,
    end: usize,
    (source, destination): (std::net::IpAddr, std::net::IpAddr),
    layers: &mut impl LayerSink,
) -> Decoded<'a> {
    let Ok(header) = TcpHeaderSlice::from_slice(frame.from(at)) else {
        return Decoded::Undecodable(Layer::Tcp);
    };
    let bytes = header.slice();
    let payload_at = at.saturating_add(bytes.len());
    layers.layer(Layer::Tcp, at..payload_at);
    let payload_length = end.saturating_sub(payload_at);
    let captured_end = end.min(frame.bytes.len());
    let payload = frame.bytes.get(payload_at..captured_end).unwrap_or_default();
    if !payload.is_empty() {
        layers.layer(Layer::Payload, payload_at..captured_end);
    }
    Decoded::Segment(Segment {
        source: Endpoint::new(source, header.source_port()),
        destination: Endpoint::new(destination, header.destination_port()),
        sequence: header.sequence_number(),
        acknowledgement: header.acknowledgment_number(),
        flags: TcpFlags::from_byte(bytes.get(FLAGS).copied().unwrap_or_default()),
        window: header.window_size(),
        urgent_pointer: header.urgent_pointer(),
        options: bytes.get(TCP_LENGTH..).unwrap_or_default(),
        payload,
        // A packet has at most 2^16 bytes by its length field; a frame, 2^32.
        payload_length: u32::try_from(payload_length).unwrap_or(u32::MAX),
    })
}
