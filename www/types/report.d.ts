/* Generated from report.schema.json by `cargo xtask types`. */

export interface ExchangeView {
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
   * The command; null for `greeting` and `unasked`.
   */
  command: CommandView | null;
  /**
   * Replies in the order sent: preliminary ones first, then the final one.
   */
  replies: ReplyView[];
  /**
   * Code of the final reply; null where it is not in the capture.
   */
  final_code: number | null;
  /**
   * From the command to its first reply, in milliseconds; null without both.
   */
  reply_time_ms: number | null;
  /**
   * From the command to its final reply, in milliseconds; null without both.
   */
  duration_ms: number | null;
  /**
   * Endpoint for a data connection that this exchange announces.
   */
  announces: EndpointAnnouncementView | null;
  /**
   * Number of the transfer in this session that this exchange asks for.
   */
  transfer: number | null;
  /**
   * Current working directory after this exchange; null where it is not known.
   */
  directory: string | null;
}
export interface CommandView {
  /**
   * Verb in upper case; as sent where it is not known; empty where the line is no command.
   */
  verb: string;
  /**
   * Whether the verb stands in the table of commands, so that the language files have words for it.
   */
  known: boolean;
  /**
   * Argument, everything after the first space; null where there is none or where it is masked.
   */
  argument: string | null;
  /**
   * Whether the argument is a password and is not shown here.
   */
  masked: boolean;
  /**
   * Frame that holds the last byte of the line.
   */
  frame: number;
  /**
   * Frame that holds the first byte; can be greater than `frame` when a late segment filled a hole.
   */
  first_frame: number;
  /**
   * Time of `frame`.
   */
  time: TimeView;
  /**
   * Line end: `crlf`, `lf` or `missing`.
   */
  line_end: string;
  /**
   * Bytes of the line, its end and Telnet commands included.
   */
  bytes: number;
}
export interface ReplyView {
  /**
   * Reply code, 0 to 999; null for a line without one.
   */
  code: number | null;
  /**
   * Text of the reply without its code: of the first line, and of the last one where it ends a
   * multi-line reply, the lines between as they are; joined by line feeds.
   */
  text: string;
  /**
   * Lines as sent, codes included, line ends not.
   */
  lines: string[];
  /**
   * Whether the reply was sent in the form of several lines.
   */
  multiline: boolean;
  /**
   * Frame that holds the last byte.
   */
  frame: number;
  /**
   * Frame that holds the first byte; can be greater than `frame` when a late segment filled a hole.
   */
  first_frame: number;
  /**
   * Time of `frame`.
   */
  time: TimeView;
  /**
   * Whether the last line's end is not in the capture.
   */
  unterminated: boolean;
}
export interface EndpointAnnouncementView {
  /**
   * `PORT`, `EPRT`, `LPRT`, `PASV`, `EPSV` or `LPSV`, by the form that was used.
   */
  method: string;
  /**
   * Who listens: `client` (active mode) or `server` (passive mode).
   */
  listener: string;
  /**
   * Endpoint that is used: the announced port at the announced or, see `address_replaced`, another address.
   */
  endpoint: EndpointView;
  /**
   * The address as announced, or null where the form has none (229).
   */
  announced_address: string | null;
  /**
   * Whether the announced address was set aside for the one of the control connection, because it is
   * 0.0.0.0, private or foreign.
   */
  address_replaced: boolean;
  /**
   * Whether the server agreed (2yz), so that the endpoint is in force.
   */
  accepted: boolean;
  /**
   * The two numbers p1 and p2 of PORT and 227 with port = p1 × 256 + p2; null in other forms.
   */
  port_numbers: [number, number] | null;
}
export interface CaptureView {
  /**
   * `pcap` or `pcapng`.
   */
  format: string;
  /**
   * Byte order of the file or of its first section: `little` or `big`.
   */
  byte_order: string;
  /**
   * Bytes of the file that were read.
   */
  bytes: number;
  /**
   * Frames in the file.
   */
  frames: number;
  /**
   * Frames that carry a TCP segment.
   */
  tcp_frames: number;
  /**
   * TCP connections, FTP or not.
   */
  connections: number;
  /**
   * Bytes captured of all frames.
   */
  captured_bytes: number;
  /**
   * Bytes that all frames had when they were captured.
   */
  original_bytes: number;
  /**
   * Frames of which less was captured than they had.
   */
  cut_frames: number;
  /**
   * Interfaces of the capture; a pcap file has one.
   */
  interfaces: InterfaceView[];
  /**
   * Earliest time of a frame, or null where there is no frame.
   */
  first_time: TimeView | null;
  /**
   * Latest time of a frame, or null where there is no frame.
   */
  last_time: TimeView | null;
  /**
   * From the earliest to the latest time, in milliseconds.
   */
  duration_ms: number | null;
  /**
   * Whether every TCP frame is of a control connection while a transfer was asked for: what
   * a capture filter such as `port ftp` leaves.
   */
  control_only: boolean;
}
export interface InterfaceView {
  /**
   * Name in the file, or null.
   */
  name: string | null;
  /**
   * What its frames begin with.
   */
  link_type: LinkTypeView;
  /**
   * Bytes kept of a frame at most; 0 where there is no limit.
   */
  snapshot_length: number;
  /**
   * Unit of its timestamps as a power: `10^-6`, `10^-9`, `2^-20`, …
   */
  resolution: string;
}
export interface LinkTypeView {
  /**
   * Number, without the bits that tell of a frame check sequence.
   */
  number: number;
  /**
   * Name without `LINKTYPE_`, or null where it is not known.
   */
  name: string | null;
}
export interface TimeView {
  /**
   * Whole seconds since 1970-01-01 00:00:00 UTC, rounded down.
   */
  seconds: number;
  /**
   * Nanoseconds within the second, 0 to 999,999,999.
   */
  nanoseconds: number;
}
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
export interface Report {
  /**
   * Which structure this is.
   */
  schema: SchemaVersion;
  /**
   * The capture itself.
   */
  capture: CaptureView;
  /**
   * FTP control connections, in the order of their first frames.
   */
  sessions: SessionReport[];
  /**
   * What is odd, in the order of frames; see `expert_counts` for those beyond the cap.
   */
  expert: ExpertView[];
  /**
   * How often each code occurs, those not kept one by one included.
   */
  expert_counts: ExpertCountView[];
}
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
export interface ExpertView {
  /**
   * `chat`, `note`, `warn` or `error`.
   */
  severity: string;
  /**
   * Stable name of what is odd; the language files have its words.
   */
  code: string;
  /**
   * Frame, or null.
   */
  frame: number | null;
  /**
   * Number of the TCP connection, or null.
   */
  connection: number | null;
  /**
   * Byte in the capture file, or null.
   */
  offset: number | null;
  /**
   * What is allowed, or null.
   */
  expected: number | null;
  /**
   * What was found, or null.
   */
  found: number | null;
  /**
   * Text from the capture or the name of a layer, or null.
   */
  text: string | null;
}
export interface ExpertCountView {
  /**
   * Stable name.
   */
  code: string;
  /**
   * `chat`, `note`, `warn` or `error`.
   */
  severity: string;
  /**
   * How often.
   */
  count: number;
}
export interface SessionReport {
  /**
   * Number of the session, from 0 in the order of first frames.
   */
  id: number;
  /**
   * Number of its TCP connection, Wireshark's `tcp.stream`.
   */
  connection: number;
  /**
   * Who asked. Its port is an ephemeral one, chosen by its system.
   */
  client: EndpointView;
  /**
   * Who answered.
   */
  server: EndpointView;
  /**
   * How the two were told apart: `syn` (who opened the connection), `content` (who sends
   * commands, who codes) or `port`.
   */
  roles_by: string;
  /**
   * How the connection was found to be FTP: `port` or `content`.
   */
  recognised_by: string;
  /**
   * First frame of the connection.
   */
  first_frame: number;
  /**
   * Last frame of the connection.
   */
  last_frame: number;
  /**
   * Frames of the connection.
   */
  frames: number;
  /**
   * Time of the first frame.
   */
  start: TimeView;
  /**
   * From the first to the last frame, in milliseconds.
   */
  duration_ms: number;
  /**
   * Whether the connection was open before the capture began (no SYN in it).
   */
  began_before_capture: boolean;
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
   * Which directions are in the capture: `both`, `client` or `server`, `none` where nothing was said.
   */
  directions: string;
  /**
   * Text of the greeting (220), lines joined by line feeds; null where it is not in the capture.
   */
  banner: string | null;
  /**
   * Program that the greeting names.
   */
  software: SoftwareView | null;
  /**
   * Attempts to log in, in order.
   */
  logins: LoginView[];
  /**
   * User of the last accepted login.
   */
  user: string | null;
  /**
   * Current working directory at the end, or null where it is not known.
   */
  directory: string | null;
  /**
   * Frame from which on the connection is encrypted, or null.
   */
  encrypted_from: number | null;
  /**
   * How many exchanges the session has.
   */
  exchange_count: number;
  /**
   * How many transfers were asked for.
   */
  transfer_count: number;
  /**
   * Commands with their replies, in order.
   */
  exchanges: ExchangeView[];
  /**
   * Transfers that were asked for, in order.
   */
  transfers: TransferView[];
}
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
export interface LoginView {
  /**
   * Argument of USER, or null where only PASS is in the capture.
   */
  user: string | null;
  /**
   * Argument of PASS: null where none was sent or where it is masked.
   */
  password: string | null;
  /**
   * Whether a password was sent and is not shown here.
   */
  password_masked: boolean;
  /**
   * Whether the user is one of `anonymous`, `ftp`, `guest`: the password is an e-mail address then
   * and is not masked.
   */
  anonymous: boolean;
  /**
   * `accepted` (230, 232), `refused` (4yz, 5yz), or `unknown` where no final reply is in the capture.
   */
  result: string;
  /**
   * Code of the reply that decided, or null.
   */
  code: number | null;
  /**
   * Frame of USER, or null.
   */
  user_frame: number | null;
  /**
   * Frame of PASS, or null.
   */
  password_frame: number | null;
  /**
   * Frame of the reply that decided, or null.
   */
  reply_frame: number | null;
}
export interface TransferView {
  /**
   * Number of the transfer in its session, from 0.
   */
  id: number;
  /**
   * Number of the exchange that asked for it.
   */
  exchange: number;
  /**
   * Verb: RETR, STOR, LIST, …
   */
  verb: string;
  /**
   * Argument as sent, or null.
   */
  argument: string | null;
  /**
   * Argument joined to the current working directory; null where there is no argument or the
   * directory is not known.
   */
  path: string | null;
  /**
   * `download`, `upload` or `listing`.
   */
  direction: string;
  /**
   * `active`, `passive`, or `default` where no endpoint was announced in the capture.
   */
  mode: string;
  /**
   * `PORT`, `EPRT`, `LPRT`, `PASV`, `EPSV`, `LPSV`, or null.
   */
  method: string | null;
  /**
   * Where the data connection is to be opened to; null where nothing was announced.
   */
  endpoint: EndpointView | null;
  /**
   * Frame that announced the endpoint (Wireshark's `ftp-data.setup-frame`), or null.
   */
  setup_frame: number | null;
  /**
   * Frame of the command.
   */
  frame: number;
  /**
   * Time of the command.
   */
  time: TimeView;
  /**
   * Representation type in force, as the argument of TYPE: `A`, `I`, `A N`, `L 8`, …; null where it
   * was not set in the capture.
   */
  representation_type: string | null;
  /**
   * Offset that REST asked for, in bytes.
   */
  restart_offset: number | null;
  /**
   * `completed` (2yz), `refused` (4yz or 5yz without a preliminary reply), `failed` (4yz or 5yz after
   * one), `running` (no final reply yet) or `unanswered`: what the server says.
   */
  outcome: string;
  /**
   * Code of the final reply, or null.
   */
  final_code: number | null;
  /**
   * Size that the server names in its replies, in bytes, or null.
   */
  announced_bytes: number | null;
  /**
   * From the preliminary to the final reply, in milliseconds, or null.
   */
  duration_ms: number | null;
  /**
   * The data connection.
   */
  data: TransferDataView;
}
export interface TransferDataView {
  /**
   * `captured`, `not_captured`, or `not_opened` (the server refused before it opened one).
   */
  state: string;
  /**
   * Number of its TCP connection, or null.
   */
  connection: number | null;
  /**
   * Distinct payload bytes in the capture in the direction of the transfer.
   */
  bytes: number;
  /**
   * Bytes known to be missing in that direction.
   */
  missing_bytes: number;
}
