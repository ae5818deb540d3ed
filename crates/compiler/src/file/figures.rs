//! A county's figures file: what the documents do not state, each figure with its source and date.

use mingbai_core::case::figures::{LayerShape, Shape};
use mingbai_core::kernel::date::Date;
use mingbai_core::kernel::money::{Money, Percent};
use serde::Serialize;
use serde_json::{Map, Value as Json};
use toml::de::DeValue;

use super::fields::{self, Fields, wrong_type_unless_float};
use super::office::{self, OfficeAddress};
use super::toml::{self as toml_file, Value, whole};
use crate::finding::{Finding, Report, Text};
use crate::lints::wrong_type::{self, Wanted};
use crate::lints::{bad_amount, bad_rate, band_order, missing_key, missing_source, unknown_key};
use crate::source::{At, Source, Span};
use crate::suggest::one_of;
use crate::words::Keyed;

/// A figures file without findings.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FiguresFile {
    /// Invented for tests or a demonstration: whatever uses it says so.
    pub example: bool,
    /// Where to go; nothing where the file does not say.
    pub office: Option<OfficeAddress>,
    /// Where each office is, by id.
    #[cfg_attr(test, ts(type = "Record<string, OfficeAddress>"))]
    pub offices: Keyed<OfficeAddress>,
    /// The figures in the shape of a case's `figures`.
    #[cfg_attr(test, ts(type = "Figures"))]
    pub values: Json,
    /// By the path of the figure, `contribution.tier_1`: where it is from.
    #[cfg_attr(test, ts(type = "Record<string, FigureSource>"))]
    pub sources: Keyed<FigureSource>,
}

/// Where a figure is from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FigureSource {
    /// The title of the notice.
    pub source: String,
    /// Its day.
    #[cfg_attr(test, ts(type = "string"))]
    pub date: Date,
}

/// A figure as it is written.
#[derive(Clone, PartialEq, Debug)]
pub struct Stated {
    /// Its path: `contribution.tier_1`.
    pub path: String,
    /// The title of the notice that it is from.
    pub source: String,
    /// Its value, in the shape of a case's figures, and where that stands.
    pub value: At<Json>,
}

/// Where bands are cut from, as it is written.
pub const BANDS_FROM: [(&str, &str); 2] = [("zero", "zero"), ("deductible", "deductible")];

/// Reads a county's figures file: the figures that one of `shapes` has, each under its keys.
///
/// # Errors
/// Every finding of the file.
pub fn read_figures(
    file_name: &str,
    text: &str,
    shapes: &[Shape<'_>],
) -> Result<FiguresFile, Vec<Finding>> {
    let source = Source::new(file_name, text);
    let mut report = Report::new(&source);
    match read(&mut report, shapes) {
        Some((file, _)) if report.is_empty() => Ok(file),
        _ => Err(report.finish()),
    }
}

/// The file with its figures, one by one; `None` where it is no TOML.
pub fn read(report: &mut Report<'_>, shapes: &[Shape<'_>]) -> Option<(FiguresFile, Vec<Stated>)> {
    let source = report.source();
    let table = toml_file::read(source.text(), report)?;
    let mut fields = Fields::new("", 0..0, &table);
    let example = fields.flag("example", report).is_some_and(|flag| flag.value);
    let (office, offices) = office::addresses(&mut fields, report);
    let mut none = office.is_none() && offices.0.is_empty();
    let mut reader = Reader {
        shapes,
        values: Json::Object(Map::new()),
        sources: Vec::new(),
        stated: Vec::new(),
        report: &mut *report,
    };
    none &= !reader.all(&mut fields);
    let Reader { values, sources, stated, .. } = reader;
    if none {
        missing_key::report(report, &(0..0), source.name(), "[contribution]");
    }
    fields.finish(report);
    Some((FiguresFile { example, office, offices, values, sources: Keyed(sources) }, stated))
}

/// How the value of a figure is read: to its place in a case's figures.
type Read = fn(&mut Report<'_>, &Value<'_>, &str) -> Option<Json>;

struct Reader<'r, 's> {
    shapes: &'r [Shape<'r>],
    values: Json,
    sources: Vec<(String, FigureSource)>,
    stated: Vec<Stated>,
    report: &'r mut Report<'s>,
}

/// The values of the keys that a figure stands under, key by key.
type Keys<'r> = Vec<&'r [String]>;

impl<'r> Reader<'r, '_> {
    /// Reads every figure; whether there is a table of figures.
    fn all(&mut self, file: &mut Fields<'_, '_>) -> bool {
        let shapes = self.shapes;
        let contributions: Vec<Keys<'r>> =
            shapes.iter().map(|shape| keys([shape.contribution])).collect();
        let mut any = false;
        if let Some((span, value)) = file.entry("contribution") {
            any = true;
            self.keyed(value, span, "contribution".to_owned(), &contributions, money);
        }
        let mut layers: Vec<LayerShape<'r>> = Vec::new();
        for layer in shapes.iter().flat_map(|shape| &shape.layers) {
            if !layers.contains(layer) {
                layers.push(*layer);
            }
        }
        let mut declared: Vec<&str> = Vec::new();
        for id in shapes.iter().flat_map(|shape| &shape.declared) {
            if !declared.contains(id)
                && let Some((span, value)) = file.entry(id)
            {
                any = true;
                declared.push(id);
                self.figure(value, span, (*id).to_owned(), money);
            }
        }
        while let Some(&LayerShape { id, .. }) = layers.first() {
            let (own, others): (Vec<_>, Vec<_>) =
                layers.into_iter().partition(|layer| layer.id == id);
            layers = others;
            if let Some(table) = file.table(id, self.report) {
                any = true;
                self.layer(table, &own);
            }
        }
        any
    }

    /// The figures of a layer, which policies may key in different ways.
    fn layer(&mut self, mut table: Fields<'_, '_>, shapes: &[LayerShape<'r>]) {
        let reads: [(&str, Read); 5] = [
            ("deductible", money),
            ("rate", percent),
            ("bands", bands),
            ("bands_from", bands_from),
            ("cap", cap),
        ];
        for (figure, read) in reads {
            let having = shapes.iter().filter(|shape| shape.keys().contains(&figure));
            let keys: Vec<Keys<'r>> = having
                .map(|&LayerShape { person, admission, .. }| match figure {
                    "deductible" => keys([admission]),
                    "rate" => keys([person, admission]),
                    "cap" => keys([person]),
                    _ => Vec::new(),
                })
                .collect();
            let path = format!("{}.{figure}", table.name());
            if !keys.is_empty()
                && let Some((span, value)) = table.entry(figure)
            {
                self.keyed(value, span, path, &keys, read);
            }
        }
        table.finish(self.report);
    }

    /// A figure, or a table of figures by the values of a key. `keys` are those it may stand under, in
    /// one policy or another.
    fn keyed(
        &mut self,
        value: &Value<'_>,
        span: Span,
        path: String,
        keys: &[Keys<'r>],
        read: Read,
    ) {
        let first = keys.iter().filter_map(|keys| keys.first());
        let mut names: Vec<&'r str> = Vec::new();
        for name in first.flat_map(|names| names.iter()).map(String::as_str) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let may_end = keys.iter().any(Vec::is_empty);
        let ends = names.is_empty()
            || may_end
                && value.get_ref().as_table().is_none_or(|table| table.contains_key("value"));
        let table = value.get_ref().as_table();
        let keyed = table.is_some_and(|table| {
            !table.is_empty() && table.values().all(|value| value.get_ref().is_table())
        });
        if ends && !keyed {
            self.figure(value, span, path, read);
            return;
        }
        let Some(mut table) = fields::table(value, span, path, self.report) else { return };
        let path = table.name().to_owned();
        let bare = table.has("value").is_some() && !names.contains(&"value");
        for (key, value) in table.into_entries() {
            if bare && key.value != "value" {
                continue;
            }
            if !names.contains(&key.value.as_str()) {
                let hint = if names.is_empty() {
                    Text::default()
                } else {
                    one_of(&key.value, names.iter().copied())
                };
                unknown_key::report(self.report, &key.span, &path, &key.value, &hint);
                continue;
            }
            let below = keys.iter().filter_map(|keys| {
                let (first, rest) = keys.split_first()?;
                first.contains(&key.value).then(|| rest.to_vec())
            });
            let below: Vec<Keys<'r>> = below.collect();
            self.keyed(value, key.span, format!("{path}.{}", key.value), &below, read);
        }
    }

    /// `{ value = …, source = "…", date = … }`
    fn figure(&mut self, value: &Value<'_>, span: Span, path: String, read: Read) {
        let DeValue::Table(table) = value.get_ref() else {
            if !value.get_ref().is_float() {
                let written = self.report.source().text().get(value.span()).unwrap_or_default();
                let written =
                    if written.contains('\n') { "…".to_owned() } else { written.to_owned() };
                missing_source::bare(self.report, &value.span(), &path, &written);
            }
            return;
        };
        let mut fields = Fields::new(path.clone(), span.clone(), table);
        let source = match fields.has("source") {
            Some(_) => fields.text("source", self.report),
            None => Some(At::new(String::new(), span.clone())),
        };
        if let Some(source) = &source
            && source.value.trim().is_empty()
        {
            missing_source::source(self.report, &source.span, &path);
        }
        if fields.has("date").is_none() {
            missing_source::date(self.report, &span, &path);
        }
        let date = fields.day("date", self.report);
        let read = if let Some((_, value)) = fields.entry("value") {
            read(self.report, value, &path).map(|read| At::new(read, value.span()))
        } else {
            missing_key::report(self.report, &span, &path, "value");
            None
        };
        fields.finish(self.report);
        if let (Some(read), Some(source), Some(date)) = (read, source, date) {
            set(&mut self.values, &path, read.value.clone());
            let (path_of, title) = (path.clone(), source.value.clone());
            self.stated.push(Stated { path: path_of, source: title, value: read });
            let source = FigureSource { source: source.value, date: date.value };
            self.sources.push((path, source));
        }
    }
}

/// The keys that there are.
fn keys<const N: usize>(all: [&[String]; N]) -> Keys<'_> {
    all.into_iter().filter(|names| !names.is_empty()).collect()
}

/// Puts `value` at `path`, with the objects on the way.
fn set(at: &mut Json, path: &str, value: Json) {
    let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
    let Json::Object(map) = at else { return };
    match rest {
        None => {
            map.insert(key.to_owned(), value);
        }
        Some(rest) => {
            set(map.entry(key).or_insert_with(|| Json::Object(Map::new())), rest, value);
        }
    }
}

/// A number in quotes, or a whole number without.
fn number(report: &mut Report<'_>, value: &Value<'_>, path: &str) -> Option<String> {
    if let Some(number) = whole(value.get_ref()) {
        return Some(number.to_string());
    }
    if let Some(text) = value.get_ref().as_str() {
        return Some(text.to_owned());
    }
    wrong_type_unless_float(value, path, Wanted::Number, report);
    None
}

fn money(report: &mut Report<'_>, value: &Value<'_>, path: &str) -> Option<Json> {
    let written = number(report, value, path)?;
    let amount = Money::parse(&written);
    if amount.is_none() {
        bad_amount::amount(report, &value.span(), path, &written);
    }
    Some(Json::String(amount?.to_string()))
}

fn percent(report: &mut Report<'_>, value: &Value<'_>, path: &str) -> Option<Json> {
    let written = number(report, value, path)?;
    let percent = Percent::parse(&written);
    if percent.is_none() {
        bad_rate::report(report, &value.span(), path, &written);
    }
    Some(Json::String(percent?.to_string()))
}

fn cap(report: &mut Report<'_>, value: &Value<'_>, path: &str) -> Option<Json> {
    let written = number(report, value, path)?;
    if written == "none" {
        return Some(Json::String(written));
    }
    let amount = Money::parse(&written);
    if amount.is_none() {
        bad_amount::cap(report, &value.span(), path, &written);
    }
    Some(Json::String(amount?.to_string()))
}

fn bands_from(report: &mut Report<'_>, value: &Value<'_>, path: &str) -> Option<Json> {
    let written = fields::text(value, path, report)?;
    let found = BANDS_FROM.iter().find(|(word, _)| *word == written.value);
    if found.is_none() {
        let hint = one_of(&written.value, BANDS_FROM.iter().map(|(word, _)| *word));
        crate::lints::unknown_word::report(report, &written.span, path, &written.value, &hint);
    }
    found.map(|(word, _)| Json::String((*word).to_owned()))
}

fn bands(report: &mut Report<'_>, value: &Value<'_>, path: &str) -> Option<Json> {
    let DeValue::Array(list) = value.get_ref() else {
        if !value.get_ref().is_float() {
            wrong_type::report(report, &value.span(), path, Wanted::List);
        }
        return None;
    };
    let mut bands = Vec::new();
    let mut before: Option<Money> = None;
    if list.is_empty() {
        band_order::none(report, &value.span(), path);
        return None;
    }
    for (index, band) in list.iter().enumerate() {
        let path = format!("{path}[{index}]");
        let Some(mut fields) = fields::table(band, band.span(), path.clone(), report) else {
            continue;
        };
        for key in ["from", "percent"] {
            if fields.has(key).is_none() {
                missing_key::report(report, fields.span(), &path, key);
            }
        }
        let from_at = fields.entry("from");
        let from =
            from_at.as_ref().and_then(|(_, value)| money(report, value, &format!("{path}.from")));
        let share = fields
            .entry("percent")
            .and_then(|(_, value)| percent(report, value, &format!("{path}.percent")));
        fields.finish(report);
        let start = from.as_ref().and_then(Json::as_str).and_then(Money::parse);
        if let (Some(start), Some(before), Some((_, at))) = (start, before, &from_at)
            && start <= before
        {
            let (start, before) = (start.to_string(), before.to_string());
            band_order::report(report, &at.span(), &format!("{path}.from"), &start, &before);
        }
        before = start.or(before);
        if let (Some(from), Some(share)) = (from, share) {
            let mut band = Map::new();
            band.insert("from".to_owned(), from);
            band.insert("percent".to_owned(), share);
            bands.push(Json::Object(band));
        }
    }
    Some(Json::Array(bands))
}
