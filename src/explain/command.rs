//! What a command of the client asks for.

use std::borrow::Cow;

use super::announcement::with_endpoint;
use super::{Fact, Value};
use crate::view::{CommandView, ExchangeView, LoginView, SessionView};

/// What the command of an exchange asks for; nothing where it has none.
pub(super) fn command_facts(exchange: &ExchangeView, session: &SessionView) -> Vec<Fact> {
    let Some(command) = &exchange.command else { return Vec::new() };
    let frames = [command.first_frame, command.frame];
    let line = line_of(command);
    let name = command.argument.as_deref().unwrap_or_default();
    let said = |id: &'static str| {
        Fact::said(id).at(frames).text("command", &line).text("name", name).by(command.rfc)
    };
    if exchange.kind == "invalid" {
        return vec![said("explain.command.invalid")];
    }
    if let Some(known) = id_of(exchange, command, session) {
        return vec![with_values(said(known), exchange, command)];
    }
    if command.known {
        let meaning = Fact::meaning(format!("command.{}.meaning", command.verb)).at(frames);
        return vec![said("explain.command.sends"), meaning];
    }
    vec![said("explain.command.unknown")]
}

/// The command as it was sent, without the argument where that is masked.
fn line_of(command: &CommandView) -> Cow<'_, str> {
    match command.argument.as_deref() {
        None => Cow::Borrowed(&command.verb),
        Some(argument) if command.verb.is_empty() => Cow::Borrowed(argument),
        Some(argument) => Cow::Owned(format!("{} {argument}", command.verb)),
    }
}

/// The verb that an old form stands for (RFC 775, RFC 1123 §4.1.3.1).
pub(super) fn modern_verb(verb: &str) -> &str {
    match verb {
        "XCWD" => "CWD",
        "XCUP" => "CDUP",
        "XPWD" => "PWD",
        "XMKD" => "MKD",
        "XRMD" => "RMD",
        other => other,
    }
}

fn id_of(exchange: &ExchangeView, command: &CommandView, session: &SessionView) -> Option<&'static str> {
    let argument = command.argument.as_deref().unwrap_or_default();
    let is_given = !argument.is_empty();
    let is_first = |wanted: &str| {
        let first = argument.split(' ').next().unwrap_or_default();
        first.eq_ignore_ascii_case(wanted)
    };
    let either = |given: &'static str, bare: &'static str| if is_given { given } else { bare };
    let is_guest = || {
        let of_this = |login: &&LoginView| {
            login.user_frame == Some(command.frame) || login.password_frame == Some(command.frame)
        };
        session.logins.iter().find(of_this).is_some_and(|login| login.anonymous)
    };
    Some(match modern_verb(&command.verb) {
        "USER" if is_guest() => "explain.command.user_guest",
        "USER" => "explain.command.user",
        "PASS" if command.masked => "explain.command.pass_hidden",
        "PASS" if !is_given => "explain.command.pass_empty",
        "PASS" if is_guest() => "explain.command.pass_guest",
        "PASS" => "explain.command.pass",
        "CWD" => "explain.command.cwd",
        "CDUP" => "explain.command.cdup",
        "PWD" => "explain.command.pwd",
        "MKD" => "explain.command.mkd",
        "RMD" => "explain.command.rmd",
        "DELE" => "explain.command.dele",
        "RNFR" => "explain.command.rnfr",
        "RNTO" => "explain.command.rnto",
        "TYPE" if letter(argument, "AEIL") => "explain.command.type",
        "MODE" if letter(argument, "SBCZE") => "explain.command.mode",
        "STRU" if letter(argument, "FRP") => "explain.command.stru",
        "PORT" | "EPRT" | "LPRT" => match &exchange.announces {
            Some(announced) if announced.port_numbers.is_some() => "explain.command.port_sum",
            Some(_) => "explain.command.port",
            None => "explain.command.port_unreadable",
        },
        "PASV" => "explain.command.pasv",
        "EPSV" if is_first("ALL") => "explain.command.epsv_all",
        "EPSV" => "explain.command.epsv",
        "RETR" => "explain.command.retr",
        "STOR" => "explain.command.stor",
        "STOU" => "explain.command.stou",
        "APPE" => "explain.command.appe",
        "LIST" => either("explain.command.list_of", "explain.command.list"),
        "NLST" => either("explain.command.nlst_of", "explain.command.nlst"),
        "MLSD" => either("explain.command.mlsd_of", "explain.command.mlsd"),
        "STAT" => either("explain.command.stat_of", "explain.command.stat"),
        "REST" => "explain.command.rest",
        "SIZE" => "explain.command.size",
        "MDTM" => "explain.command.mdtm",
        "SYST" => "explain.command.syst",
        "FEAT" => "explain.command.feat",
        "OPTS" if is_first("UTF8") => "explain.command.opts_utf8",
        "OPTS" => "explain.command.opts",
        "NOOP" => "explain.command.noop",
        "AUTH" if is_first("TLS") || is_first("SSL") || is_first("TLS-C") || is_first("TLS-P") => {
            "explain.command.auth_tls"
        }
        "PROT" if is_first("P") => "explain.command.prot_private",
        "PROT" if is_first("C") => "explain.command.prot_clear",
        "ABOR" => "explain.command.abor",
        "QUIT" => "explain.command.quit",
        _ => return None,
    })
}

/// Whether an argument begins with one of these letters.
fn letter(argument: &str, known: &str) -> bool {
    argument.chars().next().is_some_and(|first| known.contains(first.to_ascii_uppercase()))
}

/// What only some sentences name.
fn with_values(fact: Fact, exchange: &ExchangeView, command: &CommandView) -> Fact {
    let table = match command.verb.as_str() {
        "TYPE" => "type",
        "MODE" => "mode",
        "STRU" => "structure",
        _ => {
            return match &exchange.announces {
                Some(announced) => with_endpoint(fact, announced),
                None => fact,
            };
        }
    };
    let first = command.argument.as_deref().and_then(|argument| argument.chars().next());
    let first = first.map(|first| first.to_ascii_uppercase()).unwrap_or_default();
    fact.with("letter", Value::Text(first.to_string())).word("meaning", format!("{table}.{first}"))
}
