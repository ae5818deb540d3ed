//! What the answers of a ledger are worked out with, and the columns they add.

use mingbai_core::case::figures::Figures;
use mingbai_core::case::{Facts, set_readings};
use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::kernel::money::Money;
use mingbai_core::policy::vocabulary::FactValue;
use mingbai_core::policy::{Policy, Provision, Table, Variable};

use crate::document::Document;
use crate::slots::Slots;

/// What is the same for all rows of a ledger.
pub struct Answering<'p> {
    pub(crate) policy: &'p Policy,
    pub(crate) figures: &'p Figures,
    /// What has rows of its own, in the order of the columns.
    pub provisions: Vec<Listed<'p>>,
    /// The facts, in the order of the policy.
    pub facts: Vec<Asked<'p>>,
    /// What the values of a row stand for.
    pub(crate) slots: Slots,
    /// Nothing known but the county's own figures.
    pub(crate) nothing: Facts,
    /// The same as variables; the readings set.
    unread: Vec<u8>,
    /// What each reading is called: its id, or in words the question it answers.
    readings: Vec<&'p str>,
    /// What is wanted of the answers.
    pub form: Form,
}

/// What is wanted of a ledger's answers beside those themselves.
#[derive(Clone, Debug)]
pub struct Form {
    /// Whether the rows of the tables are named.
    pub rows: bool,
    /// Whether the readings are named that a result rests on.
    pub readings: bool,
    /// The readings that are taken the other way, by id.
    pub other_readings: Vec<String>,
    /// Whether columns and results are in words, in place of names and `granted`.
    pub words: bool,
    /// The language of what is there to be read.
    pub lang: Lang,
    /// What every row says of itself, so that no answer is taken for more than it is. Nothing: no
    /// such column.
    pub caution: Option<String>,
}

/// A provision with a column.
pub struct Listed<'p> {
    /// Its id.
    pub id: &'p str,
    /// What people call it.
    pub title: &'p str,
    /// Its table.
    pub table: &'p Table,
    pub(crate) provision: &'p Provision,
}

/// A fact that may be asked for.
pub struct Asked<'p> {
    /// Its id.
    pub id: &'p str,
    /// What people call it.
    pub label: &'p str,
    /// Whether the answer may show an illness: nobody else is to ask for it.
    pub of_health: bool,
}

impl<'p> Answering<'p> {
    /// For rows that settle `slots`.
    pub fn new(document: Document<'p>, figures: &'p Figures, slots: &Slots, form: Form) -> Self {
        let (policy, lang) = (document.policy, form.lang);
        let data = policy.data();
        let provisions = data.provisions.iter().filter_map(|provision| {
            let id = provision.id.as_str();
            let title = document.title(id, lang);
            Some(Listed { id, title, table: provision.deciding()?, provision })
        });
        let facts = data.facts.iter().map(|fact| {
            let id = fact.id.as_str();
            Asked { id, label: document.label(id, lang), of_health: !fact.private.is_empty() }
        });
        let mut nothing = Facts::none(policy);
        let figures_of = data.facts.iter().enumerate().filter(|(_, fact)| fact.is_figure());
        for ((index, _), figure) in figures_of.zip(&figures.declared) {
            if let Some(figure) = figure {
                nothing = nothing.with(index, FactValue::Number(figure.fen()));
            }
        }
        let mut unread = nothing.assign(policy, |_| true);
        let switched =
            readings(policy).filter(|(_, id)| form.other_readings.iter().any(|own| own == id));
        let switched: Vec<(u16, u8)> = switched.map(|(variable, _)| (variable, 0)).collect();
        set_readings(policy, &mut unread, &switched);
        let (provisions, facts) = (provisions.collect(), facts.collect());
        let named = |id: &'p str| {
            let words = document.words.readings.get(id).filter(|_| form.words);
            words.map_or(id, |words| words.question.pick(lang))
        };
        let readings = data.readings.iter().map(|reading| named(&reading.id)).collect();
        let slots = slots.clone();
        Self { policy, figures, provisions, facts, slots, nothing, unread, readings, form }
    }

    /// What a reading is called.
    pub(crate) fn reading(&self, reading: u16) -> &'p str {
        self.readings.get(usize::from(reading)).copied().unwrap_or_default()
    }

    /// The columns an answer adds.
    pub fn columns(&self) -> Vec<String> {
        let (lang, words) = (self.form.lang, self.form.words);
        let listed = || self.provisions.iter();
        // A ledger has a column of a fact by its name.
        let is_fact = |id: &str| self.policy.data().facts.iter().any(|fact| fact.id == id);
        let status = |own: &Listed<'_>| match own.id {
            _ if words => own.title.to_owned(),
            id if is_fact(id) => format!("{id}.status"),
            id => id.to_owned(),
        };
        let mut columns: Vec<String> = listed().map(status).collect();
        let fixed = if words {
            [("财政代缴（元）", "paid for you (yuan)"), ("自己还要交（元）", "left to pay (yuan)")]
                .into_iter()
                .chain([("还要问清", "still to be asked")])
                .map(|(zh, en)| lang.pick(zh, en).to_owned())
                .collect()
        } else {
            ["premium.aid", "premium.pays", "asks", "asks.words"].map(str::to_owned).to_vec()
        };
        columns.extend(fixed);
        let beside = |own: &Listed<'_>, id: &str, zh: &str, en: &str| {
            if words {
                format!("{}{}", own.title, lang.pick(zh, en))
            } else {
                format!("{}.{id}", own.id)
            }
        };
        if self.form.rows {
            columns.extend(listed().map(|own| beside(own, "row", "：哪一行", ": row")));
        }
        if self.form.readings {
            columns.extend(listed().map(|own| beside(own, "readings", "：读法", ": readings")));
        }
        let caution = if words { lang.pick("注意", "caution") } else { "caution" };
        columns.extend(self.form.caution.is_some().then(|| caution.to_owned()));
        columns
    }

    /// What a row knows, with what follows from it: a value for each variable of the policy, and the numbers that
    /// outcomes hang on.
    pub(crate) fn known(&self, row: &[u8]) -> (Vec<u8>, Facts) {
        let mut known = self.unread.clone();
        for (&variable, &value) in self.slots.variables.iter().zip(row) {
            if let Some(slot) = known.get_mut(variable) {
                *slot = value;
            }
        }
        let mut facts = self.nothing.clone();
        for (fact, number) in self.slots.numbers_of(row) {
            facts = facts.with(usize::from(fact), FactValue::Number(number));
            for (slot, variable) in known.iter_mut().zip(&self.policy.data().variables) {
                if let Variable::Share { fact: own, figure, .. } = variable
                    && *own == fact
                {
                    let figure = facts.get(usize::from(*figure));
                    let value = variable.value(&FactValue::Number(number), figure);
                    *slot = value.unwrap_or(UNKNOWN);
                }
            }
        }
        let mut assumed = Vec::new();
        self.policy.complete(
            &mut known,
            |_| true,
            |implied, leaf, _| {
                let value = implied.values.get((leaf as usize).saturating_sub(1));
                assumed.extend(value.map(|value| (implied.fact, value.clone())));
            },
        );
        for (fact, value) in assumed {
            facts = facts.with(usize::from(fact), value);
        }
        (known, facts)
    }
}

/// The readings that can be taken the other way: their variables and ids.
pub fn readings(policy: &Policy) -> impl Iterator<Item = (u16, &str)> {
    (0..).zip(&policy.data().variables).filter_map(|(variable, own)| match own {
        Variable::Reading { reading } => {
            let reading = policy.data().readings.get(usize::from(*reading))?;
            Some((variable, reading.id.as_str()))
        }
        _ => None,
    })
}

/// An amount in the words of a ledger's cell: one, or `least..most`.
pub(crate) fn between(least: Money, most: Money) -> String {
    if least == most { least.to_string() } else { format!("{least}..{most}") }
}
