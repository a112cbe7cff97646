//! A frame taken apart: its layers and their fields, each with the bytes that
//! it stands in, and what the list of packets says of it.
//!
//! Fields have the names that Wireshark gives them, such as
//! `ftp.request.command`. Values are numbers, addresses and text of the
//! capture, no words: those stand in the language files. The info column is
//! Wireshark's, in every language.

mod carried;
mod field;
mod ftp;
mod header;
mod headers;
mod line_parts;
mod names;
mod packet;
mod secret;
mod sent_segment;
mod tcp;
mod tls;

pub use field::Field;
pub use packet::{Packet, take_apart};
pub use sent_segment::SentSegment;
