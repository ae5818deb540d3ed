//! The premium: contribution, aid, and what is left to pay.

use crate::amounts::amount::{Amount, Bounds, Formula, Formulas, Given};
use crate::amounts::missing::Figure;
use crate::amounts::ranges::{Joint, Leaves};
use crate::amounts::trace::{Granted, Origin, Part, What};
use crate::case::figures::Figures;
use crate::kernel::diagram::{Known, TooLarge, product};
use crate::kernel::money::{Money, Percent};
use crate::policy::Policy;
use crate::policy::outcome::Outcome;

/// How large the product of the premium's diagrams may grow.
const MOST: usize = 100_000;

/// What is paid of a contribution.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Aid {
    /// A percentage of the tier-1 contribution.
    Share(Percent),
    /// A sum, at most the contribution.
    Sum(Money),
}

impl Aid {
    /// What an outcome pays.
    pub(crate) const fn of(outcome: &Outcome) -> Self {
        match outcome {
            Outcome::PremiumAid(share) => Self::Share(*share),
            Outcome::PremiumAidAmount(sum) => Self::Sum(*sum),
            _ => Self::Share(Percent::ZERO),
        }
    }
}

/// The triple of amounts for a tier and what is paid by the provision `by`.
pub(crate) fn triple(
    formulas: &mut Formulas,
    figures: &Figures,
    tier: u8,
    aid: Aid,
    by: u16,
) -> [Amount; 3] {
    let figure = |tier: u8| {
        let known = figures.contribution.get(usize::from(tier)).copied().flatten();
        Given::new(known, Figure::Contribution(tier))
    };
    let contribution = formulas.given(figure(tier));
    let own = Origin::Figure(Figure::Contribution(tier));
    formulas.trace.note(Part::Premium, What::Contribution, contribution.known(), None, own);
    let aid = match aid {
        Aid::Share(Percent::ZERO) => return [contribution, Amount::ZERO, contribution],
        Aid::Share(share) => share,
        Aid::Sum(sum) => {
            let paid = formulas.least(Amount::Known(sum), contribution);
            let pays = formulas.difference(contribution, paid);
            let provision = Origin::Provision(by);
            formulas.trace.note(Part::Premium, What::Aid, paid.known(), None, provision);
            formulas.trace.result(Part::Premium, What::Pays, pays.known());
            return [contribution, paid, pays];
        }
    };
    let paid = match (figure(0), contribution) {
        (Given::Known(base), Amount::Known(contribution)) => {
            let tier_1 = Origin::Figure(Figure::Contribution(0));
            formulas.trace.note(Part::Premium, What::Base, Some(base), None, tier_1);
            let share = Granted { value: aid, by };
            formulas.trace.granted(Part::Premium, What::Share, Some(share));
            Amount::Known(aid.of(base).round().min(contribution))
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

/// The premium of one person over all completions of what is not known: `known` has the readings
/// set, `formulas` are new ones. `None` if the policy gives no premium aid or there is certainly no
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
    let Some((by, table)) = policy.premium_table() else { return Ok(None) };
    let mut met = 0;
    let mut leaves = Leaves::default();
    let parts =
        [&policy.data().premium_when, &table.by_outcome, &policy.keys().contribution.diagram];
    let diagram = product(&parts, known, MOST, |leaf| {
        let &[when, outcome, key] = leaf else {
            return 0;
        };
        if when == 0 {
            return leaves.number(None, None, 0);
        }
        met += 1;
        let aid = table.outcomes.get(outcome as usize).unwrap_or(&Outcome::Nothing);
        let key = u8::try_from(key).unwrap_or(u8::MAX);
        let amounts = triple(&mut formulas, figures, key, Aid::of(aid), by);
        leaves.number(None, Some(&amounts), 0)
    })?;
    let joint = Joint::new(diagram, leaves, Vec::new(), formulas, met);
    Ok(joint.ranges(joint.diagram.root()).is_some().then_some(joint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(contribution: Option<i64>, sum: i64) -> [Option<i64>; 3] {
        let figures = Figures {
            contribution: vec![Some(Money::from_fen(1)), contribution.map(Money::from_fen)],
            ..Figures::default()
        };
        let aid = Aid::Sum(Money::from_fen(sum));
        let amounts = triple(&mut Formulas::tracing(), &figures, 1, aid, 0);
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
        let sum = triple(&mut formulas, &figures, 1, Aid::Sum(Money::from_fen(5)), 0);
        let more = triple(&mut formulas, &figures, 1, Aid::Sum(Money::from_fen(6)), 0);
        assert_ne!(sum, more, "two sums are two formulas");
        for amount in sum {
            assert_eq!(formulas.rests(amount), [Figure::Contribution(1)]);
        }
    }
}
