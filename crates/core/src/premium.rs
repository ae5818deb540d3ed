//! The premium: contribution, aid, and what is left to pay.

use crate::amount::{Amount, Figure, Formula, Formulas, Given, Joint, Leaves};
use crate::diagram::{Known, TooLarge, product};
use crate::figures::Figures;
use crate::money::Percent;
use crate::outcome::Outcome;
use crate::policy::Policy;
use crate::steps::{Change, Layer, Origin, What};

/// How large the product of the premium's diagrams may grow.
const MOST: usize = 100_000;

/// The triple of amounts for a tier and a percentage of aid.
pub(crate) fn triple(
    formulas: &mut Formulas,
    figures: &Figures,
    tier: u8,
    aid: Percent,
) -> [Amount; 3] {
    let figure = |tier: u8| {
        let known = figures.contribution.get(usize::from(tier)).copied().flatten();
        Given::new(known, Figure::Contribution(tier))
    };
    let contribution = formulas.given(figure(tier));
    let own = Origin::Figure(Figure::Contribution(tier));
    formulas.note(Layer::Premium, What::Contribution, contribution.known(), None, own);
    if aid == Percent::ZERO {
        return [contribution, Amount::ZERO, contribution];
    }
    let paid = match (figure(0), contribution) {
        (Given::Known(base), Amount::Known(contribution)) => {
            let tier_1 = Origin::Figure(Figure::Contribution(0));
            formulas.note(Layer::Premium, What::Base, Some(base), None, tier_1);
            formulas.note_change(Layer::Premium, What::Share, aid, Change::PremiumAid);
            Amount::Known(aid.of(base).round().min(contribution))
        }
        (base, contribution) => {
            let base = formulas.given(base);
            formulas.amount(Formula::Aid(aid, base, contribution))
        }
    };
    let pays = formulas.difference(contribution, paid);
    formulas.note_result(Layer::Premium, What::Aid, paid);
    formulas.note_result(Layer::Premium, What::Pays, pays);
    [contribution, paid, pays]
}

/// The premium of one person over all completions of what is not known: `known` has the readings
/// set. `None` if the policy gives no premium aid or there is certainly no premium part.
///
/// # Errors
/// [`TooLarge`] if the policy's premium diagrams cannot be joined within bounds.
pub fn premium(
    policy: &Policy,
    known: &Known,
    figures: &Figures,
) -> Result<Option<Joint>, TooLarge> {
    let (Some(table), Some(tier)) = (policy.premium_table(), policy.tier()) else {
        return Ok(None);
    };
    let mut formulas = Formulas::noting();
    let mut met = 0;
    let mut leaves = Leaves::default();
    let parts = [&policy.data().premium_when, &table.by_outcome, &tier.diagram];
    let diagram = product(&parts, known, MOST, |leaf| {
        let &[when, outcome, tier] = leaf else {
            return 0;
        };
        if when == 0 {
            return leaves.number(None);
        }
        met += 1;
        let aid = match table.outcomes.get(outcome as usize) {
            Some(Outcome::PremiumAid(percent)) => *percent,
            _ => Percent::ZERO,
        };
        let tier = u8::try_from(tier).unwrap_or(u8::MAX);
        leaves.number(Some(&triple(&mut formulas, figures, tier, aid)))
    })?;
    let joint = Joint::new(diagram, leaves, formulas, met);
    Ok(joint.ranges(joint.diagram.root()).is_some().then_some(joint))
}
