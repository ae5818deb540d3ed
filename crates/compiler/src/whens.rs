//! The diagrams of conditions that stand in tables of their own: `when` of the settlement, the premium and each layer,
//! `each_bill` of a layer.

use mingbai_core::kernel::diagram::Diagram;
use mingbai_core::policy::MOST_NODES;
use mingbai_core::policy::layers::{ALONE, HOLDS};

use crate::condition::meaning::Meaning;
use crate::diagrams::{Builder, Unbuilt};
use crate::file::layers::{LayerEntry, SettlementFile};
use crate::finding::Report;
use crate::lints::{always, too_large};
use crate::meanings::Meanings;
use crate::source::{At, Span};

/// The diagram of a `when` that stands in a table of its own; left out: always.
pub fn when(
    name: &str,
    written: Option<&At<String>>,
    meaning: Option<&Meaning>,
    builder: &Builder<'_>,
    report: &mut Report<'_>,
) -> Option<Diagram> {
    let Some(meaning) = meaning else { return Some(Diagram::constant(1)) };
    let span: &Span = &written?.span;
    match builder.build(meaning) {
        Ok(diagram) => {
            if let Some(leaf) = diagram.root().as_leaf() {
                always::condition(report, span, name, leaf == 1);
            } else if diagram.len() > MOST_NODES {
                too_large::diagram(report, span, name, MOST_NODES, &builder.largest(&diagram));
            }
            Some(diagram)
        }
        Err(Unbuilt::TooLarge(facts)) => {
            too_large::diagram(report, span, name, MOST_NODES, &facts);
            None
        }
        Err(Unbuilt::Meaningless) => None,
    }
}

/// When each layer holds, and counts a bill alone; `None` where a condition has no diagram (reported).
pub fn layers(
    written: &SettlementFile,
    meanings: &Meanings,
    builder: &Builder<'_>,
    report: &mut Report<'_>,
) -> Option<Vec<Diagram>> {
    let own = meanings.layers.iter().zip(&meanings.each_bills);
    let layers = written.layers.iter().zip(own);
    layers
        .map(|(entry, (when, each))| layer(entry, when.as_ref(), each.as_ref(), builder, report))
        .collect()
}

fn layer(
    entry: &LayerEntry,
    held: Option<&Meaning>,
    alone: Option<&Meaning>,
    builder: &Builder<'_>,
    report: &mut Report<'_>,
) -> Option<Diagram> {
    let [held_at, alone_at] =
        ["when", "each_bill"].map(|key| format!("layer.{}.{key}", entry.id.value));
    let held = when(&held_at, entry.when.as_ref(), held, builder, report)?;
    let Some(alone) = alone else { return Some(held) };
    let written = entry.each_bill.as_ref()?;
    let alone = when(&alone_at, Some(written), Some(alone), builder, report)?;
    let joined = builder.join(&held, &alone, |held, alone| match (held, alone) {
        (0, _) => 0,
        (_, 0) => HOLDS,
        _ => ALONE,
    });
    match joined {
        Err(Unbuilt::TooLarge(facts)) => {
            too_large::diagram(report, &written.span, &alone_at, MOST_NODES, &facts);
            None
        }
        joined => joined.ok(),
    }
}
