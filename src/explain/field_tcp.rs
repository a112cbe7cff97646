//! What the values say in the fields of TCP.

use super::Value;
use super::chosen_field::Chosen;
use super::fact::Facts;

/// Flags of TCP, each with what is told where it is set and where that is defined.
const FLAGS: [(&str, &str, &str); 8] = [
    ("tcp.flags.syn", "explain.field.says.set_syn", "RFC 9293 §3.5"),
    ("tcp.flags.fin", "explain.field.says.set_fin", "RFC 9293 §3.6"),
    ("tcp.flags.reset", "explain.field.says.set_reset", "RFC 9293 §3.5.2"),
    ("tcp.flags.push", "explain.field.says.set_push", "RFC 9293 §3.9.1"),
    ("tcp.flags.ack", "explain.field.says.set_ack", "RFC 9293 §3.4"),
    ("tcp.flags.urg", "explain.field.says.set_urg", "RFC 9293 §3.8.5"),
    ("tcp.flags.ece", "explain.field.says.set_ece", "RFC 3168 §6.1"),
    ("tcp.flags.cwr", "explain.field.says.set_cwr", "RFC 3168 §6.1"),
];

/// Bytes of the headers in front of the data of a segment, without options.
const TCP_HEADER: u64 = 20;
const IPV4_HEADER: u64 = 20;
const IPV6_HEADER: u64 = 40;

/// Tells what the value of a field of TCP says.
pub(super) fn tell_tcp(facts: &mut Facts, chosen: &Chosen<'_>) {
    let name = chosen.field.name;
    match name {
        "tcp.srcport" | "tcp.dstport" => tell_port(facts, chosen.number(name)),
        "tcp.flags" => FLAGS.iter().for_each(|(flag, ..)| tell_flag(facts, chosen, flag)),
        "tcp.seq" | "tcp.seq_raw" => tell_counted(facts, chosen, "tcp.seq", "tcp.seq_raw"),
        "tcp.ack" | "tcp.ack_raw" => {
            if let Some(next) = chosen.number("tcp.ack") {
                facts.said("explain.field.says.expects").number("next", next);
            }
            tell_counted(facts, chosen, "tcp.ack", "tcp.ack_raw");
        }
        "tcp.nxtseq" => tell_next(facts, chosen),
        "tcp.len" if chosen.field.value == "0" => {
            facts.said("explain.field.says.segment_empty");
        }
        "tcp.window_size_value" | "tcp.window_size" => tell_window(facts, chosen),
        "tcp.urgent_pointer" if !is_set(chosen, "tcp.flags.urg") => {
            facts.said("explain.field.says.urgent_unused");
        }
        "tcp.options.mss" | "tcp.options.mss_val" => tell_segment_size(facts, chosen),
        "tcp.options.wscale" | "tcp.options.wscale.shift" => tell_shift(facts, chosen),
        "tcp.options.timestamp.tsecr" if chosen.field.value == "0" => {
            facts.said("explain.field.says.no_echo");
        }
        "tcp.analysis.ack_rtt" | "tcp.analysis.initial_rtt" => {
            let seconds = chosen.field.value.parse::<f64>().ok().filter(|seconds| seconds.is_finite());
            if let Some(seconds) = seconds {
                facts.said("explain.field.says.round_trip").with("span", Value::Span(seconds * 1_000.0));
            }
        }
        _ if is_set(chosen, name) => tell_flag(facts, chosen, name),
        _ if name.starts_with("tcp.flags.") && chosen.field.value == "0" => {
            facts.said("explain.field.says.flag_clear");
        }
        _ => {}
    }
}

/// Whether a flag of this segment is set.
fn is_set(chosen: &Chosen<'_>, flag: &str) -> bool {
    let flags = chosen.near("tcp.flags").unwrap_or(chosen.field);
    flags.children.iter().any(|field| field.name == flag && field.value == "1")
}

/// Tells of a flag where it is set.
fn tell_flag(facts: &mut Facts, chosen: &Chosen<'_>, flag: &str) {
    let Some((_, id, rfc)) = FLAGS.iter().find(|(known, ..)| *known == flag) else { return };
    if is_set(chosen, flag) {
        let answers = flag == "tcp.flags.syn" && is_set(chosen, "tcp.flags.ack");
        facts.said(if answers { "explain.field.says.set_syn_ack" } else { id }).by(rfc);
    }
}

/// Tells what a port is known for.
fn tell_port(facts: &mut Facts, port: Option<u64>) {
    let Some(port) = port else { return };
    let (id, rfc) = match port {
        20 => ("explain.field.says.port_data", Some("RFC 959 §3.2")),
        21 => ("explain.field.says.port_control", Some("RFC 959 §8")),
        990 => ("explain.field.says.port_tls", None),
        0..1024 => ("explain.field.says.port_system", Some("RFC 6335 §6")),
        _ => ("explain.field.says.port_chosen", Some("RFC 6335 §6")),
    };
    facts.said(id).number("port", port).rfc = rfc;
}

/// How a number is counted from the first one of its direction on.
fn tell_counted(facts: &mut Facts, chosen: &Chosen<'_>, relative: &str, raw: &str) {
    let value = |name| chosen.text(name).and_then(|value| value.parse::<u32>().ok());
    let Some((relative, raw)) = value(relative).zip(value(raw)).filter(|(relative, raw)| relative != raw)
    else {
        return;
    };
    // Numbers begin again at 0 behind the greatest one (RFC 9293 §3.4).
    let first = raw.wrapping_sub(relative);
    let fact = facts.said("explain.field.says.counted_from").number("raw", raw.into());
    fact.number("first", first.into()).number("relative", relative.into());
}

/// How the next number comes about.
fn tell_next(facts: &mut Facts, chosen: &Chosen<'_>) {
    let value = |name| chosen.number(name);
    let (Some(sequence), Some(bytes), Some(next)) = (value("tcp.seq"), value("tcp.len"), value("tcp.nxtseq"))
    else {
        return;
    };
    let id = match next.checked_sub(sequence.saturating_add(bytes)) {
        Some(0) => "explain.field.says.next_sum",
        Some(1) => "explain.field.says.next_sum_flag",
        _ => return,
    };
    let fact = facts.said(id).number("sequence", sequence).number("bytes", bytes);
    fact.number("next", next).by("RFC 9293 §3.4");
}

/// How the window comes about.
fn tell_window(facts: &mut Facts, chosen: &Chosen<'_>) {
    let Some((found, window)) = chosen.number("tcp.window_size_value").zip(chosen.number("tcp.window_size"))
    else {
        return;
    };
    match window.checked_div(found) {
        None => {
            facts.notice("explain.field.says.window_zero").by("RFC 9293 §3.8.6.1");
        }
        Some(1) => {
            facts.said("explain.field.says.window_as_is").bytes("window", window);
        }
        Some(factor) => {
            let fact = facts.said("explain.field.says.window_scaled").number("found", found);
            fact.number("factor", factor).bytes("window", window).by("RFC 7323 §2.3");
        }
    }
}

/// How large a packet may be with the greatest segment.
fn tell_segment_size(facts: &mut Facts, chosen: &Chosen<'_>) {
    let Some(size) = chosen.number("tcp.options.mss_val") else { return };
    let is_ip = |name: &&str| matches!(*name, "ip" | "ipv6");
    let innermost = chosen.frame.layers.iter().rev().map(|layer| layer.name).find(is_ip);
    let header = if innermost == Some("ipv6") { IPV6_HEADER } else { IPV4_HEADER };
    let packet = size.saturating_add(TCP_HEADER).saturating_add(header);
    let fact = facts.said("explain.field.says.mss_sum").number("size", size);
    fact.number("header", header).bytes("packet", packet).by("RFC 9293 §3.7.1");
}

/// The factor that a shift stands for. No more than 14 counts (RFC 7323 §2.3).
fn tell_shift(facts: &mut Facts, chosen: &Chosen<'_>) {
    let shift = chosen.number("tcp.options.wscale.shift").and_then(|shift| u32::try_from(shift).ok());
    if let Some(shift) = shift.filter(|shift| *shift <= 14) {
        let fact = facts.said("explain.field.says.scale_factor").number("shift", shift.into());
        fact.number("factor", 1_u64.wrapping_shl(shift));
    }
}
