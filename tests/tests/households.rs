//! Households: shared facts, members of their own, totals that are tight over both.

use std::collections::BTreeSet;

use mingbai_core::case::values::Value;
use mingbai_core::kernel::money::Percent;
use mingbai_core::policy::outcome::Outcome;
use mingbai_tests::bills;
use mingbai_tests::engine::{input, liangping, object, shown, sorted, yuan};
use mingbai_tests::people::{self, FACTS, HOUSEHOLD, Known, PERSON};
use mingbai_tests::premium::{self, Contributions, Oracle, Reading};
use mingbai_tests::random::config;
use mingbai_tests::settlement::{Case, Figures, Stay, Terms, brute_force};
use mingbai_tests::space::Space;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value as Json, json};

/// What is known of a household; its members' household facts are their own where known.
#[derive(Clone, Debug)]
struct Household {
    shared: Known,
    members: Vec<(Known, Vec<Stay>)>,
    figures: Figures,
    contributions: Contributions,
}

impl Household {
    fn input(&self) -> Value {
        let member = |(facts, stays): &(Known, Vec<Stay>)| {
            object([("facts", people::facts(facts)), ("admissions", self.stays(stays))])
        };
        object([
            ("members", Value::List(self.members.iter().map(member).collect())),
            ("household", people::facts(&self.shared)),
            ("figures", self.figures()),
        ])
    }

    fn case(&self, member: &Known, stays: &[Stay]) -> Case {
        Case {
            person: member.clone(),
            stays: stays.to_vec(),
            figures: self.figures.clone(),
            terms: Terms::LIANGPING,
        }
    }

    fn stays(&self, stays: &[Stay]) -> Value {
        let Value::Map(parts) = self.case(&vec![None; PERSON], stays).input() else { panic!() };
        parts.into_iter().find(|(key, _)| key == "admissions").unwrap().1
    }

    fn figures(&self) -> Value {
        let (Value::Map(mut figures), Value::Map(contribution)) =
            (self.figures.input(), premium::figures(self.contributions))
        else {
            panic!()
        };
        figures.extend(contribution);
        Value::Map(figures)
    }

    /// What is known of member `index`: their own facts over the household's.
    fn of(&self, index: usize) -> Known {
        let own = &self.members[index].0;
        own.iter().zip(&self.shared).map(|(own, shared)| own.or(*shared)).collect()
    }

    /// The household facts nobody knows; shared by the members.
    fn unknown(&self) -> Vec<usize> {
        people::unknown(&self.shared[..HOUSEHOLD])
    }
}

fn households(unknown: u32) -> impl Strategy<Value = Household> {
    let overriding = bills::person(unknown).prop_flat_map(|person| {
        // One member in four has a household fact of their own.
        let own = prop::array::uniform2(prop::bool::weighted(0.25));
        (Just(person), own).prop_map(|(mut person, own)| {
            for (fact, own) in person.iter_mut().zip(own) {
                *fact = fact.filter(|_| own);
            }
            person
        })
    });
    let member = (overriding, vec(bills::stay(unknown / 2, 0), 0..=2));
    let shared = bills::person(45).prop_map(|mut person| {
        // Facts of persons may stand among the household's, too: then they are everybody's.
        person[HOUSEHOLD + 1..].fill(None);
        person
    });
    let tiers = prop::array::uniform2(bills::money()).prop_map(|tiers| tiers.map(Some));
    (shared, vec(member, 1..=3), bills::figures(0), tiers).prop_map(
        |(shared, members, figures, contributions)| Household {
            shared,
            members,
            figures,
            contributions,
        },
    )
}

/// Least and most of some amounts of one member; nothing where they have no such part.
type Ranges = Option<Vec<(i128, i128)>>;

/// The totals: for each completion of the shared facts the sum of the members' ranges, which hang
/// on nothing else in common; of these sums the least and the most.
fn totals(household: &Household, of_member: impl Fn(usize, &Known) -> Ranges) -> Ranges {
    let unknown = household.unknown();
    let sizes: Vec<usize> = unknown.iter().map(|&fact| people::size(fact)).collect();
    let space = Space::new(&sizes, |values| {
        let mut sum: Ranges = None;
        for index in 0..household.members.len() {
            let mut known = household.of(index);
            for (&fact, &value) in unknown.iter().zip(values) {
                known[fact] = known[fact].or(Some(value));
            }
            let Some(ranges) = of_member(index, &known) else {
                continue;
            };
            let all = sum.get_or_insert_with(|| vec![(0, 0); ranges.len()]);
            for (all, own) in all.iter_mut().zip(ranges) {
                *all = (all.0 + own.0, all.1 + own.1);
            }
        }
        sum
    });
    let mut whole: Ranges = None;
    for sum in space.values().iter().flatten() {
        let whole = whole.get_or_insert_with(|| sum.clone());
        for (whole, own) in whole.iter_mut().zip(sum) {
            *whole = (whole.0.min(own.0), whole.1.max(own.1));
        }
    }
    whole
}

fn range(range: (i128, i128)) -> Json {
    json!({ "least": yuan(range.0), "most": yuan(range.1) })
}

/// The asks of the members' parts as the household names them.
fn asks(household: &Household, members: &[Json], part: &str) -> BTreeSet<String> {
    let mut asks = BTreeSet::new();
    for (index, member) in members.iter().enumerate() {
        if member[part].is_null() {
            continue;
        }
        for ask in sorted(&member[part]["asks"]) {
            let shared = FACTS[..HOUSEHOLD].iter().any(|(fact, _)| *fact == ask);
            let figure = ask.starts_with("figures.");
            assert!(!shared || household.unknown().iter().any(|&fact| FACTS[fact].0 == ask));
            asks.insert(if shared || figure { ask } else { format!("members[{index}].{ask}") });
        }
    }
    asks
}

fn check(household: &Household) -> Result<(), TestCaseError> {
    let answer = liangping().answer(&household.input());
    let members = answer["members"].as_array().unwrap();
    prop_assert_eq!(members.len(), household.members.len());
    // Each member is answered as they would be alone.
    for (index, member) in members.iter().enumerate() {
        let known = household.of(index);
        let alone = liangping().answer(&object([
            ("facts", people::facts(&known)),
            ("admissions", household.stays(&household.members[index].1)),
            ("figures", household.figures()),
        ]));
        for part in ["verdicts", "premium", "settlement", "next"] {
            prop_assert_eq!(&member[part], &alone[part], "{} of member {}", part, index);
        }
    }
    // The premium.
    let oracle = Oracle::new(household.contributions, Reading::Formula);
    let fen = |text: &Json| text.as_str().unwrap().replace('.', "").parse::<i128>().unwrap();
    let premium = totals(household, |_, known| {
        let premium = oracle.premium(known);
        let of = |amount| (fen(&premium[amount]["least"]), fen(&premium[amount]["most"]));
        (!premium.is_null()).then(|| ["contribution", "aid", "pays"].map(of).to_vec())
    });
    let said = &answer["totals"]["premium"];
    match premium {
        None => prop_assert!(said.is_null()),
        Some(premium) => {
            for (amount, expected) in ["contribution", "aid", "pays"].iter().zip(premium) {
                prop_assert_eq!(&said[amount], &range(expected), "{}", amount);
            }
            let said: BTreeSet<String> = sorted(&said["asks"]).into_iter().collect();
            prop_assert_eq!(said, asks(household, members, "premium"));
        }
    }
    // The bills.
    let bills = totals(household, |index, known| {
        let settled = brute_force(&household.case(known, &household.members[index].1), 1)?;
        Some(settled.ranges[..4].iter().map(|range| range.unwrap()).collect())
    });
    let said = &answer["totals"]["settlement"];
    match bills {
        None => prop_assert!(said.is_null()),
        Some(bills) => {
            let layers = ["basic", "major_illness", "assistance", "patient_pays"];
            for (layer, expected) in layers.iter().zip(bills) {
                prop_assert_eq!(&said[layer], &range(expected), "{}", layer);
            }
            let said: BTreeSet<String> = sorted(&said["asks"]).into_iter().collect();
            prop_assert_eq!(said, asks(household, members, "settlement"));
        }
    }
    Ok(())
}

fn run(unknown: u32, ordinary: u32) {
    let mut runner = TestRunner::new(config(ordinary, 20_000));
    if let Err(failed) = runner.run(&households(unknown), |household| check(&household)) {
        panic!("{failed}");
    }
}

#[test]
fn totals_of_households_of_whom_all_is_known_but_the_register_equal_brute_force() {
    run(0, 700);
}

#[test]
fn totals_equal_brute_force_over_the_joint_completions_of_all_members() {
    run(25, 700);
}

#[test]
fn what_the_household_shares_counts_once_for_all_members() {
    // Two members on no list. Registered or not, both are the same: 0 or 2 x 50% at tier 1, never one of each.
    let member = json!({ "facts": { "scheme": "resident", "tier": "tier_1", "dibao": false,
        "tekun": false, "orphan": false, "low_income": false, "illness_poverty": false } });
    let case = json!({
        "household": { "residence": "rural" },
        "members": [member, member],
        "figures": { "contribution": { "tier_1": "200.00" } },
    });
    let answer = liangping().answer(&input(&case));
    let premium = &answer["totals"]["premium"];
    assert_eq!(premium["aid"], json!({ "least": "0.00", "most": "400.00" }));
    assert_eq!(premium["pays"], json!({ "least": "0.00", "most": "400.00" }));
    assert_eq!(premium["contribution"], json!({ "least": "400.00", "most": "400.00" }));
    assert_eq!(premium["asks"], json!(["registered_poor"]));
    // One of them is known to be on no register: the household's answer is not theirs.
    let mut case = case;
    case["members"][1]["facts"]["registered_poor"] = json!("none");
    let answer = liangping().answer(&input(&case));
    let premium = &answer["totals"]["premium"];
    assert_eq!(premium["aid"], json!({ "least": "0.00", "most": "200.00" }));
    assert_eq!(premium["asks"], json!(["registered_poor"]));
}

#[test]
fn a_members_own_answer_overrides_the_households_and_null_does_not() {
    let case = json!({
        "household": { "residence": "rural", "registered_poor": "none" },
        "members": [
            { "name": "A", "facts": { "dibao": true, "scheme": "resident" } },
            { "name": "B", "facts": { "dibao": true, "scheme": "resident", "residence": "urban", "orphan": false } },
            { "facts": { "dibao": true, "scheme": "resident", "residence": null } },
        ],
    });
    let answer = liangping().answer(&input(&case));
    let status = |member: usize| &answer["members"][member]["verdicts"][0]["status"];
    assert_eq!([0, 1, 2].map(status), ["granted", "refused", "granted"]);
    assert_eq!(answer["members"][0]["name"], "A");
}

#[test]
fn a_large_household_of_which_nothing_is_known_is_still_answered() {
    let stay = json!({ "hospital_level": "district", "in_district": true, "in_scope": "12000.00", "out_of_scope": "0.00" });
    let member = json!({ "facts": {}, "admissions": [stay] });
    let figures = json!({
        "contribution": { "tier_1": "200.00", "tier_2": "500.00" },
        "basic": { "deductible": { "district": "400.00" },
            "rate": { "tier_1": { "district": "62" }, "tier_2": { "district": "67" } },
            "cap": { "tier_1": "70000.00", "tier_2": "110000.00" } },
        "major_illness": { "deductible": "3000.00", "bands": [{ "from": "0", "percent": "60" }],
            "bands_from": "deductible", "cap": "none" },
        "assistance": { "cap": "9000.00" } });
    let one = liangping().answer(&input(&json!({
        "members": [member], "household": {}, "figures": figures })));
    let members = vec![member; 12];
    let twelve = liangping().answer(&input(&json!({
        "members": members, "household": {}, "figures": figures })));
    let fen = |answer: &Json, part: &str, amount: &str, end: &str| {
        let text = answer["totals"][part][amount][end].as_str().unwrap().replace('.', "");
        text.parse::<i128>().unwrap()
    };
    for (part, amounts) in [
        ("premium", ["contribution", "aid", "pays", "pays"]),
        ("settlement", ["basic", "major_illness", "assistance", "patient_pays"]),
    ] {
        for amount in amounts {
            for end in ["least", "most"] {
                // All twelve may stand where one alone stands at this end: shared facts and own ones.
                let (one, twelve) = (fen(&one, part, amount, end), fen(&twelve, part, amount, end));
                assert_eq!(12 * one, twelve, "{part}.{amount}.{end}");
            }
        }
    }
    let asks = shown(&twelve["totals"]["premium"]["asks"]);
    assert_eq!(asks[0], "residence");
    assert!(asks.as_array().unwrap().contains(&json!("members[11].tier")));
}

/// A document that pays 90% for those who are not poor: then the less one member's status gives, the more
/// another's may.
#[test]
fn what_members_share_is_the_same_for_all_of_them_whichever_asks_for_it_first() {
    let engine = liangping().changed(|data| {
        let mut provisions = data.provisions.iter_mut();
        let premium = provisions.find(|provision| provision.id == "premium-aid").unwrap();
        for outcome in &mut premium.table.as_mut().unwrap().outcomes {
            if *outcome == Outcome::Nothing {
                *outcome = Outcome::PremiumAid(Percent::parse("90").unwrap());
            }
        }
    });
    let none = json!({
        "scheme": "resident", "tier": "tier_1", "dibao": false, "tekun": false, "orphan": false,
        "low_income": false, "illness_poverty": false
    });
    let mut dibao = none.clone();
    dibao["dibao"] = json!(true);
    // Not known: residence and the register. The one asks for the register only, the other for both.
    for members in [[&none, &dibao], [&dibao, &none]] {
        let case = json!({
            "household": {}, "members": members.map(|facts| json!({ "facts": facts })),
            "figures": { "contribution": { "tier_1": "100" } }
        });
        let aid = &engine.answer(&input(&case))["totals"]["premium"]["aid"];
        // Lifted: 50 and 100. On the register, not lifted: 100 each.
        assert_eq!(*aid, json!({ "least": "150.00", "most": "200.00" }));
    }
}

/// What a clause promises one member "at least" is promised the household at least.
#[test]
fn a_floor_of_one_member_is_a_floor_of_the_household() {
    let stay = json!({ "hospital_level": "district", "in_district": true, "in_scope": "10000.00", "out_of_scope": "0" });
    let member = |dibao: bool| {
        let facts = json!({ "scheme": "resident", "tier": "tier_1", "dibao": dibao, "tekun": false,
            "orphan": false, "low_income": false, "illness_poverty": false });
        json!({ "facts": facts, "admissions": [stay] })
    };
    let figures = json!({
        "basic": { "deductible": { "district": "400" }, "rate": { "tier_1": { "district": "60" } }, "cap": "none" },
        "major_illness": { "deductible": "12000", "bands": [{ "from": "0", "percent": "60" }],
            "bands_from": "zero", "cap": "none" },
        "assistance": { "cap": "9000" },
    });
    let floor = |members: [bool; 2]| {
        let case = json!({ "household": { "residence": "rural", "registered_poor": "none" },
            "members": members.map(member), "figures": figures });
        let totals = liangping().answer(&input(&case))["totals"]["settlement"].clone();
        totals["layers"]["assistance"].get("floor").cloned()
    };
    assert_eq!(floor([true, false]), Some(json!(true)));
    assert_eq!(floor([false, true]), Some(json!(true)));
    assert_eq!(floor([false, false]), None);
}

/// A figure that several members' amounts wait for is one figure.
#[test]
fn a_missing_figure_is_asked_of_the_household_once() {
    let member = json!({ "facts": { "scheme": "resident", "tier": "tier_1", "dibao": true, "tekun": false,
        "orphan": false, "low_income": false, "illness_poverty": false } });
    let case = json!({ "household": { "residence": "rural", "registered_poor": "none" },
        "members": [member, member, member] });
    let asks = liangping().answer(&input(&case))["totals"]["premium"]["asks"].clone();
    assert_eq!(asks, json!(["figures.contribution.tier_1"]));
}
