//! Replies: every line is in one, in order, or was counted.

use ftpscope::ftp::reply::{Reply, ReplyAssembler, parse_reply_line};
use ftpscope::limits;

use super::input::Input;
use super::seeds;

/// A line that says that a command follows here, and one that lines are missing.
const COMMAND: &[u8] = b"\x01";
const GAP: &[u8] = b"\x02";

/// A line with its place.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Numbered<'a>(usize, &'a [u8]);

impl AsRef<[u8]> for Numbered<'_> {
    fn as_ref(&self) -> &[u8] {
        self.1
    }
}

/// Joins lines into replies: behind a byte that gives the cap, lines that end with LF.
///
/// # Panics
///
/// Where something does not hold.
pub fn run(data: &[u8]) {
    let mut input = Input::new(data);
    let cap = match input.byte() {
        0 => limits::REPLY_LINES,
        cap => cap.into(),
    };
    let lines: Vec<_> = input.bytes(usize::MAX).split(|byte| *byte == b'\n').collect();
    let mut assembler = ReplyAssembler::new(cap);
    let mut replies = Vec::new();
    let mut pushed = 0;
    for line in lines {
        match line {
            COMMAND => assembler.command_follows(),
            GAP => assembler.gap(),
            line => {
                replies.extend(assembler.push(Numbered(pushed, line)));
                pushed += 1;
            }
        }
    }
    replies.extend(assembler.finish());
    assert!(assembler.finish().is_empty());
    check(&replies, pushed, cap);
}

fn check(replies: &[Reply<Numbered<'_>>], pushed: usize, cap: usize) {
    let places = || replies.iter().flat_map(|reply| &reply.lines).map(|line| line.0);
    assert!(places().is_sorted_by(|one, next| one < next), "in order, none twice");
    let left_out: u64 = replies.iter().map(|reply| reply.lines_left_out).sum();
    assert_eq!(places().count() as u64 + left_out, pushed as u64, "none lost");
    for reply in replies {
        let first = reply.lines.first().expect("at least one line");
        assert_eq!(parse_reply_line(first.1).code, reply.code);
        assert_eq!(reply.faults.no_code, reply.code.is_none());
        assert_eq!(reply.faults.cut, reply.lines_left_out > 0);
        // One more than the cap is the last one.
        assert!(reply.lines.len() <= cap.saturating_add(1));
        assert!(reply.multiline || reply.lines.len() == 1);
        assert_eq!(reply.texts().count(), reply.lines.len());
    }
}

/// What each server said, with where the commands stood, and all of it with the cap at one.
///
/// # Panics
///
/// Where a capture cannot be read.
#[must_use]
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds = Vec::new();
    for dissection in seeds::dissections() {
        for session in &dissection.sessions {
            let lines = session.exchanges.iter().flat_map(|exchange| {
                let command = exchange.line.iter().map(|_| COMMAND);
                let replies = exchange.replies.iter().flat_map(|reply| &reply.lines);
                command.chain(replies.map(|line| line.line.text.as_slice()))
            });
            let lines = lines.collect::<Vec<_>>().join(&b'\n');
            seeds.extend([0, 1].map(|cap| [&[cap][..], &lines].concat()));
        }
    }
    seeds
}
