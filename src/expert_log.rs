//! The expert infos of a capture.

use crate::expert::{ExpertCode, ExpertInfo};
use crate::limits;
use crate::units::{FrameNumber, sorted};

/// The expert infos of a capture: each one up to a cap, and how many there are
/// of each code.
#[derive(Debug)]
pub struct ExpertLog {
    infos: Vec<ExpertInfo>,
    /// One for each code, in the order of [`ExpertCode::ALL`].
    counts: [u64; ExpertCode::ALL.len()],
}

impl Default for ExpertLog {
    fn default() -> Self {
        Self { infos: Vec::new(), counts: [0; ExpertCode::ALL.len()] }
    }
}

impl ExpertLog {
    /// Adds an info.
    pub fn push(&mut self, info: ExpertInfo) {
        let Some(count) = self.counts.get_mut(info.code.index()) else { return };
        *count = count.saturating_add(1);
        if *count <= limits::EXPERT_INFOS {
            self.infos.push(info);
        }
    }

    /// Adds all infos of another log, those it only counted too.
    pub fn append(&mut self, other: &Self) {
        for info in &other.infos {
            self.push(info.clone());
        }
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count = count.saturating_add(more.saturating_sub(limits::EXPERT_INFOS));
        }
    }

    /// Puts the infos into the order of frames; those of the whole file come first.
    pub fn sort(&mut self) {
        // Numbers are sorted, not infos: sorting large structures takes large code.
        let frame = |info: &ExpertInfo| u64::from(info.frame.map_or(0, FrameNumber::get));
        let places = (0_u64..).zip(&self.infos).map(|(place, info)| frame(info) << 32 | place);
        let info = |place: u64| self.infos.get(place as u32 as usize).cloned();
        self.infos = sorted(places.collect()).into_iter().filter_map(info).collect();
    }

    /// The infos that were kept.
    #[must_use]
    pub fn infos(&self) -> &[ExpertInfo] {
        &self.infos
    }

    /// How many infos there are of each code that occurs.
    pub fn counts(&self) -> impl Iterator<Item = (ExpertCode, u64)> {
        let counts = ExpertCode::ALL.iter().zip(&self.counts);
        counts.filter(|(_, count)| **count > 0).map(|(code, count)| (*code, *count))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn infos_come_in_the_order_of_frames_those_of_the_file_first() {
        let mut log = ExpertLog::default();
        let at = |number| FrameNumber::new(number).unwrap();
        log.push(ExpertInfo::new(ExpertCode::LineCut).at_frame(at(300)));
        log.push(ExpertInfo::new(ExpertCode::LineCut).at_frame(at(2)).found(1));
        log.push(ExpertInfo::new(ExpertCode::FileCut));
        log.push(ExpertInfo::new(ExpertCode::ReplyCut).at_frame(at(2)));
        log.sort();
        let order: Vec<_> = log.infos().iter().map(|info| (info.code, info.frame)).collect();
        assert_eq!(
            order,
            [
                (ExpertCode::FileCut, None),
                (ExpertCode::LineCut, Some(at(2))),
                (ExpertCode::ReplyCut, Some(at(2))),
                (ExpertCode::LineCut, Some(at(300))),
            ]
        );
        assert_eq!(
            log.counts().find(|(code, _)| *code == ExpertCode::LineCut),
            Some((ExpertCode::LineCut, 2))
        );
    }

    #[test]
    fn infos_beyond_the_cap_are_counted() {
        let mut log = ExpertLog::default();
        for _ in 0..limits::EXPERT_INFOS + 5 {
            log.push(ExpertInfo::new(ExpertCode::TimeBackwards));
        }
        log.push(ExpertInfo::new(ExpertCode::TooManyFrames));
        let kept = |log: &ExpertLog| log.infos().iter().map(|info| info.code).collect::<Vec<_>>();
        assert_eq!(kept(&log).len() as u64, limits::EXPERT_INFOS + 1);
        assert_eq!(kept(&log).last(), Some(&ExpertCode::TooManyFrames), "it has its own room");
        let counted = |log: &ExpertLog| log.counts().collect::<Vec<_>>();
        let count = limits::EXPERT_INFOS + 5;
        assert_eq!(counted(&log), [(ExpertCode::TimeBackwards, count), (ExpertCode::TooManyFrames, 1)]);
        let mut both = ExpertLog::default();
        both.push(ExpertInfo::new(ExpertCode::TimeBackwards));
        both.append(&log);
        assert_eq!(kept(&both).len() as u64, limits::EXPERT_INFOS + 1);
        assert_eq!(counted(&both), [(ExpertCode::TimeBackwards, count + 1), (ExpertCode::TooManyFrames, 1)]);
    }
}
