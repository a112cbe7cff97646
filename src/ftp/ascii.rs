//! Looking for ASCII text in bytes of any encoding.

/// Where `wanted` first stands in a text, in any case; `None` where it does
/// not, or is empty.
#[must_use]
pub fn find_ignoring_case(text: &[u8], wanted: &[u8]) -> Option<usize> {
    if wanted.is_empty() {
        return None;
    }
    text.windows(wanted.len()).position(|window| window.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_found_in_any_case() {
        assert_eq!(find_ignoring_case(b"220 ProFTPD", b"proftpd"), Some(4));
        assert_eq!(find_ignoring_case(b"ftp", b"ftpd"), None);
        assert_eq!(find_ignoring_case(b"ftp", b""), None);
    }
}
