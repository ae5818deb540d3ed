//! Errors as JavaScript throws them: an `Error` with a name, and its parts beside the message.

use std::fmt::Display;

use js_sys::{Error, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

#[derive(Serialize)]
struct Shown {
    path: String,
    message: String,
}

/// Everything wrong with a case.
pub fn problems(found: &mingbai::Problems) -> JsValue {
    let shown = found.iter();
    let shown = shown.map(|one| Shown { path: one.path.clone(), message: one.to_string() });
    with(&error("Problems", found), "problems", &shown.collect::<Vec<_>>())
}

/// What no case may hold, as JSON has no such value: the first that was met, with its place.
pub fn not_json(error: &serde_path_to_error::Error<serde_wasm_bindgen::Error>) -> JsValue {
    // An empty path is a full stop, an error begins with its name.
    let path = error.path().to_string();
    let path = if path == "." { String::new() } else { path };
    let place = if path.is_empty() { "the input" } else { &path };
    let said = error.inner().to_string();
    let message = format!("{place}: {}", said.trim_start_matches("Error: "));
    with(
        &self::error("Problems", &message),
        "problems",
        &[Shown { path, message: message.clone() }],
    )
}

/// Everything wrong with a policy.
#[cfg(feature = "compiler")]
pub fn findings(found: &mingbai::Findings) -> JsValue {
    with(&error("Findings", found), "findings", &found.iter().collect::<Vec<_>>())
}

/// An error with the message of `said`.
pub fn error(name: &str, said: &impl Display) -> Error {
    let error = Error::new(&said.to_string());
    error.set_name(name);
    error
}

fn with(error: &Error, key: &str, parts: &impl Serialize) -> JsValue {
    let parts = parts.serialize(&Serializer::json_compatible()).unwrap_or_default();
    // Setting a key of a new object cannot fail.
    let _ = Reflect::set(error, &key.into(), &parts);
    error.into()
}
