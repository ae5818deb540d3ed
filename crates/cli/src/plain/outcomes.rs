//! An outcome in plain words.

use mingbai_core::kernel::money::Percent;
use mingbai_core::policy::outcome::{Enrolment, Outcome, Service, Subsidy, Terms};

use crate::arguments::Lang;

/// An outcome in words.
pub fn outcome_words(outcome: &Outcome, lang: Lang) -> String {
    let terms = |what: &str, terms: &Terms| {
        let mut parts = Vec::new();
        let zero = Percent::ZERO;
        if terms.rate_plus != zero {
            parts.push(match lang {
                Lang::Zh => format!("报销比例提高{}个百分点", terms.rate_plus),
                Lang::En => format!("reimbursement rate +{} percentage points", terms.rate_plus),
            });
        }
        if terms.deductible_less != zero {
            parts.push(match lang {
                Lang::Zh => format!("起付线降低{}%", terms.deductible_less),
                Lang::En => format!("deductible −{}%", terms.deductible_less),
            });
        }
        if terms.cap_lifted {
            parts.push(lang.pick("不设封顶线", "no annual cap").to_owned());
        }
        format!("{what}{}{}", lang.pick("：", ": "), parts.join(lang.pick("，", ", ")))
    };
    match outcome {
        Outcome::Nothing => lang.pick("没有", "nothing").to_owned(),
        Outcome::PremiumAid(percent) => match lang {
            Lang::Zh => format!("按一档个人缴费标准的{percent}%资助"),
            Lang::En => format!("{percent}% of the tier-1 contribution is paid"),
        },
        Outcome::PremiumAidAmount(sum) => match lang {
            Lang::Zh => format!("个人缴费定额资助{sum}元"),
            Lang::En => format!("{sum} yuan of the contribution is paid"),
        },
        Outcome::Basic(own) => terms(lang.pick("基本医保", "basic insurance"), own),
        Outcome::MajorIllness(own) => terms(lang.pick("大病保险", "major-illness insurance"), own),
        Outcome::Assistance(own) => {
            let share = match lang {
                Lang::Zh => format!("医疗救助：剩下的政策范围内费用至少救助{}%", own.at_least),
                Lang::En => format!(
                    "medical assistance: at least {}% of the in-scope cost left",
                    own.at_least
                ),
            };
            let whole = lang.pick("，没有起付线", ", no deductible");
            if own.no_deductible { share + whole } else { share }
        }
        Outcome::Subsidy(Subsidy::NotStated) => {
            lang.pick("补助（文件没有写金额）", "a subsidy (amount not stated)").to_owned()
        }
        Outcome::Subsidy(Subsidy::Amount(money)) => match lang {
            Lang::Zh => format!("补助{money}元"),
            Lang::En => format!("a subsidy of {money} yuan"),
        },
        Outcome::Enrolment(enrolment) => match enrolment {
            Enrolment::Employee => lang.pick("参加职工医保", "joins employee insurance"),
            Enrolment::Resident => lang.pick("参加居民医保", "joins resident insurance"),
            Enrolment::NotStated => lang.pick(
                "解决参保（没有写参加哪种）",
                "enrolment is worked on (which insurance is not stated)",
            ),
            Enrolment::Help => lang
                .pick("资助参保（没有写资助多少）", "help with joining (the share is not stated)"),
        }
        .to_owned(),
        Outcome::Service(service) => match service {
            Service::Given => lang.pick("服务", "a service"),
            Service::Free => lang.pick("免费服务", "a free service"),
            Service::Pilot => lang
                .pick("试点服务，名额或地区有限", "a pilot service, places or areas are limited"),
        }
        .to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::library;

    #[test]
    fn two_outcomes_of_a_table_are_two_in_words() {
        for id in library::ids() {
            let loaded = library::load(id).ok();
            let provisions = loaded.iter().flat_map(|loaded| &loaded.policy.data().provisions);
            for table in provisions.filter_map(|provision| provision.table.as_ref()) {
                for lang in [Lang::Zh, Lang::En] {
                    let mut said = HashMap::new();
                    for outcome in &table.outcomes {
                        let before = said.insert(outcome_words(outcome, lang), outcome);
                        assert!(before.is_none_or(|before| before == outcome), "{id}: {said:?}");
                    }
                }
            }
            assert!(loaded.is_some());
        }
    }
}
