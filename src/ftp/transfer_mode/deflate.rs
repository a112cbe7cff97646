//! Deflate mode (draft-preston-ftpext-deflate): zlib (RFC 1950) around deflate (RFC 1951).

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress_with_limit, inflate_flags};

use super::decoder::{DecodeErrorCode, EndMark};
use super::machine::{Common, Fault, Machine, Step};
use super::output::Output;

/// Bytes of the ring that deflate writes to and copies from: a power of two, at least its window of 32 KiB.
const RING: usize = 64 * 1024;

/// The method in the lower half of the first byte of a zlib header.
const DEFLATE: u8 = 8;
/// The greatest window, in the upper half.
const LARGEST_WINDOW: u8 = 7;
/// The header, as a number, is a multiple of this.
const HEADER_CHECK: u16 = 31;
/// The bit of the second byte that asks for a dictionary.
const DICTIONARY: u8 = 1 << 5;

/// Inflates a file (MODE Z).
///
/// Programs send one zlib stream a file. Another one directly behind it goes
/// on with the file; other bytes there are counted, and none of the file's.
/// Deflate without zlib around it is read, too: the draft recommends
/// parameters of the zlib library that make it so. It has no checksum.
///
/// ```
/// # use ftpscope::ftp::transfer_mode::{Decoder, DeflateDecoder, EndMark, Stop};
/// let mut decoder = DeflateDecoder::new();
/// let mut file = Vec::new();
/// let input = [0x78, 0x9C, 0x4B, 0xCC, 0xCB, 0x4B, 0x04, 0x00, 0x04, 0x0F, 0x01, 0x9F];
/// let progress = decoder.push(&input, 1_000, &mut file).expect("a zlib stream");
/// assert_eq!((progress.consumed, progress.stop), (12, Stop::Input));
/// assert_eq!(decoder.finish(&mut file).mark, EndMark::Marked);
/// assert_eq!(file, b"anna");
/// ```
pub struct DeflateDecoder {
    common: Common,
    place: Place,
    /// The two bytes that tell what a stream is, before they are inflated.
    held: Vec<u8>,
    inflater: Box<DecompressorOxide>,
    ring: Box<[u8]>,
    /// Where in the ring the next byte is written.
    at: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// Before the first stream.
    Begin,
    /// In a stream with zlib around it.
    Zlib,
    /// In a stream without.
    Raw,
    /// Behind a stream, before what may be the next one.
    Between,
    /// Behind the last one.
    Trailing,
}

impl Default for DeflateDecoder {
    fn default() -> Self {
        Self::new()
    }
}

impl DeflateDecoder {
    /// A decoder at the beginning of a connection.
    #[must_use]
    pub fn new() -> Self {
        let ring = vec![0; RING].into_boxed_slice();
        let held = Vec::with_capacity(2);
        Self { common: Common::default(), place: Place::Begin, held, inflater: Box::default(), ring, at: 0 }
    }

    /// The two bytes before a stream, or behind one.
    fn gather(&mut self, input: &[u8]) -> Result<Step, Fault> {
        let Some(&byte) = input.first() else { return Ok(Step::NeedsInput) };
        self.held.push(byte);
        let &[first, second] = self.held.as_slice() else { return Ok(Step::Went(1)) };
        self.place = match (is_zlib_header(first, second), self.place) {
            (true, _) if second & DICTIONARY != 0 => return Err(DecodeErrorCode::DictionaryNeeded.into()),
            (true, _) => Place::Zlib,
            (false, Place::Begin) => {
                self.common.file.is_unchecked = true;
                Place::Raw
            }
            (false, _) => {
                self.trailing();
                return Ok(Step::Went(1));
            }
        };
        self.inflater.init();
        Ok(Step::Went(1))
    }

    /// What was held begins no stream.
    fn trailing(&mut self) {
        self.place = Place::Trailing;
        self.count_trailing(self.held.len());
        self.held.clear();
    }

    fn count_trailing(&mut self, bytes: usize) {
        let file = &mut self.common.file;
        file.trailing_bytes = file.trailing_bytes.saturating_add(bytes as u64);
    }

    fn inflate(&mut self, flag: u32, input: &[u8], output: &mut Output<'_>) -> Result<Step, Fault> {
        if output.is_full() {
            return Ok(Step::NeedsRoom);
        }
        let is_held = !self.held.is_empty();
        let source = if is_held { self.held.as_slice() } else { input };
        let flags = inflate_flags::TINFL_FLAG_HAS_MORE_INPUT | flag;
        let begin = self.at % RING;
        let (status, read, length) =
            decompress_with_limit(&mut self.inflater, source, &mut self.ring, begin, output.left(), flags);
        self.at = begin.saturating_add(length);
        output.append(self.ring.get(begin..self.at).unwrap_or_default());
        let consumed = match is_held {
            // These were taken when they came.
            true => {
                self.held.drain(..read.min(self.held.len()));
                0
            }
            false => read,
        };
        let code = match status {
            TINFLStatus::Done => {
                self.place = Place::Between;
                self.common.file.deflated_streams = self.common.file.deflated_streams.saturating_add(1);
                return Ok(Step::Went(consumed));
            }
            TINFLStatus::NeedsMoreInput | TINFLStatus::HasMoreOutput if read > 0 || length > 0 => {
                return Ok(Step::Went(consumed));
            }
            TINFLStatus::NeedsMoreInput => return Ok(Step::NeedsInput),
            TINFLStatus::Adler32Mismatch => DecodeErrorCode::ChecksumDiffers,
            _ => DecodeErrorCode::DeflateInvalid,
        };
        Err(Fault { code, at: consumed })
    }
}

impl Machine for DeflateDecoder {
    fn common(&mut self) -> &mut Common {
        &mut self.common
    }

    fn step(&mut self, input: &[u8], output: &mut Output<'_>) -> Result<Step, Fault> {
        match self.place {
            Place::Begin | Place::Between => self.gather(input),
            Place::Zlib => self.inflate(inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER, input, output),
            Place::Raw => self.inflate(0, input, output),
            Place::Trailing if input.is_empty() => Ok(Step::NeedsInput),
            Place::Trailing => {
                self.count_trailing(input.len());
                Ok(Step::Went(input.len()))
            }
        }
    }

    fn end(&mut self, _output: &mut Output<'_>) {
        self.common.file.mark = match self.place {
            Place::Begin if self.held.is_empty() => EndMark::Unmarked,
            Place::Begin | Place::Zlib | Place::Raw => EndMark::Cut,
            Place::Between | Place::Trailing => EndMark::Marked,
        };
        if self.place == Place::Between {
            self.trailing();
        }
        self.place = Place::Begin;
        self.held.clear();
    }
}

/// Whether these two bytes begin a zlib stream (RFC 1950 §2.2).
fn is_zlib_header(first: u8, second: u8) -> bool {
    let is_check_right = u16::from_be_bytes([first, second]).is_multiple_of(HEADER_CHECK);
    first & 0x0F == DEFLATE && first >> 4 <= LARGEST_WINDOW && is_check_right
}
