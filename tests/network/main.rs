//! Link and network layers: whatever a conversation is wrapped into, what is
//! read is the same; and whatever a frame holds, reading it ends.

mod corpus;
mod cuts;
mod encapsulation;
mod fragments;
mod lengths;
mod other;
mod random;
mod sessions;
#[path = "../support/mod.rs"]
mod support;
mod tshark;

use std::ops::Range;

use ftpscope::capture::RawFrame;
use ftpscope::network::{Decoded, Fragments, Layer, decode};
use ftpscope::units::{FrameNumber, Timestamp};

use support::scenario::{scenario, scenario_ipv6};

/// A frame of a capture.
fn raw_frame(number: u32, link_type: u32, bytes: &[u8], original_length: usize) -> RawFrame<'_> {
    RawFrame {
        number: FrameNumber::new(number).expect("numbers begin at 1"),
        time: Timestamp::default(),
        bytes,
        original_length: u32::try_from(original_length).expect("a frame is short"),
        offset: 0,
        link_type,
        interface: 0,
    }
}

/// Reads one frame of which all was captured, by itself.
fn alone(link_type: u32, bytes: &[u8], check: impl FnOnce(Decoded<'_>)) -> Vec<(Layer, Range<usize>)> {
    cut(link_type, bytes, bytes.len(), check)
}

/// Reads one frame that had this many bytes, by itself.
fn cut(
    link_type: u32,
    bytes: &[u8],
    original_length: usize,
    check: impl FnOnce(Decoded<'_>),
) -> Vec<(Layer, Range<usize>)> {
    let mut layers = Vec::new();
    let frame = raw_frame(1, link_type, bytes, original_length);
    check(decode(&frame, &mut Fragments::default(), &mut layers));
    layers
}

/// The packets, without their Ethernet headers, of a short conversation: IPv4 and IPv6.
fn packets() -> [Vec<u8>; 2] {
    [scenario(), scenario_ipv6()].map(|scenario| {
        let frame = scenario.server("220 ready\r\n").frames().pop().expect("a frame");
        frame.bytes[14..].to_vec()
    })
}
