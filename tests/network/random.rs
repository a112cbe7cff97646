//! Whatever the bytes of a frame are, reading them ends and what comes out fits the frame.

use ftpscope::network::{Decoded, Fragments, decode};
use proptest::prelude::*;
use proptest::sample::Index;

use super::support::property::check;
use super::{encapsulation, fragments, packets, raw_frame};

/// Reads frames one after the other; each with its layers and without says the same.
fn read(frames: &[(u32, Vec<u8>)], cut_off: usize) -> Result<(), TestCaseError> {
    let mut state = Fragments::default();
    let mut silent_state = Fragments::default();
    for (number, (link_type, bytes)) in (1..).zip(frames) {
        let frame = raw_frame(number, *link_type, bytes, bytes.len() + cut_off);
        let mut layers = Vec::new();
        let decoded = decode(&frame, &mut state, &mut layers);
        prop_assert_eq!(decoded, decode(&frame, &mut silent_state, &mut ()));
        let mut at = 0;
        for (layer, range) in layers {
            prop_assert_eq!(range.start, at, "{:?}", layer);
            prop_assert!(range.end >= at && range.end <= bytes.len(), "{:?}", layer);
            at = range.end;
        }
        if let Decoded::Segment(segment) = decoded {
            prop_assert!(segment.payload.len() <= segment.payload_length as usize);
            prop_assert!(segment.options.len() <= 40);
        }
    }
    let (said, silent) = (state.finish(), silent_state.finish());
    prop_assert_eq!(said.infos(), silent.infos());
    Ok(())
}

const LINK_TYPES: [u32; 16] = [0, 1, 9, 12, 14, 50, 51, 101, 104, 105, 108, 113, 127, 228, 229, 276];

#[test]
fn random_bytes_of_any_link_type_are_read() {
    let bytes = prop::collection::vec(any::<u8>(), 0..200);
    let frame = (prop::sample::select(LINK_TYPES.to_vec()), bytes);
    check(4_000, &(prop::collection::vec(frame, 1..4), 0..40_usize), |(frames, cut_off)| {
        read(&frames, cut_off)
    });
}

/// Frames of every wrapping, and fragments, with bytes changed and the end cut off.
#[test]
fn changed_frames_are_read() {
    let wrapped = encapsulation::ALL
        .iter()
        .flat_map(|wrapping| packets().map(|packet| (wrapping.link_type, (wrapping.wrap)(&packet))));
    let pieces = packets().into_iter().flat_map(|packet| fragments::pieces(&packet, 16, 1));
    let frames: Vec<_> = wrapped.chain(pieces.map(|piece| (101, piece))).collect();
    let byte = prop_oneof![any::<u8>(), Just(0), Just(0xFF), Just(0x45), Just(0x60)];
    let changes = prop::collection::vec((any::<Index>(), byte), 0..6);
    let changed = (0..frames.len(), changes, any::<Index>(), any::<bool>());
    check(6_000, &(prop::collection::vec(changed, 1..8), 0..40_usize), |(changed, cut_off)| {
        let changed = changed.into_iter().map(|(place, changes, end, is_cut)| {
            let (link_type, mut bytes) = frames[place].clone();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            if is_cut {
                bytes.truncate(end.index(bytes.len()));
            }
            (link_type, bytes)
        });
        read(&changed.collect::<Vec<_>>(), cut_off)
    });
}
