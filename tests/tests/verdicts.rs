//! What must hold of every verdict of every policy, whatever is known.

use std::cmp::Reverse;

use mingbai_core::answer::names::Ask;
use mingbai_core::answer::{Person, Status, Verdict};
use mingbai_core::case::values::Value;
use mingbai_core::policy::Kind;
use mingbai_tests::anyone::{self, Facts};
use mingbai_tests::engine::{Engine, all, shown};
use mingbai_tests::random::config;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value as Json;

/// Runs a property over all policies, what follows from other facts left out (`following.rs` has that): 400 cases of each,
/// 20,000 in the nightly run.
fn for_anyone(check: impl Fn(&Engine, &Facts, usize) -> Result<(), TestCaseError>) {
    for_some(400, check);
}

/// The same with so many of each in the ordinary run.
fn for_some(cases: u32, check: impl Fn(&Engine, &Facts, usize) -> Result<(), TestCaseError>) {
    for engine in all() {
        let engine = engine.plain();
        let strategy = (anyone::facts(&engine), any::<prop::sample::Index>());
        let mut runner = TestRunner::new(config(cases, 20_000));
        let result =
            runner.run(&strategy, |(facts, pick)| check(&engine, &facts, pick.index(1 << 30)));
        if let Err(failed) = result {
            panic!("{}: {failed}", engine.policy.data().id);
        }
    }
}

fn ask<'e>(engine: &'e Engine, facts: &Facts) -> Person<'e> {
    engine.person(&anyone::case(facts))
}

/// Whether the person may still go through a door (is in no insurance, and may join): what lies behind it is
/// asked too (`lawful.rs`).
fn at_door(engine: &Engine, facts: &Facts) -> bool {
    engine.policy.data().facts.iter().any(|fact| {
        let stated = facts.iter().find(|(id, _)| *id == fact.id).map(|(_, value)| value);
        fact.change_from.iter().any(|from| stated == Some(&from.named(fact)))
    })
}

/// What reasons are given for: the outcomes and what they come to.
fn told(verdict: &Verdict<'_>) -> (Vec<String>, Json, Json) {
    (outcomes(verdict), shown(verdict.amount), shown(verdict.months))
}

fn outcomes(verdict: &Verdict<'_>) -> Vec<String> {
    let mut outcomes: Vec<String> =
        verdict.outcomes.iter().map(|outcome| shown(outcome).to_string()).collect();
    outcomes.sort();
    outcomes
}

/// `whole` has everything that `part` has.
fn within<T: PartialEq>(part: &[T], whole: &[T]) -> bool {
    part.iter().all(|one| whole.contains(one))
}

#[test]
fn something_is_asked_if_and_only_if_more_than_one_outcome_is_possible() {
    for_anyone(|engine, facts, _| {
        for verdict in ask(engine, facts).verdicts {
            if verdict.status == Status::Stated {
                prop_assert!(verdict.asks.is_empty() && verdict.outcomes.is_empty());
                continue;
            }
            let outcomes = outcomes(&verdict);
            let nothing = outcomes.iter().filter(|outcome| *outcome == "\"nothing\"").count();
            let status = match (nothing, outcomes.len() - nothing) {
                (0, _) => Status::Granted,
                (_, 0) => Status::Refused,
                _ => Status::Open,
            };
            prop_assert_eq!(verdict.status, status, "{}", verdict.provision);
            let open = matches!(verdict.amount, Some(None)) || matches!(verdict.months, Some(None));
            prop_assert_eq!(verdict.asks.is_empty(), outcomes.len() == 1 && !open, "{:?}", verdict);
            // An open verdict always asks, one that is refused never does.
            prop_assert!(status != Status::Open || !verdict.asks.is_empty());
            prop_assert!(status != Status::Refused || verdict.asks.is_empty());
            // Nothing that is known is asked, nothing twice, and only in vocabulary order.
            let places: Vec<usize> =
                verdict.asks.iter().map(|id| anyone::fact(engine, id).0).collect();
            prop_assert!(places.is_sorted_by(|one, next| one < next), "{:?}", verdict.asks);
            prop_assert!(facts.iter().all(|(id, _)| !verdict.asks.contains(&id.as_str())));
            prop_assert_eq!(verdict.rows.len() == 1, verdict.row.is_some());
        }
        Ok(())
    });
}

#[test]
fn one_more_answer_refines_every_verdict_and_all_answers_together_give_its_asks() {
    for_anyone(|engine, facts, pick| {
        let before = ask(engine, facts);
        let unknown: Vec<usize> = (0..engine.policy.data().facts.len())
            .filter(|&index| {
                facts.iter().all(|(id, _)| *id != engine.policy.data().facts[index].id)
            })
            .collect();
        let Some(&index) = unknown.get(pick % unknown.len().max(1)) else {
            return Ok(());
        };
        let id = engine.policy.data().facts[index].id.as_str();
        let answers: Vec<Person<'_>> = anyone::values(&engine.policy, index)
            .into_iter()
            .map(|value| {
                let mut facts = facts.clone();
                facts.push((id.to_owned(), value));
                ask(engine, &facts)
            })
            .collect();
        for (place, before) in before.verdicts.iter().enumerate() {
            let after: Vec<&Verdict<'_>> =
                answers.iter().map(|answer| &answer.verdicts[place]).collect();
            for after in &after {
                prop_assert!(within(&outcomes(after), &outcomes(before)), "{}", before.provision);
                prop_assert!(within(&after.rows, &before.rows), "{}", before.provision);
                prop_assert!(within(&after.asks, &before.asks) && !after.asks.contains(&id));
                prop_assert!(before.status == Status::Open || before.status == after.status);
            }
            // Nothing is lost either: some answer leads to each outcome and to each ask.
            let reached: Vec<String> = after.iter().flat_map(|after| outcomes(after)).collect();
            prop_assert!(within(&outcomes(before), &reached), "{}", before.provision);
            let asked: Vec<&str> = after.iter().flat_map(|after| after.asks.clone()).collect();
            for ask in before.asks.iter().filter(|ask| **ask != id) {
                prop_assert!(asked.contains(ask), "{} asks {} in vain", before.provision, ask);
            }
            // The fact itself is asked if and only if two answers to it are told apart when all
            // else is known; not asked, it makes no difference even now.
            if !before.asks.contains(&id) {
                for after in &after {
                    prop_assert_eq!(outcomes(after), outcomes(before), "{}", before.provision);
                    prop_assert_eq!(&after.asks, &before.asks, "{}", before.provision);
                }
            }
        }
        Ok(())
    });
}

#[test]
fn the_reasons_alone_reproduce_the_outcomes_and_none_of_them_can_be_dropped() {
    // Each is a hundred whole answers and more.
    for_some(100, |engine, facts, _| {
        for verdict in ask(engine, facts).verdicts {
            let reasons: Facts = verdict
                .because
                .iter()
                .map(|because| {
                    let value = serde_json::from_value(shown(&because.value)).unwrap();
                    (because.fact.to_owned(), value)
                })
                .collect();
            for (id, value) in &reasons {
                let known = facts.iter().find(|(known, _)| known == id).unwrap();
                prop_assert_eq!(
                    sorted(&known.1),
                    sorted(value),
                    "{} of {:?}",
                    id,
                    verdict.provision
                );
            }
            let again = |facts: &Facts| {
                let answer = ask(engine, facts);
                let found =
                    answer.verdicts.iter().find(|other| other.provision == verdict.provision);
                told(found.unwrap())
            };
            prop_assert_eq!(again(&reasons), told(&verdict), "{}", verdict.provision);
            for dropped in 0..reasons.len() {
                let mut fewer = reasons.clone();
                fewer.remove(dropped);
                prop_assert_ne!(again(&fewer), told(&verdict), "{}", verdict.provision);
            }
        }
        Ok(())
    });
}

fn sorted(value: &Value) -> Value {
    match value {
        Value::List(list) => {
            let mut list = list.clone();
            list.sort_by_key(|value| value.text().map(str::to_owned));
            Value::List(list)
        }
        other => other.clone(),
    }
}

/// As the contract defines it: known facts, dropped in reverse vocabulary order while the outcomes
/// and what they come to stay the same.
#[test]
fn reasons_are_found_by_dropping_known_facts_from_the_last_to_the_first() {
    for_anyone(|engine, facts, pick| {
        let answer = ask(engine, facts);
        let place = pick % answer.verdicts.len();
        let verdict = &answer.verdicts[place];
        if verdict.status == Status::Stated {
            return Ok(());
        }
        // `facts` stand in vocabulary order.
        let mut kept = facts.clone();
        for index in (0..facts.len()).rev() {
            let mut fewer = kept.clone();
            fewer.remove(index);
            if told(&ask(engine, &fewer).verdicts[place]) == told(verdict) {
                kept = fewer;
            }
        }
        let kept: Vec<&str> = kept.iter().map(|(id, _)| id.as_str()).collect();
        let because: Vec<&str> = verdict.because.iter().map(|because| because.fact).collect();
        prop_assert_eq!(because, kept, "{}", verdict.provision);
        Ok(())
    });
}

#[test]
fn the_order_of_the_facts_in_a_case_never_matters() {
    for_anyone(|engine, facts, pick| {
        let mut turned = facts.clone();
        turned.reverse();
        if !turned.is_empty() {
            let by = pick % turned.len();
            turned.rotate_left(by);
        }
        for (_, value) in &mut turned {
            if let Value::List(list) = value {
                list.reverse();
            }
        }
        prop_assert_eq!(ask(engine, facts), ask(engine, &turned));
        Ok(())
    });
}

#[test]
fn a_fact_that_is_null_is_a_fact_that_is_absent() {
    for_anyone(|engine, facts, _| {
        let all: Facts = engine
            .policy
            .data()
            .facts
            .iter()
            .map(|fact| {
                let known = facts.iter().find(|(id, _)| *id == fact.id);
                known.cloned().unwrap_or((fact.id.clone(), Value::Null))
            })
            .collect();
        prop_assert_eq!(ask(engine, facts), ask(engine, &all));
        Ok(())
    });
}

/// `next`: the fact asked by most open provisions, money first, ties in vocabulary order; null at
/// the end. Read as: by most provisions of money that are not settled, among those by most provisions
/// that are not settled, one granted either way but open between 70% and 100% among them; so null when
/// nothing is asked, and only then.
#[test]
fn what_is_asked_next_is_what_most_unsettled_provisions_ask() {
    for_anyone(|engine, facts, _| {
        let answer = ask(engine, facts);
        if at_door(engine, facts) {
            return Ok(());
        }
        let score = |id: &str| {
            let asking = || answer.verdicts.iter().filter(|verdict| verdict.asks.contains(&id));
            (asking().filter(|verdict| verdict.kind == Kind::Money).count(), asking().count())
        };
        let mut best: Option<(&str, (usize, usize))> = None;
        for fact in &engine.policy.data().facts {
            let score = score(&fact.id);
            if score.1 > 0 && best.is_none_or(|best| score > best.1) {
                best = Some((&fact.id, score));
            }
        }
        prop_assert_eq!(answer.next.as_ref().map(|next| next.fact), best.map(|best| best.0));
        let Some(next) = &answer.next else {
            prop_assert!(answer.verdicts.iter().all(|verdict| verdict.asks.is_empty()));
            return Ok(());
        };
        let why: Vec<&str> = answer
            .verdicts
            .iter()
            .filter(|verdict| verdict.asks.contains(&next.fact))
            .map(|verdict| verdict.provision)
            .collect();
        prop_assert_eq!(&next.why, &why);
        Ok(())
    });
}

#[test]
fn the_questions_are_what_is_asked_the_most_wanted_first() {
    for_anyone(|engine, facts, _| {
        let person = ask(engine, facts);
        let data = engine.policy.data();
        let amounts = person.premium.iter().flat_map(|premium| &premium.asks).filter_map(|ask| {
            let Ask::Fact(fact) = ask else { return None };
            Some(*fact)
        });
        let asks = person.verdicts.iter().flat_map(|verdict| verdict.asks.iter().copied());
        let mut asked: Vec<&str> = asks.chain(amounts).collect();
        asked.sort_unstable();
        asked.dedup();
        let mut questions = person.questions.clone();
        questions.sort_unstable();
        if at_door(engine, facts) {
            prop_assert!(asked.iter().all(|fact| questions.contains(fact)));
            return Ok(());
        }
        prop_assert_eq!(questions, asked);
        // By provisions of money, then by all, then as the vocabulary has them.
        let rank = |fact: &&str| {
            let asking = || person.verdicts.iter().filter(|verdict| verdict.asks.contains(fact));
            let money = asking().filter(|verdict| verdict.kind == Kind::Money).count();
            let place = data.facts.iter().position(|own| own.id == **fact).unwrap();
            (Reverse(money), Reverse(asking().count()), place)
        };
        prop_assert!(person.questions.is_sorted_by_key(rank), "{:?}", person.questions);
        if let Some(next) = &person.next {
            prop_assert_eq!(person.questions.first(), Some(&next.fact));
        }
        Ok(())
    });
}
