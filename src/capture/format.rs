//! What a file is, by its first bytes and never by its name.

use super::{ByteOrder, OpenError, OpenErrorCode, Resolution};

/// A format of capture files that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Classic pcap (draft-ietf-opsawg-pcap).
    Pcap {
        /// Byte order of its fields.
        order: ByteOrder,
        /// Unit of its timestamps.
        resolution: Resolution,
    },
    /// pcapng (draft-ietf-opsawg-pcapng).
    PcapNg,
}

/// What the first bytes of a file say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A capture that can be read.
    Capture(Format),
    /// Something else, with the reason why it is refused.
    Refused(OpenErrorCode, &'static str),
    /// More bytes are needed to tell.
    Undecided,
}

/// Bytes after which every file is told.
const ENOUGH: usize = 16;

use OpenErrorCode::{Compressed, NotACapture, VariantUnsupported};

/// First bytes of files that people take for captures, or that hold one.
const REFUSED: &[(&[u8], OpenErrorCode, &str)] = &[
    (b"\x1F\x8B", Compressed, "gzip"),
    (b"\x28\xB5\x2F\xFD", Compressed, "zstd"),
    (b"\x04\x22\x4D\x18", Compressed, "lz4"),
    (b"BZh", Compressed, "bzip2"),
    (b"\xFD7zXZ\0", Compressed, "xz"),
    (b"\xA1\xB2\xCD\x34", VariantUnsupported, "modified_pcap"),
    (b"\x34\xCD\xB2\xA1", VariantUnsupported, "modified_pcap"),
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
    let pcap = |order, resolution| FileKind::Capture(Format::Pcap { order, resolution });
    match head.first_chunk() {
        Some(b"\xA1\xB2\xC3\xD4") => return pcap(ByteOrder::Big, Resolution::MICROSECONDS),
        Some(b"\xD4\xC3\xB2\xA1") => return pcap(ByteOrder::Little, Resolution::MICROSECONDS),
        Some(b"\xA1\xB2\x3C\x4D") => return pcap(ByteOrder::Big, Resolution::NANOSECONDS),
        Some(b"\x4D\x3C\xB2\xA1") => return pcap(ByteOrder::Little, Resolution::NANOSECONDS),
        Some(b"\x0A\x0D\x0D\x0A") => return FileKind::Capture(Format::PcapNg),
        _ => {}
    }
    REFUSED
        .iter()
        .find(|(magic, ..)| head.starts_with(magic))
        .map_or_else(|| refuse_text(head), |&(_, code, detail)| FileKind::Refused(code, detail))
}

/// Text is told by having no control bytes; what kind, by how it begins.
fn refuse_text(head: &[u8]) -> FileKind {
    if head.is_empty() {
        return FileKind::Refused(OpenErrorCode::EmptyFile, "");
    }
    let is_text = head.iter().all(|byte| !byte.is_ascii_control() || byte.is_ascii_whitespace());
    let begin = head.trim_ascii_start();
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
                        .chain(["html", "xml", "json", "text", "unknown"])
                        .find(|known| *known == detail)
                        .unwrap(),
                }
            )
        );
    }

    #[test]
    fn a_capture_is_told_by_its_magic_number() {
        for (magic, order, resolution) in [
            (0xA1B2_C3D4_u32.to_be_bytes(), ByteOrder::Big, Resolution::MICROSECONDS),
            (0xA1B2_C3D4_u32.to_le_bytes(), ByteOrder::Little, Resolution::MICROSECONDS),
            (0xA1B2_3C4D_u32.to_be_bytes(), ByteOrder::Big, Resolution::NANOSECONDS),
            (0xA1B2_3C4D_u32.to_le_bytes(), ByteOrder::Little, Resolution::NANOSECONDS),
        ] {
            assert_eq!(identify(&magic, true), FileKind::Capture(Format::Pcap { order, resolution }));
        }
        assert_eq!(identify(b"\n\r\r\n", true), FileKind::Capture(Format::PcapNg));
    }

    #[test]
    fn a_wrong_file_is_named() {
        assert_refused(b"", OpenErrorCode::EmptyFile, "");
        assert_refused(b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", NotACapture, "png");
        assert_refused(b"\x1F\x8B\x08\0", Compressed, "gzip");
        assert_refused(b"snoop\0\0\0\0\0\0\x02", VariantUnsupported, "snoop");
        assert_refused(b"<!DOCTYPE html>", NotACapture, "html");
        assert_refused(b"10:00:01.5 IP 192.0.2.1", NotACapture, "text");
        assert_refused(&[0; 16], NotACapture, "unknown");
    }

    #[test]
    fn few_bytes_decide_only_at_the_end() {
        assert_eq!(identify(b"\xD4\xC3", false), FileKind::Undecided);
        assert_refused(b"\xD4\xC3", NotACapture, "text");
    }
}
