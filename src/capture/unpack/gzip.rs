//! gzip (RFC 1952): a header, deflate, checksum and length.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

use super::crc32::Crc32;
use super::decode::{Decode, MemberState, Progress};

/// Bytes of the ring that deflate writes to and copies from: a power of two, at least its window of 32 KiB.
const RING: usize = 64 * 1024;

/// Magic number, method, flags, time, further flags, system.
const HEADER_BYTES: usize = 10;
const FLAGS: usize = 3;
const HAS_CRC: u8 = 1 << 1;
const HAS_EXTRA: u8 = 1 << 2;
const HAS_NAME: u8 = 1 << 3;
const HAS_COMMENT: u8 = 1 << 4;
/// Those that RFC 1952 §2.3.1.2 reserves: what follows them is not known.
const RESERVED: u8 = 0xE0;

/// Decodes one member.
pub(super) struct GzipDecoder {
    part: Part,
    /// Flags of the header whose part has not come yet.
    flags: u8,
    /// The beginning of a part of fixed length.
    held: Vec<u8>,
    deflate: Box<DecompressorOxide>,
    ring: Box<[u8]>,
    /// What the last step wrote, as places in the ring.
    written: std::ops::Range<usize>,
    checksum: Crc32,
    /// Bytes unpacked, modulo 2^32 as the trailer has them.
    length: u32,
}

#[derive(Clone, Copy)]
enum Part {
    Header,
    ExtraLength,
    Extra(usize),
    /// The name or the comment.
    Text,
    HeaderCrc,
    Body,
    Trailer,
}

impl GzipDecoder {
    pub(super) fn new() -> Self {
        Self {
            part: Part::Header,
            flags: 0,
            held: Vec::new(),
            deflate: Box::default(),
            ring: vec![0; RING].into_boxed_slice(),
            written: 0..0,
            checksum: Crc32::new(),
            length: 0,
        }
    }

    /// The part that follows, by the flags that are left.
    fn next_part(&mut self) -> Part {
        for (flag, part) in [
            (HAS_EXTRA, Part::ExtraLength),
            (HAS_NAME, Part::Text),
            (HAS_COMMENT, Part::Text),
            (HAS_CRC, Part::HeaderCrc),
        ] {
            if self.flags & flag != 0 {
                self.flags &= !flag;
                return part;
            }
        }
        Part::Body
    }

    /// Collects a part of this length; its bytes once they are all there.
    fn collect(&mut self, input: &[u8], length: usize) -> (usize, Option<Vec<u8>>) {
        let missing = length.saturating_sub(self.held.len());
        let more = input.get(..missing).unwrap_or(input);
        self.held.extend_from_slice(more);
        let is_whole = self.held.len() == length;
        (more.len(), is_whole.then(|| std::mem::take(&mut self.held)))
    }

    fn body(&mut self, input: &[u8]) -> Progress {
        let at = self.written.end % RING;
        let flags = inflate_flags::TINFL_FLAG_HAS_MORE_INPUT | inflate_flags::TINFL_FLAG_IGNORE_ADLER32;
        let (status, consumed, length) = decompress(&mut self.deflate, input, &mut self.ring, at, flags);
        self.written = at..at.saturating_add(length);
        self.checksum.update(self.ring.get(self.written.clone()).unwrap_or_default());
        self.length = self.length.wrapping_add(length as u32);
        let state = match status {
            TINFLStatus::Done => {
                self.part = Part::Trailer;
                MemberState::Running
            }
            TINFLStatus::NeedsMoreInput | TINFLStatus::HasMoreOutput => MemberState::Running,
            _ => MemberState::Invalid,
        };
        Progress { consumed, state }
    }

    fn header(&mut self, header: &[u8]) -> MemberState {
        self.flags = header.get(FLAGS).copied().unwrap_or_default();
        if self.flags & RESERVED != 0 {
            return MemberState::Invalid;
        }
        self.part = self.next_part();
        MemberState::Running
    }

    fn trailer(&self, trailer: &[u8]) -> MemberState {
        let expected = [self.checksum.value().to_le_bytes(), self.length.to_le_bytes()].concat();
        if trailer == expected { MemberState::Ended } else { MemberState::ChecksumDiffers }
    }
}

impl Decode for GzipDecoder {
    fn step(&mut self, input: &[u8]) -> Progress {
        self.written = self.written.end..self.written.end;
        let (consumed, whole) = match self.part {
            Part::Body => return self.body(input),
            Part::Header => self.collect(input, HEADER_BYTES),
            Part::ExtraLength | Part::HeaderCrc => self.collect(input, 2),
            Part::Trailer => self.collect(input, 8),
            Part::Extra(left) => {
                let consumed = left.min(input.len());
                let left = left.saturating_sub(consumed);
                self.part = if left == 0 { self.next_part() } else { Part::Extra(left) };
                return Progress::running(consumed);
            }
            Part::Text => {
                let end = input.iter().position(|byte| *byte == 0);
                if end.is_some() {
                    self.part = self.next_part();
                }
                return Progress::running(end.map_or(input.len(), |end| end.saturating_add(1)));
            }
        };
        let Some(whole) = whole else { return Progress::running(consumed) };
        let state = match (self.part, whole.as_slice()) {
            (Part::Header, header) => self.header(header),
            (Part::Trailer, trailer) => self.trailer(trailer),
            (Part::ExtraLength, [low, high]) => {
                self.part = Part::Extra(u16::from_le_bytes([*low, *high]).into());
                MemberState::Running
            }
            _ => {
                self.part = self.next_part();
                MemberState::Running
            }
        };
        Progress { consumed, state }
    }

    fn restart(&mut self) {
        self.part = Part::Header;
        self.held.clear();
        self.deflate.init();
        self.written = 0..0;
        self.checksum.restart();
        self.length = 0;
    }

    fn unpacked(&self) -> &[u8] {
        self.ring.get(self.written.clone()).unwrap_or_default()
    }
}
