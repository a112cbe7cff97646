//! The capture as a whole.

use super::Value;
use super::fact::Facts;
use crate::view::CaptureView;

/// Capture filters that are told; each interface may have its own, and a capture can describe thousands.
const FILTERS: usize = 8;

/// Tells how much the capture holds, and what it lacks.
pub(super) fn tell_capture(facts: &mut Facts, capture: &CaptureView, sessions: usize) {
    let packets = u64::from(capture.frames);
    match capture.duration_ms {
        Some(duration) => {
            facts.said("explain.capture.packets").counting(packets).with("duration", Value::Span(duration))
        }
        None => facts.said("explain.capture.packets_without_time").counting(packets),
    };
    match sessions {
        0 => facts.said("explain.capture.no_session"),
        _ => facts.said("explain.capture.sessions").counting(sessions as u64),
    };
    let mut told: Vec<&str> = Vec::new();
    for filter in capture.interfaces.iter().filter_map(|interface| interface.filter.as_deref()) {
        if told.len() < FILTERS && !told.contains(&filter) {
            facts.said("explain.capture.filter").text("filter", filter);
            told.push(filter);
        }
    }
    if capture.cut_frames > 0 {
        let fact = facts.notice("explain.capture.cut").counting(capture.cut_frames.into());
        fact.text("option", "tcpdump -s 0");
    }
    if capture.control_only {
        facts.notice("explain.capture.control_only").text("filter", "port ftp");
    }
}
