//! Wuhan: residents' basic insurance (基本), major-illness insurance (大病) and medical assistance (救助).

use serde_json::{Value as Json, json};

use super::{
    Account, Case, City, Fact, Known, LookUp, NONE, Premium, Settling, Year, bands, share,
};

mod facts;
mod verdicts;

use facts::{BILL, PERSON};

/// Its law.
#[derive(Clone, Copy, Debug)]
pub struct Wuhan;

/// The line of employees' insurance: a figure, invented.
const EMPLOYEES_LINE: i128 = 10_000_00;

/// The places of layers.
const BASIC: usize = 0;
const PRIMARY: usize = 1;
const ORDINARY: usize = 2;
const MAJOR: usize = 3;
const INPATIENT_AID: usize = 4;
const OUTPATIENT_AID: usize = 5;
const FURTHER: usize = 6;

/// 救助:二(一), and by 二(四) the best class counts: 1 to 4, none where there is no status.
fn class(person: Known<'_>) -> Option<usize> {
    let classes: [&[&str]; 4] = [
        &["tekun", "orphan"],
        &["dibao", "returned_to_poverty"],
        &["dibao_margin", "monitored"],
        &["illness_poverty", "district_named_hardship"],
    ];
    classes.iter().position(|class| person.any(class)).map(|class| class + 1)
}

/// 救助:二(四): insurance first, whichever it is.
fn insured(person: Known<'_>) -> bool {
    person.value("scheme") != "none"
}

/// 救助:二(三)段4: class 1 and 2, in residents' major-illness insurance.
fn tilted(person: Known<'_>) -> bool {
    person.value("scheme") == "resident" && class(person).is_some_and(|class| class <= 2)
}

/// 基本:第二十八条: a designated institution, or a stay after a rescue or with an approval.
fn covered(bill: Known<'_>) -> bool {
    bill.is("designated_hospital")
        || bill.value("care") == "inpatient" && bill.any(&["emergency_rescue", "stay_approved"])
}

/// 救助:二(二), 二(七): assistance counts designated institutions and kept referral rules.
fn aided(bill: Known<'_>) -> bool {
    bill.is("designated_hospital") && bill.is("referred")
}

/// 基本:第二十四条(一)段2.
fn waived(person: Known<'_>) -> bool {
    person.any(&["tekun", "orphan", "dibao", "special_care"])
        || person.value("disabled") == "unable_to_work"
}

fn level(bill: Known<'_>) -> usize {
    match bill.value("hospital_level") {
        "level_1" => 1,
        "level_2" => 2,
        _ => 3,
    }
}

/// 基本:第十三条段2, 救助:二(三)段2: paid in whole.
fn whole_contribution(person: Known<'_>) -> bool {
    let named = ["special_care", "severe_mental_illness", "family_planning_hardship", "dibao"];
    class(person) == Some(1)
        || person.any(&named)
        || person.value("registered_poor") != "none"
        || person.value("disabled") == "unable_to_work"
}

/// 基本:第九条段2.
fn newborn_free(person: Known<'_>) -> bool {
    person.is("newborn") && person.is("parent_insured")
}

/// 基本:第十三条段3 and 段5: a fixed sum, where no higher help is due.
fn fixed_sum(person: Known<'_>) -> bool {
    let old_or_minor = matches!(person.value("age"), "0" | "17" | "60" | "70");
    person.is("low_income_family")
        && old_or_minor
        && !whole_contribution(person)
        && !person.is("returned_to_poverty")
        && !newborn_free(person)
}

/// A year up to now.
#[derive(Default)]
struct State {
    accounts: [Account; 7],
    /// 基本:第二十七条 and 第二十二条(一): paid of 150,000 and of 400.
    fund: i128,
    visits: i128,
    /// 基本:第二十四条(一)段3: stays at level 2 and 3.
    stays: usize,
    /// 救助:二(四): paid of the class's limit and of the one of outpatient disease, and the limits until now.
    aid: i128,
    outpatient: i128,
    class_limit: i128,
    outpatient_limit: i128,
    class_rose: bool,
    outpatient_rose: bool,
}

/// A limit is the highest that there has been in the year.
fn raise(limit: &mut i128, rose: &mut bool, now: i128) {
    *rose |= *limit > 0 && now > *limit;
    *limit = now.max(*limit);
}

impl State {
    /// 基本:第二十四条: the deductible and rate of a stay.
    fn stay(&mut self, person: Known<'_>, bill: &Settling<'_>) -> i128 {
        let facts = bill.facts;
        // Paid apart: no stay by which a later deductible is halved.
        if facts.is("birth_stay") {
            return bill.in_scope.min(700_00);
        }
        let transfer = facts.value("transfer");
        let higher = match transfer {
            "first_then_level_2" => level(facts).max(2),
            "first_then_level_3" => 3,
            _ => level(facts),
        };
        // A transfer is one stay: its deductible came off the first bill.
        let second_leg = transfer.starts_with("second");
        let counted = !second_leg && higher >= 2;
        self.stays += usize::from(counted);
        let half = counted && self.stays >= 2;
        let deductible = if second_leg || waived(person) {
            0
        } else {
            [200_00, 400_00, 800_00][higher - 1] / if half { 2 } else { 1 }
        };
        let more = person.is("dibao") && person.value("disabled") != "none";
        let rate = [90_00, 70_00, 60_00][level(facts) - 1] + if more { 2_00 } else { 0 };
        share((bill.in_scope - deductible).max(0), rate)
    }

    /// One bill, layer by layer.
    #[expect(clippy::too_many_lines, reason = "one rule, in its order")]
    fn settle(
        &mut self,
        person: Known<'_>,
        bill: &Settling<'_>,
        look_up: &mut dyn FnMut(usize, i128) -> i128,
    ) -> Vec<i128> {
        let facts = bill.facts;
        let (care, resident) = (facts.value("care"), person.value("scheme") == "resident");
        let birth = facts.is("birth_stay") && care == "inpatient";
        let mut left = bill.in_scope;
        let mut pays = vec![0; 7];
        let mut pay =
            |state: &mut Self, layer: usize, due: i128, room: i128, rose: bool, left: &mut i128| {
                let paid = state.accounts[layer].pay(due, *left, room, rose, bill.paid[layer]);
                *left -= paid;
                pays[layer] = paid;
                paid
            };
        // Basic insurance. What an employee's pays, and what residents' pays for outpatient disease, is in no clause.
        let fund = if resident { 150_000_00 } else { NONE };
        let (mut due, mut open) = (0, false);
        match care {
            "outpatient" => {}
            _ if !covered(facts) => {}
            _ if !resident => open = true,
            "inpatient" => due = self.stay(person, bill),
            _ => open = true,
        }
        if open && bill.paid[BASIC].is_none() {
            due = look_up(BASIC, left);
        }
        let room = if open { NONE } else { fund - self.fund };
        self.fund += pay(self, BASIC, due, room, false, &mut left);
        // Visits.
        let visit = care == "outpatient" && facts.is("designated_hospital");
        let student = person.is("university_student");
        let primary = visit && !student && facts.is("primary_institution");
        let room = (fund - self.fund).min(400_00 - self.visits);
        let due = if primary { share(bill.in_scope, 50_00) } else { 0 };
        let paid = pay(self, PRIMARY, due, room, false, &mut left);
        self.fund += paid;
        self.visits += paid;
        let mut room = (fund - self.fund).min(400_00 - self.visits);
        let mut due = 0;
        if visit && student {
            // By the university's own rules.
            room = NONE;
            due = if bill.paid[ORDINARY].is_none() { look_up(ORDINARY, left) } else { 0 };
            self.accounts[ORDINARY].sum += bill.in_scope;
        } else if visit && !primary {
            due = self.accounts[ORDINARY]
                .count(bill.in_scope, |sum| share((sum - 200_00).max(0), 50_00));
        }
        let paid = pay(self, ORDINARY, due, room, false, &mut left);
        self.fund += paid;
        self.visits += paid;
        // 大病:四: the year's own cost of stays and outpatient disease.
        let counted = care != "outpatient" && covered(facts) && !birth;
        let tilted = tilted(person);
        let line = match (resident, tilted) {
            (false, _) => EMPLOYEES_LINE,
            (true, false) => 12_000_00,
            (true, true) => 6_000_00,
        };
        let more = if tilted { 5_00 } else { 0 };
        let steps = [(line, 55_00 + more), (30_000_00, 65_00 + more), (100_000_00, 75_00 + more)];
        let (mut due, mut room) = (0, NONE);
        if counted {
            due = self.accounts[MAJOR].count(left, |sum| bands(sum, &steps));
            if !resident {
                due = if bill.paid[MAJOR].is_none() { look_up(MAJOR, left) } else { 0 };
            } else if !tilted {
                room = 300_000_00 - self.accounts[MAJOR].paid;
            }
        }
        pay(self, MAJOR, due, room, false, &mut left);
        let catastrophic = self.accounts[MAJOR].sum >= line;
        // 救助:二(四)段2 to 段5.
        let class = class(person)
            .filter(|_| insured(person) && aided(facts) && !birth && care != "outpatient");
        let (mut stay_due, mut disease_due, mut further_due) = (0, 0, 0);
        if let Some(class) = class {
            let limits = if catastrophic {
                [70_000_00, 70_000_00, 40_000_00, 30_000_00]
            } else {
                [26_000_00, 26_000_00, 10_000_00, 10_000_00]
            };
            raise(&mut self.class_limit, &mut self.class_rose, limits[class - 1]);
            if care == "inpatient" {
                let (from, rate) =
                    [(0, 100_00), (0, 80_00), (3_000_00, 70_00), (7_000_00, 60_00)][class - 1];
                stay_due = self.accounts[INPATIENT_AID]
                    .count(left, |sum| share((sum - from).max(0), rate));
            } else {
                let (rate, limit) = if facts.value("outpatient_disease") == "five_named" {
                    (100_00, 10_000_00)
                } else {
                    (50_00, 5_000_00)
                };
                raise(
                    &mut self.outpatient_limit,
                    &mut self.outpatient_rose,
                    if catastrophic { NONE } else { limit },
                );
                disease_due = self.accounts[OUTPATIENT_AID].count(left, |sum| share(sum, rate));
            }
        }
        let room = if stay_due > 0 || class.is_some() { self.class_limit - self.aid } else { 0 };
        self.aid += pay(
            self,
            INPATIENT_AID,
            stay_due,
            room,
            self.class_rose && care == "inpatient" && class.is_some(),
            &mut left,
        );
        let room = (self.class_limit - self.aid).min(self.outpatient_limit - self.outpatient);
        let rose = (self.class_rose || self.outpatient_rose)
            && care == "outpatient_special"
            && class.is_some();
        let paid = pay(self, OUTPATIENT_AID, disease_due, room, rose, &mut left);
        self.aid += paid;
        self.outpatient += paid;
        if class.is_some()
            && person.is("poverty_risk")
            && person.is("further_aid_approved")
            && facts.is("in_province")
        {
            further_due =
                self.accounts[FURTHER].count(left, |sum| share((sum - 7_000_00).max(0), 50_00));
        }
        let room = 30_000_00 - self.accounts[FURTHER].paid;
        pay(self, FURTHER, further_due, room, false, &mut left);
        pays
    }
}

impl City for Wuhan {
    fn policy(&self) -> &'static str {
        "wuhan-2023"
    }

    fn person(&self) -> &'static [Fact] {
        PERSON
    }

    fn bill(&self) -> &'static [Fact] {
        BILL
    }

    fn rare(&self) -> &'static [&'static str] {
        &[
            "primary_institution",
            "village_clinic",
            "emergency_rescue",
            "stay_approved",
            "birth_stay",
        ]
    }

    fn tidy(&self, case: &mut Case) {
        facts::tidy(case);
    }

    fn figures(&self) -> Json {
        json!({ "contribution": "400", "major_illness": { "deductible": "10000", "bands": [{ "from": "0", "percent": "50" }], "bands_from": "zero", "cap": "none" } })
    }

    fn own_cost(&self) -> &'static str {
        "own_inpatient_cost_before_recognition"
    }

    fn layers(&self) -> &'static [&'static str] {
        &[
            "basic",
            "primary_outpatient",
            "ordinary_outpatient",
            "major_illness",
            "assistance",
            "outpatient_assistance",
            "further_assistance",
        ]
    }

    fn settle(&self, person: Known<'_>, bills: &[Settling<'_>], look_up: LookUp<'_>) -> Year {
        let mut state = State::default();
        let settled = bills.iter().enumerate().map(|(number, bill)| {
            let resident = person.value("scheme") == "resident";
            let settled = resident || insured(person) && bill.facts.value("care") != "outpatient";
            settled.then(|| {
                state.settle(person, bill, &mut |layer, left| look_up(number, layer, left))
            })
        });
        settled.collect()
    }

    fn premium(&self, person: Known<'_>) -> Option<Premium> {
        let contribution = 400_00;
        let (aid, floor) = if newborn_free(person) || whole_contribution(person) {
            (contribution, false)
        } else if person.is("returned_to_poverty") {
            (share(contribution, 90_00), true)
        } else {
            (0, false)
        };
        (person.value("scheme") == "resident").then_some(Premium {
            contribution,
            aid: Some(aid),
            floor,
        })
    }

    fn given(&self, person: Known<'_>, planned: Known<'_>) -> Vec<(&'static str, Option<bool>)> {
        verdicts::given(person, planned)
    }

    /// 救助:二(五): on the terms of class 4.
    fn share(&self, person: Known<'_>, own_cost: i128) -> (&'static str, i128) {
        let due = share((own_cost - 7_000_00).max(0), 60_00);
        let catastrophic = own_cost >= 12_000_00 && person.value("scheme") == "resident";
        let given = insured(person) && class(person).is_some() && person.is("newly_recognised");
        let limit = if catastrophic { 30_000_00 } else { 10_000_00 };
        ("retroactive-assistance", if given { due.min(limit) } else { 0 })
    }
}
