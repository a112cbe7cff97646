//! The program that a greeting names.

use super::ascii::find_ignoring_case;

/// A server program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Software {
    /// Its name.
    pub name: String,
    /// Its version as written, without `v` or `version`.
    pub version: Option<String>,
}

/// Programs that name themselves in words the general rule does not find: what
/// stands in the text, in any case, and the name.
const KNOWN: &[(&str, &str)] = &[
    ("FileZilla Server", "FileZilla Server"),
    ("Microsoft FTP Service", "Microsoft FTP Service"),
    ("Serv-U FTP", "Serv-U"),
    ("Serv-U", "Serv-U"),
    ("WS_FTP Server", "WS_FTP Server"),
    ("GridFTP Server", "GridFTP Server"),
    ("Xlight FTP Server", "Xlight FTP Server"),
    ("Xlight Server", "Xlight FTP Server"),
    ("Titan FTP Server", "Titan FTP Server"),
    ("Cerberus FTP Server", "Cerberus FTP Server"),
    ("Core FTP Server", "Core FTP Server"),
    ("Gene6 FTP Server", "Gene6 FTP Server"),
    ("G6 FTP Server", "Gene6 FTP Server"),
    ("CrushFTP", "CrushFTP"),
    ("pyftpdlib", "pyftpdlib"),
    ("GNU inetutils", "GNU inetutils"),
    ("BulletProof FTP Server", "BulletProof FTP Server"),
    ("SFTPGo", "SFTPGo"),
    ("Pure-FTPd", "Pure-FTPd"),
    ("vsFTPd", "vsFTPd"),
    ("ProFTPD", "ProFTPD"),
    ("glFTPd", "glFTPd"),
];

/// Finds the program that the text of a 220 reply names, if it does:
/// `(vsFTPd 3.0.3)`, `ProFTPD 1.3.5a Server`, `FTP server (Version wu-2.6.2)`.
///
/// First programs that are known; then a word that holds `ftp` and more and is
/// followed by a version; then what stands after `(Version`.
#[must_use]
pub fn parse_banner(text: &[u8]) -> Option<Software> {
    known(text).or_else(|| word_and_version(text)).or_else(|| after_version(text))
}

// Names are looked for in bytes: the searches of `str` are large code for the WebAssembly module.

fn software(name: &[u8], version: Option<&[u8]>) -> Software {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Software { name: text(name), version: version.map(text) }
}

fn known(text: &[u8]) -> Option<Software> {
    KNOWN.iter().find_map(|(phrase, name)| {
        let at = find_ignoring_case(text, phrase.as_bytes())?;
        let (before, from) = text.split_at_checked(at)?;
        let after = from.get(phrase.len()..)?;
        // Not the end of a longer word.
        let stands_alone = !before.last().is_some_and(u8::is_ascii_alphanumeric);
        stands_alone.then(|| software(name.as_bytes(), version_after(after)))
    })
}

fn word_and_version(text: &[u8]) -> Option<Software> {
    let mut words = words(text).peekable();
    while let Some(word) = words.next() {
        let next = words.peek().and_then(|next| version(next));
        let (name, version) = match split_once(word, b'/') {
            Some((name, rest)) => (name, version(rest)),
            None => (word, next),
        };
        if version.is_some() && is_program(name) {
            return Some(software(name, version));
        }
    }
    None
}

/// `FTP server (Version wu-2.6.2(1) ...)`, `(Version 6.4/OpenBSD/...)`.
fn after_version(text: &[u8]) -> Option<Software> {
    let phrase = b"(version ";
    let after = text.get(find_ignoring_case(text, phrase)?.saturating_add(phrase.len())..)?;
    let word = after.split(|byte| matches!(byte, b' ' | b')')).next()?;
    if let Some(version) = word.strip_prefix(b"wu-") {
        let version = version.split(|byte| *byte == b'(').next().filter(|version| !version.is_empty());
        return Some(software(b"wu-ftpd", version));
    }
    // The last name in `6.4/OpenBSD/Linux-ftpd-0.17` is the program's own.
    let last = word.rsplit(|byte| *byte == b'/').next()?;
    let hyphen = last.iter().rposition(|byte| *byte == b'-')?;
    let (name, version) = (last.get(..hyphen)?, last.get(hyphen.saturating_add(1)..)?);
    let is_own = is_program(name) && version.first().is_some_and(u8::is_ascii_digit);
    is_own.then(|| software(name, Some(version)))
}

/// Whether a word is the name of an FTP program rather than `FTP`, `FTPD` or
/// the name of a host.
fn is_program(word: &[u8]) -> bool {
    let is_bare = [&b"ftp"[..], b"ftpd"].iter().any(|bare| word.eq_ignore_ascii_case(bare));
    find_ignoring_case(word, b"ftp").is_some() && !is_bare && !word.contains(&b'.')
}

/// The version that stands next in a text, words such as `Server` or `version`
/// skipped.
fn version_after(text: &[u8]) -> Option<&[u8]> {
    const SKIPPED: [&[u8]; 5] = [b"server", b"version", b"ver", b"v", b"-"];
    words(text)
        .find(|word| !SKIPPED.iter().any(|skipped| word.eq_ignore_ascii_case(skipped)))
        .and_then(version)
}

/// The version that a word is: a digit and a dot at least, or a letter v before.
fn version(word: &[u8]) -> Option<&[u8]> {
    let digits = word.strip_prefix(b"v").or_else(|| word.strip_prefix(b"V")).unwrap_or(word);
    let is_version = digits.first().is_some_and(u8::is_ascii_digit)
        && digits.iter().all(|byte| byte.is_ascii_alphanumeric() || b".-_+".contains(byte))
        && (digits.contains(&b'.') || digits.len() < word.len() || digits.len() == 8)
        && !is_ipv4(digits);
    is_version.then_some(digits)
}

fn is_ipv4(word: &[u8]) -> bool {
    str::from_utf8(word).is_ok_and(|word| word.parse::<std::net::Ipv4Addr>().is_ok())
}

/// The words of a text, brackets and other marks around them taken off.
fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| b" \t,".contains(byte))
        .map(|word| trim(word, b"()[]<>*=:;!\r"))
        .map(|word| trim_end(word, b"."))
        .filter(|word| !word.is_empty())
}

fn trim<'a>(word: &'a [u8], marks: &[u8]) -> &'a [u8] {
    let start = word.iter().position(|byte| !marks.contains(byte)).unwrap_or(word.len());
    trim_end(word.get(start..).unwrap_or_default(), marks)
}

fn trim_end<'a>(word: &'a [u8], marks: &[u8]) -> &'a [u8] {
    let last = word.iter().rposition(|byte| !marks.contains(byte));
    last.and_then(|last| word.get(..=last)).unwrap_or_default()
}

fn split_once(word: &[u8], mark: u8) -> Option<(&[u8], &[u8])> {
    let (before, from) = word.split_at_checked(memchr::memchr(mark, word)?)?;
    Some((before, from.get(1..)?))
}

#[cfg(test)]
mod tests;
