//! Paths of names with slashes between: Unix and Windows.

/// Which slashes separate names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slash {
    /// `/` alone.
    Unix,
    /// `\` and `/`; a path may begin with a drive.
    Windows,
}

impl Slash {
    fn separates(self, byte: u8) -> bool {
        byte == b'/' || (self == Self::Windows && byte == b'\\')
    }
}

/// Whether a path begins as only Windows paths do: `C:\`, `C:/` or `\\`.
pub(super) fn is_windows(path: &[u8]) -> bool {
    match path {
        [drive, b':', b'\\' | b'/', ..] => drive.is_ascii_alphabetic(),
        [b'\\', b'\\', ..] => true,
        _ => false,
    }
}

/// Whether a path begins at a root that is known.
pub(super) fn is_absolute(path: &[u8], slash: Slash) -> bool {
    let (root, _) = split_root(path, slash);
    !matches!(root, b"" | b"~")
}

/// The name seen from the directory, `.` and `..` resolved.
pub(super) fn join(directory: Option<&[u8]>, name: &[u8], slash: Slash) -> Vec<u8> {
    let (name_root, name_rest) = split_root(name, slash);
    let (directory_root, directory_rest) = split_root(directory.unwrap_or_default(), slash);
    // On Windows a path that begins with one slash stays on its drive.
    let stays_on_drive = is_windows(directory_root) && !is_windows(name_root);
    let (root, start) = match name_root {
        b"" => (directory_root, directory_rest),
        b"~" => (name_root, &[][..]),
        _ if stays_on_drive => (directory_root, &[][..]),
        _ => (name_root, &[][..]),
    };
    let mut names: Vec<&[u8]> = Vec::new();
    let parts = start.split(|&byte| slash.separates(byte));
    for part in parts.chain(name_rest.split(|&byte| slash.separates(byte))) {
        match part {
            b"" | b"." => {}
            b".." => match names.last() {
                Some(&last) if last != b".." => {
                    names.pop();
                }
                // Above a root there is nothing; above what is not known there is.
                _ if matches!(root, b"" | b"~") => names.push(part),
                _ => {}
            },
            _ => names.push(part),
        }
    }
    let separator = separator(directory, slash).or_else(|| separator(Some(name), slash)).unwrap_or(b'/');
    print(root, &names, separator, name)
}

fn print(root: &[u8], names: &[&[u8]], separator: u8, name: &[u8]) -> Vec<u8> {
    let mut path = root.to_vec();
    if root == b"~" && !names.is_empty() {
        path.push(separator);
    }
    path.extend(names.join(&separator));
    if path.is_empty() && !name.is_empty() {
        path.push(b'.');
    }
    path
}

/// The root at the beginning of a path, and the rest: `/`, `C:\`, `\\`, `\`,
/// or `~` for the home directory; empty for a relative path.
fn split_root(path: &[u8], slash: Slash) -> (&[u8], &[u8]) {
    let length = match path {
        [b'~'] | [b'~', b'/', ..] => 1,
        _ if slash == Slash::Windows && is_windows(path) => {
            if path.starts_with(b"\\") {
                2
            } else {
                3
            }
        }
        [first, ..] if slash.separates(*first) => 1,
        _ => 0,
    };
    path.split_at_checked(length).unwrap_or((&[], path))
}

/// The first separator in a path, which its author prefers.
fn separator(path: Option<&[u8]>, slash: Slash) -> Option<u8> {
    path?.iter().copied().find(|&byte| slash.separates(byte))
}
