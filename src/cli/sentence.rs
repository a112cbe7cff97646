//! The facts of an explanation as sentences.

use ftpscope::explain::{Fact, Value, Values};

use super::plain::plain;
use super::words::Words;

/// The packets of a fact and its sentence: `Packets 9 and 10: …`.
pub(super) fn told(fact: &Fact, words: &Words) -> String {
    let sentence = sentence(fact, words);
    match packets(&fact.frames, words) {
        Some(packets) => format!("{packets}: {sentence}"),
        None => sentence,
    }
}

/// The sentence of a fact.
pub(super) fn sentence(fact: &Fact, words: &Words) -> String {
    filled(words, &fact.id, &fact.values, fact.count.unwrap_or_default())
}

/// The words at a place, with these values in their placeholders.
pub(super) fn filled(words: &Words, place: &str, values: &Values, count: u64) -> String {
    let Some(text) = words.text(place, count) else { return place.to_owned() };
    // In one go: a value from the capture may hold braces itself.
    let mut pieces = text.split(['{', '}']);
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    while let Some(name) = pieces.next() {
        match values.get(name) {
            Some(value) => filled.push_str(&shown(value, words)),
            None => filled.push_str(&format!("{{{name}}}")),
        }
        filled.push_str(pieces.next().unwrap_or_default());
    }
    filled
}

fn shown(value: &Value, words: &Words) -> String {
    let counted = |place: &str, count: u64| {
        let values = Values(vec![("count", Value::Amount(count))]);
        filled(words, place, &values, count)
    };
    match value {
        Value::Text(text) => format!("`{}`", plain(text)),
        Value::Number(number) => number.to_string(),
        Value::Amount(amount) => words.grouped(*amount),
        Value::Bytes(bytes) => counted("page.transfer.bytes", *bytes),
        Value::Ranges(ranges) => counted("page.transfer.ranges", *ranges),
        Value::Span(milliseconds) => words.span(*milliseconds),
        Value::Word(place) => {
            let last = place.rsplit('.').next().unwrap_or_default();
            words.text(place, 0).unwrap_or(last).to_owned()
        }
    }
}

/// The packets that show a fact, in words; nothing where there are none.
fn packets(runs: &[[u32; 2]], words: &Words) -> Option<String> {
    let number = |number: u32| Value::Number(number.into());
    let run = |[first, last]: [u32; 2]| match last.saturating_sub(first) {
        0 => first.to_string(),
        1 if runs.len() == 1 => both(words, &first.to_string(), &last.to_string()),
        _ => filled(
            words,
            "explain.packets.run",
            &Values(vec![("first", number(first)), ("last", number(last))]),
            0,
        ),
    };
    let (last, others) = runs.split_last()?;
    let list = match others {
        [] => run(*last),
        _ => {
            let others: Vec<_> = others.iter().copied().map(run).collect();
            both(words, &others.join(", "), &run(*last))
        }
    };
    let is_one = others.is_empty() && last[0] == last[1];
    let text = words.text("explain.packets.name", if is_one { 1 } else { 2 })?;
    Some(text.replace("{list}", &list))
}

fn both(words: &Words, list: &str, last: &str) -> String {
    let text = words.text("explain.packets.and", 0).unwrap_or("{list}, {last}");
    text.replace("{list}", list).replace("{last}", last)
}
