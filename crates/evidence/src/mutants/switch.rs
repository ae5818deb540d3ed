//! All mutants in one program: every place that cargo-mutants would change gets a switch that the
//! environment turns. Compiling once for each of two thousand mutants would take days.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use proc_macro2::{LineColumn, Span};
use quote::quote;
use syn::spanned::Spanned;
use syn::visit_mut::VisitMut;
use syn::{Block, Expr, File, parse_quote};

use super::Mutant;
use super::iterators::{items, opaque_iterator, returns};

/// The variable that holds the number of the mutant to be.
pub const VARIABLE: &str = "MINGBAI_MUTANT";

/// The variable that names a file, to which the number of every switch that is met is added.
pub const TRACE: &str = "MINGBAI_MUTANTS_MET";

/// The switch itself, a module of the core. It is met millions of times: one comparison where it is not the
/// one chosen.
pub const SWITCH: &str = r#"//! Which mutant this program is to be.
use std::io::Write as _;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

/// The mutant chosen; or past all of them what is still to be found out, or done.
static CHOSEN: AtomicU32 = AtomicU32::new(NOT_ASKED);
const NOT_ASKED: u32 = u32::MAX;
const TRACING: u32 = u32::MAX - 1;
const NONE: u32 = u32::MAX - 2;
static MET: [AtomicBool; 65536] = [const { AtomicBool::new(false) }; 65536];

/// Whether it is to be this one.
#[inline]
pub fn mutant(number: u32) -> bool {
    let chosen = CHOSEN.load(Ordering::Relaxed);
    chosen == number || chosen > NONE && seldom(number)
}

#[cold]
#[inline(never)]
fn seldom(number: u32) -> bool {
    if MET[number as usize].load(Ordering::Relaxed) {
        return false;
    }
    let trace = std::env::var_os("MINGBAI_MUTANTS_MET");
    let chosen = std::env::var("MINGBAI_MUTANT").ok().and_then(|chosen| chosen.parse().ok());
    CHOSEN.store(if trace.is_some() { TRACING } else { chosen.unwrap_or(NONE) }, Ordering::Relaxed);
    if let Some(path) = trace
        && !MET[number as usize].swap(true, Ordering::Relaxed)
    {
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path).unwrap();
        file.write_all(format!("{number}\n").as_bytes()).unwrap();
    }
    chosen == Some(number)
}
"#;

/// A file with switches.
pub struct Switched {
    /// Its text.
    pub text: String,
    /// Mutants that no compiler would take.
    pub no_rust: BTreeSet<u32>,
}

/// One file with a switch for each of its mutants that has a place in it; takes those out of `mutants`.
///
/// # Errors
/// Where a replacement of cargo-mutants is no Rust.
pub fn switched(
    file: &mut File,
    mutants: &mut BTreeMap<u32, &Mutant>,
    constant: &BTreeSet<String>,
    switch: &str,
) -> Result<Switched> {
    let switch = syn::parse_str(switch).context("the path of the switch is no Rust")?;
    let mut switches =
        Switches { mutants, constant, switch, no_rust: BTreeSet::new(), failed: None };
    switches.visit_file_mut(file);
    match switches.failed {
        Some(error) => Err(error),
        None => Ok(Switched { text: prettyplease::unparse(file), no_rust: switches.no_rust }),
    }
}

struct Switches<'a, 'm> {
    mutants: &'a mut BTreeMap<u32, &'m Mutant>,
    constant: &'a BTreeSet<String>,
    switch: syn::Path,
    no_rust: BTreeSet<u32>,
    failed: Option<anyhow::Error>,
}

impl Switches<'_, '_> {
    /// The mutants of a kind that begin at `span`, in the order of their numbers.
    fn at(&mut self, genre: &str, span: Span) -> Vec<(u32, String)> {
        let LineColumn { line, column } = span.start();
        let here = |mutant: &Mutant| {
            mutant.genre == genre && (mutant.line, mutant.column) == (line, column + 1)
        };
        let found: Vec<(u32, String)> = self
            .mutants
            .iter()
            .filter(|(_, mutant)| here(mutant))
            .map(|(&number, mutant)| (number, mutant.replacement.clone()))
            .collect();
        for (number, _) in &found {
            self.mutants.remove(number);
        }
        found
    }

    fn parsed<T: syn::parse::Parse>(&mut self, text: &str) -> Option<T> {
        let parsed = syn::parse_str(text).with_context(|| format!("{text} is no Rust"));
        parsed.map_err(|error| self.failed.get_or_insert(error)).ok()
    }

    /// A function: its own value replaced, and what is in it.
    fn function(&mut self, signature: &mut syn::Signature, block: &mut Block) {
        if self.constant.contains(&signature.ident.to_string()) && signature.constness.is_some() {
            return;
        }
        signature.constness = None;
        let first = block.stmts.first().map(Spanned::span);
        syn::visit_mut::visit_block_mut(self, block);
        let Some(first) = first else { return };
        if let Some(traits) = opaque_iterator(&signature.output) {
            if let Some(items) = items(traits).filter(|_| !returns(block)) {
                self.iterator(block, items, first);
            }
            return;
        }
        let switch = self.switch.clone();
        for (number, replacement) in self.at("FnValue", first).into_iter().rev() {
            let Some(value) = self.parsed::<Expr>(&replacement) else { continue };
            block.stmts.insert(0, parse_quote!(if #switch(#number) { return #value; }));
        }
    }

    /// A function of an `impl Iterator` type, of which it has one only: none or one item in place of its own are
    /// those of one chain.
    fn iterator(&mut self, block: &mut Block, items: &syn::Type, first: Span) {
        let (switch, mut choices) = (self.switch.clone(), Vec::<syn::Stmt>::new());
        for (number, replacement) in self.at("FnValue", first) {
            let Some(Expr::Call(call)) = self.parsed::<Expr>(&replacement) else { continue };
            let item = call.args.first().map(|item| quote!(more = Some(#item);));
            choices.push(parse_quote!(if #switch(#number) { most = 0; #item }));
        }
        *block = parse_quote!({
            let (mut most, mut more): (usize, Option<#items>) = (usize::MAX, None);
            #(#choices)*
            let own = #block;
            own.take(most).chain(more)
        });
    }

    fn binary(&mut self, binary: &syn::ExprBinary) -> Option<Expr> {
        use syn::BinOp;
        let changes = self.at("BinaryOperator", binary.op.span());
        // a && let …: the names it binds would be lost, and || is no Rust there.
        if has_let(&binary.left) || has_let(&binary.right) {
            self.no_rust.extend(changes.into_iter().map(|(number, _)| number));
            return None;
        }
        if changes.is_empty() {
            return None;
        }
        let (left, right, op, switch) =
            (&binary.left, &binary.right, &binary.op, self.switch.clone());
        let assigns = quote!(#op).to_string().ends_with('=')
            && !matches!(op, BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Le(_) | BinOp::Ge(_));
        let compares = matches!(
            op,
            BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Le(_) | BinOp::Ge(_) | BinOp::Lt(_) | BinOp::Gt(_)
        );
        let lazy = matches!(op, BinOp::And(_) | BinOp::Or(_));
        // Both sides are evaluated once, so that the switches inside appear once. Assignments
        // and the right of && and || cannot be.
        let (l, r) = if assigns {
            (quote!(#left), quote!(#right))
        } else if lazy {
            (quote!(l), quote!(#right))
        } else if compares {
            (quote!(*l), quote!(*r))
        } else {
            (quote!(l), quote!(r))
        };
        let mut value = quote!(#l #op #r);
        for (number, replacement) in changes.into_iter().rev() {
            let other: BinOp = self.parsed(&replacement)?;
            value = quote!(if #switch(#number) { #l #other #r } else { #value });
        }
        Some(if assigns {
            parse_quote!({ #value })
        } else if lazy {
            parse_quote!(({ let l: bool = #left; #value }))
        } else if compares {
            parse_quote!((match (&(#left), &(#right)) { (l, r) => #value }))
        } else {
            parse_quote!((match (#left, #right) { (l, r) => #value }))
        })
    }
}

/// Whether a part of a chain of && is a `let`.
fn has_let(expr: &Expr) -> bool {
    match expr {
        Expr::Let(_) => true,
        Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        _ => false,
    }
}

impl VisitMut for Switches<'_, '_> {
    fn visit_item_fn_mut(&mut self, item: &mut syn::ItemFn) {
        self.function(&mut item.sig, &mut item.block);
    }

    fn visit_impl_item_fn_mut(&mut self, item: &mut syn::ImplItemFn) {
        self.function(&mut item.sig, &mut item.block);
    }

    fn visit_trait_item_fn_mut(&mut self, item: &mut syn::TraitItemFn) {
        if let Some(block) = &mut item.default {
            self.function(&mut item.sig, block);
        }
    }

    // Nothing can be switched where the compiler evaluates a constant.
    fn visit_item_const_mut(&mut self, _: &mut syn::ItemConst) {}
    fn visit_impl_item_const_mut(&mut self, _: &mut syn::ImplItemConst) {}
    fn visit_item_static_mut(&mut self, _: &mut syn::ItemStatic) {}

    fn visit_arm_mut(&mut self, arm: &mut syn::Arm) {
        // Where things begin, before what is in them is changed.
        let span = arm.pat.span();
        let begins = arm.guard.as_ref().map_or(span, |(_, guard)| guard.span());
        syn::visit_mut::visit_arm_mut(self, arm);
        let switch = self.switch.clone();
        if let Some((_, guard)) = &mut arm.guard {
            for (number, replacement) in self.at("MatchArmGuard", begins).into_iter().rev() {
                **guard = if replacement == "true" {
                    parse_quote!((#switch(#number) || #guard))
                } else {
                    parse_quote!((!#switch(#number) && #guard))
                };
            }
            for (number, _) in self.at("MatchArm", span) {
                **guard = parse_quote!((!#switch(#number) && #guard));
            }
        } else {
            for (number, _) in self.at("MatchArm", span) {
                arm.guard = Some((syn::token::If::default(), parse_quote!(!#switch(#number))));
            }
        }
    }

    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        syn::visit_mut::visit_expr_mut(self, expr);
        let switch = self.switch.clone();
        match expr {
            Expr::Binary(binary) => {
                if let Some(switched) = self.binary(binary) {
                    *expr = switched;
                }
            }
            Expr::Unary(unary) => {
                let (op, inner) = (&unary.op, &unary.expr);
                if let Some((number, _)) = self.at("UnaryOperator", op.span()).first() {
                    *expr = parse_quote!(({ let v = #inner; if #switch(#number) { v } else { #op v } }));
                }
            }
            Expr::Struct(whole) => {
                let mut value = Expr::Struct(whole.clone());
                for (index, field) in whole.fields.iter().enumerate() {
                    for (number, _) in self.at("StructField", field.span()) {
                        let mut less = whole.clone();
                        less.fields = (0..)
                            .zip(whole.fields.clone())
                            .filter(|(other, _)| *other != index)
                            .map(|(_, field)| field)
                            .collect();
                        if !less.fields.is_empty() {
                            // Before the rest, `..`.
                            less.fields.push_punct(syn::token::Comma::default());
                        }
                        value = parse_quote!((if #switch(#number) { #less } else { #value }));
                    }
                }
                *expr = value;
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The source with switches, without line breaks and needless blanks; the mutants left over; those that are no Rust.
    fn written(
        source: &str,
        changes: &[(&str, usize, usize, &str)],
    ) -> (String, Vec<u32>, Vec<u32>) {
        let mutants: Vec<Mutant> = changes
            .iter()
            .map(|&(genre, line, column, replacement)| Mutant {
                name: String::new(),
                file: String::new(),
                genre: genre.into(),
                replacement: replacement.into(),
                line,
                column,
            })
            .collect();
        let mut left: BTreeMap<u32, &Mutant> = (0..).zip(&mutants).collect();
        let mut file = syn::parse_file(source).unwrap();
        let mut constant = BTreeSet::new();
        super::super::constants::called_by_constants(&file, &mut constant);
        let written = switched(&mut file, &mut left, &constant, "m").unwrap();
        let text = written.text.split_whitespace().collect::<Vec<_>>().join(" ");
        (text, left.into_keys().collect(), written.no_rust.into_iter().collect())
    }

    #[test]
    fn every_kind_of_change_gets_a_switch_and_its_old_self() {
        let source = "fn f(a: i64, b: bool) -> i64 {\n    match a {\n        1 if b && a > 2 => -a,\n        \
                      2 => a + 1,\n        _ => 0,\n    }\n}\n";
        let (text, left, _) = written(
            source,
            &[
                ("FnValue", 2, 5, "7"),
                ("MatchArmGuard", 3, 14, "true"),
                ("BinaryOperator", 3, 16, "||"),
                ("BinaryOperator", 3, 21, "<"),
                ("UnaryOperator", 3, 28, ""),
                ("MatchArm", 4, 9, ""),
                ("BinaryOperator", 4, 16, "-"),
                ("BinaryOperator", 9, 1, "-"),
            ],
        );
        for part in [
            "if m(0u32) { return 7; }",
            "m(1u32) ||",
            "let l: bool = b; if m(2u32) { l ||",
            "if m(3u32) { *l < *r } else { *l > *r }",
            "let v = a; if m(4u32) { v } else { -v }",
            "2 if !m(5u32) =>",
            "match (a, 1) { (l, r) => if m(6u32) { l - r } else { l + r }",
        ] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        assert_eq!(left, [7], "there is nothing at its place");
    }

    #[test]
    fn an_iterator_of_no_named_type_is_cut_off_and_gets_one_item() {
        let source = "fn f(a: &[i64]) -> impl Iterator<Item = &i64> + Clone {\n    a.iter()\n}\n\
                      fn g(a: &[i64]) -> impl DoubleEndedIterator<Item = &i64> + Iterator {\n    a.iter()\n}\n";
        let changes = [
            ("FnValue", 2, 5, "::std::iter::empty()"),
            ("FnValue", 2, 5, "::std::iter::once(&1)"),
            ("FnValue", 5, 5, "::std::iter::empty()"),
        ];
        let (text, left, _) = written(source, &changes);
        for part in [
            "let (mut most, mut more): (usize, Option<&i64>) = (usize::MAX, None); if m(0u32) { most = 0; } if m(1u32) { most = 0; more = Some(&1); }",
            "let own = { a.iter() }; own.take(most).chain(more) }",
        ] {
            assert!(text.contains(part), "{part} is not in {text}");
        }
        assert_eq!(left, [2], "a chain that is taken from has no end to begin with");
    }

    #[test]
    fn what_a_constant_calls_and_what_stands_beside_a_let_is_left_alone() {
        let source = "const A: u8 = f(1);\nconst fn f(a: u8) -> u8 {\n    a + 1\n}\n\
                      const fn g(a: u8) -> u8 {\n    a + 1\n}\n\
                      fn h(a: Option<u8>, b: bool) -> bool {\n    b && let Some(_) = a\n}\n";
        let changes = [
            ("BinaryOperator", 3, 7, "-"),
            ("BinaryOperator", 6, 7, "-"),
            ("BinaryOperator", 9, 7, "||"),
        ];
        let (text, left, no_rust) = written(source, &changes);
        assert!(text.contains("const fn f") && text.contains("m(1u32)"), "{text}");
        assert!(!text.contains("const fn g"), "{text}");
        assert_eq!((left, no_rust), (vec![0], vec![2]));
    }
}
