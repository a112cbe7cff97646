//! Why a transfer, or a file, was judged as it was, as a sentence.

use ftpscope::view::{ExpectedSizeView, FileView, TransferView, VerdictView};

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
    let TransferView { data, expected, final_code, .. } = transfer;
    let is_comparable = |size: &&ExpectedSizeView| size.bytes.is_some();
    let is_other = |size: &&ExpectedSizeView| is_comparable(size) && size.bytes != verdict.bytes;
    let told = expected.iter().find(is_other).or_else(|| expected.iter().find(is_comparable));
    let mut values = of_verdict(verdict).to_vec();
    // The first value of a name counts: of what is missing, the transfer knows also what is not listed.
    values.splice(
        0..0,
        [
            ("bytes", Some(amount(verdict.bytes.unwrap_or(data.bytes)))),
            ("seen", Some(amount(data.bytes))),
            ("missing", Some(amount(data.missing_bytes)).filter(|_| data.missing_bytes > 0)),
            ("told", told.and_then(|size| size.bytes).map(amount)),
            ("by", told.map(|size| words.told_by(size.told_by).to_owned())),
            ("conflicting", data.conflicting_bytes.map(amount)),
            ("damaged", data.damaged_frame.map(|frame| frame.to_string())),
            ("code", final_code.map(|code| format!("{code:03}"))),
        ],
    );
    words.reason(verdict.reason, &values)
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
