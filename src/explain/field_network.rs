//! What the values say in the fields of frames, Ethernet and IP.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::chosen_field::Chosen;
use super::fact::Facts;

/// Numbers that systems begin to count down from, on the way to the receiver.
const FIRST_LIMITS: [u64; 3] = [64, 128, 255];

/// More routers than any way has: who counts more began with another number.
const ROUTERS: u64 = 32;

/// Bytes of a header of IPv4 or TCP without options (RFC 791 §3.1, RFC 9293 §3.1).
const PLAIN_HEADER: u64 = 20;

/// Tells what the value of a field of a frame, of Ethernet or of IP says.
pub(super) fn tell_network(facts: &mut Facts, chosen: &Chosen<'_>) {
    match chosen.field.name {
        "frame" | "frame.len" | "frame.cap_len" => {
            tell_capture_length(facts, chosen);
        }
        "eth.dst" | "eth.src" | "sll.src.eth" | "arp.src.hw_mac" => {
            tell_mac_address(facts, &chosen.field.value);
        }
        "ip.hdr_len" | "tcp.hdr_len" => {
            tell_header_length(facts, chosen);
        }
        "ip.len" => {
            tell_length(facts, chosen);
        }
        "ip.flags" => {
            for (name, id) in FRAGMENT_FLAGS {
                if chosen.text(name) == Some("1") {
                    facts.said(id).by("RFC 791 §3.1");
                }
            }
        }
        "ip.flags.rb" if chosen.field.value == "0" => {
            facts.said("explain.field.says.flag_clear");
        }
        "ip.flags.df" | "ip.flags.mf" => {
            let id = FRAGMENT_FLAGS.iter().find(|(name, _)| *name == chosen.field.name);
            let set = id.filter(|_| chosen.field.value == "1");
            facts.said(set.map_or("explain.field.says.flag_clear", |(_, id)| id));
        }
        "ip.frag_offset" => {
            if let Some(place) = chosen.number("ip.frag_offset").filter(|place| *place > 0) {
                facts.said("explain.field.says.fragment_at").number("place", place);
            }
        }
        "ip.ttl" | "ipv6.hlim" => {
            tell_hops(facts, &chosen.field.value);
        }
        "ip.src" | "ip.dst" | "ipv6.src" | "ipv6.dst" | "arp.src.proto_ipv4" | "arp.dst.proto_ipv4"
        | "ftp.active.ip" | "ftp.passive.ip" => {
            tell_address(facts, &chosen.field.value);
        }
        _ => {}
    }
}

/// Flags of fragments, and what is told where they are set.
const FRAGMENT_FLAGS: [(&str, &str); 2] =
    [("ip.flags.df", "explain.field.says.set_df"), ("ip.flags.mf", "explain.field.says.set_mf")];

/// Whether the file has all bytes of the packet.
fn tell_capture_length(facts: &mut Facts, chosen: &Chosen<'_>) -> Option<()> {
    let (length, captured) = (chosen.number("frame.len")?, chosen.number("frame.cap_len")?);
    if captured < length {
        facts.notice("explain.field.says.frame_cut").bytes("length", length).bytes("captured", captured);
    } else {
        facts.said("explain.field.says.frame_whole").bytes("length", length);
    }
    Some(())
}

/// Kinds of MAC addresses, by the two lowest bits of the first byte (IEEE 802 §8.2).
fn tell_mac_address(facts: &mut Facts, address: &str) -> Option<()> {
    let first = u8::from_str_radix(address.get(..2)?, 16).ok()?;
    let id = match (address, first & 1, first & 2) {
        ("ff:ff:ff:ff:ff:ff", ..) => "explain.field.says.mac_broadcast",
        // That of the loopback interface.
        ("00:00:00:00:00:00", ..) => "explain.field.says.address_loopback",
        (_, 1, _) => "explain.field.says.mac_group",
        (_, _, 2) => "explain.field.says.mac_local",
        _ => return None,
    };
    facts.said(id);
    Some(())
}

/// How many units a header has, and what of it is options.
fn tell_header_length(facts: &mut Facts, chosen: &Chosen<'_>) -> Option<()> {
    let bytes = chosen.field.value.parse::<u64>().ok()?;
    let options = bytes.checked_sub(PLAIN_HEADER)?;
    let id = match options {
        0 => "explain.field.says.header_plain",
        _ => "explain.field.says.header_options",
    };
    let fact = facts.said(id).number("words", bytes / 4).bytes("bytes", bytes);
    if options > 0 {
        fact.bytes("options", options);
    }
    Some(())
}

/// What is left of a packet without its header.
fn tell_length(facts: &mut Facts, chosen: &Chosen<'_>) -> Option<()> {
    let (length, header) = (chosen.number("ip.len")?, chosen.number("ip.hdr_len")?);
    let rest = length.checked_sub(header)?;
    let fact = facts.said("explain.field.says.ip_length").bytes("length", length);
    fact.bytes("header", header).bytes("rest", rest);
    Some(())
}

/// How many routers a packet has passed, by the number that it probably began with.
fn tell_hops(facts: &mut Facts, limit: &str) -> Option<()> {
    let found = limit.parse::<u64>().ok()?;
    let start = FIRST_LIMITS.into_iter().find(|start| found <= *start)?;
    let passed = start.checked_sub(found).filter(|passed| *passed <= ROUTERS)?;
    if passed == 0 {
        facts.said("explain.field.says.hops_none").number("found", found);
    } else {
        let fact = facts.said("explain.field.says.hops").counting(passed);
        fact.number("start", start).number("found", found);
    }
    Some(())
}

/// Tells of an address that is special.
fn tell_address(facts: &mut Facts, address: &str) -> Option<()> {
    let (id, rfc) = match address.parse::<IpAddr>().ok()? {
        IpAddr::V4(address) => special_v4(address)?,
        IpAddr::V6(address) => special_v6(address)?,
    };
    facts.said(id).by(rfc);
    Some(())
}

fn special_v4(address: Ipv4Addr) -> Option<(&'static str, &'static str)> {
    Some(match address {
        _ if address.is_loopback() => ("explain.field.says.address_loopback", "RFC 1122 §3.2.1.3"),
        _ if address.is_private() => ("explain.field.says.address_private", "RFC 1918 §3"),
        _ if address.is_link_local() => ("explain.field.says.address_link_local", "RFC 3927 §1"),
        _ if address.is_documentation() => ("explain.field.says.address_documentation", "RFC 5737 §3"),
        _ if address.is_multicast() => ("explain.field.says.address_group", "RFC 1112 §4"),
        _ if address.is_broadcast() => ("explain.field.says.address_group", "RFC 919 §7"),
        _ => return None,
    })
}

fn special_v6(address: Ipv6Addr) -> Option<(&'static str, &'static str)> {
    Some(match (address.segments(), address) {
        _ if address.is_loopback() => ("explain.field.says.address_loopback", "RFC 4291 §2.5.3"),
        _ if address.is_unicast_link_local() => ("explain.field.says.address_link_local", "RFC 4291 §2.5.6"),
        _ if address.is_unique_local() => ("explain.field.says.address_private", "RFC 4193 §3"),
        _ if address.is_multicast() => ("explain.field.says.address_group", "RFC 4291 §2.7"),
        ([0x2001, 0x0db8, ..], _) => ("explain.field.says.address_documentation", "RFC 3849 §2"),
        _ => return None,
    })
}
