//! The amounts of an answer to read: premium, hospital bills, and what they still need.

use std::io::{self, Write};

use mingbai_core::amounts::ranges::Range;
use mingbai_core::answer::names::Ask;
use mingbai_core::answer::{Layers, Premium, Settlement};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::kernel::money::Money;

use super::{colon, gap};
use crate::library::Loaded;

/// A range of yuan in words.
fn range_words(range: Range, lang: Lang) -> String {
    match (range.least, range.most) {
        (Some(least), Some(most)) if least == most => {
            format!("{least}{}", lang.pick("元", " yuan"))
        }
        (Some(least), Some(most)) => format!("{least} – {most}{}", lang.pick("元", " yuan")),
        _ => lang.pick("缺数字，算不出", "cannot be worked out yet").to_owned(),
    }
}

pub(super) fn write_premium(
    out: &mut impl Write,
    loaded: &Loaded,
    premium: Option<&Premium<'_>>,
    lang: Lang,
) -> io::Result<()> {
    let Some(premium) = premium else { return Ok(()) };
    writeln!(out, "\n{}", lang.pick("今年的参保缴费", "The year's contribution"))?;
    for (name, range) in [
        (lang.pick("个人缴费标准", "contribution"), premium.contribution),
        (lang.pick("资助", "aid"), premium.aid),
        (lang.pick("自己交", "you pay"), premium.pays),
    ] {
        writeln!(out, "  {name}{}{}", colon(lang), range_words(range, lang))?;
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
    writeln!(out, "\n{}", lang.pick("住院费用", "Hospital bills"))?;
    if let Some(total) = settlement.total {
        let total = Range { least: Some(total), most: Some(total) };
        writeln!(out, "  {}{}", lang.pick("总费用：", "total: "), range_words(total, lang))?;
    }
    write_layers(out, &settlement.year(), lang)?;
    if settlement.admissions.len() > 1 {
        for (index, layers) in settlement.admissions.iter().enumerate() {
            writeln!(out, "  {} {}", lang.pick("第几次住院：", "admission"), index + 1)?;
            write_layers(out, layers, lang)?;
        }
    }
    write_asks(out, loaded, &settlement.asks, lang)
}

fn write_layers(out: &mut impl Write, layers: &Layers, lang: Lang) -> io::Result<()> {
    // The share of assistance is a floor: one amount of it is the least, and the rest the most.
    let pays = layers.assistance.most != Some(Money::ZERO);
    let one = |range: Range| pays && range.least == range.most && range.least.is_some();
    let assistance = if one(layers.assistance) {
        lang.pick("医疗救助至少付", "medical assistance pays at least")
    } else {
        lang.pick("医疗救助付", "medical assistance pays")
    };
    let own = if one(layers.patient_pays) {
        lang.pick("自己最多付", "you pay at most")
    } else {
        lang.pick("自己付", "you pay")
    };
    for (name, range) in [
        (lang.pick("基本医保付", "basic insurance pays"), layers.basic),
        (lang.pick("大病保险付", "major-illness insurance pays"), layers.major_illness),
        (assistance, layers.assistance),
        (own, layers.patient_pays),
    ] {
        writeln!(out, "  {name}{}{}", colon(lang), range_words(range, lang))?;
    }
    Ok(())
}

fn write_asks(
    out: &mut impl Write,
    loaded: &Loaded,
    asks: &[Ask<'_>],
    lang: Lang,
) -> io::Result<()> {
    let mut said: Vec<String> = Vec::new();
    for ask in asks {
        let words = ask_words(loaded, ask, lang);
        if !said.contains(&words) {
            said.push(words);
        }
    }
    if said.is_empty() {
        return Ok(());
    }
    writeln!(out, "  {}{}", lang.pick("还要知道：", "needs: "), said.join(gap(lang)))
}

/// What is asked for, as people call it; of the county's figures, the table of the file.
fn ask_words(loaded: &Loaded, ask: &Ask<'_>, lang: Lang) -> String {
    let label = |fact: &str| loaded.label(fact, lang).to_owned();
    match ask {
        Ask::Fact(fact) => label(fact),
        Ask::OfAdmission(index, name) => {
            let what = match *name {
                "in_scope" => lang.pick("政策范围内的费用", "cost in scope").to_owned(),
                "out_of_scope" => lang.pick("政策范围外的费用", "cost out of scope").to_owned(),
                fact => label(fact),
            };
            let number = index + 1;
            match lang {
                Lang::Zh => format!("第{number}次住院的{what}"),
                Lang::En => format!("{what} of admission {number}"),
            }
        }
        Ask::Figure(path) => {
            let parts: Vec<&str> = path.split('.').collect();
            let table = if let [one, two, _, ..] = parts[..] {
                format!("{one}.{two}")
            } else {
                parts.first().copied().unwrap_or_default().to_owned()
            };
            match lang {
                Lang::Zh => format!("本县的数字 [{table}]"),
                Lang::En => format!("the county's [{table}]"),
            }
        }
        Ask::OfMember(index, ask) => {
            let (number, ask) = (index + 1, ask_words(loaded, ask, lang));
            match lang {
                Lang::Zh => format!("第{number}个人的{ask}"),
                Lang::En => format!("{ask} of member {number}"),
            }
        }
    }
}
