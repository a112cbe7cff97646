//! 802.11, with or without radiotap in front.

use super::Layer;
use super::reader::{End, Next, Reader, Step};

/// Radiotap's flag for padding between the 802.11 header and what follows.
const RADIOTAP_PADDED: u8 = 0x20;

/// Type of a frame, in its first byte; the other bits are version and subtype.
const TYPE: u8 = 0x0C;
const DATA: u8 = 0x08;
/// Subtypes of data frames.
const WITHOUT_DATA: u8 = 0x40;
const QOS: u8 = 0x80;

/// Flags, in the second byte.
const BOTH_SYSTEMS: u8 = 0x03;
const MORE_FRAGMENTS: u8 = 0x04;
const PROTECTED: u8 = 0x40;
const ORDER: u8 = 0x80;

/// Header of a data frame: control, duration, three addresses, sequence.
const HEADER: usize = 24;
const ADDRESS: usize = 6;
const QOS_CONTROL: usize = 2;
const HT_CONTROL: usize = 4;
/// Low bits of the sequence field: number of the fragment.
const FRAGMENT_NUMBER: u8 = 0x0F;
/// In QoS control: subframes follow.
const AGGREGATED: u8 = 0x80;
/// Addresses and length in front of a subframe.
const SUBFRAME_HEADER: usize = 14;

pub(super) fn radiotap(reader: &mut Reader<'_, '_>) -> Step {
    let [version, _, low, high] = *reader.peek(Layer::Radiotap)?;
    let length = usize::from(u16::from_le_bytes([low, high]));
    let header = reader.rest().get(..length).filter(|_| version == 0);
    let flags = header.and_then(radiotap_flags).ok_or(End::Undecodable(Layer::Radiotap))?;
    reader.pass(Layer::Radiotap, length)?;
    Ok(Next::Wlan { is_padded: flags & RADIOTAP_PADDED != 0 })
}

/// The flags field; 0 where it is not there, `None` where the header is too short for what it announces.
/// The fields follow the words that say which of them are present, each aligned to its size.
fn radiotap_flags(header: &[u8]) -> Option<u8> {
    const TIME: u8 = 1;
    const FLAGS: u8 = 1 << 1;
    const ANOTHER_WORD: u8 = 1 << 7;
    let present = *header.get(4)?;
    let mut at = 8_usize;
    while header.get(at.saturating_sub(1))? & ANOTHER_WORD != 0 {
        at = at.saturating_add(4);
    }
    if present & FLAGS == 0 {
        return Some(0);
    }
    if present & TIME != 0 {
        at = at.next_multiple_of(8).saturating_add(8);
    }
    header.get(at).copied()
}

/// A data frame; management and control frames carry no packets.
pub(super) fn wlan(reader: &mut Reader<'_, '_>, is_padded: bool) -> Step {
    let [kind, flags] = *reader.peek(Layer::Wlan)?;
    if kind & TYPE != DATA || kind & WITHOUT_DATA != 0 {
        return Err(End::NotTcp);
    }
    let [.., sequence, _] = *reader.peek::<HEADER>(Layer::Wlan)?;
    let mut length = HEADER;
    if flags & BOTH_SYSTEMS == BOTH_SYSTEMS {
        length = length.saturating_add(ADDRESS);
    }
    let mut is_aggregated = false;
    if kind & QOS != 0 {
        is_aggregated = reader.rest().get(length).is_some_and(|control| control & AGGREGATED != 0);
        length = length.saturating_add(QOS_CONTROL);
        if flags & ORDER != 0 {
            length = length.saturating_add(HT_CONTROL);
        }
    }
    if is_padded {
        length = length.next_multiple_of(4);
    }
    reader.pass(Layer::Wlan, length)?;
    if flags & PROTECTED != 0 {
        return Err(End::Encrypted(Layer::Wlan));
    }
    // Fragments of 802.11 itself are not put together.
    if flags & MORE_FRAGMENTS != 0 || sequence & FRAGMENT_NUMBER != 0 {
        return Err(End::Undecodable(Layer::Wlan));
    }
    if is_aggregated { subframe(reader) } else { Ok(Next::Llc) }
}

/// The one subframe of an aggregated frame. Where there are more, the frame has more than one packet,
/// which nobody below expects.
fn subframe(reader: &mut Reader<'_, '_>) -> Step {
    let [.., high, low] = *reader.header::<SUBFRAME_HEADER>(Layer::WlanSubframe)?;
    let length = usize::from(u16::from_be_bytes([high, low]));
    // Behind the last one there may be padding and a checksum.
    if reader.end.saturating_sub(reader.at).saturating_sub(length) >= SUBFRAME_HEADER {
        return Err(End::Undecodable(Layer::WlanSubframe));
    }
    reader.limit(length);
    Ok(Next::Llc)
}
