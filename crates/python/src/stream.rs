//! Arrow streams in and out of Python: the capsules of the Arrow `PyCapsule` interface.
//!
//! The only `unsafe` of the project: an Arrow stream crosses as the address of a C struct.

#![expect(unsafe_code, reason = "the C data interface is made of addresses")]

use std::ffi::CStr;

use arrow_array::RecordBatchReader;
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_schema::Schema;
use arrow_schema::ffi::FFI_ArrowSchema;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyCapsuleMethods};

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";

/// The stream of a table: of anything that has `__arrow_c_stream__`.
pub fn import(table: &Bound<'_, PyAny>) -> PyResult<RecordBatchStreamReader> {
    if !table.hasattr("__arrow_c_stream__")? {
        return Err(PyTypeError::new_err(format!(
            "a table is expected that is given as an Arrow stream (pyarrow, Polars, DuckDB, pandas): {} has no __arrow_c_stream__",
            table.get_type().name()?
        )));
    }
    let capsule = table.call_method0("__arrow_c_stream__")?;
    let capsule = capsule.cast::<PyCapsule>()?;
    let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: a capsule of this name holds such a stream, valid as long as the capsule lives; it is moved out,
    // and one that was released is left in its place, as the interface asks.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(stream.as_ptr()) };
    RecordBatchStreamReader::try_new(stream).map_err(|error| {
        PyValueError::new_err(format!("the table's stream cannot be read: {error}"))
    })
}

/// A capsule with the stream. If nobody takes the stream, the capsule releases it.
pub fn export(
    py: Python<'_>,
    stream: Box<dyn RecordBatchReader + Send>,
) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(stream), STREAM)
}

/// A capsule with the schema.
pub fn export_schema<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema)
        .map_err(|error| PyValueError::new_err(error.to_string()))?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}
