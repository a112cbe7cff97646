//! Dates of `ls -l`, in the words of many systems.

use super::super::number_list::take_number;
use super::clock::{Clock, clock, day, month, number, year};
use super::date_order::Numbers;
use super::entry::ListedTime;
use super::words::{after_column, after_one_blank, skip_gap, split_word};

/// A date at the beginning of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LsDate<'a> {
    /// `None` where the month is named in words that are not known.
    pub(super) time: Option<ListedTime>,
    /// The date as it is written.
    pub(super) text: &'a [u8],
    /// What stands behind it and one blank.
    pub(super) name: &'a [u8],
}

/// A time and what follows it.
type Taken<'a> = (Option<ListedTime>, &'a [u8]);

/// Reads a date whose numbers and words are all known: `Nov 23 12:34`, `Nov 23  2026`, `23 Nov 12:34`,
/// `Nov 23 12:34:56 2026`, `Apr 04, 2000 21:06`, `2026-11-23 12:34`, `2026-11-23 12:34:56.7 +0100`, `11-23 12:34`,
/// `2026-11-23`.
pub(super) fn take_date(text: &[u8]) -> Option<LsDate<'_>> {
    let (first, rest) = split_word(text)?;
    if first.first().is_some_and(u8::is_ascii_digit) {
        if let Some(numbers) = Numbers::new(first) {
            return dated(text, iso(numbers.iso_date()?, rest));
        }
        if let Some(date) = month_and_day(first) {
            let (time, rest) = split_word(rest)?;
            return dated(text, (Some(date.at(clock(time)?)), rest));
        }
    }
    let (second, rest) = split_word(rest)?;
    let (month, day, comma) = match (month(first), month(second)) {
        (Some(month), _) => (month, second.strip_suffix(b",").unwrap_or(second), second.ends_with(b",")),
        (None, Some(month)) => (month, first.strip_suffix(b".").unwrap_or(first), false),
        (None, None) => return None,
    };
    let date = ListedTime { month, day: self::day(day)?, ..ListedTime::default() };
    dated(text, year_or_time(date, comma, rest)?)
}

/// Reads a date that names its month in words that are not known: `23. Mai 12:34`, `мая 23 2026`, `11月 23 12:34`.
/// It is told by the numbers around the word.
pub(super) fn take_foreign_date(text: &[u8]) -> Option<LsDate<'_>> {
    let (first, rest) = split_word(text)?;
    let (second, rest) = split_word(rest)?;
    let is_date =
        (is_month_word(first) && is_day_word(second)) || (is_day_word(first) && is_month_word(second));
    if !is_date {
        return None;
    }
    let (_, rest) = year_or_time(ListedTime::default(), false, rest)?;
    dated(text, (None, rest))
}

fn dated<'a>(text: &'a [u8], (time, rest): Taken<'a>) -> Option<LsDate<'a>> {
    let text = skip_gap(text);
    let written = text.get(..text.len().checked_sub(rest.len())?)?;
    after_one_blank(rest).map(|name| LsDate { time, text: written, name })
}

/// What follows an ISO date: a time, with a zone or not; or nothing, and then a blank fills the column.
fn iso(date: ListedTime, rest: &[u8]) -> Taken<'_> {
    let Some((time, behind)) = split_word(rest).and_then(|(word, rest)| Some((clock(word)?, rest))) else {
        return (Some(date), if rest.starts_with(b"  ") { after_column(rest, 1) } else { rest });
    };
    let date = date.at(time);
    match split_word(behind) {
        Some((zone, behind)) if is_zone(zone) => (Some(ListedTime { utc: is_utc(zone), ..date }), behind),
        _ => (Some(date), behind),
    }
}

/// `+0100`.
fn is_zone(word: &[u8]) -> bool {
    matches!(word, [b'+' | b'-', digits @ ..] if digits.len() == 4 && digits.iter().all(u8::is_ascii_digit))
}

fn is_utc(zone: &[u8]) -> bool {
    zone.get(1..) == Some(b"0000")
}

/// `11-23`, without a year.
fn month_and_day(word: &[u8]) -> Option<ListedTime> {
    let (month, day) = word.split_at_checked(2)?;
    let month = self::day(month).and_then(|month| number(month.into(), 1, 12))?;
    let day = day.strip_prefix(b"-").filter(|day| day.len() == 2).and_then(self::day)?;
    Some(ListedTime { month, day, ..ListedTime::default() })
}

/// What follows month and day: a year, a time, or both.
fn year_or_time(date: ListedTime, comma: bool, rest: &[u8]) -> Option<Taken<'_>> {
    let (word, rest) = split_word(rest)?;
    if let Some(year) = year(word) {
        let date = ListedTime { year: Some(year), ..date };
        let time = split_word(rest).filter(|_| comma).and_then(|(word, rest)| Some((clock(word)?, rest)));
        return Some(time.map_or((Some(date), rest), |(time, rest)| (Some(date.at(time)), rest)));
    }
    let time: Clock = clock(word)?;
    let date = date.at(time);
    // `ls -lT` of BSD writes the year behind a time with seconds.
    let year_behind = split_word(rest).filter(|_| date.second.is_some());
    let year_behind = year_behind.and_then(|(word, rest)| Some((self::year(word)?, rest)));
    Some(
        year_behind
            .map_or((Some(date), rest), |(year, rest)| (Some(ListedTime { year: Some(year), ..date }), rest)),
    )
}

/// Whether a word can be the name of a month: two letters at least, which may be of another alphabet. `11月` is one.
fn is_month_word(word: &[u8]) -> bool {
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || !byte.is_ascii();
    let digits = word.iter().take(2).take_while(|byte| byte.is_ascii_digit()).count();
    let letters = word.get(digits..).unwrap_or_default();
    let letters = letters.strip_suffix(b".").unwrap_or(letters);
    // Names of months have up to nine letters, of up to three bytes each.
    (2..=27).contains(&letters.len()) && letters.iter().all(is_letter)
}

/// Whether a word can be a day: `23`, `23.`, `23日`.
fn is_day_word(word: &[u8]) -> bool {
    let (number, mark) = take_number(word.get(..word.len().min(8)).unwrap_or_default());
    let is_mark = mark.is_empty() || mark == b"." || mark.iter().all(|byte| !byte.is_ascii());
    (1..=31).contains(&number) && word.len() <= 8 && is_mark
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Option<ListedTime> {
        let date = take_date(text.as_bytes()).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(date.name, b" a b", "{text}");
        date.time
    }

    #[test]
    fn dates_of_many_systems() {
        let date = ListedTime { month: 11, day: 23, ..ListedTime::default() };
        let full = ListedTime { year: Some(2026), ..date };
        for (text, expected) in [
            ("Nov 23 12:34  a b", date.at((12, 34, None))),
            ("Nov 23  2026  a b", full),
            ("nov 23 2026  a b", full),
            ("23 Nov 12:34  a b", date.at((12, 34, None))),
            ("23. Nov 2026  a b", full),
            ("Nov 23 12:34:56 2026  a b", full.at((12, 34, Some(56)))),
            ("Nov 23, 2026 12:34  a b", full.at((12, 34, None))),
            ("2026-11-23 12:34  a b", full.at((12, 34, None))),
            ("2026/11/23 12:34:56  a b", full.at((12, 34, Some(56)))),
            ("2026-11-23 12:34:56.123456789 +0100  a b", full.at((12, 34, Some(56)))),
            ("2026-11-23 12:34:56 +0000  a b", ListedTime { utc: true, ..full.at((12, 34, Some(56))) }),
            ("11-23 12:34  a b", date.at((12, 34, None))),
            // The column is as wide as `11-23 12:34`.
            ("2026-11-23   a b", full),
        ] {
            assert_eq!(time(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_number_behind_a_time_is_a_name() {
        assert_eq!(take_date(b"Nov 23 12:34 2026").map(|date| date.name), Some(&b"2026"[..]));
        assert_eq!(take_date(b"Nov 23 2026 12:34").map(|date| date.name), Some(&b"12:34"[..]));
        assert_eq!(take_date(b"2026-11-23 x").map(|date| date.name), Some(&b"x"[..]));
    }

    #[test]
    fn a_zone_has_four_digits() {
        for name in ["+01x0", "+010", "+", "0100"] {
            let text = format!("2026-11-23 12:34 {name}");
            assert_eq!(
                take_date(format!("{text} b").as_bytes()).unwrap().name,
                format!("{name} b").as_bytes()
            );
        }
    }

    #[test]
    fn what_is_no_date() {
        for wrong in [
            "Nov 32 12:34 x",
            "Nov 23 24:00 x",
            "Nov 0 12:34 x",
            "Mai 23 12:34 x",
            "Nov 23 12:34",
            "Nov 23",
            "Nov",
            "",
            "2026-13-01 12:34 x",
            "26-11-23 12:34 x",
            "1-1 12:34 x",
            "13-01 12:34 x",
            "Nov 23 20261 x",
        ] {
            assert_eq!(take_date(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn months_in_other_languages_are_text() {
        for (text, written) in [
            ("23. Mai 12:34 x", "23. Mai 12:34"),
            ("мая 23  2026 x", "мая 23  2026"),
            ("11月 23 12:34 x", "11月 23 12:34"),
            ("11月 23日 12:34 x", "11月 23日 12:34"),
            ("févr. 3 2026 x", "févr. 3 2026"),
            ("thg 11 23 12:34 x", ""),
            ("12 23 12:34 x", ""),
            ("Mai 23x 12:34 x", ""),
            ("Mai 99 12:34 x", ""),
            ("M1i 23 12:34 x", ""),
            ("M 23 12:34 x", ""),
            ("23x日 Mai 12:34 x", ""),
            ("23 Mai 12.34 x", ""),
        ] {
            let date = take_foreign_date(text.as_bytes());
            if written.is_empty() {
                assert_eq!(date, None, "{text}");
            } else {
                let expected = LsDate { time: None, text: written.as_bytes(), name: b"x" };
                assert_eq!(date, Some(expected), "{text}");
            }
        }
    }
}
