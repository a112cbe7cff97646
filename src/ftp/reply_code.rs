//! Reply codes (RFC 959 §4.2, §4.2.1, §4.2.2).

use std::fmt;

/// A reply code: three digits, so 0 to 999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ReplyCode(u16);

/// What the first digit of a reply code says (RFC 959 §4.2, RFC 2228 §5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReplyClass {
    /// 1yz: begun; another reply will follow.
    Preliminary,
    /// 2yz: done.
    Completion,
    /// 3yz: accepted so far; the server waits for another command.
    Intermediate,
    /// 4yz: refused for now; the same command may succeed later.
    TransientNegative,
    /// 5yz: refused.
    PermanentNegative,
    /// 6yz: a reply of another class, protected (RFC 2228 §5.2).
    Protected,
    /// No class that any RFC knows.
    Unknown,
}

/// A reply code that is defined somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReplyCodeInfo {
    /// The code.
    pub code: u16,
    /// Where it is defined: an RFC with its section, a draft, or `vendor`.
    pub rfc: &'static str,
}

impl ReplyCode {
    /// The code of this value; `None` above 999.
    #[must_use]
    pub const fn new(value: u16) -> Option<Self> {
        if value <= 999 { Some(Self(value)) } else { None }
    }

    /// The value, 0 to 999.
    #[must_use]
    pub const fn value(self) -> u16 {
        self.0
    }

    /// What the first digit says.
    #[must_use]
    pub fn class(self) -> ReplyClass {
        match self.0 {
            100..200 => ReplyClass::Preliminary,
            200..300 => ReplyClass::Completion,
            300..400 => ReplyClass::Intermediate,
            400..500 => ReplyClass::TransientNegative,
            500..600 => ReplyClass::PermanentNegative,
            600..700 => ReplyClass::Protected,
            _ => ReplyClass::Unknown,
        }
    }

    /// Whether another reply to the same command will follow (1yz).
    #[must_use]
    pub fn is_preliminary(self) -> bool {
        self.class() == ReplyClass::Preliminary
    }

    /// Whether this is the last reply to its command: every class but 1yz.
    #[must_use]
    pub fn is_final(self) -> bool {
        !self.is_preliminary()
    }

    /// Whether the command is done (2yz).
    #[must_use]
    pub fn is_completion(self) -> bool {
        self.class() == ReplyClass::Completion
    }

    /// Whether the command is refused (4yz, 5yz).
    #[must_use]
    pub fn is_negative(self) -> bool {
        matches!(self.class(), ReplyClass::TransientNegative | ReplyClass::PermanentNegative)
    }

    /// Where the code is defined; `None` if nowhere.
    #[must_use]
    pub fn info(self) -> Option<&'static ReplyCodeInfo> {
        let place = REPLY_CODES.binary_search_by_key(&self.0, |info| info.code).ok()?;
        REPLY_CODES.get(place)
    }
}

impl fmt::Display for ReplyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}", self.0)
    }
}

const fn code(code: u16, rfc: &'static str) -> ReplyCodeInfo {
    ReplyCodeInfo { code, rfc }
}

/// Every reply code that is defined, in order.
pub static REPLY_CODES: &[ReplyCodeInfo] = &[
    code(110, "RFC 959 §4.2.2"),
    code(111, "GFD.20"),
    code(112, "GFD.20"),
    code(120, "RFC 959 §4.2.2"),
    code(125, "RFC 959 §4.2.2"),
    code(150, "RFC 959 §4.2.2"),
    code(151, "RFC 765 §4.2.2"),
    code(152, "RFC 765 §4.2.2"),
    code(200, "RFC 959 §4.2.2"),
    code(202, "RFC 959 §4.2.2"),
    code(211, "RFC 959 §4.2.2"),
    code(212, "RFC 959 §4.2.2"),
    code(213, "RFC 959 §4.2.2"),
    code(214, "RFC 959 §4.2.2"),
    code(215, "RFC 959 §4.2.2"),
    code(216, "RFC 6384 §11"),
    code(220, "RFC 959 §4.2.2"),
    code(221, "RFC 959 §4.2.2"),
    code(225, "RFC 959 §4.2.2"),
    code(226, "RFC 959 §4.2.2"),
    code(227, "RFC 959 §4.2.2"),
    code(228, "RFC 1639 §3"),
    code(229, "RFC 2428 §3"),
    code(230, "RFC 959 §4.2.2"),
    code(231, "vendor"),
    code(232, "RFC 2228 §5.1"),
    code(234, "RFC 2228 §5.1"),
    code(235, "RFC 2228 §5.1"),
    code(250, "RFC 959 §4.2.2"),
    code(251, "draft-twine-ftpmd5"),
    code(252, "draft-twine-ftpmd5"),
    code(256, "RFC 765 §4.2.2"),
    code(257, "RFC 959 §4.2.2"),
    code(331, "RFC 959 §4.2.2"),
    code(332, "RFC 959 §4.2.2"),
    code(334, "RFC 2228 §5.1"),
    code(335, "RFC 2228 §5.1"),
    code(336, "RFC 2228 §5.1"),
    code(350, "RFC 959 §4.2.2"),
    code(354, "RFC 765 §4.2.2"),
    code(421, "RFC 959 §4.2.2"),
    code(425, "RFC 959 §4.2.2"),
    code(426, "RFC 959 §4.2.2"),
    code(430, "vendor"),
    code(431, "RFC 2228 §5.1"),
    code(434, "vendor"),
    code(450, "RFC 959 §4.2.2"),
    code(451, "RFC 959 §4.2.2"),
    code(452, "RFC 959 §4.2.2"),
    code(500, "RFC 959 §4.2.2"),
    code(501, "RFC 959 §4.2.2"),
    code(502, "RFC 959 §4.2.2"),
    code(503, "RFC 959 §4.2.2"),
    code(504, "RFC 959 §4.2.2"),
    code(521, "RFC 1639 §4"),
    code(522, "RFC 2428 §2"),
    code(530, "RFC 959 §4.2.2"),
    code(532, "RFC 959 §4.2.2"),
    code(533, "RFC 2228 §5.1"),
    code(534, "RFC 2228 §5.1"),
    code(535, "RFC 2228 §5.1"),
    code(536, "RFC 2228 §5.1"),
    code(537, "RFC 2228 §5.1"),
    code(550, "RFC 959 §4.2.2"),
    code(551, "RFC 959 §4.2.2"),
    code(552, "RFC 959 §4.2.2"),
    code(553, "RFC 959 §4.2.2"),
    code(554, "RFC 1123 §4.1.3.4"),
    code(555, "RFC 1123 §4.1.3.4"),
    code(556, "draft-bryan-ftp-hash"),
    code(631, "RFC 2228 §5.2"),
    code(632, "RFC 2228 §5.2"),
    code(633, "RFC 2228 §5.2"),
];

#[cfg(test)]
mod tests;
