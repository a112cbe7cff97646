//! pcapng: sections of blocks (draft-ietf-opsawg-pcapng).
//!
//! A section begins with a section header block, which tells the byte order of
//! all blocks up to the next one. Interface description blocks come before the
//! packets that name them, counted from 0 in each section. Packets stand in
//! enhanced, simple or obsolete packet blocks. With the feature `detail` names of
//! addresses and decryption secrets are kept. All other blocks are skipped by
//! their length.

mod interface;
#[cfg(feature = "detail")]
mod names;
mod options;
mod packet;
#[cfg(feature = "detail")]
mod secrets;
mod section;

use byteorder_slice::{BigEndian, LittleEndian};
use pcap_file::pcapng::RawBlock;

use super::annotations::Full;
use super::frame::{FrameSink, Numbering};
use super::step::Step;
use super::{Annotations, ByteOrder, Comment, Interface, OpenError, OpenErrorCode};
use crate::expert::{ExpertCode, ExpertInfo};
use crate::limits;
use crate::units::FrameNumber;

const SECTION_HEADER: u32 = 0x0A0D_0D0A;
const INTERFACE_DESCRIPTION: u32 = 1;
const OBSOLETE_PACKET: u32 = 2;
const SIMPLE_PACKET: u32 = 3;
#[cfg(feature = "detail")]
const NAME_RESOLUTION: u32 = 4;
const ENHANCED_PACKET: u32 = 6;
#[cfg(feature = "detail")]
const DECRYPTION_SECRETS: u32 = 10;

/// Type, length and the length again: what the smallest block has.
const SMALLEST_BLOCK: u32 = 12;
/// Byte order magic, version and section length are there, too.
const SMALLEST_SECTION_HEADER: u32 = 28;
/// Type and length before the body.
const BODY_OFFSET: usize = 8;

#[derive(Debug)]
pub(super) struct PcapNgParser {
    /// Byte order of the section; `None` before the first one.
    order: Option<ByteOrder>,
    /// Byte order of the first section.
    first_order: Option<ByteOrder>,
    /// Interfaces of all sections.
    interfaces: Vec<Interface>,
    /// Place in `interfaces` of the first one of this section.
    first_of_section: usize,
    annotations: Annotations,
}

impl PcapNgParser {
    pub(super) fn new() -> Self {
        Self {
            order: None,
            first_order: None,
            interfaces: Vec::new(),
            first_of_section: 0,
            annotations: Annotations::default(),
        }
    }

    pub(super) fn has_section(&self) -> bool {
        self.order.is_some()
    }

    pub(super) fn take_annotations(&mut self) -> Annotations {
        std::mem::take(&mut self.annotations)
    }

    pub(super) fn interfaces(&self) -> &[Interface] {
        &self.interfaces
    }

    pub(super) fn first_byte_order(&self) -> Option<ByteOrder> {
        self.first_order
    }

    pub(super) fn step(
        &mut self,
        input: &[u8],
        offset: u64,
        numbering: &mut Numbering,
        sink: &mut impl FrameSink,
    ) -> Result<Step, OpenError> {
        if input.len() < SMALLEST_BLOCK as usize {
            return Ok(Step::Need(SMALLEST_BLOCK as usize));
        }
        // The type of a section header reads the same in both byte orders.
        let is_section = ByteOrder::Big.u32_at(input, 0) == Some(SECTION_HEADER);
        let order = if is_section { section_order(input) } else { self.order };
        let Some(order) = order else {
            return self.stop(ExpertInfo::new(ExpertCode::BlockBodyInvalid).at_offset(offset), sink);
        };
        let block_type = order.u32_at(input, 0).unwrap_or_default();
        let length = order.u32_at(input, 4).unwrap_or_default();
        let smallest = if is_section { SMALLEST_SECTION_HEADER } else { SMALLEST_BLOCK };
        if length < smallest {
            let info = ExpertInfo::new(ExpertCode::BlockLengthInvalid).at_offset(offset);
            return self.stop(info.expected(smallest.into()).found(length.into()), sink);
        }
        if length > limits::RECORD_BYTES {
            let info = ExpertInfo::new(ExpertCode::RecordTooLong).at_offset(offset);
            return self.stop(info.expected(limits::RECORD_BYTES.into()).found(length.into()), sink);
        }
        let padded = length.next_multiple_of(4) as usize;
        if input.len() < padded {
            return Ok(Step::Need(padded));
        }
        if is_section {
            self.order = Some(order);
            self.first_order.get_or_insert(order);
            self.first_of_section = self.interfaces.len();
        }
        let body = block_body(input, order, length, offset, sink);
        self.read(&Block { order, block_type, body, offset }, numbering, sink);
        Ok(Step::Read(padded))
    }

    fn read(&mut self, block: &Block<'_>, numbering: &mut Numbering, sink: &mut impl FrameSink) {
        match block.block_type {
            SECTION_HEADER => self.section_comments(block, sink),
            INTERFACE_DESCRIPTION => self.add_interface(block, sink),
            #[cfg(feature = "detail")]
            NAME_RESOLUTION => self.names(block, sink),
            #[cfg(feature = "detail")]
            DECRYPTION_SECRETS => self.secrets(block, sink),
            ENHANCED_PACKET | SIMPLE_PACKET | OBSOLETE_PACKET => self.packet(block, numbering, sink),
            _ => {}
        }
    }

    /// Keeps a comment of this block.
    fn comment(
        &mut self,
        block: &Block<'_>,
        (frame, interface): (Option<FrameNumber>, Option<u32>),
        text: &[u8],
        sink: &mut impl FrameSink,
    ) {
        let text = String::from_utf8_lossy(text).into_owned();
        let kept = self.annotations.add_comment(Comment { frame, interface, text });
        block.say_if_full(kept, sink);
    }

    /// Before the first section is known the file cannot be opened; later
    /// what was read stands.
    fn stop(&self, info: ExpertInfo, sink: &mut impl FrameSink) -> Result<Step, OpenError> {
        if self.has_section() {
            sink.expert(info);
            return Ok(Step::Stop);
        }
        let offset = info.offset.unwrap_or_default();
        Err(OpenError { code: OpenErrorCode::SectionInvalid, offset, detail: None })
    }
}

/// A whole block.
struct Block<'a> {
    order: ByteOrder,
    block_type: u32,
    body: &'a [u8],
    /// Byte in the file at which the block begins.
    offset: u64,
}

impl Block<'_> {
    fn expert(&self, code: ExpertCode) -> ExpertInfo {
        ExpertInfo::new(code).at_offset(self.offset)
    }

    /// Says so where something of this block was over the cap on all annotations.
    fn say_if_full(&self, kept: Result<(), Full>, sink: &mut impl FrameSink) {
        if kept == Err(Full) {
            let info = self.expert(ExpertCode::TooManyAnnotations);
            sink.expert(info.expected(limits::ANNOTATION_BYTES as u64));
        }
    }

    /// Says which option of this block cannot be read.
    fn say_broken_option(&self, code: u16, sink: &mut impl FrameSink) {
        sink.expert(self.expert(ExpertCode::OptionInvalid).found(code.into()));
    }

    /// Byte in the file of this byte of the body.
    fn body_offset(&self, at: usize) -> u64 {
        self.offset.saturating_add(BODY_OFFSET as u64).saturating_add(at as u64)
    }
}

/// Byte order of the section that begins here; `None` where its magic number
/// is broken.
fn section_order(input: &[u8]) -> Option<ByteOrder> {
    match ByteOrder::Big.u32_at(input, 8)? {
        0x1A2B_3C4D => Some(ByteOrder::Big),
        0x4D3C_2B1A => Some(ByteOrder::Little),
        _ => None,
    }
}

/// The body of a block whose bytes are all there. pcap-file refuses blocks
/// whose length is not a multiple of four or stands differently at their end;
/// both occur in real files, and the length at the beginning is the one that
/// tells.
fn block_body<'a>(
    input: &'a [u8],
    order: ByteOrder,
    length: u32,
    offset: u64,
    sink: &mut impl FrameSink,
) -> &'a [u8] {
    let block = match order {
        ByteOrder::Little => RawBlock::from_slice::<LittleEndian>(input),
        ByteOrder::Big => RawBlock::from_slice::<BigEndian>(input),
    };
    if let Ok((_, RawBlock { body: std::borrow::Cow::Borrowed(body), .. })) = block {
        return body;
    }
    let end = (length as usize).saturating_sub(4);
    let trailer_at = (length.next_multiple_of(4) as usize).saturating_sub(4);
    let info = if length.is_multiple_of(4) {
        let trailer = order.u32_at(input, trailer_at).unwrap_or_default();
        let info = ExpertInfo::new(ExpertCode::BlockTrailerDiffers);
        info.expected(length.into()).found(trailer.into())
    } else {
        ExpertInfo::new(ExpertCode::BlockLengthUnaligned).found(length.into())
    };
    sink.expert(info.at_offset(offset));
    input.get(BODY_OFFSET..end).unwrap_or_default()
}
