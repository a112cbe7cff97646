//! The tables of headers.

use super::header::{Header, Part};
use crate::network::Layer;

/// The table of a layer; `None` where its fields stand at no fixed places.
pub(super) fn table(layer: Layer) -> Option<&'static Header> {
    Some(match layer {
        Layer::Ethernet => &ETHERNET,
        Layer::Vlan => &VLAN,
        Layer::Llc => &LLC,
        Layer::Snap => &SNAP,
        Layer::Mpls => &MPLS,
        Layer::Pppoe => &PPPOE,
        Layer::CiscoHdlc => &CISCO_HDLC,
        Layer::LinuxCooked => &LINUX_COOKED,
        Layer::LinuxCooked2 => &LINUX_COOKED_2,
        Layer::Ipv4 => &IPV4,
        Layer::Ipv6 => &IPV6,
        Layer::Gre => &GRE,
        Layer::Udp => &UDP,
        Layer::Vxlan => &VXLAN,
        Layer::Geneve => &GENEVE,
        Layer::Gtp => &GTP,
        _ => return None,
    })
}

/// Ethernet II.
const ETHERNET: Header = Header {
    name: "eth",
    ends: ["eth.src", "eth.dst", "eth.type"],
    parts: &[
        Part::mac_address("eth.dst", 0),
        Part::mac_address("eth.src", 6),
        Part::ether_type("eth.type", 12),
    ],
};

/// VLAN tag (IEEE 802.1Q).
const VLAN: Header = Header {
    name: "vlan",
    ends: ["", "", "vlan.etype"],
    parts: &[
        Part::number("vlan.priority", 0, 2).bits(3, 13),
        Part::number("vlan.dei", 0, 2).bits(1, 12),
        Part::number("vlan.id", 0, 2).bits(12, 0),
        Part::ether_type("vlan.etype", 2),
    ],
};

/// IPv4 (RFC 791 §3.1).
const IPV4: Header = Header {
    name: "ip",
    ends: ["ip.src", "ip.dst", "ip.proto"],
    parts: &[
        Part::number("ip.version", 0, 1).bits(4, 4),
        Part::number("ip.hdr_len", 0, 1).bits(4, 0).times(4),
        Part::hexadecimal("ip.dsfield", 1, 1),
        Part::number("ip.len", 2, 2),
        Part::hexadecimal("ip.id", 4, 2),
        Part::group("ip.flags", 6, 1),
        Part::number("ip.flags.rb", 6, 1).bits(1, 7).inner(),
        Part::number("ip.flags.df", 6, 1).bits(1, 6).inner(),
        Part::number("ip.flags.mf", 6, 1).bits(1, 5).inner(),
        Part::number("ip.frag_offset", 6, 2).bits(13, 0).times(8),
        Part::number("ip.ttl", 8, 1),
        Part::protocol("ip.proto", 9),
        Part::hexadecimal("ip.checksum", 10, 2),
        Part::ip_address("ip.src", 12, 4),
        Part::ip_address("ip.dst", 16, 4),
    ],
};

/// IPv6 (RFC 8200 §3).
const IPV6: Header = Header {
    name: "ipv6",
    ends: ["ipv6.src", "ipv6.dst", "ipv6.nxt"],
    parts: &[
        Part::number("ipv6.version", 0, 1).bits(4, 4),
        Part::hexadecimal("ipv6.tclass", 0, 2).bits(8, 4),
        Part::hexadecimal("ipv6.flow", 0, 4).bits(20, 0),
        Part::number("ipv6.plen", 4, 2),
        Part::protocol("ipv6.nxt", 6),
        Part::number("ipv6.hlim", 7, 1),
        Part::ip_address("ipv6.src", 8, 16),
        Part::ip_address("ipv6.dst", 24, 16),
    ],
};

/// ARP for IPv4 over Ethernet (RFC 826).
pub(super) const ARP: Header = Header {
    name: "arp",
    ends: ["arp.src.proto_ipv4", "arp.dst.proto_ipv4", ""],
    parts: &[
        Part::number("arp.opcode", 6, 2),
        Part::mac_address("arp.src.hw_mac", 8),
        Part::ip_address("arp.src.proto_ipv4", 14, 4),
        Part::mac_address("arp.dst.hw_mac", 18),
        Part::ip_address("arp.dst.proto_ipv4", 24, 4),
    ],
};

/// UDP (RFC 768).
pub(super) const UDP: Header = Header {
    name: "udp",
    ends: ["udp.srcport", "udp.dstport", ""],
    parts: &[
        Part::number("udp.srcport", 0, 2),
        Part::number("udp.dstport", 2, 2),
        Part::number("udp.length", 4, 2),
        Part::hexadecimal("udp.checksum", 6, 2),
    ],
};

/// TCP (RFC 9293 §3.1), its options left out.
pub(super) const TCP: Header = Header {
    name: "tcp",
    ends: ["tcp.srcport", "tcp.dstport", ""],
    parts: &[
        Part::number("tcp.srcport", 0, 2),
        Part::number("tcp.dstport", 2, 2),
        Part::given("tcp.stream", 0, 0),
        Part::given("tcp.completeness", 0, 0),
        Part::given("tcp.len", 0, 0),
        Part::given("tcp.seq", 4, 4),
        Part::number("tcp.seq_raw", 4, 4),
        Part::given("tcp.nxtseq", 0, 0),
        Part::given("tcp.ack", 8, 4),
        Part::number("tcp.ack_raw", 8, 4),
        Part::number("tcp.hdr_len", 12, 1).bits(4, 4).times(4),
        Part::given("tcp.flags", 12, 2),
        Part::number("tcp.flags.res", 12, 2).bits(4, 8).inner(),
        Part::number("tcp.flags.cwr", 13, 1).bits(1, 7).inner(),
        Part::number("tcp.flags.ece", 13, 1).bits(1, 6).inner(),
        Part::number("tcp.flags.urg", 13, 1).bits(1, 5).inner(),
        Part::number("tcp.flags.ack", 13, 1).bits(1, 4).inner(),
        Part::number("tcp.flags.push", 13, 1).bits(1, 3).inner(),
        Part::number("tcp.flags.reset", 13, 1).bits(1, 2).inner(),
        Part::number("tcp.flags.syn", 13, 1).bits(1, 1).inner(),
        Part::number("tcp.flags.fin", 13, 1).bits(1, 0).inner(),
        Part::number("tcp.window_size_value", 14, 2),
        Part::given("tcp.window_size", 14, 2),
        Part::hexadecimal("tcp.checksum", 16, 2),
        Part::number("tcp.urgent_pointer", 18, 2),
    ],
};

/// Logical link control (IEEE 802.2 §3.2).
const LLC: Header = Header {
    name: "llc",
    ends: ["", "", ""],
    parts: &[
        Part::hexadecimal("llc.dsap", 0, 1),
        Part::hexadecimal("llc.ssap", 1, 1),
        Part::hexadecimal("llc.control", 2, 1),
    ],
};

/// Subnetwork access protocol (RFC 1042).
const SNAP: Header = Header {
    name: "snap",
    ends: ["", "", "llc.type"],
    parts: &[Part::hexadecimal("llc.oui", 0, 3), Part::ether_type("llc.type", 3)],
};

/// One entry of an MPLS label stack (RFC 3032 §2.1).
const MPLS: Header = Header {
    name: "mpls",
    ends: ["", "", ""],
    parts: &[
        Part::number("mpls.label", 0, 4).bits(20, 12),
        Part::number("mpls.exp", 0, 4).bits(3, 9),
        Part::number("mpls.bottom", 0, 4).bits(1, 8),
        Part::number("mpls.ttl", 0, 4).bits(8, 0),
    ],
};

/// PPPoE (RFC 2516 §4).
const PPPOE: Header = Header {
    name: "pppoe",
    ends: ["", "", ""],
    parts: &[
        Part::hexadecimal("pppoe.code", 1, 1),
        Part::hexadecimal("pppoe.session_id", 2, 2),
        Part::number("pppoe.payload_length", 4, 2),
    ],
};

/// Cisco HDLC (RFC 1547 §4.3.1).
const CISCO_HDLC: Header = Header {
    name: "chdlc",
    ends: ["", "", "chdlc.protocol"],
    parts: &[Part::hexadecimal("chdlc.address", 0, 1), Part::ether_type("chdlc.protocol", 2)],
};

/// Linux cooked capture, version 1.
const LINUX_COOKED: Header = Header {
    name: "sll",
    ends: ["", "", "sll.etype"],
    parts: &[
        Part::number("sll.pkttype", 0, 2),
        Part::number("sll.hatype", 2, 2),
        Part::number("sll.halen", 4, 2),
        Part::mac_address("sll.src.eth", 6),
        Part::ether_type("sll.etype", 14),
    ],
};

/// Linux cooked capture, version 2.
const LINUX_COOKED_2: Header = Header {
    name: "sll",
    ends: ["", "", "sll.etype"],
    parts: &[
        Part::ether_type("sll.etype", 0),
        Part::number("sll.ifindex", 4, 4),
        Part::number("sll.hatype", 8, 2),
        Part::number("sll.pkttype", 10, 1),
        Part::number("sll.halen", 11, 1),
        Part::mac_address("sll.src.eth", 12),
    ],
};

/// GRE (RFC 2784 §2.1).
const GRE: Header =
    Header { name: "gre", ends: ["", "", "gre.proto"], parts: &[Part::ether_type("gre.proto", 2)] };

/// VXLAN (RFC 7348 §5).
const VXLAN: Header = Header { name: "vxlan", ends: ["", "", ""], parts: &[Part::number("vxlan.vni", 4, 3)] };

/// Geneve (RFC 8926 §3.4).
const GENEVE: Header = Header {
    name: "geneve",
    ends: ["", "", "geneve.proto_type"],
    parts: &[Part::ether_type("geneve.proto_type", 2), Part::number("geneve.vni", 4, 3)],
};

/// GTP-U (3GPP TS 29.281 §5.1).
const GTP: Header = Header {
    name: "gtp",
    ends: ["", "", ""],
    parts: &[
        Part::hexadecimal("gtp.message", 1, 1),
        Part::number("gtp.length", 2, 2),
        Part::hexadecimal("gtp.teid", 4, 4),
    ],
};
