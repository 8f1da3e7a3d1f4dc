"""The secrets of the roles, and the file in which this user's other terminals find them."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from live_rig import Shared, new_desk, status, upgrade
from live_rig import answer as answered

from facilitator.domain.roles import Role
from facilitator.live import beacon
from facilitator.live.beacon import Beacon, beacon_of, hosted, light, put_out, read_beacon
from facilitator.live.lines import JoinLine
from facilitator.live.tokens import GUESTS, Tokens
from facilitator.store.lock import Lock

SECRETS = {"scribe": "s" * 22, "participant": "p" * 22, "room": "r" * 22}
DOCUMENT: dict[str, Any] = {
    "url": "ws://127.0.0.1:4321/", "tokens": SECRETS, "fingerprint": "", "address": "127.0.0.1"
}  # fmt: skip
LIT = Beacon("ws://127.0.0.1:4321/", tuple(SECRETS.items()))


def test_each_role_has_a_secret_that_nobody_guesses() -> None:
    tokens, others = Tokens(), Tokens()
    found = [tokens.of(role) for role in GUESTS] + [others.of(role) for role in GUESTS]
    assert len(set(found)) == 6
    assert min(map(len, found)) == 22  # 128 bits.
    assert [tokens.role(tokens.of(role)) for role in GUESTS] == list(GUESTS)
    for wrong in ("", " ", others.of(Role.SCRIBE), tokens.of(Role.SCRIBE)[:-1], tokens.of(Role.SCRIBE) + "=", "\ud800"):
        assert tokens.role(wrong) is None


def test_a_renewed_one_opens_nothing() -> None:
    tokens = Tokens()
    old = {role: tokens.of(role) for role in GUESTS}
    tokens.renew(Role.SCRIBE)
    assert [tokens.role(old[role]) for role in GUESTS] == [None, Role.PARTICIPANT, Role.ROOM]
    assert tokens.role(tokens.of(Role.SCRIBE)) is Role.SCRIBE
    with pytest.raises(KeyError):
        tokens.of(Role.FACILITATOR)


def test_what_is_lit_is_read_by_this_user_alone(tmp_path: Path) -> None:
    session = tmp_path / "x.json"
    light(session, LIT)
    assert stat.S_IMODE(beacon_of(session).stat().st_mode) == 0o600
    assert read_beacon(session) == LIT
    assert LIT.line(Role.ROOM) == JoinLine(LIT.url, "r" * 22)
    assert LIT.kept().as_document() == SECRETS
    put_out(session)
    put_out(session)
    assert read_beacon(session) is None


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o620, 0o602, 0o666, 0o777])
def test_what_others_could_have_written_or_read_does_not_count(tmp_path: Path, mode: int) -> None:
    light(tmp_path / "x.json", LIT)
    beacon_of(tmp_path / "x.json").chmod(mode)
    assert read_beacon(tmp_path / "x.json") is None


def test_what_somebody_else_wrote_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    light(tmp_path / "x.json", LIT)
    monkeypatch.setattr(beacon.os, "getuid", lambda: os.geteuid() + 1)  # type: ignore[attr-defined]
    assert read_beacon(tmp_path / "x.json") is None


@pytest.mark.parametrize(
    "left",
    [
        b"", b"\x00" * 100, b"\xff\xfe", b"null", b"7", b'"x"', b"[]", b"{}", b"[" * 9_000,
        json.dumps(DOCUMENT).encode()[:-9],
        b" " * 10_000 + json.dumps(DOCUMENT).encode(),
    ]
    + [
        json.dumps(DOCUMENT | more).encode()
        for more in (
            {"url": ""}, {"url": 7}, {"url": "ws://127.0.0.1/"}, {"url": "ws://127.0.0.1:x/"},
            {"url": "ws://evil.example:1/"}, {"url": "http://127.0.0.1:1/"}, {"tokens": None}, {"tokens": []},
            {"tokens": "x"}, {"tokens": {}}, {"tokens": SECRETS | {"room": ""}}, {"tokens": SECRETS | {"room": None}},
            {"tokens": SECRETS | {"room": "r r r r r r r r r r r"}}, {"fingerprint": "x"}, {"fingerprint": None},
        )
    ],
)  # fmt: skip
async def test_a_damaged_one_is_as_none(tmp_path: Path, left: bytes) -> None:
    path = beacon_of(tmp_path / "x.json")
    path.write_bytes(left)
    path.chmod(0o600)
    assert read_beacon(tmp_path / "x.json") is None
    shared = await Shared(tmp_path).start()  # A host makes itself new secrets then.
    for token in ("", "None", "x"):
        heard = await answered(shared.port, upgrade("Host: 127.0.0.1", f"Authorization: Bearer {token}"))
        assert status(heard) == 401
    await shared.stop()


async def test_a_host_that_was_killed_keeps_its_lines_and_one_that_was_closed_does_not(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    shared = await Shared(tmp_path).start()
    lines = [shared.sharing.line(role) for role in GUESTS]
    lit = beacon_of(path).read_bytes()
    await shared.sharing.close()
    assert not beacon_of(path).exists()
    beacon_of(path).write_bytes(lit)  # As after kill -9.
    beacon_of(path).chmod(0o600)
    await shared.start()
    assert [shared.sharing.line(role) for role in GUESTS] == lines
    await shared.sharing.close()
    await shared.start()
    assert [shared.sharing.line(role) for role in GUESTS] != lines
    shared.sharing.renew(Role.SCRIBE)
    found = read_beacon(path)
    assert found
    assert found.line(Role.SCRIBE) == shared.sharing.line(Role.SCRIBE)
    await shared.stop()


def test_only_what_is_open_now_is_hosted(tmp_path: Path) -> None:
    desk, path = new_desk(tmp_path), tmp_path / "x.json"
    assert Lock.held(path)
    assert hosted(tmp_path) == []
    light(path, LIT)
    light(tmp_path / "left.json", LIT)  # By a host that was killed.
    assert hosted(tmp_path) == [path]
    desk.close()
    assert hosted(tmp_path) == []
    assert not Lock.held(tmp_path / "no" / "such.json")
    assert hosted(tmp_path / "no") == []
