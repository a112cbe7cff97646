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
    commands: Vec<Place>,
    replies: Vec<Place>,
}

/// Place of a command or of a reply among the exchanges.
#[derive(Clone, Copy, Debug)]
struct Place {
    exchange: u32,
    /// Place of the reply in its exchange; 0 for a command.
    reply: u32,
}

impl Place {
    /// Lines are capped far below 2^32.
    fn new(exchange: usize, reply: usize) -> Self {
        let place = |index| u32::try_from(index).unwrap_or(u32::MAX);
        Self { exchange: place(exchange), reply: place(reply) }
    }
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
                Event::Command(exchange) => index.commands.push(Place::new(exchange, 0)),
                Event::Reply(exchange, reply) => index.replies.push(Place::new(exchange, reply)),
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
        let mut lines = Vec::new();
        if range.start >= range.end {
            // A keep-alive without payload stands on the last byte of a line, but has none of it.
            return lines;
        }
        let places = match speaker {
            Speaker::Client => &self.commands,
            Speaker::Server => &self.replies,
        };
        let at = |place: &Place| {
            let exchange = exchanges.get(place.exchange as usize)?;
            let reply = exchange.replies.get(place.reply as usize).filter(|_| speaker == Speaker::Server);
            let said = match reply {
                Some(reply) => reply.lines.as_slice(),
                None => exchange.line.as_slice(),
            };
            Some((exchange, reply, said))
        };
        let end = |place: &Place| at(place).and_then(|(_, _, said)| said.last()).map(|line| line.end);
        let first = places.partition_point(|place| end(place).is_some_and(|end| end <= range.start));
        for place in places.get(first..).unwrap_or_default() {
            let Some((exchange, reply, said)) = at(place) else { continue };
            for line in said.iter().filter(|line| line.end > range.start) {
                if line.start >= range.end {
                    return lines;
                }
                lines.push(SaidLine { index: place.exchange as usize, exchange, reply, line });
            }
        }
        lines
    }
}
