//! Serial lines and what looks like them: PPP, PPPoE, Cisco HDLC.

use super::Layer;
use super::link::ether_type;
use super::reader::{End, Next, Reader, Step};

/// Version 1, type 1 (RFC 2516 §4).
const PPPOE_VERSION: u8 = 0x11;

/// The length is that of what follows, the protocol of PPP included.
pub(super) fn pppoe(reader: &mut Reader<'_, '_>) -> Step {
    match *reader.header::<6>(Layer::Pppoe)? {
        // Code 0: a session; the others find and close one.
        [PPPOE_VERSION, 0, _, _, length @ ..] => {
            reader.limit(u16::from_be_bytes(length).into());
            Ok(Next::Ppp)
        }
        [PPPOE_VERSION, ..] => Err(End::NotTcp),
        _ => Err(End::Undecodable(Layer::Pppoe)),
    }
}

/// The protocol, with or without address and control in front of it, in two bytes or, where its first
/// byte would be 0, in one (RFC 1661 §6.5, §6.6).
pub(super) fn ppp(reader: &mut Reader<'_, '_>) -> Step {
    let address_and_control: usize = match reader.rest() {
        [0xFF, 0x03, ..] => 2,
        // LINKTYPE_PPP_HDLC also holds Cisco HDLC, told by its address.
        [0x0F | 0x8F, 0, ..] => return Ok(Next::CiscoHdlc),
        _ => 0,
    };
    let (protocol, length) = match reader.rest().get(address_and_control..) {
        Some([low, ..]) if low & 1 == 1 && !matches!(low, 0xFF | 0x0F | 0x8F) => (u16::from(*low), 1),
        Some([high, low, ..]) => (u16::from_be_bytes([*high, *low]), 2),
        _ => return Err(End::Undecodable(Layer::Ppp)),
    };
    reader.pass(Layer::Ppp, address_and_control.saturating_add(length))?;
    match protocol {
        0x0021 | 0x0057 => Ok(Next::Ip),
        0x0281 | 0x0283 => Ok(Next::Mpls),
        // TCP with compressed headers (RFC 1144), header compression (RFC 2507, RFC 3095), pieces of
        // packets (RFC 1990), compressed packets (RFC 1962): these may carry TCP.
        0x002D | 0x002F | 0x0061..=0x0069 | 0x003D | 0x00FB | 0x00FD => Err(End::Undecodable(Layer::Ppp)),
        _ => Err(End::NotTcp),
    }
}

/// Address, control, and the type as in Ethernet.
pub(super) fn cisco_hdlc(reader: &mut Reader<'_, '_>) -> Step {
    let [_, _, protocol @ ..] = *reader.header::<4>(Layer::CiscoHdlc)?;
    ether_type(u16::from_be_bytes(protocol))
}
