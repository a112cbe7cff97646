//! What this program reads in a capture, as facts.

use ftpscope::address::Side;
use ftpscope::capture::{ByteOrder, Format, OpenError};
use ftpscope::dissector::Dissection;
use ftpscope::expert::ExpertCode;
use ftpscope::file_reader::{FileReader, ReadOptions};
use ftpscope::ftp::line::LineEnd;
use ftpscope::ftp::reply::Reply;
use ftpscope::ftp::transfer_mode::LineEnds;
use ftpscope::session::announcement::Method;
use ftpscope::session::control_line::ControlLine;
use ftpscope::session::exchange::Exchange;
use ftpscope::session::transfer::{Transfer, TransferPlace};
use ftpscope::tcp::{Connection, HalfStream};
use ftpscope::units::FrameNumber;

use super::facts::{Facts, Fields, or_nothing, ranges, row, sha256};
use super::streams::Streams;
use super::wording;
use crate::support::read::try_dissect_unpacked;

/// A capture, read by this program.
pub(crate) struct Ours {
    pub(crate) dissection: Dissection,
    /// Where its frames are read again.
    source: Vec<u8>,
    streams: Streams,
    sha256: String,
}

impl Ours {
    /// Reads a capture file.
    pub(crate) fn read(file: &[u8]) -> Result<Self, OpenError> {
        let (dissection, source) = try_dissect_unpacked(file)?;
        let streams = Streams::read(file)?;
        Ok(Self { dissection, source, streams, sha256: sha256(file) })
    }

    /// The facts that are compared with an expected result.
    pub(crate) fn facts(&self) -> Facts {
        let mut facts = Facts::default();
        facts.add("file", vec![("sha256", self.sha256.clone())]);
        facts.add("capture", capture(&self.dissection));
        for connection in self.dissection.connections.connections() {
            let opener = connection.opener().map(|side| connection.endpoints.get(side).to_string());
            let (first, last) = (connection.first_frame.get(), connection.last_frame.get());
            facts.add(&wording::stream_name(connection.id.0), wording::stream_fields(first, last, opener));
            for side in [Side::A, Side::B] {
                let from = connection.endpoints.get(side).to_string();
                let to = connection.endpoints.get(side.other()).to_string();
                let name = wording::half_name(connection.id.0, &from, &to);
                facts.add(&name, self.half(connection, side));
            }
        }
        for place in 0..self.dissection.sessions.len() {
            self.add_session(&mut facts, place);
        }
        facts
    }

    /// SHA-256 of what is saved of a transfer as it was sent; `None` where nothing is there.
    fn saved_sha256(&self, place: TransferPlace) -> Option<String> {
        let source = self.source.as_slice();
        let options = ReadOptions { line_ends: LineEnds::Wire, fill_holes: false };
        let mut reader =
            FileReader::of_transfer(&self.dissection, &source, place, options).expect("it is read again");
        let mut bytes = Vec::new();
        while let Some(piece) = reader.next(&self.dissection, &source).expect("it is read again") {
            bytes.extend(piece);
        }
        (!bytes.is_empty()).then(|| sha256(&bytes))
    }

    fn half(&self, connection: &Connection, side: Side) -> Fields {
        let half = connection.halves.get(side);
        // Bytes and repetitions are not kept of all connections: these are gathered anew.
        let bytes = self.streams.bytes(connection, side);
        let is_empty = bytes.as_ref().is_some_and(Vec::is_empty);
        vec![
            ("frames", half.frames().to_string()),
            ("bytes", half.assembler().length().to_string()),
            ("sha256", or_nothing(bytes.filter(|_| !is_empty).map(|bytes| sha256(&bytes)))),
            ("SYN", half.has_syn().to_string()),
            ("FIN", half.has_fin().to_string()),
            ("gaps", ranges(gaps(half))),
            ("bytes cut by the snapshot length", half.cut_bytes().to_string()),
            ("repeated bytes", self.streams.repeated(connection, side).to_string()),
        ]
    }

    fn add_session(&self, facts: &mut Facts, place: usize) {
        let session = &self.dissection.sessions[place];
        let stream = session.connection.0;
        // Exchanges are in the order of their beginnings; lines in that of the stream.
        let mut requests: Vec<_> = session
            .exchanges
            .iter()
            .filter_map(|exchange| exchange.line.as_ref().zip(Some(exchange)))
            .collect();
        requests.sort_by_key(|(line, _)| line.end);
        let mut replies: Vec<_> = session.exchanges.iter().flat_map(|exchange| &exchange.replies).collect();
        replies.sort_by_key(|reply| last_line(reply).end);
        let fields = vec![
            ("client", session.client.to_string()),
            ("server", session.server.to_string()),
            ("TLS", session.encrypted_from.is_some().to_string()),
            ("requests in frames", row(requests.iter().map(|(line, _)| line.frame.get()))),
            ("replies in frames", row(replies.iter().map(|reply| last_line(reply).frame.get()))),
        ];
        facts.add(&wording::control_name(stream), fields);
        for (line, exchange) in requests {
            facts.add(&wording::request_name(stream, line.frame.get()), request(line, exchange));
        }
        for reply in replies {
            facts.add(&wording::reply_name(stream, last_line(reply).frame.get()), reply_fields(reply));
        }
        for login in &session.logins {
            let user = login.user.as_deref().map(wording::shown);
            if let Some((password, frame)) = login.password.as_ref().zip(login.password_frame) {
                let fields = vec![("user", or_nothing(user)), ("password", wording::shown(password))];
                facts.add(&wording::credentials_name(stream, frame.get()), fields);
            }
        }
        for (number, transfer) in session.transfers.iter().enumerate() {
            let exchange = &session.exchanges[transfer.exchange];
            let mut fields = transfer_fields(transfer, exchange);
            let place = TransferPlace { session: place, transfer: number };
            fields.push(("sha256", or_nothing(transfer.data.and_then(|_| self.saved_sha256(place)))));
            fields.extend(self.data_fields(transfer));
            facts.add(&wording::transfer_name(stream, transfer.frame.get()), fields);
        }
    }

    fn data_fields(&self, transfer: &Transfer) -> Fields {
        let data = transfer.data;
        let connection = data.and_then(|data| self.dissection.connections.get(data.connection));
        let half = connection.zip(data).map(|(connection, data)| connection.halves.get(data.sender));
        vec![
            ("gaps", half.map_or_else(String::new, |half| ranges(gaps(half)))),
            ("FIN", or_nothing(half.map(HalfStream::has_fin))),
            ("bytes cut by the snapshot length", or_nothing(data.map(|data| data.cut_bytes))),
            ("bytes of the other direction", or_nothing(data.map(|data| data.reverse_bytes))),
        ]
    }
}

fn capture(dissection: &Dissection) -> Fields {
    let mut link_types: Vec<_> = dissection.interfaces.iter().map(|interface| interface.link_type).collect();
    link_types.sort_unstable();
    link_types.dedup();
    let first = dissection.interfaces.first();
    let is_cut = dissection.experts.infos().iter().any(|info| info.code == ExpertCode::FileCut);
    vec![
        (
            "format",
            match dissection.format {
                Format::Pcap { .. } => "pcap".to_owned(),
                Format::PcapNg => "pcapng".to_owned(),
            },
        ),
        (
            "byte order",
            match dissection.byte_order {
                ByteOrder::Little => "little".to_owned(),
                ByteOrder::Big => "big".to_owned(),
            },
        ),
        ("resolution", or_nothing(first.map(|interface| interface.resolution))),
        ("snapshot length", or_nothing(first.map(|interface| interface.snapshot_length))),
        ("link types", row(link_types)),
        ("frames", dissection.frames.count().to_string()),
        ("cut frames", dissection.frames.cut_frames().to_string()),
        ("file is cut", is_cut.to_string()),
    ]
}

/// Holes, counted from the first byte.
fn gaps(half: &HalfStream) -> impl Iterator<Item = (u64, u64)> {
    let start = half.start();
    half.holes().map(move |hole| ((hole.start - start).unsigned_abs(), hole.length()))
}

fn last_line(reply: &Reply<ControlLine>) -> &ControlLine {
    reply.lines.last().expect("a reply has a line")
}

fn verb(exchange: &Exchange) -> String {
    let verb = exchange.command.as_ref().map(|command| command.verb.name().to_ascii_uppercase());
    verb.map(|verb| wording::shown(verb.as_bytes())).unwrap_or_default()
}

fn argument(exchange: &Exchange) -> String {
    let argument = exchange.command.as_ref().and_then(|command| command.argument.as_deref());
    let cut = exchange.line.as_ref().map_or(0, cut_bytes);
    or_nothing(argument.map(|argument| wording::shown_of(argument, argument.len() as u64 + cut)))
}

/// Bytes by which the text of a line was cut.
fn cut_bytes(line: &ControlLine) -> u64 {
    let end = match line.line.end {
        LineEnd::CrLf => 2,
        LineEnd::Lf => 1,
        LineEnd::Missing => 0,
    };
    if line.line.cut { line.line.length - end - line.line.text.len() as u64 } else { 0 }
}

fn request(line: &ControlLine, exchange: &Exchange) -> Fields {
    let end = match line.line.end {
        LineEnd::CrLf => "crlf",
        LineEnd::Lf => "lf",
        LineEnd::Missing => "missing",
    };
    vec![
        ("first frame", line.first_frame.to_string()),
        ("verb", verb(exchange)),
        ("argument", argument(exchange)),
        ("line end", end.to_owned()),
        ("length", line.line.length.to_string()),
        ("Telnet", line.line.telnet.to_string()),
    ]
}

fn reply_fields(reply: &Reply<ControlLine>) -> Fields {
    let shown = |line: &ControlLine| {
        wording::shown_of(&line.line.text, line.line.text.len() as u64 + cut_bytes(line))
    };
    let lines = reply.lines.iter().map(shown).collect::<Vec<_>>();
    vec![
        ("first frame", reply.lines[0].first_frame.to_string()),
        ("code", or_nothing(reply.code)),
        ("several lines", reply.multiline.to_string()),
        ("lines", lines.join(" ")),
        ("unterminated", (last_line(reply).line.end == LineEnd::Missing).to_string()),
    ]
}

fn transfer_fields(transfer: &Transfer, exchange: &Exchange) -> Fields {
    let announced = transfer.announcement.as_ref();
    // As announced, before a private address is set aside.
    let endpoint = announced.map(|announced| {
        let address = announced.announced_address.unwrap_or(announced.endpoint.address);
        wording::endpoint((address, announced.endpoint.port))
    });
    let data = transfer.data.as_ref();
    vec![
        ("verb", verb(exchange)),
        ("argument", argument(exchange)),
        ("mode", or_nothing(announced.map(|announced| mode(announced.method)))),
        ("endpoint", or_nothing(endpoint)),
        ("setup frame", or_nothing(announced.map(|announced| announced.frame).map(FrameNumber::get))),
        ("data connection", or_nothing(data.map(|data| data.connection.0))),
        ("bytes", data.map_or(0, |data| data.bytes).to_string()),
        ("missing bytes", data.map_or(0, |data| data.missing_bytes).to_string()),
    ]
}

fn mode(method: Method) -> &'static str {
    match method {
        Method::Port => "active",
        Method::Eprt => "eprt",
        Method::Lprt => "lprt",
        Method::Pasv => "pasv",
        Method::Epsv => "epsv",
        Method::Lpsv => "lpsv",
    }
}
