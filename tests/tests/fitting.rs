//! Compiled policies whose values do not fit the facts they are of or hang on: refused, each beside the nearest that
//! fits.

use std::sync::LazyLock;

use mingbai_core::kernel::diagram::{Builder, Diagram, Ref};
use mingbai_core::kernel::money::Percent;
use mingbai_core::policy::outcome::Outcome;
use mingbai_core::policy::stated::{Linear, MOST_FACTS, Multiple, Sum};
use mingbai_core::policy::terms::Raise;
use mingbai_core::policy::vocabulary::{FactKind, FactValue, Scope};
use mingbai_core::policy::{
    AskWhen, Implied, MOST_SETTLEMENT_PROVISIONS, Policy, PolicyData, ShareCut, Table, Variable,
};
use mingbai_tests::engine::{Engine, all, liangping};
use mingbai_tests::written::compiled_file;

/// The policy with every term.
static EVERY_TERM: LazyLock<Engine> = LazyLock::new(|| {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/every-term.toml");
    compiled_file(&std::fs::read_to_string(path).unwrap()).unwrap()
});

/// Whether a policy is one still when it is changed so.
fn fits(engine: &Engine, change: impl FnOnce(&mut PolicyData)) -> bool {
    let mut data = engine.policy.data().clone();
    change(&mut data);
    Policy::new(data).is_ok()
}

fn index(at: usize) -> u16 {
    u16::try_from(at).unwrap()
}

/// A fact by its name.
fn fact(engine: &Engine, id: &str) -> u16 {
    index(engine.policy.data().facts.iter().position(|fact| fact.id == id).unwrap())
}

/// The first outcome of its kind.
fn outcome(data: &mut PolicyData, wanted: fn(&Outcome) -> bool) -> &mut Outcome {
    let tables = data.provisions.iter_mut().filter_map(|provision| provision.table.as_mut());
    tables.flat_map(|table: &mut Table| &mut table.outcomes).find(|own| wanted(own)).unwrap()
}

fn times(fact: &str) -> Multiple {
    Multiple { fact: fact.to_owned(), factor: 2 }
}

#[test]
fn a_share_is_of_an_amount_and_has_bands() {
    let share = |change: &dyn Fn(&mut String, &mut usize)| {
        fits(&EVERY_TERM, |data| {
            let Outcome::Share(share) = outcome(data, |own| matches!(own, Outcome::Share(_)))
            else {
                unreachable!()
            };
            let mut bands = share.bands.len();
            change(&mut share.on, &mut bands);
            share.bands.truncate(bands);
        })
    };
    let on = |fact: &str| share(&|on, _| *on = fact.to_owned());
    assert_eq!(["spent", "years", "dibao", "nobody"].map(on), [true, false, false, false]);
    assert!(share(&|_, bands| *bands = 1));
    assert!(!share(&|_, bands| *bands = 0));
}

#[test]
fn a_time_hangs_on_numbers_and_not_on_too_many() {
    let wait = |facts: &[&str]| {
        fits(&EVERY_TERM, |data| {
            let Outcome::Wait(wait) = outcome(data, |own| matches!(own, Outcome::Wait(_))) else {
                unreachable!()
            };
            wait.months.facts = facts.iter().map(|fact| times(fact)).collect();
        })
    };
    assert!(wait(&[]) && wait(&["years", "missed"]));
    for wrong in ["spent", "dibao", "group", "nobody"] {
        assert!(!wait(&[wrong]), "{wrong}");
        assert!(!wait(&["years", wrong]), "{wrong}");
    }
    assert!(wait(&["years"; MOST_FACTS]));
    assert!(!wait(&["years"; MOST_FACTS + 1]));
}

#[test]
fn an_amount_hangs_on_what_is_known_before_the_bills() {
    let hangs_on = |sum: fn(&str) -> Sum, fact: &str| {
        fits(&EVERY_TERM, |data| {
            let Outcome::Layers(given) = outcome(data, |own| matches!(own, Outcome::Layers(_)))
            else {
                unreachable!()
            };
            given[0].terms.cap_most = Some(Raise::Sum(sum(fact)));
        })
    };
    let share = |of: &str| Sum::Share(Percent::WHOLE, of.to_owned());
    let linear = |of: &str| Sum::Linear(Linear { constant: 1, facts: vec![times(of)] });
    assert!(hangs_on(share, "spent") && hangs_on(linear, "years"));
    for (sum, wrong) in [(share as fn(&str) -> Sum, "years"), (share, "nobody"), (linear, "spent")]
    {
        assert!(!hangs_on(sum, wrong), "{wrong}");
    }
}

#[test]
fn an_amount_is_compared_with_an_amount_at_rising_shares() {
    let shared = |change: &dyn Fn(&mut u16, &mut u16, &mut Vec<ShareCut>)| {
        fits(&EVERY_TERM, |data| {
            let shares = data.variables.iter_mut().find_map(|variable| match variable {
                Variable::Share { fact, figure, cuts } => Some((fact, figure, cuts)),
                _ => None,
            });
            let (fact, figure, cuts) = shares.unwrap();
            change(fact, figure, cuts);
        })
    };
    assert!(shared(&|_, _, _| {}));
    let (number, nowhere) =
        (fact(&EVERY_TERM, "years"), index(EVERY_TERM.policy.data().facts.len()));
    for wrong in [number, nowhere] {
        assert!(!shared(&|fact, _, _| *fact = wrong));
        assert!(!shared(&|_, figure, _| *figure = wrong));
    }
    assert!(!shared(&|_, _, cuts| cuts[1] = cuts[0]), "one share twice");
    assert!(!shared(&|_, _, cuts| cuts.reverse()));
}

#[test]
fn an_amount_passes_half_of_another_from_there_on_or_only_above() {
    let passed = |above: bool| {
        let half = ShareCut { share: 5_000, above };
        [49, 50, 51].map(|amount| half.passed(amount, 100))
    };
    assert_eq!(passed(false), [false, true, true]);
    assert_eq!(passed(true), [false, false, true]);
}

#[test]
fn the_bills_hear_of_so_many_provisions_and_of_not_one_more() {
    let provisions = |count: usize| {
        fits(liangping(), |data| {
            let gives = |own: &Table| {
                own.outcomes.iter().any(|outcome| matches!(outcome, Outcome::Layers(_)))
            };
            let layers =
                |own: &mingbai_core::policy::Provision| own.table.as_ref().is_some_and(gives);
            let own = data.provisions.iter().filter(|own| layers(own)).count();
            let one = data.provisions.iter().find(|own| layers(own)).unwrap().clone();
            for more in own..count {
                let mut one = one.clone();
                one.id = format!("more-{more}");
                data.provisions.push(one);
            }
        })
    };
    assert!(provisions(MOST_SETTLEMENT_PROVISIONS));
    assert!(!provisions(MOST_SETTLEMENT_PROVISIONS + 1));
}

/// That a fact has a value, whatever the others have.
fn always(fact: u16, value: FactValue) -> Implied {
    Implied { fact, values: vec![value], by: Diagram::constant(0) }
}

/// A fact of this kind that conditions of a policy test, and of which nothing follows so far.
fn of_kind(kind: fn(&FactKind) -> bool) -> (&'static Engine, usize) {
    let found = all().iter().find_map(|engine| {
        let data = engine.policy.data();
        let tested = |at: u16| data.variables.iter().any(|variable| variable.fact() == Some(at));
        let free = |at: u16| data.implied.iter().all(|implied| implied.fact != at);
        let own =
            |at: &usize| kind(&data.facts[*at].kind) && tested(index(*at)) && free(index(*at));
        Some((engine, (0..data.facts.len()).find(own)?))
    });
    found.unwrap()
}

#[test]
fn what_follows_is_a_value_that_the_fact_has() {
    let follows = |(engine, fact): (&Engine, usize), value: FactValue| {
        // Before all others, which may hang on it.
        fits(engine, |data| data.implied.insert(0, always(index(fact), value)))
    };
    let kind = |(engine, fact): (&'static Engine, usize)| &engine.policy.data().facts[fact].kind;
    let choice = of_kind(|kind| matches!(kind, FactKind::Choice(_)));
    let values = index(kind(choice).values().len());
    assert!(follows(choice, FactValue::Choice(values - 1)));
    assert!(!follows(choice, FactValue::Choice(values)));
    assert!(!follows(choice, FactValue::Flag(true)));
    let flag = of_kind(|kind| *kind == FactKind::Flag);
    assert!(follows(flag, FactValue::Flag(true)) && follows(flag, FactValue::Flag(false)));
    assert!(!follows(flag, FactValue::Number(1)));
    let number = of_kind(|kind| matches!(kind, FactKind::Number { .. }));
    let (least, most) = kind(number).range().unwrap();
    let numbers = [least - 1, least, most, most + 1].map(FactValue::Number);
    assert_eq!(numbers.map(|value| follows(number, value)), [false, true, true, false]);
    let set = of_kind(|kind| matches!(kind, FactKind::Set(_)));
    let values = index(kind(set).values().len());
    let members = |members: &[u16]| follows(set, FactValue::Set(members.to_vec()));
    assert!(members(&[]) && members(&[0, 1]) && members(&[values - 1]));
    assert!(!members(&[1, 0]) && !members(&[0, 0]) && !members(&[values]));
    // It follows once, and of a fact that something tests.
    let twice = |count: usize| {
        fits(flag.0, |data| {
            let own = always(index(flag.1), FactValue::Flag(true));
            data.implied.extend(std::iter::repeat_n(own, count));
        })
    };
    assert!(twice(1) && !twice(2));
    let follows = |at: usize| {
        fits(&EVERY_TERM, |data| data.implied.push(always(index(at), FactValue::Number(1))))
    };
    let data = EVERY_TERM.policy.data();
    let amounts = (0..data.facts.len()).filter(|at| data.facts[*at].kind == FactKind::Money);
    let tested = |at: &usize| data.variables.iter().any(|own| own.fact() == Some(index(*at)));
    let (tested, figures): (Vec<usize>, Vec<usize>) = amounts.partition(tested);
    assert!(!tested.is_empty() && tested.into_iter().all(follows));
    assert!(
        !figures.is_empty() && !figures.into_iter().any(follows),
        "no condition tests a figure"
    );
    let nowhere = index(flag.0.policy.data().facts.len());
    assert!(!fits(flag.0, |data| data.implied.push(always(nowhere, FactValue::Flag(true)))));
}

/// Where a variable has its second value.
fn second(var: usize) -> Diagram {
    let mut builder = Builder::default();
    let root = builder.node(index(var), &[Ref::leaf(0), Ref::leaf(1)]);
    builder.finish(root)
}

#[test]
fn what_follows_and_what_is_asked_hang_on_facts_before_it_and_on_none_of_a_stay() {
    let flags = |data: &PolicyData, scope: Scope| {
        let of_scope = |variable: &Variable| {
            matches!(variable, Variable::Flag { fact }
                if data.facts[usize::from(*fact)].scope == scope
                    && data.implied.iter().all(|implied| implied.fact != *fact)
                    && data.ask_when.iter().all(|asked| asked.fact != *fact))
        };
        let found = data.variables.iter().enumerate().filter(|(_, own)| of_scope(own));
        found.map(|(var, own)| (var, own.fact().unwrap())).collect::<Vec<_>>()
    };
    let found = all().iter().find_map(|engine| {
        let data = engine.policy.data();
        let stay = *flags(data, Scope::Admission).first()?;
        let [one, other, ..] = flags(data, Scope::Person)[..] else { return None };
        Some((engine, one, other, stay))
    });
    let (engine, (one, one_fact), (other, other_fact), (of_stay, stay_fact)) = found.unwrap();
    let data = engine.policy.data();
    let is_reading = |own: &Variable| matches!(own, Variable::Reading { .. });
    let reading = data.variables.iter().position(is_reading).unwrap();
    let implied = |list: &[(u16, usize)]| {
        fits(engine, |data| {
            for &(fact, by) in list {
                let values = vec![FactValue::Flag(true)];
                data.implied.push(Implied { fact, values, by: second(by) });
            }
        })
    };
    let asked = |list: &[(u16, usize)]| {
        fits(engine, |data| {
            for &(fact, by) in list {
                data.ask_when.push(AskWhen { fact, when: second(by) });
            }
        })
    };
    for hangs in [&implied as &dyn Fn(&[(u16, usize)]) -> bool, &asked] {
        assert!(hangs(&[(one_fact, other)]) && hangs(&[(stay_fact, one)]));
        assert!(!hangs(&[(other_fact, of_stay)]), "on a stay, of which there may be many");
        assert!(!hangs(&[(one_fact, one)]), "on itself");
        assert!(!hangs(&[(one_fact, other), (other_fact, one)]), "in a circle");
        assert!(!hangs(&[(one_fact, reading)]), "on a reading");
    }
}

#[test]
fn facts_from_which_others_follow_are_tested_with_them() {
    let mut seen = 0;
    for engine in all() {
        let data = engine.policy.data();
        for (var, variable) in (0..).zip(&data.variables) {
            let from = data.implied.iter().find(|implied| variable.fact() == Some(implied.fact));
            let tested = engine.policy.with_grounds(vec![var]);
            assert!(tested.contains(&var));
            let grounds = from.map_or_else(Vec::new, |implied| implied.by.support());
            assert!(grounds.iter().all(|ground| tested.contains(ground)), "{var}");
            assert_eq!(tested.len() > 1, !grounds.is_empty(), "{var}");
            seen += grounds.len();
        }
    }
    assert!(seen > 0, "something follows in some policy");
}
