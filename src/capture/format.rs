//! What a file is, by its first bytes and never by its name.

use super::{ByteOrder, Compression, OpenError, OpenErrorCode, PcapVariant, Resolution};

/// A format of capture files that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// pcap (draft-ietf-opsawg-pcap).
    Pcap {
        /// Byte order of its fields.
        order: ByteOrder,
        /// Unit of its timestamps.
        resolution: Resolution,
        /// What else its magic number tells.
        variant: PcapVariant,
    },
    /// pcapng (draft-ietf-opsawg-pcapng).
    PcapNg,
}

/// What the first bytes of a file say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A capture that can be read.
    Capture(Format),
    /// A compressed file; what is in it is told once it is unpacked.
    Compressed(Compression),
    /// Something else, with the reason why it is refused.
    Refused(OpenErrorCode, &'static str),
    /// More bytes are needed to tell.
    Undecided,
}

/// Bytes after which every file is told.
const ENOUGH: usize = 16;

use OpenErrorCode::{NotACapture, VariantUnsupported};

/// First bytes of files that people take for captures, or that hold one.
const REFUSED: &[(&[u8], OpenErrorCode, &str)] = &[
    (b"snoop\0\0\0", VariantUnsupported, "snoop"),
    (b"GMBU", VariantUnsupported, "netmon"),
    (b"RTSS", VariantUnsupported, "netmon"),
    (b"\x89PNG\r\n\x1A\n", NotACapture, "png"),
    (b"\xFF\xD8\xFF", NotACapture, "jpeg"),
    (b"GIF8", NotACapture, "gif"),
    (b"RIFF", NotACapture, "webp"),
    (b"%PDF-", NotACapture, "pdf"),
    (b"PK\x03\x04", NotACapture, "zip"),
    (b"PK\x05\x06", NotACapture, "zip"),
    (b"\x7FELF", NotACapture, "elf"),
    (b"MZ", NotACapture, "windows_program"),
    (b"SQLite format 3", NotACapture, "sqlite"),
];

/// What a file is, by its first bytes. Sixteen bytes decide every case, and
/// `ended` tells that there are no more.
#[must_use]
pub fn identify(head: &[u8], ended: bool) -> FileKind {
    if head.len() < ENOUGH && !ended {
        return FileKind::Undecided;
    }
    // No more than these, so that it does not matter how much came at once.
    let head = head.get(..ENOUGH).unwrap_or(head);
    if let Some(format) = pcap_format(head) {
        return FileKind::Capture(format);
    }
    if head.starts_with(b"\x0A\x0D\x0D\x0A") {
        return FileKind::Capture(Format::PcapNg);
    }
    if let Some(compression) = Compression::told_by(head) {
        return FileKind::Compressed(compression);
    }
    REFUSED
        .iter()
        .find(|(magic, ..)| head.starts_with(magic))
        .map_or_else(|| refuse_text(head), |&(_, code, detail)| FileKind::Refused(code, detail))
}

/// The magic number in the byte order in which the file was written.
fn pcap_format(head: &[u8]) -> Option<Format> {
    let magic = |order: ByteOrder| {
        let (resolution, variant) = match order.u32_at(head, 0)? {
            0xA1B2_C3D4 => (Resolution::MICROSECONDS, PcapVariant::Classic),
            0xA1B2_3C4D => (Resolution::NANOSECONDS, PcapVariant::Classic),
            0xA1B2_CD34 => (Resolution::MICROSECONDS, PcapVariant::Modified),
            0x1C00_01AB => (Resolution::MICROSECONDS, PcapVariant::Ixia),
            0x1C00_01AC => (Resolution::NANOSECONDS, PcapVariant::Ixia),
            _ => return None,
        };
        Some(Format::Pcap { order, resolution, variant })
    };
    magic(ByteOrder::Big).or_else(|| magic(ByteOrder::Little))
}

/// Whether these bytes begin a record of Endace's format ERF, which has no
/// magic number: a time between 1990 and 2038, a type of Ethernet frame, and
/// two lengths that fit each other.
fn is_erf(head: &[u8]) -> bool {
    const ETHERNET_TYPES: [u8; 4] = [2, 11, 16, 20];
    let seconds = ByteOrder::Little.u32_at(head, 4).unwrap_or_default();
    // The highest bit of the type tells of further headers.
    let is_ethernet = head.get(8).is_some_and(|kind| ETHERNET_TYPES.contains(&(kind & 0x7F)));
    let record_length = ByteOrder::Big.u16_at(head, 10).unwrap_or_default();
    let wire_length = ByteOrder::Big.u16_at(head, 14).unwrap_or_default();
    // Sixteen bytes of header, two of padding, the frame, and padding to eight bytes.
    let fits = (18..=wire_length.saturating_add(64)).contains(&record_length);
    is_ethernet && fits && record_length.is_multiple_of(8) && (631_152_000..0x8000_0000).contains(&seconds)
}

/// Text is told by having no control bytes; what kind, by how it begins.
fn refuse_text(head: &[u8]) -> FileKind {
    if head.is_empty() {
        return FileKind::Refused(OpenErrorCode::EmptyFile, "");
    }
    let is_text = head.iter().all(|byte| !byte.is_ascii_control() || byte.is_ascii_whitespace());
    let begin = head.trim_ascii_start();
    if is_erf(head) {
        return FileKind::Refused(VariantUnsupported, "erf");
    }
    let detail = if !is_text {
        "unknown"
    } else if begin.starts_with(b"<?xml") {
        "xml"
    } else if begin.starts_with(b"<") {
        "html"
    } else if begin.starts_with(b"{") || begin.starts_with(b"[") {
        "json"
    } else {
        "text"
    };
    FileKind::Refused(NotACapture, detail)
}

impl FileKind {
    /// The error for a file that is refused.
    pub(super) fn error(code: OpenErrorCode, detail: &'static str) -> OpenError {
        OpenError { code, offset: 0, detail: (!detail.is_empty()).then_some(detail) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_refused(head: &[u8], code: OpenErrorCode, detail: &str) {
        assert_eq!(
            identify(head, true),
            FileKind::Refused(
                code,
                match detail {
                    "" => "",
                    detail => REFUSED
                        .iter()
                        .map(|row| row.2)
                        .chain(["erf", "html", "xml", "json", "text", "unknown"])
                        .find(|known| *known == detail)
                        .unwrap(),
                }
            )
        );
    }

    #[test]
    fn a_capture_is_told_by_its_magic_number() {
        for (magic, resolution, variant) in [
            (0xA1B2_C3D4_u32, Resolution::MICROSECONDS, PcapVariant::Classic),
            (0xA1B2_3C4D, Resolution::NANOSECONDS, PcapVariant::Classic),
            (0xA1B2_CD34, Resolution::MICROSECONDS, PcapVariant::Modified),
            (0x1C00_01AB, Resolution::MICROSECONDS, PcapVariant::Ixia),
            (0x1C00_01AC, Resolution::NANOSECONDS, PcapVariant::Ixia),
        ] {
            for (head, order) in
                [(magic.to_be_bytes(), ByteOrder::Big), (magic.to_le_bytes(), ByteOrder::Little)]
            {
                let format = Format::Pcap { order, resolution, variant };
                assert_eq!(identify(&head, true), FileKind::Capture(format));
            }
        }
        assert_eq!(identify(b"\n\r\r\n", true), FileKind::Capture(Format::PcapNg));
    }

    #[test]
    fn a_wrong_file_is_named() {
        assert_refused(b"", OpenErrorCode::EmptyFile, "");
        assert_refused(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", NotACapture, "png");
        // 2017, type 2, 80 bytes of record with 60 of frame; then a length that is no multiple of eight.
        let erf = *b"\0\0\0\0\x80\x11\x5A\x59\x02\x04\0\x50\0\0\0\x3C";
        assert_refused(&erf, VariantUnsupported, "erf");
        let odd = *b"\0\0\0\0\x80\x11\x5A\x59\x02\x04\0\x4E\0\0\0\x3C";
        assert_refused(&odd, NotACapture, "unknown");
        assert_refused(b"snoop\0\0\0\0\0\0\x02", VariantUnsupported, "snoop");
        assert_refused(b"<!DOCTYPE html>", NotACapture, "html");
        assert_refused(b"10:00:01.5 IP 192.0.2.1", NotACapture, "text");
        assert_refused(&[0; 16], NotACapture, "unknown");
    }

    #[test]
    fn a_compressed_file_is_told_by_its_magic_number() {
        for (head, compression) in [
            (&b"\x1F\x8B\x08\0"[..], Compression::Gzip),
            (b"\x28\xB5\x2F\xFD", Compression::Zstd),
            (b"\x04\x22\x4D\x18", Compression::Lz4),
            (b"BZh9", Compression::Bzip2),
            (b"\xFD7zXZ\0", Compression::Xz),
        ] {
            assert_eq!(identify(head, true), FileKind::Compressed(compression));
        }
        assert_refused(b"BZh0 is no level", NotACapture, "text");
    }

    #[test]
    fn every_kind_of_file_has_its_words() {
        for words in [include_str!("../../www/strings/en.json"), include_str!("../../www/strings/vi.json")] {
            let words: serde_json::Value = serde_json::from_str(words).unwrap();
            let compressions = ["gzip", "zstd", "lz4", "bzip2", "xz"];
            let told = ["erf", "html", "xml", "json", "text", "unknown"];
            for kind in REFUSED.iter().map(|row| row.2).chain(compressions).chain(told) {
                assert!(words["file_kind"][kind].is_string(), "file_kind.{kind}");
            }
            for compression in compressions {
                assert!(words["unpack"][compression].is_string(), "unpack.{compression}");
            }
        }
    }

    #[test]
    fn few_bytes_decide_only_at_the_end() {
        assert_eq!(identify(b"\xD4\xC3", false), FileKind::Undecided);
        assert_refused(b"\xD4\xC3", NotACapture, "text");
    }
}
