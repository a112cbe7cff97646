//! The frames about which TCP has something to say.

use crate::limits;
use crate::tcp::Analysis;
use crate::units::FrameNumber;

/// What is odd about segments, by frame: sparse, since most are as they should
/// be.
#[derive(Debug, Default)]
pub struct AnalysisTable {
    entries: Vec<(FrameNumber, Analysis)>,
}

impl AnalysisTable {
    /// Keeps what is odd about the segment of a frame, the frames in order.
    /// Gives back `false` where there are [`limits::ANALYSED_FRAMES`] already.
    pub fn push(&mut self, frame: FrameNumber, analysis: Analysis) -> bool {
        let is_room = self.entries.len() < limits::ANALYSED_FRAMES;
        if is_room {
            self.entries.push((frame, analysis));
        }
        is_room
    }

    /// What is odd about the segment of a frame.
    #[must_use]
    pub fn get(&self, frame: FrameNumber) -> Analysis {
        let place = self.entries.binary_search_by_key(&frame, |(frame, _)| *frame);
        let entry = place.ok().and_then(|place| self.entries.get(place));
        entry.map_or_else(Analysis::default, |(_, analysis)| *analysis)
    }

    /// All that is odd, in the order of frames.
    #[must_use]
    pub fn entries(&self) -> &[(FrameNumber, Analysis)] {
        &self.entries
    }
}
