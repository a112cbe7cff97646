//! Prints the JSON Schema of the report.

use ftpscope::explain::Step;
use ftpscope::view::{
    FileView, FrameRowView, FrameView, ListingView, OpenErrorView, Report, SavedFileView, TransferMapView,
    TreeNodeView,
};
use schemars::generate::SchemaSettings;

/// What leaves the program: the report, and the error where there is none.
#[derive(schemars::JsonSchema)]
#[allow(dead_code, reason = "only its schema is used")]
struct Ftpscope {
    report: Report,
    open_error: OpenErrorView,
    frame_row: FrameRowView,
    frame: FrameView,
    file: FileView,
    saved_file: SavedFileView,
    transfer_map: TransferMapView,
    listing: ListingView,
    tree_node: TreeNodeView,
    step: Step,
}

fn main() -> serde_json::Result<()> {
    // As it is written: every field is there, null or not.
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Ftpscope>();
    serde_json::to_writer_pretty(std::io::stdout(), &schema)?;
    println!();
    Ok(())
}
