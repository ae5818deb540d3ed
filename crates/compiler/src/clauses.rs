//! A policy against the clauses of its documents: `*.clauses.tsv`, columns `at` and `text`.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::accounted::{Accounted, Cited};
use crate::file::policy::DocumentEntry;
use crate::file::provision::Figure;
use crate::finding::{Finding, Report};
use crate::lints::unapplied_limit::Limited;
use crate::lints::{
    clause_table, elsewhere_figure, figure_not_in_clause, missing_table, number_not_in_clause,
    office_not_in_clause, unaccounted_clause, unapplied_limit, unknown_clause,
};
use crate::number::Number;
use crate::source::{At, Source, Span};
use crate::suggest::did_you_mean;

/// A clause of a document.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Clause {
    at: At<String>,
    text: String,
}

/// Checks what a policy accounts for against the clause tables of its documents: findings in the policy
/// file first, then those in the tables.
pub fn check(account: &Accounted, tables: &[Source]) -> Vec<Finding> {
    let mut in_policy = Report::new(&account.source);
    let mut in_tables: Vec<Report<'_>> = Vec::new();
    let mut clauses: Vec<Clause> = Vec::new();
    let mut own = Vec::new();
    let (mut names, mut whole) = (Vec::new(), true);
    for (document, table) in documents(account, tables, &mut in_policy) {
        let mut in_table = Report::new(table);
        let mut read = read(table, &mut in_table);
        if let Some(document) = document {
            for clause in &mut read {
                clause.at.value = format!("{}:{}", document.name.value, clause.at.value);
            }
        }
        whole &= in_table.is_empty();
        own.push(clauses.len()..clauses.len() + read.len());
        clauses.extend(read);
        names.push(table.name());
        in_tables.push(in_table);
    }
    if whole && in_policy.is_empty() {
        let cited = account.provisions.iter().flat_map(|provision| &provision.at);
        for at in cited.chain(&account.readings).chain(&account.elsewhere) {
            exists(at, &clauses, &names.join("、"), &mut in_policy);
        }
        for provision in &account.provisions {
            words(provision, &clauses, &mut in_policy);
            rows(provision, &clauses, &mut in_policy);
        }
        limits(account, &clauses, &mut in_policy);
        for at in &account.unchecked {
            if let Some(clause) = clauses.iter().find(|clause| clause.at == *at) {
                elsewhere_figure::check(&mut in_policy, &at.span, &at.value, &clause.text);
            }
        }
        for (own, in_table) in own.into_iter().zip(&mut in_tables) {
            for clause in clauses.get(own).unwrap_or_default() {
                accounted(clause, account, in_table);
            }
        }
    }
    let mut findings = in_policy.finish();
    findings.extend(in_tables.into_iter().flat_map(Report::finish));
    findings
}

/// The tables a policy is compared with: one for each of its documents, by name; a policy of one document
/// takes the one that was given, or of several the one with its own name.
pub fn documents<'t, 'a>(
    account: &'a Accounted,
    tables: &'t [Source],
    report: &mut Report<'_>,
) -> Vec<(Option<&'a DocumentEntry>, &'t Source)> {
    let named = |name: &str| {
        tables.iter().find(|table| {
            let file = table.name().rsplit(['/', '\\']).next().unwrap_or_default();
            file.split('.').next() == Some(name)
        })
    };
    if account.documents.is_empty() {
        let table = match tables {
            [table] => Some(table),
            _ => named(&account.policy),
        };
        if table.is_none() {
            missing_table::report(report, &(0..0), &account.policy);
        }
        return table.map(|table| (None, table)).into_iter().collect();
    }
    let mut found = Vec::new();
    for document in &account.documents {
        match named(&document.clauses.value) {
            Some(table) => found.push((Some(document), table)),
            None => missing_table::report(report, &document.clauses.span, &document.clauses.value),
        }
    }
    found
}

/// The clauses of a table: where, and what it says.
///
/// # Errors
/// Every finding of the table.
pub fn clauses(table: &Source) -> Result<Vec<(String, String)>, Vec<Finding>> {
    let mut report = Report::new(table);
    let clauses = read(table, &mut report);
    if !report.is_empty() {
        return Err(report.finish());
    }
    Ok(clauses.into_iter().map(|clause| (clause.at.value, clause.text)).collect())
}

fn read(table: &Source, report: &mut Report<'_>) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut seen = HashSet::new();
    for (number, span) in lines(table.text()).into_iter().enumerate() {
        let line = table.text().get(span.clone()).unwrap_or_default().trim_end_matches('\r');
        if number == 0 {
            let header = line.trim_start_matches('\u{feff}').split('\t').map(plain);
            if !header.eq(["at", "text"]) {
                clause_table::header(report, &span);
                return clauses;
            }
            continue;
        }
        if line.trim().is_empty() {
            continue;
        }
        match line.split_once('\t').map(|(at, text)| (plain(at), plain(text))) {
            Some((at, text))
                if !at.trim().is_empty() && !text.trim().is_empty() && !text.contains('\t') =>
            {
                if !seen.insert(at.clone()) {
                    clause_table::twice(report, &span, &at);
                }
                clauses
                    .push(Clause { at: At::new(at.into_owned(), span), text: text.into_owned() });
            }
            _ => clause_table::line(report, &span),
        }
    }
    clauses
}

/// The places of the lines. A cell that a spreadsheet has put between quotation marks may hold several.
fn lines(text: &str) -> Vec<Span> {
    let mut lines: Vec<Span> = Vec::new();
    let (mut start, mut end) = (0, 0);
    for line in text.split_inclusive('\n') {
        end += line.len();
        let record = text.get(start..end).unwrap_or_default().trim_end_matches('\n');
        let open = record
            .split('\t')
            .any(|cell| cell.starts_with('"') && !cell.matches('"').count().is_multiple_of(2));
        if !open {
            lines.push(start..start + record.len());
            start = end;
        }
    }
    // What stands behind the last end of a line: nothing, or a line without one.
    lines.push(start..text.len());
    lines
}

/// A cell without the quotation marks a spreadsheet has put around it.
fn plain(cell: &str) -> Cow<'_, str> {
    let quoted = cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match quoted.map(|inner| (inner, inner.replace("\"\"", ""))) {
        Some((inner, rest)) if !rest.contains('"') => Cow::Owned(inner.replace("\"\"", "\"")),
        _ => Cow::Borrowed(cell),
    }
}

fn exists(at: &At<String>, clauses: &[Clause], table: &str, report: &mut Report<'_>) {
    if clauses.iter().all(|clause| clause.at != *at) {
        let hint = did_you_mean(&at.value, clauses.iter().map(|clause| clause.at.value.as_str()));
        unknown_clause::report(report, &at.span, &at.value, table, &hint);
    }
}

/// Each word of the provision's figures and offices stands in one of its clauses.
fn words(provision: &Cited, clauses: &[Clause], report: &mut Report<'_>) {
    let own: Vec<&Clause> =
        clauses.iter().filter(|clause| provision.at.contains(&clause.at)).collect();
    // Where no clause of the provision exists, that is the finding.
    if own.is_empty() {
        return;
    }
    let names: Vec<&str> = own.iter().map(|clause| clause.at.value.as_str()).collect();
    let names = names.join("、");
    let absent =
        |word: &At<String>| !own.iter().any(|clause| clause.text.contains(word.value.as_str()));
    let id = provision.provision.as_str();
    for Figure { word, .. } in provision.figures.iter().filter(|figure| absent(&figure.word)) {
        figure_not_in_clause::report(report, &word.span, id, &word.value, &names);
    }
    for word in provision.offices.iter().filter(|word| absent(word)) {
        office_not_in_clause::report(report, &word.span, id, &word.value, &names);
    }
}

/// Each number of a row that names its clauses is one that they state.
fn rows(provision: &Cited, clauses: &[Clause], report: &mut Report<'_>) {
    for row in &provision.rows {
        let own: Vec<&Clause> =
            clauses.iter().filter(|clause| row.at.contains(&clause.at)).collect();
        let said = |word: &str| own.iter().any(|clause| clause.text.contains(word));
        let stated = |number: Number| {
            let mut figures = provision.figures.iter().filter(|figure| figure.number == number);
            let mut derived = provision.derived.iter().filter(|derived| derived.number == number);
            figures.any(|figure| said(&figure.word.value))
                || derived.any(|derived| derived.words.iter().all(|word| said(word)))
        };
        for number in row.numbers.iter().filter(|number| !own.is_empty() && !stated(number.value)) {
            let names: Vec<&str> = own.iter().map(|clause| clause.at.value.as_str()).collect();
            number_not_in_clause::report(
                report,
                &number.span,
                (&provision.provision, &row.row),
                &number.value.to_string(),
                &names.join("、"),
            );
        }
    }
}

/// Each clause that rows give a layer terms from: its deductible and its limit are given too.
fn limits(account: &Accounted, clauses: &[Clause], report: &mut Report<'_>) {
    let given = || account.provisions.iter().flat_map(|provision| &provision.given);
    let texts = |layer: &str| {
        let feeds = |own: &&Cited| own.given.iter().any(|(_, other)| other == layer);
        let own: Vec<&At<String>> =
            account.provisions.iter().filter(feeds).flat_map(|own| &own.at).collect();
        let own = clauses.iter().filter(|clause| own.contains(&&clause.at));
        own.map(|clause| clause.text.as_str()).collect()
    };
    let layers: Vec<Limited<'_>> = account
        .limits
        .iter()
        .map(|(layer, limits)| Limited { layer, limits: *limits, texts: texts(layer) })
        .collect();
    for clause in clauses {
        let own: Vec<&Limited<'_>> = layers
            .iter()
            .filter(|own| given().any(|(at, layer)| *at == clause.at && layer == own.layer))
            .collect();
        if let Some((at, _)) = given().find(|(at, _)| *at == clause.at) {
            unapplied_limit::check(report, &at.span, (&at.value, &clause.text), &own);
        }
    }
}

fn accounted(clause: &Clause, account: &Accounted, report: &mut Report<'_>) {
    let cited = account.provisions.iter().any(|provision| provision.at.contains(&clause.at));
    if !cited && !account.elsewhere.contains(&clause.at) {
        unaccounted_clause::report(report, &clause.at.span, &clause.at.value, &account.policy);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_clause_by_clause_and_a_broken_one_is_refused() {
        let read = |text: &str| clauses(&Source::new("x.tsv", text));
        let pair = |at: &str, text: &str| (at.to_owned(), text.to_owned());
        let table = read("at\ttext\n一\t甲\r\n\n一1\t乙\n").unwrap();
        assert_eq!(table, [pair("一", "甲"), pair("一1", "乙")]);
        assert_eq!(read("at\ttext\n").unwrap(), []);
        // The last line may lack its end, or leave a quotation mark open.
        assert_eq!(read("at\ttext\n一\t甲").unwrap(), [pair("一", "甲")]);
        assert!(!read("at\ttext\n一\t\"甲\n二\t乙").unwrap_err().is_empty());
        // As a spreadsheet writes it.
        let quoted = read(
            "\"at\"\ttext\n一\t\"他说\"\"甲\"\"\n第二行\"\n\"二\"\t\"乙\"\n三\t\"丙\"和\"丁\"\n",
        );
        let three =
            [pair("一", "他说\"甲\"\n第二行"), pair("二", "乙"), pair("三", "\"丙\"和\"丁\"")];
        assert_eq!(quoted.unwrap(), three);
        for broken in
            ["", "一\t甲\n", "at\ttext\n一\t甲\n一\t乙\n", "at\ttext\n一\n", "at\ttext\n\t甲\n"]
        {
            assert!(!read(broken).unwrap_err().is_empty(), "{broken:?}");
        }
        assert_eq!(crate::read_clauses("x.tsv", "at\ttext\n一\t甲\n").unwrap(), [pair("一", "甲")]);
    }
}
