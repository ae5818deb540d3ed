//! What changes for whom between two versions of a policy, by the diagrams of both: the rows of an answer are exactly the
//! cases that differ. For a meeting it is said in words, for programs as JSON.
//!
//! | module | holds |
//! | --- | --- |
//! | `aligned` | both versions over one list of variables |
//! | `clauses` | clauses whose fate is another |
//! | `effect` | whether an outcome is more or less than another |
//! | `words` | the texts of both versions |
//! | [`told`] | what differs, in words |
//! | `json` | what differs, as JSON |

mod aligned;
mod clauses;
mod effect;
mod json;
pub mod told;
mod words;

use mingbai_compiler::file::layers::LayerEntry;
use mingbai_compiler::file::policy::PolicyFile;
use mingbai_compiler::file::provision::ProvisionEntry;
use mingbai_core::kernel::diagram::{Diagram, TooLarge, product};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::Provision;
use mingbai_core::policy::layers::FiguresUsed;
use mingbai_core::policy::outcome::Outcome;
use mingbai_plain::cubes::{Cube, cubes};
use mingbai_plain::document::Document;
use mingbai_plain::variables::Named;
use serde::Serialize;

use aligned::{Aligned, NO_SUCH_VALUE, variables};
use clauses::ChangedClause;
pub use effect::Effect;
use effect::effect;
use words::{Reworded, of_policy, of_provision, of_reading, reworded};

/// How large the joint diagram of a provision may grow.
const MOST: usize = 2_000_000;

/// A version of a policy: compiled, with its words, and as its file was read.
#[derive(Clone, Copy)]
pub struct Version<'v> {
    /// The policy with its words.
    pub document: Document<'v>,
    /// Its file.
    pub file: &'v PolicyFile,
}

impl<'v> Version<'v> {
    fn entry(self, provision: Option<&Provision>) -> Option<&'v ProvisionEntry> {
        let id = &provision?.id;
        self.file.provisions.iter().find(|entry| entry.id.value == *id)
    }
}

/// What is said of two versions for which there is no [`Diff`].
pub fn too_far_apart(lang: Lang) -> &'static str {
    lang.pick(
        "两个版本差得太远，没法逐个比较；请分成几步改，一步一步比",
        "the two versions are too far apart to compare exactly; change in smaller steps and compare each",
    )
}

/// What differs.
pub struct Diff<'v> {
    old: Version<'v>,
    new: Version<'v>,
    variables: Vec<Named>,
    provisions: Vec<ChangedProvision<'v>>,
    /// Who is in the premium part, and who in the settlement part.
    parts: Vec<(&'static str, Vec<Row<bool>>)>,
    /// The layers that came, went, or settle another way.
    layers: Vec<(&'v str, Edit)>,
    /// The clauses of which another thing is said.
    clauses: Vec<ChangedClause<'v>>,
    readings: Vec<ChangedReading<'v>>,
    /// What is said of the policy as a whole.
    words: Vec<Reworded<'v>>,
}

/// What became of a provision, a layer, a reading.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Edit {
    /// Only the newer version has it.
    Added,
    /// Only the older version has it.
    Removed,
    /// It has another id.
    Renamed,
    /// It is another.
    Changed,
    /// It is the same.
    Same,
}

/// A provision of one version or of both.
struct ChangedProvision<'v> {
    /// Its id, the newer one where it has two.
    id: &'v str,
    old: Option<&'v Provision>,
    new: Option<&'v Provision>,
    words: Vec<Reworded<'v>>,
    /// Rows of the table that are written in another way, whether or not anybody gets something else for it.
    written: Written<'v>,
    rows: Vec<Row<Outcome>>,
}

/// What of a table is written in one version only: ids of rows, figures in the clause's own characters. A row in
/// both that is written in another way is in `changed`.
#[derive(PartialEq, Eq, Default, Serialize)]
struct Written<'v> {
    removed: Vec<&'v str>,
    added: Vec<&'v str>,
    changed: Vec<&'v str>,
    figures_removed: Vec<&'v str>,
    figures_added: Vec<&'v str>,
}

/// A reading of one version or of both.
struct ChangedReading<'v> {
    id: &'v str,
    edit: Edit,
    words: Vec<Reworded<'v>>,
}

/// For whom what was one thing is another now; nothing where a version cannot state the case.
struct Row<T> {
    when: Cube,
    was: Option<T>,
    now: Option<T>,
    /// Whether they get more or less, where that can be told.
    effect: Option<Effect>,
}

impl ChangedProvision<'_> {
    fn edit(&self) -> Edit {
        match (self.old, self.new) {
            (None, _) => Edit::Added,
            (_, None) => Edit::Removed,
            (Some(old), Some(new)) if old.id != new.id => Edit::Renamed,
            (Some(old), Some(new)) => {
                let same = self.rows.is_empty()
                    && self.words.is_empty()
                    && self.written == Written::default()
                    && old.at == new.at
                    && old.kind == new.kind;
                if same { Edit::Same } else { Edit::Changed }
            }
        }
    }
}

impl<'v> Diff<'v> {
    /// Compares two versions.
    ///
    /// # Errors
    /// [`TooLarge`] where they are too far apart to be compared case by case.
    pub fn new(old: Version<'v>, new: Version<'v>) -> Result<Self, TooLarge> {
        let (one, two) = (old.document.policy, new.document.policy);
        let variables = variables(one, two);
        let (before, after) = (Aligned::new(one, &variables), Aligned::new(two, &variables));
        let compare = |one: &Diagram, other: &Diagram| -> Result<_, TooLarge> {
            Ok((before.diagram(one)?, after.diagram(other)?))
        };
        let (was, now) = (one.data(), two.data());
        let of_one_base = one.aid_is_of_first_tier() == two.aid_is_of_first_tier();
        let stated = |layer: &str| {
            let own =
                [was, now].map(|data| data.settlement.layers.iter().find(|own| own.id == layer));
            own.iter().all(|own| own.is_none_or(|own| own.figures == FiguresUsed::default()))
        };
        let mut provisions = Vec::new();
        for (one, two) in pairs(old, new) {
            let rows = match (outcomes(one), outcomes(two)) {
                (Some(one), Some(two)) => {
                    let (first, second) = compare(&one.0, &two.0)?;
                    let name =
                        |outcomes: &[Outcome], leaf: u32| outcomes.get(leaf as usize).cloned();
                    let rows = changes(&first, &second, &variables, |was, now| {
                        (name(&one.1, was), name(&two.1, now))
                    })?;
                    let effect = |row: &Row<Outcome>| {
                        let (was, now) = (row.was.as_ref()?, row.now.as_ref()?);
                        let share =
                            |own: &Outcome| own.is_premium_aid() && *own != Outcome::Nothing;
                        (of_one_base || !share(was) || !share(now))
                            .then(|| effect(was, now, stated))?
                    };
                    rows.into_iter().map(|row| Row { effect: effect(&row), ..row }).collect()
                }
                _ => Vec::new(),
            };
            let texts = |version: Version<'v>, own: &Provision| {
                let words = version.document.words.provisions.get(&own.id);
                words.map(of_provision).unwrap_or_default()
            };
            let words = match (one, two) {
                (Some(one), Some(two)) => reworded(texts(old, one), &texts(new, two)),
                _ => Vec::new(),
            };
            let Some(id) = two.or(one).map(|own| own.id.as_str()) else { continue };
            let written = match (old.entry(one), new.entry(two)) {
                (Some(one), Some(two)) => written(one, two),
                _ => Written::default(),
            };
            provisions.push(ChangedProvision { id, old: one, new: two, words, written, rows });
        }
        let mut parts = Vec::new();
        for (name, one, two) in [
            ("premium", &was.premium_when, &now.premium_when),
            ("settlement", &was.settlement.when, &now.settlement.when),
        ] {
            let (first, second) = compare(one, two)?;
            let known = |leaf: u32| (leaf != NO_SUCH_VALUE).then_some(leaf == 1);
            let rows = changes(&first, &second, &variables, |was, now| (known(was), known(now)))?;
            parts.push((name, rows));
        }
        let words = reworded(of_policy(old.document.words), &of_policy(new.document.words));
        Ok(Self {
            variables,
            provisions,
            parts,
            layers: layers(old.file, new.file),
            clauses: clauses::changed(old.file, new.file),
            readings: readings(old, new),
            words,
            old,
            new,
        })
    }

    /// Whether nothing differs.
    pub fn same(&self) -> bool {
        let (old, new) = (self.old.document.policy.data(), self.new.document.policy.data());
        old.in_force == new.in_force
            && old.instrument == new.instrument
            && old.issued == new.issued
            && self.words.is_empty()
            && self.layers.is_empty()
            && self.clauses.is_empty()
            && self.readings.is_empty()
            && self.parts.iter().all(|(_, rows)| rows.is_empty())
            && self.provisions.iter().all(|provision| provision.edit() == Edit::Same)
    }
}

/// The provisions of both versions, those of the older in order, then what is new. One that has
/// another id and the same title, what it says or rests on is still the same.
fn pairs<'v>(
    old: Version<'v>,
    new: Version<'v>,
) -> Vec<(Option<&'v Provision>, Option<&'v Provision>)> {
    let of = |version: Version<'v>| &version.document.policy.data().provisions;
    let (was, now) = (of(old), of(new));
    let in_both = |id: &str| was.iter().chain(now).filter(|own| own.id == id).count() == 2;
    let title = |version: Version<'v>, own: &Provision| {
        version.document.words.provisions.get(&own.id).map(|words| &words.title)
    };
    let find = |own: &Provision| {
        now.iter().find(|other| other.id == own.id).or_else(|| {
            now.iter().find(|other| {
                !in_both(&other.id) && other.at == own.at && title(new, other) == title(old, own)
            })
        })
    };
    let mut pairs: Vec<_> = was.iter().map(|own| (Some(own), find(own))).collect();
    let added = |other: &&Provision| {
        !pairs.iter().any(|(_, two)| two.is_some_and(|two| two.id == other.id))
    };
    let added: Vec<_> = now.iter().filter(added).map(|other| (None, Some(other))).collect();
    pairs.extend(added);
    pairs
}

/// What a provision gives, as a diagram of outcomes. One that is not there gives nobody anything; a
/// commitment or a duty has none.
fn outcomes(provision: Option<&Provision>) -> Option<(Diagram, Vec<Outcome>)> {
    let Some(provision) = provision else {
        return Some((Diagram::constant(0), vec![Outcome::Nothing]));
    };
    let table = provision.table.as_ref()?;
    Some((table.by_outcome.clone(), table.outcomes.clone()))
}

/// The combinations whose leaves mean different things, in few plain rows.
fn changes<T: PartialEq + Clone>(
    old: &Diagram,
    new: &Diagram,
    variables: &[Named],
    mean: impl Fn(u32, u32) -> (Option<T>, Option<T>),
) -> Result<Vec<Row<T>>, TooLarge> {
    let mut pairs: Vec<(Option<T>, Option<T>)> = Vec::new();
    let joint = product(&[old, new], &[], MOST, |leaves| {
        let &[was, now] = leaves else { return 0 };
        let pair = mean(was, now);
        if pair.0 == pair.1 {
            return 0;
        }
        let at = pairs.iter().position(|own| *own == pair).unwrap_or_else(|| {
            pairs.push(pair);
            pairs.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX >> 2) + 1
    })?;
    let domains: Vec<usize> = variables.iter().map(Named::values).collect();
    let mut rows = Vec::new();
    for (leaf, (was, now)) in (1..).zip(pairs) {
        for when in cubes(&joint, leaf, &domains)? {
            rows.push(Row { when, was: was.clone(), now: now.clone(), effect: None });
        }
    }
    Ok(rows)
}

/// What is written in another way in two tables of one provision.
fn written<'v>(old: &'v ProvisionEntry, new: &'v ProvisionEntry) -> Written<'v> {
    let of = |entry: &'v ProvisionEntry| {
        let rows = entry.rows.iter().map(|row| (row.id.value.as_str(), row));
        let figures = entry.figures.iter().map(|own| (own.word.value.as_str(), own));
        (rows.collect::<Vec<_>>(), figures.collect::<Vec<_>>())
    };
    let ((rows, figures), (new_rows, new_figures)) = (of(old), of(new));
    Written {
        removed: without(&rows, |(id, _)| new_rows.iter().any(|(own, _)| own == id)),
        added: without(&new_rows, |(id, _)| rows.iter().any(|(own, _)| own == id)),
        changed: without(&rows, |(id, row)| {
            new_rows.iter().find(|(own, _)| own == id).is_none_or(|(_, own)| own == row)
        }),
        figures_removed: without(&figures, |own| new_figures.contains(own)),
        figures_added: without(&new_figures, |own| figures.contains(own)),
    }
}

/// The names of those that are not left out.
fn without<'v, T>(all: &[(&'v str, T)], left_out: impl Fn(&(&'v str, T)) -> bool) -> Vec<&'v str> {
    all.iter().filter(|own| !left_out(own)).map(|(name, _)| *name).collect()
}

/// The layers of one version only, and those that settle another way.
fn layers<'v>(old: &'v PolicyFile, new: &'v PolicyFile) -> Vec<(&'v str, Edit)> {
    let (was, now) = (&old.settlement.layers, &new.settlement.layers);
    let edit = |own: &LayerEntry| match now.iter().find(|other| other.id == own.id) {
        None => Edit::Removed,
        Some(other) if other == own => Edit::Same,
        Some(_) => Edit::Changed,
    };
    let kept = was.iter().map(|own| (own.id.value.as_str(), edit(own)));
    let added = now.iter().filter(|own| !was.iter().any(|other| other.id == own.id));
    let added = added.map(|own| (own.id.value.as_str(), Edit::Added));
    kept.chain(added).filter(|(_, edit)| *edit != Edit::Same).collect()
}

/// Readings of one version only, and those with other words.
fn readings<'v>(old: Version<'v>, new: Version<'v>) -> Vec<ChangedReading<'v>> {
    let of = |version: Version<'v>| &version.document.policy.data().readings;
    let (was, now) = (of(old), of(new));
    let texts = |version: Version<'v>, id: &str| {
        version.document.words.readings.get(id).map(of_reading).unwrap_or_default()
    };
    let mut changes = Vec::new();
    for reading in was {
        let id = reading.id.as_str();
        match now.iter().find(|other| other.id == reading.id) {
            None => changes.push(ChangedReading { id, edit: Edit::Removed, words: Vec::new() }),
            Some(other) => {
                let words = reworded(texts(old, id), &texts(new, id));
                if other.switchable != reading.switchable || !words.is_empty() {
                    changes.push(ChangedReading { id, edit: Edit::Changed, words });
                }
            }
        }
    }
    let added = now.iter().filter(|other| !was.iter().any(|own| own.id == other.id));
    changes.extend(added.map(|other| ChangedReading {
        id: other.id.as_str(),
        edit: Edit::Added,
        words: Vec::new(),
    }));
    changes
}
