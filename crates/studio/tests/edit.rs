//! The shipped files: opened and saved as they are, edited in one line, read by the compiler.

use std::fs;
use std::path::{Path, PathBuf};

use mingbai_compiler::{CompiledVocabulary, compile_policy, compile_vocabulary, read_cases};
use mingbai_studio::content::Content;
use mingbai_studio::edit::{Edit, Entries, File};
use mingbai_studio::place::Place;
use mingbai_studio::view::{CasesView, FiguresView, PolicyView, Section};

const FACTS: &str = include_str!("../../policies/facts.toml");

/// The policies, cases and figures in the repository: name, text.
pub fn shipped() -> Vec<(String, String)> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let root = crates.parent().unwrap();
    let mut folders: Vec<PathBuf> = [crates.join("policies"), root.join("docs")]
        .iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("policy.toml").exists())
        .collect();
    folders.sort();
    let mut files = Vec::new();
    for folder in folders {
        for name in ["policy.toml", "cases.toml", "figures.toml"] {
            if let Ok(text) = fs::read_to_string(folder.join(name)) {
                let of = folder.file_name().unwrap().to_str().unwrap();
                files.push((format!("{of}/{name}"), text));
            }
        }
    }
    files
}

pub fn shared() -> CompiledVocabulary {
    compile_vocabulary("facts.toml", FACTS).unwrap()
}

fn place(text: &str) -> Place {
    text.parse().unwrap()
}

/// The lines of `now` that are not in the same place in `before`, where both have as many.
fn changed<'t>(before: &'t str, now: &'t str) -> Vec<&'t str> {
    assert_eq!(before.lines().count(), now.lines().count(), "{now}");
    before
        .lines()
        .zip(now.lines())
        .filter(|(one, other)| one != other)
        .map(|(_, now)| now)
        .collect()
}

#[test]
fn opening_and_saving_changes_nothing() {
    let files = shipped();
    assert!(files.iter().filter(|(name, _)| name.ends_with("policy.toml")).count() >= 13);
    for (name, text) in files {
        // As it is, and as editors on Windows save it.
        for text in [text.clone(), format!("\u{feff}{}", text.replace('\n', "\r\n"))] {
            assert_eq!(File::open(&name, &text).unwrap().to_string(), text, "{name}");
        }
    }
}

/// Every cell of a section that has a value of its own.
fn cells(section: &Section) -> Vec<(&Place, &Content)> {
    let own = section.cells.iter().map(|cell| (&cell.place, &cell.content));
    own.chain(section.rows.iter().flat_map(cells)).collect()
}

#[test]
fn setting_any_cell_to_what_it_holds_changes_nothing() {
    for (name, text) in shipped() {
        let mut file = File::open(&name, &text).unwrap();
        let policy = PolicyView::of(&file);
        let (cases, figures) = (CasesView::of(&file), FiguresView::of(&file));
        let sections = policy
            .provisions
            .iter()
            .chain(&policy.readings)
            .chain(&policy.facts)
            .chain(&policy.elsewhere);
        let sections = sections.chain([&policy.policy, &policy.conditions]);
        let mut all: Vec<Section> = sections.cloned().collect();
        if name.ends_with("cases.toml") {
            all = cases.cases;
        } else if name.ends_with("figures.toml") {
            all = figures.figures;
        }
        assert!(!all.is_empty(), "{name}");
        // Each edit reads the file again: some of the cells of the long ones are enough.
        let all: Vec<(&Place, &Content)> = all.iter().flat_map(cells).collect();
        for (place, content) in all.iter().step_by(all.len() / 40 + 1) {
            if matches!(content, Content::Toml(_)) && file.get(place).is_some() {
                continue; // A table with points: its cells are set one by one.
            }
            file.edit(&Edit::Set { place: (*place).clone(), content: (*content).clone() }).unwrap();
            assert_eq!(file.to_string(), text, "{name}: {place}");
        }
    }
}

#[test]
fn touching_one_cell_changes_its_line_only() {
    let shared = shared();
    for (name, text) in shipped().into_iter().filter(|(name, _)| name.ends_with("policy.toml")) {
        let file = File::open(&name, &text).unwrap();
        let view = PolicyView::of(&file);
        for provision in &view.provisions {
            let mut file = file.clone();
            let title = provision.place.key("title").key("zh");
            file.edit(&Edit::Set { place: title, content: Content::text("换过的题目") }).unwrap();
            let now = file.to_string();
            let lines = changed(&text, &now);
            assert_eq!(lines.len(), 1, "{name} {}: {lines:?}", provision.id);
            assert!(lines[0].contains("换过的题目"));
        }
        let Some(row) = view
            .provisions
            .iter()
            .flat_map(|own| &own.rows)
            .find(|row| row.text("when") != Some("otherwise"))
        else {
            continue;
        };
        let when = row.text("when").unwrap();
        let mut file = file.clone();
        let set =
            Edit::Set { place: row.place.key("when"), content: Content::text(format!("({when})")) };
        file.edit(&set).unwrap();
        let now = file.to_string();
        assert_eq!(changed(&text, &now).len(), 1, "{name}");
        compile_policy(&shared, &name, &now).unwrap_or_else(|found| panic!("{name}: {found:#?}"));
    }
}

#[test]
fn rows_are_added_moved_and_taken_out_with_their_comments() {
    let text = "[provision.aid] # of 2025\nrows = [ # in this order\n  # the first\n  { id = \"a\", when = 'x' }, # about a\n  { id = \"b\", when = 'y' }, # about b\n  { id = \"c\", when = 'otherwise' }\n  # the end\n]\nat = [\"一\", \"二\"]\n";
    let rows = || place("provision.aid.rows");
    let edit = |edit: Edit| {
        let mut file = File::open("policy.toml", text).unwrap();
        file.edit(&edit).unwrap();
        file.to_string()
    };
    assert_eq!(
        edit(Edit::Move { list: rows(), from: 0, to: 1 }),
        "[provision.aid] # of 2025\nrows = [ # in this order\n  { id = \"b\", when = 'y' }, # about b\n  # the first\n  { id = \"a\", when = 'x' }, # about a\n  { id = \"c\", when = 'otherwise' }\n  # the end\n]\nat = [\"一\", \"二\"]\n"
    );
    assert_eq!(
        edit(Edit::Remove { place: rows().index(0) }),
        "[provision.aid] # of 2025\nrows = [ # in this order\n  { id = \"b\", when = 'y' }, # about b\n  { id = \"c\", when = 'otherwise' }\n  # the end\n]\nat = [\"一\", \"二\"]\n"
    );
    let row: Entries = vec![("id".into(), Content::text("n")), ("when".into(), Content::text("z"))];
    assert_eq!(
        edit(Edit::Insert { list: rows(), index: 1, entries: row }),
        "[provision.aid] # of 2025\nrows = [ # in this order\n  # the first\n  { id = \"a\", when = 'x' }, # about a\n  { id = \"n\", when = 'z' },\n  { id = \"b\", when = 'y' }, # about b\n  { id = \"c\", when = 'otherwise' }\n  # the end\n]\nat = [\"一\", \"二\"]\n"
    );
    let row: Entries = vec![("id".into(), Content::text("n"))];
    assert_eq!(
        edit(Edit::Insert { list: rows(), index: 3, entries: row }),
        text.replace("'otherwise' }\n", "'otherwise' },\n  { id = \"n\" }\n")
    );
    assert_eq!(
        edit(Edit::Remove { place: place("provision.aid.at[0]") }),
        text.replace("[\"一\", \"二\"]", "[\"二\"]")
    );
    assert_eq!(
        edit(Edit::Set {
            place: place("provision.aid.at"),
            content: Content::Texts(vec!["三".into()])
        }),
        text.replace("[\"一\", \"二\"]", "[\"三\"]")
    );
}

fn both(zh: &str, en: &str) -> Content {
    Content::Both { zh: zh.into(), en: en.into() }
}

fn entries(all: Vec<(&str, Content)>) -> Entries {
    all.into_iter().map(|(key, content)| (key.to_owned(), content)).collect()
}

fn add(at: &str, all: Vec<(&str, Content)>) -> Edit {
    Edit::Add { place: place(at), after: None, entries: entries(all) }
}

/// The cells of a provision for some people.
fn service<'k>(title: &str, at: &str) -> Vec<(&'k str, Content)> {
    let row = |id: &str, when: &str, gives: &str| {
        let cells = [("id", id), ("when", when), ("gives", gives)];
        entries(cells.map(|(key, text)| (key, Content::text(text))).into())
    };
    let rows = vec![
        row("poor", "poor || old && reading.old_too", "service"),
        row("others", "otherwise", "nothing"),
    ];
    vec![
        ("kind", Content::text("service")),
        ("at", Content::text(at)),
        ("title", both(title, "Aid")),
        ("what", both("给一些人的。", "For some people.")),
        ("hit", Content::text("first")),
        ("rows", Content::Rows(rows)),
    ]
}

#[test]
fn a_policy_is_written_from_nothing_and_the_compiler_reads_it() {
    let mut file = File::open("policy.toml", "# ours\n").unwrap();
    let edits = [
        add(
            "policy",
            vec![
                ("id", Content::text("our-county")),
                ("instrument", Content::text("某发〔2025〕1号")),
                ("issued", Content::Toml("2025-01-01".into())),
                ("in_force", Content::Toml("{ from = 2025-01-01 }".into())),
                ("place", both("某县", "A county")),
                ("title", both("救助", "Aid")),
            ],
        ),
        Edit::Set { place: place("condition.poor"), content: Content::text("dibao || tekun") },
        add("provision.first", service("甲", "一")),
        add("provision.third", service("丙", "三")),
        Edit::Add {
            place: place("provision.second"),
            after: Some("first".into()),
            entries: entries(service("乙", "二")),
        },
        add(
            "fact.old",
            vec![
                ("scope", Content::text("person")),
                ("kind", Content::text("flag")),
                ("label", both("老人", "Old")),
                ("question", both("您是老人吗？", "Are you old?")),
                ("help", both("看证件。", "See your papers.")),
            ],
        ),
        add(
            "reading.old_too",
            vec![
                ("at", Content::text("一")),
                ("question", both("老人算吗？", "Do the old count?")),
                ("taken", both("算。", "Yes.")),
                ("other", both("不算。", "No.")),
            ],
        ),
        Edit::Insert {
            list: place("elsewhere"),
            index: 0,
            entries: entries(vec![("at", Content::text("题")), ("reason", Content::text("title"))]),
        },
        Edit::Insert {
            list: place("elsewhere"),
            index: 0,
            entries: entries(vec![
                ("at", Content::Texts(vec!["序".into(), "尾".into()])),
                ("reason", Content::text("frame")),
            ]),
        },
        Edit::Move { list: place("elsewhere"), from: 1, to: 0 },
        Edit::Rename { place: place("provision.third"), name: "last".into() },
    ];
    for edit in &edits {
        file.edit(edit).unwrap_or_else(|refused| panic!("{refused}\n{file}"));
    }
    let written = file.to_string();
    println!("{written}");
    compile_policy(&shared(), "policy.toml", &written)
        .unwrap_or_else(|found| panic!("{found:#?}\n{written}"));
    let at = |text: &str| written.find(text).unwrap_or_else(|| panic!("{text}\n{written}"));
    assert!(
        at("[provision.first]") < at("[provision.second]")
            && at("[provision.second]") < at("[provision.last]")
    );
    assert!(at("at = \"题\"") < at("at = [\"序\", \"尾\"]"));
    assert!(written.contains("title.zh = \"甲\"\ntitle.en = \"Aid\"\n"), "{written}");
    assert!(
        written.contains(
            "  { id = \"poor\", when = 'poor || old && reading.old_too', gives = \"service\" },\n"
        ),
        "{written}"
    );
    let again = PolicyView::of(&File::open("policy.toml", &written).unwrap());
    assert_eq!(
        again.elsewhere.iter().map(|own| own.texts("at")).collect::<Vec<_>>(),
        [vec!["题"], vec!["序", "尾"]]
    );
}

#[test]
fn cases_and_figures_are_edited_too() {
    let mut cases = File::open("cases.toml", "# one\n[[case]]\nname = \"a\"\nfacts = { dibao = true }\n\n# two\n[[case]]\nname = \"b\"\nfacts = {}\n").unwrap();
    let new = vec![
        ("name".to_owned(), Content::text("c")),
        ("facts".to_owned(), Content::Toml("{ dibao = false }".into())),
    ];
    cases.edit(&Edit::Insert { list: place("case"), index: 1, entries: new }).unwrap();
    cases
        .edit(&Edit::Set { place: place("case[0].expect.aid"), content: Content::text("granted") })
        .unwrap();
    let written = cases.to_string();
    assert_eq!(
        written,
        "# one\n[[case]]\nname = \"a\"\nfacts = { dibao = true }\nexpect.aid = \"granted\"\n\n[[case]]\nname = \"c\"\nfacts = { dibao = false }\n\n# two\n[[case]]\nname = \"b\"\nfacts = {}\n"
    );
    assert_eq!(read_cases("cases.toml", &written).unwrap().len(), 3);
    let mut figures = File::open("figures.toml", "example = true\n[basic.rate]\nvillage = { value = \"80\", source = \"x\", date = 2025-01-01 }\n[office]\nphone = \"1\"\n[office.civil_affairs]\nphone = \"2\"\n").unwrap();
    let view = FiguresView::of(&figures);
    assert!(view.example);
    assert_eq!(
        view.figures.iter().map(|own| own.id.as_str()).collect::<Vec<_>>(),
        ["basic.rate.village"]
    );
    assert_eq!(
        view.offices.iter().map(|own| own.text("phone")).collect::<Vec<_>>(),
        [Some("1"), Some("2")]
    );
    figures
        .edit(&Edit::Set {
            place: view.figures[0].place.key("value"),
            content: Content::text("85"),
        })
        .unwrap();
    assert!(
        figures
            .to_string()
            .contains("village = { value = \"85\", source = \"x\", date = 2025-01-01 }")
    );
}

#[test]
fn what_cannot_be_done_is_refused_with_its_place_and_changes_nothing() {
    let text = "[provision.aid]\nat = \"一\"\nrows = [{ id = \"a\" }]\n";
    let mut file = File::open("policy.toml", text).unwrap();
    let set = |at: &str, content| Edit::Set { place: place(at), content };
    for (edit, at) in [
        (set("provision.aid.rows[3].when", Content::text("x")), "provision.aid.rows[3]"),
        (set("provision.aid.issued", Content::Toml("2025-".into())), "provision.aid.issued"),
        (set("provision.aid", Content::text("x")), "provision.aid"),
        (set("provision.aid.at.zh", Content::text("x")), "provision.aid.at"),
        (Edit::Remove { place: place("provision.none") }, "provision.none"),
        (Edit::Remove { place: Place::default() }, ""),
        (
            Edit::Add { place: place("provision.aid"), after: None, entries: vec![] },
            "provision.aid",
        ),
        (
            Edit::Add { place: place("provision.b"), after: Some("c".into()), entries: vec![] },
            "provision.c",
        ),
        (Edit::Move { list: place("provision.aid.rows"), from: 0, to: 4 }, "provision.aid.rows[4]"),
        (
            Edit::Insert { list: place("provision.aid.at"), index: 0, entries: vec![] },
            "provision.aid.at",
        ),
        (
            Edit::Rename { place: place("provision.aid.rows[0]"), name: "Not a name".into() },
            "provision.aid.rows[0]",
        ),
        (Edit::Rename { place: place("provision.aid.at"), name: "x".into() }, "provision.aid.at"),
    ] {
        let refused = file.edit(&edit).unwrap_err();
        assert_eq!(refused.place.to_string(), at, "{refused}");
        assert_eq!(file.to_string(), text);
    }
    let found = File::open("policy.toml", "[policy]\nid = x\n").unwrap_err();
    assert_eq!((found[0].rule, found[0].line), ("toml", 2));
}
