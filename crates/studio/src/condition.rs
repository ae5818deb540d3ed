//! A condition as people meet it: in plain words, and as menus. [`Menu`] is written back as the condition of a
//! policy file.
//!
//! ```
//! use mingbai_studio::condition::Menu;
//!
//! let menu = Menu::of("(dibao || tekun) && tier == tier_1").unwrap();
//! assert_eq!((menu.all, menu.groups.len(), menu.groups[0].len()), (true, 2, 2));
//! assert_eq!(menu.to_string(), "(dibao || tekun) && tier == tier_1");
//! assert_eq!(Menu::of("!(dibao && tekun)"), None); // menus have no such form
//! ```

use std::fmt;

use mingbai_compiler::condition::{Expr, Op, Operand, parse};
use mingbai_compiler::finding::Text;
use serde::{Deserialize, Serialize};

use crate::facts::Fact;
use crate::view::PolicyView;

/// Groups of tests.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Menu {
    /// Whether every group must hold, and of each group one test; else one group, and of it every test.
    pub all: bool,
    /// The groups, none of them empty.
    pub groups: Vec<Vec<Test>>,
}

/// A test of a fact, a reading or a named condition.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Test {
    /// What is tested: `dibao`, `reading.both_groups`.
    pub name: String,
    /// How.
    pub is: Is,
    /// With what; nothing where it is tested by itself.
    pub values: Vec<String>,
}

/// How a test tests.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Is {
    /// It is true.
    Yes,
    /// It is false.
    No,
    /// It is this value or number.
    Equal,
    /// It is another.
    Unequal,
    /// It is below this number.
    Less,
    /// At most this.
    AtMost,
    /// Above this.
    More,
    /// At least this.
    AtLeast,
    /// It is one of these values.
    OneOf,
    /// The set holds this value.
    Has,
    /// It does not.
    HasNot,
}

impl Menu {
    /// The menus of a condition; none where it nests deeper, or is no condition.
    pub fn of(text: &str) -> Option<Self> {
        let all = |groups: Vec<Vec<Test>>| Self { all: true, groups };
        match parse(text).ok()? {
            Expr::All(parts) => parts.iter().map(either).collect::<Option<_>>().map(all),
            Expr::Any(parts) => {
                if let Some(group) = parts.iter().map(test).collect() {
                    return Some(all(vec![group]));
                }
                let groups: Option<Vec<Vec<Test>>> = parts.iter().map(both).collect();
                groups.map(|groups| Self { all: false, groups })
            }
            one => test(&one).map(|own| all(vec![vec![own]])),
        }
    }
}

/// One test, or several of which one must hold.
fn either(expr: &Expr) -> Option<Vec<Test>> {
    match expr {
        Expr::Any(parts) => parts.iter().map(test).collect(),
        one => test(one).map(|own| vec![own]),
    }
}

/// One test, or several that all must hold.
fn both(expr: &Expr) -> Option<Vec<Test>> {
    match expr {
        Expr::All(parts) => parts.iter().map(test).collect(),
        one => test(one).map(|own| vec![own]),
    }
}

fn test(expr: &Expr) -> Option<Test> {
    let own = |name: &str, is, values| Some(Test { name: name.to_owned(), is, values });
    let value = |operand: &Operand| operand.to_string();
    match expr {
        Expr::Name(name) => own(&name.value, Is::Yes, Vec::new()),
        Expr::Not(inner) => match test(inner)? {
            Test { name, is: Is::Yes, .. } => own(&name, Is::No, Vec::new()),
            Test { name, is: Is::Has, values } => own(&name, Is::HasNot, values),
            _ => None,
        },
        Expr::Compare { left, op, right } => match &left.value {
            Operand::Name(name) => own(name, is(*op), vec![value(&right.value)]),
            _ => None,
        },
        Expr::OneOf { fact, values } => match &fact.value {
            Operand::Name(name) => {
                own(name, Is::OneOf, values.iter().map(|own| value(&own.value)).collect())
            }
            _ => None,
        },
        Expr::Member { value: member, set } => own(&set.value, Is::Has, vec![value(&member.value)]),
        Expr::All(_) | Expr::Any(_) => None,
    }
}

const fn is(op: Op) -> Is {
    match op {
        Op::Equal => Is::Equal,
        Op::Unequal => Is::Unequal,
        Op::Less => Is::Less,
        Op::AtMost => Is::AtMost,
        Op::More => Is::More,
        Op::AtLeast => Is::AtLeast,
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, is, values } = self;
        let values = values.join(", ");
        let sign = match is {
            Is::Yes => return f.write_str(name),
            Is::No => return write!(f, "!{name}"),
            Is::OneOf => return write!(f, "{name} in [{values}]"),
            Is::Has => return write!(f, "{values} in {name}"),
            Is::HasNot => return write!(f, "!({values} in {name})"),
            Is::Equal => Op::Equal,
            Is::Unequal => Op::Unequal,
            Is::Less => Op::Less,
            Is::AtMost => Op::AtMost,
            Is::More => Op::More,
            Is::AtLeast => Op::AtLeast,
        };
        write!(f, "{name} {} {values}", sign.written())
    }
}

impl fmt::Display for Menu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (outer, inner) = if self.all { (" && ", " || ") } else { (" || ", " && ") };
        for (nth, group) in self.groups.iter().enumerate() {
            let tests: Vec<String> = group.iter().map(ToString::to_string).collect();
            let tests = tests.join(inner);
            let joint = if nth == 0 { "" } else { outer };
            if self.all && group.len() > 1 && self.groups.len() > 1 {
                write!(f, "{joint}({tests})")?;
            } else {
                write!(f, "{joint}{tests}")?;
            }
        }
        Ok(())
    }
}

/// How deep named conditions are told by what they mean.
const DEEPEST: usize = 8;

/// What the names in conditions are called.
#[derive(Clone, Copy, Debug)]
pub struct Words<'w> {
    /// The facts.
    pub facts: &'w [Fact],
    /// Named conditions and readings.
    pub policy: &'w PolicyView,
}

impl Words<'_> {
    /// A condition in plain words; none where it cannot be read. A named condition is told by what it means.
    pub fn of(self, text: &str) -> Option<Text> {
        if text == "otherwise" {
            return Some(Text::new("其他人", "everybody else"));
        }
        Some(self.part(&parse(text).ok()?, 0).0)
    }

    /// The words of a part, and whether they are several joined by "or" or "and".
    fn part(self, expr: &Expr, depth: usize) -> (Text, bool) {
        match expr {
            Expr::All(parts) => (self.joined(parts, (" 并且 ", " and "), depth), true),
            Expr::Any(parts) => (self.joined(parts, (" 或者 ", " or "), depth), true),
            Expr::Not(inner) if !matches!(**inner, Expr::Member { .. }) => {
                let Text { zh, en } = self.bracketed(inner, depth);
                (Text::new(format!("不是{zh}"), format!("not {en}")), false)
            }
            one => test(one).map_or_else(
                || (Text::new(one.to_string(), one.to_string()), false),
                |own| self.test(&own, depth),
            ),
        }
    }

    fn joined(self, parts: &[Expr], (zh, en): (&str, &str), depth: usize) -> Text {
        let parts: Vec<Text> = parts.iter().map(|part| self.bracketed(part, depth)).collect();
        let in_zh: Vec<&str> = parts.iter().map(|own| own.zh.as_str()).collect();
        let in_en: Vec<&str> = parts.iter().map(|own| own.en.as_str()).collect();
        Text::new(in_zh.join(zh), in_en.join(en))
    }

    fn bracketed(self, expr: &Expr, depth: usize) -> Text {
        match self.part(expr, depth) {
            (Text { zh, en }, true) => Text::new(format!("（{zh}）"), format!("({en})")),
            (own, false) => own,
        }
    }

    fn test(self, Test { name, is, values }: &Test, depth: usize) -> (Text, bool) {
        let meant = self.policy.conditions.text(name).filter(|_| depth < DEEPEST);
        if let Some(expr) = meant.and_then(|text| parse(text).ok()) {
            return self.part(&expr, depth + 1);
        }
        let fact = self.facts.iter().find(|fact| fact.id == *name);
        let reading = name.strip_prefix("reading.");
        let reading = self.policy.readings.iter().find(|own| Some(own.id.as_str()) == reading);
        let label = match (fact, reading.and_then(|own| own.both("taken"))) {
            (Some(fact), _) => fact.label.clone(),
            (None, Some((zh, en))) => Text::new(format!("按“{zh}”"), format!("as read: “{en}”")),
            (None, None) => Text::new(name, name),
        };
        let value = |id: &String| {
            let words = fact.and_then(|fact| fact.values.iter().find(|(own, _)| own == id));
            words.map_or_else(|| Text::new(id, id), |(_, words)| words.clone())
        };
        let values: Vec<Text> = values.iter().map(value).collect();
        let zh: Vec<&str> = values.iter().map(|own| own.zh.as_str()).collect();
        let en: Vec<&str> = values.iter().map(|own| own.en.as_str()).collect();
        let (zh, en) = (zh.join("、"), en.join(", "));
        let Text { zh: label, en: label_en } = label;
        let words = match is {
            Is::Yes => (label, label_en),
            Is::Equal | Is::OneOf => (format!("{label}：{zh}"), format!("{label_en}: {en}")),
            Is::Unequal => (format!("{label}不是“{zh}”"), format!("{label_en} is not “{en}”")),
            Is::Less => (format!("{label}不到{zh}"), format!("{label_en} below {en}")),
            Is::AtMost => (format!("{label}最多{zh}"), format!("{label_en} at most {en}")),
            Is::More => (format!("{label}超过{zh}"), format!("{label_en} above {en}")),
            Is::AtLeast => (format!("{label}至少{zh}"), format!("{label_en} at least {en}")),
            Is::Has => (format!("{label}里有{zh}"), format!("{en} among {label_en}")),
            Is::HasNot => (format!("{label}里没有{zh}"), format!("no {en} among {label_en}")),
            Is::No => (format!("不是{label}"), format!("not {label_en}")),
        };
        (Text::new(words.0, words.1), false)
    }
}
