"""Names that mean something else too: those of teams, and first and last names that are words."""

from __future__ import annotations

from typing import Final

_TEAMS: Final = (
    "admin admins all analytics app backend billing channel comms core data database db dba dbas design dev devops "
    "devs engineering everybody everyone finance frontend group here infra it legal management marketing mobile net "
    "network nobody noc on-call oncall ops payments platform product qa release root sales secops security service "
    "squad sre sres staff support system team teams tech unknown user users vendor web"
)
_WORDS: Final = (
    "ace alert amber angel april art ash august autumn baker banks barb basil bell best bill bird black booker "
    "bradley brook brooks brown buck bud bush carol carter case chance charity chase chip christian clay cliff close "
    "constance cook cooper crystal dale dawn day dean destiny don dot drew duke earl eve event faith field fields "
    "fish flint ford forest fox frank gail gale gene glen glenn golden good grace grant gray green grey guy harmony "
    "heath herb hill hope hunter iris ivy jack jade jasmine jean jet joy june king lake lance lane lee lily little "
    "long love lucky major mark marks mason max may melody miles miller mills mine morning noble north olive page "
    "paige parker pat patience pearl penny pierce pole pool pope post power powers price prince prudence ray read "
    "reed rice rich rob robin rocky rod root rose ruby rush rusty sage sandy scope scout self serve sharp short skip "
    "sky skye small smart sol star stark sterling still stone storm street strong sue summer sunny swift taylor trace "
    "trinity trip van victor violet wade wall ward waters webb weeks west white will winter wise wolf wood woods "
    "worth young"
)
TEAMS: Final = frozenset(_TEAMS.split())
"""Names that stand for many: only their handles are replaced, as the words mean something else everywhere."""
WORDS: Final = frozenset(_WORDS.split())
"""First and last names that are words too: a name only where they are capitalised."""
