//! What the diagrams of a policy branch on, and sets of their values, in plain words.

use mingbai_compiler::condition::percent;
use mingbai_core::kernel::diagram::Var;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::kernel::money::Money;
use mingbai_core::policy::ShareCut;
use mingbai_core::policy::vocabulary::{FIGURES, FactKind};
use serde_json::{Map, Value as Json, json};

use crate::cubes::{Cube, is_all};
use crate::document::Document;

/// A variable with everything needed to name its values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// The fact, or the reading, it stands for.
    pub id: String,
    /// What its values are.
    pub kind: NamedKind,
}

/// What the values of a variable are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NamedKind {
    /// The ids of a choice's values.
    Choice(Vec<String>),
    /// 0 no, 1 yes.
    Flag,
    /// Intervals between cuts, from the least to the greatest number.
    Number {
        /// The least number.
        min: i64,
        /// The greatest number.
        max: i64,
        /// The least numbers of the intervals after the first.
        cuts: Vec<i64>,
        /// Whether they are fen of an amount.
        amount: bool,
    },
    /// How many shares of a declared figure an amount has passed.
    Share {
        /// The figure.
        figure: String,
        /// The shares.
        cuts: Vec<ShareCut>,
    },
    /// Whether a set holds this value: 0 no, 1 yes.
    Member(String),
    /// 1 the reading taken, 0 the other.
    Reading,
}

/// `> 100% of figure.income` in words.
pub fn side_words(document: Document<'_>, side: &str, lang: Lang) -> String {
    let (sign, rest) = side.split_once(' ').unwrap_or(("", side));
    let (share, figure) = rest.split_once(" of ").unwrap_or((rest, ""));
    let label = document.label(&figure.replacen("figure.", FIGURES, 1), lang);
    let (zh, en) = match sign {
        ">" => ("超过", "more than"),
        ">=" => ("不少于", "at least"),
        "<" => ("不到", "less than"),
        _ => ("不超过", "at most"),
    };
    match lang {
        Lang::Zh => format!("{zh}{label}的{share}"),
        Lang::En => format!("{en} {share} of {label}"),
    }
}

/// The numbers from one to another of a fact that goes from `min` to `max`: `60 years and over`.
pub fn number_words(
    document: Document<'_>,
    fact: &str,
    (from, to): (i64, i64),
    (min, max): (i64, i64),
    lang: Lang,
) -> String {
    let kind = document.policy.data().facts.iter().find(|own| own.id == fact).map(|own| &own.kind);
    let unit = document.fact_words(fact).and_then(|words| words.unit.as_ref());
    let unit = match kind {
        Some(FactKind::Money) => lang.pick("元", "yuan"),
        _ => unit.map_or("", |unit| unit.pick(lang)),
    };
    let ends = (from == min, to == max);
    let [from, to] = [from, to]
        .map(|number| kind.map_or_else(|| number.to_string(), |kind| kind.written(number)));
    let words = match (ends.0, ends.1, lang) {
        (true, _, Lang::Zh) => format!("{to}{unit}及以下"),
        (true, _, Lang::En) => format!("up to {to} {unit}"),
        (_, true, Lang::Zh) => format!("{from}{unit}及以上"),
        (_, true, Lang::En) => format!("{from} {unit} and over"),
        (.., Lang::Zh) if from == to => format!("{from}{unit}"),
        (.., Lang::En) if from == to => format!("{from} {unit}"),
        (.., Lang::Zh) => format!("{from}–{to}{unit}"),
        (.., Lang::En) => format!("{from}–{to} {unit}"),
    };
    words.trim_end().to_owned()
}

impl Named {
    /// The variable `var` of a policy.
    pub fn of(policy: &mingbai_core::policy::Policy, var: Var) -> Option<Self> {
        use mingbai_core::policy::Variable;
        let data = policy.data();
        let variable = data.variables.get(usize::from(var))?;
        if let Variable::Reading { reading } = variable {
            let id = data.readings.get(usize::from(*reading))?.id.clone();
            return Some(Self { id, kind: NamedKind::Reading });
        }
        let fact = data.facts.get(usize::from(variable.fact()?))?;
        let kind = match (variable, &fact.kind) {
            (Variable::Number { cuts, .. }, kind) => {
                let (min, max) = kind.range()?;
                let amount = *kind == FactKind::Money;
                NamedKind::Number { min, max, cuts: cuts.clone(), amount }
            }
            (Variable::Member { value, .. }, kind) => {
                NamedKind::Member(kind.values().get(usize::from(*value))?.clone())
            }
            (Variable::Share { figure, cuts, .. }, _) => {
                let figure = data.facts.get(usize::from(*figure))?.id.clone();
                NamedKind::Share { figure, cuts: cuts.clone() }
            }
            (Variable::Flag { .. }, _) => NamedKind::Flag,
            (_, kind) => NamedKind::Choice(kind.values().to_vec()),
        };
        Some(Self { id: fact.id.clone(), kind })
    }

    /// How many values it has.
    pub fn values(&self) -> usize {
        match &self.kind {
            NamedKind::Choice(values) => values.len(),
            NamedKind::Number { cuts, .. } => cuts.len() + 1,
            NamedKind::Share { cuts, .. } => cuts.len() + 1,
            NamedKind::Flag | NamedKind::Member(_) | NamedKind::Reading => 2,
        }
    }

    /// The first and the last number of each run of intervals.
    fn runs(&self, allowed: &[bool]) -> Vec<(i64, i64)> {
        let NamedKind::Number { min, max, cuts, .. } = &self.kind else { return Vec::new() };
        let starts = [*min].into_iter().chain(cuts.iter().copied());
        let ends = cuts.iter().map(|cut| cut - 1).chain([*max]);
        let mut runs: Vec<(i64, i64)> = Vec::new();
        for ((start, end), allowed) in starts.zip(ends).zip(allowed) {
            if !allowed {
                continue;
            }
            match runs.last_mut() {
                Some((_, last)) if *last + 1 == start => *last = end,
                _ => runs.push((start, end)),
            }
        }
        runs
    }

    /// These of its values in words: `Household register: Rural`.
    fn words(&self, document: Document<'_>, allowed: &[bool], lang: Lang) -> String {
        let label = document.label(&self.id, lang);
        let or = lang.pick(" 或 ", " or ");
        let yes = allowed.get(1).copied().unwrap_or(false);
        let answer = if yes { lang.pick("是", "yes") } else { lang.pick("否", "no") };
        let colon = lang.pick("：", ": ");
        match &self.kind {
            NamedKind::Flag => format!("{label}{colon}{answer}"),
            NamedKind::Member(value) => {
                format!("{}{colon}{answer}", document.value(&self.id, value, lang))
            }
            NamedKind::Reading => {
                let words = document.words.readings.get(&self.id);
                let side = words.map(|words| if yes { &words.taken } else { &words.other });
                let said = side.map_or("", |side| side.pick(lang));
                format!("{}{said}", lang.pick("读作：", "read as: "))
            }
            NamedKind::Choice(values) => {
                let named: Vec<&str> = values
                    .iter()
                    .zip(allowed)
                    .filter(|(_, allowed)| **allowed)
                    .map(|(value, _)| document.value(&self.id, value, lang))
                    .collect();
                format!("{label}{colon}{}", named.join(or))
            }
            NamedKind::Number { min, max, .. } => {
                let ends = (*min, *max);
                let run = |run: &(i64, i64)| number_words(document, &self.id, *run, ends, lang);
                let runs: Vec<String> = self.runs(allowed).iter().map(run).collect();
                format!("{label}{colon}{}", runs.join(or))
            }
            NamedKind::Share { .. } => {
                let sides = (0..).zip(allowed).filter(|(_, allowed)| **allowed);
                let words = sides.map(|(value, _)| {
                    let sides = self.sides(value);
                    let sides = sides.iter().flatten().map(|side| side_words(document, side, lang));
                    sides.collect::<Vec<_>>().join(lang.pick("、", " and "))
                });
                format!("{label}{colon}{}", words.collect::<Vec<_>>().join(or))
            }
        }
    }

    /// Where the amount begins and ends at this value: `> 100% of figure.income`.
    fn sides(&self, value: usize) -> [Option<String>; 2] {
        let NamedKind::Share { figure, cuts } = &self.kind else { return [None, None] };
        let figure = figure.replacen(FIGURES, "figure.", 1);
        let side = |nth: Option<usize>, [at, above]: [&str; 2]| {
            let cut = nth.and_then(|nth| cuts.get(nth))?;
            let sign = if cut.above { above } else { at };
            Some(format!("{sign} {}% of {figure}", percent(cut.share)))
        };
        [side(value.checked_sub(1), [">=", ">"]), side(Some(value), ["<", "<="])]
    }

    fn put(&self, map: &mut Map<String, Json>, allowed: &[bool]) {
        let yes = allowed.get(1).copied().unwrap_or(false);
        let value = match &self.kind {
            NamedKind::Flag | NamedKind::Reading => json!([yes]),
            NamedKind::Choice(values) => {
                let named = values.iter().zip(allowed).filter(|(_, allowed)| **allowed);
                named.map(|(value, _)| value.as_str()).collect()
            }
            NamedKind::Number { amount, .. } => {
                let runs = self.runs(allowed).into_iter();
                let written = |number: i64| {
                    if *amount { json!(Money::from_fen(number)) } else { json!(number) }
                };
                runs.map(|(from, to)| json!({ "from": written(from), "to": written(to) })).collect()
            }
            NamedKind::Share { .. } => {
                let values = (0..).zip(allowed).filter(|(_, allowed)| **allowed);
                let sides = values.map(|(value, _)| self.sides(value));
                sides.map(|[from, to]| json!({ "from": from, "to": to })).collect()
            }
            NamedKind::Member(value) => {
                let part = if yes { "has" } else { "has_not" };
                let set = map.entry(self.id.clone()).or_insert_with(|| json!({}));
                if let Some(set) = set.as_object_mut() {
                    let list = set.entry(part).or_insert_with(|| json!([]));
                    if let Some(list) = list.as_array_mut() {
                        list.push(json!(value));
                    }
                }
                return;
            }
        };
        let key = if self.kind == NamedKind::Reading {
            format!("reading.{}", self.id)
        } else {
            self.id.clone()
        };
        map.insert(key, value);
    }
}

/// The combinations of a cube in words.
pub fn cube_words(cube: &Cube, variables: &[Named], document: Document<'_>, lang: Lang) -> String {
    let parts: Vec<String> = variables
        .iter()
        .zip(cube)
        .filter(|(_, allowed)| !is_all(allowed))
        .map(|(variable, allowed)| variable.words(document, allowed, lang))
        .collect();
    if parts.is_empty() {
        return lang.pick("所有人", "everybody").to_owned();
    }
    parts.join(lang.pick("；", "; "))
}

/// The combinations of a cube by fact: the values that it holds for; facts left out are free.
pub fn cube_json(cube: &Cube, variables: &[Named]) -> Json {
    let mut map = Map::new();
    for (variable, allowed) in variables.iter().zip(cube) {
        if !is_all(allowed) {
            variable.put(&mut map, allowed);
        }
    }
    Json::Object(map)
}
