//! What the values say in the fields of FTP.

use super::chosen_field::Chosen;
use super::fact::{Facts, digits};
use crate::ftp::command::find_command;
use crate::ftp::reply_code::ReplyCode;

/// Tells what the value of a field of FTP says.
pub(super) fn tell_ftp(facts: &mut Facts, chosen: &Chosen<'_>) {
    match chosen.field.name {
        "ftp.request" | "ftp.request.command" => tell_verb(facts, chosen.text("ftp.request.command")),
        "ftp-data.setup-method" | "ftp-data.command" => {
            tell_verb(facts, chosen.field.value.split(' ').next());
        }
        "ftp.request.arg" => {
            tell_password(facts, chosen);
            tell_port_numbers(facts, chosen, "ftp.active.port");
        }
        "ftp.active.port" => tell_port_numbers(facts, chosen, "ftp.active.port"),
        "ftp.response.arg" | "ftp.passive.port" => tell_port_numbers(facts, chosen, "ftp.passive.port"),
        "ftp.response" | "ftp.response.code" => tell_code(facts, chosen),
        _ => {}
    }
}

/// Tells what a verb asks for.
fn tell_verb(facts: &mut Facts, verb: Option<&str>) {
    let Some(verb) = verb.filter(|verb| !verb.is_empty()) else { return };
    match find_command(verb.as_bytes()) {
        Some(info) => facts.meaning_of("command.", info.verb, ".meaning").by(info.rfc),
        None => facts.odd("explain.field.says.verb_unknown").text("name", verb),
    };
}

/// Tells of an argument that is a password.
fn tell_password(facts: &mut Facts, chosen: &Chosen<'_>) {
    let is_verb = chosen.text("ftp.request.command").is_some_and(|verb| verb.eq_ignore_ascii_case("PASS"));
    let is_masked = chosen
        .frame
        .masked
        .iter()
        .any(|[start, length]| (*start..start.saturating_add(*length)).contains(&chosen.field.start));
    if is_masked {
        facts.notice("explain.field.says.password_hidden").by("RFC 2577 §8");
    } else if is_verb && !chosen.field.value.is_empty() {
        facts.notice("explain.field.says.password_readable").by("RFC 2577 §8");
    }
}

/// How the port comes about that a line announces, where it announces one.
fn tell_port_numbers(facts: &mut Facts, chosen: &Chosen<'_>, name: &str) {
    let Some(port) = chosen.text(name).and_then(|port| port.parse::<u16>().ok()) else { return };
    let verb = chosen.text("ftp.request.command").unwrap_or_default().to_ascii_uppercase();
    let code = chosen.text("ftp.response.code").unwrap_or_default();
    match (verb.as_str(), code) {
        ("PORT", _) | (_, "227") => {
            let [high, low] = port.to_be_bytes();
            let fact = facts.said("explain.field.says.port_sum").number("high", high.into());
            fact.number("low", low.into()).number("port", port.into()).by("RFC 959 §4.1.2");
        }
        ("EPRT", _) => {
            facts.said("explain.field.says.port_plain").number("port", port.into()).by("RFC 2428 §2");
        }
        (_, "229") => {
            facts.said("explain.field.says.port_plain").number("port", port.into()).by("RFC 2428 §3");
        }
        _ => {}
    }
}

/// Tells what a reply code means, and what its first two digits say by themselves.
fn tell_code(facts: &mut Facts, chosen: &Chosen<'_>) {
    let code = chosen.text("ftp.response.code").and_then(|code| code.parse().ok());
    let Some(code) = code.and_then(ReplyCode::new) else { return };
    let digits = digits(code.value());
    if let Some(info) = code.info() {
        facts
            .said("explain.field.says.reply")
            .code(code.value())
            .word("meaning", "reply.", &digits)
            .by(info.rfc);
    }
    for (place, known, id, words) in [
        (0_usize, "123456", "explain.field.says.reply_first", "reply_class."),
        (1, "012345", "explain.field.says.reply_second", "reply_group."),
    ] {
        if let Some(digit) = digits.get(place..place.saturating_add(1)).filter(|digit| known.contains(digit))
        {
            facts.said(id).text("digit", digit).word("meaning", words, digit).by("RFC 959 §4.2");
        }
    }
}
