//! Floor 2: the capture file. Bytes in, in slices of any size; frames out.
//!
//! Nothing here does I/O and nothing here ends a file early for an odd field:
//! pcap-file does the framing of whole records and blocks with its stateless
//! functions, and what stands in them is decoded leniently here, each oddity
//! an expert info. Only a file whose beginning is no capture is refused, with
//! an [`OpenError`].
//!
//! - [`CaptureReader`]: the push parser; compressed files are unpacked on the way
//! - [`identify`]: what a file is, by its first bytes
//! - [`RawFrame`]: what comes out
//! - [`Annotations`]: what a file says besides its frames

mod annotations;
mod byte_order;
mod compression;
mod format;
mod frame;
mod interface;
mod open_error;
mod pcap;
mod pcap_variant;
mod pcapng;
mod plain_reader;
mod reader;
mod resolution;
mod step;
mod unpack;

pub use annotations::{Annotations, Comment, ResolvedName, Secrets};
pub use byte_order::ByteOrder;
pub use compression::Compression;
pub use format::{FileKind, Format, identify};
pub use frame::{FrameSink, RawFrame};
pub use interface::Interface;
pub use open_error::{OpenError, OpenErrorCode};
pub use pcap_variant::PcapVariant;
pub use reader::CaptureReader;
pub use resolution::Resolution;
