//! A field of a packet with what stands around it.

use crate::view::{FieldView, FrameView};

/// The field that is explained, with what stands around it.
pub(super) struct Chosen<'a> {
    pub(super) frame: &'a FrameView,
    /// Fields that it lies in, the layer first.
    pub(super) above: Vec<&'a FieldView>,
    pub(super) field: &'a FieldView,
}

impl<'a> Chosen<'a> {
    /// The field at a place: the numbers of the branches that lead to it; `None` where there is none.
    pub(super) fn new(frame: &'a FrameView, place: &[usize]) -> Option<Self> {
        let mut above = Vec::new();
        let mut fields = &frame.layers;
        let (last, branches) = place.split_last()?;
        for branch in branches {
            let field = fields.get(*branch)?;
            above.push(field);
            fields = &field.children;
        }
        Some(Self { frame, above, field: fields.get(*last)? })
    }

    /// The field of this name that is nearest: its own child, or one beside it or beside what it lies in.
    pub(super) fn near(&self, name: &str) -> Option<&'a FieldView> {
        let around = std::iter::once(self.field).chain(self.above.iter().rev().copied());
        around.flat_map(|field| &field.children).find(|field| field.name == name)
    }

    /// The value of the nearest field of this name.
    pub(super) fn text(&self, name: &str) -> Option<&'a str> {
        self.near(name).map(|field| field.value.as_str())
    }

    /// The same as a number.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.text(name)?.parse().ok()
    }
}
