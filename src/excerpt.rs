//! An excerpt of a capture: what of it belongs to some of its frames.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::dissector::Dissection;
use crate::session::Session;
use crate::session::exchange::Exchange;
use crate::units::{ConnectionId, FrameNumber};

/// Frames of a capture that are chosen.
#[derive(Clone, Debug, Default)]
pub struct Excerpt {
    /// Numbers of the first frame and of the one after the last of each run: in order, apart, within the capture.
    runs: Vec<Range<u32>>,
    /// Connections that chosen frames belong to.
    connections: BTreeSet<ConnectionId>,
}

impl Excerpt {
    /// The frames from each first to each last number, both included. What is beyond the capture is left out, and
    /// so are ranges that end before they begin.
    #[must_use]
    pub fn new(dissection: &Dissection, ranges: &[[u32; 2]]) -> Self {
        let end = dissection.frames.count().saturating_add(1);
        let cut = |[first, last]: &[u32; 2]| (*first).max(1)..last.saturating_add(1).min(end);
        let mut wanted: Vec<Range<u32>> = ranges.iter().map(cut).filter(|run| !run.is_empty()).collect();
        wanted.sort_by_key(|run| run.start);
        let mut runs: Vec<Range<u32>> = Vec::new();
        for run in wanted {
            match runs.last_mut() {
                Some(last) if run.start <= last.end => last.end = last.end.max(run.end),
                _ => runs.push(run),
            }
        }
        let numbers = runs.iter().cloned().flatten().filter_map(FrameNumber::new);
        let connections = numbers.filter_map(|number| dissection.frames.get(number)?.connection()).collect();
        Self { runs, connections }
    }

    /// Whether a frame is chosen.
    #[must_use]
    pub fn has(&self, number: FrameNumber) -> bool {
        self.has_any(number.get(), number.get())
    }

    /// Whether one of the frames from `first` to `last`, both included, is chosen.
    #[must_use]
    pub fn has_any(&self, first: u32, last: u32) -> bool {
        let next = self.runs.partition_point(|run| run.end <= first);
        self.runs.get(next).is_some_and(|run| run.start <= last)
    }

    /// Whether a frame of the control connection of a session is chosen.
    #[must_use]
    pub fn has_control(&self, session: &Session) -> bool {
        self.connections.contains(&session.connection)
    }

    /// Places of the exchanges of a session that a chosen frame belongs to: by their lines, or by the data
    /// connection of their transfer. Neighbours are one range.
    #[must_use]
    pub fn exchanges(&self, session: &Session) -> Vec<Range<usize>> {
        runs_of(session.exchanges.iter().map(|exchange| self.has_exchange(session, exchange)))
    }

    /// Places of the transfers of a session whose exchanges are among [`exchanges`](Self::exchanges).
    #[must_use]
    pub fn transfers(&self, session: &Session) -> Vec<Range<usize>> {
        runs_of(session.transfers.iter().map(|transfer| {
            let exchange = session.exchanges.get(transfer.exchange);
            exchange.is_some_and(|exchange| self.has_exchange(session, exchange))
        }))
    }

    fn has_exchange(&self, session: &Session, exchange: &Exchange) -> bool {
        let replies = exchange.replies.iter().flat_map(|reply| &reply.lines);
        let data = exchange.transfer.and_then(|place| session.transfers.get(place)?.data.as_ref());
        exchange.line.iter().chain(replies).any(|line| line.frames.iter().any(|frame| self.has(*frame)))
            || data.is_some_and(|data| self.connections.contains(&data.connection))
    }
}

/// Places of what is true, neighbours as one range.
pub fn runs_of(all: impl IntoIterator<Item = bool>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (place, _) in all.into_iter().enumerate().filter(|(_, is_wanted)| *is_wanted) {
        let next = place.saturating_add(1);
        match runs.last_mut() {
            Some(run) if run.end == place => run.end = next,
            _ => runs.push(place..next),
        }
    }
    runs
}

#[cfg(test)]
#[expect(clippy::single_range_in_vec_init, reason = "one range is what is meant")]
mod tests {
    use std::fs;

    use super::*;
    use crate::dissector::Dissector;

    fn read(case: &str) -> Dissection {
        let file = format!("{}/tests/captures/{case}/capture.pcap", env!("CARGO_MANIFEST_DIR"));
        let mut dissector = Dissector::new();
        dissector.push(&fs::read(file).unwrap()).unwrap();
        dissector.finish().unwrap()
    }

    fn runs(ranges: &[[u32; 2]]) -> Vec<Range<u32>> {
        Excerpt::new(&read("login"), ranges).runs
    }

    #[test]
    fn ranges_are_put_in_order_joined_and_cut_to_the_capture() {
        assert_eq!(runs(&[[9, 10], [1, 2], [3, 4], [10, 12]]), [1..5, 9..13]);
        assert_eq!(runs(&[[0, 3], [14, u32::MAX]]), [1..4, 14..16]);
        assert_eq!(runs(&[[5, 4], [16, 20]]), []);
    }

    #[test]
    fn a_run_is_found_that_any_frame_of_a_range_is_in() {
        let excerpt = Excerpt::new(&read("login"), &[[3, 4], [9, 10]]);
        let has = |first, last| excerpt.has_any(first, last);
        assert_eq!(
            [has(1, 2), has(1, 3), has(4, 8), has(5, 8), has(10, 99), has(11, 99)],
            [false, true, true, false, true, false]
        );
    }

    #[test]
    fn exchanges_are_those_whose_lines_are_in_chosen_frames() {
        let dissection = read("login");
        let session = &dissection.sessions[0];
        let of = |ranges: &[[u32; 2]]| Excerpt::new(&dissection, ranges).exchanges(session);
        // Greeting 4, OPTS 6 and 8, USER 10 and 11, PASS 13 and 14.
        assert_eq!(of(&[[4, 4]]), [0..1]);
        assert_eq!(of(&[[8, 10]]), [1..3]);
        assert_eq!(of(&[[4, 4], [14, 14]]), [0..1, 3..4]);
        assert_eq!(of(&[[1, 3], [5, 5]]), []);
        assert!(Excerpt::new(&dissection, &[[1, 3]]).has_control(session));
    }

    #[test]
    fn a_frame_of_a_data_connection_brings_its_transfer_and_the_exchange_that_asked_for_it() {
        let dissection = read("passive-with-data");
        assert!(dissection.sessions.iter().any(|session| session.transfers.iter().any(|t| t.data.is_some())));
        for session in &dissection.sessions {
            for (place, transfer) in session.transfers.iter().enumerate() {
                let Some(data) = &transfer.data else { continue };
                let first = dissection.connections.get(data.connection).unwrap().first_frame.get();
                let excerpt = Excerpt::new(&dissection, &[[first, first]]);
                assert_eq!(excerpt.transfers(session), [place..place + 1]);
                assert_eq!(excerpt.exchanges(session), [transfer.exchange..transfer.exchange + 1]);
                assert!(!excerpt.has_control(session));
            }
        }
    }

    #[test]
    fn the_whole_capture_is_all_of_it() {
        let dissection = read("mirror-over-two-connections");
        let excerpt = Excerpt::new(&dissection, &[[1, u32::MAX]]);
        for session in &dissection.sessions {
            assert_eq!(excerpt.exchanges(session), [0..session.exchanges.len()]);
        }
    }
}
