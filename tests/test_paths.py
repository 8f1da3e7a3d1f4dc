"""Where everything is kept."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from facilitator import local_zone
from facilitator.agenda import shipped_agendas
from facilitator.folders import user_folder
from facilitator.local_zone import machine_zone
from facilitator.paths import places, typed_path


@pytest.fixture(autouse=True)
def cwd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_user_s_folders_where_there_is_no_workspace(home: Path) -> None:
    place = places()
    assert place.sessions == home / "data/facilitator/sessions"
    assert place.demo == home / "data/facilitator/demo"
    assert place.config == home / "config/facilitator/config.toml"
    assert place.log == home / "state/facilitator/facilitator.log"
    own = (home / "data/facilitator/agendas", home / "config/facilitator/agendas")
    assert place.agendas == (*own, shipped_agendas())


def test_the_folders_here_each_if_it_is_there(home: Path, cwd: Path) -> None:
    (cwd / "sessions").mkdir()
    assert places().sessions == cwd / "sessions"
    assert places().agendas[0] == home / "data/facilitator/agendas"
    (cwd / "agendas").mkdir()
    assert places().agendas[0] == cwd / "agendas"


def test_a_file_of_that_name_is_no_folder(home: Path, cwd: Path) -> None:
    (cwd / "sessions").write_text("a plan")
    assert places().sessions == home / "data/facilitator/sessions"


@pytest.mark.parametrize("said", ["team", "./team/", "~/team"])
def test_a_workspace_wins_over_the_folders_here(said: str, home: Path, cwd: Path) -> None:
    (cwd / "sessions").mkdir()
    place = places(said)
    root = (home if said.startswith("~") else cwd) / "team"
    assert (place.sessions, place.agendas[0], place.demo) == (root / "sessions", root / "agendas", root / "demo")


def test_asking_makes_no_folder(home: Path, cwd: Path) -> None:
    places()
    places("team")
    assert not list(home.iterdir())
    assert not list(cwd.iterdir())


def test_another_config_file(cwd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACILITATOR_CONFIG", "mine.toml")
    assert places().config == cwd / "mine.toml"


@pytest.mark.parametrize("kind", ["data", "config", "state"])
@pytest.mark.parametrize("value", [None, "", "  ", "relative", "/elsewhere", "/with space/"])
def test_our_rule_is_that_of_platformdirs(kind: str, value: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    variable = f"XDG_{kind.upper()}_HOME"
    monkeypatch.setenv(variable, value) if value is not None else monkeypatch.delenv(variable)
    assert user_folder(kind) == getattr(platformdirs, f"user_{kind}_dir")("facilitator", appauthor=False)


@pytest.mark.parametrize("system", ["linux", "darwin"])
def test_every_system_has_its_folders(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.folders.sys.platform", system)
    assert Path(user_folder("data")).is_absolute()


@pytest.mark.parametrize(
    ("setting", "zone"),
    [
        ("Europe/Paris", "Europe/Paris"),
        (":Europe/Paris", "Europe/Paris"),
        ("/usr/share/zoneinfo/Europe/Paris", "Europe/Paris"),
        ("", "UTC"),
        ("XYZ3", "UTC"),
        ("../../etc/passwd", "UTC"),
    ],
)
def test_the_zone_that_the_environment_names(setting: str, zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", setting)
    assert machine_zone() == zone


def test_the_zone_that_the_machine_is_linked_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    link = tmp_path / "localtime"
    monkeypatch.setattr(local_zone, "LINK", link)
    assert machine_zone() == "UTC"
    link.symlink_to("../usr/share/zoneinfo/America/Los_Angeles")
    assert machine_zone() == "America/Los_Angeles"


def test_a_home_of_nobody_is_a_name_like_another(home: Path) -> None:
    assert typed_path("~/x") == home / "x"
    assert typed_path("~nobody-at-all/x") == Path("~nobody-at-all/x")
