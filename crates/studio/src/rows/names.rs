//! What people and columns of a table are called, as conditions of a policy.

use mingbai_compiler::CompiledVocabulary;
use mingbai_compiler::finding::Text;
use mingbai_core::policy::vocabulary::{FactKind, Scope};

use crate::content::Content;
use crate::view::{PolicyView, Section};

/// The Chinese words for facts and their values, each with its condition.
#[derive(Clone, Debug, Default)]
pub struct Names {
    names: Vec<Name>,
}

#[derive(Clone, Debug)]
struct Name {
    words: String,
    condition: String,
    id: String,
    /// Whether it is a value of a choice: a column may be for it.
    value: bool,
}

/// Words that say no more than that it is about people.
const PEOPLE: [&str; 12] = [
    "家庭成员",
    "人员",
    "对象",
    "人口",
    "群体",
    "家庭",
    "人群",
    "居民",
    "供养",
    "城乡",
    "吃",
    "人",
];

impl Names {
    /// The words of the shared facts, and of those of a policy.
    pub fn of(shared: &CompiledVocabulary, policy: Option<&PolicyView>) -> Self {
        let mut own = Self::default();
        for fact in shared.vocabulary.facts.iter().filter(|fact| fact.scope != Scope::Admission) {
            let Some(words) = shared.words.facts.get(&fact.id) else { continue };
            let values = fact.kind.values().iter();
            let values: Vec<(&str, &str)> =
                values.filter_map(|id| Some((id.as_str(), words.value(id)?.zh.as_str()))).collect();
            let kind = match fact.kind {
                FactKind::Flag => "flag",
                FactKind::Choice(_) => "choice",
                FactKind::Set(_) => "set",
                FactKind::Number { .. } | FactKind::Money => continue,
            };
            own.fact(&fact.id, kind, &words.label.zh, &values);
        }
        for fact in policy.into_iter().flat_map(|policy| &policy.facts) {
            let label = fact.both("label").map_or("", |(zh, _)| zh);
            let values = values(fact);
            let values: Vec<(&str, &str)> =
                values.iter().map(|(id, zh)| (id.as_str(), zh.as_str())).collect();
            own.fact(&fact.id, fact.text("kind").unwrap_or_default(), label, &values);
        }
        own
    }

    /// A name that somebody has given a condition: `最低生活保障对象` is `dibao`. It goes before all others.
    pub fn add(&mut self, words: &str, condition: &str) {
        let id: String =
            condition.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        let id = id.trim_matches('_').to_owned();
        let name = Name { words: bare(words), condition: condition.to_owned(), id, value: false };
        self.names.insert(0, name);
    }

    fn fact(&mut self, id: &str, kind: &str, label: &str, values: &[(&str, &str)]) {
        let mut name = |words: &str, condition: String, id: &str, value| {
            if !words.is_empty() {
                self.names.push(Name { words: bare(words), condition, id: id.to_owned(), value });
            }
        };
        match kind {
            "flag" => name(label, id.to_owned(), id, false),
            "choice" => {
                for (value, words) in values.iter().filter(|(value, _)| *value != "none") {
                    name(words, format!("{id} == {value}"), value, true);
                }
            }
            "set" => {
                for (value, words) in values {
                    name(words, format!("{value} in {id}"), value, false);
                }
            }
            _ => {}
        }
    }

    /// The condition of a person and a name for the row: that of the words themselves, or else the only longest
    /// ones that are a part of them.
    ///
    /// # Errors
    /// What to do where no fact, or more than one, is called so.
    pub fn person(&self, text: &str) -> Result<(String, String), Text> {
        let words = bare(text);
        let own = |name: &Name| (name.condition.clone(), name.id.clone());
        if let Some(name) = self.names.iter().find(|name| name.words == words) {
            return Ok(own(name));
        }
        let alike =
            |name: &&Name| name.words.chars().count() > 1 && words.contains(name.words.as_str());
        let longest = self.names.iter().filter(alike).map(|name| name.words.len()).max();
        let mut found: Vec<&Name> = self
            .names
            .iter()
            .filter(alike)
            .filter(|name| Some(name.words.len()) == longest)
            .collect();
        found.dedup_by(|one, other| one.condition == other.condition);
        match found.as_slice() {
            [name] => Ok(own(name)),
            [] => Err(Text::new(
                format!("没有哪个问题叫“{text}”：选一个已有的，或者新加一个"),
                format!("no fact is called {text}: choose one, or add one"),
            )),
            several => {
                let conditions: Vec<&str> =
                    several.iter().map(|name| name.condition.as_str()).collect();
                let conditions = Text::listed(&conditions);
                Err(Text::new(
                    format!("“{text}”可能是 {}：选一个", conditions.zh),
                    format!("{text} may be any of {}: choose one", conditions.en),
                ))
            }
        }
    }

    /// What a column is for: its head, and the condition.
    pub fn value(&self, head: &str) -> Option<(String, String)> {
        let words = bare(head);
        let name = self.names.iter().find(|name| name.value && name.words == words)?;
        Some((head.to_owned(), name.condition.clone()))
    }
}

/// The values of a policy's own fact with their Chinese words.
fn values(fact: &Section) -> Vec<(String, String)> {
    let Some(Content::Toml(written)) = fact.cell("values").map(|cell| &cell.content) else {
        return Vec::new();
    };
    let Ok(toml_edit::Value::InlineTable(table)) = written.parse() else { return Vec::new() };
    let zh =
        |value: &toml_edit::Value| value.as_inline_table()?.get("zh")?.as_str().map(str::to_owned);
    table.iter().filter_map(|(id, value)| Some((id.to_owned(), zh(value)?))).collect()
}

/// The words without brackets, marks, and what says only that it is about people.
fn bare(text: &str) -> String {
    let mut depth = 0_usize;
    let mut plain = String::new();
    for character in text.chars() {
        match character {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_alphanumeric() => plain.push(c),
            _ => {}
        }
    }
    let whole = plain.clone();
    for word in PEOPLE {
        plain = plain.replace(word, "");
    }
    if plain.is_empty() { whole } else { plain }
}
