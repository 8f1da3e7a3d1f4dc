"""What every command of the command line has: a help with examples, and the options that many share."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

WIDTH = 88
"""Columns of the help, on every terminal: a page of the README holds it."""


def command(commands: Any, name: str, told: str, *examples: str) -> ArgumentParser:
    shown = "\n".join(f"  facilitator {example}" for example in examples)
    made: ArgumentParser = commands.add_parser(
        name,
        help=told,
        description=f"{told[0].upper()}{told[1:]}.",
        epilog=f"examples:\n{shown}\n",
        formatter_class=Formatter,
    )
    workspace(made, SUPPRESS)  # A default here would undo what was said before the command.
    return made


def workspace(to: ArgumentParser, default: str | None) -> None:
    to.add_argument("--workspace", metavar="DIR", default=default, help="keep sessions and agendas in folders of DIR")


def json_option(to: ArgumentParser) -> None:
    to.add_argument("--json", action="store_true", help="as JSON, for other programs")


class Formatter(RawDescriptionHelpFormatter):
    """The same lines on every terminal."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=24, width=WIDTH)
