"""The room's view in a browser. textual-serve is an extra: where it is not installed, only that is told."""

from __future__ import annotations

import importlib.util
import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from live_rig import Shared, new_desk

from facilitator.cli_sessions import need_a_terminal
from facilitator.domain.errors import Refused
from facilitator.live import served

PORT = 8123
needs_the_extra = pytest.mark.skipif(
    importlib.util.find_spec("textual_serve") is None, reason="needs the extra: pip install 'facilitator[serve]'"
)


def test_what_is_not_shared_cannot_be_served(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    with pytest.raises(Refused, match=r"x is not shared now\. Open it with: facilitator open x --share"):
        served.serve_room(None, tmp_path / "x.json", PORT)
    desk.close()


async def test_without_the_extra_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "textual_serve.server", None)
    shared = await Shared(tmp_path).start()
    with pytest.raises(Refused, match=r"pip install 'facilitator\[serve\]'"):
        served.serve_room(None, tmp_path / "x.json", PORT)
    await shared.stop()


@pytest.fixture
async def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """What would be served, once it is about to be."""
    made: list[Any] = []
    server: Any = importlib.import_module("textual_serve.server").Server
    monkeypatch.setattr(server, "serve", lambda self: made.append(self))
    shared = await Shared(tmp_path).start()
    assert served.serve_room(str(tmp_path), tmp_path / "x.json", PORT) == 0
    await shared.stop()
    return made[0]


OURS = {"Host": f"127.0.0.1:{PORT}"}
PATHS = ("/", "/ws", "/static/", "/download/x")


@needs_the_extra
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"}, {"Host": f"evil.example:{PORT}"}, {"Host": f"127.0.0.1.evil.example:{PORT}"},
        {"Host": f"localhost@evil.example:{PORT}"}, {"Host": ""}, {"Host": f"10.0.0.5:{PORT}"},
        OURS | {"Origin": "https://evil.example"}, OURS | {"Origin": "null"}, OURS | {"Origin": ""},
        OURS | {"Origin": "http://127.0.0.1"}, OURS | {"Origin": f"http://127.0.0.1:{PORT}.evil.example"},
        OURS | {"Origin": f"http://localhost:{PORT + 1}"}, OURS | {"Origin": f"https://localhost:{PORT}"},
    ],
    ids=str,
)  # fmt: skip
async def test_another_site_is_turned_away_everywhere(room: Any, headers: dict[str, str]) -> None:
    assert [await status(room, path, headers) for path in PATHS] == [403] * len(PATHS)


@needs_the_extra
@pytest.mark.parametrize(
    "headers",
    [OURS, {"Host": f"localhost:{PORT}"}, OURS | {"Origin": f"http://127.0.0.1:{PORT}"},
     OURS | {"Origin": f"http://localhost:{PORT}"}],
    ids=str,
)  # fmt: skip
async def test_this_machine_is_let_in(room: Any, headers: dict[str, str]) -> None:
    assert await status(room, "/", headers) == 200
    assert await status(room, "/download/x", headers) == 404


def test_a_viewers_process_has_a_browser_to_draw_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(Refused, match="need a terminal"):
        need_a_terminal("Run it in one.")
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")  # As textual-serve starts it.
    need_a_terminal("Run it in one.")


@needs_the_extra
def test_a_viewer_joins_as_the_room_and_nothing_else(room: Any, tmp_path: Path) -> None:
    assert room.host == "127.0.0.1"
    words = ["-m", "facilitator", "--workspace", str(tmp_path), "join", "--as", "room", "--session", "x"]
    assert room.command.split()[1:] == words


async def status(room: Any, path: str, headers: dict[str, str]) -> int:
    """The answer to a request, by aiohttp's own server on any free port."""
    client: Callable[..., Any] = importlib.import_module("aiohttp").ClientSession
    testing: Any = importlib.import_module("aiohttp.test_utils")
    async with (
        testing.TestServer(await room._make_app()) as listening,
        client() as session,
        session.get(listening.make_url(path), headers=headers) as heard,
    ):
        return int(heard.status)
