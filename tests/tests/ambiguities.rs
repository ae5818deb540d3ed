//! The rows of the tables of ambiguities in the notes on the documents in force: each stands in its policy. One that
//! changes a sum can be switched (a case each way shows it, `readings.rs`), or no condition can express it, as it is
//! about which amounts are entered: then its words say what to enter to see the other reading.

use mingbai_tests::engine::built_in;

/// How a row stands in its policy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Stands {
    /// Readings that a case may switch.
    Switched,
    /// Notes that change no sum: who decides, from which day, what is told.
    NoSum,
    /// Notes that change a sum and that no condition can express, and why.
    Entered(&'static str),
}
use Stands::{Entered, NoSum, Switched};

/// The clause of a row, its readings, how they stand.
type Row = (&'static str, &'static [&'static str], Stands);

/// 1.3 and what of 1.4 can be read two ways.
const WUHAN: &[Row] = &[
    (
        "基本:第十九条",
        &["first_share"],
        Entered("a sheet's in-scope amount is after the 10%, of which a bill has no amount"),
    ),
    ("基本:第二十四条(一)段3", &["second_stay_levels"], Switched),
    ("基本:第二十四条(一)段3", &["transfer_first_bill"], Switched),
    ("基本:第二十四条(二)段2", &["points"], Switched),
    (
        "基本:第二十七条",
        &["above_fund_cap"],
        Entered("what the limit cuts is an amount of the year, not a fact"),
    ),
    ("大病:四(一)", &["major_figures_hold"], Switched),
    ("救助:二(三)段4", &["tilt_bands_stay", "tilt_from_half"], Switched),
    ("救助:二(四)", &["own_cost_line"], Switched),
    ("救助:二(四)", &["sublimits_fall", "outpatient_rates_stay"], Switched),
    ("救助:二(四)段2", &["two_diseases"], Switched),
    ("救助:二(四)段3", &["deductible_yearly"], Switched),
    (
        "救助:二(四)段3",
        &["class_4_year"],
        Entered("an answer's year is the bills that are entered; they have no dates"),
    ),
    ("救助:二(四)段5", &["part_above_7000"], Switched),
    ("救助:二(四)段5", &["further_yearly"], Switched),
    ("救助:二(七)", &["no_referral_needed_counts"], Switched),
    ("救助:二(七)", &["primary_referral_needed"], Switched),
    ("救助:二(三)段2", &["transition_over"], Switched),
    ("救助:二(三)", &["no_wait_day"], NoSum),
    ("救助:二(五)", &["retroactive_any_class"], Switched),
    (
        "救助:二(五)",
        &["retroactive_year"],
        Entered("the cost of the 12 months is one amount that the person states"),
    ),
    ("救助:二(一)", &["own_burden"], NoSum),
    ("救助:二(一)", &["district_list"], Switched),
    ("基本:第十三条段2", &["register_counts", "register_lifted_too"], Switched),
    ("基本:第十三条段3", &["low_income_register_only"], Switched),
    ("基本:第九条段2", &["newborn_free_after_90"], Switched),
    ("基本:第十八条(二)段3", &["seventh_month"], NoSum),
    ("基本:第二十二条(一)", &["primary_kinds"], Switched),
    ("基本:第二十二条(一)", &["visit_details"], Entered("a bill does not name its institution")),
    ("救助:二(四)", &["insured_first"], Switched),
    ("救助:二(四)", &["employees_too"], Switched),
    (
        "救助:二(一)",
        &["status_gained"],
        Entered("an answer knows one status, and bills have no dates"),
    ),
    ("救助:二(四)", &["own_line"], NoSum),
    ("救助:二(三)段2", &["dibao_whole"], Switched),
    ("救助:二(三)", &["waiting"], NoSum),
    ("救助:二(七)", &["on_admission"], NoSum),
    ("大病:六段5", &["who_settles"], NoSum),
];

/// 2.2.
const BEIJING: &[Row] = &[
    ("救助:五段2", &["tilt_named_only"], Switched),
    ("救助:六段2", &["assistance_after_major"], Switched),
    ("因病:三段2", &["family_base"], Entered("the family states the sum itself")),
    ("救助:六段2", &["visit_base"], Entered("a bill has no amount of class-B share")),
    ("救助:六(三)段2", &["family_sum"], Switched),
    ("因病:三段2", &["by_parts"], Switched),
    ("因病:一段2", &["not_receiving"], Switched),
    ("救助:一(二)段2", &["recognised_by_insurance"], NoSum),
    ("因病:二(五)1", &["income_year"], NoSum),
    ("因病:二(四)2(1)", &["vehicle_or_machine"], NoSum),
    ("救助:七段2", &["observation_special_only"], Switched),
    ("救助:七段2", &["further_all_objects"], Switched),
    ("因病:一段2", &["member_only"], Switched),
    ("救助:十(三)段2", &["insured_elsewhere_due"], Switched),
    ("救助:五段2", &["insurance_first"], Switched),
];

/// 3: the law has no sums.
const NATIONAL: &[Row] = &[
    ("第二十一条段2", &["may_take_in"], NoSum),
    ("第四十二条段2", &["may_test_again"], NoSum),
    ("第四十八条", &["opinion_heard", "no_time_limits"], NoSum),
    ("第二十四条段3", &["tekun_any_illness", "cost_aid_patients_only"], Switched),
    ("第二十四条段2", &["premium_named_only"], Switched),
    ("第六十二条段2", &["applicants_too"], NoSum),
    ("第二十四条", &["rigid_in_local_rules"], NoSum),
    ("第四十五条", &["what_is_published"], NoSum),
];

/// 4: no settlement can be computed.
const ZHEJIANG: &[Row] = &[
    ("第二十二条段2", &["aid_named_only"], Switched),
    ("第二十二条段2", &["aid_share"], NoSum),
    ("第三十一条段2", &["third_month", "late_and_poor"], NoSum),
    ("第二十八条段2", &["second_month"], NoSum),
    ("第五十七条段2", &["better_rules"], NoSum),
    ("第十条段3", &["resident_duty"], NoSum),
];

/// 5: the law has no sums.
const SECURITY: &[Row] = &[
    ("第十一条", &["duty_without_penalty"], NoSum),
    ("第十一条段4", &["returned_to_poverty_too", "named_groups_only"], Switched),
    ("第十一条段4", &["aid_by_other_rules"], NoSum),
    ("第十三条段3", &["waiting_periods_stay"], NoSum),
    ("第四十八条段2", &["suspension_without_loss"], NoSum),
];

const TABLES: [(&str, &[Row]); 5] = [
    ("wuhan-2023", WUHAN),
    ("beijing-2023", BEIJING),
    ("social-assistance-law-2026", NATIONAL),
    ("zhejiang-regulation-2021", ZHEJIANG),
    ("medical-security-law-2026", SECURITY),
];

#[test]
fn every_row_is_switched_or_changes_no_sum_or_says_what_to_enter() {
    let mut entered = Vec::new();
    for (policy, rows) in TABLES {
        let file: toml::Table = built_in(policy).policy_toml.parse().unwrap();
        for (clause, readings, stands) in rows {
            for id in *readings {
                let reading = file["reading"].get(id).unwrap_or_else(|| panic!("{policy}: {id}"));
                let at = match &reading["at"] {
                    toml::Value::Array(all) => all.clone(),
                    one => vec![one.clone()],
                };
                assert!(at.iter().any(|at| at.as_str() == Some(clause)), "{policy} {id}: {clause}");
                let note = reading.get("kind").is_some_and(|kind| kind.as_str() == Some("note"));
                assert_eq!(note, *stands != Switched, "{policy} {id}");
                if let Entered(why) = stands {
                    entered.push(format!("{policy} {id}: {why}"));
                    // In the reading taken or in the other: which of them it is that one enters otherwise.
                    let said = |language: &str| {
                        let text =
                            |which: &str| reading[which][language].as_str().unwrap().to_owned();
                        text("taken") + &text("other")
                    };
                    assert!(said("zh").contains('填'), "{policy} {id}: {}", said("zh"));
                    assert!(said("en").contains("enter"), "{policy} {id}: {}", said("en"));
                }
            }
        }
    }
    // This number may only fall.
    assert_eq!(entered.len(), 8, "{entered:#?}");
}
