//! IPv4 and IPv6.

use etherparse::{IpNumber, Ipv4HeaderSlice, Ipv6HeaderSlice};

use super::Layer;
use super::fragment::Fragment;
use super::reader::{End, Next, Reader, Step, u16_at};
use crate::limits;

const IPV6_LENGTH: usize = 40;

/// An IP packet of either version. The version in the header counts, whatever announced it.
pub(super) fn ip(reader: &mut Reader<'_, '_>) -> Step {
    let [first] = *reader.peek(Layer::Ipv4)?;
    let layer = if first >> 4 == 6 { Layer::Ipv6 } else { Layer::Ipv4 };
    reader.packets = reader.packets.saturating_add(1);
    if reader.packets > limits::NESTED_PACKETS {
        return Err(End::Undecodable(layer));
    }
    if layer == Layer::Ipv6 { ipv6(reader) } else { ipv4(reader) }
}

fn ipv4(reader: &mut Reader<'_, '_>) -> Step {
    let undecodable = End::Undecodable(Layer::Ipv4);
    let header = Ipv4HeaderSlice::from_slice(reader.rest()).map_err(|_| undecodable)?;
    let length = header.slice().len();
    match usize::from(header.total_len()) {
        // The network card was to fill it in (segmentation offload): the packet is as long as its frame.
        0 => {}
        total if total < length => return Err(undecodable),
        total => reader.limit(total),
    }
    reader.addresses = (header.source_addr().into(), header.destination_addr().into());
    reader.identification = header.identification();
    let protocol = header.protocol().0;
    if header.is_fragmenting_payload() {
        reader.pass(Layer::Ipv4, length)?;
        reader.fragment = Some(Fragment {
            layer: Layer::Ipv4,
            identification: header.identification().into(),
            protocol,
            offset: usize::from(header.fragments_offset().value()).saturating_mul(8),
            more_follow: header.more_fragments(),
        });
        return Err(End::Fragment);
    }
    if protocol == IpNumber::AUTHENTICATION_HEADER.0 {
        return extensions(reader, Layer::Ipv4, length, protocol);
    }
    reader.pass(Layer::Ipv4, length)?;
    carried(protocol)
}

fn ipv6(reader: &mut Reader<'_, '_>) -> Step {
    let header = Ipv6HeaderSlice::from_slice(reader.rest()).map_err(|_| End::Undecodable(Layer::Ipv6))?;
    match header.payload_length() {
        // Offload again, or a jumbogram (RFC 2675).
        0 => {}
        length => reader.limit(IPV6_LENGTH.saturating_add(length.into())),
    }
    reader.addresses = (header.source_addr().into(), header.destination_addr().into());
    reader.identification = 0;
    extensions(reader, Layer::Ipv6, IPV6_LENGTH, header.next_header().0)
}

/// What a packet put together from fragments carries: an extension header may come first.
pub(super) fn reassembled(reader: &mut Reader<'_, '_>, protocol: u8) -> Step {
    extensions(reader, Layer::Ipv6, 0, protocol)
}

/// The extension headers (RFC 8200 §4) behind `length` bytes of header, which count as part of it, and
/// what they stand in front of.
/// In IPv4 only the authentication header (RFC 4302) is one.
fn extensions(reader: &mut Reader<'_, '_>, layer: Layer, mut length: usize, mut protocol: u8) -> Step {
    loop {
        // Bytes without those that the header counts itself, and bytes in each unit that it counts.
        let (least, unit) = match IpNumber(protocol) {
            IpNumber::IPV6_HEADER_HOP_BY_HOP
            | IpNumber::IPV6_ROUTE_HEADER
            | IpNumber::IPV6_DESTINATION_OPTIONS
            | IpNumber::MOBILITY_HEADER
            | IpNumber::HIP
            | IpNumber::SHIM6 => (8_usize, 8_usize),
            IpNumber::AUTHENTICATION_HEADER => (8, 4),
            IpNumber::IPV6_FRAGMENTATION_HEADER => (8, 0),
            _ => break,
        };
        let header = reader.rest().get(length..).unwrap_or_default();
        let units = usize::from(header.get(1).copied().unwrap_or_default());
        let extension = least.saturating_add(unit.saturating_mul(units));
        let (Some(&next), true) = (header.first(), header.len() >= extension) else {
            return Err(End::Undecodable(layer));
        };
        length = length.saturating_add(extension);
        if protocol == IpNumber::IPV6_FRAGMENTATION_HEADER.0
            && let Some(fragment) = ipv6_fragment(header, next)
        {
            reader.pass(layer, length)?;
            reader.fragment = Some(fragment);
            return Err(End::Fragment);
        }
        protocol = next;
    }
    if length > 0 {
        reader.pass(layer, length)?;
    }
    carried(protocol)
}

/// A fragment header (RFC 8200 §4.5); `None` where the packet is whole all the same (RFC 6946).
fn ipv6_fragment(header: &[u8], protocol: u8) -> Option<Fragment> {
    let offset = u16_at(header, 2)?;
    let (high, low) = (u16_at(header, 4)?, u16_at(header, 6)?);
    let fragment = Fragment {
        layer: Layer::Ipv6,
        identification: u32::from(high) << 16 | u32::from(low),
        protocol,
        offset: usize::from(offset & 0xFFF8),
        more_follow: offset & 1 == 1,
    };
    (fragment.more_follow || fragment.offset > 0).then_some(fragment)
}

/// What an IP packet carries.
fn carried(protocol: u8) -> Step {
    match IpNumber(protocol) {
        IpNumber::TCP => Err(End::Tcp),
        // RFC 2003, RFC 4213 §3.
        IpNumber::IPV4 | IpNumber::IPV6 => Ok(Next::Ip),
        IpNumber::UDP => Ok(Next::Udp),
        IpNumber::GRE => Ok(Next::Gre),
        _ => Err(End::NotTcp),
    }
}
