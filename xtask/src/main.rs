//! Build program.
fn main() {}
