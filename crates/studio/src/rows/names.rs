//! What people and columns of a table are called, as conditions of a policy.

use mingbai_compiler::CompiledVocabulary;
use mingbai_compiler::finding::Text;

use crate::facts::facts;
use crate::view::PolicyView;

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
        let facts = facts(shared, policy).into_iter();
        for fact in facts.filter(|fact| fact.scope != "admission") {
            let values = fact.values.iter().map(|(id, words)| (id.as_str(), words.zh.as_str()));
            own.fact(&fact.id, &fact.kind, &fact.label.zh, &values.collect::<Vec<_>>());
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

    /// The condition of a person and a name for the row. Of several persons, `低保对象、特困人员`, either.
    ///
    /// # Errors
    /// What to do where no fact, or more than one, is called so.
    pub fn person(&self, text: &str) -> Result<(String, String), Text> {
        let plain = unbracketed(text);
        let parts = plain.split(['、', '，', ',', ';', '；', '和', '及', '与', '或']);
        let parts: Vec<&str> = parts.map(str::trim).filter(|part| !part.is_empty()).collect();
        let [_, _, ..] = parts.as_slice() else { return self.one(text) };
        let found: Vec<(String, String)> =
            parts.iter().map(|part| self.one(part)).collect::<Result<_, _>>()?;
        let (conditions, ids): (Vec<String>, Vec<String>) = found.into_iter().unzip();
        Ok((format!("({})", conditions.join(" || ")), ids.join("_or_")))
    }

    /// One person: by the words themselves, or else by the only name that is a part of them.
    fn one(&self, text: &str) -> Result<(String, String), Text> {
        let words = bare(text);
        let own = |name: &Name| (name.condition.clone(), name.id.clone());
        if let Some(name) = self.names.iter().find(|name| name.words == words) {
            return Ok(own(name));
        }
        let part = |name: &&Name| name.words.chars().count() > 1 && words.contains(&name.words);
        let mut found: Vec<&Name> = self.names.iter().filter(part).collect();
        // A name inside a longer one says nothing of its own: 低保 in 低保边缘.
        let longest =
            found.iter().max_by_key(|name| name.words.len()).map(|name| name.words.clone());
        let longest = longest.unwrap_or_default();
        found.retain(|name| name.words == longest || !longest.contains(&name.words));
        found.dedup_by(|one, other| one.condition == other.condition);
        // What is left of the words must not turn them round.
        let rest = words.replacen(&longest, "", 1);
        match found.as_slice() {
            [name] if !rest.contains(['非', '不', '未', '无', '除', '外']) => Ok(own(name)),
            [] | [_] => Err(Text::new(
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

/// The words outside of brackets.
fn unbracketed(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = text.chars().filter(|character| {
        let opens = matches!(character, '（' | '(');
        let closes = matches!(character, '）' | ')');
        depth = if opens { depth + 1 } else { depth };
        let outside = depth == 0;
        depth = if closes { depth.saturating_sub(1) } else { depth };
        outside
    });
    outside.collect()
}

/// The words without brackets, marks, and what says only that it is about people.
fn bare(text: &str) -> String {
    let mut plain: String = unbracketed(text).chars().filter(|c| c.is_alphanumeric()).collect();
    let whole = plain.clone();
    for word in PEOPLE {
        plain = plain.replace(word, "");
    }
    if plain.is_empty() { whole } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_known_by_words_that_say_nothing_else() {
        let mut names = Names::default();
        for (id, label) in [
            ("dibao", "吃低保"),
            ("margin", "低保边缘"),
            ("tekun", "特困人员"),
            ("disabled", "重度残疾"),
            ("old", "老人"),
        ] {
            names.fact(id, "flag", label, &[]);
        }
        let person = |text: &str| names.person(text).ok().map(|(condition, _)| condition);
        for (text, condition) in [
            ("低保对象", Some("dibao")),
            ("低保边缘家庭成员", Some("margin")),
            ("重度（1-2级）残疾人", Some("disabled")),
            ("低保对象、特困人员", Some("(dibao || tekun)")),
            // Among other words: of names within each other the longest.
            ("在册低保户", Some("dibao")),
            ("在册低保边缘户", Some("margin")),
            ("老人", Some("old")),
            // 老 alone says too little.
            ("老红军", None),
            // Both at once, neither, somebody else.
            ("低保重度残疾人", None),
            ("非低保对象", None),
            ("低保边缘和孤儿", None),
            ("", None),
        ] {
            assert_eq!(person(text).as_deref(), condition, "{text}");
        }
    }
}
