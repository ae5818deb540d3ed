//! From rows to a decision table: which row is the answer in each case, and whether every case has
//! one and every row a case.

use mingbai_core::kernel::diagram::Diagram;
use mingbai_core::policy::outcome::Outcome;
use mingbai_core::policy::{MOST_NODES, Row, Table};

use crate::diagrams::{Builder, Unbuilt};
use crate::file::provision::{Hit, ProvisionEntry, RowEntry};
use crate::finding::Report;
use crate::lints::{always, dead_row, gap, overlap, too_large};
use crate::meanings::RowMeaning;
use crate::witness::{self, Witness};

/// Compiles the table of a provision. `None` where a row has no meaning or the diagram is too
/// large; that is reported, and so is every gap, overlap and dead row.
pub fn compile(
    provision: &ProvisionEntry,
    meanings: &[RowMeaning],
    builder: &Builder<'_>,
    report: &mut Report<'_>,
) -> Option<Table> {
    let conditions = conditions(provision, meanings, builder, report)?;
    if !provision.complete || conditions.is_empty() {
        return None;
    }
    let (rows, outcomes) = outcomes(&provision.rows)?;
    let table = Folding { provision, rows: &rows, builder, none: u32::try_from(rows.len()).ok()? };
    let by_row = match table.fold(&conditions, report) {
        Ok(by_row) => by_row,
        Err(unbuilt) => {
            too_large(provision, unbuilt, report);
            return None;
        }
    };
    if let Some(case) = witness::case(&by_row, |leaf| leaf == table.none) {
        let case = Witness::new(&case, builder.variables());
        gap::report(report, &provision.id.span, &provision.id.value, &case);
        return None;
    }
    if by_row.len() > MOST_NODES {
        too_large(provision, Unbuilt::TooLarge(builder.largest(&by_row)), report);
        return None;
    }
    Some(Table::new(rows, outcomes, by_row))
}

/// The condition of a row as a diagram; `None` for `otherwise`.
type Condition = Option<Diagram>;

/// The conditions of all rows; `None` where one has no meaning.
fn conditions(
    provision: &ProvisionEntry,
    meanings: &[RowMeaning],
    builder: &Builder<'_>,
    report: &mut Report<'_>,
) -> Option<Vec<Condition>> {
    let mut conditions = Some(Vec::new());
    for (row, meaning) in provision.rows.iter().zip(meanings) {
        let condition = match meaning {
            RowMeaning::None => Err(Unbuilt::Meaningless),
            RowMeaning::Otherwise => Ok(None),
            RowMeaning::When(meaning) => builder.build(meaning).map(Some),
        };
        match condition {
            Ok(condition) => {
                match condition.as_ref().and_then(|condition| condition.root().as_leaf()) {
                    Some(0) => {
                        dead_row::never(report, &row.id.span, &provision.id.value, &row.id.value);
                    }
                    Some(_) => always::row(report, &row.when.span, &row.id.value),
                    None => {}
                }
                if let Some(conditions) = &mut conditions {
                    conditions.push(condition);
                }
            }
            Err(unbuilt) => {
                too_large(provision, unbuilt, report);
                conditions = None;
            }
        }
    }
    conditions
}

/// The rows with their outcomes, and the different outcomes in the order of the rows that give them.
fn outcomes(entries: &[RowEntry]) -> Option<(Vec<Row>, Vec<Outcome>)> {
    let (mut rows, mut outcomes) = (Vec::new(), Vec::<Outcome>::new());
    for entry in entries {
        let outcome = &entry.gives.as_ref()?.outcome;
        let index = outcomes.iter().position(|own| own == outcome).unwrap_or_else(|| {
            outcomes.push(outcome.clone());
            outcomes.len() - 1
        });
        rows.push(Row {
            id: entry.id.value.clone(),
            outcome: u16::try_from(index).ok()?,
            at: entry.at.iter().map(|at| at.value.clone()).collect(),
        });
    }
    Some((rows, outcomes))
}

fn too_large(provision: &ProvisionEntry, unbuilt: Unbuilt, report: &mut Report<'_>) {
    if let Unbuilt::TooLarge(facts) = unbuilt {
        too_large::diagram(report, &provision.id.span, &provision.id.value, MOST_NODES, &facts);
    }
}

struct Folding<'a> {
    provision: &'a ProvisionEntry,
    rows: &'a [Row],
    builder: &'a Builder<'a>,
    /// The leaf of cases no row has matched so far.
    none: u32,
}

impl Folding<'_> {
    fn outcome(&self, row: u32) -> Option<u16> {
        self.rows.get(usize::try_from(row).ok()?).map(|row| row.outcome)
    }

    /// The diagram whose leaf is the first row that matches, or [`Self::none`]. Row by row, so that
    /// no step is a product of more than two.
    fn fold(&self, conditions: &[Condition], report: &mut Report<'_>) -> Result<Diagram, Unbuilt> {
        let mut so_far = Diagram::constant(self.none);
        for (row, (entry, condition)) in (0_u32..).zip(self.provision.rows.iter().zip(conditions)) {
            let always = Diagram::constant(1);
            let matches = condition.as_ref().unwrap_or(&always);
            // Leaf of an earlier row where both match, `none` where only this one does, `apart` else.
            let apart = self.none + 1;
            let met =
                self.builder.join(
                    &so_far,
                    matches,
                    |earlier, matches| {
                        if matches == 1 { earlier } else { apart }
                    },
                )?;
            let earlier: Vec<u32> =
                met.leaves().into_iter().filter(|&leaf| leaf < self.none).collect();
            if !met.leaves().contains(&self.none) && matches.root().as_leaf() != Some(0) {
                self.shadowed(entry, &earlier, report);
            }
            if self.provision.hit == Hit::Unique && condition.is_some() {
                self.at_odds(row, entry, &met, &earlier, report);
            }
            so_far = self.builder.join(&so_far, matches, |earlier, matches| {
                if earlier == self.none && matches == 1 { row } else { earlier }
            })?;
        }
        Ok(so_far)
    }

    fn shadowed(&self, entry: &RowEntry, earlier: &[u32], report: &mut Report<'_>) {
        let names: Vec<&str> = earlier.iter().map(|&row| self.name(row)).collect();
        dead_row::shadowed(
            report,
            &entry.id.span,
            &self.provision.id.value,
            &entry.id.value,
            &names,
        );
    }

    /// Reports each earlier row that matches a case of `row` and gives something else.
    fn at_odds(
        &self,
        row: u32,
        entry: &RowEntry,
        met: &Diagram,
        earlier: &[u32],
        report: &mut Report<'_>,
    ) {
        for &other in earlier {
            if self.outcome(other) == self.outcome(row) {
                continue;
            }
            if let Some(case) = witness::case(met, |leaf| leaf == other) {
                let case = Witness::new(&case, self.builder.variables());
                let rows = (self.name(other), entry.id.value.as_str());
                overlap::report(report, &entry.id.span, &self.provision.id.value, rows, &case);
            }
        }
    }

    fn name(&self, row: u32) -> &str {
        let row = usize::try_from(row).ok().and_then(|row| self.rows.get(row));
        row.map_or("", |row| row.id.as_str())
    }
}
