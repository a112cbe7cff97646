//! What this program does not read right yet when frames come in another order. Rows go when it does; a test
//! sees to it.

use std::collections::HashMap;

use super::packet::Packet;
use super::transform::Transform;

/// A way in which it is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Who closed first is told by the order of the frames, though the later FIN may acknowledge the other one.
    FirstFin,
    /// A data connection whose SYN was captured in front of its announcement is not found.
    EarlyDataConnection,
    /// A SYN behind the FINs of both sides, or behind a FIN that is the first frame of its side, begins another
    /// connection, though the FIN has a later number.
    LateSyn,
    /// Whether a line follows a hole is told by the first segment behind it alone.
    CutLine,
    /// Whether TLS comes before all lines is told by the order of the frames, not by where it stands.
    ImplicitTls,
}

/// What explains a difference.
pub(crate) fn explain(difference: &str, transforms: &[Transform], changed: &[Packet]) -> Option<Fault> {
    let is_cut = changed.iter().any(|packet| packet.cut > 0);
    match () {
        () if has_late_syn(changed) => Some(Fault::LateSyn),
        () if is_cut && transforms.contains(&Transform::Split) && difference != "bytes" => {
            Some(Fault::CutLine)
        }
        () if difference.contains(".ended_by.") => Some(Fault::FirstFin),
        () if difference.contains(".tls.implicit.") => Some(Fault::ImplicitTls),
        () if difference.contains(".data.") => Some(Fault::EarlyDataConnection),
        () => None,
    }
}

/// Whether a SYN comes behind the FIN of its half stream.
fn has_late_syn(packets: &[Packet]) -> bool {
    let mut ends = HashMap::new();
    packets.iter().any(|packet| {
        let number = packet.tcp.sequence_number;
        if packet.tcp.fin {
            ends.insert(packet.flow(), number);
        }
        let end: Option<&u32> = ends.get(&packet.flow());
        packet.tcp.syn && end.is_some_and(|end| end.wrapping_sub(number).cast_signed() > 0)
    })
}
