"""Who is let in, and who hears nothing: real requests to a real port of this machine."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from live_rig import SECRET, Shared, answer, hear, hello, status, until, upgrade
from websockets.exceptions import ConnectionClosed

from facilitator.domain.roles import Role
from facilitator.live.door import Door
from facilitator.live.look import Look
from facilitator.live.seat import KICKED, LOCKED, RENEWED
from facilitator.live.tokens import Tokens


@pytest.fixture
async def shared(tmp_path: Path) -> AsyncIterator[Shared]:
    made = await Shared(tmp_path).start()
    yield made
    await made.stop()


RIGHT = "Authorization: Bearer {token}"
HERE = "Host: 127.0.0.1:{port}"
REFUSED = {
    "no secret": (401, [HERE]),
    "a wrong secret": (401, [HERE, "Authorization: Bearer AAAAAAAAAAAAAAAAAAAAAA"]),
    "the secret cut short": (401, [HERE, "Authorization: Bearer {half}"]),
    "the secret and more": (401, [HERE, RIGHT + "A"]),
    "a blank more": (401, [HERE, "Authorization: Bearer  {token}"]),
    "no secret after the word": (401, [HERE, "Authorization: Bearer"]),
    "letters of no alphabet": (401, [HERE, "Authorization: Bearer \ud800\x80"]),
    "another scheme": (401, [HERE, "Authorization: Basic {token}"]),
    "no scheme": (401, [HERE, "Authorization: {token}"]),
    "two secrets": (401, [HERE, RIGHT, RIGHT]),
    "a right and a wrong one": (401, [HERE, RIGHT, "Authorization: Bearer x"]),
    "a secret elsewhere": (401, [HERE, "X-Authorization: Bearer {token}", "Cookie: token={token}"]),
    "a page of another site": (403, [HERE, RIGHT, "Origin: https://evil.example"]),
    "a page of this machine": (403, [HERE, RIGHT, "Origin: http://127.0.0.1:{port}"]),
    "a page of no site": (403, [HERE, RIGHT, "Origin: null"]),
    "an empty origin": (403, [HERE, RIGHT, "Origin:"]),
    "a browser": (403, [HERE, RIGHT, "Sec-Fetch-Site: none"]),
    "a foreign name": (403, [RIGHT, "Host: evil.example:{port}"]),
    "a name that begins like ours": (403, [RIGHT, "Host: 127.0.0.1.evil.example:{port}"]),
    "another address": (403, [RIGHT, "Host: 10.0.0.5:{port}"]),
    "an address that was not shared": (403, [RIGHT, "Host: 0.0.0.0:{port}"]),
    "an empty name": (403, [RIGHT, "Host:"]),
    "no name": (403, [RIGHT]),
    "two names": (403, [RIGHT, HERE, HERE]),
    "a foreign name besides": (403, [RIGHT, HERE, "Host: evil.example"]),
}


def filled(shared: Shared, headers: list[str]) -> bytes:
    token = shared.token()
    return upgrade(*(each.format(token=token, half=token[:11], port=shared.port) for each in headers))


@pytest.mark.parametrize("why", REFUSED)
async def test_is_turned_away_and_hears_nothing(shared: Shared, why: str) -> None:
    number, headers = REFUSED[why]
    heard = await answer(shared.port, filled(shared, headers))
    assert status(heard) == number
    told = heard.decode().casefold()
    for secret in (SECRET, shared.desk.name + ".json", shared.token(), "server:", "set-cookie"):
        assert secret.casefold() not in told
    assert not shared.host._seats


@pytest.mark.parametrize("name", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST", "[::1]:{port}", "[::1]"])
async def test_with_the_secret_and_a_name_of_ours_is_let_in(shared: Shared, name: str) -> None:
    assert status(await answer(shared.port, filled(shared, [RIGHT, f"Host: {name}"]))) == 101


async def test_until_hello_nothing_is_said(shared: Shared) -> None:
    async with shared.knock() as connection:
        shared.host.ask_ready(True)
        shared.host.show(Look("timeline"))
        await until(lambda: shared.host.here.asking)  # It was told to everybody who is to hear it.
        await hello(connection)
        assert json.loads(await connection.recv())["kind"] == "welcome"


async def test_each_secret_opens_its_own_role(shared: Shared) -> None:
    for role in (Role.SCRIBE, Role.PARTICIPANT, Role.ROOM):
        async with shared.knock(role) as connection:
            await hello(connection, uid=f"uid-of-the-{role}-00", role="facilitator")
            assert (await hear(connection, "welcome"))["role"] == role


async def test_a_renewed_line_is_closed_and_opens_nothing(shared: Shared) -> None:
    old, pat = shared.sharing.line(Role.SCRIBE), await shared.join(Role.PARTICIPANT, "Pat")
    async with shared.knock() as connection:
        await hello(connection)
        await hear(connection, "welcome")
        shared.sharing.renew(Role.SCRIBE)
        with pytest.raises(ConnectionClosed) as closed:
            await hear(connection, "nothing more")
        assert closed.value.rcvd
        assert closed.value.rcvd.code == RENEWED
    late = shared.guest(name="Late", line=old)
    await asyncio.wait_for(late.run(), 5)
    assert late.said == "The line is not valid any more. Ask for a new one."
    assert pat.state == "live"  # The other roles keep theirs.
    await shared.join(name="Erin")


async def test_behind_a_closed_door_only_who_was_here_comes_in(shared: Shared) -> None:
    async with shared.knock() as connection:
        await hello(connection, uid="here-before-it-was")
        await hear(connection, "welcome")
        shared.host.lock(True)
    async with shared.knock() as stranger:
        await hello(stranger, uid="a-late-stranger-00")
        with pytest.raises(ConnectionClosed) as closed:
            await hear(stranger, "welcome", "events", "here", "look")
        assert closed.value.rcvd
        assert closed.value.rcvd.code == LOCKED
    async with shared.knock(Role.ROOM) as other:
        await hello(other, uid="here-before-it-was")  # Known, but not as the room.
        with pytest.raises(ConnectionClosed):
            await hear(other, "welcome")
    async with shared.knock() as again:
        await hello(again, uid="here-before-it-was")
        await hear(again, "welcome")
    shared.host.lock(False)
    await shared.join(name="Late")


async def test_kicked_is_out_at_once_and_its_words_count_no_more(shared: Shared) -> None:
    async with shared.knock() as connection:
        await hello(connection)
        await hear(connection, "welcome")
        shared.host.kick("Mallory")
        await connection.send('{"kind":"hand","up":true}')
        with pytest.raises(ConnectionClosed) as closed:
            await hear(connection, "nothing more")
        assert closed.value.rcvd
        assert closed.value.rcvd.code == KICKED
    await until(lambda: [each.name for each in shared.host.here.people] == ["facilitator"])


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("facilitator", "facilitator 2"),
        ("FACILITATOR", "FACILITATOR 2"),
        ("\u200bfacili\u00adtator", "\u200bfacili\u00adtator 2"),
        ("Ｆacilitator", "Ｆacilitator 2"),
        ("Sam", "Sam 2"),
        ("sAM", "sAM 2"),
        ("  Sam\t", "Sam 2"),
        ("Sam\u200b", "Sam\u200b 2"),
        ("S\u202eam", "Sam 2"),
        ("", "participant"),
        ("\x1b[2J\x07", "participant"),
        ("\u200b \u00ad", "participant"),
        ("n" * 5000, "n" * 40),
    ],
)
async def test_nobody_is_called_like_another(shared: Shared, asked: str, given: str) -> None:
    await shared.join(name="Sam")
    async with shared.knock(Role.PARTICIPANT) as connection:
        await hello(connection, name=asked)
        assert (await hear(connection, "welcome"))["name"] == given


def test_beyond_this_machine_only_its_names_and_addresses_are_ours() -> None:
    door = Door(Tokens(), wide=True)
    ours = ("10.0.0.5:1", "[fe80::1]:1", "127.0.0.1", "localhost:9", f"{socket.gethostname()}:1", socket.getfqdn())
    assert [name for name in ours if not door._is_ours(name)] == []
    foreign = ("evil.example", "evil.example:1", "10.0.0.5.evil.example:1", "", ":1", "10.0.0:1", "[evil]")
    assert [name for name in foreign if door._is_ours(name)] == []
