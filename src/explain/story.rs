//! The whole capture in numbered steps, as a teacher tells it.

use std::ops::Range;

use serde::Serialize;

use super::capture::capture_facts;
use super::connection::{closing_facts, opening_facts};
use super::exchange::{Scene, experts_of, frames_of};
use super::fact::{Fact, Values};
use super::group::{Group, Topic, groups};
use super::notice::session_notices;
use crate::dissector::Dissection;
use crate::ftp::command_info::Direction;
use crate::session::Session;
use crate::tcp::{Connection, End};
use crate::view::{CaptureView, ExchangeView, Passwords, SessionView, exchange_views, transfer_views};

/// A step of the story: what belongs together, told in a few sentences.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Step {
    /// Number of the step, from 1.
    pub number: u32,
    /// Number of the session; null for the capture as a whole.
    pub session: Option<u32>,
    /// What it is about: the place of its heading in the language files, such as `explain.step.login`.
    pub id: &'static str,
    /// What stands in the heading.
    pub values: Values,
    /// First packet that it tells of, or null.
    pub first_frame: Option<u32>,
    /// Last packet that it tells of, or null.
    pub last_frame: Option<u32>,
    /// Exchanges of the session that it tells of, half-open; null where it tells of none.
    pub exchanges: Option<[u32; 2]>,
    /// Its sentences, in the order in which they are told.
    pub facts: Vec<Fact>,
}

/// The story of a capture. Steps are made when they are asked for.
#[derive(Clone, Debug)]
pub struct Story {
    /// Number of steps up to and with the one before each session, and up to the end.
    ends: Vec<usize>,
}

/// Which part of a session a step tells of.
enum Part {
    Opening,
    Exchanges(Group),
    Closing,
    Notices,
}

impl Story {
    /// The story of a capture.
    #[must_use]
    pub fn new(dissection: &Dissection) -> Self {
        let mut ends = vec![1_usize];
        for session in &dissection.sessions {
            let steps = parts(dissection, session).count();
            ends.push(ends.last().map_or(steps, |end| end.saturating_add(steps)));
        }
        Self { ends }
    }

    /// Number of steps.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ends.last().copied().unwrap_or_default()
    }

    /// Places of the steps of a session.
    #[must_use]
    pub fn of_session(&self, session: usize) -> Range<usize> {
        let end = |place: usize| self.ends.get(place).copied().unwrap_or_else(|| self.count());
        end(session)..end(session.saturating_add(1))
    }

    /// Steps by their places from 0, as far as there are such.
    #[must_use]
    pub fn steps(&self, dissection: &Dissection, range: Range<usize>, passwords: Passwords) -> Vec<Step> {
        let range = range.start..range.end.min(self.count());
        let capture = CaptureView::new(dissection);
        let mut steps = Vec::new();
        if range.contains(&0) {
            steps.push(Step {
                number: 1,
                session: None,
                id: "explain.step.capture",
                values: Values::default(),
                first_frame: None,
                last_frame: None,
                exchanges: None,
                facts: capture_facts(&capture, dissection.sessions.len()),
            });
        }
        // The last session that begins at or before the first step that is wanted.
        let first = self.ends.partition_point(|end| *end <= range.start).saturating_sub(1);
        for session in first..dissection.sessions.len() {
            let places = self.of_session(session);
            if places.start >= range.end {
                break;
            }
            let wanted = range.start.max(places.start)..range.end.min(places.end);
            steps.extend(session_steps(dissection, &capture, session, places.start, wanted, passwords));
        }
        steps
    }
}

/// The parts of a session, in the order in which they are told.
fn parts<'a>(dissection: &Dissection, session: &'a Session) -> impl Iterator<Item = Part> + use<'a> {
    let end = dissection.connections.get(session.connection).map(Connection::end);
    let closing = !matches!(end, Some(End::Refused(_) | End::Unanswered));
    let notices = !session.exchanges.is_empty() || session.encrypted_from.is_some();
    std::iter::once(Part::Opening)
        .chain(groups(&session.exchanges).map(Part::Exchanges))
        .chain(closing.then_some(Part::Closing))
        .chain(notices.then_some(Part::Notices))
}

/// Steps of a session, of which the first one has the place `start`.
fn session_steps(
    dissection: &Dissection,
    capture: &CaptureView,
    index: usize,
    start: usize,
    wanted: Range<usize>,
    passwords: Passwords,
) -> Vec<Step> {
    let Some(session) = dissection.sessions.get(index) else { return Vec::new() };
    let Some(view) = SessionView::new(dissection, index, passwords) else { return Vec::new() };
    let numbered = (start..).zip(parts(dissection, session));
    let parts: Vec<_> = numbered.filter(|(place, _)| wanted.contains(place)).collect();

    // The exchanges of these steps are one range: their views, and those of their transfers, are made at once.
    let told = parts.iter().filter_map(|(_, part)| match part {
        Part::Exchanges(group) => Some(&group.exchanges),
        _ => None,
    });
    let first = told.clone().map(|range| range.start).min().unwrap_or_default();
    let last = told.map(|range| range.end).max().unwrap_or_default();
    let exchanges = exchange_views(dissection, index, first..last, passwords);
    let ids = exchanges.iter().filter_map(|exchange| exchange.transfer);
    let first_transfer = ids.clone().min().unwrap_or_default() as usize;
    let end = ids.max().map_or(first_transfer, |id| (id as usize).saturating_add(1));
    let transfers = transfer_views(dissection, index, first_transfer..end);
    let transfer_of = |exchange: &ExchangeView| {
        let id = exchange.transfer?;
        transfers.get((id as usize).checked_sub(first_transfer)?)
    };
    let experts = experts_of(dissection, view.connection);
    let scene = Scene { capture, session: &view, experts: &experts };

    let step = |place: usize, id: &'static str, facts: Vec<Fact>| Step {
        number: u32::try_from(place).unwrap_or(u32::MAX).saturating_add(1),
        session: Some(view.id),
        id,
        values: Values::default(),
        first_frame: facts.iter().filter_map(|fact| fact.frames.first()).map(|[first, _]| *first).min(),
        last_frame: facts.iter().filter_map(|fact| fact.frames.last()).map(|[_, last]| *last).max(),
        exchanges: None,
        facts,
    };
    let steps = parts.into_iter().map(|(place, part)| match part {
        Part::Opening if view.began_before_capture => {
            step(place, "explain.step.joined", opening_facts(&view))
        }
        Part::Opening => step(place, "explain.step.connect", opening_facts(&view)),
        Part::Closing => step(place, "explain.step.close", closing_facts(&view)),
        Part::Notices => step(place, "explain.step.notice", session_notices(session, &view, capture)),
        Part::Exchanges(Group { topic, exchanges: Range { start, end } }) => {
            let of_it = start.saturating_sub(first)..end.saturating_sub(first);
            let of_it = exchanges.get(of_it).unwrap_or_default();
            let facts =
                of_it.iter().flat_map(|exchange| scene.exchange_facts(exchange, transfer_of(exchange)));
            let step = step(place, heading(topic, of_it), facts.collect());
            let frames: Vec<(u32, u32)> = of_it.iter().filter_map(frames_of).collect();
            let number = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
            Step {
                values: heading_values(topic, of_it),
                first_frame: frames.iter().map(|(first, _)| *first).min().or(step.first_frame),
                exchanges: Some([number(start), number(end)]),
                ..step
            }
        }
    });
    steps.collect()
}

fn heading(topic: Topic, exchanges: &[ExchangeView]) -> &'static str {
    match topic {
        Topic::Greeting => "explain.step.greeting",
        Topic::Security => "explain.step.security",
        Topic::Login => "explain.step.login",
        Topic::Setup => "explain.step.setup",
        Topic::Directory => "explain.step.directory",
        Topic::Preparation => "explain.step.preparation",
        Topic::Transfer(Direction::Download) => "explain.step.download",
        Topic::Transfer(Direction::Upload) => "explain.step.upload",
        Topic::Transfer(Direction::Listing) => "explain.step.listing",
        Topic::Rename => "explain.step.rename",
        Topic::MakeDirectory => "explain.step.make_directory",
        Topic::RemoveDirectory => "explain.step.remove_directory",
        Topic::DeleteFile => "explain.step.delete_file",
        Topic::Quit => "explain.step.quit",
        Topic::File | Topic::Other => match exchanges.last() {
            Some(ExchangeView { kind: "unasked", .. }) => "explain.step.unasked",
            Some(ExchangeView { kind: "invalid", .. }) => "explain.step.invalid",
            _ => "explain.step.command",
        },
    }
}

/// What stands in a heading: the name of what the last command of the step is about.
fn heading_values(topic: Topic, exchanges: &[ExchangeView]) -> Values {
    let is_told = |exchange: &&ExchangeView| match topic {
        Topic::Transfer(_) => exchange.transfer.is_some(),
        _ => true,
    };
    let command = exchanges.iter().rev().find(is_told).and_then(|exchange| exchange.command.as_ref());
    let name = command.and_then(|command| match topic {
        Topic::File | Topic::Other => Some(command.verb.clone()),
        _ => command.argument.clone(),
    });
    let name = name.unwrap_or_default();
    Values(vec![("name", super::Value::Text(name))])
}
