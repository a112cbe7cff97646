//! Paths for saved files: below one folder, each its own.

use std::collections::{BTreeMap, BTreeSet};

use super::file_name::{names, numbered, safe_component, safe_name};
use super::name_key::name_key;

/// Folders that a path keeps, the innermost ones.
pub const MOST_FOLDERS: usize = 16;

/// Bytes of the folders of a path together, with a slash behind each. With a
/// name of [`super::LONGEST_NAME`] bytes behind them most paths stay below the
/// 260 characters that old programs of Windows allow.
pub const LONGEST_FOLDERS: usize = 128;

/// Makes paths of a server safe to save under, and keeps those apart that some
/// system would take for the same.
///
/// A path is relative, with `/` between names, and stays where it is put; each
/// of its names is one of [`safe_name`]. It is unlike all others even where
/// case and Unicode's normal forms do not count, and no path goes through
/// another one as if that were a folder. The same path twice gets a number:
/// what was saved is told apart, also where the server replaced it.
///
/// ```
/// # use ftpscope::export::SafePaths;
/// let mut paths = SafePaths::new();
/// assert_eq!(paths.add(b"/pub/../etc/motd.txt"), "pub/etc/motd.txt");
/// assert_eq!(paths.add(b"/pub/etc/MOTD.txt"), "pub/etc/MOTD (2).txt");
/// ```
#[derive(Clone, Debug, Default)]
pub struct SafePaths {
    /// Keys of the paths that were given, and the number to try when one is asked for again.
    files: BTreeMap<String, u64>,
    /// Keys of the folders in which they are, with a slash at the end.
    folders: BTreeSet<String>,
}

impl SafePaths {
    /// Nothing is taken yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A path for a file that has this path on the server.
    pub fn add(&mut self, path: &[u8]) -> String {
        let folders = self.folders(path);
        let name = safe_name(path);
        let wanted = [&folders, name.as_str()].concat();
        let wanted_key = name_key(&wanted);
        let mut number = self.files.get(&wanted_key).copied().unwrap_or(1);
        let mut path = wanted;
        let mut key = wanted_key.clone();
        while self.is_taken(&key) {
            number = number.saturating_add(1);
            path = [&folders, numbered(&name, number).as_str()].concat();
            key = name_key(&path);
        }
        self.files.insert(wanted_key, number);
        self.files.entry(key).or_insert(1);
        for (slash, _) in folders.match_indices('/') {
            self.folders.insert(name_key(folders.get(..=slash).unwrap_or_default()));
        }
        path
    }

    fn is_taken(&self, key: &str) -> bool {
        self.files.contains_key(key) || self.folders.contains(&format!("{key}/"))
    }

    /// The folders of a path, a slash behind each. One that has the name of
    /// a file is left out, with those around it.
    fn folders(&self, path: &[u8]) -> String {
        let mut all: Vec<&[u8]> = names(path).collect();
        all.pop();
        let mut kept: Vec<String> = Vec::new();
        let mut bytes = 0_usize;
        for name in all.iter().rev().take(MOST_FOLDERS) {
            let name = safe_component(name);
            bytes = bytes.saturating_add(name.len()).saturating_add(1);
            if bytes > LONGEST_FOLDERS {
                break;
            }
            kept.push(name);
        }
        let mut folders = String::new();
        for name in kept.iter().rev() {
            folders.push_str(name);
            if self.files.contains_key(&name_key(&folders)) {
                folders.clear();
            } else {
                folders.push('/');
            }
        }
        folders
    }
}

#[cfg(test)]
mod tests;
