/** What page and worker say to each other. */
import type {
  CaptureView, ExchangeView, ExpertCountView, ExpertView, FrameRow, FrameView, OpenError, SessionView, TransferView,
} from './model.js';

/** What the page may ask of an opened capture: name → arguments and answer. */
export interface Calls {
  capture(): CaptureView;
  sessions(start: number, end: number): SessionView[];
  exchanges(session: number, start: number, end: number): ExchangeView[];
  transfers(session: number, start: number, end: number): TransferView[];
  experts(start: number, end: number): ExpertView[];
  expert_counts(): ExpertCountView[];
  reveal_passwords(reveal: boolean): void;
}

/** What a module that reads packets again offers too. */
export interface PacketCalls {
  frame_rows(start: number, end: number): FrameRow[];
  frame(number: number): FrameView;
  frame_bytes(number: number): Uint8Array;
}

export type AllCalls = Calls & PacketCalls;

export type CallName = keyof AllCalls;

/** What the module has for a capture; `open` tells it where its packets are read again. */
export type Offered = Calls & Partial<PacketCalls & { open(file: Blob): void }>;

/** Page to worker. A generation is one opening of one file. */
export type Request =
  | { kind: 'open'; generation: number; file: Blob }
  | { kind: 'cancel'; generation: number }
  | { kind: 'call'; generation: number; id: number; name: CallName; args: unknown[] };

/** Worker to page. */
export type Report =
  | { kind: 'ready' }
  /** The program that reads captures could not be loaded. */
  | { kind: 'unavailable' }
  | { kind: 'progress'; generation: number; bytes: number; frames: number }
  /** `packets`: whether its packets can be read again. */
  | { kind: 'opened'; generation: number; packets: boolean }
  | { kind: 'failed'; generation: number; error: OpenError }
  | { kind: 'answer'; id: number; value: unknown }
  /** `error` is null when another capture is open by now. */
  | { kind: 'refused'; id: number; error: OpenError | null };
