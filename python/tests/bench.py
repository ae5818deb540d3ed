"""A Parquet ledger of so many residents through the package, beside OpenFisca and a hand-written Polars expression.

`python tests/bench.py [ROWS]` with a release build of the package, what requirements-bench.txt lists, and the program `mingbai`
named in `MINGBAI`. All read the same file in the same run on one thread, three times in turn; the median of the CPU's time
counts, so that what else the machine does does not. Then a million of them from one Polars frame in memory. Polars and
OpenFisca compute two numbers, aid and pays of the premium table of liangping-2019, for persons of whom everything is known;
the package gives the status of every provision, ranges and what is still asked. Where all answer they must be equal, and a
sample must be answered as `mingbai roster` answers it, or the run fails.
"""

import os

os.environ.setdefault("POLARS_MAX_THREADS", "1")

import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Callable, Iterator

import numpy as np
import openfisca_premium
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

import mingbai

DAY = "2019-11-01"
SAMPLE = 100_000
PIECE = 1_000_000
ROUNDS = 3
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


def opened(path: pathlib.Path) -> pq.ParquetFile:
    """A file whose texts are read as the dictionaries in which they are stored."""
    return pq.ParquetFile(path, read_dictionary=list(CHOICES))


def batches(file: pq.ParquetFile) -> Iterator[pa.RecordBatch]:
    """The batches of a file."""
    return file.iter_batches(batch_size=65_536, use_threads=False)


def by_mingbai(engine: mingbai.Engine, table: object) -> tuple[int, int]:
    """The least of aid and of pays of all persons, in fen."""
    sums = [0, 0]
    for batch in engine.assess_table(table, on=DAY, figures=FIGURES):
        for at, name in enumerate(["premium.aid.least", "premium.pays.least"]):
            sums[at] += int((pc.sum(batch.column(name)).as_py() or 0) * 100)
    return sums[0], sums[1]


def of_file(engine: mingbai.Engine, path: pathlib.Path) -> tuple[int, int]:
    """The same, batch by batch from a file."""
    file = opened(path)
    return by_mingbai(engine, pa.RecordBatchReader.from_batches(file.schema_arrow, batches(file)))


def by_polars(table: pl.LazyFrame) -> tuple[int, int]:
    frame = table.select(by_hand()).cast(pl.Int64).sum().collect()
    return frame["aid"][0], frame["pays"][0]


def by_openfisca(path: pathlib.Path) -> tuple[int, int]:
    """A million persons at a time: vectors of all of them would be all the memory there is."""
    rules, sums = openfisca_premium.system(), [0, 0]
    file = pq.ParquetFile(path)
    for piece in range(file.num_row_groups):
        own = openfisca_premium.sums(rules, file.read_row_group(piece, use_threads=False))
        sums = [one + other for one, other in zip(sums, own)]
    return sums[0], sums[1]


def timed(rows: int, acts: dict[str, Callable[[], object]]) -> list[object]:
    """What each gives; says how long it takes, and how many times as long as the last of them."""
    given, took, most = {}, {name: [] for name in acts}, {}
    for _ in range(ROUNDS):
        for name, act in acts.items():
            start = time.process_time()
            given[name] = act()
            took[name].append(time.process_time() - start)
            most.setdefault(name, held())
    medians = {name: statistics.median(times) for name, times in took.items()}
    last = list(medians.values())[-1]
    for name, seconds in medians.items():
        print(
            f"  {name}: {seconds:.2f} s, {rows / seconds / 1e6:.2f} million residents a second,"
            f" {seconds / last:.1f} times the last; {most[name]} MB held at most so far"
        )
    return list(given.values())


def compare_with_roster(engine: mingbai.Engine, path: pathlib.Path, program: str) -> None:
    """The first persons of the file must be answered as `mingbai roster` answers them."""
    folder = path.parent
    persons = pq.ParquetFile(path).read_row_group(0).slice(0, SAMPLE)
    # A row of which nothing is written is no person of a ledger.
    persons = persons.append_column("number", pa.array(range(persons.num_rows)))
    pa.csv.write_csv(persons, folder / "sample.csv", pa.csv.WriteOptions(quoting_style="none"))
    written = '{{ value = "{}", source = "invented", date = 2019-01-01 }}'
    lines = [f"{tier} = {written.format(yuan)}" for tier, yuan in FIGURES["contribution"].items()]
    (folder / "figures.toml").write_text("\n".join(["[contribution]", *lines]), encoding="utf-8")
    command = [program, "roster", "--policy", engine.id, "--on", DAY, "--lang", "en", "--figures", "figures.toml"]
    subprocess.run([*command, "sample.csv", "-o", "out.csv"], check=True, capture_output=True, cwd=folder)
    names = (folder / "out.csv").read_text(encoding="utf-8-sig").partition("\n")[0].strip().split(",")
    texts = pa.csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    roster = pa.csv.read_csv(folder / "out.csv", convert_options=texts)
    own = pa.table(engine.assess_table(persons, on=DAY, figures=FIGURES))
    compared = [name for name in roster.column_names if name not in persons.column_names]
    for name in compared:
        column = pa.chunked_array([chunk.dictionary_decode() for chunk in own[name].chunks])
        assert pc.fill_null(column, "").to_pylist() == roster[name].to_pylist(), name
    print(f"  the first {own.num_rows}: all {len(compared)} columns equal those of mingbai roster")


def main(rows: int) -> None:
    engine, program = mingbai.Engine("liangping-2019"), os.environ["MINGBAI"]
    with tempfile.TemporaryDirectory() as folder:
        known, partly = (pathlib.Path(folder) / name for name in ["known.parquet", "partly.parquet"])
        ledger(known, rows, 0.0)
        print(f"{rows} residents of whom everything is known, {held()} MB held before")
        _, *sums = timed(rows, {
            "reading alone": lambda: sum(batch.num_rows for batch in batches(opened(known))),
            "mingbai, all columns": lambda: of_file(engine, known),
            "OpenFisca, two columns": lambda: by_openfisca(known),
            "Polars, two columns by hand": lambda: by_polars(pl.scan_parquet(known)),
        })
        assert sums[0] == sums[1] == sums[2], sums
        frame = pl.read_parquet(known, n_rows=PIECE)
        print(f"{frame.height} of them from a Polars frame in memory")
        sums = timed(frame.height, {
            "mingbai, all columns": lambda: by_mingbai(engine, frame),
            "Polars, two columns by hand": lambda: by_polars(frame.lazy()),
        })
        assert sums[0] == sums[1], sums
        ledger(partly, rows, 0.3)
        print(f"{rows} residents, 30% of the facts unknown")
        timed(rows, {
            "mingbai, all columns": lambda: of_file(engine, partly),
            "reading alone": lambda: sum(batch.num_rows for batch in batches(opened(partly))),
        })
        for path in [known, partly]:
            compare_with_roster(engine, path, program)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
