//! How things and values are called, so that both readers call them alike.

use std::net::{IpAddr, SocketAddr};

use ftpscope::limits::LINE_BYTES;

use super::facts::{Fields, escaped, or_nothing};

/// Bytes of a text that are compared. Of longer ones, which this program cuts
/// at [`LINE_BYTES`], the length is, too; all their bytes are in the SHA-256 of
/// the half stream.
const COMPARED: usize = 60_000;
const _: () = assert!(COMPARED < LINE_BYTES);

/// Bytes as text.
pub(crate) fn shown(bytes: &[u8]) -> String {
    shown_of(bytes, bytes.len() as u64)
}

/// The same for the beginning of a text of this length.
pub(crate) fn shown_of(bytes: &[u8], length: u64) -> String {
    match bytes.get(..COMPARED) {
        Some(begin) if length > begin.len() as u64 => format!("{} and more, {length} bytes", escaped(begin)),
        _ => escaped(bytes),
    }
}

pub(crate) fn endpoint((address, port): (IpAddr, u16)) -> String {
    SocketAddr::new(address, port).to_string()
}

pub(crate) fn stream_name(stream: u32) -> String {
    format!("connection {stream}")
}

pub(crate) fn stream_fields(first_frame: u32, last_frame: u32, opener: Option<String>) -> Fields {
    vec![
        ("first frame", first_frame.to_string()),
        ("last frame", last_frame.to_string()),
        ("opened by", or_nothing(opener)),
    ]
}

pub(crate) fn half_name(stream: u32, from: &str, to: &str) -> String {
    format!("connection {stream}, {from} to {to}")
}

pub(crate) fn control_name(stream: u32) -> String {
    format!("control {stream}")
}

pub(crate) fn request_name(stream: u32, frame: u32) -> String {
    format!("control {stream}, request in frame {frame}")
}

pub(crate) fn reply_name(stream: u32, frame: u32) -> String {
    format!("control {stream}, reply in frame {frame}")
}

pub(crate) fn credentials_name(stream: u32, frame: u32) -> String {
    format!("control {stream}, credentials in frame {frame}")
}

pub(crate) fn transfer_name(stream: u32, frame: u32) -> String {
    format!("control {stream}, transfer of frame {frame}")
}
