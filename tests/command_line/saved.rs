//! Captures with files in them, and what was saved of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ftpscope::session::dialogue::Speaker::{Client, Server};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::program::run;
use super::support::scenario::{Scenario, scenario};

/// A folder that is gone after the test.
pub(crate) fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// A session that is logged in and transfers images.
pub(crate) fn logged_in() -> Scenario {
    scenario()
        .open()
        .server("220 ready\r\n")
        .client("USER anna\r\nPASS x\r\n")
        .server("331 who\r\n230 in\r\n")
        .client("TYPE I\r\n")
        .server("200 Type set to I\r\n")
}

/// One more download, in passive mode; `send` is what the data connection carries.
pub(crate) fn download(
    session: Scenario,
    port: u16,
    path: impl AsRef<[u8]>,
    send: impl FnOnce(Scenario) -> Scenario,
) -> Scenario {
    transfer(session, port, &[b"RETR ", path.as_ref()].concat(), |data| send(data).close_from(Server))
}

/// One more upload.
pub(crate) fn upload(session: Scenario, port: u16, path: impl AsRef<[u8]>, bytes: &str) -> Scenario {
    transfer(session, port, &[b"STOR ", path.as_ref()].concat(), |data| data.client(bytes).close_from(Client))
}

/// One more listing.
pub(crate) fn listing(session: Scenario, port: u16, command: &str, bytes: impl AsRef<[u8]>) -> Scenario {
    listing_of(session, port, command, |data| data.server(bytes))
}

/// The same; `send` is what the data connection carries.
pub(crate) fn listing_of(
    session: Scenario,
    port: u16,
    command: &str,
    send: impl FnOnce(Scenario) -> Scenario,
) -> Scenario {
    transfer(session, port, command.as_bytes(), |data| send(data).close_from(Server))
}

fn transfer(
    session: Scenario,
    port: u16,
    command: &[u8],
    send: impl FnOnce(Scenario) -> Scenario,
) -> Scenario {
    let [high, low] = port.to_be_bytes();
    let asked = session
        .on(0)
        .client("PASV\r\n")
        .server(format!("227 Entering Passive Mode (192,0,2,20,{high},{low})\r\n"))
        .client([command, b"\r\n"].concat())
        .server("150 go\r\n");
    send(asked.connection(port + 1, port).open()).on(0).server("226 done\r\n")
}

/// A capture of downloads: paths and what they hold.
pub(crate) fn downloads<P: AsRef<[u8]>, B: AsRef<[u8]>>(files: &[(P, B)]) -> Vec<u8> {
    let ports = (40_000..).step_by(2);
    let fetched = files.iter().zip(ports).fold(logged_in(), |session, ((path, bytes), port)| {
        download(session, port, path, |data| data.server(bytes))
    });
    fetched.pcap()
}

/// What extracting printed, as texts.
#[derive(Debug)]
pub(crate) struct Extracted {
    pub(crate) status: Option<i32>,
    pub(crate) output: String,
    pub(crate) complaints: String,
}

/// Extracts from standard input.
pub(crate) fn extract(capture: &[u8], to: &Path, options: &[&str]) -> Extracted {
    let to = to.to_str().expect("temporary folders have plain names");
    let output = run(&[&["extract", "-", "--to", to], options].concat(), capture);
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Extracted { status: output.status.code(), output: text(output.stdout), complaints: text(output.stderr) }
}

/// The same where it succeeds and complains of nothing.
#[track_caller]
pub(crate) fn extract_all(capture: &[u8], to: &Path, options: &[&str]) -> String {
    let extracted = extract(capture, to, options);
    assert_eq!((extracted.status, extracted.complaints.as_str()), (Some(0), ""), "{extracted:?}");
    extracted.output
}

/// All files below a folder by their paths in it. Links are told as such.
pub(crate) fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name =
                path.strip_prefix(folder).expect("below it").to_str().expect("UTF-8").replace('\\', "/");
            let kind = fs::symlink_metadata(&path).expect("it is there").file_type();
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_symlink() {
                files.insert(name, b"a link".to_vec());
            } else {
                files.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// The manifest in a folder.
pub(crate) fn manifest(folder: &Path) -> Value {
    let text = fs::read_to_string(folder.join("manifest.json")).expect("a manifest");
    serde_json::from_str(&text).expect("JSON")
}

pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
