//! The functions that constants call: they must stay `const`, and hold no switch.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use syn::visit::Visit;
use syn::{Block, Expr, ExprCall, ExprMethodCall, File};

/// The names of those of all crates of a checkout.
pub fn functions(checkout: &Path) -> Result<BTreeSet<String>> {
    let mut files = Vec::new();
    sources(&checkout.join("crates"), &mut files)?;
    let mut parsed = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path)?;
        parsed.push(
            syn::parse_file(&text).with_context(|| format!("{} is no Rust", path.display()))?,
        );
    }
    let mut names = BTreeSet::new();
    loop {
        let before = names.len();
        for file in &parsed {
            called_by_constants(file, &mut names);
        }
        if names.len() == before {
            return Ok(names);
        }
    }
}

/// Adds the Rust files of a folder and of those in it.
pub fn sources(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

/// Adds those of a file to their names.
pub fn called_by_constants(file: &File, names: &mut BTreeSet<String>) {
    struct Constants<'n>(&'n mut BTreeSet<String>);
    struct Calls<'n>(&'n mut BTreeSet<String>);
    impl<'ast> Visit<'ast> for Calls<'_> {
        fn visit_expr_call(&mut self, call: &'ast ExprCall) {
            if let Expr::Path(path) = &*call.func
                && let Some(last) = path.path.segments.last()
            {
                self.0.insert(last.ident.to_string());
            }
            syn::visit::visit_expr_call(self, call);
        }
        fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
            self.0.insert(call.method.to_string());
            syn::visit::visit_expr_method_call(self, call);
        }
    }
    impl<'ast> Visit<'ast> for Constants<'_> {
        fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
            Calls(self.0).visit_expr(&item.expr);
        }
        fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
            Calls(self.0).visit_expr(&item.expr);
        }
        fn visit_impl_item_const(&mut self, item: &'ast syn::ImplItemConst) {
            Calls(self.0).visit_expr(&item.expr);
        }
        fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
            self.function(&item.sig, &item.block);
        }
        fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
            self.function(&item.sig, &item.block);
        }
    }
    impl Constants<'_> {
        /// What a function calls that stays `const` must stay so, too. Constants inside count as well.
        fn function(&mut self, signature: &syn::Signature, block: &Block) {
            if signature.constness.is_some() && self.0.contains(&signature.ident.to_string()) {
                Calls(self.0).visit_block(block);
            }
            syn::visit::visit_block(self, block);
        }
    }
    Constants(names).visit_file(file);
}
