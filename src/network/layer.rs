//! Layers of a frame.

use std::ops::Range;

/// A header that frames are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Whatever the link type says, before it is known to be readable.
    Link,
    /// Ethernet II (IEEE 802.3 with a type).
    Ethernet,
    /// VLAN tag (IEEE 802.1Q, 802.1ad).
    Vlan,
    /// IPv4 with its options (RFC 791).
    Ipv4,
    /// IPv6 with its extension headers (RFC 8200).
    Ipv6,
    /// TCP with its options (RFC 9293).
    Tcp,
    /// What TCP carries.
    Payload,
}

impl Layer {
    /// A stable name, in snake_case.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Ethernet => "ethernet",
            Self::Vlan => "vlan",
            Self::Ipv4 => "ipv4",
            Self::Ipv6 => "ipv6",
            Self::Tcp => "tcp",
            Self::Payload => "payload",
        }
    }
}

/// Who wants to know where in a frame each layer stands. The pass over a
/// whole capture does not and passes `()`.
pub trait LayerSink {
    /// A layer whose header takes these bytes of the frame.
    fn layer(&mut self, layer: Layer, range: Range<usize>);
}

impl LayerSink for () {
    fn layer(&mut self, _: Layer, _: Range<usize>) {}
}

impl LayerSink for Vec<(Layer, Range<usize>)> {
    fn layer(&mut self, layer: Layer, range: Range<usize>) {
        self.push((layer, range));
    }
}
