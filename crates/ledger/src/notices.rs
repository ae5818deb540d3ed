//! What a resident is told on a sheet of paper (明白卡). Paper lies about: nothing on it shows an illness.

use mingbai_core::answer::Status;
use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::kernel::sorted;
use mingbai_core::policy::vocabulary::{FactValue, Scope};
use mingbai_core::policy::{Policy, Table, Variable};

use crate::answering::{Answering, Listed};
use crate::document::Document;
use crate::ledger::Ledger;

/// What one resident is told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// The number of the row in the ledger.
    pub row: u32,
    /// The household and the name, as the ledger has them.
    pub who: Vec<String>,
    /// What the resident gets.
    pub granted: Vec<Granted>,
    /// Yuan paid for the resident: an amount, or `least..most`; empty where it cannot be worked out.
    pub aid: String,
    /// Yuan left to pay, in the same way.
    pub pays: String,
    /// What is still to be found out of the resident and the household, by label.
    pub asks: Vec<String>,
    /// The same of what shows an illness: nobody is to be told it, the resident can look alone.
    pub asks_of_health: Vec<String>,
}

/// Something that a resident gets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Granted {
    /// What people call it.
    pub title: String,
    /// Who decides; empty where the document names nobody.
    pub office: String,
}

/// The notice of a resident; nothing where too much is open for an answer.
pub fn notice(
    document: Document<'_>,
    ledger: &Ledger<'_>,
    answering: &Answering<'_>,
    resident: usize,
) -> Option<Notice> {
    let lang = answering.form.lang;
    let mut row = vec![UNKNOWN; ledger.columns.slots.len()];
    if !ledger.read(resident, &mut row, lang).is_empty() {
        return None;
    }
    let paid = answering.premium(&row).ok()?;
    let (known, _) = answering.known(&row);
    let (mut granted, mut asks) = (Vec::new(), paid.asks);
    for Listed { title, table, provision, .. } in &answering.provisions {
        if provision.private || shows_illness(answering.policy, table, &known) {
            continue;
        }
        let decision = answering.decided(table, &row).decision;
        match decision.status {
            Status::Open => {
                decision.asks.iter().for_each(|&fact| sorted::insert(&mut asks, fact));
            }
            Status::Granted => {
                let office = provision.office.as_ref();
                let office = office.map_or("", |office| document.office(&office.id, lang));
                granted.push(Granted { title: (*title).to_owned(), office: office.to_owned() });
            }
            Status::Refused | Status::Stated => {}
        }
    }
    // What is of one stay alone is asked of nobody: there may have been none.
    asks.retain(|&fact| {
        answering.policy.fact(fact).is_some_and(|own| own.scope != Scope::Admission)
    });
    let of_health =
        |fact: &u16| answering.facts.get(usize::from(*fact)).is_some_and(|own| own.of_health);
    let (of_health, asks): (Vec<u16>, Vec<u16>) = asks.into_iter().partition(of_health);
    let label = |fact: &u16| Some(answering.facts.get(usize::from(*fact))?.label.to_owned());
    Some(Notice {
        row: ledger.number(resident),
        who: ledger.who.iter().map(|column| ledger.cell(resident, *column).to_owned()).collect(),
        granted,
        aid: paid.aid.written,
        pays: paid.pays.written,
        asks: asks.iter().filter_map(label).collect(),
        asks_of_health: of_health.iter().filter_map(label).collect(),
    })
}

/// Whether what decides a provision shows an illness of somebody of whom this is known.
fn shows_illness(policy: &Policy, table: &Table, known: &[u8]) -> bool {
    let shown = |var: u16| {
        let variable = policy.data().variables.get(usize::from(var))?;
        let value = known.get(usize::from(var)).filter(|value| **value != UNKNOWN)?;
        let fact = policy.fact(variable.fact()?)?;
        let value = match variable {
            Variable::Choice { .. } => FactValue::Choice(u16::from(*value)),
            Variable::Flag { .. } => FactValue::Flag(*value == 1),
            Variable::Member { value: member, .. } if *value == 1 => FactValue::Set(vec![*member]),
            _ => return None,
        };
        Some(fact.shows_illness(&value))
    };
    table.by_outcome.support().into_iter().any(|var| shown(var) == Some(true))
}
