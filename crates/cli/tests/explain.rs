//! `mingbai explain`: text and picture of one provision.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use serde_json::Value;

use crate::command::mingbai;

#[test]
fn the_picture_of_a_provision_says_what_its_explanation_says() {
    for (lang, unknown) in
        [("zh", "什么都还不知道的人"), ("en", "Somebody of whom nothing is known")]
    {
        for id in mingbai_policies::policies().iter().map(|policy| policy.id) {
            let (_, out, _) = mingbai(lang, &["policies", "--json"], "");
            let policies: Vec<Value> = serde_json::from_str(&out).unwrap();
            let policy = policies.iter().find(|policy| policy["id"] == id).unwrap();
            let provision = policy["provisions"][0]["id"].as_str().unwrap();
            let name = format!("{id}/{provision}");
            let (code, picture, err) = mingbai(lang, &["explain", &name, "--format", "svg"], "");
            assert_eq!(code, Some(0), "{name}: {err}");
            let (_, text, _) = mingbai(lang, &["explain", &name, "--format", "markdown"], "");
            // Words of the picture, its lines put together again; a blank where a line broke is lost.
            let plain = |text: &str| text.replace(['\n', ' ', '\\'], "");
            let texts = picture.split("<text ").skip(1).map(|rest| {
                let (_, rest) = rest.split_once('>').unwrap();
                rest.split_once("</text>").unwrap().0
            });
            let words = texts.collect::<String>();
            let words =
                plain(&words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
            let section = |title: &str| text.split(&format!("## {title}\n")).nth(1);
            let Some(cases) = section(if lang == "zh" { "每一种情况" } else { "Every case" })
            else {
                continue;
            };
            let cases = cases.split("\n## ").next().unwrap();
            let rows: Vec<&str> =
                cases.lines().filter(|line| line.starts_with("| ")).skip(2).collect();
            assert!(!rows.is_empty(), "{name}");
            let marks = picture.matches("<circle").count();
            let filled = picture.matches("fill=\"#000\" stroke").count();
            assert!(filled >= rows.len() && marks > rows.len(), "{name}: {filled} of {marks}");
            for row in rows {
                let cells: Vec<&str> = row.trim_matches('|').split(" | ").collect();
                for cell in [cells[0], cells[2]] {
                    assert!(words.contains(&plain(cell)), "{name}: {cell}\n{words}");
                }
            }
            assert!(words.contains(&plain(unknown)), "{name}");
            assert!(!picture.contains("style") && !picture.contains("href"), "{name}");
        }
    }
}

#[test]
fn a_provision_is_explained_with_rows_cases_and_readings() {
    let (_, out, _) = mingbai("en", &["policies", "--json"], "");
    let policies: Value = serde_json::from_str(&out).unwrap();
    for id in mingbai_policies::policies().iter().map(|policy| policy.id) {
        let policy = policies.as_array().unwrap().iter().find(|policy| policy["id"] == id).unwrap();
        for provision in policy["provisions"].as_array().unwrap() {
            let name = format!("{id}/{}", provision["id"].as_str().unwrap());
            let (code, out, err) = mingbai("en", &["explain", &name, "--format", "markdown"], "");
            assert_eq!(code, Some(0), "{name}: {err}");
            assert!(out.contains(provision["at"].as_str().unwrap_or("")), "{name}");
        }
    }
    let (_, out, _) =
        mingbai("en", &["explain", "liangping-2019/premium-aid", "--format", "markdown"], "");
    for expected in [
        "| uninsured | `scheme != resident` | nothing |",
        "| `key_target` | `dibao \\|\\| tekun \\|\\| orphan` |",
        "| `orphan` | Orphan | orphan = yes; !orphan = no |",
        "| `tier` | Tier | tier_1 = Tier 1; tier_2 = Tier 2 |",
        "| Insurance: Employee insurance or None | uninsured | nothing |",
        "all 1152 combinations",
        "| 全額 | 100 |",
        "tier_2_both_groups",
    ] {
        assert!(out.contains(expected), "{expected}\n{out}");
    }
    // Of a set of thirty diseases, the one that is asked for.
    let (_, out, _) = mingbai("zh", &["explain", "liangping-2019/tb-free-drugs"], "");
    let diseases = out.split("* diseases\n").nth(1).unwrap().lines().nth(1).unwrap();
    assert_eq!(diseases.trim(), "可以是：tuberculosis = 肺结核（结核病）");
    let (code, _, err) = mingbai("en", &["explain", "liangping-2019/none"], "");
    assert!(code == Some(2) && err.contains("premium-aid"), "{err}");
}
