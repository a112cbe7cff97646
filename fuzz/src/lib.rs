//! What is done with the bytes that a fuzzer makes up, a module for each target: `run` reads them and panics
//! where something does not hold, `seeds` gives the inputs to begin with. The tests of the crate run them, too.

pub mod capture_file;
pub mod dissector;
#[path = "../../tests/network/encapsulation.rs"]
mod encapsulation;
pub mod fragments;
pub mod frame;
pub mod host_port;
pub mod input;
pub mod line;
pub mod listing;
#[path = "../../tests/compressed/pack.rs"]
mod pack;
pub mod reply;
pub mod seeds;
pub mod transfers;
