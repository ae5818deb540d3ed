//! A place, ready to answer.

use mingbai_core::answer::compared::SameThing;
use mingbai_core::answer::place::{self, PlaceAnswer, assess_place};
use mingbai_core::answer::ways::Ways;

use crate::engine::day;
use crate::{Case, Engine, NoSuchPlace, Problems};

/// The ids of the places that Mingbai knows.
pub fn place_ids() -> impl Iterator<Item = &'static str> {
    mingbai_policies::places().iter().map(|place| place.id)
}

/// A place, where several documents hold: the local ones and the laws above them. Nothing of a case is kept.
///
/// ```
/// use mingbai::Place;
///
/// let shaoxing = Place::built_in("shaoxing")?;
/// let case = r#"{ "facts": { "scheme": "resident", "dibao": false, "tekun": false, "dibao_margin": true } }"#;
/// let answer = serde_json::to_value(shaoxing.assess(case, "2026-08-01")?)?;
/// // An answer for each document, those in force first.
/// assert_eq!(answer["answers"][0]["policy"], "shaoxing-2023");
/// assert_eq!(answer["answers"][3]["validity"], "not_yet_in_force");
/// // The province helps with this contribution, the national law does not say so: the higher is named.
/// assert_eq!(answer["compared"][0]["higher"][0], "zhejiang-regulation-2021/premium-aid");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    id: &'static str,
    /// The local ones first.
    engines: Vec<Engine>,
    local: usize,
}

impl Place {
    /// A place that Mingbai knows, by its id: one of [`place_ids`].
    ///
    /// # Errors
    /// [`NoSuchPlace`] where there is none of this id.
    pub fn built_in(id: &str) -> Result<Self, NoSuchPlace> {
        let none = || NoSuchPlace(id.to_owned());
        let place =
            mingbai_policies::places().iter().find(|place| place.id == id).ok_or_else(none)?;
        let engines = place.policies().map(Engine::built_in).collect::<Result<_, _>>();
        // The build has checked that the place's policies are there.
        Ok(Self { id: place.id, engines: engines.map_err(|_| none())?, local: place.local.len() })
    }

    /// The place's id.
    pub const fn id(&self) -> &str {
        self.id
    }

    /// The engines of its policies, the local ones first, then those of the laws above them, in force or not.
    pub fn engines(&self) -> &[Engine] {
        &self.engines
    }

    /// The answer to a case as of the day `on`, like `2026-08-01`, under every document of the place. A case is
    /// given as to [`Engine::assess`].
    ///
    /// # Errors
    /// Every problem of the case and the day.
    pub fn assess(
        &self,
        case: impl TryInto<Case, Error: Into<Problems>>,
        on: &str,
    ) -> Result<PlaceAnswer<'_>, Problems> {
        let Case(input) = case.try_into().map_err(Into::into)?;
        let readers = self.engines.iter().map(Engine::reader).collect();
        let same = mingbai_policies::same_things().iter();
        let same = same.map(|&mingbai_policies::SameThing { id, provisions, once }| SameThing {
            id,
            provisions,
            once,
        });
        let place = place::Place::new(self.id, readers, self.local, same.collect());
        Ok(assess_place(&place, &input, day(on)?, Ways::Told)?)
    }
}
