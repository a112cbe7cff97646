//! The words of codes and facts, which the page shows, too.

use clap::ValueEnum;
use ftpscope::capture::{OpenError, OpenErrorCode};
use ftpscope::view::ExpertView;
use serde_json::Value;

/// A language that there are words for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    /// English
    #[default]
    En,
    /// Tiếng Việt
    Vi,
}

/// The words of one language.
#[derive(Debug)]
pub(super) struct Words(Value, Language);

impl Words {
    /// English.
    pub(super) fn english() -> Self {
        Self::of(Language::En)
    }

    /// The words of a language.
    pub(super) fn of(language: Language) -> Self {
        let words = match language {
            Language::En => include_str!("../../www/strings/en.json"),
            Language::Vi => include_str!("../../www/strings/vi.json"),
        };
        Self(serde_json::from_str(words).expect("the words are JSON: a test reads them"), language)
    }

    /// The words at a place; `count` chooses the plural form.
    pub(super) fn text(&self, place: &str, count: u64) -> Option<&str> {
        let found = place.split('.').try_fold(&self.0, |words, name| words.get(name))?;
        let form = if count == 1 && self.1 == Language::En { "one" } else { "other" };
        found.as_str().or_else(|| found.get(form).or_else(|| found.get("other"))?.as_str())
    }

    /// An amount with its digits in groups of three.
    pub(super) fn grouped(&self, amount: u64) -> String {
        let separator = if self.1 == Language::En { ',' } else { '.' };
        let digits = amount.to_string();
        let mut grouped = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                grouped.push(separator);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// A span: milliseconds below one second, then seconds, then hours, minutes and seconds.
    pub(super) fn span(&self, milliseconds: f64) -> String {
        let seconds = milliseconds / 1000.0;
        if milliseconds < 1000.0 {
            return format!("{} ms", self.decimal(three_digits(milliseconds)));
        }
        if milliseconds < 60_000.0 {
            return format!("{} s", self.decimal(format!("{seconds:.3}")));
        }
        let seconds = seconds.round() as u64;
        format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }

    /// A fraction without zeros at its end, with the decimal separator of the language.
    fn decimal(&self, number: String) -> String {
        let number = match number.contains('.') {
            true => number.trim_end_matches('0').trim_end_matches('.').to_owned(),
            false => number,
        };
        if self.1 == Language::En { number } else { number.replace('.', ",") }
    }

    /// The meaning of a reply code.
    pub(super) fn reply(&self, code: u16) -> Option<&str> {
        self.0["reply"][format!("{code:03}")].as_str()
    }

    /// What became of a transfer; the code itself where there is no word for it.
    pub(super) fn verdict<'a>(&'a self, code: &'a str) -> &'a str {
        self.0["value"]["verdict"][code].as_str().unwrap_or(code)
    }

    /// Why a verdict was given, with these values in their places; the code itself where there are no words for
    /// it, or a value is not known that they name.
    pub(super) fn reason(&self, code: &str, values: &[(&str, Option<String>)]) -> String {
        let Some(text) = self.0["reason"][code].as_str() else { return code.to_owned() };
        let known = values.iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
        let text =
            known.fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value));
        if text.contains('{') { code.to_owned() } else { text }
    }

    /// What is wrong with a file, at which byte, and what to do.
    pub(super) fn open_error(&self, error: &OpenError) -> String {
        let detail = error.detail.unwrap_or("unknown");
        let entry = &self.0["open_error"][error.code.name()];
        let fill = |part: &str| {
            let kind = self.0["file_kind"][detail].as_str().unwrap_or(detail);
            let unpack = self.0["unpack"][detail].as_str().unwrap_or_default();
            let text = entry[part].as_str().unwrap_or_default();
            text.replace("{offset}", &error.offset.to_string())
                .replace("{detail}", kind)
                .replace("{unpack}", unpack)
        };
        let at = match error.code {
            OpenErrorCode::EmptyFile => String::new(),
            _ => format!(" (at byte {})", error.offset),
        };
        format!("{}{at}. {} {}", fill("title"), fill("text"), fill("advice"))
    }

    /// What an expert info says.
    pub(super) fn expert(&self, info: &ExpertView) -> String {
        let entry = &self.0["expert"][info.code];
        let number = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        let text = entry["text"].as_str().unwrap_or(info.code);
        let text = text
            .replace("{frame}", &number(info.frame.map(u64::from)))
            .replace("{offset}", &number(info.offset))
            .replace("{expected}", &number(info.expected))
            .replace("{found}", &number(info.found))
            // Last, since it comes from the capture and may hold braces itself.
            .replace("{text}", &super::plain::plain(info.text.as_deref().unwrap_or_default()));
        format!("{}: {text}", entry["title"].as_str().unwrap_or(info.code))
    }
}

/// A number below 1000 to three digits that count.
fn three_digits(number: f64) -> String {
    if number <= 0.0 {
        return "0".to_owned();
    }
    // Digits in front of the point, negative for zeros behind it.
    let before = number.log10().floor() as i32 + 1;
    let places = usize::try_from(3 - before).unwrap_or(0);
    format!("{number:.places$}")
}

#[cfg(test)]
mod tests {
    use ftpscope::expert::ExpertCode;
    use ftpscope::ftp::command_table::COMMANDS;
    use ftpscope::ftp::reply_code::REPLY_CODES;

    use super::*;

    #[test]
    fn every_code_has_its_words() {
        let words = Words::english();
        for code in ExpertCode::ALL {
            assert!(words.0["expert"][code.name()]["text"].is_string(), "expert.{}", code.name());
        }
        for code in OpenErrorCode::ALL {
            assert!(words.0["open_error"][code.name()]["advice"].is_string(), "open_error.{}", code.name());
        }
        for info in COMMANDS {
            assert!(words.0["command"][info.verb]["meaning"].is_string(), "command.{}", info.verb);
        }
        for info in REPLY_CODES {
            assert!(words.reply(info.code).is_some(), "reply.{}", info.code);
        }
    }

    #[test]
    fn spans_and_amounts_are_written_as_the_page_writes_them() {
        let (english, vietnamese) = (Words::of(Language::En), Words::of(Language::Vi));
        for (milliseconds, en, vi) in [
            (0.0, "0 ms", "0 ms"),
            (0.0123, "0.0123 ms", "0,0123 ms"),
            (7.5, "7.5 ms", "7,5 ms"),
            (216.384, "216 ms", "216 ms"),
            (2225.4, "2.225 s", "2,225 s"),
            (5000.0, "5 s", "5 s"),
            (3_723_000.0, "1:02:03", "1:02:03"),
        ] {
            assert_eq!((english.span(milliseconds), vietnamese.span(milliseconds)), (en.into(), vi.into()));
        }
        assert_eq!((english.grouped(999), english.grouped(1_234_567)), ("999".into(), "1,234,567".into()));
        assert_eq!(vietnamese.grouped(1234), "1.234");
    }

    #[test]
    fn a_reason_without_words_or_values_is_its_code() {
        let words = serde_json::json!({ "reason": { "holes": "{missing} are missing, {ranges}." } });
        let words = Words(words, Language::En);
        let missing = ("missing", Some("7 bytes".to_owned()));
        let ranges = |text: Option<&str>| ("ranges", text.map(str::to_owned));
        let all = [missing.clone(), ranges(Some("in 2 ranges"))];
        assert_eq!(words.reason("holes", &all), "7 bytes are missing, in 2 ranges.");
        assert_eq!(words.reason("holes", &[missing, ranges(None)]), "holes");
        assert_eq!(words.reason("other_pieces", &all), "other_pieces");
        assert_eq!(words.verdict("complete"), "complete");
    }
}
