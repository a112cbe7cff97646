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

/// Says where a client announces an endpoint at a third host: a transfer between two servers, or an attack
/// (RFC 2577 §2). That of a server is taken to be at the server itself.
pub(super) fn tell_third_host(
    facts: &mut Facts,
    announced: &EndpointAnnouncementView,
    session: &SessionView,
    frame: u32,
) {
    let client = &session.client.address;
    if announced.listener == "client" && *client != announced.endpoint.address {
        let fact = facts.odd("explain.odd.third_host_called").at(frame);
        fact.text("address", &announced.endpoint.address).text("peer", client).by("RFC 2577 §2");
    }
}
