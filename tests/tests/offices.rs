//! Who decides, and what shows an illness.

use mingbai_core::answer::description::Description;
use mingbai_core::answer::{Person, Verdict};
use mingbai_core::policy::Kind;
use mingbai_tests::engine::{Engine, all, input, liangping, shown};
use serde_json::json;

/// By policy, the provisions whose clauses say of no office that it decides: who does is our guess there,
/// and nowhere else. Many of the laws' clauses speak of "the departments", which is no door to knock at.
const CLAUSES_THAT_NAME_NOBODY: &[(&str, &[&str])] = &[
    ("liangping-2019", &["triple-coverage", "village-doctor-subsidy"]),
    (
        "shaoxing-2023",
        &["free-checkup", "family-doctor", "cancer-dementia-screening", "vaccination"],
    ),
    (
        "wuhan-2023",
        &[
            "premium-aid",
            "premium-aid-old-and-minors",
            "newborn-first-year",
            "enrolment-of-the-poor",
            "benefit-year",
            "no-waiting-period",
            "ordinary-outpatient",
            "general-consultation-fee",
            "prenatal-outpatient",
            "chronic-outpatient",
            "inpatient-deductible",
            "inpatient-deductible-waiver",
            "inpatient-rate",
            "inpatient-rate-dibao-disabled",
            "fund-cap",
            "delivery",
            "emergency-before-admission",
            "earlier-special-rules",
            "major-illness",
            "major-illness-tilt",
            "employee-insurance-first",
            "inpatient-assistance",
            "outpatient-assistance",
            "further-assistance",
            "illness-poverty-status",
            "assistance-on-recognition",
            "treat-first-pay-later",
            "one-stop-settlement",
            "instant-settlement",
        ],
    ),
    (
        "beijing-2023",
        &[
            "major-illness-tilt",
            "outpatient-assistance",
            "inpatient-assistance",
            "special-outpatient-assistance",
            "insured-elsewhere",
            "family-yearly-aid",
            "illness-poverty-status",
            "status-change-in-treatment",
            "treated-elsewhere",
        ],
    ),
    (
        "social-assistance-law-2026",
        &[
            "dibao",
            "medical-assistance",
            "premium-aid",
            "cost-aid",
            "tekun-support",
            "tekun-choice",
            "tekun-student",
            "dibao-margin-help",
            "dibao-for-one",
            "rigid-expenditure-help",
            "disaster-aid",
            "homeless-help",
            "crime-victims",
            "no-papers-we-can-check",
            "refusal-in-writing",
            "hearing-before-cut",
            "reconsideration-or-court",
            "complaint",
            "hotline",
        ],
    ),
    (
        "zhejiang-regulation-2021",
        &[
            "premium-aid",
            "right-to-insurance",
            "basic-benefits",
            "special-diseases",
            "chronic-diseases",
            "major-illness",
            "resident-benefit-year",
            "flexible-choice",
            "unemployed-insured",
            "twenty-years",
            "portability",
            "employee-benefit-start",
            "flexible-account",
        ],
    ),
    (
        "medical-security-law-2026",
        &[
            "right-to-insurance",
            "premium-aid",
            "basic-benefits",
            "maternity",
            "high-cost-layer",
            "medical-assistance",
        ],
    ),
];

fn person<'e>(engine: &'e Engine, facts: &serde_json::Value) -> Person<'e> {
    engine.person(&input(&json!({ "facts": facts })))
}

fn verdict<'v, 'e>(person: &'v Person<'e>, provision: &str) -> &'v Verdict<'e> {
    person.verdicts.iter().find(|verdict| verdict.provision == provision).unwrap()
}

#[test]
fn whatever_a_person_can_get_somebody_decides_and_a_guess_is_known_as_one() {
    for engine in all() {
        let data = engine.policy.data();
        let described = shown(Description::new(&engine.policy));
        let nobody = person(engine, &json!({}));
        for (place, provision) in data.provisions.iter().enumerate() {
            let described = &described["provisions"][place];
            let answered = &nobody.verdicts[place];
            let office = provision.office.as_ref();
            assert_eq!(answered.office, office.map(|office| office.id.as_str()));
            assert_eq!(described["office"].as_str(), answered.office);
            let guessed = office.is_some_and(|office| office.guessed);
            assert_eq!(described["office_guessed"] == true, guessed, "{}", provision.id);
            if matches!(provision.kind, Kind::Money | Kind::Service) {
                assert!(office.is_some(), "{}", provision.id);
            }
        }
        let own = data.provisions.iter().filter(|own| !own.is_stated());
        let guessed = own.filter(|own| own.office.as_ref().is_some_and(|office| office.guessed));
        let guessed: Vec<&str> = guessed.map(|own| own.id.as_str()).collect();
        let allowed = CLAUSES_THAT_NAME_NOBODY.iter().find(|(policy, _)| *policy == data.id);
        let allowed = allowed.map_or(&[][..], |(_, provisions)| *provisions);
        assert_eq!(
            guessed, allowed,
            "{}: give the clause's words in `offices`, or, where it names nobody, say so here",
            data.id
        );
    }
}

#[test]
fn what_shows_an_illness_is_private_and_nothing_else_is() {
    let engine = liangping();
    let answer = |diseases: serde_json::Value| {
        person(
            engine,
            &json!({ "registered_poor": "not_lifted", "dibao": true, "diseases": diseases }),
        )
    };
    let ill = answer(json!(["tuberculosis"]));
    for provision in ["tb-free-drugs", "hiv-follow-up"] {
        // Given for the illness; refused because it is another one.
        assert!(verdict(&ill, provision).private, "{provision}");
    }
    assert!(!verdict(&ill, "premium-aid").private);
    let well = answer(json!([]));
    // Given to everybody, and still nothing for a card that neighbours may see.
    let private = |person: &Person<'_>| -> Vec<String> {
        let private = person.verdicts.iter().filter(|verdict| verdict.private);
        private.map(|verdict| verdict.provision.to_owned()).collect()
    };
    assert_eq!(private(&well), ["hiv-services"]);
    let written = shown(verdict(&well, "tb-free-drugs"));
    assert!(written.get("private").is_none(), "{written}");
    assert_eq!(shown(verdict(&ill, "tb-free-drugs"))["private"], true);
    let other = answer(json!(["keshan_disease"]));
    assert_eq!(private(&other), ["hiv-services"]);
    // Where it is not known it may still be given: the page decides what to fold.
    assert!(verdict(&person(engine, &json!({})), "tb-free-drugs").private);
    for engine in all() {
        for provision in engine.policy.data().provisions.iter().filter(|own| own.private) {
            let office = provision.office.as_ref().unwrap();
            assert!(!["village", "township"].contains(&office.id.as_str()), "{}", provision.id);
        }
    }
}
