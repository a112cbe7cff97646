//! Arguments.

use std::borrow::Cow;
use std::path::PathBuf;

use clap::Parser;

use super::encoding::TextEncoding;

/// Reads the FTP conversation in a packet capture (pcap or pcapng).
#[derive(Debug, Parser)]
#[command(version, about)]
pub(super) struct Arguments {
    /// The capture; `-` reads standard input
    pub(super) file: PathBuf,

    /// Print the whole report as JSON
    #[arg(long)]
    pub(super) json: bool,

    /// Show passwords instead of masking them
    #[arg(long)]
    pub(super) reveal_passwords: bool,

    /// Encoding of what is not UTF-8, such as file names: windows-1252, gbk, shift_jis, koi8-r, …
    #[arg(long, value_name = "NAME", value_parser = TextEncoding::named)]
    pub(super) encoding: Option<TextEncoding>,
}

impl Arguments {
    /// The name of the file, for people. A name can hold anything: control
    /// characters are escaped.
    pub(super) fn file_name(&self) -> Cow<'_, str> {
        if self.file.as_os_str() == "-" {
            return "standard input".into();
        }
        super::plain::plain(&self.file.to_string_lossy()).into_owned().into()
    }
}
