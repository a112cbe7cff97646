//! Descriptors of block and compressed mode (RFC 959 §3.4.2).

use super::decoder::{DecodeErrorCode, DecodedEnd, EndMark};

/// The end of the block is the end of a record.
const END_OF_RECORD: u8 = 128;
/// The end of the block is the end of the file.
const END_OF_FILE: u8 = 64;
/// Errors are suspected in the block.
const SUSPECT: u8 = 32;
/// The block is a restart marker.
const RESTART_MARKER: u8 = 16;

/// What is said of a block, or in compressed mode of a string of bytes.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Descriptor(u8);

impl Descriptor {
    /// The descriptor of this byte. Bits that are not defined are refused:
    /// where one is set, the byte is no descriptor, and what follows no block.
    pub(super) fn new(byte: u8) -> Result<Self, DecodeErrorCode> {
        let defined = END_OF_RECORD | END_OF_FILE | SUSPECT | RESTART_MARKER;
        if byte & !defined == 0 { Ok(Self(byte)) } else { Err(DecodeErrorCode::DescriptorInvalid) }
    }

    pub(super) fn ends_record(self) -> bool {
        self.0 & END_OF_RECORD != 0
    }

    pub(super) fn ends_file(self) -> bool {
        self.0 & END_OF_FILE != 0
    }

    /// Whether the bytes are a marker, and none of the file's.
    pub(super) fn is_restart_marker(self) -> bool {
        self.0 & RESTART_MARKER != 0
    }

    /// Counts what was described, now that it is over.
    pub(super) fn count(self, end: &mut DecodedEnd) {
        let one_if = |bit: u8| u64::from(self.0 & bit != 0);
        end.records = end.records.saturating_add(one_if(END_OF_RECORD));
        end.suspect_blocks = end.suspect_blocks.saturating_add(one_if(SUSPECT));
        end.restart_markers = end.restart_markers.saturating_add(one_if(RESTART_MARKER));
        if self.ends_file() {
            end.mark = EndMark::Marked;
        }
    }
}
