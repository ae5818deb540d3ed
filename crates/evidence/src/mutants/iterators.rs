//! Functions that return an `impl Iterator`, which is one type whichever mutant is chosen.

use quote::quote;
use syn::visit::Visit;
use syn::{Block, GenericArgument, PathArguments, ReturnType, Type, TypeParamBound};

/// The traits of a type without a name.
pub type Traits = syn::punctuated::Punctuated<TypeParamBound, syn::Token![+]>;

/// The last part of the name of a trait, and what it is given.
fn last_of(bound: &TypeParamBound) -> Option<&syn::PathSegment> {
    if let TypeParamBound::Trait(bound) = bound { bound.path.segments.last() } else { None }
}

/// What a function says of an iterator whose type it does not name.
pub fn opaque_iterator(output: &ReturnType) -> Option<&Traits> {
    let ReturnType::Type(_, output) = output else { return None };
    let Type::ImplTrait(output) = &**output else { return None };
    let is_iterator = |last: &syn::PathSegment| last.ident == "Iterator";
    output.bounds.iter().filter_map(last_of).any(is_iterator).then_some(&output.bounds)
}

/// The type of the items, if they have one with a name, and a chain is all that is said of the iterator.
pub fn items(traits: &Traits) -> Option<&Type> {
    let mut items = None;
    for last in traits.iter().filter_map(last_of) {
        if last.ident == "Iterator" {
            let PathArguments::AngleBracketed(given) = &last.arguments else { return None };
            items = given.args.iter().find_map(|given| match given {
                GenericArgument::AssocType(item) if item.ident == "Item" => Some(&item.ty),
                _ => None,
            });
        } else if last.ident != "Clone" {
            return None;
        }
    }
    items.filter(|items| !quote!(#items).to_string().contains("impl "))
}

/// Whether a function returns before its end.
pub fn returns(block: &Block) -> bool {
    struct Returns(bool);
    impl<'ast> Visit<'ast> for Returns {
        fn visit_expr_return(&mut self, _: &'ast syn::ExprReturn) {
            self.0 = true;
        }
        fn visit_expr_closure(&mut self, _: &'ast syn::ExprClosure) {}
    }
    let mut found = Returns(false);
    found.visit_block(block);
    found.0
}
