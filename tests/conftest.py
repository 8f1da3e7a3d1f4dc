"""Every test runs in a home of its own, and with a clock that it sets itself."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine must not fail a property that holds: how long things take is measured in benchmarks/.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


class FakeClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def real(self, seconds: float) -> float:
        return seconds

    def set(self, now: datetime) -> None:
        self._now = now

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What the long runs measured: `tell` of `torture/measuring.py` said it."""
    reports = [each for kind in ("passed", "failed") for each in terminalreporter.getreports(kind)]
    lines: list[str] = []
    for report in reports:
        told: dict[str, str] = {}
        for name, value in report.user_properties:
            told[name] = f"{value:,}" if isinstance(value, int) else str(value)
            if name == "result":
                lines.append("{goal}: {count} of {full}; {result}".format_map(told))
    if lines:
        terminalreporter.section("measured")
        for line in lines:
            terminalreporter.line(line)


@pytest.fixture
def clock() -> FakeClock:
    """Two days after the example incident."""
    return FakeClock(datetime(2025, 12, 5, 18, 0, tzinfo=UTC))


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home. What the developer has set for the program, for folders or for the time zone does not count."""
    home = tmp_path_factory.mktemp("home")
    for name in list(os.environ):
        if name.startswith(("FACILITATOR_", "XDG_")) or name == "TZ":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    for name, folder in (("DATA", "data"), ("CONFIG", "config"), ("STATE", "state"), ("CACHE", "cache")):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / folder))
    return home
