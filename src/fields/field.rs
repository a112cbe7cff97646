//! A layer or a field of a frame.

use std::ops::Range;

use crate::units::FrameNumber;

/// A layer or a field of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Wireshark's name of it.
    pub name: &'static str,
    /// What it says; empty where its fields say it all.
    pub value: String,
    /// The bytes of the frame that it stands in; empty where it is in none of them.
    pub range: Range<usize>,
    /// Another frame that it leads to.
    pub frame: Option<FrameNumber>,
    /// What it is made of.
    pub children: Vec<Field>,
}

impl Field {
    /// A field with a value in these bytes of the frame.
    pub(super) fn new(name: &'static str, value: impl Into<String>, range: Range<usize>) -> Self {
        Self { name, value: value.into(), range, frame: None, children: Vec::new() }
    }

    /// A field that leads to another frame.
    pub(super) fn link(name: &'static str, frame: FrameNumber) -> Self {
        Self { frame: Some(frame), ..Self::new(name, frame.to_string(), 0..0) }
    }

    /// The value of the first of its own fields with this name.
    pub(super) fn value_of(&self, name: &str) -> Option<&str> {
        self.children.iter().find(|field| field.name == name).map(|field| field.value.as_str())
    }
}
