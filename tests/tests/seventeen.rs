//! Seventeen clauses as documents since 2021 have them, each written in the language, with a case and its sum worked by
//! hand. A clause that is not here yet waits for its term (docs/contract.md, Planned).

use mingbai_tests::engine::{input, shown};
use mingbai_tests::written::{engine, fact, money, number, paid};
use serde_json::{Value as Json, json};

/// What the layers pay of the year, then the patient.
fn year(policy: &str, case: &Json) -> Vec<String> {
    let answer = shown(engine(policy).answer(&input(case)));
    assert_eq!(answer["settlement"]["asks"], json!([]), "{policy}\n{answer:#}");
    paid(&answer["settlement"])
}

/// Of each stay.
fn stays(policy: &str, case: &Json) -> Vec<Vec<String>> {
    let answer = shown(engine(policy).answer(&input(case)));
    let stays = answer["settlement"]["admissions"].as_array().unwrap();
    stays.iter().map(paid).collect()
}

fn bill(in_scope: &str, facts: Json) -> Json {
    let mut bill = facts;
    bill["in_scope"] = json!(in_scope);
    bill["out_of_scope"] = json!("0");
    bill
}

/// One layer of assistance for the year, and nothing else.
const ASSISTANCE: &str = "[settlement]\nlayers = [\"assistance\"]\nkey = []\n[layer.assistance]\ncounts = \"year\"\nbase = \"left\"\nfigures = []\n";

#[test]
fn clause_1_what_is_above_a_deductible_is_paid_at_a_rate() {
    // 三类起付标准1500元，超过部分按70%救助
    let rows = "{ id = \"third\", when = 'low_income', gives = { assistance = { rate = \"70\", deductible = \"1500\", cap = \"none\" } } },\n\
                { id = \"others\", when = 'otherwise', gives = \"nothing\" },";
    let policy =
        format!("{ASSISTANCE}{}", money("aid", "\"1500元\" = \"1500\", \"70%\" = \"70\"", rows));
    let case = |third: bool| json!({ "facts": { "low_income": third }, "admissions": [bill("20000", json!({}))] });
    // (20000 − 1500) × 70% = 12950
    assert_eq!(year(&policy, &case(true)), ["12950.00", "7050.00"]);
    assert_eq!(year(&policy, &case(false)), ["0.00", "20000.00"]);
}

#[test]
fn clause_2_a_higher_limit_holds_once_the_years_cost_reaches_the_major_illness_line() {
    // 普通疾病住院年度救助限额6000元，重特大疾病100000元；一类3万、四类2万
    let settlement = "[settlement]\nlayers = [\"major_illness\", \"assistance\"]\nkey = []\n\
                      [layer.major_illness]\nfigures = []\n[layer.assistance]\ncounts = \"year\"\nbase = \"left\"\nfigures = []\n";
    let major = money(
        "major",
        "\"10000元\" = \"10000\", \"60%\" = \"60\"",
        "{ id = \"all\", when = 'otherwise', gives = { major_illness = { rate = \"60\", deductible = \"10000\", cap = \"none\" } } },",
    );
    let gives = |cap: &str, high: &str| {
        format!(
            "{{ assistance = {{ rate = \"100\", cap = \"{cap}\", after = {{ reaches = \"major_illness.deductible\", sum = \"major_illness\", cap = \"{high}\" }} }} }}"
        )
    };
    let rows = format!(
        "{{ id = \"first\", when = 'tekun', gives = {} }},\n{{ id = \"fourth\", when = '!tekun && low_income', gives = {} }},\n\
         {{ id = \"others\", when = '!tekun && !low_income', gives = {} }},",
        gives("30000", "100000"),
        gives("20000", "100000"),
        gives("6000", "100000")
    );
    let figures = "\"全部\" = \"100\", \"3万\" = \"30000\", \"2万\" = \"20000\", \"6000元\" = \"6000\", \"100000元\" = \"100000\"";
    let policy = format!("{settlement}{major}{}", money("limits", figures, &rows));
    let case = |facts: Json, bills: &[&str]| {
        let bills: Vec<Json> = bills.iter().map(|cost| bill(cost, json!({}))).collect();
        json!({ "facts": facts, "admissions": bills })
    };
    let others = json!({ "tekun": false, "low_income": false });
    // Below the line at most 6000; the second bill reaches it: (9000 + 41000 − 10000) × 60% = 24000 from
    // major illness, 17000 left, and 3000 of the first bill that the limit had cut: 20000, of which the bill
    // itself leaves 17000.
    assert_eq!(
        stays(&policy, &case(others, &["9000", "41000"])),
        [["0.00", "6000.00", "3000.00"], ["24000.00", "17000.00", "0.00"]]
    );
    for (facts, cap) in [
        (json!({ "tekun": true, "low_income": false }), "30000"),
        (json!({ "tekun": false, "low_income": true }), "20000"),
    ] {
        let below = year(&policy, &case(facts, &["9999"]));
        assert_eq!(below, ["0.00", "9999.00", "0.00"], "{cap}");
    }
}

#[test]
fn clause_3_what_three_layers_leave_above_a_line_is_helped_once_more() {
    // 经三重保障后自付仍超过7500元的部分按80%/70%/60%倾斜救助，年限额5万元
    let settlement = "[settlement]\nlayers = [\"basic\", \"major_illness\", \"assistance\", \"further_assistance\"]\nkey = []\n\
                      [layer.basic]\nfigures = []\n[layer.major_illness]\nfigures = []\n[layer.assistance]\nfigures = []\n";
    let first = money(
        "three",
        "\"50%\" = \"50\", \"20000元\" = \"20000\", \"60%\" = \"60\", \"25%\" = \"25\"",
        "{ id = \"all\", when = 'otherwise', gives = { basic = { rate = \"50\", cap = \"none\" }, major_illness = { rate = \"60\", deductible = \"20000\", cap = \"none\" }, assistance = { rate = \"25\", cap = \"none\" } } },",
    );
    let row = |id: &str, when: &str, rate: &str| {
        format!(
            "{{ id = \"{id}\", when = '{when}', gives = {{ further_assistance = {{ rate = \"{rate}\", deductible = \"7500\", cap = \"50000\" }} }} }},\n"
        )
    };
    let rows = [
        row("one", "tekun", "80"),
        row("two", "!tekun && dibao", "70"),
        row("three", "!tekun && !dibao", "60"),
    ]
    .concat();
    let policy = format!(
        "{settlement}{first}{}",
        money(
            "further",
            "\"80%\" = \"80\", \"70%\" = \"70\", \"60%\" = \"60\", \"7500元\" = \"7500\", \"5万元\" = \"50000\"",
            &rows
        )
    );
    let case = |tekun: bool, dibao: bool, cost: &str| json!({ "facts": { "tekun": tekun, "dibao": dibao }, "admissions": [bill(cost, json!({}))] });
    // 100000: 50000; (50000 − 20000) × 60% = 18000; 32000 × 25% = 8000; 24000 left: (24000 − 7500) × 80% = 13200.
    assert_eq!(
        year(&policy, &case(true, false, "100000")),
        ["50000.00", "18000.00", "8000.00", "13200.00", "10800.00"]
    );
    assert_eq!(year(&policy, &case(false, true, "100000"))[3], "11550.00");
    assert_eq!(year(&policy, &case(false, false, "100000"))[3], "9900.00");
    // The limit: 1000000 leaves 500000 − 288000 = 212000, less 53000: 159000; (159000 − 7500) × 80% = 121200.
    assert_eq!(year(&policy, &case(true, false, "1000000"))[3], "50000.00");
}

#[test]
fn clause_4_a_limit_grows_with_each_disease_up_to_a_highest() {
    // 门诊慢特病：糖尿病4000元，冠心病5000元，每增一种加1500元，最高7000元
    let facts = [
        fact("first_disease", "person", &["diabetes", "heart"]),
        fact("further_diseases", "person", &["none", "one", "more"]),
    ]
    .concat();
    let row = |id: &str, when: &str, cap: &str| {
        format!(
            "{{ id = \"{id}\", when = '{when}', gives = {{ assistance = {{ rate = \"100\", cap = \"{cap}\" }} }} }},\n"
        )
    };
    let rows = [
        row("d0", "first_disease == diabetes && further_diseases == none", "4000"),
        row("d1", "first_disease == diabetes && further_diseases == one", "5500"),
        row("h0", "first_disease == heart && further_diseases == none", "5000"),
        row("h1", "first_disease == heart && further_diseases == one", "6500"),
        row("most", "further_diseases == more", "7000"),
    ]
    .concat();
    let figures = "\"全额\" = \"100\", \"4000元\" = \"4000\", \"5000元\" = \"5000\", \"1500元\" = \"1500\", \"7000元\" = \"7000\"";
    let aid = money("aid", figures, &rows)
        .replace("title =", "derived = [\"4000元 + 1500元\", \"5000元 + 1500元\"]\ntitle =");
    let policy = format!("{facts}{ASSISTANCE}{aid}");
    let pays = |first: &str, further: &str| {
        let facts = json!({ "first_disease": first, "further_diseases": further });
        year(&policy, &json!({ "facts": facts, "admissions": [bill("8000", json!({}))] }))[0]
            .clone()
    };
    assert_eq!(pays("diabetes", "none"), "4000.00");
    assert_eq!(pays("diabetes", "one"), "5500.00");
    assert_eq!(pays("heart", "one"), "6500.00");
    assert_eq!(pays("heart", "more"), "7000.00");
}

#[test]
fn clause_5_clinic_and_hospital_share_a_limit_and_a_deductible() {
    // 门诊和住院共用年度救助限额、共用起付标准
    let clinic = fact("clinic", "admission", &[]);
    let rows = "{ id = \"clinic\", when = 'clinic', gives = { assistance = { rate = \"60\", deductible = \"3000\", cap = \"10000\" } } },\n\
                { id = \"hospital\", when = '!clinic', gives = { assistance = { rate = \"70\", deductible = \"3000\", cap = \"10000\" } } },";
    let figures =
        "\"60%\" = \"60\", \"70%\" = \"70\", \"3000元\" = \"3000\", \"1万元\" = \"10000\"";
    let policy = format!("{clinic}{ASSISTANCE}{}", money("aid", figures, rows));
    let bills = [("2000", true), ("4000", true), ("20000", false)];
    let bills: Vec<Json> =
        bills.iter().map(|(cost, clinic)| bill(cost, json!({ "clinic": clinic }))).collect();
    // 2000 of the deductible, then the rest of it: (6000 − 3000) × 60% = 1800; (26000 − 6000) × 70% = 14000, of
    // which the limit leaves 10000 − 1800.
    assert_eq!(
        stays(&policy, &json!({ "facts": {}, "admissions": bills })),
        [["0.00", "2000.00"], ["1800.00", "2200.00"], ["8200.00", "11800.00"]]
    );
}

/// Basic insurance alone, without figures.
const BASIC: &str = "[settlement]\nlayers = [\"basic\"]\nkey = []\n[layer.basic]\nfigures = []\n";

#[test]
fn clause_6_a_wait_grows_with_years_missed_and_shrinks_with_years_made_up() {
    // 固定等待期3个月，每多断保1年加1个月，每多缴1年减1个月，断缴4年及以上不少于6个月
    let years = |id: &str| number(id, "number", "min = 0\nmax = 60");
    let months = "months = \"3 + years_missed - years_made_up\"";
    let rows = format!(
        "{{ id = \"long\", when = 'years_missed >= 4', gives = {{ wait = {{ {months}, at_least = \"6\" }} }} }},\n\
         {{ id = \"short\", when = 'years_missed < 4', gives = {{ wait = {{ {months} }} }} }},"
    );
    let figures = "\"3个月\" = \"3\", \"6个月\" = \"6\", \"4年\" = \"4\"";
    let provision = money("waiting-period", figures, &rows).replace("\"money\"", "\"service\"");
    let policy = format!("{}{}{provision}", years("years_missed"), years("years_made_up"));
    let months = |facts: Json| {
        let answer = shown(engine(&policy).answer(&input(&json!({ "facts": facts }))));
        let verdict = &answer["verdicts"][0];
        (verdict["months"].clone(), verdict["asks"].clone())
    };
    // 3 + 2 − 1 = 4; 3 + 1 − 5 is no wait; 3 + 4 − 3 = 4, but not less than 6; 3 + 9 − 2 = 10.
    for (missed, made_up, wait) in [(2, 1, 4), (1, 5, 0), (4, 3, 6), (9, 2, 10)] {
        let (told, asks) = months(json!({ "years_missed": missed, "years_made_up": made_up }));
        assert_eq!(told, json!({ "least": wait, "most": wait }), "{missed} {made_up}");
        assert_eq!(asks, json!([]));
    }
    let (told, asks) = months(json!({ "years_missed": 2 }));
    assert_eq!(told, json!({ "least": null, "most": null }));
    assert_eq!(asks, json!(["years_made_up"]));
}

#[test]
fn clause_8_without_a_referral_a_fifth_is_borne_first_and_the_rate_is_lower() {
    // 未按规定转诊：先行自付20%，比例降10个百分点
    let rate = money(
        "rate",
        "\"70%\" = \"70\"",
        "{ id = \"all\", when = 'otherwise', gives = { basic = { rate = \"70\", cap = \"none\" } } },",
    );
    let rows = "{ id = \"referred\", when = 'referred', gives = \"nothing\" },\n\
                { id = \"not\", when = '!referred', gives = { basic = { first_self_paid = \"20\", rate_less = \"10\" } } },";
    let policy = format!(
        "{BASIC}{rate}{}",
        money("referral", "\"20%\" = \"20\", \"10个百分点\" = \"10\"", rows)
    );
    let pays = |referred: bool| {
        year(
            &policy,
            &json!({ "facts": {}, "admissions": [bill("10000", json!({ "referred": referred }))] }),
        )
    };
    assert_eq!(pays(true), ["7000.00", "3000.00"]);
    // 8000 × 60%
    assert_eq!(pays(false), ["4800.00", "5200.00"]);
}

#[test]
fn clause_9_the_second_stay_has_half_the_deductible_and_later_ones_none() {
    // 第二次住院起付线减半，第三次起不设
    let rows = "{ id = \"all\", when = 'otherwise', gives = { basic = { rate = \"80\", deductible = \"600\", deductible_by_stay = [\"100\", \"50\", \"0\"], cap = \"none\" } } },";
    let policy = format!(
        "{BASIC}{}",
        money("rate", "\"80%\" = \"80\", \"600元\" = \"600\", \"减半\" = \"50\"", rows)
    );
    let bills: Vec<Json> = (0..4).map(|_| bill("1000", json!({}))).collect();
    let pays: Vec<String> = stays(&policy, &json!({ "facts": {}, "admissions": bills }))
        .iter()
        .map(|own| own[0].clone())
        .collect();
    // (1000 − 600), (1000 − 300), 1000, 1000, each × 80%
    assert_eq!(pays, ["320.00", "560.00", "800.00", "800.00"]);
}

#[test]
fn clause_10_people_in_hardship_have_a_lower_line_and_higher_bands() {
    // 困难群众大病起付线5000元，各段支付比例75/80/85%
    let settlement = "[settlement]\nlayers = [\"major_illness\"]\nkey = []\n[layer.major_illness]\nfigures = []\n";
    let rows = "{ id = \"poor\", when = 'dibao', gives = { major_illness = { deductible = \"5000\", bands = [{ percent = \"75\" }, { from = \"50000\", percent = \"80\" }, { from = \"100000\", percent = \"85\" }], bands_from = \"zero\", cap = \"none\" } } },\n\
                { id = \"others\", when = '!dibao', gives = { major_illness = { deductible = \"10000\", bands = [{ percent = \"70\" }, { from = \"50000\", percent = \"75\" }, { from = \"100000\", percent = \"80\" }], bands_from = \"zero\", cap = \"none\" } } },";
    let figures = "\"5000元\" = \"5000\", \"1万元\" = \"10000\", \"5万元\" = \"50000\", \"10万元\" = \"100000\", \"70%\" = \"70\", \"75%\" = \"75\", \"80%\" = \"80\", \"85%\" = \"85\"";
    let policy = format!("{settlement}{}", money("major", figures, rows));
    let pays = |dibao: bool| {
        year(
            &policy,
            &json!({ "facts": { "dibao": dibao }, "admissions": [bill("120000", json!({}))] }),
        )[0]
        .clone()
    };
    // 45000 × 75% + 50000 × 80% + 20000 × 85% = 33750 + 40000 + 17000
    assert_eq!(pays(true), "90750.00");
    // 40000 × 70% + 50000 × 75% + 20000 × 80% = 28000 + 37500 + 16000
    assert_eq!(pays(false), "81500.00");
}

#[test]
fn clause_11_hospitals_have_the_documents_own_levels() {
    // 一级/二级/三级/省级/跨省
    let levels = ["level_1", "level_2", "level_3", "provincial", "other_province"];
    let words = levels
        .map(|level| format!("values.{level} = {{ zh = \"级别\", en = \"A level\" }}\n"))
        .concat();
    let level = format!(
        "[fact.hospital_level]\nscope = \"admission\"\nkind = \"choice\"\nlabel = {{ zh = \"医院级别\", en = \"Hospital level\" }}\n\
         question = {{ zh = \"哪一级医院？\", en = \"Which level is the hospital?\" }}\n{words}"
    );
    let row = |level: &str, rate: &str| {
        format!(
            "{{ id = \"{level}\", when = 'hospital_level == {level}', gives = {{ basic = {{ rate = \"{rate}\", cap = \"none\" }} }} }},\n"
        )
    };
    let rates = ["90", "80", "70", "60", "50"];
    let rows: String = levels.iter().zip(rates).map(|(level, rate)| row(level, rate)).collect();
    let figures = rates.map(|rate| format!("\"{rate}%\" = \"{rate}\"")).join(", ");
    let policy = format!("{level}{BASIC}{}", money("rate", &figures, &rows));
    for (level, rate) in levels.iter().zip(rates) {
        let case =
            json!({ "facts": {}, "admissions": [bill("100", json!({ "hospital_level": level }))] });
        assert_eq!(year(&policy, &case)[0], format!("{rate}.00"));
    }
}

#[test]
fn clause_12_there_are_no_tiers_and_the_contribution_is_by_age() {
    // 不分档；未成年人350元、成年人400元
    let rows = "{ id = \"child\", when = 'age < 18', gives = { contribution = \"350\" } },\n\
                { id = \"adult\", when = 'age >= 18', gives = { contribution = \"400\" } },";
    let paid = "{ id = \"half\", when = 'low_income', gives = { premium_aid = \"50\" } },\n\
                { id = \"others\", when = '!low_income', gives = \"nothing\" },";
    let policy = format!(
        "[premium]\nkey = []\n{}{}",
        money(
            "contribution",
            "\"350元\" = \"350\", \"400元\" = \"400\", \"18周岁\" = \"18\"",
            rows
        ),
        money("aid", "\"50%\" = \"50\"", paid)
    );
    for (age, pays) in [(17, "175.00"), (18, "200.00")] {
        let case = json!({ "facts": { "age": age, "low_income": true } });
        let answer = shown(engine(&policy).answer(&input(&case)));
        assert_eq!(answer["premium"]["pays"], json!({ "least": pays, "most": pays }));
    }
}

#[test]
fn clause_14_assistance_holds_for_employees_whose_basic_rate_is_another() {
    // 职工医保参保人同样享受医疗救助，职工基本医保另有比例
    let settlement = "[settlement]\nlayers = [\"basic\", \"assistance\"]\nkey = [\"scheme\"]\n[layer.basic]\nfigures = [\"rate\"]\n[layer.assistance]\nfigures = []\n";
    let rows = "{ id = \"insured\", when = 'scheme != none', gives = { basic = { cap = \"none\" }, assistance = { rate = \"70\", cap = \"none\" } } },\n\
                { id = \"not\", when = 'scheme == none', gives = \"nothing\" },";
    let policy = format!("{settlement}{}", money("aid", "\"70%\" = \"70\"", rows));
    let figures = json!({ "basic": { "rate": { "resident": "60", "employee": "85" } } });
    // 10000: 8500 and 70% of 1500; 6000 and 70% of 4000.
    for (scheme, pays) in [
        ("employee", ["8500.00", "1050.00", "450.00"]),
        ("resident", ["6000.00", "2800.00", "1200.00"]),
    ] {
        let case = json!({ "facts": { "scheme": scheme }, "figures": figures, "admissions": [bill("10000", json!({}))] });
        assert_eq!(year(&policy, &case), pays);
    }
}

#[test]
fn clause_15_a_rate_is_a_rate_and_no_floor() {
    // 按75%救助（不是至少）
    let rows = "{ id = \"poor\", when = 'dibao', gives = { assistance = { rate = \"75\", cap = \"none\" } } },\n\
                { id = \"others\", when = '!dibao', gives = \"nothing\" },";
    let policy = format!("{ASSISTANCE}{}", money("aid", "\"75%\" = \"75\"", rows));
    let case = json!({ "facts": { "dibao": true }, "admissions": [bill("1000", json!({}))] });
    let answer = shown(engine(&policy).answer(&input(&case)));
    assert_eq!(
        answer["settlement"]["layers"]["assistance"],
        json!({ "least": "750.00", "most": "750.00" })
    );
}

#[test]
fn clause_16_who_is_newly_recognised_is_helped_from_that_month() {
    // 新认定对象自认定当月起资助
    let paid = fact("contribution_paid_before", "person", &[]);
    let rows = "{ id = \"before\", when = 'dibao && contribution_paid_before', gives = \"nothing\" },\n\
                { id = \"now\", when = 'dibao && !contribution_paid_before', gives = { premium_aid = \"100\" } },\n\
                { id = \"others\", when = '!dibao', gives = \"nothing\" },";
    let policy = format!("{paid}[premium]\nkey = []\n{}", money("aid", "\"全额\" = \"100\"", rows));
    for (before, aid) in [(true, "0.00"), (false, "400.00")] {
        let facts = json!({ "dibao": true, "contribution_paid_before": before });
        let case = json!({ "facts": facts, "figures": { "contribution": "400" } });
        let answer = shown(engine(&policy).answer(&input(&case)));
        assert_eq!(answer["premium"]["aid"], json!({ "least": aid, "most": aid }));
    }
}

#[test]
fn clause_17_a_birth_is_paid_whole_at_lower_levels_and_one_illness_by_a_fixed_sum() {
    // 住院分娩二级及以下100%，三级90%；单病种定额1500元
    let facts = [
        fact("level_3", "admission", &[]),
        fact("reason", "admission", &["birth", "listed_illness", "other"]),
    ]
    .concat();
    let rows = "{ id = \"birth\", when = 'reason == birth && !level_3', gives = { basic = { rate = \"100\", cap = \"none\" } } },\n\
                { id = \"birth_3\", when = 'reason == birth && level_3', gives = { basic = { rate = \"90\", cap = \"none\" } } },\n\
                { id = \"listed\", when = 'reason == listed_illness', gives = { basic = { rate = \"100\", most = \"1500\", cap = \"none\" } } },\n\
                { id = \"other\", when = 'reason == other', gives = \"nothing\" },";
    let policy = format!(
        "{facts}{BASIC}{}",
        money("birth", "\"100%\" = \"100\", \"90%\" = \"90\", \"1500元\" = \"1500\"", rows)
    );
    let pays = |reason: &str, level_3: bool| {
        let own = json!({ "reason": reason, "level_3": level_3 });
        year(&policy, &json!({ "facts": {}, "admissions": [bill("4000", own)] }))[0].clone()
    };
    assert_eq!(pays("birth", false), "4000.00");
    assert_eq!(pays("birth", true), "3600.00");
    assert_eq!(pays("listed_illness", true), "1500.00");
}
