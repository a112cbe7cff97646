//! Which bytes of a frame are a password.

use super::line_parts::LineParts;
use crate::session::line_index::SaidLine;
use crate::tcp::Extent;

/// What stands in the place of a password.
pub(super) const MASK: &str = "********";

/// Where the password stands that a line holds: its whole range where it is
/// not known how its bytes became its text.
pub(super) fn secret(said: &SaidLine<'_>) -> Option<Extent> {
    let is_secret = said.reply.is_none() && said.exchange.secret;
    LineParts::new(said).rest.filter(|_| is_secret).map(|(_, range)| range)
}
