//! Names of protocols, as Wireshark writes them.

/// Name of an Ethernet type (IEEE 802 numbers of IANA).
pub(super) fn ether_type(number: u64) -> Option<&'static str> {
    Some(match number {
        0x0800 => "IPv4",
        0x0806 => "ARP",
        0x8035 => "RARP",
        0x8100 => "802.1Q",
        0x86DD => "IPv6",
        0x8847 => "MPLS",
        0x8863 => "PPPoED",
        0x8864 => "PPPoES",
        0x888E => "EAPOL",
        0x88A8 => "802.1ad",
        0x88CC => "LLDP",
        _ => return None,
    })
}

/// Name of a protocol number of IP (IANA).
pub(super) fn protocol(number: u64) -> Option<&'static str> {
    Some(match number {
        0 => "HOPOPT",
        1 => "ICMP",
        2 => "IGMP",
        4 => "IPv4",
        6 => "TCP",
        17 => "UDP",
        41 => "IPv6",
        43 => "IPv6-Route",
        44 => "IPv6-Frag",
        47 => "GRE",
        50 => "ESP",
        51 => "AH",
        58 => "ICMPv6",
        60 => "IPv6-Opts",
        89 => "OSPF",
        132 => "SCTP",
        _ => return None,
    })
}
