//! The project's build program: `cargo xtask serve`, `test`, `build` and a few commands for those who
//! change the project. It makes ready what is missing on the machine before it starts.

mod apt;
mod archive;
mod bless;
mod build;
mod checksums;
mod consent;
mod download;
mod fuzz;
mod libfuzzer;
mod limits;
mod npm;
mod package;
mod process;
mod rust_tests;
mod serve;
mod site;
mod summary;
mod tap;
mod test;
mod test_tools;
mod toolchain;
mod tree;
mod types;
mod wasm;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::consent::Consent;
use crate::workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, serves and tests ftpscope")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Builds the site and serves it on 127.0.0.1
    Serve {
        /// Port to listen on [default: 8080, or a free one when that is taken]
        #[arg(long)]
        port: Option<u16>,
        #[command(flatten)]
        consent: Consent,
    },
    /// Runs every check and every test, and ends with a summary
    Test {
        /// Adds what takes longer; a skipped test then makes the run fail
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        consent: Consent,
    },
    /// Makes the release in dist/ and fails when a first visit downloads too much
    Build {
        #[command(flatten)]
        consent: Consent,
    },
    /// Runs the fuzz targets and adds what they did to fuzz/RUNS.md
    Fuzz {
        /// Minutes in all
        #[arg(long, default_value_t = 30)]
        minutes: u64,
        #[command(flatten)]
        consent: Consent,
    },
    /// Writes the expected results of the captures anew (review the diff)
    Bless,
    /// Writes the JSON Schema and the TypeScript types of the report anew
    Types,
}

fn main() -> ExitCode {
    let workspace = Workspace::find();
    let outcome = match Arguments::parse().command {
        Command::Serve { port, consent } => serve::serve(&workspace, consent, port),
        Command::Test { all, consent } => match test::test(&workspace, consent, all) {
            // The summary has said all there is to say, and its last line stays the last one.
            Ok(false) => return ExitCode::FAILURE,
            outcome => outcome.map(|_| ()),
        },
        Command::Build { consent } => build::build(&workspace, consent),
        Command::Fuzz { minutes, consent } => fuzz::fuzz(&workspace, consent, minutes),
        Command::Bless => bless::bless(&workspace),
        Command::Types => types::write(&workspace),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // `{:#}` keeps the reason on one line and leaves out a backtrace that helps nobody here.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
