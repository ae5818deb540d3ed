//! Cases, as they are given to an engine.

use std::str::FromStr;

use mingbai_core::case::values::Value;
use serde::Deserialize;

use crate::Problems;

/// What is known of a person or a household, not yet checked against a policy.
///
/// Read from JSON text (which may then have no key twice), or made of a [`serde_json::Value`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case(pub(crate) Value);

impl FromStr for Case {
    type Err = Problems;

    fn from_str(json: &str) -> Result<Self, Problems> {
        serde_json::from_str(json).map(Self).map_err(|error| Problems::not_json(&error))
    }
}

impl TryFrom<&str> for Case {
    type Error = Problems;

    fn try_from(json: &str) -> Result<Self, Problems> {
        json.parse()
    }
}

impl TryFrom<&serde_json::Value> for Case {
    type Error = Problems;

    fn try_from(value: &serde_json::Value) -> Result<Self, Problems> {
        Value::deserialize(value).map(Self).map_err(|error| Problems::not_json(&error))
    }
}

impl Case {
    /// The case as a tree, as a [`Reader`](mingbai_core::case::Reader) takes it.
    pub const fn value(&self) -> &Value {
        &self.0
    }
}

impl From<Value> for Case {
    fn from(value: Value) -> Self {
        Self(value)
    }
}

impl From<&Case> for Case {
    fn from(case: &Case) -> Self {
        case.clone()
    }
}
