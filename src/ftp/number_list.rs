//! Lists of decimal numbers with commas between, as host-ports are written.

/// Finds lists of numbers in a text: each list is as long as it can be, the
/// numbers separated by one comma each, with spaces around it or not. A number
/// too great for `u64` counts as `u64::MAX`.
#[derive(Clone, Debug)]
pub(super) struct NumberLists<'a> {
    rest: &'a [u8],
}

impl<'a> NumberLists<'a> {
    pub(super) fn new(text: &'a [u8]) -> Self {
        Self { rest: text }
    }
}

impl Iterator for NumberLists<'_> {
    type Item = Vec<u64>;

    fn next(&mut self) -> Option<Vec<u64>> {
        let start = self.rest.iter().position(u8::is_ascii_digit)?;
        self.rest = self.rest.get(start..).unwrap_or_default();
        let mut list = Vec::new();
        loop {
            let (number, after) = take_number(self.rest);
            list.push(number);
            self.rest = after;
            let Some(comma) = after.trim_ascii_start().strip_prefix(b",") else { return Some(list) };
            let next = comma.trim_ascii_start();
            if !next.first().is_some_and(u8::is_ascii_digit) {
                return Some(list);
            }
            self.rest = next;
        }
    }
}

/// The digits at the beginning of a text as a number, and what follows them.
pub(super) fn take_number(text: &[u8]) -> (u64, &[u8]) {
    let digits = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(digits).unwrap_or((text, &[]));
    let number = digits.iter().fold(0_u64, |number, digit| {
        number.saturating_mul(10).saturating_add(u64::from(digit.saturating_sub(b'0')))
    });
    (number, rest)
}

/// A whole text as one number: digits and nothing else, within `u64`.
pub(super) fn whole_number(text: &[u8]) -> Option<u64> {
    let only_digits = !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    only_digits.then(|| std::str::from_utf8(text).ok()?.parse().ok()).flatten()
}

/// The numbers as bytes, or the first that is no byte.
pub(super) fn bytes(numbers: &[u64]) -> Result<Vec<u8>, u64> {
    numbers.iter().map(|&number| u8::try_from(number).map_err(|_| number)).collect()
}

/// Whether a whole text, spaces around it aside, is one list of numbers.
pub(super) fn is_one_list(text: &[u8]) -> bool {
    text.trim_ascii().split(|&byte| byte == b',').all(|number| {
        let number = number.trim_ascii();
        !number.is_empty() && number.iter().all(u8::is_ascii_digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_found_in_text() {
        let lists: Vec<_> = NumberLists::new(b"port 21 (10,0, 0 ,1) 7,x,8").collect();
        assert_eq!(lists, [vec![21], vec![10, 0, 0, 1], vec![7], vec![8]]);
        assert_eq!(NumberLists::new(b"none").next(), None);
        assert_eq!(NumberLists::new(b"1,2,").collect::<Vec<_>>(), [vec![1, 2]]);
        assert_eq!(NumberLists::new(b"99999999999999999999").next(), Some(vec![u64::MAX]));
    }

    #[test]
    fn a_number_is_digits_only() {
        assert_eq!(whole_number(b"18446744073709551615"), Some(u64::MAX));
        assert_eq!(whole_number(b"18446744073709551616"), None);
        assert_eq!(whole_number(b"+1"), None);
        assert_eq!(whole_number(b""), None);
    }

    #[test]
    fn a_list_alone_is_told_from_text() {
        assert!(is_one_list(b" 1,2 , 3 "));
        assert!(
            !is_one_list(b"(1,2)") && !is_one_list(b"1,,2") && !is_one_list(b"1,-2") && !is_one_list(b"")
        );
    }
}
