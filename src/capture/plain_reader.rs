//! The push parser of capture files that are not compressed: slices of any
//! size in, frames out.

use super::frame::{FrameSink, Numbering};
use super::pcap::PcapParser;
use super::pcapng::PcapNgParser;
use super::step::Step;
use super::{Annotations, ByteOrder, FileKind, Format, Interface, OpenError, OpenErrorCode, identify};
use crate::expert::{ExpertCode, ExpertInfo};

/// Reads a capture file that is pushed into it in slices of any size. The
/// same file gives the same frames however it is sliced.
///
/// A record that lies within a slice is read where it is; only one that
/// straddles two slices is copied, so no more than one record is ever held.
#[derive(Debug)]
pub(super) struct PlainReader {
    parser: Parser,
    /// The beginning of an item whose rest has not come yet.
    held: Vec<u8>,
    /// Bytes that `held` must reach before the parser can go on.
    needed: usize,
    /// Byte in the file of the next item, the first one in `held`.
    offset: u64,
    /// Bytes pushed.
    bytes: u64,
    numbering: Numbering,
    /// Something that ends all reading was met and said.
    stopped: bool,
}

#[derive(Debug)]
enum Parser {
    Undecided,
    Pcap(PcapParser),
    PcapNg(PcapNgParser),
}

impl Default for PlainReader {
    fn default() -> Self {
        Self::new()
    }
}

impl PlainReader {
    /// A reader at the beginning of a file.
    pub(super) fn new() -> Self {
        Self {
            parser: Parser::Undecided,
            held: Vec::new(),
            needed: 0,
            offset: 0,
            bytes: 0,
            numbering: Numbering::default(),
            stopped: false,
        }
    }

    /// Reads the next slice of the file.
    ///
    /// # Errors
    ///
    /// Where the file is no capture or one that cannot be read. Nothing can
    /// be pushed after an error.
    pub(super) fn push(&mut self, mut slice: &[u8], sink: &mut impl FrameSink) -> Result<(), OpenError> {
        self.bytes = self.bytes.saturating_add(slice.len() as u64);
        if !self.held.is_empty() {
            slice = self.complete_held(slice, sink)?;
        }
        while !slice.is_empty() && !self.stopped {
            match self.step(slice, false, sink)? {
                Step::Read(length) => {
                    self.offset = self.offset.saturating_add(length as u64);
                    slice = slice.get(length..).unwrap_or_default();
                }
                Step::Need(needed) => {
                    self.needed = needed;
                    self.held.extend_from_slice(slice);
                    break;
                }
                Step::Stop => self.stopped = true,
            }
        }
        Ok(())
    }

    /// Tells that the file ends here, and says so where it ends too early.
    ///
    /// # Errors
    ///
    /// Where the file is too short to be a capture.
    pub(super) fn finish(&mut self, sink: &mut impl FrameSink) -> Result<(), OpenError> {
        let held = std::mem::take(&mut self.held);
        if matches!(self.parser, Parser::Undecided) {
            self.step(&held, true, sink)?;
        }
        match &self.parser {
            _ if self.stopped => Ok(()),
            Parser::Pcap(parser) if !parser.has_header() => Err(self.header_cut()),
            Parser::PcapNg(parser) if !parser.has_section() => Err(self.header_cut()),
            _ => {
                if !held.is_empty() {
                    let info = ExpertInfo::new(ExpertCode::FileCut).at_offset(self.offset);
                    sink.expert(info.expected(self.needed as u64).found(held.len() as u64));
                }
                Ok(())
            }
        }
    }

    /// The interfaces described so far, those of earlier sections included.
    pub(super) fn interfaces(&self) -> &[Interface] {
        match &self.parser {
            Parser::Undecided => &[],
            Parser::Pcap(parser) => parser.interfaces(),
            Parser::PcapNg(parser) => parser.interfaces(),
        }
    }

    /// The format, once it is known.
    pub(super) fn format(&self) -> Option<Format> {
        match &self.parser {
            Parser::Undecided => None,
            Parser::Pcap(parser) => Some(parser.format()),
            Parser::PcapNg(_) => Some(Format::PcapNg),
        }
    }

    /// Byte order of the file, in pcapng of its first section, once it is known.
    pub(super) fn byte_order(&self) -> Option<ByteOrder> {
        match &self.parser {
            Parser::Undecided => None,
            Parser::Pcap(parser) => Some(parser.byte_order()),
            Parser::PcapNg(parser) => parser.first_byte_order(),
        }
    }

    /// Whether the file ended before it was known what it is.
    pub(super) fn is_short(&self) -> bool {
        match &self.parser {
            Parser::Undecided => true,
            Parser::Pcap(parser) => !parser.has_header(),
            Parser::PcapNg(parser) => !parser.has_section(),
        }
    }

    /// Takes what was said besides frames.
    pub(super) fn take_annotations(&mut self) -> Annotations {
        match &mut self.parser {
            Parser::Undecided | Parser::Pcap(_) => Annotations::default(),
            Parser::PcapNg(parser) => parser.take_annotations(),
        }
    }

    /// Bytes pushed so far.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Frames read so far.
    pub(super) fn frames(&self) -> u32 {
        self.numbering.count()
    }

    /// Fills the held item up to what it needs, again and again until it is
    /// read, and gives back what is left of the slice.
    fn complete_held<'a>(
        &mut self,
        mut slice: &'a [u8],
        sink: &mut impl FrameSink,
    ) -> Result<&'a [u8], OpenError> {
        loop {
            let missing = self.needed.saturating_sub(self.held.len());
            let (more, rest) = slice.split_at_checked(missing).unwrap_or((slice, &[]));
            self.held.extend_from_slice(more);
            slice = rest;
            if self.held.len() < self.needed {
                return Ok(slice);
            }
            let held = std::mem::take(&mut self.held);
            match self.step(&held, false, sink)? {
                // The item was held to its last byte and not further.
                Step::Read(length) => {
                    self.offset = self.offset.saturating_add(length as u64);
                    self.held = held;
                    self.held.clear();
                    return Ok(slice);
                }
                Step::Need(needed) => {
                    self.held = held;
                    self.needed = needed;
                }
                Step::Stop => {
                    self.stopped = true;
                    return Ok(&[]);
                }
            }
        }
    }

    fn step(&mut self, input: &[u8], ended: bool, sink: &mut impl FrameSink) -> Result<Step, OpenError> {
        if matches!(self.parser, Parser::Undecided) {
            self.parser = match identify(input, ended) {
                FileKind::Undecided => return Ok(Step::Need(16)),
                FileKind::Refused(code, detail) => return Err(FileKind::error(code, detail)),
                FileKind::Compressed(kind) => {
                    return Err(FileKind::error(OpenErrorCode::Compressed, kind.name()));
                }
                FileKind::Capture(Format::Pcap { order, resolution, variant }) => {
                    Parser::Pcap(PcapParser::new(order, resolution, variant))
                }
                FileKind::Capture(Format::PcapNg) => Parser::PcapNg(PcapNgParser::new()),
            };
        }
        match &mut self.parser {
            Parser::Pcap(parser) => Ok(parser.step(input, self.offset, &mut self.numbering, sink)),
            Parser::PcapNg(parser) => parser.step(input, self.offset, &mut self.numbering, sink),
            Parser::Undecided => Ok(Step::Stop),
        }
    }

    fn header_cut(&self) -> OpenError {
        OpenError { code: OpenErrorCode::HeaderCut, offset: self.bytes, detail: None }
    }
}
