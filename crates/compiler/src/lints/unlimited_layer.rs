//! A layer that can pay on a bill where nothing limits a pool it draws on, and no clause says that there is no
//! limit: what it pays would be told too high.

use mingbai_core::kernel::diagram::{Diagram, UNKNOWN, Var};
use mingbai_core::policy::Table;
use mingbai_core::policy::outcome::Outcome;
use mingbai_core::policy::terms::{After, Terms};

use crate::diagrams::{Builder, Unbuilt};
use crate::file::layers::LayerEntry;
use crate::file::policy::PolicyFile;
use crate::finding::{Report, Text, both};
use crate::lints::too_large;
use crate::source::Span;
use crate::witness;

/// The rule's name.
pub const RULE: &str = "unlimited-layer";

/// Reports each layer with each of its pools that some bill leaves without a limit. A bill is looked at alone: an
/// earlier one of the year may have brought a limit, but it may be the first. `tables` are those of the provisions
/// of `file`, `whens` the conditions of its layers, `when` that of its settlement.
pub fn check(
    file: &PolicyFile,
    tables: &[Option<Table>],
    (when, whens): (&Diagram, &[Diagram]),
    builder: &Builder<'_>,
    report: &mut Report<'_>,
) {
    let rows = file.provisions.iter().flat_map(|provision| &provision.rows);
    let mut given = rows.filter_map(|row| row.gives.as_ref());
    // Where no row gives a layer anything no bill is settled.
    if !given.any(|gives| matches!(gives.outcome, Outcome::Layers(_))) {
        return;
    }
    let proof = Proof { file, tables, builder };
    for (layer, own) in file.settlement.layers.iter().zip(whens) {
        for pool in layer.pools.iter().filter(|pool| !proof.has_figure(pool)) {
            match proof.unlimited([when, own], layer, pool) {
                Ok(Some((span, case))) => {
                    let case = witness::describe(&case, builder.variables());
                    let layer = layer.id.value.as_str();
                    unlimited(report, &span, (layer, pool), file.settlement.is_layer(pool), &case);
                }
                Err(Unbuilt::TooLarge(facts)) => {
                    too_large::limits(report, &layer.id.span, &layer.id.value, &facts);
                }
                Ok(None) | Err(Unbuilt::Meaningless) => {}
            }
        }
    }
}

/// The variables of a case with their values.
type Case = Vec<(Var, u8)>;

/// The proof that layers are limited, from what rows give on each bill.
struct Proof<'a> {
    file: &'a PolicyFile,
    tables: &'a [Option<Table>],
    builder: &'a Builder<'a>,
}

impl Proof<'_> {
    /// Whether the county's figures limit a pool where no row does.
    fn has_figure(&self, pool: &str) -> bool {
        let mut layers = self.file.settlement.layers.iter();
        layers.any(|layer| layer.id.value == pool && layer.figures.cap)
    }

    /// The shortest case in which the layer can pay while no row limits the pool; and what makes it pay: the
    /// place of a row, or of the layer where its rates are figures.
    fn unlimited(
        &self,
        whens: [&Diagram; 2],
        layer: &LayerEntry,
        pool: &str,
    ) -> Result<Option<(Span, Case)>, Unbuilt> {
        let [one, other] = whens;
        let id = layer.id.value.as_str();
        let mut bills = self.builder.join(one, other, u32::min)?;
        bills = self.without(bills, id, |terms| terms.not_computed || terms.cap_lifted)?;
        bills = self.without(bills, pool, |terms| terms.cap.is_some())?;
        if layer.figures.rate || layer.figures.bands {
            let case = witness::case(&bills, |leaf| leaf == 1);
            return Ok(case.map(|case| (layer.id.span.clone(), case)));
        }
        let mut shortest: Option<(Span, Case)> = None;
        for (index, table) in
            (0..).zip(self.tables).filter_map(|(at, own)| Some((at, own.as_ref()?)))
        {
            let rated = self.pays(&bills, table, id, pool)?;
            let Some(case) = witness::case(&rated, |leaf| leaf == 1) else { continue };
            if shortest.as_ref().is_none_or(|(_, other)| case.len() < other.len()) {
                shortest = Some((self.place(index, table, layer, &case), case));
            }
        }
        Ok(shortest)
    }

    /// The bills on which rows of the table give the layer a rate; a rate that it has only once a sum is reached
    /// counts unless the pool then has a limit too.
    fn pays(
        &self,
        bills: &Diagram,
        table: &Table,
        layer: &str,
        pool: &str,
    ) -> Result<Diagram, Unbuilt> {
        let mut pays = self.builder.join(bills, &given(table, layer, rated), u32::min)?;
        for mark in marks(table, layer) {
            let reached =
                |terms: &Terms, has: fn(&After) -> bool| after(terms, mark).is_some_and(has);
            let then = given(table, layer, |terms| reached(terms, |own| own.rate.is_some()));
            let then = self.builder.join(bills, &then, u32::min)?;
            let then = self.without(then, pool, |terms| reached(terms, |own| own.cap.is_some()))?;
            pays = self.builder.join(&pays, &then, u32::max)?;
        }
        Ok(pays)
    }

    /// `bills` without those on which a row gives `target` terms that are `wanted`.
    fn without(
        &self,
        bills: Diagram,
        target: &str,
        wanted: impl Fn(&Terms) -> bool,
    ) -> Result<Diagram, Unbuilt> {
        self.tables.iter().flatten().try_fold(bills, |bills, table| {
            self.builder
                .join(&bills, &given(table, target, &wanted), |bill, given| bill.min(1 - given))
        })
    }

    /// The first row that gives the layer a rate in the case.
    fn place(&self, provision: usize, table: &Table, layer: &LayerEntry, case: &Case) -> Span {
        let width = case.iter().map(|(var, _)| usize::from(*var) + 1).max().unwrap_or(0);
        let mut known = vec![UNKNOWN; width];
        for &(var, value) in case {
            if let Some(slot) = known.get_mut(usize::from(var)) {
                *slot = value;
            }
        }
        let rows = self.file.provisions.get(provision).map_or(&[][..], |own| &own.rows);
        let mut possible = table
            .by_row
            .reachable(&known)
            .into_iter()
            .filter_map(|row| rows.get(usize::try_from(row).ok()?));
        let pays = |terms: &Terms| {
            rated(terms) || terms.after.as_ref().is_some_and(|after| after.rate.is_some())
        };
        let found = possible.find(|row| {
            row.gives.as_ref().is_some_and(|own| gives(&own.outcome, &layer.id.value, pays))
        });
        found.map_or_else(|| layer.id.span.clone(), |row| row.id.span.clone())
    }
}

/// Leaf 1 where rows of the table give `target` terms that are `wanted`.
fn given(table: &Table, target: &str, wanted: impl Fn(&Terms) -> bool) -> Diagram {
    table.by_outcome.map(|leaf| {
        let outcome = usize::try_from(leaf).ok().and_then(|leaf| table.outcomes.get(leaf));
        u32::from(outcome.is_some_and(|outcome| gives(outcome, target, &wanted)))
    })
}

fn gives(outcome: &Outcome, target: &str, wanted: impl Fn(&Terms) -> bool) -> bool {
    let Outcome::Layers(given) = outcome else { return false };
    given.iter().any(|own| own.layer == target && wanted(&own.terms))
}

/// The sums and amounts from which on a row gives the layer other terms, each once.
fn marks<'t>(table: &'t Table, layer: &str) -> Vec<&'t After> {
    let mut marks: Vec<&After> = Vec::new();
    for outcome in &table.outcomes {
        let Outcome::Layers(given) = outcome else { continue };
        let own = given.iter().filter(|given| given.layer == layer);
        for after in own.filter_map(|given| given.terms.after.as_deref()) {
            if !marks.iter().any(|mark| same_mark(mark, after)) {
                marks.push(after);
            }
        }
    }
    marks
}

/// The terms from the mark of `mark` on.
fn after<'t>(terms: &'t Terms, mark: &After) -> Option<&'t After> {
    terms.after.as_deref().filter(|own| same_mark(own, mark))
}

fn same_mark(one: &After, other: &After) -> bool {
    one.reaches == other.reaches && one.sum == other.sum
}

fn rated(terms: &Terms) -> bool {
    terms.rate.is_some() || terms.at_least.is_some() || !terms.bands.is_empty()
}

fn unlimited(
    report: &mut Report<'_>,
    span: &Span,
    (layer, pool): (&str, &str),
    has_figures: bool,
    case: &Text,
) {
    let figure = if has_figures {
        both!(
            "由县里定就在 [layer.{pool}] 的 figures 里加 \"cap\"，",
            "\"cap\" among the figures of [layer.{pool}] where the county sets it, "
        )
    } else {
        Text::default()
    };
    let message = both!(
        "{layer} 在这种情形会付钱，年限额 {pool} 却没有写，会说得过高：{case}；给 {pool} = {{ cap = … }}，条文说不设就写 cap = \"none\"，{figure}算不出来就给 {layer} = \"not_computed\"",
        "no yearly limit {pool} where {layer} pays, so it would be told too high: {case}; give {pool} = {{ cap = … }} there, cap = \"none\" where the clause says there is no limit, {figure}or {layer} = \"not_computed\"";
        case = case,
        figure = figure
    );
    report.add(RULE, span, message);
}
