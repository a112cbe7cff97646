/** What the page asks of the transfers beyond their rows: files, maps, listings, the tree of the server. */
import type { EndpointView, TimeView } from './model.js';
import type { TransferPlaceView, VerdictView } from './report.js';

/** Bytes of a transfer in a file that is put together of several. */
export interface PieceView extends TransferPlaceView {
  offset: number;
  bytes: number;
}

/** A file that can be saved. */
export interface FileView {
  id: number;
  server: EndpointView;
  path: string | null;
  /** Bytes of `path` where they are not UTF-8. */
  path_hex?: string | null;
  /** Relative path with `/`, safe on every system and of no other file of the capture. */
  name: string;
  direction: string;
  time: TimeView;
  pieces: PieceView[];
  bytes: number | null;
  verdict: VerdictView;
  is_text: boolean;
  is_coded: boolean;
}

/** Bytes of a data connection that are of one kind. */
export interface MapSpanView {
  kind: string;
  start: number;
  end: number;
  first_frame: number | null;
  last_frame: number | null;
}

/** Which bytes of a data connection are in the capture. */
export interface TransferMapView {
  length: number;
  spans: MapSpanView[];
  left_out: number;
}

/** A line of a listing. */
export interface ListingEntryView {
  name: string;
  path: string | null;
  kind: string;
  bytes: number | null;
  modified: string | null;
  permissions: string | null;
  owner: string | null;
  group: string | null;
  link_target: string | null;
  facts: [string, string][];
  transfers: TransferPlaceView[];
}

/** A listing of a directory. */
export interface ListingView {
  format: string;
  path: string | null;
  entries: ListingEntryView[];
  unread: string[];
  unread_lines: number;
  left_out: number;
  problem: string | null;
}

/** A place in the tree of a server, its parents in front of it. */
export interface TreeNodeView {
  depth: number;
  kind: string;
  name: string;
  path: string | null;
  bytes: number | null;
  modified: string | null;
  listed: boolean;
  transfers: TransferPlaceView[];
}

/** What was told of bytes once they were read. */
export interface SavedFileView {
  bytes: number;
  sha256: string | null;
  sha1: string | null;
  md5: string | null;
  content: { mime: string; extension: string | null; is_text: boolean; is_markup: boolean } | null;
  filled: { start: number; end: number }[];
  skipped: { start: number; end: number }[];
  problem: { code: string; offset: number } | null;
  is_binary_as_text: boolean;
}
