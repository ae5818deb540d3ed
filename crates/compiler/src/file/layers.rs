//! `[settlement]`, `[premium]` and `[layer.ID]`: who pays on a bill, in which order, on what; what
//! figures are keyed by.

use mingbai_core::case::figures::KNOWN_LAYERS;
use mingbai_core::policy::layers::{Base, Counts, FiguresUsed, MOST_LAYERS, MOST_POOLS};

use super::fields::{self, Fields};
use super::toml::Value;
use crate::finding::{Report, Text};
use crate::lints::bad_name::{self, Style};
use crate::lints::{bad_layer, missing_key};
use crate::source::{At, Span};

/// How bills are settled and contributions paid, as it is written.
#[derive(Clone, PartialEq, Debug)]
pub struct SettlementFile {
    /// When there is a settlement part at all.
    pub when: Option<At<String>>,
    /// In the order in which they pay.
    pub layers: Vec<LayerEntry>,
    /// Pools that no layer has the name of.
    pub pools: Vec<String>,
    /// The facts that figures are keyed by; left out: the tier and the hospital level.
    pub key: Option<Vec<At<String>>>,
    /// When there is a premium part at all.
    pub premium_when: Option<At<String>>,
    /// The fact that contributions are keyed by, if any; left out: the tier.
    pub premium_key: Option<Vec<At<String>>>,
}

/// A layer as it is written.
#[derive(Clone, PartialEq, Debug)]
pub struct LayerEntry {
    /// Its name.
    pub id: At<String>,
    /// What it is called; those of the known layers are called alike everywhere.
    pub label: Option<Text>,
    /// What it counts.
    pub counts: Counts,
    /// Of which cost.
    pub base: Base,
    /// On which bills; left out: on all.
    pub when: Option<At<String>>,
    /// Of a layer that counts the year: which bills it counts alone; left out: none.
    pub each_bill: Option<At<String>>,
    /// The pools its payments draw on.
    pub pools: Vec<String>,
    /// What the county's figures give where no row does.
    pub figures: FiguresUsed,
}

impl SettlementFile {
    /// What a row may give terms: the layers, then the pools that are no layer.
    pub fn targets(&self) -> Vec<&str> {
        let layers = self.layers.iter().map(|layer| layer.id.value.as_str());
        layers.chain(self.pools.iter().map(String::as_str)).collect()
    }

    /// Whether `name` is a layer.
    pub fn is_layer(&self, name: &str) -> bool {
        self.layers.iter().any(|layer| layer.id.value == name)
    }
}

const COUNTS: [(&str, Counts); 2] = [("bill", Counts::Bill), ("year", Counts::Year)];
const BASES: [(&str, Base); 2] = [("in_scope", Base::InScope), ("left", Base::Left)];

/// What a well-known layer counts where its table does not say. Those whose figures every county has
/// are the layers of a policy that lists none.
fn known(id: &str) -> Option<(Counts, Base, FiguresUsed)> {
    let (counts, base) = match id {
        "basic" => (Counts::Bill, Base::InScope),
        "major_illness" | "further_assistance" | "outpatient_assistance" => {
            (Counts::Year, Base::Left)
        }
        "assistance" => (Counts::Bill, Base::Left),
        _ => return None,
    };
    let own = KNOWN_LAYERS.into_iter().find(|(known, _)| *known == id);
    Some((counts, base, own.map_or_else(FiguresUsed::default, |(_, figures)| figures)))
}

/// Reads the three tables of a policy file.
pub fn read(file: &mut Fields<'_, '_>, report: &mut Report<'_>) -> SettlementFile {
    let (mut premium_when, mut premium_key) = (None, None);
    if let Some(mut premium) = file.table("premium", report) {
        premium_when = premium.text("when", report);
        premium_key = premium.has("key").map(|_| premium.texts("key", report));
        premium.finish(report);
    }
    let (mut when, mut key, mut listed) = (None, None, None);
    if let Some(mut settlement) = file.table("settlement", report) {
        when = settlement.text("when", report);
        key = settlement.has("key").map(|_| settlement.texts("key", report));
        listed = settlement.has("layers").map(|_| settlement.texts("layers", report));
        settlement.finish(report);
    }
    let written = file.entries("layer", report);
    let ids = listed.unwrap_or_else(|| {
        KNOWN_LAYERS.into_iter().map(|(id, _)| At::new(id.to_owned(), 0..0)).collect()
    });
    let layers = layers(&ids, &written, report);
    for (id, _) in &written {
        if ids.iter().all(|own| own.value != id.value) {
            let names: Vec<&str> = ids.iter().map(|id| id.value.as_str()).collect();
            bad_layer::not_listed(report, &id.span, &id.value, &names);
        }
    }
    let mut pools: Vec<String> = Vec::new();
    for pool in layers.iter().flat_map(|layer| &layer.pools) {
        if !pools.contains(pool) && layers.iter().all(|layer| layer.id.value != *pool) {
            pools.push(pool.clone());
        }
    }
    if layers.len() > MOST_LAYERS || layers.len() + pools.len() > MOST_POOLS {
        let span = ids.first().map_or(0..0, |id| id.span.clone());
        bad_layer::too_many(report, &span, MOST_LAYERS, MOST_POOLS);
    }
    SettlementFile { when, layers, pools, key, premium_when, premium_key }
}

fn layers(
    ids: &[At<String>],
    written: &[(At<String>, &Value<'_>)],
    report: &mut Report<'_>,
) -> Vec<LayerEntry> {
    let mut layers: Vec<LayerEntry> = Vec::new();
    for id in ids {
        if layers.iter().any(|layer| layer.id.value == id.value) {
            bad_layer::twice(report, &id.span, &id.value);
            continue;
        }
        bad_name::check(report, &id.span, &id.value, Style::Snake);
        let table = written.iter().find(|(own, _)| own.value == id.value);
        match (table, known(&id.value)) {
            (Some((own, value)), known) => {
                layers.extend(layer(own.clone(), value, known, report));
            }
            (None, Some((counts, base, figures))) => layers.push(LayerEntry {
                id: id.clone(),
                label: None,
                counts,
                base,
                when: None,
                each_bill: None,
                pools: vec![id.value.clone()],
                figures,
            }),
            (None, None) => bad_layer::no_table(report, &id.span, &id.value),
        }
    }
    layers
}

fn layer(
    id: At<String>,
    value: &Value<'_>,
    known: Option<(Counts, Base, FiguresUsed)>,
    report: &mut Report<'_>,
) -> Option<LayerEntry> {
    let name = format!("[layer.{}]", id.value);
    let mut fields = fields::table(value, id.span.clone(), name, report)?;
    let label = if known.is_none() {
        fields.needed_words("label", report)
    } else {
        fields.words("label", report)
    };
    let counts = fields.word("counts", &COUNTS, report).map(|word| word.value);
    let base = fields.word("base", &BASES, report).map(|word| word.value);
    let when = fields.text("when", report);
    let each_bill = fields.text("each_bill", report);
    let pools = fields.texts("pools", report);
    let figures = fields.has("figures").map(|_| fields.texts("figures", report));
    for key in ["counts", "base"] {
        if known.is_none() && fields.has(key).is_none() {
            missing_key::report(report, &id.span, &format!("[layer.{}]", id.value), key);
        }
    }
    fields.finish(report);
    for pool in &pools {
        bad_name::check(report, &pool.span, &pool.value, Style::Snake);
    }
    let mut pools: Vec<String> = pools.into_iter().map(|pool| pool.value).collect();
    if pools.is_empty() {
        pools.push(id.value.clone());
    }
    let (own_counts, own_base, own_figures) =
        known.unwrap_or((Counts::Bill, Base::Left, FiguresUsed::default()));
    let figures = figures.map_or(own_figures, |words| figures_used(&words, report));
    let counts = counts.unwrap_or(own_counts);
    if let Some(each_bill) = each_bill.as_ref().filter(|_| counts == Counts::Bill) {
        bad_layer::each_bill(report, &each_bill.span, &id.value);
    }
    Some(LayerEntry {
        id,
        label: label.map(|label| label.value),
        counts,
        base: base.unwrap_or(own_base),
        when,
        each_bill,
        pools,
        figures,
    })
}

fn figures_used(words: &[At<String>], report: &mut Report<'_>) -> FiguresUsed {
    let mut used = FiguresUsed::default();
    for At { value: word, span } in words {
        match word.as_str() {
            "deductible" => used.deductible = true,
            "rate" => used.rate = true,
            "bands" => used.bands = true,
            "cap" => used.cap = true,
            other => bad_layer::figure(report, span, other),
        }
    }
    if used.rate && used.bands {
        let span: Span = words.first().map_or(0..0, |word| word.span.clone());
        bad_layer::rate_and_bands(report, &span);
    }
    used
}
