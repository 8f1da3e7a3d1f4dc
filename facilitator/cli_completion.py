"""`facilitator --print-completion`: the command line for the shell, from the parser itself."""

from __future__ import annotations

from argparse import Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator
from typing import Final

from facilitator.domain.errors import Refused

SESSIONS: Final = {"bash": "_facilitator_sessions", "zsh": "_facilitator_sessions"}
FILES: Final = {"bash": "_shtab_compgen_files", "zsh": "_files", "tcsh": "f"}
FOLDERS: Final = {"bash": "_shtab_compgen_dirs", "zsh": "_files -/", "tcsh": "d"}
OF: Final = {"SESSION": SESSIONS, "FILE": FILES, "DIR": FOLDERS}
"""What completes an argument, by what the help calls it."""
NAMES: Final = "facilitator list 2>/dev/null | awk '{print $1}'"
PREAMBLE: Final = {
    "bash": f'_facilitator_sessions() {{ compgen -W "$({NAMES})" -- "$1"; }}\n',
    "zsh": f'_facilitator_sessions() {{ compadd -- ${{(f)"$({NAMES})"}} }}\n',
}


def completion(parser: ArgumentParser, shell: str) -> str:
    """A script for the shell. Refused if the library that writes it is not there."""
    try:
        import shtab
    except ImportError:
        raise Refused("Completion needs one library more: pip install 'facilitator[completion]'") from None
    for action in _actions(parser):
        known = OF.get(str(action.metavar))
        if known and not action.choices:
            action.complete = known  # type: ignore[attr-defined]
    return str(shtab.complete(parser, shell=shell, preamble=PREAMBLE.get(shell, "")))


def _actions(parser: ArgumentParser) -> Iterator[Action]:
    """Those of all commands."""
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            for each in action.choices.values():
                yield from _actions(each)
        else:
            yield action
