//! What bytes a text has.

const NUL: u8 = 0;
const LF: u8 = b'\n';

/// What bytes a text has, as it was sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextCounts {
    /// CR LF: ends of lines.
    pub crlf: u64,
    /// LF without CR before it: ends of lines that were not converted.
    pub bare_lf: u64,
    /// CR followed by neither LF nor NUL.
    pub bare_cr: u64,
    /// CR NUL.
    pub cr_nul: u64,
    /// NUL without CR before it.
    pub nul: u64,
    /// Bytes above 127, which no ASCII has: text in another code, or none.
    pub high: u64,
}

impl TextCounts {
    /// Whether this is not text: text has no NUL. A file that was sent so has
    /// lost what was taken for ends of lines.
    #[must_use]
    pub fn is_binary(&self) -> bool {
        self.nul > 0
    }

    /// Counts bytes with no CR among or directly before them.
    pub(super) fn count(&mut self, bytes: &[u8]) {
        let number = |wanted: fn(u8) -> bool| bytes.iter().filter(|&&byte| wanted(byte)).count() as u64;
        self.bare_lf = self.bare_lf.saturating_add(number(|byte| byte == LF));
        self.nul = self.nul.saturating_add(number(|byte| byte == NUL));
        self.high = self.high.saturating_add(number(|byte| !byte.is_ascii()));
    }
}
