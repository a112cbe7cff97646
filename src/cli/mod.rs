//! The command line: arguments, input, output. The English words of codes
//! are those of the page.

mod arguments;
mod conversation;
mod encoding;
mod extract;
mod failure;
mod input;
mod plain;
mod progress;
mod reasons;
mod sentence;
mod story;
mod transfers;
mod values;
mod words;

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::Parser;
use ftpscope::view::{Passwords, Report, SessionReport};

use arguments::{Arguments, ConversationArguments, ExplainArguments, Task, TransfersArguments, shown_name};
use failure::Failure;
use progress::Progress;
use words::Words;

/// Runs the program: 0 where it did what was asked for, 1 where it could not.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let words = Words::english();
    let done = match (&arguments.task, &arguments.conversation) {
        (Some(Task::Transfers(arguments)), _) => print_transfers(arguments, &words),
        (Some(Task::Extract(arguments)), _) => extract::extract(arguments, &words),
        (Some(Task::Explain(arguments)), _) => print_story(arguments),
        (None, Some(arguments)) => print_conversation(arguments, &words),
        (None, None) => Ok(()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads the output has had enough, as `| head` has.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("ftpscope: {}: {}", shown_name(arguments.file()), failure.sentence(&words));
            ExitCode::FAILURE
        }
    }
}

fn print_conversation(arguments: &ConversationArguments, words: &Words) -> Result<(), Failure> {
    let (dissection, _source) = input::dissect(&arguments.file, &mut Progress::silent())?;
    let passwords = passwords(arguments.reveal_passwords);
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
        let name = shown_name(&arguments.file);
        conversation::print(&mut output, &name, &dissection, decoded, words).map_err(Failure::Output)?;
    }
    output.flush().map_err(Failure::Output)
}

fn print_transfers(arguments: &TransfersArguments, words: &Words) -> Result<(), Failure> {
    let (dissection, _source) = input::dissect(&arguments.file, &mut Progress::silent())?;
    let mut output = BufWriter::new(io::stdout().lock());
    let printed = if arguments.json {
        transfers::print_json(&mut output, &dissection, arguments.encoding)
    } else {
        let name = shown_name(&arguments.file);
        transfers::print(&mut output, &name, &dissection, arguments.encoding, words)
    };
    printed.and_then(|()| output.flush()).map_err(Failure::Output)
}

fn print_story(arguments: &ExplainArguments) -> Result<(), Failure> {
    let (dissection, _source) = input::dissect(&arguments.file, &mut Progress::silent())?;
    let passwords = passwords(arguments.reveal_passwords);
    let mut output = BufWriter::new(io::stdout().lock());
    let printed = if arguments.json {
        story::print_json(&mut output, &dissection, passwords)
    } else {
        let words = Words::of(arguments.language);
        story::print(&mut output, &shown_name(&arguments.file), &dissection, passwords, &words)
    };
    printed.and_then(|()| output.flush()).map_err(Failure::Output)
}

fn passwords(revealed: bool) -> Passwords {
    if revealed { Passwords::Revealed } else { Passwords::Masked }
}
