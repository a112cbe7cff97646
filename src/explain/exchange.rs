//! A command with its replies, explained.

use super::Fact;
use super::announcement::third_host_fact;
use super::command::command_facts;
use super::data_connection::{data_facts, opening_fact, result_facts};
use super::oddity::oddity_fact;
use super::reply::reply_fact;
use crate::dissector::Dissection;
use crate::view::{
    CaptureView, ExchangeView, ExpertView, Passwords, SessionView, TransferView, exchange_views,
    expert_views, transfer_views,
};

/// What all exchanges of a session are explained with.
pub(super) struct Scene<'a> {
    pub(super) capture: &'a CaptureView,
    pub(super) session: &'a SessionView,
    /// What is unusual about its connection.
    pub(super) experts: &'a [ExpertView],
}

impl Scene<'_> {
    /// What was asked and answered, and what came of it, in the order in which it happened.
    pub(super) fn exchange_facts(
        &self,
        exchange: &ExchangeView,
        transfer: Option<&TransferView>,
    ) -> Vec<Fact> {
        let mut facts = command_facts(exchange, self.session);
        if exchange.kind == "unasked" {
            facts.push(Fact::said("explain.reply.unasked"));
        }
        let is_preliminary = |code: Option<u16>| code.is_some_and(|code| (100..200).contains(&code));
        let begun = exchange.replies.iter().take_while(|reply| is_preliminary(reply.code)).count();
        let (begun, ended) = exchange.replies.split_at_checked(begun).unwrap_or_default();
        facts.extend(begun.iter().map(|reply| reply_fact(exchange, reply, transfer, self.session)));
        if let Some(transfer) = transfer {
            // A client that opens the data connection does so before it asks for the transfer, as a rule.
            facts.extend(data_facts(transfer, self.session, self.capture));
            if let Some(opening) = opening_fact(transfer) {
                let is_before = |fact: &Fact| fact.frames.last() < opening.frames.first();
                let place = facts.iter().take_while(|fact| is_before(fact)).count();
                facts.insert(place, opening);
            }
        }
        facts.extend(ended.iter().map(|reply| reply_fact(exchange, reply, transfer, self.session)));
        if let Some(command) = exchange.command.as_ref().filter(|_| exchange.replies.is_empty()) {
            facts.push(Fact::odd("explain.reply.none").at([command.frame]));
        }
        if let Some(transfer) = transfer {
            facts.extend(result_facts(transfer));
        }
        let frame = exchange.replies.last().map(|reply| reply.frame);
        let frame = frame.or(exchange.command.as_ref().map(|command| command.frame));
        let announced = exchange.announces.as_ref().zip(frame);
        facts
            .extend(announced.and_then(|(announced, frame)| third_host_fact(announced, self.session, frame)));
        facts.extend(self.oddities(exchange));
        facts
    }

    /// What is unusual about the packets that carried the lines of an exchange.
    fn oddities(&self, exchange: &ExchangeView) -> impl Iterator<Item = Fact> {
        let (first, last) = frames_of(exchange).unwrap_or((1, 0));
        // In the order of their frames.
        let start = self.experts.partition_point(|info| info.frame < Some(first));
        let infos = self.experts.get(start..).unwrap_or_default().iter();
        let within = infos.take_while(move |info| info.frame <= Some(last));
        let is_of_it = |frame: u32| lines_of(exchange).any(|[first, last]| (first..=last).contains(&frame));
        let of_it = within.filter(move |info| info.frame.is_some_and(is_of_it));
        // What a sentence of the exchange, or of the opening, says already.
        const SAID: &[&str] = &["command_unanswered", "reply_unasked", "began_before_capture"];
        of_it.filter(|info| !SAID.contains(&info.code)).map(oddity_fact)
    }
}

/// First and last frame of each line of an exchange.
fn lines_of(exchange: &ExchangeView) -> impl Iterator<Item = [u32; 2]> {
    let command = exchange.command.iter().map(|command| [command.first_frame, command.frame]);
    let replies = exchange.replies.iter().map(|reply| [reply.first_frame, reply.frame]);
    // A line that was sent again in part may end before it begins.
    command.chain(replies).map(|[first, last]| [first.min(last), first.max(last)])
}

/// First and last frame of the lines of an exchange; `None` where it has no line.
pub(super) fn frames_of(exchange: &ExchangeView) -> Option<(u32, u32)> {
    let first = lines_of(exchange).map(|[first, _]| first).min();
    first.zip(lines_of(exchange).map(|[_, last]| last).max())
}

/// What is unusual about a connection, in the order of its frames.
pub(super) fn experts_of(dissection: &Dissection, connection: u32) -> Vec<ExpertView> {
    let all = expert_views(dissection, 0..usize::MAX);
    all.into_iter().filter(|info| info.connection == Some(connection) && info.frame.is_some()).collect()
}

/// An exchange of a session, explained; nothing where there is none.
#[must_use]
pub fn explain_exchange(
    dissection: &Dissection,
    session: usize,
    exchange: usize,
    passwords: Passwords,
) -> Vec<Fact> {
    let Some(view) = SessionView::new(dissection, session, passwords) else { return Vec::new() };
    let exchanges = exchange_views(dissection, session, exchange..exchange.saturating_add(1), passwords);
    let Some(exchange) = exchanges.first() else { return Vec::new() };
    let transfer = exchange.transfer.map(|id| id as usize);
    let transfers = transfer.map(|id| transfer_views(dissection, session, id..id.saturating_add(1)));
    let capture = CaptureView::new(dissection);
    let experts = experts_of(dissection, view.connection);
    let scene = Scene { capture: &capture, session: &view, experts: &experts };
    scene.exchange_facts(exchange, transfers.iter().flatten().next())
}
