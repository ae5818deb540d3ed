//! Reading an answer off the page's own inputs, so that what counts as an answer is said once, here.
//!
//! Every input of a question carries the fact's id as its name. Radio buttons and checkboxes have
//! the fact's values, `true`, `false`, `none` or `unknown`; a number stands in a text or number
//! input.

use mingbai_core::case::problems::Expected;
use mingbai_core::policy::vocabulary::{Fact, FactKind};
use serde::Serialize;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

/// A fact's value as a case writes it.
#[derive(Serialize, PartialEq, Debug)]
#[serde(untagged)]
pub enum Entry {
    /// A flag.
    Flag(bool),
    /// A choice.
    Choice(String),
    /// A number.
    Number(i64),
    /// A set.
    Set(Vec<String>),
}

/// What a question's inputs say: `None` where the answer is "I don't know" or there is none yet.
///
/// # Errors
/// What was found and what was expected, where the entry is no value of the fact.
pub fn read(element: &Element, fact: &Fact) -> Result<Option<Entry>, (String, Expected)> {
    let mut checked = Vec::new();
    let mut typed = String::new();
    // A selector with the name in it would let a name break out of its quotes.
    let inputs = element.query_selector_all("input").ok();
    for index in 0..inputs.as_ref().map_or(0, web_sys::NodeList::length) {
        let input = inputs.as_ref().and_then(|inputs| inputs.item(index));
        let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) else {
            continue;
        };
        if input.name() != fact.id {
            continue;
        }
        match input.type_().as_str() {
            "radio" | "checkbox" if input.checked() => checked.push(input.value()),
            "radio" | "checkbox" => {}
            _ => typed = input.value(),
        }
    }
    entry(fact, checked, typed.trim())
}

/// What the checked values and the typed text mean for `fact`.
fn entry(
    fact: &Fact,
    checked: Vec<String>,
    typed: &str,
) -> Result<Option<Entry>, (String, Expected)> {
    if checked.iter().any(|value| value == "unknown") {
        return Ok(None);
    }
    match &fact.kind {
        FactKind::Number { min, max } => {
            if typed.is_empty() {
                return Ok(None);
            }
            match typed.parse::<i64>() {
                Ok(number) if (min..=max).contains(&&number) => Ok(Some(Entry::Number(number))),
                _ => Err((typed.to_owned(), Expected::Integer { min: *min, max: *max })),
            }
        }
        FactKind::Set(_) => {
            if checked.iter().any(|value| value == "none") {
                return Ok(Some(Entry::Set(Vec::new())));
            }
            Ok((!checked.is_empty()).then_some(Entry::Set(checked)))
        }
        FactKind::Flag => Ok(checked.first().map(|value| Entry::Flag(value == "true"))),
        FactKind::Choice(_) => Ok(checked.into_iter().next().map(Entry::Choice)),
    }
}

#[cfg(test)]
mod tests {
    use mingbai_core::policy::vocabulary::{Change, Scope};

    use super::*;

    fn fact(kind: FactKind) -> Fact {
        Fact { id: "f".into(), scope: Scope::Person, kind, change: Change::Fixed }
    }

    fn checked(values: &[&str]) -> Vec<String> {
        values.iter().map(|&value| value.to_owned()).collect()
    }

    #[test]
    fn unknown_wins_over_everything_and_nothing_is_nothing() {
        let diseases = fact(FactKind::Set(checked(&["a", "b"])));
        assert_eq!(entry(&diseases, checked(&["a", "unknown"]), ""), Ok(None));
        assert_eq!(entry(&diseases, vec![], ""), Ok(None));
        assert_eq!(entry(&diseases, checked(&["none"]), ""), Ok(Some(Entry::Set(vec![]))));
        assert_eq!(
            entry(&diseases, checked(&["a", "b"]), ""),
            Ok(Some(Entry::Set(checked(&["a", "b"]))))
        );
    }

    #[test]
    fn flags_and_choices_take_the_checked_value() {
        assert_eq!(
            entry(&fact(FactKind::Flag), checked(&["false"]), ""),
            Ok(Some(Entry::Flag(false)))
        );
        let tier = fact(FactKind::Choice(checked(&["tier_1", "tier_2"])));
        assert_eq!(
            entry(&tier, checked(&["tier_2"]), ""),
            Ok(Some(Entry::Choice("tier_2".into())))
        );
    }

    #[test]
    fn a_number_outside_its_bounds_is_refused() {
        let age = fact(FactKind::Number { min: 0, max: 130 });
        assert_eq!(entry(&age, vec![], "67"), Ok(Some(Entry::Number(67))));
        assert_eq!(entry(&age, vec![], ""), Ok(None));
        for wrong in ["131", "-1", "6.5", "六十"] {
            assert!(entry(&age, vec![], wrong).is_err(), "{wrong}");
        }
    }
}
