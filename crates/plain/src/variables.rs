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
        Some(FactKind::Money) => lang.pick("元", " yuan").to_owned(),
        _ => unit
            .map_or_else(String::new, |unit| format!("{}{}", lang.pick("", " "), unit.pick(lang))),
    };
    let ends = (from == min, to == max);
    let [from, to] = [from, to]
        .map(|number| kind.map_or_else(|| number.to_string(), |kind| kind.written(number)));
    match ends {
        (true, _) => format!("{}{to}{unit}{}", lang.pick("", "up to "), lang.pick("及以下", "")),
        (_, true) => format!("{from}{unit}{}", lang.pick("及以上", " and over")),
        _ if from == to => format!("{from}{unit}"),
        _ => format!("{from}–{to}{unit}"),
    }
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

/// The combinations of a cube in words, those of each variable, with its values that are allowed, by a document.
pub fn cube_words<'d>(
    cube: &Cube,
    variables: &[Named],
    document: impl Fn(&Named, &[bool]) -> Document<'d>,
    lang: Lang,
) -> String {
    let parts: Vec<String> = variables
        .iter()
        .zip(cube)
        .filter(|(_, allowed)| !is_all(allowed))
        .map(|(variable, allowed)| variable.words(document(variable, allowed), allowed, lang))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shipped::{Shipped, every_term};

    fn both(words: impl Fn(Lang) -> String) -> [String; 2] {
        [Lang::Zh, Lang::En].map(words)
    }

    #[test]
    fn numbers_are_said_with_their_unit_and_without_the_ends_that_there_are_anyway() {
        let shipped = every_term();
        let (most, document) = (Money::MOST.fen(), shipped.document());
        let said = |fact: &'static str, run: (i64, i64), ends: (i64, i64)| {
            both(|lang| number_words(document, fact, run, ends, lang))
        };
        let spent = |run| said("spent", run, (0, most));
        assert_eq!(spent((0, 999_950)), ["9999.50元及以下", "up to 9999.50 yuan"]);
        assert_eq!(spent((999_951, most)), ["9999.51元及以上", "9999.51 yuan and over"]);
        assert_eq!(spent((100, 200)), ["1.00–2.00元", "1.00–2.00 yuan"]);
        let age = |run| said("age", run, (0, 130));
        assert_eq!(age((60, 130)), ["60岁及以上", "60 years and over"]);
        assert_eq!(age((6, 6)), ["6岁", "6 years"], "a single number is no range");
        assert_eq!(age((6, 7)), ["6–7岁", "6–7 years"]);
        // Of what is only counted there is no unit.
        let missed = |run| said("missed", run, (0, 9));
        assert_eq!(missed((0, 1)), ["1及以下", "up to 1"]);
        assert_eq!(missed((2, 9)), ["2及以上", "2 and over"]);
        assert_eq!(missed((3, 3)), ["3", "3"]);
    }

    /// The first variable of a fact.
    fn variable(shipped: &Shipped, id: &str) -> Named {
        let policy = shipped.document().policy;
        (0..).map_while(|var| Named::of(policy, var)).find(|own| own.id == id).unwrap()
    }

    #[test]
    fn intervals_of_a_number_that_lie_side_by_side_are_one_run() {
        let shipped = every_term();
        let document = shipped.document();
        let kind = NamedKind::Number { min: 0, max: 9, cuts: vec![2, 4, 6], amount: false };
        let missed = Named { id: "missed".into(), kind };
        assert_eq!(missed.values(), 4, "one more than there are cuts");
        let said = |allowed: [bool; 4]| {
            let cube = vec![allowed.to_vec()];
            cube_words(&cube, std::slice::from_ref(&missed), |_, _| document, Lang::En)
        };
        assert_eq!(said([true, true, false, true]), "A fact: up to 3 or 6 and over");
        assert_eq!(said([false, true, true, false]), "A fact: 2–5");
        assert_eq!(said([false, true, false, false]), "A fact: 2–3");
        let cube = vec![vec![true, true, false, true]];
        assert_eq!(
            cube_json(&cube, &[missed]),
            json!({ "missed": [{ "from": 0, "to": 3 }, { "from": 6, "to": 9 }] })
        );
    }

    #[test]
    fn an_amount_beside_a_figure_is_said_by_what_it_passes_and_what_it_does_not() {
        let shipped = every_term();
        let document = shipped.document();
        let spent = variable(&shipped, "spent");
        assert!(matches!(spent.kind, NamedKind::Share { .. }) && spent.values() == 3);
        let said = |allowed: [bool; 3]| {
            let cube = vec![allowed.to_vec()];
            both(|lang| cube_words(&cube, std::slice::from_ref(&spent), |_, _| document, lang))
        };
        assert_eq!(
            said([false, true, false]),
            [
                "事项：超过人均可支配收入的50%、不超过人均可支配收入的100%",
                "A fact: more than 50% of Income per head and at most 100% of Income per head",
            ]
        );
        assert_eq!(
            said([true, false, true]),
            [
                "事项：不超过人均可支配收入的50% 或 超过人均可支配收入的100%",
                "A fact: at most 50% of Income per head or more than 100% of Income per head",
            ]
        );
        let side = |side: &'static str| both(|lang| side_words(document, side, lang));
        assert_eq!(
            side(">= 25% of figure.income"),
            ["不少于人均可支配收入的25%", "at least 25% of Income per head"]
        );
        assert_eq!(
            side("< 25% of figure.income"),
            ["不到人均可支配收入的25%", "less than 25% of Income per head"]
        );
    }

    #[test]
    fn a_variable_has_as_many_values_as_its_diagrams_have_branches() {
        let shipped = every_term();
        let policy = shipped.document().policy;
        let domains = policy.data().domains().unwrap();
        for (var, domain) in (0..).zip(domains) {
            let named = Named::of(policy, var).unwrap();
            assert_eq!(named.values(), usize::from(domain), "{}", named.id);
        }
    }
}
