//! What a case of Wuhan states.

use super::super::{Case, FLAG, Fact, place};
use super::{BASIC, FURTHER, INPATIENT_AID, MAJOR, ORDINARY, OUTPATIENT_AID};

/// Of a person.
pub const PERSON: &[Fact] = &[
    ("age", &["0", "17", "30", "60", "70"]),
    ("sex", &["female"]),
    ("scheme", &["resident", "employee", "none"]),
    ("tekun", FLAG),
    ("orphan", FLAG),
    ("dibao", FLAG),
    ("returned_to_poverty", FLAG),
    ("dibao_margin", FLAG),
    ("monitored", FLAG),
    ("illness_poverty", FLAG),
    ("district_named_hardship", FLAG),
    ("special_care", FLAG),
    ("severe_mental_illness", FLAG),
    ("family_planning_hardship", FLAG),
    ("low_income_family", FLAG),
    ("disabled", &["none", "disabled", "unable_to_work"]),
    ("registered_poor", &["none", "not_lifted", "lifted"]),
    ("poverty_risk", FLAG),
    ("further_aid_approved", FLAG),
    ("newly_recognised", FLAG),
    ("still_in_hardship", FLAG),
    ("cost_over_income", FLAG),
    ("property_conditions_met", FLAG),
    ("district_contribution_aid", FLAG),
    ("university_student", FLAG),
    ("newborn", FLAG),
    ("parent_insured", FLAG),
    ("newborn_registered_in_time", FLAG),
    ("pupil", FLAG),
    ("birth_rules_met", &["true"]),
    ("pregnancy", &["none", "planning", "expecting"]),
    ("earlier_rules", FLAG),
    ("lives_here", &["registered", "settled", "no"]),
    ("work", &["flexible", "rural_migrant", "other"]),
];

/// Of a bill.
pub const BILL: &[Fact] = &[
    ("care", &["inpatient", "outpatient_special", "outpatient"]),
    ("hospital_level", &["level_1", "level_2", "level_3"]),
    ("designated_hospital", FLAG),
    ("referred", FLAG),
    ("in_province", FLAG),
    ("in_city", FLAG),
    ("outpatient_disease", &["five_named", "other"]),
    ("primary_institution", FLAG),
    ("primary_referral", FLAG),
    ("village_clinic", FLAG),
    ("emergency_rescue", FLAG),
    ("stay_approved", FLAG),
    ("transfer", &["none", "first_then_level_2", "first_then_level_3", "second_higher", "second"]),
    ("birth_stay", FLAG),
];

/// Facts that follow from age and sex are stated; a birth is of residents' insurance, and within the rules.
pub fn tidy(case: &mut Case) {
    let [age, newborn, student, pupil, pregnancy, scheme] =
        ["age", "newborn", "university_student", "pupil", "pregnancy", "scheme"]
            .map(|fact| place(PERSON, fact));
    for fact in ["sex", "birth_rules_met"] {
        case.person[place(PERSON, fact)] = Some(0);
    }
    let years = *case.person[age].get_or_insert(2);
    let (baby, old) = (years == 0, years == 4);
    let impossible =
        [(newborn, !baby), (student, baby || old), (pupil, old), (pregnancy, baby || old)];
    for (fact, _) in impossible.into_iter().filter(|(_, impossible)| *impossible) {
        case.person[fact] = Some(0);
    }
    let birth = place(BILL, "birth_stay");
    let others = case.person[scheme].is_none_or(|scheme| scheme == 1) || baby || old;
    for facts in case.bills.iter_mut().map(|bill| &mut bill.facts).chain([&mut case.planned]) {
        if others {
            facts[birth] = Some(0);
        }
    }
    // A sheet states what may pay on its kind of care.
    for bill in &mut case.bills {
        let may_pay: &[usize] = match bill.facts[place(BILL, "care")] {
            Some(0) => &[BASIC, MAJOR, INPATIENT_AID, FURTHER],
            Some(1) => &[BASIC, MAJOR, OUTPATIENT_AID, FURTHER],
            Some(_) => &[ORDINARY],
            None => &[BASIC],
        };
        for (layer, paid) in bill.paid.iter_mut().enumerate() {
            *paid = paid.filter(|_| may_pay.contains(&layer));
        }
    }
}
