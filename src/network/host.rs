//! Headers that a capturing host makes up, for want of a link header that fits: Linux cooked capture and
//! BSD loopback.

use super::Layer;
use super::link::ether_type;
use super::reader::{End, Next, Reader, Step};

/// In the place of a type: 802.2 LLC follows (LINUX_SLL_P_802_2).
const LLC: u16 = 4;

/// Packet type, kind of device, address; the type last.
pub(super) fn linux_cooked(reader: &mut Reader<'_, '_>) -> Step {
    let [.., high, low] = *reader.header::<16>(Layer::LinuxCooked)?;
    cooked_type([high, low])
}

/// The type first; interface, kind of device, packet type, address.
pub(super) fn linux_cooked_2(reader: &mut Reader<'_, '_>) -> Step {
    let [high, low, ..] = *reader.header::<20>(Layer::LinuxCooked2)?;
    cooked_type([high, low])
}

fn cooked_type(field: [u8; 2]) -> Step {
    match u16::from_be_bytes(field) {
        LLC => Ok(Next::Llc),
        value => ether_type(value),
    }
}

/// The address family: in LINKTYPE_NULL in the byte order of the capturing host, in LINKTYPE_LOOP in
/// network order. A family is a small number, which tells the order.
pub(super) fn loopback(reader: &mut Reader<'_, '_>) -> Step {
    match *reader.header::<4>(Layer::Loopback)? {
        // 2 is IPv4 everywhere; IPv6 is 10 on Linux, 23 on Windows, 24 on NetBSD and OpenBSD, 28 on
        // FreeBSD, 30 on macOS.
        [0, 0, 0, family] | [family, 0, 0, 0] => match family {
            2 | 10 | 23 | 24 | 28 | 30 => Ok(Next::Ip),
            _ => Err(End::NotTcp),
        },
        _ => Err(End::Undecodable(Layer::Loopback)),
    }
}
