"""Tables of pyarrow, Polars and DuckDB, in and out."""

import decimal

import duckdb
import polars as pl
import pyarrow as pa
import pytest
from conftest import DAY, FIGURES, ROOT, persons, roster

import mingbai

ENGINE = mingbai.Engine("liangping-2019")


def same(answers: list[dict], expected: list[dict[str, str]]):
    assert len(answers) == len(expected)
    for own, row in zip(answers, expected):
        for name, cell in row.items():
            said = own[name]
            if isinstance(said, bool):
                said = str(said).lower()
            assert (said or "") == cell, (name, row)


def test_pyarrow(ledger):
    columns, expected = ledger
    answers = ENGINE.assess_table(pa.table(columns), DAY, figures=FIGURES)
    assert answers.schema.field("problems").type == pa.string()
    same(answers.read_all().to_pylist(), expected)


@pytest.mark.parametrize("policy", mingbai.POLICIES)
def test_every_document_is_answered_as_roster_answers_it(policy, tmp_path):
    # A row of which nothing is written is no person of a ledger.
    columns = {"number": [str(row) for row in range(300)], **persons(policy, 300)}
    answers = mingbai.Engine(policy).assess_table(pa.table(columns), DAY)
    same(answers.read_all().to_pylist(), roster(policy, columns, tmp_path, figures=None))


def test_batches_come_one_by_one_and_once(ledger):
    table = pa.table(ledger[0])
    reader = pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=700))
    answers = ENGINE.assess_table(reader, DAY)
    assert [batch.num_rows for batch in answers] == [700, 700, 700, 700, 200]
    with pytest.raises(ValueError, match="read already"):
        answers.__arrow_c_stream__()


def test_polars(ledger):
    columns, expected = ledger
    texts = pl.DataFrame(columns)
    for table in [texts, texts.cast({pl.String: pl.Categorical})]:
        answers = pl.DataFrame(ENGINE.assess_table(table, DAY, figures=FIGURES))
        same(answers.to_dicts(), expected)


def test_polars_lazily(ledger):
    columns, expected = ledger
    answer = lambda frame: pl.DataFrame(ENGINE.assess_table(frame, DAY, figures=FIGURES))
    open_ones = (
        pl.LazyFrame(columns)
        .map_batches(answer, schema=answer(pl.DataFrame(columns).clear()).schema)
        .filter(pl.col("premium-aid") == "open")
        .collect()
    )
    assert open_ones.height == sum(row["premium-aid"] == "open" for row in expected)


def test_duckdb(ledger):
    columns, expected = ledger
    with duckdb.connect() as source, duckdb.connect() as target:
        residents = pl.DataFrame(columns)
        ledger = source.sql("SELECT * FROM residents")
        mingbai_answers = ENGINE.assess_table(ledger, DAY, figures=FIGURES)
        counted = target.sql(
            'SELECT "premium-aid", count(*), sum("premium.aid.least") FROM mingbai_answers GROUP BY ALL'
        ).fetchall()
    statuses = [row["premium-aid"] for row in expected]
    assert {status: count for status, count, _ in counted} == {
        status: statuses.count(status) for status in set(statuses)
    }
    least = [row["premium.aid"].split("..")[0] for row in expected]
    total = sum(decimal.Decimal(amount) for amount in least if amount)
    assert sum(amount for *_, amount in counted if amount is not None) == total


def test_a_bad_cell_is_named_and_no_row_is_lost():
    table = pa.table({"name": ["Wang", "Li"], "dibao": ["true", "perhaps"], "tier": ["tier_1", "tier_9"]})
    wang, li = ENGINE.assess_table(table, DAY).read_all().to_pylist()
    assert wang["problems"] is None and wang["premium-aid"] == "open"
    assert li["name"] == "Li" and li["premium-aid"] is None and li["premium.aid.least"] is None
    assert [line.split(" is ")[0] for line in li["problems"].splitlines()] == ["dibao", "tier"]


def test_numbers_are_exact_and_never_binary_fractions():
    engine = mingbai.Engine("shangyu-2012")
    column = {"age": pa.array([30, None])}
    assert engine.assess_table(pa.table(column), DAY).read_all().num_rows == 2
    with pytest.raises(mingbai.Problems, match='"age" is Float64'):
        engine.assess_table(pa.table({"age": [30.0]}), DAY)


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (pa.table({"name": ["Wang"]}), "no column is a fact"),
        (pa.table({"dibao": [True], "premium.aid": ["1"]}), "a column of the answers"),
        (pa.table({"dibao": [True], " dibao": [True]}), "both the fact dibao"),
        (pa.table({"residence": [True]}), "read from text"),
    ],
)
def test_a_table_that_cannot_be_answered_is_refused(table, problem):
    with pytest.raises(mingbai.Problems, match=problem):
        ENGINE.assess_table(table, DAY)


def test_lists_that_are_all_empty_say_that_there_is_none():
    district = ROOT / "docs/example-county-2025/policy.toml"
    engine = mingbai.Engine.compile(mingbai.FACTS_TOML, district.read_text(encoding="utf-8"))
    empty, none, bad = (
        engine.assess_table(pa.table({"veteran_groups": [groups]}), "2024-11-01").read_all().to_pylist()[0]
        for groups in ([], "none", [None])
    )
    assert empty["asks"] == none["asks"] and "veteran_groups" not in empty["asks"]
    assert bad["problems"].startswith('veteran_groups is "null"')


def test_what_is_no_table_is_a_type_error():
    with pytest.raises(TypeError, match="__arrow_c_stream__"):
        ENGINE.assess_table([{"dibao": True}], DAY)


def test_a_document_that_has_lapsed_says_so_in_every_row():
    answers = ENGINE.assess_table(pa.table({"dibao": [True]}), "2021-01-01").read_all()
    assert "LAPSED" in answers["caution"][0].as_py()
    answers = ENGINE.assess_table(pa.table({"dibao": [True]}), "2019-11-01", lang="zh").read_all()
    assert answers["caution"][0].as_py() is None
    assert "；" in answers["asks.words"][0].as_py()


def test_a_table_of_more_different_persons_than_are_kept():
    table = pa.table(persons("liangping-2019", 150_000))
    names = ["premium-aid", "asks", "premium.pays"]
    answers = ENGINE.assess_table(pa.concat_tables([table] * 2), DAY).read_all().select(names)
    assert answers.slice(0, 150_000).to_pylist() == answers.slice(150_000).to_pylist()
