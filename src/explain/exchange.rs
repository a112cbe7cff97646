//! A command with its replies, explained.

use super::Fact;
use super::announcement::tell_third_host;
use super::command::tell_command;
use super::data_connection::{tell_data, tell_data_opening, tell_result};
use super::fact::Facts;
use super::oddity::tell_oddity;
use super::reply::tell_reply;
use crate::dissector::Dissection;
use crate::view::{
    CaptureView, ExchangeView, ExpertView, Passwords, SessionView, TransferView, exchange_views,
    expert_views, transfer_views,
};

/// What a sentence of the exchange, or of the opening, says already.
const SAID: &[&str] = &["command_unanswered", "reply_unasked", "began_before_capture"];

/// What all exchanges of a session are explained with.
pub(super) struct Scene<'a> {
    pub(super) capture: &'a CaptureView,
    pub(super) session: &'a SessionView,
    /// What is unusual about its connection, in the order of frames.
    pub(super) experts: &'a [ExpertView],
}

impl Scene<'_> {
    /// Tells what was asked and answered, and what came of it, in the order in which it happened.
    pub(super) fn tell_exchange(
        &self,
        facts: &mut Facts,
        exchange: &ExchangeView,
        transfer: Option<&TransferView>,
    ) {
        tell_command(facts, exchange, self.session);
        if exchange.kind == "unasked" {
            facts.said("explain.reply.unasked");
        }
        let is_preliminary = |code: Option<u16>| code.is_some_and(|code| (100..200).contains(&code));
        let mut is_begun = true;
        for reply in &exchange.replies {
            if is_begun && !is_preliminary(reply.code) {
                self.tell_data(facts, transfer);
                is_begun = false;
            }
            tell_reply(facts, exchange, reply, transfer, self.session);
        }
        if is_begun {
            self.tell_data(facts, transfer);
        }
        let frame = exchange.command.as_ref().map(|command| command.frame);
        if exchange.replies.is_empty() {
            facts.odd("explain.reply.none").at_all(&[frame]);
        }
        if let Some(transfer) = transfer {
            tell_result(facts, transfer);
        }
        if let (Some(announced), Some(frame)) = (&exchange.announces, frame) {
            tell_third_host(facts, announced, self.session, frame);
        }
        self.tell_oddities(facts, exchange);
    }

    /// Tells of the data connection of a transfer. Its opening takes its place among what was told before: a client
    /// that opens it does so before it asks for the transfer, as a rule.
    fn tell_data(&self, facts: &mut Facts, transfer: Option<&TransferView>) {
        let Some(transfer) = transfer else { return };
        let end = facts.0.len();
        if let Some(ends) = &transfer.data.ends {
            tell_data_opening(facts, ends);
            let opened = facts.0.get(end).and_then(|fact| fact.frames.first().copied());
            let told = facts.0.iter().take(end);
            let before = told.take_while(|fact| fact.frames.last().copied() < opened).count();
            if let Some(moved) = facts.0.get_mut(before..) {
                moved.rotate_right(1);
            }
        }
        tell_data(facts, transfer, self.session, self.capture);
    }

    /// Tells what is unusual about the packets that carried the lines of an exchange.
    fn tell_oddities(&self, facts: &mut Facts, exchange: &ExchangeView) {
        let Some([first, last]) = frames_of(exchange) else { return };
        let start = self.experts.partition_point(|info| info.frame < Some(first));
        for info in self.experts.get(start..).unwrap_or_default() {
            let Some(frame) = info.frame.filter(|frame| *frame <= last) else { break };
            let mut is_of_it = false;
            each_line(exchange, &mut |first, last| is_of_it |= (first..=last).contains(&frame));
            if is_of_it && !SAID.contains(&info.code) {
                tell_oddity(facts, info);
            }
        }
    }
}

/// First and last frame of each line of an exchange.
fn each_line(exchange: &ExchangeView, see: &mut dyn FnMut(u32, u32)) {
    // A line that was sent again in part may end before it begins.
    let mut see = |first: u32, last: u32| see(first.min(last), first.max(last));
    if let Some(command) = &exchange.command {
        see(command.first_frame, command.frame);
    }
    for reply in &exchange.replies {
        see(reply.first_frame, reply.frame);
    }
}

/// First and last frame of the lines of an exchange; `None` where it has no line.
pub(super) fn frames_of(exchange: &ExchangeView) -> Option<[u32; 2]> {
    let mut frames: Option<[u32; 2]> = None;
    each_line(exchange, &mut |first, last| {
        let [earliest, latest] = frames.unwrap_or([first, last]);
        frames = Some([earliest.min(first), latest.max(last)]);
    });
    frames
}

/// What is unusual about a connection, in the order of its frames.
pub(super) fn experts_of(dissection: &Dissection, connection: u32) -> Vec<ExpertView> {
    let mut experts = expert_views(dissection, 0..usize::MAX);
    experts.retain(|info| info.connection == Some(connection) && info.frame.is_some());
    experts
}

/// An exchange of a session, explained; nothing where there is none.
#[must_use]
pub fn explain_exchange(
    dissection: &Dissection,
    session: usize,
    exchange: usize,
    passwords: Passwords,
) -> Vec<Fact> {
    let mut facts = Facts::default();
    let Some(view) = SessionView::new(dissection, session, passwords) else { return facts.0 };
    let exchanges = exchange_views(dissection, session, exchange..exchange.saturating_add(1), passwords);
    let Some(exchange) = exchanges.first() else { return facts.0 };
    let id = exchange.transfer.map_or(usize::MAX, |id| id as usize);
    let transfers = transfer_views(dissection, session, id..id.saturating_add(1));
    let capture = CaptureView::new(dissection);
    let experts = experts_of(dissection, view.connection);
    let scene = Scene { capture: &capture, session: &view, experts: &experts };
    scene.tell_exchange(&mut facts, exchange, transfers.first());
    facts.0
}
