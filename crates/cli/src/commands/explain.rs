//! `mingbai explain`: one provision laid out for a meeting table: its rows as they are written, what
//! its diagram makes of them, its clauses, figures and readings.

mod page;

use std::io::{self, Write};

use mingbai_compiler::file::provision::Hit;
use mingbai_core::kernel::lang::Lang;
use mingbai_studio::explain::picture::picture;
use mingbai_studio::explain::{Decisions, Explained, explain};

use crate::arguments::{ExplainOptions, Layout};
use crate::failure::{Ended, Failure};
use crate::library::Written;
use crate::messages::Message;
use crate::terminal;
use page::Page;

/// Lays a provision out.
///
/// # Errors
/// Wrong use where there is no such policy or provision.
pub fn run(options: &ExplainOptions, lang: Lang) -> Result<Ended, Failure> {
    let Some((name, id)) = options.provision.rsplit_once('/') else {
        return Err(Message::NotAProvision(options.provision.clone()).into());
    };
    let written = Written::load(name)?;
    let provisions = &written.loaded.policy.data().provisions;
    let Some(provision) = provisions.iter().find(|provision| provision.id == id) else {
        let known: Vec<&str> = provisions.iter().map(|provision| provision.id.as_str()).collect();
        let (policy, id, known) = (name.to_owned(), id.to_owned(), known.join(", "));
        return Err(Message::NoSuchProvision { policy, id, known }.into());
    };
    let explained = explain(written.loaded.document(), &written.file, provision, lang);
    let out = &mut terminal::stdout();
    if options.format == Layout::Svg {
        write!(out, "{}", picture(&explained, lang))?;
    } else {
        write_text(out, Page { layout: options.format, lang }, &explained)?;
    }
    Ok(Ended::Done)
}

fn write_text(out: &mut impl Write, page: Page, explained: &Explained) -> io::Result<()> {
    let lang = page.lang;
    let Explained { title, what, notes, clauses, table, figures, readings } = explained;
    page.title(out, title)?;
    writeln!(out, "{what}")?;
    for note in notes {
        writeln!(out, "\n{note}")?;
    }
    let colon = lang.pick("：", ": ");
    writeln!(out, "\n{}{colon}{clauses}", lang.pick("条款", "Clauses"))?;
    if let Some(table) = table {
        write_rows(out, page, table)?;
        write_cases(out, page, table)?;
    }
    if !figures.is_empty() {
        page.heading(out, lang.pick("原文里的数", "Figures of the clause"))?;
        let header = [lang.pick("原文", "as written"), lang.pick("意思是", "meaning")];
        page.table(out, &header, figures.iter().map(|own| own.to_vec()).collect())?;
    }
    if readings.is_empty() {
        return Ok(());
    }
    page.heading(out, lang.pick("读法", "Readings"))?;
    let header = match lang {
        Lang::Zh => ["名称", "问题", "我们的读法", "另一种读法"],
        Lang::En => ["reading", "question", "taken", "the other"],
    };
    page.table(out, &header, readings.iter().map(|own| own.to_vec()).collect())
}

fn write_rows(out: &mut impl Write, page: Page, table: &Decisions) -> io::Result<()> {
    let lang = page.lang;
    page.heading(out, lang.pick("判定表", "Decision table"))?;
    let hit = match table.hit {
        Hit::First => {
            lang.pick("从上往下，第一行对上的算", "the first row that matches is the answer")
        }
        Hit::Unique => {
            lang.pick("几行都对上时，给的是一样的", "where several rows match they give the same")
        }
    };
    writeln!(out, "{hit}\n")?;
    let rows = table.rows.iter().map(|[id, when, gives, says]| {
        vec![id.clone(), page.code(when), gives.clone(), says.clone()]
    });
    let header = match lang {
        Lang::Zh => ["行", "条件", "给什么", "一句话"],
        Lang::En => ["row", "when", "gives", "because"],
    };
    page.table(out, &header, rows.collect())?;
    if !table.conditions.is_empty() {
        page.heading(out, lang.pick("条件里的名称", "Named conditions"))?;
        let rows =
            table.conditions.iter().map(|[name, text]| vec![page.code(name), page.code(text)]);
        page.table(out, &[lang.pick("名称", "name"), lang.pick("就是", "is")], rows.collect())?;
    }
    if !table.facts.is_empty() {
        page.heading(out, lang.pick("条件里的事项", "Facts in the conditions"))?;
        let header = match lang {
            Lang::Zh => ["事项", "是什么", "可以是"],
            Lang::En => ["fact", "is", "one of"],
        };
        let rows = table.facts.iter();
        let rows =
            rows.map(|[id, label, values]| vec![page.code(id), label.clone(), values.clone()]);
        page.table(out, &header, rows.collect())?;
    }
    let ((nodes, facts), rows, outcomes) = (table.size, table.counts.len(), table.outcomes.len());
    match lang {
        Lang::Zh => {
            writeln!(out, "\n{rows}行，{outcomes}种结果；判定图有{nodes}个节点，看{facts}个变量")
        }
        Lang::En => writeln!(
            out,
            "\n{rows} rows, {outcomes} outcomes; the diagram has {nodes} nodes over {facts} variables"
        ),
    }
}

/// Every case, and what can be said while nothing is known.
fn write_cases(out: &mut impl Write, page: Page, table: &Decisions) -> io::Result<()> {
    let lang = page.lang;
    let outcome_of = |outcome: usize| table.outcomes.get(outcome).cloned().unwrap_or_default();
    let (case, row, gives) = match lang {
        Lang::Zh => ("情况", "行", "给什么"),
        Lang::En => ("case", "row", "gives"),
    };
    page.heading(out, lang.pick("每一种情况", "Every case"))?;
    if let Some(cases) = &table.cases {
        let all = table.counts.iter().fold(0_u128, |all, (_, own, _)| all.saturating_add(*own));
        match lang {
            Lang::Zh => {
                writeln!(out, "按我们的读法；不同行的情况互不重叠，合起来是全部{all}种组合\n")?;
            }
            Lang::En => writeln!(
                out,
                "The readings as taken; cases of different rows never overlap, together they are all {all} combinations\n"
            )?,
        }
        let cases = cases.iter();
        let cases =
            cases.map(|own| vec![own.who.clone(), own.row.clone(), outcome_of(own.outcome)]);
        page.table(out, &[case, row, gives], cases.collect())?;
    } else {
        writeln!(out, "{}", table.too_many(lang))?;
    }
    page.heading(out, lang.pick("什么都还不知道时", "While nothing is known"))?;
    let (may, asks) = match lang {
        Lang::Zh => ("可能", "要问"),
        Lang::En => ("possible", "to be asked"),
    };
    let possible = table.unknown.outcomes.iter().map(|outcome| outcome_of(*outcome));
    let possible = possible.collect::<Vec<_>>().join(lang.pick("；或者 ", "; or "));
    let asked = table.unknown.asks.join(lang.pick("、", ", "));
    page.table(out, &[may, asks], vec![vec![possible, asked]])?;
    page.heading(out, lang.pick("每行几种组合", "How many combinations a row has"))?;
    let (combinations, paths) = match lang {
        Lang::Zh => ("组合", "判定图里的路"),
        Lang::En => ("combinations", "paths of the diagram"),
    };
    let counts = table.counts.iter();
    let counts =
        counts.map(|(id, all, paths)| vec![id.clone(), all.to_string(), paths.to_string()]);
    page.table(out, &[row, combinations, paths], counts.collect())
}
