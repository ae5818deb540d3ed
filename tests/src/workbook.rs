//! A ledger of any number of residents as a county's system exports it, an .xlsx; the same for the same number. Names
//! and identity numbers are invented.
//!
//! Two title lines, one header row, households whose number and register are merged cells, a sum and a signature
//! below. Statuses in one cell, ticks in others, words for what is not known; one resident in 199 has a cell that says
//! nothing known, one name in 97 begins as a formula does.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{Seek, Write};

use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

use crate::random::Random;

const HEADER: [&str; 12] = [
    "序号",
    "户编号",
    "与户主关系",
    "姓名",
    "身份证号",
    "户口性质",
    "人员类别",
    "参保情况",
    "缴费档次",
    "慢性病",
    "重度残疾",
    "备注",
];

/// The columns whose cells are merged over a household.
const MERGED: [char; 2] = ['B', 'F'];

const STATUSES: [&str; 12] = [
    "一般户",
    "低保户",
    "特困户",
    "特困供养",
    "孤儿",
    "低收入家庭",
    "因病致贫户",
    "建档立卡户(已脱贫)",
    "建档立卡户(未脱贫)",
    "低保户、因病致贫",
    "不详",
    "",
];

/// Parts of the package: the name of each and its text. The sheet and the shared strings come after them.
const PARTS: [(&str, &str); 4] = [
    (
        "[Content_Types].xml",
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>"#,
    ),
    (
        "_rels/.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
    ),
];

/// A sheet as it grows.
#[derive(Default)]
struct Sheet {
    rows: String,
    /// How many rows it has.
    count: usize,
    /// Merged cells, as XML.
    merged: String,
    strings: HashMap<String, usize>,
    /// The strings in the order of their numbers, as XML.
    shared: String,
}

impl Sheet {
    /// A row of cells from the first column on; an empty text is an empty cell.
    fn row(&mut self, cells: &[&str]) {
        self.count += 1;
        let row = self.count;
        write!(self.rows, r#"<row r="{row}">"#).unwrap();
        for (column, cell) in ('A'..='Z').zip(cells) {
            if cell.is_empty() {
                continue;
            }
            let string = self.string(cell);
            write!(self.rows, r#"<c r="{column}{row}" t="s"><v>{string}</v></c>"#).unwrap();
        }
        self.rows.push_str("</row>");
    }

    /// The number of a shared string.
    fn string(&mut self, text: &str) -> usize {
        if let Some(&number) = self.strings.get(text) {
            return number;
        }
        let number = self.strings.len();
        self.strings.insert(text.to_owned(), number);
        write!(self.shared, r#"<si><t xml:space="preserve">{text}</t></si>"#).unwrap();
        number
    }
}

/// Writes the package with this many residents.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write(out: impl Write + Seek, residents: usize) -> ZipResult<()> {
    let mut sheet = Sheet::default();
    sheet.row(&["示例县医疗保障台账（人名、身份证号均为虚构）"]);
    sheet.row(&["填报单位：示例县", "", "", "", "", "", "", "填报日期：2019年11月1日"]);
    sheet.row(&HEADER);
    let mut random = Random::new(20_191_101);
    let (mut from, mut household) = (0, 0);
    while from < residents {
        let size = (1 + random.below(5)).min(residents - from);
        household += 1;
        let first = sheet.count + 1;
        for member in 0..size {
            resident(&mut sheet, &mut random, from + member, (household, member));
        }
        if size > 1 {
            for column in MERGED {
                let last = sheet.count;
                write!(sheet.merged, r#"<mergeCell ref="{column}{first}:{column}{last}"/>"#)
                    .unwrap();
            }
        }
        from += size;
    }
    sheet.row(&["合计", "", "", &format!("{residents}人")]);
    sheet.row(&["填表人：某某"]);
    package(out, &sheet)
}

/// One row; `member`: the number of the household, and which of it.
fn resident(sheet: &mut Sheet, random: &mut Random, number: usize, member: (usize, usize)) {
    let (household, place) = member;
    let head = place == 0;
    let mut of_head = |values: &[&'static str]| {
        let value = *random.pick(values);
        if head { value } else { "" }
    };
    let register = of_head(&["农业", "农村", "非农业", "城镇", "/"]);
    let household = if head { household.to_string() } else { String::new() };
    let relation =
        if head { "户主" } else { random.pick(&["配偶", "长子", "长女", "孙子"]) };
    let formula = if number % 97 == 96 { "=" } else { "" };
    let name = format!("{formula}某{}", number + 1);
    let identity = identity(random);
    let tier = match number % 199 {
        198 => "怪档",
        _ => random.pick(&["一档", "1档", "２档", "二档", "/", ""]),
    };
    let mut any = |values: &[&'static str]| *random.pick(values);
    let status = any(&STATUSES);
    let scheme = any(&["居民", "居民医保", " 居民医保 ", "职工医保", "未参保", "/"]);
    let (chronic, disabled) = (any(&["√", "×", "", "√"]), any(&["√", "", "", "×"]));
    let note = any(&["", "", "外出务工", "２０１９年新增", "\"引号\",逗号"]).replace('"', "&quot;");
    let number = (number + 1).to_string();
    sheet.row(&[
        &number, &household, relation, &name, &identity, register, status, scheme, tier, chronic,
        disabled, &note,
    ]);
}

/// An identity number with its check digit.
fn identity(random: &mut Random) -> String {
    let (year, month, day) = (1930 + random.below(89), 1 + random.below(12), 1 + random.below(28));
    let mut text = format!("110101{year}{month:02}{day:02}{:03}", random.below(1000));
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: usize =
        text.bytes().zip(weights).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    text.push(['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'][sum % 11]);
    text
}

fn package(out: impl Write + Seek, sheet: &Sheet) -> ZipResult<()> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let mut zip = ZipWriter::new(out);
    let mut part = |name: &str, texts: &[&str]| -> ZipResult<()> {
        zip.start_file(name, SimpleFileOptions::default())?;
        for text in texts {
            zip.write_all(text.as_bytes())?;
        }
        Ok(())
    };
    for (name, text) in PARTS {
        part(name, &[text])?;
    }
    let open = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>"#);
    let parts = [
        &open,
        &sheet.rows,
        "</sheetData><mergeCells>",
        &sheet.merged,
        "</mergeCells></worksheet>",
    ];
    part("xl/worksheets/sheet1.xml", &parts)?;
    let open = format!(r#"<sst xmlns="{MAIN}">"#);
    part("xl/sharedStrings.xml", &[&open, &sheet.shared, "</sst>"])?;
    zip.finish()?;
    Ok(())
}
