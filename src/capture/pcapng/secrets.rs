//! Decryption secrets block (pcapng §4.7): kind (4 bytes), length (4), secrets,
//! options.

use super::{Block, PcapNgParser};
use crate::capture::frame::FrameSink;
use crate::expert::ExpertCode;

const SECRETS: usize = 8;

impl PcapNgParser {
    pub(super) fn secrets(&mut self, block: &Block<'_>, sink: &mut impl FrameSink) {
        let fields = block.order.u32_at(block.body, 0).zip(block.order.u32_at(block.body, 4));
        let all = block.body.get(SECRETS..).unwrap_or_default();
        let secrets = fields.and_then(|(kind, length)| Some((kind, all.get(..length as usize)?)));
        match secrets {
            Some((kind, bytes)) => block.say_if_full(self.annotations.add_secrets(kind, bytes), sink),
            None => sink.expert(block.expert(ExpertCode::BlockBodyInvalid).found(block.block_type.into())),
        }
    }
}
