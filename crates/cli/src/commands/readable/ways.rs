//! What settles an open verdict: `If Low-income allowance: Yes → …`.

use std::io::{self, Write};

use mingbai_core::answer::{Settling, Supposed, Way};
use mingbai_core::kernel::lang::Lang;

use super::value_words;
use crate::library::Loaded;
use crate::plain::said;
use mingbai_plain::marks::{colon, comma, filled, semicolon};
use mingbai_plain::outcomes::outcome_words;
use mingbai_plain::variables::{number_words, side_words};

/// Writes a line for each way.
pub fn write(
    out: &mut impl Write,
    loaded: &Loaded,
    ways: &[Way<'_>],
    lang: Lang,
) -> io::Result<()> {
    for way in ways {
        let when: Vec<String> = way.when.iter().map(|fact| settling(loaded, fact, lang)).collect();
        let line = filled(said("way", lang), |blank| match blank {
            "if" => when.join(semicolon(lang)),
            _ => outcome_words(loaded.document(), way.outcome, lang),
        });
        let more = if way.more { said("way_more", lang) } else { "" };
        writeln!(out, "    {line}{more}")?;
    }
    Ok(())
}

/// What amounts suppose, as a line of its own: nothing where they suppose nothing.
pub fn write_supposing(
    out: &mut impl Write,
    loaded: &Loaded,
    all: &[Supposed<'_>],
    lang: Lang,
) -> io::Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    let supposed = |Supposed { fact, values }: &Supposed<'_>| {
        let values = values.iter().map(|value| value_words(loaded, fact, value, lang));
        let values = values.collect::<Vec<_>>().join(said("way_or", lang));
        format!("{}{}{values}", loaded.label(fact, lang), colon(lang))
    };
    let all: Vec<String> = all.iter().map(supposed).collect();
    writeln!(out, "  {}", filled(said("supposing", lang), |_| all.join(semicolon(lang))))
}

fn settling(loaded: &Loaded, settling: &Settling<'_>, lang: Lang) -> String {
    let said_of =
        |fact: &str, values: String| format!("{}{}{values}", loaded.label(fact, lang), colon(lang));
    let ends = |fact: &str| {
        let mut facts = loaded.policy.data().facts.iter();
        let range = facts.find(|own| own.id == fact).and_then(|own| own.kind.range());
        range.unwrap_or((i64::MIN, i64::MAX))
    };
    match settling {
        Settling::Values { fact, values } => {
            let values = values.iter().map(|value| value_words(loaded, fact, value, lang));
            said_of(fact, values.collect::<Vec<_>>().join(said("way_or", lang)))
        }
        Settling::Number { fact, least, most } => {
            said_of(fact, number_words(loaded.document(), fact, (*least, *most), ends(fact), lang))
        }
        Settling::Money { fact, least, most } => {
            let run = (least.fen(), most.fen());
            said_of(fact, number_words(loaded.document(), fact, run, ends(fact), lang))
        }
        Settling::Share { fact, least, most } => {
            let sides = [least, most].into_iter().flatten();
            let sides = sides.map(|side| side_words(loaded.document(), side, lang));
            said_of(fact, sides.collect::<Vec<_>>().join(comma(lang)))
        }
        Settling::Set { fact, has, lacks } => {
            let names = |values: &[&str]| {
                let names = values.iter().map(|value| loaded.value(fact, value, lang));
                names.collect::<Vec<_>>().join(comma(lang))
            };
            let mut parts = Vec::new();
            if !has.is_empty() {
                parts.push(filled(said("way_has", lang), |_| names(has)));
            }
            if !lacks.is_empty() {
                parts.push(filled(said("way_lacks", lang), |_| names(lacks)));
            }
            said_of(fact, parts.join(comma(lang)))
        }
    }
}
