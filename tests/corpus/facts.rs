//! What a capture holds as a list of facts, so that two readings of it can be
//! compared one by one.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

/// What there is to say about one thing: names and values.
pub(crate) type Fields = Vec<(&'static str, String)>;

/// What a reader says about a capture: things (a half stream, a request, …)
/// by a name that tells where they are, each with its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts(BTreeMap<String, Fields>);

/// A fact on which two readers do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// The thing and the field, `control 0, request in frame 35: argument`;
    /// the thing alone where one reader does not see it.
    pub(crate) place: String,
    /// What the expected result says.
    pub(crate) reference: String,
    /// What this program says.
    pub(crate) ours: String,
}

/// What stands for a value that is not there.
pub(crate) const NOTHING: &str = "-";

/// Characters of a value in the line of a difference.
const SHOWN: usize = 200;

impl Facts {
    /// Adds a thing. Where its name is taken, as by several requests in one
    /// frame, it is numbered.
    pub(crate) fn add(&mut self, name: &str, fields: Fields) {
        let numbered = (2..).map(|number| format!("{name} ({number})"));
        let name = std::iter::once(name.to_owned()).chain(numbered).find(|name| !self.0.contains_key(name));
        self.0.insert(name.expect("a free name"), fields);
    }

    /// What differs between an expected result and what this program reads.
    pub(crate) fn differences(reference: &Self, ours: &Self) -> Vec<Difference> {
        let names: BTreeSet<_> = reference.0.keys().chain(ours.0.keys()).collect();
        let differences =
            names.into_iter().flat_map(|name| match (reference.0.get(name), ours.0.get(name)) {
                (Some(reference), Some(ours)) => field_differences(name, reference, ours),
                (reference, ours) => {
                    let text = |fields: Option<&Fields>| fields.map_or(NOTHING.to_owned(), list);
                    vec![Difference { place: name.clone(), reference: text(reference), ours: text(ours) }]
                }
            });
        differences.collect()
    }
}

fn field_differences(name: &str, reference: &Fields, ours: &Fields) -> Vec<Difference> {
    let fields: BTreeSet<_> = reference.iter().chain(ours).map(|(field, _)| *field).collect();
    let value = |fields: &Fields, wanted| {
        let found = fields.iter().find(|(field, _)| *field == wanted);
        found.map_or(NOTHING.to_owned(), |(_, value)| value.clone())
    };
    let pairs = fields.into_iter().map(|field| (field, value(reference, field), value(ours, field)));
    let differing = pairs.filter(|(_, reference, ours)| reference != ours);
    differing
        .map(|(field, reference, ours)| Difference { place: format!("{name}: {field}"), reference, ours })
        .collect()
}

fn list(fields: &Fields) -> String {
    fields.iter().map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(", ")
}

impl std::fmt::Display for Difference {
    /// One line; of long values the part where they part.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let same =
            self.reference.chars().zip(self.ours.chars()).take_while(|(one, other)| one == other).count();
        let from = if same > SHOWN / 2 { same - SHOWN / 4 } else { 0 };
        let shown = |text: &str| {
            let part: String = text.chars().skip(from).take(SHOWN).collect();
            let before = if from > 0 { "…" } else { "" };
            let after = if text.chars().count() > from + SHOWN { "…" } else { "" };
            format!("{before}{part}{after}")
        };
        write!(f, "{}: expected {}; found {}", self.place, shown(&self.reference), shown(&self.ours))
    }
}

/// A value, or the sign for none.
pub(crate) fn or_nothing<T: ToString>(value: Option<T>) -> String {
    value.map_or(NOTHING.to_owned(), |value| value.to_string())
}

/// Bytes as text that shows each of them.
pub(crate) fn escaped(bytes: &[u8]) -> String {
    format!("\"{}\"", bytes.escape_ascii())
}

/// SHA-256 in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Numbers in a row.
pub(crate) fn row(numbers: impl IntoIterator<Item = u32>) -> String {
    numbers.into_iter().map(|number| number.to_string()).collect::<Vec<_>>().join(" ")
}

/// Ranges in a row, each as `offset+length`.
pub(crate) fn ranges(ranges: impl IntoIterator<Item = (u64, u64)>) -> String {
    ranges.into_iter().map(|(offset, length)| format!("{offset}+{length}")).collect::<Vec<_>>().join(" ")
}
