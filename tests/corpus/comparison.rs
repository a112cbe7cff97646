//! A capture held against its expected result.

use std::path::Path;

use ftpscope::capture::OpenError;

use super::exceptions;
use super::facts::{Difference, Facts};
use super::not_yet;
use super::oracle::Oracle;
use super::ours::Ours;

/// What came of it.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// They agree.
    Passed,
    /// They differ in this.
    Failed(Vec<Difference>),
    /// The program says that it cannot read this yet.
    NotYet(&'static str),
}

/// Compares the capture of an expected result, in this folder, with it.
pub(crate) fn compare(folder: &Path, mut oracle: Oracle) -> Outcome {
    let path = folder.join(&oracle.file);
    let capture = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    exceptions::correct(&mut oracle, &capture);
    let ours = match Ours::read(&capture) {
        Ok(ours) => ours,
        Err(error) => return refused(&error),
    };
    let differences = exceptions::except(&oracle.file, Facts::differences(&oracle.facts(), &ours.facts()));
    match not_yet::frames(&ours.dissection) {
        _ if differences.is_empty() => Outcome::Passed,
        Some(code) => Outcome::NotYet(code),
        None => Outcome::Failed(differences),
    }
}

fn refused(error: &OpenError) -> Outcome {
    let found =
        Difference { place: "file".to_owned(), reference: "a capture".to_owned(), ours: error.to_string() };
    not_yet::file(error).map_or_else(|| Outcome::Failed(vec![found]), Outcome::NotYet)
}
