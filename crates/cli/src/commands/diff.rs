//! `mingbai diff`: what changes for whom between two versions of a policy.
//!
//! | module | holds |
//! | --- | --- |
//! | `common` | both versions over one list of variables |
//! | `words` | the texts of both versions |
//! | `shown` | what differs, as JSON and to read |

mod common;
mod shown;
mod words;

use std::io::{Write, stdout};

use mingbai_core::kernel::diagram::{Diagram, TooLarge, product};
use mingbai_core::kernel::lang::Lang;
use mingbai_core::policy::Provision;
use mingbai_core::policy::outcome::Outcome;
use serde::Serialize;

use crate::arguments::DiffOptions;
use crate::failure::{Ended, Failure};
use crate::library::{self, Loaded};
use crate::messages::Message;
use crate::plain::Named;
use crate::plain::cubes::{Cube, cubes};
use common::{NO_SUCH_VALUE, Version, variables};
use words::{Reworded, of_policy, of_provision, of_reading, reworded};

/// How large the joint diagram of a provision may grow.
const MOST: usize = 2_000_000;

/// Says what changed.
///
/// # Errors
/// Wrong use where there is no such policy.
pub fn run(options: &DiffOptions, lang: Lang) -> Result<Ended, Failure> {
    let (old, new) = (library::load(&options.old)?, library::load(&options.new)?);
    let diff = Diff::new(&old, &new).map_err(|TooLarge { .. }| Message::TooFarApart)?;
    let mut out = stdout().lock();
    if options.json {
        writeln!(out, "{:#}", diff.json())?;
    } else {
        diff.write(&mut out, lang)?;
    }
    Ok(Ended::Done)
}

/// What differs.
struct Diff<'l> {
    old: &'l Loaded,
    new: &'l Loaded,
    variables: Vec<Named>,
    provisions: Vec<ChangedProvision<'l>>,
    /// Who is in the premium part, and who in the settlement part.
    parts: Vec<(&'static str, Vec<Row<bool>>)>,
    readings: Vec<ChangedReading<'l>>,
    /// What is said of the policy as a whole.
    words: Vec<Reworded<'l>>,
}

/// What became of a provision or a reading.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Edit {
    Added,
    Removed,
    Renamed,
    Changed,
    Same,
}

/// A provision of one version or of both.
struct ChangedProvision<'l> {
    /// Its id, the newer one where it has two.
    id: &'l str,
    old: Option<&'l Provision>,
    new: Option<&'l Provision>,
    words: Vec<Reworded<'l>>,
    rows: Vec<Row<Outcome>>,
}

/// A reading of one version or of both.
struct ChangedReading<'l> {
    id: &'l str,
    edit: Edit,
    words: Vec<Reworded<'l>>,
}

/// For whom what was one thing is another now; nothing where a version cannot state the case.
struct Row<T> {
    when: Cube,
    was: Option<T>,
    now: Option<T>,
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
                    && old.at == new.at
                    && old.kind == new.kind;
                if same { Edit::Same } else { Edit::Changed }
            }
        }
    }
}

impl<'l> Diff<'l> {
    fn new(old: &'l Loaded, new: &'l Loaded) -> Result<Self, TooLarge> {
        let variables = variables(&old.policy, &new.policy);
        let (before, after) =
            (Version::new(&old.policy, &variables), Version::new(&new.policy, &variables));
        let compare = |one: &Diagram, other: &Diagram| -> Result<_, TooLarge> {
            Ok((before.diagram(one)?, after.diagram(other)?))
        };
        let (was, now) = (old.policy.data(), new.policy.data());
        let mut provisions = Vec::new();
        for (one, two) in pairs(old, new) {
            let rows = match (outcomes(one), outcomes(two)) {
                (Some(one), Some(two)) => {
                    let (first, second) = compare(&one.0, &two.0)?;
                    let name =
                        |outcomes: &[Outcome], leaf: u32| outcomes.get(leaf as usize).cloned();
                    changes(&first, &second, &variables, |was, now| {
                        (name(&one.1, was), name(&two.1, now))
                    })?
                }
                _ => Vec::new(),
            };
            let texts = |loaded: &'l Loaded, own: &Provision| {
                loaded.words.provisions.get(&own.id).map(of_provision).unwrap_or_default()
            };
            let words = match (one, two) {
                (Some(one), Some(two)) => reworded(texts(old, one), &texts(new, two)),
                _ => Vec::new(),
            };
            let Some(id) = two.or(one).map(|own| own.id.as_str()) else { continue };
            provisions.push(ChangedProvision { id, old: one, new: two, words, rows });
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
        let readings = readings(old, new);
        let words = reworded(of_policy(&old.words), &of_policy(&new.words));
        Ok(Self { old, new, variables, provisions, parts, readings, words })
    }

    fn same(&self) -> bool {
        let (old, new) = (self.old.policy.data(), self.new.policy.data());
        old.in_force == new.in_force
            && old.instrument == new.instrument
            && old.issued == new.issued
            && self.words.is_empty()
            && self.readings.is_empty()
            && self.parts.iter().all(|(_, rows)| rows.is_empty())
            && self.provisions.iter().all(|provision| provision.edit() == Edit::Same)
    }
}

/// The provisions of both versions, those of the older in order, then what is new. One that has
/// another id and the same title, what it says or rests on is still the same.
fn pairs<'l>(
    old: &'l Loaded,
    new: &'l Loaded,
) -> Vec<(Option<&'l Provision>, Option<&'l Provision>)> {
    let (was, now) = (&old.policy.data().provisions, &new.policy.data().provisions);
    let in_both = |id: &str| was.iter().chain(now).filter(|own| own.id == id).count() == 2;
    let title = |loaded: &'l Loaded, own: &Provision| {
        loaded.words.provisions.get(&own.id).map(|words| &words.title)
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
            rows.push(Row { when, was: was.clone(), now: now.clone() });
        }
    }
    Ok(rows)
}

/// Readings of one version only, and those with other words.
fn readings<'l>(old: &'l Loaded, new: &'l Loaded) -> Vec<ChangedReading<'l>> {
    let (was, now) = (&old.policy.data().readings, &new.policy.data().readings);
    let texts = |loaded: &'l Loaded, id: &str| {
        loaded.words.readings.get(id).map(of_reading).unwrap_or_default()
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
