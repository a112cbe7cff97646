//! What a segment of a control connection or of a data connection holds.

use std::ops::Range;

use super::field::{Field, text};
use super::line_parts::LineParts;
use super::secret::{MASK, secret};
use crate::passwords::Passwords;
use crate::session::Session;
use crate::session::line_index::SaidLine;
use crate::session::transfer::Transfer;
use crate::tcp::{Extent, Position};

/// Characters of a line that the info column shows.
const INFO_CHARACTERS: usize = 200;

/// Other frames of a line that are named.
const LINKS: usize = 64;

/// The payload of a segment in its half stream and in its frame.
pub(super) struct Payload {
    /// Where it stands in the half stream.
    pub(super) extent: Extent,
    /// Where it stands in the frame.
    pub(super) range: Range<usize>,
}

impl Payload {
    /// The part of a range of the half stream that is in this payload, as
    /// a range of the frame; empty where there is none.
    pub(super) fn place(&self, range: Extent) -> Range<usize> {
        let place = |position: Position| {
            let within = position.clamp(self.extent.start, self.extent.end);
            let offset = usize::try_from(within.saturating_sub(self.extent.start)).unwrap_or(0);
            self.range.start.saturating_add(offset).min(self.range.end)
        };
        place(range.start)..place(range.end)
    }
}

/// The lines of a control connection that have bytes in a payload.
pub(super) fn control(lines: &[SaidLine<'_>], payload: &Payload, passwords: Passwords) -> Field {
    let mut layer = Field::layer("ftp", payload.range.clone());
    layer.children.extend(lines.iter().map(|said| line(said, payload, passwords)));
    layer
}

fn line(said: &SaidLine<'_>, payload: &Payload, passwords: Passwords) -> Field {
    let is_reply = said.reply.is_some();
    let names = match is_reply {
        true => ["ftp.response", "ftp.response.code", "ftp.response.arg"],
        false => ["ftp.request", "ftp.request.command", "ftp.request.arg"],
    };
    let range = payload.place(Extent { start: said.line.start, end: said.line.end });
    let mut field = Field::layer(names[0], range);
    field.value = shown(said, passwords);
    let parts = LineParts::new(said);
    if let Some((text, extent)) = parts.first {
        field.add(names[1], self::text(text), payload.place(extent));
    }
    if let Some((text, extent)) = parts.rest {
        let is_masked = passwords == Passwords::Masked && secret(said).is_some();
        let value = if is_masked { MASK.to_owned() } else { self::text(text) };
        field.add(names[2], value, payload.place(extent));
    }
    announced(said, &mut field);
    let answer = match is_reply {
        true => said.exchange.line.as_ref().map(|line| ("ftp.request_in", line.frame)),
        false => {
            let reply = said.exchange.replies.first().and_then(|reply| reply.lines.last());
            reply.map(|line| ("ftp.response_in", line.frame))
        }
    };
    if let Some((name, frame)) = answer {
        field.add_link(name, frame);
    }
    if said.line.frames.len() > 1 {
        said.line.frames.iter().take(LINKS).for_each(|frame| field.add_link("tcp.segment", *frame));
    }
    field
}

/// The endpoint that a line announces.
fn announced(said: &SaidLine<'_>, field: &mut Field) {
    let Some(announcement) = &said.exchange.announces else { return };
    let is_passive = announcement.method.is_passive();
    if announcement.frame != said.line.frame || is_passive != said.reply.is_some() {
        return;
    }
    let names = match is_passive {
        true => ["ftp.passive.ip", "ftp.passive.port"],
        false => ["ftp.active.ip", "ftp.active.port"],
    };
    let range = field.children.last().map_or(0..0, |argument| argument.range.clone());
    if let Some(address) = announcement.announced_address {
        field.add(names[0], address.to_string(), range.clone());
    }
    field.add_number(names[1], announcement.endpoint.port.into(), range);
}

/// The text of a line without its password.
fn shown(said: &SaidLine<'_>, passwords: Passwords) -> String {
    let text = said.line.line.text.as_slice();
    match LineParts::new(said).rest {
        Some((argument, _)) if passwords == Passwords::Masked && secret(said).is_some() => {
            let before = text.len().saturating_sub(argument.len());
            self::text(text.get(..before).unwrap_or_default()) + MASK
        }
        _ => self::text(text),
    }
}

/// The info column of a frame that carried these lines: all of them, where
/// Wireshark has the first. Of a line that other frames carried too it says
/// what this one has, with an ellipsis for the rest.
pub(super) fn control_info(
    lines: &[SaidLine<'_>],
    payload: &Payload,
    frame: &[u8],
    passwords: Passwords,
) -> String {
    let mut info = String::new();
    for said in lines {
        if !info.is_empty() {
            info.push_str(" | ");
        }
        info.push_str(if said.reply.is_some() { "Response: " } else { "Request: " });
        if said.line.start < payload.extent.start {
            info.push('…');
        }
        let text = match said.line.start < payload.extent.start || said.line.end > payload.extent.end {
            true => part(said, payload, frame, passwords),
            false => shown(said, passwords),
        };
        info.extend(text.chars().take(INFO_CHARACTERS));
        if said.line.end > payload.extent.end || text.chars().nth(INFO_CHARACTERS).is_some() {
            info.push('…');
        }
        if info.len() > INFO_CHARACTERS {
            break;
        }
    }
    info
}

/// What a payload has of a line, without its end and its password.
fn part(said: &SaidLine<'_>, payload: &Payload, frame: &[u8], passwords: Passwords) -> String {
    let range = payload.place(Extent { start: said.line.start, end: said.line.end });
    let secret = secret(said).filter(|_| passwords == Passwords::Masked);
    let secret = secret.map(|range| payload.place(range)).filter(|range| !range.is_empty());
    let end = secret.as_ref().map_or(range.end, |secret| secret.start);
    let text = text(frame.get(range.start..end).unwrap_or_default());
    let text = text.trim_end_matches(['\r', '\n']).to_owned();
    match secret {
        Some(_) => text + MASK,
        None => text,
    }
}

/// The payload of a data connection, and the info column.
pub(super) fn data(session: &Session, transfer: &Transfer, payload: &Payload) -> (Field, String) {
    let mut layer = Field::layer("ftp-data", payload.range.clone());
    let mut info = format!("FTP Data: {} bytes", payload.extent.length());
    if let Some(announcement) = &transfer.announcement {
        let method = announcement.method.verb();
        info = format!("{info} ({method})");
        layer.add_link("ftp-data.setup-frame", announcement.frame);
        layer.add("ftp-data.setup-method", method.to_owned(), 0..0);
    }
    let exchange = session.exchanges.get(transfer.exchange);
    if let Some(line) = exchange.and_then(|exchange| exchange.line.as_ref()) {
        let command = text(&line.line.text);
        info = format!("{info} ({command})");
        layer.add("ftp-data.command", command, 0..0);
    }
    layer.add_link("ftp-data.command-frame", transfer.frame);
    (layer, info)
}
