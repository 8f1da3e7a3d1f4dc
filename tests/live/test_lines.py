"""Lines by which one joins, as they are shown, copied and mistyped."""

from __future__ import annotations

import pytest

from facilitator.live.lines import BadLine, JoinLine, read_line

TOKEN, MARK = "AbC_-45678901234567890", "0f" * 32
PLAIN = JoinLine("ws://127.0.0.1:4321/", TOKEN)
PINNED = JoinLine("wss://meeting.example:4321/", TOKEN, MARK)


@pytest.mark.parametrize(
    "line", [PLAIN, PINNED, JoinLine("wss://[fe80::1]:9/", TOKEN), JoinLine("ws://[::1]:9/", TOKEN)]
)
def test_what_is_shown_is_read_back(line: JoinLine) -> None:
    assert read_line(str(line)) == line
    assert read_line(f"  facilitator join {line}\n") == line
    assert read_line(f"facilitator join --as room {line}  ") == line


@pytest.mark.parametrize("typed", ["ws://127.0.0.1:4321#" + TOKEN, "ws://127.0.0.1:4321/a/b?c=d#" + TOKEN])
def test_what_stands_after_the_address_does_not_count(typed: str) -> None:
    assert read_line(typed) == PLAIN


def test_copied_with_quotes_around_it() -> None:
    assert read_line(f"facilitator join '{PINNED}'") == read_line(f'"{PINNED}"') == PINNED


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "no line to join by"),
        ("   ", "no line to join by"),
        ("facilitator join", "no line to join by"),
        ("127.0.0.1:4321", "no line to join by"),
        (f"http://127.0.0.1:4321/#{TOKEN}", "no line to join by"),
        (f"ws:///#{TOKEN}", "no line to join by"),
        (f"ws://127.0.0.1/#{TOKEN}", "no line to join by"),
        (f"ws://127.0.0.1:99999/#{TOKEN}", "no line to join by"),
        (f"ws://127.0.0.1:x/#{TOKEN}", "no line to join by"),
        (f"ws://[::1:4321/#{TOKEN}", "no line to join by"),
        ("ws://127.0.0.1:4321/", "ends too soon"),
        ("ws://127.0.0.1:4321/#", "ends too soon"),
        (f"ws://127.0.0.1:4321/#{TOKEN[:15]}", "ends too soon"),
        (f"ws://127.0.0.1:4321/#{TOKEN}.", "ends too soon"),
        (f"ws://127.0.0.1:4321/#{TOKEN}.{MARK[1:]}", "ends too soon"),
        (f"ws://127.0.0.1:4321/#{TOKEN}\u202e", "ends too soon"),
        (f"ws://127.0.0.1:4321/#{TOKEN}%0d%0aHost:x", "ends too soon"),
        (f"ws://10.0.0.5:4321/#{TOKEN}", "no encryption"),
        (f"ws://127.0.0.1.evil.example:4321/#{TOKEN}", "no encryption"),
        (f"ws://127.0.0.1:4321@evil.example:99/#{TOKEN}", "no encryption"),
    ],
)
def test_what_is_no_line_is_said_in_one_sentence(typed: str, why: str) -> None:
    with pytest.raises(BadLine, match=why):
        read_line(typed)


def test_a_secret_is_not_in_the_sentence() -> None:
    with pytest.raises(BadLine) as fault:
        read_line(f"ws://10.0.0.5:4321/#{TOKEN}")
    assert TOKEN not in str(fault.value)
