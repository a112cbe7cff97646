//! A frame taken apart.

use std::ops::Range;

use super::Field;
use super::carried::Carried;
use super::ftp::{Payload, control, control_info, data};
use super::headers::{ARP, table};
use super::secret::secret;
use super::sent_segment::SentSegment;
use super::tcp::{acknowledged, analysed, tcp};
use super::tls::records;
use crate::address::Side;
use crate::capture::RawFrame;
use crate::dissector::Dissection;
use crate::expert::ExpertCode;
use crate::frame_table::FrameEntry;
use crate::network::{Decoded, Fragments, Layer, Segment, TcpFlags, decode};
use crate::passwords::Passwords;
use crate::session::Session;
use crate::tcp::{Connection, Extent};

/// A frame taken apart, and what the list of packets says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Packet {
    /// Its layers, the outermost first.
    pub layers: Vec<Field>,
    /// Address of who sent it.
    pub source: Option<String>,
    /// Address of whom it was sent to.
    pub destination: Option<String>,
    /// Name of the highest protocol that was read.
    pub protocol: String,
    /// What the info column says.
    pub info: String,
    /// Why it could not be read further.
    pub problem: Option<ExpertCode>,
    /// Place of the session that it belongs to.
    pub session: Option<usize>,
    /// Place in that session of the transfer whose data connection it is on.
    pub transfer: Option<usize>,
    /// Places in that session of the exchanges that it belongs to.
    pub exchanges: Vec<usize>,
    /// Ranges of its bytes that are a password.
    pub secrets: Vec<Range<usize>>,
}

/// Takes a frame apart that `dissection` has under this entry. `before` are
/// segments of its connection in front of it, among which the one is looked for
/// that it acknowledges.
#[must_use]
pub fn take_apart(
    frame: &RawFrame<'_>,
    entry: &FrameEntry,
    before: &[SentSegment],
    dissection: &Dissection,
    passwords: Passwords,
) -> Packet {
    let mut layers = Vec::new();
    // By itself: of a packet in fragments each frame shows its own piece.
    let mut fragments = Fragments::default();
    let decoded = decode(frame, &mut fragments, &mut layers);
    let mut packet = Packet { layers: vec![record(frame)], ..Packet::default() };
    let mut end = 0;
    for (layer, range) in layers {
        end = range.end;
        match (layer, &decoded) {
            (Layer::Tcp, Decoded::Segment(segment)) => {
                let connection = entry.connection().and_then(|id| dissection.connections.get(id));
                let (mut header, info) = tcp(frame.bytes, range, segment, connection);
                let analysis = dissection.analyses.get(frame.number);
                let sent = acknowledged(segment, frame.time, analysis, before);
                let prefix = analysed(&mut header, analysis, sent, connection);
                packet.layers.push(header);
                packet.say("TCP", prefix + &info);
            }
            (Layer::Payload, Decoded::Segment(_)) => {}
            // What it is a piece of is not known here.
            (Layer::Fragment, _) => end = range.start,
            _ => packet.header(frame.bytes, layer, range),
        }
    }
    let rest = end..frame.bytes.len();
    match decoded {
        Decoded::Segment(segment) => {
            let carrier = Carrier { frame, dissection, passwords, segment, end };
            if let Some(connection) = entry.connection().and_then(|id| dissection.connections.get(id)) {
                packet.segment(&carrier, connection);
            }
            packet.rest("eth.padding", rest);
        }
        Decoded::NotTcp => packet.not_tcp(frame.bytes, rest),
        Decoded::Fragment(_) => packet.fragment(dissection, passwords, rest),
        Decoded::Encrypted(_) => packet.unread(ExpertCode::FrameEncrypted, rest),
        Decoded::Undecodable(_) => packet.unread(ExpertCode::FrameUndecodable, rest),
        Decoded::LinkTypeUnsupported => packet.unread(ExpertCode::LinkTypeUnsupported, rest),
    }
    packet
}

/// What the file says of a frame.
fn record(frame: &RawFrame<'_>) -> Field {
    let captured = frame.bytes.len();
    let mut record = Field::layer("frame", 0..captured);
    record.add_number("frame.number", frame.number.get().into(), 0..0);
    record.add_number("frame.len", frame.original_length.into(), 0..0);
    record.add_number("frame.cap_len", captured as u64, 0..0);
    record
}

/// A segment and all that is known around it.
struct Carrier<'a> {
    frame: &'a RawFrame<'a>,
    dissection: &'a Dissection,
    passwords: Passwords,
    segment: Segment<'a>,
    /// Where its payload ends in the frame.
    end: usize,
}

impl Carrier<'_> {
    fn payload(&self, connection: &Connection, side: Side) -> Payload {
        let length = self.segment.payload.len();
        // The SYN takes the number in front of the first byte.
        let syn = u32::from(self.segment.flags.contains(TcpFlags::SYN));
        let first = self.segment.sequence.wrapping_add(syn);
        let start = connection.halves.get(side).position_near_start(first).unwrap_or_default();
        Payload {
            extent: Extent { start, end: start.saturating_add_unsigned(length as u64) },
            range: self.end.saturating_sub(length)..self.end,
        }
    }
}

impl Packet {
    fn say(&mut self, protocol: &str, info: String) {
        protocol.clone_into(&mut self.protocol);
        self.info = info;
    }

    /// A header below TCP.
    fn header(&mut self, frame: &[u8], layer: Layer, range: Range<usize>) {
        let Some(header) = table(layer) else {
            return self.layers.push(Field::layer(layer.name(), range));
        };
        let mut field = header.read(frame, range.clone(), &[]);
        let [source, destination, next] = header.ends.map(|name| field.value_of(name).map(str::to_owned));
        if layer == Layer::Udp {
            self.info = [source, destination].map(Option::unwrap_or_default).join(" → ");
        } else {
            self.source = source.or(self.source.take());
            self.destination = destination.or(self.destination.take());
            // `TCP (6)`
            let name = next.and_then(|next| next.split(' ').next().map(str::to_owned));
            self.protocol = name.unwrap_or_default();
        }
        let fixed = range.start.saturating_add(header.length());
        let options = match layer {
            Layer::Ipv4 => "ip.options",
            Layer::Ipv6 => "ipv6.exthdr",
            _ => "",
        };
        if fixed < range.end && !options.is_empty() {
            field.add(options, String::new(), fixed..range.end);
        }
        self.layers.push(field);
    }

    /// What a TCP segment carries.
    fn segment(&mut self, carrier: &Carrier<'_>, connection: &Connection) {
        let side = connection.side_of(carrier.segment.source);
        let payload = carrier.payload(connection, side);
        match Carried::by(connection.id, carrier.dissection) {
            Carried::Control(place, session) => {
                self.session = Some(place);
                self.control(carrier, session, side, &payload);
            }
            Carried::Data(place, session, transfer) => {
                self.session = Some(place.session);
                self.transfer = Some(place.transfer);
                self.exchanges = vec![transfer.exchange];
                if !payload.range.is_empty() {
                    let (layer, info) = data(session, transfer, &payload);
                    self.layers.push(layer);
                    self.say("FTP-DATA", info);
                }
            }
            Carried::Other => self.rest("data", payload.range),
        }
    }

    fn control(&mut self, carrier: &Carrier<'_>, session: &Session, side: Side, payload: &Payload) {
        let mut lines = session.lines_within(side, payload.extent);
        if lines.is_empty() {
            if let Some((layer, info)) = records(carrier.frame.bytes, payload.range.clone()) {
                self.layers.push(layer);
                return self.say("TLS", info);
            }
            return self.rest("data", payload.range.clone());
        }
        if carrier.passwords == Passwords::Masked {
            let secrets = lines.iter().filter_map(secret).map(|range| payload.place(range));
            self.secrets.extend(secrets.filter(|range| !range.is_empty()));
        }
        self.layers.push(control(&lines, payload, carrier.passwords));
        // A frame that only repeats them says no line.
        lines.retain(|said| said.line.frames.contains(&carrier.frame.number));
        if !lines.is_empty() {
            self.exchanges = lines.iter().map(|said| said.index).collect();
            self.exchanges.dedup();
            self.say("FTP", control_info(&lines, payload, carrier.frame.bytes, carrier.passwords));
        }
    }

    /// What a frame without TCP carries.
    fn not_tcp(&mut self, frame: &[u8], rest: Range<usize>) {
        if self.protocol != "ARP" {
            return self.rest("data", rest);
        }
        let end = rest.start.saturating_add(ARP.length()).min(rest.end);
        let field = ARP.read(frame, rest.start..end, &[]);
        let value = |name| field.value_of(name).unwrap_or_default();
        let (source, destination) = (value("arp.src.proto_ipv4"), value("arp.dst.proto_ipv4"));
        self.info = match value("arp.opcode") {
            "1" => format!("Who has {destination}? Tell {source}"),
            "2" => format!("{source} is at {}", value("arp.src.hw_mac")),
            _ if source.is_empty() => String::new(),
            _ => format!("{source} → {destination}"),
        };
        self.layers.push(field);
        self.rest("data", end..rest.end);
    }

    /// A piece of a packet: which bytes of it are a password only the whole packet tells, so that all
    /// are masked between hosts that sent one.
    fn fragment(&mut self, dissection: &Dissection, passwords: Passwords, rest: Range<usize>) {
        let is_of = |session: &&Session| {
            let ends = [session.client, session.server].map(|endpoint| Some(endpoint.address.to_string()));
            ends == [self.source.clone(), self.destination.clone()]
        };
        let sends_secret = |session: &Session| session.exchanges.iter().any(|exchange| exchange.secret);
        let mut sessions = dissection.sessions.iter().filter(is_of);
        if passwords == Passwords::Masked && sessions.any(sends_secret) {
            self.secrets.push(rest.clone());
        }
        self.rest("data", rest);
    }

    fn unread(&mut self, problem: ExpertCode, rest: Range<usize>) {
        self.problem = Some(problem);
        self.rest("data", rest);
    }

    /// Bytes that nothing more is known of.
    fn rest(&mut self, name: &'static str, range: Range<usize>) {
        if !range.is_empty() {
            let value = range.len().to_string();
            self.layers.push(Field { value, ..Field::layer(name, range) });
        }
    }
}
