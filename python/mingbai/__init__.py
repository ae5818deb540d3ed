"""What a document on health insurance for the poor gives a person: one case, or a whole table.

>>> import mingbai
>>> engine = mingbai.Engine("liangping-2019")
>>> answer = engine.assess({"facts": {"residence": "rural", "dibao": True}}, on="2019-11-01")
>>> answer["next"]["fact"]
'scheme'

Everything wrong with an input is told at once:

>>> engine.assess({"facts": {"dibao": "yes", "teir": "tier_2"}}, on="2019-11-01")
Traceback (most recent call last):
    ...
mingbai.Problems: facts.dibao: ...
facts.teir: ...
"""

from __future__ import annotations

import itertools
import json
import os
from datetime import date
from decimal import Decimal
from typing import Any, Iterator, Mapping, NamedTuple, Union

from . import _mingbai
from ._mingbai import FACTS_TOML, Findings, NoSuchPolicy, POLICIES, Problems, __version__
from ._totals import totals

__all__ = [
    "Answers",
    "Engine",
    "FACTS_TOML",
    "Findings",
    "NoSuchPolicy",
    "POLICIES",
    "Problems",
    "Rules",
    "__version__",
    "totals",
]

Day = Union[str, date]
"""A day: ``"2019-11-01"`` or a :class:`datetime.date`."""

Figures = Union[Mapping[str, Any], "os.PathLike[str]"]
"""A county's figures: a mapping like a case's ``figures``, or the path of a figures file."""


class Engine:
    """A policy, ready to answer. Nothing of a case or a table is kept.

    An engine can be pickled, so that other processes and machines answer with it.

    >>> Engine("atlantis")
    Traceback (most recent call last):
        ...
    mingbai.NoSuchPolicy: there is no built-in policy "atlantis"; there are: ...
    """

    def __init__(self, policy: str) -> None:
        """The policy of this id that comes with Mingbai: one of ``POLICIES``."""
        self._made: tuple[str, ...] = (policy,)
        self._policy = _mingbai.Policy.built_in(policy)

    @classmethod
    def compile(cls, facts: str, policy: str) -> Engine:
        """A policy of one's own, from the texts of a facts.toml and a policy.toml.

        The shared vocabulary is ``FACTS_TOML``. A file with findings raises :class:`Findings`.

        >>> Engine.compile(FACTS_TOML, "[policy]")
        Traceback (most recent call last):
            ...
        mingbai.Findings: policy.toml:1: missing-key: ...
        """
        engine = cls.__new__(cls)
        engine._made = (facts, policy)
        engine._policy = _mingbai.Policy.compile(facts, policy)
        return engine

    @property
    def id(self) -> str:
        """The policy's id."""
        return self._policy.id

    def __repr__(self) -> str:
        return f"<mingbai.Engine {self.id}>"

    def __reduce__(self) -> tuple[Any, tuple[str, ...]]:
        return (Engine if len(self._made) == 1 else Engine.compile, self._made)

    def assess(self, case: Mapping[str, Any], on: Day) -> dict[str, Any]:
        """The answer to a case as of a day; both as docs/contract.md describes them.

        Amounts are decimal strings; a :class:`decimal.Decimal` may be given, a float may not.

        >>> case = {
        ...     "facts": {"residence": "rural", "dibao": True, "scheme": "resident", "tier": "tier_2"},
        ...     "figures": {"contribution": {"tier_1": "200.00", "tier_2": "500.00"}},
        ... }
        >>> Engine("liangping-2019").assess(case, on="2019-11-01")["premium"]["pays"]
        {'least': '300.00', 'most': '300.00'}
        """
        return json.loads(self._policy.assess(_json(case), _day(on)))

    def assess_table(
        self,
        table: Any,
        on: Day,
        *,
        figures: Figures | None = None,
        lang: str = "en",
        rows: bool = False,
    ) -> Answers:
        """The answers for a table of persons, one a row.

        ``table`` is anything with the Arrow PyCapsule stream interface: of pyarrow, Polars, DuckDB or pandas. Its
        columns are facts, by id or by label, and any others, which are carried through; null is not known. Columns
        are added as ``mingbai roster`` names them, then amounts as decimals, ``caution`` and ``problems``: a row with
        a cell that cannot be read has no answer and says why there.

        ``figures`` are a county's: as in a case, or the path of a figures file. ``lang`` (``"en"`` or ``"zh"``) is
        that of ``asks.words``, ``caution`` and ``problems``; with ``rows`` the row of each provision's table is named.

        >>> import pyarrow as pa
        >>> table = pa.table({"residence": ["rural", None], "dibao": [True, True]})
        >>> answers = pa.table(Engine("liangping-2019").assess_table(table, on="2019-11-01"))
        >>> answers["premium-aid"].to_pylist()
        ['open', 'open']
        """
        options = _options(on, figures, lang, rows)
        return Answers(self._policy.assess_table(table, options))

    @staticmethod
    def compare(old: Rules, new: Rules, table: Any, *, lang: str = "en") -> Answers:
        """What each person of a table pays under old rules and under new ones, and who gains or loses.

        The columns of ``table``, then yuan as decimals, the least and the most of each: ``before.aid``,
        ``before.pays``, ``after.aid``, ``after.pays``, ``change.aid`` and ``change.pays`` (as in
        ``before.aid.least``); ``effect``, by what is left to pay: ``gains``, ``loses``, ``same``, or ``open`` where what
        is not known decides; ``before.caution``, ``after.caution`` and ``problems``. An amount that cannot be worked
        out is null, and so is an ``effect`` that hangs on one. :func:`totals` adds them up.

        No change is beyond the least and the most given. Where one unknown fact decides both sides, it need not reach
        them: they are the ends of one side less those of the other.

        >>> import pyarrow as pa
        >>> engine = Engine("liangping-2019")
        >>> figures = {"contribution": {"tier_1": "200.00", "tier_2": "500.00"}}
        >>> dearer = {"contribution": {"tier_1": "250.00", "tier_2": "550.00"}}
        >>> old, new = Rules(engine, "2019-11-01", figures), Rules(engine, "2019-11-01", dearer)
        >>> table = pa.table({"scheme": ["resident"] * 2, "tier": ["tier_1"] * 2, "residence": ["rural"] * 2,
        ...     "registered_poor": ["none"] * 2, "dibao": [True, False], "tekun": [False] * 2, "orphan": [False] * 2,
        ...     "low_income": [False] * 2, "illness_poverty": [False] * 2})
        >>> compared = pa.table(engine.compare(old, new, table))
        >>> compared["effect"].to_pylist()
        ['same', 'loses']
        >>> compared["change.pays.most"].to_pylist()
        [Decimal('0.00'), Decimal('50.00')]
        """
        before, after = (_options(side.on, side.figures, lang, False) for side in (old, new))
        return Answers(old.engine._policy.compare(before, new.engine._policy, after, table))

    def spark(
        self,
        on: Day,
        *,
        carry: Any = None,
        figures: Figures | None = None,
        lang: str = "en",
        rows: bool = False,
    ) -> Spark:
        """What PySpark's ``DataFrame.mapInArrow`` takes, beside the schema from :meth:`spark_schema`.

        ``carry`` is the schema of the columns to carry through, such as ``df.select("id").schema``; give the same to
        :meth:`spark_schema`. Without it there are the columns of the answers alone.
        """
        names = () if carry is None else tuple(carry.names)
        return Spark(self, _options(on, figures, lang, rows), names)

    def spark_schema(self, carry: Any = None, *, rows: bool = False) -> Any:
        """The columns of ``df.mapInArrow(engine.spark(...))``: those of ``carry``, then those of the answers."""
        from pyspark.sql.types import DecimalType, StringType, StructField, StructType

        # No column hangs on the day.
        added = self._policy.added(_options("2000-01-01", None, "en", rows))
        fields = [
            StructField(name, DecimalType(12, 2) if amount else StringType()) for name, amount in added
        ]
        return StructType([*([] if carry is None else carry.fields), *fields])


class Rules(NamedTuple):
    """A policy on a day, with a county's figures: one side of :meth:`Engine.compare`."""

    engine: Engine
    on: Day
    figures: Figures | None = None


class Answers:
    """Answered batches, to be read once, as they are worked out: memory does not grow with the table.

    It is an Arrow stream, which pyarrow, Polars and DuckDB read as it is: ``pa.table(answers)``,
    ``pl.DataFrame(answers)``. Its methods, as of a ``pyarrow.RecordBatchReader``, need pyarrow.
    """

    def __init__(self, answers: _mingbai.Answers) -> None:
        self._answers = answers
        self._reader: Any = None

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._answers.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._answers.__arrow_c_schema__()

    def reader(self) -> Any:
        """A ``pyarrow.RecordBatchReader`` of them."""
        if self._reader is None:
            import pyarrow

            self._reader = pyarrow.RecordBatchReader.from_stream(self._answers)
        return self._reader

    @property
    def schema(self) -> Any:
        """Their ``pyarrow.Schema``."""
        import pyarrow

        return pyarrow.schema(self._answers)

    def read_next_batch(self) -> Any:
        """The next ``pyarrow.RecordBatch``; raises ``StopIteration`` after the last."""
        return self.reader().read_next_batch()

    def read_all(self) -> Any:
        """All that are left, as a ``pyarrow.Table``."""
        return self.reader().read_all()

    def __iter__(self) -> Iterator[Any]:
        return iter(self.reader())


class Spark:
    """Answers the batches of a partition; made by :meth:`Engine.spark`."""

    def __init__(self, engine: Engine, options: dict[str, Any], carry: tuple[str, ...]) -> None:
        self._engine = engine
        self._options = options
        self._carry = carry

    def __call__(self, batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow

        first = next(batches, None)
        if first is None:
            return
        everything = itertools.chain([first], batches)
        table = pyarrow.RecordBatchReader.from_batches(first.schema, everything)
        answers = self._engine._policy.assess_table(table, self._options)
        added = [name for name, _ in self._engine._policy.added(self._options)]
        for batch in pyarrow.RecordBatchReader.from_stream(answers):
            columns = [_plain(batch.column(name)) for name in (*self._carry, *added)]
            yield pyarrow.RecordBatch.from_arrays(columns, names=[*self._carry, *added])


def _plain(column: Any) -> Any:
    """The column without a dictionary, which Spark does not read."""
    import pyarrow

    return column.dictionary_decode() if pyarrow.types.is_dictionary(column.type) else column


def _options(on: Day, figures: Figures | None, lang: str, rows: bool) -> dict[str, Any]:
    crossing: str | tuple[str, str] | None
    if figures is None:
        crossing = None
    elif isinstance(figures, os.PathLike):
        with open(figures, encoding="utf-8") as file:
            crossing = (os.fspath(figures), file.read())
    else:
        crossing = _json(figures)
    return {"on": _day(on), "figures": crossing, "lang": lang, "rows": rows}


def _day(on: Day) -> str:
    return on.isoformat() if isinstance(on, date) else on


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, default=_decimal)


def _decimal(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"a case holds texts, integers, truth values, lists and mappings, no {type(value).__name__}")
