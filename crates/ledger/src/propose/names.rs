//! What a column is, by its name.

use indexmap::IndexMap;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::vocabulary::{Fact, FactKind};
use mingbai_core::say;

use crate::columns::value_of;
use crate::document::Document;
use crate::header::BETWEEN;
use crate::mapping::{ColumnMeaning, Identity, Meaning, UNKNOWN, Value};
use crate::synonyms::{Category, Synonyms};
use crate::text::normal;

/// What a column's name says.
pub enum Found {
    /// Something the policy asks.
    Means(Box<ColumnMeaning>),
    /// A fact that the policy does not ask: what it is called.
    NotAsked(String),
    /// Nothing that is known.
    Nothing,
}

/// Knows columns by their names.
pub struct Names<'n> {
    /// The policy and its words.
    pub document: Document<'n>,
    /// The words that ledgers are kept in.
    pub synonyms: &'n Synonyms,
    /// The language of reasons.
    pub lang: Lang,
}

impl<'n> Names<'n> {
    /// Whether the name is one that ledgers have.
    pub fn knows(&self, name: &str) -> bool {
        if name.is_empty() {
            return false;
        }
        let synonyms = self.synonyms;
        let lists = [
            &synonyms.header.name,
            &synonyms.header.other,
            &synonyms.household.number,
            &synonyms.household.relation,
            &synonyms.identity.headers,
        ];
        let own = synonyms.names_of(name);
        !matches!(self.column(name), Found::Nothing)
            || lists.into_iter().any(|list| own.iter().any(|name| list.contains(name)))
    }

    /// What the column of this name is.
    pub fn column(&self, name: &str) -> Found {
        if let Some(fact) = self.document.named(name) {
            return self.stating(fact, name, Vec::new());
        }
        let candidates = self.candidates(name);
        for candidate in &candidates {
            if let Some(fact) = self.fact_called(candidate) {
                return self.stating(fact, name, vec![self.because_called(name, fact)]);
            }
            if self.synonyms.identity.headers.contains(candidate) {
                return self.identity(name);
            }
            let category =
                self.synonyms.category.iter().find(|own| own.headers.contains(candidate));
            if let Some(category) = category {
                return self.category(name, category);
            }
        }
        self.ticked(name)
    }

    /// The names to compare: of a header of two rows the lower one, both together, and the upper one where the lower
    /// says nothing by itself.
    fn candidates(&self, name: &str) -> Vec<String> {
        let Some((upper, lower)) = name.rsplit_once(BETWEEN) else {
            return self.synonyms.names_of(name);
        };
        let mut all = self.synonyms.names_of(lower);
        if all.iter().any(|name| self.synonyms.header.general.contains(name)) {
            all = self.synonyms.names_of(upper);
        }
        all.extend(self.synonyms.names_of(&format!("{upper}{lower}")));
        all
    }

    fn fact_called(&self, name: &str) -> Option<&'n Fact> {
        let called = |id: &str| {
            let words = self.synonyms.fact.get(id);
            let labels = [Lang::Zh, Lang::En].map(|lang| normal(self.document.label(id, lang)));
            labels.iter().any(|label| label == name)
                || words.is_some_and(|words| words.headers.iter().any(|own| own == name))
        };
        self.document.facts().find(|fact| called(&fact.id))
    }

    fn because_called(&self, name: &str, fact: &Fact) -> String {
        let label = self.document.label(&fact.id, self.lang);
        say!(
            self.lang,
            "列名“{name}”一般是“{label}”",
            "a column called \"{name}\" mostly is \"{label}\""
        )
    }

    fn stating(&self, fact: &Fact, name: &str, guess: Vec<String>) -> Found {
        if !self.document.asks(&fact.id) {
            return Found::NotAsked(self.document.label(&fact.id, self.lang).to_owned());
        }
        let (name, fact) = (name.to_owned(), Some(fact.id.clone()));
        Found::Means(Box::new(ColumnMeaning { name, guess, fact, ..ColumnMeaning::default() }))
    }

    fn asked(&self, all: &IndexMap<String, Value>) -> IndexMap<String, Value> {
        let asked = all.iter().filter(|(id, _)| self.document.asks(id));
        asked.map(|(id, value)| (id.clone(), value.clone())).collect()
    }

    fn identity(&self, name: &str) -> Found {
        let Identity { age, female, male } = &self.synonyms.identity.gives;
        let identity = Identity {
            age: age.clone().filter(|id| self.document.asks(id)),
            female: self.asked(female),
            male: self.asked(male),
        };
        if identity == Identity::default() {
            return Found::Nothing;
        }
        let guess = say!(
            self.lang,
            "身份证号里有出生日期和性别；号码本身哪里也不去",
            "an identity number has the day of birth and the sex; the number itself goes nowhere"
        );
        Found::Means(Box::new(ColumnMeaning {
            name: name.to_owned(),
            guess: vec![guess],
            identity: Some(identity),
            ..ColumnMeaning::default()
        }))
    }

    fn category(&self, name: &str, category: &Category) -> Found {
        let complete = self.asked(&category.complete);
        if complete.is_empty() {
            return Found::Nothing;
        }
        let labels = complete.keys().map(|id| self.document.label(id, self.lang));
        let labels = labels.collect::<Vec<_>>().join(self.lang.pick("、", ", "));
        let guess = say!(
            self.lang,
            "“{name}”填了的，没写到的身份就是没有（{labels}）；空着的是不知道",
            "where \"{name}\" is filled in, what it does not name is not so ({labels}); where it is empty, that is not known"
        );
        Found::Means(Box::new(ColumnMeaning {
            name: name.to_owned(),
            guess: vec![guess],
            complete,
            ..ColumnMeaning::default()
        }))
    }

    /// A column that names statuses, whatever it is called; nothing where the policy asks for none.
    pub fn statuses(&self) -> Option<ColumnMeaning> {
        let complete = self.asked(&self.synonyms.category.first()?.complete);
        let meaning = ColumnMeaning { complete, ..ColumnMeaning::default() };
        (!meaning.complete.is_empty()).then_some(meaning)
    }

    /// A column that is ticked where a value of a fact is so: its name is that value.
    fn ticked(&self, name: &str) -> Found {
        let (upper, lower) =
            name.rsplit_once(BETWEEN).map_or((None, name), |(upper, lower)| (Some(upper), lower));
        let lower = self.synonyms.names_of(lower);
        let fact = upper.and_then(|upper| {
            self.synonyms.names_of(upper).iter().find_map(|name| self.fact_called(name))
        });
        let found = fact.and_then(|fact| Some((fact, self.value_called(fact, &lower)?)));
        let facts: IndexMap<String, Value> = match found {
            Some((fact, value)) => [(fact.id.clone(), value)].into_iter().collect(),
            None => match self.category_word(&lower) {
                Some(facts) => facts,
                None => return Found::Nothing,
            },
        };
        let unknown = Value::Text(UNKNOWN.to_owned());
        let facts: IndexMap<String, Value> = facts
            .into_iter()
            .filter(|(id, value)| self.document.asks(id) && *value != unknown)
            .collect();
        let Some((id, value)) = facts.first() else { return Found::Nothing };
        let why = say!(
            self.lang,
            "“{name}”打了勾的，就是这一种",
            "where \"{name}\" is ticked, that is so"
        );
        if facts.len() == 1 && *value == Value::Flag(true) {
            let Some(fact) = self.document.fact(id) else { return Found::Nothing };
            return self.stating(fact, name, vec![why]);
        }
        // What a tick means is found out with the cells.
        let cells = [(String::new(), Meaning::Facts(facts))].into_iter().collect();
        let (name, guess) = (name.to_owned(), vec![why]);
        Found::Means(Box::new(ColumnMeaning { name, guess, cells, ..ColumnMeaning::default() }))
    }

    fn value_called(&self, fact: &Fact, names: &[String]) -> Option<Value> {
        if !matches!(fact.kind, FactKind::Choice(_)) {
            return None;
        }
        let words = self.synonyms.fact.get(&fact.id);
        let synonym = words.and_then(|words| names.iter().find_map(|name| words.cells.get(name)));
        let label = || {
            let called = |id: &&String| {
                let label = normal(self.document.value(&fact.id, id, Lang::Zh));
                names.contains(&label)
            };
            fact.kind.values().iter().find(called).map(|id| Value::Text(id.clone()))
        };
        synonym.cloned().filter(|value| value_of(fact, value).is_some()).or_else(label)
    }

    fn category_word(&self, names: &[String]) -> Option<IndexMap<String, Value>> {
        let words = self.synonyms.category.iter().flat_map(|category| &category.cells);
        let mut facts = words.filter_map(|(word, meaning)| match meaning {
            Meaning::Facts(facts) if names.contains(word) => Some(facts.clone()),
            _ => None,
        });
        facts.next()
    }
}
