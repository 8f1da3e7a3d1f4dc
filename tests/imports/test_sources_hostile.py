"""What people may be sent: files too large, too deep, broken or wicked, and texts that are meant to do harm."""

from __future__ import annotations

import contextlib
import io
import json
import os
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from test_sources_given import SAMPLES, SESSION
from test_sources_slack import zipped

from facilitator.domain.errors import FacilitatorError
from facilitator.imports.report import lines
from facilitator.imports.sources.form import BadImport
from facilitator.imports.sources.registry import FORMATS, MOST, read
from facilitator.text import clean
from facilitator.when import BadTime

DAY = json.dumps([{"type": "message", "user": "U1", "text": "hello", "ts": "1764800137.000000"}])


def links_to(target: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        info = zipfile.ZipInfo("a/2025-12-03.json")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, target)
    return made.getvalue()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b"", "is empty"),
        (b" \n\t", "is empty"),
        (b"\xff\xfe\x00", "is not UTF-8 text. Save it as UTF-8."),
        (b"14:15 caf\xe9", "is not UTF-8 text. Save it as UTF-8."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is not UTF-8 text"),
        (b"\x7fELF\x02\x01\x01\x00" + bytes(100), "is not text"),
        (b"x" * 10_000_000, "a line of over a million characters"),
        (b"14:15 a\n" * 5_000_000, "is over 32 MB"),
        (b"[" * 200_000, "is nested too deeply"),
        (b'{"messages":' * 100_000, "is nested too deeply"),
        (b'{"log_entries": [', "is broken from line 1 on"),
        (b'{"a": ' + b"9" * 5000 + b"}", "is broken"),
        (b"{}", "is no file that a timeline can be read from"),
        (b"[]", "is no file that a timeline can be read from"),
        (b"[1, 2, [3]]", "is no file that a timeline can be read from"),
        (b"Dear all, we had a great year.", "is no file that a timeline can be read from"),
        (b"PK\x03\x04 and no more", "is a broken zip file"),
        (zipped(), "is no folder of files"),
        (zipped(**{"..__..__evil.json": DAY}), "leads out of it"),
        (zipped(**{"a__..__..__x__2025-12-03_json": DAY}), "leads out of it"),
        (zipped(**{"__etc__2025-12-03_json": DAY}), "leads out of it"),
        (links_to("/etc/passwd"), "a link in place of a file"),
        (zipped(**{"a__2025-12-03_json": "[" + " " * 40_000_000}), "unpacks to far more"),
        (zipped(**{f"a__2025-12-{day:02}_json": "[" + " " * 30_000_000 + "]" for day in range(1, 7)}), "far more"),
        (zipped(**{"a__2025-12-03_json": "hello"}), "is no JSON"),
        (zipped(**{"a__2025-12-03_json": "[" * 100_000}), "nested too deeply"),
        (b"Time,Event\n" + b"".join(b"%d,e%d\n" % (1764800000 + i, i) for i in range(MOST + 1)), "cut it to"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_one_sentence(given: bytes, told: str) -> None:
    start = time.perf_counter()
    with pytest.raises(BadImport) as refused:
        read(given, SESSION)
    assert told in str(refused.value)
    assert str(refused.value).endswith(".") and "\n" not in str(refused.value)
    assert time.perf_counter() - start < 5


def test_files_that_are_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").mkdir()
    (tmp_path / "linked" / "inc").mkdir(parents=True)
    (tmp_path / "linked" / "inc" / "2025-12-03.json").symlink_to("/etc/passwd")
    for name, told in (
        ("pipe", "is not an ordinary file"),
        ("no", "cannot be read"),
        ("no/such/file", "cannot be read"),
        ("a\0b", "cannot be read"),
        ("empty", "is no folder of files"),
        ("linked", "is no folder of files"),
        ("x" * 300, "cannot be read"),
    ):
        with pytest.raises(BadImport, match=told):
            read(tmp_path / name, SESSION)


def test_a_format_or_a_zone_that_there_is_not() -> None:
    with pytest.raises(BadImport, match="There is no format «excel» to import"):
        read("14:15 a", SESSION, "excel")
    with pytest.raises(BadTime, match="There is no time zone"):
        read("14:15 a", SESSION, zone="Mars/Base")


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("given", [b"hello\n14:15 x", b'{"a": 1}', b"[[1], null]", b"[14:15] x"])
def test_a_file_of_another_kind_is_refused_or_kept(form: str, given: bytes) -> None:
    try:
        found = read(given, SESSION, form)
    except FacilitatorError as refused:
        assert "\n" not in str(refused)
    else:
        assert found.report.read == found.report.added + sum(count for _, count in found.report.folded)


EVIL = st.sampled_from([
    "\x1b]0;owned\x07", "\x1b[2J\x1b[H", "\x9b31m", "\u202egnp.exe", "\ud800", "\x00", "[bold]x[/]", "=1+1",
    "<script>alert(1)</script>", "e\u0301" * 3 + "\u0301" * 50, "\r\nInjected", "\ufeff", "&#27;[2J", "<@U1|\x1b[31m>",
    "| a | b |", "14:15", "**", "\u2028", "\x7f", "'; DROP TABLE", "{{7*7}}", "../../x", "NaN", "-1e999",
])  # fmt: skip
TEXTS = st.lists(EVIL | st.text(max_size=12), max_size=4).map("".join)
FILES = sorted(path.name for path in SAMPLES.iterdir() if path.is_file())


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(FILES), st.data(), TEXTS)
@example("github.json", None, "\x1b[31mx")
def test_a_hostile_text_in_any_field_is_clean_and_no_fault(name: str, data: st.DataObject | None, text: str) -> None:
    written = (SAMPLES / name).read_text("utf-8")
    form = read(SAMPLES / name, SESSION).source
    if name.endswith(".json"):
        page = json.loads(written)
        spots = _texts(page)
        holder, key = data.draw(st.sampled_from(spots)) if data else spots[0]
        holder[key] = text
        written = json.dumps(page)
    else:
        rows = written.splitlines(keepends=True)
        i = data.draw(st.integers(0, len(rows) - 1)) if data else 0
        cut = data.draw(st.integers(0, len(rows[i]))) if data else 0
        rows[i] = rows[i][:cut] + text + rows[i][cut:]
        written = "".join(rows)
    try:
        found = read(written, SESSION, form)
    except BadImport as refused:
        assert clean(str(refused), one_line=True)
        return
    for draft in (*found.drafts, *found.folded):
        assert draft.text.strip() and clean(draft.text) == draft.text
        assert clean(draft.when.written, one_line=True) == draft.when.written
        assert (draft.when.at is None) or draft.when.at.tzinfo is not None
    assert all("\x1b" not in clean(line, one_line=True) for line in lines(found.report))


def _texts(value: object) -> list[tuple[object, object]]:
    inner = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    own: list[tuple[object, object]] = [(value, key) for key, below in inner if isinstance(below, str)]
    return own + [each for _, below in inner for each in _texts(below)]


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(
    st.text(max_size=200)
    | st.lists(EVIL | st.sampled_from("|:-#*[]0123456789 \n\tTZ+./~?,;"), max_size=60).map("".join)
)
def test_any_text_is_read_or_refused(text: str) -> None:
    for form in ("auto", "markdown", "csv", "slack-text", "git-log"):
        try:
            found = read(text, SESSION, form)
        except FacilitatorError:
            continue
        assert all(clean(draft.text) == draft.text != "" for draft in found.drafts)


@pytest.mark.parametrize(
    "line",
    ["14:15 " + " " * 200_000 + "x", "(" * 200_000, "*" * 200_000, "14:15" * 40_000, "a [" * 60_000, "| " * 100_000,
     " " * 200_000 + "1 file changed", "<" * 200_000, "&" * 200_000, "commit " + "a" * 200_000, "1.1." * 50_000],
)  # fmt: skip
def test_no_line_takes_long(line: str) -> None:
    for form in ("auto", "markdown", "csv", "slack-text", "git-log"):
        start = time.perf_counter()
        with contextlib.suppress(FacilitatorError):
            read(f"14:15 a\n{line}\n14:16 b\n", SESSION, form)
        assert time.perf_counter() - start < 2, form
