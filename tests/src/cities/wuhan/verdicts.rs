//! Whether a provision gives something to a person of whom all is known.

use super::super::Known;
use super::{
    aided, class, covered, fixed_sum, insured, newborn_free, tilted, waived, whole_contribution,
};

/// Of each provision whether it gives something; none where that is not to be compared.
pub fn given(person: Known<'_>, planned: Known<'_>) -> Vec<(&'static str, Option<bool>)> {
    let scheme = person.value("scheme");
    let (resident, employee, insured) =
        (scheme == "resident", scheme == "employee", insured(person));
    let care = planned.value("care");
    let inpatient = care == "inpatient";
    let class = class(person);
    let student = person.is("university_student");
    let designated = planned.is("designated_hospital");
    let visit = resident && !student && care == "outpatient" && designated;
    let birth = inpatient && planned.is("birth_stay");
    let aided = insured && class.is_some() && aided(planned);
    let paid_for = whole_contribution(person) || person.is("returned_to_poverty");
    let test_met = ["cost_over_income", "property_conditions_met", "still_in_hardship"];
    let test_met = test_met.iter().all(|fact| person.is(fact));
    let first_groups = class.is_some_and(|class| class <= 2) || person.is("monitored");
    let approved = person.is("poverty_risk") && person.is("further_aid_approved");
    let dibao_disabled = person.is("dibao") && person.value("disabled") != "none";
    let rescue_or_approval = planned.any(&["emergency_rescue", "stay_approved"]);
    let district = person.is("district_contribution_aid");
    let given = [
        ("premium-aid", resident && (newborn_free(person) || paid_for)),
        ("premium-aid-old-and-minors", resident && fixed_sum(person)),
        ("premium-aid-district-groups", resident && district),
        ("newborn-first-year", newborn_free(person) && !employee),
        ("no-waiting-period", resident && class.is_some()),
        ("enrolment-of-the-poor", !employee && (paid_for || fixed_sum(person) || district)),
        ("enrolment-through-school", !employee && (student || person.is("pupil"))),
        (
            "enrolment-right",
            person.value("lives_here") != "no" && (!employee || person.value("work") == "flexible"),
        ),
        ("benefit-year", resident),
        ("ordinary-outpatient", visit),
        ("general-consultation-fee", visit && planned.is("primary_institution")),
        ("student-outpatient", resident && student && care == "outpatient"),
        ("prenatal-outpatient", resident && !student && person.value("pregnancy") == "expecting"),
        ("chronic-outpatient", resident && care == "outpatient_special" && designated),
        ("inpatient-deductible-waiver", resident && inpatient && waived(person)),
        ("inpatient-rate", resident && inpatient && !birth && covered(planned)),
        ("inpatient-rate-dibao-disabled", resident && inpatient && dibao_disabled),
        ("fund-cap", resident),
        ("delivery", resident && birth && covered(planned)),
        ("emergency-before-admission", resident && inpatient && planned.is("emergency_rescue")),
        (
            "earlier-special-rules",
            resident && (person.is("earlier_rules") || person.value("registered_poor") != "none"),
        ),
        ("major-illness", resident && care != "outpatient"),
        ("major-illness-tilt", tilted(person)),
        ("inpatient-assistance", aided),
        ("outpatient-assistance", aided && care == "outpatient_special"),
        (
            "further-assistance",
            aided && care != "outpatient" && planned.is("in_province") && approved,
        ),
        ("retroactive-assistance", insured && class.is_some() && person.is("newly_recognised")),
        (
            "illness-poverty-status",
            insured
                && class.is_none_or(|class| class == 4)
                && !person.is("illness_poverty")
                && test_met,
        ),
        (
            "assistance-on-recognition",
            insured && (class.is_some() || person.is("still_in_hardship")),
        ),
        (
            "treat-first-pay-later",
            insured
                && first_groups
                && inpatient
                && designated
                && planned.is("in_city")
                && planned.is("primary_referral"),
        ),
        (
            "one-stop-settlement",
            inpatient && designated && (resident || employee && class.is_some()),
        ),
        ("instant-settlement", resident && designated),
        ("reimbursement-of-advance", resident && !designated && rescue_or_approval),
    ];
    // The limits of inpatient assistance are given on other bills too.
    let compared = |provision| match provision {
        "inpatient-assistance" => inpatient,
        "enrolment-of-the-poor" => !newborn_free(person),
        _ => true,
    };
    let given = given.into_iter();
    given.map(|(provision, given)| (provision, compared(provision).then_some(given))).collect()
}
