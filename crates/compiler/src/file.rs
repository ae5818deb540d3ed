//! The files as they are written: TOML with places, then one shape for each file.
//!
//! [`toml`] reads the text, [`fields`] takes a table apart key by key, the others know what their
//! file looks like. Nothing here knows what a name means.

pub mod cases;
pub mod facts;
pub mod fields;
pub mod figures;
pub mod gives;
pub mod groups;
pub mod layers;
mod numbers;
pub mod office;
pub mod places;
pub mod policy;
pub mod provision;
mod stated;
mod terms;
pub mod toml;
