//! The command's tests, in one program: it is linked once.

mod assess;
mod authoring;
mod codes;
mod command;
mod eighteen;
mod plain;
mod roster;
