//! The decoder for the parameters of a transfer.

use super::{
    BlockDecoder, Chain, CompressedDecoder, Decoder, DeflateDecoder, LineEnds, RecordDecoder, RecordEnd,
    TextDecoder, VerbatimDecoder,
};
use crate::ftp::transfer_parameters::{FileStructure, RepresentationType, TransferMode};

/// A space in EBCDIC.
const EBCDIC_SPACE: u8 = 0x40;

/// A decoder at the beginning of a connection on which files are sent in this
/// way. Text (TYPE A) gets the line ends that are asked for, also at the end
/// of each record; EBCDIC (TYPE E) stays as it is. `None` where this is not
/// decoded: extended blocks (MODE E), whose file lies in several connections,
/// and pages (STRU P).
#[must_use]
pub fn decoder(
    mode: TransferMode,
    structure: FileStructure,
    representation: RepresentationType,
    line_ends: LineEnds,
) -> Option<Box<dyn Decoder>> {
    let is_text = matches!(representation, RepresentationType::Ascii(_));
    let has_records = match structure {
        FileStructure::File => false,
        FileStructure::Record => true,
        FileStructure::Page => return None,
    };
    // As in the network, so that the text decoder reads them with the other ends of lines.
    let record_end = if is_text && has_records { RecordEnd::CrLf } else { RecordEnd::Joined };
    let filler = match representation {
        RepresentationType::Ascii(_) => b' ',
        RepresentationType::Ebcdic(_) => EBCDIC_SPACE,
        RepresentationType::Image | RepresentationType::Local(_) => 0,
    };
    let file: Box<dyn Decoder> = match mode {
        TransferMode::Stream if has_records => Box::new(RecordDecoder::new(record_end)),
        TransferMode::Stream if is_text => return Some(Box::new(TextDecoder::new(line_ends))),
        TransferMode::Stream => Box::new(VerbatimDecoder::new()),
        TransferMode::Block => Box::new(BlockDecoder::new(record_end)),
        TransferMode::Compressed => Box::new(CompressedDecoder::new(filler, record_end)),
        TransferMode::Deflate if has_records => {
            let records = Box::new(RecordDecoder::new(record_end));
            Box::new(Chain::new(Box::new(DeflateDecoder::new()), records))
        }
        TransferMode::Deflate => Box::new(DeflateDecoder::new()),
        TransferMode::ExtendedBlock => return None,
    };
    Some(if is_text { Box::new(Chain::new(file, Box::new(TextDecoder::new(line_ends)))) } else { file })
}
