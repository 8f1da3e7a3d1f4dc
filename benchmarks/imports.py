"""What it takes to import 10,000 messages: each source in this process, and the whole command.

    python benchmarks/imports.py [MESSAGES]

Goal: 2 seconds for the command, from its start to the session on the disk.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitator.domain.session import Incident, Session
from facilitator.imports.sources.registry import read

GOAL = 2.0
START = datetime(2025, 12, 3, 22, 15, tzinfo=UTC)
SESSION = Session(incident=Incident("API outage", started=START, timezone="America/Los_Angeles"), at=START)
PROGRAM = [sys.executable, str(Path(sysconfig.get_path("scripts")) / "facilitator")]


def main(count: int) -> None:
    samples: dict[str, Callable[[int], str]] = {
        "slack-history": slack, "slack-text": copied, "pagerduty": pagerduty, "csv": table, "markdown": listed,
        "git-log": log,
    }  # fmt: skip
    for form, make in samples.items():
        text = make(count)
        took = min(timed(text, form) for _ in range(3))
        print(f"{form:16} {len(text) / 1e6:5.1f} MB  {took:6.2f} s")
    with TemporaryDirectory() as folder:
        took = command(Path(folder), slack(count))
        print(f"{'the command':16}           {took:6.2f} s{'  over the goal' if took > GOAL else ''}")


def timed(text: str, form: str) -> float:
    start = time.perf_counter()
    found = read(text, SESSION)
    took = time.perf_counter() - start
    assert found.source == form and not found.report.unplaced, found.source
    return took


def command(folder: Path, text: str) -> float:
    """Import into a new session of an empty home."""
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "PYTHONUNBUFFERED": ""}
    new = ["new", "--no-open", "--title", "Outage", "--started", "2025-12-03T22:15Z", "--timezone", "UTC"]
    made = subprocess.run([*PROGRAM, *new], cwd=folder, env=environment, check=True, capture_output=True, text=True)
    (folder / "x.json").write_text(text, "utf-8")
    start = time.perf_counter()
    words = ["import", made.stdout.strip(), "x.json"]
    said = subprocess.run([*PROGRAM, *words], cwd=folder, env=environment, check=True, capture_output=True, text=True)
    took = time.perf_counter() - start
    print(said.stdout.strip())
    return took


def instants(count: int) -> list[datetime]:
    return [START + timedelta(seconds=5 * i, microseconds=i) for i in range(count)]


def slack(count: int) -> str:
    messages = [
        {
            "type": "message", "user": f"U{i % 20:08}", "ts": f"{at.timestamp():.6f}", "team": "T01234567",
            "text": f"message {i}: &lt;error&gt; on <https://grafana.example.com/d/{i}|the dashboard>, <@U{i % 7:08}>",
            "client_msg_id": f"9b1c5f0e-0000-4000-8000-{i:012}",
            "reactions": [{"name": "eyes", "count": 1}] * (i % 9 == 0),
            "blocks": [{"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [
                {"type": "text", "text": f"message {i}"}]}]}],
        }
        for i, at in enumerate(instants(count))
    ]  # fmt: skip
    return json.dumps({"ok": True, "messages": messages[::-1], "has_more": False})


def copied(count: int) -> str:
    lines = ["December 3rd, 2025"]
    for i in range(count):
        minute = i % 1440
        lines += [f"user{i % 20} [{(minute // 60) % 12 or 12}:{minute % 60:02} {'PM' if minute >= 720 else 'AM'}]",
                  f"message {i}"]  # fmt: skip
    return "\n".join(lines)


def pagerduty(count: int) -> str:
    entries = [
        {"id": f"R{i}", "type": "annotate_log_entry", "created_at": at.isoformat(), "summary": "Note added.",
         "agent": {"summary": "al"}, "channel": {"type": "note", "summary": f"note {i}"}}
        for i, at in enumerate(instants(count))
    ]  # fmt: skip
    return json.dumps({"log_entries": entries})


def table(count: int) -> str:
    made = io.StringIO()
    made.write("Datum;Uhrzeit;Wer;Ereignis\r\n")
    for i, at in enumerate(instants(count)):
        made.write(f"{at:%d.%m.%Y};{at:%H:%M:%S};user{i % 20};Ereignis {i}\r\n")
    return made.getvalue()


def listed(count: int) -> str:
    lines = (f"- **{at:%Y-%m-%d %H:%M}** – event {i}" for i, at in enumerate(instants(count)))
    return "\n".join(["# Timeline (UTC)", *lines])


def log(count: int) -> str:
    commits = (
        f"commit {i:040x}\nAuthor: Al <al@example.com>\n"
        f"Date:   {at:%a %b} {at.day} {at:%H:%M:%S %Y} +0000\n\n    fix {i}\n"
        for i, at in enumerate(instants(count))
    )
    return "\n".join(commits)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
