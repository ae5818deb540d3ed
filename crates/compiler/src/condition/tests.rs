#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use proptest::prelude::*;

use super::*;

fn written(text: &str) -> String {
    parse(text).unwrap().to_string()
}

#[test]
fn and_binds_tighter_than_or() {
    assert_eq!(parse("a || b && c").unwrap(), parse("a || (b && c)").unwrap());
    assert_ne!(parse("a || b && c").unwrap(), parse("(a || b) && c").unwrap());
}

#[test]
fn a_condition_is_written_with_the_fewest_parentheses() {
    assert_eq!(written("((a)) || ((b && (c)))"), "a || b && c");
    assert_eq!(written("(a||b)&&!(c)&&!(tier==tier_1)"), "(a || b) && !c && !(tier == tier_1)");
    assert_eq!(
        written("tier in[tier_1,tier_2]||x in diseases"),
        "tier in [tier_1, tier_2] || x in diseases"
    );
    assert_eq!(written("a || (b || c)"), "a || (b || c)");
    assert_eq!(written("60<=age"), "60 <= age");
}

#[test]
fn an_error_stands_where_the_trouble_is() {
    for (text, span) in [
        ("a &&", 4..4),
        ("a == b == c", 7..9),
        ("(a || b", 7..7),
        ("a = b", 2..3),
        ("a b", 2..3),
        ("!a == b", 3..5),
        ("(a) == b", 4..6),
        ("a）", 1..4),
        ("age >= 60.5", 7..11),
        ("cost > 0% of figure.income", 7..9),
        ("", 0..0),
    ] {
        assert_eq!(parse(text).unwrap_err().span, span, "{text}");
    }
}

#[test]
fn an_error_says_what_to_write_instead() {
    for (character, sign) in [
        ("=", "=="),
        ("＝", "=="),
        ("&", "&&"),
        ("＆", "&&"),
        ("|", "||"),
        ("｜", "||"),
        ("（", "("),
        ("）", ")"),
        ("！", "!"),
        ("，", ","),
        ("、", ","),
        ("＜", "<"),
        ("＞", ">"),
        ("≤", "<="),
        ("≦", "<="),
        ("≥", ">="),
        ("≧", ">="),
        ("≠", "!="),
        ("【", "["),
        ("［", "["),
        ("】", "]"),
        ("］", "]"),
    ] {
        let message = parse(&format!("a {character} b")).unwrap_err().message;
        assert_eq!(message.en, format!("write {sign} instead of `{character}`"));
        assert_eq!(message.zh, format!("“{character}”要写成半角的 {sign}"));
    }
    for (text, message) in [
        ("work == 'farmer'", "write values without quotes: residence == rural"),
        ("a and b", "write && for and"),
        ("a or b", "write || for or"),
        ("a)", "`)` closes nothing; delete it or write the opening one"),
        ("a]", "`]` closes nothing; delete it or write the opening one"),
        ("a b", "`b` is not joined to what stands before it; write && or || between them"),
    ] {
        assert_eq!(parse(text).unwrap_err().message.en, message, "{text}");
    }
}

#[test]
fn nesting_is_bounded_and_length_is_not() {
    for bomb in ["(".repeat(100_000), "!".repeat(100_000), format!("{}a", "!(".repeat(100_000))] {
        assert!(parse(&bomb).is_err());
    }
    let deepest = format!("{}a{}", "(".repeat(DEEPEST), ")".repeat(DEEPEST));
    assert!(parse(&deepest).is_ok());
    let long = vec!["a"; 100_000].join(" && ");
    assert_eq!(written(&long), long);
    // Parentheses side by side do not nest.
    assert_eq!(written(&vec!["(a)"; 2 * DEEPEST].join("&&")), vec!["a"; 2 * DEEPEST].join(" && "));
}

fn operand() -> impl Strategy<Value = At<Operand>> {
    prop_oneof![name().prop_map(Operand::Name), any::<i64>().prop_map(Operand::Number)]
        .prop_map(|operand| At::new(operand, 0..0))
}

fn name() -> impl Strategy<Value = String> {
    "[a-z_][a-z0-9_]{0,5}(\\.[a-z]{1,3})?".prop_filter("in is an operator", |name| name != "in")
}

fn expr() -> impl Strategy<Value = Expr> {
    let op = prop::sample::select(vec![
        Op::Equal,
        Op::Unequal,
        Op::Less,
        Op::AtMost,
        Op::More,
        Op::AtLeast,
    ]);
    let leaf = prop_oneof![
        name().prop_map(|name| Expr::Name(At::new(name, 0..0))),
        (operand(), op, operand()).prop_map(|(left, op, right)| Expr::Compare { left, op, right }),
        (operand(), prop::collection::vec(operand(), 1..4))
            .prop_map(|(fact, values)| Expr::OneOf { fact, values }),
        (operand(), name())
            .prop_map(|(value, set)| Expr::Member { value, set: At::new(set, 0..0) }),
    ];
    leaf.prop_recursive(6, 40, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inner| Expr::Not(Box::new(inner))),
            prop::collection::vec(inner.clone(), 2..4).prop_map(flat_all),
            prop::collection::vec(inner, 2..4).prop_map(flat_any),
        ]
    })
}

/// The parser joins what stands on the left of a chain: `(a && b) && c` is one chain of three.
fn flat_all(mut parts: Vec<Expr>) -> Expr {
    if let Expr::All(first) = &parts[0] {
        let first = first.clone();
        parts.splice(0..1, first);
    }
    Expr::All(parts)
}

fn flat_any(mut parts: Vec<Expr>) -> Expr {
    if let Expr::Any(first) = &parts[0] {
        let first = first.clone();
        parts.splice(0..1, first);
    }
    Expr::Any(parts)
}

proptest! {
    #[test]
    fn reading_what_was_written_gives_the_same_condition(expr in expr()) {
        prop_assert_eq!(parse(&expr.to_string()).unwrap(), expr);
    }

    #[test]
    fn any_text_is_read_or_refused_at_a_place_inside(text in any::<String>()) {
        if let Err(error) = parse(&text) {
            prop_assert!(error.span.start <= error.span.end && error.span.end <= text.len());
            prop_assert!(text.is_char_boundary(error.span.start) && text.is_char_boundary(error.span.end));
        }
    }

    #[test]
    fn any_heap_of_tokens_is_read_or_refused(
        tokens in prop::collection::vec(prop::sample::select(vec![
            "a", "reading.b", "in", "==", "!=", "<", ">=", "&&", "||", "!", "(", ")", "[", "]", ",", "60", "-7", "otherwise",
        ]), 0..40)
    ) {
        let text = tokens.join(" ");
        if let Ok(expr) = parse(&text) {
            prop_assert_eq!(parse(&expr.to_string()).unwrap(), expr);
        }
    }
}
