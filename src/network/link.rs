//! Link layers: from the beginning of a frame to its IP packet.

use etherparse::{EtherType, Ethernet2HeaderSlice, SingleVlanHeaderSlice};

use super::frame::Frame;
use super::{Decoded, Layer, LayerSink, internet};
use crate::limits;

/// Ethernet, link type 1 of the registry of tcpdump.org.
pub(super) const ETHERNET: u32 = 1;

const ETHERNET_LENGTH: usize = 14;
const VLAN_LENGTH: usize = 4;

/// Ethernet II with any number of VLAN tags up to the cap.
pub(super) fn ethernet<'a>(frame: &Frame<'a>, layers: &mut impl LayerSink) -> Decoded<'a> {
    let Ok(header) = Ethernet2HeaderSlice::from_slice(frame.bytes) else {
        return Decoded::Undecodable(Layer::Ethernet);
    };
    layers.layer(Layer::Ethernet, 0..ETHERNET_LENGTH);
    let mut at = ETHERNET_LENGTH;
    let mut ether_type = header.ether_type();
    for _ in 0..limits::VLAN_TAGS {
        match ether_type {
            EtherType::IPV4 | EtherType::IPV6 => return internet::ip(frame, at, layers),
            EtherType::VLAN_TAGGED_FRAME
            | EtherType::PROVIDER_BRIDGING
            | EtherType::VLAN_DOUBLE_TAGGED_FRAME => {
                let Ok(tag) = SingleVlanHeaderSlice::from_slice(frame.from(at)) else {
                    return Decoded::Undecodable(Layer::Vlan);
                };
                let end = at.saturating_add(VLAN_LENGTH);
                layers.layer(Layer::Vlan, at..end);
                at = end;
                ether_type = tag.ether_type();
            }
            _ => return Decoded::NotTcp,
        }
    }
    Decoded::Undecodable(Layer::Vlan)
}
