//! The lines of a listing (RFC 959 §3.4: CR LF; servers in IMAGE type send LF).

use memchr::memchr;

/// The lines of a listing: they end with CR LF or LF, and no other byte ends one. The last one may lack its end.
#[derive(Clone, Debug)]
pub(super) struct Lines<'a> {
    rest: &'a [u8],
}

impl<'a> Lines<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        let end = memchr(b'\n', self.rest).unwrap_or(self.rest.len());
        let (line, from) = self.rest.split_at_checked(end)?;
        self.rest = from.get(1..).unwrap_or_default();
        Some(line.strip_suffix(b"\r").unwrap_or(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lf_ends_a_line() {
        let lines: Vec<_> = Lines::new(b"a\r\nb\n\nc\rd\x0be\r\r\nf").collect();
        let expected: [&[u8]; 5] = [b"a", b"b", b"", b"c\rd\x0be\r", b"f"];
        assert_eq!(lines, expected);
        assert_eq!(Lines::new(b"").count(), 0);
        assert_eq!(Lines::new(b"\n").count(), 1);
    }
}
