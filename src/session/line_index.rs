//! Which line of a conversation stands where in its half stream.

use super::control_line::ControlLine;
use super::dialogue::Speaker;
use super::exchange::Exchange;
use super::pairing::Event;
use crate::ftp::reply::Reply;
use crate::tcp::Extent;

/// The commands and the replies of a conversation, each in the order of its
/// half stream.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    /// Places of exchanges.
    commands: Vec<usize>,
    /// Places of exchanges, and of a reply in each.
    replies: Vec<(usize, usize)>,
}

/// A line of a conversation.
#[derive(Clone, Copy, Debug)]
pub struct SaidLine<'a> {
    /// Place of its exchange.
    pub index: usize,
    /// Its exchange.
    pub exchange: &'a Exchange,
    /// The reply that it belongs to; `None` for a line of the client.
    pub reply: Option<&'a Reply<ControlLine>>,
    /// The line itself.
    pub line: &'a ControlLine,
}

impl LineIndex {
    /// Sorts what was said by who said it.
    pub(super) fn new(events: &[Event]) -> Self {
        let mut index = Self::default();
        for event in events {
            match *event {
                Event::Command(exchange) => index.commands.push(exchange),
                Event::Reply(exchange, reply) => index.replies.push((exchange, reply)),
            }
        }
        index
    }

    /// The lines of a side that have bytes in this range of its half stream.
    pub(super) fn within<'a>(
        &self,
        exchanges: &'a [Exchange],
        speaker: Speaker,
        range: Extent,
    ) -> Vec<SaidLine<'a>> {
        let mut lines = match speaker {
            Speaker::Client => {
                let command = |index: &usize| {
                    let exchange = exchanges.get(*index)?;
                    let line = exchange.line.as_ref()?;
                    Some(SaidLine { index: *index, exchange, reply: None, line })
                };
                let is_before =
                    |index: &usize| command(index).is_some_and(|said| said.line.end <= range.start);
                let first = self.commands.partition_point(is_before);
                let rest = self.commands.get(first..).unwrap_or_default().iter().filter_map(command);
                rest.take_while(|said| said.line.start < range.end).collect::<Vec<_>>()
            }
            Speaker::Server => {
                let reply = |&(index, place): &(usize, usize)| {
                    let exchange = exchanges.get(index)?;
                    Some((index, exchange, exchange.replies.get(place)?))
                };
                let end = |reply: &Reply<ControlLine>| reply.lines.last().map(|line| line.end);
                let is_before = |place: &(usize, usize)| {
                    reply(place).and_then(|(_, _, reply)| end(reply)).is_some_and(|end| end <= range.start)
                };
                let first = self.replies.partition_point(is_before);
                let rest = self.replies.get(first..).unwrap_or_default().iter().filter_map(reply);
                let lines = rest.flat_map(|(index, exchange, reply)| {
                    let said = move |line| SaidLine { index, exchange, reply: Some(reply), line };
                    reply.lines.iter().map(said)
                });
                lines.take_while(|said| said.line.start < range.end).collect()
            }
        };
        // Of a reply's lines those in front of the range were taken, too.
        lines.retain(|said| said.line.end > range.start);
        lines
    }
}
