//! Frames that hold no TCP, and those that nobody can read.

use ftpscope::limits;
use ftpscope::network::{Decoded, Layer};

use super::encapsulation::{
    ethernet, gre, gtp, ipv4, ipv6, join, mpls, ppp, snap, udp, vlan, vxlan, with_length, wlan,
};
use super::{alone, packets};

const ETHERNET: u32 = 1;
const PPP: u32 = 9;
const RAW: u32 = 101;
const WLAN: u32 = 105;
const RADIOTAP: u32 = 127;

#[track_caller]
fn is(link_type: u32, frame: &[u8], expected: Decoded<'_>) {
    let caller = std::panic::Location::caller();
    alone(link_type, frame, |decoded| assert_eq!(decoded, expected, "{caller}"));
}

#[track_caller]
fn undecodable(link_type: u32, frame: &[u8], layer: Layer) {
    is(link_type, frame, Decoded::Undecodable(layer));
}

#[track_caller]
fn not_tcp(link_type: u32, frame: &[u8]) {
    is(link_type, frame, Decoded::NotTcp);
}

#[track_caller]
fn is_segment(link_type: u32, frame: &[u8]) {
    let caller = std::panic::Location::caller();
    alone(link_type, frame, |decoded| {
        assert!(matches!(decoded, Decoded::Segment(_)), "{caller}: {decoded:?}")
    });
}

#[test]
fn link_types_that_nobody_reads_are_told() {
    for link_type in [2, 10, 147, 239, 242, u32::MAX] {
        is(link_type, &packets()[0], Decoded::LinkTypeUnsupported);
    }
}

#[test]
fn what_is_not_tcp_is_told() {
    let [ip, _] = packets();
    // ARP, LLDP, spanning tree, IPX without LLC, PPPoE discovery.
    not_tcp(ETHERNET, &ethernet(0x0806, &[0; 28]));
    not_tcp(ETHERNET, &ethernet(0x88CC, &[0; 46]));
    not_tcp(ETHERNET, &with_length(vec![0x42, 0x42, 3, 0, 0, 0, 0]));
    not_tcp(ETHERNET, &with_length(vec![0xFF, 0xFF, 0, 30, 0, 0, 0]));
    not_tcp(ETHERNET, &with_length(join(&[&[0xAA, 0xAA, 3, 0, 0, 0xC, 0x20, 0], &[0; 9]])));
    not_tcp(ETHERNET, &ethernet(0x8864, &[0x11, 9, 0, 0, 0, 4, 1, 1, 0, 0]));
    // Between lengths and types.
    not_tcp(ETHERNET, &ethernet(1_501, &ip));
    // LCP, IPv6 control; ICMP, ESP, no next header; DNS.
    not_tcp(PPP, &[0xFF, 3, 0xC0, 0x21, 1, 1, 0, 4]);
    not_tcp(PPP, &[0x80, 0x57, 1, 1, 0, 4]);
    not_tcp(RAW, &ipv4(1, &[8; 16]));
    not_tcp(RAW, &ipv4(50, &[8; 16]));
    not_tcp(RAW, &ipv6(59, &[]));
    not_tcp(RAW, &ipv4(17, &udp(53, &[0; 30])));
    // A family that is not IP; a keep-alive of Cisco HDLC.
    not_tcp(0, &[7, 0, 0, 0, 1, 2, 3]);
    not_tcp(104, &[0x8F, 0, 0x80, 0x35, 0, 0, 0, 2]);
}

#[test]
fn a_port_of_a_tunnel_alone_makes_no_tunnel() {
    let [ip, _] = packets();
    not_tcp(RAW, &ipv4(17, &udp(4_789, &join(&[&[0; 8], &ethernet(0x0800, &ip)]))));
    not_tcp(RAW, &ipv4(17, &udp(6_081, &join(&[&[0x40, 0, 8, 0, 0, 0, 0, 0], &ip]))));
    // An echo request, whatever comes behind it; another version; no IP in the tunnel.
    not_tcp(RAW, &ipv4(17, &udp(2_152, &join(&[&[0x30, 1, 0, 0, 0, 0, 0, 0], &ip]))));
    not_tcp(RAW, &ipv4(17, &udp(2_152, &join(&[&[0x50, 255, 0, 0, 0, 0, 0, 0], &ip]))));
    not_tcp(RAW, &ipv4(17, &udp(2_152, &gtp(0x30, &[0; 30]))));
    // What comes from such a port is not for the tunnel.
    let mut answer = udp(5_353, &vxlan(&ethernet(0x0800, &ip)));
    answer[..2].copy_from_slice(&4_789_u16.to_be_bytes());
    not_tcp(RAW, &ipv4(17, &answer));
}

#[test]
fn encrypted_802_11_is_named() {
    let sealed = [1, 2, 0, 0x20, 0, 0, 0, 0, 9, 9, 9, 9];
    is(WLAN, &wlan(&[0x88, 0x41], &[0, 0], &sealed), Decoded::Encrypted(Layer::Wlan));
    let radiotap = join(&[&[0, 0, 8, 0, 0, 0, 0, 0], &wlan(&[0x08, 0x42], &[], &sealed)]);
    is(RADIOTAP, &radiotap, Decoded::Encrypted(Layer::Wlan));
}

#[test]
fn frames_of_802_11_without_one_whole_packet() {
    let [ip, _] = packets();
    // A beacon, an acknowledgement, a data frame without data, one with QoS and without data.
    not_tcp(WLAN, &wlan(&[0x80, 0], &[], &[0; 20]));
    not_tcp(WLAN, &[0xD4, 0, 0, 0, 2, 0, 0, 0, 0, 1]);
    not_tcp(WLAN, &wlan(&[0x48, 1], &[], &[]));
    not_tcp(WLAN, &wlan(&[0xC8, 1], &[0, 0], &[]));
    // The first fragment and the second one.
    undecodable(WLAN, &wlan(&[0x08, 5], &[], &snap(&ip)), Layer::Wlan);
    let mut second = wlan(&[0x08, 1], &[], &snap(&ip));
    second[22] |= 1;
    undecodable(WLAN, &second, Layer::Wlan);
    // Two subframes, the first one padded; one, and a checksum.
    let mut subframe = with_length(snap(&ip));
    let checked = join(&[&subframe, &[1, 2, 3, 4]]);
    is_segment(WLAN, &wlan(&[0x88, 1], &[0x80, 0], &checked));
    subframe.resize(14 + (subframe.len() - 14).next_multiple_of(4), 0);
    let two = join(&[&subframe, &subframe]);
    undecodable(WLAN, &wlan(&[0x88, 1], &[0x80, 0], &two), Layer::WlanSubframe);
}

#[test]
fn broken_headers_are_named() {
    let [ip, v6] = packets();
    // Radiotap: another version, shorter than its own beginning, more fields than it has room for.
    let wlan = wlan(&[0x08, 1], &[], &snap(&ip));
    undecodable(RADIOTAP, &join(&[&[1, 0, 8, 0, 0, 0, 0, 0], &wlan]), Layer::Radiotap);
    undecodable(RADIOTAP, &join(&[&[0, 0, 7, 0, 0, 0, 0, 0], &wlan]), Layer::Radiotap);
    undecodable(RADIOTAP, &join(&[&[0, 0, 8, 0, 2, 0, 0, 0], &wlan]), Layer::Radiotap);
    undecodable(RADIOTAP, &join(&[&[0, 0, 8, 0, 0, 0, 0, 0x80], &wlan]), Layer::Radiotap);
    undecodable(ETHERNET, &ethernet(0x8864, &join(&[&[0x12, 0, 0, 1, 0, 9], &ppp(&ip)])), Layer::Pppoe);
    undecodable(0, &join(&[&[2, 0, 0, 2], &ip]), Layer::Loopback);
    // TCP with compressed headers, a piece of a multilink packet, a compressed packet.
    undecodable(PPP, &join(&[&[0xFF, 3, 0, 0x2D], &ip]), Layer::Ppp);
    undecodable(PPP, &join(&[&[0xFF, 3, 0, 0x3D], &ip]), Layer::Ppp);
    undecodable(PPP, &join(&[&[0xFD], &ip]), Layer::Ppp);
    // Neither version; a header shorter than five words; an extension header that does not end.
    undecodable(RAW, &join(&[&[0x55], &ip[1..]]), Layer::Ipv4);
    undecodable(RAW, &join(&[&[0x44], &ip[1..]]), Layer::Ipv4);
    undecodable(RAW, &ipv6(60, &[6, 9, 0, 0, 0, 0, 0, 0]), Layer::Ipv6);
    undecodable(RAW, &ipv6(0, &[]), Layer::Ipv6);
    // GRE with routing, and of a version that does not exist.
    undecodable(RAW, &ipv4(47, &gre(0x40, 0x0800, &ip)), Layer::Gre);
    undecodable(RAW, &ipv4(47, &join(&[&[0, 2, 8, 0], &ip])), Layer::Gre);
    // GTP-U: an extension header of length 0.
    let endless = gtp(0x34, &join(&[&[0, 0, 0, 0x85, 0, 0, 0, 0], &v6]));
    undecodable(RAW, &ipv4(17, &udp(2_152, &endless)), Layer::Gtp);
}

#[test]
fn the_version_of_a_packet_counts_not_its_type() {
    let [v4, v6] = packets();
    is_segment(ETHERNET, &ethernet(0x86DD, &v4));
    is_segment(ETHERNET, &ethernet(0x0800, &v6));
    is_segment(229, &v4);
}

#[test]
fn nesting_is_bounded() {
    let [ip, _] = packets();
    let mut frame = ip;
    for _ in 1..limits::NESTED_PACKETS {
        frame = ipv4(4, &frame);
    }
    is_segment(RAW, &frame);
    // By whatever tunnel one more comes.
    undecodable(RAW, &ipv4(4, &frame), Layer::Ipv4);
    undecodable(RAW, &ipv4(47, &gre(0, 0x0800, &frame)), Layer::Ipv4);
    undecodable(RAW, &ipv4(17, &udp(4_789, &vxlan(&ethernet(0x0800, &frame)))), Layer::Ipv4);
}

#[test]
fn headers_are_bounded() {
    let [ip, _] = packets();
    let tagged = |tags: usize| {
        let tags = (1..tags).fold(vlan(0x0800, &ip), |inner, _| vlan(0x8100, &inner));
        ethernet(0x8100, &tags)
    };
    // Ethernet, the tags, IPv4.
    is_segment(ETHERNET, &tagged(limits::HEADERS - 2));
    undecodable(ETHERNET, &tagged(limits::HEADERS - 1), Layer::Vlan);
    undecodable(ETHERNET, &ethernet(0x8847, &mpls(&[5; 1_000], &ip)), Layer::Mpls);
    let frames = (0..1_000).fold(ethernet(0x0800, &ip), |inner, _| ethernet(0x6558, &inner));
    undecodable(ETHERNET, &frames, Layer::Ethernet);
}
