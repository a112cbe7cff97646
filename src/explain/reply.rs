//! What a reply of the server says.

use super::announcement::name_endpoint;
use super::command::modern_verb;
use super::fact::{Fact, Facts, digits};
use crate::ftp::reply_code::{ReplyClass, ReplyCode};
use crate::view::{ExchangeView, LoginView, ReplyView, SessionView, TransferView};

/// Replies that are told in a way of their own: to which command, and with which code.
const TO_COMMAND: &[(&str, &[u16], &str)] = &[
    ("ABOR", &[225, 226], "explain.reply.abort_done"),
    ("ACCT", &[430, 530], "explain.reply.login_refused"),
    ("AUTH", &[234], "explain.reply.tls_agreed"),
    ("CDUP", &[200, 250], "explain.reply.directory_changed"),
    ("CWD", &[200, 250], "explain.reply.directory_changed"),
    ("DELE", &[250], "explain.reply.deleted"),
    ("EPRT", &[200], "explain.reply.port_agreed"),
    ("FEAT", &[211], "explain.reply.features"),
    ("LPRT", &[200], "explain.reply.port_agreed"),
    ("MDTM", &[213], "explain.reply.time_told"),
    ("MKD", &[250, 257], "explain.reply.directory_made"),
    ("OPTS", &[200], "explain.reply.option_agreed"),
    ("PASS", &[332], "explain.reply.account_wanted"),
    ("PASS", &[430, 530], "explain.reply.login_refused"),
    ("PORT", &[200], "explain.reply.port_agreed"),
    ("PWD", &[257], "explain.reply.directory_is"),
    ("QUIT", &[221], "explain.reply.goodbye"),
    ("REST", &[350], "explain.reply.restart_agreed"),
    ("RMD", &[250], "explain.reply.removed"),
    ("RNFR", &[350], "explain.reply.new_name_wanted"),
    ("RNTO", &[250], "explain.reply.renamed"),
    ("SIZE", &[213], "explain.reply.size_told"),
    ("SYST", &[215], "explain.reply.system_told"),
    ("TYPE", &[200], "explain.reply.type_agreed"),
    ("USER", &[230, 232], "explain.reply.logged_in_at_once"),
    ("USER", &[331], "explain.reply.password_wanted"),
    ("USER", &[332], "explain.reply.account_wanted"),
    ("USER", &[430, 530], "explain.reply.login_refused"),
];

/// Replies to transfer commands: in which direction (in any, where it is empty), and with which code.
const TO_TRANSFER: &[(&str, &[u16], &str)] = &[
    ("download", &[125], "explain.reply.download_begins_at_once"),
    ("upload", &[125], "explain.reply.upload_begins_at_once"),
    ("listing", &[125], "explain.reply.listing_begins_at_once"),
    ("download", &[150], "explain.reply.download_begins"),
    ("upload", &[150], "explain.reply.upload_begins"),
    ("listing", &[150], "explain.reply.listing_begins"),
    ("download", &[226, 250], "explain.reply.download_done"),
    ("upload", &[226, 250], "explain.reply.upload_done"),
    ("listing", &[226, 250], "explain.reply.listing_done"),
    ("", &[425], "explain.reply.no_data_connection"),
    ("", &[426, 451], "explain.reply.broken_off"),
];

/// Tells what a reply to the command of an exchange says.
pub(super) fn tell_reply(
    facts: &mut Facts,
    exchange: &ExchangeView,
    reply: &ReplyView,
    transfer: Option<&TransferView>,
    session: &SessionView,
) {
    let text = reply.text.lines().next().unwrap_or_default();
    let asked = Asked { exchange, transfer, session };
    let code = reply.code.and_then(ReplyCode::new);
    let fact = facts.said(match code {
        Some(code) => asked.id_of(code).unwrap_or_else(|| class_id(code)),
        None => "explain.reply.without_code",
    });
    fact.within(reply.first_frame, reply.frame).text("text", text);
    fact.rfc = reply.rfc;
    if let Some(code) = code {
        fact.code(code.value());
        // The first digit alone tells of a code that no standard knows.
        match (code.info(), digits(code.value())) {
            (Some(_), digits) => fact.word("meaning", "reply.", &digits),
            (None, digits) => fact.word("meaning", "reply_class.", digits.get(..1).unwrap_or_default()),
        };
        asked.name_values(fact, text);
    }
}

/// How a reply is told of which only the first digit is known to matter (RFC 959 §4.2).
fn class_id(code: ReplyCode) -> &'static str {
    match code.class() {
        ReplyClass::Preliminary => "explain.reply.begins",
        ReplyClass::Intermediate => "explain.reply.waits",
        ReplyClass::TransientNegative => "explain.reply.fails",
        ReplyClass::PermanentNegative => "explain.reply.refuses",
        ReplyClass::Completion | ReplyClass::Protected => "explain.reply.agrees",
        ReplyClass::Unknown => "explain.reply.strange",
    }
}

/// What was asked, so that the answer can be understood.
struct Asked<'a> {
    exchange: &'a ExchangeView,
    transfer: Option<&'a TransferView>,
    session: &'a SessionView,
}

impl Asked<'_> {
    /// Who logs in with this command.
    fn user(&self) -> Option<&str> {
        let frame = self.exchange.command.as_ref()?.frame;
        let of_this = |login: &&LoginView| login.password_frame == Some(frame);
        self.session.logins.iter().find(of_this).and_then(|login| login.user.as_deref())
    }

    fn id_of(&self, code: ReplyCode) -> Option<&'static str> {
        let code = code.value();
        let ExchangeView { announces, directory, .. } = self.exchange;
        let command = self.exchange.command.as_ref();
        let verb = command.map_or("", |command| modern_verb(&command.verb));
        let argument = command.and_then(|command| command.argument.as_deref());
        let special = match (self.exchange.kind, verb, code) {
            (_, _, 421) => "explain.reply.service_closing",
            ("greeting", _, 120) => "explain.reply.greeting_later",
            ("greeting", _, 220) => match &self.session.software {
                Some(software) if software.version.is_some() => "explain.reply.greeting_version",
                Some(_) => "explain.reply.greeting_program",
                None => "explain.reply.greeting",
            },
            ("greeting", ..) => return None,
            (_, _, 227..=229) => match (announces, code) {
                (Some(announced), 227) if announced.port_numbers.is_some() => "explain.reply.passive_sum",
                (Some(_), 229) => "explain.reply.passive_extended",
                (Some(_), _) => "explain.reply.passive_long",
                (None, _) => "explain.reply.passive_unreadable",
            },
            (_, "PASS" | "ACCT", 202 | 230 | 232) => match self.user() {
                Some(_) => "explain.reply.user_logged_in",
                None => "explain.reply.logged_in",
            },
            (_, "CWD" | "CDUP", 200 | 250) if directory.is_none() => {
                "explain.reply.directory_changed_somewhere"
            }
            (_, "PWD", 257) if directory.is_none() => return None,
            // What their sentences name is not there.
            (_, "DELE" | "MKD" | "RMD" | "RNTO", _) if argument.is_none() => return None,
            (_, "EPRT" | "LPRT" | "PORT", _) if announces.is_none() => return None,
            _ => "",
        };
        if !special.is_empty() {
            return Some(special);
        }
        let (table, key) = match self.transfer {
            Some(transfer) => (TO_TRANSFER, transfer.direction),
            None => (TO_COMMAND, verb),
        };
        let is_meant =
            |known: &str, codes: &[u16]| (known.is_empty() || known == key) && codes.contains(&code);
        table.iter().find(|(known, codes, _)| is_meant(known, codes)).map(|(.., id)| *id)
    }

    /// Names what only some sentences tell.
    fn name_values(&self, fact: &mut Fact, text: &str) {
        let ExchangeView { announces, directory, command, .. } = self.exchange;
        if let Some(announced) = announces {
            name_endpoint(fact, announced);
        }
        if let Some(directory) = directory {
            fact.text("directory", directory);
        }
        if let Some(argument) = command.as_ref().and_then(|command| command.argument.as_deref()) {
            fact.text("name", argument);
        }
        match (fact.id.as_ref(), &self.session.software) {
            ("explain.reply.user_logged_in", _) => {
                fact.text("user", self.user().unwrap_or_default());
            }
            ("explain.reply.greeting_version" | "explain.reply.greeting_program", Some(software)) => {
                let version = software.version.as_deref().unwrap_or_default();
                fact.text("software", [&software.name, " ", version].concat().trim_end());
            }
            ("explain.reply.size_told", _) => {
                match text.trim().parse() {
                    Ok(bytes) => fact.bytes("bytes", bytes),
                    Err(_) => fact.text("bytes", text),
                };
            }
            ("explain.reply.features", _) => {
                let lines = self.exchange.replies.iter().map(|reply| reply.lines.len()).max();
                // Between a first and a last line, each names one (RFC 2389 §3.2).
                fact.counting(lines.unwrap_or_default().saturating_sub(2) as u64);
            }
            _ => {}
        }
    }
}
