//! A policy with the words it is told in.

use mingbai_compiler::words::{FactWords, PolicyWords, VocabularyWords};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::Policy;
use mingbai_core::policy::vocabulary::{Fact, Vocabulary};

/// A policy with the words it is told in.
#[derive(Clone, Copy)]
pub struct Document<'d> {
    /// The policy.
    pub policy: &'d Policy,
    /// Its words.
    pub words: &'d PolicyWords,
    /// The shared vocabulary.
    pub vocabulary: &'d Vocabulary,
    /// The words of that.
    pub shared: &'d VocabularyWords,
}

impl<'d> Document<'d> {
    /// The words of a fact: the policy's own, or the shared ones.
    pub fn fact_words(&self, id: &str) -> Option<&'d FactWords> {
        self.words.facts.get(id).or_else(|| self.shared.facts.get(id))
    }

    /// Every fact there is, the policy's own and those it tests first.
    pub fn facts(&self) -> impl Iterator<Item = &'d Fact> {
        self.policy.data().facts.iter().chain(&self.vocabulary.facts)
    }

    /// The fact of this id.
    pub fn fact(&self, id: &str) -> Option<&'d Fact> {
        self.facts().find(|fact| fact.id == id)
    }

    /// Whether the policy tests the fact.
    pub fn asks(&self, id: &str) -> bool {
        self.policy.data().facts.iter().any(|fact| fact.id == id)
    }

    /// What people call a fact.
    pub fn label(&self, fact: &str, lang: Lang) -> &'d str {
        self.fact_words(fact).map_or("", |words| words.label.pick(lang))
    }

    /// What people call a value of a fact.
    pub fn value(&self, fact: &str, value: &str, lang: Lang) -> &'d str {
        let words = self.fact_words(fact).and_then(|words| words.value(value));
        words.map_or("", |text| text.pick(lang))
    }

    /// The heading of a provision.
    pub fn title(&self, provision: &str, lang: Lang) -> &'d str {
        let words = self.words.provisions.get(provision);
        words.map_or("", |words| words.title.pick(lang))
    }

    /// What an office is called.
    pub fn office(&self, office: &str, lang: Lang) -> &'d str {
        self.shared.offices.get(office).map_or("", |words| words.pick(lang))
    }

    /// The fact that a column's name means: an id, or a label in either language.
    pub fn named(&self, name: &str) -> Option<&'d Fact> {
        let name = name.trim();
        self.fact(name).or_else(|| {
            let called = |fact: &&Fact| {
                [Lang::Zh, Lang::En].into_iter().any(|lang| {
                    let label = self.label(&fact.id, lang);
                    !label.is_empty() && label.eq_ignore_ascii_case(name)
                })
            };
            self.facts().find(called)
        })
    }
}
