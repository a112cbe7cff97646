/** The parts of the report as the page pulls them, one range after another. */
import type {
  CaptureView, EndpointView, ExchangeView, ExpertCountView, ExpertView, OpenErrorView, SessionReport, TransferView, Value,
} from './report.js';

export type {
  CaptureView, CommandView, CommentView, EndpointAnnouncementView, EndpointView, ExchangeView, ExpertCountView,
  ExpertView, Fact, FieldView, FilePieceView, FileView, FrameRowView, FrameView, InterfaceView, ListingEntryView, ListingView, LoginView, MissingRangeView,
  Report, ReplyView, SavedFileView, SessionReport, Step, TimeView, TransferMapView, TransferPlaceView, TransferView, TreeNodeView,
} from './report.js';

/** A session without what was said on it. */
export type SessionView = Omit<SessionReport, 'exchanges' | 'transfers'>;

/** Why a capture could not be opened or read again; the page has reasons of its own, without a byte in the file. */
export type OpenError = Omit<OpenErrorView, 'offset'> & { offset: number | null };

/** How far the reading is. */
export interface Progress {
  /** Bytes of the file. */
  bytes: number;
  frames: number;
  /** Milliseconds since its first byte was asked for. */
  ms: number;
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

/** What stands in a sentence of an explanation. */
export type FactValue = Value;

/** The two ends of a control connection: who asks and who answers. */
export type Ends = { client: EndpointView; server: EndpointView };
