//! Packets in their three kinds of block (pcapng §4.3, §4.4, appendix A).

use super::options::{COMMENT, OptionItem, Options};
use super::{Block, ENHANCED_PACKET, PcapNgParser, SIMPLE_PACKET};
use crate::capture::Interface;
use crate::capture::frame::{FrameSink, Numbering, Record};
use crate::expert::ExpertCode;
use crate::units::FrameNumber;

/// `epb_flags` and `pack_flags`.
const FLAGS: u16 = 2;
/// Errors of the link layer, among them a wrong checksum, take the upper half of the flags (§4.3.1).
const LINK_ERRORS: u32 = 0xFFFF_0000;

/// The fields of a packet block, whichever kind it is.
struct Fields {
    interface: u32,
    /// Count of units of the interface; a simple packet has none.
    time: Option<u64>,
    /// Bytes captured; a simple packet does not say.
    captured_length: Option<u32>,
    original_length: u32,
    /// Place of the frame in the body.
    at: usize,
}

impl PcapNgParser {
    pub(super) fn packet(&mut self, block: &Block<'_>, numbering: &mut Numbering, sink: &mut impl FrameSink) {
        let Some(fields) = fields(block) else {
            sink.expert(block.expert(ExpertCode::BlockBodyInvalid).found(block.block_type.into()));
            return;
        };
        let index = self.first_of_section.saturating_add(fields.interface as usize);
        let Some(interface) = self.interfaces.get(index) else {
            // Without its interface nothing is known of the frame, and it gets no number.
            sink.expert(block.expert(ExpertCode::InterfaceUnknown).found(fields.interface.into()));
            return;
        };
        let available = block.body.get(fields.at..).unwrap_or_default();
        let captured_length = fields
            .captured_length
            .unwrap_or_else(|| simple_captured_length(interface, fields.original_length, available.len()));
        let Some(bytes) = available.get(..captured_length as usize) else {
            sink.expert(block.expert(ExpertCode::BlockBodyInvalid).found(block.block_type.into()));
            return;
        };
        let time = match fields.time {
            Some(count) => {
                let (time, within) = interface.resolution.moment(count, interface.time_offset);
                if !within {
                    sink.expert(block.expert(ExpertCode::TimeOutOfRange).at_frame(numbering.next()));
                }
                time
            }
            None => {
                sink.expert(block.expert(ExpertCode::TimeMissing).at_frame(numbering.next()));
                numbering.last_time()
            }
        };
        let record = Record {
            offset: block.body_offset(fields.at),
            time,
            captured_length,
            original_length: fields.original_length,
            bytes,
        };
        // Interfaces are capped far below 2^32.
        numbering.emit(&record, (u32::try_from(index).unwrap_or(u32::MAX), interface), sink);
        let options_at = fields.at.saturating_add((captured_length as usize).next_multiple_of(4));
        let options = block.body.get(options_at..).unwrap_or_default();
        // A simple packet block has none.
        if !options.is_empty() && block.block_type != SIMPLE_PACKET {
            self.packet_options(block, options, numbering.last(), sink);
        }
    }

    #[cold]
    fn packet_options(
        &mut self,
        block: &Block<'_>,
        options: &[u8],
        frame: Option<FrameNumber>,
        sink: &mut impl FrameSink,
    ) {
        for option in Options::new(block.order, options) {
            match option {
                OptionItem::Value(COMMENT, value) => self.comment(block, (frame, None), value, sink),
                OptionItem::Value(FLAGS, value) => match block.order.u32_at(value, 0) {
                    Some(flags) if flags & LINK_ERRORS != 0 => {
                        let mut info = block.expert(ExpertCode::ReceivedWithError);
                        info.frame = frame;
                        sink.expert(info.found((flags & LINK_ERRORS).into()));
                    }
                    Some(_) => {}
                    None => block.say_broken_option(FLAGS, sink),
                },
                OptionItem::Value(..) => {}
                OptionItem::Broken(code) => block.say_broken_option(code, sink),
            }
        }
    }
}

fn fields(block: &Block<'_>) -> Option<Fields> {
    let u16_at = |at| block.order.u16_at(block.body, at);
    let u32_at = |at| block.order.u32_at(block.body, at);
    if block.block_type == SIMPLE_PACKET {
        let original_length = u32_at(0)?;
        return Some(Fields { interface: 0, time: None, captured_length: None, original_length, at: 4 });
    }
    // Enhanced: interface in 32 bits. Obsolete: interface and drop count in 16 bits each.
    let interface = if block.block_type == ENHANCED_PACKET { u32_at(0)? } else { u16_at(0)?.into() };
    let time = u64::from(u32_at(4)?) << 32 | u64::from(u32_at(8)?);
    let (captured_length, original_length) = (Some(u32_at(12)?), u32_at(16)?);
    Some(Fields { interface, time: Some(time), captured_length, original_length, at: 20 })
}

/// A simple packet block holds the lesser of the original and the snapshot
/// length, and padding after it.
fn simple_captured_length(interface: &Interface, original_length: u32, available: usize) -> u32 {
    let limit = match interface.snapshot_length {
        0 => u32::MAX,
        limit => limit,
    };
    original_length.min(limit).min(u32::try_from(available).unwrap_or(u32::MAX))
}
