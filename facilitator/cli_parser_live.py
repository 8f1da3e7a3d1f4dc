"""The words of the command line for a meeting in several terminals."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from facilitator.cli_words import command


def sharing(open_: ArgumentParser) -> None:
    """`open --share` and what goes with it."""
    told = "let others join: on this machine (usual), or at ADDRESS such as 0.0.0.0 or 10.0.0.5:8443, encrypted"
    open_.add_argument("--share", metavar="ADDRESS", nargs="?", const="", help=told)
    open_.add_argument("--tls-cert", metavar="FILE", help="a certificate of your own (usual: one made for it, pinned)")
    open_.add_argument("--tls-key", metavar="FILE", help="its key")


def joining(commands: Any) -> None:
    told = "join a meeting that another terminal shares"
    join = command(commands, "join", told, "join", "join --as room", "join --ask --as participant --name Alice")
    told = "the line from the host's screen; it is better given when asked, then no list of processes shows it"
    join.add_argument("line", metavar="LINE", nargs="?", help=told)
    told = "scribe (usual), room (the window to share on screen) or participant"
    join.add_argument("--as", dest="role", choices=("scribe", "room", "participant"), default="scribe", help=told)
    join.add_argument("--name", metavar="NAME", help="what the others see (usual: your user name)")
    join.add_argument("--ask", action="store_true", help="ask for a line, also if a meeting is shared on this machine")
    join.add_argument("--session", metavar="SESSION", help="which of those that are shared on this machine")

    told = "show the room's view in a browser of this machine"
    serve = command(commands, "serve", told, "serve 2025-12-03-api-outage")
    serve.add_argument("session", metavar="SESSION", help="its name, or the beginning of it")
    serve.add_argument("--port", type=int, default=8000, help="where (usual: 8000)")

    told = "the host's machine is gone: go on from the scribe's copy on this one"
    over = command(commands, "take-over", told, "take-over", "take-over 2025-12-03-api-outage")
    told = "its name, or the beginning of it (usual: the newest)"
    over.add_argument("session", metavar="SESSION", nargs="?", help=told)
