//! The example of docs/policy-format.md, Layers.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::case::figures::LayerFigures;
use crate::kernel::diagram::Diagram;
use crate::policy::layers::{Base, Counts, FiguresUsed, Keys, Layer};
use crate::policy::terms::{After, Cap, Limit, Reaches, Terms};
use crate::policy::{Granting, Mark, Threshold};

const GUIDE: &str = include_str!("../../../../../docs/policy-format.md");

#[test]
fn the_example_of_the_reference_is_what_the_engine_works_out() {
    let yuan = |text: &str| Money::parse(text).unwrap();
    let percent = |text: &str| Percent::parse(text).unwrap();
    let layer = |id: &str, counts, base, own| Layer {
        id: id.to_owned(),
        counts,
        base,
        when: Diagram::constant(1),
        pools: vec![own],
        figures: FiguresUsed::default(),
    };
    let settlement = Settlement {
        when: Diagram::constant(1),
        layers: vec![
            layer("basic", Counts::Bill, Base::InScope, 0),
            layer("major_illness", Counts::Year, Base::Left, 1),
            layer("assistance", Counts::Year, Base::Left, 2),
        ],
        pools: Vec::new(),
        keys: Keys::default(),
    };
    let terms = |rate: &str, deductible: &str, cap| Terms {
        rate: Some(percent(rate)),
        deductible: Some(Sum::Yuan(yuan(deductible))),
        cap: Some(cap),
        ..Terms::default()
    };
    let after = After {
        reaches: Reaches::DeductibleOf("major_illness".into()),
        sum: Some("major_illness".into()),
        rate: None,
        deductible: None,
        cap: Some(Cap::Amount(yuan("40000.00"))),
    };
    let assistance = Terms {
        after: Some(Box::new(after)),
        ..terms("70", "3000.00", Limit::Sum(Sum::Yuan(yuan("3000.00"))))
    };
    let threshold = Threshold { sum: Some(1), reaches: Mark::DeductibleOf(1) };
    let given = [
        Granting { target: 0, terms: terms("60", "800", Limit::None), after: None },
        Granting { target: 1, terms: terms("60", "12000", Limit::None), after: None },
        Granting { target: 2, terms: assistance, after: Some(threshold) },
    ];
    let mut benefits = Benefits::default();
    benefits.add(&given, 0);
    let figures = Figures { layers: vec![LayerFigures::default(); 3], ..Figures::default() };
    let person = Numbers { facts: &[], known: None };
    let rules = Rules {
        settlement: &settlement,
        figures: &figures,
        person,
        rising: u8::MAX,
        suppose: None,
    };
    let (mut year, mut formulas) = (Year::new(0), Formulas::default());
    let bills = (0..).zip(["20000.00", "50000.00"]).map(|(index, in_scope)| {
        let (in_scope, out_of_scope) = (Some(yuan(in_scope)), Some(Money::ZERO));
        let bill =
            Bill { index, in_scope, out_of_scope, key: 0, layers: 0b111, alone: 0, paid: &[] };
        let mut out = Settled::default();
        year.admit(&mut formulas, rules, &benefits, bill, &mut out);
        out.amounts.iter().map(|amount| amount.known().unwrap().to_string()).collect::<Vec<_>>()
    });
    let [first, second] = bills.collect::<Vec<_>>().try_into().unwrap();
    // A row of the example for each who pays: the last amount in bold of each cell.
    let rows = ["| basic |", "| major_illness |", "| assistance, paid |", "| patient |"];
    for (row, pays) in rows.iter().zip(first.iter().zip(&second)) {
        let line = GUIDE.lines().rfind(|line| line.starts_with(row)).unwrap();
        let bold: Vec<&str> = line.split("**").skip(1).step_by(2).collect();
        assert_eq!(bold, [pays.0, pays.1], "{row}");
    }
}
