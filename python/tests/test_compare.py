"""Two sets of rules over one table, and their totals."""

import decimal
import runpy
import sys
import xml.etree.ElementTree

import pyarrow as pa
import pytest
from conftest import DAY, FIGURES, ROOT

import mingbai
from mingbai import Engine, Rules, totals

ENGINE = Engine("liangping-2019")
DEARER = {"contribution": {"tier_1": "250.50", "tier_2": "500.00"}}
OLD, NEW = Rules(ENGINE, DAY, FIGURES), Rules(ENGINE, DAY, DEARER)


def test_each_side_is_what_its_own_answers_say(ledger):
    table = pa.table(ledger[0])
    compared = pa.table(ENGINE.compare(OLD, NEW, table)).to_pylist()
    sides = [pa.table(ENGINE.assess_table(table, DAY, figures=figures)).to_pylist() for figures in (FIGURES, DEARER)]
    effects = set()
    for own, before, after in zip(compared, *sides):
        for name in ["aid", "pays"]:
            for end, other in [("least", "most"), ("most", "least")]:
                old, new = before[f"premium.{name}.{other}"], after[f"premium.{name}.{end}"]
                assert own[f"before.{name}.{other}"] == old and own[f"after.{name}.{end}"] == new
                assert own[f"change.{name}.{end}"] == (None if old is None or new is None else new - old)
        least, most = own["change.pays.least"], own["change.pays.most"]
        if least is None:
            assert own["effect"] is None
        elif least == most:
            assert own["effect"] == ("same" if not least else "loses" if least > 0 else "gains")
        else:
            assert own["effect"] == ("loses" if least > 0 else "gains" if most < 0 else "open")
        effects.add(own["effect"])
    assert {None, "same", "loses", "open"} <= effects
    back = pa.table(ENGINE.compare(NEW, OLD, table))
    assert "gains" in back["effect"].to_pylist()


def test_totals_are_those_of_the_persons_by_group(ledger):
    columns = dict(ledger[0])
    columns["county"] = [["A", "B", None][at % 3] for at in range(len(ledger[1]))]
    table = pa.table(columns)
    persons = pa.table(ENGINE.compare(OLD, NEW, table)).to_pylist()
    reader = pa.RecordBatchReader.from_batches(table.schema, table.to_batches(max_chunksize=700))
    summed = totals(ENGINE.compare(OLD, NEW, reader), by=["county"]).to_pylist()
    assert {row["county"] for row in summed} == {"A", "B", None}
    for row in summed:
        own = [person for person in persons if person["county"] == row["county"]]
        told = [person for person in own if person["effect"] is not None]
        assert (row["persons"], row["left_out"]) == (len(own), len(own) - len(told))
        for effect in ["gains", "loses", "same", "open"]:
            assert row[effect] == sum(person["effect"] == effect for person in own)
        for name in ["before.aid.least", "after.pays.most", "change.pays.least"]:
            assert row[name] == sum(person[name] for person in told)
    (everyone,) = totals(ENGINE.compare(OLD, NEW, table)).to_pylist()
    assert everyone["persons"] == len(persons)


def test_no_persons_are_none_and_have_no_amounts():
    (row,) = totals(ENGINE.compare(OLD, NEW, pa.table({"dibao": pa.array([], pa.bool_())}))).to_pylist()
    assert row["persons"] == row["left_out"] == 0 and row["before.aid.least"] is None


def test_a_bad_row_is_named_once_and_compared_with_nothing():
    table = pa.table({"dibao": ["true", "perhaps"], "name": ["Wang", "Li"]})
    wang, li = pa.table(ENGINE.compare(OLD, NEW, table)).to_pylist()
    assert wang["problems"] is None and wang["before.pays.most"] == decimal.Decimal("500.00")
    assert li["effect"] is None and li["before.pays.most"] is None and li["name"] == "Li"
    assert li["problems"].count("perhaps") == 1


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(mingbai.Problems, match="liangping-2019: no column is a fact"):
        ENGINE.compare(OLD, NEW, pa.table({"name": ["Wang"]}))
    with pytest.raises(mingbai.Problems, match='"effect" has the name of a column'):
        ENGINE.compare(OLD, NEW, pa.table({"dibao": [True], "effect": ["none"]}))
    compared = ENGINE.compare(OLD, NEW, pa.table({"dibao": [True], "persons": [1]}))
    with pytest.raises(ValueError, match="'persons' is a column of the totals"):
        totals(compared, by=["persons"])
    with pytest.raises(ValueError, match="no column 'county'"):
        totals(compared, by=["county"])


def test_the_picture_of_the_example_is_the_one_in_the_docs(tmp_path, monkeypatch, capsys):
    picture = tmp_path / "who-gains.svg"
    example = ROOT / "python/examples/who_gains.py"
    monkeypatch.setattr(sys, "argv", [str(example), str(picture)])
    runpy.run_path(str(example))
    assert "everyone: 10000 persons" in capsys.readouterr().out
    xml.etree.ElementTree.parse(picture)
    assert picture.read_bytes() == (ROOT / "docs/screenshots/who-gains.svg").read_bytes()
