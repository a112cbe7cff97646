//! The TCP header with what the connection tells of it.

use std::fmt::Write;
use std::ops::Range;

use super::Field;
use super::headers::TCP;
use super::sent_segment::{SentSegment, length};
use crate::network::{Segment, TcpFlags, TcpOption, tcp_options};
use crate::tcp::{Analysis, AnalysisFlags, Connection};
use crate::units::{FrameNumber, Timestamp};

/// Bytes of a TCP header without options.
const LENGTH: usize = 20;

/// The flags by the names that the info column gives them, in its order.
const FLAGS: [(TcpFlags, &str); 8] = [
    (TcpFlags::FIN, "FIN"),
    (TcpFlags::SYN, "SYN"),
    (TcpFlags::RST, "RST"),
    (TcpFlags::PSH, "PSH"),
    (TcpFlags::ACK, "ACK"),
    (TcpFlags::URG, "URG"),
    (TcpFlags::ECE, "ECE"),
    (TcpFlags::CWR, "CWR"),
];

/// The TCP header of a segment in this range of its frame, and its info
/// column. Without a connection, numbers are as they are in the header.
pub(super) fn tcp(
    frame: &[u8],
    range: Range<usize>,
    segment: &Segment<'_>,
    connection: Option<&Connection>,
) -> (Field, String) {
    let Numbers { sequence, acknowledgement, window } = Numbers::new(segment, connection);
    let has = |flag| segment.flags.contains(flag);
    let next = sequence.wrapping_add(length(segment));
    let flags =
        FLAGS.iter().filter(|(flag, _)| has(*flag)).map(|(_, name)| *name).collect::<Vec<_>>().join(", ");
    let bits = frame.get(range.start.saturating_add(12)..).and_then(|bytes| bytes.first_chunk::<2>());
    let bits = bits.map_or(0, |bits| u16::from_be_bytes(*bits) & 0x0FFF);

    let mut given = vec![
        ("tcp.len", segment.payload_length.to_string()),
        ("tcp.seq", sequence.to_string()),
        ("tcp.nxtseq", next.to_string()),
        ("tcp.flags", format!("{bits:#05x} ({flags})")),
        ("tcp.window_size", window.to_string()),
    ];
    if let Some(connection) = connection {
        given.push(("tcp.stream", connection.id.0.to_string()));
        given.push(("tcp.completeness", completeness(connection.completeness())));
    }

    let mut info = format!("{} → {} [{flags}] Seq={sequence}", segment.source.port, segment.destination.port);
    // Writing to a string cannot fail.
    if has(TcpFlags::ACK) {
        given.push(("tcp.ack", acknowledgement.to_string()));
        let _ = write!(info, " Ack={acknowledgement}");
    }
    let _ = write!(info, " Win={window} Len={}", segment.payload_length);
    if has(TcpFlags::URG) {
        let _ = write!(info, " Urg={}", segment.urgent_pointer);
    }
    let mut field = TCP.read(frame, range.clone(), &given);
    if !segment.options.is_empty() {
        field.children.push(options(range.start.saturating_add(LENGTH), segment.options, &mut info));
    }
    (field, info)
}

/// A span of nanoseconds in seconds.
fn seconds(nanoseconds: i64) -> String {
    let span = Timestamp::from_nanoseconds(nanoseconds);
    format!("{}.{:09}", span.seconds(), span.subsecond_nanoseconds())
}

/// The frame that a segment acknowledges, and how many nanoseconds ago it was
/// sent. A repeated acknowledgement acknowledges nothing.
pub(super) fn acknowledged(
    segment: &Segment<'_>,
    time: Timestamp,
    analysis: Analysis,
    before: &[SentSegment],
) -> Option<(FrameNumber, i64)> {
    let is_repeated = analysis.flags.contains(AnalysisFlags::DUPLICATE_ACK);
    let sent = before.iter().rev().find(|sent| sent.is_acknowledged_by(segment)).filter(|_| !is_repeated);
    sent.map(|sent| (sent.frame, time.nanoseconds_since(sent.time)))
}

/// Adds what is odd about a segment, and tells what the info column says of it
/// in front of all else.
pub(super) fn analysed(
    header: &mut Field,
    analysis: Analysis,
    acknowledged: Option<(FrameNumber, i64)>,
    connection: Option<&Connection>,
) -> String {
    let mut field = Field::layer("tcp.analysis", 0..0);
    let mut prefix = String::new();
    for (flag, name, words) in AnalysisFlags::ALL.iter().filter(|(flag, ..)| analysis.flags.contains(*flag)) {
        field.add(name, String::new(), 0..0);
        if !analysis.flags.told().contains(*flag) {
            continue;
        }
        prefix = match analysis.duplicate_of.filter(|_| *flag == AnalysisFlags::DUPLICATE_ACK) {
            Some(frame) => {
                let count = analysis.duplicate_count;
                field.add_number("tcp.analysis.duplicate_ack_num", count.into(), 0..0);
                field.add_link("tcp.analysis.duplicate_ack_frame", frame);
                format!("[TCP {words} {frame}#{count}] {prefix}")
            }
            None => format!("[TCP {words}] {prefix}"),
        };
    }
    if let Some(original) = analysis.copy_of {
        field.add_link("ftpscope.copy_of", original);
        // It was sent once: the flags are only what a reader sees who does not know that.
        prefix = format!("[Copy of {}] ", original.get());
    }
    if let Some((sent, nanoseconds)) = acknowledged {
        field.add_link("tcp.analysis.acks_frame", sent);
        field.add("tcp.analysis.ack_rtt", seconds(nanoseconds), 0..0);
    }
    if let Some(nanoseconds) = connection.and_then(Connection::round_trip_ns) {
        field.add("tcp.analysis.initial_rtt", seconds(nanoseconds), 0..0);
    }
    if !field.children.is_empty() {
        header.children.push(field);
    }
    prefix
}

/// The parts of a connection that are in the capture: `7 (SYN, SYN-ACK, ACK)`.
fn completeness(bits: u8) -> String {
    const PARTS: [&str; 6] = ["SYN", "SYN-ACK", "ACK", "DATA", "FIN", "RST"];
    let parts = PARTS.iter().zip(0..).filter(|(_, bit)| bits >> bit & 1 == 1).map(|(part, _)| *part);
    format!("{bits} ({})", parts.collect::<Vec<_>>().join(", "))
}

/// What the connection makes of the numbers of a header.
struct Numbers {
    /// Relative.
    sequence: u32,
    /// Relative.
    acknowledgement: u32,
    /// In bytes.
    window: u32,
}

impl Numbers {
    fn new(segment: &Segment<'_>, connection: Option<&Connection>) -> Self {
        let Some(connection) = connection else {
            let Segment { sequence, acknowledgement, window, .. } = *segment;
            return Self { sequence, acknowledgement, window: window.into() };
        };
        let side = connection.side_of(segment.source);
        let (own, other) = (connection.halves.get(side), connection.halves.get(side.other()));
        let relative = |number: u32, base: Option<u32>| number.wrapping_sub(base.unwrap_or_default());
        // Both sides must offer to shift, and the SYN itself is never shifted (RFC 7323 §2.2).
        let refused = other.has_syn() && other.window_shift().is_none();
        let shift = own.window_shift().filter(|_| !refused && !segment.flags.contains(TcpFlags::SYN));
        Self {
            sequence: relative(segment.sequence, own.base_sequence()),
            acknowledgement: relative(segment.acknowledgement, other.base_sequence()),
            window: u32::from(segment.window).wrapping_shl(shift.unwrap_or_default().into()),
        }
    }
}

/// The options, which begin at this place of the frame; `info` gets what its
/// column says of them.
fn options(at: usize, bytes: &[u8], info: &mut String) -> Field {
    let range = |from: usize, length: usize| {
        let start = at.saturating_add(from);
        start..start.saturating_add(length)
    };
    let mut all = Field::layer("tcp.options", range(0, bytes.len()));
    for option in tcp_options(bytes) {
        let data = |from: usize, length: usize| range(option.at.saturating_add(from), length);
        let word = |place: usize| {
            let word = option.data.get(place..).and_then(|data| data.first_chunk::<4>());
            word.map(|word| u32::from_be_bytes(*word))
        };
        let mut field = Field::layer("tcp.options.unknown", data(0, option.length));
        field.name = match (option.kind, option.data) {
            (TcpOption::END, _) => "tcp.options.eol",
            (TcpOption::NO_OPERATION, _) => "tcp.options.nop",
            (TcpOption::MAXIMUM_SEGMENT_SIZE, &[high, low]) => {
                let size = u16::from_be_bytes([high, low]);
                let _ = write!(info, " MSS={size}");
                field.add_number("tcp.options.mss_val", size.into(), data(2, 2));
                "tcp.options.mss"
            }
            (TcpOption::WINDOW_SCALE, &[shift]) => {
                let _ = write!(info, " WS={}", 1_u64.wrapping_shl(shift.into()));
                field.add_number("tcp.options.wscale.shift", shift.into(), data(2, 1));
                "tcp.options.wscale"
            }
            (TcpOption::SACK_PERMITTED, _) => {
                info.push_str(" SACK_PERM");
                "tcp.options.sack_perm"
            }
            (TcpOption::SACK, _) => "tcp.options.sack",
            (TcpOption::TIMESTAMPS, _) => {
                if let Some((value, reply)) = word(0).zip(word(4)) {
                    let _ = write!(info, " TSval={value} TSecr={reply}");
                    field.add_number("tcp.options.timestamp.tsval", value.into(), data(2, 4));
                    field.add_number("tcp.options.timestamp.tsecr", reply.into(), data(6, 4));
                }
                "tcp.options.timestamp"
            }
            _ => {
                field.value = option.kind.to_string();
                "tcp.options.unknown"
            }
        };
        all.children.push(field);
    }
    all
}
