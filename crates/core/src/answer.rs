//! Answers: what each provision gives, the amounts, what to ask next, what would change the result.

pub mod advice;
mod assess;
pub mod compared;
pub mod decision;
pub mod description;
pub mod hints;
pub mod names;
pub mod place;
pub mod prepared;
pub mod questions;
mod shape;
pub mod steps;
mod supposing;
pub mod ways;

pub use assess::*;
pub use shape::*;
