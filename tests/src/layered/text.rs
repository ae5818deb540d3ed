//! A policy as its file.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::sums::{INCOME, Linear, Raise, Sum};
use super::{
    Cap, FACTS, GROUP, GROUPS, LAYERS, LEVEL, Law, MISSED, OWN_LEVELS, Reaches, SPENT, Terms, Test,
    YEARS, yuan,
};
use crate::written::{fact, number};

fn percent(hundredths: i128) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Writes terms, and keeps the numbers that a clause has to state.
#[derive(Default)]
pub(super) struct Writer {
    stated: BTreeSet<String>,
}

impl Writer {
    pub fn number(&mut self, text: &str) -> String {
        self.stated.insert(text.to_owned());
        format!("\"{text}\"")
    }

    pub fn yuan(&mut self, fen: i128) -> String {
        if fen == 0 { "\"0\"".to_owned() } else { self.number(&yuan(fen)) }
    }

    pub fn percent(&mut self, hundredths: i128) -> String {
        self.number(&percent(hundredths))
    }

    pub fn linear(&mut self, linear: &Linear) -> String {
        let (text, said) = linear.text();
        self.stated.extend(said);
        format!("\"{text}\"")
    }

    fn sum(&mut self, sum: &Sum) -> String {
        let mut share = |share: i128, of: &str| {
            let share = percent(share);
            self.stated.insert(share.clone());
            format!("\"{share}% of {of}\"")
        };
        match sum {
            Sum::Fen(fen) => self.yuan(*fen),
            Sum::OfSpent(own) => share(*own, "spent"),
            Sum::OfIncome(own) => share(*own, "figure.income"),
            Sum::Linear(linear) => self.linear(linear),
        }
    }

    /// A condition in which all these hold.
    pub fn when(&mut self, tests: &[Test], law: &Law) -> String {
        for test in tests {
            let said = match test.fact {
                YEARS | MISSED => test.value.to_string(),
                SPENT => law.marks()[test.value - 1].to_string(),
                _ => continue,
            };
            self.stated.insert(said);
        }
        let tests: Vec<String> = tests.iter().map(|test| test.text(law)).collect();
        if tests.is_empty() { "otherwise".to_owned() } else { tests.join(" && ") }
    }

    /// The whole provision.
    pub fn provision(&self, id: &str, rows: &str) -> String {
        let figures: Vec<String> =
            self.stated.iter().map(|number| format!("\"{number}\" = \"{number}\"")).collect();
        format!("\n{}", crate::written::money(id, &figures.join(", "), rows))
    }

    fn cap(&mut self, cap: Cap) -> String {
        cap.map_or_else(|| "\"none\"".to_owned(), |fen| self.yuan(fen))
    }

    fn terms(&mut self, terms: &Terms, law: &Law) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut add = |key: &str, value: String| parts.push(format!("{key} = {value}"));
        let some = |percent: i128| (percent != 0).then_some(percent);
        for (key, value) in [
            ("rate", terms.rate),
            ("at_least", terms.at_least),
            ("rate_plus", some(terms.plus)),
            ("rate_less", some(terms.less)),
            ("deductible_less", some(terms.deductible_less)),
            ("first_self_paid", some(terms.self_paid)),
        ] {
            if let Some(value) = value {
                add(key, self.percent(value));
            }
        }
        let sums = [
            ("deductible", &terms.deductible),
            ("most", &terms.most),
            ("cap_plus", &terms.cap_plus),
        ];
        for (key, value) in sums {
            if let Some(value) = value {
                add(key, self.sum(value));
            }
        }
        if let Some(raise) = &terms.cap_most {
            let most = match raise {
                Raise::Sum(sum) => self.sum(sum),
                Raise::Share(share) => {
                    let share = percent(*share);
                    self.stated.insert(share.clone());
                    format!("\"{share}%\"")
                }
            };
            add("cap_most", most);
        }
        if terms.no_deductible {
            add("no_deductible", "true".to_owned());
        }
        if !terms.bands.is_empty() {
            let bands: Vec<String> = terms
                .bands
                .iter()
                .map(|&(from, rate)| {
                    format!("{{ from = {}, percent = {} }}", self.yuan(from), self.percent(rate))
                })
                .collect();
            add("bands", format!("[{}]", bands.join(", ")));
            let from = if terms.from_deductible { "deductible" } else { "zero" };
            add("bands_from", format!("\"{from}\""));
        }
        if !terms.by_stay.is_empty() {
            let shares: Vec<String> = terms
                .by_stay
                .iter()
                .map(|&share| match share {
                    0 => "\"0\"".to_owned(),
                    10_000 => "\"100\"".to_owned(),
                    share => self.percent(share),
                })
                .collect();
            add("deductible_by_stay", format!("[{}]", shares.join(", ")));
        }
        if let Some(cap) = &terms.cap {
            let cap = cap.as_ref().map_or_else(|| "\"none\"".to_owned(), |sum| self.sum(sum));
            add("cap", cap);
        }
        if terms.lifted {
            add("cap_lifted", "true".to_owned());
        }
        if let Some(after) = &terms.after {
            let sum = after.sum.map_or("in_scope", |layer| LAYERS[layer]);
            let reaches = match after.reaches {
                Reaches::Fen(fen) => self.yuan(fen),
                Reaches::DeductibleOf(layer) => format!("\"{}.deductible\"", law.name(layer)),
            };
            let mut text = format!("{{ reaches = {reaches}, sum = \"{sum}\"");
            if let Some(rate) = after.rate {
                let _ = write!(text, ", rate = {}", self.percent(rate));
            }
            if let Some(deductible) = after.deductible {
                let _ = write!(text, ", deductible = {}", self.yuan(deductible));
            }
            if let Some(cap) = after.cap {
                let _ = write!(text, ", cap = {}", self.cap(cap));
            }
            add("after", text + " }");
        }
        if terms.not_computed {
            return "\"not_computed\"".to_owned();
        }
        format!("{{ {} }}", parts.join(", "))
    }
}

impl Law {
    /// Its settlement, layers and provisions as policy.toml has them.
    pub fn text(&self) -> String {
        let all: Vec<&str> = (0..self.layers.len()).map(|place| LAYERS[place]).collect();
        let (bills, premium) = if self.keyed {
            ("[\"group\", \"hospital_level\"]", "\"group\"")
        } else {
            ("[]", "[]")
        };
        let mut text = format!("[settlement]\nlayers = {all:?}\nkey = {bills}\n");
        if let Some(when) = self.when {
            let _ = writeln!(text, "when = '{}'", when.text(self));
        }
        if self.pays_contributions() {
            let _ = writeln!(text, "\n[premium]\nkey = {premium}");
        }
        text += &self.facts();
        for (place, layer) in self.layers.iter().enumerate() {
            let pools: Vec<&str> = layer.pools.iter().map(|&pool| self.name(pool)).collect();
            let figures = ["deductible", "rate", "bands", "cap"].into_iter().zip(layer.figures);
            let figures: Vec<&str> =
                figures.filter(|(_, there)| *there).map(|(figure, _)| figure).collect();
            let (counts, base) = (
                if layer.by_year { "year" } else { "bill" },
                if layer.in_scope { "in_scope" } else { "left" },
            );
            let _ = write!(
                text,
                "\n[layer.{}]\nlabel = {{ zh = \"某层\", en = \"A layer\" }}\ncounts = \"{counts}\"\nbase = \"{base}\"\npools = {pools:?}\nfigures = {figures:?}\n",
                LAYERS[place]
            );
            if let Some(when) = layer.when {
                let _ = writeln!(text, "when = '{}'", when.text(self));
            }
            if let Some(alone) = layer.each_bill {
                let _ = writeln!(text, "each_bill = '{}'", alone.text(self));
            }
        }
        for (place, rows) in self.provisions.iter().enumerate() {
            let mut writer = Writer::default();
            let mut lines = String::new();
            for (number, row) in rows.iter().enumerate() {
                let when = writer.when(&row.when, self);
                let gives: Vec<String> = row
                    .gives
                    .iter()
                    .map(|(target, terms)| {
                        format!("{} = {}", self.name(*target), writer.terms(terms, self))
                    })
                    .collect();
                let gives = if gives.is_empty() {
                    "\"nothing\"".to_owned()
                } else {
                    format!("{{ {} }}", gives.join(", "))
                };
                let _ = writeln!(
                    lines,
                    "  {{ id = \"row_{number}\", when = '{when}', gives = {gives} }},"
                );
            }
            text += &writer.provision(&format!("part-{place}"), &lines);
        }
        for beside in &self.beside {
            text += &beside.text(self);
        }
        text
    }

    /// The facts and figures of its own.
    fn facts(&self) -> String {
        let mut text = String::new();
        if self.keyed {
            text += &fact(FACTS[GROUP].0, "person", &GROUPS);
            text += &fact(FACTS[LEVEL].0, "admission", &OWN_LEVELS);
        }
        for own in [YEARS, MISSED] {
            let (name, values) = FACTS[own];
            if self.has(own) {
                text += &number(name, "number", &format!("min = 0\nmax = {}", values - 1));
            }
        }
        if self.has(SPENT) {
            text += &number(FACTS[SPENT].0, "money", "");
        }
        if self.has(INCOME) {
            text +=
                "[figure.income]\nlabel = { zh = \"人均可支配收入\", en = \"Income per head\" }\n";
        }
        text
    }
}

impl Test {
    pub(super) fn text(self, law: &Law) -> String {
        let Self { fact, value, is } = self;
        let name = FACTS[fact].0;
        match fact {
            GROUP | LEVEL => {
                format!("{name} {} {}", if is { "==" } else { "!=" }, law.value_name(fact, value))
            }
            YEARS | MISSED => format!("{name} {} {value}", if is { ">=" } else { "<" }),
            SPENT => {
                let mark = law.marks()[value - 1];
                let mark = if law.of_income {
                    format!("{mark}% of figure.income")
                } else {
                    mark.to_string()
                };
                format!("{name} {} {mark}", if is { ">" } else { "<=" })
            }
            _ => {
                let not = if (value == 1) == is { "" } else { "!" };
                format!("{not}{name}")
            }
        }
    }
}
