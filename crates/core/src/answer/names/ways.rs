//! The ways of a verdict by name.

use super::Namer;
use crate::answer::assess::Findings;
use crate::answer::shape::{self, Settling};
use crate::case::values::Value;
use crate::kernel::diagram::Var;
use crate::kernel::diagram::settling::Way;
use crate::kernel::money::Money;
use crate::policy::vocabulary::{FIGURES, FactKind};
use crate::policy::{Provision, Table, Variable};

impl<'p> Namer<'p> {
    /// The ways of a verdict; none where they are not wanted.
    pub(super) fn ways(
        self,
        findings: &Findings<'_>,
        index: u16,
        provision: &'p Provision,
    ) -> Option<Vec<shape::Way<'p>>> {
        let own = findings.ways.as_ref()?.get(usize::from(index)).zip(provision.table.as_ref());
        Some(own.map_or_else(Vec::new, |(own, table)| self.named_ways(table, own)))
    }

    fn named_ways(self, table: &'p Table, ways: &[(u32, Way)]) -> Vec<shape::Way<'p>> {
        let named = |(leaf, way): &(u32, Way)| {
            let mut when = Vec::new();
            for (var, values) in &way.values {
                self.settle(&mut when, *var, values);
            }
            Some(shape::Way { outcome: table.outcomes.get(*leaf as usize)?, when, more: way.more })
        };
        ways.iter().filter_map(named).collect()
    }

    /// Adds a variable with the values that it may have. The variables of a set stand together.
    fn settle(self, when: &mut Vec<Settling<'p>>, var: Var, values: &[u8]) -> Option<()> {
        let variable = self.policy.data().variables.get(usize::from(var))?;
        let fact = self.policy.fact(variable.fact()?)?;
        let id = fact.id.as_str();
        match (variable, &fact.kind) {
            (Variable::Number { cuts, .. }, kind) => {
                let (min, max) = kind.range()?;
                let cut = |nth: Option<usize>| nth.and_then(|nth| cuts.get(nth)).copied();
                let (from, to) = (usize::from(*values.first()?), usize::from(*values.last()?));
                let least = cut(from.checked_sub(1)).unwrap_or(min);
                let most = cut(Some(to)).map_or(max, |next| next - 1);
                when.push(if *kind == FactKind::Money {
                    let [least, most] = [least, most].map(Money::from_fen);
                    Settling::Money { fact: id, least, most }
                } else {
                    Settling::Number { fact: id, least, most }
                });
            }
            (Variable::Share { figure, cuts, .. }, _) => {
                let figure = self.fact(*figure).strip_prefix(FIGURES).unwrap_or_default();
                let line = |nth: Option<usize>, [above, at]: [&str; 2]| {
                    let cut = nth.and_then(|nth| cuts.get(nth))?;
                    let side = if cut.above { above } else { at };
                    // A percentage has as many decimals as an amount.
                    let share = Money::from_fen(cut.share).to_string();
                    let share = share.trim_end_matches('0').trim_end_matches('.');
                    Some(format!("{side} {share}% of figure.{figure}"))
                };
                let (from, to) = (usize::from(*values.first()?), usize::from(*values.last()?));
                let least = line(from.checked_sub(1), [">", ">="]);
                let most = line(Some(to), ["<=", "<"]);
                when.push(Settling::Share { fact: id, least, most });
            }
            (Variable::Member { value, .. }, kind) => {
                let member = kind.values().get(usize::from(*value))?.as_str();
                let (yes, no) =
                    if values == [1] { (vec![member], vec![]) } else { (vec![], vec![member]) };
                match when.last_mut() {
                    Some(Settling::Set { fact, has, lacks }) if *fact == id => {
                        has.extend(yes);
                        lacks.extend(no);
                    }
                    _ => when.push(Settling::Set { fact: id, has: yes, lacks: no }),
                }
            }
            (Variable::Flag { .. }, _) => {
                let values = values.iter().map(|&value| Value::Bool(value == 1)).collect();
                when.push(Settling::Values { fact: id, values });
            }
            (_, kind) => {
                let value = |&value: &u8| kind.values().get(usize::from(value)).cloned();
                let values = values.iter().filter_map(value).map(Value::Text).collect();
                when.push(Settling::Values { fact: id, values });
            }
        }
        Some(())
    }
}
