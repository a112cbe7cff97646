//! Files below a folder, and nowhere else.

use std::fs::{self, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::super::failure::{Failure, Obstacle};
use super::destination::{Destination, Entry};

/// Files below a folder. Each has another name until it is whole.
#[derive(Debug)]
pub(super) struct Folder {
    root: PathBuf,
    replaces: bool,
    open: Option<(NamedTempFile, PathBuf)>,
}

impl Folder {
    /// A folder to save files of these names into, which is not written to yet.
    ///
    /// # Errors
    ///
    /// Where something is in the way of one of them. A link below the folder is always in the way, since it may lead
    /// out of it.
    pub(super) fn new<'a>(
        root: &Path,
        names: impl Iterator<Item = &'a str>,
        replaces: bool,
    ) -> Result<Self, Failure> {
        let mut first = None;
        let mut others = 0_usize;
        for name in names {
            match (obstacle(root, name, replaces)?, &first) {
                (None, _) => {}
                (found, None) => first = found,
                (Some(_), Some(_)) => others += 1,
            }
        }
        match first {
            Some((obstacle, path)) => Err(Failure::InTheWay(obstacle, path, others)),
            None => Ok(Self { root: root.to_owned(), replaces, open: None }),
        }
    }

    /// Makes the folders of a file.
    fn make_folders(&self, name: &str) -> Result<PathBuf, Failure> {
        make(&self.root, |folder| fs::create_dir_all(folder))?;
        let mut folder = self.root.clone();
        for part in Path::new(name).parent().into_iter().flatten() {
            folder.push(part);
            match look_at(&folder)? {
                None => make(&folder, |folder| fs::create_dir(folder))?,
                Some(there) if there.is_dir() => {}
                // It was none when all names were looked at.
                Some(_) => return Err(Failure::Save(folder, io::ErrorKind::NotADirectory.into())),
            }
        }
        Ok(folder)
    }
}

impl Destination for Folder {
    fn begin(&mut self, entry: &Entry) -> Result<(), Failure> {
        let folder = self.make_folders(entry.name)?;
        let path = self.root.join(entry.name);
        let file = temporary_in(&folder).map_err(|error| Failure::Save(path.clone(), error))?;
        self.open = Some((file, path));
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        let Some((file, path)) = &mut self.open else { return Ok(()) };
        file.write_all(bytes).map_err(|error| Failure::Save(path.clone(), error))
    }

    fn end(&mut self) -> Result<(), Failure> {
        let Some((file, path)) = self.open.take() else { return Ok(()) };
        put(file, &path, self.replaces)
    }

    fn finish(self: Box<Self>) -> Result<PathBuf, Failure> {
        Ok(self.root)
    }
}

/// What is in the way of a file of this name, and where.
pub(super) fn obstacle(
    root: &Path,
    name: impl AsRef<Path>,
    replaces: bool,
) -> Result<Option<(Obstacle, PathBuf)>, Failure> {
    let name = name.as_ref();
    // The folder itself may be a link: who asks for it chose that.
    match fs::metadata(root) {
        Ok(there) if there.is_dir() => {}
        Ok(_) => return Ok(Some((Obstacle::NoFolder, root.to_owned()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            // A link that leads nowhere is something as well.
            return Ok(look_at(root)?.map(|_| (Obstacle::NoFolder, root.to_owned())));
        }
        Err(error) => return Err(Failure::Save(root.to_owned(), error)),
    }
    let mut path = root.to_owned();
    for part in name.parent().into_iter().flatten() {
        path.push(part);
        match look_at(&path)? {
            None => return Ok(None),
            Some(there) if there.is_dir() => {}
            Some(_) => return Ok(Some((Obstacle::NoFolder, path))),
        }
    }
    let path = root.join(name);
    Ok(match look_at(&path)? {
        None => None,
        Some(there) if !there.is_file() => Some((Obstacle::NoFile, path)),
        Some(_) => (!replaces).then_some((Obstacle::File, path)),
    })
}

/// A file without a name of its own yet, with the permissions of any new one.
pub(super) fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(".ftpscope-").suffix(".part");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Less what the user does not grant (umask).
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Gives a file its name.
pub(super) fn put(file: NamedTempFile, path: &Path, replaces: bool) -> Result<(), Failure> {
    let put = if replaces { file.persist(path) } else { file.persist_noclobber(path) };
    put.map(|_| ()).map_err(|error| Failure::Save(path.to_owned(), error.error))
}

/// Makes a folder.
pub(super) fn make(folder: &Path, make: impl FnOnce(&Path) -> io::Result<()>) -> Result<(), Failure> {
    make(folder).map_err(|error| Failure::Save(folder.to_owned(), error))
}

/// What has this path, a link itself and not what it leads to.
fn look_at(path: &Path) -> Result<Option<Metadata>, Failure> {
    match fs::symlink_metadata(path) {
        Ok(there) => Ok(Some(there)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::Save(path.to_owned(), error)),
    }
}
