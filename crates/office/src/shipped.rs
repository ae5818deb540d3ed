//! The documents Mingbai comes with, to look at and to begin from.

use mingbai_compiler::Text;
use serde::Serialize;

use crate::studio::Texts;

/// The id of what a new document begins with.
pub const NEW: &str = "new";

/// A document one may open.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Offered {
    /// Its id.
    pub id: &'static str,
    /// Where it holds.
    #[cfg_attr(test, ts(type = "Text"))]
    pub place: Text,
    /// What it is about.
    #[cfg_attr(test, ts(type = "Text"))]
    pub title: Text,
}

/// All of them, in their order.
pub fn offered() -> Vec<Offered> {
    let text = |(zh, en): (&str, &str)| Text::new(zh, en);
    let offered = |own: &mingbai_policies::Source| Offered {
        id: own.id,
        place: text(own.place),
        title: text(own.title),
    };
    mingbai_policies::sources().iter().map(offered).collect()
}

/// The texts of a document, or of a new one.
pub fn texts(id: &str) -> Option<Texts> {
    let (policy, cases, figures) = if id == NEW {
        (mingbai_policies::NEW_POLICY_TOML, mingbai_policies::NEW_CASES_TOML, None)
    } else {
        let own = mingbai_policies::sources().iter().find(|own| own.id == id)?;
        (own.policy_toml, own.cases_toml, own.figures_toml)
    };
    let [policy, cases, figures] = [policy, cases, figures.unwrap_or_default()].map(str::to_owned);
    Some(Texts { policy, figures, cases, clauses: Vec::new() })
}
