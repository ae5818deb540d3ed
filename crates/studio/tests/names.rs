//! Names that change: what follows them, what only looks like them, and which names are taken.

use mingbai_studio::edit::{Edit, File, Renaming};
use mingbai_studio::place::Place;

fn place(text: &str) -> Place {
    text.parse().unwrap()
}

fn renamed(text: &str, at: &str, name: &str) -> String {
    let mut file = File::open("policy.toml", text).unwrap();
    file.edit(&Edit::Rename { place: place(at), name: name.into() })
        .unwrap_or_else(|refused| panic!("{refused}"));
    file.to_string()
}

/// Six things that are all called `own`, each in a line with `@` and its kind.
const ALIKE: &str = "[fact.own]
kind = \"choice\"

[reading.own]
at = \"一\"

[figure.own]
unit = \"money\"

[provision.own]
own = \"a key\"
rows = [
  { id = \"own\", when = 'own in [a, own] || a == own' },
  { id = \"b\", when = 'own in groups && a in own' },
  { id = \"c\", when = 'reading.own && a > 50% of figure.own' },
]
";

#[test]
fn a_name_changes_where_it_stands_for_that_thing_and_nowhere_else() {
    for (at, from, to) in [
        // A fact: tested, not a value of another.
        (
            "fact.own",
            ["[fact.own]", "'own in [a, own]", "a in own'"],
            ["[fact.new]", "'new in [a, own]", "a in new'"],
        ),
        (
            "reading.own",
            ["[reading.own]", "'reading.own", ""],
            ["[reading.new]", "'reading.new", ""],
        ),
        ("figure.own", ["[figure.own]", "figure.own'", ""], ["[figure.new]", "figure.new'", ""]),
        ("provision.own", ["[provision.own]", "", ""], ["[provision.new]", "", ""]),
        ("provision.own.rows[0]", ["id = \"own\"", "", ""], ["id = \"new\"", "", ""]),
    ] {
        let pairs = from.iter().zip(to).filter(|(from, _)| !from.is_empty());
        let expected = pairs.fold(ALIKE.to_owned(), |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1)
        });
        assert_eq!(renamed(ALIKE, at, "new"), expected, "{at}");
    }
}

#[test]
fn questions_and_sums_that_are_worked_out_follow_a_name() {
    let text = "[fact.years]
kind = \"number\"

[figure.years]
unit = \"money\"

[provision.aid]
asks = [\"years\", \"figures.years\", \"other.years\"]
title.en = \"years\"
rows = [{ id = \"a\", when = 'old', gives = { basic = { deductible = \"300 * years\", cap = \"10% of figure.years\", note = \"300 * years\" } } }]
";
    assert_eq!(
        renamed(text, "fact.years", "age"),
        text.replace("[fact.years]", "[fact.age]")
            .replace("[\"years\"", "[\"age\"")
            .replace("deductible = \"300 * years", "deductible = \"300 * age")
    );
    assert_eq!(
        renamed(text, "figure.years", "income"),
        text.replace("[figure.years]", "[figure.income]")
            .replace("figures.years", "figures.income")
            .replace("figure.years", "figure.income")
    );
    // A fact of a stay is told by it, in cases.
    let text = "[[case]]\nasks = [\"admissions[0].level\", \"admissions[0]\", \"level\"]\nnext = \"other.level\"\n";
    let policy = File::open("policy.toml", "[fact.level]\nkind = \"flag\"\n").unwrap();
    let renaming = Renaming::of(&policy, &place("fact.level"), "rank", &[]).unwrap();
    let mut cases = File::open("cases.toml", text).unwrap();
    cases.follow(&renaming);
    assert_eq!(
        cases.to_string(),
        text.replace("].level", "].rank").replace("\"level\"", "\"rank\"")
    );
}

#[test]
fn a_name_that_something_of_its_kind_has_is_taken() {
    let text = "[condition]
poor = 'x'
rich = 'y'

[fact.old]
kind = \"flag\"

[fact.young]
kind = \"flag\"

[reading.one]
at = \"一\"

[reading.two]
at = \"一\"

[figure.sum]
unit = \"money\"

[figure.rest]
unit = \"money\"

[provision.aid]
rows = [{ id = \"a\", when = 'x' }, { id = \"b\", when = 'y' }]

[provision.help]
rows = [{ id = \"c\", when = 'x' }]
";
    let policy = File::open("policy.toml", text).unwrap();
    let of = |at: &str, name: &str| {
        Renaming::of(&policy, &place(at), name, &["shared"])
            .map(drop)
            .map_err(|refused| refused.message.en)
    };
    for (at, taken, free) in [
        // Facts and conditions are tested by their names alone: they share them.
        ("fact.old", vec!["young", "poor", "shared"], vec!["one", "sum", "aid", "a"]),
        ("condition.poor", vec!["rich", "old", "shared"], vec!["two", "rest", "help", "b"]),
        ("reading.one", vec!["two"], vec!["old", "poor", "shared", "sum", "a"]),
        ("figure.sum", vec!["rest"], vec!["old", "poor", "shared", "one", "a"]),
        ("provision.aid", vec!["help"], vec!["old", "poor", "shared", "one", "a"]),
        // Rows are told by their provision.
        ("provision.aid.rows[0]", vec!["b"], vec!["c", "old", "poor", "shared", "aid"]),
    ] {
        for name in taken {
            let message = of(at, name).unwrap_err();
            assert_eq!(
                message,
                format!("something else is called “{name}” already; choose another name")
            );
        }
        for name in free {
            assert_eq!(of(at, name), Ok(()), "{at} {name}");
        }
    }
    // Its own name is none of another.
    for (at, name) in [("fact.old", "old"), ("provision.aid.rows[1]", "b"), ("figure.sum", "sum")] {
        assert_eq!(of(at, name), Ok(()), "{at}");
    }
}

#[test]
fn only_rows_of_provisions_have_names_of_their_own() {
    let text = "[provision.aid]\nbands = [{ id = \"a\" }]\nrows = [{ id = \"a\" }, { when = 'x' }]\n\n[layer.basic]\nrows = [{ id = \"a\" }]\n";
    let policy = File::open("policy.toml", text).unwrap();
    for at in
        ["provision.aid.bands[0]", "layer.basic.rows[0]", "provision.aid.rows[1]", "layer.basic"]
    {
        let refused = Renaming::of(&policy, &place(at), "b", &[]).unwrap_err();
        assert_eq!(refused.to_string(), format!("{at}: {at} cannot be renamed"));
    }
}
