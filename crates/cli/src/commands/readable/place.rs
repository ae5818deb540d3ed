//! The answer for a place to read: one list, each result with its document; documents that do not hold come last.

use std::io::{self, Write};

use mingbai_core::answer::compared::{ClauseOf, Compared};
use mingbai_core::answer::place::{OfPolicy, PlaceAnswer};
use mingbai_core::answer::{Answer, People, Person};
use mingbai_core::case::Case;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::Validity;

use super::amounts::{write_premium, write_settlement};
use super::{Told, advice, write_heading, write_next, write_receipt, write_results};
use crate::figures::FiguresUsed;
use crate::library::LoadedPlace;
use crate::plain::said;
use mingbai_plain::marks::{colon, filled, semicolon};

/// What an answer for a place is told with.
#[derive(Clone, Copy)]
pub struct TellingPlace<'t> {
    /// The place, and its policies with their words.
    pub loaded: &'t LoadedPlace,
    /// The case that was answered, as each policy has read it.
    pub cases: &'t [Case],
    /// The figures that were given beside it.
    pub figures: Option<FiguresUsed<'t>>,
    /// The language.
    pub lang: Lang,
}

impl<'t> TellingPlace<'t> {
    /// What the answer under one of the policies is told with.
    fn told(self, policy: &str, among_others: bool) -> Option<Told<'t>> {
        let mut own = self.loaded.policies.iter().zip(self.cases);
        let (loaded, case) = own.find(|(loaded, _)| loaded.policy.data().id == policy)?;
        Some(Told { loaded, case, figures: self.figures, lang: self.lang, among_others })
    }

    fn title(self, policy: &str) -> &'t str {
        self.loaded.policy(policy).map_or("", |loaded| loaded.words.title.pick(self.lang))
    }
}

/// Writes the answer.
///
/// # Errors
/// Where the output cannot be written.
pub fn write(
    out: &mut impl Write,
    telling: TellingPlace<'_>,
    answer: &PlaceAnswer<'_>,
) -> io::Result<()> {
    let TellingPlace { loaded, figures, lang, .. } = telling;
    writeln!(out, "{}", lang.pick(loaded.built_in.name_zh, loaded.built_in.name_en))?;
    let holds = |answer: &&Answer<'_>| answer.validity == Validity::InForce;
    let (in_force, others): (Vec<_>, Vec<_>) = answer.answers.iter().partition(holds);
    if !in_force.is_empty() {
        let titles: Vec<&str> = in_force.iter().map(|own| telling.title(own.policy)).collect();
        let (heading, colon) = (said("holds_here", lang), colon(lang));
        writeln!(out, "{heading} ({}){colon}{}", answer.on, titles.join(semicolon(lang)))?;
    }
    if let Some(figures) = figures {
        writeln!(out, "{}", figures.said(lang))?;
    }
    write_documents(out, telling, &in_force, &answer.compared)?;
    for own in others {
        let Some(told) = telling.told(own.policy, false) else { continue };
        writeln!(out, "\n--- {} ---", said("others_not_in_force", lang))?;
        write_heading(out, told.loaded, own, lang)?;
        write_documents(out, telling, &[own], &[])?;
    }
    if let Some(next) = &answer.next {
        let knows = next.why.first().and_then(|OfPolicy(policy, _)| loaded.policy(policy));
        if let Some(loaded) = knows {
            write_next(out, loaded, next.fact, lang)?;
        }
    }
    writeln!(out, "\n{}", said("guidance", lang))?;
    answer.answers.iter().try_for_each(|own| write_receipt(out, own))
}

/// What some of the documents give, person by person.
fn write_documents(
    out: &mut impl Write,
    telling: TellingPlace<'_>,
    answers: &[&Answer<'_>],
    compared: &[Compared<'_>],
) -> io::Result<()> {
    let lang = telling.lang;
    let Some(first) = answers.first() else { return Ok(()) };
    let several = answers.len() > 1;
    let people = match &first.people {
        People::One(_) => 1,
        People::Household { members, .. } => members.len(),
    };
    for index in 0..people {
        let mut results: Vec<(Told<'_>, &Person<'_>)> = Vec::new();
        for answer in answers {
            let person = match &answer.people {
                People::One(person) => Some(person),
                People::Household { members, .. } => members.get(index),
            };
            results.extend(telling.told(answer.policy, several).zip(person));
        }
        if let (People::Household { .. }, Some((_, person))) = (&first.people, results.first()) {
            let number = (index + 1).to_string();
            writeln!(out, "\n=== {} ===", person.name.as_deref().unwrap_or(&number))?;
        }
        write_results(out, &results, lang)?;
        if first.validity == Validity::InForce {
            advice::write(out, &results, lang)?;
        }
        let of_person = |own: &&Compared<'_>| own.member.unwrap_or(0) == index;
        for compared in compared.iter().filter(of_person) {
            write_compared(out, telling, compared)?;
        }
    }
    for answer in answers {
        let (People::Household { totals, .. }, Some(told)) =
            (&answer.people, telling.told(answer.policy, several))
        else {
            continue;
        };
        if totals.premium.is_some() || totals.settlement.is_some() {
            writeln!(out, "\n=== {} ===", said("totals", lang))?;
            write_premium(out, told.loaded, totals.premium.as_ref(), lang)?;
            write_settlement(out, told.loaded, totals.settlement.as_ref(), lang)?;
        }
    }
    Ok(())
}

/// Which of several documents gives more of one thing.
fn write_compared(
    out: &mut impl Write,
    telling: TellingPlace<'_>,
    compared: &Compared<'_>,
) -> io::Result<()> {
    let lang = telling.lang;
    let what = compared.provisions.first().and_then(|OfPolicy(policy, provision)| {
        Some(telling.loaded.policy(policy)?.title(provision, lang))
    });
    let clause = |ClauseOf { policy, at }: &ClauseOf<'_>| format!("{} {at}", telling.title(policy));
    let higher: Vec<&str> =
        compared.higher.iter().map(|OfPolicy(policy, _)| telling.title(policy)).collect();
    let cites: Vec<String> = compared.cites.iter().map(clause).collect();
    let line = if higher.is_empty() { "compared_shown" } else { "compared_higher" };
    let words = filled(said(line, lang), |blank| match blank {
        "higher" => higher.join(semicolon(lang)),
        _ => cites.join(semicolon(lang)),
    });
    writeln!(out, "\n{}{}{words}", what.unwrap_or_default(), colon(lang))?;
    if let Some(once) = &compared.once {
        writeln!(out, "  {}", filled(said("compared_once", lang), |_| clause(once)))?;
    }
    Ok(())
}
