//! A household of which not everything is known: amounts are ranges, and the answer says what to ask.
//!
//! `cargo run -p mingbai --example household`

use std::error::Error;

use mingbai::{Engine, People};

const CASE: &str = r#"{
    "household": { "residence": "rural", "registered_poor": "none" },
    "members": [
        { "name": "grandmother", "facts": { "scheme": "resident", "tier": "tier_1", "tekun": true } },
        { "name": "mother", "facts": { "scheme": "resident", "tier": "tier_1" } }
    ],
    "figures": { "contribution": { "tier_1": "200.00", "tier_2": "500.00" } }
}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let engine = Engine::built_in("liangping-2019")?;
    let answer = engine.assess(CASE, "2019-11-01")?;
    let People::Household { totals, next, .. } = &answer.people else {
        return Err("a case of a household".into());
    };
    if let Some(premium) = &totals.premium
        && let (Some(least), Some(most)) = (premium.pays.least, premium.pays.most)
    {
        println!("together they pay {least} to {most} yuan");
    }
    if let Some(next) = next {
        println!("ask member {:?} for {}", next.member, next.fact);
    }
    Ok(())
}
