//! The one place that gives names: results by index become an answer.

use serde::{Serialize, Serializer};

use super::advice::{Change, Gain, Trial};
use super::assess::Findings;
use super::decision::{Decision, Grounds};
use super::hints::BillHint;
use super::questions::{self, Question};
use super::shape::{
    Advice, Assumed, Because, Bounds, ChangedFact, Check, Cite, Hint, Months, Next, Person,
    Premium, Settlement, Shares, Status, Supposed, Verdict,
};
use super::steps::{Source, Step};
use super::supposing::Supposing;
use crate::amounts::check as checks;
use crate::amounts::missing::{Figure, LayerFigure, Unknown};
use crate::amounts::ranges::{Joint, Range};
use crate::amounts::trace::{Note, Origin, Part};
use crate::amounts::worked_out::WorkedOut;
use crate::case::values::Value;
use crate::case::{self, IN_SCOPE, Member, OUT_OF_SCOPE, PAID, Reader};
use crate::policy::vocabulary::Scope;
use crate::policy::{Policy, Provision};

mod ways;

/// Something to ask for: a fact, a fact or an entry of an admission, a figure.
#[derive(Clone, PartialEq, Eq, Debug)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(type = "string"))]
pub enum Ask<'p> {
    /// A fact of the person or the household.
    Fact(&'p str),
    /// `admissions[i].NAME`
    OfAdmission(usize, &'p str),
    /// `admissions[i].paid.LAYER`
    Paid(usize, &'p str),
    /// `figures.…`
    Figure(String),
    /// An ask of one member of a household: `members[i].…`
    OfMember(usize, Box<Ask<'p>>),
}

impl std::fmt::Display for Ask<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Fact(fact) => f.write_str(fact),
            Self::OfAdmission(index, name) => write!(f, "admissions[{index}].{name}"),
            Self::Paid(index, layer) => write!(f, "admissions[{index}].{PAID}.{layer}"),
            Self::Figure(path) => write!(f, "figures.{path}"),
            Self::OfMember(index, ask) => write!(f, "members[{index}].{ask}"),
        }
    }
}

impl Serialize for Ask<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Gives names to results computed under a policy.
#[derive(Clone, Copy)]
pub(super) struct Namer<'p> {
    policy: &'p Policy,
    reader: Reader<'p>,
}

impl<'p> Namer<'p> {
    pub(super) fn new(reader: Reader<'p>) -> Self {
        Self { policy: reader.policy, reader }
    }

    fn fact(self, index: u16) -> &'p str {
        self.policy.fact(index).map_or("", |fact| fact.id.as_str())
    }

    fn provision(self, index: u16) -> &'p str {
        let provision = self.policy.data().provisions.get(usize::from(index));
        provision.map_or("", |provision| provision.id.as_str())
    }

    fn reading(self, index: u16) -> &'p str {
        let reading = self.policy.data().readings.get(usize::from(index));
        reading.map_or("", |reading| reading.id.as_str())
    }

    fn layer(self, index: u8) -> &'p str {
        let layer = self.policy.data().settlement.layers.get(usize::from(index));
        layer.map_or("", |layer| layer.id.as_str())
    }

    /// Who pays what: the ranges of the layers, then the patient's.
    pub(super) fn shares(self, ranges: &[Range]) -> Option<Shares<'p>> {
        let (&patient_pays, layers) = ranges.split_last()?;
        let layers = (0..).zip(layers).map(|(index, &range)| (self.layer(index), range));
        let (layers, check) = (layers.collect(), Vec::new());
        Some(Shares { layers, patient_pays, bounds: None, check })
    }

    /// One person's part of an answer.
    pub(super) fn person(self, findings: &Findings<'_>) -> Person<'p> {
        let decisions = findings.decisions.iter().zip(&findings.grounds).zip(&findings.worked_out);
        let provisions = self.policy.data().provisions.iter().zip(decisions);
        let verdicts = (0..).zip(provisions).map(|(index, (provision, (decided, worked_out)))| {
            let (decision, grounds) = decided;
            let hints = findings.hints.iter().filter(|hint| hint.provision == index);
            Verdict {
                ways: self.ways(findings, index, provision),
                hints: self.hinted(provision, hints),
                ..self.verdict(findings, provision, decision, grounds, worked_out)
            }
        });
        Person {
            name: findings.member.name.clone(),
            verdicts: verdicts.collect(),
            premium: findings.premium.as_ref().and_then(|joint| self.premium(joint, findings)),
            settlement: findings
                .settlement
                .as_ref()
                .and_then(|joint| self.settlement(joint, findings)),
            assumed: self.assumed(findings.member),
            next: questions::next(self.policy, &[&findings.questions])
                .map(|question| self.next(&question, None)),
            questions: findings
                .questions
                .all(self.policy)
                .into_iter()
                .map(|fact| self.fact(fact))
                .collect(),
            advice: findings.advice.iter().map(|trial| self.advice(trial)).collect(),
        }
    }

    fn verdict(
        self,
        findings: &Findings<'_>,
        provision: &'p Provision,
        decision: &Decision,
        grounds: &Grounds,
        worked_out: &WorkedOut,
    ) -> Verdict<'p> {
        let mut verdict = Verdict {
            provision: &provision.id,
            kind: provision.kind,
            office: provision.office.as_ref().map(|office| office.id.as_str()),
            private: provision.private && matches!(decision.status, Status::Granted | Status::Open),
            status: decision.status,
            row: None,
            rows: Vec::new(),
            outcomes: Vec::new(),
            asks: decision.asks.iter().map(|&fact| self.fact(fact)).collect(),
            amount: worked_out.amount.map(|amount| {
                let range =
                    |(least, most)| Range { least: Some(least), most: Some(most), floor: false };
                amount.ends.map(range)
            }),
            months: worked_out
                .months
                .map(|months| months.ends.map(|(least, most)| Months { least, most })),
            ways: None,
            cites: cites(provision, decision),
            readings: grounds.readings.iter().map(|&reading| self.reading(reading)).collect(),
            notes: provision.notes.iter().map(|&note| self.reading(note)).collect(),
            because: Vec::new(),
            hints: None,
        };
        if let Some(table) = &provision.table {
            let row = |row: usize| table.rows.get(row).map(|row| row.id.as_str());
            verdict.row = decision.row().and_then(row);
            verdict.rows = decision.rows.iter().filter_map(|&index| row(index as usize)).collect();
            verdict.outcomes = decision.outcomes_of(table).collect();
        }
        verdict.because.extend(grounds.facts.iter().filter_map(|&index| {
            let (fact, value) =
                (self.policy.fact(index)?, findings.member.facts.get(usize::from(index))?);
            verdict.private |= fact.shows_illness(value);
            Some(Because { fact: &fact.id, value: value.named(fact) })
        }));
        verdict
    }

    /// A provision's hints on bills; none where it never gives one.
    fn hinted<'h>(
        self,
        provision: &'p Provision,
        hints: impl Iterator<Item = &'h BillHint>,
    ) -> Option<Vec<Hint<'p>>> {
        let table = provision.table.as_ref().filter(|_| provision.is_stated())?;
        let named = |hint: &BillHint| {
            let row = table.rows.get(hint.row as usize)?;
            let readings = hint.readings.iter().map(|&reading| self.reading(reading)).collect();
            Some(Hint { admission: hint.admission, row: &row.id, readings })
        };
        Some(hints.filter_map(named).collect())
    }

    /// What was filled in, of the person and of each admission.
    fn assumed(self, member: &Member) -> Vec<Assumed<'p>> {
        let own = member.assumed.iter().map(|assumed| (None, assumed));
        let of_admissions = member.admissions.iter().enumerate().flat_map(|(index, admission)| {
            admission.assumed.iter().map(move |assumed| (Some(index), assumed))
        });
        let named = |(admission, assumed): (Option<usize>, &case::Assumed)| {
            let ask = |fact: u16| {
                let of_admission = self.policy.fact(fact)?.scope == Scope::Admission;
                let name = self.fact(fact);
                Some(match admission.filter(|_| of_admission) {
                    Some(index) => Ask::OfAdmission(index, name),
                    None => Ask::Fact(name),
                })
            };
            Some(Assumed {
                fact: ask(assumed.fact)?,
                value: assumed.value.named(self.policy.fact(assumed.fact)?),
                because: assumed.because.iter().filter_map(|&fact| ask(fact)).collect(),
            })
        };
        own.chain(of_admissions).filter_map(named).collect()
    }

    fn premium(self, joint: &Joint, findings: &Findings<'_>) -> Option<Premium<'p>> {
        let known = &findings.member.facts;
        let ranges = joint.ranges(joint.diagram.root())?;
        let asks = joint.unknowns(self.policy, known).into_iter().map(|unknown| self.ask(unknown));
        let [supposing, _] = &findings.supposing;
        Some(Premium {
            supposing: self.supposing(supposing),
            steps: self.steps(joint),
            ..premium(self.policy, &ranges, asks.collect())?
        })
    }

    fn supposing(self, all: &[Supposing]) -> Vec<Supposed<'p>> {
        let named = |one: &Supposing| {
            let fact = self.policy.fact(one.fact)?;
            let values = one.values.iter().map(|value| value.named(fact)).collect();
            Some(Supposed { fact: &fact.id, values })
        };
        all.iter().filter_map(named).collect()
    }

    fn settlement(self, joint: &Joint, findings: &Findings<'_>) -> Option<Settlement<'p>> {
        let admissions = &findings.member.admissions;
        let mut year = self.shares(&joint.ranges(joint.diagram.root())?)?;
        year.bounds = findings.bounds.as_ref().map(|bounds| Bounds {
            least: bounds.least,
            most: bounds.most,
            supposing: bounds.supposing.iter().map(|&cap| self.ask(Unknown::Figure(cap))).collect(),
        });
        let own = joint.ranges_of_admissions(admissions.len());
        let admission = |(index, own): (usize, &Option<Vec<Range>>)| {
            let checks = joint.checks.iter().filter(|check| check.admission == index);
            let checked = |check: &checks::Check| Check {
                layer: self.layer(check.layer),
                paid: check.paid,
                least: check.due.least,
                most: check.due.most,
                differs: check.differs,
            };
            let shares = self.shares(own.as_deref()?)?;
            Some(Shares { check: checks.map(checked).collect(), ..shares })
        };
        let known = &findings.member.facts;
        let asks = joint.unknowns(self.policy, known).into_iter().map(|unknown| self.ask(unknown));
        let [_, supposing] = &findings.supposing;
        Some(Settlement {
            supposing: self.supposing(supposing),
            admissions: own.iter().enumerate().map(admission).collect(),
            steps: self.steps(joint),
            ..Settlement::new(asks.collect(), joint.total(admissions), year)
        })
    }

    fn steps(self, joint: &Joint) -> Vec<Step<'p>> {
        let step = |note: &Note| Step {
            admission: note.admission,
            layer: match note.part {
                Part::Premium => "premium",
                Part::Patient => "patient",
                Part::Layer(layer) => self.layer(layer),
            },
            what: note.what,
            value: note.value,
            percent: note.percent,
            from: match note.origin {
                Origin::Figure(figure) => Source::Figure(self.ask(Unknown::Figure(figure))),
                Origin::Provision(provision) => Source::Provision(self.provision(provision)),
                Origin::Steps => Source::Steps,
            },
        };
        joint.notes.iter().map(step).collect()
    }

    fn advice(self, trial: &Trial) -> Advice<'p> {
        let change = |change: &Change| {
            let value = self.policy.fact(change.fact).map(|fact| change.value.named(fact));
            let name = self.fact(change.fact);
            let fact = match change.admission {
                None => Ask::Fact(name),
                Some(index) => Ask::OfAdmission(index, name),
            };
            ChangedFact { fact, value: value.unwrap_or(Value::Null) }
        };
        let provision =
            |gain: &Gain| self.policy.data().provisions.get(usize::from(gain.provision));
        let cite = |gain: &Gain| provision(gain)?.at.first().map(|at| Cite { at });
        let outcomes = |gain: &Gain| {
            let table = provision(gain).and_then(|provision| provision.table.as_ref());
            let outcome = |&leaf: &u32| table?.outcomes.get(leaf as usize);
            gain.outcomes.iter().filter_map(outcome).collect()
        };
        Advice {
            change: change(&trial.change),
            saves: trial.saves,
            gains: trial.gains.iter().map(|gain| self.provision(gain.provision)).collect(),
            outcomes: trial.gains.iter().map(outcomes).collect(),
            cites: trial.gains.iter().filter_map(cite).collect(),
        }
    }

    /// The question by name; `member` where it is a household's.
    pub(super) fn next(self, question: &Question, member: Option<usize>) -> Next<'p> {
        let why = question.why.iter().map(|&provision| self.provision(provision)).collect();
        Next { member, fact: self.fact(question.fact), why }
    }

    /// What to ask for.
    pub(super) fn ask(self, unknown: Unknown) -> Ask<'p> {
        let figure = match unknown {
            Unknown::Fact(fact) => return Ask::Fact(self.fact(fact)),
            Unknown::OfAdmission(index, fact) => return Ask::OfAdmission(index, self.fact(fact)),
            Unknown::Figure(figure) => figure,
        };
        Ask::Figure(match figure {
            Figure::InScope(index) => return Ask::OfAdmission(index as usize, IN_SCOPE),
            Figure::OutOfScope(index) => return Ask::OfAdmission(index as usize, OUT_OF_SCOPE),
            // Named as a fact before.
            Figure::Stated(fact) => return Ask::Fact(self.fact(fact)),
            Figure::Sum(_) => String::new(),
            Figure::Paid(index, layer) => return Ask::Paid(index as usize, self.layer(layer)),
            Figure::Contribution(at) => {
                let shape = self.reader.shape();
                format!("contribution{}", keyed(shape.contribution, at))
            }
            Figure::Of(layer, figure) => {
                let shape = self.reader.shape();
                let Some(layer) = shape.layers.get(usize::from(layer)) else {
                    return Ask::Figure(String::new());
                };
                let (id, person, admission) = (layer.id, layer.person, layer.admission);
                match figure {
                    LayerFigure::Deductible(at) => {
                        format!("{id}.deductible{}", keyed(admission, at))
                    }
                    LayerFigure::Rate(of, at) => {
                        format!("{id}.rate{}{}", keyed(person, of), keyed(admission, at))
                    }
                    LayerFigure::Bands => format!("{id}.bands"),
                    LayerFigure::BandsFrom => format!("{id}.bands_from"),
                    LayerFigure::Cap(of) => format!("{id}.cap{}", keyed(person, of)),
                }
            }
        })
    }
}

/// The clauses of the rows still possible; the provision's where rows name none.
pub(super) fn cites<'p>(provision: &'p Provision, decision: &Decision) -> Vec<Cite<'p>> {
    let rows = provision.table.iter().flat_map(|table| {
        decision.rows.iter().filter_map(|&row| table.rows.get(row as usize)).map(|row| &row.at)
    });
    let mut cites: Vec<Cite<'p>> = Vec::new();
    let mut cite = |clauses: &'p [String]| {
        for at in clauses {
            if !cites.contains(&Cite { at }) {
                cites.push(Cite { at });
            }
        }
    };
    let mut none = true;
    for own in rows {
        cite(if own.is_empty() { &provision.at } else { own });
        none = false;
    }
    if none {
        cite(&provision.at);
    }
    cites
}

/// `.KEY`; nothing where there is no key.
fn keyed(values: &[String], index: u8) -> String {
    values.get(usize::from(index)).map_or_else(String::new, |value| format!(".{value}"))
}

/// A premium part with these three ranges, supposing nothing. Where no provision says what is paid, that is null.
pub(super) fn premium<'p>(
    policy: &Policy,
    ranges: &[Range],
    asks: Vec<Ask<'p>>,
) -> Option<Premium<'p>> {
    let &[contribution, mut aid, mut pays] = ranges else { return None };
    if policy.premium_table().is_none() {
        (aid, pays) = (Range::NOT_KNOWN, Range::NOT_KNOWN);
    }
    let (supposing, steps) = (Vec::new(), Vec::new());
    Some(Premium { contribution, aid, pays, asks, supposing, steps })
}
