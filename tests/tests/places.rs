//! Places: the documents that hold there, over one case.

use std::collections::BTreeSet;

use mingbai_core::answer::compared::SameThing;
use mingbai_core::answer::place::{Place, assess_place};
use mingbai_core::answer::ways::Ways;
use mingbai_core::case::Reader;
use mingbai_core::case::problems::Problem;
use mingbai_core::kernel::date::Date;
use mingbai_core::policy::Validity;
use mingbai_core::policy::vocabulary::Fact;
use mingbai_policies::{BuiltInPlace, places, same_things};
use mingbai_tests::anyone;
use mingbai_tests::engine::{Engine, all, input, shown};
use mingbai_tests::random::{Random, cases};
use mingbai_tests::written::{engine, fact, money};
use serde_json::{Value as Json, json};

const DAYS: [&str; 6] =
    ["2012-10-01", "2019-11-01", "2022-01-01", "2024-06-01", "2026-08-01", "2027-06-01"];

fn day(day: &str) -> Date {
    Date::parse(day).unwrap()
}

fn reader(engine: &Engine) -> Reader<'_> {
    Reader { vocabulary: &engine.vocabulary, policy: &engine.policy, figures: None }
}

fn same() -> Vec<SameThing<'static>> {
    let own = |&mingbai_policies::SameThing { id, provisions, once }: &_| SameThing {
        id,
        provisions,
        once,
    };
    same_things().iter().map(own).collect()
}

fn engines(place: &BuiltInPlace) -> Vec<&'static Engine> {
    let engine = |id| all().iter().find(|engine| engine.policy.data().id == id).unwrap();
    place.policies().map(engine).collect()
}

fn place_of<'e>(id: &'e str, engines: &[&'e Engine], local: usize) -> Place<'e> {
    Place::new(id, engines.iter().map(|engine| reader(engine)).collect(), local, same())
}

fn try_answer(place: &Place<'_>, case: &Json, on: &str) -> Result<Json, Vec<Problem>> {
    assess_place(place, &input(case), day(on), Ways::Told).map(shown)
}

fn answer(place: &Place<'_>, case: &Json, on: &str) -> Json {
    try_answer(place, case, on).unwrap_or_else(|problems| panic!("{case}\n{problems:?}"))
}

fn built_in(id: &str, case: &Json, on: &str) -> Json {
    let own = places().iter().find(|place| place.id == id).unwrap();
    answer(&place_of(own.id, &engines(own), own.local.len()), case, on)
}

fn list(json: &Json) -> Vec<&str> {
    json.as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
}

/// Random facts of the policies of a place, the same value of a fact for all of them.
fn random_facts(engines: &[&Engine], random: &mut Random) -> Json {
    let mut facts = serde_json::Map::new();
    for engine in engines {
        for (index, fact) in engine.policy.data().facts.iter().enumerate() {
            if facts.contains_key(&fact.id) {
                continue;
            }
            let value = if random.chance(40) {
                Json::Null
            } else {
                shown(random.pick(&anyone::values(&engine.policy, index)))
            };
            facts.insert(fact.id.clone(), value);
        }
    }
    facts.into()
}

#[test]
fn the_answers_of_a_place_are_those_of_its_documents_and_its_questions_are_theirs_once() {
    let mut random = Random::new(14);
    for place in places() {
        let engines = engines(place);
        let joined = place_of(place.id, &engines, place.local.len());
        for _ in 0..cases(12, 400) {
            let case = json!({ "facts": random_facts(&engines, &mut random) });
            let on = random.pick(&DAYS);
            let told = answer(&joined, &case, on);
            assert_eq!((&told["place"], &told["on"]), (&json!(place.id), &json!(on)));
            let in_force =
                |engine: &&&Engine| engine.policy.data().in_force.on(day(on)) == Validity::InForce;
            let holding = engines.iter().filter(in_force).count();
            let paying = engines.iter().take(place.local.len()).find(in_force);
            let answers = told["answers"].as_array().unwrap();
            assert_eq!(answers.len(), engines.len());
            let mut asked: Vec<&str> = Vec::new();
            for (index, own) in answers.iter().enumerate() {
                assert_eq!(own["validity"] == "in_force", index < holding, "{on}");
                let engine =
                    engines.iter().find(|one| own["policy"] == one.policy.data().id).unwrap();
                // The facts of the others are none of its own: it reads the case without them.
                let mut facts = case["facts"].as_object().unwrap().clone();
                facts.retain(|id, _| engine.policy.data().facts.iter().any(|fact| fact.id == *id));
                let alone = mingbai_core::answer::assess(
                    reader(engine),
                    &input(&json!({ "facts": facts })),
                    day(on),
                    Ways::Told,
                );
                let mut alone = shown(alone.unwrap());
                if !paying.is_some_and(|paying| std::ptr::eq(*paying, *engine)) {
                    assert!(own["premium"].is_null() && own["settlement"].is_null());
                    if engine.policy.has_premium() || engine.policy.has_settlement() {
                        for part in ["premium", "settlement", "advice", "questions"] {
                            alone[part] = own[part].clone();
                        }
                    }
                }
                assert_eq!(*own, alone, "{on} {case}");
                if index < holding || holding == 0 {
                    asked.extend(list(&own["questions"]));
                }
            }
            let questions = list(&told["questions"]);
            let once: BTreeSet<&str> = questions.iter().copied().collect();
            assert_eq!(once.len(), questions.len(), "a question is put once");
            assert_eq!(once, asked.into_iter().collect());
            let next = &told["next"];
            assert!(next.is_null() || next["fact"] == questions[0], "{next} {questions:?}");
        }
    }
}

#[test]
fn next_is_the_fact_that_most_provisions_ask_over_all_documents_money_first() {
    let mut random = Random::new(15);
    for place in places() {
        // Where no question waits for another, what a verdict asks is what is put.
        let plain: Vec<Engine> = engines(place).into_iter().map(Engine::plain).collect();
        let engines: Vec<&Engine> = plain.iter().collect();
        let joined = place_of(place.id, &engines, place.local.len());
        for _ in 0..cases(12, 400) {
            let case = json!({ "facts": random_facts(&engines, &mut random) });
            // Who stands at a door is also asked what lies behind it.
            let door = |fact: &Fact| {
                let stated = &case["facts"][&fact.id];
                fact.change_from.iter().any(|value| shown(value.named(fact)) == *stated)
            };
            if engines.iter().any(|own| own.policy.data().facts.iter().any(door)) {
                continue;
            }
            let on = random.pick(&DAYS);
            let told = answer(&joined, &case, on);
            let answers = told["answers"].as_array().unwrap();
            let in_force = answers.iter().filter(|own| own["validity"] == "in_force");
            let in_force: Vec<&Json> = in_force.collect();
            let counted = if in_force.is_empty() { answers.iter().collect() } else { in_force };
            let mut wanted: Vec<(&str, (usize, usize), Vec<String>)> = Vec::new();
            for own in counted {
                for verdict in own["verdicts"].as_array().unwrap() {
                    let name = format!(
                        "{}/{}",
                        own["policy"].as_str().unwrap(),
                        verdict["provision"].as_str().unwrap()
                    );
                    for fact in list(&verdict["asks"]) {
                        let place = wanted.iter().position(|(own, ..)| *own == fact);
                        let place = place.unwrap_or_else(|| {
                            wanted.push((fact, (0, 0), Vec::new()));
                            wanted.len() - 1
                        });
                        let (_, (money, all), why) = &mut wanted[place];
                        *money += usize::from(verdict["kind"] == "money");
                        *all += 1;
                        why.push(name.clone());
                    }
                }
            }
            let of_money = wanted.iter().filter(|(_, (money, _), _)| *money > 0).count();
            assert_eq!(
                (&told["of_money"], &told["of_provisions"]),
                (&json!(of_money), &json!(wanted.len()))
            );
            let most = wanted.iter().map(|(_, wanted, _)| *wanted).max();
            let Some(most) = most else {
                assert!(told["next"].is_null());
                continue;
            };
            let order = |fact: &str| {
                let shared = &engines[0].vocabulary.facts;
                shared.iter().position(|own| own.id == fact)
            };
            let next = &told["next"];
            let (fact, many, why) = wanted.iter().find(|(fact, ..)| next["fact"] == *fact).unwrap();
            assert_eq!(*many, most);
            assert_eq!(list(&next["why"]), why.iter().map(String::as_str).collect::<Vec<_>>());
            for (other, many, _) in &wanted {
                if *many == most && other != fact && order(fact).is_some() && order(other).is_some()
                {
                    let scope = |id: &str| engines[0].vocabulary.fact(id).unwrap().scope;
                    assert!(
                        (scope(fact), order(fact)) < (scope(other), order(other)),
                        "{fact} {other}"
                    );
                }
            }
        }
    }
}

#[test]
fn amounts_are_those_of_the_first_local_document_in_force_and_of_no_other() {
    let case = json!({
        "facts": { "scheme": "resident", "scheme_2012": "ncms", "tier": "tier_2", "dibao": true, "residence": "rural" },
        "figures": { "contribution": { "tier_1": "200.00", "tier_2": "500.00" } },
        "admissions": [{ "in_scope": "1000.00", "out_of_scope": "0.00" }],
    });
    let paying = |place: &str, on: &str| -> Vec<(String, bool, bool)> {
        let told = built_in(place, &case, on);
        let answers = told["answers"].as_array().unwrap().iter();
        let part = |own: &Json, part: &str| !own[part].is_null();
        let own = answers.map(|own| {
            (
                own["policy"].as_str().unwrap().to_owned(),
                part(own, "premium"),
                part(own, "settlement"),
            )
        });
        own.collect()
    };
    let names = |told: &[(String, bool, bool)]| -> Vec<String> {
        told.iter()
            .filter(|(_, premium, settlement)| *premium || *settlement)
            .map(|own| own.0.clone())
            .collect()
    };
    let told = paying("liangping", "2019-11-01");
    assert_eq!(told[0], ("liangping-2019".to_owned(), true, true));
    assert_eq!(names(&told), ["liangping-2019"]);
    // Lapsed: it comes last, and what it pays is history.
    let told = paying("liangping", "2026-08-01");
    assert_eq!(told.last().unwrap().0, "liangping-2019");
    assert!(names(&told).is_empty(), "{told:?}");
    assert_eq!(names(&paying("shangyu", "2012-10-01")), ["shangyu-2012"]);
    assert!(names(&paying("shangyu", "2024-06-01")).is_empty());
    let pays = built_in("liangping", &case, "2019-11-01");
    assert_eq!(pays["answers"][0]["premium"]["pays"]["most"], "300.00");
    // A lapsed document does not advise to change anything for money that it no longer gives.
    let advice = |on: &str| {
        let told = built_in(
            "liangping",
            &json!({ "facts": { "scheme": "resident", "registered_poor": "not_lifted", "tier": "tier_2", "dibao": false } }),
            on,
        );
        let own = told["answers"]
            .as_array()
            .unwrap()
            .iter()
            .find(|own| own["policy"] == "liangping-2019");
        own.unwrap()["advice"].as_array().unwrap().len()
    };
    assert!(advice("2019-11-01") > 0 || advice("2026-08-01") == 0);
    assert_eq!(advice("2026-08-01"), 0);
}

#[test]
fn a_lapsed_document_leads_to_those_that_hold_there_now() {
    let told = built_in("shangyu", &json!({}), "2026-11-26");
    let own = |answer: &Json| {
        (
            answer["policy"].as_str().unwrap().to_owned(),
            answer["validity"].as_str().unwrap().to_owned(),
        )
    };
    let own: Vec<(String, String)> = told["answers"].as_array().unwrap().iter().map(own).collect();
    let expected = [
        ("shaoxing-2023", "in_force"),
        ("zhejiang-regulation-2021", "in_force"),
        ("social-assistance-law-2026", "in_force"),
        ("medical-security-law-2026", "not_yet_in_force"),
        ("shangyu-2012", "lapsed"),
    ];
    let expected = expected.map(|(policy, validity)| (policy.to_owned(), validity.to_owned()));
    assert_eq!(own, expected);
    // Nothing of the lapsed one is asked; where nothing holds, all are asked.
    assert!(list(&told["next"]["why"]).iter().all(|why| !why.starts_with("shangyu-2012/")));
    assert!(!list(&told["questions"]).contains(&"scheme_2012"));
    let none = built_in("shangyu", &json!({}), "2015-01-01");
    assert!(list(&none["questions"]).contains(&"hardship_group"), "{}", none["questions"]);
}

#[test]
fn where_two_documents_differ_the_higher_is_named_both_are_cited_and_it_is_asked_once() {
    // The province helps a family at the margin of dibao with its contribution; the two laws name others.
    let facts =
        json!({ "scheme": "resident", "dibao": false, "tekun": false, "dibao_margin": true });
    let told = built_in("shaoxing", &json!({ "facts": facts }), "2026-08-01");
    let premium = |told: &Json| {
        let mut own = told["compared"].as_array().unwrap().iter();
        own.find(|own| own["what"] == "premium-aid").cloned()
    };
    let expected = json!({
        "what": "premium-aid",
        "provisions": ["zhejiang-regulation-2021/premium-aid", "social-assistance-law-2026/premium-aid"],
        "higher": ["zhejiang-regulation-2021/premium-aid"],
        "cites": [
            { "policy": "zhejiang-regulation-2021", "at": "第二十二条段2" },
            { "policy": "social-assistance-law-2026", "at": "第二十四条段2" },
        ],
    });
    assert_eq!(premium(&told), Some(expected));
    // Both results are still there, each in its own words.
    let status = |policy: &str| {
        let own =
            told["answers"].as_array().unwrap().iter().find(|own| own["policy"] == policy).unwrap();
        let mut verdicts = own["verdicts"].as_array().unwrap().iter();
        verdicts.find(|own| own["provision"] == "premium-aid").unwrap()["status"].clone()
    };
    assert_eq!(
        [status("zhejiang-regulation-2021"), status("social-assistance-law-2026")],
        ["granted", "refused"]
    );
    // Before it is known, one question serves both.
    let open = json!({ "facts": { "scheme": "resident", "tekun": false } });
    let told = built_in("shaoxing", &open, "2026-08-01");
    assert_eq!(premium(&told), None, "nothing is certain yet");
    let asked = list(&told["questions"]).into_iter().filter(|own| *own == "dibao").count();
    assert_eq!(asked, 1);
    // On dibao all of them give it, in words that cannot be compared: all are shown, none is the higher.
    let told = built_in(
        "shaoxing",
        &json!({ "facts": { "scheme": "resident", "dibao": true } }),
        "2027-06-01",
    );
    let own = premium(&told).unwrap();
    assert_eq!((list(&own["provisions"]).len(), list(&own["higher"]).len()), (3, 0));
    assert!(own.get("once").is_none());
    // Not insured: none gives it, so nothing differs.
    let told = built_in("shaoxing", &json!({ "facts": { "scheme": "none" } }), "2027-06-01");
    assert_eq!(premium(&told), None);
    // Only what holds is compared.
    let told = built_in("shaoxing", &json!({ "facts": facts }), "2024-06-01");
    assert_eq!(told["compared"], json!([]));
}

/// A city with hospital levels of its own, a fact and a reading of its own, a layer of its own.
fn city() -> Engine {
    let levels = fact("hospital_level", "admission", &["level_1", "level_2"]);
    let guest = fact("guest", "person", &[]);
    let rows = "  { id = \"paid\", when = 'dibao && !guest && (hospital_level == level_1 || reading.wide)', gives = { county_aid = { rate = \"70\" } } },\n  \
                { id = \"no\", when = 'otherwise', gives = \"nothing\" },";
    let aid = money("aid", "\"70%\" = \"70\"", rows).replace("rows =", "hit = \"first\"\nrows =");
    let policy = format!(
        "[settlement]\nlayers = [\"basic\", \"county_aid\"]\nkey = [\"hospital_level\"]\n\
         [layer.county_aid]\nlabel = {{ zh = \"区里救助\", en = \"Aid\" }}\ncounts = \"bill\"\nbase = \"left\"\nfigures = [\"cap\"]\n\
         [reading.wide]\nat = \"一\"\nquestion = {{ zh = \"哪级医院？\", en = \"Which hospitals?\" }}\n\
         taken = {{ zh = \"都算。\", en = \"All.\" }}\nother = {{ zh = \"只算一级。\", en = \"Level one.\" }}\n\
         {levels}{guest}{aid}"
    );
    engine(&policy).changed(|data| data.id = "city".into())
}

/// A law above it that tests the levels everybody knows.
fn law() -> Engine {
    let rows = "  { id = \"paid\", when = 'hospital_level == municipal', gives = { subsidy = \"not_stated\" } },\n  \
                { id = \"no\", when = 'hospital_level != municipal', gives = \"nothing\" },";
    engine(&money("help", "", rows)).changed(|data| data.id = "law".into())
}

#[test]
fn what_one_document_has_alone_it_checks_alone() {
    let (city, law) = (city(), law());
    let place = place_of("place", &[&city, &law], 1);
    let problems = |case: Json| -> Vec<String> {
        let problems = try_answer(&place, &case, "2024-06-01").unwrap_err();
        problems.iter().map(ToString::to_string).collect()
    };
    // Its level, its fact, its reading, its layer, its figures: the law reads none of them.
    let case = json!({
        "facts": { "dibao": true, "guest": false, "hospital_stay": true, "hospital_level": "level_2" },
        "readings": { "wide": false },
        "figures": {
            "basic": { "deductible": { "level_1": "100.00", "level_2": "300.00" }, "rate": { "level_1": "50", "level_2": "40" }, "cap": "none" },
            "county_aid": { "cap": "none" },
        },
        "admissions": [
            { "hospital_level": "level_1", "in_scope": "1100.00", "out_of_scope": "0.00" },
            { "hospital_level": "level_2", "in_scope": "1300.00", "out_of_scope": "0.00", "paid": { "county_aid": "0.00" } },
        ],
    });
    let told = answer(&place, &case, "2024-06-01");
    let settlement = &told["answers"][0]["settlement"];
    // (1100 - 100) / 2 and 70% of the rest; (1300 - 300) x 40%, and by the reading nothing at level two.
    assert_eq!(settlement["layers"]["basic"]["most"], "900.00", "{settlement:#}");
    assert_eq!(settlement["layers"]["county_aid"]["most"], "420.00");
    // The law does not know level two, and the question was answered: it is not put again.
    assert_eq!(told["answers"][1]["verdicts"][0]["asks"], json!(["hospital_level"]));
    assert_eq!((&told["questions"], &told["next"]), (&json!([]), &Json::Null));
    // A level of the law alone: the city does not read it.
    let told = answer(&place, &json!({ "facts": { "hospital_level": "municipal" } }), "2024-06-01");
    assert_eq!(told["answers"][1]["verdicts"][0]["status"], "granted");
    assert!(!list(&told["questions"]).contains(&"hospital_level"));
    // What nobody has is refused, once, with all that is taken.
    let found = problems(json!({ "facts": { "hospital_level": "level_9" } }));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("level_2") && found[0].contains("municipal"), "{found:?}");
    for (case, path) in [
        (json!({ "facts": { "gest": true } }), "facts.gest"),
        (json!({ "facts": { "guest": 1 } }), "facts.guest"),
        (json!({ "facts": { "dibao": "yes" } }), "facts.dibao"),
        (json!({ "facts": { "age": 200 } }), "facts.age"),
        (json!({ "readings": { "wide": "no" } }), "readings.wide"),
        (json!({ "readings": { "narrow": true } }), "readings.narrow"),
        (json!({ "figures": { "county_aid": { "cap": "much" } } }), "figures.county_aid.cap"),
        (
            json!({ "figures": { "basic": { "deductible": { "village": "1.00" } } } }),
            "figures.basic.deductible.village",
        ),
        (
            json!({ "figures": { "basic": { "rate": { "level_1": 50 } } } }),
            "figures.basic.rate.level_1",
        ),
        (
            json!({ "figures": { "contribution": { "tier_1": "x" } } }),
            "figures.contribution.tier_1",
        ),
        (
            json!({ "admissions": [{ "paid": { "city_aid": "1.00" } }] }),
            "admissions[0].paid.city_aid",
        ),
        (json!({ "admissions": [{ "dibao": true }] }), "admissions[0].dibao"),
        (json!({ "fact": {} }), "fact"),
    ] {
        let found = problems(case.clone());
        assert_eq!(found.len(), 1, "{case}: {found:?}");
        assert!(found[0].starts_with(&format!("{path}: ")), "{found:?}");
    }
    let twice: mingbai_core::case::values::Value =
        serde_json::from_str(r#"{ "facts": { "guest": true, "guest": false } }"#).unwrap();
    let found = assess_place(&place, &twice, day("2024-06-01"), Ways::LeftOut).unwrap_err();
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].path, "facts.guest");
}

#[test]
fn a_household_asks_of_whom_and_its_shared_facts_once() {
    let case = json!({
        "household": {},
        "members": [
            { "name": "a", "facts": { "dibao": true, "hospital_stay": true } },
            { "facts": { "guest": true, "hospital_stay": true } },
        ],
    });
    let (city, law) = (city(), law());
    let place = place_of("place", &[&city, &law], 1);
    let told = answer(&place, &case, "2024-06-01");
    assert_eq!(told["answers"][0]["members"][0]["name"], "a");
    assert_eq!(
        list(&told["questions"]),
        ["members[0].guest", "members[0].hospital_level", "members[1].hospital_level"]
    );
    assert_eq!(told["next"], json!({ "member": 0, "fact": "guest", "why": ["city/aid"] }));
    let case = json!({ "household": {}, "members": [{ "facts": {} }, { "facts": {} }] });
    let told = built_in("liangping", &case, "2019-11-01");
    let questions = list(&told["questions"]);
    let residence = questions.iter().filter(|own| own.ends_with("residence"));
    assert_eq!(residence.collect::<Vec<_>>(), [&"residence"]);
    assert!(questions.contains(&"members[1].dibao"), "{questions:?}");
    // What differs is said of the member for whom it does.
    let margin =
        json!({ "scheme": "resident", "dibao": false, "tekun": false, "dibao_margin": true });
    let case = json!({ "household": {}, "members": [{ "facts": { "scheme": "none" } }, { "facts": margin }] });
    let told = built_in("shaoxing", &case, "2026-08-01");
    let premium =
        told["compared"].as_array().unwrap().iter().filter(|own| own["what"] == "premium-aid");
    assert_eq!(premium.map(|own| &own["member"]).collect::<Vec<_>>(), [&json!(1)]);
}
