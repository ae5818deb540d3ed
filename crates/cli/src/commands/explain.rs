//! `mingbai explain`: one provision laid out for a meeting table: its rows as they are written, what
//! its diagram makes of them, its clauses, figures and readings.

mod page;

use std::fs;
use std::io::{self, Write, stdout};

use mingbai_compiler::file::policy::{self as file, PolicyFile};
use mingbai_compiler::file::provision::{Hit, ProvisionEntry};
use mingbai_compiler::file::toml;
use mingbai_compiler::finding::Report;
use mingbai_compiler::source::Source;
use mingbai_core::case::set_readings;
use mingbai_core::kernel::diagram::{UNKNOWN, Var};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::vocabulary::FactKind;
use mingbai_core::policy::{Provision, Table};

use crate::arguments::ExplainOptions;
use crate::failure::{Ended, Failure};
use crate::library::{self, Loaded};
use crate::messages::Message;
use crate::plain::cubes::{Cube, cubes, disjoint};
use crate::plain::outcomes::outcome_words;
use crate::plain::{Named, NamedKind, cube_words};
use page::Page;

/// Lays a provision out.
///
/// # Errors
/// Wrong use where there is no such policy or provision.
pub fn run(options: &ExplainOptions, lang: Lang) -> Result<Ended, Failure> {
    let Some((name, id)) = options.provision.rsplit_once('/') else {
        return Err(Message::NotAProvision(options.provision.clone()).into());
    };
    let loaded = library::load(name)?;
    let provisions = &loaded.policy.data().provisions;
    let Some(provision) = provisions.iter().find(|provision| provision.id == id) else {
        let known: Vec<&str> = provisions.iter().map(|provision| provision.id.as_str()).collect();
        let (policy, id, known) = (name.to_owned(), id.to_owned(), known.join(", "));
        return Err(Message::NoSuchProvision { policy, id, known }.into());
    };
    let built_in = mingbai_policies::policies().iter().find(|policy| policy.id == name);
    let written = match built_in {
        Some(policy) => policy.policy_toml.to_owned(),
        None => fs::read_to_string(name).map_err(Failure::file(name.as_ref()))?,
    };
    let source = Source::new(name, written);
    let mut report = Report::new(&source);
    let Some(table) = toml::read(source.text(), &mut report) else {
        return Err(Failure::Data(report.finish()));
    };
    let file = file::read(&table, &mut report);
    let page = Page { layout: options.format, lang };
    let explained = Explained { loaded: &loaded, provision, file: &file, page };
    explained.write(&mut stdout().lock())?;
    Ok(Ended::Done)
}

struct Explained<'e> {
    loaded: &'e Loaded,
    provision: &'e Provision,
    file: &'e PolicyFile,
    page: Page,
}

impl Explained<'_> {
    fn write(&self, out: &mut impl Write) -> Result<(), Failure> {
        let (lang, id) = (self.page.lang, self.provision.id.as_str());
        let words = self.loaded.words.provisions.get(id);
        let data = self.loaded.policy.data();
        let heading = format!("{} ({}/{id})", self.loaded.title(id, lang), data.id);
        self.page.title(out, &heading)?;
        if let Some(words) = words {
            writeln!(out, "{}", words.what.pick(lang))?;
            for text in words.claim.iter().chain(&words.emended) {
                writeln!(out, "\n{}", text.pick(lang))?;
            }
        }
        let colon = lang.pick("：", ": ");
        let clauses = self.provision.at.join(", ");
        writeln!(out, "\n{}{colon}{} {clauses}", lang.pick("条款", "Clauses"), data.instrument)?;
        let entry = self.file.provisions.iter().find(|entry| entry.id.value == id);
        if let (Some(table), Some(entry)) = (&self.provision.table, entry) {
            self.write_rows(out, table, entry)?;
            self.write_paths(out, table)?;
        }
        let figures = entry.map(|entry| entry.figures.as_slice()).unwrap_or_default();
        if !figures.is_empty() {
            self.page.heading(out, lang.pick("原文里的数", "Figures of the clause"))?;
            let rows =
                figures.iter().map(|own| vec![own.word.value.clone(), own.number.to_string()]);
            self.page.table(
                out,
                &[lang.pick("原文", "as written"), lang.pick("意思是", "meaning")],
                rows.collect(),
            )?;
        }
        Ok(self.write_readings(out)?)
    }

    fn write_rows(
        &self,
        out: &mut impl Write,
        table: &Table,
        entry: &ProvisionEntry,
    ) -> io::Result<()> {
        let lang = self.page.lang;
        self.page.heading(out, lang.pick("判定表", "Decision table"))?;
        let hit = match entry.hit {
            Hit::First => {
                lang.pick("从上往下，第一行对上的算", "the first row that matches is the answer")
            }
            Hit::Unique => lang
                .pick("几行都对上时，给的是一样的", "where several rows match they give the same"),
        };
        writeln!(out, "{hit}\n")?;
        let rows = entry.rows.iter().map(|row| {
            let gives =
                row.gives.as_ref().map(|gives| outcome_words(self.loaded, &gives.outcome, lang));
            let says = row.says.as_ref().map(|says| lang.pick(&says.value.zh, &says.value.en));
            vec![
                row.id.value.clone(),
                self.page.code(&row.when.value),
                gives.unwrap_or_default(),
                says.unwrap_or_default().to_owned(),
            ]
        });
        let header = match lang {
            Lang::Zh => ["行", "条件", "给什么", "一句话"],
            Lang::En => ["row", "when", "gives", "because"],
        };
        self.page.table(out, &header, rows.collect())?;
        let texts = entry.rows.iter().map(|row| row.when.value.as_str()).collect();
        let named = self.conditions(texts);
        if !named.is_empty() {
            self.page.heading(out, lang.pick("条件里的名称", "Named conditions"))?;
            let rows =
                named.iter().map(|(name, text)| vec![self.page.code(name), self.page.code(text)]);
            self.page.table(
                out,
                &[lang.pick("名称", "name"), lang.pick("就是", "is")],
                rows.collect(),
            )?;
        }
        self.write_facts(out, table)?;
        let (facts, nodes) = (table.by_row.support().len(), table.by_row.len());
        let (rows, outcomes) = (table.rows.len(), table.outcomes.len());
        match lang {
            Lang::Zh => writeln!(
                out,
                "\n{rows}行，{outcomes}种结果；判定图有{nodes}个节点，看{facts}个变量"
            ),
            Lang::En => writeln!(
                out,
                "\n{rows} rows, {outcomes} outcomes; the diagram has {nodes} nodes over {facts} variables"
            ),
        }
    }

    /// The facts that the table tests, with the values a condition may name.
    fn write_facts(&self, out: &mut impl Write, table: &Table) -> io::Result<()> {
        let (lang, loaded) = (self.page.lang, self.loaded);
        let tested = table.by_row.support();
        let named: Vec<Named> =
            tested.iter().filter_map(|&var| Named::of(&self.loaded.policy, var)).collect();
        let policy = &loaded.policy;
        let facts = policy.facts_of(tested).filter_map(|fact| policy.fact(fact)).map(|fact| {
            let value =
                |value: &String| format!("{value} = {}", loaded.value(&fact.id, value, lang));
            let unit = loaded.fact(&fact.id).and_then(|words| words.unit.as_ref());
            let unit = unit.map_or("", |unit| unit.pick(lang));
            // Of a set only the values that are tested: it may have dozens.
            let member = |own: &Named, id: &String| {
                own.id == fact.id && own.kind == NamedKind::Member(id.clone())
            };
            let all = !matches!(fact.kind, FactKind::Set(_));
            let shown = |id: &&String| all || named.iter().any(|own| member(own, id));
            let values: Vec<String> = match &fact.kind {
                FactKind::Flag => {
                    let (id, yes, no) = (&fact.id, lang.pick("是", "yes"), lang.pick("否", "no"));
                    vec![format!("{id} = {yes}"), format!("!{id} = {no}")]
                }
                FactKind::Money => vec![format!("0.00 … {}", lang.pick("元", "yuan"))],
                FactKind::Number { min, max } => vec![format!("{min} … {max} {unit}")],
                kind => kind.values().iter().filter(shown).map(value).collect(),
            };
            let values = values.join(lang.pick("；", "; "));
            vec![self.page.code(&fact.id), loaded.label(&fact.id, lang).to_owned(), values]
        });
        let rows: Vec<Vec<String>> = facts.collect();
        if rows.is_empty() {
            return Ok(());
        }
        self.page.heading(out, lang.pick("条件里的事项", "Facts in the conditions"))?;
        let header = match lang {
            Lang::Zh => ["事项", "是什么", "可以是"],
            Lang::En => ["fact", "is", "one of"],
        };
        self.page.table(out, &header, rows)
    }

    /// The named conditions that the texts use, in the order of the file.
    fn conditions<'t>(&'t self, mut open: Vec<&'t str>) -> Vec<(&'t str, &'t str)> {
        let mut used: Vec<&str> = Vec::new();
        let word = |byte: char| !(byte.is_ascii_alphanumeric() || byte == '_' || byte == '.');
        while let Some(text) = open.pop() {
            for name in text.split(word) {
                let named = self.file.conditions.iter().find(|own| own.name.value == name);
                if let Some(own) = named.filter(|_| !used.contains(&name)) {
                    used.push(name);
                    open.push(&own.text.value);
                }
            }
        }
        let conditions = self.file.conditions.iter();
        conditions
            .filter(|own| used.contains(&own.name.value.as_str()))
            .map(|own| (own.name.value.as_str(), own.text.value.as_str()))
            .collect()
    }

    /// Every case, the readings as taken: the paths of the diagram, merged to few plain rows. Those of
    /// different rows of the table never overlap; together they are all cases there are.
    fn write_paths(&self, out: &mut impl Write, table: &Table) -> Result<(), Failure> {
        let policy = &self.loaded.policy;
        let count = Var::try_from(policy.data().variables.len()).unwrap_or(Var::MAX);
        let named: Vec<Named> = (0..count).filter_map(|var| Named::of(policy, var)).collect();
        let domains: Vec<usize> = named.iter().map(Named::values).collect();
        let mut readings = vec![UNKNOWN; named.len()];
        set_readings(policy, &mut readings, &[]);
        let by_row = table.by_row.restrict(&readings);
        let support = by_row.support();
        let combinations = |cube: &Cube| {
            let allowed = support.iter().filter_map(|&var| cube.get(usize::from(var)));
            allowed
                .map(|allowed| allowed.iter().filter(|allowed| **allowed).count() as u128)
                .fold(1_u128, u128::saturating_mul)
        };
        let lang = self.page.lang;
        let (mut rows, mut counts) = (Vec::new(), Vec::new());
        let mut all = 0_u128;
        for (leaf, row) in (0..).zip(&table.rows) {
            let paths = disjoint(&by_row, leaf, &domains);
            let cases = paths.iter().map(combinations).fold(0_u128, u128::saturating_add);
            all = all.saturating_add(cases);
            counts.push(vec![row.id.clone(), cases.to_string(), paths.len().to_string()]);
            let outcome = table.outcomes.get(usize::from(row.outcome));
            let found = cubes(&by_row, leaf, &domains).unwrap_or(paths);
            rows.extend(found.iter().map(|cube| {
                vec![
                    cube_words(cube, &named, self.loaded, lang),
                    row.id.clone(),
                    outcome
                        .map(|outcome| outcome_words(self.loaded, outcome, lang))
                        .unwrap_or_default(),
                ]
            }));
        }
        self.page.heading(out, lang.pick("每一种情况", "Every case"))?;
        match lang {
            Lang::Zh => {
                writeln!(out, "按我们的读法；不同行的情况互不重叠，合起来是全部{all}种组合\n")?;
            }
            Lang::En => writeln!(
                out,
                "The readings as taken; cases of different rows never overlap, together they are all {all} combinations\n"
            )?,
        }
        let (case, row, gives) = match lang {
            Lang::Zh => ("情况", "行", "给什么"),
            Lang::En => ("case", "row", "gives"),
        };
        self.page.table(out, &[case, row, gives], rows)?;
        self.page.heading(out, lang.pick("每行几种组合", "How many combinations a row has"))?;
        let (combinations, paths) = match lang {
            Lang::Zh => ("组合", "判定图里的路"),
            Lang::En => ("combinations", "paths of the diagram"),
        };
        self.page.table(out, &[row, combinations, paths], counts)?;
        Ok(())
    }

    fn write_readings(&self, out: &mut impl Write) -> io::Result<()> {
        let (lang, policy) = (self.page.lang, &self.loaded.policy);
        let tested = self.provision.table.as_ref().map(|table| table.by_outcome.support());
        let own = policy.readings_of(tested.unwrap_or_default());
        let readings: Vec<&str> = own
            .chain(self.provision.notes.iter().copied())
            .filter_map(|index| policy.data().readings.get(usize::from(index)))
            .map(|reading| reading.id.as_str())
            .collect();
        if readings.is_empty() {
            return Ok(());
        }
        self.page.heading(out, lang.pick("读法", "Readings"))?;
        let rows = readings.iter().filter_map(|id| {
            let words = self.loaded.words.readings.get(id)?;
            let said = [&words.question, &words.taken, &words.other];
            let said = said.map(|text| text.pick(lang).to_owned());
            Some([(*id).to_owned()].into_iter().chain(said).collect())
        });
        let header = match lang {
            Lang::Zh => ["名称", "问题", "我们的读法", "另一种读法"],
            Lang::En => ["reading", "question", "taken", "the other"],
        };
        self.page.table(out, &header, rows.collect())
    }
}
