//! What the first five provisions of liangping-2019 give to a person of whom everything is known:
//! the readings and the premium table of the design, as sentences of Rust.

use serde_json::{Value, json};

/// The five provisions, in the order of the inventory.
pub const FIVE: [&str; 5] = [
    "premium-aid",
    "inpatient-tilt",
    "major-illness-deductible",
    "major-illness-rate",
    "medical-assistance",
];

/// A person of whom everything is known. Built from the values of [`crate::people::FACTS`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "these are the facts of the law")]
pub struct Person {
    rural_register: bool,
    registered: bool,
    lifted: bool,
    key_target: bool,
    tekun: bool,
    orphan: bool,
    second_group: bool,
    resident_insurance: bool,
    /// Tier 2, not tier 1.
    pub second_tier: bool,
}

impl Person {
    /// The person with these values of the first nine facts.
    pub fn new(values: &[usize]) -> Self {
        let flag = |index: usize| values[index] == 1;
        Self {
            rural_register: values[0] == 0,
            registered: values[1] != 0,
            lifted: values[1] == 2,
            key_target: flag(2) || flag(3) || flag(4),
            tekun: flag(3),
            orphan: flag(4),
            second_group: flag(5) || flag(6),
            resident_insurance: values[7] == 0,
            second_tier: values[8] == 1,
        }
    }

    /// 農村貧困人口 as reading 1 takes it.
    pub fn rural_poor(self) -> bool {
        self.registered || self.rural_register && (self.key_target || self.second_group)
    }

    /// The premium table: the row, and the percentage of the tier-1 contribution if any. 城鄉孤兒: an urban
    /// orphan has it too.
    pub fn premium_aid(self) -> (&'static str, Option<u16>) {
        if !self.resident_insurance {
            ("uninsured", None)
        } else if !self.rural_poor() && !self.orphan {
            ("not_poor", None)
        } else if self.key_target {
            ("key", Some(100))
        } else if self.second_group && !self.second_tier {
            ("second_1", Some(70))
        } else if self.second_group {
            ("second_2", Some(100))
        } else if !self.lifted {
            ("not_lifted", Some(100))
        } else {
            ("lifted", Some(50))
        }
    }

    /// Whether basic insurance is better: +10 points, deductible halved.
    pub fn inpatient_tilt(self, district_hospital: bool, in_district: bool) -> bool {
        self.resident_insurance && self.rural_poor() && district_hospital && in_district
    }

    /// Whether the deductible of major-illness insurance is halved.
    pub fn major_illness_deductible(self) -> bool {
        self.resident_insurance && self.rural_poor()
    }

    /// Whether every band of major-illness insurance pays 5 points more.
    pub fn major_illness_rate(self) -> bool {
        self.resident_insurance && self.rural_poor() && (self.registered || self.tekun)
    }

    /// Whether assistance pays at least 70% of what is left.
    pub fn medical_assistance(self) -> bool {
        self.resident_insurance && self.rural_poor()
    }

    /// The outcomes of the five provisions for the values of all eleven facts, as an answer shows
    /// them.
    pub fn outcomes(values: &[usize]) -> [Value; 5] {
        let person = Self::new(values);
        let tilt = person.inpatient_tilt(values[9] == 2, values[10] == 1);
        let given = |given: bool, what: Value| if given { what } else { json!("nothing") };
        [
            match person.premium_aid().1 {
                Some(percent) => json!({ "premium_aid": percent.to_string() }),
                None => json!("nothing"),
            },
            given(tilt, json!({ "basic": { "rate_plus": "10", "deductible_less": "50" } })),
            given(
                person.major_illness_deductible(),
                json!({ "major_illness": { "deductible_less": "50" } }),
            ),
            given(person.major_illness_rate(), json!({ "major_illness": { "rate_plus": "5" } })),
            given(person.medical_assistance(), json!({ "assistance": { "at_least": "70" } })),
        ]
    }
}
