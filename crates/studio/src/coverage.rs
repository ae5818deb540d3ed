//! What has become of each clause of a policy's documents: the data of a bar.
//!
//! ```
//! use mingbai_studio::coverage::{Fate, coverage};
//!
//! let policy = "[provision.aid]\nat = \"一\"\n\n[[elsewhere]]\nat = \"题\"\nreason = \"title\"\n";
//! let table = ("x.clauses.tsv".to_owned(), "at\ttext\n题\t甲\n一\t乙\n二\t丙\n".to_owned());
//! let covered = coverage("policy.toml", policy, &[table]);
//! let fates: Vec<Fate> = covered.iter().map(|clause| clause.fate()).collect();
//! assert_eq!(fates, [Fate::Elsewhere, Fate::Provision, Fate::Open]);
//! assert_eq!(covered[1].provisions[0].provision, "aid");
//! ```

use std::collections::HashMap;

use mingbai_compiler::accounted::Accounted;
use mingbai_compiler::clauses::{clauses, documents};
use mingbai_compiler::file::policy::{self, PolicyFile};
use mingbai_compiler::file::toml;
use mingbai_compiler::finding::Report;
use mingbai_compiler::source::Source;
use serde::{Deserialize, Serialize};

/// A clause and what has become of it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Covered {
    /// Its number, as the policy names it: with that of its document where there are several.
    pub at: String,
    /// Its words.
    pub text: String,
    /// The provisions that cite it.
    pub provisions: Vec<Citing>,
    /// The readings that cite it.
    pub readings: Vec<String>,
    /// Why no provision cites it, where that is said.
    pub elsewhere: Option<String>,
}

/// A provision that cites a clause.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Citing {
    /// The provision.
    pub provision: String,
    /// Its rows that name the clause themselves.
    pub rows: Vec<String>,
}

/// What has become of a clause.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// A provision cites it.
    Provision,
    /// It is said why none does.
    Elsewhere,
    /// Nothing yet.
    Open,
}

impl Covered {
    /// What has become of it.
    pub const fn fate(&self) -> Fate {
        if !self.provisions.is_empty() {
            Fate::Provision
        } else if self.elsewhere.is_some() {
            Fate::Elsewhere
        } else {
            Fate::Open
        }
    }
}

/// The clauses of a policy's tables, in their order. What cannot be read of the policy accounts for nothing; a
/// table that cannot be read has no clauses: the check names what is wrong.
pub fn coverage(name: &str, text: &str, tables: &[(String, String)]) -> Vec<Covered> {
    let source = Source::new(name, text);
    let mut report = Report::new(&source);
    let Some(table) = toml::read(source.text(), &mut report) else { return Vec::new() };
    let file = policy::read(&table, &mut report);
    let account = Accounted::new(&file, source.clone());
    let tables: Vec<Source> = tables.iter().map(|(name, tsv)| Source::new(name, tsv)).collect();
    let mut all: Vec<Covered> = Vec::new();
    for (document, table) in documents(&account, &tables, &mut report) {
        let read = clauses(table).unwrap_or_default();
        all.extend(read.into_iter().map(|(at, text)| {
            let at = document.map_or_else(|| at.clone(), |own| format!("{}:{at}", own.name.value));
            Covered { at, text, ..Covered::default() }
        }));
    }
    cite(&file, &mut all);
    all
}

/// Puts to each clause what cites it.
fn cite(file: &PolicyFile, all: &mut [Covered]) {
    let places: HashMap<String, usize> =
        all.iter().enumerate().map(|(index, own)| (own.at.clone(), index)).collect();
    let mut at = |clause: &str, put: &dyn Fn(&mut Covered)| {
        if let Some(own) = places.get(clause).and_then(|&index| all.get_mut(index)) {
            put(own);
        }
    };
    for provision in &file.provisions {
        let id = &provision.id.value;
        for clause in provision.clauses() {
            let rows = provision.rows.iter().filter(|row| row.at.contains(clause));
            let rows: Vec<String> = rows.map(|row| row.id.value.clone()).collect();
            at(&clause.value, &|own| {
                own.provisions.push(Citing { provision: id.clone(), rows: rows.clone() });
            });
        }
    }
    for reading in &file.readings {
        for clause in &reading.at {
            at(&clause.value, &|own| own.readings.push(reading.id.value.clone()));
        }
    }
    for entry in &file.elsewhere {
        let reason = entry.reason.as_ref().map_or("", |reason| reason.value.as_str());
        for clause in &entry.at {
            at(&clause.value, &|own| own.elsewhere = Some(reason.to_owned()));
        }
    }
}
