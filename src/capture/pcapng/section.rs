//! Section header block (pcapng §4.1): byte order magic (4 bytes), version (4),
//! length of the section (8), options.

use super::options::{COMMENT, OptionItem, Options};
use super::{Block, PcapNgParser};
use crate::capture::frame::FrameSink;

const OPTIONS: usize = 16;

impl PcapNgParser {
    /// Comments on the section are those on the whole capture.
    pub(super) fn section_comments(&mut self, block: &Block<'_>, sink: &mut impl FrameSink) {
        for option in Options::new(block.order, block.body.get(OPTIONS..).unwrap_or_default()) {
            match option {
                OptionItem::Value(COMMENT, value) => self.comment(block, (None, None), value, sink),
                OptionItem::Value(..) => {}
                OptionItem::Broken(code) => block.say_broken_option(code, sink),
            }
        }
    }
}
