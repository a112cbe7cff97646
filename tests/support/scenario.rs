//! A conversation written down as a script.
//!
//! Each step appends frames; the steps in `last_frame` change the frame appended last. Sequence numbers follow from what was sent, and each frame
//! acknowledges all that the other side has sent, lost or not, unless the
//! script says otherwise.

use std::net::SocketAddr;

use etherparse::TcpHeader;
use ftpscope::dissector::Dissection;
use ftpscope::session::dialogue::Speaker::{self, Client, Server};

use super::frame::{CapturedFrame, ScriptedSegment};
use super::{read, write};

/// A script in the making.
#[derive(Clone, Debug)]
pub(crate) struct Scenario {
    client_host: &'static str,
    server_host: &'static str,
    connections: Vec<ScriptedConnection>,
    /// Place of the connection that the next step belongs to.
    current: usize,
    pub(super) segments: Vec<ScriptedSegment>,
}

/// A connection of a script.
#[derive(Clone, Debug)]
struct ScriptedConnection {
    client: SocketAddr,
    server: SocketAddr,
    from_client: ScriptedStream,
    from_server: ScriptedStream,
}

/// One direction of a connection.
#[derive(Clone, Copy, Debug)]
struct ScriptedStream {
    /// Sequence number of the next byte.
    next: u32,
    /// What the other side is told to have got; `None`: all.
    acknowledged: Option<u32>,
}

/// An empty script: client 192.0.2.10, port 50000, and server 192.0.2.20, port 21.
pub(crate) fn scenario() -> Scenario {
    Scenario::between("192.0.2.10", "192.0.2.20")
}

/// The same over IPv6: 2001:db8::10 and 2001:db8::20.
pub(crate) fn scenario_ipv6() -> Scenario {
    Scenario::between("[2001:db8::10]", "[2001:db8::20]")
}

impl Scenario {
    fn between(client_host: &'static str, server_host: &'static str) -> Self {
        let empty =
            Self { client_host, server_host, connections: Vec::new(), current: 0, segments: Vec::new() };
        empty.connection(50_000, 21)
    }

    /// Goes on with a new connection between these ports.
    pub(crate) fn connection(mut self, client_port: u16, server_port: u16) -> Self {
        let address =
            |host: &str, port: u16| format!("{host}:{port}").parse().expect("an address and a port");
        self.connections.push(ScriptedConnection {
            client: address(self.client_host, client_port),
            server: address(self.server_host, server_port),
            from_client: ScriptedStream { next: 1_000, acknowledged: None },
            from_server: ScriptedStream { next: 5_000, acknowledged: None },
        });
        self.current = self.connections.len() - 1;
        self
    }

    /// Goes on with a connection that was begun before, the first one being 0.
    pub(crate) fn on(mut self, connection: usize) -> Self {
        self.current = connection;
        self
    }

    /// The current connection, on which nothing was sent, has these ports instead.
    pub(crate) fn ports(mut self, client: u16, server: u16) -> Self {
        let connection = &mut self.connections[self.current];
        connection.client.set_port(client);
        connection.server.set_port(server);
        self
    }

    /// The current connection, on which nothing was sent, is between these addresses instead.
    pub(crate) fn hosts(mut self, client: &str, server: &str) -> Self {
        let address = |host: &str| host.parse().expect("an address");
        let connection = &mut self.connections[self.current];
        connection.client.set_ip(address(client));
        connection.server.set_ip(address(server));
        self
    }

    /// The next bytes of the two sides have these sequence numbers.
    pub(crate) fn sequence_numbers(mut self, client: u32, server: u32) -> Self {
        self.stream(Client).next = client;
        self.stream(Server).next = server;
        self
    }

    /// The client opens the connection: three frames.
    pub(crate) fn open(self) -> Self {
        self.open_from(Client)
    }

    /// The client opens the connection and sends this in its SYN (RFC 7413).
    pub(crate) fn open_with(mut self, text: &str) -> Self {
        self.append(Client, |header| {
            header.syn = true;
            header.ack = false;
        });
        self.last().payload = text.as_bytes().to_vec();
        let length = u32::try_from(text.len()).expect("a segment is short");
        let stream = self.stream(Client);
        stream.next = stream.next.wrapping_add(length);
        self.append(Server, |header| header.syn = true);
        self.acknowledge(Client)
    }

    /// This side opens the connection, as the server does in active mode.
    pub(crate) fn open_from(mut self, opener: Speaker) -> Self {
        let other = other(opener);
        self.append(opener, |header| {
            header.syn = true;
            header.ack = false;
        });
        self.append(other, |header| header.syn = true);
        self.acknowledge(opener)
    }

    /// The client sends this in one segment.
    pub(crate) fn client(self, text: impl AsRef<[u8]>) -> Self {
        self.says(Client, text)
    }

    /// The server sends this in one segment.
    pub(crate) fn server(self, text: impl AsRef<[u8]>) -> Self {
        self.says(Server, text)
    }

    /// This side sends this in one segment.
    pub(crate) fn says(mut self, speaker: Speaker, text: impl AsRef<[u8]>) -> Self {
        self.append_payload(speaker, text.as_ref());
        self
    }

    /// This side sends this in segments of `size` bytes.
    pub(crate) fn in_pieces(self, speaker: Speaker, size: usize, text: impl AsRef<[u8]>) -> Self {
        text.as_ref().chunks(size).fold(self, |scenario, piece| scenario.says(speaker, piece))
    }

    /// This side sends again, from `back` bytes before the end of its stream,
    /// what may be the same bytes or others. What goes beyond the end is new.
    pub(crate) fn again(mut self, speaker: Speaker, back: u32, text: impl AsRef<[u8]>) -> Self {
        let end = self.stream(speaker).next;
        self.stream(speaker).next = end.wrapping_sub(back);
        self.append_payload(speaker, text.as_ref());
        let after = self.stream(speaker).next;
        if after.wrapping_sub(end).cast_signed() < 0 {
            self.stream(speaker).next = end;
        }
        self
    }

    /// This side sends bytes that are nowhere in the capture.
    pub(crate) fn skip(mut self, speaker: Speaker, bytes: u32) -> Self {
        let stream = self.stream(speaker);
        stream.next = stream.next.wrapping_add(bytes);
        self
    }

    /// This side sends an acknowledgement and no payload.
    pub(crate) fn acknowledge(mut self, speaker: Speaker) -> Self {
        self.append(speaker, |_| ());
        self
    }

    /// This side sends a keep-alive with one byte of rubbish (RFC 9293 §3.8.4).
    pub(crate) fn keep_alive(self, speaker: Speaker) -> Self {
        self.again(speaker, 1, [0])
    }

    /// The client closes the connection: FIN of both sides.
    pub(crate) fn close(self) -> Self {
        self.close_from(Client)
    }

    /// This side closes the connection: FIN of both sides.
    pub(crate) fn close_from(self, closer: Speaker) -> Self {
        self.finish(closer).finish(other(closer)).acknowledge(closer)
    }

    /// This side sends FIN.
    pub(crate) fn finish(mut self, speaker: Speaker) -> Self {
        self.append(speaker, |header| header.fin = true);
        self
    }

    /// This side sends RST.
    pub(crate) fn reset(mut self, speaker: Speaker) -> Self {
        self.append(speaker, |header| header.rst = true);
        self
    }

    /// This side sends RST with a text that says why (RFC 1122 §4.2.2.12).
    pub(crate) fn reset_with(mut self, speaker: Speaker, text: &str) -> Self {
        self.append(speaker, |header| header.rst = true);
        self.last().payload = text.as_bytes().to_vec();
        self
    }

    /// This side sends a SYN and nothing more.
    pub(crate) fn syn(mut self, speaker: Speaker) -> Self {
        self.append(speaker, |header| {
            header.syn = true;
            header.ack = false;
        });
        self
    }

    /// This side answers a SYN.
    pub(crate) fn syn_ack(mut self, speaker: Speaker) -> Self {
        self.append(speaker, |header| header.syn = true);
        self
    }

    /// What this side has sent up to now does not reach the other one yet:
    /// nobody acknowledges more of it until [`arrived`](Self::arrived).
    pub(crate) fn under_way(mut self, speaker: Speaker) -> Self {
        let stream = self.stream(speaker);
        stream.acknowledged = stream.acknowledged.or(Some(stream.next));
        self
    }

    /// All that this side has sent has reached the other one.
    pub(crate) fn arrived(mut self, speaker: Speaker) -> Self {
        self.stream(speaker).acknowledged = None;
        self
    }

    /// Only the frames of this side were captured.
    pub(crate) fn only(mut self, speaker: Speaker) -> Self {
        let senders: Vec<_> = self.connections.iter().map(|connection| connection.end(speaker)).collect();
        self.segments.retain(|segment| senders.contains(&segment.source));
        self
    }

    /// The frames in the order of the capture.
    pub(crate) fn frames(&self) -> Vec<CapturedFrame> {
        let mut order: Vec<_> = self.segments.iter().enumerate().collect();
        // Behind the frame that overtakes it last, and before the one after that.
        order.sort_by_key(|(place, segment)| (place + segment.overtaken_by, segment.overtaken_by > 0));
        order.into_iter().map(|(_, segment)| segment.frame()).collect()
    }

    /// The capture as a pcap file.
    pub(crate) fn pcap(&self) -> Vec<u8> {
        write::pcap(&self.frames())
    }

    /// What the program reads in it.
    pub(crate) fn dissect(&self) -> Dissection {
        read::dissect(&self.pcap())
    }

    fn stream(&mut self, speaker: Speaker) -> &mut ScriptedStream {
        let connection = &mut self.connections[self.current];
        match speaker {
            Client => &mut connection.from_client,
            Server => &mut connection.from_server,
        }
    }

    fn append_payload(&mut self, speaker: Speaker, payload: &[u8]) {
        self.append(speaker, |header| header.psh = true);
        self.last().payload = payload.to_vec();
        let length = u32::try_from(payload.len()).expect("a segment is short");
        let stream = self.stream(speaker);
        stream.next = stream.next.wrapping_add(length);
    }

    /// Appends a frame without payload whose header `change` completes.
    fn append(&mut self, speaker: Speaker, change: impl FnOnce(&mut TcpHeader)) {
        let other_stream = *self.stream(other(speaker));
        let sequence = self.stream(speaker).next;
        let connection = &self.connections[self.current];
        let (source, destination) = (connection.end(speaker), connection.end(other(speaker)));
        let mut header = TcpHeader::new(source.port(), destination.port(), sequence, 65_535);
        header.ack = true;
        header.acknowledgment_number = other_stream.acknowledged.unwrap_or(other_stream.next);
        change(&mut header);
        if !header.ack {
            header.acknowledgment_number = 0;
        }
        let length = u32::from(header.syn) + u32::from(header.fin);
        self.stream(speaker).next = sequence.wrapping_add(length);
        self.segments.push(ScriptedSegment {
            gap_ms: 1,
            source,
            destination,
            identification: 0,
            header,
            payload: Vec::new(),
            captured_payload: None,
            wrong_checksum: false,
            overtaken_by: 0,
        });
    }
}

impl ScriptedConnection {
    fn end(&self, speaker: Speaker) -> SocketAddr {
        match speaker {
            Client => self.client,
            Server => self.server,
        }
    }
}

fn other(speaker: Speaker) -> Speaker {
    match speaker {
        Client => Server,
        Server => Client,
    }
}
