//! The engine of Mingbai.
pub mod bytes;
pub mod date;
pub mod diagram;
pub mod money;
pub mod outcome;
pub mod policy;
pub mod vocabulary;
