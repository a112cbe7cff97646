//! Captures of other traffic: each is read, and no FTP is found in it.

use std::fs;
use std::path::Path;

use super::not_yet;
use crate::support::corpus;
use crate::support::read::try_dissect;

#[test]
fn no_ftp_is_found_where_there_is_none() {
    let Some(files) = corpus::files("no_ftp_is_found_where_there_is_none", "robust") else { return };
    let failures = files.iter().filter_map(|file| {
        let failure = check(file).err()?;
        Some(format!("{}: {failure}", file.display()))
    });
    let failures: Vec<_> = failures.collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn check(file: &Path) -> Result<(), String> {
    let bytes = fs::read(file).map_err(|error| error.to_string())?;
    let dissection = match try_dissect(bytes.chunks(1 << 16)) {
        Ok(dissection) => dissection,
        Err(error) if not_yet::file(&error).is_some() => return Ok(()),
        Err(error) => return Err(error.to_string()),
    };
    match (dissection.sessions.as_slice(), dissection.frames.count()) {
        ([], 0) => Err("no frame".to_owned()),
        ([], _) => Ok(()),
        (sessions, _) => Err(format!("{} sessions", sessions.len())),
    }
}
