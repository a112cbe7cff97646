//! The tables of headers.

use super::header::{Header, Part};

/// Ethernet II.
pub(super) const ETHERNET: Header = Header {
    name: "eth",
    parts: &[
        Part::mac_address("eth.dst", 0),
        Part::mac_address("eth.src", 6),
        Part::ether_type("eth.type", 12),
    ],
};

/// VLAN tag (IEEE 802.1Q).
pub(super) const VLAN: Header = Header {
    name: "vlan",
    parts: &[
        Part::number("vlan.priority", 0, 2).bits(3, 13),
        Part::number("vlan.dei", 0, 2).bits(1, 12),
        Part::number("vlan.id", 0, 2).bits(12, 0),
        Part::ether_type("vlan.etype", 2),
    ],
};

/// IPv4 (RFC 791 §3.1).
pub(super) const IPV4: Header = Header {
    name: "ip",
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
pub(super) const IPV6: Header = Header {
    name: "ipv6",
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
    parts: &[
        Part::number("tcp.srcport", 0, 2),
        Part::number("tcp.dstport", 2, 2),
        Part::given("tcp.stream", 0, 0),
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
