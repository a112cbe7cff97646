/** Names that the declarations of wasm-bindgen use without importing them. */
import type * as report from './report.js';
import type { SessionView as Session } from './model.js';

declare global {
  type CaptureView = report.CaptureView;
  type SessionView = Session;
  type ExchangeView = report.ExchangeView;
  type TransferView = report.TransferView;
  type ExpertView = report.ExpertView;
  type ExpertCountView = report.ExpertCountView;
  type FrameRowView = report.FrameRowView;
  type FrameView = report.FrameView;
  type FileView = report.FileView;
  type TransferMapView = report.TransferMapView;
  type ListingView = report.ListingView;
  type TreeNodeView = report.TreeNodeView;
  type SavedFileView = report.SavedFileView;
}
