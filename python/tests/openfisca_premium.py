"""The premium table of liangping-2019 as OpenFisca's users write it: vectors of persons of whom everything is known.

Amounts are integers of fen, for OpenFisca's own amounts are binary floats.
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

YEAR = "2019"


class Residence(Enum):
    rural = "rural"
    urban = "urban"


class Register(Enum):
    none = "none"
    not_lifted = "not_lifted"
    lifted = "lifted"


class Scheme(Enum):
    resident = "resident"
    employee = "employee"
    none = "none"


class Tier(Enum):
    tier_1 = "tier_1"
    tier_2 = "tier_2"


CHOICES = {"residence": Residence, "registered_poor": Register, "scheme": Scheme, "tier": Tier}
FLAGS = ["dibao", "tekun", "orphan", "low_income", "illness_poverty"]


def aid(person, period):
    said = {name: person(name, period) for name in [*CHOICES, *FLAGS]}
    key = said["dibao"] | said["tekun"] | said["orphan"]
    second = said["low_income"] | said["illness_poverty"]
    register = said["registered_poor"] != Register.none
    countryside = (said["residence"] == Residence.rural) & (key | second)
    entitled = (said["scheme"] == Scheme.resident) & (register | said["orphan"] | countryside)
    first_tier = said["tier"] == Tier.tier_1
    percent = np.select(
        [~entitled, key, second & ~first_tier, second, said["registered_poor"] == Register.not_lifted],
        [0, 100, 100, 70, 100],
        50,
    )
    return percent * 200


def pays(person, period):
    insured = person("scheme", period) == Scheme.resident
    contribution = np.where(person("tier", period) == Tier.tier_1, 20_000, 50_000)
    return np.where(insured, contribution - person("aid", period), 0)


def system() -> TaxBenefitSystem:
    """The rules."""
    made = TaxBenefitSystem([build_entity(key="person", plural="persons", label="A person", is_person=True)])
    of_person = {"entity": made.person_entity, "definition_period": DateUnit.YEAR}
    for name, values in CHOICES.items():
        kind = {"value_type": Enum, "possible_values": values, "default_value": next(iter(values))}
        made.add_variable(type(name, (Variable,), {**of_person, **kind}))
    for name in FLAGS:
        made.add_variable(type(name, (Variable,), {**of_person, "value_type": bool}))
    for formula in [aid, pays]:
        number = {**of_person, "value_type": int, "formula": formula}
        made.add_variable(type(formula.__name__, (Variable,), number))
    return made


def sums(rules: TaxBenefitSystem, table: pa.Table) -> tuple[int, int]:
    """Aid and pays of all persons, in fen."""
    simulation = SimulationBuilder().build_default_simulation(rules, count=table.num_rows)
    for name, values in CHOICES.items():
        ids = pa.array([value.name for value in values])
        codes = pc.index_in(table[name], ids).to_numpy()
        simulation.set_input(name, YEAR, values.encode(codes.astype(np.int64)))
    for name in FLAGS:
        simulation.set_input(name, YEAR, table[name].to_numpy())
    return tuple(int(simulation.calculate(name, YEAR).sum(dtype=np.int64)) for name in ["aid", "pays"])
