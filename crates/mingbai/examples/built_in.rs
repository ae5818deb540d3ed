//! One person under a built-in policy: what is paid of the contribution and of a hospital bill.
//!
//! `cargo run -p mingbai --example built_in`

use std::error::Error;

use mingbai::{Engine, People, Status};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let engine = Engine::built_in("liangping-2019")?;
    // The figures are invented; a county's own come from its notices.
    let case = json!({
        "facts": { "residence": "rural", "dibao": true, "scheme": "resident", "tier": "tier_2" },
        "figures": {
            "contribution": { "tier_1": "200.00", "tier_2": "500.00" },
            "basic": {
                "deductible": { "district": "400.00" },
                "rate": { "tier_2": { "district": "67" } },
                "cap": "none",
            },
            "major_illness": { "deductible": "12000.00", "bands": [{ "from": "0", "percent": "60" }], "cap": "none" },
            "assistance": { "cap": "9000.00" },
        },
        "admissions": [
            { "hospital_level": "district", "in_district": true, "in_scope": "12000.00", "out_of_scope": "800.00" },
        ],
    });
    let answer = engine.assess(&case, "2019-11-01")?;
    let People::One(person) = &answer.people else { return Err("a case of one person".into()) };
    for verdict in &person.verdicts {
        if verdict.status == Status::Granted {
            let clauses: Vec<&str> = verdict.cites.iter().map(|cite| cite.at).collect();
            println!("{} ({})", verdict.provision, clauses.join(", "));
        }
    }
    if let Some(premium) = &person.premium {
        println!("contribution to pay: {}", range(premium.pays));
    }
    if let Some(settlement) = &person.settlement {
        println!("of the bill to pay: {}", range(settlement.year.patient_pays));
    }
    Ok(())
}

fn range(range: mingbai::Range) -> String {
    match (range.least, range.most) {
        (Some(least), Some(most)) if least == most => format!("{least} yuan"),
        (Some(least), Some(most)) => format!("{least} to {most} yuan"),
        _ => "not known".to_owned(),
    }
}
