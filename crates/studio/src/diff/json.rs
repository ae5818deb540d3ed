//! What differs, as JSON.

use mingbai_core::policy::Provision;
use mingbai_plain::variables::cube_json;
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::{Diff, Row, Version};

impl Diff<'_> {
    /// What differs, for programs: by ids.
    pub fn json(&self) -> Json {
        let version = |version: Version<'_>| {
            let policy = version.document.policy;
            let data = policy.data();
            json!({
                "id": data.id, "instrument": data.instrument, "issued": data.issued,
                "in_force": data.in_force, "policy_sha256": policy.sha256(),
            })
        };
        let at = |provision: Option<&Provision>| provision.map(|own| own.at.clone());
        let provisions = self.provisions.iter().map(|changed| {
            json!({
                "provision": changed.id,
                "change": changed.edit(),
                "id": { "was": changed.old.map(|own| &own.id), "now": changed.new.map(|own| &own.id) },
                "at": { "was": at(changed.old), "now": at(changed.new) },
                "words": changed.words,
                "written": changed.written,
                "rows": changed.rows.iter().map(|row| self.row(row)).collect::<Vec<_>>(),
            })
        });
        let parts = self.parts.iter().map(|(name, rows)| {
            let rows: Vec<Json> = rows.iter().map(|row| self.row(row)).collect();
            json!({ "part": name, "rows": rows })
        });
        let layers = self.layers.iter().map(|(id, edit)| json!({ "layer": id, "change": edit }));
        let readings = self.readings.iter().map(|reading| {
            json!({ "reading": reading.id, "change": reading.edit, "words": reading.words })
        });
        json!({
            "same": self.same(),
            "old": version(self.old),
            "new": version(self.new),
            "words": self.words,
            "provisions": provisions.collect::<Vec<_>>(),
            "parts": parts.collect::<Vec<_>>(),
            "layers": layers.collect::<Vec<_>>(),
            "clauses": self.clauses,
            "readings": readings.collect::<Vec<_>>(),
        })
    }

    fn row<T: Serialize>(&self, row: &Row<T>) -> Json {
        let Row { when, was, now, effect } = row;
        json!({ "when": cube_json(when, &self.variables), "was": was, "now": now, "effect": effect })
    }
}
