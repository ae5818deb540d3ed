//! Figures the documents do not state: contributions, deductibles, rates, caps. They come from a
//! county's figures file or from a bill, never from us. A figure that is not given is not known.

use super::decoder::{Decoder, join};
use super::problems::{Expected, Found};
use super::values::Value;
use crate::kernel::money::{Money, Percent};
use crate::policy::layers::FiguresUsed;
use crate::policy::terms::{Band, BandsFrom, Cap};
use crate::policy::vocabulary::{HOSPITAL_LEVEL, TIER, Vocabulary};

/// The layers whose figures are read whether or not a policy has the layer, with what stands in their
/// table.
pub const KNOWN_LAYERS: [(&str, FiguresUsed); 3] = [
    ("basic", FiguresUsed { deductible: true, rate: true, bands: false, cap: true }),
    ("major_illness", FiguresUsed { deductible: true, rate: false, bands: true, cap: true }),
    ("assistance", FiguresUsed { deductible: false, rate: false, bands: false, cap: true }),
];

/// The one of [`KNOWN_LAYERS`] whose figures are keyed; those of the others are the same for everybody.
pub const KEYED_LAYER: &str = "basic";

/// Every figure an answer may need, each known or not.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Figures {
    /// The year's personal contribution, by the values of its key.
    pub contribution: Vec<Option<Money>>,
    /// By layer, in the order of [`Shape::layers`]: those of the policy first.
    pub layers: Vec<LayerFigures>,
    /// Those that the policy declares, in the order of [`Shape::declared`].
    pub declared: Vec<Option<Money>>,
}

/// The figures of one layer. Lists have one entry where there is no key.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LayerFigures {
    /// By the bill's key: the deductible.
    pub deductible: Vec<Option<Money>>,
    /// By the person's key, by the bill's: the rate.
    pub rate: Vec<Vec<Option<Percent>>>,
    /// Bands of rates, rising.
    pub bands: Option<Vec<Band>>,
    /// Where the bands are cut from.
    pub bands_from: Option<BandsFrom>,
    /// By the person's key: the yearly limit.
    pub cap: Vec<Option<Cap>>,
}

/// Which figures there are, and the values they are keyed by: none where there is no key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shape<'s> {
    /// The values of the key of contributions.
    pub contribution: &'s [String],
    /// The layers, those of the policy first.
    pub layers: Vec<LayerShape<'s>>,
    /// The names of the figures that the policy declares: amounts of yuan.
    pub declared: Vec<&'s str>,
}

/// The figures of one layer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LayerShape<'s> {
    /// Its name, and that of its table.
    pub id: &'s str,
    /// What stands in the table.
    pub figures: FiguresUsed,
    /// The values of the person's key.
    pub person: &'s [String],
    /// The values of the bill's key.
    pub admission: &'s [String],
}

impl<'s> Shape<'s> {
    /// The figures of [`KNOWN_LAYERS`] and contributions, keyed by the vocabulary's tiers and hospital
    /// levels: for a file that is read without a policy.
    pub fn of_vocabulary(vocabulary: &'s Vocabulary) -> Self {
        let values = |id| vocabulary.fact(id).map_or(&[][..], |fact| fact.kind.values());
        let (tiers, levels) = (values(TIER), values(HOSPITAL_LEVEL));
        let layer = |(id, figures)| LayerShape::new(id, figures, tiers, levels);
        Self {
            contribution: tiers,
            layers: KNOWN_LAYERS.into_iter().map(layer).collect(),
            declared: Vec::new(),
        }
    }
}

impl<'s> LayerShape<'s> {
    /// The shape of the layer `id`; the keys are those of [`KEYED_LAYER`].
    pub(super) fn new(
        id: &'s str,
        figures: FiguresUsed,
        person: &'s [String],
        admission: &'s [String],
    ) -> Self {
        let (person, admission) =
            if id == KEYED_LAYER { (person, admission) } else { (&[][..], &[][..]) };
        Self { id, figures, person, admission }
    }

    /// The keys of its table, in their order.
    pub fn keys(&self) -> Vec<&'static str> {
        let FiguresUsed { deductible, rate, bands, cap } = self.figures;
        let keys = [
            (deductible, "deductible"),
            (rate, "rate"),
            (bands, "bands"),
            (bands, "bands_from"),
            (cap, "cap"),
        ];
        keys.into_iter().filter(|(there, _)| *there).map(|(_, key)| key).collect()
    }
}

impl Figures {
    /// No figure known.
    pub fn none(shape: &Shape<'_>) -> Self {
        let layer = |layer: &LayerShape<'_>| {
            let (person, admission) = (layer.person.len().max(1), layer.admission.len().max(1));
            LayerFigures {
                deductible: vec![None; admission],
                rate: vec![vec![None; admission]; person],
                bands: None,
                bands_from: None,
                cap: vec![None; person],
            }
        };
        Self {
            contribution: vec![None; shape.contribution.len().max(1)],
            layers: shape.layers.iter().map(layer).collect(),
            declared: vec![None; shape.declared.len()],
        }
    }

    /// Reads the `figures` of a case over `base`, key by key; problems go to `decoder`.
    pub fn decode(
        decoder: &mut Decoder,
        path: &str,
        value: &Value,
        shape: &Shape<'_>,
        base: &Self,
    ) -> Self {
        let mut figures = base.clone();
        let layers = shape.layers.iter().map(|layer| layer.id);
        let tables: Vec<&str> =
            ["contribution"].into_iter().chain(layers).chain(shape.declared.clone()).collect();
        for (key, value) in decoder.object(path, value, &tables) {
            let path = join(path, key);
            if key == "contribution" {
                let slots = &mut figures.contribution;
                by_key(decoder, &path, value, shape.contribution, slots, money);
                continue;
            }
            let declared = shape.declared.iter().zip(&mut figures.declared);
            for (_, slot) in declared.filter(|(id, _)| **id == key) {
                set(slot, money(decoder, &path, value));
            }
            let layers = shape.layers.iter().zip(&mut figures.layers);
            for (layer, slots) in layers.filter(|(layer, _)| layer.id == key) {
                slots.decode(decoder, &path, value, layer);
            }
        }
        figures
    }
}

impl LayerFigures {
    fn decode(&mut self, decoder: &mut Decoder, path: &str, value: &Value, layer: &LayerShape<'_>) {
        for (key, value) in decoder.object(path, value, &layer.keys()) {
            let path = join(path, key);
            match key {
                "deductible" => {
                    by_key(decoder, &path, value, layer.admission, &mut self.deductible, money);
                }
                "rate" if layer.person.is_empty() => {
                    let rates = self.rate.first_mut().map_or(&mut [][..], Vec::as_mut_slice);
                    by_key(decoder, &path, value, layer.admission, rates, percent);
                }
                "rate" => {
                    let names: Vec<&str> = layer.person.iter().map(String::as_str).collect();
                    for (name, value) in decoder.object(&path, value, &names) {
                        let index = names.iter().position(|own| *own == name);
                        if let Some(rates) = index.and_then(|index| self.rate.get_mut(index)) {
                            let path = join(&path, name);
                            by_key(decoder, &path, value, layer.admission, rates, percent);
                        }
                    }
                }
                // No limit for anybody.
                "cap" if value.text() == Some("none") => self.cap.fill(Some(Cap::None)),
                "cap" => by_key(decoder, &path, value, layer.person, &mut self.cap, cap),
                "bands_from" => {
                    let allowed = ["zero".to_owned(), "deductible".to_owned()];
                    let from = decoder.one_of(&path, value, &allowed).map(|index| {
                        if index == 0 { BandsFrom::Zero } else { BandsFrom::Deductible }
                    });
                    set(&mut self.bands_from, from);
                }
                _ if *value != Value::Null => set(&mut self.bands, bands(decoder, &path, value)),
                _ => {}
            }
        }
    }
}

fn set<T>(slot: &mut Option<T>, value: Option<T>) {
    if value.is_some() {
        *slot = value;
    }
}

/// A value for each of `names`; one alone where there is no name.
fn by_key<T>(
    decoder: &mut Decoder,
    path: &str,
    value: &Value,
    names: &[String],
    slots: &mut [Option<T>],
    read: fn(&mut Decoder, &str, &Value) -> Option<T>,
) {
    if names.is_empty() {
        let read = read(decoder, path, value);
        if let Some(slot) = slots.first_mut() {
            set(slot, read);
        }
        return;
    }
    let allowed: Vec<&str> = names.iter().map(String::as_str).collect();
    for (key, value) in decoder.object(path, value, &allowed) {
        let read = read(decoder, &join(path, key), value);
        if let Some(slot) =
            names.iter().position(|name| name == key).and_then(|index| slots.get_mut(index))
        {
            set(slot, read);
        }
    }
}
/// Yuan.
pub(crate) fn money(decoder: &mut Decoder, path: &str, value: &Value) -> Option<Money> {
    decoder.parsed(path, value, Expected::Money, Money::parse)
}

fn percent(decoder: &mut Decoder, path: &str, value: &Value) -> Option<Percent> {
    decoder.parsed(path, value, Expected::Percent, Percent::parse)
}

fn cap(decoder: &mut Decoder, path: &str, value: &Value) -> Option<Cap> {
    decoder.parsed(path, value, Expected::Cap, |text| {
        if text == "none" { Some(Cap::None) } else { Money::parse(text).map(Cap::Amount) }
    })
}

fn bands(decoder: &mut Decoder, path: &str, value: &Value) -> Option<Vec<Band>> {
    let list = decoder.list(path, value);
    let mut bands: Vec<Band> = Vec::with_capacity(list.len());
    let before = decoder.problems.len();
    if list.is_empty() && matches!(value, Value::List(_)) {
        decoder.problem(path, Found::NoBand, Expected::SomeBand);
    }
    for (index, value) in list.iter().enumerate() {
        let path = format!("{path}[{index}]");
        let (mut from, mut share) = (None, None);
        if *value == Value::Null {
            decoder.problem(&path, Found::Null, Expected::Object);
            continue;
        }
        for (key, value) in decoder.object(&path, value, &["from", "percent"]) {
            let path = join(&path, key);
            match key {
                "from" => from = money(decoder, &path, value),
                _ => share = percent(decoder, &path, value),
            }
        }
        if let (Some(from), Some(percent)) = (from, share) {
            if bands.last().is_some_and(|last| from <= last.from) {
                decoder.problem(
                    &join(&path, "from"),
                    Found::Text(from.to_string()),
                    Expected::Rising,
                );
            }
            bands.push(Band { from, percent });
        } else if decoder.problems.len() == before {
            let (key, expected) = if from.is_none() {
                ("from", Expected::Money)
            } else {
                ("percent", Expected::Percent)
            };
            decoder.problem(&join(&path, key), Found::Nothing, expected);
        }
    }
    (decoder.problems.len() == before).then_some(bands)
}
