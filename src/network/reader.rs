//! Walking through a frame, header by header.

use std::net::{IpAddr, Ipv4Addr};
use std::ops::Range;

use super::Layer;
use super::fragment::Fragment;

/// The header that stands at the place a reader has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Ethernet,
    Vlan,
    BackboneTag,
    Llc,
    Mpls,
    Pppoe,
    Ppp,
    CiscoHdlc,
    LinuxCooked,
    LinuxCooked2,
    Loopback,
    Radiotap,
    /// `is_padded`: the header is filled up to a multiple of four bytes.
    Wlan {
        is_padded: bool,
    },
    /// IPv4 or IPv6, as its first four bits say.
    Ip,
    /// What this number of the IP protocol registry stands for, put together from fragments.
    Reassembled(u8),
    Udp,
    Gre,
    Vxlan,
    Geneve,
    Gtp,
}

/// Where the way through a frame ends. As small as [`Next`], so that steps come back in a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// At a TCP header.
    Tcp,
    /// At the piece of a packet that [`Reader::fragment`] tells of.
    Fragment,
    NotTcp,
    Encrypted(Layer),
    Undecodable(Layer),
}

/// A step: the header after the one that was read, or the end of the way.
pub(super) type Step = Result<Next, End>;

/// Where in a frame each header stands.
pub(super) type Layers = Vec<(Layer, Range<usize>)>;

/// Walks through a frame, or through a packet put together from fragments.
#[derive(Debug)]
pub(super) struct Reader<'a, 'l> {
    /// What was captured.
    pub(super) bytes: &'a [u8],
    /// Place of the next header.
    pub(super) at: usize,
    /// Where what is being read ended before the snapshot length cut it: at the end of the frame, or where
    /// the length in the last header that has one says.
    pub(super) end: usize,
    /// Source and destination in the last IP header.
    pub(super) addresses: (IpAddr, IpAddr),
    /// Identification in the last IP header, where it is one of IPv4.
    pub(super) identification: u16,
    /// What the last IP header says of a fragment, where it is one.
    pub(super) fragment: Option<Fragment>,
    /// Whether it was put together from fragments that differ.
    pub(super) fragments_differ: bool,
    /// IP packets within one another so far.
    pub(super) packets: usize,
    /// The last header that was read.
    pub(super) deepest: Layer,
    layers: Option<&'l mut Layers>,
}

impl<'a, 'l> Reader<'a, 'l> {
    /// A reader at the beginning of these bytes, which were `original_length`
    /// bytes. Headers are told to `layers` where someone wants to know.
    pub(super) fn new(bytes: &'a [u8], original_length: usize, layers: Option<&'l mut Layers>) -> Self {
        let unknown = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
        Self {
            bytes,
            at: 0,
            end: original_length,
            addresses: (unknown, unknown),
            identification: 0,
            fragment: None,
            fragments_differ: false,
            packets: 0,
            deepest: Layer::Link,
            layers,
        }
    }

    /// The captured bytes from here on.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next bytes of this layer's header.
    pub(super) fn peek<const N: usize>(&self, layer: Layer) -> Result<&'a [u8; N], End> {
        self.rest().first_chunk().ok_or(End::Undecodable(layer))
    }

    /// A header of fixed length: told, and passed.
    pub(super) fn header<const N: usize>(&mut self, layer: Layer) -> Result<&'a [u8; N], End> {
        let header = self.peek(layer)?;
        self.pass(layer, N)?;
        Ok(header)
    }

    /// Tells a header and goes on behind it.
    pub(super) fn pass(&mut self, layer: Layer, length: usize) -> Result<(), End> {
        if self.rest().len() < length {
            return Err(End::Undecodable(layer));
        }
        self.pass_cut(layer, length);
        Ok(())
    }

    /// The same with a header, or a payload, the rest of which may be cut off.
    pub(super) fn pass_cut(&mut self, layer: Layer, length: usize) {
        let after = self.at.saturating_add(length);
        if let Some(layers) = &mut self.layers {
            layers.push((layer, self.at..after.min(self.bytes.len())));
        }
        self.deepest = layer;
        self.at = after;
    }

    /// What is read from here on had this many bytes.
    pub(super) fn limit(&mut self, length: usize) {
        self.end = self.at.saturating_add(length);
    }
}

/// A number of two bytes in network order.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().copied().map(u16::from_be_bytes)
}
