//! Expert info: what is odd about a capture, said with a stable code and the
//! frame it concerns. The words stand in the language files of the page.

use crate::units::{ConnectionId, FrameNumber};

/// How much an expert info matters, in Wireshark's four steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Ordinary, worth knowing.
    Chat,
    /// Unusual, and usually harmless.
    Note,
    /// Something is missing or against the rules; what is shown still stands.
    Warn,
    /// What is shown may be wrong or incomplete because of this.
    Error,
}

macro_rules! expert_codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $severity:ident;)+) => {
        /// What is odd. Names are stable: texts, filters and tests use them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ExpertCode {
            $($(#[doc = $doc])+ $name,)+
        }

        impl ExpertCode {
            /// Every code, for the test that each has its words.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The stable name, in snake_case.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// Its place in [`ALL`](Self::ALL).
            #[must_use]
            pub fn index(self) -> usize {
                self as usize
            }

            /// How much it matters.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)+ }
            }
        }
    };
}

expert_codes! {
    /// The file ends inside a record. `offset`: where the record begins; `expected`: bytes it claims; `found`: bytes there.
    FileCut = "file_cut", Error;
    /// The compressed file ends inside its compressed data. `offset`: where it ends; `found`: bytes unpacked; `text`: the compression.
    CompressedCut = "compressed_cut", Error;
    /// Compressed data cannot be unpacked any further. `offset`: byte in the compressed file; `found`: bytes unpacked; `text`: the compression.
    CompressedInvalid = "compressed_invalid", Error;
    /// What was unpacked has not the checksum that the compressed file gives. `offset`: byte after the checksum in the compressed file; `text`: the compression.
    CompressedChecksum = "compressed_checksum", Error;
    /// Bytes after the compressed data are none. `offset`: where they begin in the compressed file; `found`: how many.
    CompressedTrailing = "compressed_trailing", Note;
    /// More came out of the compressed file than the cap; the rest is not read. `offset`: byte in the compressed file; `expected`: the cap; `found`: bytes unpacked; `text`: the compression.
    UnpackedTooMuch = "unpacked_too_much", Error;
    /// A record or block claims more than the cap. `offset`; `expected`: the cap; `found`: the claim.
    RecordTooLong = "record_too_long", Error;
    /// A pcapng block has an impossible length. `offset`; `found`: the length.
    BlockLengthInvalid = "block_length_invalid", Error;
    /// The length after a pcapng block is not the one before it. `offset`; `expected`: the first; `found`: the second.
    BlockTrailerDiffers = "block_trailer_differs", Warn;
    /// The length of a pcapng block is not a multiple of four; padding is assumed. `offset`; `found`: the length.
    BlockLengthUnaligned = "block_length_unaligned", Note;
    /// The fields of a pcapng block do not fit into it. `offset`; `found`: the block type.
    BlockBodyInvalid = "block_body_invalid", Error;
    /// A pcapng option does not fit into its block. `offset`; `found`: the option code.
    OptionInvalid = "option_invalid", Warn;
    /// More interfaces than the cap. `offset`; `expected`: the cap.
    TooManyInterfaces = "too_many_interfaces", Error;
    /// More bytes of comments, names and secrets than the cap: this block's ones are left out. `offset`; `expected`: the cap.
    TooManyAnnotations = "too_many_annotations", Warn;
    /// A packet names an interface that was not described. `found`: its number.
    InterfaceUnknown = "interface_unknown", Error;
    /// More bytes were captured than the snapshot length allows. `expected`: the snapshot length; `found`.
    CapturedExceedsSnapshot = "captured_exceeds_snapshot", Note;
    /// More bytes were captured than the frame had. `expected`: original length; `found`: captured length.
    CapturedExceedsOriginal = "captured_exceeds_original", Note;
    /// The network card met an error while it received this frame (`epb_flags`). `found`: the bits of the errors.
    ReceivedWithError = "received_with_error", Warn;
    /// The part of a second in a timestamp is a second or more. `found`: that part in the unit of the file.
    FractionOverOneSecond = "fraction_over_one_second", Note;
    /// A timestamp outside the years 1677 to 2262 was moved to the nearest end.
    TimeOutOfRange = "time_out_of_range", Warn;
    /// A simple packet block holds no time: that of the frame before is shown.
    TimeMissing = "time_missing", Note;
    /// Time goes backwards: this frame is stamped before the one in front of it. `found`: by how many nanoseconds.
    TimeBackwards = "time_backwards", Note;
    /// More frames than the cap: from this one on they are not read. `expected`: the cap.
    TooManyFrames = "too_many_frames", Error;
    /// Frames of this link type cannot be read. `found`: the link type.
    LinkTypeUnsupported = "link_type_unsupported", Error;
    /// The headers of this frame cannot be read. `text`: the layer.
    FrameUndecodable = "frame_undecodable", Warn;
    /// What the frame carries is encrypted. `text`: the layer that says so.
    FrameEncrypted = "frame_encrypted", Note;
    /// The other fragments of an IP packet are missing, so it is not put together; the frame is that of the first one here. `text`: the layer; `found`: bytes here.
    FragmentNotReassembled = "fragment_not_reassembled", Warn;
    /// Fragments of an IP packet overlap and differ; what came first was kept. `text`: the layer; `found`: how many bytes differ.
    FragmentConflict = "fragment_conflict", Warn;
    /// More IP fragments wait for the rest of their packets than the cap: this one's packet was given up. `text`: the layer; `expected`: the cap.
    TooManyFragments = "too_many_fragments", Error;
    /// The snapshot length cut this frame inside its TCP payload. `expected`: payload bytes sent; `found`: bytes here.
    SnapshotCutPayload = "snapshot_cut_payload", Warn;
    /// More connections than the cap: this frame's one is not followed. `expected`: the cap.
    TooManyConnections = "too_many_connections", Error;
    /// More separate pieces in one half stream than the cap. `expected`: the cap.
    TooManyExtents = "too_many_extents", Error;
    /// More bytes on a control connection than the cap. `expected`: the cap.
    ControlStreamCut = "control_stream_cut", Error;
    /// More lines on control connections than the cap; what follows is not read. `expected`: the cap.
    TooManyLines = "too_many_lines", Error;
    /// This frame is a copy of an earlier one, as from a mirror port: the packet was sent once. `found`: the frame of which it is a copy.
    FrameCopied = "frame_copied", Note;
    /// Bytes, a SYN or a FIN that were sent before.
    TcpRetransmission = "tcp_retransmission", Note;
    /// The same, as an answer to repeated acknowledgements.
    TcpFastRetransmission = "tcp_fast_retransmission", Note;
    /// Bytes that had been acknowledged were sent again.
    TcpSpuriousRetransmission = "tcp_spurious_retransmission", Note;
    /// Bytes that come shortly after later ones.
    TcpOutOfOrder = "tcp_out_of_order", Warn;
    /// A SYN on the endpoints of an earlier connection.
    TcpReusedPorts = "tcp_reused_ports", Note;
    /// Bytes in front of this segment are not in the capture so far.
    TcpLostSegment = "tcp_lost_segment", Warn;
    /// This segment acknowledges bytes that are not in the capture so far.
    TcpAckLostSegment = "tcp_ack_lost_segment", Warn;
    /// This segment says nothing new but another window.
    TcpWindowUpdate = "tcp_window_update", Chat;
    /// This segment fills the window of the other side.
    TcpWindowFull = "tcp_window_full", Warn;
    /// A keep-alive.
    TcpKeepAlive = "tcp_keep_alive", Note;
    /// The answer to a keep-alive.
    TcpKeepAliveAck = "tcp_keep_alive_ack", Note;
    /// An acknowledgement is repeated. `found`: for how many times.
    TcpDuplicateAck = "tcp_duplicate_ack", Note;
    /// One byte although the other side has no room.
    TcpZeroWindowProbe = "tcp_zero_window_probe", Note;
    /// The sender of this segment has no room.
    TcpZeroWindow = "tcp_zero_window", Warn;
    /// The answer to a probe: still no room.
    TcpZeroWindowProbeAck = "tcp_zero_window_probe_ack", Note;
    /// More odd segments than the cap: those from this frame on are not marked. `expected`: the cap.
    TcpAnalysisCut = "tcp_analysis_cut", Note;
    /// Bytes sent again differ from those sent first; the first were kept. `found`: how many differ.
    OverlapConflict = "overlap_conflict", Warn;
    /// Bytes of a control connection are not in the capture. `found`: how many.
    ControlHole = "control_hole", Warn;
    /// A line is longer than the cap. `expected`: bytes kept; `found`: bytes of the line.
    LineCut = "line_cut", Warn;
    /// A hole lies inside this line or in front of it.
    LineWithGap = "line_with_gap", Warn;
    /// The last line has no line end.
    LineUnterminated = "line_unterminated", Note;
    /// A line that is no command. `text`: the line.
    CommandInvalid = "command_invalid", Warn;
    /// Telnet commands were taken out of this line.
    TelnetCommands = "telnet_commands", Chat;
    /// A reply line without a code. `text`: the line.
    ReplyWithoutCode = "reply_without_code", Warn;
    /// A reply code below 100. `found`: the code.
    ReplyCodeBelow100 = "reply_code_below_100", Warn;
    /// No space after the reply code. `found`: the code.
    ReplyMissingSpace = "reply_missing_space", Warn;
    /// A multi-line reply was never closed. `found`: its code.
    ReplyUnclosed = "reply_unclosed", Warn;
    /// More lines in a reply than the cap. `expected`: the cap.
    ReplyCut = "reply_cut", Warn;
    /// A reply that answers no command. `found`: its code.
    ReplyUnasked = "reply_unasked", Note;
    /// A command without a reply in the capture. `text`: the verb.
    CommandUnanswered = "command_unanswered", Note;
    /// More commands wait for replies than the cap. `expected`: the cap.
    TooManyPending = "too_many_pending", Warn;
    /// The argument of PORT, EPRT or LPRT, or the text of 227, 228 or 229, names no endpoint. `text`: it.
    EndpointInvalid = "endpoint_invalid", Warn;
    /// The announced address is not the one of the host that announced it; the announced host's control address is used for 227. `text`: the announced address.
    EndpointAddressForeign = "endpoint_address_foreign", Note;
    /// PORT, PASV, EPRT or LPRT after EPSV ALL (RFC 2428 §4). `text`: the verb.
    EpsvAllViolated = "epsv_all_violated", Warn;
    /// The control connection continues encrypted; its commands cannot be read.
    ControlEncrypted = "control_encrypted", Note;
    /// The change to TLS failed; the connection stays in clear text. `found`: number of the alert.
    TlsFailed = "tls_failed", Warn;
    /// The control connection goes on in clear text after TLS (RFC 4217 §6).
    ControlCleared = "control_cleared", Note;
    /// No announcement in the capture leads to this data connection: it was found by its hosts and its time, and by what else is told of the transfer. `found`: frame of the transfer's command.
    DataConnectionInferred = "data_connection_inferred", Note;
    /// A data connection comes from or goes to a host that is none of the control connection's. `text`: its address.
    DataPeerForeign = "data_peer_foreign", Note;
    /// Bytes against the direction of a transfer. `found`: how many.
    DataReverseBytes = "data_reverse_bytes", Warn;
    /// Only one direction of the control connection is in the capture. `text`: `client` or `server`, the one that is.
    OneDirectionOnly = "one_direction_only", Warn;
    /// The capture begins inside the connection.
    BeganBeforeCapture = "began_before_capture", Note;
}

/// One odd thing. Which of the slots are filled is told at its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpertInfo {
    /// What is odd.
    pub code: ExpertCode,
    /// The frame it concerns.
    pub frame: Option<FrameNumber>,
    /// The connection it concerns.
    pub connection: Option<ConnectionId>,
    /// Byte in the capture file.
    pub offset: Option<u64>,
    /// What the rules or a cap allow.
    pub expected: Option<u64>,
    /// What stands there instead.
    pub found: Option<u64>,
    /// Text from the capture or the name of a layer. Never a sentence.
    pub text: Option<Box<str>>,
}

// Never inlined: infos are made at many places and seldom, so that small code counts for more than fast
// code, and inlined each place copies the whole structure several times.
impl ExpertInfo {
    /// An info of this code with all slots empty.
    #[must_use]
    #[inline(never)]
    pub fn new(code: ExpertCode) -> Self {
        Self { code, frame: None, connection: None, offset: None, expected: None, found: None, text: None }
    }

    /// With the frame it concerns.
    #[must_use]
    #[inline(never)]
    pub fn at_frame(mut self, frame: FrameNumber) -> Self {
        self.frame = Some(frame);
        self
    }

    /// With the connection it concerns.
    #[must_use]
    #[inline(never)]
    pub fn on(mut self, connection: ConnectionId) -> Self {
        self.connection = Some(connection);
        self
    }

    /// With the byte in the capture file.
    #[must_use]
    #[inline(never)]
    pub fn at_offset(mut self, offset: u64) -> Self {
        self.offset = Some(offset);
        self
    }

    /// With what is allowed.
    #[must_use]
    #[inline(never)]
    pub fn expected(mut self, expected: u64) -> Self {
        self.expected = Some(expected);
        self
    }

    /// With what was found.
    #[must_use]
    #[inline(never)]
    pub fn found(mut self, found: u64) -> Self {
        self.found = Some(found);
        self
    }

    /// With a text from the capture.
    #[must_use]
    #[inline(never)]
    pub fn text(mut self, text: impl Into<Box<str>>) -> Self {
        self.text = Some(text.into());
        self
    }
}
