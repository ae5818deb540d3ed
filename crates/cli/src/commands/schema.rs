//! `mingbai schema`: the JSON Schema of a file, for editors.

use std::io::{Write, stdout};

use mingbai_compiler::schema;

use crate::arguments::{SchemaOf, SchemaOptions};
use crate::failure::{Ended, Failure};
use crate::library;

/// Prints it.
///
/// # Errors
/// Only where the output cannot be written.
pub fn run(options: &SchemaOptions) -> Result<Ended, Failure> {
    let vocabulary = library::vocabulary()?;
    let schema = match options.file {
        SchemaOf::Policy => schema::policy(),
        SchemaOf::Figures => schema::figures(&vocabulary),
        SchemaOf::Cases => schema::cases(&vocabulary),
    };
    writeln!(stdout().lock(), "{schema:#}")?;
    Ok(Ended::Done)
}
