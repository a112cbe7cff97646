//! What a command of the client asks for.

use std::borrow::Cow;

use super::announcement::name_endpoint;
use super::fact::{Fact, Facts};
use crate::view::{CommandView, ExchangeView, LoginView, SessionView};

/// Commands that are told in one way, whatever their argument.
const PLAIN: &[(&str, &str)] = &[
    ("ABOR", "explain.command.abor"),
    ("APPE", "explain.command.appe"),
    ("CDUP", "explain.command.cdup"),
    ("CWD", "explain.command.cwd"),
    ("DELE", "explain.command.dele"),
    ("FEAT", "explain.command.feat"),
    ("MDTM", "explain.command.mdtm"),
    ("MKD", "explain.command.mkd"),
    ("NOOP", "explain.command.noop"),
    ("PASV", "explain.command.pasv"),
    ("PWD", "explain.command.pwd"),
    ("QUIT", "explain.command.quit"),
    ("REST", "explain.command.rest"),
    ("RETR", "explain.command.retr"),
    ("RMD", "explain.command.rmd"),
    ("RNFR", "explain.command.rnfr"),
    ("RNTO", "explain.command.rnto"),
    ("SIZE", "explain.command.size"),
    ("STOR", "explain.command.stor"),
    ("STOU", "explain.command.stou"),
    ("SYST", "explain.command.syst"),
];

/// Commands that are told in another way where they have an argument: how they are told with one, and without.
const WITH_ARGUMENT: &[(&str, &str, &str)] = &[
    ("LIST", "explain.command.list_of", "explain.command.list"),
    ("MLSD", "explain.command.mlsd_of", "explain.command.mlsd"),
    ("NLST", "explain.command.nlst_of", "explain.command.nlst"),
    ("STAT", "explain.command.stat_of", "explain.command.stat"),
];

/// Commands that are told in a way of their own where their argument begins with this word.
const WITH_WORD: &[(&str, &str, &str)] = &[
    ("AUTH", "TLS", "explain.command.auth_tls"),
    ("AUTH", "TLS-C", "explain.command.auth_tls"),
    ("AUTH", "TLS-P", "explain.command.auth_tls"),
    ("AUTH", "SSL", "explain.command.auth_tls"),
    ("EPSV", "ALL", "explain.command.epsv_all"),
    ("EPSV", "", "explain.command.epsv"),
    ("EPSV", "1", "explain.command.epsv"),
    ("EPSV", "2", "explain.command.epsv"),
    ("OPTS", "UTF8", "explain.command.opts_utf8"),
    ("PROT", "C", "explain.command.prot_clear"),
    ("PROT", "P", "explain.command.prot_private"),
];

/// A command that chooses by a letter.
struct Letters {
    verb: &'static str,
    letters: &'static [&'static str],
    id: &'static str,
    /// Where the words of its letters stand.
    words: &'static str,
}

const LETTERS: &[Letters] = &[
    Letters { verb: "TYPE", letters: &["A", "E", "I", "L"], id: "explain.command.type", words: "type." },
    Letters { verb: "MODE", letters: &["S", "B", "C", "Z", "E"], id: "explain.command.mode", words: "mode." },
    Letters { verb: "STRU", letters: &["F", "R", "P"], id: "explain.command.stru", words: "structure." },
];

/// Tells what the command of an exchange asks for, if it has one.
pub(super) fn tell_command(facts: &mut Facts, exchange: &ExchangeView, session: &SessionView) {
    let Some(command) = &exchange.command else { return };
    let known = id_of(exchange, command, session);
    let fact = facts.said(known.unwrap_or(match (exchange.kind, command.known) {
        ("invalid", _) => "explain.command.invalid",
        (_, true) => "explain.command.sends",
        (_, false) => "explain.command.unknown",
    }));
    fact.within(command.first_frame, command.frame).text("command", &line_of(command));
    fact.text("name", command.argument.as_deref().unwrap_or_default());
    fact.rfc = command.rfc;
    if let Some(announced) = &exchange.announces {
        name_endpoint(fact, announced);
    }
    name_letter(fact, command);
    if known.is_none() && command.known {
        let fact = facts.meaning_of("command.", &command.verb, ".meaning");
        fact.within(command.first_frame, command.frame);
    }
}

/// The command as it was sent, without the argument where that is masked.
fn line_of(command: &CommandView) -> Cow<'_, str> {
    match command.argument.as_deref() {
        None => Cow::Borrowed(&command.verb),
        Some(argument) if command.verb.is_empty() => Cow::Borrowed(argument),
        Some(argument) => Cow::Owned([&command.verb, " ", argument].concat()),
    }
}

/// The verb that an old form stands for (RFC 775, RFC 1123 §4.1.3.1).
pub(super) fn modern_verb(verb: &str) -> &str {
    const OLD: &[(&str, &str)] =
        &[("XCUP", "CDUP"), ("XCWD", "CWD"), ("XMKD", "MKD"), ("XPWD", "PWD"), ("XRMD", "RMD")];
    OLD.iter().find(|(old, _)| *old == verb).map_or(verb, |(_, modern)| modern)
}

/// Commands that are told in a way of their own.
fn id_of(exchange: &ExchangeView, command: &CommandView, session: &SessionView) -> Option<&'static str> {
    let verb = modern_verb(&command.verb);
    let argument = command.argument.as_deref().unwrap_or_default();
    if let Some((_, id)) = PLAIN.iter().find(|(plain, _)| *plain == verb) {
        return Some(id);
    }
    if let Some((_, given, bare)) = WITH_ARGUMENT.iter().find(|(known, ..)| *known == verb) {
        return Some(if argument.is_empty() { bare } else { given });
    }
    let word = argument.split(' ').next().unwrap_or_default();
    let is_meant = |known: &str, wanted: &str| known == verb && wanted.eq_ignore_ascii_case(word);
    if let Some((.., id)) = WITH_WORD.iter().find(|(known, wanted, _)| is_meant(known, wanted)) {
        return Some(id);
    }
    if let Some((known, _)) = letter_of(command) {
        return Some(known.id);
    }
    Some(match verb {
        "USER" if is_guest(command, session) => "explain.command.user_guest",
        "USER" => "explain.command.user",
        "PASS" if command.masked => "explain.command.pass_hidden",
        "PASS" if argument.is_empty() => "explain.command.pass_empty",
        "PASS" if is_guest(command, session) => "explain.command.pass_guest",
        "PASS" => "explain.command.pass",
        "PORT" | "EPRT" | "LPRT" => match &exchange.announces {
            Some(announced) if announced.port_numbers.is_some() => "explain.command.port_sum",
            Some(_) => "explain.command.port",
            None => "explain.command.port_unreadable",
        },
        "OPTS" => "explain.command.opts",
        _ => return None,
    })
}

/// Whether this command belongs to the login of a guest (RFC 1635).
fn is_guest(command: &CommandView, session: &SessionView) -> bool {
    let frame = Some(command.frame);
    let of_this = |login: &&LoginView| login.user_frame == frame || login.password_frame == frame;
    session.logins.iter().find(of_this).is_some_and(|login| login.anonymous)
}

/// The letter that a command chooses by, where it is one that has words.
fn letter_of(command: &CommandView) -> Option<(&'static Letters, &'static str)> {
    let known = LETTERS.iter().find(|known| known.verb == command.verb)?;
    let first = command.argument.as_deref()?.get(..1)?;
    let is_meant = |letter: &&&str| letter.eq_ignore_ascii_case(first);
    known.letters.iter().find(is_meant).map(|letter| (known, *letter))
}

/// Names the letter that a command chooses by, with its meaning.
fn name_letter(fact: &mut Fact, command: &CommandView) {
    if let Some((known, letter)) = letter_of(command) {
        fact.text("letter", letter).word("meaning", known.words, letter);
    }
}
