//! The command line: arguments, input, output. The English words of codes
//! are those of the page.

mod arguments;
mod conversation;
mod encoding;
mod input;
mod plain;
mod words;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::Parser;
use ftpscope::view::{Passwords, Report, SessionReport};

use arguments::Arguments;
use words::Words;

/// Runs the program: 0 where the capture was read, 1 where it could not be.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match read_and_print(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads the output has had enough, as `| head` has.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("ftpscope: {}: {}", arguments.file_name(), failure.sentence(&Words::english()));
            ExitCode::FAILURE
        }
    }
}

fn read_and_print(arguments: &Arguments) -> Result<(), Failure> {
    let (dissection, _source) = input::dissect(&arguments.file)?;
    let passwords = if arguments.reveal_passwords { Passwords::Revealed } else { Passwords::Masked };
    let mut output = BufWriter::new(io::stdout().lock());
    let decoded = |index| {
        let mut report = SessionReport::new(&dissection, index, passwords)?;
        if let Some(encoding) = arguments.encoding {
            encoding.decode(&mut report);
        }
        Some(report)
    };
    if arguments.json {
        let report = Report::new(&dissection, passwords);
        let written = match arguments.encoding {
            None => serde_json::to_writer(&mut output, &report),
            Some(_) => {
                let sessions: Vec<_> = (0..dissection.sessions.len()).filter_map(decoded).collect();
                serde_json::to_writer(&mut output, &report.with_sessions(sessions))
            }
        };
        written.map_err(|error| Failure::Output(error.into()))?;
        output.write_all(b"\n").map_err(Failure::Output)?;
    } else {
        let name = arguments.file_name();
        conversation::print(&mut output, &name, &dissection, decoded, &Words::english())
            .map_err(Failure::Output)?;
    }
    output.flush().map_err(Failure::Output)
}

/// Why nothing, or not everything, was printed.
#[derive(Debug)]
enum Failure {
    /// The file is no capture that can be read.
    Open(ftpscope::capture::OpenError),
    /// The file cannot be read at all.
    Input(io::Error),
    /// The capture was read, and could not be read again.
    Source(ftpscope::source::ReadError),
    /// The output cannot be written.
    Output(io::Error),
}

impl Failure {
    /// What is wrong, at which byte, and what to do, in one line.
    fn sentence(&self, words: &Words) -> String {
        match self {
            Self::Open(error) => words.open_error(error),
            Self::Input(error) => format!("cannot read it: {error}"),
            Self::Source(error) => format!("{error}: it was changed, or is gone"),
            Self::Output(error) => format!("cannot write the output: {error}"),
        }
    }
}
