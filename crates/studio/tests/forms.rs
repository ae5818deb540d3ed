//! What forms need: conditions in words and as menus, tables set cell by cell, names that are followed.

use mingbai_compiler::condition::parse;
use mingbai_studio::check::{Texts, Tried, check};
use mingbai_studio::condition::{Menu, Words};
use mingbai_studio::content::Content;
use mingbai_studio::edit::{Edit, File, Renaming};
use mingbai_studio::facts::facts;
use mingbai_studio::place::Step;
use mingbai_studio::view::PolicyView;

use crate::edit::{shared, shipped};

#[test]
fn every_condition_is_told_in_words_and_menus_say_what_it_says() {
    let shared = shared();
    let (mut all, mut with_menus) = (0, 0);
    for (name, text) in shipped().into_iter().filter(|(name, _)| name.ends_with("policy.toml")) {
        let policy = PolicyView::of(&File::open(&name, &text).unwrap());
        let facts = facts(&shared, Some(&policy));
        let words = Words { facts: &facts, policy: &policy };
        let rows = policy.provisions.iter().flat_map(|own| &own.rows);
        for when in rows.filter_map(|row| row.text("when")) {
            let told = words.of(when).unwrap_or_else(|| panic!("{name}: {when}"));
            // In Chinese alone, but for numbers and shares of figures.
            let id = |word: &str| word.len() > 3 && word.contains('_') && !word.contains("figure.");
            assert!(!told.zh.split(|c: char| !c.is_ascii_graphic()).any(id), "{when}: {}", told.zh);
            all += 1;
            let Some(menu) = Menu::of(when) else { continue };
            with_menus += 1;
            let again = parse(&menu.to_string()).unwrap();
            assert_eq!(again.to_string(), parse(when).unwrap().to_string(), "{name}");
        }
    }
    // Nearly all: what nests deeper is written as text.
    assert!(with_menus * 10 >= all * 9, "{with_menus} of {all}");
}

#[test]
fn a_table_is_set_cell_by_cell() {
    let text =
        "[provision.aid]\nfigures = { \"400\" = \"400\", \"50%\" = \"50\" } # of clause two\n";
    let mut file = File::open("policy.toml", text).unwrap();
    let place = "provision.aid.figures".parse().unwrap();
    let Some(Content::Table(mut entries)) = file.get(&place) else { panic!("a table") };
    file.edit(&Edit::Set { place: place.clone(), content: Content::Table(entries.clone()) })
        .unwrap();
    assert_eq!(file.to_string(), text);
    entries.remove(0);
    entries.push(("360".into(), Content::text("360")));
    file.edit(&Edit::Set { place, content: Content::Table(entries) }).unwrap();
    assert_eq!(
        file.to_string(),
        "[provision.aid]\nfigures = { \"50%\" = \"50\", 360 = \"360\" } # of clause two\n"
    );
}

#[test]
fn what_refers_to_a_name_follows_it_in_the_policy_and_in_its_cases() {
    let (shared, files) = (shared(), shipped());
    let of = |own: &str| {
        files.iter().find(|(name, _)| name == own).map(|(_, text)| text.as_str()).unwrap()
    };
    let (mut policy, mut cases) = (
        File::open("policy.toml", of("example-county-2025/policy.toml")).unwrap(),
        File::open("cases.toml", of("example-county-2025/cases.toml")).unwrap(),
    );
    let view = PolicyView::of(&policy);
    let sections = view.facts.iter().chain(&view.readings).chain(&view.provisions);
    let mut places: Vec<_> = sections.map(|own| own.place.clone()).collect();
    places.extend(view.conditions.cells.iter().map(|cell| cell.place.clone()));
    // The rows first, by the names that their provisions have now.
    let rows = view.provisions.iter().flat_map(|own| &own.rows).map(|row| row.place.clone());
    places.splice(0..0, rows);
    assert!(places.len() > 8);
    let provision = Step::Key("provision".into());
    for (nth, place) in places.into_iter().enumerate() {
        // Provisions have hyphens in their names, all others underscores.
        let joint =
            if matches!(place.steps(), [kind, _] if *kind == provision) { '-' } else { '_' };
        let name = format!("renamed{joint}{nth}");
        let renaming = Renaming::of(&policy, &place, &name, &[]).unwrap();
        policy.edit(&Edit::Rename { place, name }).unwrap();
        cases.follow(&renaming);
    }
    let (policy, cases) = (policy.to_string(), cases.to_string());
    let texts = Texts {
        policy: ("policy.toml", &policy),
        cases: Some(("cases.toml", &cases)),
        ..Texts::default()
    };
    let checked = check(&shared, &texts);
    assert_eq!(checked.findings, []);
    let wrong: Vec<&Tried> = checked.cases.iter().filter(|own| !own.holds()).collect();
    assert_eq!(wrong, [] as [&Tried; 0]);
    assert!(checked.cases.len() > 30);
}
