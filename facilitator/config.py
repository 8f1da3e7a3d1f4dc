"""The settings: a TOML file as a frozen value, and a value as a TOML file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from facilitator.domain.errors import FacilitatorError
from facilitator.domain.record import Record
from facilitator.text import clean

LARGEST: Final = 1_000_000
"""Bytes of a config file."""

Check = Callable[[object], Any]
"""A value of the file as the setting's; ValueError, saying what it has to be, for one that will not do."""


class BadConfig(FacilitatorError):
    """A config file that cannot be used. The message names file and key."""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("text in quotes")
    return clean(value, one_line=True)


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value <= 86_400:
        raise ValueError("a number of seconds, from 1 to 86400 (a day)")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false")
    return value


def _keys(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(keys, str) for keys in value.values()):
        raise ValueError('a table of commands and their keys, such as next-phase = "f5,ctrl+n"')
    return {clean(id, one_line=True): clean(keys, one_line=True).replace(" ", "") for id, keys in value.items()}


class Config(Record):
    """What a person may choose. The fields are the keys of the file; ABOUT tells of each."""

    stall_after: float = 90
    theme: str = ""
    agenda: str = "blameless-postmortem"
    contributing_factors: bool = False
    author: str = ""
    keys: Mapping[str, str] = MappingProxyType({})


ABOUT: Final[dict[str, tuple[Check, str]]] = {
    "stall_after": (_seconds, "Seconds without typing after which a prompt is offered."),
    "theme": (
        _text,
        "A theme: textual-dark, textual-light, high-contrast-dark, nord ...; empty for the one chosen last.",
    ),
    "agenda": (_text, "The agenda of a new session: see `facilitator agendas`."),
    "contributing_factors": (
        _truth,
        "Whether new sessions speak of contributing factors only, of no single root cause.",
    ),
    "author": (_text, "Your name, as the author of new sessions."),
    "keys": (_keys, "Keys of your own by the id of the command: see `facilitator keys`."),
}
"""What a value has to be, and the sentence in the sample."""
EXAMPLES: Final = {"keys": 'next-phase = "f5,ctrl+n"'}
"""A row for a table that is empty."""


def read_config(path: Path, *, must_exist: bool = False) -> Config:
    """The settings in a file, the usual ones where it says nothing or is not there; BadConfig if it cannot be used."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        if must_exist:
            raise BadConfig(f"There is no config file {path}. `facilitator config --sample` prints one.") from None
        return Config()
    except OSError as fault:
        raise BadConfig(f"{path} cannot be read ({fault.strerror}).") from fault
    if len(data) > LARGEST:
        raise BadConfig(f"{path} is over 1 MB, too large for a config file.")
    return Config(**{key: _checked(path, key, value) for key, value in _toml(path, data).items()})


def as_toml(config: Config) -> str:
    """The settings as a config file with comments: `read_config` makes the same settings of it."""
    parts = []
    for name, (_, told) in ABOUT.items():
        value = getattr(config, name)
        lines = [f"# {told}"]
        if isinstance(value, Mapping):
            rows = [f"{_quoted(key)} = {_quoted(one)}" for key, one in value.items()]
            lines += [f"[{name}]", *(rows or [f"# {EXAMPLES[name]}"])]
        else:
            lines.append(f"{name} = {_quoted(value)}")
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _toml(path: Path, data: bytes) -> dict[str, Any]:
    import tomllib  # here: most people have no config file, and every start would pay for it

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadConfig(f"{path} is not UTF-8. Save it as UTF-8.") from None
    except (ValueError, RecursionError) as fault:
        raise BadConfig(f"{path} is not TOML: {clean(str(fault), one_line=True)[:160]}.") from None


def _checked(path: Path, key: str, value: object) -> Any:
    if key not in ABOUT:
        from difflib import get_close_matches  # here: only a mistyped key needs it

        near = get_close_matches(key.lower(), ABOUT, 1)
        hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(ABOUT)}."
        raise BadConfig(f"{path}: there is no setting «{clean(key, one_line=True)[:40]}». {hint}")
    try:
        return ABOUT[key][0](value)
    except ValueError as fault:
        raise BadConfig(f"{path}: {key} must be {fault}.") from None


def _quoted(value: object) -> str:
    """A number or a text as TOML writes it: for those, JSON is TOML."""
    return json.dumps(value, ensure_ascii=False)
