//! What a person could change, to read: what it saves, what it brings, its clauses.

use std::io::{self, Write};

use mingbai_core::answer::names::Ask;
use mingbai_core::answer::{Advice, Person, Status};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::kernel::money::Money;
use mingbai_core::policy::vocabulary::Changeable;

use super::amounts::ask_words;
use super::{Told, cited, value_words};
use crate::plain::said;
use mingbai_plain::marks::{colon, comma, filled};
use mingbai_plain::outcomes::outcome_words;

/// Writes the advice under the documents, if there is any.
pub fn write(
    out: &mut impl Write,
    results: &[(Told<'_>, &Person<'_>)],
    lang: Lang,
) -> io::Result<()> {
    if results.iter().all(|(_, person)| person.advice.is_empty()) {
        return Ok(());
    }
    writeln!(out, "\n{}", said("advice", lang))?;
    writeln!(out, "{}", said("advice_note", lang))?;
    for &(told, person) in results {
        for advice in &person.advice {
            let (change, saving) = (change(told, advice), saving(advice, lang));
            let gap = if saving.is_empty() { "" } else { lang.pick("", " ") };
            writeln!(out, "  * {change}{gap}{saving}")?;
            for (line, granted) in [("advice_gains", false), ("advice_more", true)] {
                let gains = gains(told, person, advice, granted).join(comma(lang));
                if !gains.is_empty() {
                    writeln!(out, "    {}", filled(said(line, lang), |_| gains.clone()))?;
                }
            }
            if !advice.cites.is_empty() {
                writeln!(out, "    [{}]", cited(told, &advice.cites))?;
            }
        }
    }
    Ok(())
}

/// What is to be changed: a status to apply for, or something to choose.
fn change(told: Told<'_>, advice: &Advice<'_>) -> String {
    let Told { loaded, lang, .. } = told;
    let Advice { change, .. } = advice;
    let what = ask_words(loaded, &change.fact, lang);
    let (Ask::Fact(fact) | Ask::OfAdmission(_, fact)) = change.fact else { return what };
    let mut facts = loaded.policy.data().facts.iter();
    let own = facts.find(|own| own.id == fact);
    if own.is_some_and(|own| own.change == Changeable::Prove) {
        return filled(said("advice_apply", lang), |_| what.clone());
    }
    let value = value_words(loaded, fact, &change.value, lang);
    filled(said("advice_if", lang), |_| format!("{what}{}{value}", colon(lang)))
}

/// How much less the person would pay; nothing where that cannot be told.
fn saving(advice: &Advice<'_>, lang: Lang) -> String {
    let (Some(least), Some(most)) = (advice.saves.least, advice.saves.most) else {
        return String::new();
    };
    let line = match (least == Money::ZERO, most == Money::ZERO) {
        (_, true) => return String::new(),
        _ if least == most => "saves",
        (true, _) => "saves_up_to",
        _ => "saves_range",
    };
    filled(said(line, lang), |blank| if blank == "least" { least } else { most }.to_string())
}

/// The provisions that then give something, or more than now, with what they give.
fn gains(told: Told<'_>, person: &Person<'_>, advice: &Advice<'_>, granted: bool) -> Vec<String> {
    let Told { loaded, lang, .. } = told;
    let gains = advice.gains.iter().zip(&advice.outcomes);
    let gains = gains.filter(|(provision, _)| {
        let now = person.verdicts.iter().find(|verdict| verdict.provision == **provision);
        now.is_some_and(|now| (now.status == Status::Granted) == granted)
    });
    let told = gains.map(|(provision, outcomes)| {
        let given: Vec<String> = outcomes
            .iter()
            .map(|outcome| outcome_words(loaded.document(), outcome, lang))
            .collect();
        let title = loaded.title(provision, lang);
        format!("{title}{}{}", colon(lang), given.join(said("or_else", lang)))
    });
    told.collect()
}
