//! What the program reads in a capture, in short forms that a test can hold
//! against a list.

use ftpscope::capture::OpenError;
use ftpscope::dissector::{Dissection, Dissector};
use ftpscope::second_look::look_again;
use ftpscope::session::Session;
use ftpscope::session::exchange::{Exchange, ExchangeKind};
use ftpscope::units::FrameNumber;
use ftpscope::view::{FrameView, Passwords, Report, frame_view};
use serde_json::Value;

/// Reads a capture that comes in slices, its transfers twice where they have to be.
pub(crate) fn try_dissect<'a>(slices: impl IntoIterator<Item = &'a [u8]>) -> Result<Dissection, OpenError> {
    let mut dissector = Dissector::new();
    let (mut file, mut unpacked) = (Vec::new(), Vec::new());
    for slice in slices {
        file.extend_from_slice(slice);
        dissector.push_and_spool(slice, &mut |bytes| unpacked.extend_from_slice(bytes))?;
    }
    let mut dissection = dissector.finish_and_spool(&mut |bytes| unpacked.extend_from_slice(bytes))?;
    let source = if dissection.compression.is_some() { unpacked.as_slice() } else { file.as_slice() };
    look_again(&mut dissection, &source).expect("the capture is read again");
    Ok(dissection)
}

/// Reads a capture, and gives the bytes in which its frames are read again.
pub(crate) fn try_dissect_unpacked(file: &[u8]) -> Result<(Dissection, Vec<u8>), OpenError> {
    let mut unpacked = Vec::new();
    let mut dissector = Dissector::new();
    dissector.push_and_spool(file, &mut |bytes| unpacked.extend_from_slice(bytes))?;
    let mut dissection = dissector.finish_and_spool(&mut |bytes| unpacked.extend_from_slice(bytes))?;
    let source = if dissection.compression.is_some() { unpacked } else { file.to_vec() };
    look_again(&mut dissection, &source.as_slice()).expect("the capture is read again");
    Ok((dissection, source))
}

/// Reads a capture that can be read.
#[track_caller]
pub(crate) fn dissect(capture: &[u8]) -> Dissection {
    try_dissect([capture]).expect("the capture opens")
}

/// The report, passwords masked.
pub(crate) fn report(dissection: &Dissection) -> Value {
    serde_json::to_value(Report::new(dissection, Passwords::Masked)).expect("the report is JSON")
}

/// The report as the goldens hold it.
pub(crate) fn report_text(dissection: &Dissection) -> String {
    let report = Report::new(dissection, Passwords::Masked);
    let mut text = serde_json::to_string_pretty(&report).expect("the report is JSON");
    text.push('\n');
    text
}

/// A frame taken apart, passwords masked.
#[track_caller]
pub(crate) fn packet(dissection: &Dissection, capture: &[u8], number: u32) -> FrameView {
    let number = FrameNumber::new(number).expect("frames are counted from 1");
    let view =
        frame_view(dissection, &capture, number, Passwords::Masked).expect("the capture is read again");
    view.expect("there is such a frame")
}

/// The packets as the goldens hold them: one a line, without the layers below
/// FTP in all but the first.
pub(crate) fn packets_text(dissection: &Dissection, capture: &[u8]) -> String {
    let line = |number| {
        let mut view = packet(dissection, capture, number);
        view.layers.retain(|layer| number == 1 || layer.name.starts_with("ftp"));
        serde_json::to_string(&view).expect("the view is JSON") + "\n"
    };
    (1..=dissection.frames.count()).map(line).collect()
}

/// The one session of a capture.
#[track_caller]
pub(crate) fn session(dissection: &Dissection) -> &Session {
    match dissection.sessions.as_slice() {
        [session] => session,
        sessions => panic!("{} sessions instead of one", sessions.len()),
    }
}

/// What was said in the one session, an exchange a line: `USER anna -> 331`,
/// `RETR f -> 150 226`, `NOOP -> nothing`, `(greeting) -> 220`,
/// `(unasked) -> 421`, `(invalid) ... -> 500`; `---` is a reply without a code.
#[track_caller]
pub(crate) fn talk(dissection: &Dissection) -> Vec<String> {
    session(dissection).exchanges.iter().map(|exchange| one_line(exchange, |_| String::new())).collect()
}

/// The same with the frames that carried each line: `USER anna [5 6] -> 331 [8]`.
#[track_caller]
pub(crate) fn talk_with_frames(dissection: &Dissection) -> Vec<String> {
    let frames = |frames: &[FrameNumber]| {
        let numbers: Vec<_> = frames.iter().map(ToString::to_string).collect();
        format!(" [{}]", numbers.join(" "))
    };
    session(dissection).exchanges.iter().map(|exchange| one_line(exchange, frames)).collect()
}

fn one_line(exchange: &Exchange, frames: impl Fn(&[FrameNumber]) -> String) -> String {
    let mut line = match (exchange.kind, &exchange.line) {
        (ExchangeKind::Greeting, _) => "(greeting)".to_owned(),
        (ExchangeKind::Unasked, _) => "(unasked)".to_owned(),
        (_, Some(line)) => {
            let text = match &exchange.command {
                Some(command) => match &command.argument {
                    Some(argument) => format!("{} {}", command.verb.name(), argument.escape_ascii()),
                    None => command.verb.name().into_owned(),
                },
                None => format!("(invalid) {}", line.line.text.escape_ascii()),
            };
            text + &frames(&line.frames)
        }
        (kind, None) => panic!("an exchange of kind {kind:?} without its line"),
    };
    line.push_str(" ->");
    for reply in &exchange.replies {
        match reply.code {
            Some(code) => line.push_str(&format!(" {code}")),
            None => line.push_str(" ---"),
        }
        let carried: Vec<_> = reply.lines.iter().flat_map(|line| line.frames.iter().copied()).collect();
        line.push_str(&frames(&carried));
    }
    if exchange.replies.is_empty() {
        line.push_str(" nothing");
    }
    line
}

/// The expert infos of a capture without those of the analysis of TCP: `line_cut@5`, `file_cut` where no
/// frame is named.
pub(crate) fn odd(dissection: &Dissection) -> Vec<String> {
    odd_with_tcp(dissection).into_iter().filter(|info| !info.starts_with("tcp_")).collect()
}

/// All expert infos of a capture.
pub(crate) fn odd_with_tcp(dissection: &Dissection) -> Vec<String> {
    let infos = dissection.experts.infos().iter();
    infos
        .map(|info| match info.frame {
            Some(frame) => format!("{}@{frame}", info.code.name()),
            None => info.code.name().to_owned(),
        })
        .collect()
}

/// The transfers of the one session: `download f completed passive 60000`,
/// the endpoint's port last, or `default`.
#[track_caller]
pub(crate) fn transfers(dissection: &Dissection) -> Vec<String> {
    let report = report(dissection);
    let transfers = report["sessions"][0]["transfers"].as_array().expect("a list of transfers");
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    transfers
        .iter()
        .map(|transfer| {
            let port = transfer["endpoint"]["port"].as_u64();
            let endpoint = port.map_or("default".to_owned(), |port| port.to_string());
            let (direction, path) = (word(&transfer["direction"]), word(&transfer["path"]));
            let (outcome, mode) = (word(&transfer["outcome"]), word(&transfer["mode"]));
            format!("{direction} {path} {outcome} {mode} {endpoint}")
        })
        .collect()
}
