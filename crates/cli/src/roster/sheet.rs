//! What the answers of a ledger are worked out with, and the columns they add.

use mingbai_core::case::figures::Figures;
use mingbai_core::case::set_readings;
use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::{Policy, Table};

use crate::library::Loaded;

/// What is the same for all rows of a ledger.
pub struct Sheet<'p> {
    pub(super) policy: &'p Policy,
    pub(super) figures: &'p Figures,
    /// What has rows of its own, in the order of the columns.
    pub provisions: Vec<Listed<'p>>,
    /// The facts, in the order of the policy.
    pub facts: Vec<Asked<'p>>,
    /// The variable of each slot of a row.
    pub(super) slots: Vec<usize>,
    /// Nothing known; the readings set.
    nothing: Vec<u8>,
    pub(super) form: Form,
}

/// What is wanted of a ledger's answers beside those themselves.
pub struct Form {
    /// Whether the rows of the tables are named.
    pub rows: bool,
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
    pub(super) table: &'p Table,
}

/// A fact that may be asked for.
pub struct Asked<'p> {
    /// Its id.
    pub id: &'p str,
    /// What people call it.
    pub label: &'p str,
}

impl<'p> Sheet<'p> {
    /// A sheet for rows that settle the variables `slots`.
    pub fn new(loaded: &'p Loaded, figures: &'p Figures, slots: &[usize], form: Form) -> Self {
        let (policy, lang) = (&loaded.policy, form.lang);
        let data = policy.data();
        let provisions = data.provisions.iter().filter_map(|provision| {
            let id = provision.id.as_str();
            let title = loaded.title(id, lang);
            Some(Listed { id, title, table: provision.deciding()? })
        });
        let facts = data.facts.iter().map(|fact| {
            let id = fact.id.as_str();
            Asked { id, label: loaded.label(id, lang) }
        });
        let mut nothing = vec![UNKNOWN; data.variables.len()];
        set_readings(policy, &mut nothing, &[]);
        let (provisions, facts) = (provisions.collect(), facts.collect());
        Self { policy, figures, provisions, facts, slots: slots.to_vec(), nothing, form }
    }

    /// The columns an answer adds.
    pub fn columns(&self) -> Vec<String> {
        let ids = || self.provisions.iter().map(|provision| provision.id);
        // A ledger has a column of a fact by its name.
        let is_fact = |id: &str| self.policy.data().facts.iter().any(|fact| fact.id == id);
        let status = |id: &str| if is_fact(id) { format!("{id}.status") } else { id.to_owned() };
        let mut columns: Vec<String> = ids().map(status).collect();
        columns.extend(["premium.aid", "premium.pays", "asks", "asks.words"].map(str::to_owned));
        if self.form.rows {
            columns.extend(ids().map(|id| format!("{id}.row")));
        }
        columns.extend(self.form.caution.is_some().then(|| "caution".to_owned()));
        columns
    }

    /// What a row of slots knows, with what follows from it: a value for each variable of the policy.
    pub(super) fn known(&self, row: &[u8]) -> Vec<u8> {
        let mut known = self.nothing.clone();
        for (&variable, &value) in self.slots.iter().zip(row) {
            if let Some(slot) = known.get_mut(variable) {
                *slot = value;
            }
        }
        self.policy.complete(&mut known, |_| true, |_, _, _| {});
        known
    }
}
