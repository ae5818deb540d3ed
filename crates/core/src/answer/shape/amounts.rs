//! Premium and settlement, as an answer shows them.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::amounts::ranges::Range;
use crate::answer::names::Ask;
use crate::answer::steps::Step;
use crate::case::figures::KNOWN_LAYERS;
use crate::case::values::Value;
use crate::kernel::money::Money;

/// A fact that is not known, with the values that amounts suppose.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Supposed<'p> {
    /// The fact.
    pub fact: &'p str,
    /// Its values; with others there is no such part.
    #[cfg_attr(test, ts(type = "FactValue[]"))]
    pub values: Vec<Value>,
}

/// The premium: in every completion, `pays = contribution − aid`.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Premium<'p> {
    /// The person's contribution for the year.
    pub contribution: Range,
    /// What is paid for them.
    pub aid: Range,
    /// What is left to pay.
    pub pays: Range,
    /// The facts and figures it still depends on.
    pub asks: Vec<Ask<'p>>,
    /// What it supposes while it is not known whether there is a premium part.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, ts(optional, as = "Option<Vec<Supposed>>"))]
    pub supposing: Vec<Supposed<'p>>,
    /// The arithmetic, where nothing is open.
    pub steps: Vec<Step<'p>>,
}

/// The year's hospital bills.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(
    test,
    ts(
        type = "{ asks: Ask[]; supposing?: Supposed[]; total: Money | null; admissions: (Shares | null)[]; steps: Step[] } & Shares"
    )
)]
pub struct Settlement<'p> {
    /// The facts, entries and figures it still depends on.
    pub asks: Vec<Ask<'p>>,
    /// What it supposes while it is not known whether there is a settlement part; left out where nothing.
    pub supposing: Vec<Supposed<'p>>,
    /// In-scope and out-of-scope cost together; null if an entry is missing.
    pub total: Option<Money>,
    /// Over the year. Its fields are fields of the settlement.
    pub year: Shares<'p>,
    /// In the order of the case; null where a bill certainly has no settlement part.
    pub admissions: Vec<Option<Shares<'p>>>,
    /// The arithmetic, where nothing is open.
    pub steps: Vec<Step<'p>>,
}

impl<'p> Settlement<'p> {
    /// A settlement whose year comes to `year`.
    pub const fn new(asks: Vec<Ask<'p>>, total: Option<Money>, year: Shares<'p>) -> Self {
        Self { asks, supposing: Vec::new(), total, year, admissions: Vec::new(), steps: Vec::new() }
    }
}

impl Serialize for Settlement<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Settlement", 11)?;
        fields.serialize_field("asks", &self.asks)?;
        if !self.supposing.is_empty() {
            fields.serialize_field("supposing", &self.supposing)?;
        }
        fields.serialize_field("total", &self.total)?;
        self.year.write(&mut fields)?;
        fields.serialize_field("admissions", &self.admissions)?;
        fields.serialize_field("steps", &self.steps)?;
        fields.end()
    }
}

/// Who pays what of one admission or of a year.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(
    test,
    ts(
        type = "{ basic?: Range; major_illness?: Range; assistance?: Range; patient_pays: Range & { bounds?: Bounds }; layers: Record<string, Range>; check?: Check[] }"
    )
)]
pub struct Shares<'p> {
    /// By layer, in the order in which they pay.
    pub layers: Vec<(&'p str, Range)>,
    /// The patient.
    pub patient_pays: Range,
    /// Of a year where figures are missing: between which amounts the patient pays.
    pub bounds: Option<Bounds<'p>>,
    /// Of an admission: what its settlement sheet states, beside what the rules give.
    pub check: Vec<Check<'p>>,
}

/// Between which amounts the patient pays in the year, whatever the missing figures are.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Bounds<'p> {
    /// With every missing rate at 100% and no missing deductible, yuan.
    pub least: Money,
    /// With every missing rate at nothing and no missing deductible ever reached, yuan.
    pub most: Money,
    /// The missing yearly limits that are supposed not to be there.
    pub supposing: Vec<Ask<'p>>,
}

/// What a settlement sheet says that a layer paid, beside what the rules give.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Check<'p> {
    /// The layer.
    pub layer: &'p str,
    /// What the sheet says, yuan.
    pub paid: Money,
    /// The least that the rules give, yuan; null where it cannot be computed.
    pub least: Option<Money>,
    /// The most that the rules give, yuan.
    pub most: Option<Money>,
    /// Whether the two differ: true in every completion, false in none, else null. More than a floor is no
    /// difference.
    pub differs: Option<bool>,
}

impl Shares<'_> {
    /// What a layer pays; nothing where there is no such layer.
    pub fn of(&self, layer: &str) -> Option<Range> {
        self.layers.iter().find(|(id, _)| *id == layer).map(|(_, range)| *range)
    }

    /// The layers that every county knows also stand by themselves, without `floor`.
    fn write<S: SerializeStruct>(&self, fields: &mut S) -> Result<(), S::Error> {
        for (id, _) in KNOWN_LAYERS {
            if let Some(range) = self.of(id) {
                fields.serialize_field(id, &Range { floor: false, ..range })?;
            }
        }
        let patient_pays = PatientPays(self.patient_pays, self.bounds.as_ref());
        fields.serialize_field("patient_pays", &patient_pays)?;
        fields.serialize_field("layers", &ByLayer(&self.layers))?;
        if !self.check.is_empty() {
            fields.serialize_field("check", &self.check)?;
        }
        Ok(())
    }
}

impl Serialize for Shares<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Shares", 6)?;
        self.write(&mut fields)?;
        fields.end()
    }
}

/// What the patient pays, and between which amounts where figures are missing.
struct PatientPays<'s>(Range, Option<&'s Bounds<'s>>);

impl Serialize for PatientPays<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(Range { least, most, floor }, bounds) = self;
        let mut fields = serializer.serialize_struct("PatientPays", 4)?;
        fields.serialize_field("least", least)?;
        fields.serialize_field("most", most)?;
        if *floor {
            fields.serialize_field("floor", floor)?;
        }
        if let Some(bounds) = bounds {
            fields.serialize_field("bounds", bounds)?;
        }
        fields.end()
    }
}

/// Ranges by layer.
struct ByLayer<'s>(&'s [(&'s str, Range)]);

impl Serialize for ByLayer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, range)| (id, range)))
    }
}
