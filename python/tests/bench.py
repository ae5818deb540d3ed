"""A Parquet ledger of so many residents through the package, beside a hand-written Polars expression.

`python tests/bench.py [ROWS]` with a release build of the package, pyarrow and Polars. Both read the same file in the same
run on one thread; the CPU's time counts, so that what else the machine does does not. The expression computes two numbers, aid and pays of the premium table of liangping-2019, for persons
of whom everything is known; the package gives the status of every provision, ranges and what is still asked. Where both
answer they must be equal, or the run fails.
"""

import os

os.environ.setdefault("POLARS_MAX_THREADS", "1")

import pathlib
import resource
import sys
import tempfile
import time

import numpy as np
import polars as pl
import pyarrow as pa
import pyarrow.compute
import pyarrow.parquet as pq

import mingbai

PIECE = 1_000_000
FIGURES = {"contribution": {"tier_1": "200.00", "tier_2": "500.00"}}
CHOICES = {
    "residence": ["rural", "urban"],
    "registered_poor": ["none", "not_lifted", "lifted"],
    "scheme": ["resident", "employee", "none"],
    "tier": ["tier_1", "tier_2"],
}
FLAGS = ["dibao", "tekun", "orphan", "low_income", "illness_poverty"]


def ledger(path: pathlib.Path, rows: int, unknown: float) -> None:
    """Writes persons, each fact of them unknown with this chance."""
    chance = np.random.default_rng(17)
    writer = None
    for start in range(0, rows, PIECE):
        size = min(PIECE, rows - start)
        columns = {}
        for name in [*CHOICES, *FLAGS]:
            hidden = chance.random(size) < unknown
            if name in CHOICES:
                values = pa.array(CHOICES[name])
                drawn = pa.array(chance.integers(0, len(values), size), mask=hidden)
                columns[name] = values.take(drawn)
            else:
                columns[name] = pa.array(chance.random(size) < 0.1, mask=hidden)
        piece = pa.table(columns)
        writer = writer or pq.ParquetWriter(path, piece.schema)
        writer.write_table(piece)
    writer.close()


def by_hand() -> list[pl.Expr]:
    """Aid and pays in fen; everything known."""
    key = pl.col("dibao") | pl.col("tekun") | pl.col("orphan")
    second = pl.col("low_income") | pl.col("illness_poverty")
    register = pl.col("registered_poor") != "none"
    entitled = (pl.col("scheme") == "resident") & (
        register | pl.col("orphan") | ((pl.col("residence") == "rural") & (key | second))
    )
    first_tier = pl.col("tier") == "tier_1"
    percent = (
        pl.when(~entitled).then(0)
        .when(key).then(100)
        .when(second & ~first_tier).then(100)
        .when(second).then(70)
        .when(pl.col("registered_poor") == "not_lifted").then(100)
        .otherwise(50)
    )
    aid = percent * 200
    pays = pl.when(first_tier).then(20_000).otherwise(50_000) - aid
    insured = pl.col("scheme") == "resident"
    return [pl.when(insured).then(aid).alias("aid"), pl.when(insured).then(pays).alias("pays")]


def held() -> int:
    """The most memory this program held so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def answered(engine: mingbai.Engine, path: pathlib.Path):
    """The file's batches with their answers."""
    file = pq.ParquetFile(path)
    batches = file.iter_batches(batch_size=65_536, use_threads=False)
    reader = pa.RecordBatchReader.from_batches(file.schema_arrow, batches)
    return engine.assess_table(reader, on="2019-11-01", figures=FIGURES)


def main(rows: int) -> None:
    engine = mingbai.Engine("liangping-2019")
    with tempfile.TemporaryDirectory() as folder:
        for unknown in [0.0, 0.3]:
            path = pathlib.Path(folder) / f"{unknown}.parquet"
            ledger(path, rows, unknown)
            print(f"{rows} residents, {unknown:.0%} of the facts unknown, {held()} MB held before")
            seconds = {"reading alone": 0.0, "mingbai": 0.0}
            start = time.process_time()
            for batch in pq.ParquetFile(path).iter_batches(batch_size=65_536, use_threads=False):
                pass
            seconds["reading alone"] = time.process_time() - start
            sums = [0, 0]
            start = time.process_time()
            least = []
            for batch in answered(engine, path):
                if not unknown:
                    names = ["premium.aid.least", "premium.pays.least"]
                    least.append([pa.compute.sum(batch.column(name)).as_py() for name in names])
            seconds["mingbai"] = time.process_time() - start
            print(f"  mingbai, all {batch.num_columns} columns: {held()} MB held")
            if not unknown:
                start = time.process_time()
                frame = pl.scan_parquet(path).select(by_hand()).cast(pl.Int64).sum().collect()
                seconds["Polars, two columns by hand"] = time.process_time() - start
                sums = [sum(int(part * 100) for part, _ in least), sum(int(part * 100) for _, part in least)]
                assert sums == [frame["aid"][0], frame["pays"][0]], (sums, frame)
            for name, took in seconds.items():
                print(f"  {name}: {took:.2f} s, {rows / took / 1e6:.2f} million residents a second")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
