//! A control connection, read.

use super::control_stream::{ControlStream, control_stream};
use super::dialogue::{Speaker, dialogue};
use super::directory::Directory;
use super::encryption::{Encryption, Outcome, encryptions};
use super::exchange::{Exchange, ExchangeKind};
#[cfg(feature = "detail")]
use super::line_index::{LineIndex, SaidLine};
use super::login::{Login, LoginResult};
use super::pairing::{Conversation, pair};
use super::recognition::{RecognisedBy, RolesBy};
use super::security::Security;
use super::state::{Findings, track};
use super::transfer::Transfer;
use crate::address::{Endpoint, Side};
use crate::expert::{ExpertCode, ExpertInfo};
use crate::expert_log::ExpertLog;
use crate::ftp::banner::{Software, parse_banner};
use crate::ftp::command_info::Direction;
use crate::ftp::line::{Line, LineEnd};
use crate::limits;
use crate::tcp::Connection;
use crate::units::{ConnectionId, FrameNumber};

/// Which directions of a control connection are in the capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Directions {
    /// Both.
    Both,
    /// The client's alone.
    ClientOnly,
    /// The server's alone.
    ServerOnly,
    /// Nothing was said.
    None,
}

/// A control connection and what was said on it.
#[derive(Debug)]
pub struct Session {
    /// Its TCP connection.
    pub connection: ConnectionId,
    /// The client's side of it.
    pub client_side: Side,
    /// Who asked.
    pub client: Endpoint,
    /// Who answered.
    pub server: Endpoint,
    /// How the two were told apart.
    pub roles_by: RolesBy,
    /// How the connection was found to be FTP.
    pub recognised_by: RecognisedBy,
    /// Which directions are in the capture.
    pub directions: Directions,
    /// Text of the greeting, lines joined by line feeds.
    pub banner: Option<Vec<u8>>,
    /// Program that the greeting names.
    pub software: Option<Software>,
    /// Attempts to log in, in order.
    pub logins: Vec<Login>,
    /// Commands with their replies, in order.
    pub exchanges: Vec<Exchange>,
    /// Transfers asked for, in order.
    pub transfers: Vec<Transfer>,
    /// Current working directory at the end, where that is known.
    pub directory: Option<Vec<u8>>,
    /// Frame from which on the connection is encrypted.
    pub encrypted_from: Option<FrameNumber>,
    /// Changes to TLS, failed ones included, in order.
    pub encryptions: Vec<Encryption>,
    /// Whether the first byte of the connection is one of TLS.
    pub implicit_tls: bool,
    /// What AUTH and its like agreed on.
    pub security: Option<Security>,
    /// Lines of both directions.
    pub lines: usize,
    /// Where they stand.
    #[cfg(feature = "detail")]
    line_index: LineIndex,
    /// What is odd.
    pub experts: ExpertLog,
}

impl Session {
    /// Whether a file and a listing of it may be in the capture, both readable.
    #[must_use]
    pub fn may_list_its_files(&self) -> bool {
        let is_there = |transfer: &&Transfer| transfer.data.is_some() && transfer.is_clear();
        let there = || self.transfers.iter().filter(is_there);
        let is_listing = |transfer: &Transfer| transfer.direction == Direction::Listing;
        there().any(is_listing) && there().any(|transfer| !is_listing(transfer))
    }
}

/// Lines of each direction.
struct Lines {
    client: usize,
    server: usize,
}

/// Reads a control connection, `most_lines` lines of each direction at most.
#[must_use]
pub fn read_session(
    connection: &Connection,
    client_side: Side,
    roles_by: RolesBy,
    recognised_by: RecognisedBy,
    most_lines: usize,
) -> Session {
    let client = *connection.endpoints.get(client_side);
    let server = *connection.endpoints.get(client_side.other());
    let from_client = connection.halves.get(client_side);
    let from_server = connection.halves.get(client_side.other());
    let commands = control_stream(from_client, most_lines);
    let replies = control_stream(from_server, most_lines);
    let encryptions = encryptions(&commands.tls, &replies.tls);
    let lines = Lines { client: commands.lines.len(), server: replies.lines.len() };
    let begins_encrypted = !encryptions.is_empty() && !begins_clear(&commands) && !begins_clear(&replies);
    let dialogue = dialogue((commands.lines, from_client), (replies.lines, from_server));
    let opened = !connection.began_before_capture() && !begins_encrypted;
    let mut conversation = pair(dialogue, from_client, opened);
    #[cfg(feature = "detail")]
    let line_index = LineIndex::new(&conversation.events);
    let Findings { logins, transfers, security, experts } =
        track(&mut conversation, &encryptions, client, server);
    let established = encryptions.iter().find(|encryption| encryption.outcome != Outcome::Failed);
    let encrypted_from = established.map(|encryption| encryption.first_frame);
    let encrypted_from = encrypted_from.into_iter().chain(conversation.unreadable_from).min();
    let directions = directions(connection, client_side);
    let mut notes = Notes { connection: connection.id, log: ExpertLog::default() };
    for info in experts {
        notes.say(info);
    }
    notes.connection(connection, directions);
    if lines.client.max(lines.server) >= most_lines {
        notes.say(ExpertInfo::new(ExpertCode::TooManyLines).expected(limits::CONTROL_LINES as u64));
    }
    notes.holes(connection, most_lines);
    notes.conversation(&conversation, directions);
    notes.encryption(&encryptions, conversation.unreadable_from);
    let banner = banner(&conversation);
    let directory = directory(&conversation);
    let software = banner.as_deref().and_then(parse_banner);
    Session {
        connection: connection.id,
        client_side,
        client,
        server,
        roles_by,
        recognised_by,
        directions,
        banner,
        software,
        logins,
        exchanges: conversation.exchanges,
        transfers,
        directory,
        encrypted_from,
        encryptions,
        implicit_tls: begins_encrypted && !connection.began_before_capture(),
        security,
        lines: lines.client.saturating_add(lines.server),
        #[cfg(feature = "detail")]
        line_index,
        experts: notes.log,
    }
}

/// Whether a side says a line before it speaks TLS.
fn begins_clear(stream: &ControlStream) -> bool {
    let first = stream.lines.first();
    first.is_some_and(|line| stream.tls.first().is_none_or(|tls| line.start < tls.start))
}

impl Session {
    /// The user of the last login that was accepted.
    #[must_use]
    pub fn user(&self) -> Option<&[u8]> {
        let accepted = self.logins.iter().rev().find(|login| login.result == LoginResult::Accepted);
        accepted.and_then(|login| login.user.as_deref())
    }

    /// Who speaks on this side of the connection.
    #[must_use]
    pub fn speaker(&self, side: Side) -> Speaker {
        if side == self.client_side { Speaker::Client } else { Speaker::Server }
    }

    #[cfg(feature = "detail")]
    /// The lines of a side that have bytes in this range of its half stream.
    #[must_use]
    pub fn lines_within(&self, side: Side, range: crate::tcp::Extent) -> Vec<SaidLine<'_>> {
        self.line_index.within(&self.exchanges, self.speaker(side), range)
    }
}

fn directory(conversation: &Conversation) -> Option<Vec<u8>> {
    let mut directory = Directory::default();
    conversation.exchanges.iter().for_each(|exchange| directory.follow(exchange));
    directory.path().map(<[u8]>::to_vec)
}

fn banner(conversation: &Conversation) -> Option<Vec<u8>> {
    let greeting = conversation.exchanges.iter().find(|exchange| exchange.kind == ExchangeKind::Greeting)?;
    let reply = greeting.final_reply()?;
    Some(reply.texts().collect::<Vec<_>>().join(&b'\n'))
}

fn directions(connection: &Connection, client: Side) -> Directions {
    let said = |side| connection.halves.get(side).assembler().length() > 0;
    match (said(client), said(client.other())) {
        (true, true) => Directions::Both,
        (true, false) => Directions::ClientOnly,
        (false, true) => Directions::ServerOnly,
        (false, false) => Directions::None,
    }
}

/// Collects what is odd.
struct Notes {
    connection: ConnectionId,
    log: ExpertLog,
}

impl Notes {
    fn say(&mut self, info: ExpertInfo) {
        self.log.push(info.on(self.connection));
    }

    fn connection(&mut self, connection: &Connection, directions: Directions) {
        if connection.began_before_capture() {
            self.say(ExpertInfo::new(ExpertCode::BeganBeforeCapture).at_frame(connection.first_frame));
        }
        let only = match directions {
            Directions::ClientOnly => "client",
            Directions::ServerOnly => "server",
            Directions::Both | Directions::None => return,
        };
        // Who waits in vain for an answer has one direction, too: only frames of one side tell.
        if connection.halves.a.frames() == 0 || connection.halves.b.frames() == 0 {
            let info = ExpertInfo::new(ExpertCode::OneDirectionOnly).at_frame(connection.first_frame);
            self.say(info.text(only));
        }
    }

    /// Says which bytes are missing, at the line that they are missing in, or else the next one.
    fn holes(&mut self, connection: &Connection, most_lines: usize) {
        for side in [Side::A, Side::B] {
            let half = connection.halves.get(side);
            let mut holes = half.holes().peekable();
            if holes.peek().is_none() {
                continue;
            }
            let lines = control_stream(half, most_lines).lines;
            for hole in holes {
                let line = lines.partition_point(|line| line.end <= hole.start);
                let info = ExpertInfo::new(ExpertCode::ControlHole).found(hole.length());
                self.say(match lines.get(line) {
                    Some(line) => info.at_frame(line.frame),
                    None => info,
                });
            }
        }
    }

    fn conversation(&mut self, conversation: &Conversation, directions: Directions) {
        for exchange in &conversation.exchanges {
            if let Some(line) = &exchange.line {
                self.line(&line.line, line.frame);
                if exchange.kind == ExchangeKind::Invalid {
                    let text = String::from_utf8_lossy(&line.line.text);
                    self.say(ExpertInfo::new(ExpertCode::CommandInvalid).at_frame(line.frame).text(text));
                }
                let is_answered = exchange.final_reply().is_some();
                if !is_answered && directions == Directions::Both && exchange.kind == ExchangeKind::Command {
                    let verb = exchange.command.as_ref().map(|command| command.verb.name().into_owned());
                    let info = ExpertInfo::new(ExpertCode::CommandUnanswered).at_frame(line.frame);
                    self.say(info.text(verb.unwrap_or_default()));
                }
            }
            self.replies(exchange, directions);
        }
        if let Some(frame) = conversation.over_pending_cap {
            let info = ExpertInfo::new(ExpertCode::TooManyPending).at_frame(frame);
            self.say(info.expected(limits::PENDING_COMMANDS as u64));
        }
    }

    /// Says where the connection is encrypted: by records of TLS, or by what else cannot be read.
    fn encryption(&mut self, encryptions: &[Encryption], unreadable_from: Option<FrameNumber>) {
        for encryption in encryptions {
            if let (Outcome::Failed, Some(alert)) = (encryption.outcome, encryption.alert) {
                let info = ExpertInfo::new(ExpertCode::TlsFailed).at_frame(alert.frame);
                self.say(info.found(alert.description.into()));
            }
            if encryption.outcome != Outcome::Failed {
                self.say(ExpertInfo::new(ExpertCode::ControlEncrypted).at_frame(encryption.first_frame));
                if let Some(frame) = encryption.cleared {
                    self.say(ExpertInfo::new(ExpertCode::ControlCleared).at_frame(frame));
                }
            }
        }
        if let Some(frame) = unreadable_from {
            self.say(ExpertInfo::new(ExpertCode::ControlEncrypted).at_frame(frame));
        }
    }

    fn replies(&mut self, exchange: &Exchange, directions: Directions) {
        for reply in &exchange.replies {
            for line in &reply.lines {
                self.line(&line.line, line.frame);
            }
            let Some(last) = reply.lines.last() else { continue };
            let code = u64::from(reply.code.map_or(0, crate::ftp::reply_code::ReplyCode::value));
            let info = |code| ExpertInfo::new(code).at_frame(last.frame);
            if reply.faults.no_code {
                let text = String::from_utf8_lossy(&last.line.text);
                self.say(info(ExpertCode::ReplyWithoutCode).text(text));
            }
            if reply.faults.code_below_100 {
                self.say(info(ExpertCode::ReplyCodeBelow100).found(code));
            }
            if reply.faults.missing_space {
                self.say(info(ExpertCode::ReplyMissingSpace).found(code));
            }
            if reply.faults.unclosed {
                self.say(info(ExpertCode::ReplyUnclosed).found(code));
            }
            if reply.faults.cut {
                self.say(info(ExpertCode::ReplyCut).expected(limits::REPLY_LINES as u64));
            }
            if exchange.kind == ExchangeKind::Unasked
                && directions == Directions::Both
                && !reply.faults.no_code
            {
                self.say(info(ExpertCode::ReplyUnasked).found(code));
            }
        }
    }

    fn line(&mut self, line: &Line, frame: FrameNumber) {
        let info = |code| ExpertInfo::new(code).at_frame(frame);
        if line.cut {
            let kept = line.text.len() as u64;
            self.say(info(ExpertCode::LineCut).expected(kept).found(line.length));
        }
        if line.gap {
            self.say(info(ExpertCode::LineWithGap));
        }
        if line.telnet {
            self.say(info(ExpertCode::TelnetCommands));
        }
        if line.end == LineEnd::Missing && !line.gap {
            self.say(info(ExpertCode::LineUnterminated));
        }
    }
}
