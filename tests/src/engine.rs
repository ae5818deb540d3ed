//! The engine under test: the compiled policies, and short ways to ask it.

use std::sync::LazyLock;

use mingbai_core::answer::assess;
use mingbai_core::answer::ways::Ways;
use mingbai_core::answer::{Answer, People, Person};
use mingbai_core::case::Reader;
use mingbai_core::case::problems::Problem;
use mingbai_core::case::values::Value;
use mingbai_core::kernel::date::Date;
use mingbai_core::policy::vocabulary::Vocabulary;
use mingbai_core::policy::{Policy, PolicyData};
use mingbai_policies::BuiltIn;
use serde::Serialize;

/// What a policy was compiled from.
pub fn built_in(policy: &str) -> &'static BuiltIn {
    mingbai_policies::policies().iter().find(|built_in| built_in.id == policy).unwrap()
}

/// A vocabulary and a policy.
#[derive(Debug)]
pub struct Engine {
    /// What cases may state.
    pub vocabulary: Vocabulary,
    /// What they are assessed under.
    pub policy: Policy,
}

static ALL: LazyLock<Vec<Engine>> = LazyLock::new(|| {
    let vocabulary = mingbai_policies::vocabulary().bytes;
    let engine = |policy: &BuiltIn| Engine {
        vocabulary: Vocabulary::from_bytes(vocabulary).unwrap(),
        policy: Policy::from_bytes(policy.bytes).unwrap(),
    };
    mingbai_policies::policies().iter().map(engine).collect()
});

/// All of them.
pub fn all() -> &'static [Engine] {
    &ALL
}

/// liangping-2019.
pub fn liangping() -> &'static Engine {
    ALL.iter().find(|engine| engine.policy.data().id == "liangping-2019").unwrap()
}

/// The day most tests ask for: liangping-2019 is in force.
pub fn day() -> Date {
    Date::new(2019, 11, 1).unwrap()
}

impl Engine {
    /// The engine with another policy made of this one's data.
    #[must_use]
    pub fn changed(&self, change: impl FnOnce(&mut PolicyData)) -> Self {
        let mut data = self.policy.data().clone();
        change(&mut data);
        let policy = Policy::new(data).unwrap();
        Self { vocabulary: self.vocabulary.clone(), policy }
    }

    /// The same law where no fact follows from another and no question waits.
    #[must_use]
    pub fn plain(&self) -> Self {
        self.changed(|data| {
            data.implied.clear();
            data.ask_when.clear();
        })
    }

    /// The answer to a case.
    pub fn try_assess(&self, case: &Value) -> Result<Answer<'_>, Vec<Problem>> {
        let reader = Reader { vocabulary: &self.vocabulary, policy: &self.policy, figures: None };
        assess(reader, case, day(), Ways::Told)
    }

    /// The answer to a case about one person that has nothing wrong with it.
    pub fn person(&self, case: &Value) -> Person<'_> {
        match self.try_assess(case).map(|answer| answer.people) {
            Ok(People::One(person)) => person,
            other => panic!("{case:?}\nis no case of one person: {other:?}"),
        }
    }

    /// The whole answer to a case on another day, as JSON.
    pub fn answer_on(&self, case: &Value, on: Date) -> serde_json::Value {
        let reader = Reader { vocabulary: &self.vocabulary, policy: &self.policy, figures: None };
        shown(assess(reader, case, on, Ways::Told).unwrap())
    }

    /// The whole answer as JSON.
    pub fn answer(&self, case: &Value) -> serde_json::Value {
        match self.try_assess(case) {
            Ok(answer) => shown(answer),
            Err(problems) => panic!("{case:?}\nis refused: {problems:?}"),
        }
    }
}

/// A part of an answer as JSON.
pub fn shown(part: impl Serialize) -> serde_json::Value {
    serde_json::to_value(part).unwrap()
}

/// JSON as the engine reads it.
pub fn input(json: &serde_json::Value) -> Value {
    serde_json::from_value(json.clone()).unwrap()
}

/// An object of the input.
pub fn object<'k>(entries: impl IntoIterator<Item = (&'k str, Value)>) -> Value {
    Value::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// Fen as yuan with two decimals.
pub fn yuan(fen: i128) -> String {
    format!("{}.{:02}", fen / 100, fen % 100)
}

/// Hundredths of a percent as a percentage.
pub fn percent(hundredths: i128) -> String {
    yuan(hundredths)
}

/// The texts of a list, sorted.
pub fn sorted(list: &serde_json::Value) -> Vec<String> {
    let mut texts: Vec<String> =
        list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect();
    texts.sort();
    texts
}
