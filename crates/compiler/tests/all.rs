//! The compiler's tests on whole files, in one program: it is linked once.

mod figures;
mod fixtures;
mod places;
mod robust;
mod schema;
mod settled;
mod slips;
mod sources;
mod tables;
mod texts;
mod vocabulary;
