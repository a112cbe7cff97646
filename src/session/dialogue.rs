//! Who said what when: the lines of both sides in one order.

use std::collections::VecDeque;

use super::control_line::ControlLine;
use crate::tcp::HalfStream;

/// A side of a control connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Speaker {
    /// Who sends commands.
    Client,
    /// Who sends replies.
    Server,
}

/// The lines of both sides in the order in which they were said. Each side is
/// its lines and the half stream that they come from.
///
/// Within a side the stream tells. Between the sides the acknowledgement
/// numbers do: what acknowledges a line was sent after it had come. That holds
/// even where the capture has frames in another order. Lines that do not know
/// of each other come in the order of their frames.
#[must_use]
pub fn dialogue(
    (commands, from_client): (Vec<ControlLine>, &HalfStream),
    (replies, from_server): (Vec<ControlLine>, &HalfStream),
) -> Vec<(Speaker, ControlLine)> {
    let mut commands: VecDeque<_> = commands.into();
    let mut replies: VecDeque<_> = replies.into();
    let mut said = Vec::with_capacity(commands.len().saturating_add(replies.len()));
    loop {
        let next = match (commands.front(), replies.front()) {
            (None, None) => return said,
            (Some(_), None) => Speaker::Client,
            (None, Some(_)) => Speaker::Server,
            (Some(command), Some(reply)) => {
                let command_knows = knows(command, reply, from_server);
                let reply_knows = knows(reply, command, from_client);
                match (command_knows, reply_knows) {
                    (true, false) => Speaker::Server,
                    (false, true) => Speaker::Client,
                    _ if command.frame <= reply.frame => Speaker::Client,
                    _ => Speaker::Server,
                }
            }
        };
        let line = match next {
            Speaker::Client => commands.pop_front(),
            Speaker::Server => replies.pop_front(),
        };
        said.extend(line.map(|line| (next, line)));
    }
}

/// Whether the sender of `line` had got all of `other`, a line of the other
/// half stream, before it sent the first byte.
fn knows(line: &ControlLine, other: &ControlLine, others: &HalfStream) -> bool {
    let got = line.acknowledged_before.and_then(|sequence| others.position(sequence));
    got.is_some_and(|got| got >= other.end)
}
