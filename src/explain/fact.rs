//! One sentence of an explanation.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::view::EndpointView;

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

/// Facts, in the order in which they are told.
#[derive(Debug, Default)]
pub(super) struct Facts(pub(super) Vec<Fact>);

impl Facts {
    fn add(&mut self, kind: &'static str, id: Cow<'static, str>) -> &mut Fact {
        let fact = Fact { id, kind, frames: Vec::new(), values: Values::default(), count: None, rfc: None };
        // Told from the place where it stays, since moving it about takes more code than all else here.
        self.0.push_mut(fact)
    }

    /// What happened.
    pub(super) fn said(&mut self, id: &'static str) -> &mut Fact {
        self.add("said", id.into())
    }

    /// What that means, and why.
    pub(super) fn meaning(&mut self, id: &'static str) -> &mut Fact {
        self.add("meaning", id.into())
    }

    /// What that means, in words of another part of the language files: `part.name`, then `rest`.
    pub(super) fn meaning_of(&mut self, part: &str, name: &str, rest: &str) -> &mut Fact {
        self.add("meaning", place(part, name, rest))
    }

    /// What a learner should notice.
    pub(super) fn notice(&mut self, id: &'static str) -> &mut Fact {
        self.add("notice", id.into())
    }

    /// What is unusual.
    pub(super) fn odd(&mut self, id: &'static str) -> &mut Fact {
        self.add("odd", id.into())
    }

    /// What is unusual, in the words of an expert info.
    pub(super) fn oddity(&mut self, code: &str) -> &mut Fact {
        self.add("odd", place("expert.", code, ".text"))
    }
}

/// A place in the language files.
fn place(part: &str, name: &str, rest: &str) -> Cow<'static, str> {
    Cow::Owned([part, name, rest].concat())
}

impl Fact {
    /// A packet that shows it.
    pub(super) fn at(&mut self, frame: u32) -> &mut Self {
        self.within(frame, frame)
    }

    /// Packets that show it.
    pub(super) fn at_all(&mut self, frames: &[Option<u32>]) -> &mut Self {
        for frame in frames.iter().flatten() {
            self.at(*frame);
        }
        self
    }

    /// Packets from a first to a last one that show it. Runs are kept in order, and apart.
    pub(super) fn within(&mut self, first: u32, last: u32) -> &mut Self {
        let (mut first, mut last) = (first.min(last), first.max(last));
        let touches = |run: &[u32; 2]| run[0] <= last.saturating_add(1) && first <= run[1].saturating_add(1);
        if let Some(place) = self.frames.iter().position(touches) {
            let [other_first, other_last] = self.frames.remove(place);
            (first, last) = (first.min(other_first), last.max(other_last));
            return self.within(first, last);
        }
        let place = self.frames.iter().take_while(|run| run[0] < first).count();
        self.frames.insert(place, [first, last]);
        self
    }

    /// A value at a placeholder.
    pub(super) fn with(&mut self, name: &'static str, value: Value) -> &mut Self {
        self.values.0.push((name, value));
        self
    }

    /// Text at a placeholder.
    pub(super) fn text(&mut self, name: &'static str, text: &str) -> &mut Self {
        self.with(name, Value::Text(text.to_owned()))
    }

    /// A reply code at `{code}`: three digits.
    pub(super) fn code(&mut self, code: u16) -> &mut Self {
        self.text("code", &digits(code))
    }

    /// A packet, a port or a byte at a placeholder.
    pub(super) fn number(&mut self, name: &'static str, number: u64) -> &mut Self {
        self.with(name, Value::Number(number))
    }

    /// An amount of bytes at a placeholder.
    pub(super) fn bytes(&mut self, name: &'static str, bytes: u64) -> &mut Self {
        self.with(name, Value::Bytes(bytes))
    }

    /// Words of another part of the language files at a placeholder.
    pub(super) fn word(&mut self, placeholder: &'static str, part: &str, name: &str) -> &mut Self {
        self.with(placeholder, Value::Word(place(part, name, "")))
    }

    /// An endpoint at two placeholders.
    pub(super) fn endpoint(
        &mut self,
        [address, port]: [&'static str; 2],
        endpoint: &EndpointView,
    ) -> &mut Self {
        self.text(address, &endpoint.address).number(port, endpoint.port.into())
    }

    /// What is counted: it stands at `{count}` and chooses the plural form.
    pub(super) fn counting(&mut self, count: u64) -> &mut Self {
        self.count = Some(count);
        self.with("count", Value::Amount(count))
    }

    /// Where it is defined.
    pub(super) fn by(&mut self, rfc: &'static str) -> &mut Self {
        self.rfc = Some(rfc);
        self
    }
}

/// A reply code as it is written: three digits.
pub(super) fn digits(code: u16) -> String {
    let digit = |divisor| char::from_digit(u32::from(code).checked_div(divisor)?.checked_rem(10)?, 10);
    [100, 10, 1].into_iter().filter_map(digit).collect()
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
