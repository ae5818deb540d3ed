//! Builds, serves and checks Mingbai: what `cargo xtask` runs, all in `cargo xtask --help`.
//!
//! It fetches what it needs (a wasm32 target, a browser, npm packages, programs), says what it is
//! doing and how long that took the last time, and is quick when all is there.
//!
//! | module | its one idea |
//! | --- | --- |
//! | [`place`] | where the checkout and the tool cache are |
//! | [`process`] | running other programs, with errors one can act on |
//! | [`times`] | what is being done, and how long it took the last time |
//! | [`lock`] | one xtask at a time does a thing |
//! | [`tools`] | finding and fetching the tools |
//! | [`engine`] | crates/wasm -> www/engine |
//! | [`npm`] | crates/npm -> www/dist/npm |
//! | [`page`] | www -> www/dist, and its size budgets |
//! | [`serve`] | www/dist on this machine |
//! | [`checks`] | the steps of `cargo xtask test` |
//! | [`python`] | the Python package, built and tested |
//! | [`bench`] | sizes, then the benchmarks |
//! | [`screenshots`] | the pictures of README and docs |

pub mod bench;
pub mod checks;
pub mod engine;
pub mod lock;
pub mod npm;
pub mod page;
pub mod place;
pub mod process;
pub mod python;
pub mod screenshots;
pub mod serve;
pub mod times;
pub mod tools;
