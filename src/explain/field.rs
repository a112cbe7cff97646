//! A field of a packet, explained: what it is for, and what its value says.

use super::Fact;
use super::chosen_field::Chosen;
use super::fact::Facts;
use super::field_ftp::tell_ftp;
use super::field_meaning::tell_meaning;
use super::field_network::tell_network;
use super::field_tcp::tell_tcp;
use crate::view::FrameView;

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
