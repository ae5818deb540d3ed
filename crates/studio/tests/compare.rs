//! Two versions of a policy compared: one thing is changed at a time, and that is told, and nothing else.

use mingbai_compiler::file::policy::{self, PolicyFile};
use mingbai_compiler::file::toml;
use mingbai_compiler::finding::Report;
use mingbai_compiler::source::Source;
use mingbai_compiler::{CompiledPolicy, CompiledVocabulary, compile_policy};
use mingbai_core::kernel::lang::Lang;
use mingbai_plain::document::Document;
use mingbai_studio::diff::told::{Part, Told};
use mingbai_studio::diff::{Diff, Edit, Effect, Version};
use mingbai_studio::explain::explain;
use serde_json::Value as Json;

use crate::edit::{shared, shipped};

/// A policy, read.
struct Read {
    compiled: CompiledPolicy,
    file: PolicyFile,
}

impl Read {
    fn of(shared: &CompiledVocabulary, text: &str) -> Self {
        let compiled = compile_policy(shared, "policy.toml", text)
            .unwrap_or_else(|found| panic!("{found:#?}\n{text}"));
        let source = Source::new("policy.toml", text);
        let mut report = Report::new(&source);
        let file = policy::read(&toml::read(source.text(), &mut report).unwrap(), &mut report);
        Self { compiled, file }
    }

    fn version<'r>(&'r self, shared: &'r CompiledVocabulary) -> Version<'r> {
        let document = Document {
            policy: &self.compiled.policy,
            words: &self.compiled.words,
            vocabulary: &shared.vocabulary,
            shared: &shared.words,
        };
        Version { document, file: &self.file }
    }
}

/// What differs, in English and for programs.
fn compared(old: &str, new: &str) -> (Told, Json) {
    let shared = shared();
    let (old, new) = (Read::of(&shared, old), Read::of(&shared, new));
    let diff = Diff::new(old.version(&shared), new.version(&shared)).ok().unwrap();
    (diff.told(Lang::En), diff.json())
}

fn example() -> String {
    let name = "example-assistance-2025/policy.toml";
    shipped().into_iter().find(|(own, _)| own == name).unwrap().1
}

/// The text with these for those, each of which it has.
fn with(text: &str, changes: &[(&str, &str)]) -> String {
    changes.iter().fold(text.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    })
}

/// The text without the tables from this head to the next head of a kind.
fn without(text: &str, head: &str) -> String {
    let (before, rest) = text.split_once(head).unwrap_or_else(|| panic!("{head}"));
    format!("{before}{}", rest.find("\n[").map_or("", |at| &rest[at + 1..]))
}

/// The only thing that differs.
fn only(old: &str, new: &str) -> Part {
    let (mut told, json) = compared(old, new);
    assert_eq!(json["same"], false);
    assert_ne!(told.summary, "no rule changed");
    assert_eq!(told.parts.len(), 1, "{:#?}", told.parts);
    told.parts.remove(0)
}

#[test]
fn each_thing_that_changes_alone_is_told_alone() {
    let text = example();
    for (from, to, edit, title, said) in [
        ("3号\"", "4号\"", Edit::Changed, "the document", "instrument: "),
        ("issued = 2025-02-20", "issued = 2025-02-21", Edit::Changed, "the document", "issued: "),
        ("until = 2027-12-31", "until = 2028-12-31", Edit::Changed, "the document", "in force: "),
        ("Lizhou District (invented)", "Lizhou", Edit::Changed, "the document", "place"),
        (
            "pools = [\"outpatient_assistance\", \"assistance\"]",
            "pools = [\"outpatient_assistance\"]",
            Edit::Changed,
            "the layers of a settlement",
            "settles another way: ",
        ),
        (
            "work of two offices with each other",
            "work of offices",
            Edit::Changed,
            "what becomes of clauses",
            "clause 九",
        ),
        (
            "the period is taken to go on",
            "it goes on",
            Edit::Changed,
            "reading: ",
            "the reading taken",
        ),
        (
            "A family doctor\"",
            "Your doctor\"",
            Edit::Changed,
            "Your doctor (family-doctor)",
            "title",
        ),
        (
            "id = \"old_or_ill\"",
            "id = \"ill_or_old\"",
            Edit::Changed,
            "A family doctor (family-doctor)",
            "row gone: old_or_ill",
        ),
        (
            "[provision.family-doctor]",
            "[provision.doctor]",
            Edit::Renamed,
            "A family doctor (doctor)",
            "another id: family-doctor → doctor",
        ),
    ] {
        let part = only(&text, &with(&text, &[(from, to)]));
        assert_eq!(part.edit, edit, "{to}");
        assert!(part.title.starts_with(title), "{to}: {}", part.title);
        assert_eq!(part.changes, [], "{to}");
        let told = part.notes.iter().chain(part.words.iter().map(|own| &own.what));
        assert!(told.clone().any(|own| own.contains(said)), "{to}: {part:#?}");
    }
    let (told, json) = compared(&text, &text);
    assert_eq!((told.summary.as_str(), told.parts), ("no rule changed", vec![]));
    assert_eq!(json["same"], true);
}

#[test]
fn more_for_some_is_counted_and_told_with_whose_it_is() {
    let text = example();
    let more = with(
        &text,
        &[
            ("\"90%\" = \"90\"", "\"95%\" = \"95\""),
            ("返贫致贫人口资助90%", "返贫致贫人口资助95%"),
            ("returned to poverty 90%", "returned to poverty 95%"),
            ("premium_aid = \"90\"", "premium_aid = \"95\""),
        ],
    );
    let (told, _) = compared(&text, &more);
    assert_eq!(told.summary, "what people get: more in 1 place, less in 0, in 0 it depends");
    let (told, _) = compared(&more, &text);
    assert_eq!(told.summary, "what people get: more in 0 places, less in 1, in 0 it depends");
    assert_eq!(told.parts[0].changes[0].effect, Some(Effect::Less));
}

#[test]
fn who_is_in_a_part_of_the_policy_is_told_by_its_name() {
    let text = example();
    let rural = with(
        &text,
        &[(
            "when = 'scheme == resident'\nkey = []",
            "when = 'scheme == resident && residence == rural'\nkey = []",
        )],
    );
    let part = only(&text, &rural);
    assert_eq!(part.title, "who has a premium part");
    assert_eq!(part.changes.len(), 1);
    assert_eq!((part.changes[0].was.as_str(), part.changes[0].now.as_str()), ("yes", "no"));
}

#[test]
fn a_layer_a_provision_and_a_reading_come_and_go() {
    let text = with(
        &example(),
        &[(
            "pools = [\"outpatient",
            "label.zh = \"门诊\"\nlabel.en = \"Clinic\"\npools = [\"outpatient",
        )],
    );
    let fewer = without(&text, "[layer.outpatient_assistance]");
    let fewer = without(&fewer, "[provision.outpatient-assistance]");
    let fewer = with(&fewer, &[(", \"outpatient_assistance\"]", "]")]);
    let fewer = without(&fewer, "[reading.transition_goes_on]");
    let fewer = with(&fewer, &[(" && reading.transition_goes_on", "")]);
    for (old, new, edit, layer) in [
        (&text, &fewer, Edit::Removed, "gone: Clinic"),
        (&fewer, &text, Edit::Added, "new: Clinic"),
    ] {
        let (told, _) = compared(old, new);
        let of = |title: &str| {
            told.parts
                .iter()
                .find(|part| part.title.starts_with(title))
                .unwrap_or_else(|| panic!("{told:#?}"))
        };
        assert_eq!(of("the layers of a settlement").notes, [layer]);
        assert_eq!(of("Assistance with long-term outpatient care (").edit, edit);
        let reading = of(
            "reading: The text does not say when the “transition period” ends. (transition_goes_on)",
        );
        assert_eq!(reading.edit, edit);
    }
}

#[test]
fn one_provision_that_goes_and_another_that_comes_are_two() {
    let text = example();
    let other = with(
        &text,
        &[
            ("[provision.family-doctor]", "[provision.nurse]"),
            ("title.en = \"A family doctor\"", "title.en = \"A nurse\""),
        ],
    );
    let (told, _) = compared(&text, &other);
    let edits: Vec<Edit> = told.parts.iter().map(|part| part.edit).collect();
    assert_eq!(edits, [Edit::Removed, Edit::Added]);
}

#[test]
fn a_provision_with_another_id_is_the_same_where_title_and_clause_are() {
    let text = example();
    let other = with(&text, &[("[provision.family-doctor]", "[provision.doctor]")]);
    let (told, _) = compared(&text, &other);
    assert_eq!(told.parts.iter().filter(|part| part.edit == Edit::Removed).count(), 0);
    assert_eq!(told.parts.iter().filter(|part| part.edit == Edit::Added).count(), 0);
}

#[test]
fn clauses_are_one_or_several() {
    let text = example();
    for (from, to, note) in [
        ("at = \"八\"", "at = \"九之二\"", "clause: 八 → 九之二"),
        ("at = \"八\"", "at = [\"八\", \"九之二\"]", "clauses: 八 → 八, 九之二"),
    ] {
        let part = only(&text, &with(&text, &[(from, to)]));
        assert_eq!(part.notes, [note]);
    }
}

#[test]
fn each_clause_that_is_disposed_of_another_way_is_told_once() {
    let text = example();
    let other = with(
        &text,
        &[(
            "at = \"九\"\nreason = \"work of two offices with each other\"",
            "at = [\"九\", \"十\"]\nreason = \"offices\"",
        )],
    );
    let part = only(&text, &other);
    let words: Vec<_> = part.words.iter().map(|own| (&*own.what, &*own.was, &*own.now)).collect();
    assert_eq!(
        words,
        [
            ("clause 九", "not used: work of two offices with each other", "not used: offices"),
            ("clause 十", "(none)", "not used: offices"),
        ]
    );
    // A clause that a provision takes up.
    let taken = with(
        &without(&text, "[[elsewhere]]\nat = \"九\""),
        &[("at = \"八\"", "at = [\"八\", \"九\"]")],
    );
    let (told, _) = compared(&text, &taken);
    let words: Vec<_> =
        told.parts.iter().flat_map(|part| &part.words).map(|own| &*own.now).collect();
    assert_eq!(words, ["A family doctor"]);
}

/// The family doctor for those of `when`, and facts of the policy's own.
fn doctor(when: &str, facts: &str) -> String {
    let text = with(&example(), &[("(age >= 60 || chronic_disease) && wants_family_doctor", when)]);
    let changes = [
        ("figures = { \"60周岁\" = \"60\" }\n", ""),
        ("60岁以上的老人和有慢性病的人", "有的人"),
        ("People of 60 and over and people with a chronic disease", "Some people"),
    ];
    let text = with(&text, &changes);
    format!("{text}{facts}")
}

/// A fact of a policy's own.
fn fact(id: &str, label: &str, rest: &str) -> String {
    let words = |key: &str, mark: &str| {
        format!("{key}.zh = \"{label}的{mark}\"\n{key}.en = \"{label}{mark}\"\n")
    };
    format!(
        "\n[fact.{id}]\nscope = \"person\"\n{rest}\n{}{}{}",
        words("label", ""),
        words("question", "?"),
        words("help", ".")
    )
}

/// For whom it is another thing now, by what it was and is.
fn who(old: &str, new: &str) -> Vec<(String, String, Vec<String>)> {
    let (told, _) = compared(old, new);
    let changes = told.parts.into_iter().flat_map(|part| part.changes);
    changes.map(|own| (own.was, own.now, own.who)).collect()
}

#[test]
fn a_fact_of_one_version_alone_is_told_by_its_label_there() {
    let flag = "kind = \"flag\"";
    let long = fact("recognised_as_a_hero_of_the_district", "Hero", flag);
    let old = doctor("recognised_as_a_hero_of_the_district", &long);
    let new = doctor("dibao", "");
    for (one, other) in [(&old, &new), (&new, &old)] {
        let told = who(one, other);
        assert_eq!(told.len(), 2, "{told:#?}");
        for (_, _, who) in told {
            assert_eq!(who.len(), 1);
            assert!(who[0].contains("Hero: ") && !who[0].contains("recognised"), "{who:?}");
        }
    }
}

#[test]
fn new_facts_stand_in_their_order_after_those_they_follow() {
    let flag = "kind = \"flag\"";
    let facts = format!("{}{}", fact("zeal", "Zeal", flag), fact("ardour", "Ardour", flag));
    let told = who(&doctor("dibao", ""), &doctor("dibao && !(zeal && ardour)", &facts));
    let who: Vec<&String> = told.iter().flat_map(|(_, _, who)| who).collect();
    assert_eq!(who, ["Low-income allowance: yes; Zeal: yes; Ardour: yes"]);
}

#[test]
fn the_members_of_a_set_are_the_same_in_both_versions() {
    let set = "kind = \"set\"\nvalues.a = { zh = \"甲\", en = \"Alpha\" }\nvalues.b = { zh = \"乙\", en = \"Beta\" }";
    let set = fact("kinds", "Kinds", set);
    let told = who(
        &doctor("a in kinds || b in kinds", &set),
        &doctor("(a in kinds || b in kinds) && !(dibao && a in kinds)", &set),
    );
    let who: Vec<&String> = told.iter().flat_map(|(_, _, who)| who).collect();
    assert_eq!(who, ["Low-income allowance: yes; Alpha: yes"]);
}

#[test]
fn numbers_that_only_one_version_has_are_no_case_of_the_other() {
    let years = |min: u8, max: u8| {
        fact(
            "years",
            "Years",
            &format!(
                "kind = \"number\"\nmin = {min}\nmax = {max}\nunit.zh = \"年\"\nunit.en = \"years\""
            ),
        )
    };
    let (narrow, wide) = (years(5, 40), years(0, 60));
    let figures = [(
        "title.zh = \"家庭医生签约\"",
        "figures = { \"10年\" = \"10\" }\ntitle.zh = \"家庭医生签约\"",
    )];
    let of = |facts: &str| with(&doctor("years >= 10", facts), &figures);
    let (old, new) = (of(&narrow), of(&wide));
    let none = "(no such value)";
    let told = who(&old, &new);
    let told: Vec<_> = told.iter().map(|(was, _, who)| (was.as_str(), who.join(" / "))).collect();
    assert_eq!(
        told,
        [(none, "Years: up to 4 years".to_owned()), (none, "Years: 41 years and over".to_owned())]
    );
    assert_eq!(who(&old, &old), []);
    assert_eq!(who(&new, &old).len(), 2);
}

#[test]
fn words_of_the_policy_and_of_its_facts_are_compared() {
    let hero = |label: &str| doctor("hero", &fact("hero", label, "kind = \"flag\""));
    let part = only(&hero("Hero"), &hero("Heroine"));
    let words: Vec<_> = part.words.iter().map(|own| (&*own.what, &*own.was, &*own.now)).collect();
    assert_eq!(
        words,
        [
            ("facts.hero.label", "Hero", "Heroine"),
            ("facts.hero.question", "Hero?", "Heroine?"),
            ("facts.hero.help", "Hero.", "Heroine."),
        ]
    );
    let text = example();
    let noted =
        with(&text, &[("\n[premium]", "note.zh = \"注\"\nnote.en = \"Mind\"\n\n[premium]")]);
    let part = only(&text, &noted);
    let words: Vec<_> = part.words.iter().map(|own| (&*own.what, &*own.was, &*own.now)).collect();
    assert_eq!(words, [("note", "(none)", "Mind")]);
}

#[test]
fn a_provision_is_explained_with_the_conditions_and_readings_it_uses() {
    let shared = shared();
    let read = Read::of(&shared, &example());
    let Version { document, file } = read.version(&shared);
    let provisions = &read.compiled.policy.data().provisions;
    let explained = |id: &str| {
        let own = provisions.iter().find(|own| own.id == id).unwrap();
        explain(document, file, own, Lang::En)
    };
    let aid = explained("premium-aid");
    let conditions: Vec<[&str; 2]> = aid
        .table
        .as_ref()
        .unwrap()
        .conditions
        .iter()
        .map(|own| own.each_ref().map(String::as_str))
        .collect();
    assert_eq!(
        conditions,
        [["class_1", "tekun || orphan"], ["class_2", "dibao || returned_to_poverty"]]
    );
    let reading = [
        "transition_goes_on",
        "The text does not say when the “transition period” ends.",
        "As long as the document is in force, the period is taken to go on.",
        "The period is over: those who are only on the watch list get no more help with the contribution.",
    ];
    assert_eq!(aid.readings, [reading]);
    assert_eq!(explained("family-doctor").readings, [] as [[String; 4]; 0]);
}
