//! What must be the same whatever happens to the packets.

use std::collections::BTreeMap;

use ftpscope::address::Side;
use ftpscope::capture::{CaptureReader, FrameSink, RawFrame};
use ftpscope::expert::ExpertInfo;
use ftpscope::network::{Decoded, Fragments, decode};
use ftpscope::tcp::{ConnectionTable, HalfStream};
use serde_json::Value;

use crate::support::read::{dissect, report};

/// A half stream: who sends to whom, and the how manieth connection between them.
type Name = (String, String, usize);

/// The bytes of a half stream without a hole: where they begin, counted from the first one, and they
/// themselves.
type Run = (i64, Vec<u8>);

/// Every half stream with its bytes.
pub(crate) fn streams(capture: &[u8]) -> BTreeMap<Name, Vec<Run>> {
    let mut streams = Streams::default();
    let mut reader = CaptureReader::new();
    reader.push(capture, &mut streams).expect("the capture opens");
    reader.finish(&mut streams).expect("the capture opens");
    let mut found = BTreeMap::new();
    for connection in streams.connections.connections() {
        for side in [Side::A, Side::B] {
            let end = |side| connection.endpoints.get(side).to_string();
            let mut name = (end(side), end(side.other()), 0);
            while found.contains_key(&name) {
                name.2 += 1;
            }
            found.insert(name, runs(connection.halves.get(side)));
        }
    }
    found
}

fn runs(half: &HalfStream) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (position, _, bytes) in half.content().expect("all bytes are kept").pieces() {
        let place = position - half.start();
        match runs.last_mut() {
            Some((start, run)) if *start + run.len() as i64 == place => run.extend(bytes),
            _ => runs.push((place, bytes.to_vec())),
        }
    }
    runs
}

/// All connections with all of their bytes.
#[derive(Default)]
struct Streams {
    fragments: Fragments,
    connections: ConnectionTable,
}

impl FrameSink for Streams {
    fn frame(&mut self, frame: &RawFrame<'_>) {
        let Decoded::Segment(segment) = decode(frame, &mut self.fragments, &mut ()) else {
            panic!("no TCP segment in frame {}", frame.number);
        };
        self.connections.push(frame.number, frame.time, &segment).expect("few connections");
    }

    fn expert(&mut self, _: ExpertInfo) {}
}

/// The sessions as the report has them, without frames and times, and what is odd about them.
pub(crate) fn sessions(capture: &[u8]) -> Value {
    let dissection = dissect(capture);
    let mut sessions = report(&dissection)["sessions"].take();
    strip(&mut sessions);
    for (session, value) in dissection.sessions.iter().zip(sessions.as_array_mut().expect("a list")) {
        // What is odd about a data connection follows from which one is bound, and that is compared.
        let infos = session.experts.infos().iter();
        let infos = infos.filter(|info| info.connection == Some(session.connection));
        let mut odd: Vec<_> =
            infos.map(|info| format!("{} {:?} {:?}", info.code.name(), info.found, info.text)).collect();
        odd.sort();
        value["odd"] = odd.into();
    }
    // In another order of frames another session is the first.
    let list = sessions.as_array_mut().expect("a list");
    list.sort_by_key(|session| session["client"].to_string());
    for (place, session) in list.iter_mut().enumerate() {
        session["id"] = place.into();
    }
    sessions
}

/// Fields that tell of frames and times, and numbers of connections: they follow from first frames.
fn tells_of_frames(name: &str) -> bool {
    const TIMES: [&str; 4] = ["time", "start", "first_time", "last_time"];
    // How often bytes came is what is changed here.
    const FRAMES: [&str; 4] = ["connection", "encrypted_from", "repeated_bytes", "cut_bytes"];
    let is_one_of = |names: &[&str]| names.contains(&name);
    name.contains("frame") || name.ends_with("_ms") || is_one_of(&TIMES) || is_one_of(&FRAMES)
}

fn strip(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(strip),
        Value::Object(fields) => {
            fields.retain(|name, _| !tells_of_frames(name));
            fields.values_mut().for_each(strip);
        }
        _ => {}
    }
}

/// Where two values differ: the way there, and both.
pub(crate) fn differences(one: &Value, other: &Value) -> Vec<String> {
    let within = |name: &dyn std::fmt::Display, one, other| {
        differences(one, other)
            .into_iter()
            .map(|difference| format!("{name}.{difference}"))
            .collect::<Vec<_>>()
    };
    match (one, other) {
        (Value::Object(these), Value::Object(those)) if these.keys().eq(those.keys()) => {
            let fields = these.iter().zip(those.values());
            fields.flat_map(|((name, one), other)| within(name, one, other)).collect()
        }
        (Value::Array(these), Value::Array(those)) if these.len() == those.len() => {
            let pairs = these.iter().zip(those).enumerate();
            pairs.flat_map(|(place, (one, other))| within(&place, one, other)).collect()
        }
        _ if one == other => Vec::new(),
        _ => vec![format!(" expected {one}, found {other}")],
    }
}
