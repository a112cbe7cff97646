//! Zstandard (RFC 8878): frames of blocks. The decoder of the crate takes
//! whole items only, so they are gathered here.

use ruzstd::decoding::FrameDecoder;

use super::decode::{Decode, MemberState, Progress};
use super::gather::Gather;
use super::skippable::Skippable;
use crate::capture::compression::is_skippable;
use crate::limits;

/// Bytes unpacked at a time.
const OUTPUT: usize = 128 * 1024;

/// Magic number and descriptor, which tells how long the header is.
const SMALLEST_HEADER: usize = 5;
const DESCRIPTOR: usize = 4;
const BLOCK_HEADER: usize = 3;
/// A block may not have more (RFC 8878 §3.1.1.2.4).
const LONGEST_BLOCK: usize = 128 * 1024;
const CHECKSUM: usize = 4;
/// A last block without bytes (§3.1.1.2) and any checksum: makes the decoder give what it keeps back for its
/// window.
const EMPTY_LAST_BLOCK: [u8; BLOCK_HEADER + CHECKSUM] = [1, 0, 0, 0, 0, 0, 0];

/// Decodes one frame.
pub(super) struct ZstdDecoder {
    part: Part,
    gather: Gather,
    decoder: FrameDecoder,
    output: Box<[u8]>,
    length: usize,
    has_checksum: bool,
}

#[derive(Clone, Copy)]
enum Part {
    Header,
    Block,
    /// The last item was decoded, and more of it may come out; whether it was the last one of the frame.
    Draining(bool),
    Skipped(Skippable),
}

impl ZstdDecoder {
    pub(super) fn new() -> Self {
        Self {
            part: Part::Header,
            gather: Gather::default(),
            decoder: frame_decoder(),
            output: vec![0; OUTPUT].into_boxed_slice(),
            length: 0,
            has_checksum: false,
        }
    }

    fn header(&mut self, input: &[u8]) -> Progress {
        let mut consumed = self.gather.take(input, SMALLEST_HEADER);
        let rest = input.get(consumed..).unwrap_or_default();
        if is_skippable(self.gather.bytes()) {
            let (progress, frame) = Skippable::begin(&mut self.gather, rest, consumed);
            self.part = frame.map_or(Part::Header, Part::Skipped);
            return progress;
        }
        let Some(&descriptor) = self.gather.bytes().get(DESCRIPTOR) else {
            return Progress::running(consumed);
        };
        let length = header_length(descriptor);
        consumed = consumed.saturating_add(self.gather.take(rest, length));
        if self.gather.bytes().len() < length {
            return Progress::running(consumed);
        }
        self.has_checksum = descriptor & 4 != 0;
        self.decode(consumed, false)
    }

    fn block(&mut self, input: &[u8]) -> Progress {
        let mut consumed = self.gather.take(input, BLOCK_HEADER);
        let &[low, middle, high, ..] = self.gather.bytes() else { return Progress::running(consumed) };
        let header = u32::from_le_bytes([low, middle, high, 0]);
        let is_last = header & 1 == 1;
        let content = match header >> 1 & 3 {
            // One byte that is repeated.
            1 => 1,
            _ => (header >> 3) as usize,
        };
        if content > LONGEST_BLOCK {
            return Progress { consumed, state: MemberState::Invalid };
        }
        let checksum = if is_last && self.has_checksum { CHECKSUM } else { 0 };
        let length = BLOCK_HEADER.saturating_add(content).saturating_add(checksum);
        consumed =
            consumed.saturating_add(self.gather.take(input.get(consumed..).unwrap_or_default(), length));
        if self.gather.bytes().len() < length {
            return Progress::running(consumed);
        }
        self.decode(consumed, is_last)
    }

    /// Decodes the item that was gathered.
    fn decode(&mut self, consumed: usize, is_last: bool) -> Progress {
        let decoded = self.decoder.decode_from_to(self.gather.bytes(), &mut self.output);
        self.gather.clear();
        match decoded {
            Ok((_, length)) => {
                self.length = length;
                self.part = Part::Draining(is_last);
                Progress::running(consumed)
            }
            Err(_) => {
                self.end_early();
                self.drain();
                Progress { consumed, state: MemberState::Invalid }
            }
        }
    }

    /// Takes more out of the decoder; whether there was any.
    fn drain(&mut self) -> bool {
        self.length = self.decoder.decode_from_to(&[], &mut self.output).map_or(0, |(_, length)| length);
        self.length > 0
    }

    fn frame_end(&self) -> MemberState {
        let is_same = self.decoder.get_checksum_from_data() == self.decoder.get_calculated_checksum();
        if is_same || !self.has_checksum { MemberState::Ended } else { MemberState::ChecksumDiffers }
    }
}

fn frame_decoder() -> FrameDecoder {
    let mut decoder = FrameDecoder::new();
    decoder.set_max_window_size(limits::UNPACK_WINDOW_BYTES);
    decoder
}

/// Length of a frame header, by its descriptor (§3.1.1.1.1).
fn header_length(descriptor: u8) -> usize {
    let is_single_segment = descriptor >> 5 & 1 == 1;
    let window = if is_single_segment { 0 } else { 1 };
    let dictionary = match descriptor & 3 {
        3 => 4,
        length => usize::from(length),
    };
    let content_size = match descriptor >> 6 {
        0 if is_single_segment => 1,
        0 => 0,
        1 => 2,
        2 => 4,
        _ => 8,
    };
    SMALLEST_HEADER.saturating_add(window).saturating_add(dictionary).saturating_add(content_size)
}

impl Decode for ZstdDecoder {
    fn step(&mut self, input: &[u8]) -> Progress {
        self.length = 0;
        match self.part {
            Part::Header => self.header(input),
            Part::Block => self.block(input),
            Part::Draining(is_last) => {
                let has_more = self.drain();
                match is_last {
                    _ if has_more => Progress::running(0),
                    true => Progress { consumed: 0, state: self.frame_end() },
                    false => {
                        self.part = Part::Block;
                        Progress::running(0)
                    }
                }
            }
            Part::Skipped(ref mut frame) => frame.pass(input),
        }
    }

    fn end_early(&mut self) {
        if matches!(self.part, Part::Block | Part::Draining(false)) {
            // Nothing is wrong with what was decoded before, so that an error changes nothing.
            let _ = self.decoder.decode_from_to(&EMPTY_LAST_BLOCK, &mut []);
            self.part = Part::Draining(true);
            self.has_checksum = false;
        }
    }

    fn restart(&mut self) {
        self.part = Part::Header;
        self.gather.clear();
        self.decoder = frame_decoder();
    }

    fn unpacked(&self) -> &[u8] {
        self.output.get(..self.length).unwrap_or_default()
    }
}
