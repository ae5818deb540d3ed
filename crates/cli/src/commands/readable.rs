//! An answer to read: what a person gets, what is open, each with its clause.

use std::io::{self, Write};

use mingbai_core::amounts::ranges::Range;
use mingbai_core::answer::names::Ask;
use mingbai_core::answer::{Answer, Layers, People, Person, Premium, Settlement, Status, Verdict};
use mingbai_core::case::Case;
use mingbai_core::case::values::Value;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::kernel::money::Money;
use mingbai_core::policy::{Validity, Variable};

use crate::figures::FiguresUsed;
use crate::library::{Loaded, fact_text, text};
use crate::plain::outcomes::outcome_words;

/// What an answer is told with.
#[derive(Clone, Copy)]
pub struct Told<'t> {
    /// The policy and its words.
    pub loaded: &'t Loaded,
    /// The case that was answered.
    pub case: &'t Case,
    /// The figures that were given beside it.
    pub figures: Option<FiguresUsed<'t>>,
    /// The language.
    pub lang: Lang,
}

impl Told<'_> {
    /// Whether the case has a reading switched to the other one.
    fn switched(self, reading: &str) -> bool {
        let data = self.loaded.policy.data();
        self.case.readings.iter().any(|&(var, taken)| {
            let own = match data.variables.get(usize::from(var)) {
                Some(Variable::Reading { reading }) => data.readings.get(usize::from(*reading)),
                _ => None,
            };
            taken == 0 && own.is_some_and(|own| own.id == reading)
        })
    }
}

/// Writes the answer.
///
/// # Errors
/// Where the output cannot be written.
pub fn write(out: &mut impl Write, told: Told<'_>, answer: &Answer<'_>) -> io::Result<()> {
    let Told { loaded, figures, lang, .. } = told;
    let data = loaded.policy.data();
    writeln!(
        out,
        "{} · {}",
        text(&loaded.words, &["place"], lang),
        text(&loaded.words, &["title"], lang)
    )?;
    let validity = match answer.validity {
        Validity::NotYetInForce => lang.pick("还没有生效", "not yet in force"),
        Validity::InForce => lang.pick("有效", "in force"),
        Validity::Lapsed => lang.pick(
            "已经失效，下面只是当年的规定",
            "LAPSED: what follows is what it gave in its time",
        ),
    };
    writeln!(out, "{}  {}: {validity}", data.instrument, answer.on)?;
    if let Some(figures) = figures {
        writeln!(out, "{}", figures.said(lang))?;
    }
    match &answer.people {
        People::One(person) => write_person(out, told, person)?,
        People::Household { members, totals, .. } => {
            for (index, member) in members.iter().enumerate() {
                let number = (index + 1).to_string();
                writeln!(out, "\n=== {} ===", member.name.as_deref().unwrap_or(&number))?;
                write_person(out, told, member)?;
            }
            writeln!(out, "\n=== {} ===", lang.pick("全家合计", "The household"))?;
            write_premium(out, loaded, totals.premium.as_ref(), lang)?;
            write_settlement(out, loaded, totals.settlement.as_ref(), lang)?;
        }
    }
    writeln!(out, "\n{}", lang.pick(
        "这是按文件推算的结果，不是医保局的决定。请到医保窗口办理。",
        "This is guidance worked out from the document, not a decision of the bureau. The medical-insurance window decides.",
    ))?;
    let receipt = &answer.receipt;
    writeln!(
        out,
        "{} {}  mingbai {}  {}",
        data.id, receipt.policy_sha256, receipt.engine, receipt.on
    )
}

fn write_person(out: &mut impl Write, told: Told<'_>, person: &Person<'_>) -> io::Result<()> {
    let Told { loaded, lang, .. } = told;
    for (status, heading) in [
        (Status::Granted, lang.pick("能享受", "Yours")),
        (Status::Open, lang.pick("还要知道一些情况", "Still open")),
        (
            Status::Refused,
            lang.pick(
                "这份文件不给（别处可能有帮助）",
                "Not given by this document (other help may exist)",
            ),
        ),
    ] {
        let verdicts: Vec<_> =
            person.verdicts.iter().filter(|verdict| verdict.status == status).collect();
        if verdicts.is_empty() {
            continue;
        }
        writeln!(out, "\n{heading}")?;
        for verdict in verdicts {
            write_verdict(out, told, verdict)?;
        }
    }
    let stated = person.verdicts.iter().filter(|verdict| verdict.status == Status::Stated).count();
    if stated > 0 {
        let heading = lang.pick(
            "政府的承诺和居民的义务（见 mingbai policies）",
            "Commitments and duties, see `mingbai policies`",
        );
        writeln!(out, "\n{heading}{}{stated}", colon(lang))?;
    }
    write_premium(out, loaded, person.premium.as_ref(), lang)?;
    write_settlement(out, loaded, person.settlement.as_ref(), lang)?;
    write_hints(out, told, &person.verdicts)?;
    if let Some(next) = &person.next {
        let question = fact_text(&loaded.words, next.fact, &["question"], lang);
        writeln!(
            out,
            "\n{}{question} ({})",
            lang.pick("下一个要问：", "To ask next: "),
            next.fact
        )?;
    }
    Ok(())
}

/// Hints on bills, each told once in the words of its row.
fn write_hints(out: &mut impl Write, told: Told<'_>, verdicts: &[Verdict<'_>]) -> io::Result<()> {
    for verdict in verdicts {
        let mut rows: Vec<&str> = verdict.hints.iter().flatten().map(|hint| hint.row).collect();
        rows.dedup();
        for row in rows {
            let path = ["provisions", verdict.provision, "rows", row];
            let says = text(&told.loaded.words, &path, told.lang);
            writeln!(out, "  {says} [{}]", clauses(verdict))?;
        }
    }
    Ok(())
}

fn clauses(verdict: &Verdict<'_>) -> String {
    verdict.cites.iter().map(|cite| cite.at).collect::<Vec<_>>().join(", ")
}

fn write_verdict(out: &mut impl Write, told: Told<'_>, verdict: &Verdict<'_>) -> io::Result<()> {
    let Told { loaded, lang, .. } = told;
    let words = |part: &str| text(&loaded.words, &["provisions", verdict.provision, part], lang);
    writeln!(out, "  * {} [{}]", words("title"), clauses(verdict))?;
    if verdict.status != Status::Refused {
        let outcomes: Vec<String> =
            verdict.outcomes.iter().map(|outcome| outcome_words(outcome, lang)).collect();
        writeln!(out, "    {}", outcomes.join(lang.pick("，或者 ", ", or ")))?;
        writeln!(out, "    {}", words("what"))?;
    }
    if let Some(row) = verdict.row {
        let says = text(&loaded.words, &["provisions", verdict.provision, "rows", row], lang);
        if !says.is_empty() {
            writeln!(out, "    {says}")?;
        }
    }
    let label = |fact: &str| fact_text(&loaded.words, fact, &["label"], lang).to_owned();
    if !verdict.because.is_empty() {
        let because: Vec<String> = verdict
            .because
            .iter()
            .map(|because| {
                format!(
                    "{}{}{}",
                    label(because.fact),
                    colon(lang),
                    value_words(loaded, because.fact, &because.value, lang)
                )
            })
            .collect();
        writeln!(out, "    {}{}", lang.pick("因为 ", "because of "), because.join(gap(lang)))?;
    }
    if !verdict.asks.is_empty() {
        let asks: Vec<String> = verdict.asks.iter().map(|fact| label(fact)).collect();
        writeln!(out, "    {}{}", lang.pick("还要知道：", "needs: "), asks.join(gap(lang)))?;
    }
    for reading in verdict.readings.iter().chain(&verdict.notes) {
        let (heading, way) = if told.switched(reading) {
            (lang.pick("现在按另一种读法：", "read the other way: "), "other")
        } else {
            (lang.pick("读法：", "reading: "), "taken")
        };
        let way = text(&loaded.words, &["readings", reading, way], lang);
        writeln!(out, "    {heading}{way} ({reading})")?;
    }
    Ok(())
}

fn value_words(loaded: &Loaded, fact: &str, value: &Value, lang: Lang) -> String {
    match value {
        Value::Text(value) => fact_text(&loaded.words, fact, &["values", value], lang).to_owned(),
        Value::Bool(true) => lang.pick("是", "yes").to_owned(),
        Value::Bool(false) => lang.pick("否", "no").to_owned(),
        Value::List(members) if members.is_empty() => lang.pick("都没有", "none").to_owned(),
        Value::List(members) => {
            let members = members.iter().map(|member| value_words(loaded, fact, member, lang));
            members.collect::<Vec<_>>().join(", ")
        }
        Value::Int(number) => number.to_string(),
        Value::Null | Value::Fraction | Value::Map(_) => String::new(),
    }
}

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

fn write_premium(
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

fn write_settlement(
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
    let label = |fact: &str| fact_text(&loaded.words, fact, &["label"], lang).to_owned();
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

const fn colon(lang: Lang) -> &'static str {
    lang.pick("：", ": ")
}

const fn gap(lang: Lang) -> &'static str {
    lang.pick("；", "; ")
}
