//! A clause with an amount or a percentage under `[[elsewhere]]`, where nobody says that it gives a resident
//! nothing.

use crate::finding::{Report, both};
use crate::source::Span;

/// The rule's name.
pub const RULE: &str = "elsewhere-figure";

/// What an amount or a percentage ends with.
const UNITS: [&str; 7] = ["元", "万元", "萬元", "%", "％", "个百分点", "個百分點"];

/// Checks a clause that is sent elsewhere and not `checked`.
pub fn check(report: &mut Report<'_>, span: &Span, clause: &str, text: &str) {
    if let Some(figure) = figure(text) {
        let message = both!(
            "条文 {clause} 里有“{figure}”，却放在 elsewhere；读一遍，居民能得到什么就写成 provision，确实没有就写 checked = \"为什么\"",
            "clause {clause} has {figure}, yet stands under elsewhere; read it again: if a resident gets something by it, write a provision, else say why not in checked = \"…\""
        );
        report.add(RULE, span, message);
    }
}

/// The first number of the text that has a unit of money or percent after it.
pub fn figure(text: &str) -> Option<&str> {
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let mut from = 0;
    while let Some(start) = text.get(from..)?.find(digit).map(|at| from + at) {
        let rest = text.get(start..)?;
        let length =
            rest.find(|c| !digit(c) && !matches!(c, '.' | ',' | '．' | '，')).unwrap_or(rest.len());
        let after = rest.get(length..)?;
        let unit =
            UNITS.iter().filter(|unit| after.starts_with(**unit)).max_by_key(|unit| unit.len());
        if let Some(unit) = unit {
            return text.get(start..start + length + unit.len());
        }
        from = start + length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn an_amount_or_a_percentage_is_a_number_before_its_unit() {
        for (text, found) in [
            ("每人每年补助10元，共", Some("10元")),
            ("达到９０％以上", Some("９０％")),
            ("到2020年，报销1.5万元", Some("1.5万元")),
            ("2020年3月起", None),
            ("提高5個百分點", Some("5個百分點")),
            ("元旦前，100人", None),
            ("", None),
        ] {
            assert_eq!(figure(text), found, "{text}");
        }
    }
}
