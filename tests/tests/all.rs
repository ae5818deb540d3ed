//! All tests that cross crates, in one program: it is linked once, and its tests share the cores.
//! (Damaged input and growth measure memory, so each is a program of its own.)

mod advice;
mod ambiguities;
mod bad_bytes;
mod bad_input;
mod bills;
mod cases;
mod cities;
mod compiled_once;
mod contributions;
mod docs;
mod following;
mod households;
mod law_mutation;
mod lawful;
mod layered;
mod layers;
mod limits;
mod offices;
mod paths;
mod places;
mod premium;
mod prepared;
mod questions;
mod raised;
mod readings;
mod settlement;
mod seventeen;
mod shared;
mod sheets;
mod stated;
mod stays;
mod steps;
mod verdicts;
mod ways;
mod worked_examples;
