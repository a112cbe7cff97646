//! The files of a capture, each with a name to save it under.

use super::SafePaths;
use crate::dissector::Dissection;
use crate::second_look::files;
use crate::session::files::TransferredFile;
use crate::source::{ReadError, Source};

/// The files of a capture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileList {
    /// In the order in which they were asked for.
    pub files: Vec<NamedFile>,
    /// Files beyond the cap.
    pub left_out: u64,
}

/// A file and where to save it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedFile {
    /// The file.
    pub file: TransferredFile,
    /// A relative path that is safe on every system, with `/` between names; no other file of the list has it.
    pub name: String,
}

impl FileList {
    /// The files of a capture.
    ///
    /// # Errors
    ///
    /// Where the source cannot be read any more.
    pub fn new(dissection: &Dissection, source: &dyn Source) -> Result<Self, ReadError> {
        let (files, left_out) = files(dissection, source)?;
        let servers: std::collections::BTreeSet<_> = files.iter().map(|file| file.server).collect();
        let mut paths = SafePaths::new();
        let named = files.into_iter().map(|file| {
            let path = file.path.as_deref().unwrap_or_default();
            // Files of several servers stand in a folder for each.
            let folder = if servers.len() > 1 { format!("{}/", file.server) } else { String::new() };
            let name = paths.add(&[folder.as_bytes(), path].concat());
            NamedFile { file, name }
        });
        Ok(Self { files: named.collect(), left_out })
    }
}
