//! The premium: contribution, aid, and what is left to pay.

use crate::amounts::amount::{Amount, Bounds, Formula, Formulas, Given};
use crate::amounts::missing::Figure;
use crate::amounts::ranges::{Joint, Leaves};
use crate::amounts::trace::{Granted, Origin, Part, What};
use crate::case::figures::Figures;
use crate::kernel::diagram::{Diagram, Known, TooLarge, product};
use crate::kernel::money::{Money, Percent};
use crate::policy::outcome::Outcome;
use crate::policy::{Policy, Table};

/// How large the product of the premium's diagrams may grow.
const MOST: usize = 100_000;

/// What is paid of a contribution.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Aid {
    /// A percentage of the tier-1 contribution, or of one's own.
    Share(Percent),
    /// A sum, at most the contribution.
    Sum(Money),
    /// The document leaves open how much.
    NotStated,
}

impl Aid {
    /// What an outcome of a table pays, and whether that is a floor. Where the document never says how much, it
    /// does not say either that nothing is paid.
    pub(crate) fn of(outcome: &Outcome, table: Option<(u16, &Table)>) -> (Self, bool) {
        let open = |outcome: &Outcome| {
            matches!(outcome, Outcome::Nothing | Outcome::PremiumAidNotStated(_))
        };
        let mut all = table.into_iter().flat_map(|(_, table)| &table.outcomes);
        match outcome {
            Outcome::Nothing if table.is_some() && all.all(open) => (Self::NotStated, false),
            Outcome::PremiumAid(share) => (Self::Share(*share), false),
            Outcome::PremiumAidAtLeast(share) => (Self::Share(*share), true),
            Outcome::PremiumAidAmount(sum) => (Self::Sum(*sum), false),
            Outcome::PremiumAidNotStated(_) => (Self::NotStated, false),
            _ => (Self::Share(Percent::ZERO), false),
        }
    }
}

/// A contribution, and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Contribution {
    /// Yuan.
    amount: Given<Money>,
    origin: Origin,
}

impl Contribution {
    /// The one that a county's figures give, by the value of its key.
    pub(crate) fn figure(figures: &Figures, key: u8) -> Self {
        let known = figures.contribution.get(usize::from(key)).copied().flatten();
        let figure = Figure::Contribution(key);
        Self { amount: Given::new(known, figure), origin: Origin::Figure(figure) }
    }

    /// The one that an outcome of the provision `by` states.
    pub(crate) const fn stated(outcome: &Outcome, by: u16) -> Option<Self> {
        if let Outcome::Contribution(sum) = outcome {
            Some(Self { amount: Given::Known(*sum), origin: Origin::Provision(by) })
        } else {
            None
        }
    }
}

/// The triple of amounts: `own` contribution, what is paid by the provision `by`, what is left. A percentage
/// is of `base`.
pub(crate) fn triple(
    formulas: &mut Formulas,
    own: Contribution,
    base: Contribution,
    aid: Aid,
    by: u16,
) -> [Amount; 3] {
    let contribution = formulas.given(own.amount);
    let known = contribution.known();
    formulas.trace.note(Part::Premium, What::Contribution, known, None, own.origin);
    let aid = match aid {
        Aid::Share(Percent::ZERO) => return [contribution, Amount::ZERO, contribution],
        Aid::Share(share) => share,
        // Of nothing, nothing can be paid.
        Aid::NotStated if contribution == Amount::ZERO => return [Amount::ZERO; 3],
        Aid::NotStated => {
            let bounds = Bounds { least: Money::ZERO, most: Money::MOST };
            let paid = formulas.amount(Formula::NotStated, &[], bounds);
            return [contribution, paid, formulas.difference(contribution, paid)];
        }
        Aid::Sum(sum) => {
            let paid = formulas.least(Amount::Known(sum), contribution);
            let pays = formulas.difference(contribution, paid);
            let provision = Origin::Provision(by);
            formulas.trace.note(Part::Premium, What::Aid, paid.known(), None, provision);
            formulas.trace.result(Part::Premium, What::Pays, pays.known());
            return [contribution, paid, pays];
        }
    };
    let paid = match (base.amount, contribution) {
        (Given::Known(amount), Amount::Known(contribution)) => {
            formulas.trace.note(Part::Premium, What::Base, Some(amount), None, base.origin);
            let share = Granted { value: aid, by };
            formulas.trace.granted(Part::Premium, What::Share, Some(share));
            Amount::Known(aid.of(amount).round().min(contribution))
        }
        (base, contribution) => {
            let base = formulas.given(base);
            let (a, b) = (formulas.bounds(base), formulas.bounds(contribution));
            let paid = |base, contribution: Money| aid.of(base).round().min(contribution);
            let bounds = Bounds { least: paid(a.least, b.least), most: paid(a.most, b.most) };
            formulas.amount(Formula::Aid(aid, base, contribution), &[], bounds)
        }
    };
    let pays = formulas.difference(contribution, paid);
    formulas.trace.result(Part::Premium, What::Aid, paid.known());
    formulas.trace.result(Part::Premium, What::Pays, pays.known());
    [contribution, paid, pays]
}

/// The contribution of a person, and the one that a percentage is of. `stated` is the outcome of the
/// provision `by` that states contributions, if there is one.
pub(crate) fn contributions(
    policy: &Policy,
    figures: &Figures,
    key: u8,
    stated: Option<(&Outcome, u16)>,
) -> (Contribution, Contribution) {
    let stated = stated.and_then(|(outcome, by)| Contribution::stated(outcome, by));
    let own = stated.unwrap_or_else(|| Contribution::figure(figures, key));
    let base = if policy.aid_is_of_first_tier() { Contribution::figure(figures, 0) } else { own };
    (own, base)
}

/// The premium of one person over all completions of what is not known: `known` has the readings
/// set, `formulas` are new ones. `None` if the policy says nothing of contributions or there is certainly no
/// premium part.
///
/// # Errors
/// [`TooLarge`] if the policy's premium diagrams cannot be joined within bounds.
pub fn premium(
    policy: &Policy,
    known: &Known,
    figures: &Figures,
    mut formulas: Formulas,
) -> Result<Option<Joint>, TooLarge> {
    if !policy.has_premium() {
        return Ok(None);
    }
    let nothing = Diagram::constant(0);
    let (aids, stated) = (policy.premium_table(), policy.contribution_table());
    let [aid_diagram, stated_diagram] =
        [aids, stated].map(|table| table.map_or(&nothing, |(_, table)| &table.by_outcome));
    let key = &policy.keys().contribution.diagram;
    let parts = [&policy.data().premium_when, aid_diagram, stated_diagram, key];
    let mut met = 0;
    let mut leaves = Leaves::default();
    let diagram = product(&parts, known, MOST, |leaf| {
        let &[when, aid, own, key] = leaf else {
            return 0;
        };
        if when == 0 {
            return leaves.number(None, None, 0);
        }
        met += 1;
        let key = u8::try_from(key).unwrap_or(u8::MAX);
        let (own, base) = contributions(policy, figures, key, outcome(stated, own));
        let (aid, by) = outcome(aids, aid).unwrap_or((&Outcome::Nothing, 0));
        let (aid, floor) = Aid::of(aid, aids);
        let amounts = triple(&mut formulas, own, base, aid, by);
        leaves.number(None, Some(&amounts), u8::from(floor) << AID)
    })?;
    let joint = Joint::new(diagram, leaves, Vec::new(), formulas, met);
    Ok(joint.ranges(joint.diagram.root()).is_some().then_some(joint))
}

/// An outcome of a table, and its provision.
pub(crate) fn outcome(table: Option<(u16, &Table)>, leaf: u32) -> Option<(&Outcome, u16)> {
    let (by, table) = table?;
    Some((table.outcomes.get(leaf as usize)?, by))
}

/// Where the aid stands among the three amounts.
const AID: u8 = 1;

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(contribution: Option<i64>, sum: i64) -> [Option<i64>; 3] {
        let figures = Figures {
            contribution: vec![Some(Money::from_fen(1)), contribution.map(Money::from_fen)],
            ..Figures::default()
        };
        let aid = Aid::Sum(Money::from_fen(sum));
        let own = Contribution::figure(&figures, 1);
        let amounts = triple(&mut Formulas::tracing(), own, own, aid, 0);
        amounts.map(|amount| amount.known().map(Money::fen))
    }

    #[test]
    fn a_sum_is_paid_whole_and_at_most_the_contribution() {
        assert_eq!(amounts(Some(40_000), 27_000), [Some(40_000), Some(27_000), Some(13_000)]);
        assert_eq!(amounts(Some(20_000), 27_000), [Some(20_000), Some(20_000), Some(0)]);
        assert_eq!(amounts(None, 27_000), [None, None, None]);
    }

    #[test]
    fn a_sum_needs_no_figure_but_its_own_tiers() {
        let mut formulas = Formulas::tracing();
        let figures = Figures { contribution: vec![None, None], ..Figures::default() };
        let own = Contribution::figure(&figures, 1);
        let sum = triple(&mut formulas, own, own, Aid::Sum(Money::from_fen(5)), 0);
        let more = triple(&mut formulas, own, own, Aid::Sum(Money::from_fen(6)), 0);
        assert_ne!(sum, more, "two sums are two formulas");
        for amount in sum {
            assert_eq!(formulas.rests(amount), [Figure::Contribution(1)]);
        }
    }
}
