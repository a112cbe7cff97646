//! A file on its way out, with what can be told of its bytes.

use super::{CONTENT_TYPE_BYTES, ContentType, HashKind, Hashes, HexHashes, content_type};
use crate::dissector::Dissection;
use crate::file_reader::{FileEnding, FileReader};
use crate::source::{ReadError, Source};

/// Hands out a file piece after piece, and looks at each as it goes by.
#[derive(Debug)]
pub struct SavedFile {
    reader: FileReader,
    hashes: Hashes,
    beginning: Vec<u8>,
    is_whole: bool,
}

/// What is known of a file that was handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedFileInfo {
    /// Where and why bytes were filled, left out or not decoded.
    pub ending: FileEnding,
    /// Hashes of what was handed out; `None` where that was not all.
    pub hashes: Option<HexHashes>,
    /// What it is, by its beginning; `None` where nothing was handed out.
    pub content: Option<ContentType>,
    /// Whether it was sent as text and is none: what looked like ends of lines was changed.
    pub is_binary_as_text: bool,
}

impl SavedFile {
    /// A file at its beginning.
    #[must_use]
    pub fn new(reader: FileReader) -> Self {
        let hashes = Hashes::new(&[HashKind::Sha256, HashKind::Sha1, HashKind::Md5]);
        Self { reader, hashes, beginning: Vec::new(), is_whole: false }
    }

    /// The next bytes, about a megabyte at most; `None` at the end.
    ///
    /// # Errors
    ///
    /// Where the source cannot be read any more.
    pub fn next(
        &mut self,
        dissection: &Dissection,
        source: &dyn Source,
    ) -> Result<Option<Vec<u8>>, ReadError> {
        let bytes = self.reader.next(dissection, source)?;
        match &bytes {
            Some(bytes) => {
                self.hashes.update(bytes);
                let room = CONTENT_TYPE_BYTES.saturating_sub(self.beginning.len());
                self.beginning.extend(bytes.iter().take(room));
            }
            None => self.is_whole = true,
        }
        Ok(bytes)
    }

    /// What is known of it, as far as it was handed out.
    #[must_use]
    pub fn finish(self) -> SavedFileInfo {
        let ending = self.reader.ending().clone();
        let content = (!self.beginning.is_empty()).then(|| content_type(&self.beginning));
        // What is known to be something else, or has bytes that no text has. Bytes above 127 alone say nothing: there
        // are other codes of characters than UTF-8.
        let is_known = content.is_some_and(|content| !content.is_text && content.extension.is_some());
        let is_other = is_known || self.beginning.iter().any(|byte| is_never_text(*byte));
        let text = ending.decoded.map(|decoded| decoded.text).unwrap_or_default();
        let was_text = self.reader.is_text();
        SavedFileInfo {
            is_binary_as_text: was_text && (is_other || text.is_binary()),
            hashes: self.is_whole.then(|| self.hashes.finish()),
            content,
            ending,
        }
    }
}

/// Control bytes but those of lines, pages, tabs, backspaces and escapes.
fn is_never_text(byte: u8) -> bool {
    const ESCAPE: u8 = 0x1B;
    byte < b' ' && !(0x08..=0x0D).contains(&byte) && byte != ESCAPE
}
