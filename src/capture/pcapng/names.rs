//! Name resolution block (pcapng §4.5): records of kind (2 bytes), length (2)
//! and value, then options.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::options::{OptionItem, Options};
use super::{Block, PcapNgParser};
use crate::capture::ResolvedName;
use crate::capture::frame::FrameSink;

const IPV4: u16 = 1;
const IPV6: u16 = 2;

impl PcapNgParser {
    pub(super) fn names(&mut self, block: &Block<'_>, sink: &mut impl FrameSink) {
        // Records are laid out as options are, with an end of their own.
        for record in Options::new(block.order, block.body) {
            let (address, names) = match record {
                OptionItem::Value(IPV4, value) => address::<4, Ipv4Addr>(value),
                OptionItem::Value(IPV6, value) => address::<16, Ipv6Addr>(value),
                OptionItem::Value(..) => continue,
                OptionItem::Broken(code) => {
                    block.say_broken_option(code, sink);
                    continue;
                }
            };
            let Some(address) = address else { continue };
            // Each name ends with a zero byte.
            for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
                let name = String::from_utf8_lossy(name).into_owned();
                block.say_if_full(self.annotations.add_name(ResolvedName { address, name }), sink);
            }
        }
    }
}

fn address<const LENGTH: usize, Address>(value: &[u8]) -> (Option<IpAddr>, &[u8])
where
    Address: From<[u8; LENGTH]> + Into<IpAddr>,
{
    match value.split_first_chunk() {
        Some((bytes, names)) => (Some(Address::from(*bytes).into()), names),
        None => (None, &[]),
    }
}
