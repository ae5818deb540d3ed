//! Bills on which a layer can pay and nothing limits it.

use super::{After, FACTS, Law, Reaches, Terms};
use crate::space::Space;

fn same_mark(one: &After, other: &After) -> bool {
    let reaches = match (&one.reaches, &other.reaches) {
        (Reaches::Fen(one), Reaches::Fen(other)) => one == other,
        (Reaches::DeductibleOf(one), Reaches::DeductibleOf(other)) => one == other,
        _ => false,
    };
    reaches && one.sum == other.sum
}

impl Law {
    /// Each layer with each of its pools that has no limit on a bill on which the layer can pay.
    pub fn unlimited(&self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        let mut place = 0;
        let sizes = FACTS.map(|(_, values)| {
            place += 1;
            if self.tests(place - 1) { values } else { 1 }
        });
        Space::new(&sizes, |facts| {
            if self.when.is_none_or(|when| when.holds(facts)) {
                self.unlimited_on(facts, &mut found);
            }
        });
        found
    }

    fn unlimited_on(&self, facts: &[usize], found: &mut Vec<(usize, usize)>) {
        for (place, layer) in self.layers.iter().enumerate() {
            let (terms, _) = self.terms(place, facts);
            let holds = layer.when.is_none_or(|when| when.holds(facts));
            if !holds || terms.not_computed || terms.lifted {
                continue;
            }
            for &pool in &layer.pools {
                let figure = self.layers.get(pool).is_some_and(|layer| layer.figures[3]);
                let (limits, _) = self.terms(pool, facts);
                if !figure && self.pays(place, &terms, &limits) && !found.contains(&(place, pool)) {
                    found.push((place, pool));
                }
            }
        }
    }

    /// Whether a layer with these terms pays something that `limits`, those of a pool, do not limit.
    fn pays(&self, place: usize, terms: &Terms, limits: &Terms) -> bool {
        if limits.cap.is_some() {
            return false;
        }
        let [_, rate, bands, _] = self.layers[place].figures;
        let rated = terms.rated();
        let limited_then = |after: &After| {
            let own = limits.after.as_ref();
            own.is_some_and(|own| own.cap.is_some() && same_mark(own, after))
        };
        let then = terms.after.as_ref().filter(|after| after.rate.is_some());
        rated || rate || bands || then.is_some_and(|after| !limited_then(after))
    }

    /// The same by name, as the compiler says it.
    pub fn unlimited_names(&self) -> Vec<String> {
        let said = |(layer, pool)| {
            format!("no yearly limit {} where {} pays,", self.name(pool), self.name(layer))
        };
        let mut said: Vec<String> = self.unlimited().into_iter().map(said).collect();
        said.sort();
        said
    }
}
