//! Compiles facts.toml, the policies and places.toml. A file with a finding stops the build and is named
//! with line, rule and message.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use mingbai_compiler::words::{Keyed, VocabularyWords};
use mingbai_compiler::{
    CompiledPolicy, CompiledVocabulary, Finding, PlacesFile, Text, compile_policy,
    compile_vocabulary, read_cases, read_offices, read_places, read_words,
};

/// The folders, in the order the page offers them.
const POLICIES: [&str; 10] = [
    "liangping-2019",
    "shangyu-2012",
    "jiangsu-2012",
    "lincang-2024",
    "shaoxing-2023",
    "wuhan-2023",
    "beijing-2023",
    "social-assistance-law-2026",
    "zhejiang-regulation-2021",
    "medical-security-law-2026",
];

fn main() -> ExitCode {
    match Build::new().and_then(|mut build| build.run()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(messages) => {
            // Cargo shows what a build script says on stderr when it fails.
            for message in &messages {
                eprintln!("{message}");
            }
            eprintln!(
                "{} to put right; docs/policy-format.md describes the files",
                count(messages.len())
            );
            ExitCode::FAILURE
        }
    }
}

fn count(findings: usize) -> String {
    if findings == 1 { "1 finding".to_owned() } else { format!("{findings} findings") }
}

struct Build {
    /// The folder of this crate.
    folder: PathBuf,
    /// Where the compiled files go.
    out: PathBuf,
}

impl Build {
    fn new() -> Result<Self, Vec<String>> {
        let variable = |name: &str| {
            std::env::var_os(name)
                .map(PathBuf::from)
                .ok_or_else(|| vec![format!("cargo did not set {name}")])
        };
        Ok(Self { folder: variable("CARGO_MANIFEST_DIR")?, out: variable("OUT_DIR")? })
    }

    fn run(&mut self) -> Result<(), Vec<String>> {
        println!("cargo::rerun-if-changed=build.rs");
        let vocabulary = self.vocabulary()?;
        let mut lists = [String::from("&["), String::from("&[")];
        let (mut policies, mut messages) = (Vec::new(), Vec::new());
        for id in POLICIES {
            match self.policy(id, &vocabulary) {
                Ok((policy, entries)) => {
                    policies.push(policy);
                    for (list, entry) in lists.iter_mut().zip(entries) {
                        list.push_str(&entry);
                    }
                }
                Err(found) => messages.extend(found),
            }
        }
        if !messages.is_empty() {
            return Err(messages);
        }
        for (list, file) in lists.iter().zip(["policies.rs", "sources.rs"]) {
            self.write(file, format!("{list}\n]\n").as_bytes())?;
        }
        let (shown, text) = self.read("places.toml")?;
        let places =
            read_places(&shown, &text, &policies).map_err(|findings| written(&findings))?;
        self.write("places.rs", as_source(&places).as_bytes())
    }

    fn vocabulary(&self) -> Result<CompiledVocabulary, Vec<String>> {
        let (shown, text) = self.read("facts.toml")?;
        let compiled = compile_vocabulary(&shown, &text).map_err(|findings| written(&findings))?;
        self.write("vocabulary.bin", &compiled.vocabulary.to_bytes())?;
        let outcomes = self.words("outcomes.toml")?;
        let (shown, text) = self.read("offices.toml")?;
        let offices = read_offices(&shown, &text).map_err(|findings| written(&findings))?;
        let words = VocabularyWords { outcomes, offices, ..compiled.words.clone() };
        self.write_json("vocabulary.json", &words)?;
        self.write_json("answers.json", &self.words("answers.toml")?)?;
        self.write_json("command-answers.json", &self.words("command-answers.toml")?)?;
        Ok(compiled)
    }

    /// The words of a file, by name.
    fn words(&self, name: &str) -> Result<Keyed<Text>, Vec<String>> {
        let (shown, text) = self.read(name)?;
        read_words(&shown, &text).map_err(|findings| written(&findings))
    }

    /// Compiles one folder, and gives the policy and its entries in the lists of policies and of sources.
    fn policy(
        &self,
        id: &str,
        vocabulary: &CompiledVocabulary,
    ) -> Result<(CompiledPolicy, [String; 2]), Vec<String>> {
        let (policy, text) = self.read(&format!("{id}/policy.toml"))?;
        let (cases, cases_text) = self.read(&format!("{id}/cases.toml"))?;
        let compiled = compile_policy(vocabulary, &policy, &text);
        let read = read_cases(&cases, &cases_text);
        let compiled = match (compiled, read) {
            (Ok(compiled), Ok(_)) => compiled,
            (compiled, read) => {
                let mut messages = written(&compiled.err().unwrap_or_default());
                messages.extend(written(&read.err().unwrap_or_default()));
                return Err(messages);
            }
        };
        let own = &compiled.policy.data().id;
        if own != id {
            return Err(vec![format!(
                "{policy}: id is \"{own}\"; it must be the folder's name, {id}"
            )]);
        }
        self.write(&format!("{id}.bin"), &compiled.policy.to_bytes())?;
        self.write_json(&format!("{id}.json"), &compiled.words)?;
        // Also where the file is not there yet.
        println!("cargo::rerun-if-changed={}", self.folder.join(id).display());
        let figures = self.folder.join(id).join("figures.toml").is_file().then(|| {
            format!(r#"include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/{id}/figures.toml"))"#)
        });
        let figures = figures.map_or("None".to_owned(), |text| format!("Some({text})"));
        let entry = format!(
            r#"
    BuiltIn {{
        id: {id:?},
        bytes: include_bytes!(concat!(env!("OUT_DIR"), "/{id}.bin")),
        words_json: include_str!(concat!(env!("OUT_DIR"), "/{id}.json")),
        policy_toml: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/{id}/policy.toml")),
        cases_toml: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/{id}/cases.toml")),
    }},"#
        );
        let words = &compiled.words;
        let [place, title] = [&words.place, &words.title].map(|text| (&text.zh, &text.en));
        let source = format!(
            r#"
    Source {{
        id: {id:?},
        place: {place:?},
        title: {title:?},
        policy_toml: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/{id}/policy.toml")),
        cases_toml: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/{id}/cases.toml")),
        figures_toml: {figures},
    }},"#
        );
        Ok((compiled, [entry, source]))
    }

    /// What a file is called in messages (from the root of the workspace), and its text.
    fn read(&self, name: &str) -> Result<(String, String), Vec<String>> {
        let path = self.folder.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        let shown = Path::new("crates/policies").join(name).display().to_string();
        match fs::read_to_string(&path) {
            Ok(text) => Ok((shown, text)),
            Err(error) => Err(vec![format!("{shown}: {error}")]),
        }
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Vec<String>> {
        let path = self.out.join(name);
        fs::write(&path, bytes).map_err(|error| vec![format!("{}: {error}", path.display())])
    }

    fn write_json(&self, name: &str, words: &impl serde::Serialize) -> Result<(), Vec<String>> {
        let json = serde_json::to_vec(words).map_err(|error| vec![format!("{name}: {error}")])?;
        self.write(name, &json)
    }
}

/// The places, and what several documents give, as the source of the two lists of crates/policies/src/lib.rs.
fn as_source(file: &PlacesFile) -> String {
    let places = file.places.iter().map(|place| {
        let (id, Text { zh, en }) = (&place.id, &place.name);
        let (local, above) = (&place.local, &place.above);
        format!(
            "BuiltInPlace {{ id: {id:?}, name_zh: {zh:?}, name_en: {en:?}, local: &{local:?}, above: &{above:?} }},\n"
        )
    });
    let same = file.same.iter().map(|thing| {
        let (id, provisions, once) = (&thing.id, &thing.provisions, &thing.once);
        format!("SameThing {{ id: {id:?}, provisions: &{provisions:?}, once: {once:?} }},\n")
    });
    let (places, same): (String, String) = (places.collect(), same.collect());
    format!("(&[\n{places}], &[\n{same}])\n")
}

fn written(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(Finding::to_string).collect()
}
