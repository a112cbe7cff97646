//! Floor 7: composition. Pushes a capture through the floors.

use crate::analysis_table::AnalysisTable;
use crate::capture::{
    Annotations, ByteOrder, CaptureReader, Compression, Format, FrameSink, Interface, OpenError, RawFrame,
};
use crate::expert::{ExpertCode, ExpertInfo};
use crate::expert_log::ExpertLog;
use crate::frame_table::{FrameEntry, FrameTable};
use crate::limits;
use crate::network::{Decoded, Fragments, Segment, decode};
use crate::session::binding::{bind_data_connections, judge_transfers};
use crate::session::joining::join_transfers;
use crate::session::recognition::{Kind, recognise_connection};
use crate::session::transfer::TransferPlace;
use crate::session::{Session, read_session};
use crate::tcp::{Analysis, AnalysisFlags, ConnectionTable, HalfStream, Received};
use crate::units::{ConnectionId, FrameNumber, Timestamp, sorted};

/// Reads a capture that is pushed into it in slices of any size.
///
/// ```
/// use ftpscope::dissector::Dissector;
///
/// let capture = std::fs::read("tests/captures/login/capture.pcap")?;
/// let mut dissector = Dissector::new();
/// for slice in capture.chunks(1 << 20) {
///     dissector.push(slice)?;
/// }
/// let dissection = dissector.finish()?;
/// assert_eq!(dissection.sessions[0].user(), Some(&b"user1"[..]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
pub struct Dissector {
    reader: CaptureReader,
    index: Index,
}

/// All that was read of a capture.
#[derive(Debug)]
pub struct Dissection {
    /// Format of the file.
    pub format: Format,
    /// Byte order of the file, in pcapng of its first section.
    pub byte_order: ByteOrder,
    /// Bytes of the file.
    pub bytes: u64,
    /// How the file is compressed, and how many bytes were unpacked. Offsets
    /// of frames are then those in the unpacked capture.
    pub compression: Option<(Compression, u64)>,
    /// Its interfaces.
    pub interfaces: Vec<Interface>,
    /// What it says besides its frames.
    pub annotations: Annotations,
    /// Its frames.
    pub frames: FrameTable,
    /// What is odd about its TCP segments.
    pub analyses: AnalysisTable,
    /// Its TCP connections.
    pub connections: ConnectionTable,
    /// Its control connections, in the order of their first frames.
    pub sessions: Vec<Session>,
    /// Its data connections in order, each with the transfer that it serves first.
    pub data_connections: Vec<(ConnectionId, TransferPlace)>,
    /// What is odd.
    pub experts: ExpertLog,
}

impl Dissector {
    /// A dissector at the beginning of a capture.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads the next slice of the capture.
    ///
    /// # Errors
    ///
    /// Where the file is no capture or one that cannot be read. Nothing can
    /// be pushed after an error.
    pub fn push(&mut self, slice: &[u8]) -> Result<(), OpenError> {
        self.push_and_spool(slice, &mut |_| {})
    }

    /// Reads the next slice of the capture, and where the file is compressed,
    /// hands on what was unpacked: frames can be read again from nowhere else.
    ///
    /// # Errors
    ///
    /// As [`push`](Self::push).
    pub fn push_and_spool(&mut self, slice: &[u8], spool: &mut dyn FnMut(&[u8])) -> Result<(), OpenError> {
        self.reader.push(slice, &mut Spooling { index: &mut self.index, spool })
    }

    /// Bytes pushed so far.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.reader.bytes()
    }

    /// Frames read so far.
    #[must_use]
    pub fn frames(&self) -> u32 {
        self.reader.frames()
    }

    /// Tells that the capture ends here and gives all that was read.
    ///
    /// # Errors
    ///
    /// Where the file is too short to be a capture.
    pub fn finish(self) -> Result<Dissection, OpenError> {
        self.finish_and_spool(&mut |_| {})
    }

    /// The same, handing on what is unpacked last.
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish).
    pub fn finish_and_spool(mut self, spool: &mut dyn FnMut(&[u8])) -> Result<Dissection, OpenError> {
        self.reader.finish(&mut Spooling { index: &mut self.index, spool })?;
        let cut = OpenError {
            code: crate::capture::OpenErrorCode::HeaderCut,
            offset: self.reader.bytes(),
            detail: None,
        };
        let format = self.reader.format().ok_or_else(|| cut.clone())?;
        let byte_order = self.reader.byte_order().ok_or(cut)?;
        let sessions = self.index.sessions();
        let data_connections = data_connections(&sessions);
        let Index { frames, analyses, fragments, connections, mut experts, .. } = self.index;
        experts.append(&fragments.finish());
        for session in &sessions {
            experts.append(&session.experts);
        }
        say_analyses(&mut experts, &analyses, &frames, &ftp_connections(&sessions, &data_connections));
        experts.sort();
        Ok(Dissection {
            format,
            byte_order,
            bytes: self.reader.bytes(),
            compression: self.reader.compression(),
            interfaces: self.reader.interfaces().to_vec(),
            annotations: self.reader.take_annotations(),
            frames,
            analyses,
            connections,
            sessions,
            data_connections,
            experts,
        })
    }
}

/// What one pass over a capture collects.
#[derive(Debug, Default)]
struct Index {
    frames: FrameTable,
    analyses: AnalysisTable,
    fragments: Fragments,
    connections: ConnectionTable,
    /// What is known of each connection.
    kinds: Vec<Kind>,
    experts: ExpertLog,
    /// There were more frames than the cap, and it was said.
    frames_cut: bool,
    /// There was no room for all analyses, and it was said.
    analyses_cut: bool,
}

/// The data connections in order, each with the transfer that it serves first.
fn data_connections(sessions: &[Session]) -> Vec<(ConnectionId, TransferPlace)> {
    let mut found = Vec::new();
    for (number, session) in sessions.iter().enumerate() {
        for (transfer, of) in session.transfers.iter().enumerate() {
            let place = TransferPlace { session: number, transfer };
            found.extend(of.data.map(|data| (data.connection, place)));
        }
    }
    // Stable: of several transfers the first one stays in front.
    found.sort_by_key(|(connection, _)| *connection);
    found.dedup_by_key(|(connection, _)| *connection);
    found
}

/// The connections that belong to FTP, in order.
fn ftp_connections(sessions: &[Session], data: &[(ConnectionId, TransferPlace)]) -> Vec<u64> {
    let control = sessions.iter().map(|session| session.connection);
    let data = data.iter().map(|(connection, _)| *connection);
    sorted(control.chain(data).map(|ConnectionId(number)| number.into()).collect())
}

/// Says what is odd about the segments of these connections.
fn say_analyses(experts: &mut ExpertLog, analyses: &AnalysisTable, frames: &FrameTable, of: &[u64]) {
    for (frame, analysis) in analyses.entries() {
        let connection = frames.get(*frame).and_then(FrameEntry::connection);
        let connection =
            connection.filter(|ConnectionId(number)| of.binary_search(&(*number).into()).is_ok());
        let Some(connection) = connection else { continue };
        if let Some(original) = analysis.copy_of {
            let info = ExpertInfo::new(ExpertCode::FrameCopied).at_frame(*frame).on(connection);
            experts.push(info.found(original.get().into()));
            continue;
        }
        for (_, code) in AnalysisFlags::CODES.iter().filter(|(flag, _)| analysis.flags.told().contains(*flag))
        {
            let mut info = ExpertInfo::new(*code).at_frame(*frame).on(connection);
            if *code == ExpertCode::TcpDuplicateAck {
                info = info.found(analysis.duplicate_count.into());
            }
            experts.push(info);
        }
    }
}

/// Fills the index and hands on what is unpacked.
struct Spooling<'a> {
    index: &'a mut Index,
    spool: &'a mut dyn FnMut(&[u8]),
}

impl FrameSink for Spooling<'_> {
    fn frame(&mut self, frame: &RawFrame<'_>) {
        self.index.frame(frame);
    }

    fn expert(&mut self, info: ExpertInfo) {
        self.index.experts.push(info);
    }

    fn unpacked(&mut self, bytes: &[u8]) {
        (self.spool)(bytes);
    }
}

impl Index {
    fn frame(&mut self, frame: &RawFrame<'_>) {
        let info = |code| ExpertInfo::new(code).at_frame(frame.number);
        if self.frames.count() >= limits::FRAMES {
            if !self.frames_cut {
                self.frames_cut = true;
                self.experts.push(info(ExpertCode::TooManyFrames).expected(limits::FRAMES.into()));
            }
            return;
        }
        // A segment may lie in them while it is taken: a pointer is moved out and back.
        let mut fragments = std::mem::take(&mut self.fragments);
        let connection = match decode(frame, &mut fragments, &mut ()) {
            Decoded::Segment(segment) => self.segment(frame.number, frame.time, &segment),
            Decoded::NotTcp | Decoded::Fragment(_) => None,
            Decoded::Encrypted(layer) => {
                self.experts.push(info(ExpertCode::FrameEncrypted).text(layer.name()));
                None
            }
            Decoded::Undecodable(layer) => {
                self.experts.push(info(ExpertCode::FrameUndecodable).text(layer.name()));
                None
            }
            Decoded::LinkTypeUnsupported => {
                self.experts.push(info(ExpertCode::LinkTypeUnsupported).found(frame.link_type.into()));
                None
            }
        };
        self.fragments = fragments;
        self.frames.push(frame, connection);
    }

    fn segment(
        &mut self,
        frame: FrameNumber,
        time: Timestamp,
        segment: &Segment<'_>,
    ) -> Option<ConnectionId> {
        let Ok(placed) = self.connections.push(frame, time, segment) else {
            let info = ExpertInfo::new(ExpertCode::TooManyConnections).at_frame(frame);
            self.experts.push(info.expected(limits::CONNECTIONS as u64));
            return None;
        };
        let id = placed.connection;
        if self.kinds.len() <= id.index() {
            self.kinds.push(Kind::Undecided);
        }
        self.received(frame, id, segment, &placed.received);
        self.analysed(frame, placed.analysis);
        if placed.received.fresh > 0 && self.kinds.get(id.index()) == Some(&Kind::Undecided) {
            self.recognise(id);
        }
        Some(id)
    }

    /// Keeps what is odd about a segment; said at the end, where it concerns FTP.
    fn analysed(&mut self, frame: FrameNumber, analysis: Analysis) {
        if analysis.is_empty() || self.analyses.push(frame, analysis) || self.analyses_cut {
            return;
        }
        self.analyses_cut = true;
        let info = ExpertInfo::new(ExpertCode::TcpAnalysisCut).at_frame(frame);
        self.experts.push(info.expected(limits::ANALYSED_FRAMES as u64));
    }

    /// Says what is odd about what a segment added.
    fn received(&mut self, frame: FrameNumber, id: ConnectionId, segment: &Segment<'_>, received: &Received) {
        let info = |code| ExpertInfo::new(code).at_frame(frame).on(id);
        let captured = segment.payload.len() as u64;
        if captured < segment.payload_length.into() {
            let info = info(ExpertCode::SnapshotCutPayload);
            self.experts.push(info.expected(segment.payload_length.into()).found(captured));
        }
        if received.conflicting > 0 {
            self.experts.push(info(ExpertCode::OverlapConflict).found(received.conflicting));
        }
        if received.too_many_extents {
            self.experts.push(info(ExpertCode::TooManyExtents).expected(limits::STREAM_EXTENTS as u64));
        }
        if received.over_cap {
            self.experts
                .push(info(ExpertCode::ControlStreamCut).expected(limits::CONTROL_STREAM_BYTES as u64));
        }
    }

    /// Bytes of a connection are kept until it is known not to be FTP.
    fn recognise(&mut self, id: ConnectionId) {
        let Some(connection) = self.connections.get(id) else { return };
        let cost = |half: &HalfStream| half.content().map_or(0, crate::tcp::Content::cost);
        let mut kind = recognise_connection(connection, false);
        let most = cost(&connection.halves.a).max(cost(&connection.halves.b));
        if kind == Kind::Undecided && most > limits::UNDECIDED_STREAM_BYTES {
            kind = recognise_connection(connection, true);
        }
        if kind == Kind::Other {
            self.connections.drop_content(id);
        }
        if let Some(known) = self.kinds.get_mut(id.index()) {
            *known = kind;
        }
    }

    /// Reads the control connections, all bytes being there. The roles are
    /// told anew: what came later may tell more.
    fn sessions(&self) -> Vec<Session> {
        let mut sessions = Vec::new();
        let mut lines_left = limits::CONTROL_LINES;
        for (connection, kind) in self.connections.connections().iter().zip(&self.kinds) {
            if *kind == Kind::Other {
                continue;
            }
            if let Kind::Control { client, roles_by, recognised_by } = recognise_connection(connection, true)
            {
                let session = read_session(connection, client, roles_by, recognised_by, lines_left);
                lines_left = lines_left.saturating_sub(session.lines);
                sessions.push(session);
            }
        }
        bind_data_connections(&mut sessions, self.connections.connections());
        join_transfers(&mut sessions);
        judge_transfers(&mut sessions, self.connections.connections());
        sessions
    }
}
