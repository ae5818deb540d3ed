//! A mutation of the law: each number and each condition of each policy.toml is changed, one at a
//! time, and a lint or a case of cases.toml must notice.
//!
//! Changed are: numbers that rows give or figures mean, and numbers in conditions, by one; `==` and
//! `!=`, `&&` and `||`, `<` and `<=`, `>` and `>=` into one another; each name of a flag or a
//! condition negated; each `!` left out; each value of a list left out. A change that compiles to the
//! same diagrams is none. What nobody notices stands in `law-survivors.tsv` with the reason; the
//! list may only shrink.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use mingbai_compiler::trial::try_case;
use mingbai_compiler::{Case, CompiledVocabulary, compile_policy, compile_vocabulary, read_cases};
use mingbai_core::case::Reader;
use mingbai_core::policy::Policy;
use mingbai_policies::BuiltIn;
use mingbai_tests::engine::day;

/// What nobody notices, and why that is harmless.
const SURVIVORS: &str = include_str!("law-survivors.tsv");

/// One change of a file.
struct Change {
    place: Range<usize>,
    instead: String,
    /// Numbers are found by lints: the cases need not be tried.
    kind: &'static str,
}

/// What became of a change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Fate {
    Lint,
    Case,
    Same,
    Survives,
}

#[test]
fn every_change_of_the_law_is_noticed_by_a_lint_or_a_case() {
    let vocabulary = compile_vocabulary("facts.toml", mingbai_policies::FACTS_TOML)
        .expect("facts.toml compiles");
    let mut survivors = BTreeSet::new();
    for built_in in mingbai_policies::policies() {
        let found = policy(&vocabulary, built_in);
        survivors.extend(found);
    }
    let known: BTreeMap<&str, &str> = SURVIVORS
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.rsplit_once('\t').expect("change, tab, reason"))
        .collect();
    assert!(known.values().all(|reason| !reason.trim().is_empty()), "a survivor without a reason");
    let new: Vec<&String> =
        survivors.iter().filter(|change| !known.contains_key(change.as_str())).collect();
    assert!(
        new.is_empty(),
        "{} changes that nobody notices; add a case to cases.toml for each:\n{}",
        new.len(),
        new.iter().map(|change| change.as_str()).collect::<Vec<_>>().join("\n")
    );
    let gone: Vec<&&str> = known.keys().filter(|change| !survivors.contains(**change)).collect();
    assert!(gone.is_empty(), "noticed by now; take out of law-survivors.tsv: {gone:#?}");
}

fn policy(vocabulary: &CompiledVocabulary, built_in: &BuiltIn) -> Vec<String> {
    let text = built_in.policy_toml;
    let cases = read_cases("cases.toml", built_in.cases_toml).expect("cases.toml is read");
    let before = compile_policy(vocabulary, built_in.id, text).expect("it compiles").policy;
    let changes = changes(text);
    let fates = Mutex::new(Vec::new());
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(change) = changes.get(next.fetch_add(1, Ordering::Relaxed)) {
            let mut other = text.to_owned();
            other.replace_range(change.place.clone(), &change.instead);
            let fate = fate(vocabulary, &before, &cases, &other);
            fates.lock().unwrap().push((change, fate));
        }
    };
    thread::scope(|scope| {
        let count = thread::available_parallelism().map_or(2, usize::from);
        (0..count).for_each(|_| drop(scope.spawn(work)));
    });
    let fates = fates.into_inner().unwrap();
    assert_eq!(fates.len(), changes.len());
    let count = |kind: &str, wanted: Fate| {
        fates.iter().filter(|(change, fate)| change.kind == kind && *fate == wanted).count()
    };
    for kind in ["number", "operator", "name", "list"] {
        let [lint, case, same, survives] =
            [Fate::Lint, Fate::Case, Fate::Same, Fate::Survives].map(|fate| count(kind, fate));
        println!(
            "{}: {kind}: {lint} by a lint, {case} by a case, {same} the same law, {survives} unnoticed",
            built_in.id
        );
    }
    let unnoticed = fates.iter().filter(|(_, fate)| *fate == Fate::Survives);
    unnoticed.map(|(change, _)| named(built_in.id, text, change)).collect()
}

/// The change in words that stay the same while other lines of the file change: the line with the
/// changed place marked.
fn named(id: &str, text: &str, change: &Change) -> String {
    let start = text[..change.place.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let heading = text[..start].rfind("\n[").map_or("", |at| {
        let rest = &text[at + 1..];
        &rest[..rest.find('\n').unwrap_or(rest.len())]
    });
    format!(
        "{id} {} {}⟦{} → {}⟧{}",
        heading.split(']').next().unwrap_or_default().trim_start_matches('['),
        text[start..change.place.start].trim_start(),
        &text[change.place.clone()],
        change.instead,
        &text[change.place.end..end].trim_end(),
    )
}

fn fate(vocabulary: &CompiledVocabulary, before: &Policy, cases: &[Case], changed: &str) -> Fate {
    let Ok(compiled) = compile_policy(vocabulary, "policy.toml", changed) else {
        return Fate::Lint;
    };
    if compiled.policy == *before {
        return Fate::Same;
    }
    let policy = &compiled.policy;
    let reader = Reader { vocabulary: &vocabulary.vocabulary, policy, figures: None };
    let noticed = |case: &Case| {
        try_case(case, reader, day()).map_or(true, |differences| !differences.is_empty())
    };
    if cases.iter().any(noticed) { Fate::Case } else { Fate::Survives }
}

fn changes(text: &str) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim_start().starts_with('#') {
            numbers(line, at, &mut changes);
            conditions(line, at, &mut changes);
        }
        at += line.len();
    }
    changes
}

/// `= "70"`: what rows give and what figures mean.
fn numbers(line: &str, at: usize, changes: &mut Vec<Change>) {
    for (found, opening) in line.match_indices("= \"") {
        let start = found + opening.len();
        let Some(length) = line[start..].find('"') else { continue };
        let number = &line[start..start + length];
        if let Ok(value) = number.parse::<i64>() {
            let place = at + start..at + start + length;
            changes.push(Change { place, instead: (value + 1).to_string(), kind: "number" });
        }
    }
}

/// Conditions are what stands in single quotes.
fn conditions(line: &str, at: usize, changes: &mut Vec<Change>) {
    let mut rest = 0;
    while let Some(open) = line[rest..].find('\'').map(|found| rest + found + 1) {
        let Some(close) = line[open..].find('\'').map(|found| open + found) else { return };
        if &line[open..close] != "otherwise" {
            condition(&line[open..close], at + open, changes);
        }
        rest = close + 1;
    }
}

/// The tokens of a condition, and what each may become.
fn condition(text: &str, at: usize, changes: &mut Vec<Change>) {
    let tokens = tokens(text);
    let token = |index: usize| tokens.get(index).map_or("", |place| &text[place.clone()]);
    let compares = |token: &str| matches!(token, "==" | "!=" | "<" | "<=" | ">" | ">=" | "in");
    let mut listed = false;
    for (index, place) in tokens.iter().enumerate() {
        let before = index.checked_sub(1).map_or("", token);
        let after = token(index + 1);
        let mut push = |place: Range<usize>, instead: String, kind| {
            changes.push(Change { place: at + place.start..at + place.end, instead, kind });
        };
        match token(index) {
            "[" => listed = true,
            "]" => listed = false,
            "!" => push(place.clone(), String::new(), "operator"),
            sign @ ("==" | "!=" | "<" | "<=" | ">" | ">=" | "&&" | "||") => {
                let other = match sign {
                    "==" => "!=",
                    "!=" => "==",
                    "<" => "<=",
                    "<=" => "<",
                    ">" => ">=",
                    ">=" => ">",
                    "&&" => "||",
                    _ => "&&",
                };
                push(place.clone(), other.to_owned(), "operator");
            }
            name if listed => {
                // A value with the comma after or before it; the last of a list of one stays.
                if name == "," || before == "[" && after == "]" {
                    continue;
                }
                let place = if after == "," {
                    place.start..tokens[index + 1].end
                } else {
                    tokens[index - 1].start..place.end
                };
                push(place, String::new(), "list");
            }
            number if number.parse::<i64>().is_ok() => {
                let value: i64 = number.parse().unwrap();
                push(place.clone(), (value + 1).to_string(), "number");
            }
            name if name.starts_with(|first: char| first.is_alphabetic()) && name != "in" => {
                if before == "in" {
                    continue;
                }
                if after == "in" && token(index + 2) != "[" {
                    // `disease in diseases`
                    let whole = place.start..tokens[index + 2].end;
                    push(whole.clone(), format!("!({})", &text[whole]), "name");
                } else if !compares(before) && !compares(after) {
                    push(place.clone(), format!("!{name}"), "name");
                }
            }
            _ => {}
        }
    }
}

fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            continue;
        }
        let word = |next: char| next.is_alphanumeric() || next == '_' || next == '.';
        let mut end = start + first.len_utf8();
        if word(first) {
            while let Some(&(at, next)) = chars.peek().filter(|(_, next)| word(*next)) {
                end = at + next.len_utf8();
                chars.next();
            }
        } else if let Some(&(at, next)) = chars.peek()
            && matches!((first, next), ('=' | '!' | '<' | '>', '=') | ('&', '&') | ('|', '|'))
        {
            end = at + 1;
            chars.next();
        }
        tokens.push(start..end);
    }
    tokens
}
