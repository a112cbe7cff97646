//! Ethernet with what may stand between it and the packet: tags, LLC and SNAP.

use etherparse::EtherType;

use super::Layer;
use super::reader::{End, Next, Reader, Step};

/// Up to here the field behind the addresses is a length, not a type (IEEE 802.3 §3.2.6).
const LARGEST_LENGTH: u16 = 1_500;

/// Types that etherparse does not name.
const MPLS: EtherType = EtherType(0x8847);
/// RFC 5332.
const MPLS_UPSTREAM: EtherType = EtherType(0x8848);
const PPPOE_SESSION: EtherType = EtherType(0x8864);
/// Ethernet frames in GRE and Geneve (RFC 1701).
const TRANSPARENT_ETHERNET: EtherType = EtherType(0x6558);
/// PPP in GRE (RFC 2637).
const PPP: EtherType = EtherType(0x880B);
/// I-TAG (IEEE 802.1ah).
const BACKBONE_TAG: EtherType = EtherType(0x88E7);

/// What a frame or packet of this type holds. Not copied into each of its many callers.
#[inline(never)]
pub(super) fn ether_type(value: u16) -> Step {
    Ok(match EtherType(value) {
        EtherType::IPV4 | EtherType::IPV6 => Next::Ip,
        EtherType::VLAN_TAGGED_FRAME | EtherType::PROVIDER_BRIDGING | EtherType::VLAN_DOUBLE_TAGGED_FRAME => {
            Next::Vlan
        }
        MPLS | MPLS_UPSTREAM => Next::Mpls,
        PPPOE_SESSION => Next::Pppoe,
        TRANSPARENT_ETHERNET => Next::Ethernet,
        PPP => Next::Ppp,
        BACKBONE_TAG => Next::BackboneTag,
        _ => return Err(End::NotTcp),
    })
}

pub(super) fn ethernet(reader: &mut Reader<'_, '_>) -> Step {
    let [.., high, low] = *reader.header::<14>(Layer::Ethernet)?;
    type_or_length(reader, [high, low])
}

pub(super) fn vlan(reader: &mut Reader<'_, '_>) -> Step {
    let [_, _, type_or_length_field @ ..] = *reader.header::<4>(Layer::Vlan)?;
    type_or_length(reader, type_or_length_field)
}

/// Priority and service identifier; the addresses of the customer's frame follow (IEEE 802.1ah).
pub(super) fn backbone_tag(reader: &mut Reader<'_, '_>) -> Step {
    reader.header::<4>(Layer::BackboneTag)?;
    Ok(Next::Ethernet)
}

fn type_or_length(reader: &mut Reader<'_, '_>, field: [u8; 2]) -> Step {
    match u16::from_be_bytes(field) {
        length @ ..=LARGEST_LENGTH => {
            reader.limit(length.into());
            Ok(Next::Llc)
        }
        value => ether_type(value),
    }
}

/// Service access points and control; 0xAA: SNAP, 6: IP (IEEE 802.2, RFC 1042, RFC 948).
pub(super) fn llc(reader: &mut Reader<'_, '_>) -> Step {
    match *reader.header::<3>(Layer::Llc)? {
        [0xAA, 0xAA, 0x03] => snap(reader),
        [0x06, 0x06, 0x03] => Ok(Next::Ip),
        _ => Err(End::NotTcp),
    }
}

fn snap(reader: &mut Reader<'_, '_>) -> Step {
    match *reader.header::<5>(Layer::Snap)? {
        // 00-00-00 and 00-00-F8: what follows is a type (RFC 1042; IEEE 802.1H for bridges).
        [0, 0, 0 | 0xF8, high, low] => ether_type(u16::from_be_bytes([high, low])),
        _ => Err(End::NotTcp),
    }
}
