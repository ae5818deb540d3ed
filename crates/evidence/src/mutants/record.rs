//! What the tests have said of mutants so far, one line each in a file that outlives a run.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use anyhow::{Context, Result};

use super::Mutant;
use super::judge::Verdict;

/// The last verdict of each mutant, by its whole name: one that moves in its file is judged anew.
#[derive(Default)]
pub struct Record {
    verdicts: BTreeMap<String, Verdict>,
}

impl Record {
    /// That of a file; nothing where there is none. A line that was cut off says nothing.
    pub fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_default();
        let verdict = |line: &str| {
            let (word, rest) = line.strip_suffix('\n')?.split_once('\t')?;
            let (by, name) = rest.split_once('\t')?;
            let verdict = match word {
                "caught" => Verdict::Caught(by.to_owned()),
                "too slow" => Verdict::TooSlow(by.to_owned()),
                "lives" => Verdict::Lives,
                _ => return None,
            };
            Some((name.to_owned(), verdict))
        };
        Self { verdicts: text.split_inclusive('\n').filter_map(verdict).collect() }
    }

    /// Writes it, one line a mutant.
    pub fn write(&self, path: &Path) -> Result<()> {
        let lines: String =
            self.verdicts.iter().map(|(name, verdict)| line(name, verdict)).collect();
        fs::write(path, lines).with_context(|| format!("{} cannot be written", path.display()))
    }

    /// What was said of a mutant.
    pub fn of(&self, mutant: &Mutant) -> Option<&Verdict> {
        self.verdicts.get(&mutant.name)
    }

    /// Whether a test noticed it.
    pub fn is_caught(&self, mutant: &Mutant) -> bool {
        matches!(self.of(mutant), Some(Verdict::Caught(_) | Verdict::TooSlow(_)))
    }

    /// Forgets what was said of a mutant, but for the test program that said it, which is asked first.
    pub fn forget(&mut self, mutant: &Mutant) -> Option<String> {
        match self.verdicts.remove(&mutant.name)? {
            Verdict::Caught(by) | Verdict::TooSlow(by) => Some(by),
            Verdict::Lives => None,
        }
    }

    /// Adds a verdict, here and at the end of the file: a run that is stopped loses none.
    pub fn add(&mut self, mutant: &Mutant, verdict: Verdict, file: &mut fs::File) {
        // A record that cannot be written is no reason to stop.
        let _ = file.write_all(line(&mutant.name, &verdict).as_bytes());
        self.verdicts.insert(mutant.name.clone(), verdict);
    }
}

fn line(name: &str, verdict: &Verdict) -> String {
    let (word, by) = match verdict {
        Verdict::Caught(by) => ("caught", by.as_str()),
        Verdict::TooSlow(by) => ("too slow", by.as_str()),
        Verdict::Lives => ("lives", ""),
    };
    format!("{word}\t{by}\t{name}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mutant(name: &str) -> Mutant {
        let text = String::new;
        let (file, genre, replacement) = (text(), text(), text());
        Mutant { name: name.to_owned(), file, genre, replacement, line: 1, column: 1 }
    }

    #[test]
    fn what_was_said_last_counts_and_survives_a_run_that_was_stopped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("verdicts.tsv");
        let [one, other] = ["a.rs:1:1: one", "a.rs:2:1: other"].map(mutant);
        let mut record = Record::read(&path);
        assert!(record.of(&one).is_none() && !record.is_caught(&one));
        let mut file = fs::File::create(&path).unwrap();
        record.add(&one, Verdict::Lives, &mut file);
        record.add(&other, Verdict::TooSlow("all bills".to_owned()), &mut file);
        record.add(&one, Verdict::Caught("all paths".to_owned()), &mut file);
        file.write_all(b"lives\t\ta.rs:2").unwrap();
        let mut read = Record::read(&path);
        assert!(read.is_caught(&one) && read.is_caught(&other));
        read.write(&path).unwrap();
        let written = fs::read_to_string(&path).unwrap();
        assert_eq!(
            written,
            "caught\tall paths\ta.rs:1:1: one\ntoo slow\tall bills\ta.rs:2:1: other\n"
        );
        assert_eq!(read.forget(&one).as_deref(), Some("all paths"));
        assert!(read.of(&one).is_none());
        assert_eq!(read.forget(&one), None);
    }
}
