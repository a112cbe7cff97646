//! What people are told of what was saved, and of what was not.

use std::io::{self, Write};

use ftpscope::dissector::Dissection;
use ftpscope::export::NamedListing;
use ftpscope::view::{FileView, Passwords, RangeView, SavedFileView, SessionReport, TransferView};

use super::super::plain::plain;
use super::super::reasons::{file_reason, transfer_reason};
use super::super::transfers::named;
use super::super::values::{amount, capture_command};
use super::super::words::Words;
use super::not_saved::NotSaved;

/// Files, and likewise transfers, of which something is said one by one; the manifest has them all.
const TOLD: usize = 20;

/// Missing ranges of a file that are named.
const RANGES_TOLD: usize = 5;

/// Lines for standard output and for standard error.
#[derive(Debug, Default)]
pub(super) struct Notes {
    saved: Vec<String>,
    unsound: Vec<String>,
    not_saved: Vec<String>,
}

impl Notes {
    /// What was saved of a file; `first` is the transfer of its first piece.
    pub(super) fn of_file(
        &mut self,
        file: &FileView,
        saved: &SavedFileView,
        first: Option<&TransferView>,
        words: &Words,
    ) {
        let name = plain(&file.name);
        self.saved.push(format!("{name}  {}", amount(saved.bytes)));
        let verdict = file.verdict.verdict;
        let odd = (!is_sound(verdict))
            .then(|| format!("{}. {}", words.verdict(verdict), file_reason(file, first, words)));
        self.told_of(&name, odd, saved);
    }

    /// What is odd of something that was saved: that it is not complete, and what was told while it was read.
    fn told_of(&mut self, name: &str, incomplete: Option<String>, saved: &SavedFileView) {
        let mut odd = Vec::from_iter(incomplete);
        if !saved.filled.is_empty() {
            odd.push(format!("zeros stand for {}", ranges(&saved.filled)));
        }
        if !saved.skipped.is_empty() {
            odd.push(format!("left out: {}", ranges(&saved.skipped)));
        }
        match &saved.problem {
            Some(problem) if problem.code == "mode_not_read" => {
                odd.push(
                    "its mode of transfer is not undone: these are the bytes of the data connection".into(),
                );
            }
            Some(problem) => {
                odd.push(format!(
                    "it ends early: {} at byte {} of the data connection",
                    problem.code, problem.offset
                ));
            }
            None => {}
        }
        if saved.is_binary_as_text {
            odd.push(
                "it was sent as text (TYPE A) and is none: what looked like line ends was changed".into(),
            );
        }
        if !odd.is_empty() {
            self.unsound.push(format!("{name}: {}", odd.join("; ")));
        }
    }

    /// What was saved of a listing that a transfer carried.
    pub(super) fn of_listing(
        &mut self,
        listing: &NamedListing,
        saved: &SavedFileView,
        transfer: &TransferView,
        words: &Words,
    ) {
        let name = plain(&listing.name);
        self.saved.push(format!("{name}  {}", amount(saved.bytes)));
        let verdict = transfer.verdict.verdict;
        let odd = (!is_sound(verdict))
            .then(|| format!("{}. {}", words.verdict(verdict), transfer_reason(transfer, words)));
        self.told_of(&name, odd, saved);
    }

    /// What was saved of a listing that is a reply.
    pub(super) fn of_reply(
        &mut self,
        listing: &NamedListing,
        saved: &SavedFileView,
        is_whole: bool,
        words: &Words,
    ) {
        let name = plain(&listing.name);
        self.saved.push(format!("{name}  {}", amount(saved.bytes)));
        if !is_whole {
            let verdict = words.verdict("incomplete");
            self.unsound.push(format!("{name}: {verdict}. Lines of the reply are missing."));
        }
    }

    /// Transfers that gave nothing to save, and how many files and listings are beyond those that are listed.
    pub(super) fn of_transfers(
        &mut self,
        dissection: &Dissection,
        not_saved: &[NotSaved],
        left_out: [(u64, &str); 2],
        words: &Words,
    ) {
        for sessions in not_saved.chunk_by(|(one, _), (other, _)| one == other) {
            for (_, transfer) in sessions {
                let (verdict, reason) =
                    (words.verdict(transfer.verdict.verdict), transfer_reason(transfer, words));
                let frame = transfer.frame;
                self.not_saved.push(format!(
                    "{} of packet {frame}, {}: not saved, {verdict}. {reason}",
                    plain(&transfer.verb),
                    named(transfer)
                ));
            }
            let is_missing = |(_, transfer): &NotSaved| transfer.data.state == "not_captured";
            let missing = sessions.iter().find(|not_saved| is_missing(not_saved));
            let report =
                missing.and_then(|(session, _)| SessionReport::new(dissection, *session, Passwords::Masked));
            if let Some(SessionReport { session, .. }) = report {
                self.not_saved
                    .push(format!("to capture the data connections, too: {}", capture_command(&session)));
            }
        }
        for (left_out, what) in left_out {
            if left_out > 0 {
                self.not_saved.push(format!("{left_out} {what} more than can be listed: not saved"));
            }
        }
    }

    /// Prints it all; `summary` comes last on standard output.
    pub(super) fn print(&self, summary: &str) -> io::Result<()> {
        let mut output = io::stdout().lock();
        let listed = self.saved.iter().try_for_each(|line| writeln!(output, "{line}"));
        let printed = listed.and_then(|()| writeln!(output, "{summary}")).and_then(|()| output.flush());
        let mut complaints = io::stderr().lock();
        for lines in [&self.unsound, &self.not_saved] {
            for line in lines.iter().take(TOLD) {
                writeln!(complaints, "ftpscope: {line}")?;
            }
            if lines.len() > TOLD {
                writeln!(complaints, "ftpscope: {} more are in the manifest", lines.len() - TOLD)?;
            }
        }
        printed
    }
}

/// Whether nothing is missing of what has this verdict.
fn is_sound(verdict: &str) -> bool {
    matches!(verdict, "complete" | "complete_unconfirmed")
}

fn ranges(ranges: &[RangeView]) -> String {
    let told = ranges.iter().take(RANGES_TOLD).map(|range| {
        let count = range.end.saturating_sub(range.start);
        format!("bytes {} to {} ({count})", range.start, range.end.saturating_sub(1))
    });
    let told = told.collect::<Vec<_>>().join(", ");
    match ranges.len().saturating_sub(RANGES_TOLD) {
        0 => told,
        more => format!("{told}, and {more} more ranges"),
    }
}
