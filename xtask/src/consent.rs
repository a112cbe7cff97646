//! Asking before the machine is changed.

use std::io::{self, BufRead, IsTerminal, Write};

use anyhow::{Result, bail};
use clap::Args;

/// Whether system packages may be installed without a question.
#[derive(Args, Clone, Copy)]
pub(crate) struct Consent {
    /// Installs missing system packages without asking
    #[arg(long)]
    yes: bool,
}

impl Consent {
    /// Asks for a yes, but only when there is someone to ask: with `--yes`, or when standard input is
    /// no terminal, the answer is yes.
    ///
    /// # Errors
    /// When the person declines, or the terminal cannot be read.
    pub(crate) fn ask(self) -> Result<()> {
        if self.yes || !io::stdin().is_terminal() {
            return Ok(());
        }
        eprint!("Go on? [Y/n] ");
        io::stderr().flush()?;
        let mut answer = String::new();
        io::stdin().lock().read_line(&mut answer)?;
        if agrees(&answer) {
            return Ok(());
        }
        bail!("nothing was installed")
    }
}

/// Reads an answer: an empty line agrees, the end of the input does not.
fn agrees(answer: &str) -> bool {
    answer.ends_with('\n') && matches!(answer.trim().to_ascii_lowercase().as_str(), "" | "y" | "yes")
}

#[cfg(test)]
mod tests {
    use super::agrees;

    #[test]
    fn enter_and_yes_agree() {
        for answer in ["\n", "y\n", "Y\n", "yes\n", " YES \n"] {
            assert!(agrees(answer), "{answer:?}");
        }
    }

    #[test]
    fn anything_else_declines() {
        for answer in ["", "n\n", "no\n", "maybe\n"] {
            assert!(!agrees(answer), "{answer:?}");
        }
    }
}
