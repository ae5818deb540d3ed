//! A policy as its file.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Cap, LAYERS, Law, Reaches, Terms, yuan};

fn percent(hundredths: i128) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Writes terms, and keeps the numbers that a clause has to state.
#[derive(Default)]
struct Writer {
    stated: BTreeSet<String>,
}

impl Writer {
    fn number(&mut self, text: &str) -> String {
        self.stated.insert(text.to_owned());
        format!("\"{text}\"")
    }

    fn yuan(&mut self, fen: i128) -> String {
        if fen == 0 { "\"0\"".to_owned() } else { self.number(&yuan(fen)) }
    }

    fn percent(&mut self, hundredths: i128) -> String {
        self.number(&percent(hundredths))
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
        for (key, value) in [("deductible", terms.deductible), ("most", terms.most)] {
            if let Some(value) = value {
                add(key, self.yuan(value));
            }
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
        if let Some(cap) = terms.cap {
            add("cap", self.cap(cap));
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
        let mut text = format!("[settlement]\nlayers = {all:?}\nkey = []\n");
        if let Some(when) = self.when {
            let _ = writeln!(text, "when = '{}'", when.text());
        }
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
                let _ = writeln!(text, "when = '{}'", when.text());
            }
        }
        for (place, rows) in self.provisions.iter().enumerate() {
            let mut writer = Writer::default();
            let mut lines = String::new();
            for (number, row) in rows.iter().enumerate() {
                let tests: Vec<String> = row.when.iter().map(|test| test.text()).collect();
                let when =
                    if tests.is_empty() { "otherwise".to_owned() } else { tests.join(" && ") };
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
            let figures: Vec<String> =
                writer.stated.iter().map(|number| format!("\"{number}\" = \"{number}\"")).collect();
            let _ = write!(
                text,
                "\n[provision.part-{place}]\nkind = \"money\"\nat = \"一\"\nfigures = {{ {} }}\ntitle = {{ zh = \"帮助\", en = \"Help\" }}\n\
                 what = {{ zh = \"帮助。\", en = \"Help.\" }}\nrows = [\n{lines}]\n",
                figures.join(", ")
            );
        }
        text
    }
}
