/* Generated from report.schema.json by cargo xtask types. */

/**
 * A value in a sentence.
 */
export type Value =
  | {
      kind: "text";
      value: string;
    }
  | {
      kind: "number";
      value: number;
    }
  | {
      kind: "amount";
      value: number;
    }
  | {
      kind: "bytes";
      value: number;
    }
  | {
      kind: "ranges";
      value: number;
    }
  | {
      kind: "span";
      value: number;
    }
  | {
      kind: "word";
      value: string;
    };

/**
 * What leaves the program: the report, and the error where there is none.
 */
export interface Ftpscope {
  file: FileView;
  frame: FrameView;
  frame_row: FrameRowView1;
  listing: ListingView;
  open_error: OpenErrorView;
  report: Report;
  saved_file: SavedFileView;
  step: Step;
  transfer_map: TransferMapView;
  tree_node: TreeNodeView;
}
/**
 * A file that is in the capture, whole or in part. Pieces that REST or RANG asked for are joined.
 */
export interface FileView {
  /**
   * Length of the file, missing bytes included, or null where it is not known.
   */
  bytes: number | null;
  /**
   * `download` or `upload`.
   */
  direction: string;
  /**
   * Number of the file, from 0 in the order in which they were asked for.
   */
  id: number;
  /**
   * Whether its mode of transfer or its structure is undone when it is saved.
   */
  is_coded: boolean;
  /**
   * Whether it was sent as text (TYPE A), so that its line ends can be those of the network or local ones.
   */
  is_text: boolean;
  /**
   * A relative path to save it under that is safe on every system, with `/` between names; no other file of
   * the capture has it.
   */
  name: string;
  /**
   * Its path there, the last one that it was given, or null.
   */
  path: string | null;
  /**
   * Bytes of `path`, where a page or a terminal does not show it as it is.
   */
  path_hex?: string | null;
  /**
   * The transfers that carried it, in the order of time.
   */
  pieces: FilePieceView[];
  server: EndpointView;
  time: TimeView;
  verdict: VerdictView;
}
/**
 * A piece of a file.
 */
export interface FilePieceView {
  /**
   * Bytes that it carried, missing ones included.
   */
  bytes: number;
  /**
   * Offset of its first byte in the file.
   */
  offset: number;
  /**
   * Number of the session.
   */
  session: number;
  /**
   * Number of the transfer in it.
   */
  transfer: number;
}
/**
 * The server that has it.
 */
export interface EndpointView {
  /**
   * IPv4 address in dotted form or IPv6 address in the form of RFC 5952.
   */
  address: string;
  /**
   * TCP port.
   */
  port: number;
}
/**
 * When it was asked for first.
 */
export interface TimeView {
  /**
   * Nanoseconds within the second, 0 to 999,999,999.
   */
  nanoseconds: number;
  /**
   * Whole seconds since 1970-01-01 00:00:00 UTC, rounded down.
   */
  seconds: number;
}
/**
 * What became of it, all pieces together.
 */
export interface VerdictView {
  /**
   * Bytes of the file that its data connection carried, missing ones included; null where that is not known.
   */
  bytes: number | null;
  /**
   * The last frame of the capture, where the transfer was under way then.
   */
  last_frame: number | null;
  /**
   * What is missing of the bytes of the data connection, in order; no more than a thousand ranges.
   */
  missing: MissingRangeView[];
  /**
   * Why, as a code: `size_agrees`, `end_seen`, `no_final_reply`, `end_by_size`, `holes`, `start_unknown`,
   * `fewer_than_told`, `more_than_told`, `fragments_differ`, `copies_differ`, `damaged`, `may_be_keep_alive`,
   * `not_compared`, `acknowledged`, `reset`, `no_end`, `capture_ends`, `refused`, `failed`, `aborted`, `no_data_connection`,
   * `protected`, `inferred`, `foreign_peer`, `undecodable`, or of a file `other_pieces`.
   */
  reason: string;
  /**
   * `complete`; `complete_unconfirmed`; `ambiguous`; `incomplete`; `end_unknown`; `capture_ends`; `failed`;
   * `aborted`; `not_captured`; or `encrypted`.
   */
  verdict: string;
}
/**
 * A range of bytes that is not in the capture.
 */
export interface MissingRangeView {
  /**
   * Offset behind its last byte.
   */
  end: number;
  /**
   * Frame that carried what is behind it, or null.
   */
  frame_after: number | null;
  /**
   * Frame that carried what is in front of it, or null.
   */
  frame_before: number | null;
  /**
   * Offset of its first byte in what the data connection carried.
   */
  start: number;
}
/**
 * A frame taken apart.
 */
export interface FrameView {
  /**
   * Its layers, the outermost first.
   */
  layers: FieldView[];
  /**
   * First byte and number of bytes of each password that is masked.
   */
  masked: [number, number][];
  row: FrameRowView;
}
/**
 * A layer or a field of a frame.
 */
export interface FieldView {
  /**
   * What it is made of.
   */
  children: FieldView[];
  /**
   * Frame that it leads to, or null.
   */
  frame: number | null;
  /**
   * Number of its bytes; 0 where it stands in none.
   */
  length: number;
  /**
   * Wireshark's name of it, such as `ftp.request.command`.
   */
  name: string;
  /**
   * Place of its first byte in the frame.
   */
  start: number;
  /**
   * What it says; empty where its fields say it all.
   */
  value: string;
}
/**
 * Its row of the list.
 */
export interface FrameRowView {
  /**
   * Number of its TCP connection, or null.
   */
  connection: number | null;
  /**
   * Address of whom it was sent to, or null.
   */
  destination: string | null;
  /**
   * Numbers of the exchanges in that session that it belongs to: by their lines, or by the transfer
   * whose data it carries.
   */
  exchanges: number[];
  /**
   * What Wireshark's info column says, with relative sequence numbers; passwords masked.
   */
  info: string;
  /**
   * Bytes that it had when it was captured.
   */
  length: number;
  /**
   * Number of the frame, from 1.
   */
  number: number;
  /**
   * Why it could not be read further: a code of expert infos, or null.
   */
  problem: string | null;
  /**
   * Highest protocol that was read, as Wireshark names it; empty where none was.
   */
  protocol: string;
  /**
   * Number of the session that its connection belongs to, or null.
   */
  session: number | null;
  /**
   * Address of who sent it, of the network layer if it has one; null where it cannot be read.
   */
  source: string | null;
  time: TimeView1;
  /**
   * Number of the transfer in that session whose data it carries, or null.
   */
  transfer: number | null;
}
/**
 * When it was captured.
 */
export interface TimeView1 {
  /**
   * Nanoseconds within the second, 0 to 999,999,999.
   */
  nanoseconds: number;
  /**
   * Whole seconds since 1970-01-01 00:00:00 UTC, rounded down.
   */
  seconds: number;
}
/**
 * A row of the list of packets.
 */
export interface FrameRowView1 {
  /**
   * Number of its TCP connection, or null.
   */
  connection: number | null;
  /**
   * Address of whom it was sent to, or null.
   */
  destination: string | null;
  /**
   * Numbers of the exchanges in that session that it belongs to: by their lines, or by the transfer
   * whose data it carries.
   */
  exchanges: number[];
  /**
   * What Wireshark's info column says, with relative sequence numbers; passwords masked.
   */
  info: string;
  /**
   * Bytes that it had when it was captured.
   */
  length: number;
  /**
   * Number of the frame, from 1.
   */
  number: number;
  /**
   * Why it could not be read further: a code of expert infos, or null.
   */
  problem: string | null;
  /**
   * Highest protocol that was read, as Wireshark names it; empty where none was.
   */
  protocol: string;
  /**
   * Number of the session that its connection belongs to, or null.
   */
  session: number | null;
  /**
   * Address of who sent it, of the network layer if it has one; null where it cannot be read.
   */
  source: string | null;
  time: TimeView1;
  /**
   * Number of the transfer in that session whose data it carries, or null.
   */
  transfer: number | null;
}
/**
 * A listing.
 */
export interface ListingView {
  /**
   * What is listed, in the order of the lines.
   */
  entries: ListingEntryView[];
  /**
   * What its lines are: `unix`, `dos`, `vms`, `mvs`, `as400`, `netware`, `eplf`, `mlsd`, `names`, or `unknown`
   * where no format explains them.
   */
  format: string;
  /**
   * Whether its end was left out because it is too long.
   */
  is_cut: boolean;
  /**
   * Entries beyond the cap, and lines that were too long.
   */
  left_out: number;
  /**
   * The path that was asked for, or the current working directory; null where neither is known.
   */
  path: string | null;
  /**
   * Why it was read no further: a code as in `ProblemView`, or null.
   */
  problem: string | null;
  /**
   * Lines that the format does not explain, as they are.
   */
  unread: string[];
  /**
   * How many such lines there are, those that are not kept included.
   */
  unread_lines: number;
}
/**
 * A file or directory of a listing.
 */
export interface ListingEntryView {
  /**
   * Size in bytes, or null.
   */
  bytes: number | null;
  /**
   * What else the listing says: names and values.
   */
  facts: [unknown, unknown][];
  /**
   * The owner's group, or null.
   */
  group: string | null;
  /**
   * `file`, `directory`, `link`, `current`, `parent` or `other`.
   */
  kind: string;
  /**
   * Where a link leads, or null.
   */
  link_target: string | null;
  /**
   * When it was changed, `2026-11-23 12:34:56`, with `Z` behind it in UTC, else in the server's own zone; without a
   * year `--11-23 12:34`; or null.
   */
  modified: string | null;
  /**
   * Name as listed.
   */
  name: string;
  /**
   * Bytes of `name`.
   */
  name_hex?: string | null;
  /**
   * Whose it is, or null.
   */
  owner: string | null;
  /**
   * Full path, as far as it is known.
   */
  path: string;
  /**
   * Who may do what with it, as written, or null.
   */
  permissions: string | null;
  /**
   * Transfers of this file in the capture.
   */
  transfers: TransferPlaceView[];
}
/**
 * A transfer of a session.
 */
export interface TransferPlaceView {
  /**
   * Number of the session.
   */
  session: number;
  /**
   * Number of the transfer in it.
   */
  transfer: number;
}
/**
 * Why a file could not be opened; the language files have the words of each code.
 */
export interface OpenErrorView {
  /**
   * Stable name of what is wrong.
   */
  code: string;
  /**
   * What the file is instead, or null.
   */
  detail: string | null;
  /**
   * Byte in the file.
   */
  offset: number;
}
/**
 * Everything that one capture says about FTP.
 *
 * `Sessions` is what holds the sessions: a list as far as the schema goes,
 * and [`SessionStream`] where the report is written, so that no more than one
 * exchange is turned into a view at a time.
 */
export interface Report {
  capture: CaptureView;
  /**
   * What is odd, in the order of frames; see `expert_counts` for those beyond the cap.
   */
  expert: ExpertView[];
  /**
   * How often each code occurs, those not kept one by one included.
   */
  expert_counts: ExpertCountView[];
  schema: SchemaVersion;
  /**
   * FTP control connections, in the order of their first frames.
   */
  sessions: SessionReport[];
}
/**
 * The capture itself.
 */
export interface CaptureView {
  /**
   * Byte order of the file or of its first section: `little` or `big`.
   */
  byte_order: string;
  /**
   * Bytes of the file that were read.
   */
  bytes: number;
  /**
   * Bytes captured of all frames.
   */
  captured_bytes: number;
  /**
   * Comments that people wrote into the file, in its order.
   */
  comments: CommentView[];
  /**
   * How the file is compressed: `gzip`, `zstd`, `lz4`, `bzip2`, `xz`, or null.
   */
  compression: string | null;
  /**
   * TCP connections, FTP or not.
   */
  connections: number;
  /**
   * Whether every TCP frame is of a control connection while a transfer was asked for: what
   * a capture filter such as `port ftp` leaves.
   */
  control_only: boolean;
  /**
   * Frames of which less was captured than they had.
   */
  cut_frames: number;
  /**
   * From the earliest to the latest time, in milliseconds.
   */
  duration_ms: number | null;
  /**
   * Earliest time of a frame, or null where there is no frame.
   */
  first_time: TimeView2 | null;
  /**
   * `pcap` or `pcapng`.
   */
  format: string;
  /**
   * Frames in the file.
   */
  frames: number;
  /**
   * Interfaces of the capture; a pcap file has one.
   */
  interfaces: InterfaceView[];
  /**
   * Latest time of a frame, or null where there is no frame.
   */
  last_time: TimeView2 | null;
  /**
   * Bytes that all frames had when they were captured.
   */
  original_bytes: number;
  /**
   * Frames that carry a TCP segment.
   */
  tcp_frames: number;
  /**
   * Bytes that were unpacked, or null where the file is not compressed. Offsets of frames and in
   * expert infos about the capture are places in them.
   */
  unpacked_bytes: number | null;
}
/**
 * A comment in the file: about a frame, an interface, or where both are null, the whole capture.
 */
export interface CommentView {
  /**
   * Frame, or null.
   */
  frame: number | null;
  /**
   * Place of the interface, or null.
   */
  interface: number | null;
  /**
   * What it says.
   */
  text: string;
}
/**
 * A moment, in two numbers that JavaScript keeps exactly.
 */
export interface TimeView2 {
  /**
   * Nanoseconds within the second, 0 to 999,999,999.
   */
  nanoseconds: number;
  /**
   * Whole seconds since 1970-01-01 00:00:00 UTC, rounded down.
   */
  seconds: number;
}
/**
 * An interface that frames were captured on.
 */
export interface InterfaceView {
  /**
   * What it is, in the words of who captured, or null.
   */
  description: string | null;
  /**
   * Capture filter, or null.
   */
  filter: string | null;
  link_type: LinkTypeView;
  /**
   * Name in the file, or null.
   */
  name: string | null;
  /**
   * Operating system of its machine, or null.
   */
  os: string | null;
  /**
   * Unit of its timestamps as a power: `10^-6`, `10^-9`, `2^-20`, …
   */
  resolution: string;
  /**
   * Bytes kept of a frame at most; 0 where there is no limit.
   */
  snapshot_length: number;
}
/**
 * What its frames begin with.
 */
export interface LinkTypeView {
  /**
   * Name without `LINKTYPE_`, or null where it is not known.
   */
  name: string | null;
  /**
   * Number, without the bits that tell of a frame check sequence.
   */
  number: number;
}
/**
 * One odd thing; which slots are filled depends on the code.
 */
export interface ExpertView {
  /**
   * Stable name of what is odd; the language files have its words.
   */
  code: string;
  /**
   * Number of the TCP connection, or null.
   */
  connection: number | null;
  /**
   * What is allowed, or null.
   */
  expected: number | null;
  /**
   * What was found, or null.
   */
  found: number | null;
  /**
   * Frame, or null.
   */
  frame: number | null;
  /**
   * Byte in the capture file, or null.
   */
  offset: number | null;
  /**
   * `chat`, `note`, `warn` or `error`.
   */
  severity: string;
  /**
   * Text from the capture or the name of a layer, or null.
   */
  text: string | null;
}
/**
 * How often a code occurs.
 */
export interface ExpertCountView {
  /**
   * Stable name.
   */
  code: string;
  /**
   * How often.
   */
  count: number;
  /**
   * `chat`, `note`, `warn` or `error`.
   */
  severity: string;
}
/**
 * Which structure this is.
 */
export interface SchemaVersion {
  /**
   * Always `ftpscope`.
   */
  name: string;
  /**
   * Major and minor version.
   */
  version: string;
}
/**
 * A session with all that was said on it, as the whole report holds it. The page asks for the parts by
 * ranges instead.
 *
 * `Exchanges` is what holds the exchanges: a list as far as the schema goes, and [`ExchangeStream`] where
 * the report is written.
 */
export interface SessionReport {
  /**
   * Text of the greeting (220), lines joined by line feeds; null where it is not in the capture.
   */
  banner: string | null;
  /**
   * Bytes of `banner`.
   */
  banner_hex?: string | null;
  /**
   * Whether the connection was open before the capture began (no SYN in it).
   */
  began_before_capture: boolean;
  client: EndpointView1;
  closing: ClosingView;
  /**
   * Number of its TCP connection, Wireshark's `tcp.stream`.
   */
  connection: number;
  /**
   * Which directions are in the capture: `both`, `client` or `server`, `none` where nothing was said.
   */
  directions: string;
  /**
   * Current working directory at the end; relative where the directory that the session began in is
   * not known; null where nothing tells.
   */
  directory: string | null;
  /**
   * Bytes of `directory`.
   */
  directory_hex?: string | null;
  /**
   * From the first to the last frame, in milliseconds.
   */
  duration_ms: number;
  /**
   * Frame from which on the connection is encrypted, or null.
   */
  encrypted_from: number | null;
  /**
   * How the connection ends in the capture: `closed` (FIN of both), `half_closed` (FIN of one),
   * `reset` (RST), `refused` (RST to the SYN), `unanswered` (SYN only) or `open`.
   */
  end: string;
  /**
   * Who sent the RST or the first FIN: `client`, `server` or null.
   */
  ended_by: string | null;
  /**
   * How many exchanges the session has.
   */
  exchange_count: number;
  /**
   * Commands with their replies, in order.
   */
  exchanges: ExchangeView[];
  /**
   * First frame of the connection.
   */
  first_frame: number;
  /**
   * Frames of the connection.
   */
  frames: number;
  handshake: HandshakeView;
  /**
   * Number of the session, from 0 in the order of first frames.
   */
  id: number;
  /**
   * Last frame of the connection.
   */
  last_frame: number;
  /**
   * Attempts to log in, in order.
   */
  logins: LoginView[];
  /**
   * How the connection was found to be FTP: `port` or `content`.
   */
  recognised_by: string;
  /**
   * How the two were told apart: `syn` (who opened the connection), `content` (who sends
   * commands, who codes) or `port`.
   */
  roles_by: string;
  /**
   * What AUTH and its like agreed on; null without AUTH in clear.
   */
  security: SecurityView | null;
  server: EndpointView3;
  /**
   * Program that the greeting names.
   */
  software: SoftwareView | null;
  start: TimeView5;
  /**
   * Its change to TLS, the first one that did not fail if there are several; null where there is none.
   */
  tls: TlsView | null;
  /**
   * How many transfers were asked for.
   */
  transfer_count: number;
  /**
   * Transfers that were asked for, in order.
   */
  transfers: TransferView[];
  /**
   * User of the last accepted login.
   */
  user: string | null;
  /**
   * Bytes of `user`.
   */
  user_hex?: string | null;
}
/**
 * Who asked. Its port is an ephemeral one, chosen by its system.
 */
export interface EndpointView1 {
  /**
   * IPv4 address in dotted form or IPv6 address in the form of RFC 5952.
   */
  address: string;
  /**
   * TCP port.
   */
  port: number;
}
/**
 * How the connection was closed.
 */
export interface ClosingView {
  /**
   * The first FIN of the client.
   */
  client_fin_frame: number | null;
  /**
   * The first RST of either.
   */
  reset_frame: number | null;
  /**
   * The first FIN of the server.
   */
  server_fin_frame: number | null;
}
/**
 * A command with its replies, or replies that answer no command.
 */
export interface ExchangeView {
  /**
   * Endpoint for a data connection that this exchange announces.
   */
  announces: EndpointAnnouncementView | null;
  /**
   * The command; null for `greeting` and `unasked`.
   */
  command: CommandView | null;
  /**
   * Current working directory after this exchange; relative where the directory that the session
   * began in is not known; null where nothing tells.
   */
  directory: string | null;
  /**
   * Bytes of `directory`.
   */
  directory_hex?: string | null;
  /**
   * From the command to its final reply, in milliseconds; null without both.
   */
  duration_ms: number | null;
  /**
   * Code of the final reply; null where it is not in the capture.
   */
  final_code: number | null;
  /**
   * Number of the exchange in its session, from 0.
   */
  id: number;
  /**
   * `greeting` (answer to connecting), `command`, `unasked` (replies to no command, 421 above all)
   * or `invalid` (a line of the client that is no command).
   */
  kind: string;
  /**
   * Replies in the order sent: preliminary ones first, then the final one.
   */
  replies: ReplyView[];
  /**
   * From the command to its first reply, in milliseconds; null without both.
   */
  reply_time_ms: number | null;
  /**
   * Number of the transfer in this session that this exchange asks for.
   */
  transfer: number | null;
}
/**
 * Endpoint for a data connection, announced by PORT, EPRT, LPRT or by the reply to PASV, EPSV, LPSV.
 */
export interface EndpointAnnouncementView {
  /**
   * Whether the server agreed (2yz), so that the endpoint is in force.
   */
  accepted: boolean;
  /**
   * Whether the announced address was set aside for the one of the control connection, because it is
   * 0.0.0.0, private or foreign.
   */
  address_replaced: boolean;
  /**
   * The address as announced, or null where the form has none (229).
   */
  announced_address: string | null;
  endpoint: EndpointView2;
  /**
   * Who listens: `client` (active mode) or `server` (passive mode).
   */
  listener: string;
  /**
   * `PORT`, `EPRT`, `LPRT`, `PASV`, `EPSV` or `LPSV`, by the form that was used.
   */
  method: string;
  /**
   * The two numbers p1 and p2 of PORT and 227 with port = p1 × 256 + p2; null in other forms.
   *
   * @minItems 2
   * @maxItems 2
   */
  port_numbers: [number, number] | null;
}
/**
 * Endpoint that is used: the announced port at the announced or, see `address_replaced`, another address.
 */
export interface EndpointView2 {
  /**
   * IPv4 address in dotted form or IPv6 address in the form of RFC 5952.
   */
  address: string;
  /**
   * TCP port.
   */
  port: number;
}
/**
 * A command as the client sent it.
 */
export interface CommandView {
  /**
   * Argument, everything after the first space; null where there is none or where it is masked.
   */
  argument: string | null;
  /**
   * Bytes of `argument`.
   */
  argument_hex?: string | null;
  /**
   * Bytes of the line, its end and Telnet commands included.
   */
  bytes: number;
  /**
   * Frame that holds the first byte; can be greater than `frame` when a late segment filled a hole.
   */
  first_frame: number;
  /**
   * Frame that holds the last byte of the line.
   */
  frame: number;
  /**
   * Whether the verb stands in the table of commands, so that the language files have words for it.
   */
  known: boolean;
  /**
   * Line end: `crlf`, `lf` or `missing`.
   */
  line_end: string;
  /**
   * Whether the argument is a password and is not shown here.
   */
  masked: boolean;
  /**
   * Where the verb is defined: an RFC with its section, a draft, or `vendor`; null where it is not known.
   */
  rfc: string | null;
  time: TimeView3;
  /**
   * Verb in upper case; as sent where it is not known; empty where the line is no command.
   */
  verb: string;
}
/**
 * A moment, in two numbers that JavaScript keeps exactly.
 */
export interface TimeView3 {
  /**
   * Nanoseconds within the second, 0 to 999,999,999.
   */
  nanoseconds: number;
  /**
   * Whole seconds since 1970-01-01 00:00:00 UTC, rounded down.
   */
  seconds: number;
}
/**
 * A reply as the server sent it.
 */
export interface ReplyView {
  /**
   * Reply code, 0 to 999; null for a line without one.
   */
  code: number | null;
  /**
   * Frame that holds the first byte; can be greater than `frame` when a late segment filled a hole.
   */
  first_frame: number;
  /**
   * Frame that holds the last byte.
   */
  frame: number;
  /**
   * Lines as sent, codes included, line ends not.
   */
  lines: string[];
  /**
   * Bytes of all `lines`.
   */
  lines_hex?: string[] | null;
  /**
   * Whether the reply was sent in the form of several lines.
   */
  multiline: boolean;
  /**
   * Where the code is defined: an RFC with its section, a draft, or `vendor`; null where it is not known.
   */
  rfc: string | null;
  /**
   * Text of the reply without its code: of the first line, and of the last one where it ends a
   * multi-line reply, the lines between as they are; joined by line feeds.
   */
  text: string;
  /**
   * Bytes of `text`.
   */
  text_hex?: string | null;
  time: TimeView4;
  /**
   * Whether the last line's end is not in the capture.
   */
  unterminated: boolean;
}
/**
 * A moment, in two numbers that JavaScript keeps exactly.
 */
export interface TimeView4 {
  /**
   * Nanoseconds within the second, 0 to 999,999,999.
   */
  nanoseconds: number;
  /**
   * Whole seconds since 1970-01-01 00:00:00 UTC, rounded down.
   */
  seconds: number;
}
/**
 * How the connection was opened.
 */
export interface HandshakeView {
  /**
   * The ACK of that answer.
   */
  ack_frame: number | null;
  /**
   * Who asked for the connection: `client` or `server` of the control connection; null without a SYN.
   */
  by: string | null;
  /**
   * The SYN with ACK that answers it.
   */
  syn_ack_frame: number | null;
  /**
   * The SYN.
   */
  syn_frame: number | null;
}
/**
 * An attempt to log in.
 */
export interface LoginView {
  /**
   * Whether the user is one of `anonymous`, `ftp`, `guest`: the password is an e-mail address then
   * and is not masked.
   */
  anonymous: boolean;
  /**
   * Code of the reply that decided, or null.
   */
  code: number | null;
  /**
   * Argument of PASS: null where none was sent or where it is masked.
   */
  password: string | null;
  /**
   * Frame of PASS, or null.
   */
  password_frame: number | null;
  /**
   * Bytes of `password`.
   */
  password_hex?: string | null;
  /**
   * Whether a password was sent and is not shown here.
   */
  password_masked: boolean;
  /**
   * Frame of the reply that decided, or null.
   */
  reply_frame: number | null;
  /**
   * `accepted` (230, 232), `refused` (4yz, 5yz), or `unknown` where no final reply is in the capture.
   */
  result: string;
  /**
   * Argument of USER, or null where only PASS is in the capture.
   */
  user: string | null;
  /**
   * Frame of USER, or null.
   */
  user_frame: number | null;
  /**
   * Bytes of `user`.
   */
  user_hex?: string | null;
}
/**
 * What AUTH and its like agreed on, as far as they were said in clear.
 */
export interface SecurityView {
  /**
   * Whether the server agreed.
   */
  accepted: boolean;
  /**
   * Size of protected blocks in force (PBSZ), in bytes, or null.
   */
  buffer_bytes: number | null;
  /**
   * Frame of that AUTH.
   */
  frame: number;
  /**
   * Mechanism that AUTH asked for last, as sent: `TLS`, `GSSAPI`, …
   */
  mechanism: string;
}
/**
 * Who answered.
 */
export interface EndpointView3 {
  /**
   * IPv4 address in dotted form or IPv6 address in the form of RFC 5952.
   */
  address: string;
  /**
   * TCP port.
   */
  port: number;
}
/**
 * Program that a greeting names.
 */
export interface SoftwareView {
  /**
   * Name as written.
   */
  name: string;
  /**
   * Version as written, or null.
   */
  version: string | null;
}
/**
 * A moment, in two numbers that JavaScript keeps exactly.
 */
export interface TimeView5 {
  /**
   * Nanoseconds within the second, 0 to 999,999,999.
   */
  nanoseconds: number;
  /**
   * Whole seconds since 1970-01-01 00:00:00 UTC, rounded down.
   */
  seconds: number;
}
/**
 * The change of a control connection to TLS, or its beginning in TLS.
 */
export interface TlsView {
  /**
   * Number of the alert in clear that says what went wrong, or null.
   */
  alert: number | null;
  /**
   * Frame of that alert, or null.
   */
  alert_frame: number | null;
  /**
   * Subject of the server's certificate, `CN=…` and so on in its order; null where it is encrypted,
   * as always from TLS 1.3 on, or not in the capture.
   */
  certificate_subject: string | null;
  /**
   * Cipher suite that the server chose, a number of the registry of TLS, or null.
   */
  cipher_suite: number | null;
  /**
   * First frame in clear text after it, as after CCC; null where there is none.
   */
  cleared_frame: number | null;
  /**
   * Frame that carried its first byte.
   */
  first_frame: number;
  /**
   * Whether the connection began with it, without AUTH.
   */
  implicit: boolean;
  /**
   * The last frame of it.
   */
  last_frame: number;
  /**
   * Protocols that the client offered to speak inside (ALPN).
   */
  offered_protocols: string[];
  /**
   * Highest version that the client offered, or null.
   */
  offered_version: string | null;
  /**
   * `established` (encrypted data was sent), `failed` (an alert or clear text came before that) or
   * `unfinished` where the capture holds neither.
   */
  outcome: string;
  /**
   * The one that the server chose; null also where its choice is encrypted.
   */
  protocol: string | null;
  /**
   * Name of the server that the client asked for, or null.
   */
  server_name: string | null;
  /**
   * Version that the server chose: `TLS 1.2`, …; null where that is not in the capture.
   */
  version: string | null;
}
/**
 * A transfer that was asked for, whether its data connection is in the capture or not.
 */
export interface TransferView {
  /**
   * Size that the server names in its replies, in bytes, or null.
   */
  announced_bytes: number | null;
  /**
   * Argument as sent, or null.
   */
  argument: string | null;
  /**
   * Bytes of `argument`.
   */
  argument_hex?: string | null;
  data: TransferDataView;
  /**
   * `download`, `upload` or `listing`.
   */
  direction: string;
  /**
   * From the preliminary to the final reply, in milliseconds, or null.
   */
  duration_ms: number | null;
  /**
   * Where the data connection is to be opened to; null where nothing was announced or the announcement
   * cannot be read.
   */
  endpoint: EndpointView6 | null;
  /**
   * Number of the exchange that asked for it.
   */
  exchange: number;
  /**
   * All sizes that were told of it.
   */
  expected: ExpectedSizeView[];
  /**
   * File structure in force, as the argument of STRU: `F` until another was agreed on.
   */
  file_structure: string;
  /**
   * Code of the final reply, or null.
   */
  final_code: number | null;
  /**
   * Frame of the command.
   */
  frame: number;
  /**
   * Number of the transfer in its session, from 0.
   */
  id: number;
  /**
   * The other half of a transfer from server to server, in another session; null for any other transfer.
   */
  joined: TransferPlaceView | null;
  /**
   * `PORT`, `EPRT`, `LPRT`, `PASV`, `EPSV`, `LPSV`, or null.
   */
  method: string | null;
  /**
   * `active`, `passive`, or `default` where nothing was announced in the capture.
   */
  mode: string;
  /**
   * `completed` (2yz), `refused` (4yz or 5yz without a preliminary reply), `failed` (4yz or 5yz after
   * one), `aborted` (the client sent ABOR meanwhile and no 2yz came for the transfer), `running` (no
   * final reply yet) or `unanswered`: what the server says.
   */
  outcome: string;
  /**
   * Argument, or for STOU the name that the server gave, joined to the current working directory; relative where the directory that the session
   * began in is not known; null where there is neither argument nor directory.
   */
  path: string | null;
  /**
   * Bytes of `path`.
   */
  path_hex?: string | null;
  /**
   * Protection of the data connection in force (PROT): `clear`, `safe`, `confidential` or `private`;
   * null where it was agreed on encrypted.
   */
  protection: string | null;
  /**
   * Last byte of the file that RANG asked for, or null.
   */
  range_end: number | null;
  /**
   * Path that the file got later by RNFR and RNTO, or null.
   */
  renamed_to: string | null;
  /**
   * Bytes of `renamed_to`.
   */
  renamed_to_hex?: string | null;
  /**
   * Representation type in force, as the argument of TYPE: `A`, `I`, `A N`, `L 8`, …; null where it
   * was not set in the capture.
   */
  representation_type: string | null;
  /**
   * Offset that REST asked for, or the first byte that RANG did, in bytes.
   */
  restart_offset: number | null;
  /**
   * Frame that announced the endpoint (Wireshark's `ftp-data.setup-frame`), or null.
   */
  setup_frame: number | null;
  /**
   * Size of the file that SIZE told before it was downloaded, or after it was uploaded, under the same TYPE,
   * in bytes, or null.
   */
  size_bytes: number | null;
  time: TimeView6;
  /**
   * Transfer mode in force, as the argument of MODE: `S` until another was agreed on.
   */
  transfer_mode: string;
  /**
   * Verb: RETR, STOR, LIST, …
   */
  verb: string;
  verdict: VerdictView1;
}
/**
 * The data connection.
 */
export interface TransferDataView {
  /**
   * Distinct payload bytes in the capture in the direction of the transfer.
   */
  bytes: number;
  /**
   * How many of those differ from the first copy; null while they were not compared.
   */
  conflicting_bytes: number | null;
  /**
   * Number of its TCP connection, or null.
   */
  connection: number | null;
  /**
   * Bytes that the snapshot length cut off; they are among the missing ones.
   */
  cut_bytes: number;
  /**
   * First frame whose bytes cannot be trusted: it lay in IP fragments that overlap and differ, or its checksum
   * says that they were changed, while others of its sender have right ones, or its one byte may be that of a
   * keep-alive; or null.
   */
  damaged_frame: number | null;
  /**
   * From the first to the last frame of the connection, in milliseconds, or null.
   */
  duration_ms: number | null;
  /**
   * How the sender's direction ends: `fin`, which in stream mode is the end of the file; `reset` (RST);
   * `open` where the capture holds neither; null without a data connection.
   */
  end: string | null;
  /**
   * Its two ends, with its opening and its closing, or null.
   */
  ends: DataEndsView | null;
  /**
   * First frame of the connection, or null.
   */
  first_frame: number | null;
  /**
   * Frames of the connection, both directions.
   */
  frames: number;
  /**
   * Null where an announcement leads to the connection. Otherwise it was inferred: it connects the two hosts at
   * the `time` of the transfer; it also carries bytes in the `direction` of the command alone; or it carries as
   * many as a reply told (`size`). The strongest of these.
   */
  inferred_by: string | null;
  /**
   * Last frame of the connection, or null.
   */
  last_frame: number | null;
  /**
   * Bytes known to be missing in that direction.
   */
  missing_bytes: number;
  /**
   * Bytes that were captured more than once.
   */
  repeated_bytes: number;
  /**
   * Distinct payload bytes in the other direction; in clear text none belong there.
   */
  reverse_bytes: number;
  /**
   * `captured`; `not_captured`; `not_opened` (the server refused before it opened one); or `unknown`
   * (no announcement can be read, and a connection between the same hosts may be the one).
   */
  state: string;
}
/**
 * The two ends of a data connection, with its opening and its closing. Between two servers, `client` is the one
 * that is not the server of this control connection.
 */
export interface DataEndsView {
  client: EndpointView4;
  closing: ClosingView1;
  handshake: HandshakeView1;
  server: EndpointView5;
}
/**
 * The end of the client.
 */
export interface EndpointView4 {
  /**
   * IPv4 address in dotted form or IPv6 address in the form of RFC 5952.
   */
  address: string;
  /**
   * TCP port.
   */
  port: number;
}
/**
 * How it was closed.
 */
export interface ClosingView1 {
  /**
   * The first FIN of the client.
   */
  client_fin_frame: number | null;
  /**
   * The first RST of either.
   */
  reset_frame: number | null;
  /**
   * The first FIN of the server.
   */
  server_fin_frame: number | null;
}
/**
 * How it was opened.
 */
export interface HandshakeView1 {
  /**
   * The ACK of that answer.
   */
  ack_frame: number | null;
  /**
   * Who asked for the connection: `client` or `server` of the control connection; null without a SYN.
   */
  by: string | null;
  /**
   * The SYN with ACK that answers it.
   */
  syn_ack_frame: number | null;
  /**
   * The SYN.
   */
  syn_frame: number | null;
}
/**
 * The end of the server.
 */
export interface EndpointView5 {
  /**
   * IPv4 address in dotted form or IPv6 address in the form of RFC 5952.
   */
  address: string;
  /**
   * TCP port.
   */
  port: number;
}
/**
 * One end of a connection.
 */
export interface EndpointView6 {
  /**
   * IPv4 address in dotted form or IPv6 address in the form of RFC 5952.
   */
  address: string;
  /**
   * TCP port.
   */
  port: number;
}
/**
 * A size that was told of a transfer.
 */
export interface ExpectedSizeView {
  /**
   * Bytes that this transfer must then have carried, REST counted in; null where the two cannot be compared, as
   * in text types.
   */
  bytes: number | null;
  /**
   * The size that was told, in bytes.
   */
  told: number;
  /**
   * Who told it: `size` (213 to SIZE), `preliminary` (`150 … (n bytes)`), `final` (`226 … (n bytes)`),
   * `allocation` (ALLO), `range` (RANG) or `listing`.
   */
  told_by: string;
}
/**
 * A moment, in two numbers that JavaScript keeps exactly.
 */
export interface TimeView6 {
  /**
   * Nanoseconds within the second, 0 to 999,999,999.
   */
  nanoseconds: number;
  /**
   * Whole seconds since 1970-01-01 00:00:00 UTC, rounded down.
   */
  seconds: number;
}
/**
 * What became of it, judged by what was said and what is in the capture.
 */
export interface VerdictView1 {
  /**
   * Bytes of the file that its data connection carried, missing ones included; null where that is not known.
   */
  bytes: number | null;
  /**
   * The last frame of the capture, where the transfer was under way then.
   */
  last_frame: number | null;
  /**
   * What is missing of the bytes of the data connection, in order; no more than a thousand ranges.
   */
  missing: MissingRangeView[];
  /**
   * Why, as a code: `size_agrees`, `end_seen`, `no_final_reply`, `end_by_size`, `holes`, `start_unknown`,
   * `fewer_than_told`, `more_than_told`, `fragments_differ`, `copies_differ`, `damaged`, `may_be_keep_alive`,
   * `not_compared`, `acknowledged`, `reset`, `no_end`, `capture_ends`, `refused`, `failed`, `aborted`, `no_data_connection`,
   * `protected`, `inferred`, `foreign_peer`, `undecodable`, or of a file `other_pieces`.
   */
  reason: string;
  /**
   * `complete`; `complete_unconfirmed`; `ambiguous`; `incomplete`; `end_unknown`; `capture_ends`; `failed`;
   * `aborted`; `not_captured`; or `encrypted`.
   */
  verdict: string;
}
/**
 * What is known of a file that was read to be saved or shown.
 */
export interface SavedFileView {
  /**
   * Bytes that were given.
   */
  bytes: number;
  /**
   * What it is, by its first bytes; null where it has none.
   */
  content: ContentView | null;
  /**
   * Ranges of the file that were filled with zeros.
   */
  filled: RangeView[];
  /**
   * Such ranges that are not listed.
   */
  holes_left_out: number;
  /**
   * Whether it was sent as text and is none, so that what looked like ends of lines was changed.
   */
  is_binary_as_text: boolean;
  /**
   * MD5 likewise.
   */
  md5: string | null;
  /**
   * Why it was read no further, or null.
   */
  problem: ProblemView | null;
  /**
   * SHA-1 likewise.
   */
  sha1: string | null;
  /**
   * SHA-256 of them in hexadecimal digits; null where the file was not read to its end.
   */
  sha256: string | null;
  /**
   * Ranges of the file that are missing and were left out.
   */
  skipped: RangeView[];
}
/**
 * What a file is.
 */
export interface ContentView {
  /**
   * Usual extension without its dot, or null.
   */
  extension: string | null;
  /**
   * Whether a browser may take it for a page or the like: it must only be shown as text.
   */
  is_markup: boolean;
  /**
   * Whether it can be read as text.
   */
  is_text: boolean;
  /**
   * Media type.
   */
  mime: string;
}
/**
 * A range of bytes, the end not included.
 */
export interface RangeView {
  /**
   * Offset behind the last byte.
   */
  end: number;
  /**
   * Offset of the first byte.
   */
  start: number;
}
/**
 * Why a file was read no further.
 */
export interface ProblemView {
  /**
   * `hole`, `mode_not_read`, `descriptor_invalid`, `escape_invalid`, `deflate_invalid`, `dictionary_needed` or
   * `checksum_differs`.
   */
  code: string;
  /**
   * Byte of the data connection at which it is.
   */
  offset: number;
}
/**
 * A step of the story: what belongs together, told in a few sentences.
 */
export interface Step {
  /**
   * Exchanges of the session that it tells of, half-open; null where it tells of none.
   *
   * @minItems 2
   * @maxItems 2
   */
  exchanges: [number, number] | null;
  /**
   * Its sentences, in the order in which they are told.
   */
  facts: Fact[];
  /**
   * First packet that it tells of, or null.
   */
  first_frame: number | null;
  /**
   * What it is about: the place of its heading in the language files, such as `explain.step.login`.
   */
  id: string;
  /**
   * Last packet that it tells of, or null.
   */
  last_frame: number | null;
  /**
   * Number of the step, from 1.
   */
  number: number;
  /**
   * Number of the session; null for the capture as a whole.
   */
  session: number | null;
  values: Values1;
}
/**
 * One sentence: what it says, with the values in it.
 */
export interface Fact {
  /**
   * Chooses the plural form of the sentence; null where it has none.
   */
  count: number | null;
  /**
   * Packets that show it: first and last one of each run, in order.
   */
  frames: [number, number][];
  /**
   * What it says: the place of its sentence in the language files, such as `explain.command.stor`.
   */
  id: string;
  /**
   * `said` (what happened), `meaning` (what that means, and why), `notice` (what a learner should notice) or
   * `odd` (what is unusual).
   */
  kind: string;
  /**
   * Where it is defined: an RFC with its section, a draft, `vendor`; or null.
   */
  rfc: string | null;
  values: Values;
}
/**
 * What stands in the sentence, by the names of its placeholders.
 */
export interface Values {
  [k: string]: Value;
}
/**
 * What stands in the heading.
 */
export interface Values1 {
  [k: string]: Value;
}
/**
 * Which bytes of a data connection are in the capture, and which frames carried them.
 */
export interface TransferMapView {
  /**
   * Ranges beyond the cap.
   */
  left_out: number;
  /**
   * Bytes of the stream, missing ones included, and those that are missing behind its end.
   */
  length: number;
  /**
   * Ranges in the order of their first bytes. `captured` and `missing` cover the stream; `repeated` and
   * `conflicting` lie within what was captured.
   */
  spans: SpanView[];
}
/**
 * A range of a stream.
 */
export interface SpanView {
  /**
   * Offset behind its last byte.
   */
  end: number;
  /**
   * Frame of its first byte; of what is missing, the one in front of it; or null.
   */
  first_frame: number | null;
  /**
   * `captured`, `missing`, `repeated` (captured again), or `conflicting` (captured again with other bytes).
   */
  kind: string;
  /**
   * Frame of its last byte; of what is missing, the one behind it; or null.
   */
  last_frame: number | null;
  /**
   * Offset of its first byte.
   */
  start: number;
}
/**
 * A node of the tree of the servers. Nodes come in an order in which each stands in front of those below it.
 */
export interface TreeNodeView {
  /**
   * Its size in bytes, as listed, or null.
   */
  bytes: number | null;
  /**
   * How deep it stands: 0 for a server.
   */
  depth: number;
  /**
   * `server`, `directory`, `file`, `link`, or `other` where nothing tells what it is.
   */
  kind: string;
  /**
   * Whether a listing names it.
   */
  listed: boolean;
  /**
   * When it was changed, as listed, or null.
   */
  modified: string | null;
  /**
   * Its name, of a server its address and port; `.` stands for the directory that a session began in, where its
   * path is not known.
   */
  name: string;
  /**
   * Its path; null for a server, and for a directory that is known by what is in it only.
   */
  path: string | null;
  /**
   * Transfers of it in the capture.
   */
  transfers: TransferPlaceView[];
}
