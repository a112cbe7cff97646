//! Attempts to log in.

use crate::ftp::reply_code::ReplyCode;
use crate::units::FrameNumber;

/// What became of an attempt.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LoginResult {
    /// 230, 232 or 202.
    Accepted,
    /// 4yz or 5yz.
    Refused,
    /// No final reply is in the capture.
    #[default]
    Unknown,
}

/// An attempt to log in: USER, PASS, ACCT and what the server said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Login {
    /// Argument of USER.
    pub user: Option<Vec<u8>>,
    /// Argument of PASS, empty where it had none.
    pub password: Option<Vec<u8>>,
    /// What became of it.
    pub result: LoginResult,
    /// The code that decided.
    pub code: Option<ReplyCode>,
    /// Frame of USER.
    pub user_frame: Option<FrameNumber>,
    /// Frame of PASS.
    pub password_frame: Option<FrameNumber>,
    /// Frame of the reply that decided.
    pub reply_frame: Option<FrameNumber>,
}

impl Login {
    /// Whether this is a guest: the password is an e-mail address by custom
    /// then (RFC 1635 §4) and no secret.
    #[must_use]
    pub fn is_anonymous(&self) -> bool {
        const GUESTS: [&[u8]; 3] = [b"anonymous", b"ftp", b"guest"];
        let user = self.user.as_deref().unwrap_or_default();
        GUESTS.iter().any(|guest| guest.eq_ignore_ascii_case(user))
    }
}
