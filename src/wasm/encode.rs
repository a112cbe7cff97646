//! How values leave.

use serde::Serialize;
use wasm_bindgen::JsValue;

/// The one way in which values leave: as `JSON.parse` would give them.
pub(super) fn encode(value: &impl Serialize) -> Result<JsValue, JsValue> {
    const SERIALIZER: serde_wasm_bindgen::Serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&SERIALIZER).map_err(JsValue::from)
}
