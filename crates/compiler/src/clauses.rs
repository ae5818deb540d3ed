//! A policy against the clauses of its document: `*.clauses.tsv`, columns `at` and `text`.

use crate::accounted::{Accounted, Cited};
use crate::finding::{Finding, Report};
use crate::lints::{
    clause_table, figure_not_in_clause, number_not_in_clause, unaccounted_clause, unknown_clause,
};
use crate::number::Number;
use crate::source::{At, Source};
use crate::suggest::did_you_mean;

/// A clause of a document.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Clause {
    at: At<String>,
    text: String,
}

/// Checks what a policy accounts for against a clause table: findings in the policy file first, then
/// those in the table.
pub fn check(account: &Accounted, table: &Source) -> Vec<Finding> {
    let mut in_table = Report::new(table);
    let clauses = read(table, &mut in_table);
    let mut in_policy = Report::new(&account.source);
    if in_table.is_empty() {
        let cited = account.provisions.iter().flat_map(|provision| &provision.at);
        for at in cited.chain(&account.readings).chain(&account.elsewhere) {
            exists(at, &clauses, table.name(), &mut in_policy);
        }
        for provision in &account.provisions {
            figures(provision, &clauses, &mut in_policy);
            rows(provision, &clauses, &mut in_policy);
        }
        for clause in &clauses {
            accounted(clause, account, &mut in_table);
        }
    }
    let mut findings = in_policy.finish();
    findings.extend(in_table.finish());
    findings
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
    let mut start = 0;
    for (number, line) in table.text().split('\n').enumerate() {
        let span = start..start + line.len();
        start = span.end + 1;
        let line = line.trim_end_matches('\r');
        if number == 0 {
            if line.trim_start_matches('\u{feff}') != "at\ttext" {
                clause_table::header(report, &span);
                return clauses;
            }
            continue;
        }
        if line.trim().is_empty() {
            continue;
        }
        match line.split_once('\t') {
            Some((at, text))
                if !at.trim().is_empty() && !text.trim().is_empty() && !text.contains('\t') =>
            {
                if clauses.iter().any(|clause| clause.at.value == at) {
                    clause_table::twice(report, &span, at);
                }
                clauses.push(Clause { at: At::new(at.to_owned(), span), text: text.to_owned() });
            }
            _ => clause_table::line(report, &span),
        }
    }
    clauses
}

fn exists(at: &At<String>, clauses: &[Clause], table: &str, report: &mut Report<'_>) {
    if clauses.iter().all(|clause| clause.at != *at) {
        let hint = did_you_mean(&at.value, clauses.iter().map(|clause| clause.at.value.as_str()));
        unknown_clause::report(report, &at.span, &at.value, table, &hint);
    }
}

fn figures(provision: &Cited, clauses: &[Clause], report: &mut Report<'_>) {
    let own: Vec<&Clause> =
        clauses.iter().filter(|clause| provision.at.contains(&clause.at)).collect();
    for figure in &provision.figures {
        let word = figure.word.value.as_str();
        // Where no clause of the provision exists, that is the finding.
        if !own.is_empty() && !own.iter().any(|clause| clause.text.contains(word)) {
            let names: Vec<&str> = own.iter().map(|clause| clause.at.value.as_str()).collect();
            figure_not_in_clause::report(
                report,
                &figure.word.span,
                &provision.provision,
                word,
                &names.join("、"),
            );
        }
    }
}

/// Each number of a row that names its clauses is one that they state.
fn rows(provision: &Cited, clauses: &[Clause], report: &mut Report<'_>) {
    for row in &provision.rows {
        let own: Vec<&Clause> =
            clauses.iter().filter(|clause| row.at.contains(&clause.at)).collect();
        let stated = |number: Number| {
            provision
                .figures
                .iter()
                .filter(|figure| figure.number == number)
                .any(|figure| own.iter().any(|clause| clause.text.contains(&figure.word.value)))
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
        for broken in
            ["一\t甲\n", "at\ttext\n一\t甲\n一\t乙\n", "at\ttext\n一\n", "at\ttext\n\t甲\n"]
        {
            assert!(!read(broken).unwrap_err().is_empty(), "{broken:?}");
        }
        assert_eq!(crate::read_clauses("x.tsv", "at\ttext\n一\t甲\n").unwrap(), [pair("一", "甲")]);
    }
}
