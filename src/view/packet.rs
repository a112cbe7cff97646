//! Frames: as rows of a list, and one taken apart.

use std::ops::Range;

use serde::Serialize;

use super::TimeView;
use super::words::count;
use crate::capture::RawFrame;
use crate::dissector::Dissection;
use crate::expert::ExpertCode;
use crate::fields::{Field, Packet, SentSegment, take_apart};
use crate::frame_table::FrameEntry;
use crate::limits;
use crate::passwords::Passwords;
use crate::replay::replay;
use crate::source::{ReadError, Source};
use crate::units::{ConnectionId, FrameNumber};

/// What stands in the place of each byte of a password.
const MASK: u8 = b'*';

/// A row of the list of packets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FrameRowView {
    /// Number of the frame, from 1.
    pub number: u32,
    /// When it was captured.
    pub time: TimeView,
    /// Address of who sent it, of the network layer if it has one; null where it cannot be read.
    pub source: Option<String>,
    /// Address of whom it was sent to, or null.
    pub destination: Option<String>,
    /// Highest protocol that was read, as Wireshark names it; empty where none was.
    pub protocol: String,
    /// Bytes that it had when it was captured.
    pub length: u32,
    /// What Wireshark's info column says, with relative sequence numbers; passwords masked.
    pub info: String,
    /// Why it could not be read further: a code of expert infos, or null.
    pub problem: Option<&'static str>,
    /// Number of its TCP connection, or null.
    pub connection: Option<u32>,
    /// Number of the session that its connection belongs to, or null.
    pub session: Option<u32>,
    /// Number of the transfer in that session whose data it carries, or null.
    pub transfer: Option<u32>,
    /// Numbers of the exchanges in that session that it belongs to: by their lines, or by the transfer
    /// whose data it carries.
    pub exchanges: Vec<u32>,
}

/// A frame taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FrameView {
    /// Its row of the list.
    pub row: FrameRowView,
    /// Its layers, the outermost first.
    pub layers: Vec<FieldView>,
    /// First byte and number of bytes of each password that is masked.
    pub masked: Vec<[u32; 2]>,
}

/// A layer or a field of a frame.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldView {
    /// Wireshark's name of it, such as `ftp.request.command`.
    pub name: &'static str,
    /// What it says; empty where its fields say it all.
    pub value: String,
    /// Place of its first byte in the frame.
    pub start: u32,
    /// Number of its bytes; 0 where it stands in none.
    pub length: u32,
    /// Frame that it leads to, or null.
    pub frame: Option<u32>,
    /// What it is made of.
    pub children: Vec<FieldView>,
}

/// The rows of the frames in a half-open range of places, from 0.
///
/// # Errors
///
/// Where the capture cannot be read again.
pub fn frame_rows(
    dissection: &Dissection,
    source: &dyn Source,
    range: Range<usize>,
    passwords: Passwords,
) -> Result<Vec<FrameRowView>, ReadError> {
    let mut rows = Vec::new();
    replay(dissection, source, range, &|_| true, &mut |frame, entry| {
        let packet = take_apart(frame, entry, &[], dissection, passwords);
        rows.push(FrameRowView::new(frame, entry, packet));
    })?;
    Ok(rows)
}

/// A frame taken apart; `None` where there is none of this number.
///
/// # Errors
///
/// Where the capture cannot be read again.
pub fn frame_view(
    dissection: &Dissection,
    source: &dyn Source,
    number: FrameNumber,
    passwords: Passwords,
) -> Result<Option<FrameView>, ReadError> {
    let mut view = None;
    let Range { start, end } = only(number);
    let connection = dissection.frames.get(number).and_then(FrameEntry::connection);
    let first = connection.map_or(start, |_| start.saturating_sub(limits::ACKNOWLEDGED_WITHIN));
    let mut before = Vec::new();
    replay(dissection, source, first..end, &|_| true, &mut |frame, entry| {
        if frame.number != number {
            if entry.connection() == connection {
                before.extend(SentSegment::of(frame));
            }
            return;
        }
        let mut packet = take_apart(frame, entry, &before, dissection, passwords);
        let layers = std::mem::take(&mut packet.layers);
        let masked = packet.secrets.iter().map(|range| [count(range.start), count(range.len())]).collect();
        let row = FrameRowView::new(frame, entry, packet);
        view = Some(FrameView { row, layers: layers.into_iter().map(FieldView::from).collect(), masked });
    })?;
    Ok(view)
}

/// The captured bytes of a frame, those of a password replaced; none where
/// there is no frame of this number.
///
/// # Errors
///
/// Where the capture cannot be read again.
pub fn frame_bytes(
    dissection: &Dissection,
    source: &dyn Source,
    number: FrameNumber,
    passwords: Passwords,
) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    replay(dissection, source, only(number), &|_| true, &mut |frame, entry| {
        bytes = frame.bytes.to_vec();
        for secret in take_apart(frame, entry, &[], dissection, passwords).secrets {
            if let Some(secret) = bytes.get_mut(secret) {
                secret.fill(MASK);
            }
        }
    })?;
    Ok(bytes)
}

fn only(number: FrameNumber) -> Range<usize> {
    number.index()..number.index().saturating_add(1)
}

impl FrameRowView {
    fn new(frame: &RawFrame<'_>, entry: &FrameEntry, packet: Packet) -> Self {
        Self {
            number: frame.number.get(),
            time: frame.time.into(),
            source: packet.source,
            destination: packet.destination,
            protocol: packet.protocol,
            length: frame.original_length,
            info: packet.info,
            problem: packet.problem.map(ExpertCode::name),
            connection: entry.connection().map(|ConnectionId(number)| number),
            session: packet.session.map(count),
            transfer: packet.transfer.map(count),
            exchanges: packet.exchanges.into_iter().map(count).collect(),
        }
    }
}

impl From<Field> for FieldView {
    fn from(field: Field) -> Self {
        Self {
            name: field.name,
            value: field.value,
            start: count(field.range.start),
            length: count(field.range.len()),
            frame: field.frame.map(FrameNumber::get),
            children: field.children.into_iter().map(Self::from).collect(),
        }
    }
}
