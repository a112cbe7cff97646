//! Bytes that a fuzzer made up, as numbers and pieces.

/// The part of an input that has not been read. What is missing at its end is zero or empty, so that every
/// input is one.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a>(&'a [u8]);

impl<'a> Input<'a> {
    /// All of an input.
    #[must_use]
    pub fn new(data: &'a [u8]) -> Self {
        Self(data)
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next byte.
    pub fn byte(&mut self) -> u8 {
        self.bytes(1).first().copied().unwrap_or_default()
    }

    /// The next two bytes as a number, the low one first.
    pub fn number(&mut self) -> u16 {
        u16::from_le_bytes([self.byte(), self.byte()])
    }

    /// The next so many bytes, or those that are left.
    pub fn bytes(&mut self, length: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at(length.min(self.0.len()));
        self.0 = rest;
        taken
    }

    /// A stream that comes in slices, behind their lengths: [`in_slices`] backwards.
    pub fn slices(mut self) -> Slices<'a> {
        let count = self.byte() % 8;
        let lengths = self.bytes(count.into());
        Slices { lengths, stream: self.0 }
    }
}

/// A stream that comes in slices.
#[derive(Clone, Copy, Debug)]
pub struct Slices<'a> {
    lengths: &'a [u8],
    /// All of it.
    pub stream: &'a [u8],
}

impl<'a> Slices<'a> {
    /// The slices, of 1 to 256 bytes, the lengths again and again; the stream at once where there are none.
    pub fn iter(&self) -> impl Iterator<Item = &'a [u8]> {
        let mut rest = self.stream;
        let whole = usize::MAX;
        let lengths = self.lengths.iter().map(|&length| usize::from(length) + 1).cycle();
        let lengths = lengths.chain(std::iter::repeat(whole));
        lengths.map_while(move |length| {
            let (slice, after) = rest.split_at(length.min(rest.len()));
            rest = after;
            (!slice.is_empty()).then_some(slice)
        })
    }
}

/// The input that gives this stream in slices of these lengths.
#[must_use]
pub fn in_slices(lengths: &[usize], stream: &[u8]) -> Vec<u8> {
    let byte = |number: usize| u8::try_from(number).expect("seeds have few and short slices");
    let lengths = lengths.iter().map(|length| byte(length - 1));
    [byte(lengths.len())].into_iter().chain(lengths).chain(stream.iter().copied()).collect()
}
