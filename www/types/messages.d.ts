/** What page and worker say to each other. */
import type {
  CaptureView, ExchangeView, ExpertCountView, ExpertView, Fact, FileView, FrameRowView, FrameView, ListingView, OpenError, Progress,
  SavedFileView, SessionView, Step, TransferMapView, TransferView, TreeNodeView,
} from './model.js';

/** Line ends of a text that is saved: as it was sent, or LF. */
export type LineEnds = 'wire' | 'local';

/** What the small module has no code for: the files of a capture, what belongs to packets, and fields explained. */
export interface FileCalls {
  /** `frames` are first and last numbers in turn; what is given are first and, excluded, last places in turn. */
  exchanges_among(session: number, frames: number[]): Uint32Array;
  transfers_among(session: number, frames: number[]): Uint32Array;
  story_among(frames: number[]): Uint32Array;
  /** Whether its control connection has one of the frames. */
  session_is_among(session: number, frames: number[]): boolean;
  file_count(): number;
  files(start: number, end: number): FileView[];
  transfer_map(session: number, transfer: number): TransferMapView | null;
  listing(session: number, transfer: number): ListingView | null;
  reply_listing(session: number, exchange: number): ListingView | null;
  tree_count(): number;
  tree(start: number, end: number): TreeNodeView[];
  /** Gives a handle. */
  open_file(id: number, text: LineEnds, fill_holes: boolean): number;
  /** The same for what one transfer carried. */
  open_transfer(session: number, transfer: number, text: LineEnds, fill_holes: boolean): number;
  /** The next bytes; none at the end. */
  read_file(handle: number): Uint8Array;
  close_file(handle: number): SavedFileView | null;
  /** `place` are the numbers of the branches that lead to the field. */
  explain_field(number: number, place: number[]): Fact[];
}

/** What the page may ask of an opened capture: name → arguments and answer. */
export interface Calls extends FileCalls {
  capture(): CaptureView;
  sessions(start: number, end: number): SessionView[];
  exchanges(session: number, start: number, end: number): ExchangeView[];
  /** What an exchange sends with PASS, also while passwords are masked; undefined where it sends none. */
  password(session: number, exchange: number): string | undefined;
  transfers(session: number, start: number, end: number): TransferView[];
  experts(start: number, end: number): ExpertView[];
  expert_counts(): ExpertCountView[];
  story_count(): number;
  story(start: number, end: number): Step[];
  explain_exchange(session: number, exchange: number): Fact[];
  reveal_passwords(reveal: boolean): void;
  frame_rows(start: number, end: number): FrameRowView[];
  frame(number: number): FrameView | null;
  frame_bytes(number: number): Uint8Array;
}

export type CallName = keyof Calls;

/** Where the worker gets its modules from. */
export interface ProgramPlaces {
  /** The module that files are opened with: its address, or where the page has it inside, its bytes. */
  first: string | ArrayBuffer;
  /** Whether it takes packets and files apart itself, so that the full one is for rarely compressed captures only. */
  detailed: boolean;
  /** Address of the full module; null where there is none. */
  full: string | null;
}

/** Page to worker: about the worker itself. */
export type Order =
  /** The first message, once. */
  | { kind: 'start'; places: ProgramPlaces }
  /** Load the full module: nothing is fetched any more when a file comes. */
  | { kind: 'prepare' };

/** Page to worker: of one client, which has one capture open. A generation is one opening of one file. */
export type Request =
  | { kind: 'open'; client: number; generation: number; file: Blob }
  | { kind: 'cancel'; client: number; generation: number }
  | { kind: 'call'; client: number; generation: number; id: number; name: CallName; args: unknown[] }
  /** Drops the capture; nothing more is asked. */
  | { kind: 'leave'; client: number };

/** Worker to page: about the worker itself. */
export type Announcement =
  | { kind: 'ready' }
  /** The program that reads captures could not be loaded. */
  | { kind: 'unavailable' }
  /** The full module is there. */
  | { kind: 'prepared' };

/** Worker to page: to one client. */
export type Report =
  | { kind: 'progress'; client: number; generation: number } & Progress
  | { kind: 'opened'; client: number; generation: number }
  | { kind: 'failed'; client: number; generation: number; error: OpenError }
  | { kind: 'answer'; client: number; id: number; value: unknown }
  /** `error` is null when another capture is open by now. */
  | { kind: 'refused'; client: number; id: number; error: OpenError | null };
