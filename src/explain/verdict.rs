//! Why a transfer was judged as it was.

use super::fact::Facts;
use super::{Fact, Value};
use crate::view::{ExpectedSizeView, TransferView, VerdictView};

/// Packets around missing ranges that one sentence names.
const RANGES: usize = 4;

/// Why a transfer was judged as it was.
#[must_use]
pub fn verdict_fact(transfer: &TransferView) -> Option<Fact> {
    let mut facts = Facts::default();
    tell_reason(&mut facts, transfer);
    facts.0.pop()
}

/// Tells why a transfer was judged as it was.
pub(super) fn tell_reason(facts: &mut Facts, transfer: &TransferView) {
    let TransferView { data, verdict, expected, final_code, .. } = transfer;
    let is_comparable = |size: &&ExpectedSizeView| size.bytes.is_some();
    let is_other = |size: &&ExpectedSizeView| is_comparable(size) && size.bytes != verdict.bytes;
    // Of several sizes that were told, one that differs is why.
    let told = expected.iter().find(is_other).or_else(|| expected.iter().find(is_comparable));
    // The transfer knows also of ranges that are not listed, the verdict also of what only acknowledgements tell.
    let listed = verdict.missing.iter().map(|range| range.end.saturating_sub(range.start));
    let missing = data.missing_bytes.max(listed.fold(0, u64::saturating_add));
    let fact = facts.meaning_of("reason.", verdict.reason, "");
    fact.bytes("bytes", verdict.bytes.unwrap_or(data.bytes))
        .bytes("seen", data.bytes)
        .bytes("missing", missing)
        .bytes("conflicting", data.conflicting_bytes.unwrap_or_default());
    if let Some(size) = told {
        fact.bytes("told", size.bytes.unwrap_or_default()).word("by", "value.told_by.", size.told_by);
    }
    if let Some(frame) = data.damaged_frame {
        fact.number("damaged", frame.into()).at(frame);
    }
    if let Some(code) = final_code {
        fact.code(*code);
    }
    name_missing(fact, verdict);
}

fn name_missing(fact: &mut Fact, verdict: &VerdictView) {
    fact.with("ranges", Value::Ranges(verdict.missing.len() as u64));
    // The first ones show where to look; the transfer lists them all.
    for range in verdict.missing.iter().take(RANGES) {
        fact.at_all(&[range.frame_before, range.frame_after]);
    }
    if let Some(frame) = verdict.last_frame {
        fact.number("last", frame.into()).at(frame);
    }
}
