//! The capture as a file.

use serde::Serialize;

use super::TimeView;
use super::words::{count, milliseconds};
use crate::capture::{ByteOrder, Comment, Format, Interface};
use crate::dissector::Dissection;
use crate::session::outcome::Outcome;

/// The capture as a file: format, size, extent in time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaptureView {
    /// `pcap` or `pcapng`.
    pub format: &'static str,
    /// Byte order of the file or of its first section: `little` or `big`.
    pub byte_order: &'static str,
    /// Bytes of the file that were read.
    pub bytes: u64,
    /// How the file is compressed: `gzip`, `zstd`, `lz4`, `bzip2`, `xz`, or null.
    pub compression: Option<&'static str>,
    /// Bytes that were unpacked, or null where the file is not compressed. Offsets of frames and in
    /// expert infos about the capture are places in them.
    pub unpacked_bytes: Option<u64>,
    /// Frames in the file.
    pub frames: u32,
    /// Frames that carry a TCP segment.
    pub tcp_frames: u32,
    /// TCP connections, FTP or not.
    pub connections: u32,
    /// Bytes captured of all frames.
    pub captured_bytes: u64,
    /// Bytes that all frames had when they were captured.
    pub original_bytes: u64,
    /// Frames of which less was captured than they had.
    pub cut_frames: u32,
    /// Interfaces of the capture; a pcap file has one.
    pub interfaces: Vec<InterfaceView>,
    /// Comments that people wrote into the file, in its order.
    pub comments: Vec<CommentView>,
    /// Earliest time of a frame, or null where there is no frame.
    pub first_time: Option<TimeView>,
    /// Latest time of a frame, or null where there is no frame.
    pub last_time: Option<TimeView>,
    /// From the earliest to the latest time, in milliseconds.
    pub duration_ms: Option<f64>,
    /// Whether every TCP frame is of a control connection while a transfer was asked for: what
    /// a capture filter such as `port ftp` leaves.
    pub control_only: bool,
}

/// An interface that frames were captured on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InterfaceView {
    /// Name in the file, or null.
    pub name: Option<String>,
    /// What it is, in the words of who captured, or null.
    pub description: Option<String>,
    /// Capture filter, or null.
    pub filter: Option<String>,
    /// Operating system of its machine, or null.
    pub os: Option<String>,
    /// What its frames begin with.
    pub link_type: LinkTypeView,
    /// Bytes kept of a frame at most; 0 where there is no limit.
    pub snapshot_length: u32,
    /// Unit of its timestamps as a power: `10^-6`, `10^-9`, `2^-20`, …
    pub resolution: String,
}

/// A comment in the file: about a frame, an interface, or where both are null, the whole capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CommentView {
    /// Frame, or null.
    pub frame: Option<u32>,
    /// Place of the interface, or null.
    pub interface: Option<u32>,
    /// What it says.
    pub text: String,
}

/// Link type: a number of the registry of tcpdump.org and its name there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LinkTypeView {
    /// Number, without the bits that tell of a frame check sequence.
    pub number: u32,
    /// Name without `LINKTYPE_`, or null where it is not known.
    pub name: Option<&'static str>,
}

impl CaptureView {
    /// The view of a capture.
    #[must_use]
    pub fn new(dissection: &Dissection) -> Self {
        let frames = &dissection.frames;
        let times = frames.times();
        Self {
            format: match dissection.format {
                Format::Pcap { .. } => "pcap",
                Format::PcapNg => "pcapng",
            },
            byte_order: match dissection.byte_order {
                ByteOrder::Little => "little",
                ByteOrder::Big => "big",
            },
            bytes: dissection.bytes,
            compression: dissection.compression.map(|(compression, _)| compression.name()),
            unpacked_bytes: dissection.compression.map(|(_, bytes)| bytes),
            frames: frames.count(),
            tcp_frames: frames.tcp_frames(),
            connections: count(dissection.connections.connections().len()),
            captured_bytes: frames.captured_bytes(),
            original_bytes: frames.original_bytes(),
            cut_frames: frames.cut_frames(),
            interfaces: dissection.interfaces.iter().map(InterfaceView::from).collect(),
            comments: dissection.annotations.comments.iter().map(CommentView::from).collect(),
            first_time: times.map(|(first, _)| first.into()),
            last_time: times.map(|(_, last)| last.into()),
            duration_ms: times.map(|(first, last)| milliseconds(last.nanoseconds_since(first))),
            control_only: is_control_only(dissection),
        }
    }
}

/// Whether all TCP is on control connections although a transfer took place.
fn is_control_only(dissection: &Dissection) -> bool {
    // Sessions come in the order of their connections.
    let sessions = &dissection.sessions;
    let is_control = |id| sessions.binary_search_by_key(&id, |session| session.connection).is_ok();
    let mut transfers = dissection.sessions.iter().flat_map(|session| &session.transfers);
    transfers.any(|transfer| transfer.outcome != Outcome::Refused)
        && dissection.connections.connections().iter().all(|connection| is_control(connection.id))
}

impl From<&Interface> for InterfaceView {
    fn from(interface: &Interface) -> Self {
        Self {
            name: interface.name.clone(),
            description: interface.description.clone(),
            filter: interface.filter.clone(),
            os: interface.os.clone(),
            link_type: LinkTypeView {
                number: interface.link_type,
                name: link_type_name(interface.link_type),
            },
            snapshot_length: interface.snapshot_length,
            resolution: interface.resolution.to_string(),
        }
    }
}

impl From<&Comment> for CommentView {
    fn from(comment: &Comment) -> Self {
        Self {
            frame: comment.frame.map(crate::units::FrameNumber::get),
            interface: comment.interface,
            text: comment.text.clone(),
        }
    }
}

/// The name of a link type in the registry of tcpdump.org, without `LINKTYPE_`.
fn link_type_name(number: u32) -> Option<&'static str> {
    Some(match number {
        0 => "NULL",
        1 => "ETHERNET",
        9 => "PPP",
        12 | 14 | 101 => "RAW",
        104 => "C_HDLC",
        105 => "IEEE802_11",
        108 => "LOOP",
        113 => "LINUX_SLL",
        127 => "IEEE802_11_RADIOTAP",
        228 => "IPV4",
        229 => "IPV6",
        276 => "LINUX_SLL2",
        _ => return None,
    })
}
