//! `ftpscope FILE`: the FTP conversation in a packet capture, as text or JSON.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
