//! Where frames were captured.

use super::Resolution;

/// An interface of a capture. A pcap file has one, a pcapng file any number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Interface {
    /// Link type of its frames, of the registry of tcpdump.org, without the
    /// bits that tell of a frame check sequence.
    pub link_type: u32,
    /// Bytes kept of a frame at most; 0 where there is no limit.
    pub snapshot_length: u32,
    /// Unit of its timestamps.
    pub resolution: Resolution,
    /// Seconds to add to its timestamps (`if_tsoffset`).
    pub time_offset: i64,
    /// Its name in the file.
    pub name: Option<String>,
    /// What it is, in the words of who captured (`if_description`).
    pub description: Option<String>,
    /// The capture filter that let its frames through (`if_filter`).
    pub filter: Option<String>,
    /// The operating system of its machine (`if_os`).
    pub os: Option<String>,
}
