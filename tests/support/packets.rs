//! What holds of the packets of any capture.

use ftpscope::dissector::Dissection;
use ftpscope::view::{FieldView, FrameView, Passwords, frame_bytes, frame_rows};

use super::read::packet;
use ftpscope::units::FrameNumber;

/// Takes every packet apart and holds each against its bytes and its row.
///
/// # Errors
///
/// What does not agree.
pub(crate) fn packets_agree(dissection: &Dissection, capture: &[u8]) -> Result<(), String> {
    let rows = frame_rows(dissection, &capture, 0..usize::MAX, Passwords::Masked);
    let rows = rows.map_err(|error| error.to_string())?;
    if rows.len() != dissection.frames.count() as usize {
        return Err(format!("{} rows of {} frames", rows.len(), dissection.frames.count()));
    }
    for row in rows {
        let view = packet(dissection, capture, row.number);
        let number = FrameNumber::new(row.number).ok_or("a row without a number")?;
        let bytes = frame_bytes(dissection, &capture, number, Passwords::Masked);
        let bytes = bytes.map_err(|error| error.to_string())?;
        let agreed = agrees(&view, &bytes, dissection.frames.count());
        agreed.map_err(|error| format!("packet {}: {error}", row.number))?;
        if view.row != row {
            return Err(format!("{row:?} in the list, {:?} opened", view.row));
        }
    }
    Ok(())
}

fn agrees(view: &FrameView, bytes: &[u8], frames: u32) -> Result<(), String> {
    for layer in &view.layers {
        field_agrees(layer, (0, bytes.len() as u32), frames)?;
    }
    for [start, length] in &view.masked {
        let masked = bytes.get(*start as usize..(start + length) as usize);
        if !masked.is_some_and(|masked| !masked.is_empty() && masked.iter().all(|byte| *byte == b'*')) {
            return Err(format!("{masked:?} is masked"));
        }
    }
    Ok(())
}

/// A field lies within the one around it, and leads to a frame that there is.
fn field_agrees(field: &FieldView, (start, end): (u32, u32), frames: u32) -> Result<(), String> {
    let own = (field.start, field.start.saturating_add(field.length));
    if field.length > 0 && (own.0 < start || own.1 > end) {
        return Err(format!("{} at {own:?} within {start}..{end}", field.name));
    }
    if field.frame.is_some_and(|frame| frame == 0 || frame > frames) {
        return Err(format!("{} leads to {:?}", field.name, field.frame));
    }
    let around = if field.length > 0 { own } else { (start, end) };
    field.children.iter().try_for_each(|child| field_agrees(child, around, frames))
}
