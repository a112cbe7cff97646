//! Programs that the build program starts.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// How often a program with a time limit is looked at.
const POLL: Duration = Duration::from_millis(50);

/// A command for the cargo that started this program, run in `folder`.
pub(crate) fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    command
}

/// Runs a program to its end, its output on the screen.
///
/// # Errors
/// When it cannot be started or ends with anything but success.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    announce(command);
    let status = command.status().with_context(|| cannot_start(command))?;
    succeeded(command, status)
}

/// Runs a program and returns what it wrote to its standard output.
///
/// # Errors
/// When it cannot be started, ends with anything but success, or writes what is not UTF-8.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let output = command.stderr(Stdio::inherit()).output().with_context(|| cannot_start(command))?;
    succeeded(command, output.status)?;
    String::from_utf8(output.stdout).with_context(|| format!("{} wrote no text", words(command)))
}

/// Runs a program, shows each line of its standard output and hands it to `line` too.
///
/// # Errors
/// When it cannot be started or its output cannot be read. How it ended is for the caller to judge.
pub(crate) fn watch(command: &mut Command, mut line: impl FnMut(&str)) -> Result<ExitStatus> {
    announce(command);
    let mut child = command.stdout(Stdio::piped()).spawn().with_context(|| cannot_start(command))?;
    if let Some(output) = child.stdout.take() {
        for bytes in BufReader::new(output).split(b'\n') {
            let bytes = bytes.with_context(|| format!("reading from {}", words(command)))?;
            let text = String::from_utf8_lossy(&bytes);
            println!("{text}");
            line(&text);
        }
    }
    Ok(child.wait()?)
}

/// Runs a program that may wait for a network that never answers; it is stopped after `limit`.
///
/// # Errors
/// When it cannot be started, ends with anything but success, or was stopped.
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> Result<()> {
    announce(command);
    let mut child = command.spawn().with_context(|| cannot_start(command))?;
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return succeeded(command, status);
        }
        if started.elapsed() >= limit {
            child.kill()?;
            child.wait()?;
            bail!("{} was stopped after {} s", words(command), limit.as_secs());
        }
        thread::sleep(POLL);
    }
}

/// The full path of a program, when the machine has it.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(program)).find(|path| path.is_file())
}

/// Fails unless the program ended with success.
///
/// # Errors
/// When `status` is anything but success.
pub(crate) fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    bail!("{} failed ({status})", words(command))
}

/// Says which program is started: what it then prints is easier to understand.
pub(crate) fn announce(command: &Command) {
    eprintln!("$ {}", words(command));
}

fn cannot_start(command: &Command) -> String {
    format!("{} cannot be started", words(command))
}

/// The command as a person would type it; a program is named without its folder.
fn words(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(name).chain(command.get_args()).map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_program_is_an_error_that_names_it() {
        let error = run(Command::new("sh").args(["-c", "exit 3"])).unwrap_err();
        assert!(error.to_string().starts_with("sh -c exit 3 failed"), "{error}");
    }

    #[test]
    fn a_missing_program_is_an_error_that_names_it() {
        let error = run(&mut Command::new("no-such-program")).unwrap_err();
        assert_eq!(error.to_string(), "no-such-program cannot be started");
    }

    #[test]
    fn a_program_that_never_ends_is_stopped() {
        let limit = Duration::from_millis(200);
        let started = Instant::now();
        let error = run_within(Command::new("sleep").arg("30"), limit).unwrap_err();
        assert!(error.to_string().contains("was stopped"), "{error}");
        assert!(started.elapsed() < Duration::from_secs(10));
    }

    #[test]
    fn every_line_is_seen_and_the_end_is_reported() {
        let mut lines = Vec::new();
        let status = watch(Command::new("sh").args(["-c", "echo a; echo b; exit 1"]), |line| {
            lines.push(line.to_owned());
        })
        .unwrap();
        assert_eq!(lines, ["a", "b"]);
        assert!(!status.success());
    }
}
