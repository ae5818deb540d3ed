//! Figures the documents do not state: contributions, deductibles, rates, caps. They come from a
//! county's figures file or from a bill, never from us. A figure that is not given is not known.

use super::decoder::{Decoder, join};
use super::problems::{Expected, Found};
use super::values::Value;
use crate::kernel::money::{Money, Percent};

/// A yearly cap that is known: an amount, or that there is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cap {
    /// At most this much a year.
    Amount(Money),
    /// No cap.
    None,
}

/// Where the bands of major-illness insurance are cut from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BandsFrom {
    /// Bands are parts of the sum itself; nothing below the deductible counts.
    Zero,
    /// Bands are parts of what the sum is above the deductible.
    Deductible,
}

/// A band of major-illness insurance: from this amount up to the next band's.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Band {
    /// Where it begins, yuan.
    pub from: Money,
    /// What it pays.
    pub percent: Percent,
}

/// Every figure an answer may need, each known or not. Lists are in the order of the values of the
/// facts `tier` and `hospital_level`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Figures {
    /// The year's personal contribution, by tier.
    pub contribution: Vec<Option<Money>>,
    /// Basic insurance: deductible by hospital level.
    pub basic_deductible: Vec<Option<Money>>,
    /// Basic insurance: reimbursement rate by tier, by hospital level.
    pub basic_rate: Vec<Vec<Option<Percent>>>,
    /// Basic insurance: annual cap by tier.
    pub basic_cap: Vec<Option<Cap>>,
    /// Major-illness insurance: deductible.
    pub major_deductible: Option<Money>,
    /// Major-illness insurance: bands, rising.
    pub major_bands: Option<Vec<Band>>,
    /// Major-illness insurance: where the bands are cut from.
    pub major_bands_from: Option<BandsFrom>,
    /// Major-illness insurance: annual cap.
    pub major_cap: Option<Cap>,
    /// Medical assistance: annual cap.
    pub assistance_cap: Option<Cap>,
}

/// The values that figures are keyed by.
#[derive(Clone, Copy)]
pub struct Keys<'k> {
    /// The values of the fact `tier`.
    pub tiers: &'k [String],
    /// The values of the fact `hospital_level`.
    pub levels: &'k [String],
}

impl Figures {
    /// No figure known.
    pub fn none(keys: Keys<'_>) -> Self {
        let (tiers, levels) = (keys.tiers.len(), keys.levels.len());
        Self {
            contribution: vec![None; tiers],
            basic_deductible: vec![None; levels],
            basic_rate: vec![vec![None; levels]; tiers],
            basic_cap: vec![None; tiers],
            ..Self::default()
        }
    }

    /// Reads the `figures` of a case over `base`, key by key; problems go to `decoder`.
    pub fn decode(
        decoder: &mut Decoder,
        path: &str,
        value: &Value,
        keys: Keys<'_>,
        base: &Self,
    ) -> Self {
        let mut figures = base.clone();
        for (key, value) in
            decoder.object(path, value, &["contribution", "basic", "major_illness", "assistance"])
        {
            let path = join(path, key);
            match key {
                "contribution" => {
                    by_key(decoder, &path, value, keys.tiers, &mut figures.contribution, money);
                }
                "basic" => figures.basic(decoder, &path, value, keys),
                "major_illness" => figures.major_illness(decoder, &path, value),
                _ => {
                    for (key, value) in decoder.object(&path, value, &["cap"]) {
                        set(&mut figures.assistance_cap, cap(decoder, &join(&path, key), value));
                    }
                }
            }
        }
        figures
    }

    fn basic(&mut self, decoder: &mut Decoder, path: &str, value: &Value, keys: Keys<'_>) {
        for (key, value) in decoder.object(path, value, &["deductible", "rate", "cap"]) {
            let path = join(path, key);
            match key {
                "deductible" => {
                    by_key(decoder, &path, value, keys.levels, &mut self.basic_deductible, money);
                }
                // No cap in any tier.
                "cap" if value.text() == Some("none") => self.basic_cap.fill(Some(Cap::None)),
                "cap" => by_key(decoder, &path, value, keys.tiers, &mut self.basic_cap, cap),
                _ => {
                    let tiers: Vec<&str> = keys.tiers.iter().map(String::as_str).collect();
                    for (tier, value) in decoder.object(&path, value, &tiers) {
                        let index = keys.tiers.iter().position(|name| name == tier);
                        if let Some(rates) = index.and_then(|index| self.basic_rate.get_mut(index))
                        {
                            by_key(decoder, &join(&path, tier), value, keys.levels, rates, percent);
                        }
                    }
                }
            }
        }
    }

    fn major_illness(&mut self, decoder: &mut Decoder, path: &str, value: &Value) {
        for (key, value) in
            decoder.object(path, value, &["deductible", "bands", "bands_from", "cap"])
        {
            let path = join(path, key);
            match key {
                "deductible" => set(&mut self.major_deductible, money(decoder, &path, value)),
                "cap" => set(&mut self.major_cap, cap(decoder, &path, value)),
                "bands_from" => {
                    let allowed = ["zero".to_owned(), "deductible".to_owned()];
                    set(
                        &mut self.major_bands_from,
                        decoder.one_of(&path, value, &allowed).map(|index| {
                            if index == 0 { BandsFrom::Zero } else { BandsFrom::Deductible }
                        }),
                    );
                }
                _ if *value != Value::Null => {
                    set(&mut self.major_bands, bands(decoder, &path, value));
                }
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

fn by_key<T>(
    decoder: &mut Decoder,
    path: &str,
    value: &Value,
    names: &[String],
    slots: &mut [Option<T>],
    read: fn(&mut Decoder, &str, &Value) -> Option<T>,
) {
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
