"""The programs in the guides run as they stand there."""

import re

import pytest
from conftest import ROOT


@pytest.mark.parametrize("guide", ["python/README.md", "docs/python.md", "README.md"])
def test_the_programs_of_a_guide_run(guide, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = (ROOT / guide).read_text(encoding="utf-8")
    programs = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert programs
    names: dict[str, object] = {}
    for program in programs:
        exec(compile(program, guide, "exec"), names)
