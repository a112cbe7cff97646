//! What comes out of a capture file.

use super::Interface;
use crate::expert::ExpertInfo;
use crate::units::{FrameNumber, Timestamp};

/// A frame as the file holds it.
#[derive(Clone, Copy, Debug)]
pub struct RawFrame<'a> {
    /// Its number, from 1.
    pub number: FrameNumber,
    /// When it was captured.
    pub time: Timestamp,
    /// The captured bytes.
    pub bytes: &'a [u8],
    /// Bytes that the frame had; more than `bytes` holds where the snapshot length cut it, never less.
    pub original_length: u32,
    /// Byte in the file at which `bytes` begins.
    pub offset: u64,
    /// Link type of its interface.
    pub link_type: u32,
    /// Place of its interface in [`CaptureReader::interfaces`](super::CaptureReader::interfaces).
    pub interface: u32,
}

/// Who takes frames and expert infos as they come out of a capture file.
pub trait FrameSink {
    /// The next frame, in the order of the file.
    fn frame(&mut self, frame: &RawFrame<'_>);

    /// Something odd.
    fn expert(&mut self, info: ExpertInfo);

    /// The next bytes of the capture where the file is compressed: whoever
    /// wants to read frames again keeps them.
    fn unpacked(&mut self, _bytes: &[u8]) {}
}

/// A packet record with its fields as they stand in the file.
pub(super) struct Record<'a> {
    pub(super) offset: u64,
    pub(super) time: Timestamp,
    pub(super) captured_length: u32,
    pub(super) original_length: u32,
    pub(super) bytes: &'a [u8],
}

/// Gives frames their numbers and checks what every format can have wrong.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    last: Option<(FrameNumber, Timestamp)>,
}

impl Numbering {
    /// The number that the next frame will have.
    pub(super) fn next(&self) -> FrameNumber {
        self.last.map_or(FrameNumber::FIRST, |(number, _)| number.next())
    }

    /// The number of the frame that came last.
    pub(super) fn last(&self) -> Option<FrameNumber> {
        self.last.map(|(number, _)| number)
    }

    /// The time of the frame before, for packet blocks without one.
    pub(super) fn last_time(&self) -> Timestamp {
        self.last.map_or(Timestamp::default(), |(_, time)| time)
    }

    /// How many frames have come.
    pub(super) fn count(&self) -> u32 {
        self.last.map_or(0, |(number, _)| number.get())
    }

    /// Hands a record on as the next frame.
    pub(super) fn emit(
        &mut self,
        record: &Record<'_>,
        (index, interface): (u32, &Interface),
        sink: &mut impl FrameSink,
    ) {
        use crate::expert::ExpertCode as Code;
        let number = self.next();
        let info = |code| ExpertInfo::new(code).at_frame(number).at_offset(record.offset);
        let captured = record.captured_length;
        if captured > record.original_length {
            let info = info(Code::CapturedExceedsOriginal);
            sink.expert(info.expected(record.original_length.into()).found(captured.into()));
        }
        // A snapshot length of 0 means no limit: libpcap writes it so, too.
        if interface.snapshot_length != 0 && captured > interface.snapshot_length {
            let info = info(Code::CapturedExceedsSnapshot);
            sink.expert(info.expected(interface.snapshot_length.into()).found(captured.into()));
        }
        if let Some((_, before)) = self.last
            && record.time < before
        {
            let nanoseconds = before.nanoseconds_since(record.time).unsigned_abs();
            sink.expert(info(Code::TimeBackwards).found(nanoseconds));
        }
        self.last = Some((number, record.time));
        sink.frame(&RawFrame {
            number,
            time: record.time,
            bytes: record.bytes,
            original_length: record.original_length.max(captured),
            offset: record.offset,
            link_type: interface.link_type,
            interface: index,
        });
    }
}
