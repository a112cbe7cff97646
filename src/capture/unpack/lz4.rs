//! LZ4 frames: a header, blocks, an end mark. The decoder of the crate reads
//! whole items only, so they are gathered here.

use std::io::Read;

use lz4_flex::frame::{Error, FrameDecoder};

use super::decode::{Decode, MemberState, Progress};
use super::gather::Gather;
use super::skippable::Skippable;
use crate::capture::compression::is_skippable;

/// Bytes unpacked at a time.
const OUTPUT: usize = 128 * 1024;

/// Magic number, two bytes of flags, and their checksum.
const SMALLEST_HEADER: usize = 7;
const FLAGS: usize = 4;
const HAS_CONTENT_SIZE: u8 = 1 << 3;
const HAS_DICTIONARY: u8 = 1;
const HAS_BLOCK_CHECKSUMS: u8 = 1 << 4;
const HAS_CONTENT_CHECKSUM: u8 = 1 << 2;
const LENGTH: usize = 4;
const CHECKSUM: usize = 4;
/// The highest bit of a length tells that the block is not compressed.
const LENGTH_MASK: u32 = 0x7FFF_FFFF;
/// The greatest block that a header can announce.
const LONGEST_BLOCK: usize = 4 * 1024 * 1024;

/// Decodes one frame.
pub(super) struct Lz4Decoder {
    part: Part,
    gather: Gather,
    decoder: FrameDecoder<Items>,
    output: Box<[u8]>,
    length: usize,
    flags: u8,
}

#[derive(Clone, Copy)]
enum Part {
    Header,
    Block,
    /// The last item was handed on, and more of it may come out; whether it was the end mark.
    Draining(bool),
    Skipped(Skippable),
}

/// What the decoder reads from: whole items.
#[derive(Default)]
struct Items {
    bytes: Vec<u8>,
    read: usize,
}

impl Read for Items {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let mut rest = self.bytes.get(self.read..).unwrap_or_default();
        let length = rest.read(buffer)?;
        self.read = self.read.saturating_add(length);
        Ok(length)
    }
}

impl Lz4Decoder {
    pub(super) fn new() -> Self {
        Self {
            part: Part::Header,
            gather: Gather::default(),
            decoder: FrameDecoder::new(Items::default()),
            output: vec![0; OUTPUT].into_boxed_slice(),
            length: 0,
            flags: 0,
        }
    }

    fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    fn header(&mut self, input: &[u8]) -> Progress {
        let mut consumed = self.gather.take(input, SMALLEST_HEADER);
        let rest = input.get(consumed..).unwrap_or_default();
        if is_skippable(self.gather.bytes()) {
            let (progress, frame) = Skippable::begin(&mut self.gather, rest, consumed);
            self.part = frame.map_or(Part::Header, Part::Skipped);
            return progress;
        }
        let Some(&flags) = self.gather.bytes().get(FLAGS) else { return Progress::running(consumed) };
        self.flags = flags;
        let content_size = if self.has(HAS_CONTENT_SIZE) { 8 } else { 0 };
        let dictionary = if self.has(HAS_DICTIONARY) { 4_usize } else { 0 };
        let length = SMALLEST_HEADER.saturating_add(content_size).saturating_add(dictionary);
        consumed = consumed.saturating_add(self.gather.take(rest, length));
        if self.gather.bytes().len() < length {
            return Progress::running(consumed);
        }
        self.decode(consumed, false)
    }

    fn block(&mut self, input: &[u8]) -> Progress {
        let mut consumed = self.gather.take(input, LENGTH);
        let Some(block) = self.gather.u32_at(0) else { return Progress::running(consumed) };
        let is_end = block == 0;
        let content = (block & LENGTH_MASK) as usize;
        if content > LONGEST_BLOCK {
            return Progress { consumed, state: MemberState::Invalid };
        }
        let has_checksum = self.has(if is_end { HAS_CONTENT_CHECKSUM } else { HAS_BLOCK_CHECKSUMS });
        let checksum = if has_checksum { CHECKSUM } else { 0 };
        let length = LENGTH.saturating_add(content).saturating_add(checksum);
        consumed =
            consumed.saturating_add(self.gather.take(input.get(consumed..).unwrap_or_default(), length));
        if self.gather.bytes().len() < length {
            return Progress::running(consumed);
        }
        self.decode(consumed, is_end)
    }

    /// Hands the item that was gathered to the decoder.
    fn decode(&mut self, consumed: usize, is_end: bool) -> Progress {
        let items = self.decoder.get_mut();
        items.bytes.clear();
        items.bytes.extend_from_slice(self.gather.bytes());
        items.read = 0;
        self.gather.clear();
        self.part = Part::Draining(is_end);
        let state = self.drain();
        Progress { consumed, state }
    }

    /// Takes more out of the decoder, and tells where the frame is.
    fn drain(&mut self) -> MemberState {
        let Part::Draining(is_end) = self.part else { return MemberState::Running };
        match self.decoder.read(&mut self.output) {
            Ok(0) if is_end => MemberState::Ended,
            Ok(0) => {
                self.part = Part::Block;
                MemberState::Running
            }
            Ok(length) => {
                self.length = length;
                MemberState::Running
            }
            Err(error) => {
                let reason = error.get_ref().and_then(|reason| reason.downcast_ref::<Error>());
                match reason {
                    Some(Error::ContentChecksumError) => MemberState::ChecksumDiffers,
                    _ => MemberState::Invalid,
                }
            }
        }
    }
}

impl Decode for Lz4Decoder {
    fn step(&mut self, input: &[u8]) -> Progress {
        self.length = 0;
        match self.part {
            Part::Header => self.header(input),
            Part::Block => self.block(input),
            Part::Draining(_) => Progress { consumed: 0, state: self.drain() },
            Part::Skipped(ref mut frame) => frame.pass(input),
        }
    }

    fn restart(&mut self) {
        self.part = Part::Header;
        self.gather.clear();
        self.decoder = FrameDecoder::new(Items::default());
    }

    fn unpacked(&self) -> &[u8] {
        self.output.get(..self.length).unwrap_or_default()
    }
}
