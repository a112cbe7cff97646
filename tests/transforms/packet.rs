//! The TCP packets of a capture, taken apart so that they can be changed.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use etherparse::{Ethernet2Header, LaxPacketHeaders, LinkHeader, NetHeaders, TcpHeader, TransportHeader};
use ftpscope::capture::{CaptureReader, FrameSink, RawFrame};
use ftpscope::expert::ExpertInfo;
use pcap_file::pcap::{PcapHeader, PcapPacket, PcapWriter};

/// Bytes of an Ethernet header.
const ETHERNET: usize = 14;

/// A packet with a TCP segment.
#[derive(Clone, Debug)]
pub(crate) struct Packet {
    /// When it was captured.
    pub(crate) time: Duration,
    ethernet: Ethernet2Header,
    ip: NetHeaders,
    /// Its TCP header.
    pub(crate) tcp: TcpHeader,
    /// The payload that was captured.
    pub(crate) payload: Vec<u8>,
    /// Bytes of payload that the snapshot length cut off.
    pub(crate) cut: usize,
    /// Whether it is another one than was captured, so that its sum has to be made anew.
    is_changed: bool,
}

/// Who sends to whom.
pub(crate) type Flow = (SocketAddr, SocketAddr);

impl Packet {
    fn new(frame: &RawFrame<'_>) -> Self {
        let headers = LaxPacketHeaders::from_ethernet(frame.bytes).expect("an Ethernet frame");
        let Some(LinkHeader::Ethernet2(ethernet)) = headers.link else { panic!("{:?}", headers.link) };
        let ip = headers.net.expect("an IP packet");
        let Some(TransportHeader::Tcp(tcp)) = headers.transport else { panic!("{:?}", headers.transport) };
        let original = match &ip {
            NetHeaders::Ipv4(header, _) => usize::from(header.payload_len().expect("a length")),
            NetHeaders::Ipv6(header, _) => usize::from(header.payload_length),
            NetHeaders::Arp(_) => panic!("no IP packet"),
        };
        let original = original - tcp.header_len();
        let payload = headers.payload.slice();
        // Behind a short packet Ethernet has padding.
        let payload = payload[..payload.len().min(original)].to_vec();
        let time = Duration::from_nanos(frame.time.nanoseconds().unsigned_abs());
        Self { time, ethernet, ip, cut: original - payload.len(), tcp, payload, is_changed: false }
    }

    /// Bytes of payload that it had.
    pub(crate) fn length(&self) -> usize {
        self.payload.len() + self.cut
    }

    /// Whether two such packets are one that was captured twice, if all else is the same.
    pub(crate) fn is_told_from_others(&self) -> bool {
        let identified = matches!(&self.ip, NetHeaders::Ipv4(header, _) if header.identification != 0);
        identified || self.has_payload() || self.tcp.syn || self.tcp.fin
    }

    /// Whether it has payload, or had.
    pub(crate) fn has_payload(&self) -> bool {
        self.length() > 0
    }

    /// Who sent it to whom.
    pub(crate) fn flow(&self) -> Flow {
        let (source, destination): (IpAddr, IpAddr) = match &self.ip {
            NetHeaders::Ipv4(header, _) => (header.source.into(), header.destination.into()),
            NetHeaders::Ipv6(header, _) => (header.source.into(), header.destination.into()),
            NetHeaders::Arp(_) => unreachable!("it was no packet"),
        };
        let end = |address, port| SocketAddr::new(address, port);
        (end(source, self.tcp.source_port), end(destination, self.tcp.destination_port))
    }

    /// The same packet with a part of this payload, or with more than it had; it begins so many bytes behind
    /// the first one.
    pub(crate) fn with_payload(&self, offset: i64, payload: &[u8], cut: usize) -> Self {
        let mut packet = self.clone();
        // Sequence numbers wrap.
        packet.tcp.sequence_number = self.tcp.sequence_number.wrapping_add(offset as u32);
        let urgent_end = i64::from(self.tcp.urgent_pointer) - offset;
        packet.tcp.urg = self.tcp.urg && urgent_end > 0;
        packet.tcp.urgent_pointer = if packet.tcp.urg { u16::try_from(urgent_end).expect("near") } else { 0 };
        packet.payload = payload.to_vec();
        packet.cut = cut;
        let length = self.tcp.header_len() + packet.length();
        match &mut packet.ip {
            NetHeaders::Ipv4(header, _) => header.set_payload_len(length).expect("it fits into a packet"),
            NetHeaders::Ipv6(header, _) => header.set_payload_length(length).expect("it fits into a packet"),
            NetHeaders::Arp(_) => unreachable!("it was no packet"),
        }
        packet.is_changed = true;
        packet
    }

    /// The frame: its captured bytes and its original length.
    fn frame(&self) -> (Vec<u8>, u32) {
        let mut bytes = Vec::with_capacity(ETHERNET + 60 + 60 + self.payload.len());
        bytes.extend(self.ethernet.to_bytes());
        match &self.ip {
            NetHeaders::Ipv4(header, _) => bytes.extend(header.to_bytes()),
            NetHeaders::Ipv6(header, _) => bytes.extend(header.to_bytes()),
            NetHeaders::Arp(_) => unreachable!("it was no packet"),
        }
        let mut tcp = self.tcp.clone();
        if self.is_changed {
            // A wrong sum would say that its bytes were changed on the way.
            let sum = match &self.ip {
                NetHeaders::Ipv4(header, _) => tcp.calc_checksum_ipv4(header, &self.payload),
                NetHeaders::Ipv6(header, _) => tcp.calc_checksum_ipv6(header, &self.payload),
                NetHeaders::Arp(_) => unreachable!("it was no packet"),
            };
            tcp.checksum = sum.expect("it fits into a packet");
        }
        bytes.extend(tcp.to_bytes());
        bytes.extend(&self.payload);
        let original = u32::try_from(bytes.len() + self.cut).expect("a frame is short");
        (bytes, original)
    }
}

/// The packets of a capture file, each of which is TCP over Ethernet.
pub(crate) fn packets(capture: &[u8]) -> Vec<Packet> {
    let mut packets = Packets::default();
    let mut reader = CaptureReader::new();
    reader.push(capture, &mut packets).expect("the capture opens");
    reader.finish(&mut packets).expect("the capture opens");
    packets.0
}

#[derive(Default)]
struct Packets(Vec<Packet>);

impl FrameSink for Packets {
    fn frame(&mut self, frame: &RawFrame<'_>) {
        self.0.push(Packet::new(frame));
    }

    fn expert(&mut self, _: ExpertInfo) {}
}

/// A pcap file with these packets in the order of the list. The times are those of the packets in the order
/// of time: who captures writes down when a packet came, not when it was sent.
pub(crate) fn pcap(packets: &[Packet], header: PcapHeader) -> Vec<u8> {
    let mut times: Vec<_> = packets.iter().map(|packet| packet.time).collect();
    times.sort_unstable();
    let mut writer = PcapWriter::with_header(Vec::new(), header).expect("writing to memory succeeds");
    for (time, packet) in times.into_iter().zip(packets) {
        let (bytes, original_length) = packet.frame();
        let record = PcapPacket::new(time, original_length, &bytes);
        writer.write_packet(&record).expect("a frame that pcap can hold");
    }
    writer.into_writer()
}
