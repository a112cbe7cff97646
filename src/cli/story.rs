//! The story of a capture as text.

use std::io::{self, Write};

use ftpscope::dissector::Dissection;
use ftpscope::explain::Story;
use ftpscope::view::Passwords;

use super::sentence::{filled, told};
use super::words::Words;

/// Steps that are made at a time.
const STEPS: usize = 256;

/// Prints the story: numbered steps, each with its sentences.
pub(super) fn print(
    output: &mut impl Write,
    name: &str,
    dissection: &Dissection,
    passwords: Passwords,
    words: &Words,
) -> io::Result<()> {
    writeln!(output, "{name}")?;
    let story = Story::new(dissection);
    for start in (0..story.count()).step_by(STEPS) {
        let steps = story.steps(dissection, start..start.saturating_add(STEPS), passwords);
        for step in &steps {
            writeln!(output, "\n{}. {}", step.number, filled(words, step.id, &step.values, 0))?;
            for fact in &step.facts {
                writeln!(output, "   {} {}", sign(fact.kind), told(fact, words))?;
            }
        }
    }
    Ok(())
}

/// The steps as JSON: a list.
pub(super) fn print_json(
    output: &mut impl Write,
    dissection: &Dissection,
    passwords: Passwords,
) -> io::Result<()> {
    let story = Story::new(dissection);
    let mut separator = "[";
    for start in (0..story.count()).step_by(STEPS) {
        for step in story.steps(dissection, start..start.saturating_add(STEPS), passwords) {
            output.write_all(separator.as_bytes())?;
            serde_json::to_writer(&mut *output, &step)?;
            separator = ",\n";
        }
    }
    output.write_all(b"]\n")
}

/// A sign for what a sentence is: said, its meaning, to be noticed, odd.
fn sign(kind: &str) -> char {
    match kind {
        "meaning" => '·',
        "notice" => '!',
        "odd" => '?',
        _ => '-',
    }
}
