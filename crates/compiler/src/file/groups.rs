//! `[group.ID]` tables of facts.toml: flags that are asked in one question.

use mingbai_core::policy::vocabulary::FactKind;

use super::facts::FactEntry;
use super::fields::{self, Fields};
use super::toml::Value;
use crate::finding::{Report, Text};
use crate::lints::bad_name::{self, Style};
use crate::lints::fact_rule;
use crate::lints::missing_translation::Quotes;
use crate::source::At;
use crate::words::{GroupWords, Keyed};

/// `[group.ID]` of a policy: its own flags, asked with those of the shared group of that name.
#[derive(Clone, PartialEq, Debug)]
pub struct OwnGroup {
    /// The shared group.
    pub id: At<String>,
    /// By flag: what is ticked.
    pub facts: Keyed<Text>,
}

/// Reads the groups of the shared flags of `facts`, in the order of the file.
pub fn shared(
    entries: Vec<(At<String>, &Value<'_>)>,
    facts: &[FactEntry],
    report: &mut Report<'_>,
) -> Keyed<GroupWords> {
    let mut taken = Vec::new();
    let groups = entries.into_iter().filter_map(|(id, value)| {
        bad_name::check(report, &id.span, &id.value, Style::Snake);
        let mut fields = table(&id, value, report)?;
        let question = fields.needed_words("question", report);
        let help = fields.words("help", report).map(|help| help.value);
        let facts = flags(&id, fields, facts, &mut taken, report);
        Some((id.value, GroupWords { question: question?.value, help, facts }))
    });
    Keyed(groups.collect())
}

/// Reads the groups of a policy's own flags.
pub fn own(
    entries: Vec<(At<String>, &Value<'_>)>,
    facts: &[FactEntry],
    report: &mut Report<'_>,
) -> Vec<OwnGroup> {
    let mut taken = Vec::new();
    let groups = entries.into_iter().filter_map(|(id, value)| {
        let fields = table(&id, value, report)?;
        let facts = flags(&id, fields, facts, &mut taken, report);
        Some(OwnGroup { id, facts })
    });
    groups.collect()
}

fn table<'v, 't>(
    id: &At<String>,
    value: &'v Value<'t>,
    report: &mut Report<'_>,
) -> Option<Fields<'v, 't>> {
    fields::table(value, id.span.clone(), format!("[group.{}]", id.value), report)
}

/// The flags of a group, each with what is ticked; `taken` are those in a group already.
fn flags(
    id: &At<String>,
    mut fields: Fields<'_, '_>,
    facts: &[FactEntry],
    taken: &mut Vec<String>,
    report: &mut Report<'_>,
) -> Keyed<Text> {
    let mut flags = Keyed::default();
    for (fact, value) in fields.entries("facts", report) {
        let own = facts.iter().map(|own| &own.fact.value).find(|own| own.id == fact.value);
        if own.is_none_or(|own| own.kind != FactKind::Flag) || taken.contains(&fact.value) {
            fact_rule::group(report, &fact.span, &id.value, &fact.value);
        }
        let path = format!("facts.{}", fact.value);
        let words = fields::words(value, fact.span, path, Quotes::None, report);
        taken.push(fact.value.clone());
        flags.0.extend(words.map(|words| (fact.value, words.value)));
    }
    fields.finish(report);
    flags
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::lints::fact_rule;
    use crate::{compile_policy, compile_vocabulary};

    const FACTS: &str = r#"
[fact.early]
scope = "person"
kind = "flag"
label = { zh = "早", en = "Early" }
question = { zh = "早吗？", en = "Early?" }
[fact.late]
scope = "person"
kind = "flag"
label = { zh = "晚", en = "Late" }
question = { zh = "晚吗？", en = "Late?" }
[fact.age]
scope = "person"
kind = "number"
min = 0
max = 130
label = { zh = "年龄", en = "Age" }
question = { zh = "几岁？", en = "How old?" }
[group.recognised]
question = { zh = "认定了哪些？", en = "Which are recognised?" }
"#;

    /// The rules of what is found in the vocabulary with these lines.
    fn found(lines: &str) -> Vec<&'static str> {
        let findings = compile_vocabulary("facts.toml", &format!("{FACTS}{lines}")).unwrap_err();
        findings.iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn a_group_has_its_flags_in_its_own_order() {
        let lines = r#"facts.late = { zh = "晚", en = "Late" }
facts.early = { zh = "早", en = "Early" }"#;
        let compiled = compile_vocabulary("facts.toml", &format!("{FACTS}{lines}")).unwrap();
        let group = compiled.words.groups.get("recognised").unwrap();
        let flags: Vec<&str> = group.facts.0.iter().map(|(fact, _)| fact.as_str()).collect();
        assert_eq!(flags, ["late", "early"]);
        assert_eq!(group.question.en, "Which are recognised?");
    }

    #[test]
    fn a_group_takes_flags_of_the_file_each_in_one_group() {
        assert_eq!(found(r#"facts.age = { zh = "年龄", en = "Age" }"#), [fact_rule::RULE]);
        assert_eq!(found(r#"facts.eerly = { zh = "早", en = "Early" }"#), [fact_rule::RULE]);
        let again = r#"facts.early = { zh = "早", en = "Early" }
[group.more]
question = { zh = "还有哪些？", en = "Which else?" }
facts.early = { zh = "早", en = "Early" }"#;
        assert_eq!(found(again), [fact_rule::RULE]);
    }

    #[test]
    fn a_policy_adds_flags_of_its_own_to_a_shared_group() {
        let facts = format!("{FACTS}facts.early = {{ zh = \"早\", en = \"Dibao\" }}");
        let shared = compile_vocabulary("facts.toml", &facts).unwrap();
        let policy = |group: &str, fact: &str| {
            let text = format!(
                r#"
[policy]
id = "p"
instrument = "1号"
issued = 2020-01-01
in_force = {{ from = 2020-01-01 }}
place = {{ zh = "某县", en = "A county" }}
title = {{ zh = "帮助", en = "Help" }}
[fact.named]
scope = "person"
kind = "flag"
label = {{ zh = "点名", en = "Named" }}
question = {{ zh = "点名了吗？", en = "Are you named?" }}
[group.{group}]
facts.{fact} = {{ zh = "县里点名的", en = "Named by the county" }}
[provision.help]
kind = "service"
at = "一"
title = {{ zh = "帮助", en = "Help" }}
what = {{ zh = "帮助点名的人。", en = "It helps who is named." }}
rows = [
  {{ id = "named", when = 'named', gives = "service" }},
  {{ id = "none", when = 'otherwise', gives = "nothing" }},
]
"#
            );
            compile_policy(&shared, "policy.toml", &text)
        };
        let compiled = policy("recognised", "named").unwrap();
        let own = compiled.words.groups.get("recognised").unwrap();
        assert_eq!(own.get("named").unwrap().en, "Named by the county");
        for (group, fact) in [("nowhere", "named"), ("recognised", "late")] {
            let findings = policy(group, fact).unwrap_err();
            let rules: Vec<_> = findings.iter().map(|finding| finding.rule).collect();
            assert_eq!(rules, [fact_rule::RULE], "{group} {fact}");
        }
    }
}
