//! What a meeting looks at: a policy compared with an earlier version, a provision as a picture.

use mingbai_compiler::file::policy::{self, PolicyFile};
use mingbai_compiler::file::toml;
use mingbai_compiler::finding::Report;
use mingbai_compiler::source::Source;
use mingbai_compiler::words::VocabularyWords;
use mingbai_compiler::{CompiledPolicy, CompiledVocabulary, Finding, compile_policy};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::say;
use mingbai_plain::document::Document;
use mingbai_studio::diff::told::Told;
use mingbai_studio::diff::{Diff, Version, too_far_apart};
use mingbai_studio::explain::explain;
use mingbai_studio::explain::picture::picture;

use crate::studio::POLICY;

/// What both need: the shared vocabulary with its words, the reader's language.
#[derive(Clone, Copy)]
pub struct Meeting<'m> {
    /// The vocabulary.
    pub vocabulary: &'m CompiledVocabulary,
    /// What it is told in.
    pub words: &'m VocabularyWords,
    /// The language of what is said.
    pub lang: Lang,
}

impl<'m> Meeting<'m> {
    /// What differs from the older policy, which is called `name`, to the newer one, [`POLICY`].
    ///
    /// # Errors
    /// What is to be put right first, and in which of the two; that they are too far apart.
    pub fn compared(self, name: &str, older: &str, newer: &str) -> Result<Told, String> {
        let (older, newer) = (self.read(name, older)?, self.read(POLICY, newer)?);
        let diff = Diff::new(self.version(&older), self.version(&newer));
        Ok(diff.map_err(|_| too_far_apart(self.lang))?.told(self.lang))
    }

    /// The provision of this id as a picture: SVG.
    ///
    /// # Errors
    /// What is to be put right first; that there is no such provision.
    pub fn picture(self, policy: &str, provision: &str) -> Result<String, String> {
        let (read, lang) = (self.read(POLICY, policy)?, self.lang);
        let provisions = &read.compiled.policy.data().provisions;
        let Some(own) = provisions.iter().find(|own| own.id == provision) else {
            return Err(say!(
                lang,
                "{POLICY} 里没有规定“{provision}”了；请另选一条",
                "{POLICY} no longer has a provision \"{provision}\"; choose another"
            ));
        };
        let Version { document, file } = self.version(&read);
        Ok(picture(&explain(document, file, own, lang), lang))
    }

    fn version<'r>(self, read: &'r Read) -> Version<'r>
    where
        'm: 'r,
    {
        let document = Document {
            policy: &read.compiled.policy,
            words: &read.compiled.words,
            vocabulary: &self.vocabulary.vocabulary,
            shared: self.words,
        };
        Version { document, file: &read.file }
    }

    fn read(self, name: &str, text: &str) -> Result<Read, String> {
        let compiled =
            compile_policy(self.vocabulary, name, text).map_err(|found| self.said(&found))?;
        let source = Source::new(name, text);
        let mut report = Report::new(&source);
        let Some(table) = toml::read(source.text(), &mut report) else {
            return Err(self.said(&report.finish()));
        };
        Ok(Read { compiled, file: policy::read(&table, &mut report) })
    }

    /// The first finding with its place, and how many there are beside it.
    fn said(self, found: &[Finding]) -> String {
        let lang = self.lang;
        let Some((Finding { file, line, message, .. }, others)) = found.split_first() else {
            return String::new();
        };
        let message = message.pick(lang);
        let first = say!(lang, "{file} 第{line}行：{message}", "{file}, line {line}: {message}");
        match others.len() {
            0 => first,
            count => say!(lang, "{first}（还有{count}处）", "{first} (and {count} more)"),
        }
    }
}

/// A policy, compiled and as its file is written.
struct Read {
    compiled: CompiledPolicy,
    file: PolicyFile,
}
