//! One sentence of an explanation.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

/// One sentence: what it says, with the values in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fact {
    /// What it says: the place of its sentence in the language files, such as `explain.command.stor`.
    pub id: Cow<'static, str>,
    /// `said` (what happened), `meaning` (what that means, and why), `notice` (what a learner should notice) or
    /// `odd` (what is unusual).
    pub kind: &'static str,
    /// Packets that show it: first and last one of each run, in order.
    pub frames: Vec<[u32; 2]>,
    /// What stands in the sentence, by the names of its placeholders.
    pub values: Values,
    /// Chooses the plural form of the sentence; null where it has none.
    pub count: Option<u64>,
    /// Where it is defined: an RFC with its section, a draft, `vendor`; or null.
    pub rfc: Option<&'static str>,
}

/// What stands in a sentence, by the names of its placeholders.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values(pub Vec<(&'static str, Value)>);

/// A value in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", content = "value", rename_all = "snake_case")]
pub enum Value {
    /// Text from the capture, a command, a reply code or a field's value: never translated.
    Text(String),
    /// The number of a packet, a port or a byte: not grouped.
    Number(u64),
    /// Something that is counted: grouped.
    Amount(u64),
    /// An amount of bytes, told with its unit.
    Bytes(u64),
    /// So many ranges of bytes, told with their unit.
    Ranges(u64),
    /// A span in milliseconds.
    Span(f64),
    /// Words at this place in the language files.
    Word(Cow<'static, str>),
}

impl Fact {
    fn new(kind: &'static str, id: impl Into<Cow<'static, str>>) -> Self {
        Self { id: id.into(), kind, frames: Vec::new(), values: Values::default(), count: None, rfc: None }
    }

    /// What happened.
    pub(super) fn said(id: impl Into<Cow<'static, str>>) -> Self {
        Self::new("said", id)
    }

    /// What that means, and why.
    pub(super) fn meaning(id: impl Into<Cow<'static, str>>) -> Self {
        Self::new("meaning", id)
    }

    /// What a learner should notice.
    pub(super) fn notice(id: &'static str) -> Self {
        Self::new("notice", id)
    }

    /// What is unusual.
    pub(super) fn odd(id: impl Into<Cow<'static, str>>) -> Self {
        Self::new("odd", id)
    }

    /// Packets that show it. They are put in order, each once.
    pub(super) fn at(self, frames: impl IntoIterator<Item = u32>) -> Self {
        self.within(frames.into_iter().map(|frame| [frame, frame]))
    }

    /// Packets from a first to a last one that show it.
    pub(super) fn within(mut self, runs: impl IntoIterator<Item = [u32; 2]>) -> Self {
        self.frames.extend(runs);
        self.frames.sort_unstable();
        self.frames.dedup_by(|[next, end], [_, last]| {
            let touches = *next <= last.saturating_add(1);
            if touches {
                *last = (*last).max(*end);
            }
            touches
        });
        self
    }

    /// A value at a placeholder.
    pub(super) fn with(mut self, name: &'static str, value: Value) -> Self {
        self.values.0.push((name, value));
        self
    }

    /// Text at a placeholder.
    pub(super) fn text(self, name: &'static str, text: &str) -> Self {
        self.with(name, Value::Text(text.to_owned()))
    }

    /// A packet, a port or a byte at a placeholder.
    pub(super) fn number(self, name: &'static str, number: impl Into<u64>) -> Self {
        self.with(name, Value::Number(number.into()))
    }

    /// Words at a placeholder.
    pub(super) fn word(self, name: &'static str, place: impl Into<Cow<'static, str>>) -> Self {
        self.with(name, Value::Word(place.into()))
    }

    /// What is counted: it stands at `{count}` and chooses the plural form.
    pub(super) fn counting(mut self, count: u64) -> Self {
        self.count = Some(count);
        self.with("count", Value::Amount(count))
    }

    /// Where it is defined.
    pub(super) fn by(mut self, rfc: Option<&'static str>) -> Self {
        self.rfc = rfc;
        self
    }
}

impl Values {
    /// The value at a placeholder.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find_map(|(known, value)| (*known == name).then_some(value))
    }
}

impl Serialize for Values {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Values {
    fn schema_name() -> Cow<'static, str> {
        "Values".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        std::collections::BTreeMap::<String, Value>::json_schema(generator)
    }
}
