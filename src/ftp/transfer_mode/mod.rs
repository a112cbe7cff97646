//! What a data connection does to a file, undone: bytes of the connection in,
//! bytes of the file out.
//!
//! The transmission modes ([`BlockDecoder`], [`CompressedDecoder`],
//! [`DeflateDecoder`]; RFC 959 §3.4), the records of stream mode
//! ([`RecordDecoder`]) and the line ends of text ([`TextDecoder`]; §3.1.1.1)
//! are machines with one interface, [`Decoder`]; [`decoder`] puts together
//! those that the parameters of a transfer ask for.
//!
//! ```
//! # use ftpscope::ftp::transfer_mode::{Decoder, LineEnds, Stop, TextDecoder};
//! let mut decoder = TextDecoder::new(LineEnds::Local);
//! let mut file = Vec::new();
//! let mut rest: &[u8] = b"one\r\ntwo\r\n";
//! loop {
//!     let progress = decoder.push(rest, 4, &mut file).expect("text is never invalid");
//!     rest = &rest[progress.consumed..];
//!     if progress.stop == Stop::Input {
//!         break;
//!     }
//! }
//! assert_eq!(decoder.finish(&mut file).text.crlf, 2);
//! assert_eq!(file, b"one\ntwo\n");
//! ```

mod block;
mod chain;
mod compressed;
mod decoder;
mod deflate;
mod described;
mod descriptor;
mod machine;
mod output;
mod record;
mod selection;
mod text;
mod text_counts;
mod verbatim;

pub use block::BlockDecoder;
pub use chain::Chain;
pub use compressed::CompressedDecoder;
pub use decoder::{DecodeError, DecodeErrorCode, DecodedEnd, Decoder, EndMark, Progress, Stop};
pub use deflate::DeflateDecoder;
pub use record::{RecordDecoder, RecordEnd};
pub use selection::decoder;
pub use text::{LineEnds, TextDecoder};
pub use text_counts::TextCounts;
pub use verbatim::VerbatimDecoder;

#[cfg(test)]
mod tests;
