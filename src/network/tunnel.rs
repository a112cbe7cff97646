//! Tunnels over IP: GRE, and those over UDP.

use super::Layer;
use super::link::ether_type;
use super::reader::{End, Next, Reader, Step};

/// Flags of GRE, in its first byte.
const CHECKSUM: u8 = 0x80;
const ROUTING: u8 = 0x40;
const KEY: u8 = 0x20;
const SEQUENCE: u8 = 0x10;
/// In the second byte, of version 1.
const ACKNOWLEDGEMENT: u8 = 0x80;

/// RFC 2784 and RFC 2890; version 1 is that of PPTP (RFC 2637), in which the key is a length and a call.
pub(super) fn gre(reader: &mut Reader<'_, '_>) -> Step {
    let [flags, version, high, low] = *reader.peek(Layer::Gre)?;
    // Routing (RFC 1701) was given up and has no length of its own.
    let mut options = match version & 7 {
        _ if flags & ROUTING != 0 => return Err(End::Undecodable(Layer::Gre)),
        0 => flags & (CHECKSUM | KEY | SEQUENCE),
        1 => flags & (KEY | SEQUENCE) | version & ACKNOWLEDGEMENT,
        _ => return Err(End::Undecodable(Layer::Gre)),
    };
    let mut length = 4_usize;
    while options != 0 {
        length = length.saturating_add(4);
        options &= options.saturating_sub(1);
    }
    reader.pass(Layer::Gre, length)?;
    ether_type(u16::from_be_bytes([high, low]))
}

/// The tunnel that listens at this UDP port.
pub(super) fn at_port(port: u16) -> Step {
    match port {
        2_152 => Ok(Next::Gtp),
        4_789 => Ok(Next::Vxlan),
        6_081 => Ok(Next::Geneve),
        _ => Err(End::NotTcp),
    }
}

/// The length stays that of the innermost IP packet, which decides.
pub(super) fn udp(reader: &mut Reader<'_, '_>) -> Step {
    let [_, _, high, low, ..] = *reader.header::<8>(Layer::Udp)?;
    at_port(u16::from_be_bytes([high, low]))
}

// Any program may use these UDP ports. Where the header does not fit, it is no tunnel.

pub(super) fn vxlan(reader: &mut Reader<'_, '_>) -> Step {
    const HAS_NETWORK: u8 = 0x08;
    let [flags, ..] = *reader.peek::<8>(Layer::Vxlan)?;
    if flags & HAS_NETWORK == 0 {
        return Err(End::NotTcp);
    }
    reader.pass(Layer::Vxlan, 8)?;
    Ok(Next::Ethernet)
}

pub(super) fn geneve(reader: &mut Reader<'_, '_>) -> Step {
    let [version_and_length, _, high, low, ..] = *reader.peek::<8>(Layer::Geneve)?;
    // Version 0; the length of the options in units of four bytes.
    if version_and_length >> 6 != 0 {
        return Err(End::NotTcp);
    }
    reader.pass(Layer::Geneve, usize::from(version_and_length).saturating_mul(4).saturating_add(8))?;
    ether_type(u16::from_be_bytes([high, low]))
}

/// A tunnelled packet (message 255) of version 1; other messages keep the tunnel up.
pub(super) fn gtp(reader: &mut Reader<'_, '_>) -> Step {
    const VERSION_1: u8 = 0x30;
    const EXTENSION: u8 = 0x04;
    /// Extension header, sequence number, number of the packet: one of them there, all are.
    const OPTIONAL: u8 = 0x07;
    const TUNNELLED: u8 = 255;
    let [flags, message, ..] = *reader.peek::<8>(Layer::Gtp)?;
    if flags & 0xF0 != VERSION_1 || message != TUNNELLED {
        return Err(End::NotTcp);
    }
    let byte = |at: usize| reader.rest().get(at).copied().ok_or(End::Undecodable(Layer::Gtp));
    let mut length = 8_usize;
    if flags & OPTIONAL != 0 {
        length = 12;
        // Each extension header: length in units of four bytes, content, type of the next.
        let mut kind = if flags & EXTENSION != 0 { byte(11)? } else { 0 };
        while kind != 0 {
            let units = usize::from(byte(length)?);
            if units == 0 {
                return Err(End::Undecodable(Layer::Gtp));
            }
            length = length.saturating_add(units.saturating_mul(4));
            kind = byte(length.saturating_sub(1))?;
        }
    }
    reader.pass(Layer::Gtp, length)?;
    // The header does not say what it carries: IP, or what a node without IP sends.
    match reader.peek::<1>(Layer::Gtp)?[0] >> 4 {
        4 | 6 => Ok(Next::Ip),
        _ => Err(End::NotTcp),
    }
}
