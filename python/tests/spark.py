"""PySpark in local mode: a Parquet ledger in, Parquet out; the engine is pickled on the way."""

import decimal
import os
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import DAY, FIGURES
from pyspark.sql import SparkSession

import mingbai

# The workers run in this environment too.
os.environ["PYSPARK_PYTHON"] = sys.executable

ENGINE = mingbai.Engine("liangping-2019")


@pytest.fixture(scope="module")
def spark():
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_a_ledger_is_answered_as_roster_answers_it(spark, ledger, tmp_path):
    columns, expected = ledger
    numbered = {"number": list(range(len(expected))), **columns}
    pq.write_table(pa.table(numbered), tmp_path / "ledger.parquet", row_group_size=1000)
    persons = spark.read.parquet(str(tmp_path / "ledger.parquet")).repartition(4)
    carry = persons.select("number").schema
    answers = persons.mapInArrow(
        ENGINE.spark(on=DAY, carry=carry, figures=FIGURES), ENGINE.spark_schema(carry)
    )
    answers.write.parquet(str(tmp_path / "answers"))
    said = pq.read_table(tmp_path / "answers").sort_by("number").to_pylist()
    assert len(said) == len(expected)
    for own, row in zip(said, expected):
        for name in set(row) - set(columns):
            assert (own[name] or "") == row[name], (name, row)


def test_a_bad_row_is_named_and_none_is_lost(spark):
    persons = spark.createDataFrame([("Wang", "true"), ("Li", "perhaps")], "name string, dibao string")
    carry = persons.select("name").schema
    answers = persons.mapInArrow(ENGINE.spark(on=DAY, carry=carry), ENGINE.spark_schema(carry))
    problems = {row["name"]: row["problems"] for row in answers.collect()}
    assert problems["Wang"] is None and problems["Li"].startswith('dibao is "perhaps"')


def test_without_carried_columns_there_are_the_answers_alone(spark):
    persons = spark.createDataFrame([(True, "tier_1")], "dibao boolean, tier string")
    answers = persons.mapInArrow(ENGINE.spark(on=DAY, figures=FIGURES), schema=ENGINE.spark_schema())
    (row,) = answers.collect()
    assert "dibao" not in row and row["premium.pays.most"] == decimal.Decimal("200.00")
