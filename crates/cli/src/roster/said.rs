//! What is told of a ledger on standard error: its columns before it is answered, its readings after.

use std::io::Write;
use std::path::Path;

use mingbai_core::case::problems::nearest;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::vocabulary::Fact;
use mingbai_ledger::answering::{self, Answering};
use mingbai_ledger::columns::Columns;

use crate::commands::roster::Task;
use crate::failure::Failure;
use crate::library::Loaded;
use crate::messages::Message;
use crate::terminal;

/// Refuses a ledger whose columns would appear twice in the output.
pub fn twice(names: &[String], added: &[String], input: &Path) -> Result<(), Failure> {
    let Some(name) = names.iter().find(|name| added.contains(name)) else { return Ok(()) };
    Err(Message::AnswerColumn { ledger: input.to_owned(), name: name.clone() }.into())
}

/// Says which columns are read and which are not, so that nothing is ignored silently.
pub fn columns(task: &Task<'_>, columns: &Columns) {
    let (loaded, lang) = (task.loaded, task.lang);
    let (read, carried) = columns.split();
    let asked = |name: &&str| {
        let place = columns.names.iter().position(|own| own == name).unwrap_or(usize::MAX);
        columns.facts_of(place).iter().any(|fact| loaded.document().asks(fact))
    };
    let (read, not_asked): (Vec<&str>, Vec<&str>) = read.into_iter().partition(asked);
    let mut err = terminal::stderr();
    let mut say = |zh: &str, en: &str, names: &[&str]| {
        if !names.is_empty() {
            let _ = writeln!(err, "{}{}", lang.pick(zh, en), names.join(", "));
        }
    };
    say("当作事项来读的列：", "columns read as facts: ", &read);
    say("本文件不问的列：", "columns not asked by this document: ", &not_asked);
    say("原样带过的列：", "columns carried through: ", &carried);
    for name in carried {
        if let Some(fact) = nearly(loaded, name, lang) {
            let _ = match lang {
                Lang::Zh => writeln!(err, "“{name}”没有当作事项来读；是不是想写 {fact}？"),
                Lang::En => writeln!(err, "{name:?} is not read as a fact; was {fact} meant?"),
            };
        }
    }
}

/// Says how the text is read where it can be read two ways, and which readings are taken the other way.
pub fn readings(task: &Task<'_>, answering: &Answering<'_>) {
    if !task.options.readings {
        return;
    }
    let lang = task.lang;
    let mut err = terminal::stderr();
    for (_, id) in answering::readings(&task.loaded.policy) {
        let Some(words) = task.loaded.words.readings.get(id) else { continue };
        let other = answering.form.other_readings.iter().any(|own| own == id);
        let way = if other { &words.other } else { &words.taken };
        let (question, way) = (words.question.pick(lang), way.pick(lang));
        let _ = match lang {
            Lang::Zh => writeln!(err, "读法 {id}：{question} 这里按：{way}"),
            Lang::En => writeln!(err, "reading {id}: {question} Here: {way}"),
        };
    }
}

/// The fact that a column which is carried through may have been meant for: its name is nearly that
/// of the fact, or one of the two is a part of the other.
fn nearly(loaded: &Loaded, name: &str, lang: Lang) -> Option<String> {
    let facts = || loaded.policy.data().facts.iter();
    let label = |fact: &Fact| loaded.label(&fact.id, lang).to_owned();
    let labels: Vec<String> = facts().map(label).collect();
    let part = |label: &&String| {
        let shorter = name.chars().count().min(label.chars().count());
        shorter > 1 && (label.contains(name) || name.contains(label.as_str()))
    };
    let ids = nearest(name, facts().map(|fact| fact.id.as_str()));
    let known = ids.or_else(|| nearest(name, labels.iter().map(String::as_str)));
    known.or_else(|| labels.iter().find(part).map(String::as_str)).map(str::to_owned)
}
