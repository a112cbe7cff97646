//! The program `ftpscope`: what it prints, what it saves, what it says of bad files, how it ends.
#![cfg(feature = "cli")]

mod conversation;
mod extract;
mod hostile_names;
mod listings;
mod originals;
mod program;
mod saved;
#[path = "../support/mod.rs"]
mod support;
mod transfers;
mod zip_file;
