//! How long a payload was: what the innermost packet says, and where it says nothing, its frame.

use ftpscope::network::{Decoded, Layer};

use super::encapsulation::{ethernet, ipv4, pppoe, snap, udp, vlan, vxlan, with_length, wlan};
use super::{alone, cut, packets};

const ETHERNET: u32 = 1;
const RAW: u32 = 101;
const WLAN: u32 = 105;

fn payload(link_type: u32, frame: &[u8], expected: &[u8]) {
    alone(link_type, frame, |decoded| {
        let Decoded::Segment(segment) = decoded else { panic!("{decoded:?}") };
        assert_eq!((segment.payload, segment.payload_length as usize), (expected, expected.len()));
    });
}

/// The packets without their lengths, as they are captured where the network card cuts them into segments.
fn offloaded() -> [Vec<u8>; 2] {
    let [mut v4, mut v6] = packets();
    v4[2..4].fill(0);
    v6[4..6].fill(0);
    [v4, v6]
}

#[test]
fn padding_is_no_payload() {
    for packet in packets() {
        let ether_type = super::encapsulation::ether_type(&packet);
        payload(ETHERNET, &[ethernet(ether_type, &packet), vec![0; 9]].concat(), b"220 ready\r\n");
        payload(ETHERNET, &[with_length(snap(&packet)), vec![0; 9]].concat(), b"220 ready\r\n");
        let inner = [ethernet(ether_type, &packet), vec![0; 9]].concat();
        payload(RAW, &ipv4(17, &udp(4_789, &vxlan(&inner))), b"220 ready\r\n");
    }
}

#[test]
fn a_packet_without_a_length_ends_with_what_it_is_in() {
    for packet in offloaded() {
        payload(RAW, &packet, b"220 ready\r\n");
        let ether_type = super::encapsulation::ether_type(&packet);
        payload(ETHERNET, &ethernet(0x8100, &vlan(ether_type, &packet)), b"220 ready\r\n");
        payload(ETHERNET, &[with_length(snap(&packet)), vec![0; 9]].concat(), b"220 ready\r\n");
        payload(ETHERNET, &[ethernet(0x8864, &pppoe(&packet)), vec![0; 9]].concat(), b"220 ready\r\n");
        let subframe = [with_length(snap(&packet)), vec![0; 4]].concat();
        payload(WLAN, &wlan(&[0x88, 1], &[0x80, 0], &subframe), b"220 ready\r\n");
        let mut tunnelled = ipv4(17, &udp(4_789, &vxlan(&ethernet(ether_type, &packet))));
        tunnelled.extend([0; 9]);
        payload(RAW, &tunnelled, b"220 ready\r\n");
        tunnelled.truncate(tunnelled.len() - 9);
        tunnelled[2..4].fill(0);
        payload(RAW, &tunnelled, b"220 ready\r\n");
        cut(RAW, &packet[..packet.len() - 4], packet.len(), |decoded| {
            let Decoded::Segment(segment) = decoded else { panic!("{decoded:?}") };
            assert_eq!((segment.payload, segment.payload_length), (&b"220 rea"[..], 11));
        });
    }
}

#[test]
fn lengths_shorter_than_their_headers_are_broken() {
    let [mut v4, mut v6] = packets();
    v4[2..4].copy_from_slice(&[0, 19]);
    alone(RAW, &v4, |decoded| assert_eq!(decoded, Decoded::Undecodable(Layer::Ipv4)));
    // The TCP header would end behind its packet.
    v4[2..4].copy_from_slice(&[0, 39]);
    alone(RAW, &v4, |decoded| assert_eq!(decoded, Decoded::Undecodable(Layer::Tcp)));
    v6[4..6].copy_from_slice(&[0, 19]);
    alone(RAW, &v6, |decoded| assert_eq!(decoded, Decoded::Undecodable(Layer::Tcp)));
    // A TCP header of fewer than five words.
    let [mut v4, _] = packets();
    v4[32] = 0x40;
    alone(RAW, &v4, |decoded| assert_eq!(decoded, Decoded::Undecodable(Layer::Tcp)));
}

/// Ports, numbers and flags stand in front of the options.
#[test]
fn options_of_tcp_may_be_cut_off() {
    let [mut v4, _] = packets();
    // The payload becomes options: twelve bytes.
    v4.push(0);
    v4[3] += 1;
    v4[32] = 0x80;
    let expected: Vec<_> = v4[40..].to_vec();
    for captured in 40..=v4.len() {
        cut(RAW, &v4[..captured], v4.len(), |decoded| {
            let Decoded::Segment(segment) = decoded else { panic!("{captured}: {decoded:?}") };
            assert_eq!(segment.options, &expected[..captured - 40]);
            assert_eq!((segment.payload_length, segment.source.port), (0, 21));
        });
    }
}

#[test]
fn the_longest_length_is_no_type() {
    for mut packet in offloaded() {
        let text = packet.len() - 11;
        packet.resize(1_500 - 8, b'x');
        let expected = packet[text..].to_vec();
        payload(ETHERNET, &with_length(snap(&packet)), &expected);
    }
}
