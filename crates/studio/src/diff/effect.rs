//! Whether an outcome gives more or less than another of the same provision, where that holds of everybody.

use std::cmp::Ordering;

use mingbai_core::policy::outcome::{LayerTerms, Outcome, Subsidy};
use mingbai_core::policy::stated::Sum;
use mingbai_core::policy::terms::{Limit, Terms};
use serde::Serialize;

/// What a change does to those whom it concerns.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS))]
pub enum Effect {
    /// They get more.
    More,
    /// They get less.
    Less,
}

/// What a change from one outcome to another does; nothing where it cannot be told from the two alone. `stated`: whether
/// a layer pays only what rows give it, without figures of a county.
pub(super) fn effect(
    was: &Outcome,
    now: &Outcome,
    stated: impl Fn(&str) -> bool,
) -> Option<Effect> {
    match compare(was, now, &stated)? {
        Ordering::Less => Some(Effect::More),
        Ordering::Greater => Some(Effect::Less),
        Ordering::Equal => None,
    }
}

fn compare(was: &Outcome, now: &Outcome, stated: &dyn Fn(&str) -> bool) -> Option<Ordering> {
    use Outcome::{
        Contribution, FreePlaces, Layers, Nothing, PremiumAid, PremiumAidAmount, PremiumAidAtLeast,
    };
    match (was, now) {
        (PremiumAid(was), PremiumAid(now)) | (PremiumAidAtLeast(was), PremiumAidAtLeast(now)) => {
            Some(was.cmp(now))
        }
        (PremiumAidAmount(was), PremiumAidAmount(now))
        | (Outcome::Subsidy(Subsidy::Amount(was)), Outcome::Subsidy(Subsidy::Amount(now))) => {
            Some(was.cmp(now))
        }
        // What one pays: the less of it, the better.
        (Contribution(was), Contribution(now)) => Some(now.cmp(was)),
        (FreePlaces(was), FreePlaces(now)) => Some(was.cmp(now)),
        (Layers(was), Layers(now)) => layers(was, now, stated),
        (Nothing, Layers(now)) => layers(&[], now, stated),
        (Layers(was), Nothing) => layers(was, &[], stated),
        (Nothing, now) if is_gift(now) => Some(Ordering::Less),
        (was, Nothing) if is_gift(was) => Some(Ordering::Greater),
        _ => None,
    }
}

/// Whether to have it is better than to have nothing, whoever one is.
fn is_gift(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::PremiumAid(_)
        | Outcome::PremiumAidAtLeast(_)
        | Outcome::PremiumAidAmount(_)
        | Outcome::PremiumAidNotStated(_)
        | Outcome::Subsidy(_)
        | Outcome::Service(_)
        | Outcome::FreePlaces(_)
        | Outcome::Share(_) => true,
        Outcome::Nothing
        | Outcome::Layers(_)
        | Outcome::Enrolment(_)
        | Outcome::Hint(_)
        | Outcome::Contribution(_)
        | Outcome::Wait(_) => false,
    }
}

/// Terms of layers, layer by layer: told only where none is better and another worse.
fn layers(
    was: &[LayerTerms],
    now: &[LayerTerms],
    stated: &dyn Fn(&str) -> bool,
) -> Option<Ordering> {
    let of = |given: &[LayerTerms], layer: &str| {
        given.iter().find(|own| own.layer == layer).map(|own| own.terms.clone())
    };
    let new = now.iter().filter(|own| of(was, &own.layer).is_none());
    let all = was.iter().chain(new).map(|own| own.layer.as_str());
    together(all.map(|layer| match (of(was, layer), of(now, layer)) {
        // Without terms such a layer pays nothing.
        (None, Some(now)) if stated(layer) && pays(&now) => Some(Ordering::Less),
        (Some(was), None) if stated(layer) && pays(&was) => Some(Ordering::Greater),
        (was, now) => terms(&was.unwrap_or_default(), &now.unwrap_or_default()),
    }))
}

/// Whether the terms alone make a layer pay something.
fn pays(terms: &Terms) -> bool {
    terms.rate.is_some() || terms.at_least.is_some() || !terms.bands.is_empty()
}

fn terms(was: &Terms, now: &Terms) -> Option<Ordering> {
    let yuan = |sum: &Option<Sum>| match sum {
        Some(Sum::Yuan(money)) => Some(*money),
        _ => None,
    };
    let cap = |terms: &Terms| match &terms.cap {
        Some(Limit::Sum(Sum::Yuan(money))) => Some((false, Some(*money))),
        Some(Limit::None) => Some((true, None)),
        _ => None,
    };
    // Each part, the worse one first; what is left of the terms must be alike.
    let parts = [
        of_both(was.rate, now.rate),
        of_both(was.at_least, now.at_least),
        Some(was.rate_plus.cmp(&now.rate_plus)),
        Some(now.rate_less.cmp(&was.rate_less)),
        Some(was.deductible_less.cmp(&now.deductible_less)),
        Some(now.first_self_paid.cmp(&was.first_self_paid)),
        Some(was.cap_lifted.cmp(&now.cap_lifted)),
        alike_or(&was.deductible, &now.deductible, || {
            of_both(yuan(&now.deductible), yuan(&was.deductible))
        }),
        alike_or(&was.most, &now.most, || of_both(yuan(&was.most), yuan(&now.most))),
        alike_or(&was.cap, &now.cap, || of_both(cap(was), cap(now))),
    ];
    let rest = Terms {
        rate: was.rate,
        at_least: was.at_least,
        rate_plus: was.rate_plus,
        rate_less: was.rate_less,
        deductible: was.deductible.clone(),
        deductible_less: was.deductible_less,
        first_self_paid: was.first_self_paid,
        most: was.most.clone(),
        cap: was.cap.clone(),
        cap_lifted: was.cap_lifted,
        ..now.clone()
    };
    if rest == *was { together(parts.into_iter()) } else { None }
}

/// The order of two that are both there; alike where neither is.
fn of_both<T: Ord>(was: Option<T>, now: Option<T>) -> Option<Ordering> {
    match (was, now) {
        (Some(was), Some(now)) => Some(was.cmp(&now)),
        (None, None) => Some(Ordering::Equal),
        _ => None,
    }
}

/// Alike, or what `order` says of two that are not: nothing where it finds them alike, for then it has not seen how
/// they differ.
fn alike_or<T: PartialEq>(
    was: &T,
    now: &T,
    order: impl FnOnce() -> Option<Ordering>,
) -> Option<Ordering> {
    if was == now {
        return Some(Ordering::Equal);
    }
    order().filter(|order| *order != Ordering::Equal)
}

/// The order of the whole, from the orders of its parts.
fn together(mut parts: impl Iterator<Item = Option<Ordering>>) -> Option<Ordering> {
    parts.try_fold(Ordering::Equal, |all, part| match (all, part?) {
        (all, Ordering::Equal) => Some(all),
        (Ordering::Equal, part) => Some(part),
        (all, part) => (all == part).then_some(all),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use mingbai_core::kernel::money::{Money, Percent};

    use super::*;

    fn percent(text: &str) -> Percent {
        Percent::parse(text).unwrap()
    }

    fn yuan(text: &str) -> Sum {
        Sum::Yuan(Money::parse(text).unwrap())
    }

    fn given(all: &[(&str, Terms)]) -> Outcome {
        let given = |(layer, terms): &(&str, Terms)| LayerTerms {
            layer: (*layer).to_owned(),
            terms: terms.clone(),
        };
        Outcome::Layers(all.iter().map(given).collect())
    }

    fn rate(text: &str) -> Terms {
        Terms { rate: Some(percent(text)), ..Terms::default() }
    }

    /// Both ways: what is more one way is less the other.
    fn found(was: &Outcome, now: &Outcome) -> Option<Effect> {
        let stated = |layer: &str| layer == "assistance";
        let there = effect(was, now, stated);
        let back = effect(now, was, stated);
        let turned =
            back.map(|back| if back == Effect::More { Effect::Less } else { Effect::More });
        assert_eq!(there, turned);
        there
    }

    #[test]
    fn more_is_more_and_less_is_less() {
        let more = Some(Effect::More);
        let aid = |text| Outcome::PremiumAid(percent(text));
        assert_eq!(found(&aid("50"), &aid("90")), more);
        assert_eq!(found(&Outcome::Nothing, &aid("50")), more);
        let pays = |text| Outcome::Contribution(Money::parse(text).unwrap());
        assert_eq!(found(&pays("400"), &pays("350")), more);
        assert_eq!(found(&given(&[("basic", rate("60"))]), &given(&[("basic", rate("70"))])), more);
        let less = Terms { deductible: Some(yuan("300")), ..rate("60") };
        let own = Terms { deductible: Some(yuan("500")), ..rate("60") };
        assert_eq!(found(&given(&[("basic", own)]), &given(&[("basic", less.clone())])), more);
        let capped = |cap| Terms { cap: Some(cap), ..rate("60") };
        let [low, high] = ["3000", "5000"].map(|text| capped(Limit::Sum(yuan(text))));
        assert_eq!(found(&given(&[("basic", low)]), &given(&[("basic", high.clone())])), more);
        assert_eq!(
            found(&given(&[("basic", high)]), &given(&[("basic", capped(Limit::None))])),
            more
        );
        // Only the assistance pays nothing by itself.
        assert_eq!(found(&Outcome::Nothing, &given(&[("assistance", less)])), more);
    }

    #[test]
    fn each_term_of_a_layer_is_better_one_way() {
        let (low, high) = (percent("5"), percent("10"));
        let base = rate("60");
        // The worse one first.
        for (worse, better) in [
            (
                Terms { at_least: Some(low), ..base.clone() },
                Terms { at_least: Some(high), ..base.clone() },
            ),
            (Terms { rate_plus: low, ..base.clone() }, Terms { rate_plus: high, ..base.clone() }),
            (Terms { rate_less: high, ..base.clone() }, Terms { rate_less: low, ..base.clone() }),
            (
                Terms { deductible_less: low, ..base.clone() },
                Terms { deductible_less: high, ..base.clone() },
            ),
            (
                Terms { first_self_paid: high, ..base.clone() },
                Terms { first_self_paid: low, ..base.clone() },
            ),
            (
                Terms { most: Some(yuan("50")), ..base.clone() },
                Terms { most: Some(yuan("60")), ..base.clone() },
            ),
            (base.clone(), Terms { cap_lifted: true, ..base.clone() }),
        ] {
            let (worse, better) = (given(&[("basic", worse)]), given(&[("basic", better)]));
            assert_eq!(found(&worse, &better), Some(Effect::More), "{better:?}");
        }
    }

    #[test]
    fn sums_and_places_are_counted() {
        let [less, more] = ["300", "400"].map(|text| Money::parse(text).unwrap());
        for (was, now) in [
            (Outcome::PremiumAidAmount(less), Outcome::PremiumAidAmount(more)),
            (Outcome::Subsidy(Subsidy::Amount(less)), Outcome::Subsidy(Subsidy::Amount(more))),
            (Outcome::FreePlaces(2), Outcome::FreePlaces(3)),
            (Outcome::Nothing, Outcome::FreePlaces(1)),
        ] {
            assert_eq!(found(&was, &now), Some(Effect::More), "{now:?}");
        }
        // To be told what one pays is no gift.
        assert_eq!(found(&Outcome::Nothing, &Outcome::Contribution(less)), None);
    }

    #[test]
    fn terms_without_a_rate_make_no_layer_pay() {
        // The assistance pays nothing by itself: to pay a tenth oneself first is worse than no word of it.
        let first = Terms { first_self_paid: percent("10"), ..Terms::default() };
        assert_eq!(found(&Outcome::Nothing, &given(&[("assistance", first)])), Some(Effect::Less));
        let open = Terms { not_computed: true, ..Terms::default() };
        assert_eq!(found(&Outcome::Nothing, &given(&[("assistance", open)])), None);
    }

    #[test]
    fn what_hangs_on_more_is_not_told() {
        let rates =
            |basic, assistance| given(&[("basic", rate(basic)), ("assistance", rate(assistance))]);
        // One layer better, another worse.
        assert_eq!(found(&rates("60", "70"), &rates("70", "60")), None);
        // A county's own rate may be higher.
        assert_eq!(found(&Outcome::Nothing, &given(&[("basic", rate("60"))])), None);
        // A share of a figure.
        let of_figure = |share| {
            let deductible = Some(Sum::Share(percent(share), "figures.income".into()));
            given(&[("basic", Terms { deductible, ..rate("60") })])
        };
        assert_eq!(found(&of_figure("10"), &of_figure("20")), None);
        // A share of the contribution and a sum of it.
        let sum = Outcome::PremiumAidAmount(Money::parse("300").unwrap());
        assert_eq!(found(&Outcome::PremiumAid(percent("90")), &sum), None);
        let banded = Terms { bands: Vec::new(), not_computed: true, ..rate("60") };
        assert_eq!(found(&given(&[("basic", rate("60"))]), &given(&[("basic", banded)])), None);
    }
}
