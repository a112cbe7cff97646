//! `cargo xtask fuzz`: bytes that somebody made up, for each target in turn.

use std::fs::{self, OpenOptions};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::apt;
use crate::consent::Consent;
use crate::libfuzzer::Progress;
use crate::process;
use crate::workspace::Workspace;

/// The release of cargo-fuzz that is used.
const CARGO_FUZZ: &str = "0.13.2";

/// A fuzz target, and what one input may take.
struct Target {
    name: &'static str,
    /// Its part of the time, in twelfths. What is slow or large gets more.
    twelfths: u64,
    /// Bytes of an input. Above the longest seeds, so that these are not cut.
    longest: u32,
    /// Megabytes that it may hold in all, libFuzzer and its tables included (50 to 110).
    memory: u32,
    /// Megabytes that it may ask for at once. Tables grow by doubling to a few; a number of the file that is believed
    /// asks for far more. The window of a compressed file may have 128.
    at_once: u32,
}

/// All targets.
const TARGETS: [Target; 8] = [
    Target { name: "capture_file", twelfths: 2, longest: 16_384, memory: 512, at_once: 160 },
    Target { name: "frame", twelfths: 2, longest: 16_384, memory: 256, at_once: 4 },
    Target { name: "line", twelfths: 1, longest: 4_096, memory: 256, at_once: 4 },
    Target { name: "reply", twelfths: 1, longest: 4_096, memory: 256, at_once: 4 },
    Target { name: "host_port", twelfths: 1, longest: 4_096, memory: 256, at_once: 4 },
    Target { name: "listing", twelfths: 1, longest: 4_096, memory: 256, at_once: 4 },
    Target { name: "transfers", twelfths: 2, longest: 16_384, memory: 512, at_once: 160 },
    Target { name: "dissector", twelfths: 2, longest: 8_192, memory: 512, at_once: 160 },
];

/// Seconds that one input may take; on a busy machine the slowest takes a fraction of one.
const SLOWEST: u32 = 10;

/// What AddressSanitizer remembers of freed memory and of who asked for it makes it slow, and counts as memory.
const SANITIZER: &str = "quarantine_size_mb=1:malloc_context_size=0";

/// The table that grows by each run.
const RUNS: &str = "fuzz/RUNS.md";

const HEADER: &str = "\
# Runs of the fuzz targets

Written by `cargo xtask fuzz`. Edges are places between which a program goes on; those of the libraries count, and
no target can reach all. The corpus is what was kept of all runs on that machine. Memory is that of the whole
process, libFuzzer's own included.

| date | commit | target | seconds | executions | edges reached | corpus | memory | finds |
|---|---|---|---|---|---|---|---|---|
";

/// Runs all targets for so many minutes in all and adds what they did to the table.
///
/// # Errors
/// When something cannot be made ready, or when a target fails; the message says where its input is.
pub(crate) fn fuzz(workspace: &Workspace, consent: Consent, minutes: u64) -> Result<()> {
    let program = make_ready(workspace, consent)?;
    process::run(cargo_fuzz(workspace, &program, "build").arg("--target-dir").arg(target_folder(workspace)))?;
    let when = process::capture(Command::new("date").args(["-u", "+%Y-%m-%d"]))?;
    let commit = commit(workspace)?;
    let mut failing = Vec::new();
    for target in &TARGETS {
        let seconds = minutes.saturating_mul(60) * target.twelfths / 12;
        let progress = run(workspace, &program, target, seconds)?;
        append(&workspace.root().join(RUNS), &row(when.trim(), &commit, target.name, seconds, &progress))?;
        failing.extend(progress.failing.map(|input| format!("{}: {input}", target.name)));
    }
    if failing.is_empty() {
        return Ok(());
    }
    bail!("these inputs make a target fail:\n{}", failing.join("\n"))
}

/// Finds cargo-fuzz of that release, or builds it, and the C++ compiler that libFuzzer needs.
fn make_ready(workspace: &Workspace, consent: Consent) -> Result<PathBuf> {
    if process::find("c++").is_none() {
        apt::make_ready(&["g++"], "build libFuzzer", consent)?;
    }
    let tools = workspace.target().join(format!("tools/cargo-fuzz-{CARGO_FUZZ}"));
    let program = tools.join("bin/cargo-fuzz");
    if !program.is_file() {
        process::run(
            process::cargo(workspace.root())
                .args(["install", "cargo-fuzz", "--locked", "--version", CARGO_FUZZ, "--root"])
                .arg(&tools),
        )?;
    }
    Ok(program)
}

fn target_folder(workspace: &Workspace) -> PathBuf {
    workspace.target().join("fuzz")
}

fn cargo_fuzz(workspace: &Workspace, program: &Path, command: &str) -> Command {
    let mut cargo = Command::new(program);
    // The flags of the sanitizers are for nightly compilers; the variable lets a stable one have them.
    cargo.args(["fuzz", command]).current_dir(workspace.root()).env("RUSTC_BOOTSTRAP", "1");
    cargo
}

/// Runs a target on its corpus, to which its seeds are added.
fn run(workspace: &Workspace, program: &Path, target: &Target, seconds: u64) -> Result<Progress> {
    let corpus = workspace.root().join("fuzz/corpus").join(target.name);
    fs::create_dir_all(&corpus).with_context(|| format!("making {}", corpus.display()))?;
    let mut command = cargo_fuzz(workspace, program, "run");
    command.arg("--target-dir").arg(target_folder(workspace)).arg(target.name).arg(&corpus).arg("--").args([
        format!("-max_total_time={seconds}"),
        format!("-timeout={SLOWEST}"),
        format!("-max_len={}", target.longest),
        format!("-rss_limit_mb={}", target.memory),
        format!("-malloc_limit_mb={}", target.at_once),
        "-print_final_stats=1".to_owned(),
    ]);
    command.env("ASAN_OPTIONS", SANITIZER).env("FTPSCOPE_SEEDS", &corpus);
    // A backtrace with names would take more memory than an input may; libFuzzer writes one of its own.
    command.env("RUST_BACKTRACE", "0");
    let mut progress = Progress::default();
    process::announce(&command);
    // libFuzzer says everything on its standard error.
    let mut child = command.stderr(Stdio::piped()).spawn().context("starting cargo-fuzz")?;
    if let Some(output) = child.stderr.take() {
        for bytes in BufReader::new(output).split(b'\n') {
            let bytes = bytes.context("reading from cargo-fuzz")?;
            let line = String::from_utf8_lossy(&bytes);
            eprintln!("{line}");
            progress.line(&line);
        }
    }
    let status = child.wait()?;
    if !status.success() && progress.failing.is_none() {
        bail!("{} failed ({status}) without an input that makes it fail", target.name);
    }
    if progress.executions == 0 && progress.failing.is_none() {
        bail!("{} ran no input", target.name);
    }
    Ok(progress)
}

/// The commit, and whether the program is another one than that.
fn commit(workspace: &Workspace) -> Result<String> {
    let git = |arguments: &[&str]| {
        process::capture(Command::new("git").args(arguments).current_dir(workspace.root()))
    };
    let changed = git(&["status", "--porcelain", "--", "src", "fuzz/src", "Cargo.lock"])?;
    let commit = git(&["rev-parse", "--short=10", "HEAD"])?;
    Ok(format!("{}{}", commit.trim(), if changed.is_empty() { "" } else { ", changed" }))
}

fn row(when: &str, commit: &str, target: &str, seconds: u64, progress: &Progress) -> String {
    let Progress { executions, edges, covered, inputs, size, memory, failing } = progress;
    let finds = u32::from(failing.is_some());
    format!(
        "| {when} | {commit} | {target} | {seconds} | {executions} | {covered} of {edges} \
         | {inputs} inputs, {size} | {memory} MB | {finds} |\n"
    )
}

/// Adds a row to the table, and makes it first where there is none.
fn append(table: &Path, row: &str) -> Result<()> {
    let is_new = !table.exists();
    let file = OpenOptions::new().create(true).append(true).open(table);
    let mut file = file.with_context(|| format!("opening {}", table.display()))?;
    file.write_all(format!("{}{row}", if is_new { HEADER } else { "" }).as_bytes())
        .with_context(|| format!("writing {}", table.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_the_time_are_all_of_it() {
        assert_eq!(TARGETS.iter().map(|target| target.twelfths).sum::<u64>(), 12);
    }

    #[test]
    fn every_target_of_the_manifest_is_run() {
        let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/Cargo.toml"));
        let manifest = manifest.unwrap();
        let named = manifest.lines().filter_map(|line| line.strip_prefix("path = \"fuzz_targets/"));
        let named: Vec<_> = named.filter_map(|file| file.strip_suffix(".rs\"")).collect();
        assert_eq!(named, TARGETS.map(|target| target.name));
    }

    #[test]
    fn rows_are_added_below_one_header() {
        let folder = tempfile::tempdir().unwrap();
        let table = folder.path().join("RUNS.md");
        let mut progress = Progress { executions: 7, edges: 9, covered: 3, inputs: 2, ..Progress::default() };
        progress.size = "1Kb".to_owned();
        append(&table, &row("2026-01-02", "abc", "line", 30, &progress)).unwrap();
        progress.failing = Some("crash".to_owned());
        append(&table, &row("2026-01-03", "abd, changed", "line", 30, &progress)).unwrap();
        let text = fs::read_to_string(&table).unwrap();
        assert_eq!(
            text.strip_prefix(HEADER).unwrap(),
            "| 2026-01-02 | abc | line | 30 | 7 | 3 of 9 | 2 inputs, 1Kb | 0 MB | 0 |\n\
             | 2026-01-03 | abd, changed | line | 30 | 7 | 3 of 9 | 2 inputs, 1Kb | 0 MB | 1 |\n"
        );
    }
}
