//! Times of the day, months and years as listings write them.

use super::super::number_list::{take_number, whole_number};
use super::entry::ListedTime;

const MONTHS: [&[u8; 3]; 12] =
    [b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec"];

/// The number of a month by its three letters in English, in any case.
pub(super) fn month(word: &[u8]) -> Option<u8> {
    let place = MONTHS.iter().position(|month| word.eq_ignore_ascii_case(&month[..]))?;
    number(place.saturating_add(1) as u64, 1, 12)
}

/// A day of a month, in one or two digits.
pub(super) fn day(word: &[u8]) -> Option<u8> {
    (word.len() <= 2).then(|| number(whole_number(word)?, 1, 31)).flatten()
}

/// A number as a byte, if it lies between these two.
pub(super) fn number(number: u64, least: u8, most: u8) -> Option<u8> {
    u8::try_from(number).ok().filter(|number| (least..=most).contains(number))
}

/// A year in four digits.
pub(super) fn year(word: &[u8]) -> Option<u16> {
    (word.len() == 4).then(|| whole_number(word)?.try_into().ok()).flatten()
}

/// A year in four digits, or in two: between 1970 and 2069.
pub(super) fn short_year(word: &[u8]) -> Option<u16> {
    if word.len() != 2 {
        return year(word);
    }
    let number: u16 = whole_number(word)?.try_into().ok()?;
    Some(number.saturating_add(if number < 70 { 2000 } else { 1900 }))
}

/// Hour, minute, and second if there is one.
pub(super) type Clock = (u8, u8, Option<u8>);

/// `12:34`, `1:05`, `12:34:56` or `12:34:56.789`, 24 hours a day.
pub(super) fn clock(word: &[u8]) -> Option<Clock> {
    let (time, rest) = take_clock(word)?;
    rest.is_empty().then_some(time)
}

/// The time at the beginning of a word, and what follows it.
fn take_clock(word: &[u8]) -> Option<(Clock, &[u8])> {
    // So that a long row of digits is not read as a number.
    let (hour, rest) = word.split_at_checked(word.iter().take(3).position(|byte| *byte == b':')?)?;
    let (minute, rest) = rest.strip_prefix(b":")?.split_at_checked(2)?;
    let hour = number(whole_number(hour)?, 0, 23)?;
    let minute = number(whole_number(minute)?, 0, 59)?;
    let Some((second, rest)) = rest.strip_prefix(b":").and_then(|second| second.split_at_checked(2)) else {
        return Some(((hour, minute, None), rest));
    };
    let second = number(whole_number(second)?, 0, 60)?;
    let rest = rest.strip_prefix(b".").map_or(rest, |fraction| take_number(fraction).1);
    Some(((hour, minute, Some(second)), rest))
}

/// A time of 12 or 24 hours: `12:34PM`, `12:34p`, `12:34`.
pub(super) fn half_day_clock(word: &[u8]) -> Option<Clock> {
    let (time, half) = take_clock(word)?;
    in_half_day(time, half)
}

/// A time in the half of the day that these letters name, or that needs none.
pub(super) fn in_half_day((hour, minute, second): Clock, half: &[u8]) -> Option<Clock> {
    let is = |name: &[u8]| half.eq_ignore_ascii_case(name);
    let hour = match hour {
        _ if half.is_empty() => hour,
        12 if is(b"AM") || is(b"A") => 0,
        1..=11 if is(b"AM") || is(b"A") => hour,
        12 if is(b"PM") || is(b"P") => 12,
        1..=11 if is(b"PM") || is(b"P") => hour.saturating_add(12),
        _ => return None,
    };
    Some((hour, minute, second))
}

impl ListedTime {
    /// This day, at that time.
    pub(super) fn at(self, (hour, minute, second): Clock) -> Self {
        Self { hour: Some(hour), minute: Some(minute), second, ..self }
    }
}

/// A moment by the seconds since 1970 in UTC; `None` from the year 10000 on.
pub(super) fn from_unix(seconds: u64) -> Option<ListedTime> {
    const DAY: u64 = 24 * 60 * 60;
    // By the method of Howard Hinnant: years begin in March, so that the day that may be missing is their last, and
    // 400 of them are 146,097 days. The first one began 719,468 days before 1970.
    let days = seconds.checked_div(DAY)?.checked_add(719_468)?;
    let era = days.checked_div(146_097)?;
    let of_era = days.checked_rem(146_097)?;
    let leap_days = (of_era / 1_460).checked_add(of_era / 146_096)?.checked_sub(of_era / 36_524)?;
    let year_of_era = of_era.checked_sub(leap_days)? / 365;
    let before =
        year_of_era.checked_mul(365)?.checked_add(year_of_era / 4)?.checked_sub(year_of_era / 100)?;
    let of_year = of_era.checked_sub(before)?;
    let from_march = of_year.checked_mul(5)?.checked_add(2)? / 153;
    let day = of_year.checked_sub(from_march.checked_mul(153)?.checked_add(2)? / 5)?.checked_add(1)?;
    let month = if from_march < 10 { from_march.checked_add(3)? } else { from_march.checked_sub(9)? };
    let year = era.checked_mul(400)?.checked_add(year_of_era)?.checked_add(u64::from(month <= 2))?;
    let of_day = seconds.checked_rem(DAY)?;
    let date = ListedTime {
        year: Some(u16::try_from(year).ok().filter(|year| *year < 10_000)?),
        month: number(month, 1, 12)?,
        day: number(day, 1, 31)?,
        utc: true,
        ..ListedTime::default()
    };
    let (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
    Some(date.at((number(hour, 0, 23)?, number(minute, 0, 59)?, Some(number(second, 0, 59)?))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_the_day() {
        assert_eq!(clock(b"12:34"), Some((12, 34, None)));
        assert_eq!(clock(b"1:05"), Some((1, 5, None)));
        assert_eq!(clock(b"23:59:60"), Some((23, 59, Some(60))));
        assert_eq!(clock(b"12:34:56.789000000"), Some((12, 34, Some(56))));
        for wrong in ["24:00", "12:60", "12:34:61", "1234", "12:3", ":34", "12:34x", "012:34", "-1:34", ""] {
            assert_eq!(clock(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn halves_of_the_day() {
        for (text, hour) in [
            ("12:00AM", Some(0)),
            ("01:00am", Some(1)),
            ("11:59a", Some(11)),
            ("12:00PM", Some(12)),
            ("01:00pm", Some(13)),
            ("11:00P", Some(23)),
            ("00:00", Some(0)),
            ("23:00", Some(23)),
            ("00:10AM", None),
            ("13:00PM", None),
            ("13:00XM", None),
            ("12:00XM", None),
            ("01:00XM", None),
        ] {
            assert_eq!(half_day_clock(text.as_bytes()).map(|(hour, ..)| hour), hour, "{text}");
        }
    }

    #[test]
    fn years_of_two_digits_are_near_ours() {
        assert_eq!(short_year(b"70"), Some(1970));
        assert_eq!(short_year(b"99"), Some(1999));
        assert_eq!(short_year(b"00"), Some(2000));
        assert_eq!(short_year(b"69"), Some(2069));
        assert_eq!(short_year(b"1969"), Some(1969));
        assert_eq!(short_year(b"169"), None);
    }

    #[test]
    fn months_have_three_letters() {
        assert_eq!((month(b"Jan"), month(b"DEC"), month(b"May")), (Some(1), Some(12), Some(5)));
        assert_eq!((month(b"Mai"), month(b"June"), month(b"")), (None, None, None));
    }

    #[test]
    fn moments_since_1970() {
        // As `date -u` prints them.
        for (seconds, date, time) in [
            (0, (1970, 1, 1), (0, 0, 0)),
            (68_255_999, (1972, 2, 29), (23, 59, 59)),
            (824_255_902, (1996, 2, 13), (23, 58, 22)),
            (951_782_400, (2000, 2, 29), (0, 0, 0)),
            (978_307_199, (2000, 12, 31), (23, 59, 59)),
            (1_795_437_240, (2026, 11, 23), (12, 34, 0)),
            (4_107_542_400, (2100, 3, 1), (0, 0, 0)),
            (253_402_300_799, (9999, 12, 31), (23, 59, 59)),
        ] {
            let read = from_unix(seconds).unwrap();
            assert_eq!((read.year.unwrap(), read.month, read.day), date, "{seconds}");
            let (hour, minute, second) = time;
            assert_eq!((read.hour, read.minute, read.second), (Some(hour), Some(minute), Some(second)));
            assert!(read.utc);
        }
        assert_eq!(from_unix(253_402_300_800), None);
        assert_eq!(from_unix(u64::MAX), None);
    }
}
