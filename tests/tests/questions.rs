//! What a place asks and in which order, whose amounts it tells, what it compares; what lies behind a door.

use mingbai_core::answer::compared::SameThing;
use mingbai_core::answer::place::{Place, assess_place};
use mingbai_core::answer::ways::Ways;
use mingbai_core::case::Reader;
use mingbai_core::kernel::date::Date;
use mingbai_tests::engine::{Engine, input, shown};
use mingbai_tests::written::{engine, fact, money};
use serde_json::{Value as Json, json};

/// The answer of a place of these documents, first the local ones.
fn answer(engines: &[&Engine], local: usize, same: &[SameThing<'_>], case: &Json) -> Json {
    let readers = engines.iter().map(|engine| Reader {
        vocabulary: &engine.vocabulary,
        policy: &engine.policy,
        figures: None,
    });
    let place = Place::new("place", readers.collect(), local, same.to_vec());
    shown(
        assess_place(&place, &input(case), Date::parse("2024-06-01").unwrap(), Ways::Told).unwrap(),
    )
}

fn alone(engine: &Engine, case: &Json) -> Json {
    answer(&[engine], 1, &[], case)
}

/// A provision that gives 50% of the contribution where `when` holds.
fn half(id: &str, when: &str) -> String {
    let rows = format!(
        "{{ id = \"half\", when = '{when}', gives = {{ premium_aid = \"50\" }} }},\n\
         {{ id = \"no\", when = 'otherwise', gives = \"nothing\" }},"
    );
    money(id, "\"50%\" = \"50\"", &rows).replace("rows =", "hit = \"first\"\nrows =")
}

/// A provision that gives a subsidy where `when` holds.
fn subsidy(id: &str, when: &str) -> String {
    half(id, when)
        .replace("premium_aid = \"50\"", "subsidy = \"not_stated\"")
        .replace("figures = { \"50%\" = \"50\" }", "figures = {  }")
}

#[test]
fn what_only_amounts_hang_on_is_a_question_but_never_the_next_one() {
    let engine = engine(&format!("[premium]\nkey = \"tier\"\n{}", half("aid", "dibao")));
    let told = alone(&engine, &json!({ "facts": {} }));
    assert_eq!(told["questions"], json!(["dibao", "tier"]));
    assert_eq!((&told["of_money"], &told["of_provisions"]), (&json!(1), &json!(1)));
    assert_eq!(told["next"]["fact"], "dibao");
    let told = alone(&engine, &json!({ "facts": { "dibao": true } }));
    assert_eq!(told["questions"], json!(["tier"]));
    assert_eq!((&told["of_money"], &told["of_provisions"]), (&json!(0), &json!(0)));
    assert_eq!(told["next"], Json::Null);
}

#[test]
fn a_fact_of_the_household_is_asked_of_the_member_for_whom_it_settles_most() {
    let two = [
        subsidy("one", "residence == rural && !dibao"),
        subsidy("two", "residence == rural && !tekun"),
    ];
    let engine = engine(&two.concat());
    let settled = json!({ "facts": { "dibao": true, "tekun": false } });
    let open = json!({ "facts": { "dibao": false, "tekun": false } });
    for (members, asked) in [([&settled, &open], 1), ([&open, &settled], 0)] {
        let told = alone(&engine, &json!({ "household": {}, "members": members }));
        assert_eq!(told["questions"], json!(["residence"]));
        let why = json!(["test-2023/one", "test-2023/two"]);
        assert_eq!(told["next"], json!({ "member": asked, "fact": "residence", "why": why }));
    }
}

/// By scope; a document's own facts last in theirs, or right before the shared one that it names.
#[test]
fn facts_of_a_document_are_asked_where_it_puts_them() {
    let before = fact("guest", "person", &[]).replace("scope =", "before = \"tekun\"\nscope =");
    let own = format!("{before}{}", fact("late", "person", &[]));
    let when = "residence == rural && dibao && guest && tekun && late";
    let told = alone(&engine(&format!("{own}{}", subsidy("help", when))), &json!({ "facts": {} }));
    assert_eq!(told["questions"], json!(["residence", "dibao", "guest", "tekun", "late"]));
}

#[test]
fn amounts_are_those_of_a_local_document_in_force_or_of_the_only_one() {
    let aid = engine(&format!("[premium]\nkey = []\n{}", half("aid", "dibao")));
    let law = aid.changed(|data| data.id = "law".into());
    let lapsed = aid.changed(|data| data.in_force.until = Date::parse("2023-12-31"));
    let case = json!({ "facts": { "dibao": true }, "figures": { "contribution": "400" } });
    let premium = |engines: &[&Engine], local: usize| {
        let told = answer(engines, local, &[], &case);
        let of = |own: &Json| own["premium"]["aid"]["most"].as_str().map(str::to_owned);
        told["answers"].as_array().unwrap().iter().map(of).collect::<Vec<_>>()
    };
    let paid = || Some("200.00".to_owned());
    assert_eq!(premium(&[&aid, &law], 1), [paid(), None]);
    // A law is none of the place, whether or not a document of the place holds.
    assert_eq!(premium(&[&lapsed, &law], 1), [None, None]);
    assert_eq!(premium(&[&lapsed], 1), [paid()]);
}

/// A share and a sum cannot be compared: which is the higher nobody can say, nor that it is given alone.
#[test]
fn that_only_the_higher_is_given_is_said_where_one_is_higher() {
    let share = |percent: &str| half("aid", "dibao").replace("50", percent);
    let sum = half("aid", "dibao")
        .replace("premium_aid = \"50\"", "premium_aid_amount = \"100\"")
        .replace("\"50%\" = \"50\"", "\"100元\" = \"100\"");
    let [half, more, sum] = [share("50"), share("80"), sum].map(|aid| engine(&aid));
    let [more, sum] = [more, sum].map(|engine| engine.changed(|data| data.id = "law".into()));
    let provisions = [("test-2023", "aid"), ("law", "aid")];
    let same = [SameThing { id: "aid", provisions: &provisions, once: Some(("law", "一")) }];
    let compared = |other: &Engine| {
        let case = json!({ "facts": { "dibao": true } });
        let told = answer(&[&half, other], 1, &same, &case);
        let one = &told["compared"][0];
        (one["higher"].clone(), one["once"].is_null())
    };
    assert_eq!(compared(&more), (json!(["law/aid"]), false));
    assert_eq!(compared(&sum), (json!([]), true));
}

/// Who is in no insurance is asked what is given behind the door only where it may be more than now.
#[test]
fn behind_a_door_only_what_may_give_more_is_asked() {
    let rows = |now: &str| {
        let rows = format!(
            "{{ id = \"now\", when = 'scheme == none', gives = {{ subsidy = \"{now}\" }} }},\n\
             {{ id = \"then\", when = 'scheme == resident && dibao', gives = {{ subsidy = \"200\" }} }},\n\
             {{ id = \"no\", when = 'otherwise', gives = \"nothing\" }},"
        );
        let words = if now == "200" {
            "\"200元\" = \"200\""
        } else {
            "\"100元\" = \"100\", \"200元\" = \"200\""
        };
        money("help", words, &rows).replace("rows =", "hit = \"first\"\nrows =")
    };
    let asked = |now: &str| {
        let told = alone(&engine(&rows(now)), &json!({ "facts": { "scheme": "none" } }));
        told["questions"].clone()
    };
    assert_eq!(asked("100"), json!(["dibao"]));
    assert_eq!(asked("200"), json!([]));
}
