//! pcap: a header of 24 bytes, then records of 16 bytes and a frame
//! (draft-ietf-opsawg-pcap), and two variants with a little more in either.

use super::frame::{FrameSink, Numbering, Record};
use super::step::Step;
use super::{ByteOrder, Format, Interface, PcapVariant, Resolution};
use crate::expert::{ExpertCode, ExpertInfo};
use crate::limits;

/// The upper 16 bits tell of a frame check sequence or are reserved.
const LINK_TYPE_MASK: u32 = 0xFFFF;

#[derive(Debug)]
pub(super) struct PcapParser {
    order: ByteOrder,
    resolution: Resolution,
    variant: PcapVariant,
    /// The one interface, once the header has been read.
    interface: Option<Interface>,
    lengths: Lengths,
}

/// The order of the two lengths of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lengths {
    /// Captured length first: since version 2.4.
    Captured,
    /// Original length first: before version 2.3, and in DG/UX's tcpdump.
    Original,
    /// Programs disagreed in version 2.3: the lesser one is the captured length.
    Lesser,
}

impl Lengths {
    fn of_version(major: u16, minor: u16) -> Self {
        match (major, minor) {
            (2, 0..=2) | (543, _) => Self::Original,
            (2, 3) => Self::Lesser,
            _ => Self::Captured,
        }
    }

    /// Captured and original length, from the two fields.
    fn told(self, first: u32, second: u32) -> (u32, u32) {
        match self {
            Self::Captured => (first, second),
            Self::Original => (second, first),
            Self::Lesser => (first.min(second), first.max(second)),
        }
    }
}

impl PcapParser {
    pub(super) fn new(order: ByteOrder, resolution: Resolution, variant: PcapVariant) -> Self {
        Self { order, resolution, variant, interface: None, lengths: Lengths::Captured }
    }

    pub(super) fn has_header(&self) -> bool {
        self.interface.is_some()
    }

    pub(super) fn format(&self) -> Format {
        Format::Pcap { order: self.order, resolution: self.resolution, variant: self.variant }
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
            let length = self.variant.header_length();
            if input.len() < length {
                return Step::Need(length);
            }
            self.header(input);
            return Step::Read(length);
        };
        let header_length = self.variant.record_header_length();
        // The whole header, so that it does not matter how much of it came at once.
        let Some(header) = input.get(..header_length) else { return Step::Need(header_length) };
        let field = |at| self.order.u32_at(header, at);
        let fields = (field(0), field(4), field(8), field(12));
        let (Some(seconds), Some(fraction), Some(first), Some(second)) = fields else {
            return Step::Need(header_length);
        };
        let (captured_length, original_length) = self.lengths.told(first, second);
        if captured_length > limits::RECORD_BYTES {
            let info = ExpertInfo::new(ExpertCode::RecordTooLong).at_offset(offset);
            sink.expert(info.expected(limits::RECORD_BYTES.into()).found(captured_length.into()));
            return Step::Stop;
        }
        let length = header_length.saturating_add(captured_length as usize);
        let Some(bytes) = input.get(header_length..length) else { return Step::Need(length) };
        let units_a_second = match self.resolution {
            Resolution::NANOSECONDS => 1_000_000_000,
            _ => 1_000_000_u64,
        };
        let fraction = u64::from(fraction);
        if fraction >= units_a_second {
            let info = ExpertInfo::new(ExpertCode::FractionOverOneSecond).at_offset(offset);
            sink.expert(info.at_frame(numbering.next()).found(fraction));
        }
        // Seconds and fraction have 32 bits each: the sum fits and is a moment before 2107.
        let count = u64::from(seconds).saturating_mul(units_a_second).saturating_add(fraction);
        let (time, _) = self.resolution.moment(count, 0);
        let record = Record {
            offset: offset.saturating_add(header_length as u64),
            time,
            captured_length,
            original_length,
            bytes,
        };
        numbering.emit(&record, (0, interface), sink);
        Step::Read(length)
    }

    /// Version (2 bytes each for major and minor), two unused fields, snapshot length, link type.
    fn header(&mut self, input: &[u8]) {
        let u16_at = |at| self.order.u16_at(input, at).unwrap_or_default();
        let u32_at = |at| self.order.u32_at(input, at).unwrap_or_default();
        self.lengths = Lengths::of_version(u16_at(4), u16_at(6));
        self.interface = Some(Interface {
            link_type: u32_at(20) & LINK_TYPE_MASK,
            snapshot_length: u32_at(16),
            resolution: self.resolution,
            ..Interface::default()
        });
    }
}
