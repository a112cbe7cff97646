//! Text of a capture in another encoding than UTF-8.

use encoding_rs::Encoding;
use ftpscope::view::{CommandView, ExchangeView, LoginView, ReplyView, SessionReport, TransferView};

/// The encoding of text that is not UTF-8.
#[derive(Clone, Copy, Debug)]
pub(super) struct TextEncoding(&'static Encoding);

impl TextEncoding {
    /// The encoding of this name, one of those that browsers know.
    pub(super) fn named(name: &str) -> Result<Self, String> {
        let encoding = Encoding::for_label(name.as_bytes());
        encoding.map(Self).ok_or_else(|| format!("no encoding has the name {name}"))
    }

    /// Reads the texts of a session anew whose bytes are no UTF-8.
    pub(super) fn decode(self, report: &mut SessionReport) {
        let session = &mut report.session;
        self.optional(&mut session.banner, session.banner_hex.as_deref());
        self.optional(&mut session.user, session.user_hex.as_deref());
        self.optional(&mut session.directory, session.directory_hex.as_deref());
        for LoginView { user, user_hex, password, password_hex, .. } in &mut session.logins {
            self.optional(user, user_hex.as_deref());
            self.optional(password, password_hex.as_deref());
        }
        for ExchangeView { command, replies, directory, directory_hex, .. } in &mut report.exchanges {
            self.optional(directory, directory_hex.as_deref());
            if let Some(CommandView { argument, argument_hex, .. }) = command {
                self.optional(argument, argument_hex.as_deref());
            }
            for ReplyView { text, text_hex, lines, lines_hex, .. } in replies {
                if let Some(hex) = text_hex {
                    *text = self.text(hex);
                }
                if let Some(hex) = lines_hex {
                    *lines = hex.iter().map(|hex| self.text(hex)).collect();
                }
            }
        }
        for transfer in &mut report.transfers {
            self.decode_transfer(transfer);
        }
    }

    /// Reads the texts of a transfer anew whose bytes are no UTF-8.
    pub(super) fn decode_transfer(self, transfer: &mut TransferView) {
        let TransferView { argument, argument_hex, path, path_hex, renamed_to, renamed_to_hex, .. } =
            transfer;
        self.optional(argument, argument_hex.as_deref());
        self.optional(path, path_hex.as_deref());
        self.optional(renamed_to, renamed_to_hex.as_deref());
    }

    fn optional(self, text: &mut Option<String>, hex: Option<&str>) {
        if let Some(hex) = hex {
            *text = Some(self.text(hex));
        }
    }

    /// The text of bytes in hexadecimal digits.
    fn text(self, hex: &str) -> String {
        let pairs = hex.as_bytes().chunks(2).filter_map(|pair| str::from_utf8(pair).ok());
        let bytes: Vec<u8> = pairs.filter_map(|pair| u8::from_str_radix(pair, 16).ok()).collect();
        self.0.decode_without_bom_handling(&bytes).0.into_owned()
    }
}
