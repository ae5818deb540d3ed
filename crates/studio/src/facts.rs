//! What a condition may test: the shared facts and a policy's own, with their words.
//!
//! ```
//! use mingbai_studio::edit::File;
//! use mingbai_studio::facts::facts;
//! use mingbai_studio::view::PolicyView;
//!
//! let shared = include_str!("../../policies/facts.toml");
//! let shared = mingbai_compiler::compile_vocabulary("facts.toml", shared).unwrap();
//! let own = "[fact.old]\nscope = \"person\"\nkind = \"flag\"\nlabel.zh = \"老人\"\nlabel.en = \"Old\"\n";
//! let policy = PolicyView::of(&File::open("policy.toml", own).unwrap());
//! let all = facts(&shared, Some(&policy));
//! let old = all.iter().find(|fact| fact.id == "old").unwrap();
//! assert!(old.own && old.kind == "flag" && old.label.zh == "老人");
//! ```

use mingbai_compiler::CompiledVocabulary;
use mingbai_compiler::finding::Text;
use mingbai_core::policy::vocabulary::{FactKind, Scope};
use serde::Serialize;

use crate::content::Content;
use crate::edit::Entries;
use crate::view::{PolicyView, Section};

/// A fact in words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Fact {
    /// Its id.
    pub id: String,
    /// `household`, `person` or `admission`.
    pub scope: String,
    /// `flag`, `choice`, `set`, `number` or `money`.
    pub kind: String,
    /// What it is called in lists.
    #[cfg_attr(test, ts(type = "Text"))]
    pub label: Text,
    /// The values of a choice or a set, with their words.
    #[cfg_attr(test, ts(type = "[string, Text][]"))]
    pub values: Vec<(String, Text)>,
    /// Whether it is the policy's own.
    pub own: bool,
}

/// The shared facts, then a policy's own; of a shared one to which the policy gives values of its own, these.
pub fn facts(shared: &CompiledVocabulary, policy: Option<&PolicyView>) -> Vec<Fact> {
    let mut all: Vec<Fact> = Vec::new();
    for fact in &shared.vocabulary.facts {
        let Some(words) = shared.words.facts.get(&fact.id) else { continue };
        let values = fact.kind.values().iter();
        let values = values.filter_map(|id| Some((id.clone(), words.value(id)?.clone())));
        all.push(Fact {
            id: fact.id.clone(),
            scope: scope(fact.scope).to_owned(),
            kind: kind(&fact.kind).to_owned(),
            label: words.label.clone(),
            values: values.collect(),
            own: false,
        });
    }
    for own in policy.into_iter().flat_map(|policy| &policy.facts) {
        let label = own.both("label").map(|(zh, en)| Text::new(zh, en));
        let values = values(own);
        if let Some(fact) = all.iter_mut().find(|fact| fact.id == own.id) {
            fact.values = values;
            fact.label = label.unwrap_or_else(|| fact.label.clone());
            continue;
        }
        let text = |key: &str| own.text(key).unwrap_or_default().to_owned();
        all.push(Fact {
            id: own.id.clone(),
            scope: text("scope"),
            kind: text("kind"),
            label: label.unwrap_or_else(|| Text::new(&own.id, &own.id)),
            values,
            own: true,
        });
    }
    all
}

const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Household => "household",
        Scope::Person => "person",
        Scope::Admission => "admission",
    }
}

const fn kind(kind: &FactKind) -> &'static str {
    match kind {
        FactKind::Flag => "flag",
        FactKind::Choice(_) => "choice",
        FactKind::Set(_) => "set",
        FactKind::Number { .. } => "number",
        FactKind::Money => "money",
    }
}

/// The values of a policy's own fact with their words.
fn values(fact: &Section) -> Vec<(String, Text)> {
    let Some(Content::Table(values)) = fact.cell("values").map(|cell| &cell.content) else {
        return Vec::new();
    };
    values.iter().map(|(id, own)| (id.clone(), words(id, own))).collect()
}

fn words(id: &str, content: &Content) -> Text {
    let own = |entries: &Entries, language: &str| {
        let own = entries.iter().find(|(key, _)| key == language);
        match own.map(|(_, content)| content) {
            Some(Content::Text(text)) => text.clone(),
            _ => String::new(),
        }
    };
    let (zh, en) = match content {
        Content::Both { zh, en } => (zh.clone(), en.clone()),
        Content::Table(entries) => (own(entries, "zh"), own(entries, "en")),
        _ => Default::default(),
    };
    let or = |text: String, other: &str| if text.is_empty() { other.to_owned() } else { text };
    let zh = or(zh, id);
    Text::new(&zh, or(en, &zh))
}
