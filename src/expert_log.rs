//! The expert infos of a capture.

use std::collections::BTreeMap;

use crate::expert::{ExpertCode, ExpertInfo};
use crate::limits;

/// The expert infos of a capture: each one up to a cap, and how many there are
/// of each code.
#[derive(Debug, Default)]
pub struct ExpertLog {
    infos: Vec<ExpertInfo>,
    counts: BTreeMap<ExpertCode, u64>,
}

impl ExpertLog {
    /// Adds an info.
    pub fn push(&mut self, info: ExpertInfo) {
        let count = self.counts.entry(info.code).or_default();
        *count = count.saturating_add(1);
        if self.infos.len() < limits::EXPERT_INFOS {
            self.infos.push(info);
        }
    }

    /// Puts the infos into the order of frames; those of the whole file come first.
    pub fn sort(&mut self) {
        self.infos.sort_by_key(|info| info.frame);
    }

    /// The infos that were kept.
    #[must_use]
    pub fn infos(&self) -> &[ExpertInfo] {
        &self.infos
    }

    /// How many infos there are of each code.
    pub fn counts(&self) -> impl Iterator<Item = (ExpertCode, u64)> {
        self.counts.iter().map(|(&code, &count)| (code, count))
    }
}
