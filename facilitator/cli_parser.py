"""The words of the command line: the one truth for what there is, for the help and for wrong usage."""

from __future__ import annotations

from argparse import Action, ArgumentParser, ArgumentTypeError, Namespace
from importlib import import_module
from typing import Any

from facilitator import __version__
from facilitator import cli_parser_archive as archive
from facilitator import cli_parser_live as live
from facilitator.cli_words import Formatter, command, json_option, workspace

ABOUT = "Lead a blameless post-mortem meeting from the terminal."
SHELLS = ("bash", "zsh", "tcsh")
EXAMPLES = """\
Without a command the home screen opens. Start with:
  facilitator demo
  facilitator new --title "API outage" --severity SEV1 --started 2025-12-03T14:15
SESSION is a name from «facilitator list», or the beginning of one.
"""


class PrintCompletion(Action):
    """Like --version: done at once."""

    def __call__(self, parser: ArgumentParser, options: Namespace, shell: Any, word: str | None = None) -> None:
        from facilitator.cli_completion import completion  # here: one run in a thousand asks for it

        print(completion(parser, shell), end="")
        parser.exit()


def parser() -> ArgumentParser:
    """The parser of the whole command line. `command` in what it gives is None for the home screen."""
    top = ArgumentParser("facilitator", description=ABOUT, epilog=EXAMPLES, formatter_class=Formatter)
    top.add_argument("--version", action="version", version=f"facilitator {__version__}")
    told = "print what completes these words in a shell, and leave"
    top.add_argument("--print-completion", metavar="SHELL", choices=SHELLS, action=PrintCompletion, help=told)
    workspace(top, None)
    commands = top.add_subparsers(title="commands", dest="command", metavar="COMMAND")

    demo = command(commands, "demo", "try it: the meeting on an example incident", "demo", "demo --fresh")
    demo.add_argument("--fresh", action="store_true", help="start anew, also if the last demo has not ended")

    _new(commands)

    open_ = command(
        commands, "open", "open a session, or the home screen", "open 2025-12-03-api-outage", "open 2025-12 --share"
    )
    open_.add_argument("session", metavar="SESSION", nargs="?", help="its name; without it the home screen opens")

    live.sharing(open_)
    live.joining(commands)

    list_ = command(commands, "list", "list the sessions, the newest first", "list", "list --json")
    json_option(list_)

    show = command(commands, "show", "show what a session holds, in short", "show 2025-12-03-api-outage --json")
    show.add_argument("session", metavar="SESSION", help="its name, or the beginning of it")
    json_option(show)

    archive.search(commands)
    archive.actions(commands)
    archive.insights(commands)
    archive.tags(commands)

    told = "tell what the document still lacks; exit code 1 if it is required"
    check = command(commands, "check", told, "check 2025-12-03-api-outage", "check 2025-12 --json")
    check.add_argument("session", metavar="SESSION", help="its name, or the beginning of it")
    json_option(check)

    _coach(commands)

    told = "read a post-mortem on the screen, or see its meeting again"
    read = command(commands, "read", told, "read 2025-12-03-api-outage", "read 2025-12 --replay --speed 120")
    read.add_argument("session", metavar="SESSION", help="its name, or the beginning of it")
    read.add_argument("--replay", action="store_true", help="the meeting once more, from its events")
    read.add_argument(
        "--speed", metavar="TIMES", type=_speed, default=60.0, help="of the replay (usual: 60, a minute in a second)"
    )

    told = "practise: a made-up meeting in which hard lines come up"
    rehearse = command(commands, "rehearse", told, "rehearse", "rehearse --speed 3")
    rehearse.add_argument(
        "--speed", metavar="TIMES", type=_speed, default=1.0, help="so many times as fast (usual: 1, ten minutes)"
    )
    _export(commands)

    _import(commands)

    agendas = command(commands, "agendas", "list the meetings one can hold", "agendas", "agendas --minutes")
    agendas.add_argument("--minutes", action="store_true", help="with what each phase really took in past meetings")

    keys = command(commands, "keys", "list the keys", "keys", "keys --markdown")
    keys.add_argument("--markdown", action="store_true", help="as a Markdown table, with the keys as they come")

    command(commands, "paths", "tell where everything is kept", "paths", "--workspace team paths")

    config = command(commands, "config", "print the settings in force", "config", "config --sample > config.toml")
    config.add_argument("--sample", action="store_true", help="print a config file to start from")
    return top


def _new(commands: Any) -> None:
    new = command(
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


def _coach(commands: Any) -> None:
    told = "find language that blames in a text; exit code 1 if there is some"
    coach = command(
        commands, "coach", told, "coach post-mortem.md --people '@alice, Bob'", "coach --jsonl < notes.jsonl"
    )
    coach.add_argument("file", metavar="FILE", nargs="?", help="plain text or Markdown (usual: standard input)")
    coach.add_argument("--people", metavar="NAMES", help="who took part, separated by commas")
    coach.add_argument("--lexicon", metavar="FILE", help="a TOML file with words of your own, or with ours to silence")
    told = 'a JSON object a line in and out: {"id", "text", "context", "people"}'
    coach.add_argument("--jsonl", action="store_true", help=told)


def _export(commands: Any) -> None:
    export = command(
        commands,
        "export",
        "write the post-mortem document",
        "export 2025-12-03-api-outage",
        "export 2025-12-03-api-outage --format html",
        "export 2025-12-03-api-outage --for customer -o -",
        "export 2025-12-03-api-outage --for public --redact 'Acme Corp = a customer'",
        "export 2025-12-03-api-outage --format jira",
    )
    export.add_argument("session", metavar="SESSION", help="its name, or the beginning of it")
    told = "for whom: the full document (usual), a summary, or an edition for the outside, without names"
    audiences = "engineering|product|support|leadership|customer|public"
    export.add_argument("--for", dest="audience", metavar=audiences, type=_audience, help=told)
    told = (
        "Markdown (usual) or a page to read; all as data; action items as a table, for Jira or for Linear; the meeting "
        "and what is due for a calendar; diagrams as Mermaid, the fishbone as a picture; a page for Confluence"
    )
    formats = export.add_argument("--format", type=_format, default="md", help=told)
    vars(formats)["metavar"] = _Known("facilitator.documents.registry", "|")
    told = "a word that must not go out, such as a customer's name; «WORD = TEXT» says what to write; may be repeated"
    export.add_argument("--redact", metavar="WORD", action="append", default=[], help=told)
    told = "begin the Markdown with date, severity, services and tags, for Notion or a wiki"
    export.add_argument("--front-matter", action="store_true", help=told)
    export.add_argument("-o", "--output", metavar="FILE", help="where to; - is standard output (usual: ./SESSION.md)")
    told = "file it in a folder of OUTPUT named by its date, severity or first service"
    export.add_argument("--layout", choices=("date", "severity", "service"), help=told)
    export.add_argument("--force", action="store_true", help="write over a file that is there")


def _import(commands: Any) -> None:
    import_ = command(
        commands,
        "import",
        "add a timeline from elsewhere to a session, or make a session of a document that export wrote",
        "import 2025-12-03-api-outage slack-export.zip --dry-run",
        "import 2025-12 pagerduty.json",
        "import 2025-12 events.csv --timezone Europe/Berlin",
        "import 2025-12-03-api-outage.md",
    )
    told = "the session to add to; without it, FILE is a document of ours, in Markdown or JSON, and makes a session"
    import_.add_argument("session", metavar="SESSION", nargs="?", help=told)
    told = "where the timeline is: a file, a folder or a zip file (of a zip with several channels: FILE/CHANNEL)"
    import_.add_argument("file", metavar="FILE", help=told)
    told = "auto (usual: what the file looks like), %(known)s"
    formats = import_.add_argument("--format", metavar="FORMAT", help=told)
    vars(formats)["known"] = _Known("facilitator.imports.sources.registry", ", ")
    told = "the zone of times without an offset (usual: what the file says, else the session's)"
    import_.add_argument("--timezone", metavar="ZONE", help=told)
    import_.add_argument("--all", action="store_true", help="also what is usually folded away: bots, joins, notices")
    import_.add_argument("--dry-run", action="store_true", help="only tell what would be added, and change nothing")
    told = "for a new session: the meeting to hold (usual: what the document names)"
    import_.add_argument("--agenda", metavar="NAME", help=told)


class _Known:
    """The names of the formats in a registry, which is imported when the help is shown."""

    def __init__(self, registry: str, between: str) -> None:
        self._registry, self._between = registry, between

    def __str__(self) -> str:
        names: dict[str, object] = import_module(self._registry).FORMATS
        return self._between.join(names)


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = 0
    if not 0.1 <= speed <= 600:
        raise ArgumentTypeError(f"{text!r} is no speed; give a number from 0.1 to 600, such as 3")
    return speed


def _format(name: str) -> str:
    from facilitator.documents.registry import FORMATS  # here: it takes longer to import than most commands to run

    if name not in FORMATS:
        raise ArgumentTypeError(f"there is no format {name!r}; choose one of: {', '.join(FORMATS)}")
    return name


def _audience(name: str) -> str:
    from facilitator.documents.audience import Audience

    if name not in {*Audience}:
        raise ArgumentTypeError(f"there is no audience {name!r}; choose one of: {', '.join(Audience)}")
    return name
