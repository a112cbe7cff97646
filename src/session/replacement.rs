//! When paths are given to other files: by RNFR and RNTO, or DELE (RFC 959 §4.1.3).

use std::hash::{DefaultHasher, Hash, Hasher};

use super::Session;
use super::directory::Directory;
use super::exchange::Exchange;
use crate::address::Endpoint;
use crate::ftp::path::join;
use crate::units::FrameNumber;

/// Stands for a path on a server. Two with one number only make a claim more careful than it needs be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FileHash(u64);

/// The number of a path on a server.
pub(super) fn file_hash(server: Endpoint, path: &[u8]) -> FileHash {
    let mut hasher = DefaultHasher::new();
    (server, path).hash(&mut hasher);
    FileHash(hasher.finish())
}

/// A path is that of another file, or of none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Replacement {
    /// Frame of the command.
    pub(super) frame: FrameNumber,
    /// The path.
    pub(super) file: FileHash,
}

/// All that commands of the capture replaced, in order.
pub(super) fn replacements(sessions: &[Session]) -> Vec<Replacement> {
    let mut found = Vec::new();
    for session in sessions {
        let mut directory = Directory::default();
        let mut renamed = None;
        for exchange in &session.exchanges {
            directory.follow(exchange);
            let is_wanted = ["RNFR", "RNTO", "DELE"].iter().any(|verb| exchange.is(verb));
            let Some(line) = exchange.line.as_ref().filter(|_| is_wanted && may_have_effect(exchange)) else {
                continue;
            };
            let named = file_hash(session.server, &join(directory.path(), exchange.argument()));
            if exchange.is("RNFR") {
                renamed = Some(named);
                continue;
            }
            let files = [Some(named), renamed.take().filter(|_| exchange.is("RNTO"))];
            found.extend(files.into_iter().flatten().map(|file| Replacement { frame: line.frame, file }));
        }
    }
    found.sort_by_key(|replaced| replaced.frame);
    found
}

/// Whether a command was done, for all that is known.
fn may_have_effect(exchange: &Exchange) -> bool {
    exchange.final_code().is_none_or(|code| !code.is_negative())
}
