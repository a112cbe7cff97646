//! The English words of codes, which the page shows, too.

use ftpscope::capture::{OpenError, OpenErrorCode};
use ftpscope::view::ExpertView;
use serde_json::Value;

/// The words of one language.
#[derive(Debug)]
pub(super) struct Words(Value);

impl Words {
    /// English.
    pub(super) fn english() -> Self {
        let words = include_str!("../../www/strings/en.json");
        Self(serde_json::from_str(words).expect("the words are JSON: a test reads them"))
    }

    /// The meaning of a reply code.
    pub(super) fn reply(&self, code: u16) -> Option<&str> {
        self.0["reply"][format!("{code:03}")].as_str()
    }

    /// What became of a transfer; the code itself where there is no word for it.
    pub(super) fn verdict<'a>(&'a self, code: &'a str) -> &'a str {
        self.0["value"]["verdict"][code].as_str().unwrap_or(code)
    }

    /// Who told a size; the code itself where there is no word for it.
    pub(super) fn told_by<'a>(&'a self, code: &'a str) -> &'a str {
        self.0["value"]["told_by"][code].as_str().unwrap_or(code)
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
    fn a_reason_without_words_or_values_is_its_code() {
        let words = Words(serde_json::json!({ "reason": { "holes": "{missing} are missing, {ranges}." } }));
        let missing = ("missing", Some("7 bytes".to_owned()));
        let ranges = |text: Option<&str>| ("ranges", text.map(str::to_owned));
        let all = [missing.clone(), ranges(Some("in 2 ranges"))];
        assert_eq!(words.reason("holes", &all), "7 bytes are missing, in 2 ranges.");
        assert_eq!(words.reason("holes", &[missing, ranges(None)]), "holes");
        assert_eq!(words.reason("other_pieces", &all), "other_pieces");
        assert_eq!((words.verdict("complete"), words.told_by("size")), ("complete", "size"));
    }
}
