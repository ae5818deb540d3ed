//! The short way for complete facts, as JavaScript calls it: no objects, only arrays of numbers.
//!
//! ```js
//! const prepared = engine.prepare({ figures, readings });
//! const codes = prepared.codes({ facts, admissions: [{ hospital_level }] });
//! const bills = BigInt64Array.of(inScopeFen, outOfScopeFen);
//! const amounts = new BigInt64Array(7 + 4); // contribution, aid, pays; the year's four; each stay's
//! const ids = new Uint16Array(64); // row and outcome of premium aid, of each stay's provisions; step ids
//! const parts = prepared.answer(codes, bills, amounts, ids);
//! if (parts === 0b0101) … // premium and settlement are there; two bits each: 0 open, 1 given, 2 none
//! ```

use std::cell::RefCell;
use std::rc::Rc;

use mingbai_core::answer::prepared::{self, Answered, OPEN, step_id};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::read;

/// A policy with figures and readings set.
#[wasm_bindgen]
pub struct Prepared {
    pub(crate) engine: Rc<mingbai::Engine>,
    pub(crate) inner: prepared::Prepared,
    pub(crate) answered: RefCell<Answered>,
}

#[wasm_bindgen]
impl Prepared {
    /// The codes of a case about one person: what is asked over and over, with other bills or with a
    /// code changed.
    ///
    /// # Errors
    /// Throws `Problems`: everything wrong with the case.
    pub fn codes(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Case")] input: JsValue,
    ) -> Result<Vec<u8>, JsValue> {
        let case = read(&self.engine, input)?;
        let (member, policy) = (case.members.first(), self.engine.reader().policy);
        Ok(member.map(|member| self.inner.codes(policy, member)).unwrap_or_default())
    }

    /// What a step's id means: `rate_plus`; nothing if it is none.
    pub fn step(&self, id: u16) -> Option<String> {
        prepared::step_name(id).map(str::to_owned)
    }

    /// Answers. `codes`: the person's, then each admission's. `bills`: in-scope and out-of-scope
    /// cost of each admission, fen. Filled: `amounts` (fen), and in `ids` row and outcome (65535: open)
    /// of the provision that gives premium aid and, for each admission, of those that feed the
    /// settlement; then the ids of the steps, then 65535. What does not fit is left out.
    pub fn answer(&self, codes: &[u8], bills: &[i64], amounts: &mut [i64], ids: &mut [u16]) -> u32 {
        let Ok(mut answered) = self.answered.try_borrow_mut() else { return 0 };
        self.inner.answer(self.engine.reader().policy, codes, bills, &mut answered);
        for (slot, money) in amounts.iter_mut().zip(&answered.amounts) {
            *slot = money.fen();
        }
        let steps = answered.steps().iter().map(step_id);
        let all = answered.rows.iter().flatten().copied().chain(steps).chain([OPEN]);
        for (slot, id) in ids.iter_mut().zip(all) {
            *slot = id;
        }
        answered.premium as u32 | (answered.settlement as u32) << 2
    }
}
