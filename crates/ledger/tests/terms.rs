//! Facts whose numbers matter themselves, not only the range they lie in: an amount beside a figure of the county, one that
//! a share is paid of, a time that is counted from one.

use std::sync::LazyLock;

use mingbai_core::kernel::money::Money;
use mingbai_ledger::answered::Answered;
use mingbai_ledger::answering::Answering;
use mingbai_ledger::answers::Answerer;
use mingbai_ledger::workbook::Workbook;

use crate::LANG;
use crate::county::{County, plain};
use crate::rows::answered;

/// What the county of the example has not: each of these terms in a provision of its own, which tests nothing else.
const TERMS: &str = "
[figure.income]
label = { zh = '人均可支配收入', en = 'Income per head' }

[fact.helped]
scope = 'person'
kind = 'flag'
label = { zh = '受助', en = 'Helped' }
question = { zh = '是吗？', en = 'Are you?' }
[fact.spent]
scope = 'person'
kind = 'money'
label = { zh = '花的', en = 'Spent' }
question = { zh = '多少？', en = 'How much?' }
[fact.paid]
scope = 'person'
kind = 'money'
label = { zh = '付的', en = 'Paid' }
question = { zh = '多少？', en = 'How much?' }
[fact.joined]
scope = 'person'
kind = 'number'
min = 0
max = 9
label = { zh = '参加', en = 'Joined' }
question = { zh = '几年？', en = 'How many years?' }
[fact.late]
scope = 'person'
kind = 'money'
label = { zh = '补交', en = 'Late' }
question = { zh = '多少？', en = 'How much?' }

[provision.compared]
kind = 'service'
at = '三'
figures = { '50' = '50' }
title = { zh = '花得多的', en = 'Who spends much' }
what = { zh = '服务。', en = 'A service.' }
hit = 'first'
rows = [
  { id = 'much', when = 'spent > 50% of figure.income', gives = { service = 'free' } },
  { id = 'others', when = 'otherwise', gives = 'nothing' },
]

[provision.part]
kind = 'money'
at = '三'
figures = { '60' = '60' }
title = { zh = '按付的给', en = 'Part of what is paid' }
what = { zh = '钱。', en = 'Money.' }
hit = 'first'
rows = [
  { id = 'helped', when = 'helped', gives = { share = { on = 'paid', bands = [{ from = '0', percent = '60' }] } } },
  { id = 'others', when = 'otherwise', gives = 'nothing' },
]

[provision.wait]
kind = 'money'
at = '三'
figures = { '9' = '9' }
title = { zh = '要等的', en = 'What is waited for' }
what = { zh = '钱。', en = 'Money.' }
hit = 'first'
rows = [
  { id = 'helped', when = 'helped', gives = { wait = { months = '9 - joined' } } },
  { id = 'others', when = 'otherwise', gives = 'nothing' },
]

[provision.part-of-late]
kind = 'money'
at = '三'
figures = { '70' = '70' }
title = { zh = '按补交的给', en = 'Part of what is paid late' }
what = { zh = '钱。', en = 'Money.' }
hit = 'first'
rows = [
  { id = 'helped', when = 'helped', gives = { share = { on = 'late', bands = [{ from = '0', percent = '70' }] } } },
  { id = 'others', when = 'otherwise', gives = 'nothing' },
]
";

/// With an income of 40,000 yuan: half of it is 20,000.
static TERMED: LazyLock<County> = LazyLock::new(|| {
    let policy = include_str!("../../../docs/example-county/policy.toml");
    let mut county = County::of(
        &policy.replace("[[elsewhere]]\nat = [", &format!("{TERMS}\n[[elsewhere]]\nat = [")),
    );
    county.figures.declared = vec![Money::parse("40000")];
    county
});

const HEADER: &str = "scheme,age,chronic_disease,wants_family_doctor,helped,spent,paid,joined,late";

/// Rows that differ in what is behind the fourth column; the statuses of the terms' provisions, and what is asked.
const ROWS: [(&str, &str); 12] = [
    ("true,20000,100,1,5", "refused,granted,granted,granted,"),
    ("true,20000.01,100,1,5", "granted,granted,granted,granted,"),
    ("true,19999.99,100,1,5", "refused,granted,granted,granted,"),
    ("true,,100,1,5", "open,granted,granted,granted,spent"),
    ("true,20000,,1,5", "refused,granted,granted,granted,paid"),
    ("true,20000,100,,5", "refused,granted,granted,granted,joined"),
    ("true,20000,100,1,", "refused,granted,granted,granted,late"),
    ("false,20000,100,1,5", "refused,refused,refused,refused,"),
    ("false,999999999,,,", "granted,refused,refused,refused,"),
    (",20000,100,1,5", "refused,open,open,open,helped"),
    (",1,,,", "refused,open,open,open,helped;paid;joined;late"),
    // Again: what was found once is found again.
    ("true,20000,100,1,5", "refused,granted,granted,granted,"),
];

fn expected(answers: &[String]) {
    assert_eq!(answers.len(), ROWS.len());
    for (answer, (own, said)) in answers.iter().zip(ROWS) {
        let cells: Vec<&str> = answer.split(',').collect();
        // Behind the nine columns the county's own provisions, the terms', the premium, what is asked.
        let (statuses, asks) = (cells[12..16].join(","), sorted(cells[18]));
        let (expected, asked) = said.rsplit_once(',').unwrap();
        assert_eq!((statuses.as_str(), asks), (expected, sorted(asked)), "{own}");
    }
}

fn sorted(asks: &str) -> Vec<&str> {
    let mut asks: Vec<&str> = asks.split(';').collect();
    asks.sort_unstable();
    asks
}

fn ledger() -> String {
    let row = |(own, _): &(&str, &str)| format!("employee,30,false,false,{own}\n");
    format!("{HEADER}\n{}", ROWS.iter().map(row).collect::<String>())
}

#[test]
fn rows_that_differ_in_a_number_that_matters_itself_are_answered_differently() {
    let came = answered(&TERMED, ledger().as_bytes(), plain(), false);
    expected(&came.rows);
}

#[test]
fn the_same_of_a_ledger_with_a_mapping() {
    let text = ledger();
    let workbook = Workbook::read(text.as_bytes()).unwrap();
    let column = |name: &str| format!("[[column]]\nname = '{name}'\nfact = '{name}'\n");
    let mapping: String = HEADER.split(',').map(column).collect();
    let ledger = TERMED.open(&workbook, &mapping, LANG).unwrap();
    let answering =
        Answering::new(TERMED.document(), &TERMED.figures, &ledger.columns.slots, plain());
    let (mut answerer, mut all) = (Answerer::new(&answering), Answered::default());
    all.take(&ledger, &mut answerer, 0..ROWS.len(), LANG);
    let csv = String::from_utf8(all.csv(&ledger, &answering, false)).unwrap();
    expected(&csv.lines().skip(1).map(str::to_owned).collect::<Vec<_>>());
}

#[test]
fn an_amount_in_a_mapping_is_an_amount_of_yuan() {
    let mapping = "[[column]]\nname = '花的'\nfact = 'spent'\ncells = { '两万多' = '20000.01', '不多' = '20000' }\n";
    let workbook = Workbook::read("花的\n两万多\n不多\n".as_bytes()).unwrap();
    let ledger = TERMED.open(&workbook, mapping, LANG).unwrap();
    let answering =
        Answering::new(TERMED.document(), &TERMED.figures, &ledger.columns.slots, plain());
    let (mut answerer, mut all) = (Answerer::new(&answering), Answered::default());
    all.take(&ledger, &mut answerer, 0..2, LANG);
    let compared = |resident| {
        let answer = all.answer(resident).unwrap();
        let at = answering.provisions.iter().position(|own| own.id == "compared").unwrap();
        format!("{:?}", answer.statuses[at])
    };
    assert_eq!([0, 1].map(compared), ["Granted", "Refused"]);
    // What is no amount is named.
    let mapping = "[[column]]\nname = '花的'\nfact = 'spent'\ncells = { '两万多' = 20000 }\n";
    let problems = TERMED.open(&workbook, mapping, LANG).err().unwrap();
    assert!(problems[0].text(LANG).contains("spent cannot be 20000; write one of 0.00 … "));
}

#[test]
fn a_word_that_two_values_are_called_by_means_neither() {
    let policy = include_str!("../../../docs/example-county/policy.toml");
    let policy = policy.replace("|| chronic_disease)", "|| size == large || size == huge)");
    let facts = "
[fact.size]
scope = 'person'
kind = 'choice'
label = { zh = '大小', en = 'Size' }
question = { zh = '多大？', en = 'How large?' }
values.small = { zh = '小', en = 'Small' }
values.large = { zh = '大', en = 'Large' }
values.huge = { zh = '大', en = 'Huge' }
";
    let county = County::of(&format!("{policy}{facts}"));
    let ledger = "size\n小\n大\nLarge\nhuge\n";
    let came = answered(&county, ledger.as_bytes(), plain(), false);
    let read: Vec<&str> = came.rows.iter().map(|row| row.split(',').next().unwrap()).collect();
    assert_eq!(read, ["小", "Large", "huge"]);
}
