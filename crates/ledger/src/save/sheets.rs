//! The sheets that are added: answers, households, what to ask whom, problems.

use std::borrow::Cow;
use std::collections::BTreeMap;

use mingbai_core::kernel::lang::Lang;
use mingbai_core::kernel::money::Money;

use super::Options;
use super::package::{Growing, NotWritten, Part};
use crate::answered::Answered;
use crate::answering::Answering;
use crate::answers::status_words;
use crate::ledger::{CellProblem, Ledger};
use crate::text::{column_letters, neutral};

/// What the sheets are made of.
pub struct Words<'w> {
    /// The ledger.
    pub ledger: &'w Ledger<'w>,
    /// What it was answered with.
    pub answering: &'w Answering<'w>,
    /// Its answers.
    pub answered: &'w Answered,
    /// What is wanted.
    pub options: Options,
}

impl Words<'_> {
    const fn lang(&self) -> Lang {
        self.options.lang
    }

    fn parts(&self, zh: &str, en: &str, sheet: Sheet) -> Result<Vec<Part>, NotWritten> {
        sheet.parts(self.lang().pick(zh, en))
    }

    fn sheet<'n>(&self, header: impl IntoIterator<Item = &'n str>) -> Result<Sheet, NotWritten> {
        Sheet::new(header.into_iter(), self.options.keep_formulas, MOST_ROWS)
    }

    /// The ledger itself, as its rows are written.
    pub fn ledger(&self) -> Result<Vec<Part>, NotWritten> {
        let (mut sheet, grid) = (self.sheet([])?, &self.ledger.sheet.grid);
        let mut before = 0;
        for row in 0..grid.len() {
            let number = grid.number(row);
            while number - before > MOST_ROWS {
                sheet.turn()?;
                before += MOST_ROWS;
            }
            sheet.row_at(number - before, grid.row(row).map(|cell| Cell::Text(cell.into())))?;
        }
        let name = self.ledger.sheet.name.as_str();
        let fallback = self.lang().pick("台账", "Ledger");
        sheet.parts(if name.is_empty() { fallback } else { name })
    }

    /// The answers, a row for each resident, in the order of the ledger.
    pub fn answers(&self) -> Result<Vec<Part>, NotWritten> {
        let Self { ledger, answering, answered, .. } = self;
        let lang = self.lang();
        let fixed = [
            ("财政代缴（元）", "Paid for you (yuan)"),
            ("自己还要交（元）", "Left to pay (yuan)"),
            ("还要问清", "Still to be asked"),
        ];
        let who = &ledger.who;
        let mut names: Vec<&str> = vec![lang.pick("台账第几行", "Row of the ledger")];
        names.extend(
            who.iter().filter_map(|column| Some(ledger.header.names.get(*column)?.as_str())),
        );
        names.extend(answering.provisions.iter().map(|provision| provision.title));
        names.extend(fixed.map(|(zh, en)| lang.pick(zh, en)));
        names.extend(answering.form.caution.as_ref().map(|_| lang.pick("注意", "Caution")));
        let mut sheet = self.sheet(names)?;
        for resident in 0..ledger.rows.len() {
            let mut cells = vec![Cell::Number(ledger.number(resident).to_string().into())];
            cells.extend(who.iter().map(|column| Cell::text(ledger.cell(resident, *column))));
            match answered.answer(resident) {
                Some(answer) => {
                    let statuses = answer.statuses.iter();
                    cells.extend(statuses.map(|status| Cell::text(status_words(*status, lang))));
                    cells.extend([&answer.aid, &answer.pays].map(|amount| Cell::amount(amount)));
                    cells.push(Cell::Text(self.asked(&answer.asks).into()));
                    cells.extend(answering.form.caution.as_deref().map(Cell::text));
                }
                None => cells.push(Cell::text(
                    lang.pick("有问题，没有答，见“问题”", "Not answered: see Problems"),
                )),
            }
            sheet.row(cells.into_iter())?;
        }
        self.parts("明白：答案", "Mingbai answers", sheet)
    }

    fn asked(&self, asks: &[u16]) -> String {
        let labels = asks
            .iter()
            .filter_map(|fact| Some(self.answering.facts.get(usize::from(*fact))?.label));
        labels.collect::<Vec<_>>().join(self.lang().pick("；", "; "))
    }

    /// What each household is paid and pays; no sheet where the ledger has no households.
    pub fn households(&self) -> Result<Vec<Part>, NotWritten> {
        let Self { ledger, answered, .. } = self;
        let lang = self.lang();
        let Some(households) = ledger.households.as_ref() else { return Ok(Vec::new()) };
        let mut all: BTreeMap<u32, Household> = BTreeMap::new();
        for (resident, household) in households.iter().enumerate() {
            let own = all.entry(*household).or_insert_with(|| Household::new(resident));
            own.members += 1;
            match answered.answer(resident) {
                Some(answer) => {
                    own.aid.add(&answer.aid);
                    own.pays.add(&answer.pays);
                }
                None => own.problems += 1,
            }
        }
        let names = [
            ("台账第几行起", "From row of the ledger"),
            ("户", "Household"),
            ("人数", "Members"),
            ("财政代缴合计（元）", "Paid for them (yuan)"),
            ("自己还要交合计（元）", "Left to pay (yuan)"),
            ("金额没算出的人数", "Members without amounts"),
            ("有问题没有答的人数", "Members with problems"),
        ];
        let mut sheet = self.sheet(names.map(|(zh, en)| lang.pick(zh, en)))?;
        let number = |number: u64| Cell::Number(number.to_string().into());
        for own in all.values() {
            let called = ledger.household_called(own.first);
            sheet.row(
                [
                    number(u64::from(ledger.number(own.first))),
                    Cell::Text(called.into()),
                    number(own.members),
                    Cell::Amount(own.aid.written().into()),
                    Cell::Amount(own.pays.written().into()),
                    number(own.members - own.problems - own.pays.counted),
                    number(own.problems),
                ]
                .into_iter(),
            )?;
        }
        self.parts("明白：按户合计", "Mingbai households", sheet)
    }

    /// What to ask whom.
    pub fn asks(&self) -> Result<Vec<Part>, NotWritten> {
        let Self { ledger, answered, answering, .. } = self;
        let lang = self.lang();
        let who = &ledger.who;
        let mut names: Vec<&str> = vec![lang.pick("台账第几行", "Row of the ledger")];
        names.extend(
            who.iter().filter_map(|column| Some(ledger.header.names.get(*column)?.as_str())),
        );
        names.push(lang.pick("要问清什么", "What to ask"));
        let alone = lang.pick(
            "（关系到身体：不要打听，请本人自己在明白网页上填）",
            " (of health: do not ask, the resident enters it alone on Mingbai's page)",
        );
        let mut sheet = self.sheet(names)?;
        for resident in 0..ledger.rows.len() {
            let asks = answered.answer(resident).map_or(&[][..], |answer| &answer.asks);
            for fact in asks {
                let Some(fact) = answering.facts.get(usize::from(*fact)) else { continue };
                let mut cells = vec![Cell::Number(ledger.number(resident).to_string().into())];
                cells.extend(who.iter().map(|column| Cell::text(ledger.cell(resident, *column))));
                cells.push(if fact.of_health {
                    Cell::Text(format!("{}{alone}", fact.label).into())
                } else {
                    Cell::text(fact.label)
                });
                sheet.row(cells.into_iter())?;
            }
        }
        self.parts("明白：要问清的", "Mingbai asks", sheet)
    }

    /// What is wrong with cells, and which rows are no residents.
    pub fn problems(&self) -> Result<Vec<Part>, NotWritten> {
        let lang = self.lang();
        let names = [("格", "Cell"), ("列", "Column"), ("写的是", "It says"), ("问题", "Problem")];
        let mut sheet = self.sheet(names.map(|(zh, en)| lang.pick(zh, en)))?;
        for CellProblem { address, column, value, reason, .. } in &self.answered.problems {
            sheet.row([address, column, value, reason].into_iter().map(|cell| Cell::text(cell)))?;
        }
        for aside in &self.ledger.aside {
            let what = lang.pick(
                "不是居民（合计、填表人等），没有算",
                "no resident (a sum, a signature): set aside",
            );
            let row = aside.row.to_string();
            let cells =
                [Cell::Text(row.into()), Cell::text(""), Cell::text(&aside.text), Cell::text(what)];
            sheet.row(cells.into_iter())?;
        }
        self.parts("明白：问题", "Mingbai problems", sheet)
    }
}

struct Household {
    first: usize,
    members: u64,
    problems: u64,
    aid: Sum,
    pays: Sum,
}

impl Household {
    fn new(first: usize) -> Self {
        Self { first, members: 0, problems: 0, aid: Sum::default(), pays: Sum::default() }
    }
}

/// A sum of amounts, each one or between two.
#[derive(Default)]
struct Sum {
    least: i64,
    most: i64,
    /// How many amounts are in it.
    counted: u64,
}

impl Sum {
    fn add(&mut self, amount: &str) {
        let (least, most) = amount.split_once("..").unwrap_or((amount, amount));
        if let (Some(least), Some(most)) = (Money::parse(least), Money::parse(most)) {
            self.least = self.least.saturating_add(least.fen());
            self.most = self.most.saturating_add(most.fen());
            self.counted += 1;
        }
    }

    fn written(&self) -> String {
        if self.counted == 0 {
            return String::new();
        }
        crate::answering::between(Money::from_fen(self.least), Money::from_fen(self.most))
    }
}

/// A cell of a new sheet.
enum Cell<'c> {
    /// Text, always: an identity number stays one.
    Text(Cow<'c, str>),
    /// An integer.
    Number(Cow<'c, str>),
    /// An amount of yuan: a number, or text where it is between two.
    Amount(Cow<'c, str>),
}

impl<'c> Cell<'c> {
    fn text(text: &'c str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    fn amount(amount: &'c str) -> Self {
        Self::Amount(Cow::Borrowed(amount))
    }
}

/// The most rows that a sheet of a spreadsheet has.
const MOST_ROWS: u32 = 1_048_576;

/// A sheet as it grows; what is more than a sheet can have goes on in another one.
struct Sheet {
    /// The sheets that are full.
    full: Vec<Growing>,
    xml: Growing,
    /// The XML of a row, on its way.
    line: String,
    row: u32,
    header: Vec<String>,
    keep_formulas: bool,
    most: u32,
}

const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetFormatPr defaultRowHeight=\"15\" defaultColWidth=\"16\"/><sheetData>";
const END: &str = "</sheetData></worksheet>";

impl Sheet {
    /// A sheet that begins with these names of columns, if there are any.
    fn new<'n>(
        header: impl Iterator<Item = &'n str>,
        keep_formulas: bool,
        most: u32,
    ) -> Result<Self, NotWritten> {
        let header = header.map(str::to_owned).collect();
        let (full, xml, line) = (Vec::new(), Growing::new()?, String::new());
        let mut sheet = Self { full, xml, line, row: 0, header, keep_formulas, most };
        sheet.begin()?;
        Ok(sheet)
    }

    fn begin(&mut self) -> Result<(), NotWritten> {
        self.xml.push(START)?;
        let header = std::mem::take(&mut self.header);
        if !header.is_empty() {
            self.row_at(1, header.iter().map(|name| Cell::text(name)))?;
        }
        self.header = header;
        Ok(())
    }

    /// What follows goes into the next sheet.
    fn turn(&mut self) -> Result<(), NotWritten> {
        self.xml.push(END)?;
        self.full.push(std::mem::replace(&mut self.xml, Growing::new()?));
        self.row = 0;
        self.begin()
    }

    fn row<'c>(&mut self, cells: impl Iterator<Item = Cell<'c>>) -> Result<(), NotWritten> {
        if self.row == self.most {
            self.turn()?;
        }
        self.row_at(self.row + 1, cells)
    }

    fn row_at<'c>(
        &mut self,
        number: u32,
        cells: impl Iterator<Item = Cell<'c>>,
    ) -> Result<(), NotWritten> {
        use std::fmt::Write as _;
        self.row = number;
        self.line.clear();
        // Writing to a string does not fail.
        let _ = write!(self.line, "<row r=\"{number}\">");
        for (column, cell) in cells.enumerate() {
            let address = column_letters(column);
            match cell {
                Cell::Text(text) if text.is_empty() => {}
                Cell::Amount(amount) if amount.is_empty() => {}
                Cell::Number(value) | Cell::Amount(value) if !value.contains("..") => {
                    let _ = write!(self.line, "<c r=\"{address}{number}\"><v>{value}</v></c>");
                }
                Cell::Text(text) | Cell::Number(text) | Cell::Amount(text) => {
                    let text =
                        if self.keep_formulas { text } else { neutral(&text).into_owned().into() };
                    let _ = write!(
                        self.line,
                        "<c r=\"{address}{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                    );
                    escape(&mut self.line, &text);
                    self.line.push_str("</t></is></c>");
                }
            }
        }
        self.line.push_str("</row>");
        self.xml.push(&self.line)
    }

    /// The sheet, called so, and those that it goes on in: `NAME 2` and so on.
    fn parts(mut self, name: &str) -> Result<Vec<Part>, NotWritten> {
        self.xml.push(END)?;
        self.full.push(self.xml);
        let called = |nth: u32| if nth == 1 { name.to_owned() } else { format!("{name} {nth}") };
        (1..).zip(self.full).map(|(nth, xml)| xml.finish(called(nth))).collect()
    }
}

/// Adds text as XML; what XML cannot hold is left out.
fn escape(xml: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '&' => xml.push_str("&amp;"),
            '\t' | '\n' | '\r' => xml.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => xml.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_more_than_a_sheet_can_have_goes_on_in_another_with_its_header() {
        let mut sheet = Sheet::new(["name"].into_iter(), false, 3).unwrap();
        for name in ["a", "b", "c", "d", "e"] {
            sheet.row([Cell::text(name)].into_iter()).unwrap();
        }
        let parts = sheet.parts("S").unwrap();
        let names: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["S", "S 2", "S 3"]);
        for (part, cells) in parts.iter().zip([&["a", "b"][..], &["c", "d"], &["e"]]) {
            let xml = part.xml();
            assert!(xml.starts_with(START) && xml.ends_with(END), "{xml}");
            let rows = (1..).zip(std::iter::once(&"name").chain(cells));
            let cell = |(row, text)| {
                format!(
                    "<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c></row>"
                )
            };
            let inside: String = rows.map(cell).collect();
            assert_eq!(&xml[START.len()..xml.len() - END.len()], inside);
        }
    }
}
