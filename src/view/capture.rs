//! The capture as a file.

use serde::Serialize;

use super::TimeView;

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
    /// What its frames begin with.
    pub link_type: LinkTypeView,
    /// Bytes kept of a frame at most; 0 where there is no limit.
    pub snapshot_length: u32,
    /// Unit of its timestamps as a power: `10^-6`, `10^-9`, `2^-20`, …
    pub resolution: String,
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
