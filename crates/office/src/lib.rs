//! The office page's WebAssembly, which runs in a worker: what the command does with a policy, done in a browser.
//! Texts and results cross as JSON text. Nothing is kept between two calls but the shared vocabulary.
//!
//! | module | holds |
//! | --- | --- |
//! | [`studio`] | a policy with its figures, cases and clauses: checked, tried, put into a resident's page |
//! | [`shipped`] | the documents Mingbai comes with, and what a new one begins with |

pub mod shipped;
pub mod studio;

#[cfg(test)]
mod typescript;

use mingbai_core::kernel::lang::Lang;
use serde::Serialize;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

/// Runs once when the module is instantiated: a panic is written to the console before the trap.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// The face of all of it.
#[wasm_bindgen]
pub struct Office {
    studio: studio::Studio,
}

#[wasm_bindgen]
impl Office {
    /// Compiles the shared vocabulary.
    ///
    /// # Errors
    /// Never: the module carries it.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Office, JsError> {
        let studio = studio::Studio::new().map_err(|error| JsError::new(&error))?;
        Ok(Self { studio })
    }

    /// JSON: a list of [`shipped::Offered`].
    ///
    /// # Errors
    /// None that an input could cause.
    pub fn shipped(&self) -> Result<String, JsError> {
        json(&shipped::offered())
    }

    /// The texts of a shipped document, or what a new one begins with; JSON: [`studio::Texts`].
    ///
    /// # Errors
    /// Where no document has this id.
    pub fn texts(&self, id: &str) -> Result<String, JsError> {
        let texts = shipped::texts(id);
        json(&texts.ok_or_else(|| JsError::new(&format!("no document is called {id}")))?)
    }

    /// Checks texts (JSON: [`studio::Texts`]); JSON: [`studio::Checked`].
    ///
    /// # Errors
    /// Where `texts` has another shape.
    pub fn check(&self, texts: &str) -> Result<String, JsError> {
        json(&self.studio.check(&serde_json::from_str(texts)?))
    }

    /// The resident's page of these texts (JSON: [`studio::Texts`]), JSON: [`studio::Page`]; `null` where the policy or
    /// its figures have a finding.
    ///
    /// # Errors
    /// Where `texts` has another shape.
    pub fn page(&self, texts: &str) -> Result<String, JsError> {
        json(&self.studio.page(&serde_json::from_str(texts)?)?)
    }

    /// Cuts the pasted text of a document into its clauses; JSON: [`studio::Cut`].
    ///
    /// # Errors
    /// None that an input could cause.
    pub fn cut(&self, text: &str) -> Result<String, JsError> {
        json(&studio::cut(text))
    }

    /// A policy.toml that says besides why no provision cites a clause.
    ///
    /// # Errors
    /// Throws as a text, in the language, why it cannot be changed.
    pub fn elsewhere(
        &self,
        policy: &str,
        at: &str,
        reason: &str,
        language: &str,
    ) -> Result<String, JsValue> {
        let changed = studio::elsewhere(policy, at, reason);
        changed.map_err(|why| JsValue::from_str(why.pick(lang(language))))
    }
}

fn lang(language: &str) -> Lang {
    if language == "en" { Lang::En } else { Lang::Zh }
}

fn json(value: &impl Serialize) -> Result<String, JsError> {
    Ok(serde_json::to_string(value)?)
}
