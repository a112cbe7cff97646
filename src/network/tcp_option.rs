//! Options of a TCP header (RFC 9293 §3.2).

/// An option of a TCP header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TcpOption<'a> {
    /// Its kind.
    pub kind: u8,
    /// Where it begins in the options, in bytes.
    pub at: usize,
    /// Its bytes with kind and length.
    pub length: usize,
    /// Its bytes without kind and length.
    pub data: &'a [u8],
}

impl TcpOption<'_> {
    /// End of the options; has no length.
    pub const END: u8 = 0;
    /// Padding; has no length.
    pub const NO_OPERATION: u8 = 1;
    /// Greatest segment that the sender takes (RFC 9293 §3.7.1).
    pub const MAXIMUM_SEGMENT_SIZE: u8 = 2;
    /// Shift of the window field (RFC 7323 §2).
    pub const WINDOW_SCALE: u8 = 3;
    /// The sender understands selective acknowledgements (RFC 2018 §2).
    pub const SACK_PERMITTED: u8 = 4;
    /// Selective acknowledgements (RFC 2018 §3).
    pub const SACK: u8 = 5;
    /// Timestamps (RFC 7323 §3).
    pub const TIMESTAMPS: u8 = 8;
}

/// The options of a TCP header, up to the first that is broken or cut.
pub fn tcp_options(options: &[u8]) -> impl Iterator<Item = TcpOption<'_>> {
    let mut at = 0_usize;
    std::iter::from_fn(move || {
        let rest = options.get(at..)?;
        let kind = *rest.first()?;
        let (length, data) = match kind {
            TcpOption::END | TcpOption::NO_OPERATION => (1, &[][..]),
            _ => {
                let length = usize::from(*rest.get(1)?);
                (length, rest.get(2..length)?)
            }
        };
        let option = TcpOption { kind, at, length, data };
        // What follows the end is padding.
        at = if kind == TcpOption::END { options.len() } else { at.saturating_add(length) };
        Some(option)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(options: &[u8]) -> Vec<(u8, usize, usize)> {
        tcp_options(options).map(|option| (option.kind, option.at, option.length)).collect()
    }

    #[test]
    fn options_come_in_order_with_their_places() {
        let syn = [2, 4, 5, 0xB4, 4, 2, 8, 10, 0, 0, 0, 1, 0, 0, 0, 0, 1, 3, 3, 7];
        assert_eq!(kinds(&syn), [(2, 0, 4), (4, 4, 2), (8, 6, 10), (1, 16, 1), (3, 17, 3)]);
    }

    #[test]
    fn nothing_follows_the_end() {
        assert_eq!(kinds(&[1, 0, 3, 3, 7]), [(1, 0, 1), (0, 1, 1)]);
    }

    #[test]
    fn a_broken_option_ends_the_list() {
        for broken in [&[1, 3][..], &[1, 3, 0, 1, 1], &[1, 3, 1], &[1, 8, 10, 0]] {
            assert_eq!(kinds(broken), [(1, 0, 1)]);
        }
    }
}
