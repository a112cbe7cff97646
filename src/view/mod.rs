//! What leaves the program: flat structures that the page receives, that
//! `ftpscope --json` prints and that the goldens hold. One set for all three.
//!
//! Schema `ftpscope` 1.0: fields are added in minor versions, renamed or
//! removed in major ones. Nothing here is a sentence: codes and values leave,
//! the words stand in the language files of the page.
//!
//! Texts come from the capture. They are decoded as UTF-8, each byte that is
//! not UTF-8 becoming U+FFFD, and are never markup.

mod capture;
mod exchange;
mod expert;
mod report;
mod session;
mod transfer;
mod words;

pub use capture::{CaptureView, InterfaceView, LinkTypeView};
pub use exchange::{CommandView, EndpointAnnouncementView, ExchangeView, ReplyView};
pub use expert::{ExpertCountView, ExpertView};
pub use report::{Report, SchemaVersion};
pub use session::{LoginView, SessionReport, SessionView, SoftwareView};
pub use transfer::{TransferDataView, TransferView};
pub use words::{EndpointView, TimeView};
