//! Prints the JSON Schema of the report.

use ftpscope::view::{OpenErrorView, Report};

/// What leaves the program: the report, and the error where there is none.
#[derive(schemars::JsonSchema)]
#[allow(dead_code, reason = "only its schema is used")]
struct Ftpscope {
    report: Report,
    open_error: OpenErrorView,
}

fn main() -> serde_json::Result<()> {
    serde_json::to_writer_pretty(std::io::stdout(), &schemars::schema_for!(Ftpscope))?;
    println!();
    Ok(())
}
