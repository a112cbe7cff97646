//! An announced endpoint, with the arithmetic of its port.

use super::Fact;
use crate::view::{EndpointAnnouncementView, SessionView};

/// A sentence about an announced endpoint: its address, its port, and the two numbers that the port is made of
/// where the form has them (RFC 959 §4.1.2: the high order byte first).
pub(super) fn with_endpoint(fact: Fact, announced: &EndpointAnnouncementView) -> Fact {
    let fact = fact.text("address", &announced.endpoint.address).number("port", announced.endpoint.port);
    match announced.port_numbers {
        Some([high, low]) => fact.number("high", high).number("low", low),
        None => fact,
    }
}

/// That an announced endpoint is at a third host: a transfer between two servers, or an attack (RFC 2577 §2).
pub(super) fn third_host_fact(
    announced: &EndpointAnnouncementView,
    session: &SessionView,
    frame: u32,
) -> Option<Fact> {
    let (peer, id) = match announced.listener {
        "server" => (&session.server, "explain.odd.third_host_listens"),
        _ => (&session.client, "explain.odd.third_host_called"),
    };
    let fact = Fact::odd(id).at([frame]).text("address", &announced.endpoint.address);
    let is_other = peer.address != announced.endpoint.address;
    is_other.then(|| fact.text("peer", &peer.address).by(Some("RFC 2577 §2")))
}
