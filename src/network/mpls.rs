//! MPLS: one label (RFC 3032).

use super::Layer;
use super::reader::{End, Next, Reader, Step};

/// Bottom of stack, in the third byte of an entry.
const BOTTOM: u8 = 0x01;

pub(super) fn label(reader: &mut Reader<'_, '_>) -> Step {
    let [_, _, third, _] = *reader.header::<4>(Layer::Mpls)?;
    if third & BOTTOM == 0 {
        return Ok(Next::Mpls);
    }
    // No field says what the stack carries. IP begins with its version, a pseudowire with four zero bits
    // so that nobody takes it for IP (RFC 4385 §3).
    let [first] = *reader.peek::<1>(Layer::Mpls)?;
    match first >> 4 {
        4 | 6 => Ok(Next::Ip),
        0 => {
            reader.header::<4>(Layer::ControlWord)?;
            Ok(Next::Ethernet)
        }
        _ => Err(End::NotTcp),
    }
}
