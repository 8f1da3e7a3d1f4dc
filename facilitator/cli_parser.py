"""The words of the command line: the one truth for what there is, for the help and for wrong usage."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from typing import Any

from facilitator import __version__

WIDTH = 88
"""Columns of the help, on every terminal: a page of the README holds it."""

ABOUT = "Lead a blameless post-mortem meeting from the terminal."
EXAMPLES = """\
Without a command the home screen opens. Start with:
  facilitator demo
  facilitator new --title "API outage" --severity SEV1 --started 2025-12-03T14:15
SESSION is a name from «facilitator list», or the beginning of one.
"""


def parser() -> ArgumentParser:
    """The parser of the whole command line. `command` in what it gives is None for the home screen."""
    top = ArgumentParser("facilitator", description=ABOUT, epilog=EXAMPLES, formatter_class=_Formatter)
    top.add_argument("--version", action="version", version=f"facilitator {__version__}")
    _workspace(top, None)
    commands = top.add_subparsers(title="commands", dest="command", metavar="COMMAND")

    demo = _command(commands, "demo", "try it: the meeting on an example incident", "demo", "demo --fresh")
    demo.add_argument("--fresh", action="store_true", help="start anew, also if the last demo has not ended")

    _new(commands)

    open_ = _command(
        commands, "open", "open a session, or the home screen", "open 2025-12-03-api-outage", "open 2025-12"
    )
    open_.add_argument("session", metavar="SESSION", nargs="?", help="its name; without it the home screen opens")

    list_ = _command(commands, "list", "list the sessions, the newest first", "list", "list --json")
    _json(list_)

    show = _command(commands, "show", "show what a session holds, in short", "show 2025-12-03-api-outage --json")
    show.add_argument("session", metavar="SESSION", help="its name, or the beginning of it")
    _json(show)

    told = "tell what the document still lacks; exit code 1 if it is required"
    check = _command(commands, "check", told, "check 2025-12-03-api-outage", "check 2025-12 --json")
    check.add_argument("session", metavar="SESSION", help="its name, or the beginning of it")
    _json(check)

    _export(commands)

    told = "make a session of a document that export wrote"
    import_ = _command(commands, "import", told, "import 2025-12-03-api-outage.md")
    import_.add_argument("file", metavar="FILE", help="the document in Markdown, also where people changed it since")
    import_.add_argument("--agenda", metavar="NAME", help="the meeting to hold (usual: what the document names)")

    _command(commands, "agendas", "list the meetings one can hold", "agendas")

    keys = _command(commands, "keys", "list the keys", "keys", "keys --markdown")
    keys.add_argument("--markdown", action="store_true", help="as a Markdown table, with the keys as they come")

    _command(commands, "paths", "tell where everything is kept", "paths", "--workspace team paths")

    config = _command(commands, "config", "print the settings in force", "config", "config --sample > config.toml")
    config.add_argument("--sample", action="store_true", help="print a config file to start from")
    return top


def _new(commands: Any) -> None:
    new = _command(
        commands,
        "new",
        "start a session, and open it",
        'new --title "API outage"',
        'new --title "API outage" --id INC-7 --severity SEV1 --started 2025-12-03T14:15 \\\n'
        "      --resolved 2025-12-03T15:45 --timezone America/Los_Angeles --no-open",
    )
    new.add_argument("--title", metavar="TITLE", required=True, help="a few words on what happened")
    new.add_argument("--id", metavar="ID", default="", help="the incident's id, such as INC-2025-12-03-001")
    new.add_argument("--severity", metavar="SEV", default="", help="such as SEV1")
    for name, told in (
        ("started", "when it began: 2025-12-03T14:15, in --timezone, or with an offset of its own"),
        ("detected", "when it was noticed"),
        ("mitigated", "when it stopped hurting"),
        ("resolved", "when it was over"),
    ):
        new.add_argument(f"--{name}", metavar="TIME", help=told)
    new.add_argument("--timezone", metavar="ZONE", help="such as America/Los_Angeles (usually: this machine's)")
    new.add_argument("--agenda", metavar="NAME", help="the meeting to hold: one of «facilitator agendas»")
    new.add_argument("--no-open", action="store_true", help="only make it, and print its name")


def _export(commands: Any) -> None:
    export = _command(
        commands,
        "export",
        "write the post-mortem document",
        "export 2025-12-03-api-outage",
        "export 2025-12-03-api-outage --format json -o -",
        "export 2025-12-03-api-outage --format svg",
    )
    export.add_argument("session", metavar="SESSION", help="its name, or the beginning of it")
    told = "the document in Markdown (usual), all as data, diagrams as Mermaid, the fishbone as a picture"
    export.add_argument("--format", metavar="md|json|mermaid|svg", type=_format, default="md", help=told)
    export.add_argument("-o", "--output", metavar="FILE", help="where to; - is standard output (usual: ./SESSION.md)")
    export.add_argument("--force", action="store_true", help="write over a file that is there")


def _command(commands: Any, name: str, told: str, *examples: str) -> ArgumentParser:
    shown = "\n".join(f"  facilitator {example}" for example in examples)
    made: ArgumentParser = commands.add_parser(
        name,
        help=told,
        description=f"{told[0].upper()}{told[1:]}.",
        epilog=f"examples:\n{shown}\n",
        formatter_class=_Formatter,
    )
    _workspace(made, SUPPRESS)  # A default here would undo what was said before the command.
    return made


def _workspace(to: ArgumentParser, default: str | None) -> None:
    to.add_argument("--workspace", metavar="DIR", default=default, help="keep sessions and agendas in folders of DIR")


def _json(to: ArgumentParser) -> None:
    to.add_argument("--json", action="store_true", help="as JSON, for other programs")


def _format(name: str) -> str:
    from facilitator.documents.registry import FORMATS  # here: it takes longer to import than most commands to run

    if name not in FORMATS:
        raise ArgumentTypeError(f"there is no format {name!r}; choose one of: {', '.join(FORMATS)}")
    return name


class _Formatter(RawDescriptionHelpFormatter):
    """The same lines on every terminal."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=24, width=WIDTH)
