//! A JavaScript value as a tree. By hand and not through serde-wasm-bindgen's deserializer: that one
//! carries serde's messages about every type there is, the printing of floats among them, which
//! would be a tenth of the page's engine (docs/decisions/0003-engine-size.md).

use js_sys::{Array, Number, Object};
use mingbai_core::case::values::Value;
use wasm_bindgen::{JsCast, JsValue};

/// How deep a tree may be. A case needs six; an object may hold itself.
const DEEPEST: u8 = 32;

/// The tree; `None` where it is nested too deeply.
pub fn value(js: &JsValue) -> Option<Value> {
    below(js, 0)
}

fn below(js: &JsValue, depth: u8) -> Option<Value> {
    if depth >= DEEPEST {
        return None;
    }
    Some(if js.is_null() || js.is_undefined() {
        Value::Null
    } else if let Some(value) = js.as_bool() {
        Value::Bool(value)
    } else if let Some(text) = js.as_string() {
        Value::Text(text)
    } else if Number::is_safe_integer(js) {
        #[expect(clippy::cast_possible_truncation, reason = "a safe integer")]
        js.as_f64().map_or(Value::Fraction, |number| Value::Int(number as i64))
    } else if let Some(array) = js.dyn_ref::<Array>() {
        Value::List(array.iter().map(|item| below(&item, depth + 1)).collect::<Option<_>>()?)
    } else if js.is_function() || !js.is_object() {
        Value::Fraction
    } else {
        let entries = Object::entries(js.unchecked_ref());
        let mut map = Vec::new();
        for entry in entries.iter() {
            let entry: Array = entry.unchecked_into();
            map.push((entry.get(0).as_string()?, below(&entry.get(1), depth + 1)?));
        }
        Value::Map(map)
    })
}
