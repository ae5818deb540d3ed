//! A policy over tables: Arrow record batches of persons in, the same with their answers out.
//!
//! The answers are those of the command `mingbai roster`, column by column: cells are read and rows
//! answered by the same code (`mingbai-ledger`), and a test holds the two together. A batch is read
//! column by column into one packed key a row, made of the values that the policy's answers hang on;
//! each different key is answered once, and every output column is then looked up. Nothing is kept of
//! a batch but those keys, and of them only so many.
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
mod document;
mod key;
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
