//! The engine.

pub mod diagram;
