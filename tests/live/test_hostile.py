"""Strangers, and guests that talk nonsense: nobody gets in, nothing changes, and the meeting goes on."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from live_rig import SECRET, Shared, answer, hear, hello, let_in, op, status, upgrade
from store_helpers import entry
from websockets.exceptions import ConnectionClosed

from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.command_codec import encode_command
from facilitator.domain.roles import Role
from facilitator.live import sharing


@pytest.fixture
async def shared(tmp_path: Path) -> AsyncIterator[Shared]:
    made = await Shared(tmp_path).start()
    yield made
    await made.stop()


# Strangers

HOST = "Host: 127.0.0.1"
GARBAGE = (
    b"\r\n\r\n",
    b"\x00" * 2000 + b"\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\xaa" * 500,  # The beginning of TLS.
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n\r\nhello",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"GET http://127.0.0.1/../../etc/passwd HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nX: " + b"h" * 100_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"X: h\r\n" * 3000 + b"\r\n",
    b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n folded: yes\r\n\r\n",
    b'{"kind":"hello","uid":"12345678","name":"x","since":0}\n\r\n\r\n',
)


def wrong(number: int) -> bytes:
    """A request with a secret that is not ours, each time another."""
    token = secrets.token_urlsafe(16)
    odd = (token, token[:-1], "", "undefined", "Bearer", "%00", "A" * 4000, "'; DROP TABLE--", "\xff" * 22)
    return upgrade(HOST, f"Authorization: Bearer {odd[number % len(odd)]}")


async def test_of_a_thousand_attempts_none_is_let_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "HANDSHAKE", 0.5)
    shared = await Shared(tmp_path).start()
    sam, before = await shared.join(), shared.desk.session
    attempts = [wrong(i) for i in range(850)] + [GARBAGE[i % len(GARBAGE)] for i in range(150)]
    answers: list[bytes] = []
    for start in range(0, len(attempts), 50):  # As many at once as are heard.
        answers += await asyncio.gather(*(answer(shared.port, each) for each in attempts[start : start + 50]))
    counted = Counter(map(status, answers))
    assert len(answers) == 1000
    assert not {101, 200} & counted.keys()
    assert counted[401] > 700
    assert SECRET not in b"".join(answers).decode("utf-8", "replace")
    assert [seat.name for seat in shared.host._seats.values()] == ["Sam"]
    assert shared.desk.session == before
    await shared.still_works(sam)
    await shared.stop()


@pytest.mark.parametrize("words", [b"", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"])
async def test_silent_connections_keep_nobody_out(shared: Shared, words: bytes) -> None:
    """A hundred, and more the moment they are dropped: a guest who speaks at once comes in at once."""
    held = [await asyncio.open_connection("127.0.0.1", shared.port) for _ in range(100)]
    try:
        for _, writer in held:
            writer.write(words)
        sam = await shared.join(seconds=sharing.HANDSHAKE - 1)
        await shared.still_works(sam)
    finally:
        for _, writer in held:
            writer.transport.abort()


async def test_a_connection_without_a_word_is_dropped(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.live.host.HELLO", 0.1)
    async with shared.knock() as connection:
        with pytest.raises(ConnectionClosed):
            await hear(connection, "welcome")
    assert not shared.host._seats
    shared.sharing._server.close(close_connections=False)
    monkeypatch.setattr(sharing, "HANDSHAKE", 0.1)
    again = await shared.start()
    assert await answer(again.port, b"GET / HTTP/1.1\r\n", seconds=3) == b""


# Guests whose program is not ours


GOOD = encode_command(AddEntries((entry(7),)))
NONSENSE: dict[str, str | bytes] = {
    "not JSON": "hello",
    "nothing": "",
    "bytes of no text": b"\xff\xfe\x00",
    "half of a message": '{"kind":"op","op":"aaaaaaaaaaaaaaaa"',
    "a list": "[]",
    "a number": "7",
    "NaN": "NaN",
    "deep": "[" * 100_000,
    "deep and whole": '{"kind":' + "[" * 50_000 + "]" * 50_000 + "}",
    "no kind": "{}",
    "a kind of no text": '{"kind":["op"]}',
    "a kind of ours, not of theirs": '{"kind":"welcome","now":"2025-12-05T12:00:00+00:00"}',
    "hello again": '{"kind":"hello","uid":"uid-of-mallory-00","name":"facilitator","since":0}',
    "an act without a number": json.dumps({"kind": "op", "command": GOOD}),
    "a number of no text": op(GOOD, op=7),
    "a short number": op(GOOD, op="x"),
    "a long number": op(GOOD, op="x" * 65),
    "a number that no file can hold": op(GOOD, op="\ud800" * 16),
    "a number that is drawn": op(GOOD, op="\x1b[2J\u202e" * 4),
    "no act": json.dumps({"kind": "op", "op": "a" * 16}),
    "a base of no number": op(GOOD, base="1"),
    "a base that is true": op(GOOD, base=True),
    "a base that is not whole": op(GOOD, base=0.5),
    "unsent of no number": op(GOOD, unsent="many"),
    "unsent that is NaN": op(GOOD, unsent=float("nan")),
    "more unsent than is meant": op(GOOD, unsent=10**4000),
    "less than nothing unsent": op(GOOD, unsent=-1),
    "a hand without a word": '{"kind":"hand"}',
    "ready without a word": '{"kind":"ready"}',
    "long": op(AddEntries((Draft(entry(1).when, "x" * 270_000),))),
    "a megabyte": "x" * 1_000_000,
    "two megabytes": "x" * 2_000_000,
}


@pytest.mark.parametrize("what", NONSENSE)
async def test_nonsense_closes_only_its_own_connection(shared: Shared, what: str) -> None:
    sam, before = await shared.join(), shared.desk.session
    async with shared.knock() as connection:
        await let_in(connection)
        with pytest.raises(ConnectionClosed) as closed:
            await connection.send(NONSENSE[what])
            await hear(connection, "taken", "refused")
    assert closed.value.rcvd
    assert closed.value.rcvd.code in (1009, 4006)
    assert shared.desk.session == before
    assert sam.state == "live"
    await shared.still_works(sam)
    again = await shared.join(Role.PARTICIPANT, "Pat")  # Whoever reads the record from the beginning can.
    assert again.desk.session == shared.desk.session


@pytest.mark.parametrize(
    "fields",
    [
        {"uid": 7}, {"uid": "short"}, {"uid": "x" * 65}, {"uid": "\ud800" * 8}, {"uid": ["uid-of-mallory-00"]},
        {"name": None}, {"name": {}}, {"name": ["x"]}, {"since": "0"}, {"since": True}, {"since": None},
        {"kind": "op"}, {"kind": 1},
    ],
    ids=str,
)  # fmt: skip
async def test_who_cannot_say_hello_is_not_let_in(shared: Shared, fields: dict[str, Any]) -> None:
    said = {"kind": "hello", "version": 1, "uid": "uid-of-mallory-00", "name": "Mallory", "since": 0, **fields}
    async with shared.knock() as connection:
        await connection.send(json.dumps(said))
        with pytest.raises(ConnectionClosed) as closed:
            await hear(connection, "welcome", "events", "look", "here")
    assert closed.value.rcvd
    assert closed.value.rcvd.code == 4006
    assert not shared.host._seats


@pytest.mark.parametrize("since", [-1, 10**30, 1, 2])
async def test_a_record_that_the_host_never_had_comes_whole(shared: Shared, since: int) -> None:
    async with shared.knock() as connection:
        await hello(connection, since=since, last={"a": ["mark", float("nan")]})
        assert (await hear(connection, "welcome"))["fresh"] is True
        assert len((await hear(connection, "events"))["events"]) == 2
