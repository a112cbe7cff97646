//! Interface description block (pcapng §4.2): link type (2 bytes), reserved
//! (2), snapshot length (4), options.

use super::options::{COMMENT, OptionItem, Options};
use super::{Block, PcapNgParser};
use crate::capture::frame::FrameSink;
use crate::capture::{Interface, Resolution};
use crate::expert::ExpertCode;
use crate::limits;

const IF_NAME: u16 = 2;
const IF_DESCRIPTION: u16 = 3;
const IF_TSRESOL: u16 = 9;
const IF_FILTER: u16 = 11;
const IF_OS: u16 = 12;
const IF_TSOFFSET: u16 = 14;

impl PcapNgParser {
    pub(super) fn add_interface(&mut self, block: &Block<'_>, sink: &mut impl FrameSink) {
        if self.interfaces.len() >= limits::INTERFACES {
            sink.expert(block.expert(ExpertCode::TooManyInterfaces).expected(limits::INTERFACES as u64));
            return;
        }
        let fields = block.order.u16_at(block.body, 0).zip(block.order.u32_at(block.body, 4));
        let Some((link_type, snapshot_length)) = fields else {
            sink.expert(block.expert(ExpertCode::BlockBodyInvalid).found(block.block_type.into()));
            return;
        };
        let mut interface =
            Interface { link_type: link_type.into(), snapshot_length, ..Interface::default() };
        // Interfaces are capped far below 2^32.
        let place = u32::try_from(self.interfaces.len()).unwrap_or(u32::MAX);
        for option in Options::new(block.order, block.body.get(8..).unwrap_or_default()) {
            match option {
                OptionItem::Value(COMMENT, value) => self.comment(block, (None, Some(place)), value, sink),
                OptionItem::Value(code, value) => {
                    if interface.read_option(block, code, value).is_none() {
                        block.say_broken_option(code, sink);
                    }
                }
                OptionItem::Broken(code) => block.say_broken_option(code, sink),
            }
        }
        self.interfaces.push(interface);
    }
}

impl Interface {
    /// Reads an option; `None` where its value is too short.
    fn read_option(&mut self, block: &Block<'_>, code: u16, value: &[u8]) -> Option<()> {
        let text = || Some(String::from_utf8_lossy(value).into_owned());
        match code {
            IF_NAME => self.name = text(),
            IF_DESCRIPTION => self.description = text(),
            IF_OS => self.os = text(),
            IF_TSRESOL => self.resolution = Resolution::from_option(*value.first()?),
            IF_TSOFFSET => self.time_offset = block.order.u64_at(value, 0)?.cast_signed(),
            // A byte before the filter tells its kind: 0 for text, else a program.
            IF_FILTER => {
                if let (0, filter) = value.split_first()? {
                    self.filter = Some(String::from_utf8_lossy(filter).into_owned());
                }
            }
            _ => {}
        }
        Some(())
    }
}
