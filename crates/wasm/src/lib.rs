//! The engine for the page: a thin face of `mingbai-core` in WebAssembly. It answers a place; one document alone is a
//! place too. The compiled vocabulary and policies are given as bytes; cases and answers are JavaScript objects in the
//! shapes of docs/contract.md. Nothing is kept but the policies.
//!
//! | module | holds |
//! | --- | --- |
//! | `js` | a JavaScript value as a tree |
//! | `memory` | memory, which an answer and a place give back as a whole |

mod js;
mod memory;

use memory::Scope;
use mingbai_core::answer::compared::SameThing;
use mingbai_core::answer::description::Description;
use mingbai_core::answer::place::{Place, assess_place};
use mingbai_core::answer::ways::Ways;
use mingbai_core::case::Reader;
use mingbai_core::case::problems::{Expected, Found, Problem};
use mingbai_core::kernel::date::Date;
use mingbai_core::policy::Policy;
use mingbai_core::policy::vocabulary::Vocabulary;
use serde::Serialize;
use wasm_bindgen::prelude::{JsError, JsValue, wasm_bindgen};

/// Runs once when the module is instantiated: a panic is written to the console before the trap.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// A place, ready to answer: the documents that hold there, or one document alone.
#[wasm_bindgen]
pub struct Engine {
    vocabulary: Vocabulary,
    place: String,
    local: usize,
    same: String,
    policies: Vec<Policy>,
    /// The last field: all others are dropped before it gives their memory back.
    _memory: Scope,
}

/// The memory of one call.
#[expect(
    unsafe_code,
    reason = "what a call gives is JavaScript's, and the engine keeps nothing of it"
)]
fn of_one_call() -> Scope {
    // SAFETY: as it says above.
    unsafe { Scope::begin() }
}

#[wasm_bindgen]
impl Engine {
    /// The place `place`, whose first `local` policies are its own; its policies are added next. `same` has a line for
    /// what several policies give: its name, the policy and the clause by which only the higher is given (or two empty
    /// cells), then policy and provision of each that gives it; between the cells tabs.
    ///
    /// # Errors
    /// A JavaScript `Error` that says why the compiled vocabulary was refused.
    #[wasm_bindgen(constructor)]
    pub fn new(
        vocabulary: &[u8],
        place: String,
        local: usize,
        same: String,
    ) -> Result<Engine, JsError> {
        #[expect(
            unsafe_code,
            reason = "what is allocated from here on is this engine's or of one call"
        )]
        // SAFETY: the engine's own, and of a later call nothing outlives it.
        let memory = unsafe { Scope::begin() };
        let vocabulary = Vocabulary::from_bytes(vocabulary)?;
        Ok(Self { vocabulary, place, local, same, policies: Vec::new(), _memory: memory })
    }

    /// Adds a policy, compiled: those of the place itself first, then those of the laws above it.
    ///
    /// # Errors
    /// A JavaScript `Error` that says why the bytes were refused.
    pub fn add(&mut self, policy: &[u8]) -> Result<(), JsError> {
        self.policies.push(Policy::from_bytes(policy)?);
        Ok(())
    }

    /// What each policy is about: its facts in the order of asking, its provisions and readings.
    ///
    /// # Errors
    /// None that an input could cause.
    pub fn describe(&self) -> Result<JsValue, JsValue> {
        let _memory = of_one_call();
        parsed(&self.policies.iter().map(Description::new).collect::<Vec<_>>())
    }

    /// Answers a case as of a day.
    ///
    /// # Errors
    /// Throws `{ problems: [{ path }] }`: every place where something is wrong with the input. (What is
    /// wrong is said at the field, in the page's words.)
    pub fn assess(&self, input: &JsValue, on: &str) -> Result<JsValue, JsValue> {
        let _memory = of_one_call();
        let refuse = |path: &str, found, expected| {
            problems(&[Problem { path: path.to_owned(), found, expected }])
        };
        let on = Date::parse(on)
            .ok_or_else(|| refuse("on", Found::Text(on.to_owned()), Expected::Date))?;
        let input = js::value(input).ok_or_else(|| refuse("", Found::TooDeep, Expected::Object))?;
        let mut readers = Vec::new();
        for policy in &self.policies {
            readers.push(Reader { vocabulary: &self.vocabulary, policy, figures: None });
        }
        let lines = self.same_things();
        let mut same = Vec::new();
        for (id, pairs) in &lines {
            if let [once, provisions @ ..] = pairs.as_slice() {
                let once = (!once.0.is_empty()).then_some(*once);
                same.push(SameThing { id, provisions, once });
            }
        }
        let place = Place::new(&self.place, readers, self.local, same);
        let answer = assess_place(&place, &input, on, Ways::Told);
        parsed(&answer.map_err(|found| problems(&found))?)
    }
}

impl Engine {
    /// What several policies give: its name, the clause, the provisions.
    fn same_things(&self) -> Vec<(&str, Vec<(&str, &str)>)> {
        let mut all = Vec::new();
        for line in self.same.split('\n') {
            let mut cells = line.split('\t');
            let (id, mut pairs) = (cells.next().unwrap_or_default(), Vec::new());
            while let (Some(policy), Some(own)) = (cells.next(), cells.next()) {
                pairs.push((policy, own));
            }
            all.push((id, pairs));
        }
        all
    }
}

/// Languages spoken in China whose readers read Chinese rather than English, by primary subtag.
const LANGUAGES_OF_CHINA: [&str; 8] = ["zh", "yue", "wuu", "bo", "ug", "ii", "mn", "za"];

/// The language of the page for this browser: `zh` for one of China, else `en`.
#[wasm_bindgen]
pub fn preferred_language() -> String {
    let language = web_sys::window().and_then(|window| window.navigator().language());
    let own = |language: &str| {
        let primary = language.split('-').next().unwrap_or_default();
        LANGUAGES_OF_CHINA.iter().any(|known| primary.eq_ignore_ascii_case(known))
    };
    if language.is_none_or(|language| own(&language)) { "zh" } else { "en" }.to_owned()
}

#[derive(Serialize)]
struct Problems {
    problems: Vec<ShownProblem>,
}

#[derive(Serialize)]
struct ShownProblem {
    path: String,
}

fn problems(found: &[Problem]) -> JsValue {
    let problems =
        found.iter().map(|problem| ShownProblem { path: problem.path.clone() }).collect();
    parsed(&Problems { problems }).unwrap_or_else(|error| error)
}

/// A whole object as JavaScript reads what the command line writes: as JSON text
/// (docs/decisions/0009-answers-as-text.md).
fn parsed(value: &impl Serialize) -> Result<JsValue, JsValue> {
    // Nothing that is written here can fail; if it did, JSON would refuse the empty text.
    let text = serde_json::to_string(value).unwrap_or_default();
    js_sys::JSON::parse(&text)
}
