//! From a frame to its TCP segment.

use super::reader::{End, Layers, Next, Reader, Step};
use super::{Decoded, Fragments, LayerSink};
use super::{host, internet, link, mpls, point_to_point, transport, tunnel, wireless};
use crate::capture::RawFrame;
use crate::limits;
use crate::units::FrameNumber;

/// Reads a frame and tells `layers` where each of its headers stands.
///
/// Frames come in the order of the capture: `fragments` keeps those that are
/// pieces of IP packets, and the one that completes a packet gives the segment
/// in it. A frame that is read by itself, with empty `fragments`, is then what
/// it is alone: a fragment.
pub fn decode<'a, L: LayerSink>(
    frame: &RawFrame<'a>,
    fragments: &'a mut Fragments,
    layers: &mut L,
) -> Decoded<'a> {
    // Whatever the sink, the layers are read by the same code.
    if !L::WANTED {
        return read(frame, fragments, None);
    }
    let mut told = Layers::new();
    let decoded = read(frame, fragments, Some(&mut told));
    told.into_iter().for_each(|(layer, range)| layers.layer(layer, range));
    decoded
}

fn read<'a>(frame: &RawFrame<'a>, fragments: &'a mut Fragments, layers: Option<&mut Layers>) -> Decoded<'a> {
    let Some(first) = first_header(frame.link_type) else {
        return Decoded::LinkTypeUnsupported;
    };
    let mut reader = Reader::new(frame.bytes, frame.original_length as usize, layers);
    match walk(&mut reader, first) {
        End::Fragment => fragment(frame.number, fragments, &mut reader),
        end => decoded(&mut reader, end),
    }
}

/// Rare, and kept out of the way of the other frames.
#[inline(never)]
fn fragment<'a>(
    number: FrameNumber,
    fragments: &'a mut Fragments,
    reader: &mut Reader<'_, '_>,
) -> Decoded<'a> {
    match fragments.add(number, reader) {
        Ok((mut packet, protocol)) => {
            let end = walk(&mut packet, Next::Reassembled(protocol));
            decoded(&mut packet, end)
        }
        Err(alone) => alone,
    }
}

/// What the frames of a link type begin with, by the registry of tcpdump.org.
fn first_header(link_type: u32) -> Option<Next> {
    Some(match link_type {
        0 | 108 => Next::Loopback,
        1 => Next::Ethernet,
        9 | 50 => Next::Ppp,
        51 => Next::Pppoe,
        104 => Next::CiscoHdlc,
        105 => Next::Wlan { is_padded: false },
        113 => Next::LinuxCooked,
        127 => Next::Radiotap,
        276 => Next::LinuxCooked2,
        12 | 14 | 101 | 228 | 229 => Next::Ip,
        _ => return None,
    })
}

fn walk(reader: &mut Reader<'_, '_>, first: Next) -> End {
    let mut next = first;
    for _ in 0..limits::HEADERS {
        next = match step(reader, next) {
            Ok(next) => next,
            Err(end) => return end,
        };
    }
    End::Undecodable(reader.deepest)
}

fn step(reader: &mut Reader<'_, '_>, next: Next) -> Step {
    match next {
        Next::Ethernet => link::ethernet(reader),
        Next::Ip => internet::ip(reader),
        Next::Vlan => link::vlan(reader),
        Next::BackboneTag => link::backbone_tag(reader),
        Next::Llc => link::llc(reader),
        Next::Mpls => mpls::label(reader),
        Next::Pppoe => point_to_point::pppoe(reader),
        Next::Ppp => point_to_point::ppp(reader),
        Next::CiscoHdlc => point_to_point::cisco_hdlc(reader),
        Next::LinuxCooked => host::linux_cooked(reader),
        Next::LinuxCooked2 => host::linux_cooked_2(reader),
        Next::Loopback => host::loopback(reader),
        Next::Radiotap => wireless::radiotap(reader),
        Next::Wlan { is_padded } => wireless::wlan(reader, is_padded),
        Next::Reassembled(number) => internet::reassembled(reader, number),
        Next::Udp => tunnel::udp(reader),
        Next::Gre => tunnel::gre(reader),
        Next::Vxlan => tunnel::vxlan(reader),
        Next::Geneve => tunnel::geneve(reader),
        Next::Gtp => tunnel::gtp(reader),
    }
}

fn decoded<'a>(reader: &mut Reader<'a, '_>, end: End) -> Decoded<'a> {
    match end {
        End::Tcp => transport::tcp(reader),
        end => end.into(),
    }
}
