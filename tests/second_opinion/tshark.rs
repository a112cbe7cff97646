//! What tshark says of each frame of a capture.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// Fields of a frame by their names, each with its values in order.
pub(crate) type Fields = BTreeMap<String, Vec<String>>;

/// A line of a control connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// Of the client.
    Request { command: Option<String>, argument: Option<String> },
    /// Of the server.
    Response { code: Option<String>, text: Option<String> },
}

impl Said {
    /// Command and argument, or code and text.
    pub(crate) fn parts(&self) -> [Option<&str>; 2] {
        match self {
            Self::Request { command, argument } => [command.as_deref(), argument.as_deref()],
            Self::Response { code, text } => [code.as_deref(), text.as_deref()],
        }
    }
}

/// A field that every packet has and nothing else: tshark numbers custom blocks of pcapng, too.
const OF_PACKETS: &str = "frame.encap_type";

/// Fields that tell of FTP, and what explains that they are wrong.
const OTHERS: [&str; 8] = [
    OF_PACKETS,
    "frame.protocols",
    "tcp.port",
    "ftp.request",
    "ftp.request.command",
    "ftp.request.arg",
    "ftp.response.code",
    "ftp.response.arg",
];

/// Whether tshark can be run here.
pub(crate) fn is_installed() -> bool {
    Command::new("tshark").arg("--version").output().is_ok_and(|output| output.status.success())
}

/// The packets of a capture, in order, with these fields. Names are not
/// looked up, and sums are not checked.
pub(crate) fn packets(capture: &Path, names: &[&str]) -> Vec<Fields> {
    let output = run(capture, names).expect("tshark runs");
    // It complains about cut files and about being run by root, and prints what it has all the same.
    let frames: Vec<Value> = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{}: {error}", capture.display()));
    frames.iter().map(fields).filter(|fields| fields.contains_key(OF_PACKETS)).collect()
}

/// The line that it sees in a segment: the first one.
pub(crate) fn said(fields: &Fields) -> Option<Said> {
    let value = |name: &str| fields.get(name).and_then(|values| values.first()).cloned();
    match value("ftp.request")?.as_str() {
        "1" => {
            Some(Said::Request { command: value("ftp.request.command"), argument: value("ftp.request.arg") })
        }
        _ => Some(Said::Response { code: value("ftp.response.code"), text: value("ftp.response.arg") }),
    }
}

/// The fields by which it would say this.
pub(crate) fn fields_of(said: &Said) -> Fields {
    let (kind, names) = match said {
        Said::Request { .. } => ("1", ["ftp.request.command", "ftp.request.arg"]),
        Said::Response { .. } => ("0", ["ftp.response.code", "ftp.response.arg"]),
    };
    let parts = names.into_iter().zip(said.parts());
    let parts = parts.filter_map(|(name, part)| part.map(|part| (name.to_owned(), vec![part.to_owned()])));
    parts.chain([("ftp.request".to_owned(), vec![kind.to_owned()])]).collect()
}

fn run(capture: &Path, names: &[&str]) -> io::Result<Output> {
    let mut command = Command::new("tshark");
    command.args(["-n", "-T", "json", "-r"]).arg(capture);
    for name in names.iter().chain(&OTHERS) {
        command.args(["-e", name]);
    }
    command.output()
}

fn fields(frame: &Value) -> Fields {
    let layers = frame["_source"]["layers"].as_object().expect("the layers of a frame");
    let value = |value: &Value| match value.as_str().expect("a text") {
        // As newer versions write what is true or not.
        "True" => "1".to_owned(),
        "False" => "0".to_owned(),
        text => text.to_owned(),
    };
    let values = |values: &Value| values.as_array().expect("a list of values").iter().map(value).collect();
    layers.iter().map(|(name, found)| (name.clone(), values(found))).collect()
}
