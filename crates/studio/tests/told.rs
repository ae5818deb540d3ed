//! Conditions as the office reads them: in plain words and as menus; and the facts that they may test.

use mingbai_studio::condition::{Is, Menu, Test, Words};
use mingbai_studio::edit::File;
use mingbai_studio::facts::facts;
use mingbai_studio::view::PolicyView;

use crate::edit::shared;

/// A policy with facts, readings and named conditions of its own.
const POLICY: &str = "[condition]
poor = 'dibao || tekun'
poor_and_old = 'poor && old'
c1 = 'c2'
c2 = 'c3'
c3 = 'c4'
c4 = 'c5'
c5 = 'c6'
c6 = 'c7'
c7 = 'c8'
c8 = 'c9'
c9 = 'old'

[reading.first]
taken.zh = \"甲\"
taken.en = \"A\"

[reading.second]
taken.zh = \"乙\"
taken.en = \"B\"

[fact.old]
scope = \"person\"
kind = \"flag\"
label.zh = \"老人\"
label.en = \"Old\"

[fact.group]
scope = \"person\"
kind = \"set\"
label.zh = \"身份\"
label.en = \"Status\"
values.hero = { zh = \"烈属\", en = \"Martyr's family\", private = true }
values.soldier = { zh = \"老兵\", private = true }
values.other = { zh = \"别的\", en = \"Another\" }
values.unnamed = { private = true }
";

fn policy() -> PolicyView {
    PolicyView::of(&File::open("policy.toml", POLICY).unwrap())
}

#[test]
fn a_condition_is_told_in_words() {
    let (shared, policy) = (shared(), policy());
    let facts = facts(&shared, Some(&policy));
    let words = Words { facts: &facts, policy: &policy };
    for (condition, zh, en) in [
        ("otherwise", "其他人", "everybody else"),
        ("old", "老人", "Old"),
        ("!old", "不是老人", "not Old"),
        ("hero in group", "身份里有烈属", "Martyr's family among Status"),
        ("!(hero in group)", "身份里没有烈属", "no Martyr's family among Status"),
        // A named condition is told by what it means, in brackets where it is several things.
        ("poor", "吃低保 或者 特困人员", "Low-income allowance or Extreme hardship"),
        (
            "poor_and_old",
            "（吃低保 或者 特困人员） 并且 老人",
            "(Low-income allowance or Extreme hardship) and Old",
        ),
        (
            "old || !poor",
            "老人 或者 不是（吃低保 或者 特困人员）",
            "Old or not (Low-income allowance or Extreme hardship)",
        ),
        ("old && reading.second", "老人 并且 按“乙”", "Old and as read: “B”"),
        ("nothing_of_this", "nothing_of_this", "nothing_of_this"),
        // What hangs together by nine names is not told to its end: it might go round.
        ("c2", "老人", "Old"),
        ("c1", "c9", "c9"),
    ] {
        let told = words.of(condition).unwrap();
        assert_eq!((told.zh.as_str(), told.en.as_str()), (zh, en), "{condition}");
    }
    assert_eq!(words.of("old &&"), None);
}

#[test]
fn menus_are_written_as_they_were_with_the_brackets_they_need() {
    for (condition, all, groups) in [
        ("old", true, vec![1]),
        ("!(hero in group)", true, vec![1]),
        ("!old && age >= 60", true, vec![1, 1]),
        ("old || poor", true, vec![2]),
        ("(old || poor) && age < 60", true, vec![2, 1]),
        ("old && poor || age < 60 && age >= 16", false, vec![2, 2]),
        ("old || poor && hero in group", false, vec![1, 2]),
    ] {
        let menu = Menu::of(condition).unwrap_or_else(|| panic!("{condition}"));
        let lengths: Vec<usize> = menu.groups.iter().map(Vec::len).collect();
        assert_eq!((menu.all, lengths), (all, groups), "{condition}");
        assert_eq!(menu.to_string(), condition);
    }
    let without = Menu::of("!(hero in group)").unwrap();
    let test = Test { name: "group".into(), is: Is::HasNot, values: vec!["hero".into()] };
    assert_eq!(without.groups, [[test]]);
}

#[test]
fn facts_have_their_scope_and_their_values_their_words() {
    let (shared, policy) = (shared(), policy());
    let facts = facts(&shared, Some(&policy));
    let of = |id: &str| facts.iter().find(|fact| fact.id == id).unwrap();
    for fact in facts.iter().filter(|fact| !fact.own) {
        let known = ["household", "person", "admission"].contains(&fact.scope.as_str());
        assert!(known, "{}: {}", fact.id, fact.scope);
    }
    assert_eq!(
        [of("residence"), of("dibao"), of("hospital_level")].map(|fact| fact.scope.as_str()),
        ["household", "person", "admission"]
    );
    let values = of("group").values.iter();
    let values: Vec<_> = values.map(|(id, own)| (id.as_str(), &*own.zh, &*own.en)).collect();
    assert_eq!(
        values,
        [
            ("hero", "烈属", "Martyr's family"),
            // The Chinese where there is no English, the id where there are no words.
            ("soldier", "老兵", "老兵"),
            ("other", "别的", "Another"),
            ("unnamed", "unnamed", "unnamed"),
        ]
    );
}
