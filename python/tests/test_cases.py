"""One case at a time."""

import datetime
import decimal
import json
import pickle
import subprocess

import pytest
from conftest import DAY, PROGRAM, ROOT

import mingbai

CASE = {"facts": {"residence": "rural", "dibao": True, "tier": "tier_2", "scheme": "resident"}}


@pytest.mark.parametrize("policy", mingbai.POLICIES)
def test_an_answer_is_that_of_the_command(policy):
    case = {"facts": {"residence": "rural", "dibao": True}}
    said = subprocess.run(
        [PROGRAM, "assess", "--policy", policy, "--on", DAY, "--json", "-"],
        input=json.dumps(case).encode(),
        capture_output=True,
    )
    assert mingbai.Engine(policy).assess(case, DAY) == json.loads(said.stdout)


def test_days_and_decimals_are_taken_as_they_are():
    engine = mingbai.Engine("liangping-2019")
    figures = {"contribution": {"tier_1": decimal.Decimal("200"), "tier_2": decimal.Decimal("5E2")}}
    answer = engine.assess({**CASE, "figures": figures}, datetime.date(2019, 11, 1))
    assert answer["premium"]["aid"] == {"least": "200.00", "most": "200.00"}
    assert answer["on"] == "2019-11-01"


def test_a_float_is_no_amount():
    figures = {"contribution": {"tier_1": 200.0, "tier_2": "500.00"}}
    with pytest.raises(mingbai.Problems, match=r"figures\.contribution\.tier_1"):
        mingbai.Engine("liangping-2019").assess({**CASE, "figures": figures}, DAY)


def test_every_problem_is_told_as_the_command_tells_it():
    case = {"facts": {"dibao": "yes", "teir": "tier_2"}}
    with pytest.raises(ValueError) as error:
        mingbai.Engine("liangping-2019").assess(case, DAY)
    lines = str(error.value).splitlines()
    assert [line.split(":")[0] for line in lines] == ["facts.dibao", "facts.teir"]
    assert "did you mean tier?" in lines[1]
    with pytest.raises(mingbai.Problems, match="^on: "):
        mingbai.Engine("liangping-2019").assess(CASE, "1 November")


def test_an_engine_can_be_pickled():
    own = (ROOT / "docs/example-county/policy.toml").read_text(encoding="utf-8")
    compiled = mingbai.Engine.compile(mingbai.FACTS_TOML, own)
    for engine in [mingbai.Engine("wuhan-2023"), compiled]:
        again = pickle.loads(pickle.dumps(engine))
        assert again.id == engine.id
        assert again.assess(CASE, DAY) == engine.assess(CASE, DAY)
