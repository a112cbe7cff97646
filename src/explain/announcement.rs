//! An announced endpoint, with the arithmetic of its port.

use super::fact::{Fact, Facts};
use crate::view::{EndpointAnnouncementView, SessionView};

/// Names an announced endpoint in a sentence: its address, its port, and the two numbers that the port is made of
/// where the form has them (RFC 959 §4.1.2: the high order byte first).
pub(super) fn name_endpoint(fact: &mut Fact, announced: &EndpointAnnouncementView) {
    fact.endpoint(["address", "port"], &announced.endpoint);
    if let Some([high, low]) = announced.port_numbers {
        fact.number("high", high.into()).number("low", low.into());
    }
}

/// Says where an announced endpoint is at a third host: a transfer between two servers, or an attack (RFC 2577 §2).
pub(super) fn tell_third_host(
    facts: &mut Facts,
    announced: &EndpointAnnouncementView,
    session: &SessionView,
    frame: u32,
) {
    let (peer, id) = match announced.listener {
        "server" => (&session.server, "explain.odd.third_host_listens"),
        _ => (&session.client, "explain.odd.third_host_called"),
    };
    if peer.address != announced.endpoint.address {
        let fact = facts.odd(id).at(frame).text("address", &announced.endpoint.address);
        fact.text("peer", &peer.address).by("RFC 2577 §2");
    }
}
