//! Dates of three numbers: which one is the day, all lines of a listing tell together.

use super::super::number_list::whole_number;
use super::clock::{number, short_year, year};
use super::entry::ListedTime;

/// In which order year, month and day stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// `26/11/23`.
    YearMonthDay,
    /// `11/23/26`.
    MonthDayYear,
    /// `23.11.26`.
    DayMonthYear,
}

/// The orders in which every date so far is one.
#[derive(Clone, Debug)]
pub(super) struct DateOrder {
    fitting: [bool; 3],
}

impl Default for DateOrder {
    fn default() -> Self {
        Self { fitting: [true; 3] }
    }
}

/// A date of three numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers<'a> {
    parts: [&'a [u8]; 3],
    /// What stands between them.
    pub(super) separator: u8,
}

impl<'a> Numbers<'a> {
    /// Three numbers of up to four digits with the same mark between them; `None` for anything else.
    pub(super) fn new(word: &'a [u8]) -> Option<Self> {
        let separator = *word.iter().take(5).find(|byte| matches!(byte, b'-' | b'/' | b'.'))?;
        let mut parts = word.split(|byte| *byte == separator);
        let all = [parts.next()?, parts.next()?, parts.next()?];
        let is_number = |part: &[u8]| part.len() <= 4 && whole_number(part).is_some();
        (parts.next().is_none() && all.iter().all(|part| is_number(part)))
            .then_some(Self { parts: all, separator })
    }

    /// The date that the numbers are in this order.
    pub(super) fn date(self, order: Order) -> Option<ListedTime> {
        let [first, second, third] = self.parts;
        let (year, month, day) = match order {
            Order::YearMonthDay => (first, second, third),
            Order::MonthDayYear => (third, first, second),
            Order::DayMonthYear => (third, second, first),
        };
        let short =
            |part: &[u8], most| (part.len() <= 2).then(|| number(whole_number(part)?, 1, most)).flatten();
        Some(ListedTime {
            year: Some(short_year(year)?),
            month: short(month, 12)?,
            day: short(day, 31)?,
            ..ListedTime::default()
        })
    }

    /// The date, where its year stands first in four digits, as ISO 8601 asks.
    pub(super) fn iso_date(self) -> Option<ListedTime> {
        let [first, ..] = self.parts;
        year(first).and_then(|_| self.date(Order::YearMonthDay))
    }
}

impl DateOrder {
    /// Reads a date in the first of these orders that fits every date so far, and this one where any order does.
    ///
    /// The second part tells whether no other one fits; the date is `None` where it has to be another one.
    pub(super) fn read(&mut self, numbers: Numbers<'_>, preferred: [Order; 3]) -> (Option<ListedTime>, bool) {
        const ALL: [Order; 3] = [Order::YearMonthDay, Order::MonthDayYear, Order::DayMonthYear];
        let mut narrowed = self.fitting;
        for (fits, order) in narrowed.iter_mut().zip(ALL) {
            *fits = *fits && numbers.date(order).is_some();
        }
        // A date that no order explains beside the others says nothing.
        if narrowed.contains(&true) {
            self.fitting = narrowed;
        }
        let fits = |order: &Order| ALL.iter().zip(self.fitting).any(|(one, fits)| one == order && fits);
        let date = preferred.into_iter().find(fits).and_then(|order| numbers.date(order));
        (date, self.fitting.iter().filter(|fits| **fits).count() == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PREFERRED: [Order; 3] = [Order::MonthDayYear, Order::DayMonthYear, Order::YearMonthDay];

    fn read(dates: &mut DateOrder, text: &str) -> (Option<(u16, u8, u8)>, bool) {
        let (date, is_told) = dates.read(Numbers::new(text.as_bytes()).unwrap(), PREFERRED);
        (date.map(|date| (date.year.unwrap(), date.month, date.day)), is_told)
    }

    #[test]
    fn one_date_tells_the_order_of_all() {
        let mut dates = DateOrder::default();
        assert_eq!(read(&mut dates, "05/06/07"), (Some((2007, 5, 6)), false));
        assert_eq!(read(&mut dates, "23/06/2007"), (Some((2007, 6, 23)), true));
        assert_eq!(read(&mut dates, "05/06/07"), (Some((2007, 6, 5)), true));
    }

    #[test]
    fn a_date_in_another_order_is_none_and_says_nothing() {
        let mut dates = DateOrder::default();
        assert_eq!(read(&mut dates, "11/23/2026"), (Some((2026, 11, 23)), true));
        assert_eq!(read(&mut dates, "23/11/2026"), (None, true));
        assert_eq!(read(&mut dates, "99/99/99"), (None, true));
        assert_eq!(read(&mut dates, "01/02/2026"), (Some((2026, 1, 2)), true));
    }

    #[test]
    fn a_year_of_four_digits_stands_where_it_stands() {
        assert_eq!(read(&mut DateOrder::default(), "2026/05/06"), (Some((2026, 5, 6)), true));
        assert_eq!(read(&mut DateOrder::default(), "05.06.2026"), (Some((2026, 5, 6)), false));
    }

    #[test]
    fn dates_are_three_numbers() {
        for wrong in ["1-2", "1-2-3-4", "1-2/3", "12345-1-1", "a-b-c", "--", "", "1-2-", "20260506"] {
            assert!(Numbers::new(wrong.as_bytes()).is_none(), "{wrong}");
        }
    }
}
