//! Beijing: assistance at the visit (救助) and yearly aid to families poor through illness (因病). What basic and
//! major-illness insurance pay is of a county's figures: [`FIGURES`] are invented.

use serde_json::{Value as Json, json};

use super::{
    Account, Case, City, FLAG, Fact, Known, LookUp, NONE, Premium, Settling, Year, bands, share,
};

/// Its law.
#[derive(Clone, Copy, Debug)]
pub struct Beijing;

const PERSON: &[Fact] = &[
    ("scheme", &["resident", "employee", "none"]),
    ("insured_group", &["old", "student_child", "working_age"]),
    ("insured_elsewhere", FLAG),
    ("tekun", FLAG),
    ("returned_youth", FLAG),
    ("laid_off_60s", FLAG),
    ("dibao", FLAG),
    ("low_income_family", FLAG),
    ("illness_poverty", FLAG),
    ("further_aid_approved", FLAG),
    ("local_register", FLAG),
    ("still_in_hardship", FLAG),
    ("family_on_assistance", FLAG),
    ("meets_dibao_test", FLAG),
];

const BILL: &[Fact] = &[
    ("care", &["inpatient", "outpatient_special", "outpatient"]),
    ("hospital_level", &["level_1", "level_2", "level_3"]),
    ("designated_hospital", FLAG),
    ("referred", FLAG),
    ("in_city", FLAG),
    ("primary_referral", FLAG),
    ("emergency_observation", FLAG),
    ("status_changed", FLAG),
];

/// Basic insurance: deductible and rate by level; its limit of the year.
const BASIC: ([(i128, i128); 3], i128) =
    ([(300_00, 80_00), (800_00, 78_00), (1_300_00, 75_00)], 250_000_00);

/// Major-illness insurance: deductible, bands above it, limit of the year.
const MAJOR: (i128, [(i128, i128); 2], i128) =
    (30_000_00, [(0, 60_00), (50_000_00, 70_00)], 200_000_00);

const CONTRIBUTION: [i128; 3] = [460_00, 435_00, 795_00];

fn figures() -> Json {
    json!({
        "contribution": { "old": "460", "student_child": "435", "working_age": "795" },
        "basic": {
            "deductible": { "level_1": "300", "level_2": "800", "level_3": "1300" },
            "rate": { "level_1": "80", "level_2": "78", "level_3": "75" },
            "cap": "250000" },
        "major_illness": {
            "deductible": "30000", "bands": [{ "from": "0", "percent": "60" }, { "from": "50000", "percent": "70" }],
            "bands_from": "deductible", "cap": "200000" },
    })
}

/// 救助:一(一) and 六: who is helped at the visit, the highest class first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Whole,
    LaidOff,
    Others,
}

fn class(person: Known<'_>) -> Option<Class> {
    if person.any(&["tekun", "returned_youth"]) {
        Some(Class::Whole)
    } else if person.is("laid_off_60s") {
        Some(Class::LaidOff)
    } else {
        person.any(&["dibao", "low_income_family"]).then_some(Class::Others)
    }
}

/// 救助:五段2: those named, in Beijing's insurance.
fn tilted(person: Known<'_>) -> bool {
    !person.is("insured_elsewhere") && person.any(&["tekun", "dibao", "low_income_family"])
}

/// 救助:七段2: approved by the district, which sets how much.
fn further(person: Known<'_>, bill: Known<'_>) -> bool {
    (class(person).is_some() || person.is("illness_poverty"))
        && person.is("further_aid_approved")
        && bill.is("referred")
        && bill.is("in_city")
}

impl City for Beijing {
    fn policy(&self) -> &'static str {
        "beijing-2023"
    }

    fn person(&self) -> &'static [Fact] {
        PERSON
    }

    fn bill(&self) -> &'static [Fact] {
        BILL
    }

    fn rare(&self) -> &'static [&'static str] {
        &["emergency_observation", "status_changed"]
    }

    fn tidy(&self, _: &mut Case) {}

    fn figures(&self) -> Json {
        figures()
    }

    fn own_cost(&self) -> &'static str {
        "family_own_cost_last_year"
    }

    fn layers(&self) -> &'static [&'static str] {
        &["basic", "major_illness", "assistance", "outpatient_assistance", "further_assistance"]
    }

    fn settle(&self, person: Known<'_>, bills: &[Settling<'_>], look_up: LookUp<'_>) -> Year {
        if person.value("scheme") == "none" {
            return vec![None; bills.len()];
        }
        let mut accounts = [Account::default(); 5];
        let mut paid = [0; 5];
        let mut counted = Account::default();
        let class = class(person);
        let (less, more) = if tilted(person) { (2, 5_00) } else { (1, 0) };
        let settled = bills.iter().enumerate().map(|(number, bill)| {
            let facts = bill.facts;
            let mut left = bill.in_scope;
            let mut pays = Vec::new();
            let mut pay = |layer: usize, due: i128, limit: i128, left: &mut i128| {
                let room = limit - paid[layer];
                let own = accounts[layer].pay(due, *left, room, false, bill.paid[layer]);
                paid[layer] += own;
                *left -= own;
                pays.push(own);
            };
            let level = ["level_1", "level_2", "level_3"]
                .iter()
                .position(|level| *level == facts.value("hospital_level"));
            let (deductible, rate) = BASIC.0[level.unwrap()];
            pay(0, share((bill.in_scope - deductible).max(0), rate), BASIC.1, &mut left);
            let line = MAJOR.0 / less;
            let steps = MAJOR.1.map(|(from, rate)| (line + from, rate + more));
            let due = counted.count(left, |sum| bands(sum, &steps));
            pay(1, due, MAJOR.2, &mut left);
            // No deductible: what lies under those of the insurances counts too.
            let helped = class.filter(|_| facts.is("designated_hospital") && facts.is("referred"));
            let visit = facts.value("care") == "outpatient";
            let (rate, limit) = match (helped, visit) {
                (None, _) => (0, NONE),
                (Some(Class::Whole), _) => (100_00, NONE),
                (Some(Class::LaidOff), true) => (80_00, NONE),
                (Some(Class::LaidOff), false) => (85_00, NONE),
                (Some(Class::Others), true) => (80_00, 8_000_00),
                (Some(Class::Others), false) => (85_00, 160_000_00),
            };
            let [stays, visits] = if visit { [0, rate] } else { [rate, 0] };
            pay(2, share(left, stays), limit, &mut left);
            pay(3, share(left, visits), limit, &mut left);
            let looked_up = further(person, facts) && bill.paid[4].is_none();
            let due = if looked_up { look_up(number, 4, left) } else { 0 };
            pay(4, due, NONE, &mut left);
            Some(pays)
        });
        settled.collect()
    }

    /// 救助:四段2 says neither whom nor how much.
    fn premium(&self, person: Known<'_>) -> Option<Premium> {
        let group = ["old", "student_child", "working_age"]
            .iter()
            .position(|group| *group == person.value("insured_group"));
        let contribution = CONTRIBUTION[group.unwrap()];
        let here = person.value("scheme") == "resident" && !person.is("insured_elsewhere");
        here.then_some(Premium { contribution, aid: None, floor: false })
    }

    fn given(&self, person: Known<'_>, planned: Known<'_>) -> Vec<(&'static str, Option<bool>)> {
        let scheme = person.value("scheme");
        let insured = scheme != "none";
        let elsewhere = person.is("insured_elsewhere");
        let care = planned.value("care");
        let recognised = class(person).is_some();
        let designated = planned.is("designated_hospital");
        let at_visit = recognised && insured && designated && planned.is("referred");
        let illness = person.is("illness_poverty");
        let local = person.is("local_register");
        let hardship = person.is("still_in_hardship");
        let given = [
            ("premium-aid", scheme == "resident" && !elsewhere && recognised),
            ("major-illness-tilt", insured && tilted(person)),
            ("outpatient-assistance", at_visit && !elsewhere && care == "outpatient"),
            ("inpatient-assistance", at_visit && !elsewhere && care == "inpatient"),
            (
                "special-outpatient-assistance",
                at_visit && !elsewhere && care == "outpatient_special",
            ),
            ("insured-elsewhere", at_visit && elsewhere),
            ("further-assistance", insured && further(person, planned)),
            ("illness-poverty-status", local && !recognised && !illness && hardship),
            ("direct-assistance", insured && (recognised || illness)),
            ("one-stop-settlement", insured && recognised && designated),
            (
                "treat-first-no-deposit",
                recognised
                    && care == "inpatient"
                    && designated
                    && planned.is("in_city")
                    && planned.is("primary_referral"),
            ),
            (
                "treated-elsewhere",
                insured
                    && (recognised || illness)
                    && !planned.is("in_city")
                    && planned.is("referred"),
            ),
            ("illness-poverty-application", local && !recognised && (illness || hardship)),
            ("objection-to-test", local && !recognised && (illness || hardship)),
        ];
        given.into_iter().map(|(provision, given)| (provision, Some(given))).collect()
    }

    /// 因病:三段2: part by part; who has another status is helped at the visit (救助:一(二)段3).
    fn share(&self, person: Known<'_>, own_cost: i128) -> (&'static str, i128) {
        let due =
            bands(own_cost, &[(0, 30_00), (30_000_00, 40_00), (50_000_00, 50_00)]).min(150_000_00);
        let given = person.is("illness_poverty") && class(person).is_none();
        ("family-yearly-aid", if given { due } else { 0 })
    }
}
