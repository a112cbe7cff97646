//! Layers of a frame.

use std::ops::Range;

macro_rules! layers {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal;)+) => {
        /// A header that frames are made of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Layer {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Layer {
            /// Every layer, for the test that each is read.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// A stable name, in snake_case.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }
        }
    };
}

layers! {
    /// Whatever the link type says, before it is known to be readable.
    Link = "link";
    /// Ethernet, with a type or a length (IEEE 802.3 §3.2.6).
    Ethernet = "ethernet";
    /// VLAN tag (IEEE 802.1Q §9.6; 802.1ad in front of another one).
    Vlan = "vlan";
    /// Service tag of a provider backbone bridge (IEEE 802.1ah): an Ethernet frame follows.
    BackboneTag = "backbone_tag";
    /// Logical link control (IEEE 802.2 §3.2).
    Llc = "llc";
    /// Subnetwork access protocol behind LLC (IEEE 802, RFC 1042).
    Snap = "snap";
    /// One entry of an MPLS label stack (RFC 3032 §2.1).
    Mpls = "mpls";
    /// Control word of an Ethernet pseudowire over MPLS (RFC 4385 §3, RFC 4448 §4.6).
    ControlWord = "control_word";
    /// PPPoE (RFC 2516 §4).
    Pppoe = "pppoe";
    /// PPP: the protocol, behind address and control where they are (RFC 1661 §2, RFC 1662 §3.1).
    Ppp = "ppp";
    /// Cisco HDLC (RFC 1547 §4.3.1).
    CiscoHdlc = "cisco_hdlc";
    /// Linux cooked capture, version 1 (LINKTYPE_LINUX_SLL).
    LinuxCooked = "linux_cooked";
    /// Linux cooked capture, version 2 (LINKTYPE_LINUX_SLL2).
    LinuxCooked2 = "linux_cooked_2";
    /// BSD loopback (LINKTYPE_NULL, LINKTYPE_LOOP): the address family.
    Loopback = "loopback";
    /// Radiotap (LINKTYPE_IEEE802_11_RADIOTAP).
    Radiotap = "radiotap";
    /// 802.11 MAC header (IEEE 802.11 §9.2.3).
    Wlan = "wlan";
    /// Subframe header of an aggregated 802.11 frame (IEEE 802.11 §9.3.2.2, A-MSDU).
    WlanSubframe = "wlan_subframe";
    /// IPv4 with its options (RFC 791).
    Ipv4 = "ipv4";
    /// IPv6 with its extension headers (RFC 8200).
    Ipv6 = "ipv6";
    /// The piece of a packet that an IP fragment carries (RFC 791 §3.2, RFC 8200 §4.5).
    Fragment = "fragment";
    /// GRE (RFC 2784, RFC 2890; RFC 2637 §4.1).
    Gre = "gre";
    /// UDP (RFC 768).
    Udp = "udp";
    /// VXLAN (RFC 7348 §5).
    Vxlan = "vxlan";
    /// Geneve with its options (RFC 8926 §3.4).
    Geneve = "geneve";
    /// GTP-U with its extension headers (3GPP TS 29.281 §5).
    Gtp = "gtp";
    /// TCP with its options (RFC 9293).
    Tcp = "tcp";
    /// What TCP carries.
    Payload = "payload";
}

/// Who wants to know where in a frame each layer stands. The pass over a
/// whole capture does not and passes `()`.
pub trait LayerSink {
    /// Whether it takes layers at all.
    const WANTED: bool = true;

    /// A layer whose header takes these bytes of the frame.
    fn layer(&mut self, layer: Layer, range: Range<usize>);
}

impl LayerSink for () {
    const WANTED: bool = false;

    fn layer(&mut self, _: Layer, _: Range<usize>) {}
}

impl LayerSink for Vec<(Layer, Range<usize>)> {
    fn layer(&mut self, layer: Layer, range: Range<usize>) {
        self.push((layer, range));
    }
}
