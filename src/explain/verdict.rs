//! Why a transfer was judged as it was.

use super::{Fact, Value};
use crate::view::{ExpectedSizeView, TransferView, VerdictView};

/// Why a transfer was judged as it was.
#[must_use]
pub fn verdict_fact(transfer: &TransferView) -> Fact {
    let TransferView { data, verdict, expected, final_code, .. } = transfer;
    let is_comparable = |size: &&ExpectedSizeView| size.bytes.is_some();
    let is_other = |size: &&ExpectedSizeView| is_comparable(size) && size.bytes != verdict.bytes;
    // Of several sizes that were told, one that differs is why.
    let told = expected.iter().find(is_other).or_else(|| expected.iter().find(is_comparable));
    let mut fact = of_verdict(verdict)
        .with("bytes", Value::Bytes(verdict.bytes.unwrap_or(data.bytes)))
        .with("seen", Value::Bytes(data.bytes))
        .with("missing", Value::Bytes(data.missing_bytes))
        .with("conflicting", Value::Bytes(data.conflicting_bytes.unwrap_or_default()));
    if let Some(size) = told {
        fact = fact.with("told", Value::Bytes(size.bytes.unwrap_or_default()));
        fact = fact.word("by", format!("value.told_by.{}", size.told_by));
    }
    if let Some(frame) = data.damaged_frame {
        fact = fact.number("damaged", frame).at([frame]);
    }
    match final_code {
        Some(code) => fact.text("code", &format!("{code:03}")),
        None => fact,
    }
}

fn of_verdict(verdict: &VerdictView) -> Fact {
    let around = verdict.missing.iter().flat_map(|range| [range.frame_before, range.frame_after]);
    // The first ones show where to look; the transfer lists them all.
    let frames = around.flatten().take(FRAMES);
    let fact = Fact::meaning(format!("reason.{}", verdict.reason)).at(frames);
    let fact = fact.with("ranges", Value::Ranges(verdict.missing.len() as u64));
    match verdict.last_frame {
        Some(frame) => fact.number("last", frame).at([frame]),
        None => fact,
    }
}

/// Packets around missing ranges that one sentence names.
const FRAMES: usize = 8;
