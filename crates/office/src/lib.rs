//! The office page's WebAssembly, which runs in a worker: what the command does with a policy, done in a browser.
//! Texts and results cross as JSON text. Nothing is kept between two calls but the shared vocabulary.
//!
//! | module | holds |
//! | --- | --- |
//! | [`studio`] | a policy with its figures, cases and clauses: checked, tried, put into a resident's page |
//! | [`forms`] | the same as forms show it, and the edits they make |
//! | [`shipped`] | the documents Mingbai comes with, and what a new one begins with |

pub mod forms;
pub mod shipped;
pub mod studio;

#[cfg(test)]
mod typescript;

use mingbai_core::kernel::lang::Lang;
use mingbai_studio::condition::Menu;
use mingbai_studio::edit::Edit;
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

    /// The forms of a policy and its figures; JSON: [`forms::Forms`], `null` while policy.toml is no TOML.
    ///
    /// # Errors
    /// None that an input could cause.
    pub fn forms(&self, policy: &str, figures: &str) -> Result<String, JsError> {
        let words = studio::shared_words()?;
        json(&forms::forms(&self.studio.vocabulary, &words, policy, figures))
    }

    /// The cases as forms show them; JSON: [`mingbai_studio::view::CasesView`], `null` while cases.toml is no TOML.
    ///
    /// # Errors
    /// None that an input could cause.
    pub fn cases(&self, text: &str) -> Result<String, JsError> {
        json(&forms::cases(text))
    }

    /// The text of the file called `name` with edits made in it (JSON: a list of [`Edit`]).
    ///
    /// # Errors
    /// Throws as a text, in the language, why one of them cannot be made.
    pub fn edit(
        &self,
        name: &str,
        text: &str,
        edits: &str,
        language: &str,
    ) -> Result<String, JsValue> {
        let edits: Vec<Edit> = serde_json::from_str(edits).map_err(JsError::from)?;
        let edited = forms::edited(name, text, &edits);
        edited.map_err(|why| JsValue::from_str(why.pick(lang(language))))
    }

    /// The condition of menus (JSON: [`Menu`]).
    ///
    /// # Errors
    /// Where `menu` has another shape.
    pub fn condition(&self, menu: &str) -> Result<String, JsError> {
        Ok(serde_json::from_str::<Menu>(menu)?.to_string())
    }

    /// What is proposed for a table pasted from a spreadsheet, with the conditions given to words of it (JSON: a list
    /// of pairs); JSON: [`mingbai_studio::rows::Proposal`].
    ///
    /// # Errors
    /// Where `names` has another shape.
    pub fn rows(&self, policy: &str, pasted: &str, names: &str) -> Result<String, JsError> {
        let names: Vec<(String, String)> = serde_json::from_str(names)?;
        json(&forms::rows(&self.studio.vocabulary, policy, pasted, &names))
    }
}

fn lang(language: &str) -> Lang {
    if language == "en" { Lang::En } else { Lang::Zh }
}

fn json(value: &impl Serialize) -> Result<String, JsError> {
    Ok(serde_json::to_string(value)?)
}
