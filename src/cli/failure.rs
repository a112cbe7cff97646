//! Why something was not done, or not all of it.

use std::io;
use std::path::PathBuf;

use super::plain::plain;
use super::words::Words;

/// Why something was not done, or not all of it.
#[derive(Debug)]
pub(super) enum Failure {
    /// The file is no capture that can be read.
    Open(ftpscope::capture::OpenError),
    /// The file cannot be read at all.
    Input(io::Error),
    /// The capture was read, and could not be read again.
    Source(ftpscope::source::ReadError),
    /// The output cannot be written.
    Output(io::Error),
    /// Something is in the way of a file, and of so many others; nothing was saved.
    InTheWay(Obstacle, PathBuf, usize),
    /// A file cannot be saved.
    Save(PathBuf, io::Error),
}

/// What is in the way of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// A file has its name.
    File,
    /// Something has its name that is no ordinary file.
    NoFile,
    /// One of its folders is none, or a link that may lead anywhere.
    NoFolder,
}

impl Failure {
    /// What is wrong, at which byte, and what to do, in one line.
    pub(super) fn sentence(&self, words: &Words) -> String {
        match self {
            Self::Open(error) => words.open_error(error),
            Self::Input(error) => format!("cannot read it: {error}"),
            Self::Source(error) => format!("{error}: it was changed, or is gone"),
            Self::Output(error) => format!("cannot write the output: {error}"),
            Self::InTheWay(obstacle, path, others) => {
                let path = path.to_string_lossy();
                let also = if *others > 0 { format!(", and {others} more") } else { String::new() };
                let what = match obstacle {
                    Obstacle::File => "is there already",
                    Obstacle::NoFile => "is no ordinary file, and not replaced",
                    Obstacle::NoFolder => "is no folder, or a link to somewhere",
                };
                let advice = if *obstacle == Obstacle::File { "; --force replaces it" } else { "" };
                format!("nothing was saved: {} {what}{also}{advice}", plain(&path))
            }
            Self::Save(path, error) => format!("cannot save {}: {error}", plain(&path.to_string_lossy())),
        }
    }
}
