//! What leaves the program: flat structures that the page receives, that
//! `ftpscope --json` prints and that the goldens hold. One set for all three.
//!
//! Schema `ftpscope` 1.0: fields are added in minor versions, renamed or
//! removed in major ones. Nothing here is a sentence: codes and values leave,
//! the words stand in the language files of the page.
//!
//! Texts come from the capture. They are decoded as UTF-8, each byte that is
//! not UTF-8 becoming U+FFFD, and are never markup. Where there is such a byte,
//! a field of the same name with `_hex` at its end has the bytes, so that the
//! reader can choose another encoding; else that field is left out.

mod capture;
mod connection;
mod exchange;
mod expert;
#[cfg(feature = "detail")]
mod file;
#[cfg(feature = "detail")]
mod listing;
mod open_error;
#[cfg(feature = "detail")]
mod packet;
mod report;
mod session;
mod tls;
mod transfer;
#[cfg(feature = "detail")]
mod transfer_map;
#[cfg(feature = "detail")]
mod tree;
mod words;

pub use capture::{CaptureView, CommentView, InterfaceView, LinkTypeView};
pub use connection::{ClosingView, DataEndsView, HandshakeView};
pub use exchange::{
    CommandView, EndpointAnnouncementView, ExchangeStream, ExchangeView, ReplyView, exchange_views,
};
pub use expert::{ExpertCountView, ExpertView, expert_counts, expert_views};
#[cfg(feature = "detail")]
pub use file::{ContentView, FilePieceView, FileView, ProblemView, RangeView, SavedFileView, file_views};
#[cfg(feature = "detail")]
pub use listing::{ListingEntryView, ListingView, SavedListingView, listing_view};
pub use open_error::OpenErrorView;
#[cfg(feature = "detail")]
pub use packet::{FieldView, FrameRowView, FrameView, frame_bytes, frame_rows, frame_view};
pub use report::{Report, SchemaVersion, SessionStream};
pub use session::{LoginView, SessionReport, SessionView, SoftwareView};
pub use tls::{SecurityView, TlsView};
pub use transfer::{
    ExpectedSizeView, MissingRangeView, TransferDataView, TransferPlaceView, TransferView, VerdictView,
    transfer_views,
};
#[cfg(feature = "detail")]
pub use transfer_map::{SpanView, TransferMapView, transfer_map};
#[cfg(feature = "detail")]
pub use tree::{TreeNodeView, tree_views};
pub use words::{EndpointView, TimeView};

pub use crate::passwords::Passwords;
