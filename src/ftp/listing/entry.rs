//! What a listing says of one file or directory.

use std::sync::Arc;

use super::caps;

/// What an entry is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// A file.
    File,
    /// A directory; also what is entered like one, as a partitioned data set of MVS.
    Directory,
    /// A symbolic link or a junction.
    Link,
    /// The directory that is listed: `.`, or `type=cdir`.
    CurrentDirectory,
    /// The one above it: `..`, or `type=pdir`.
    ParentDirectory,
    /// Anything else: a device, a pipe, a socket; or the listing does not say.
    #[default]
    Other,
}

impl EntryKind {
    /// The kind of a directory with this name.
    pub(super) fn of_directory(name: &[u8]) -> Self {
        match name {
            b"." => Self::CurrentDirectory,
            b".." => Self::ParentDirectory,
            _ => Self::Directory,
        }
    }
}

/// A time as a listing gives it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ListedTime {
    /// `None` where the listing leaves it out, as `ls -l` does for the last six months. One of two digits is
    /// between 1970 and 2069.
    pub year: Option<u16>,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: Option<u8>,
    /// 0 to 59.
    pub minute: Option<u8>,
    /// 0 to 60.
    pub second: Option<u8>,
    /// Whether it is in UTC; else it is in the server's own zone, which no listing tells.
    pub utc: bool,
}

/// One file or directory of a listing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListingEntry {
    /// The name as it is listed, which may be a path; never empty.
    pub name: Vec<u8>,
    /// What it is.
    pub kind: EntryKind,
    /// Its size in bytes. `None` where the listing gives none, one too great, or one in other units: those stand in
    /// the facts.
    pub bytes: Option<u64>,
    /// When it was changed last.
    pub modified: Option<ListedTime>,
    /// Who may do what with it, as written: `-rw-r--r--`, `0644`, `(RWED,RWED,RE,)`, `[R----F--]`.
    pub permissions: Option<Vec<u8>>,
    /// Whose it is.
    pub owner: Option<Vec<u8>>,
    /// The owner's group, or the one that may use it.
    pub group: Option<Vec<u8>>,
    /// Where a link leads.
    pub link_target: Option<Vec<u8>>,
    /// What else the listing says, names and values: all facts of MLSD and EPLF as they are, of other formats what
    /// has no place above.
    pub facts: Vec<(Vec<u8>, Vec<u8>)>,
    /// Facts beyond [`FACTS`](super::FACTS), or beyond the [`ALL_FACTS`](super::ALL_FACTS) of a listing: they are not
    /// kept.
    pub facts_left_out: u64,
    /// The directory it stands under: the heading of `ls -R`, of VMS or of `dir`.
    pub directory: Option<Arc<[u8]>>,
}

impl ListingEntry {
    /// An entry of which the name and the kind are known; `None` where the name is empty.
    pub(super) fn named(name: &[u8], kind: EntryKind) -> Option<Self> {
        (!name.is_empty()).then(|| Self { name: name.to_vec(), kind, ..Self::default() })
    }

    /// Adds a fact.
    pub(super) fn add_fact(&mut self, name: &[u8], value: &[u8]) {
        if self.facts.len() < caps::FACTS {
            self.facts.push((name.to_vec(), value.to_vec()));
        } else {
            self.facts_left_out = self.facts_left_out.saturating_add(1);
        }
    }

    /// Keeps no more facts than these.
    pub(super) fn cut_facts(&mut self, most: usize) {
        let beyond = self.facts.len().saturating_sub(most);
        if beyond == 0 {
            return;
        }
        self.facts.truncate(most);
        self.facts.shrink_to_fit();
        self.facts_left_out = self.facts_left_out.saturating_add(beyond as u64);
    }

    /// Sets the size, or adds it as a fact where it is no number of bytes.
    pub(super) fn set_size(&mut self, text: &[u8], bytes: Option<u64>) {
        self.bytes = bytes;
        if bytes.is_none() {
            self.add_fact(b"size", text);
        }
    }
}
