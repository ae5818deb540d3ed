from typing import Any

FACTS_TOML: str
"""The shared vocabulary's source, for ``Engine.compile``."""

POLICIES: list[str]
"""The ids of the policies that come with Mingbai."""

__version__: str

class Problems(ValueError):
    """Everything wrong with a case, a day, figures or a table's columns, a line each."""

class Findings(ValueError):
    """Everything wrong with a facts.toml, a policy.toml or a figures file, a line each."""

class NoSuchPolicy(ValueError):
    """No policy of this id comes with Mingbai."""

class Policy:
    @staticmethod
    def built_in(id: str) -> Policy: ...
    @staticmethod
    def compile(facts: str, policy: str) -> Policy: ...
    @property
    def id(self) -> str: ...
    def assess(self, case: str, on: str) -> str: ...
    def assess_table(self, table: Any, options: dict[str, Any]) -> Answers: ...
    def compare(
        self, options: dict[str, Any], other: Policy, other_options: dict[str, Any], table: Any
    ) -> Answers: ...
    def added(self, options: dict[str, Any]) -> list[tuple[str, bool]]: ...

class Answers:
    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...
