//! What IP packets can be wrapped into, written out byte by byte.

/// A way to wrap an IP packet.
pub(crate) struct Wrapping {
    pub(crate) name: &'static str,
    pub(crate) link_type: u32,
    pub(crate) wrap: fn(&[u8]) -> Vec<u8>,
}

const ETHERNET: u32 = 1;

/// Every link type, tag and tunnel that is read.
pub(crate) const ALL: &[Wrapping] = &[
    wrapping("Ethernet", ETHERNET, |ip| ethernet(ether_type(ip), ip)),
    wrapping("Ethernet with padding", ETHERNET, |ip| [ethernet(ether_type(ip), ip), vec![0; 40]].concat()),
    wrapping("802.3 with SNAP", ETHERNET, |ip| with_length(snap(ip))),
    wrapping("802.3 with SNAP of bridges", ETHERNET, |ip| {
        with_length(join(&[&[0xAA, 0xAA, 3, 0, 0, 0xF8], &be(ether_type(ip)), ip]))
    }),
    wrapping("802.3 with the access point of IP", ETHERNET, |ip| with_length(join(&[&[6, 6, 3], ip]))),
    wrapping("VLAN", ETHERNET, |ip| ethernet(0x8100, &vlan(ether_type(ip), ip))),
    wrapping("two VLANs", ETHERNET, |ip| ethernet(0x88A8, &vlan(0x8100, &vlan(ether_type(ip), ip)))),
    wrapping("VLAN, old type", ETHERNET, |ip| ethernet(0x9100, &vlan(0x8100, &vlan(ether_type(ip), ip)))),
    wrapping("VLAN with SNAP", ETHERNET, |ip| ethernet(0x8100, &vlan(snap(ip).len() as u16, &snap(ip)))),
    wrapping("backbone tag", ETHERNET, |ip| {
        ethernet(0x88A8, &vlan(0x88E7, &join(&[&[0, 0, 1, 2], &ethernet(ether_type(ip), ip)])))
    }),
    wrapping("MPLS", ETHERNET, |ip| ethernet(0x8847, &mpls(&[16], ip))),
    wrapping("three labels", ETHERNET, |ip| ethernet(0x8848, &mpls(&[16, 1_000_000, 0], ip))),
    wrapping("pseudowire", ETHERNET, |ip| {
        ethernet(0x8847, &mpls(&[17], &join(&[&[0, 0, 0, 9], &ethernet(ether_type(ip), ip)])))
    }),
    wrapping("PPPoE", ETHERNET, |ip| ethernet(0x8864, &pppoe(ip))),
    wrapping("PPPoE in two VLANs", ETHERNET, |ip| ethernet(0x88A8, &vlan(0x8100, &vlan(0x8864, &pppoe(ip))))),
    wrapping("PPPoE without Ethernet", 51, pppoe),
    wrapping("Linux cooked", 113, |ip| {
        join(&[&[0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0], &be(ether_type(ip)), ip])
    }),
    wrapping("Linux cooked with VLAN", 113, |ip| {
        join(&[&[0, 4, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 0x81, 0], &vlan(ether_type(ip), ip)])
    }),
    wrapping("Linux cooked with SNAP", 113, |ip| {
        join(&[&[0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 0, 4], &snap(ip)])
    }),
    wrapping("Linux cooked 2", 276, |ip| {
        join(&[&be(ether_type(ip)), &[0, 0, 0, 0, 0, 3, 0, 1, 4, 6, 2, 0, 0, 0, 0, 1, 0, 0], ip])
    }),
    wrapping("loopback, little-endian", 0, |ip| join(&[&[family(ip), 0, 0, 0], ip])),
    wrapping("loopback, big-endian", 0, |ip| join(&[&[0, 0, 0, family(ip)], ip])),
    wrapping("loopback of OpenBSD", 108, |ip| join(&[&[0, 0, 0, if is_v6(ip) { 24 } else { 2 }], ip])),
    wrapping("raw, 12", 12, <[u8]>::to_vec),
    wrapping("raw, 14", 14, <[u8]>::to_vec),
    wrapping("raw, 101", 101, <[u8]>::to_vec),
    wrapping("raw, 228", 228, <[u8]>::to_vec),
    wrapping("raw, 229", 229, <[u8]>::to_vec),
    wrapping("PPP", 9, ppp),
    wrapping("PPP with address", 9, |ip| join(&[&[0xFF, 3], &ppp(ip)])),
    wrapping("PPP with a short protocol", 9, |ip| join(&[&[0xFF, 3, ppp(ip)[1]], ip])),
    wrapping("PPP with a label", 9, |ip| join(&[&[2, 0x81], &mpls(&[99], ip)])),
    wrapping("serial PPP", 50, |ip| join(&[&[0xFF, 3], &ppp(ip)])),
    wrapping("serial Cisco HDLC", 50, cisco_hdlc),
    wrapping("Cisco HDLC", 104, cisco_hdlc),
    wrapping("802.11", 105, |ip| wlan(&[0x08, 1], &[], &snap(ip))),
    wrapping("802.11 with QoS", 105, |ip| wlan(&[0x88, 2], &[0, 0], &snap(ip))),
    wrapping("802.11 with QoS and HT", 105, |ip| wlan(&[0x88, 0x82], &[0, 0, 1, 2, 3, 4], &snap(ip))),
    wrapping("802.11 with four addresses", 105, |ip| wlan(&[0x88, 3], &[9; 8], &snap(ip))),
    wrapping("aggregated 802.11", 105, |ip| wlan(&[0x88, 1], &[0x80, 0], &with_length(snap(ip)))),
    wrapping("radiotap", 127, |ip| join(&[&[0, 0, 8, 0, 0, 0, 0, 0], &wlan(&[8, 1], &[], &snap(ip))])),
    // Flags that say: padding; in front of them a time, aligned to eight bytes, and a second word of fields.
    wrapping("padded 802.11", 127, |ip| {
        let radiotap = [0, 0, 26, 0, 3, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0x20, 0];
        join(&[&radiotap, &wlan(&[0x88, 1], &[0, 0, 0, 0], &snap(ip))])
    }),
    wrapping("IPv4 options", 101, |ip| {
        if is_v6(ip) {
            return ip.to_vec();
        }
        let total = be(u16::from_be_bytes([ip[2], ip[3]]) + 8);
        join(&[&[0x47, ip[1]], &total, &ip[4..20], &[1, 1, 1, 1, 1, 1, 1, 0], &ip[20..]])
    }),
    wrapping("IPv6 extension headers", 101, |ip| {
        if !is_v6(ip) {
            return ip.to_vec();
        }
        // Hop by hop, destination, routing, authentication, and a fragment header of a whole packet.
        let headers: &[&[u8]] = &[
            &[60, 0, 1, 4, 0, 0, 0, 0],
            &[43, 1, 1, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
            &[51, 0, 0, 0, 0, 0, 0, 0],
            &[44, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1],
            &[6, 0, 0, 0, 0, 0, 0, 1],
        ];
        let length = be(u16::from_be_bytes([ip[4], ip[5]]) + join(headers).len() as u16);
        join(&[&ip[..4], &length, &[0], &ip[7..40], &join(headers), &ip[40..]])
    }),
    wrapping("IP in IPv4", ETHERNET, |ip| ethernet(0x0800, &ipv4(protocol(ip), ip))),
    wrapping("IP in IPv6", ETHERNET, |ip| ethernet(0x86DD, &ipv6(protocol(ip), ip))),
    wrapping("authentication header", 101, |ip| {
        let header = [protocol(ip), 4, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9];
        ipv4(51, &join(&[&header, ip]))
    }),
    wrapping("GRE", 101, |ip| ipv4(47, &gre(0, ether_type(ip), ip))),
    wrapping("GRE with a key", 101, |ip| ipv4(47, &gre(0x20, ether_type(ip), ip))),
    wrapping("GRE with everything", 101, |ip| ipv6(47, &gre(0xB0, ether_type(ip), ip))),
    wrapping("GRE with Ethernet", 101, |ip| ipv4(47, &gre(0x10, 0x6558, &ethernet(ether_type(ip), ip)))),
    wrapping("PPTP", 101, |ip| {
        let header = [0x30, 0x81, 0x88, 0x0B, 0, 9, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2];
        ipv4(47, &join(&[&header, &[0xFF, 3], &ppp(ip)]))
    }),
    wrapping("VXLAN", 101, |ip| ipv4(17, &udp(4_789, &vxlan(&ethernet(ether_type(ip), ip))))),
    wrapping("VXLAN over IPv6", 101, |ip| ipv6(17, &udp(4_789, &vxlan(&ethernet(ether_type(ip), ip))))),
    wrapping("Geneve", 101, |ip| {
        let header = [2, 0, 0x65, 0x58, 0, 0, 1, 0, 1, 2, 0x80, 1, 0, 0, 0, 0];
        ipv4(17, &udp(6_081, &join(&[&header, &ethernet(ether_type(ip), ip)])))
    }),
    wrapping("Geneve without Ethernet", 101, |ip| {
        ipv4(17, &udp(6_081, &join(&[&[0, 0], &be(ether_type(ip)), &[0, 0, 1, 0], ip])))
    }),
    wrapping("GTP-U", 101, |ip| ipv4(17, &udp(2_152, &gtp(0x30, ip)))),
    wrapping("GTP-U with a sequence number", 101, |ip| {
        ipv4(17, &udp(2_152, &gtp(0x32, &join(&[&[0, 1, 0, 0], ip]))))
    }),
    wrapping("GTP-U with extension headers", 101, |ip| {
        let headers = [0, 0, 0, 0x85, 1, 0x10, 9, 0xC0, 2, 0, 0, 0, 0, 0, 0, 0];
        ipv4(17, &udp(2_152, &gtp(0x34, &join(&[&headers, ip]))))
    }),
    wrapping("GRE in VXLAN on MPLS", ETHERNET, |ip| {
        let gre = ipv4(47, &gre(0, ether_type(ip), ip));
        ethernet(0x8847, &mpls(&[1], &ipv4(17, &udp(4_789, &vxlan(&ethernet(0x0800, &gre))))))
    }),
];

const fn wrapping(name: &'static str, link_type: u32, wrap: fn(&[u8]) -> Vec<u8>) -> Wrapping {
    Wrapping { name, link_type, wrap }
}

/// An Ethernet frame of this type.
pub(crate) fn ethernet(ether_type: u16, payload: &[u8]) -> Vec<u8> {
    join(&[&[2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1], &be(ether_type), payload])
}

/// An IPv4 packet between two routers.
pub(crate) fn ipv4(protocol: u8, payload: &[u8]) -> Vec<u8> {
    let length = be(20 + payload.len() as u16);
    let addresses = [198, 51, 100, 1, 198, 51, 100, 2];
    join(&[&[0x45, 0], &length, &[0, 7, 0, 0, 64, protocol, 0, 0], &addresses, payload])
}

/// An IPv6 packet between two routers.
pub(crate) fn ipv6(next_header: u8, payload: &[u8]) -> Vec<u8> {
    let address = |last: u8| [0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, last];
    let length = be(payload.len() as u16);
    join(&[&[0x60, 0, 0, 0], &length, &[next_header, 64], &address(1), &address(2), payload])
}

/// A UDP datagram to this port.
pub(crate) fn udp(port: u16, payload: &[u8]) -> Vec<u8> {
    join(&[&[0xC0, 1], &be(port), &be(8 + payload.len() as u16), &[0, 0], payload])
}

pub(crate) fn vxlan(frame: &[u8]) -> Vec<u8> {
    join(&[&[8, 0, 0, 0, 0, 0, 42, 0], frame])
}

/// A data frame with these first two bytes of header and these bytes behind the sequence number.
pub(crate) fn wlan(control: &[u8; 2], more: &[u8], payload: &[u8]) -> Vec<u8> {
    let addresses = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 3];
    join(&[control, &[0, 0], &addresses, &[0x10, 0], more, payload])
}

pub(crate) fn snap(ip: &[u8]) -> Vec<u8> {
    join(&[&[0xAA, 0xAA, 3, 0, 0, 0], &be(ether_type(ip)), ip])
}

/// The addresses of an Ethernet frame and the length of what follows.
pub(crate) fn with_length(payload: Vec<u8>) -> Vec<u8> {
    ethernet(payload.len() as u16, &payload)
}

/// GRE with these flags, all options of them present.
pub(crate) fn gre(flags: u8, ether_type: u16, payload: &[u8]) -> Vec<u8> {
    let options = vec![7; 4 * flags.count_ones() as usize];
    join(&[&[flags, 0], &be(ether_type), &options, payload])
}

/// GTP-U with these flags; `rest` begins with the optional fields that they announce.
pub(crate) fn gtp(flags: u8, rest: &[u8]) -> Vec<u8> {
    join(&[&[flags, 255], &be(rest.len() as u16), &[0, 0, 0, 1], rest])
}

pub(crate) fn ppp(ip: &[u8]) -> Vec<u8> {
    join(&[&[0, if is_v6(ip) { 0x57 } else { 0x21 }], ip])
}

pub(crate) fn vlan(ether_type: u16, payload: &[u8]) -> Vec<u8> {
    join(&[&[0x20, 100], &be(ether_type), payload])
}

pub(crate) fn mpls(labels: &[u32], payload: &[u8]) -> Vec<u8> {
    let entries = labels.iter().enumerate().flat_map(|(place, label)| {
        let bottom = u32::from(place + 1 == labels.len());
        (label << 12 | bottom << 8 | 64).to_be_bytes()
    });
    entries.chain(payload.iter().copied()).collect()
}

pub(crate) fn pppoe(ip: &[u8]) -> Vec<u8> {
    let ppp = ppp(ip);
    join(&[&[0x11, 0, 0, 1], &be(ppp.len() as u16), &ppp])
}

fn cisco_hdlc(ip: &[u8]) -> Vec<u8> {
    join(&[&[0x0F, 0], &be(ether_type(ip)), ip])
}

fn is_v6(ip: &[u8]) -> bool {
    ip[0] >> 4 == 6
}

pub(crate) fn ether_type(ip: &[u8]) -> u16 {
    if is_v6(ip) { 0x86DD } else { 0x0800 }
}

fn protocol(ip: &[u8]) -> u8 {
    if is_v6(ip) { 41 } else { 4 }
}

fn family(ip: &[u8]) -> u8 {
    if is_v6(ip) { 30 } else { 2 }
}

fn be(number: u16) -> [u8; 2] {
    number.to_be_bytes()
}

pub(crate) fn join(parts: &[&[u8]]) -> Vec<u8> {
    parts.concat()
}
