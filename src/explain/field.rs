//! A field of a packet, explained: what it is for, and what its value says.

use super::Fact;
use super::fact::Facts;
use super::field_ftp::tell_ftp;
use super::field_meaning::tell_meaning;
use super::field_network::tell_network;
use super::field_tcp::tell_tcp;
use crate::view::{FieldView, FrameView};

/// The field that is explained, with what stands around it.
pub(super) struct Chosen<'a> {
    pub(super) frame: &'a FrameView,
    /// Fields that it lies in, the layer first.
    pub(super) above: Vec<&'a FieldView>,
    pub(super) field: &'a FieldView,
}

impl<'a> Chosen<'a> {
    fn new(frame: &'a FrameView, place: &[usize]) -> Option<Self> {
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

/// Explains a field of a packet: what it is for, and what its value says. `place` are the numbers of the branches
/// that lead to it from the layers on, each from 0. No facts where there is no such field.
#[must_use]
pub fn explain_field(frame: &FrameView, place: &[usize]) -> Vec<Fact> {
    let mut facts = Facts::default();
    if let Some(chosen) = Chosen::new(frame, place) {
        tell_meaning(&mut facts, chosen.field.name);
        tell_network(&mut facts, &chosen);
        tell_tcp(&mut facts, &chosen);
        tell_ftp(&mut facts, &chosen);
    }
    facts.0
}
