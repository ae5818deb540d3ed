//! What the cells of a column mean.

use mingbai_core::kernel::date::Date;
use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::vocabulary::{Fact, FactKind};
use mingbai_core::say;

use crate::columns::{BETWEEN, Columns, value_of};
use crate::document::Document;
use crate::mapping::{Blank, ColumnMeaning, Meaning, UNKNOWN as SAID_UNKNOWN, Value};
use crate::synonyms::Synonyms;
use crate::text::normal;

/// Knows cells by the words in them.
pub struct Cells<'n> {
    /// The policy and its words.
    pub document: Document<'n>,
    /// The words that ledgers are kept in.
    pub synonyms: &'n Synonyms,
    /// The language of reasons.
    pub lang: Lang,
    /// The day of the answers.
    pub on: Option<Date>,
}

impl Cells<'_> {
    /// Adds what the different texts of a column mean, and what an empty cell does where the column is ticked.
    pub fn guess(&self, meaning: &mut ColumnMeaning, texts: &[&str], blank: bool) {
        let ticked = meaning.cells.shift_remove("");
        let fact = meaning.fact.as_ref().and_then(|id| self.document.fact(id));
        if let Some(words) = fact.and_then(|fact| self.synonyms.fact.get(&fact.id)) {
            let is_used =
                |unit: &&String| texts.iter().any(|text| normal(text).ends_with(unit.as_str()));
            meaning.units.extend(words.units.iter().filter(is_used).cloned());
        }
        let mut guessed: Vec<String> = Vec::new();
        for text in texts {
            if meaning.identity.is_some() || self.reads(meaning, text) {
                continue;
            }
            let whole = self.word(fact, ticked.as_ref(), meaning, text);
            let parts: Vec<&str> = if whole.is_some() {
                vec![text]
            } else {
                text.split(BETWEEN).map(str::trim).filter(|part| !part.is_empty()).collect()
            };
            for part in parts {
                if let Some(said) = self.word(fact, ticked.as_ref(), meaning, part)
                    && !meaning.cells.keys().any(|word| normal(word) == normal(part))
                {
                    meaning.cells.insert(part.to_owned(), said);
                    guessed.push(part.to_owned());
                }
            }
        }
        if !guessed.is_empty() {
            let words = guessed.join(self.lang.pick("、", ", "));
            meaning.guess.push(say!(
                self.lang,
                "列里有自己的写法，各是什么意思请核对：{words}",
                "the column has words of its own; check what each is taken to mean: {words}"
            ));
        }
        if !meaning.units.is_empty() {
            let units = meaning.units.join(self.lang.pick("、", ", "));
            meaning.guess.push(say!(
                self.lang,
                "数字后面的“{units}”是单位",
                "what follows a number is its unit: {units}"
            ));
        }
        let ticks = &self.synonyms.cells.ticks;
        let is_tick = |text: &&str| ticks.contains(&normal(text));
        let flag = fact.is_some_and(|fact| fact.kind == FactKind::Flag);
        if flag && blank && !texts.is_empty() && texts.iter().all(is_tick) {
            meaning.blank = Blank::No;
            meaning.guess.push(say!(
                self.lang,
                "这一列只打勾；没打勾的当作“否”，不是的话，把空着的改成“不知道”",
                "the column has ticks only; what is not ticked is taken as no: if that is not so, let blank mean not known"
            ));
        }
        let not_understood = texts.iter().filter(|text| !self.reads(meaning, text));
        meaning.not_understood = not_understood.map(|text| (*text).to_owned()).collect();
    }

    /// Whether a cell can be read with this meaning.
    fn reads(&self, meaning: &ColumnMeaning, text: &str) -> bool {
        let header = [meaning.name.clone()];
        let meanings = std::slice::from_ref(meaning);
        let Ok(columns) = Columns::mapped(self.document, &header, meanings, self.lang) else {
            return false;
        };
        let mut values = vec![UNKNOWN; columns.slots.len()];
        let mut good = true;
        columns.read_mapped(self.on, |_| text, &mut values, |_, _, _| good = false);
        good
    }

    /// What one word means in the column.
    fn word(
        &self,
        fact: Option<&Fact>,
        ticked: Option<&Meaning>,
        meaning: &ColumnMeaning,
        word: &str,
    ) -> Option<Meaning> {
        let (word, cells) = (normal(word), &self.synonyms.cells);
        let unknown = || Meaning::One(Value::Text(SAID_UNKNOWN.to_owned()));
        if let Some(fact) = fact {
            let own = self.synonyms.fact.get(&fact.id).and_then(|words| words.cells.get(&word));
            let fits = |value: &&Value| {
                value_of(fact, value).is_some() || **value == Value::Text(SAID_UNKNOWN.to_owned())
            };
            if let Some(value) = own.filter(fits) {
                return Some(Meaning::One(value.clone()));
            }
            if fact.kind == FactKind::Flag {
                let flag = [(&cells.yes, true), (&cells.no, false)];
                let said = flag.into_iter().find(|(words, _)| words.contains(&word));
                if let Some((_, value)) = said {
                    return Some(Meaning::One(Value::Flag(value)));
                }
            }
        } else if let Some(ticked) = ticked {
            if cells.yes.contains(&word) {
                return Some(ticked.clone());
            }
            // That it is not this one says not which it is.
            if cells.no.contains(&word) {
                return Some(unknown());
            }
        } else if !meaning.complete.is_empty() {
            let mut categories = self.synonyms.category.iter();
            let said = categories.find_map(|category| category.cells.get(&word));
            if let Some(said) = said {
                return Some(said.clone());
            }
        }
        cells.unknown.contains(&word).then(unknown)
    }
}
