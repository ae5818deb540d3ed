//! What an edit writes, byte for byte: where a new table or cell stands, and which commas and blank lines it has.

use mingbai_studio::content::Content;
use mingbai_studio::edit::{Edit, Entries, File};
use mingbai_studio::place::Place;
use mingbai_studio::view::PolicyView;

fn place(text: &str) -> Place {
    text.parse().unwrap()
}

fn row(id: &str) -> Entries {
    vec![("id".to_owned(), Content::text(id))]
}

fn set(at: &str, content: Content) -> Edit {
    Edit::Set { place: place(at), content }
}

fn both(zh: &str, en: &str) -> Content {
    Content::Both { zh: zh.into(), en: en.into() }
}

fn insert(list: &str, index: usize, id: &str) -> Edit {
    Edit::Insert { list: place(list), index, entries: row(id) }
}

/// The text after an edit.
fn after(text: &str, edit: &Edit) -> String {
    let mut file = File::open("policy.toml", text).unwrap();
    file.edit(edit).unwrap_or_else(|refused| panic!("{edit:?}: {refused}"));
    file.to_string()
}

/// The refusal of an edit, as it is told in English.
fn refused(text: &str, edit: &Edit) -> String {
    let mut file = File::open("policy.toml", text).unwrap();
    let refused = file.edit(edit).unwrap_err();
    assert_eq!(file.to_string(), text);
    refused.to_string()
}

#[test]
fn a_list_that_is_not_there_yet_is_made_in_the_form_of_its_kind() {
    // Of the file: tables with heads of their own. In a table: rows.
    assert_eq!(
        after("[policy]\nid = \"a\"\n", &insert("elsewhere", 0, "x")),
        "[policy]\nid = \"a\"\n\n[[elsewhere]]\nid = \"x\"\n"
    );
    assert_eq!(
        after("[provision.aid]\nat = \"一\"\n", &insert("provision.aid.rows", 0, "x")),
        "[provision.aid]\nat = \"一\"\nrows = [\n  { id = \"x\" },\n]\n"
    );
}

#[test]
fn a_row_in_an_empty_list_stands_on_a_line_of_its_own_if_the_brackets_do() {
    for (list, now) in [
        ("rows = [\n]\n", "rows = [\n  { id = \"x\" }\n]\n"),
        ("rows = []\n", "rows = [{ id = \"x\" }]\n"),
    ] {
        assert_eq!(after(list, &insert("rows", 0, "x")), now);
    }
}

#[test]
fn a_comma_after_the_last_entry_stays_as_long_as_there_is_one() {
    let take = |text: &str| after(text, &Edit::Remove { place: place("at[0]") });
    assert_eq!(take("at = [\n  \"一\",\n  \"二\",\n]\n"), "at = [\n  \"二\",\n]\n");
    assert_eq!(take("at = [\"一\", \"二\"]\n"), "at = [\"二\"]\n");
    assert_eq!(take("at = [\"一\",]\n"), "at = []\n");
}

#[test]
fn a_table_made_for_a_cell_has_a_head_of_its_own_after_its_like_or_at_the_end_of_the_file() {
    let first = "[provision.a]\nkind = \"money\"\n\n[fact.x]\nkind = \"flag\"\n\n[provision.b]\nkind = \"money\"\n";
    let last = "\n[[elsewhere]]\nat = \"题\"\n";
    let text = format!("{first}{last}");
    assert_eq!(
        after(&text, &set("provision.aid.kind", Content::text("x"))),
        format!("{first}\n[provision.aid]\nkind = \"x\"\n{last}")
    );
    assert_eq!(
        after(&text, &set("condition.poor", Content::text("x"))),
        format!("{text}\n[condition]\npoor = \"x\"\n")
    );
    // So has one that is added as the first of its kind.
    let add = Edit::Add { place: place("reading.old"), after: None, entries: row("x") };
    assert_eq!(after(&text, &add), format!("{text}\n[reading.old]\nid = \"x\"\n"));
}

#[test]
fn both_languages_stand_together_where_their_table_has_points() {
    let text = "[fact.own]\nkind = \"choice\"\nvalues.a = { zh = \"甲\", en = \"A\" }\n";
    assert_eq!(
        after(text, &set("fact.own.values.b", both("乙", "B"))),
        format!("{text}values.b = {{ zh = \"乙\", en = \"B\" }}\n")
    );
    assert_eq!(
        after(text, &set("fact.own.label", both("自己", "Own"))),
        format!("{text}label.zh = \"自己\"\nlabel.en = \"Own\"\n")
    );
}

#[test]
fn english_is_set_added_left_out_and_taken_out() {
    let (one, two) = ("title.zh = \"甲\"\n", "title.zh = \"甲\"\ntitle.en = \"A\"\n");
    for (text, content, now) in [
        (two, both("乙", "B"), "title.zh = \"乙\"\ntitle.en = \"B\"\n"),
        (two, both("乙", ""), "title.zh = \"乙\"\n"),
        (one, both("乙", "B"), "title.zh = \"乙\"\ntitle.en = \"B\"\n"),
        (one, both("乙", ""), "title.zh = \"乙\"\n"),
    ] {
        assert_eq!(after(text, &set("title", content)), now);
    }
}

/// Cases, the first with tables of its own.
const CASES: [&str; 3] = [
    "[[case]]\nname = \"a\"\n\n[case.expect]\naid = \"granted\"\n\n[[case.stay]]\nday = 1\n",
    "# two\n[[case]]\nname = \"b\"\n",
    "[[case]]\nname = \"c\"\n",
];

#[test]
fn a_table_of_a_list_is_moved_and_taken_out_with_its_comments_and_the_tables_in_it() {
    let text = CASES.join("\n");
    let moved = |from, to| after(&text, &Edit::Move { list: place("case"), from, to });
    let [a, b, c] = CASES;
    // The empty lines stay between them.
    for (from, to, now) in [
        (0, 0, [a, b, c]),
        (0, 1, [b, a, c]),
        (0, 2, [b, c, a]),
        (1, 0, [b, a, c]),
        (2, 0, [c, a, b]),
    ] {
        assert_eq!(moved(from, to), now.join("\n"), "{from} to {to}");
    }
    let take = |index| after(&text, &Edit::Remove { place: place("case").index(index) });
    assert_eq!(take(1), [a, c].join("\n"));
    assert_eq!(take(0).trim_start(), [b, c].join("\n"));
}

#[test]
fn an_entry_that_is_not_there_is_neither_moved_nor_taken_out() {
    let rows = "rows = [{ id = \"a\" }, { id = \"b\" }]\n";
    for (text, list) in [(CASES.join("\n").as_str(), "case"), (rows, "rows")] {
        let length = if list == "case" { 3 } else { 2 };
        for (from, to, at) in [(0, length, length), (length, 0, length), (9, 0, 9), (0, 9, 9)] {
            let told = refused(text, &Edit::Move { list: place(list), from, to });
            assert_eq!(told, format!("{list}[{at}]: the file has no {list}[{at}]"));
        }
        let gone = format!("{list}[{length}]");
        let told = refused(text, &Edit::Remove { place: place(&gone) });
        assert_eq!(told, format!("{gone}: the file has no {gone}"));
    }
}

#[test]
fn a_file_keeps_its_name_and_what_it_has_not_has_its_place_all_the_same() {
    let file = File::open("ours.toml", "").unwrap();
    assert_eq!(file.name(), "ours.toml");
    let view = PolicyView::of(&file);
    for (section, key) in [(view.policy, "policy"), (view.premium, "premium")] {
        assert_eq!((section.id.as_str(), section.place), (key, place(key)));
    }
}

#[test]
fn one_text_stays_a_text_and_a_list_holds_whatever_stands_in_it() {
    let texts = |texts: &[&str]| Content::Texts(texts.iter().map(|own| (*own).into()).collect());
    let at =
        |content: Content| after("[provision.a]\nat = '一'\n", &set("provision.a.at", content));
    assert_eq!(at(texts(&["二"])), "[provision.a]\nat = '二'\n");
    assert_eq!(at(texts(&["二", "三"])), "[provision.a]\nat = [\"二\", \"三\"]\n");
    let text = "at = ['一']\nissued = 2024-02-02 # the day\nnone = []\nmixed = ['一', 2]\nrows = [{ id = 'a' }]\n";
    let file = File::open("policy.toml", text).unwrap();
    let get = |at: &str| file.get(&place(at)).unwrap();
    assert_eq!(get("at"), texts(&["一"]));
    assert_eq!(get("issued"), Content::Toml("2024-02-02".into()));
    assert_eq!(get("none"), Content::Toml("[]".into()));
    assert_eq!(get("mixed"), Content::Toml("['一', 2]".into()));
    assert_eq!(get("rows"), Content::Rows(vec![row("a")]));
    // What was read is written as it was.
    for at in ["at", "issued", "none", "mixed"] {
        let written = after(text, &set(at, get(at)));
        assert_eq!(File::open("policy.toml", &written).unwrap().get(&place(at)).unwrap(), get(at));
    }
}
