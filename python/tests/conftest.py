"""What the tests share: persons, and what `mingbai roster` says of them."""

import csv
import json
import os
import pathlib
import random
import subprocess

import pytest

ROOT = pathlib.Path(__file__).parents[2]

PROGRAM = os.environ["MINGBAI"]
"""The command, built from the same source."""

DAY = "2010-01-01"

FIGURES = {"contribution": {"tier_1": "200.00", "tier_2": "500.00"}}


def persons(policy: str, rows: int) -> dict[str, list]:
    """Columns of persons, by fact: texts, or truth values of flags; None where it is not known."""
    said = subprocess.run(
        [PROGRAM, "facts", "--policy", policy, "--json"], capture_output=True, check=True
    )
    chance = random.Random(policy)
    columns: dict[str, list] = {}
    for fact in json.loads(said.stdout):
        some = {
            "flag": lambda: chance.random() < 0.5,
            "choice": lambda fact=fact: chance.choice(fact["values"]),
            "number": lambda fact=fact: str(chance.randint(fact["min"], fact["max"])),
            "money": lambda: f"{chance.randrange(200_000)}.{chance.randrange(100):02}",
            "set": lambda fact=fact: ";".join(v for v in fact["values"] if chance.random() < 0.2) or "none",
        }.get(fact["kind"])
        if some is not None:
            known = chance.random()
            columns[fact["id"]] = [some() if chance.random() < known else None for _ in range(rows)]
    return columns


def roster(policy: str, columns: dict[str, list], folder, figures=FIGURES) -> list[dict[str, str]]:
    """The rows that `mingbai roster` writes for them; with a county's contributions, or without figures."""
    ledger, county, out = folder / "in.csv", folder / "figures.toml", folder / "out.csv"
    with ledger.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        word = {True: "true", False: "false", None: ""}
        writer.writerows([word.get(cell, cell) for cell in row] for row in zip(*columns.values()))
    command = [PROGRAM, "roster", "--policy", policy, "--on", DAY, "--lang", "en"]
    if figures is not None:
        written = '{{ value = "{}", source = "invented", date = 2019-01-01 }}'
        lines = [f"{tier} = {written.format(yuan)}" for tier, yuan in figures["contribution"].items()]
        county.write_text("\n".join(["[contribution]", *lines]), encoding="utf-8")
        command += ["--figures", county]
    subprocess.run([*command, ledger, "-o", out], check=True, capture_output=True)
    with out.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def ledger(tmp_path_factory):
    """Persons under liangping-2019: their columns, and the rows of roster."""
    columns = persons("liangping-2019", 3000)
    return columns, roster("liangping-2019", columns, tmp_path_factory.mktemp("roster"))
