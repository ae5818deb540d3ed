//! Facts that follow from others, and questions that wait: of random policies against every completion, of
//! the documents against the same answer with what follows stated.

use mingbai_compiler::{CompiledVocabulary, compile_policy, compile_vocabulary};
use mingbai_core::answer::Person;
use mingbai_core::case::values::Value;
use mingbai_core::policy::vocabulary::Scope;
use mingbai_tests::anyone::{self, Facts};
use mingbai_tests::engine::{Engine, all, input, object, shown};
use mingbai_tests::following::{Assumed, Known, Law, stated};
use mingbai_tests::random::{Random, config, counted_cases};
use mingbai_tests::written;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value as Json, json};

fn vocabulary() -> CompiledVocabulary {
    let facts = "[fact.unused]\nscope = \"person\"\nkind = \"flag\"\n\
         label = { zh = \"事\", en = \"Fact\" }\nquestion = { zh = \"是吗？\", en = \"Is it so?\" }\n";
    compile_vocabulary("facts.toml", facts).unwrap()
}

fn engine(vocabulary: &CompiledVocabulary, law: &Law) -> Option<Engine> {
    match compile_policy(vocabulary, "policy.toml", &law.text()) {
        Ok(compiled) => {
            Some(Engine { vocabulary: vocabulary.vocabulary.clone(), policy: compiled.policy })
        }
        // What cannot be meant is refused; nothing else is.
        Err(findings) => {
            let rules = ["always", "fact-rule", "dead-row", "out-of-range"];
            for finding in findings {
                assert!(rules.contains(&finding.rule), "{finding}\n{}", law.text());
            }
            None
        }
    }
}

/// What an answer says it filled in.
fn said(person: &Person<'_>) -> Json {
    shown(&person.assumed)
}

/// The same, worked out.
fn expected(law: &Law, admission: Option<usize>, assumed: &[Assumed]) -> Vec<Json> {
    let name = |fact: usize| match admission {
        Some(index) if law.facts[fact].scope == Scope::Admission => {
            format!("admissions[{index}].{}", law.facts[fact].id)
        }
        _ => law.facts[fact].id.to_owned(),
    };
    let one = |assumed: &Assumed| {
        let because: Vec<String> = assumed.because.iter().map(|&fact| name(fact)).collect();
        let value = shown(stated(&assumed.value));
        json!({ "fact": name(assumed.fact), "value": value, "because": because })
    };
    assumed.iter().map(one).collect()
}

#[test]
fn what_follows_is_what_every_completion_gives_and_questions_wait_for_their_hints() {
    let vocabulary = vocabulary();
    let mut random = Random::new(1_949);
    let (mut laws, mut filled, mut chained, mut waited, mut of_admissions) = (0, 0, 0, 0, 0);
    for _ in 0..counted_cases(400, 20_000) {
        let law = Law::any(&mut random);
        let Some(engine) = engine(&vocabulary, &law) else { continue };
        laws += 1;
        for _ in 0..8 {
            let known = law.known(&mut random, 40);
            let own = law.known(&mut random, 40);
            let person = engine.person(&object([
                ("facts", law.stated(&known, |_| true)),
                (
                    "admissions",
                    Value::List(vec![law.stated(&own, |scope| scope == Scope::Admission)]),
                ),
            ]));
            let mut full = known.clone();
            let assumed = law.complete(&mut full, |_| true);
            let of_stay = |fact: usize| law.facts[fact].scope == Scope::Admission;
            let mut stay: Known = (0..full.len())
                .map(|fact| if of_stay(fact) { own[fact].clone() } else { full[fact].clone() })
                .collect();
            let of_the_stay = law.complete(&mut stay, |scope| scope == Scope::Admission);
            let mut all = expected(&law, None, &assumed);
            all.extend(expected(&law, Some(0), &of_the_stay));
            // Only facts that some provision or rule reads are there at all.
            let used = |json: &Json| {
                let id = json["fact"].as_str().unwrap().trim_start_matches("admissions[0].");
                engine.policy.data().facts.iter().any(|fact| fact.id == id)
            };
            all.retain(used);
            assert_eq!(said(&person), Json::Array(all), "{}\n{known:?}\n{own:?}", law.text());
            filled += assumed.len();
            of_admissions += of_the_stay.len();
            let follows = |fact: usize| assumed.iter().any(|other| other.fact == fact);
            chained +=
                assumed.iter().filter(|one| one.because.iter().any(|&fact| follows(fact))).count();

            // What is put, for each provision.
            let place = |id: &str| law.facts.iter().position(|fact| fact.id == id).unwrap();
            let mut asking = vec![(0, 0); law.facts.len()];
            let mut why = vec![Vec::new(); law.facts.len()];
            for (nth, verdict) in person.verdicts.iter().enumerate() {
                let mut put: Vec<usize> =
                    verdict.asks.iter().flat_map(|id| law.put(&full, place(id))).collect();
                put.sort_unstable();
                put.dedup();
                let asked: Vec<usize> = verdict.asks.iter().map(|id| place(id)).collect();
                waited += usize::from(put != asked);
                for fact in put {
                    asking[fact].0 += usize::from(nth % 2 == 0);
                    asking[fact].1 += 1;
                    why[fact].push(verdict.provision);
                }
            }
            let mut questions: Vec<usize> =
                (0..law.facts.len()).filter(|&fact| asking[fact].1 > 0).collect();
            questions.sort_by_key(|&fact| std::cmp::Reverse(asking[fact]));
            let names: Vec<&str> = questions.iter().map(|&fact| law.facts[fact].id).collect();
            assert_eq!(person.questions, names, "{}\n{known:?}", law.text());
            let next = person.next.as_ref().map(|next| (next.fact, next.why.clone()));
            let first = questions.first();
            assert_eq!(next, first.map(|&fact| (law.facts[fact].id, why[fact].clone())));
        }
    }
    println!(
        "{laws} policies; {filled} facts filled in, {chained} of them by such facts, \
         {of_admissions} of admissions; {waited} questions waited"
    );
    assert!(laws > 10 && filled > laws && chained > 0 && waited > laws && of_admissions > 0);
}

/// The facts and those that an answer filled in, in vocabulary order.
fn completed(engine: &Engine, facts: &Facts, person: &Person<'_>) -> Facts {
    let mut all = facts.clone();
    for assumed in &person.assumed {
        all.push((assumed.fact.to_string(), assumed.value.clone()));
    }
    all.sort_by_key(|(id, _)| anyone::fact(engine, id).0);
    all
}

/// An answer without what was filled in, the questions and the advice.
fn results(person: Person<'_>) -> Person<'_> {
    Person { assumed: Vec::new(), next: None, questions: Vec::new(), advice: Vec::new(), ..person }
}

#[test]
fn an_answer_is_the_one_without_rules_to_the_facts_completed() {
    let mut filled = 0;
    for engine in all() {
        let plain = engine.plain();
        let mut runner = TestRunner::new(config(300, 20_000));
        let strategy = (anyone::facts(engine), any::<prop::sample::Index>());
        let counted = std::cell::Cell::new(0);
        let result = runner.run(&strategy, |(facts, pick)| {
            let person = engine.person(&anyone::case(&facts));
            counted.set(counted.get() + person.assumed.len());
            let full = completed(engine, &facts, &person);
            prop_assert_eq!(
                results(plain.person(&anyone::case(&full))),
                results(person.clone()),
                "{:?}",
                &person.assumed
            );
            // No fact that a case states is overwritten, and none is given twice.
            for assumed in &person.assumed {
                let fact = assumed.fact.to_string();
                prop_assert!(facts.iter().all(|(id, _)| *id != fact));
                prop_assert!(!assumed.because.is_empty());
            }
            // Stating what is assumed leaves the answer as it is; so does stating all of it.
            let restated = engine.person(&anyone::case(&full));
            prop_assert!(restated.assumed.is_empty());
            prop_assert_eq!(&restated.questions, &person.questions);
            prop_assert_eq!(results(restated), results(person.clone()));
            // One more fact that does not contradict what is assumed narrows every verdict.
            let data = engine.policy.data();
            let open: Vec<usize> = (0..data.facts.len())
                .filter(|&index| full.iter().all(|(id, _)| *id != data.facts[index].id))
                .collect();
            let Some(&index) = open.get(pick.index(1 << 30) % open.len().max(1)) else {
                return Ok(());
            };
            for value in anyone::values(&engine.policy, index) {
                let mut more = facts.clone();
                more.push((data.facts[index].id.clone(), value));
                let after = engine.person(&anyone::case(&more));
                for (after, before) in after.verdicts.iter().zip(&person.verdicts) {
                    prop_assert!(after.outcomes.iter().all(|one| before.outcomes.contains(one)));
                    prop_assert!(after.asks.iter().all(|ask| before.asks.contains(ask)));
                }
                for before in &person.assumed {
                    prop_assert!(
                        after
                            .assumed
                            .iter()
                            .any(|one| (&one.fact, &one.value) == (&before.fact, &before.value))
                    );
                }
            }
            Ok(())
        });
        if let Err(failed) = result {
            panic!("{}: {failed}", engine.policy.data().id);
        }
        filled += counted.get();
    }
    assert!(filled > 0);
}

/// Faults P17: what a woman of 70 is asked.
#[test]
fn nobody_of_seventy_is_asked_about_childbirth_or_childhood() {
    let engine = all().iter().find(|engine| engine.policy.data().id == "shangyu-2012").unwrap();
    let facts = vec![
        ("sex".to_owned(), Value::Text("female".to_owned())),
        ("age".to_owned(), Value::Int(70)),
    ];
    let person = engine.person(&anyone::case(&facts));
    let assumed: Vec<String> =
        person.assumed.iter().map(|assumed| assumed.fact.to_string()).collect();
    let childbirth = ["student", "childbearing_age", "pregnancy", "hospital_birth"];
    assert_eq!(assumed[..4], childbirth);
    assert!(childbirth.iter().all(|fact| !person.questions.contains(fact)));
    let nobody = engine.person(&anyone::case(&Vec::new()));
    for fact in ["childbearing_age", "pregnancy", "hospital_birth", "tooth_sealing_age"] {
        assert!(!nobody.questions.contains(&fact), "{fact}");
        assert!(nobody.verdicts.iter().any(|verdict| verdict.asks.contains(&fact)), "{fact}");
    }
    // It can be overruled.
    let mut stated = facts;
    stated.push(("pregnancy".to_owned(), Value::Text("expecting".to_owned())));
    let person = engine.person(&anyone::case(&stated));
    assert!(person.assumed.iter().all(|assumed| assumed.fact.to_string() != "pregnancy"));
}

/// Of a stay it follows from a fact of the person whether the hospital is near: another fact, another bill.
#[test]
fn what_a_change_would_save_counts_what_would_follow_of_a_stay() {
    let near = written::fact("near", "admission", &[]).replace(
        "scope =",
        "implied = [{ when = 'dibao', value = true }, { when = '!dibao', value = false }]\nscope =",
    );
    let layers = "[settlement]\nlayers = [\"basic\"]\nkey = []\n[layer.basic]\nfigures = []\n";
    let rates = "{ id = \"near\", when = 'near', gives = { basic = { rate = \"80\", cap = \"none\" } } },\n\
                 { id = \"far\", when = '!near', gives = { basic = { rate = \"50\", cap = \"none\" } } },";
    let rates = written::money("rates", "\"80%\" = \"80\", \"50%\" = \"50\"", rates);
    let case = json!({ "facts": { "dibao": false }, "admissions": [{ "in_scope": "1000", "out_of_scope": "0" }] });
    let answer = written::engine(&format!("{near}{layers}{rates}")).answer(&input(&case));
    assert_eq!(written::paid(&answer["settlement"]), ["500.00", "500.00"]);
    let advice = answer["advice"].as_array().unwrap();
    assert_eq!(advice.len(), 1, "{advice:?}");
    assert_eq!(advice[0]["change"], json!({ "dibao": true }));
    assert_eq!(advice[0]["saves"], json!({ "least": "300.00", "most": "300.00" }));
}
