"""Running the program in the process of the test."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from facilitator.cli import main

NEW = ["new", "--title", "API outage", "--id", "INC-7", "--severity", "SEV1", "--timezone", "America/Los_Angeles"]
TIMES = ["--started", "2025-12-03T14:15", "--resolved", "2025-12-03T15:45"]
NAME = "2025-12-03-api-outage"


class Said(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Say = Callable[..., Said]


def saying(capsys: pytest.CaptureFixture[str]) -> Say:
    def say(*words: str) -> Said:
        capsys.readouterr()
        code = main(words)
        return Said(code, *capsys.readouterr())

    return say


def document(say: Say, name: str) -> Any:
    return json.loads(say("show", name, "--json").out)
