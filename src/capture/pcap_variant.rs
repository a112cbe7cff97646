//! Variants of pcap that their magic numbers tell.

/// What the magic number tells beside byte order and resolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PcapVariant {
    /// As tcpdump.org describes it.
    Classic,
    /// Modified by Alexey Kuznetzov: records have 24 bytes before the frame.
    Modified,
    /// Written by Ixia's devices: the header has 28 bytes.
    Ixia,
}

impl PcapVariant {
    /// Bytes before the first record.
    pub(super) fn header_length(self) -> usize {
        match self {
            Self::Classic | Self::Modified => 24,
            Self::Ixia => 28,
        }
    }

    /// Bytes before the frame of a record.
    pub(super) fn record_header_length(self) -> usize {
        match self {
            Self::Classic | Self::Ixia => 16,
            // Interface, protocol and kind of packet follow the four fields that all variants have.
            Self::Modified => 24,
        }
    }
}
