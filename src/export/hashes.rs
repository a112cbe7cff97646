//! Hashes by which a saved file is known elsewhere.

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// A hash function. SHA-1 and MD5 are broken: they find a file, they do not
/// prove that it is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HashKind {
    /// SHA-256 (FIPS 180-4).
    Sha256,
    /// SHA-1 (FIPS 180-4).
    Sha1,
    /// MD5 (RFC 1321).
    Md5,
}

impl HashKind {
    /// Every function.
    pub const ALL: &'static [Self] = &[Self::Sha256, Self::Sha1, Self::Md5];
}

/// Hashes a file that comes in pieces, with one function or several.
///
/// ```
/// # use ftpscope::export::{HashKind, Hashes};
/// let mut hashes = Hashes::new(&[HashKind::Md5]);
/// hashes.update(b"a");
/// hashes.update(b"bc");
/// let hashes = hashes.finish();
/// assert_eq!(hashes.md5.as_deref(), Some("900150983cd24fb0d6963f7d28e17f72"));
/// assert_eq!(hashes.sha256, None);
/// ```
#[derive(Clone, Debug)]
pub struct Hashes {
    sha256: Option<Sha256>,
    sha1: Option<Sha1>,
    md5: Option<Md5>,
}

/// Hashes as text: lower-case hexadecimal digits. `None` where a function was
/// not asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HexHashes {
    /// 64 digits.
    pub sha256: Option<String>,
    /// 40 digits.
    pub sha1: Option<String>,
    /// 32 digits.
    pub md5: Option<String>,
}

impl Hashes {
    /// Hashes of a file of which nothing has come yet.
    #[must_use]
    pub fn new(kinds: &[HashKind]) -> Self {
        let wants = |kind| kinds.contains(&kind);
        Self {
            sha256: wants(HashKind::Sha256).then(Sha256::new),
            sha1: wants(HashKind::Sha1).then(Sha1::new),
            md5: wants(HashKind::Md5).then(Md5::new),
        }
    }

    /// Takes the next bytes of the file.
    pub fn update(&mut self, bytes: &[u8]) {
        if let Some(sha256) = &mut self.sha256 {
            sha256.update(bytes);
        }
        if let Some(sha1) = &mut self.sha1 {
            sha1.update(bytes);
        }
        if let Some(md5) = &mut self.md5 {
            md5.update(bytes);
        }
    }

    /// The hashes of all that was taken.
    #[must_use]
    pub fn finish(self) -> HexHashes {
        HexHashes {
            sha256: self.sha256.map(|hash| hex(&hash.finalize())),
            sha1: self.sha1.map(|hash| hex(&hash.finalize())),
            md5: self.md5.map(|hash| hex(&hash.finalize())),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hashes of this text, which comes in slices of this length.
    fn hashes(text: &[u8], length: usize) -> HexHashes {
        let mut hashes = Hashes::new(HashKind::ALL);
        text.chunks(length).for_each(|slice| hashes.update(slice));
        hashes.finish()
    }

    fn expected(sha256: &str, sha1: &str, md5: &str) -> HexHashes {
        let text = |digits: &str| Some(digits.to_owned());
        HexHashes { sha256: text(sha256), sha1: text(sha1), md5: text(md5) }
    }

    #[test]
    fn published_values_come_out() {
        let empty = expected(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "da39a3ee5e6b4b0d3255bfef95601890afd80709",
            "d41d8cd98f00b204e9800998ecf8427e",
        );
        assert_eq!(hashes(b"", 1), empty);
        // FIPS 180-4's text of two blocks.
        let text = b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
        let known = expected(
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
            "8215ef0796a20bcaaae116d3876c664a",
        );
        for length in 1..=text.len() {
            assert_eq!(hashes(text, length), known, "{length}");
        }
    }

    #[test]
    fn only_what_is_asked_for_is_computed() {
        for kind in HashKind::ALL {
            let found = Hashes::new(&[*kind]).finish();
            let lengths = [found.sha256, found.sha1, found.md5].map(|text| text.map(|text| text.len()));
            let expected = match kind {
                HashKind::Sha256 => [Some(64), None, None],
                HashKind::Sha1 => [None, Some(40), None],
                HashKind::Md5 => [None, None, Some(32)],
            };
            assert_eq!(lengths, expected);
        }
        assert_eq!(Hashes::new(&[]).finish(), HexHashes::default());
    }
}
