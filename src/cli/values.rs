//! Values as text for people.

use ftpscope::view::{EndpointView, SessionView, TimeView};

/// An address with its port.
pub(super) fn endpoint(EndpointView { address, port }: &EndpointView) -> String {
    if address.contains(':') { format!("[{address}]:{port}") } else { format!("{address}:{port}") }
}

/// A moment in UTC, to the microsecond.
pub(super) fn moment(time: TimeView) -> String {
    let nanoseconds = i32::try_from(time.nanoseconds).unwrap_or(0);
    jiff::Timestamp::new(time.seconds, nanoseconds)
        .map_or_else(|_| format!("{} s after 1970", time.seconds), |moment| format!("{moment:.6}"))
}

/// Many bytes, or one.
pub(super) fn amount(bytes: u64) -> String {
    if bytes == 1 { "1 byte".to_owned() } else { format!("{bytes} bytes") }
}

/// Many of something, or one.
pub(super) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// The command that captures the data connections of a session, too.
pub(super) fn capture_command(session: &SessionView) -> String {
    let (client, server) = (&session.client.address, &session.server.address);
    format!("tcpdump -i <interface> -n -w ftp.pcap 'host {client} and host {server}'")
}
