//! Why a transfer, or a file, was judged as it was, as a sentence.

use ftpscope::explain::{Value, verdict_fact};
use ftpscope::view::{FileView, TransferView, VerdictView};

use super::values::amount;
use super::words::Words;

/// Why a transfer was judged as it was.
pub(super) fn transfer_reason(transfer: &TransferView, words: &Words) -> String {
    reason(&transfer.verdict, transfer, words)
}

/// Why a file was judged as it was; `first` is the transfer of its first piece.
pub(super) fn file_reason(file: &FileView, first: Option<&TransferView>, words: &Words) -> String {
    match first {
        Some(transfer) if file.pieces.len() == 1 => reason(&file.verdict, transfer, words),
        // What the transfers tell is not told of all pieces together.
        _ => words.reason(file.verdict.reason, &of_verdict(&file.verdict)),
    }
}

fn reason(verdict: &VerdictView, transfer: &TransferView, words: &Words) -> String {
    // The first value of a name counts: of what is missing, the transfer knows also what is not listed.
    let mut values: Vec<_> = verdict_fact(transfer)
        .into_iter()
        .flat_map(|fact| fact.values.0)
        .map(|(name, value)| (name, shown(&value, words)))
        .collect();
    values.extend(of_verdict(verdict));
    words.reason(verdict.reason, &values)
}

/// A value as it stands in a table or a manifest: without marks, its digits together. `None` where nothing is told.
fn shown(value: &Value, words: &Words) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        Value::Number(number) | Value::Amount(number) => Some(number.to_string()),
        Value::Bytes(bytes) => Some(amount(*bytes)),
        Value::Word(place) => words.text(place, 0).map(str::to_owned),
        Value::Ranges(_) | Value::Span(_) => None,
    }
}

fn of_verdict(verdict: &VerdictView) -> [(&'static str, Option<String>); 4] {
    let missing = verdict.missing.iter().map(|range| range.end.saturating_sub(range.start)).sum();
    let ranges = match verdict.missing.len() {
        1 => "in 1 range".to_owned(),
        count => format!("in {count} ranges"),
    };
    [
        ("bytes", verdict.bytes.map(amount)),
        ("missing", Some(amount(missing))),
        ("ranges", Some(ranges)),
        ("last", verdict.last_frame.map(|frame| frame.to_string())),
    ]
}
