//! What a file is, by what it begins with. Its name says nothing: who sends it
//! chooses that.

use infer::MatcherType;

/// Bytes from the beginning of a file that tell its type; more are not looked at.
pub const CONTENT_TYPE_BYTES: usize = 8 * 1024;

/// Formats that are written in characters, though they are no text to read.
const IN_CHARACTERS: [&str; 5] = ["pdf", "ps", "rtf", "ar", "deb"];

/// What markup has somewhere near its beginning, in small letters.
const MARKUP: [&[u8]; 12] = [
    b"<!doctype",
    b"<?xml",
    b"<html",
    b"<head",
    b"<body",
    b"<svg",
    b"<math",
    b"<script",
    b"<iframe",
    b"<style",
    b"<meta",
    b"<!--",
];

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContentType {
    /// Its media type (RFC 2046), `image/png`; `application/octet-stream`
    /// where nothing is known.
    pub media_type: &'static str,
    /// The usual extension without its dot, where there is one.
    pub extension: Option<&'static str>,
    /// Whether it can be read as text: UTF-8 without control characters but
    /// those of lines, pages and tabs.
    pub is_text: bool,
    has_markup: bool,
}

impl ContentType {
    const UNKNOWN: Self =
        Self { media_type: "application/octet-stream", extension: None, is_text: false, has_markup: false };

    /// Whether a browser may take it for a page, an image with scripts or the
    /// like, so that it must never be given one to show, but as text. Of text
    /// this may claim too much: one that mentions a tag has it.
    #[must_use]
    pub fn is_markup(&self) -> bool {
        self.has_markup
    }
}

/// What a file is that begins with these bytes. To be given its first
/// [`CONTENT_TYPE_BYTES`], or all of it if it has fewer.
///
/// ```
/// # use ftpscope::export::content_type;
/// let found = content_type(b"GIF89a\x01\0\x01\0");
/// assert_eq!((found.media_type, found.extension), ("image/gif", Some("gif")));
/// assert!(content_type(b"<SVG onload=alert(1)>").is_markup());
/// ```
#[must_use]
pub fn content_type(beginning: &[u8]) -> ContentType {
    let beginning = beginning.get(..CONTENT_TYPE_BYTES).unwrap_or(beginning);
    let is_text = is_text(beginning);
    let known = infer::get(beginning).filter(|known| {
        // Two letters make a bitmap or a program of any text that begins with them.
        !is_text || known.matcher_type() == MatcherType::Text || IN_CHARACTERS.contains(&known.extension())
    });
    let lower = beginning.to_ascii_lowercase();
    let known_markup = known.is_some_and(|known| matches!(known.extension(), "html" | "xml"));
    let begins_so = known_markup || is_text && begins_as_markup(&lower);
    let has_markup = begins_so || is_text && MARKUP.iter().any(|tag| has(&lower, tag));
    let (media_type, extension) = match known {
        _ if begins_so && is_svg(&lower) => ("image/svg+xml", Some("svg")),
        Some(known) => (known.mime_type(), Some(known.extension())),
        None if is_text => ("text/plain", Some("txt")),
        None => return ContentType { has_markup, ..ContentType::UNKNOWN },
    };
    ContentType { media_type, extension, is_text, has_markup }
}

/// Whether these bytes are text; a character that is cut at their end counts.
fn is_text(bytes: &[u8]) -> bool {
    let text = match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            str::from_utf8(valid).unwrap_or_default()
        }
        Err(_) => return false,
    };
    let is_control =
        |character: char| character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\x0C');
    !text.is_empty() && !text.contains(is_control)
}

/// Whether a text begins as markup does.
fn begins_as_markup(lower: &[u8]) -> bool {
    let without_mark = lower.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(lower);
    without_mark.trim_ascii_start().first() == Some(&b'<')
}

fn is_svg(lower: &[u8]) -> bool {
    has(lower, b"<svg") && !has(lower, b"<html") && !has(lower, b"<!doctype html")
}

fn has(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests;
