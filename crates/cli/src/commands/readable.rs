//! An answer to read: what a person gets, what is open, each with its clause.

mod amounts;

use std::io::{self, Write};

use mingbai_core::answer::{Answer, People, Person, Status, Verdict};
use mingbai_core::case::Case;
use mingbai_core::case::values::Value;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::{Validity, Variable};

use crate::figures::FiguresUsed;
use crate::library::Loaded;
use crate::plain::outcomes::outcome_words;
use amounts::{write_premium, write_settlement};

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
    writeln!(out, "{}", loaded.heading(lang))?;
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
        let question = loaded.fact(next.fact).map_or("", |words| words.question.pick(lang));
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
            let words = told.loaded.words.provisions.get(verdict.provision);
            let says = words.and_then(|words| words.rows.get(row));
            let says = says.map_or("", |says| says.pick(told.lang));
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
    let words = loaded.words.provisions.get(verdict.provision);
    writeln!(out, "  * {} [{}]", loaded.title(verdict.provision, lang), clauses(verdict))?;
    if verdict.status != Status::Refused {
        let outcomes: Vec<String> =
            verdict.outcomes.iter().map(|outcome| outcome_words(outcome, lang)).collect();
        writeln!(out, "    {}", outcomes.join(lang.pick("，或者 ", ", or ")))?;
        writeln!(out, "    {}", words.map_or("", |words| words.what.pick(lang)))?;
    }
    if let Some(says) = words.zip(verdict.row).and_then(|(words, row)| words.rows.get(row)) {
        writeln!(out, "    {}", says.pick(lang))?;
    }
    let label = |fact: &str| loaded.label(fact, lang).to_owned();
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
        let Some(words) = loaded.words.readings.get(reading) else { continue };
        let (heading, way) = if told.switched(reading) {
            (lang.pick("现在按另一种读法：", "read the other way: "), &words.other)
        } else {
            (lang.pick("读法：", "reading: "), &words.taken)
        };
        writeln!(out, "    {heading}{} ({reading})", way.pick(lang))?;
    }
    Ok(())
}

fn value_words(loaded: &Loaded, fact: &str, value: &Value, lang: Lang) -> String {
    match value {
        Value::Text(value) => loaded.value(fact, value, lang).to_owned(),
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

const fn colon(lang: Lang) -> &'static str {
    lang.pick("：", ": ")
}

const fn gap(lang: Lang) -> &'static str {
    lang.pick("；", "; ")
}
