//! The capture as a whole.

use super::{Fact, Value};
use crate::view::CaptureView;

/// How much the capture holds, and what it lacks.
pub(super) fn capture_facts(capture: &CaptureView, sessions: usize) -> Vec<Fact> {
    let packets = Fact::said("explain.capture.packets").counting(capture.frames.into());
    let packets = match capture.duration_ms {
        Some(duration) => packets.with("duration", Value::Span(duration)),
        None => Fact::said("explain.capture.packets_without_time").counting(capture.frames.into()),
    };
    let mut facts = vec![packets];
    facts.push(match sessions {
        0 => Fact::said("explain.capture.no_session"),
        _ => Fact::said("explain.capture.sessions").counting(sessions as u64),
    });
    let mut filters: Vec<_> =
        capture.interfaces.iter().filter_map(|interface| interface.filter.as_ref()).collect();
    filters.dedup();
    facts.extend(filters.iter().map(|filter| Fact::said("explain.capture.filter").text("filter", filter)));
    if capture.cut_frames > 0 {
        let fact = Fact::notice("explain.capture.cut").counting(capture.cut_frames.into());
        facts.push(fact.text("option", "tcpdump -s 0"));
    }
    if capture.control_only {
        facts.push(Fact::notice("explain.capture.control_only").text("filter", "port ftp"));
    }
    facts
}
