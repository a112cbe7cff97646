//! The end of what a descriptor describes, in block and in compressed mode.

use super::descriptor::Descriptor;
use super::machine::{Common, Step};
use super::output::Output;

/// A block or a string whose bytes are over, and what its descriptor still asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct DescribedEnd {
    descriptor: Descriptor,
    /// What is left of that which stands for the end of a record.
    left: &'static [u8],
}

impl DescribedEnd {
    /// The end of what this descriptor describes; `record_end` stands for the end of a record.
    pub(super) fn new(descriptor: Descriptor, record_end: &'static [u8]) -> Self {
        let left = if descriptor.ends_record() { record_end } else { b"" };
        Self { descriptor, left }
    }

    /// Does what is left to do; `None` where more room is needed for it.
    pub(super) fn step(&mut self, common: &mut Common, output: &mut Output<'_>) -> Option<Step> {
        let appended = output.append(self.left);
        self.left = self.left.get(appended..).unwrap_or_default();
        if !self.left.is_empty() {
            return None;
        }
        self.descriptor.count(&mut common.file);
        Some(if self.descriptor.ends_file() { Step::FileEnd } else { Step::Went(0) })
    }
}
