//! The rows of a policy.toml, evaluated one after the other for a person of whom everything is
//! known. Written from docs/policy-format.md; shares nothing with the compiler.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use toml::Table;

/// A fact's value, or a reading's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Is {
    /// The value of a choice.
    Named(String),
    /// True or false.
    Flag(bool),
    /// A number.
    Number(i64),
    /// An amount, in fen; conditions compare it with yuan.
    Fen(i64),
    /// The members of a set.
    Members(Vec<String>),
}

/// Everything known: facts by their ids, readings as `reading.ID`.
pub type World = BTreeMap<String, Is>;

/// A policy file.
#[derive(Debug)]
pub struct File {
    conditions: BTreeMap<String, String>,
    /// By provision.
    pub tables: BTreeMap<String, Vec<Row>>,
    /// `premium.when`, if there is one.
    pub premium_when: Option<String>,
    /// `settlement.when`, if there is one.
    pub settlement_when: Option<String>,
}

/// A row of a decision table.
#[derive(Debug)]
pub struct Row {
    /// Its name.
    pub id: String,
    /// Its condition.
    pub when: String,
    /// What it gives, as an answer shows it.
    pub gives: Value,
    /// Whether the table is read until the first row that holds.
    pub first: bool,
}

impl File {
    /// Reads the text of a policy.toml.
    pub fn new(text: &str) -> Self {
        let file: Table = text.parse().unwrap();
        let text = |value: &toml::Value| value.as_str().unwrap().to_owned();
        let conditions = file.get("condition").and_then(toml::Value::as_table);
        let conditions = conditions.into_iter().flatten();
        // In the head, or in a table of its own.
        let when = |part: &str| {
            let written = |table: &toml::Value| Some(text(table.get(part)?.get("when")?));
            written(&file["policy"]).or_else(|| Some(text(file.get(part)?.get("when")?)))
        };
        let tables = file["provision"].as_table().unwrap().iter().filter_map(|(id, provision)| {
            let first = provision.get("hit").is_some_and(|hit| hit.as_str() == Some("first"));
            let rows = provision.get("rows")?.as_array().unwrap().iter();
            let row = |row: &toml::Value| Row {
                id: text(&row["id"]),
                when: text(&row["when"]),
                gives: shown(&row["gives"]),
                first,
            };
            Some((id.clone(), rows.map(row).collect()))
        });
        Self {
            conditions: conditions.map(|(id, when)| (id.clone(), text(when))).collect(),
            tables: tables.collect(),
            premium_when: when("premium"),
            settlement_when: when("settlement"),
        }
    }

    /// The row that answers: the first that holds. In a table of unique rows, all that hold must
    /// give the same.
    pub fn answer(&self, provision: &str, world: &World) -> &Row {
        let rows = &self.tables[provision];
        let holds: Vec<&Row> = rows
            .iter()
            .filter(|row| row.when != "otherwise" && self.holds(&row.when, world))
            .collect();
        let Some(&row) = holds.first() else {
            let last = rows.last().unwrap();
            assert_eq!(last.when, "otherwise", "{provision}: no row for {world:?}");
            return last;
        };
        if !row.first {
            for other in holds {
                assert_eq!(other.gives, row.gives, "{provision}: {world:?}");
            }
        }
        row
    }

    /// Whether a condition holds.
    pub fn holds(&self, when: &str, world: &World) -> bool {
        let tokens = tokens(when);
        let mut reader = Reader { file: self, world, tokens: &tokens, when };
        let holds = reader.any();
        assert!(reader.tokens.is_empty(), "{when}: {:?} is left over", reader.tokens);
        holds
    }
}

/// `gives` as an answer shows it.
fn shown(gives: &toml::Value) -> Value {
    match gives {
        toml::Value::String(text) => Value::String(text.clone()),
        toml::Value::Table(table) if table.contains_key("free_places") => {
            json!({ "free_places": table["free_places"].as_integer() })
        }
        toml::Value::Integer(number) => Value::String(number.to_string()),
        toml::Value::Boolean(flag) => Value::Bool(*flag),
        toml::Value::Table(table) => {
            let part = |(key, value): (&String, &toml::Value)| {
                let yuan = ["deductible", "cap", "cap_plus", "most", "from", "subsidy", "reaches"]
                    .contains(&key.as_str());
                let whole = |text: &str| yuan && text.bytes().all(|byte| byte.is_ascii_digit());
                let value = match value {
                    toml::Value::String(text) if whole(text) => json!(format!("{text}.00")),
                    other => shown(other),
                };
                (key.clone(), value)
            };
            table.iter().map(part).collect()
        }
        // Bands; the first begins at nothing.
        toml::Value::Array(list) => {
            let band = |band| {
                let mut band = shown(band);
                if let Some(band) = band.as_object_mut() {
                    band.entry("from").or_insert(json!("0.00"));
                }
                band
            };
            list.iter().map(band).collect()
        }
        other => panic!("{other:?}"),
    }
}

/// Names, numbers and signs.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let length = if word(first) {
            rest.find(|c| !word(c)).unwrap_or(rest.len())
        } else if ["==", "!=", "<=", ">=", "&&", "||"].iter().any(|sign| rest.starts_with(sign)) {
            2
        } else {
            first.len_utf8()
        };
        tokens.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    tokens
}

/// Evaluates while reading.
struct Reader<'r> {
    file: &'r File,
    world: &'r World,
    tokens: &'r [&'r str],
    when: &'r str,
}

impl<'r> Reader<'r> {
    fn next(&mut self) -> &'r str {
        let (first, rest) = self.tokens.split_first().unwrap_or_else(|| panic!("{}", self.when));
        self.tokens = rest;
        first
    }

    fn take(&mut self, sign: &str) -> bool {
        let here = self.tokens.first() == Some(&sign);
        if here {
            self.next();
        }
        here
    }

    fn any(&mut self) -> bool {
        let mut holds = self.every();
        while self.take("||") {
            let next = self.every();
            holds = holds || next;
        }
        holds
    }

    fn every(&mut self) -> bool {
        let mut holds = self.one();
        while self.take("&&") {
            let next = self.one();
            holds = holds && next;
        }
        holds
    }

    fn one(&mut self) -> bool {
        if self.take("!") {
            let holds = self.one();
            assert!(!self.compares(), "{}: compare what is negated in parentheses", self.when);
            return !holds;
        }
        if self.take("(") {
            let holds = self.any();
            assert!(self.take(")"), "{}", self.when);
            return holds;
        }
        let name = self.next();
        if self.compares() {
            let sign = self.next();
            return self.compare(name, sign);
        }
        if let Some(condition) = self.file.conditions.get(name) {
            return self.file.holds(condition, self.world);
        }
        match self.world.get(name) {
            Some(Is::Flag(flag)) => *flag,
            other => panic!("{}: {name} is {other:?}", self.when),
        }
    }

    fn compares(&self) -> bool {
        let signs = ["==", "!=", "<", "<=", ">", ">=", "in"];
        self.tokens.first().is_some_and(|token| signs.contains(token))
    }

    fn compare(&mut self, left: &str, sign: &str) -> bool {
        if sign == "in" {
            if self.take("[") {
                let mut values = Vec::new();
                while !self.take("]") {
                    values.push(self.next());
                    self.take(",");
                }
                let equal = |value: &&str| self.equal(left, value);
                return values.iter().any(equal);
            }
            let set = self.next();
            let Some(Is::Members(members)) = self.world.get(set) else {
                panic!("{}: {set} is no set", self.when);
            };
            return members.iter().any(|member| member == left);
        }
        let right = self.next();
        if sign == "==" || sign == "!=" {
            return self.equal(left, right) == (sign == "==");
        }
        let amount = |name: &str| matches!(self.world.get(name), Some(Is::Fen(_)));
        let unit = if amount(left) || amount(right) { 100 } else { 1 };
        let number = |name: &str| match self.world.get(name) {
            Some(Is::Number(number) | Is::Fen(number)) => *number,
            _ => unit * name.parse::<i64>().unwrap_or_else(|_| panic!("{}: {name}", self.when)),
        };
        let (left, right) = (number(left), number(right));
        match sign {
            "<" => left < right,
            "<=" => left <= right,
            ">" => left > right,
            ">=" => left >= right,
            other => panic!("{}: {other}", self.when),
        }
    }

    fn equal(&self, left: &str, right: &str) -> bool {
        let (fact, value) =
            if self.world.contains_key(left) { (left, right) } else { (right, left) };
        match self.world.get(fact) {
            Some(Is::Named(name)) => name == value,
            Some(Is::Flag(flag)) => *flag == value.parse::<bool>().unwrap(),
            Some(Is::Number(number)) => *number == value.parse::<i64>().unwrap(),
            Some(Is::Fen(fen)) => *fen == 100 * value.parse::<i64>().unwrap(),
            other => panic!("{}: {fact} is {other:?}", self.when),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read_as_the_format_says() {
        let file = File::new(
            "[policy]\n[condition]\nold = 'age >= 60'\n[provision.a]\nrows = [\n\
             { id = \"x\", when = 'old && !ill', gives = \"service\" },\n\
             { id = \"y\", when = 'otherwise', gives = { subsidy = \"1.00\" } }]\n",
        );
        let world: World = [
            ("age".to_owned(), Is::Number(60)),
            ("ill".to_owned(), Is::Flag(false)),
            ("sex".to_owned(), Is::Named("female".to_owned())),
            ("has".to_owned(), Is::Members(vec!["flu".to_owned()])),
            ("reading.a".to_owned(), Is::Flag(true)),
        ]
        .into();
        for (when, holds) in [
            ("old", true),
            ("age < 60 || sex == female && reading.a", true),
            ("(age < 60 || sex == female) && ill", false),
            ("sex in [male, female]", true),
            ("sex != female", false),
            ("flu in has && !(cold in has)", true),
            ("!(old && !ill)", false),
        ] {
            assert_eq!(file.holds(when, &world), holds, "{when}");
        }
        assert_eq!(file.answer("a", &world).id, "x");
    }
}
