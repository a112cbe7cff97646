//! What a reply of the server says.

use super::announcement::with_endpoint;
use super::command::modern_verb;
use super::{Fact, Value};
use crate::ftp::reply_code::{ReplyClass, ReplyCode};
use crate::view::{ExchangeView, LoginView, ReplyView, SessionView, TransferView};

/// What a reply to the command of an exchange says.
pub(super) fn reply_fact(
    exchange: &ExchangeView,
    reply: &ReplyView,
    transfer: Option<&TransferView>,
    session: &SessionView,
) -> Fact {
    let first_line = reply.text.lines().next().unwrap_or_default();
    let fact = |id: &'static str| {
        Fact::said(id).at([reply.first_frame, reply.frame]).text("text", first_line).by(reply.rfc)
    };
    let Some(code) = reply.code.and_then(ReplyCode::new) else {
        return fact("explain.reply.without_code");
    };
    let meaning = match (code.info(), code.value() / 100) {
        (Some(_), _) => format!("reply.{code}"),
        (None, class @ 1..=6) => format!("reply_class.{class}"),
        (None, _) => return fact("explain.reply.strange").text("code", &code.to_string()),
    };
    let asked = Asked { exchange, transfer, session };
    let id = asked.id_of(code).unwrap_or(match code.class() {
        ReplyClass::Preliminary => "explain.reply.begins",
        ReplyClass::Intermediate => "explain.reply.waits",
        ReplyClass::TransientNegative => "explain.reply.fails",
        ReplyClass::PermanentNegative => "explain.reply.refuses",
        ReplyClass::Completion | ReplyClass::Protected | ReplyClass::Unknown => "explain.reply.agrees",
    });
    let fact = fact(id).text("code", &code.to_string()).word("meaning", meaning);
    asked.with_values(fact, first_line)
}

/// What was asked, so that the answer can be understood.
struct Asked<'a> {
    exchange: &'a ExchangeView,
    transfer: Option<&'a TransferView>,
    session: &'a SessionView,
}

impl Asked<'_> {
    fn verb(&self) -> &str {
        self.exchange.command.as_ref().map_or("", |command| modern_verb(&command.verb))
    }

    /// Who logs in with this command.
    fn user(&self) -> Option<&str> {
        let frame = self.exchange.command.as_ref()?.frame;
        let mut logins = self.session.logins.iter();
        let of_this = |login: &&LoginView| login.password_frame == Some(frame);
        logins.find(of_this).and_then(|login| login.user.as_deref())
    }

    fn id_of(&self, code: ReplyCode) -> Option<&'static str> {
        let code = code.value();
        if code == 421 {
            return Some("explain.reply.service_closing");
        }
        if self.exchange.kind == "greeting" {
            return match code {
                220 => Some(match &self.session.software {
                    Some(software) if software.version.is_some() => "explain.reply.greeting_version",
                    Some(_) => "explain.reply.greeting_program",
                    None => "explain.reply.greeting",
                }),
                120 => Some("explain.reply.greeting_later"),
                _ => None,
            };
        }
        if let (Some(transfer), true) = (self.transfer, self.exchange.transfer.is_some())
            && let Some(id) = transfer_id(transfer.direction, code)
        {
            return Some(id);
        }
        let has_endpoint = self.exchange.announces.is_some();
        let has_sum = self.exchange.announces.as_ref().is_some_and(|known| known.port_numbers.is_some());
        Some(match (self.verb(), code) {
            ("USER", 331) => "explain.reply.password_wanted",
            ("USER", 230 | 232) => "explain.reply.logged_in_at_once",
            ("USER" | "PASS", 332) => "explain.reply.account_wanted",
            ("PASS" | "ACCT", 230 | 202 | 232) if self.user().is_some() => "explain.reply.user_logged_in",
            ("PASS" | "ACCT", 230 | 202 | 232) => "explain.reply.logged_in",
            ("USER" | "PASS" | "ACCT", 530 | 430) => "explain.reply.login_refused",
            ("TYPE", 200) => "explain.reply.type_agreed",
            ("PORT" | "EPRT" | "LPRT", 200..300) => "explain.reply.port_agreed",
            (_, 227) if has_sum => "explain.reply.passive_sum",
            (_, 229) if has_endpoint => "explain.reply.passive_extended",
            (_, 228) if has_endpoint => "explain.reply.passive_long",
            (_, 227..=229) => "explain.reply.passive_unreadable",
            ("OPTS", 200) => "explain.reply.option_agreed",
            ("PWD", 257) if self.exchange.directory.is_some() => "explain.reply.directory_is",
            ("MKD", 257 | 250) => "explain.reply.directory_made",
            ("CWD" | "CDUP", 200 | 250) if self.exchange.directory.is_some() => {
                "explain.reply.directory_changed"
            }
            ("CWD" | "CDUP", 200 | 250) => "explain.reply.directory_changed_somewhere",
            ("DELE", 250) => "explain.reply.deleted",
            ("RMD", 250) => "explain.reply.removed",
            ("RNFR", 350) => "explain.reply.new_name_wanted",
            ("RNTO", 250) => "explain.reply.renamed",
            ("REST", 350) => "explain.reply.restart_agreed",
            ("SIZE", 213) => "explain.reply.size_told",
            ("MDTM", 213) => "explain.reply.time_told",
            ("SYST", 215) => "explain.reply.system_told",
            ("FEAT", 211) => "explain.reply.features",
            ("AUTH", 234) => "explain.reply.tls_agreed",
            ("ABOR", 225 | 226) => "explain.reply.abort_done",
            ("QUIT", 221) => "explain.reply.goodbye",
            _ => return None,
        })
    }

    /// What only some sentences name.
    fn with_values(&self, fact: Fact, text: &str) -> Fact {
        let ExchangeView { announces, directory, command, .. } = self.exchange;
        let mut fact = fact;
        if let Some(announced) = announces {
            fact = with_endpoint(fact, announced);
        }
        if let Some(directory) = directory {
            fact = fact.text("directory", directory);
        }
        if let Some(argument) = command.as_ref().and_then(|command| command.argument.as_deref()) {
            fact = fact.text("name", argument);
        }
        if let Some(user) = self.user() {
            fact = fact.text("user", user);
        }
        match fact.id.as_ref() {
            "explain.reply.greeting_version" | "explain.reply.greeting_program" => {
                match &self.session.software {
                    Some(software) => {
                        let version = software.version.as_deref().unwrap_or_default();
                        fact.text("software", format!("{} {version}", software.name).trim_end())
                    }
                    None => fact,
                }
            }
            "explain.reply.size_told" => match text.trim().parse() {
                Ok(bytes) => fact.with("bytes", Value::Bytes(bytes)),
                Err(_) => fact.text("bytes", text),
            },
            "explain.reply.features" => {
                let lines = self.exchange.replies.iter().map(|reply| reply.lines.len()).max();
                // Between a first and a last line, each names one (RFC 2389 §3.2).
                fact.counting(lines.unwrap_or_default().saturating_sub(2) as u64)
            }
            _ => fact,
        }
    }
}

/// The id of a reply to a transfer command.
fn transfer_id(direction: &str, code: u16) -> Option<&'static str> {
    Some(match (direction, code) {
        ("download", 125 | 150) => "explain.reply.download_begins",
        ("upload", 125 | 150) => "explain.reply.upload_begins",
        (_, 125 | 150) => "explain.reply.listing_begins",
        ("download", 226 | 250) => "explain.reply.download_done",
        ("upload", 226 | 250) => "explain.reply.upload_done",
        (_, 226 | 250) => "explain.reply.listing_done",
        (_, 425) => "explain.reply.no_data_connection",
        (_, 426 | 451) => "explain.reply.broken_off",
        _ => return None,
    })
}
