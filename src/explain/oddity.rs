//! What is unusual, from the expert infos.

use super::fact::Facts;
use crate::view::ExpertView;

/// Tells what an expert info says.
pub(super) fn tell_oddity(facts: &mut Facts, info: &ExpertView) {
    let fact = facts.oddity(info.code).at_all(&[info.frame]);
    let numbers = [("offset", info.offset), ("expected", info.expected), ("found", info.found)];
    for (name, number) in numbers {
        if let Some(number) = number {
            fact.number(name, number);
        }
    }
    if let Some(text) = &info.text {
        fact.text("text", text);
    }
}
