//! An answer to read: what a person gets, what is open, each with its clause.

mod advice;
mod amounts;
pub mod place;
mod ways;

use std::io::{self, Write};

use mingbai_compiler::words::ReadingWords;
use mingbai_core::answer::names::Ask;
use mingbai_core::answer::{Answer, Cite, People, Person, Status, Verdict};
use mingbai_core::case::Case;
use mingbai_core::case::values::Value;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::{InForce, Validity, Variable};

use crate::figures::FiguresUsed;
use crate::library::{Loaded, office_words};
use crate::plain::said;
use amounts::{write_premium, write_settlement};
use mingbai_plain::marks::{colon, comma, filled, semicolon};
use mingbai_plain::outcomes::outcome_words;

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
    /// Whether each result names its document: it stands among those of others.
    pub among_others: bool,
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

    /// What a reading is about, and how it is taken in the case.
    fn reading(self, reading: &str, words: &ReadingWords) -> String {
        let lang = self.lang;
        let (question, gap) = (words.question.pick(lang), lang.pick("", " "));
        if self.switched(reading) {
            let other = words.other.pick(lang);
            return format!("{question}{gap}{}{gap}{other}", said("reading_switched", lang));
        }
        format!("{question}{gap}{}{}", said("reading_taken", lang), words.taken.pick(lang))
    }
}

/// Writes the answer.
///
/// # Errors
/// Where the output cannot be written.
pub fn write(out: &mut impl Write, told: Told<'_>, answer: &Answer<'_>) -> io::Result<()> {
    let Told { loaded, figures, lang, .. } = told;
    write_heading(out, loaded, answer, lang)?;
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
            writeln!(out, "\n=== {} ===", said("totals", lang))?;
            write_premium(out, loaded, totals.premium.as_ref(), lang)?;
            write_settlement(out, loaded, totals.settlement.as_ref(), lang)?;
        }
    }
    writeln!(out, "\n{}", said("guidance", lang))?;
    write_receipt(out, answer)
}

/// What the document is, and whether it holds.
fn write_heading(
    out: &mut impl Write,
    loaded: &Loaded,
    answer: &Answer<'_>,
    lang: Lang,
) -> io::Result<()> {
    let data = loaded.policy.data();
    writeln!(out, "{}", loaded.heading(lang))?;
    let (validity, notice) = match answer.validity {
        Validity::NotYetInForce => ("not_yet_in_force", Some("not_yet_notice")),
        Validity::InForce => ("in_force", None),
        Validity::Lapsed => ("lapsed", Some("lapsed_notice")),
    };
    writeln!(out, "{}  {}: {}", data.instrument, answer.on, said(validity, lang))?;
    let Some(notice) = notice else { return Ok(()) };
    let InForce { from, until } = data.in_force;
    let day = |blank: &str| if blank == "from" { Some(from) } else { until };
    let day = |blank: &str| day(blank).map_or_else(String::new, |day| day.to_string());
    writeln!(out, "{}", filled(said(notice, lang), day))
}

fn write_receipt(out: &mut impl Write, answer: &Answer<'_>) -> io::Result<()> {
    let receipt = &answer.receipt;
    writeln!(
        out,
        "{} {}  mingbai {}  {}",
        answer.policy, receipt.policy_sha256, receipt.engine, receipt.on
    )
}

fn write_person(out: &mut impl Write, told: Told<'_>, person: &Person<'_>) -> io::Result<()> {
    write_results(out, &[(told, person)], told.lang)?;
    advice::write(out, &[(told, person)], told.lang)?;
    if let Some(next) = &person.next {
        write_next(out, told.loaded, next.fact, told.lang)?;
    }
    Ok(())
}

/// What documents give one person, as one list.
fn write_results(
    out: &mut impl Write,
    results: &[(Told<'_>, &Person<'_>)],
    lang: Lang,
) -> io::Result<()> {
    let of = |status: Status| {
        results.iter().flat_map(move |&(told, person)| {
            let own = person.verdicts.iter().filter(move |verdict| verdict.status == status);
            own.map(move |verdict| (told, verdict))
        })
    };
    let refused = if results.len() > 1 { "refused_group_place" } else { "refused_group" };
    for (status, heading) in [
        (Status::Granted, "granted_group"),
        (Status::Open, "open_group"),
        (Status::Refused, refused),
    ] {
        let mut verdicts = of(status).peekable();
        if verdicts.peek().is_none() {
            continue;
        }
        writeln!(out, "\n{}", said(heading, lang))?;
        if status == Status::Refused {
            writeln!(out, "{}", said("refused_note", lang))?;
        }
        for (told, verdict) in verdicts {
            write_verdict(out, told, verdict)?;
        }
    }
    let stated = of(Status::Stated).count();
    if stated > 0 {
        let (heading, colon) = (said("others_group", lang), colon(lang));
        writeln!(out, "\n{heading}{colon}{stated} (mingbai policies)")?;
    }
    for (told, person) in results {
        write_premium(out, told.loaded, person.premium.as_ref(), lang)?;
        write_settlement(out, told.loaded, person.settlement.as_ref(), lang)?;
    }
    for (told, person) in results {
        write_hints(out, *told, &person.verdicts)?;
    }
    write_assumed(out, results, lang)
}

/// What to ask next: a fact of the policy.
fn write_next(out: &mut impl Write, loaded: &Loaded, fact: &str, lang: Lang) -> io::Result<()> {
    let question = loaded.fact(fact).map_or("", |words| words.question.pick(lang));
    writeln!(out, "\n{}{question} ({fact})", lang.pick("下一个要问：", "To ask next: "))
}

/// Hints on bills, each told once in the words of its row.
fn write_hints(out: &mut impl Write, told: Told<'_>, verdicts: &[Verdict<'_>]) -> io::Result<()> {
    for verdict in verdicts {
        let mut hints: Vec<_> = verdict.hints.iter().flatten().collect();
        hints.dedup_by(|one, other| (one.row, &one.readings) == (other.row, &other.readings));
        for hint in hints {
            let words = told.loaded.words.provisions.get(verdict.provision);
            let says = words.and_then(|words| words.rows.get(hint.row));
            let says = says.map_or("", |says| says.pick(told.lang));
            writeln!(out, "  {says} [{}]", cited(told, &verdict.cites))?;
            write_readings(out, told, &hint.readings)?;
        }
    }
    Ok(())
}

/// Clauses; among other documents with their own.
fn cited(told: Told<'_>, cites: &[Cite<'_>]) -> String {
    let clauses = cites.iter().map(|cite| cite.at).collect::<Vec<_>>().join(", ");
    if told.among_others {
        return format!("{} · {clauses}", told.loaded.words.title.pick(told.lang));
    }
    clauses
}

fn write_verdict(out: &mut impl Write, told: Told<'_>, verdict: &Verdict<'_>) -> io::Result<()> {
    let Told { loaded, lang, .. } = told;
    let words = loaded.words.provisions.get(verdict.provision);
    writeln!(
        out,
        "  * {} [{}]",
        loaded.title(verdict.provision, lang),
        cited(told, &verdict.cites)
    )?;
    if verdict.status != Status::Refused {
        let outcomes: Vec<String> = verdict
            .outcomes
            .iter()
            .map(|outcome| outcome_words(loaded.document(), outcome, lang))
            .collect();
        writeln!(out, "    {}", outcomes.join(said("or_else", lang)))?;
        for line in amounts::worked_out(verdict, lang) {
            writeln!(out, "    {line}")?;
        }
        writeln!(out, "    {}", words.map_or("", |words| words.what.pick(lang)))?;
    }
    if let Some(says) = words.zip(verdict.row).and_then(|(words, row)| words.rows.get(row)) {
        writeln!(out, "    {}", says.pick(lang))?;
    }
    if verdict.status != Status::Refused {
        if let Some(claim) = words.and_then(|words| words.claim.as_ref()) {
            let (how, colon) = (said("how_to_claim", lang), colon(lang));
            writeln!(out, "    {how}{colon}{}", claim.pick(lang))?;
        }
        write_office(out, told, verdict)?;
    }
    let label = |fact: &str| loaded.label(fact, lang).to_owned();
    let gap = semicolon(lang);
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
        writeln!(out, "    {}{}", said("because", lang), because.join(gap))?;
    }
    if !verdict.asks.is_empty() {
        let asks: Vec<String> = verdict.asks.iter().map(|fact| label(fact)).collect();
        writeln!(out, "    {}{}", said("still_asks", lang), asks.join(gap))?;
    }
    ways::write(out, loaded, verdict.ways.as_deref().unwrap_or_default(), lang)?;
    write_readings(out, told, &verdict.readings)?;
    write_readings(out, told, &verdict.notes)
}

/// Who decides on it; a guess is told as one.
fn write_office(out: &mut impl Write, told: Told<'_>, verdict: &Verdict<'_>) -> io::Result<()> {
    let Told { loaded, lang, .. } = told;
    let data = loaded.policy.data();
    let own = data.provisions.iter().find(|provision| provision.id == verdict.provision);
    let Some(office) = own.and_then(|own| own.office.as_ref()) else { return Ok(()) };
    let line = if office.guessed { "office_guessed" } else { "office" };
    let words = filled(said(line, lang), |_| office_words(&office.id, lang).to_owned());
    writeln!(out, "    {words}")
}

/// What was filled in without being asked.
fn write_assumed(
    out: &mut impl Write,
    results: &[(Told<'_>, &Person<'_>)],
    lang: Lang,
) -> io::Result<()> {
    let mut lines: Vec<String> = Vec::new();
    for (Told { loaded, .. }, person) in results {
        for assumed in &person.assumed {
            let Ask::Fact(fact) = assumed.fact else { continue };
            let value = value_words(loaded, fact, &assumed.value, lang);
            let line = format!("{}{}{value}", loaded.label(fact, lang), colon(lang));
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
    }
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}{}", said("assumed", lang), lines.join(semicolon(lang)))
}

fn write_readings(out: &mut impl Write, told: Told<'_>, readings: &[&str]) -> io::Result<()> {
    for reading in readings {
        let Some(words) = told.loaded.words.readings.get(reading) else { continue };
        writeln!(out, "    {} ({reading})", told.reading(reading, words))?;
    }
    Ok(())
}

fn value_words(loaded: &Loaded, fact: &str, value: &Value, lang: Lang) -> String {
    match value {
        Value::Text(value) => match loaded.value(fact, value, lang) {
            // An amount.
            "" => filled(said("yuan", lang), |_| value.clone()),
            words => words.to_owned(),
        },
        Value::Bool(yes) => said(if *yes { "yes" } else { "no" }, lang).to_owned(),
        Value::List(members) if members.is_empty() => said("none_of_these", lang).to_owned(),
        Value::List(members) => {
            let members = members.iter().map(|member| value_words(loaded, fact, member, lang));
            members.collect::<Vec<_>>().join(comma(lang))
        }
        Value::Int(number) => number.to_string(),
        Value::Null | Value::Fraction | Value::Map(_) => String::new(),
    }
}
