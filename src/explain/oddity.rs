//! What is unusual, from the expert infos.

use super::Fact;
use crate::view::ExpertView;

/// What an expert info says.
pub(super) fn oddity_fact(info: &ExpertView) -> Fact {
    let mut fact = Fact::odd(format!("expert.{}.text", info.code)).at(info.frame);
    if let Some(offset) = info.offset {
        fact = fact.number("offset", offset);
    }
    if let Some(expected) = info.expected {
        fact = fact.number("expected", expected);
    }
    if let Some(found) = info.found {
        fact = fact.number("found", found);
    }
    match &info.text {
        Some(text) => fact.text("text", text),
        None => fact,
    }
}
