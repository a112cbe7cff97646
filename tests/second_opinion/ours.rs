//! What this program says of each frame of a capture.

use ftpscope::dissector::Dissection;
use ftpscope::tcp::AnalysisFlags;
use ftpscope::units::FrameNumber;
use ftpscope::view::{FieldView, Passwords, frame_view};

use super::tshark::{Fields, Said};

/// A frame.
#[derive(Debug)]
pub(crate) struct Packet {
    /// Its fields, those of FTP left out.
    pub(crate) fields: Fields,
    /// Lines of a control connection in it.
    pub(crate) lines: Vec<Line>,
    /// What TCP has to say about it.
    pub(crate) analysis: AnalysisFlags,
    /// Why it could not be read further.
    pub(crate) problem: Option<&'static str>,
}

/// A line that has bytes in a frame.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) said: Said,
    /// Whether other frames have bytes of it, too.
    pub(crate) is_split: bool,
    /// The whole line.
    pub(crate) text: String,
}

/// The frame at this place, from 0.
pub(crate) fn packet(dissection: &Dissection, capture: &[u8], place: usize) -> Option<Packet> {
    let number = FrameNumber::at_index(place)?;
    let view = frame_view(dissection, &capture, number, Passwords::Revealed).expect("it is in memory")?;
    let (ftp, other): (Vec<_>, Vec<_>) = view.layers.iter().partition(|layer| layer.name == "ftp");
    let mut fields = Fields::new();
    other.into_iter().for_each(|layer| gather(layer, &mut fields));
    let time = view.row.time;
    let epoch = format!("{}.{:09}", time.seconds, time.nanoseconds);
    fields.insert("frame.time_epoch".to_owned(), vec![epoch]);
    let lines = ftp.iter().flat_map(|layer| &layer.children).map(line).collect();
    let analysis = dissection.analyses.get(number).flags;
    Some(Packet { fields, lines, analysis, problem: view.row.problem })
}

fn gather(field: &FieldView, fields: &mut Fields) {
    fields.entry(field.name.to_owned()).or_default().push(field.value.clone());
    field.children.iter().for_each(|child| gather(child, fields));
}

fn line(field: &FieldView) -> Line {
    let child = |name: &str| {
        let wanted = format!("{}.{name}", field.name);
        field.children.iter().find(|child| child.name == wanted).map(|child| child.value.clone())
    };
    let said = match field.name {
        "ftp.request" => Said::Request { command: child("command"), argument: child("arg") },
        _ => Said::Response { code: child("code"), text: child("arg") },
    };
    let is_split = field.children.iter().any(|child| child.name == "tcp.segment");
    Line { said, is_split, text: field.value.clone() }
}
