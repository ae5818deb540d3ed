//! A ledger with a mapping: what its cells state, what contradicts, what in a mapping does not fit.

use mingbai_core::kernel::diagram::UNKNOWN;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::Variable;
use mingbai_core::policy::vocabulary::FactKind;
use mingbai_ledger::ledger::Ledger;
use mingbai_ledger::problems::MapProblem;
use mingbai_ledger::workbook::Workbook;

use crate::LANG;
use crate::county::{COUNTY, County};

/// What a resident's cells state, in the order of the policy: `dibao=true`; of a number which of the ranges between
/// the county's thresholds it lies in; what is wrong with them, by address: `C3 one of two`.
fn states(county: &County, ledger: &Ledger<'_>, resident: usize) -> (Vec<String>, Vec<String>) {
    let mut values = vec![UNKNOWN; ledger.columns.slots.len()];
    let problems = ledger.read(resident, &mut values, LANG);
    let data = county.document().policy.data();
    let mut known: Vec<(usize, u8)> =
        ledger.columns.slots.variables.iter().copied().zip(values).collect();
    known.sort_unstable();
    let said = known.into_iter().filter(|(_, value)| *value != UNKNOWN).map(|(variable, value)| {
        let variable = &data.variables[variable];
        let fact = &data.facts[usize::from(variable.fact().unwrap())];
        let value = match (variable, &fact.kind) {
            (Variable::Member { value: member, .. }, kind) => {
                format!("{}:{}", kind.values()[usize::from(*member)], value == 1)
            }
            (_, FactKind::Flag) => (value == 1).to_string(),
            (_, FactKind::Choice(values)) => values[usize::from(value)].clone(),
            _ => value.to_string(),
        };
        format!("{}={value}", fact.id)
    });
    let problems = problems.into_iter().map(|own| format!("{} {}", own.address, own.reason));
    (said.collect(), problems.collect())
}

fn stated(county: &County, mapping: &str, ledger: &str) -> Vec<(Vec<String>, Vec<String>)> {
    let workbook = Workbook::read(ledger.as_bytes()).unwrap();
    let ledger = county.open(&workbook, mapping, LANG).unwrap();
    (0..ledger.rows.len()).map(|resident| states(county, &ledger, resident)).collect()
}

/// A row of which nothing is wrong.
fn good(said: &str) -> (Vec<String>, Vec<String>) {
    (said.split_whitespace().map(str::to_owned).collect(), Vec::new())
}

/// A row of which this is wrong, whatever else is read of it.
fn assert_bad(row: &(Vec<String>, Vec<String>), wrong: &str) {
    assert!(row.1.len() == 1 && row.1[0].starts_with(wrong), "{row:?}");
}

const CATEGORY: &str = "
[[column]]
name = '类别'
blank = 'no'
[column.complete]
dibao = false
tekun = false
low_income = false
[column.cells]
'低保户' = { dibao = true }
'五保' = { tekun = true }
'一般户' = 'none'
'不清' = 'unknown'
'非低保' = { dibao = false }
'低保待查' = { dibao = 'unknown' }
";

#[test]
fn a_cell_of_statuses_says_what_it_names_and_that_the_rest_is_not_so() {
    let rows = stated(
        &COUNTY,
        CATEGORY,
        "类别,户\n低保户,1\n低保户、五保,1\n 五保 ; 五保/ ,1\n一般户,1\n不清,1\n,1\n低保待查,1\n低保待查+低保户,1\n低保户+低保待查,1\n\
         低保户，一般户,1\n低保户、非低保,1\n低保户、外星,1\n外星,1\n、,1\n不清、五保,1\n",
    );
    assert_eq!(rows[0], good("dibao=true tekun=false low_income=false"));
    assert_eq!(rows[1], good("dibao=true tekun=true low_income=false"));
    assert_eq!(rows[2], good("dibao=false tekun=true low_income=false"));
    assert_eq!(rows[3], good("dibao=false tekun=false low_income=false"));
    assert_eq!(rows[4], good(""), "nothing is known");
    assert_eq!(rows[5], good("dibao=false tekun=false low_income=false"), "an empty cell says no");
    assert_eq!(rows[6], good("tekun=false low_income=false"));
    assert_eq!(rows[7], good("dibao=true tekun=false low_income=false"));
    assert_eq!(rows[8], rows[7], "in either order");
    assert_bad(&rows[9], "A11 what stands in this cell cannot all be so");
    assert_bad(&rows[10], "A12 what stands in this cell cannot all be so");
    assert_bad(&rows[11], "A13 \"外星\" is not known here; expected 低保户 | 五保 | 一般户 | 不清");
    assert_bad(&rows[12], "A14 expected 低保户");
    assert_bad(&rows[13], "A15 expected 低保户");
    assert_eq!(rows[14], good("dibao=false tekun=true low_income=false"));
}

#[test]
fn a_cell_of_one_fact_says_its_value_as_the_fact_or_the_mapping_calls_it() {
    let mapping = "
[[column]]
name = '岁'
fact = 'age'
units = ['周岁', '岁']
cells = { '老' = 60, '不详' = 'unknown' }
[[column]]
name = '吃低保否'
also = ['低保']
fact = 'dibao'
blank = 'no'
cells = { '√' = true }
[[column]]
name = '险'
fact = 'scheme'
cells = { '居民' = 'resident' }
";
    let rows = stated(
        &COUNTY,
        mapping,
        "岁,低保,险\n60岁,√,居民\n59 周岁,,resident\n老,yes,Employee\n不详,否,\n六十岁,TRUE,居民\n130,不知道,\n131,√,\n1、2,√,\n０９,√,居民、employee\n",
    );
    assert_eq!(rows[0], good("dibao=true scheme=resident age=1"));
    assert_eq!(rows[1], good("dibao=false scheme=resident age=0"));
    assert_eq!(rows[2], good("dibao=true scheme=employee age=1"));
    assert_eq!(rows[3], good("dibao=false"));
    assert_bad(&rows[4], "A6 expected 0 … 130 | 老 | 不详");
    assert_eq!(rows[5], good("age=1"), "not known is said, not no");
    assert_bad(&rows[6], "A8 expected 0 … 130");
    assert_bad(&rows[7], "A9 \"1\" is not known here");
    assert_bad(&rows[8], "C10 what stands in this cell cannot all be so");
    assert_eq!(rows[8].0, ["dibao=true", "age=0"], "wide figures are figures");
}

#[test]
fn what_two_columns_say_differently_is_named_at_the_later_one_with_both() {
    let mapping = "
[[column]]
name = '低保'
fact = 'dibao'
[[column]]
name = '类'
cells = { '低保户' = { dibao = true }, '低收入' = { low_income = true, dibao = false } }
[[column]]
name = '身份证'
identity = { age = 'age' }
[[column]]
name = '年龄'
fact = 'age'
";
    let rows = stated(
        &COUNTY,
        mapping,
        "低保,类,身份证,年龄\n是,低保户,,\n否,低保户,,\n是,低收入,,\n,低收入,11010119410714001X,70\n,,11010119410714001X,30\n,,1234,30\n",
    );
    assert_eq!(rows[0], good("dibao=true"));
    assert_bad(&rows[1], "B3 contradicts \"否\" in the column \"低保\"");
    assert_bad(&rows[2], "B4 contradicts \"是\" in the column \"低保\"");
    assert_eq!(rows[2].0, ["dibao=true", "low_income=true"]);
    assert_eq!(rows[3], good("dibao=false low_income=true age=1"), "78 and 70 are both over 60");
    assert_bad(&rows[4], "D6 contradicts \"11010119410714001X\" in the column \"身份证\"");
    assert_bad(&rows[5], "C7 not an identity number");
}

#[test]
fn what_is_not_known_contradicts_nothing() {
    let mapping = "
[[column]]
name = '低保'
fact = 'dibao'
[[column]]
name = '类'
fact = 'dibao'
";
    let rows = stated(&COUNTY, mapping, "低保,类\n是,不知道\n不知道,否\n是,\n,否\n是,是\n");
    let [yes, no] = ["dibao=true", "dibao=false"].map(good);
    assert_eq!(rows, [yes.clone(), no.clone(), yes.clone(), no, yes]);
}

#[test]
fn a_value_that_a_cell_says_twice_is_that_value() {
    let mapping = "
[[column]]
name = '低保'
fact = 'dibao'
cells = { '√' = true }
[[column]]
name = '险'
fact = 'scheme'
";
    let ledger = "低保,险\n是、是,none；none\n否/否,employee、employee\n√、是,\n√、否,\n";
    let rows = stated(&COUNTY, mapping, ledger);
    assert_eq!(rows[0], good("dibao=true scheme=none"));
    assert_eq!(rows[1], good("dibao=false scheme=employee"));
    assert_eq!(rows[2], good("dibao=true"), "in the mapping's word and in the fact's");
    assert_bad(&rows[3], "A5 what stands in this cell cannot all be so");
}

#[test]
fn an_identity_number_says_what_is_so_of_a_woman_and_of_a_man() {
    let mapping = "
[[column]]
name = '身份证'
[column.identity]
age = 'age'
female = { orphan = true }
male = { orphan = false, tekun = true }
";
    let rows = stated(
        &COUNTY,
        mapping,
        "身份证\n110101194107140028\n110101201007140010\n　１10101201007140010 \n110101209907140010\n",
    );
    assert_eq!(rows[0], good("orphan=true age=1"));
    assert_eq!(rows[1], good("tekun=true orphan=false age=0"));
    assert_eq!(rows[2], rows[1], "wide figures and blanks make no difference");
    assert_bad(&rows[3], "A5 not an identity number");
    let workbook = Workbook::read("身份证\n110101194107140028\n".as_bytes()).unwrap();
    let ledger = COUNTY.open(&workbook, mapping, LANG).unwrap();
    let mut facts = ledger.columns.facts_of(0);
    facts.sort_unstable();
    assert_eq!(facts, ["age", "orphan", "tekun"]);
}

#[test]
fn households_are_told_by_number_or_by_head_and_a_fact_fills_down_inside_one() {
    let column = "[[column]]\nname = '险'\nfact = 'scheme'\nfill_down = true\n";
    let by = |household: &str, ledger: &str| {
        let workbook = Workbook::read(ledger.as_bytes()).unwrap();
        let ledger = COUNTY.open(&workbook, &format!("{household}{column}"), LANG).unwrap();
        let cells: Vec<String> =
            (0..ledger.rows.len()).map(|resident| ledger.cell(resident, 1).to_owned()).collect();
        let called = (0..ledger.rows.len()).map(|resident| ledger.household_called(resident));
        (ledger.households.clone().unwrap(), cells, called.collect::<Vec<_>>().join(" "))
    };
    let ledger = "户,险,名\n7,resident,a\n,,b\n8,,c\n,none,d\n7,,e\n,employee,f\n,,g\n";
    let number = "[household]\ncolumn = '户'\n";
    let cells = ["resident", "resident", "", "none", "", "employee", "employee"];
    assert_eq!(
        by(number, ledger),
        (vec![0, 0, 1, 1, 0, 0, 0], cells.map(String::from).to_vec(), "7  8  7  ".into())
    );
    // A household that comes again is the same, but what stands above another one does not reach it.
    let ledger = "户,险,名\n子,resident,a\n户主,none,b\n妻,,c\n户 主,,d\n子,,e\n";
    let head = "[household]\ncolumn = '户'\nhead = ['户主']\n";
    let (households, cells, _) = by(head, ledger);
    assert_eq!(households, [0, 1, 1, 2, 2]);
    assert_eq!(cells, ["resident", "none", "none", "", ""]);
}

#[test]
fn rows_and_who_they_are_about_are_those_of_the_ledger() {
    let mapping =
        "header = [2]\n[household]\ncolumn = '户号'\n[[column]]\nname = '低保'\nfact = 'dibao'\n";
    let text = "某村台账,,\n户号,姓 名,低保\n1,甲,是\n\n,乙,否\n合计,2人,\n填表人：某,,\n";
    let workbook = Workbook::read(text.as_bytes()).unwrap();
    let ledger = COUNTY.open(&workbook, mapping, LANG).unwrap();
    assert_eq!((ledger.header.first, ledger.header.last), (1, 1));
    assert_eq!([0, 1, 2].map(|resident| ledger.number(resident)), [3, 5, 0]);
    assert_eq!(ledger.who, [0, 1]);
    assert_eq!(ledger.blank, 1);
    let aside: Vec<(u32, &str)> =
        ledger.aside.iter().map(|own| (own.row, own.text.as_str())).collect();
    assert_eq!(aside, [(6, "合计"), (7, "填表人：某")]);
    assert_eq!(ledger.written(1).collect::<Vec<_>>(), ["", "乙", "否"]);
    assert_eq!(ledger.texts(2, 9), (vec!["是", "否"], false));
    assert_eq!(ledger.texts(2, 1), (vec!["是"], false));
    assert_eq!(ledger.texts(0, 9), (vec!["1"], true));
    let problem = ledger.too_much_open(1, LANG);
    assert_eq!((problem.row, problem.address.as_str(), problem.column.as_str()), (5, "5", ""));
    assert!(problem.reason.starts_with("too much is open at once"));
}

#[test]
fn a_header_of_two_rows_is_that_of_both_numbers() {
    let text = "序号,参保,,低保\n,种类,档次,\n1,居民,一档,是\n";
    let mapping = "header = [1, 2]\n[[column]]\nname = '参保 / 种类'\nfact = 'scheme'\ncells = { '居民' = 'resident' }\n";
    let rows = stated(&COUNTY, mapping, text);
    assert_eq!(rows, [good("scheme=resident")]);
    // Found by the names in it, if no number is given, of one column too.
    let mapping = "[[column]]\nname = '低保'\nfact = 'dibao'\n";
    assert_eq!(stated(&COUNTY, mapping, "\n\n低保\n是\n"), [good("dibao=true")]);
}

#[test]
fn bytes_that_are_no_text_are_named_in_every_cell_they_stand_in() {
    let workbook = Workbook::read(b"dibao,name\ntrue,x\xff\n\xff,y\n").unwrap();
    let ledger =
        COUNTY.open(&workbook, "[[column]]\nname = 'dibao'\nfact = 'dibao'\n", LANG).unwrap();
    let (said, wrong) = states(&COUNTY, &ledger, 0);
    assert_eq!(said, ["dibao=true"]);
    assert!(wrong.len() == 1 && wrong[0].starts_with("B2 bytes that are no text"), "{wrong:?}");
    let (_, wrong) = states(&COUNTY, &ledger, 1);
    assert!(wrong.iter().all(|own| own.starts_with("A3 ")) && wrong.len() == 2, "{wrong:?}");
}

/// What of a mapping does not fit a ledger of three columns.
fn problems(mapping: &str) -> Vec<MapProblem> {
    let workbook = Workbook::read("低保,年龄,年 龄\n是,3,4\n".as_bytes()).unwrap();
    COUNTY.open(&workbook, mapping, LANG).err().unwrap()
}

#[test]
fn everything_in_a_mapping_that_does_not_fit_is_named() {
    let text = |problem: &MapProblem| problem.text(Lang::En);
    let found = problems("sheet = 'x'\n");
    assert_eq!(found, [MapProblem::NoSuchSheet("x".into())]);
    assert_eq!(text(&found[0]), "no sheet \"x\"; correct `sheet` in the mapping");
    assert_eq!(problems("header = [9]\n"), [MapProblem::NoHeader]);
    assert_eq!(problems("header = [2, 1]\n"), [MapProblem::NoHeader]);
    assert_eq!(problems("[[column]]\nname = 'x'\n"), [MapProblem::NoHeader]);
    assert_eq!(problems("header = [1]\n"), [MapProblem::NothingRead]);
    let found = problems(
        "header = [1]\n[household]\ncolumn = '户'\n[[column]]\nname = '年龄'\nfact = 'age'\n[[column]]\nname = '低保'\nfact = 'dibaoo'\n",
    );
    let names: Vec<String> = found.iter().map(text).collect();
    assert_eq!(
        names,
        [
            "two columns are called \"年龄\"; rename one of them",
            "the header has no column \"户\", only: 低保, 年龄, 年龄; correct `name` in the mapping",
            "\"低保\": no fact \"dibaoo\"; `mingbai facts` lists all",
        ]
    );
    let found = problems(
        "header = [1]\n[[column]]\nname = '低保'\nfact = 'tier'\nblank = 'no'\n[column.complete]\n[column.cells]\n'一' = 'tier_9'\n'二' = 2\n'三' = { dibao = 'yes', age = 131 }\n",
    );
    let names: Vec<String> = found.iter().map(text).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    assert!(
        names[0].starts_with("\"低保\": tier cannot be \"tier_9\"; write one of tier_1 | tier_2"),
        "{names:?}"
    );
    assert!(names[1].starts_with("\"低保\": tier cannot be 2; "), "{names:?}");
    assert!(
        names[2].starts_with("\"低保\": dibao cannot be \"yes\"; write one of true | false"),
        "{names:?}"
    );
    assert!(names[3].starts_with("\"低保\": age cannot be 131; write one of 0 … 130"), "{names:?}");
    assert_eq!(found[4], MapProblem::BlankIsNo { column: "低保".into() });
    let found = problems(
        "header = [1]\n[[column]]\nname = '低保'\ncells = { '是' = true, '否' = 'unknown' }\n",
    );
    assert_eq!(found, [MapProblem::ValueOfNoFact { column: "低保".into(), value: "true".into() }]);
    assert_eq!(
        text(&found[0]),
        "\"低保\": true of which fact? write { FACT = true }, or give the column a `fact`"
    );
}

/// The county with a provision that hangs on what one is ill of.
fn with_diseases() -> County {
    let policy = include_str!("../../../docs/example-county/policy.toml");
    County::of(
        &policy.replace("|| chronic_disease)", "|| hiv in diseases || tuberculosis in diseases)"),
    )
}

#[test]
fn a_set_is_all_that_its_cell_names_and_a_kind_of_a_thing_is_the_thing() {
    let county = with_diseases();
    let mapping = "
[[column]]
name = '病'
fact = 'diseases'
blank = 'no'
cells = { '结核' = 'tuberculosis', '艾' = 'hiv' }
";
    let rows = stated(
        &county,
        mapping,
        "病,名\n无,1\n,2\n结核,3\n结核、艾,4\nhiv；tuberculosis;,5\nmdr_tuberculosis,6\n耐多药肺结核、艾,7\nhiv;x,8\nhiv;;x,9\n\u{3000}hiv\u{3000},10\n",
    );
    let both = |tuberculosis: bool, hiv: bool| {
        good(&format!("diseases=tuberculosis:{tuberculosis} diseases=hiv:{hiv}"))
    };
    assert_eq!(rows[0], both(false, false));
    assert_eq!(rows[1], both(false, false), "an empty cell says none");
    assert_eq!(rows[2], both(true, false));
    assert_eq!(rows[3], both(true, true));
    assert_eq!(rows[4], both(true, true));
    assert_eq!(rows[5], both(true, false), "a kind of tuberculosis");
    assert_eq!(rows[6], both(true, true));
    assert_bad(&rows[7], "A9 \"x\" is not known here; expected none | ");
    assert_eq!(rows[8].1.len(), 1);
    assert_eq!(rows[9], both(false, true));
}
