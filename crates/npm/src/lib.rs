//! The npm package: the library `mingbai` for JavaScript, made by wasm-pack once for each of its two
//! entries. Cases and answers are JavaScript objects in the shapes of `docs/contract.md`; they cross
//! through serde-wasm-bindgen.
//!
//! | module | holds |
//! | --- | --- |
//! | [`prepared`] | complete facts as codes: numbers in, numbers out |
//! | `thrown` | errors as JavaScript throws them |

pub mod prepared;
mod thrown;

use std::cell::RefCell;
use std::rc::Rc;

use mingbai_core::answer::prepared::Prepared;
use mingbai_core::case::values::Value;
use serde::Serialize;
use serde_wasm_bindgen::{Deserializer, Serializer};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::thrown::{error, problems};

/// Types beside those of the classes: of cases and answers (generated from the engine's, in
/// `www/src/engine/types.ts`, which is in the package too), and of what is thrown. The first line is for the
/// classes' own `[Symbol.dispose]`.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"/// <reference lib="esnext.disposable" />
import type { Case, Figures, Household, HouseholdAnswer, PersonAnswer } from "./types.js";
export * from "./types.js";

/** Everything wrong with a case, each thing with its place: thrown by `assess`, `prepare` and `codes`. */
export interface Problems extends Error {
  name: "Problems";
  problems: { path: string; message: string }[];
}
/** Everything wrong with a facts.toml or a policy.toml: thrown by `compile`. */
export interface Findings extends Error {
  name: "Findings";
  findings: { file: string; line: number; column: number; rule: string; message: { zh: string; en: string } }[];
}
"#;

/// Runs once when the module is instantiated: a panic is written to the console before the trap.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}

/// A policy, ready to answer. Nothing of a case is kept.
#[wasm_bindgen]
pub struct Engine(Rc<mingbai::Engine>);

#[wasm_bindgen]
impl Engine {
    /// The engine of a policy that comes with Mingbai, like `liangping-2019`.
    ///
    /// # Errors
    /// Throws an `Error` that lists the policies where there is none of this id.
    #[cfg(feature = "built-in")]
    #[wasm_bindgen(js_name = builtIn)]
    pub fn built_in(id: &str) -> Result<Self, JsValue> {
        mingbai::Engine::built_in(id).map(Self::of).map_err(|none| error("Error", &none).into())
    }

    /// The ids of the policies that come with Mingbai.
    #[cfg(feature = "built-in")]
    #[wasm_bindgen(js_name = builtInIds)]
    pub fn built_in_ids() -> Vec<String> {
        mingbai::built_in_ids().map(str::to_owned).collect()
    }

    /// The engine of a policy of one's own, compiled from the texts of a facts.toml and a policy.toml.
    ///
    /// # Errors
    /// Throws `Findings`: everything wrong with the two files.
    #[cfg(feature = "compiler")]
    pub fn compile(facts: &str, policy: &str) -> Result<Self, JsValue> {
        mingbai::Engine::compile(facts, policy)
            .map(Self::of)
            .map_err(|found| thrown::findings(&found))
    }

    /// The engine of a compiled vocabulary and a compiled policy.
    ///
    /// # Errors
    /// Throws an `Error` that says why the bytes were refused.
    #[wasm_bindgen(js_name = fromBytes)]
    pub fn from_bytes(vocabulary: &[u8], policy: &[u8]) -> Result<Self, JsValue> {
        let engine = mingbai::Engine::from_bytes(vocabulary, policy);
        engine.map(Self::of).map_err(|bad| error("Error", &bad).into())
    }

    /// The policy's id.
    #[wasm_bindgen(getter)]
    pub fn id(&self) -> String {
        self.0.id().to_owned()
    }

    /// The answer to a person's case as of the day `on`, like `2019-11-01`.
    ///
    /// # Errors
    /// Throws `Problems`: everything wrong with the case and the day.
    #[wasm_bindgen(unchecked_return_type = "PersonAnswer")]
    pub fn assess(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Case")] input: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] on: &JsValue,
    ) -> Result<JsValue, JsValue> {
        // What is no text is no day either.
        let on = on.as_string().unwrap_or_default();
        let answer = self.0.assess(tree(input)?, &on).map_err(|found| problems(&found))?;
        answer.serialize(&Serializer::json_compatible()).map_err(Into::into)
    }

    /// The answer to a household's case.
    ///
    /// # Errors
    /// As [`Engine::assess`].
    #[wasm_bindgen(js_name = assessHousehold, unchecked_return_type = "HouseholdAnswer")]
    pub fn assess_household(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Household")] input: JsValue,
        #[wasm_bindgen(unchecked_param_type = "string")] on: &JsValue,
    ) -> Result<JsValue, JsValue> {
        self.assess(input, on)
    }

    /// Sets figures and readings once, for many calls with complete facts: takes the `figures` and
    /// `readings` of a case.
    ///
    /// # Errors
    /// Throws `Problems`: everything wrong with them.
    pub fn prepare(
        &self,
        #[wasm_bindgen(
            unchecked_param_type = "{ figures?: Figures; readings?: Record<string, boolean> }"
        )]
        input: JsValue,
    ) -> Result<prepared::Prepared, JsValue> {
        let case = read(&self.0, input)?;
        let policy = self.0.reader().policy;
        Ok(prepared::Prepared {
            inner: Prepared::new(policy, case.figures, &case.readings),
            engine: Rc::clone(&self.0),
            answered: RefCell::default(),
        })
    }
}

impl Engine {
    fn of(engine: mingbai::Engine) -> Self {
        Self(Rc::new(engine))
    }
}

/// A JavaScript value as a case, not yet checked against a policy.
fn tree(input: JsValue) -> Result<mingbai::Case, JsValue> {
    let value: Result<Value, _> = serde_path_to_error::deserialize(Deserializer::from(input));
    value.map(Into::into).map_err(|error| thrown::not_json(&error))
}

/// Reads a case.
fn read(engine: &mingbai::Engine, input: JsValue) -> Result<mingbai_core::case::Case, JsValue> {
    engine.reader().read(tree(input)?.value()).map_err(|found| problems(&found.into()))
}
