//! Keys with points that stand apart, and texts without English: edits change what they touch and nothing else.

use mingbai_studio::content::Content;
use mingbai_studio::edit::{Edit, Entries, File};
use mingbai_studio::facts::facts;
use mingbai_studio::place::Place;
use mingbai_studio::view::{PolicyView, Section};

use crate::edit::{shared, shipped};

fn place(text: &str) -> Place {
    text.parse().unwrap()
}

/// The text with the English of each title, question and the like at the end of its table.
fn apart(text: &str) -> String {
    let (mut whole, mut later) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let english = line.split_once(".en = ").is_some_and(|(key, value)| {
            !key.contains(['.', ' ']) && value.ends_with('"') && !value.starts_with("\"\"\"")
        });
        if english {
            later.push(line);
            continue;
        }
        if line.starts_with('[') {
            whole.append(&mut later);
        }
        whole.push(line);
    }
    whole.append(&mut later);
    whole.join("\n") + "\n"
}

/// The lines of one that the other has not, counted with their repetitions.
fn only<'t>(one: &'t str, other: &str) -> Vec<&'t str> {
    let mut others: Vec<&str> = other.lines().collect();
    let new = one.lines().filter(|line| match others.iter().position(|own| own == line) {
        Some(at) => {
            others.swap_remove(at);
            false
        }
        None => true,
    });
    new.collect()
}

/// A cell of each kind of section that has a text in Chinese.
fn touched(view: &PolicyView) -> Vec<Place> {
    let first = |sections: &[Section], key: &str| {
        let own = sections.iter().find(|own| own.cell(key).is_some());
        own.map(|own| own.place.key(key).key("zh"))
    };
    let cells = [
        Some(place("policy.title.zh")),
        first(&view.facts, "question"),
        first(&view.readings, "taken"),
        first(&view.provisions, "what"),
        first(&view.layers, "label"),
        view.elsewhere.last().map(|own| own.place.key("reason")),
    ];
    cells.into_iter().flatten().collect()
}

#[test]
fn an_edit_in_each_kind_of_section_changes_its_line_where_keys_stand_apart() {
    let (mut policies, mut edits) = (0, 0);
    for (name, text) in shipped().into_iter().filter(|(name, _)| name.ends_with("policy.toml")) {
        let text = apart(&text);
        let file = File::open(&name, &text).unwrap();
        assert_eq!(file.to_string(), text, "{name}");
        policies += 1;
        for cell in touched(&PolicyView::of(&file)) {
            let mut file = file.clone();
            file.edit(&Edit::Set { place: cell.clone(), content: Content::text("换过的") })
                .unwrap();
            let now = file.to_string();
            let (before, after): (Vec<&str>, Vec<&str>) =
                (text.lines().collect(), now.lines().collect());
            assert_eq!(before.len(), after.len(), "{name} {cell}");
            let changed: Vec<usize> =
                (0..before.len()).filter(|&nth| before[nth] != after[nth]).collect();
            assert_eq!(changed.len(), 1, "{name} {cell}");
            assert!(after[changed[0]].contains("换过的"), "{name} {cell}");
            edits += 1;
        }
    }
    assert!(policies >= 13 && edits >= 4 * policies, "{edits} in {policies}");
}

#[test]
fn tables_and_keys_are_added_moved_renamed_and_taken_out_where_keys_stand_apart() {
    let text = "# ours\n[provision.a] # first\ntitle.zh = \"甲\"\n# the kind\nkind = \"service\"\nat = \"一\"\ntitle.en = \"A\" # later\n\n[fact.own]\nlabel.zh = \"老\"\nkind = \"flag\"\nlabel.en = \"Old\"\n\n[[elsewhere]]\nat = \"二\"\n\n# three\n[[elsewhere]]\nat = \"三\"\n# the end\n";
    let edit = |edit: Edit| {
        let mut file = File::open("policy.toml", text).unwrap();
        file.edit(&edit).unwrap();
        file.to_string()
    };
    let set = |at: &str, content| Edit::Set { place: place(at), content };
    assert_eq!(
        edit(set("provision.a.title.en", Content::text("B"))),
        text.replace("\"A\"", "\"B\"")
    );
    // A new key comes after the one before it, by what belongs together.
    assert_eq!(
        edit(set("fact.own.label.note", Content::text("x"))),
        text.replace("\"Old\"\n", "\"Old\"\nlabel.note = \"x\"\n")
    );
    assert_eq!(
        edit(set("provision.a.office", Content::text("tax"))),
        text.replace("at = \"一\"\n", "at = \"一\"\noffice = \"tax\"\n")
    );
    assert_eq!(
        edit(Edit::Remove { place: place("provision.a.kind") }),
        text.replace("# the kind\nkind = \"service\"\n", "")
    );
    assert_eq!(
        edit(Edit::Move { list: place("elsewhere"), from: 1, to: 0 }),
        text.replace(
            "\n[[elsewhere]]\nat = \"二\"\n\n# three\n[[elsewhere]]\nat = \"三\"\n",
            "\n# three\n[[elsewhere]]\nat = \"三\"\n\n[[elsewhere]]\nat = \"二\"\n"
        )
    );
    assert_eq!(
        edit(Edit::Rename { place: place("fact.own"), name: "old".into() }),
        text.replace("fact.own", "fact.old")
    );
    let cells: Entries = vec![("kind".into(), Content::text("duty"))];
    let added = edit(Edit::Add { place: place("provision.b"), after: None, entries: cells });
    assert_eq!(only(text, &added), [""; 0]);
    assert_eq!(only(&added, text), ["[provision.b]", "kind = \"duty\"", ""]);
    assert!(added.contains("title.en = \"A\" # later\n\n[provision.b]\n"), "{added}");
}

#[test]
fn a_text_may_be_in_chinese_alone() {
    let text = "[policy]\ntitle.zh = \"救助\"\n\n[fact.own]\nscope = \"person\"\nkind = \"choice\"\nlabel.zh = \"身份\"\nvalues.a = { zh = \"甲\", private = true }\nvalues.b = { zh = \"乙\" }\n";
    let mut file = File::open("policy.toml", text).unwrap();
    let title = place("policy.title");
    let both = |zh: &str, en: &str| Content::Both { zh: zh.into(), en: en.into() };
    assert_eq!(file.get(&title), Some(both("救助", "")));
    // What is shown in English is then the Chinese.
    let all = facts(&shared(), Some(&PolicyView::of(&file)));
    let own = all.iter().find(|fact| fact.own).unwrap();
    assert_eq!((own.label.zh.as_str(), own.label.en.as_str()), ("身份", "身份"));
    assert!(own.values.iter().all(|(_, words)| words.en == words.zh));
    let mut set = |content: Content| {
        file.edit(&Edit::Set { place: title.clone(), content }).unwrap();
        file.to_string()
    };
    assert_eq!(set(both("救助", "")), text);
    let with = text.replace("救助\"\n", "救助\"\ntitle.en = \"Aid\"\n");
    assert_eq!(set(both("救助", "Aid")), with);
    assert_eq!(set(both("救助", "")), text);
    let add = |at: &str, entries| Edit::Add { place: place(at), after: None, entries };
    file.edit(&add("reading.r", vec![("taken".into(), both("算。", ""))])).unwrap();
    assert!(file.to_string().ends_with("\n[reading.r]\ntaken.zh = \"算。\"\n"));
}
