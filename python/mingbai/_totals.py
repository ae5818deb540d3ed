"""The totals of a comparison."""

from __future__ import annotations

import itertools
from typing import Any, Sequence

EFFECTS = ["gains", "loses", "same", "open"]

COUNTS = ["persons", *EFFECTS, "left_out"]

AMOUNTS = [
    f"{side}.{amount}.{end}"
    for side in ("before", "after", "change")
    for amount in ("aid", "pays")
    for end in ("least", "most")
]


def totals(compared: Any, by: Sequence[str] = ()) -> Any:
    """The totals of :meth:`Engine.compare` for each group, exact to the fen, as a ``pyarrow.Table``.

    ``by`` names the columns that make the groups; without any there is one row. The columns: those; ``persons``, and
    how many of them ``gains``, ``loses``, ``same``, ``open``; ``left_out``, how many are in no sum because an amount of
    theirs cannot be worked out or their row has problems; and the sum of every amount over the others, null if there
    are none. Needs pyarrow. The batches are read one by one: memory grows with the groups alone.

    >>> import pyarrow as pa
    >>> from mingbai import Engine, Rules
    >>> engine = Engine("liangping-2019")
    >>> old, new = (
    ...     Rules(engine, "2019-11-01", {"contribution": {"tier_1": yuan, "tier_2": "500.00"}})
    ...     for yuan in ("200.00", "250.00")
    ... )
    >>> table = pa.table({
    ...     "county": ["A", "A", "B"], "scheme": ["resident", "resident", "none"], "tier": ["tier_1"] * 3,
    ...     "residence": ["urban"] * 3, "registered_poor": ["none"] * 3, "orphan": [False] * 3,
    ... })
    >>> sums = totals(engine.compare(old, new, table), by=["county"]).sort_by("county")
    >>> sums.select(["county", "persons", "loses", "left_out", "change.pays.most"]).to_pylist()[0]
    {'county': 'A', 'persons': 2, 'loses': 2, 'left_out': 0, 'change.pays.most': Decimal('100.00')}
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    taken = [name for name in by if name in (*COUNTS, *AMOUNTS)]
    if taken:
        raise ValueError(f"by: {taken[0]!r} is a column of the totals; rename it in the table")
    reader = pa.RecordBatchReader.from_stream(compared)
    unknown = [name for name in by if name not in reader.schema.names]
    if unknown:
        raise ValueError(f"by: the table has no column {unknown[0]!r}; it has: {', '.join(reader.schema.names)}")

    def summed(table: Any) -> Any:
        # The sum of no persons is 0, that of no amounts is none.
        counts = [(name, "sum", pc.ScalarAggregateOptions(min_count=0)) for name in COUNTS]
        sums = table.group_by(list(by), use_threads=False).aggregate([*counts, *((name, "sum") for name in AMOUNTS)])
        names = [*COUNTS, *AMOUNTS]
        return sums.select([*by, *(f"{name}_sum" for name in names)]).rename_columns([*by, *names])

    def counted(batch: Any) -> Any:
        effect = batch.column("effect").dictionary_decode()
        left_out = pc.is_null(effect)
        columns = {name: _decoded(batch.column(name)) for name in by}
        columns["persons"] = pa.array([1] * batch.num_rows, pa.int64())
        columns.update((name, pc.fill_null(pc.equal(effect, name), False).cast(pa.int64())) for name in EFFECTS)
        columns["left_out"] = left_out.cast(pa.int64())
        columns.update((name, pc.if_else(left_out, None, batch.column(name))) for name in AMOUNTS)
        return pa.table(columns)

    # So that a table of no persons has totals too.
    none = pa.RecordBatch.from_arrays([pa.nulls(0, field.type) for field in reader.schema], schema=reader.schema)
    parts = [summed(counted(batch)) for batch in itertools.chain([none], reader)]
    return summed(pa.concat_tables(parts))


def _decoded(column: Any) -> Any:
    """The column without a dictionary: those of two batches may differ."""
    import pyarrow as pa

    return column.dictionary_decode() if pa.types.is_dictionary(column.type) else column
