//! The compiler's tests on whole files, in one program: it is linked once.

mod figures;
mod fixtures;
mod robust;
mod schema;
mod slips;
mod tables;
mod vocabulary;
