//! Classic pcap: a header of 24 bytes, then records of 16 bytes and a frame
//! (draft-ietf-opsawg-pcap).

use byteorder_slice::{BigEndian, LittleEndian};
use pcap_file::pcap::{PcapHeader, RawPcapPacket};

use super::frame::{FrameSink, Numbering, Record};
use super::step::Step;
use super::{ByteOrder, Format, Interface, Resolution};
use crate::expert::{ExpertCode, ExpertInfo};
use crate::limits;

const HEADER_LENGTH: usize = 24;
const RECORD_HEADER_LENGTH: usize = 16;
/// Place of the link type in the header.
const LINK_TYPE: usize = 20;

/// The upper four bits of the link type tell of a frame check sequence.
pub(super) const LINK_TYPE_MASK: u32 = 0x0FFF_FFFF;

#[derive(Debug)]
pub(super) struct PcapParser {
    order: ByteOrder,
    resolution: Resolution,
    /// The one interface, once the header has been read.
    interface: Option<Interface>,
}

impl PcapParser {
    pub(super) fn new(order: ByteOrder, resolution: Resolution) -> Self {
        Self { order, resolution, interface: None }
    }

    pub(super) fn has_header(&self) -> bool {
        self.interface.is_some()
    }

    pub(super) fn format(&self) -> Format {
        Format::Pcap { order: self.order, resolution: self.resolution }
    }

    pub(super) fn byte_order(&self) -> ByteOrder {
        self.order
    }

    pub(super) fn interfaces(&self) -> &[Interface] {
        self.interface.as_slice()
    }

    pub(super) fn step(
        &mut self,
        input: &[u8],
        offset: u64,
        numbering: &mut Numbering,
        sink: &mut impl FrameSink,
    ) -> Step {
        let Some(interface) = &self.interface else {
            let Ok((_, header)) = PcapHeader::from_slice(input) else { return Step::Need(HEADER_LENGTH) };
            self.interface = Some(Interface {
                // pcap-file gives link types names and takes unknown ones apart; the number is enough.
                link_type: self.order.u32_at(input, LINK_TYPE).unwrap_or_default() & LINK_TYPE_MASK,
                snapshot_length: header.snaplen,
                resolution: self.resolution,
                time_offset: 0,
                name: None,
            });
            return Step::Read(HEADER_LENGTH);
        };
        // The whole header, so that it does not matter how much of it came at once.
        let header = input.get(..RECORD_HEADER_LENGTH);
        let Some(captured_length) = header.and_then(|header| self.order.u32_at(header, 8)) else {
            return Step::Need(RECORD_HEADER_LENGTH);
        };
        if captured_length > limits::RECORD_BYTES {
            let info = ExpertInfo::new(ExpertCode::RecordTooLong).at_offset(offset);
            sink.expert(info.expected(limits::RECORD_BYTES.into()).found(captured_length.into()));
            return Step::Stop;
        }
        let length = RECORD_HEADER_LENGTH.saturating_add(captured_length as usize);
        let record = match self.order {
            ByteOrder::Little => RawPcapPacket::from_slice::<LittleEndian>(input),
            ByteOrder::Big => RawPcapPacket::from_slice::<BigEndian>(input),
        };
        let Ok((_, record)) = record else { return Step::Need(length) };
        let units_a_second = match self.resolution {
            Resolution::NANOSECONDS => 1_000_000_000,
            _ => 1_000_000_u64,
        };
        let fraction = u64::from(record.ts_frac);
        if fraction >= units_a_second {
            let info = ExpertInfo::new(ExpertCode::FractionOverOneSecond).at_offset(offset);
            sink.expert(info.at_frame(numbering.next()).found(fraction));
        }
        // Seconds and fraction have 32 bits each: the sum fits and is a moment before 2107.
        let count = u64::from(record.ts_sec).saturating_mul(units_a_second).saturating_add(fraction);
        let (time, _) = self.resolution.moment(count, 0);
        let record = Record {
            offset: offset.saturating_add(RECORD_HEADER_LENGTH as u64),
            time,
            captured_length,
            original_length: record.orig_len,
            bytes: &record.data,
        };
        numbering.emit(&record, (0, interface), sink);
        Step::Read(length)
    }
}
