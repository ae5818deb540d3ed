//! `mingbai ask`: the interview in a terminal, in the order of the page. The engine says which; what was answered
//! "I don't know" is not asked again.

use std::io::{self, BufRead, Write, stdin};

use mingbai_compiler::Text;
use mingbai_compiler::words::GroupWords;
use mingbai_core::answer::answer;
use mingbai_core::answer::ways::Ways;
use mingbai_core::answer::{Answer, People};
use mingbai_core::case::Reader;
use mingbai_core::case::problems::Problem;
use mingbai_core::case::values::Value;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::kernel::money::Money;
use mingbai_core::policy::vocabulary::{Fact, FactKind};

use super::readable::{self, Told};
use crate::arguments::{AskOptions, today};
use crate::failure::{Ended, Failure};
use crate::figures::CountyFigures;
use crate::library::{self, Loaded};
use crate::messages::Message;
use crate::plain::said;
use crate::terminal;

/// Asks, and answers.
///
/// # Errors
/// Wrong use: no such policy or file.
pub fn run(options: &AskOptions, lang: Lang) -> Result<Ended, Failure> {
    let loaded = library::load(&options.policy)?;
    let on = options.on.or_else(today).ok_or(Message::NoToday)?;
    let reader = Reader { vocabulary: &loaded.vocabulary, policy: &loaded.policy, figures: None };
    let county = options.figures.as_deref();
    let county = county.map(|path| CountyFigures::load(path, &[reader])).transpose()?;
    let figures = county.as_ref().map(|county| county.decode(reader)).transpose()?;
    let reader = Reader { figures: figures.as_ref(), ..reader };
    let no_answer = |problems: Vec<Problem>| {
        Failure::All(problems.into_iter().map(Message::NoAnswer).collect())
    };
    let figures = county.as_ref().map(CountyFigures::used);
    // Of each question what was answered.
    let mut answered: Vec<Vec<(String, Value)>> = Vec::new();
    let (mut input, mut out) = (stdin().lock(), terminal::stdout());
    writeln!(
        out,
        "{}\n{}",
        loaded.heading(lang),
        lang.pick(
            "填编号或内容；不知道填 ?，上一题填 <，到此为止填 .",
            "Give the number or the value; ? if you don't know, < for the question before, . to stop here",
        )
    )?;
    loop {
        let case = &reader.read(&case(&answered.concat())).map_err(no_answer)?;
        let answer =
            answer(reader, case, on, Ways::Told).map_err(|problem| no_answer(vec![problem]))?;
        let told = Told { loaded: &loaded, case, figures, lang, among_others: false };
        let done = |fact: &str| answered.iter().flatten().any(|(own, _)| own == fact);
        let number = answered.len() + 1;
        let reply = match next(&loaded, &answer, done) {
            Next::Nothing => {
                readable::write(&mut out, told, &answer)?;
                return Ok(Ended::Done);
            }
            Next::One(fact) => {
                Question { loaded: &loaded, fact, number, lang }.ask(&mut input, &mut out)?
            }
            Next::Several(words, flags) => {
                Several { words, flags, number, lang }.ask(&mut input, &mut out)?
            }
        };
        match reply {
            Reply::Given(given) => answered.push(given),
            Reply::Back => {
                if answered.pop().is_none() {
                    let first = lang.pick("这是第一题", "this is the first question");
                    writeln!(out, "{first}")?;
                }
            }
            Reply::Enough => {
                writeln!(out)?;
                readable::write(&mut out, told, &answer)?;
                return Ok(Ended::Done);
            }
        }
    }
}

/// The answers as a case.
fn case(answered: &[(String, Value)]) -> Value {
    Value::Map(vec![("facts".to_owned(), Value::Map(answered.to_vec()))])
}

/// What is asked next.
enum Next<'l> {
    Nothing,
    One(&'l Fact),
    /// Flags of a group, each with what is ticked.
    Several(&'l GroupWords, Vec<(&'l str, &'l Text)>),
}

/// The next question: as the page asks.
fn next<'l>(loaded: &'l Loaded, answer: &Answer<'_>, answered: impl Fn(&str) -> bool) -> Next<'l> {
    let People::One(person) = &answer.people else { return Next::Nothing };
    let left: Vec<&str> = person.questions.iter().copied().filter(|fact| !answered(fact)).collect();
    let Some(first) = left.first() else { return Next::Nothing };
    if let Some((words, mut flags)) = loaded.group(first) {
        flags.retain(|(flag, _)| left.contains(flag));
        if flags.len() > 1 {
            return Next::Several(words, flags);
        }
    }
    let fact = loaded.policy.data().facts.iter().find(|fact| fact.id == **first);
    fact.map_or(Next::Nothing, Next::One)
}

/// What was replied to a question.
enum Reply {
    /// Facts and their values; null where it is not known.
    Given(Vec<(String, Value)>),
    /// The question before, please.
    Back,
    /// No more questions.
    Enough,
}

/// Reads a reply until one can be read. The end of the input is the end of the interview.
fn reply(
    input: &mut impl BufRead,
    out: &mut impl Write,
    lang: Lang,
    read: impl Fn(&str) -> Option<Vec<(String, Value)>>,
) -> io::Result<Reply> {
    loop {
        write!(out, "> ")?;
        out.flush()?;
        let mut line = String::new();
        if input.read_line(&mut line)? == 0 {
            return Ok(Reply::Enough);
        }
        let line = line.trim();
        match line {
            "<" | "《" => return Ok(Reply::Back),
            "." | "。" => return Ok(Reply::Enough),
            _ => {}
        }
        if let Some(given) = read(line) {
            return Ok(Reply::Given(given));
        }
        writeln!(out, "{}", Message::NotAReply(line.to_owned()).text(lang))?;
    }
}

fn is_unknown(reply: &str) -> bool {
    ["?", "？"].contains(&reply)
}

/// Several replies in a line.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split([';', '；', ',', '，', '、']).map(str::trim)
}

/// Flags that are asked in one question.
struct Several<'q> {
    words: &'q GroupWords,
    flags: Vec<(&'q str, &'q Text)>,
    number: usize,
    lang: Lang,
}

impl Several<'_> {
    fn ask(&self, input: &mut impl BufRead, out: &mut impl Write) -> io::Result<Reply> {
        let Self { words, flags, number, lang } = self;
        writeln!(out, "\n{number}. {}", words.question.pick(*lang))?;
        if let Some(help) = &words.help {
            writeln!(out, "   {}", help.pick(*lang))?;
        }
        for (number, (_, statement)) in (1..).zip(flags) {
            writeln!(out, "   {number}  {}", statement.pick(*lang))?;
        }
        let [none, unknown] = ["none_of_these", "unknown"].map(|word| said(word, *lang));
        let (several, rest) = (
            lang.pick(
                "（有几样就用 ; 隔开；没写的就算不是）",
                " (several: with ; between; what is not named counts as no)",
            ),
            lang.pick(
                "（写在最后，如 1;?：没写的不清楚）",
                " (last, as in 1;?: of those not named)",
            ),
        );
        writeln!(out, "   0  {none}{several}\n   ?  {unknown}{rest}")?;
        reply(input, out, *lang, |line| self.read(line))
    }

    /// `1;3` are so and the others not; with `?` behind them, the others are not known.
    fn read(&self, line: &str) -> Option<Vec<(String, Value)>> {
        let known = |part: &&str| !is_unknown(part);
        let ticked: Vec<usize> = if line == "0" {
            Vec::new()
        } else {
            let number = |part: &str| {
                part.parse().ok().filter(|number| (1..=self.flags.len()).contains(number))
            };
            parts(line).filter(known).map(number).collect::<Option<_>>()?
        };
        let rest =
            if parts(line).all(|part| known(&part)) { Value::Bool(false) } else { Value::Null };
        let given = (1..).zip(&self.flags).map(|(number, (flag, _))| {
            let is_so = ticked.contains(&number);
            ((*flag).to_owned(), if is_so { Value::Bool(true) } else { rest.clone() })
        });
        Some(given.collect())
    }
}

struct Question<'q> {
    loaded: &'q Loaded,
    fact: &'q Fact,
    number: usize,
    lang: Lang,
}

impl Question<'_> {
    fn ask(&self, input: &mut impl BufRead, out: &mut impl Write) -> io::Result<Reply> {
        let words = self.loaded.fact(&self.fact.id);
        let question = words.map_or("", |words| words.question.pick(self.lang));
        writeln!(out, "\n{}. {question}", self.number)?;
        if let Some(help) = words.and_then(|words| words.help.as_ref()) {
            writeln!(out, "   {}", help.pick(self.lang))?;
        }
        let values = self.values();
        for (number, (_, words)) in (1..).zip(&values) {
            writeln!(out, "   {number}  {words}")?;
        }
        let unit = words.and_then(|words| words.unit.as_ref());
        let unit = unit.map_or("", |unit| unit.pick(self.lang));
        match &self.fact.kind {
            FactKind::Set(_) => writeln!(
                out,
                "   0  {}{}",
                said("none_of_these", self.lang),
                self.lang.pick("（有几样就用 ; 隔开）", " (several: with ; between)")
            )?,
            FactKind::Number { min, max } => writeln!(out, "   {min} – {max} {unit}")?,
            FactKind::Money => writeln!(out, "   {}", self.lang.pick("多少元", "yuan"))?,
            _ => {}
        }
        writeln!(out, "   ?  {}", said("unknown", self.lang))?;
        reply(input, out, self.lang, |line| {
            let value = if is_unknown(line) { Value::Null } else { self.read(line, &values)? };
            Some(vec![(self.fact.id.clone(), value)])
        })
    }

    /// The values offered, with their words.
    fn values(&self) -> Vec<(Value, String)> {
        let facts = &self.loaded.policy.data().facts;
        if self.fact.kind == FactKind::Flag {
            let (yes, no) = (said("yes", self.lang), said("no", self.lang));
            return vec![(Value::Bool(true), yes.to_owned()), (Value::Bool(false), no.to_owned())];
        }
        let index = facts.iter().position(|fact| fact.id == self.fact.id).unwrap_or(usize::MAX);
        let offered = self.loaded.policy.offered(index).into_iter();
        offered
            .map(|id| {
                let words = self.loaded.value(&self.fact.id, id, self.lang);
                (Value::Text(id.to_owned()), words.to_owned())
            })
            .collect()
    }

    fn read(&self, line: &str, values: &[(Value, String)]) -> Option<Value> {
        let one = |reply: &str| {
            let reply = reply.trim();
            let numbered = reply.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            let written = |(value, words): &&(Value, String)| {
                // As cases and ledgers write it.
                let own = match value {
                    Value::Bool(true) => reply == "true" || reply == "是",
                    Value::Bool(false) => reply == "false" || reply == "否",
                    value => value.text() == Some(reply),
                };
                own || words.eq_ignore_ascii_case(reply)
            };
            let found =
                numbered.and_then(|at| values.get(at)).or_else(|| values.iter().find(written));
            found.map(|(value, _)| value.clone())
        };
        match &self.fact.kind {
            FactKind::Number { min, max } => {
                let number: i64 = line.parse().ok()?;
                (*min..=*max).contains(&number).then_some(Value::Int(number))
            }
            FactKind::Money => Money::parse(line).map(|_| Value::Text(line.to_owned())),
            FactKind::Set(_) => {
                if line == "0" {
                    return Some(Value::List(Vec::new()));
                }
                // A value's words may have a comma in them.
                let several = || parts(line).map(one).collect();
                one(line).map(|value| vec![value]).or_else(several).map(Value::List)
            }
            _ => one(line),
        }
    }
}
