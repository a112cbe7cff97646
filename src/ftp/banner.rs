//! The program that a greeting names.

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
    let text = String::from_utf8_lossy(text);
    known(&text).or_else(|| word_and_version(&text)).or_else(|| after_version(&text))
}

fn known(text: &str) -> Option<Software> {
    let lower = text.to_ascii_lowercase();
    KNOWN.iter().find_map(|(phrase, name)| {
        let (before, after) = lower.split_once(&phrase.to_ascii_lowercase())?;
        let after = text.get(text.len().saturating_sub(after.len())..)?;
        // Not the end of a longer word.
        let stands_alone = !before.ends_with(|c: char| c.is_ascii_alphanumeric());
        stands_alone.then(|| Software { name: (*name).to_owned(), version: version_after(after) })
    })
}

fn word_and_version(text: &str) -> Option<Software> {
    let mut words = words(text).peekable();
    while let Some(word) = words.next() {
        let next = words.peek().and_then(|next| version(next));
        let (name, version) = match (word.split_once('/'), next) {
            (Some((name, rest)), _) => (name, version(rest)),
            (None, next) => (word, next),
        };
        if version.is_some() && is_program(name) {
            return Some(Software { name: name.to_owned(), version: version.map(str::to_owned) });
        }
    }
    None
}

/// `FTP server (Version wu-2.6.2(1) ...)`, `(Version 6.4/OpenBSD/...)`.
fn after_version(text: &str) -> Option<Software> {
    let lower = text.to_ascii_lowercase();
    let (_, after) = lower.split_once("(version ")?;
    let after = text.get(text.len().saturating_sub(after.len())..)?;
    let word = after.split([' ', ')']).next()?;
    if let Some(version) = word.strip_prefix("wu-") {
        let version = version.split('(').next().filter(|version| !version.is_empty());
        return Some(Software { name: "wu-ftpd".to_owned(), version: version.map(str::to_owned) });
    }
    // The last name in `6.4/OpenBSD/Linux-ftpd-0.17` is the program's own.
    let (name, version) = word.rsplit('/').next()?.rsplit_once('-')?;
    let is_own = is_program(name) && version.starts_with(|c: char| c.is_ascii_digit());
    is_own.then(|| Software { name: name.to_owned(), version: Some(version.to_owned()) })
}

/// Whether a word is the name of an FTP program rather than `FTP`, `FTPD` or
/// the name of a host.
fn is_program(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    lower.contains("ftp") && !matches!(lower.as_str(), "ftp" | "ftpd") && !word.contains('.')
}

/// The version that stands next in a text, words such as `Server` or `version`
/// skipped.
fn version_after(text: &str) -> Option<String> {
    let mut words = words(text);
    words
        .by_ref()
        .find(|word| !matches!(word.to_ascii_lowercase().as_str(), "server" | "version" | "ver" | "v" | "-"))
        .and_then(version)
        .map(str::to_owned)
}

/// The version that a word is: a digit and a dot at least, or a letter v before.
fn version(word: &str) -> Option<&str> {
    let digits = word.strip_prefix(['v', 'V']).unwrap_or(word);
    let is_version = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'))
        && (digits.contains('.') || digits.len() < word.len() || digits.len() == 8)
        && !is_ipv4(digits);
    is_version.then_some(digits)
}

fn is_ipv4(word: &str) -> bool {
    word.parse::<std::net::Ipv4Addr>().is_ok()
}

/// The words of a text, brackets and other marks around them taken off.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\t', ','])
        .map(|word| word.trim_matches(['(', ')', '[', ']', '<', '>', '*', '=', ':', ';', '!', '\r']))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests;
