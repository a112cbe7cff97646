//! The record layer (RFC 8446 §5.1), and the first message of clients that
//! knew SSL 2.0, too (RFC 5246 Appendix E.2).

/// Bytes of a record header. Of the hello in the form of SSL 2.0, the bytes
/// that tell it.
pub const HEADER_BYTES: usize = 5;

/// Bytes of a record: of the plaintext, 2^14, and what encryption may add
/// (RFC 5246 §6.2.3).
const MOST_BYTES: u16 = (1 << 14) + 2048;

/// What a record holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContentType {
    /// From here on the sender encrypts, up to TLS 1.2.
    ChangeCipherSpec,
    /// A warning or the end.
    Alert,
    /// Hellos, certificates and keys.
    Handshake,
    /// What is protected: lines of FTP here.
    ApplicationData,
    /// A hello in the form of SSL 2.0.
    OldHello,
}

/// The header of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RecordHeader {
    /// What the record holds.
    pub content_type: ContentType,
    /// Bytes that follow the header.
    pub length: u16,
}

/// What the first bytes of something are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sight {
    /// A record.
    Record(RecordHeader),
    /// No record.
    Other,
    /// A record, unless the bytes that are to come say otherwise.
    Unclear,
}

/// Tells whether bytes, of which the first [`HEADER_BYTES`] are looked at, are
/// the beginning of a record.
#[must_use]
pub fn see_record(bytes: &[u8]) -> Sight {
    let is = |place: usize, fits: &dyn Fn(u8) -> bool| bytes.get(place).is_none_or(|byte| fits(*byte));
    let is_new =
        is(0, &|byte| (0x14..=0x17).contains(&byte)) && is(1, &|byte| byte == 3) && is(2, &|byte| byte <= 4);
    // Its length has two bytes less a bit; no hello is as long as 4,096 bytes.
    let is_old = is(0, &|byte| (0x80..0x90).contains(&byte))
        && is(2, &|byte| byte == 1)
        && is(3, &|byte| byte == 3)
        && is(4, &|byte| byte <= 3);
    if !is_new && !is_old {
        return Sight::Other;
    }
    let Some(&[first, second, _, high, low]) = bytes.first_chunk() else { return Sight::Unclear };
    let header = if is_new {
        let content_type = match first {
            0x14 => ContentType::ChangeCipherSpec,
            0x15 => ContentType::Alert,
            0x16 => ContentType::Handshake,
            _ => ContentType::ApplicationData,
        };
        RecordHeader { content_type, length: u16::from_be_bytes([high, low]) }
    } else {
        // Three of the bytes counted by its length have been looked at.
        let length = u16::from_be_bytes([first & 0x7F, second]).saturating_sub(3);
        RecordHeader { content_type: ContentType::OldHello, length }
    };
    if (1..=MOST_BYTES).contains(&header.length) { Sight::Record(header) } else { Sight::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_told_from_text() {
        let seen = |content_type, length| Sight::Record(RecordHeader { content_type, length });
        assert_eq!(see_record(b"\x16\x03\x01\x02\x00\x01"), seen(ContentType::Handshake, 512));
        assert_eq!(see_record(b"\x15\x03\x03\x00\x02"), seen(ContentType::Alert, 2));
        assert_eq!(see_record(b"\x14\x03\x03\x00\x01\x01"), seen(ContentType::ChangeCipherSpec, 1));
        assert_eq!(see_record(b"\x17\x03\x04\x48\x00"), seen(ContentType::ApplicationData, 18_432));
        assert_eq!(see_record(b"\x80\x2e\x01\x03\x01"), seen(ContentType::OldHello, 43));
        for unclear in [&b""[..], b"\x16", b"\x16\x03", b"\x16\x03\x01\x02", b"\x80", b"\x80\x2e\x01\x03"] {
            assert_eq!(see_record(unclear), Sight::Unclear, "{unclear:?}");
        }
        for other in [
            &b"2"[..],
            b"USER ",
            b"\x13\x03\x01\x00\x01",
            b"\x18\x03\x01\x00\x01",
            b"\x16\x02",
            b"\x16\x03\x05",
            b"\x16\x03\x01\x00\x00",
            b"\x16\x03\x01\x48\x01",
            b"\xff\xf4\xff",
            b"\x90\x2e\x01",
            b"\x80\x2e\x02",
            b"\x80\x2e\x01\x02",
            b"\x80\x2e\x01\x03\x04",
            b"\x80\x03\x01\x03\x01",
            b"\x16\x16\x01\x03\x01",
        ] {
            assert_eq!(see_record(other), Sight::Other, "{other:?}");
        }
    }
}
