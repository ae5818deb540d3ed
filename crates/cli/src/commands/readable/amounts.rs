//! The amounts of an answer to read: premium, hospital bills, and what they still need.

use std::io::{self, Write};

use mingbai_core::amounts::amount::Amount;
use mingbai_core::amounts::ranges::Range;
use mingbai_core::answer::names::Ask;
use mingbai_core::answer::{Months, Premium, Settlement, Shares, Verdict};
use mingbai_core::case::{IN_SCOPE, OUT_OF_SCOPE};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::vocabulary::FIGURES;

use super::ways::write_supposing;
use crate::library::Loaded;
use crate::plain::{said, said_if_any};
use mingbai_plain::marks::{colon, filled, semicolon};
use mingbai_plain::outcomes::layer_name;

/// A range of yuan in words.
fn range_words(range: Range, lang: Lang) -> String {
    match (range.least, range.most) {
        (Some(least), Some(most)) if least == most => {
            filled(said("yuan", lang), |_| least.to_string())
        }
        (Some(least), Some(most)) => filled(said("yuan_range", lang), |blank| {
            if blank == "least" { least } else { most }.to_string()
        }),
        _ => said("amount_missing", lang).to_owned(),
    }
}

/// What a share comes to, and how long a wait is, where that is known.
pub(super) fn worked_out(verdict: &Verdict<'_>, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(amount) = verdict.amount.flatten() {
        lines.push(filled(said("comes_to", lang), |_| range_words(amount, lang)));
    }
    if let Some(Months { least, most }) = verdict.months.flatten() {
        let line = if least == most { "months_wait" } else { "months_range" };
        lines.push(filled(said(line, lang), |blank| {
            if blank == "most" { most } else { least }.to_string()
        }));
    }
    lines
}

pub(super) fn write_premium(
    out: &mut impl Write,
    loaded: &Loaded,
    premium: Option<&Premium<'_>>,
    lang: Lang,
) -> io::Result<()> {
    let Some(premium) = premium else { return Ok(()) };
    writeln!(out, "\n{}", said("premium", lang))?;
    write_supposing(out, loaded, &premium.supposing, lang)?;
    for (name, range) in [
        ("premium_contribution", premium.contribution),
        ("premium_aid", premium.aid),
        ("premium_pays", premium.pays),
    ] {
        write_amount(out, name, range, lang)?;
    }
    write_asks(out, loaded, &premium.asks, lang)
}

pub(super) fn write_settlement(
    out: &mut impl Write,
    loaded: &Loaded,
    settlement: Option<&Settlement<'_>>,
    lang: Lang,
) -> io::Result<()> {
    let Some(settlement) = settlement else { return Ok(()) };
    writeln!(out, "\n{}", said("bill", lang))?;
    write_supposing(out, loaded, &settlement.supposing, lang)?;
    if let Some(total) = settlement.total {
        let total = Range::of(Amount::Known(total));
        write_amount(out, "bill_total", total, lang)?;
    }
    write_shares(out, loaded, &settlement.year, lang)?;
    if let Some(bounds) = &settlement.year.bounds {
        let range = Range { least: Some(bounds.least), most: Some(bounds.most), floor: false };
        let words = filled(said("bounds", lang), |_| range_words(range, lang));
        let supposing =
            if bounds.supposing.is_empty() { "" } else { said("bounds_supposing", lang) };
        writeln!(out, "  {words}{supposing}")?;
    }
    if settlement.admissions.len() > 1 {
        for (index, shares) in settlement.admissions.iter().enumerate() {
            writeln!(out, "  {}", stay(index, lang))?;
            match shares {
                Some(shares) => write_shares(out, loaded, shares, lang)?,
                None => writeln!(out, "  {}", said("stay_not_settled", lang))?,
            }
        }
    }
    for check in settlement.admissions.iter().flatten().flat_map(|shares| &shares.check) {
        if check.differs == Some(true) {
            let due = Range { least: check.least, most: check.most, floor: false };
            let less = check.least.is_some_and(|least| check.paid < least);
            let line = if less { "check_less" } else { "check_more" };
            let words = filled(said(line, lang), |blank| match blank {
                "layer" => layer_name(loaded.document(), check.layer, lang),
                "paid" => range_words(Range::of(Amount::Known(check.paid)), lang),
                _ => range_words(due, lang),
            });
            writeln!(out, "  {words}")?;
        }
    }
    write_asks(out, loaded, &settlement.asks, lang)
}

fn write_shares(
    out: &mut impl Write,
    loaded: &Loaded,
    shares: &Shares<'_>,
    lang: Lang,
) -> io::Result<()> {
    // Of one amount, a floor is the least that is paid, and the rest the most that is left.
    let one = |range: Range| range.least == range.most && range.least.is_some();
    for &(layer, range) in &shares.layers {
        write_line(out, &payer(loaded, layer, range.floor && one(range), lang), range, lang)?;
    }
    let floor = shares.layers.iter().any(|(_, layer)| layer.floor) && one(shares.patient_pays);
    write_line(out, &payer(loaded, "patient_pays", floor, lang), shares.patient_pays, lang)
}

/// Who pays, in words; of a floor: who pays at least so much, and the patient at most.
fn payer(loaded: &Loaded, layer: &str, floor: bool, lang: Lang) -> String {
    let renamed = loaded.words.layers.get(layer).is_some();
    let own = said_if_any(&format!("{}_{layer}", if floor { "floor" } else { "layer" }), lang);
    own.filter(|_| !renamed).map_or_else(
        || {
            let name = layer_name(loaded.document(), layer, lang);
            if floor { filled(said("floor_other", lang), |_| name.clone()) } else { name }
        },
        str::to_owned,
    )
}

fn write_amount(out: &mut impl Write, name: &str, range: Range, lang: Lang) -> io::Result<()> {
    write_line(out, said(name, lang), range, lang)
}

fn write_line(out: &mut impl Write, who: &str, range: Range, lang: Lang) -> io::Result<()> {
    writeln!(out, "  {who}{}{}", colon(lang), range_words(range, lang))
}

/// What an admission is called.
fn stay(index: usize, lang: Lang) -> String {
    filled(said("stay", lang), |_| (index + 1).to_string())
}

fn write_asks(
    out: &mut impl Write,
    loaded: &Loaded,
    asks: &[Ask<'_>],
    lang: Lang,
) -> io::Result<()> {
    let mut asked: Vec<String> = Vec::new();
    for ask in asks {
        let words = ask_words(loaded, ask, lang);
        if !asked.contains(&words) {
            asked.push(words);
        }
    }
    if asked.is_empty() {
        return Ok(());
    }
    writeln!(out, "  {}{}", said("still_asks", lang), asked.join(semicolon(lang)))
}

/// What is asked for, as people call it.
pub fn ask_words(loaded: &Loaded, ask: &Ask<'_>, lang: Lang) -> String {
    let of = |whose: String, what: &str| format!("{whose}{}{what}", colon(lang));
    match ask {
        Ask::Fact(fact) => loaded.label(fact, lang).to_owned(),
        Ask::OfAdmission(index, name) => {
            let what = match *name {
                IN_SCOPE => said("bill_in_scope", lang),
                OUT_OF_SCOPE => said("bill_out_of_scope", lang),
                fact => loaded.label(fact, lang),
            };
            of(stay(*index, lang), what)
        }
        Ask::Paid(index, layer) => of(
            stay(*index, lang),
            &filled(said("bill_paid", lang), |_| layer_name(loaded.document(), layer, lang)),
        ),
        Ask::Figure(path) => figure_words(loaded, path, lang),
        Ask::OfMember(index, ask) => {
            let whose = filled(said("person_n", lang), |_| (index + 1).to_string());
            of(whose, &ask_words(loaded, ask, lang))
        }
    }
}

/// A figure as people call it: its line, if its blanks are the facts that the rest of the path has values of;
/// else that of any layer, with those values behind it.
fn figure_words(loaded: &Loaded, path: &str, lang: Lang) -> String {
    let parts: Vec<&str> = path.split('.').collect();
    let (layer, figure, keys) = match &parts[..] {
        [declared] if *declared != "contribution" => {
            return loaded.label(&format!("{FIGURES}{declared}"), lang).to_owned();
        }
        [figure @ "contribution", keys @ ..] => ("premium", *figure, keys),
        [layer, figure, keys @ ..] => (*layer, *figure, keys),
        _ => return path.to_owned(),
    };
    let data = loaded.policy.data();
    let by = data.settlement.keys;
    let facts: Vec<&str> = [by.contribution, by.person, by.admission]
        .into_iter()
        .filter_map(|fact| Some(loaded.policy.fact(fact?)?.id.as_str()))
        .collect();
    let of = |fact: &str, key: &str| {
        Some(loaded.value(fact, key, lang)).filter(|words| !words.is_empty())
    };
    let own = said_if_any(&format!("figure_{layer}_{figure}"), lang);
    let fits = |own: &&str| {
        let blank = |key: &&str| {
            facts.iter().any(|fact| own.contains(&format!("{{{fact}}}")) && of(fact, key).is_some())
        };
        own.matches('{').count() == keys.len() && keys.iter().all(blank)
    };
    if let Some(own) = own.filter(fits) {
        return filled(own, |fact| {
            keys.iter().find_map(|key| of(fact, key)).unwrap_or_default().to_owned()
        });
    }
    let general = filled(said(&format!("figure_{figure}"), lang), |_| {
        layer_name(loaded.document(), layer, lang)
    });
    let words = |key: &&str| facts.iter().find_map(|fact| of(fact, key)).unwrap_or(key).to_owned();
    let values: Vec<String> = keys.iter().map(words).collect();
    match (values.is_empty(), lang) {
        (true, _) => general,
        (_, Lang::Zh) => format!("{general}（{}）", values.join("、")),
        (_, Lang::En) => format!("{general} ({})", values.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use mingbai_core::kernel::money::Money;

    use super::*;
    use crate::library;

    #[test]
    fn a_layer_is_named_whatever_it_is_and_so_are_its_figures() {
        let loaded = library::load("liangping-2019").unwrap();
        let range = Range { least: Some(Money::ZERO), most: None, floor: false };
        for (layer, paid, cap, rate) in [
            ("assistance", "医疗救助付", "医疗救助全年封顶线", "医疗救助比例"),
            ("further_assistance", "倾斜救助付", "倾斜救助全年封顶线", "倾斜救助比例"),
            ("county_aid", "county_aid", "county_aid全年封顶线", "county_aid比例"),
        ] {
            let mut out = Vec::new();
            write_line(&mut out, &payer(&loaded, layer, false, Lang::Zh), range, Lang::Zh).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), format!("  {paid}：还算不出\n"));
            let floor = payer(&loaded, layer, true, Lang::Zh);
            assert_eq!(floor, format!("{}至少付", paid.trim_end_matches('付')));
            let figure = |figure| figure_words(&loaded, &format!("{layer}.{figure}"), Lang::Zh);
            assert_eq!([figure("cap"), figure("rate")], [cap, rate]);
        }
    }

    #[test]
    fn a_figure_is_named_by_the_facts_that_the_policy_keys_it_by() {
        let words = |policy: &str, path: &str| {
            figure_words(&library::load(policy).unwrap(), path, Lang::Zh)
        };
        assert_eq!(
            words("liangping-2019", "basic.rate.tier_1.district"),
            "一档、区（县）级医院：报销比例"
        );
        assert_eq!(words("shangyu-2012", "basic.deductible.district"), "区（县）级医院：起付线");
        for (path, wanted) in [
            ("basic.rate.employee.district", "基本医保比例（职工医保、区（县）级医院）"),
            ("basic.cap.ncms", "基本医保全年封顶线（新农合（农村户口的））"),
            ("assistance.deductible", "医疗救助起付线"),
        ] {
            assert_eq!(words("jiangsu-2012", path), wanted);
        }
    }
}
