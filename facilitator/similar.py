"""«Has this happened before?»: earlier post-mortems that are like this one, and what was promised in them.

Two are alike when they share services, words of their causes, and words that are rare among all of them: «thundering
herd» in two of a hundred post-mortems says more than «the database» in eighty. Every score comes with its reasons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from math import log
from typing import Final

from facilitator.documents.analysis import stated
from facilitator.domain.action import Status
from facilitator.domain.record import Record
from facilitator.domain.session import Session
from facilitator.follow_up import Item, Sheet, items, sheet
from facilitator.insights_digest import root_causes
from facilitator.insights_words import keywords, names

LIMIT: Final = 3
SERVICE, CAUSE, WORDS, TAG, TYPE = 0.30, 0.30, 0.30, 0.06, 0.04
"""What each likeness counts for; together 1."""
LEAST: Final = 0.12
"""Below this score two are alike by chance: the same type of incident, a word or two."""
TOLD: Final = 4
"""Words that a reason names."""
SHORTEST: Final = 3
"""Letters of a word that may be rare; shorter ones are units and numbers."""
FEW: Final = 3
"""Of so few sessions, no word is known to be common."""

Named = tuple[str, Session]
"""A session, with the name under which it is kept."""


class Similar(Record):
    """An earlier post-mortem that is like this one."""

    name: str
    score: float
    """0 to 1."""
    why: tuple[str, ...]
    """What they have in common, the strongest first."""
    session: Session
    promised: tuple[Item, ...] = ()
    """Its action items that are still open, what is late or blocked first."""


class Promises(Record):
    """What became of the action items of earlier post-mortems of the same services."""

    late: tuple[Item, ...]
    """Open, and past the due date."""
    open: tuple[Item, ...]
    """Open, and not late."""
    done: tuple[Item, ...]
    """Completed."""
    wont_do: tuple[Item, ...]
    """Given up, each with its reason."""


def similar(session: Session, others: Iterable[Named], limit: int = LIMIT) -> list[tuple[str, float, tuple[str, ...]]]:
    """The most similar others: name, score from 0 to 1, and why; none of those that are alike by chance only."""
    return [(each.name, each.score, each.why) for each in most_similar(session, others, limit)]


def most_similar(
    session: Session, others: Iterable[Named], limit: int = LIMIT, today: date | None = None
) -> list[Similar]:
    """The same, with the sessions themselves; with `today` also with their action items that are still open."""
    archive = [(name, other) for name, other in others if not _same(session, other)]
    weigh = _Weights([session, *(other for _, other in archive)])
    found = []
    for name, other in archive:
        score, why = weigh.likeness(session, other)
        if score >= LEAST:
            found.append(Similar(name, score, why, other))
    found.sort(key=lambda each: (-each.score, -_began(each.session), each.name))
    return [_with_promises(each, today) for each in found[:limit]] if today else found[:limit]


def earlier_promises(session: Session, sheets: Iterable[tuple[str, Sheet]], today: date) -> Promises:
    """The action items of earlier post-mortems of the same services."""
    services, began = names(session.incident.services), _began(session)
    earlier = [
        (name, other) for name, other in sheets if other.began.timestamp() < began and services & names(other.services)
    ]
    found = items(earlier, today)
    return Promises(
        tuple(item for item in found if item.overdue),
        tuple(item for item in found if item.open and not item.overdue),
        tuple(item for item in found if item.completed),
        tuple(item for item in found if item.action.task.status is Status.WONT_DO),
    )


class _Weights:
    """How much each word says, told by all sessions: words in few of them say much, words in all of them nothing."""

    def __init__(self, sessions: Sequence[Session]) -> None:
        self._count = len(sessions)
        self._in = Counter(word for session in sessions for word in _words(session))

    def likeness(self, one: Session, other: Session) -> tuple[float, tuple[str, ...]]:
        """The score, and the reasons with the strongest first."""
        services = _shared(one.incident.services, other.incident.services)
        tags = _shared(one.incident.tags, other.incident.tags)
        kind = one.incident.type.strip()
        same_kind = bool(kind) and kind.casefold() == other.incident.type.strip().casefold()
        causes, cause_words = self._overlap(_cause_words(one), _cause_words(other))
        words, rare = self._overlap(_words(one), _words(other))
        parts = (
            (SERVICE * bool(services), f"same service: {', '.join(services)}"),
            (CAUSE * causes, f"causes in the same words: {', '.join(cause_words)}"),
            (WORDS * words, f"rare words in both: {', '.join(rare)}"),
            (TAG * bool(tags), f"same tag: {', '.join(tags)}"),
            (TYPE * same_kind, f"same type: {kind}"),
        )
        told = sorted((part for part in parts if part[0] > 0.005), key=lambda part: -part[0])
        return round(sum(points for points, _ in parts), 3), tuple(why for _, why in told)

    def _overlap(self, one: frozenset[str], other: frozenset[str]) -> tuple[float, list[str]]:
        """The share of weight that both have, of the lighter one, and the heaviest words of it.

        Few words of one may all be in the other by chance: what is shared has to weigh as much as three rare words.
        """
        both = one & other
        shared = sum(map(self._weight, both))
        whole = min(sum(map(self._weight, one)), sum(map(self._weight, other)))
        if not shared or not whole:
            return 0.0, []
        heaviest = sorted(both, key=lambda word: (-self._weight(word), word))
        enough = 3 * log(1 + self._count / 2)
        return shared / max(whole, enough), [word for word in heaviest[:TOLD] if self._weight(word)]

    def _weight(self, word: str) -> float:
        """The inverse document frequency; nothing for a word that is in most of many."""
        share = self._in[word] / self._count
        return log(1 + self._count / self._in[word]) if share <= 0.5 or self._count <= FEW else 0.0


def _words(session: Session) -> frozenset[str]:
    """What the post-mortem is about: title, summary, timeline, points, causes."""
    incident = session.incident
    texts = [incident.title, incident.summary, *(entry.text for entry in session.entries)]
    texts += [note.text for note in session.notes]
    texts += [text for cause in session.causes for text in (cause.text, stated(cause))]
    return _telling(session, texts)


def _cause_words(session: Session) -> frozenset[str]:
    """The words of the root cause, the contributing factors and the ends of why chains; until then of every why."""
    marked = [cause for cause in session.causes if cause.standing or cause.statement or cause.bone]
    named = (*root_causes(session), *marked)
    return _telling(session, [stated(cause) for cause in named or session.causes])


def _telling(session: Session, texts: Sequence[str]) -> frozenset[str]:
    """The words of texts that may be rare: no people, no numbers, no units."""
    found = frozenset().union(*map(keywords, texts))
    people = frozenset().union(*(keywords(person.name) for person in session.people))
    return frozenset(word for word in found - people if len(word) >= SHORTEST and not word.isdigit())


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
    """The names that both have, as the first one writes them."""
    both = names(one) & names(other)
    return [name for name in one if names((name,)) & both]


def _with_promises(found: Similar, today: date) -> Similar:
    open_items = tuple(item for item in items([(found.name, sheet(found.session))], today) if item.open)
    return Similar(found.name, found.score, found.why, found.session, open_items)


def _same(one: Session, other: Session) -> bool:
    """Whether they are one session: it may well be in the archive that it is compared with."""
    return one is other or (one.created, one.past[:1]) == (other.created, other.past[:1])


def _began(session: Session) -> float:
    return (session.incident.started or session.created).timestamp()
