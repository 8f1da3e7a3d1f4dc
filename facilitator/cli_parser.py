"""The words of the command line: the one truth for what there is, for the help and for wrong usage."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from datetime import date
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

    _search(commands)
    _actions(commands)
    _insights(commands)

    told = "tell what the document still lacks; exit code 1 if it is required"
    check = _command(commands, "check", told, "check 2025-12-03-api-outage", "check 2025-12 --json")
    check.add_argument("session", metavar="SESSION", help="its name, or the beginning of it")
    _json(check)

    _coach(commands)

    told = "read a post-mortem on the screen, or see its meeting again"
    read = _command(commands, "read", told, "read 2025-12-03-api-outage", "read 2025-12 --replay --speed 120")
    read.add_argument("session", metavar="SESSION", help="its name, or the beginning of it")
    read.add_argument("--replay", action="store_true", help="the meeting once more, from its events")
    read.add_argument(
        "--speed", metavar="TIMES", type=_speed, default=60.0, help="of the replay (usual: 60, a minute in a second)"
    )

    told = "practise: a made-up meeting in which hard lines come up"
    rehearse = _command(commands, "rehearse", told, "rehearse", "rehearse --speed 3")
    rehearse.add_argument(
        "--speed", metavar="TIMES", type=_speed, default=1.0, help="so many times as fast (usual: 1, ten minutes)"
    )
    _export(commands)

    _import(commands)

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


def _coach(commands: Any) -> None:
    told = "find language that blames in a text; exit code 1 if there is some"
    coach = _command(
        commands, "coach", told, "coach post-mortem.md --people '@alice, Bob'", "coach --jsonl < notes.jsonl"
    )
    coach.add_argument("file", metavar="FILE", nargs="?", help="plain text or Markdown (usual: standard input)")
    coach.add_argument("--people", metavar="NAMES", help="who took part, separated by commas")
    coach.add_argument("--lexicon", metavar="FILE", help="a TOML file with words of your own, or with ours to silence")
    told = 'a JSON object a line in and out: {"id", "text", "context", "people"}'
    coach.add_argument("--jsonl", action="store_true", help=told)


def _export(commands: Any) -> None:
    export = _command(
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
    formats = "md|html|json|csv|jira|linear|ics|mermaid|svg|confluence"
    export.add_argument("--format", metavar=formats, type=_format, default="md", help=told)
    told = "a word that must not go out, such as a customer's name; «WORD = TEXT» says what to write; may be repeated"
    export.add_argument("--redact", metavar="WORD", action="append", default=[], help=told)
    told = "begin the Markdown with date, severity, services and tags, for Notion or a wiki"
    export.add_argument("--front-matter", action="store_true", help=told)
    export.add_argument("-o", "--output", metavar="FILE", help="where to; - is standard output (usual: ./SESSION.md)")
    export.add_argument("--force", action="store_true", help="write over a file that is there")


def _import(commands: Any) -> None:
    import_ = _command(
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
    told = (
        "auto (usual: what the file looks like), slack-export, slack-history, slack-text, pagerduty, opsgenie, "
        "incident-io, rootly, statuspage, aws, better-stack, github, git-log, csv, markdown, post-mortem, json"
    )
    import_.add_argument("--format", metavar="FORMAT", help=told)
    told = "the zone of times without an offset (usual: what the file says, else the session's)"
    import_.add_argument("--timezone", metavar="ZONE", help=told)
    import_.add_argument("--all", action="store_true", help="also what is usually folded away: bots, joins, notices")
    import_.add_argument("--dry-run", action="store_true", help="only tell what would be added, and change nothing")
    told = "for a new session: the meeting to hold (usual: what the document names)"
    import_.add_argument("--agenda", metavar="NAME", help=told)


def _search(commands: Any) -> None:
    search = _command(
        commands,
        "search",
        "look into all sessions: has this happened before",
        "search connection pool exhausted",
        "search '\"connection pool\"' --service checkout --since 2025-01-01 --json",
        "search --tag database",
    )
    search.add_argument("words", metavar="WORDS", nargs="*", help='words; a "phrase" in quotes; con* for a beginning')
    for name, told in (
        ("tag", "of incidents with this tag"),
        ("service", "of incidents of this service"),
        ("severity", "of this severity"),
        ("owner", "with an action item of this person"),
    ):
        search.add_argument(f"--{name}", metavar=name.upper(), help=f"only sessions {told}")
    _days(search)
    search.add_argument("--limit", metavar="N", type=_count, default=50, help="at most so many sessions (usual: 50)")
    _json(search)


def _actions(commands: Any) -> None:
    actions = _command(
        commands,
        "actions",
        "list the action items of all sessions, or say how far one is",
        "actions --open",
        "actions --overdue --owner @alice --json",
        "actions --set 2025-12-03-api-outage:41 complete",
        "actions --set 2025-12-03-api-outage:42 blocked --reason vendor",
    )
    actions.add_argument("--open", action="store_true", help="only those that are still to be done")
    actions.add_argument("--overdue", action="store_true", help="only those that are late")
    actions.add_argument("--owner", metavar="OWNER", help="only those of this person")
    told = "change the state of one: not-started, in-progress, blocked, complete, wont-do"
    actions.add_argument("--set", metavar=("SESSION:ID", "STATUS"), nargs=2, help=told)
    actions.add_argument("--reason", metavar="TEXT", help="with --set: why it is blocked, or will not be done")
    _json(actions)


def _insights(commands: Any) -> None:
    told = "tell how well post-mortems work here: completion, recurrence, time, quality"
    insights = _command(commands, "insights", told, "insights", "insights --since 2025-10-01 --until 2025-12-31 --json")
    _days(insights)
    _json(insights)


def _days(to: ArgumentParser) -> None:
    to.add_argument("--since", metavar="DATE", type=_day, help="only incidents of this day or later: 2025-01-01")
    to.add_argument("--until", metavar="DATE", type=_day, help="only incidents of this day or earlier")


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


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise ArgumentTypeError(f"{typed!r} is no date: give one such as 2025-12-03") from None


def _count(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9 and int(typed)):
        raise ArgumentTypeError(f"{typed!r} is no number from 1 on")
    return int(typed)


def _audience(name: str) -> str:
    from facilitator.documents.audience import Audience

    if name not in {*Audience}:
        raise ArgumentTypeError(f"there is no audience {name!r}; choose one of: {', '.join(Audience)}")
    return name


class _Formatter(RawDescriptionHelpFormatter):
    """The same lines on every terminal."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=24, width=WIDTH)
