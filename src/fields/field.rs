//! A layer or a field of a frame.

use std::ops::Range;

use crate::units::FrameNumber;

/// A layer or a field of a frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Wireshark's name of it.
    pub name: &'static str,
    /// What it says; empty where its fields say it all.
    pub value: String,
    /// The bytes of the frame that it stands in; empty where it is in none of them.
    pub range: Range<usize>,
    /// Another frame that it leads to.
    pub frame: Option<FrameNumber>,
    /// What it is made of.
    pub children: Vec<Field>,
}

// Called from everywhere: inlined they would be a good part of the WebAssembly module.
impl Field {
    /// A layer, in these bytes of the frame.
    #[inline(never)]
    pub(super) fn layer(name: &'static str, range: Range<usize>) -> Self {
        Self { name, value: String::new(), range, frame: None, children: Vec::new() }
    }

    /// Adds a field with this value.
    #[inline(never)]
    pub(super) fn add(&mut self, name: &'static str, value: String, range: Range<usize>) {
        self.children.push(Self { value, ..Self::layer(name, range) });
    }

    /// Adds a field whose value is a number.
    #[inline(never)]
    pub(super) fn add_number(&mut self, name: &'static str, value: u64, range: Range<usize>) {
        self.add(name, value.to_string(), range);
    }

    /// Adds a field that leads to another frame.
    #[inline(never)]
    pub(super) fn add_link(&mut self, name: &'static str, frame: FrameNumber) {
        let value = frame.to_string();
        self.children.push(Self { value, frame: Some(frame), ..Self::layer(name, 0..0) });
    }

    /// The value of the first of its own fields with this name.
    #[inline(never)]
    pub(super) fn value_of(&self, name: &str) -> Option<&str> {
        self.children.iter().find(|field| field.name == name).map(|field| field.value.as_str())
    }
}

/// Text from a capture, each byte that is not UTF-8 becoming U+FFFD.
#[inline(never)]
pub(super) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
