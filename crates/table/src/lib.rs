//! A policy over tables: Arrow record batches of persons in, the same with their answers out.
//!
//! The answers are those of the command `mingbai roster`, column by column: cells are read and rows
//! answered by the same code (`mingbai-ledger`), and a test holds the two together. What a batch takes:
//!
//! 1. `arrays`: each column becomes a number a row, that of what the cell says; `meanings` has each different
//!    thing once, with its bits of a key.
//! 2. `key`: the bits of a row's cells are its key, made of the values that the policy's answers hang on.
//! 3. `worked`: each different key is answered once and has the number of its answer; `different` has each
//!    different answer once, as a row of a record batch.
//! 4. `output`: the columns of answers are taken from that batch by the rows' numbers.
//!
//! Nothing is kept of a batch but what its cells said, its keys and their answers, and of them only so many.
//!
//! ```
//! use std::sync::Arc;
//!
//! use arrow_array::cast::AsArray;
//! use arrow_array::{BooleanArray, RecordBatch, RecordBatchIterator, StringArray};
//! use mingbai_table::{Document, Sheet, Wanted};
//!
//! let residence: StringArray = vec![Some("rural"), None].into();
//! let dibao: BooleanArray = vec![Some(true), Some(true)].into();
//! let batch = RecordBatch::try_from_iter([
//!     ("residence", Arc::new(residence) as _),
//!     ("dibao", Arc::new(dibao) as _),
//! ])?;
//! let table = RecordBatchIterator::new([Ok(batch.clone())], batch.schema());
//!
//! let document = Arc::new(Document::built_in("liangping-2019")?);
//! let wanted = Wanted::new(&document, "2019-11-01")?;
//! let mut answers = Sheet::new(document, wanted, &batch.schema())?.answers(Box::new(table));
//! let answered = answers.next().ok_or("no batch")??;
//! let status = answered.column_by_name("premium-aid").ok_or("no such column")?;
//! let status = status.as_any_dictionary().normalized_keys();
//! assert_eq!(status.len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]

mod answers;
mod arrays;
mod columns;
mod compare;
mod different;
mod document;
mod key;
mod meanings;
mod output;
mod problems;
mod texts;
mod wanted;
mod worked;

pub use answers::{Answers, Sheet, added};
pub use compare::{Compared, Comparison};
pub use document::Document;
pub use problems::Unfit;
pub use wanted::{FiguresError, Wanted};
