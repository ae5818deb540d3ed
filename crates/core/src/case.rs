//! A case: what is known of a person or a household, and how it is read.

mod assignment;
mod completion;
pub mod decoder;
mod facts;
pub mod figures;
pub mod problems;
mod reader;
pub mod shared;
pub mod values;

pub use assignment::*;
pub use completion::*;
pub use facts::*;
pub use reader::*;
