/** The parts of the report as the page pulls them, one range after another. */
import type {
  CaptureView, EndpointView, ExchangeView, ExpertCountView, ExpertView, SessionReport, TransferView,
} from './report.js';

export type {
  CaptureView, CommandView, EndpointAnnouncementView, EndpointView, ExchangeView, ExpertCountView,
  ExpertView, LoginView, Report, ReplyView, SessionReport, TimeView, TransferView,
} from './report.js';

/** A session without what was said on it. */
export type SessionView = Omit<SessionReport, 'exchanges' | 'transfers'>;

/** Why a capture could not be opened. The words for `code` stand in the language files. */
export interface OpenError {
  code: string;
  /** Byte in the file, or null. */
  offset: number | null;
  /** What was found instead, or null: see the language files, `file_kind`. */
  detail: string | null;
}

/** How far the reading is. */
export interface Progress {
  bytes: number;
  frames: number;
}

/** A session on the page with as much of its conversation as was pulled. */
export interface SessionState {
  view: SessionView;
  exchanges: ExchangeView[];
  transfers: TransferView[];
}

/** What was pulled of an opened capture. */
export interface Opened {
  capture: CaptureView;
  expertCounts: ExpertCountView[];
  experts: ExpertView[];
  sessions: SessionState[];
}

/** The two ends of a control connection: who asks and who answers. */
export type Ends = { client: EndpointView; server: EndpointView };

/** One row of the list of packets. */
export interface FrameRow {
  number: number; time: TimeView; source: string; destination: string; protocol: string; length: number;
  info: string; connection: number | null; session: number | null; exchange: number | null;
}
/** A layer or a field of a packet, with the bytes that it stands in. */
export interface FieldView {
  name: string; value: string; start: number; length: number; frame: number | null; children: FieldView[];
}
/** A packet, opened. */
export interface FrameView { row: FrameRow; layers: FieldView[] }
