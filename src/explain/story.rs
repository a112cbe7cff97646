//! The whole capture in numbered steps, as a teacher tells it.

use std::ops::Range;

use serde::Serialize;

use super::capture::tell_capture;
use super::connection::{tell_closing, tell_opening};
use super::exchange::{Scene, experts_of};
use super::fact::{Fact, Facts, Values};
use super::group::{Group, Topic, each_group};
use super::notice::tell_notices;
use crate::dissector::Dissection;
#[cfg(feature = "detail")]
use crate::excerpt::{Excerpt, runs_of};
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

/// Steps that are made together to find out what they tell of.
#[cfg(feature = "detail")]
const STEPS_AT_ONCE: usize = 512;

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
        let mut count = 1_usize;
        for session in &dissection.sessions {
            each_part(dissection, session, &mut |_| count = count.saturating_add(1));
            ends.push(count);
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

    /// Places of the steps that tell of a chosen frame. Neighbours are one range.
    #[cfg(feature = "detail")]
    #[must_use]
    pub fn steps_of(&self, dissection: &Dissection, excerpt: &Excerpt) -> Vec<Range<usize>> {
        let is_chosen = |fact: &Fact| fact.frames.iter().any(|[first, last]| excerpt.has_any(*first, *last));
        // Not all at once: each step is as large as what it tells.
        let windows = (0..self.count()).step_by(STEPS_AT_ONCE);
        runs_of(windows.flat_map(|start| {
            let steps = self.steps(dissection, start..start.saturating_add(STEPS_AT_ONCE), Passwords::Masked);
            steps.into_iter().map(|step| step.facts.iter().any(is_chosen)).collect::<Vec<_>>()
        }))
    }

    /// Steps by their places from 0, as far as there are such.
    #[must_use]
    pub fn steps(&self, dissection: &Dissection, range: Range<usize>, passwords: Passwords) -> Vec<Step> {
        let range = range.start..range.end.min(self.count());
        let capture = CaptureView::new(dissection);
        let mut steps = Vec::new();
        if range.contains(&0) {
            let mut step = Step::new(0, None, "explain.step.capture");
            let mut facts = Facts::default();
            tell_capture(&mut facts, &capture, dissection.sessions.len());
            step.facts = facts.0;
            steps.push(step);
        }
        // The last session that begins at or before the first step that is wanted.
        let first = self.ends.partition_point(|end| *end <= range.start).saturating_sub(1);
        for session in first..dissection.sessions.len() {
            let places = self.of_session(session);
            if places.start >= range.end {
                break;
            }
            let wanted = range.start.max(places.start)..range.end.min(places.end);
            let told = Told { dissection, capture: &capture, passwords };
            told.session_steps(&mut steps, session, places.start, &wanted);
        }
        steps
    }
}

impl Step {
    fn new(place: usize, session: Option<u32>, id: &'static str) -> Self {
        Self {
            number: number(place).saturating_add(1),
            session,
            id,
            values: Values::default(),
            first_frame: None,
            last_frame: None,
            exchanges: None,
            facts: Vec::new(),
        }
    }

    /// Takes the facts, and tells of all packets that they name.
    fn with(mut self, facts: Facts) -> Self {
        for [first, last] in facts.0.iter().flat_map(|fact| &fact.frames) {
            self.first_frame = Some(self.first_frame.map_or(*first, |frame| frame.min(*first)));
            self.last_frame = Some(self.last_frame.map_or(*last, |frame| frame.max(*last)));
        }
        self.facts = facts.0;
        self
    }
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Goes through the parts of a session, in the order in which they are told.
fn each_part(dissection: &Dissection, session: &Session, see: &mut dyn FnMut(Part)) {
    see(Part::Opening);
    each_group(&session.exchanges, &mut |group| see(Part::Exchanges(group)));
    let end = dissection.connections.get(session.connection).map(Connection::end);
    if !matches!(end, Some(End::Refused(_) | End::Unanswered)) {
        see(Part::Closing);
    }
    if !session.exchanges.is_empty() || session.encrypted_from.is_some() {
        see(Part::Notices);
    }
}

/// What is told, and how.
struct Told<'a> {
    dissection: &'a Dissection,
    capture: &'a CaptureView,
    passwords: Passwords,
}

impl Told<'_> {
    /// Adds the steps of a session that are wanted; its first one has the place `start`.
    fn session_steps(&self, steps: &mut Vec<Step>, index: usize, start: usize, wanted: &Range<usize>) {
        let Some(session) = self.dissection.sessions.get(index) else { return };
        let Some(view) = SessionView::new(self.dissection, index, self.passwords) else { return };
        let mut parts = Vec::new();
        let mut place = start;
        let mut told: Option<Range<usize>> = None;
        each_part(self.dissection, session, &mut |part| {
            if wanted.contains(&place) {
                if let Part::Exchanges(group) = &part {
                    let first = told.as_ref().map_or(group.exchanges.start, |told| told.start);
                    told = Some(first..group.exchanges.end);
                }
                parts.push((place, part));
            }
            place = place.saturating_add(1);
        });

        // The exchanges of these steps are one range: their views, and those of their transfers, are made at once.
        let told = told.unwrap_or_default();
        let exchanges = exchange_views(self.dissection, index, told.clone(), self.passwords);
        let first = exchanges.iter().find_map(|exchange| exchange.transfer);
        let last = exchanges.iter().rev().find_map(|exchange| exchange.transfer);
        let ids = first.map_or(0, |id| id as usize)..last.map_or(0, |id| (id as usize).saturating_add(1));
        let transfers = transfer_views(self.dissection, index, ids.clone());
        let experts = experts_of(self.dissection, view.connection);
        let scene = Scene { capture: self.capture, session: &view, experts: &experts };

        for (place, part) in parts {
            let mut facts = Facts::default();
            let id = match part {
                Part::Opening => {
                    tell_opening(&mut facts, &view);
                    if view.began_before_capture { "explain.step.joined" } else { "explain.step.connect" }
                }
                Part::Closing => {
                    tell_closing(&mut facts, &view);
                    "explain.step.close"
                }
                Part::Notices => {
                    tell_notices(&mut facts, session, &view, self.capture);
                    "explain.step.notice"
                }
                Part::Exchanges(group) => {
                    let from = |place: usize| place.saturating_sub(told.start);
                    let range = from(group.exchanges.start)..from(group.exchanges.end);
                    let exchanges = exchanges.get(range).unwrap_or_default();
                    for exchange in exchanges {
                        let place = exchange.transfer.and_then(|id| (id as usize).checked_sub(ids.start));
                        scene.tell_exchange(
                            &mut facts,
                            exchange,
                            place.and_then(|place| transfers.get(place)),
                        );
                    }
                    let heading = Step::new(place, Some(view.id), heading(group.topic, exchanges));
                    steps.push(Step {
                        values: heading_values(group.topic, exchanges),
                        exchanges: Some([number(group.exchanges.start), number(group.exchanges.end)]),
                        ..heading.with(facts)
                    });
                    continue;
                }
            };
            steps.push(Step::new(place, Some(view.id), id).with(facts));
        }
    }
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
