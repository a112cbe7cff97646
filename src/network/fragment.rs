//! What an IP header says of a fragment.

use std::net::IpAddr;

use super::Layer;

/// The fields of a fragment (RFC 791 §3.2, RFC 8200 §4.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fragment {
    /// The header that says so.
    pub(super) layer: Layer,
    /// The same in all fragments of a packet.
    pub(super) identification: u32,
    /// What the packet carries; in IPv6 the one in its first fragment counts.
    pub(super) protocol: u8,
    /// Where in the packet's payload its piece belongs, in bytes.
    pub(super) offset: usize,
    /// It is not the last one.
    pub(super) more_follow: bool,
}

/// What makes fragments those of one packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key {
    identification: u32,
    /// Source and destination.
    pub(super) addresses: (IpAddr, IpAddr),
    /// 0 in IPv6, where fragments may differ in it.
    protocol: u8,
}

impl Fragment {
    pub(super) fn key(&self, addresses: (IpAddr, IpAddr)) -> Key {
        let protocol = if self.layer == Layer::Ipv4 { self.protocol } else { 0 };
        Key { identification: self.identification, addresses, protocol }
    }
}
