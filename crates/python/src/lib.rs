//! The compiled half of the Python package `mingbai`; `python/mingbai/__init__.py` is the other one and the
//! face that is documented. Cases and answers cross as JSON text, tables as Arrow streams.

mod stream;

use std::sync::{Arc, Mutex};

use arrow_array::RecordBatchReader;
use mingbai_core::kernel::lang::Lang;
use mingbai_table::{Comparison, Document, FiguresError, Sheet, Wanted};
use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use self::stream::{export_schema, import};

create_exception!(
    mingbai,
    Problems,
    PyValueError,
    "Everything wrong with a case, a day, figures or a table's columns, a line each."
);
create_exception!(
    mingbai,
    Findings,
    PyValueError,
    "Everything wrong with a facts.toml, a policy.toml or a figures file, a line each."
);
create_exception!(mingbai, NoSuchPolicy, PyValueError, "No policy of this id comes with Mingbai.");

/// Figures as they cross: JSON, or a file's name and text.
#[derive(FromPyObject)]
enum Figures {
    #[pyo3(transparent)]
    Json(String),
    File(String, String),
}

/// What is wanted of a table's answers, as it crosses.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
struct Options {
    on: String,
    figures: Option<Figures>,
    lang: String,
    rows: bool,
}

/// A policy, ready to answer.
#[pyclass(frozen, module = "mingbai._mingbai")]
struct Policy {
    document: Arc<Document>,
}

#[pymethods]
impl Policy {
    /// The policy of this id that comes with Mingbai.
    #[staticmethod]
    fn built_in(id: &str) -> PyResult<Self> {
        let document =
            Document::built_in(id).map_err(|error| NoSuchPolicy::new_err(error.to_string()))?;
        Ok(Self { document: Arc::new(document) })
    }

    /// The policy of a facts.toml and a policy.toml.
    #[staticmethod]
    fn compile(facts: &str, policy: &str) -> PyResult<Self> {
        let document = Document::compile(facts, policy).map_err(|found| findings(&found))?;
        Ok(Self { document: Arc::new(document) })
    }

    /// Its id.
    #[getter]
    fn id(&self) -> &str {
        self.document.engine().id()
    }

    /// The answer to a case; both are JSON.
    fn assess(&self, py: Python<'_>, case: &str, on: &str) -> PyResult<String> {
        py.detach(|| {
            let answer =
                self.document.engine().assess(case, on).map_err(|error| problems(&error))?;
            serde_json::to_string(&answer).map_err(|error| problems(&error))
        })
    }

    /// The batches of a table with their answers.
    fn assess_table(&self, table: &Bound<'_, PyAny>, options: Options) -> PyResult<Answers> {
        let wanted = self.wanted(options)?;
        let input = import(table)?;
        let sheet = Sheet::new(Arc::clone(&self.document), wanted, &input.schema())
            .map_err(|error| problems(&error))?;
        Ok(Answers::new(sheet.answers(Box::new(input))))
    }

    /// The batches of a table with what each person pays under this policy, and under another one.
    fn compare(
        &self,
        options: Options,
        other: &Self,
        other_options: Options,
        table: &Bound<'_, PyAny>,
    ) -> PyResult<Answers> {
        let wanted = [self.wanted(options)?, other.wanted(other_options)?];
        let input = import(table)?;
        let schema = input.schema();
        let [before, after] = wanted;
        let sheet = |policy: &Self, wanted| {
            Sheet::new(Arc::clone(&policy.document), wanted, &schema).map_err(|error| {
                Problems::new_err(format!("{}: {error}", policy.document.engine().id()))
            })
        };
        let comparison = Comparison::new(sheet(self, before)?, sheet(other, after)?, &schema)
            .map_err(|error| problems(&error))?;
        Ok(Answers::new(comparison.compared(Box::new(input))))
    }

    /// The columns that answers add to those of a table: their names and whether they are amounts.
    fn added(&self, options: Options) -> PyResult<Vec<(String, bool)>> {
        let fields = mingbai_table::added(Arc::clone(&self.document), self.wanted(options)?);
        let column =
            |field: &arrow_schema::Field| (field.name().clone(), field.data_type().is_decimal());
        Ok(fields.iter().map(column).collect())
    }
}

impl Policy {
    fn wanted(&self, options: Options) -> PyResult<Wanted> {
        let document = &*self.document;
        let mut wanted = Wanted::new(document, &options.on).map_err(|error| problems(&error))?;
        wanted.rows = options.rows;
        wanted.lang = match options.lang.as_str() {
            "zh" => Lang::Zh,
            "en" => Lang::En,
            other => {
                return Err(Problems::new_err(format!("lang: {other:?}; expected zh or en")));
            }
        };
        match options.figures {
            None => {}
            Some(Figures::Json(json)) => {
                wanted.figures_json(document, &json).map_err(|error| problems(&error))?;
            }
            Some(Figures::File(name, text)) => {
                wanted.figures_toml(document, &name, &text).map_err(|error| match error {
                    FiguresError::Findings(found) => findings(&found),
                    FiguresError::Problems(found) => problems(&found),
                })?;
            }
        }
        Ok(wanted)
    }
}

/// A stream of answered batches, to be read once.
#[pyclass(frozen, module = "mingbai._mingbai")]
struct Answers {
    schema: arrow_schema::SchemaRef,
    stream: Mutex<Option<Box<dyn RecordBatchReader + Send>>>,
}

impl Answers {
    fn new(stream: impl RecordBatchReader + Send + 'static) -> Self {
        Self { schema: stream.schema(), stream: Mutex::new(Some(Box::new(stream))) }
    }
}

#[pymethods]
impl Answers {
    /// The stream, as a capsule of the Arrow `PyCapsule` interface. It is handed out once.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A consumer may only ask; what is given says what it is.
        let _ = requested_schema;
        let stream = self.stream.lock().ok().and_then(|mut stream| stream.take());
        let read =
            || PyValueError::new_err("these answers were read already; call assess_table again");
        stream::export(py, stream.ok_or_else(read)?)
    }

    /// The columns, as a capsule of the same interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        export_schema(py, &self.schema)
    }
}

fn problems(error: &impl ToString) -> PyErr {
    Problems::new_err(error.to_string())
}

fn findings(found: &[mingbai::Finding]) -> PyErr {
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    Findings::new_err(lines.join("\n"))
}

#[pymodule]
fn _mingbai(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Policy>()?;
    module.add_class::<Answers>()?;
    module.add("Problems", module.py().get_type::<Problems>())?;
    module.add("Findings", module.py().get_type::<Findings>())?;
    module.add("NoSuchPolicy", module.py().get_type::<NoSuchPolicy>())?;
    module.add("FACTS_TOML", mingbai::FACTS_TOML)?;
    module.add("POLICIES", mingbai::built_in_ids().collect::<Vec<_>>())?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    Ok(())
}
