"""The command line: from words to a command, and from whatever happens to an exit code."""

from __future__ import annotations

import io
import os
import sys

from facilitator import __version__
from facilitator.domain.errors import FacilitatorError, Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence


DONE, REFUSED, INTERRUPTED, PIPE_CLOSED = 0, 1, 130, 141


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the words ask for. The exit code: 0 done, 1 refused or not found, 2 wrong usage. Never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = run(sys.argv[1:] if argv is None else argv)
        if sys.stdout:
            sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_stdout()
        return PIPE_CLOSED
    except FacilitatorError as refusal:
        return _told(str(refusal))
    except OSError as fault:
        if fault.filename is not None:
            return _told(
                f"{fault.filename} cannot be used ({fault.strerror}); look at its owner, its mode and the disk."
            )
        _let_go_of_stdout()
        return _told(f"The output could not be written ({fault.strerror}).")
    except Exception as fault:
        return _told(_fault(fault))


def run(argv: Sequence[str]) -> int:
    """The command of these words; FacilitatorError if it cannot be done."""
    # What is asked for often. The parser says the same of these words, and takes ten milliseconds to import.
    match argv:
        case ["--version"]:
            print(f"facilitator {__version__}")
            return DONE
        case ["list"] | ["list", "--json"]:
            from facilitator.cli_list import list_sessions

            return list_sessions(None, as_json="--json" in argv)
        case [] | ["demo"] | ["--workspace", _] | ["--workspace", _, "demo"]:
            return _screens(argv)
        case ["open", name] | ["--workspace", _, "open", name] if not name.startswith("-"):
            return _screens(argv)
    from facilitator.cli_parser import parser

    try:
        options = parser().parse_args(argv)
    except SystemExit as said:
        return int(said.code or DONE)
    return dispatch(options)


def _screens(argv: Sequence[str]) -> int:
    """The words that open a screen, for which somebody waits."""
    import gc

    from facilitator.spared import spare

    gc.disable()  # until the first screen is painted, which it delays by a tenth
    spare()
    from facilitator import cli_sessions as sessions

    match argv:
        case ["demo"]:
            return sessions.demo(None, fresh=False)
        case ["--workspace", where, "demo"]:
            return sessions.demo(where, fresh=False)
        case ["open", name]:
            return sessions.open_session(None, name)
        case ["--workspace", where, "open", name]:
            return sessions.open_session(where, name)
        case ["--workspace", where]:
            return sessions.open_session(where, None)
    return sessions.open_session(None, None)


def dispatch(options: Namespace) -> int:
    """The command that was parsed. Each imports what it needs only now: all together take 100 ms."""
    where = options.workspace
    match options.command:
        case "list":
            from facilitator.cli_list import list_sessions

            return list_sessions(where, as_json=options.json)
        case "show":
            from facilitator.cli_output import show

            return show(where, options.session, as_json=options.json)
        case "check":
            from facilitator.cli_check import check

            return check(where, options.session, as_json=options.json)
        case "coach":
            from facilitator.cli_coach import coach

            return coach(options)
        case "search":
            from facilitator.cli_search import search

            return search(where, options)
        case "actions":
            from facilitator.cli_actions import actions

            return actions(where, options)
        case "tags":
            from facilitator.cli_tags import tags

            return tags(where, options.rename and tuple(options.rename))
        case "insights":
            from facilitator.cli_insights import insights

            return insights(where, options)
        case "read":
            from facilitator.cli_read import read

            return read(where, options.session, replay=options.replay, speed=options.speed)
        case "rehearse":
            from facilitator.cli_rehearse import rehearse

            return rehearse(where, options.speed)
        case "export":
            from facilitator.cli_output import export

            return export(where, options)
        case "import":
            from facilitator.cli_import import import_file

            return import_file(where, options)
        case "agendas" | "keys" | "paths" | "config":
            from facilitator import cli_about as about

            return about.tell(where, options)
        case "join" | "serve" | "take-over":
            from facilitator import cli_live as live

            acts = {"join": live.join, "serve": live.serve, "take-over": live.take_over}
            return acts[options.command](where, options)
    from facilitator import cli_sessions as sessions

    match options.command:
        case "open" if options.share is not None or options.tls_cert or options.tls_key:
            from facilitator import cli_live as live

            share = live.share_of(options)
            if share and options.session:
                return live.open_shared(where, options.session, share)
            raise Refused("--share needs a session to share: facilitator open SESSION --share")
        case "new":
            return sessions.new(where, vars(options), open_it=not options.no_open)
        case "demo":
            return sessions.demo(where, fresh=options.fresh)
        case "open":
            return sessions.open_session(where, options.session)
    return sessions.open_session(where, None)


def _told(sentence: str) -> int:
    from facilitator.text import clean  # here: a sentence may hold what was typed, but most runs tell none

    print(f"facilitator: {clean(sentence, one_line=True)}", file=sys.stderr)
    return REFUSED


def _fault(fault: Exception) -> str:
    """The sentence on something that nobody expected, once it is in the log."""
    from contextlib import suppress
    from pathlib import Path

    from facilitator.folders import log_file
    from facilitator.ui.crash import note_crash

    log, noted = log_file(), False
    with suppress(Exception):
        noted = note_crash(Path(log), fault)
    where = f"The details are in {log}." if noted else f"The details could not be written to {log}."
    return f"Something went wrong that should not have ({type(fault).__name__}). {where}"


def _let_go_of_stdout() -> None:
    """Let the interpreter's last flush go nowhere: there is nobody to read it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
