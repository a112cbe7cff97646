//! What is in force during a session: who is logged in, and how the next
//! transfer is to be done.

use super::announcement::{Announcement, Found, Method, announced_by_command, announced_by_reply};
use super::encryption::Encryption;
use super::exchange::Exchange;
use super::file_history::tell_history;
use super::login::{Login, LoginResult};
use super::outcome::Outcome;
use super::pairing::{Conversation, Event};
use super::security::{Security, SecurityState};
use super::transfer::Transfer;
use super::verdict::Judgement;
use crate::address::Endpoint;
use crate::expert::{ExpertCode, ExpertInfo};
use crate::ftp::command_info::{ArgumentKind, Direction};
use crate::ftp::extended_port::{EpsvArgument, parse_epsv_argument};
use crate::ftp::reply_code::ReplyCode;
use crate::ftp::transfer_parameters::{
    FileStructure, RepresentationType, Restart, TransferMode, parse_allo, parse_mode, parse_rang, parse_rest,
    parse_stru, parse_type,
};
use crate::ftp::transfer_text::{parse_byte_count, parse_unique_name};
use crate::units::FrameNumber;

/// What a walk through the conversation finds.
#[derive(Debug, Default)]
pub struct Findings {
    /// Attempts to log in.
    pub logins: Vec<Login>,
    /// Transfers asked for.
    pub transfers: Vec<Transfer>,
    /// What AUTH and its like agreed on last.
    pub security: Option<Security>,
    /// What is odd.
    pub experts: Vec<ExpertInfo>,
}

/// Walks through a conversation in the order in which it was said, fills in
/// what each exchange announces, asks for and changes, and tells the rest.
pub fn track(
    conversation: &mut Conversation,
    encryptions: &[Encryption],
    client: Endpoint,
    server: Endpoint,
) -> Findings {
    let mut state = State::new(encryptions, client, server);
    for event in std::mem::take(&mut conversation.events) {
        let (Event::Command(index) | Event::Reply(index, _)) = event;
        if let Some(exchange) = conversation.exchanges.get_mut(index) {
            match event {
                Event::Command(index) => state.command(index, exchange),
                Event::Reply(_, reply) => state.reply(exchange, reply),
            }
        }
    }
    for transfer in &mut state.findings.transfers {
        if transfer.abort_asked && matches!(transfer.outcome, Outcome::Running | Outcome::Failed) {
            transfer.outcome = Outcome::Aborted;
        }
    }
    tell_history(&conversation.exchanges, &mut state.findings.transfers);
    state.findings.security = state.security.agreed;
    state.findings
}

struct State<'a> {
    encryptions: &'a [Encryption],
    client: Endpoint,
    server: Endpoint,
    representation_type: Option<RepresentationType>,
    transfer_mode: TransferMode,
    file_structure: FileStructure,
    restart_offset: Option<u64>,
    range_end: Option<u64>,
    allocated_bytes: Option<u64>,
    security: SecurityState,
    /// What was announced for the next transfer.
    in_force: Option<Found>,
    /// What PORT, EPRT or LPRT announce while their reply has not come: pipelined, or not captured.
    offered: Option<Found>,
    /// EPSV ALL was accepted: only EPSV is allowed from then on (RFC 2428 §4).
    epsv_all: bool,
    /// How many of the logins REIN has ended.
    logged_out: usize,
    findings: Findings,
}

impl<'a> State<'a> {
    fn new(encryptions: &'a [Encryption], client: Endpoint, server: Endpoint) -> Self {
        Self {
            encryptions,
            client,
            server,
            representation_type: None,
            transfer_mode: TransferMode::Stream,
            file_structure: FileStructure::File,
            restart_offset: None,
            range_end: None,
            allocated_bytes: None,
            security: SecurityState::default(),
            in_force: None,
            offered: None,
            epsv_all: false,
            logged_out: 0,
            findings: Findings::default(),
        }
    }

    fn command(&mut self, index: usize, exchange: &mut Exchange) {
        let Some(line) = &exchange.line else { return };
        let (frame, time) = (line.frame, line.time);
        let is_whole = !line.line.gap_inside && !line.line.cut;
        self.log_in_command(frame, exchange);
        self.security.command(exchange);
        let command = exchange.command.as_ref();
        if let Some((method, announced)) =
            command.and_then(|command| announced_by_command(command, frame, self.client))
        {
            let announced = announced.filter(|_| is_whole);
            self.offered = Some((method, announced));
            exchange.announces = announced;
            match announced {
                Some(found) if found.announced_address != Some(self.client.address) => {
                    self.say_foreign(&found)
                }
                Some(_) => {}
                None => self.say_invalid(frame, exchange.argument()),
            }
        }
        let forbidden = ["PORT", "PASV", "EPRT", "LPRT", "LPSV"].iter().find(|verb| exchange.is(verb));
        if let Some(&verb) = forbidden
            && self.epsv_all
        {
            self.findings
                .experts
                .push(ExpertInfo::new(ExpertCode::EpsvAllViolated).at_frame(frame).text(verb));
        }
        if exchange.is("ABOR")
            && let Some(transfer) = self.findings.transfers.last_mut()
            && matches!(transfer.outcome, Outcome::Running | Outcome::Unanswered)
        {
            transfer.abort_asked = true;
        }
        if let Some(direction) = transfer_direction(exchange) {
            let announced = self.offered.take().or(self.in_force);
            exchange.transfer = Some(self.findings.transfers.len());
            self.findings.transfers.push(Transfer {
                exchange: index,
                direction,
                appends: exchange.is("APPE"),
                announcement: announced.and_then(|(_, announcement)| announcement),
                method: announced.map(|(method, _)| method),
                frame,
                time,
                representation_type: self.representation_type,
                transfer_mode: self.transfer_mode,
                file_structure: self.file_structure,
                protection: self.security.protection,
                restart_offset: self.restart_offset.take(),
                range_end: self.range_end.take(),
                allocated_bytes: self.allocated_bytes.take().filter(|_| direction == Direction::Upload),
                abort_asked: false,
                outcome: Outcome::Unanswered,
                announced_bytes: None,
                completed_bytes: None,
                size_bytes: None,
                listed_bytes: None,
                size_before: None,
                stored_name: None,
                renamed_by: None,
                data: None,
                may_be_captured: false,
                joined: None,
                capture_ends: false,
                missing: Vec::new(),
                judgement: Judgement::default(),
            });
        }
    }

    fn reply(&mut self, exchange: &mut Exchange, place: usize) {
        let Some(reply) = exchange.replies.get(place) else { return };
        let (Some(code), Some(frame)) = (reply.code, reply.lines.last().map(|line| line.frame)) else {
            return;
        };
        let asked_frame = exchange.line.as_ref().map(|line| line.frame);
        let is_whole = reply.lines.iter().all(|line| !line.line.gap_inside && !line.line.cut);
        if let Some((method, announced)) = announced_by_reply(reply, asked_frame, self.server) {
            let announced = announced.filter(|_| is_whole);
            exchange.announces = announced;
            match announced {
                Some(found) if found.is_address_replaced() => self.say_foreign(&found),
                Some(_) => {}
                None => self.say_invalid(frame, &reply.texts().collect::<Vec<_>>().join(&b'\n')),
            }
            self.announce(asked_frame.unwrap_or(frame), method, announced);
        }
        if code.is_negative()
            && let Some(announcement) = exchange.announces
        {
            self.withdraw(&announcement);
        }
        self.log_in_reply(exchange, code, frame);
        self.transfer_reply(exchange, place, code);
        if code.is_completion() {
            self.completed(exchange, code);
        } else if exchange.is("REST") && code.value() == 350 {
            self.range_end = None;
            self.restart_offset = match parse_rest(exchange.argument()) {
                Ok(Restart::Offset(offset)) => Some(offset),
                _ => None,
            };
        } else if exchange.is("RANG") && code.value() == 350 {
            let range = parse_rang(exchange.argument()).ok().flatten();
            (self.restart_offset, self.range_end) = (range.map(|range| range.0), range.map(|range| range.1));
        }
    }

    /// What a 2yz reply puts in force.
    fn completed(&mut self, exchange: &mut Exchange, code: ReplyCode) {
        self.security.completed(exchange, code, self.encryptions);
        if exchange.is("TYPE") {
            self.representation_type = parse_type(exchange.argument()).ok();
        } else if exchange.is("MODE") {
            self.transfer_mode = parse_mode(exchange.argument()).unwrap_or(self.transfer_mode);
        } else if exchange.is("STRU") {
            self.file_structure = parse_stru(exchange.argument()).unwrap_or(self.file_structure);
        } else if exchange.is("ALLO") {
            self.allocated_bytes = parse_allo(exchange.argument()).ok().map(|allocation| allocation.bytes);
        } else if exchange.is("EPSV") {
            self.epsv_all |= parse_epsv_argument(exchange.argument()) == Ok(EpsvArgument::All);
        } else if exchange.is("REIN") {
            *self = Self {
                logged_out: self.findings.logins.len(),
                findings: std::mem::take(&mut self.findings),
                // What was agreed on stays known, but is not in force any more.
                security: SecurityState { agreed: self.security.agreed.take(), ..SecurityState::default() },
                ..Self::new(self.encryptions, self.client, self.server)
            }
        } else if let Some(announcement) = &mut exchange.announces
            && !announcement.accepted
        {
            announcement.accepted = true;
            let announcement = *announcement;
            self.announce(announcement.asked_frame, announcement.method, Some(announcement));
        }
    }

    /// Puts an announcement in force: for the next transfer command, or for
    /// the one that was pipelined behind and waits.
    fn announce(&mut self, asked_frame: FrameNumber, method: Method, announcement: Option<Announcement>) {
        self.offered = None;
        let waiting = self.transfers_after(asked_frame);
        let waiting = waiting.iter_mut().find(|transfer| transfer.outcome == Outcome::Unanswered);
        match waiting {
            Some(transfer) => (transfer.method, transfer.announcement) = (Some(method), announcement),
            None => self.in_force = Some((method, announcement)),
        }
    }

    /// The transfers asked for from this frame on.
    fn transfers_after(&mut self, frame: FrameNumber) -> &mut [Transfer] {
        let first = self.findings.transfers.partition_point(|transfer| transfer.frame < frame);
        self.findings.transfers.get_mut(first..).unwrap_or_default()
    }

    /// The server refused an announcement: nothing was announced.
    fn withdraw(&mut self, refused: &Announcement) {
        self.offered = None;
        let in_force = self.in_force;
        for transfer in self.transfers_after(refused.asked_frame) {
            if transfer.announcement.is_some_and(|announcement| announcement.frame == refused.frame) {
                transfer.announcement = in_force.and_then(|(_, announcement)| announcement);
                transfer.method = in_force.map(|(method, _)| method);
            }
        }
    }

    /// A failed transfer leaves the announced endpoint for the next one; any
    /// other uses it up.
    fn transfer_reply(&mut self, exchange: &Exchange, place: usize, code: ReplyCode) {
        let Some(transfer) = exchange.transfer.and_then(|index| self.findings.transfers.get_mut(index))
        else {
            return;
        };
        let begun = transfer.outcome == Outcome::Running;
        transfer.outcome = match () {
            () if code.is_preliminary() => Outcome::Running,
            () if code.is_completion() => Outcome::Completed,
            () if code.is_negative() && begun => Outcome::Failed,
            () if code.is_negative() => Outcome::Refused,
            () => transfer.outcome,
        };
        let in_force = self.in_force.and_then(|(_, announcement)| announcement);
        if transfer.outcome != Outcome::Refused && in_force == transfer.announcement {
            self.in_force = None;
        }
        if let Some(reply) = exchange.replies.get(place) {
            let size = reply.texts().find_map(parse_byte_count);
            if code.is_preliminary() {
                transfer.announced_bytes = transfer.announced_bytes.or(size);
            } else if code.is_completion() {
                transfer.completed_bytes = transfer.completed_bytes.or(size);
            }
            if exchange.is("STOU") {
                let name = reply.texts().find_map(parse_unique_name).map(<[u8]>::to_vec);
                transfer.stored_name = transfer.stored_name.take().or(name);
            }
        }
    }

    fn log_in_command(&mut self, frame: FrameNumber, exchange: &mut Exchange) {
        if exchange.is("USER") {
            let user = Some(exchange.argument().to_vec());
            self.findings.logins.push(Login { user, user_frame: Some(frame), ..Login::default() });
        } else if exchange.is("PASS") {
            let password = Some(exchange.argument().to_vec());
            let password_frame = Some(frame);
            match self.login() {
                Some(login) if login.password.is_none() && login.result != LoginResult::Refused => {
                    *login = Login { password, password_frame, ..std::mem::take(login) };
                }
                // Another password for the same user, or USER is not in the capture.
                login => {
                    let user = login.and_then(|login| login.user.clone());
                    self.findings.logins.push(Login { user, password, password_frame, ..Login::default() });
                }
            }
        }
        let info = exchange.command.as_ref().and_then(|command| command.verb.info());
        let is_secret = info.is_some_and(|info| info.argument == ArgumentKind::Secret);
        let is_guest = exchange.is("PASS") && self.login().is_some_and(|login| login.is_anonymous());
        exchange.secret = is_secret && !is_guest;
        if ["USER", "PASS", "ACCT"].iter().any(|verb| exchange.is(verb)) && self.login().is_some() {
            exchange.login = self.findings.logins.len().checked_sub(1);
        }
    }

    /// The login under way or done.
    fn login(&mut self) -> Option<&mut Login> {
        self.findings.logins.get_mut(self.logged_out..)?.last_mut()
    }

    fn log_in_reply(&mut self, exchange: &Exchange, code: ReplyCode, frame: FrameNumber) {
        let Some(login) = exchange.login.and_then(|index| self.findings.logins.get_mut(index)) else {
            return;
        };
        let result = match code.value() {
            230 | 232 | 202 => LoginResult::Accepted,
            _ if code.is_negative() => LoginResult::Refused,
            _ => return,
        };
        *login = Login { result, code: Some(code), reply_frame: Some(frame), ..std::mem::take(login) };
    }

    fn say_foreign(&mut self, announcement: &Announcement) {
        let info = ExpertInfo::new(ExpertCode::EndpointAddressForeign).at_frame(announcement.frame);
        let address = announcement.announced_address.map(|address| address.to_string());
        self.findings.experts.push(info.text(address.unwrap_or_default()));
    }

    fn say_invalid(&mut self, frame: FrameNumber, text: &[u8]) {
        let info = ExpertInfo::new(ExpertCode::EndpointInvalid).at_frame(frame);
        self.findings.experts.push(info.text(String::from_utf8_lossy(text)));
    }
}

fn transfer_direction(exchange: &Exchange) -> Option<Direction> {
    exchange.command.as_ref().and_then(|command| command.verb.info()).and_then(|info| info.transfer())
}
