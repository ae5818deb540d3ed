//! The office page's WebAssembly, which runs in a worker: what the command does with a policy, done in a browser.
//! Texts and results cross as JSON text. Between two calls nothing is kept but the shared vocabulary and the last ledger.
//!
//! | module | holds |
//! | --- | --- |
//! | [`studio`] | a policy with its figures, cases and clauses: checked, tried, put into a resident's page |
//! | [`forms`] | the same as forms show it, and the edits they make |
//! | [`meeting`] | a policy compared with an earlier version, a provision as a picture |
//! | [`ledger`] | a ledger of residents: what its columns mean, its answers |
//! | [`shipped`] | the documents Mingbai comes with, and what a new one begins with |

pub mod forms;
pub mod ledger;
pub mod meeting;
pub mod shipped;
pub mod studio;

#[cfg(test)]
mod typescript;

use js_sys::Function;
use meeting::Meeting;
use mingbai_compiler::words::VocabularyWords;
use mingbai_core::kernel::lang::Lang;
use mingbai_ledger::mapping::Mapping;
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
    ledger: Option<ledger::Opened>,
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
        Ok(Self { studio, ledger: None })
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

    /// These texts (JSON: [`studio::Texts`]) with another name for what stands at a place in policy.toml (JSON of a
    /// [`mingbai_studio::place::Place`]); JSON: [`studio::Texts`].
    ///
    /// # Errors
    /// Throws as a text, in the language, why it cannot have this name.
    pub fn renamed(
        &self,
        texts: &str,
        place: &str,
        name: &str,
        language: &str,
    ) -> Result<String, JsValue> {
        let texts = serde_json::from_str(texts).map_err(JsError::from)?;
        let place = serde_json::from_str(place).map_err(JsError::from)?;
        let renamed = forms::renamed(&self.studio.vocabulary, &texts, &place, name);
        Ok(json(&renamed.map_err(|why| why.pick(lang(language)).to_owned())?)?)
    }

    /// The condition of menus (JSON: [`Menu`]).
    ///
    /// # Errors
    /// Where `menu` has another shape.
    pub fn condition(&self, menu: &str) -> Result<String, JsError> {
        Ok(serde_json::from_str::<Menu>(menu)?.to_string())
    }

    /// What differs between an older policy, which is called `name`, and a newer one; JSON:
    /// [`mingbai_studio::diff::told::Told`].
    ///
    /// # Errors
    /// Throws as a text, in the language, why they cannot be compared.
    pub fn compared(
        &self,
        name: &str,
        older: &str,
        newer: &str,
        language: &str,
    ) -> Result<String, JsValue> {
        let words = studio::shared_words().map_err(JsError::from)?;
        Ok(json(&self.meeting(&words, language).compared(name, older, newer)?)?)
    }

    /// A provision of a policy as a picture: SVG.
    ///
    /// # Errors
    /// Throws as a text, in the language, why there is none.
    pub fn picture(
        &self,
        policy: &str,
        provision: &str,
        language: &str,
    ) -> Result<String, JsValue> {
        let words = studio::shared_words().map_err(JsError::from)?;
        Ok(self.meeting(&words, language).picture(policy, provision)?)
    }

    /// What is proposed for a table pasted from a spreadsheet, with the conditions given to words of it (JSON: a list
    /// of pairs); JSON: [`mingbai_studio::rows::Proposal`].
    ///
    /// # Errors
    /// Where `names` has another shape.
    pub fn pasted(&self, policy: &str, pasted: &str, names: &str) -> Result<String, JsError> {
        let names: Vec<(String, String)> = serde_json::from_str(names)?;
        json(&forms::rows(&self.studio.vocabulary, policy, pasted, &names))
    }

    /// Reads a ledger that is to be answered by these texts (JSON: [`studio::Texts`]) as of a day, and guesses what its
    /// columns mean; JSON: [`ledger::shapes::Proposed`].
    ///
    /// # Errors
    /// Throws as a text, in the language, why it cannot be read or answered.
    pub fn propose(
        &mut self,
        texts: &str,
        bytes: Vec<u8>,
        on: &str,
        language: &str,
    ) -> Result<String, JsValue> {
        // The one before is let go first: there is memory for one.
        self.ledger = None;
        let texts = serde_json::from_str(texts).map_err(JsError::from)?;
        let rules = ledger::rules::Rules::new(&self.studio, &texts, on, lang(language))?;
        let opened = self.ledger.insert(ledger::Opened::read(rules, bytes)?);
        Ok(json(&opened.propose()?)?)
    }

    /// The same ledger with a mapping that was saved, the text of a `MAP.toml`.
    ///
    /// # Errors
    /// Throws as a text what in it does not fit.
    pub fn mapped(&mut self, toml: &str) -> Result<String, JsValue> {
        Ok(json(&self.opened()?.mapped(toml)?)?)
    }

    /// The same ledger with a mapping (JSON) and a person's word on it (JSON: [`ledger::shapes::Correction`]).
    ///
    /// # Errors
    /// Throws as a text what then does not fit.
    pub fn corrected(&mut self, mapping: &str, correction: &str) -> Result<String, JsValue> {
        let mapping = serde_json::from_str(mapping).map_err(JsError::from)?;
        let correction = serde_json::from_str(correction).map_err(JsError::from)?;
        Ok(json(&self.opened()?.corrected(mapping, &correction)?)?)
    }

    /// A mapping (JSON) as a `MAP.toml`.
    ///
    /// # Errors
    /// Where it has another shape.
    pub fn toml(&self, mapping: &str) -> Result<String, JsError> {
        Ok(serde_json::from_str::<Mapping>(mapping)?.to_toml())
    }

    /// Answers every resident by a mapping (JSON); JSON: [`ledger::shapes::Answered`]. Meanwhile `progress` is called
    /// with how many are done, and of how many.
    ///
    /// # Errors
    /// Throws as a text what in the mapping does not fit.
    pub fn answer(&mut self, mapping: &str, progress: &Function) -> Result<String, JsValue> {
        let mapping = serde_json::from_str(mapping).map_err(JsError::from)?;
        let told = |done: usize, of: usize| {
            let [done, of] = [done, of].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
            // Who cannot be told of progress still gets the answers.
            let _ = progress.call2(&JsValue::NULL, &done.into(), &of.into());
        };
        Ok(json(&self.opened()?.answer(mapping, told)?)?)
    }

    /// Rows of the table (JSON: [`ledger::shapes::Asked`]); JSON: [`ledger::shapes::Rows`].
    ///
    /// # Errors
    /// Where `asked` has another shape, or no ledger is open.
    pub fn rows(&mut self, asked: &str) -> Result<String, JsError> {
        let asked = serde_json::from_str(asked)?;
        json(&self.opened()?.rows(&asked))
    }

    /// What residents are told on paper (JSON: [`ledger::shapes::Asked`]); JSON: a list of
    /// [`ledger::shapes::Notice`].
    ///
    /// # Errors
    /// Where `asked` has another shape, or no ledger is open.
    pub fn notices(&mut self, asked: &str) -> Result<String, JsValue> {
        let asked = serde_json::from_str(asked).map_err(JsError::from)?;
        Ok(json(&self.opened()?.notices(&asked)?)?)
    }

    /// The ledger with its answers, .xlsx.
    ///
    /// # Errors
    /// Throws as a text, in the language, why it cannot be written.
    pub fn save(&mut self) -> Result<Vec<u8>, JsValue> {
        Ok(self.opened()?.save()?)
    }

    /// The ledger's rows with their answers, CSV.
    ///
    /// # Errors
    /// Where no ledger is open.
    pub fn csv(&mut self) -> Result<Vec<u8>, JsValue> {
        Ok(self.opened()?.csv()?)
    }

    fn meeting<'m>(&'m self, words: &'m VocabularyWords, language: &str) -> Meeting<'m> {
        Meeting { vocabulary: &self.studio.vocabulary, words, lang: lang(language) }
    }

    fn opened(&mut self) -> Result<&mut ledger::Opened, JsError> {
        self.ledger.as_mut().ok_or_else(|| JsError::new("no ledger is open"))
    }
}

fn lang(language: &str) -> Lang {
    if language == "en" { Lang::En } else { Lang::Zh }
}

fn json(value: &impl Serialize) -> Result<String, JsError> {
    Ok(serde_json::to_string(value)?)
}
