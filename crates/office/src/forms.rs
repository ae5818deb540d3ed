//! What the studio's forms show of the texts, and the edits they make.

use std::collections::BTreeMap;

use mingbai_compiler::words::VocabularyWords;
use mingbai_compiler::{CompiledVocabulary, Finding, Text};
use mingbai_studio::condition::{Menu, Words};
use mingbai_studio::content::Content;
use mingbai_studio::edit::{Edit, Entries, File, Renaming};
use mingbai_studio::facts::{Fact, facts};
use mingbai_studio::place::Place;
use mingbai_studio::rows::{Names, Proposal, Table, propose};
use mingbai_studio::view::{CasesView, FiguresView, PolicyView, Section};
use serde::Serialize;

use crate::studio::{CASES, FIGURES, POLICY, Texts};

/// Keys whose texts are conditions.
const CONDITIONS: [&str; 4] = ["when", "ask_when", "ends_when", "each_bill"];

/// The layers of a policy that names none.
const LAYERS: [&str; 3] = ["basic", "major_illness", "assistance"];

/// A policy and its figures, as forms show them.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Forms {
    /// policy.toml.
    #[cfg_attr(test, ts(type = "PolicyView"))]
    pub policy: PolicyView,
    /// figures.toml; empty where it cannot be read.
    #[cfg_attr(test, ts(type = "FiguresView"))]
    pub figures: FiguresView,
    /// What a condition may test.
    #[cfg_attr(test, ts(type = "Fact[]"))]
    pub facts: Vec<Fact>,
    /// Each condition of the policy, by its text.
    #[cfg_attr(test, ts(type = "Record<string, Condition>"))]
    pub conditions: BTreeMap<String, Condition>,
    /// Who decides: the offices, with what they are called.
    #[cfg_attr(test, ts(type = "[string, Text][]"))]
    pub offices: Vec<(String, Text)>,
    /// The layers of the settlement, with what they are called.
    #[cfg_attr(test, ts(type = "[string, Text][]"))]
    pub layers: Vec<(String, Text)>,
}

/// A condition as it is shown.
#[derive(Serialize, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Condition {
    /// In plain words; none where it cannot be read.
    #[cfg_attr(test, ts(type = "Text | null"))]
    pub words: Option<Text>,
    /// As menus; none where it has no such form.
    #[cfg_attr(test, ts(type = "Menu | null"))]
    pub menu: Option<Menu>,
}

/// The forms of a policy and its figures; nothing while policy.toml is no TOML.
pub fn forms(
    shared: &CompiledVocabulary,
    words: &VocabularyWords,
    policy: &str,
    figures: &str,
) -> Option<Forms> {
    let policy = PolicyView::of(&File::open(POLICY, policy).ok()?);
    let figures = File::open(FIGURES, figures).map(|file| FiguresView::of(&file));
    let facts = facts(shared, Some(&policy));
    let names = Words { facts: &facts, policy: &policy };
    let condition = |text: String| {
        let shown = Condition { words: names.of(&text), menu: Menu::of(&text) };
        (text, shown)
    };
    let conditions = texts(&policy).into_iter().map(condition).collect();
    let layers = layers(&policy, words);
    Some(Forms {
        figures: figures.unwrap_or_default(),
        facts,
        conditions,
        offices: words.offices.0.clone(),
        layers,
        policy,
    })
}

/// Every condition of a policy.
fn texts(policy: &PolicyView) -> Vec<String> {
    let mut found = Vec::new();
    for cell in &policy.conditions.cells {
        found.extend(text(&cell.content));
    }
    let PolicyView { premium, settlement, layers, facts, provisions, .. } = policy;
    let sections = [&policy.policy, premium, settlement].into_iter();
    for section in sections.chain(layers).chain(facts).chain(provisions) {
        section_texts(section, &mut found);
    }
    found
}

fn section_texts(section: &Section, found: &mut Vec<String>) {
    for cell in &section.cells {
        content_texts(&cell.key, &cell.content, found);
    }
    for row in &section.rows {
        section_texts(row, found);
    }
}

fn content_texts(key: &str, content: &Content, found: &mut Vec<String>) {
    let mut within = |entries: &Entries| {
        for (key, content) in entries {
            content_texts(key, content, found);
        }
    };
    match content {
        Content::Table(entries) => within(entries),
        Content::Rows(rows) => rows.iter().for_each(within),
        content if CONDITIONS.contains(&key) => found.extend(text(content)),
        _ => {}
    }
}

fn text(content: &Content) -> Option<String> {
    match content {
        Content::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// The layers of a policy, in the order in which they pay.
fn layers(policy: &PolicyView, words: &VocabularyWords) -> Vec<(String, Text)> {
    let own = policy.settlement.texts("layers");
    let ids = if own.is_empty() { LAYERS.to_vec() } else { own };
    let label = |id: &str| {
        let own = policy.layers.iter().find(|layer| layer.id == id);
        let own = own.and_then(|layer| layer.both("label")).map(|(zh, en)| Text::new(zh, en));
        let shared = || words.outcomes.get(&format!("layer.{id}")).cloned();
        own.or_else(shared).unwrap_or_else(|| Text::new(id, id))
    };
    ids.into_iter().map(|id| (id.to_owned(), label(id))).collect()
}

/// The cases as forms show them; nothing while cases.toml is no TOML.
pub fn cases(text: &str) -> Option<CasesView> {
    Some(CasesView::of(&File::open(CASES, text).ok()?))
}

/// The text of a file with edits made in it, one after the other.
///
/// # Errors
/// Why one of them cannot be made; then none is.
pub fn edited(name: &str, text: &str, edits: &[Edit]) -> Result<String, Text> {
    let first = |found: Vec<Finding>| found.into_iter().next().map(|one| one.message);
    let mut file = File::open(name, text).map_err(|found| first(found).unwrap_or_default())?;
    for edit in edits {
        file.edit(edit).map_err(|refused| refused.message)?;
    }
    Ok(file.to_string())
}

/// The texts of a policy, its figures and its cases in which something ([`Edit::Rename`]) has another name.
///
/// # Errors
/// Why it cannot have it; then nothing has.
pub fn renamed(
    shared: &CompiledVocabulary,
    texts: &Texts,
    place: &Place,
    name: &str,
) -> Result<Texts, Text> {
    let first = |found: Vec<Finding>| found.into_iter().next().map(|one| one.message);
    let open =
        |name, text| File::open(name, text).map_err(|found| first(found).unwrap_or_default());
    let mut policy = open(POLICY, &texts.policy)?;
    let mut figures = open(FIGURES, &texts.figures)?;
    let mut cases = open(CASES, &texts.cases)?;
    let taken: Vec<&str> = shared.vocabulary.facts.iter().map(|fact| fact.id.as_str()).collect();
    let renaming = Renaming::of(&policy, place, name, &taken).map_err(|refused| refused.message)?;
    let rename = Edit::Rename { place: place.clone(), name: name.to_owned() };
    policy.edit(&rename).map_err(|refused| refused.message)?;
    figures.follow(&renaming);
    cases.follow(&renaming);
    let [policy, figures, cases] = [policy, figures, cases].map(|file| file.to_string());
    Ok(Texts { policy, figures, cases, clauses: texts.clauses.clone() })
}

/// What is proposed for a table pasted from a spreadsheet. `names` are the conditions that somebody has given to words
/// of it.
pub fn rows(
    shared: &CompiledVocabulary,
    policy: &str,
    pasted: &str,
    names: &[(String, String)],
) -> Proposal {
    let view = File::open(POLICY, policy).ok().map(|file| PolicyView::of(&file));
    let mut known = Names::of(shared, view.as_ref());
    for (words, condition) in names {
        known.add(words, condition);
    }
    propose(&Table::read(pasted), &known)
}
