//! The expected result of a capture, `oracle/<name>.json` of a corpus.

use std::net::IpAddr;

use serde::Deserialize;

use super::facts::{Facts, Fields, or_nothing, ranges, row};
use super::wording::{
    control_name, credentials_name, endpoint, half_name, reply_name, request_name, shown, shown_of,
    stream_fields, stream_name, transfer_name,
};

/// An expected result, as far as it is compared.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Oracle {
    /// The capture, relative to the folder of the corpus.
    pub(crate) file: String,
    sha256: String,
    capture: Capture,
    reference: Reference,
}

#[derive(Clone, Debug, Deserialize)]
struct Capture {
    format: String,
    endian: String,
    ts: String,
    snaplen: u32,
    linktypes: Vec<u32>,
    records: u32,
    truncated_packets: u32,
    tail: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct Reference {
    streams: Vec<Stream>,
    control: Vec<Control>,
    transfers: Vec<Transfer>,
}

#[derive(Clone, Debug, Deserialize)]
struct Stream {
    stream: u32,
    first_frame: u32,
    last_frame: u32,
    client_known: bool,
    client: Half,
    server: Half,
}

#[derive(Clone, Debug, Deserialize)]
struct Half {
    addr: IpAddr,
    port: u16,
    packets: u32,
    bytes: u64,
    sha256: Option<String>,
    syn: bool,
    fin: bool,
    gaps: Vec<(u64, u64)>,
    snaplen_cut_bytes: u64,
    overlap_bytes: u64,
}

#[derive(Clone, Debug, Deserialize)]
struct Control {
    stream: u32,
    client: (IpAddr, u16),
    server: (IpAddr, u16),
    events: Vec<Event>,
    credentials: Vec<(Text, Text, u32)>,
    tls: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "k")]
enum Event {
    #[serde(rename = "req")]
    Request {
        frame: u32,
        first: u32,
        cmd: Text,
        arg: Option<Text>,
        eol: Option<String>,
        len: u64,
        #[serde(default)]
        telnet_iac: bool,
        #[serde(default)]
        unterminated: bool,
    },
    #[serde(rename = "rep")]
    Reply {
        frame: u32,
        first: u32,
        code: Option<String>,
        multi: bool,
        lines: Vec<Text>,
        #[serde(default)]
        unterminated: bool,
    },
}

/// Bytes: as text where they are UTF-8, else in hexadecimal digits.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Text {
    Plain(String),
    Bytes {
        hex: String,
    },
    /// The beginning of a long text.
    Cut {
        text: String,
        truncated_from: u64,
    },
}

#[derive(Clone, Debug, Deserialize)]
struct Transfer {
    control: u32,
    cmd: Text,
    arg: Option<Text>,
    frame: u32,
    mode: Option<String>,
    endpoint: Option<(IpAddr, u16)>,
    setup_frame: Option<u32>,
    data_stream: Option<u32>,
    bytes: Option<u64>,
    sha256: Option<String>,
    #[serde(default)]
    gaps: Vec<(u64, u64)>,
    fin: Option<bool>,
    snaplen_cut: Option<u64>,
    reverse_bytes: Option<u64>,
}

impl Oracle {
    /// The facts that it states.
    pub(crate) fn facts(&self) -> Facts {
        let mut facts = Facts::default();
        facts.add("file", vec![("sha256", self.sha256.clone())]);
        facts.add("capture", self.capture.fields());
        for stream in &self.reference.streams {
            stream.add_to(&mut facts);
        }
        for control in &self.reference.control {
            control.add_to(&mut facts);
        }
        for transfer in &self.reference.transfers {
            facts.add(&transfer_name(transfer.control, transfer.frame), transfer.fields());
        }
        facts
    }
}

impl Oracle {
    /// Puts other frame numbers in place of those that it has.
    pub(crate) fn renumber(&mut self, number: impl Fn(u32) -> u32) {
        let reference = &mut self.reference;
        for stream in &mut reference.streams {
            stream.first_frame = number(stream.first_frame);
            stream.last_frame = number(stream.last_frame);
        }
        for control in &mut reference.control {
            for event in &mut control.events {
                let (Event::Request { frame, first, .. } | Event::Reply { frame, first, .. }) = event;
                (*frame, *first) = (number(*frame), number(*first));
            }
            for (.., frame) in &mut control.credentials {
                *frame = number(*frame);
            }
        }
        for transfer in &mut reference.transfers {
            transfer.frame = number(transfer.frame);
            transfer.setup_frame = transfer.setup_frame.map(&number);
        }
    }
}

impl Capture {
    fn fields(&self) -> Fields {
        vec![
            ("format", self.format.clone()),
            ("byte order", self.endian.clone()),
            ("resolution", self.resolution()),
            ("snapshot length", self.snaplen.to_string()),
            ("link types", row(self.linktypes.iter().copied())),
            ("frames", self.records.to_string()),
            ("cut frames", self.truncated_packets.to_string()),
            ("file is cut", self.tail.is_some().to_string()),
        ]
    }

    /// The unit of timestamps as a power: pcapng's option has bit 7 set for powers of two.
    fn resolution(&self) -> String {
        match self.ts.as_str() {
            "us" => "10^-6".to_owned(),
            "ns" => "10^-9".to_owned(),
            exponent => match exponent.parse::<u8>() {
                Ok(exponent) if exponent & 0x80 != 0 => format!("2^-{}", exponent & 0x7F),
                Ok(exponent) => format!("10^-{exponent}"),
                Err(_) => exponent.to_owned(),
            },
        }
    }
}

impl Stream {
    fn add_to(&self, facts: &mut Facts) {
        let (client, server) = (self.client.endpoint(), self.server.endpoint());
        // Who is the client of a connection without a SYN is a guess.
        let opener = self.client_known.then(|| client.clone());
        facts.add(&stream_name(self.stream), stream_fields(self.first_frame, self.last_frame, opener));
        for (half, from, to) in [(&self.client, &client, &server), (&self.server, &server, &client)] {
            facts.add(&half_name(self.stream, from, to), half.fields());
        }
    }
}

impl Half {
    fn endpoint(&self) -> String {
        endpoint((self.addr, self.port))
    }

    fn fields(&self) -> Fields {
        vec![
            ("frames", self.packets.to_string()),
            ("bytes", self.bytes.to_string()),
            ("sha256", or_nothing(self.sha256.as_ref())),
            ("SYN", self.syn.to_string()),
            ("FIN", self.fin.to_string()),
            ("gaps", ranges(self.gaps.iter().copied())),
            ("bytes cut by the snapshot length", self.snaplen_cut_bytes.to_string()),
            ("repeated bytes", self.overlap_bytes.to_string()),
        ]
    }
}

impl Control {
    fn add_to(&self, facts: &mut Facts) {
        let frames = |wanted: fn(&Event) -> Option<u32>| row(self.events.iter().filter_map(wanted));
        let request = |event: &Event| match event {
            Event::Request { frame, .. } => Some(*frame),
            Event::Reply { .. } => None,
        };
        let reply = |event: &Event| match event {
            Event::Request { .. } => None,
            Event::Reply { frame, .. } => Some(*frame),
        };
        let fields = vec![
            ("client", endpoint(self.client)),
            ("server", endpoint(self.server)),
            ("TLS", self.tls.to_string()),
            ("requests in frames", frames(request)),
            ("replies in frames", frames(reply)),
        ];
        facts.add(&control_name(self.stream), fields);
        for event in &self.events {
            let (name, fields) = event.named(self.stream);
            facts.add(&name, fields);
        }
        for (user, password, frame) in &self.credentials {
            let fields = vec![("user", user.shown()), ("password", password.shown())];
            facts.add(&credentials_name(self.stream, *frame), fields);
        }
    }
}

impl Event {
    fn named(&self, stream: u32) -> (String, Fields) {
        match self {
            Self::Request { frame, first, cmd, arg, eol, len, telnet_iac, unterminated } => {
                let end = eol.as_deref().filter(|_| !unterminated);
                let fields = vec![
                    ("first frame", first.to_string()),
                    ("verb", cmd.shown().to_ascii_uppercase()),
                    ("argument", or_nothing(arg.as_ref().map(Text::shown))),
                    ("line end", end.unwrap_or("missing").to_owned()),
                    ("length", len.to_string()),
                    ("Telnet", telnet_iac.to_string()),
                ];
                (request_name(stream, *frame), fields)
            }
            Self::Reply { frame, first, code, multi, lines, unterminated } => {
                let fields = vec![
                    ("first frame", first.to_string()),
                    ("code", or_nothing(code.as_ref())),
                    ("several lines", multi.to_string()),
                    ("lines", lines.iter().map(Text::shown).collect::<Vec<_>>().join(" ")),
                    ("unterminated", unterminated.to_string()),
                ];
                (reply_name(stream, *frame), fields)
            }
        }
    }
}

impl Text {
    /// As [`shown`] shows the bytes that it stands for.
    fn shown(&self) -> String {
        match self {
            Self::Plain(text) => shown(text.as_bytes()),
            Self::Bytes { hex } => {
                let digit = |digits: &[u8]| {
                    let digits = std::str::from_utf8(digits).expect("hexadecimal digits");
                    u8::from_str_radix(digits, 16).expect("hexadecimal digits")
                };
                shown(&hex.as_bytes().chunks(2).map(digit).collect::<Vec<_>>())
            }
            Self::Cut { text, truncated_from } => shown_of(text.as_bytes(), *truncated_from),
        }
    }
}

impl Transfer {
    fn fields(&self) -> Fields {
        vec![
            ("verb", self.cmd.shown().to_ascii_uppercase()),
            ("argument", or_nothing(self.arg.as_ref().map(Text::shown))),
            ("mode", or_nothing(self.mode.as_ref())),
            ("endpoint", or_nothing(self.endpoint.map(endpoint))),
            ("setup frame", or_nothing(self.setup_frame)),
            ("data connection", or_nothing(self.data_stream)),
            ("bytes", self.bytes.unwrap_or(0).to_string()),
            ("missing bytes", self.gaps.iter().map(|(_, length)| length).sum::<u64>().to_string()),
            ("sha256", or_nothing(self.sha256.as_ref().filter(|_| self.bytes != Some(0)))),
            ("gaps", ranges(self.gaps.iter().copied())),
            ("FIN", or_nothing(self.fin)),
            ("bytes cut by the snapshot length", or_nothing(self.snaplen_cut)),
            ("bytes of the other direction", or_nothing(self.reverse_bytes)),
        ]
    }
}
