//! `mingbai test`: what cases.toml states against what policy.toml gives.

use std::fs;
use std::io::{Write, stdout};
use std::path::Path;

use mingbai_compiler::reached::unreached;
use mingbai_compiler::trial::{Difference, try_case};
use mingbai_compiler::{Case, Finding, compile_policy, read_cases};
use mingbai_core::case::Reader;
use mingbai_core::kernel::lang::Lang;
use mingbai_plain::visible::visible;

use crate::arguments::TestOptions;
use crate::failure::{Ended, Failure};
use crate::figures::CountyFigures;
use crate::library;
use crate::messages::Message;
use crate::underline::Underline;

/// Tests each folder: `file:line: name: key: expected …, found …` for every difference, each row to which no
/// case comes (which is no error), then how many cases held.
///
/// # Errors
/// Wrong use where a file cannot be read.
pub fn run(options: &TestOptions, underlined: bool, lang: Lang) -> Result<Ended, Failure> {
    let mut out = stdout().lock();
    let underline = Underline::on(&out, underlined);
    let mut outcome = Ended::Done;
    for folder in &options.folders {
        if folder_fails(folder, underline, lang, &mut out)? {
            outcome = Ended::DataErrors;
        }
    }
    Ok(outcome)
}

fn folder_fails(
    folder: &Path,
    underline: Underline,
    lang: Lang,
    out: &mut impl Write,
) -> Result<bool, Failure> {
    let read = |name: &str| {
        let path = folder.join(name);
        let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
        Ok::<_, Failure>((path.display().to_string(), text))
    };
    let (policy_file, policy_text) = read("policy.toml")?;
    let (cases_file, cases_text) = read("cases.toml")?;
    let compiled = compile_policy(&library::compiled_vocabulary()?, &policy_file, &policy_text);
    let cases = read_cases(&cases_file, &cases_text);
    let (compiled, cases) = match (compiled, cases) {
        (Ok(compiled), Ok(cases)) => (compiled, cases),
        (compiled, cases) => {
            let findings: Vec<Finding> =
                [compiled.err(), cases.err()].into_iter().flatten().flatten().collect();
            for finding in &findings {
                writeln!(out, "{}", underline.finding(finding, lang))?;
            }
            return Ok(true);
        }
    };
    if cases.is_empty() {
        return Err(Message::NothingTested(folder.join("cases.toml")).into());
    }
    let loaded = library::from_compiled(compiled)?;
    let reader = Reader { vocabulary: &loaded.vocabulary, policy: &loaded.policy, figures: None };
    let county = Some(folder.join("figures.toml")).filter(|path| path.exists());
    let county = match county.map(|path| CountyFigures::load(&path, &[reader])).transpose() {
        Err(Failure::Data(findings)) => {
            for finding in &findings {
                writeln!(out, "{}", underline.finding(finding, lang))?;
            }
            return Ok(true);
        }
        county => county?,
    };
    let figures = county.as_ref().map(|county| county.decode(reader)).transpose()?;
    let reader = Reader { figures: figures.as_ref(), ..reader };
    let mut held = 0;
    for case in &cases {
        let failed = differences(case, reader, lang);
        held += usize::from(failed.is_empty());
        for difference in failed {
            let said = format!("{cases_file}:{}: {}: {difference}", case.line, case.name);
            writeln!(out, "{}", visible(&said))?;
        }
    }
    for (provision, row) in unreached(&cases, reader) {
        let message = Message::RowWithoutCase { provision, row }.text(lang);
        writeln!(out, "{policy_file}: {message}")?;
    }
    let all = cases.len();
    let failed = all - held;
    match lang {
        Lang::Zh => write!(out, "{cases_file}：{all} 个案例，{held} 个相符，{failed} 个不符")?,
        Lang::En => write!(out, "{cases_file}: {all} cases, {held} hold, {failed} fail")?,
    }
    let advice = lang.pick(
        "；请对照条文，看是案例写错了还是规则写错了",
        "; read the clauses and put the case or the rule right",
    );
    writeln!(out, "{}", if failed > 0 { advice } else { "" })?;
    Ok(held < all)
}

fn differences(case: &Case, reader: Reader<'_>, lang: Lang) -> Vec<String> {
    match try_case(case, reader, reader.policy.data().in_force.from) {
        Err(problems) => problems.iter().map(|problem| problem.words(lang)).collect(),
        Ok(differences) => differences
            .into_iter()
            .map(|Difference { key, expected, found }| {
                let provisions = &reader.policy.data().provisions;
                let id = key.strip_prefix("expect.").filter(|id| !id.contains('.'));
                if let Some(id) = id.filter(|id| !provisions.iter().any(|own| own.id == *id)) {
                    let known: Vec<&str> = provisions.iter().map(|own| own.id.as_str()).collect();
                    let (policy, id) = (reader.policy.data().id.clone(), id.to_owned());
                    let no = Message::NoSuchProvision { policy, id, known: known.join(", ") };
                    return format!("{key}{}{}", lang.pick("：", ": "), no.text(lang));
                }
                let (expected, found) = (expected.to_string(), found.to_string());
                Message::CaseDiffers { key, expected, found }.text(lang)
            })
            .collect(),
    }
}
