//! pcapng files, written by pcap-file; blocks that it refuses to write are
//! given as they are.

use std::borrow::Cow;
use std::time::Duration;

use pcap_file::pcapng::blocks::enhanced_packet::EnhancedPacketBlock;
use pcap_file::pcapng::blocks::interface_description::{
    InterfaceDescriptionBlock, InterfaceDescriptionOption,
};
use pcap_file::pcapng::{PcapNgWriter, RawBlock};
use pcap_file::{DataLink, Endianness};

/// Type of an enhanced packet block.
pub(crate) const ENHANCED: u32 = 6;

/// A section in the making.
pub(crate) struct Section {
    order: Endianness,
    writer: PcapNgWriter<Vec<u8>>,
}

impl Section {
    /// A section without interfaces.
    pub(crate) fn new(order: Endianness) -> Self {
        Self { order, writer: PcapNgWriter::with_endianness(Vec::new(), order).expect("memory") }
    }

    /// A section with one interface: Ethernet, no limit, microseconds.
    pub(crate) fn with_interface(order: Endianness) -> Self {
        Self::new(order).interface(Vec::new())
    }

    /// Describes the next interface.
    pub(crate) fn interface(self, options: Vec<InterfaceDescriptionOption<'_>>) -> Self {
        self.interface_with(0, options)
    }

    /// Describes the next interface, with a snapshot length.
    pub(crate) fn interface_with(
        mut self,
        snaplen: u32,
        options: Vec<InterfaceDescriptionOption<'_>>,
    ) -> Self {
        let block = InterfaceDescriptionBlock { linktype: DataLink::ETHERNET, snaplen, options };
        self.writer.write_pcapng_block(block).expect("memory");
        self
    }

    /// A packet, at this count of the interface's unit.
    pub(crate) fn packet(mut self, interface: u32, count: u64, bytes: &[u8]) -> Self {
        let block = EnhancedPacketBlock {
            interface_id: interface,
            // The writer takes the count for nanoseconds, whatever the unit.
            timestamp: Duration::from_nanos(count),
            original_len: bytes.len() as u32,
            data: Cow::Borrowed(bytes),
            options: Vec::new(),
        };
        self.writer.write_pcapng_block(block).expect("memory");
        self
    }

    /// A packet of interface 0, which pcap-file need not know of.
    pub(crate) fn unchecked_packet(self, bytes: &[u8]) -> Self {
        let length = bytes.len() as u32;
        let padding = &[0; 3][..bytes.len().next_multiple_of(4) - bytes.len()];
        let body = self.body(&[0, 0, 1, length, length], &[bytes, padding].concat());
        self.block(ENHANCED, &body)
    }

    /// A block of this type with this body, which must have the right length.
    pub(crate) fn block(self, block_type: u32, body: &[u8]) -> Self {
        let length = body.len() as u32 + 12;
        self.block_with_lengths(block_type, body, length, length)
    }

    /// A block whose lengths are whatever they are.
    pub(crate) fn block_with_lengths(
        mut self,
        block_type: u32,
        body: &[u8],
        initial_len: u32,
        trailer_len: u32,
    ) -> Self {
        let block = RawBlock { type_: block_type, initial_len, body: Cow::Borrowed(body), trailer_len };
        self.writer.write_raw_block(&block).expect("memory");
        self
    }

    /// Fields of 32 bits and then bytes, as the body of a block.
    pub(crate) fn body(&self, fields: &[u32], bytes: &[u8]) -> Vec<u8> {
        let fields = fields.iter().flat_map(|field| match self.order {
            Endianness::Little => field.to_le_bytes(),
            Endianness::Big => field.to_be_bytes(),
        });
        fields.chain(bytes.iter().copied()).collect()
    }

    /// Bytes so far.
    pub(crate) fn length(&self) -> u64 {
        self.writer.get_ref().len() as u64
    }

    /// The section.
    pub(crate) fn done(self) -> Vec<u8> {
        self.writer.into_inner()
    }
}
