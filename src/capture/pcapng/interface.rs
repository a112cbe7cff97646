//! Interface description block (pcapng §4.2): link type (2 bytes), reserved
//! (2), snapshot length (4), options.

use super::options::{OptionItem, Options};
use super::{Block, PcapNgParser};
use crate::capture::frame::FrameSink;
use crate::capture::{Interface, Resolution};
use crate::expert::ExpertCode;
use crate::limits;

const IF_NAME: u16 = 2;
const IF_TSRESOL: u16 = 9;
const IF_TSOFFSET: u16 = 14;

impl PcapNgParser {
    pub(super) fn add_interface(&mut self, block: &Block<'_>, sink: &mut impl FrameSink) {
        if self.interfaces.len().saturating_sub(self.first_of_section) >= limits::INTERFACES {
            sink.expert(block.expert(ExpertCode::TooManyInterfaces).expected(limits::INTERFACES as u64));
            return;
        }
        let fields = block.order.u16_at(block.body, 0).zip(block.order.u32_at(block.body, 4));
        let Some((link_type, snapshot_length)) = fields else {
            sink.expert(block.expert(ExpertCode::BlockBodyInvalid).found(block.block_type.into()));
            return;
        };
        let mut interface = Interface {
            link_type: link_type.into(),
            snapshot_length,
            resolution: Resolution::MICROSECONDS,
            time_offset: 0,
            name: None,
        };
        let options = Options::new(block.order, block.body.get(8..).unwrap_or_default());
        for option in options {
            let understood = match option {
                OptionItem::Value(IF_NAME, value) => {
                    interface.name = Some(String::from_utf8_lossy(value).into_owned());
                    Ok(())
                }
                OptionItem::Value(code @ IF_TSRESOL, value) => value.first().ok_or(code).map(|&value| {
                    interface.resolution = Resolution::from_option(value);
                }),
                OptionItem::Value(code @ IF_TSOFFSET, value) => {
                    block.order.u64_at(value, 0).ok_or(code).map(|value| {
                        interface.time_offset = value.cast_signed();
                    })
                }
                OptionItem::Value(..) => Ok(()),
                OptionItem::Broken(code) => Err(code),
            };
            if let Err(code) = understood {
                sink.expert(block.expert(ExpertCode::OptionInvalid).found(code.into()));
            }
        }
        self.interfaces.push(interface);
    }
}
