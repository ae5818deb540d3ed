//! Policies by name: the built-in ones, and policy files a county office wrote; places with their policies.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use encoding_rs::{Encoding, GB18030, UTF_8};
use mingbai_compiler::file::policy::{self, PolicyFile};
use mingbai_compiler::file::toml;
use mingbai_compiler::finding::Report;
use mingbai_compiler::source::Source;
use mingbai_compiler::words::{FactWords, GroupWords, PolicyWords, VocabularyWords};
use mingbai_compiler::{CompiledPolicy, Text};
use mingbai_core::answer::compared::SameThing;
use mingbai_core::answer::place::Place;
use mingbai_core::case::Reader;
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::Policy;
use mingbai_core::policy::bytes::BadBytes;
use mingbai_core::policy::vocabulary::Vocabulary;
use mingbai_plain::document::Document;
use mingbai_policies::BuiltInPlace;
use mingbai_studio::diff::Version;

use crate::failure::Failure;
use crate::messages::Message;

/// A policy with its words.
pub struct Loaded {
    /// The policy.
    pub policy: Policy,
    /// Its words.
    pub words: PolicyWords,
    /// The shared vocabulary.
    pub vocabulary: Vocabulary,
}

/// The shared vocabulary's words.
pub fn vocabulary_words() -> &'static VocabularyWords {
    static WORDS: OnceLock<VocabularyWords> = OnceLock::new();
    WORDS.get_or_init(|| {
        serde_json::from_str(mingbai_policies::vocabulary().words_json).unwrap_or_default()
    })
}

/// The shared vocabulary.
///
/// # Errors
/// Never: this program carries it.
pub fn vocabulary() -> Result<Vocabulary, Failure> {
    Vocabulary::from_bytes(mingbai_policies::vocabulary().bytes).map_err(|error| own_fault(&error))
}

pub fn own_fault(error: &BadBytes) -> Failure {
    Message::Damaged(error.clone()).into()
}

/// The ids of the built-in policies.
pub fn ids() -> impl Iterator<Item = &'static str> {
    mingbai_policies::policies().iter().map(|policy| policy.id)
}

/// Loads a built-in policy by its id, or compiles a policy file.
///
/// # Errors
/// Wrong use where there is no such policy; data errors where a file does not compile.
pub fn load(name: &str) -> Result<Loaded, Failure> {
    let vocabulary = vocabulary()?;
    if let Some(built_in) = mingbai_policies::policies().iter().find(|policy| policy.id == name) {
        let words = serde_json::from_str(built_in.words_json).unwrap_or_default();
        let policy = Policy::from_bytes(built_in.bytes).map_err(|error| own_fault(&error))?;
        return Ok(Loaded { policy, words, vocabulary });
    }
    let path = Path::new(name);
    let looks_like_a_file =
        path.extension().is_some_and(|extension| extension == "toml") || path.is_file();
    if !looks_like_a_file {
        let known: Vec<&str> = ids().collect();
        let (name, known) = (name.to_owned(), known.join(", "));
        return Err(Message::NoSuchPolicy { name, known }.into());
    }
    let text = fs::read_to_string(path).map_err(Failure::file(path))?;
    let shared = compiled_vocabulary()?;
    let compiled = mingbai_compiler::compile_policy(&shared, name, &text).map_err(Failure::Data)?;
    from_compiled(compiled)
}

/// A policy with its file as it is written.
pub struct Written {
    /// The policy.
    pub loaded: Loaded,
    /// Its policy.toml.
    pub file: PolicyFile,
}

impl Written {
    /// Loads a built-in policy by its id, or a policy file.
    ///
    /// # Errors
    /// As of [`load`].
    pub fn load(name: &str) -> Result<Self, Failure> {
        let loaded = load(name)?;
        let built_in = mingbai_policies::policies().iter().find(|policy| policy.id == name);
        let text = match built_in {
            Some(policy) => policy.policy_toml.to_owned(),
            None => fs::read_to_string(name).map_err(Failure::file(name.as_ref()))?,
        };
        let source = Source::new(name, text);
        let mut report = Report::new(&source);
        let Some(table) = toml::read(source.text(), &mut report) else {
            return Err(Failure::Data(report.finish()));
        };
        Ok(Self { loaded, file: policy::read(&table, &mut report) })
    }

    /// What is compared with another version.
    pub fn version(&self) -> Version<'_> {
        Version { document: self.loaded.document(), file: &self.file }
    }
}

/// A place with its policies.
pub struct LoadedPlace {
    /// The place.
    pub built_in: &'static BuiltInPlace,
    /// Its policies, the local ones first.
    pub policies: Vec<Loaded>,
}

/// A place by its id.
///
/// # Errors
/// Wrong use where there is no such place.
pub fn built_in_place(name: &str) -> Result<&'static BuiltInPlace, Failure> {
    let places = mingbai_policies::places();
    places.iter().find(|place| place.id == name).ok_or_else(|| {
        let known: Vec<&str> = places.iter().map(|place| place.id).collect();
        let (name, known) = (name.to_owned(), known.join(", "));
        Message::NoSuchPlace { name, known }.into()
    })
}

/// Loads a place by its id.
///
/// # Errors
/// Wrong use where there is no such place.
pub fn load_place(name: &str) -> Result<LoadedPlace, Failure> {
    let built_in = built_in_place(name)?;
    let policies = built_in.policies().map(load).collect::<Result<_, _>>()?;
    Ok(LoadedPlace { built_in, policies })
}

impl LoadedPlace {
    /// What reads cases for each of its policies.
    pub fn readers(&self) -> Vec<Reader<'_>> {
        let readers = self.policies.iter().map(|loaded| Reader {
            vocabulary: &loaded.vocabulary,
            policy: &loaded.policy,
            figures: None,
        });
        readers.collect()
    }

    /// The place as the engine takes it, with what reads cases for each of its policies.
    pub fn place<'p>(&'p self, readers: Vec<Reader<'p>>) -> Place<'p> {
        let same = mingbai_policies::same_things().iter();
        let same = same.map(|&mingbai_policies::SameThing { id, provisions, once }| SameThing {
            id,
            provisions,
            once,
        });
        Place::new(self.built_in.id, readers, self.built_in.local.len(), same.collect())
    }

    /// The policy `id`.
    pub fn policy(&self, id: &str) -> Option<&Loaded> {
        self.policies.iter().find(|loaded| loaded.policy.data().id == id)
    }
}

/// A policy that has just been compiled, as the engine takes it.
///
/// # Errors
/// Never: this program carries the vocabulary.
pub fn from_compiled(compiled: CompiledPolicy) -> Result<Loaded, Failure> {
    Ok(Loaded { policy: compiled.policy, words: compiled.words, vocabulary: vocabulary()? })
}

/// The shared vocabulary as the compiler needs it.
///
/// # Errors
/// Never: this program carries it.
pub fn compiled_vocabulary() -> Result<mingbai_compiler::CompiledVocabulary, Failure> {
    mingbai_compiler::compile_vocabulary("facts.toml", mingbai_policies::FACTS_TOML)
        .map_err(Failure::Data)
}

/// The text of a clause table, as a spreadsheet writes it: UTF-8, UTF-16 with its mark, or GB18030.
///
/// # Errors
/// Wrong use where it cannot be read; a data error where it is none of these.
pub fn clause_table(path: &Path) -> Result<String, Failure> {
    let bytes = fs::read(path).map_err(Failure::file(path))?;
    let encoding = match Encoding::for_bom(&bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(&bytes).is_ok() => UTF_8,
        None => GB18030,
    };
    let (text, _, damaged) = encoding.decode(&bytes);
    if damaged {
        return Err(Message::NotUtf8(path.to_owned()).into());
    }
    Ok(text.into_owned())
}

/// The clause tables at a path, each with its name: a file, or every NAME.clauses.tsv of a folder.
///
/// # Errors
/// As of [`clause_table`].
pub fn clause_tables(path: &Path) -> Result<Vec<(String, String)>, Failure> {
    let table = |path: &Path| Ok((path.display().to_string(), clause_table(path)?));
    if !path.is_dir() {
        return Ok(vec![table(path)?]);
    }
    let entries = fs::read_dir(path).map_err(Failure::file(path))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| file.to_string_lossy().ends_with(".clauses.tsv"))
        .collect();
    files.sort();
    files.iter().map(|file| table(file)).collect()
}

/// What people call an office.
pub fn office_words(office: &str, lang: Lang) -> &'static str {
    vocabulary_words().offices.get(office).map_or("", |words| words.pick(lang))
}

impl Loaded {
    /// The policy with the words it is told in.
    pub fn document(&self) -> Document<'_> {
        let Self { policy, words, vocabulary } = self;
        Document { policy, words, vocabulary, shared: vocabulary_words() }
    }

    /// The words of a fact: the policy's own, or the shared ones.
    pub fn fact(&self, id: &str) -> Option<&FactWords> {
        self.document().fact_words(id)
    }

    /// The group that a flag is asked in, and all its flags, each with what is ticked: the shared ones, then the
    /// policy's own.
    pub fn group(&self, flag: &str) -> Option<(&'static GroupWords, Vec<(&str, &Text)>)> {
        vocabulary_words().groups.0.iter().find_map(|(id, words)| {
            let own = self.words.groups.get(id).map_or(&[][..], |own| &own.0);
            let flags = words.facts.0.iter().chain(own).map(|(own, text)| (own.as_str(), text));
            let flags: Vec<_> = flags.collect();
            flags.iter().any(|(own, _)| *own == flag).then_some((words, flags))
        })
    }

    /// What people call a fact.
    pub fn label(&self, fact: &str, lang: Lang) -> &str {
        self.document().label(fact, lang)
    }

    /// What people call a value of a fact.
    pub fn value(&self, fact: &str, value: &str, lang: Lang) -> &str {
        self.document().value(fact, value, lang)
    }

    /// The heading of a provision.
    pub fn title(&self, provision: &str, lang: Lang) -> &str {
        self.document().title(provision, lang)
    }

    /// Where it holds and what it is about.
    pub fn heading(&self, lang: Lang) -> String {
        format!("{} · {}", self.words.place.pick(lang), self.words.title.pick(lang))
    }
}
