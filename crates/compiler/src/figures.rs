//! A provision's numbers against its figures: each number comes from the clause, each figure is used.

use std::collections::BTreeSet;

use mingbai_core::policy::vocabulary::{Fact, FactKind};

use crate::condition::meaning::{Meaning, Test};
use crate::condition::percent;
use crate::file::provision::{Figure, ProvisionEntry, RowEntry};
use crate::finding::{Report, Text};
use crate::lints::{figure_differs, uncited_number, unused_figure};
use crate::meanings::{Meanings, RowMeaning};
use crate::number::{Number, chinese, meaning, numerals};
use crate::source::{At, Span};

/// Checks the numbers of every provision. `meanings.rows` are those of `provisions`.
pub fn check(
    provisions: &[ProvisionEntry],
    meanings: &Meanings,
    facts: &[Fact],
    report: &mut Report<'_>,
) {
    let named = named_numbers(meanings, facts);
    for (provision, rows) in provisions.iter().zip(&meanings.rows) {
        let mut check = Check {
            provision,
            cited: provision
                .figures
                .iter()
                .map(|figure| figure.number)
                .chain(provision.derived.iter().map(|derived| derived.number))
                .collect(),
            used: BTreeSet::new(),
            facts,
            report: &mut *report,
        };
        check.meanings();
        for (row, meaning) in provision.rows.iter().zip(rows) {
            check.row(row, meaning, &named);
        }
        check.sentences();
        // What a row that could not be read would have used, nobody knows.
        if provision.complete && !rows.contains(&RowMeaning::None) {
            check.unused();
        }
    }
}

/// The numbers each named condition compares with, directly or through others.
fn named_numbers(meanings: &Meanings, facts: &[Fact]) -> Vec<BTreeSet<Number>> {
    let mut numbers = vec![BTreeSet::new(); meanings.named.len()];
    for &condition in &meanings.order {
        if let Some(Some(meaning)) = meanings.named.get(condition) {
            let own = of_meaning(meaning, &numbers, facts);
            if let Some(slot) = numbers.get_mut(condition) {
                *slot = own;
            }
        }
    }
    numbers
}

fn of_meaning(meaning: &Meaning, named: &[BTreeSet<Number>], facts: &[Fact]) -> BTreeSet<Number> {
    let mut numbers = BTreeSet::new();
    meaning.tests(&mut |test| {
        if let Test::Share { share, .. } = test {
            numbers.extend(Number::parse(&percent(*share)));
        }
        if let Test::Number { fact, number, .. } = test {
            let amount = facts.get(*fact).is_some_and(|fact| fact.kind == FactKind::Money);
            numbers.extend(if amount {
                Number::parse(&FactKind::Money.written(*number))
            } else {
                Number::whole(*number)
            });
        }
    });
    meaning.conditions(&mut |condition| {
        numbers.extend(named.get(condition).into_iter().flatten().copied());
    });
    numbers
}

struct Check<'a, 'r, 's> {
    provision: &'a ProvisionEntry,
    cited: BTreeSet<Number>,
    used: BTreeSet<Number>,
    facts: &'a [Fact],
    report: &'r mut Report<'s>,
}

impl Check<'_, '_, '_> {
    /// A figure word means what its characters say, where they can be read.
    fn meanings(&mut self) {
        for figure in &self.provision.figures {
            let word = &figure.word;
            if let Some(says) = meaning(&word.value).filter(|says| *says != figure.number) {
                let numbers = (figure.number.to_string(), says.to_string());
                let numbers = (numbers.0.as_str(), numbers.1.as_str());
                figure_differs::report(
                    self.report,
                    &word.span,
                    &self.provision.id.value,
                    &word.value,
                    numbers,
                );
            }
        }
    }

    fn row(&mut self, row: &RowEntry, meaning: &RowMeaning, named: &[BTreeSet<Number>]) {
        let id = self.provision.id.value.as_str();
        for number in row.gives.iter().flat_map(|gives| &gives.numbers) {
            self.used.insert(number.value);
            if !self.cited.contains(&number.value) {
                uncited_number::gives(
                    self.report,
                    &number.span,
                    id,
                    &row.id.value,
                    &number.value.to_string(),
                );
            }
        }
        if let RowMeaning::When(meaning) = meaning {
            for number in of_meaning(meaning, named, self.facts) {
                self.used.insert(number);
                if !self.cited.contains(&number) {
                    uncited_number::condition(
                        self.report,
                        &row.when.span,
                        id,
                        &row.id.value,
                        &number.to_string(),
                    );
                }
            }
        }
    }

    fn sentences(&mut self) {
        let provision = self.provision;
        let head =
            [("title", &provision.title), ("what", &provision.what), ("claim", &provision.claim)];
        for (key, text) in head {
            if let Some(text) = text {
                self.sentence(key, text);
            }
        }
        for row in &provision.rows {
            if let Some(says) = &row.says {
                self.sentence(&format!("rows.{}.says", row.id.value), says);
            }
        }
        if let Some(emended) = &provision.emended {
            // It speaks of the damaged text: its numerals need not be figures.
            for numeral in numerals(&emended.value.zh) {
                self.used.extend(numeral.readings);
            }
            self.words_used(&emended.value.zh);
        }
    }

    fn sentence(&mut self, key: &str, text: &At<Text>) {
        self.words_used(&text.value.zh);
        self.numerals(&format!("{key}.zh"), &text.span, &text.value.zh);
        if text.value.en != text.value.zh {
            self.numerals(&format!("{key}.en"), &text.span, &text.value.en);
        }
    }

    fn numerals(&mut self, key: &str, span: &Span, text: &str) {
        for numeral in numerals(text) {
            let cited: Vec<Number> = numeral
                .readings
                .iter()
                .filter(|number| self.cited.contains(number))
                .copied()
                .collect();
            if cited.is_empty() {
                uncited_number::words(
                    self.report,
                    span,
                    &self.provision.id.value,
                    key,
                    &numeral.written,
                );
            }
            self.used.extend(cited);
        }
    }

    /// A sentence that has a figure word itself uses it, and one that says its number in characters.
    fn words_used(&mut self, zh: &str) {
        self.used.extend(chinese(zh));
        let words = self.provision.figures.iter().filter(|figure| zh.contains(&figure.word.value));
        self.used.extend(words.map(|figure| figure.number));
    }

    fn unused(&mut self) {
        let provision = self.provision;
        for derived in &provision.derived {
            if !self.used.contains(&derived.number) {
                let (written, number) = (&derived.written, derived.number.to_string());
                unused_figure::derived(
                    self.report,
                    &written.span,
                    &provision.id.value,
                    &written.value,
                    &number,
                );
            }
        }
        let operand = |figure: &&Figure| {
            provision.derived.iter().any(|derived| derived.words.contains(&figure.word.value))
        };
        self.used.extend(provision.figures.iter().filter(operand).map(|figure| figure.number));
        for figure in &self.provision.figures {
            if !self.used.contains(&figure.number) {
                let (word, number) = (&figure.word, figure.number.to_string());
                unused_figure::report(
                    self.report,
                    &word.span,
                    &self.provision.id.value,
                    &word.value,
                    &number,
                );
            }
        }
    }
}
