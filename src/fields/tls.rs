//! Records of TLS on a control connection (RFC 8446 §5.1).

use std::ops::Range;

use super::field::Field;
use crate::ftp::tls::{ContentType, HEADER_BYTES, Sight, see_record};

/// Records of one frame that are shown.
const RECORDS: usize = 64;

/// Messages of a handshake that can be in clear (RFC 8446 §4, RFC 5246 §7.4).
const MESSAGES: [(u8, &str); 9] = [
    (0, "Hello Request"),
    (1, "Client Hello"),
    (2, "Server Hello"),
    (4, "New Session Ticket"),
    (11, "Certificate"),
    (12, "Server Key Exchange"),
    (13, "Certificate Request"),
    (14, "Server Hello Done"),
    (16, "Client Key Exchange"),
];

/// The records that begin in this range of a frame, which begins with one,
/// and what the info column says of them. `None` where it does not begin so.
pub(super) fn records(frame: &[u8], range: Range<usize>) -> Option<(Field, String)> {
    let mut layer = Field::layer("tls", range.clone());
    let mut says = Vec::new();
    let mut at = range.start;
    while at < range.end && says.len() < RECORDS {
        let bytes = frame.get(at..range.end).unwrap_or_default();
        let Sight::Record(header) = see_record(bytes) else { break };
        let length = HEADER_BYTES.saturating_add(header.length.into());
        let end = at.saturating_add(length).min(range.end);
        let what = content(header.content_type, bytes.get(HEADER_BYTES..).unwrap_or_default(), header.length);
        let mut record = Field::layer("tls.record", at..end);
        what.clone_into(&mut record.value);
        let part = |from: usize, length: usize| {
            let start = at.saturating_add(from).min(range.end);
            start..start.saturating_add(length).min(range.end)
        };
        if header.content_type != ContentType::OldHello {
            let number = bytes.first().copied().unwrap_or_default();
            record.add_number("tls.record.content_type", number.into(), part(0, 1));
            let version = bytes.get(1..3).and_then(|version| version.first_chunk::<2>());
            let version = version.map_or(0, |version| u16::from_be_bytes(*version));
            record.add("tls.record.version", format!("{version:#06x}"), part(1, 2));
            record.add_number("tls.record.length", header.length.into(), part(3, 2));
        }
        layer.children.push(record);
        says.push(what);
        at = end;
    }
    (!says.is_empty()).then(|| (layer, says.join(", ")))
}

/// What a record holds, as Wireshark says it.
fn content(content_type: ContentType, bytes: &[u8], length: u16) -> &'static str {
    match content_type {
        ContentType::ChangeCipherSpec => "Change Cipher Spec",
        // An alert in clear has two bytes.
        ContentType::Alert if length == 2 => "Alert",
        ContentType::Alert => "Encrypted Alert",
        ContentType::ApplicationData => "Application Data",
        ContentType::OldHello => "Client Hello",
        ContentType::Handshake => {
            let known = MESSAGES.iter().find(|(number, _)| bytes.first() == Some(number));
            // A message has its length in three bytes; what is encrypted has anything.
            let is_clear = bytes.get(1) == Some(&0);
            known.filter(|_| is_clear).map_or("Encrypted Handshake Message", |(_, name)| name)
        }
    }
}
