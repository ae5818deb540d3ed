//! Where policies hold.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use mingbai_compiler::{CompiledPolicy, compile_policy, compile_vocabulary, read_places};

use crate::texts::{HEAD, facts, provision};

/// A policy with a fact of its own, `room`, a flag of this scope behind others of its own.
fn policy(id: &str, scope: &str) -> CompiledPolicy {
    let fact = |name: &str, scope: &str| {
        format!(
            "[fact.{name}]\nscope = '{scope}'\nkind = 'flag'\n\
             label = {{ zh = '词', en = 'Words' }}\nquestion = {{ zh = '是吗？', en = 'Is it?' }}\n"
        )
    };
    let rows = "{ id = 'a', when = 'room && garden', gives = { premium_aid_amount = '60' } },\n\
        { id = 'b', when = 'otherwise', gives = 'nothing' },\n";
    let help = provision("p", "figures = { '60' = '60' }\n", rows);
    let head = HEAD.replace("'test'", &format!("'{id}'"));
    let text = format!("{head}{}{}{help}", fact("garden", "household"), fact("room", scope));
    let vocabulary = compile_vocabulary("facts.toml", &facts()).unwrap();
    compile_policy(&vocabulary, &format!("{id}.toml"), &text).unwrap()
}

fn place(lists: &str) -> String {
    format!("[place.valley]\nname = {{ zh = '山谷', en = 'The valley' }}\n{lists}\n")
}

#[test]
fn a_place_has_documents_of_its_own_or_of_those_above_or_both() {
    let policies = [policy("one", "person"), policy("two", "person")];
    for (lists, local, above) in [
        ("local = 'one'", "one", ""),
        ("above = ['two', 'one']", "", "two one"),
        ("local = 'one'\nabove = ['two']", "one", "two"),
    ] {
        let read = read_places("places.toml", &place(lists), &policies).unwrap();
        let place = &read.places[0];
        assert_eq!((place.local.join(" "), place.above.join(" ")), (local.into(), above.into()));
    }
    let none = read_places("places.toml", &place(""), &policies).unwrap_err();
    assert_eq!(none.into_iter().map(|own| own.rule).collect::<Vec<_>>(), ["bad-place"]);
}

#[test]
fn an_own_fact_of_two_documents_of_a_place_is_of_the_same_person_or_household() {
    let lists = place("local = ['one', 'two']");
    let alike = [policy("one", "person"), policy("two", "person")];
    assert!(read_places("places.toml", &lists, &alike).is_ok());
    let apart = [policy("one", "person"), policy("two", "household")];
    let findings = read_places("places.toml", &lists, &apart).unwrap_err();
    let said: Vec<&str> = findings.iter().map(|own| own.message.en.as_str()).collect();
    assert!(
        said.len() == 1
            && said[0].starts_with("valley: room means one thing in one and another in two;"),
        "{said:?}"
    );
}
