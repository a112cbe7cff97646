//! How far a long task is, for people who wait.

use std::io::{self, IsTerminal, Stderr, Write};
use std::time::{Duration, Instant};

/// A task that takes less is told nothing of.
const PATIENCE: Duration = Duration::from_secs(1);

/// Between two times that it is told.
const PAUSE: Duration = Duration::from_millis(200);

/// One line that is written over again and again.
#[derive(Debug)]
pub(super) struct Progress<W: Write = Stderr> {
    output: W,
    /// When it is told next; `None`: never.
    next: Option<Instant>,
    is_shown: bool,
}

impl Progress {
    /// On standard error, where that is a terminal.
    pub(super) fn on_terminal() -> Self {
        let output = io::stderr();
        let is_watched = output.is_terminal();
        Self::new(output, is_watched, Instant::now())
    }

    /// None.
    pub(super) fn silent() -> Self {
        Self::new(io::stderr(), false, Instant::now())
    }
}

impl<W: Write> Progress<W> {
    fn new(output: W, is_watched: bool, now: Instant) -> Self {
        Self { output, next: is_watched.then(|| now + PATIENCE), is_shown: false }
    }

    /// Says how far it is, where it is time to.
    pub(super) fn tell(&mut self, text: impl FnOnce() -> String) {
        self.tell_at(Instant::now(), text);
    }

    fn tell_at(&mut self, now: Instant, text: impl FnOnce() -> String) {
        if self.next.is_some_and(|next| next <= now) {
            // Who cannot be told goes without; the task does not depend on it.
            let told = write!(self.output, "\r{}\u{1b}[K", text()).and_then(|()| self.output.flush());
            self.next = told.is_ok().then(|| now + PAUSE);
            self.is_shown = true;
        }
    }

    /// Takes the line away, so that something else can be written.
    pub(super) fn clear(&mut self) {
        if self.is_shown {
            self.is_shown = false;
            let cleared = write!(self.output, "\r\u{1b}[K").and_then(|()| self.output.flush());
            if cleared.is_err() {
                self.next = None;
            }
        }
    }
}

impl<W: Write> Drop for Progress<W> {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_from_the_first_second_on_and_not_too_often() {
        let (mut told, begun) = (Vec::new(), Instant::now());
        let mut progress = Progress::new(&mut told, true, begun);
        for milliseconds in [0, 999, 1_000, 1_100, 1_199, 1_200] {
            progress.tell_at(begun + Duration::from_millis(milliseconds), || milliseconds.to_string());
        }
        drop(progress);
        assert_eq!(told, b"\r1000\x1b[K\r1200\x1b[K\r\x1b[K");
    }

    #[test]
    fn nobody_watching_is_told_nothing() {
        let (mut told, begun) = (Vec::new(), Instant::now());
        let mut progress = Progress::new(&mut told, false, begun);
        progress.tell_at(begun + PATIENCE * 9, || unreachable!("it is not asked for"));
        drop(progress);
        assert_eq!(told, b"");
    }
}
