//! `mingbai diff`: what changes for whom between two versions of a policy.

use std::io::{self, Write};

use mingbai_core::kernel::diagram::TooLarge;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::say;
use mingbai_studio::diff::told::{Change, OtherWords, Part, Told};
use mingbai_studio::diff::{Diff, Edit, Effect};

use crate::arguments::DiffOptions;
use crate::failure::{Ended, Failure};
use crate::library::Written;
use crate::messages::Message;
use crate::terminal;

/// Says what changed.
///
/// # Errors
/// Wrong use where there is no such policy.
pub fn run(options: &DiffOptions, lang: Lang) -> Result<Ended, Failure> {
    let (old, new) = (Written::load(&options.old)?, Written::load(&options.new)?);
    let diff = Diff::new(old.version(), new.version());
    let diff = diff.map_err(|TooLarge { .. }| Message::TooFarApart)?;
    if options.json {
        writeln!(io::stdout(), "{:#}", diff.json())?;
    } else {
        write(&mut terminal::stdout(), &diff.told(lang), lang)?;
    }
    Ok(Ended::Done)
}

fn write(out: &mut impl Write, told: &Told, lang: Lang) -> io::Result<()> {
    writeln!(out, "{}\n{}", told.title, told.summary)?;
    for Part { edit, title, clauses, notes, changes, words } in &told.parts {
        let sign = match edit {
            Edit::Added => "+",
            Edit::Removed => "−",
            Edit::Renamed | Edit::Changed | Edit::Same => "~",
        };
        let clauses = if clauses.is_empty() { String::new() } else { format!(" [{clauses}]") };
        writeln!(out, "\n{sign} {title}{clauses}")?;
        for note in notes {
            writeln!(out, "    {note}")?;
        }
        for Change { was, now, effect, who } in changes {
            let effect = match effect {
                Some(Effect::More) => lang.pick("（多了）", " (more)"),
                Some(Effect::Less) => lang.pick("（少了）", " (less)"),
                None => "",
            };
            let line =
                say!(lang, "原来：{was}；现在：{now}{effect}", "was: {was}; now: {now}{effect}");
            writeln!(out, "    {line}")?;
            for who in who {
                writeln!(out, "      * {who}")?;
            }
        }
        for OtherWords { what, was, now } in words {
            let (before, after) = (lang.pick("原来：", "was: "), lang.pick("现在：", "now: "));
            writeln!(out, "    {what}\n      {before}{was}\n      {after}{now}")?;
        }
    }
    Ok(())
}
