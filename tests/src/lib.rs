//! The evidence that the engine is right. The oracles here are written from the readings, the
//! premium table and the settlement of the design and from the contract's definitions; they share
//! no code with the engine. What they say is compared with the engine's answers in `tests/`.
//!
//! | module | holds |
//! | --- | --- |
//! | [`engine`] | the compiled policies, and short ways to ask the engine |
//! | [`command`] | the command `mingbai`, built |
//! | [`random`] | a small generator of random numbers, and how many cases to run |
//! | [`space`] | brute force: a function over all completions of what is not known |
//! | [`people`] | the facts of the five money provisions of Liangping |
//! | [`liangping`] | what those provisions give to a person of whom everything is known |
//! | [`premium`] | the premium, by brute force over persons and missing figures |
//! | [`settlement`] | a year's bills in exact integers, by brute force in the same way |
//! | [`bills`] | random figures and random bills |
//! | [`cities`] | two cities' year of bills from their clauses alone, over what is not known |
//! | [`anyone`] | random cases of any policy |
//! | [`tables`] | the rows of a policy.toml, evaluated without diagrams |
//! | [`following`] | random facts that follow from others, and what follows by brute force |
//! | [`layered`] | random policies with layers, and what they settle by the rule alone |
//! | [`ways`] | the fewest facts that settle an outcome, by brute force |
//! | [`workbook`] | a ledger of any size, .xlsx |
//! | [`written`] | policies written in a test, and what their layers pay |

pub mod anyone;
pub mod bills;
pub mod cities;
pub mod command;
pub mod engine;
pub mod following;
pub mod layered;
pub mod liangping;
pub mod people;
pub mod premium;
pub mod random;
pub mod settlement;
pub mod space;
pub mod tables;
pub mod ways;
pub mod workbook;
pub mod written;
