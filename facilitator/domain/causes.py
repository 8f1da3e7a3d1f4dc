"""The analysis as two views of the same causes: why chains, and the fishbone (the guide: 5 Whys, Ishikawa)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from facilitator.domain.cause import Cause, Standing
from facilitator.domain.record import Record
from facilitator.domain.session import Entry, Session


class Twig(Record):
    """A cause on the fishbone, and what explains it there."""

    cause: Cause
    twigs: tuple[Twig, ...] = ()


class Bone(Record):
    """One category of the fishbone, empty ones too."""

    name: str
    twigs: tuple[Twig, ...] = ()


class Fishbone(Record):
    """What happened, at the head, and the categories of its causes."""

    effect: str
    bones: tuple[Bone, ...]


class Why(Record):
    """A cause in its chain: the question asked of it, and the becauses that answer."""

    cause: Cause
    depth: int
    """0 for what the chain starts from, 1 for the answers to the first why, and so on."""
    answers: tuple[Why, ...] = ()


def chains(session: Session) -> tuple[Why, ...]:
    """The why chains, each from what it starts from."""
    answers = _grouped(session.causes, lambda cause: cause.parent if cause.chained else None)

    def why(cause: Cause, depth: int) -> Why:
        return Why(cause, depth, tuple(why(each, depth + 1) for each in answers.get(cause.id, ())))

    return tuple(why(cause, 0) for cause in session.causes if cause.chained and cause.parent is None)


def walk(chains: Iterable[Why]) -> Iterator[Why]:
    """Every cause of the chains as they are read: each before its answers."""
    for why in chains:
        yield why
        yield from walk(why.answers)


def bones(session: Session) -> tuple[str, ...]:
    """The categories: the agenda's, then any others that causes stand on."""
    others = (cause.bone for cause in session.causes if cause.bone)
    return tuple(dict.fromkeys((*session.agenda.categories, *others)))


def effect(session: Session) -> str:
    """What is at the head of the fishbone: what the first chain starts from, else the incident."""
    heads = (each.text for each in session.causes if each.chained and each.parent is None and not each.bone)
    return next(heads, session.incident.title)


def fishbone(session: Session, by_votes: bool = False) -> Fishbone:
    """The fishbone, on request with the causes of each bone in the order of their votes."""
    pinned = [cause for cause in session.causes if cause.bone]
    if by_votes:
        pinned.sort(key=lambda cause: -cause.votes)
    below = _grouped(pinned, lambda cause: cause.under)

    def twig(cause: Cause) -> Twig:
        return Twig(cause, tuple(twig(each) for each in below.get(cause.id, ())))

    return Fishbone(
        effect(session),
        tuple(
            Bone(name, tuple(twig(cause) for cause in pinned if cause.bone == name and cause.under is None))
            for name in bones(session)
        ),
    )


def pinned(fishbone: Fishbone) -> Iterator[Cause]:
    """Every cause of a fishbone as it is read."""
    return (cause for bone in fishbone.bones for cause, _ in along(bone))


def along(bone: Bone) -> Iterator[tuple[Cause, int]]:
    """The causes of a bone as they are read, each before what explains it; 0 for one on the bone itself, and so on."""

    def each(twigs: Sequence[Twig], depth: int) -> Iterator[tuple[Cause, int]]:
        for twig in twigs:
            yield twig.cause, depth
            yield from each(twig.twigs, depth + 1)

    return each(bone.twigs, 0)


def path(session: Session, id: int) -> tuple[Cause, ...]:
    """A cause and those above it in its chain, up to what the chain starts from; none if it is not there."""
    found = []
    cause = session.cause(id)
    while cause is not None:
        found.append(cause)
        cause = session.cause(cause.parent) if cause.parent is not None else None
    return tuple(found)


def shared(session: Session, key: Callable[[str], str]) -> dict[int, tuple[int, ...]]:
    """Causes that two chains reach, as `key` tells texts apart: id -> the ids of the others that say the same."""
    said: dict[str, list[int]] = defaultdict(list)
    for cause in session.causes:
        if cause.chained and key(cause.text):
            said[key(cause.text)].append(cause.id)
    return {id: tuple(each for each in ids if each != id) for ids in said.values() if len(ids) > 1 for id in ids}


def primary(session: Session) -> Cause | None:
    """The primary root cause, where the meeting speaks of one."""
    return next((cause for cause in session.causes if cause.standing is Standing.PRIMARY), None)


def contributing(session: Session) -> tuple[Cause, ...]:
    """The contributing factors. Where the meeting speaks of nothing else, the primary root cause is one of them."""
    wanted = (Standing.CONTRIBUTING, Standing.PRIMARY) if session.factors else (Standing.CONTRIBUTING,)
    return tuple(cause for cause in session.causes if cause.standing in wanted)


def evidence(session: Session, cause: Cause) -> tuple[Entry, ...]:
    """The timeline entries that show a cause, in the timeline's order."""
    return tuple(entry for entry in session.entries if entry.id in cause.evidence) if cause.evidence else ()


def _grouped(causes: Iterable[Cause], by: Callable[[Cause], int | None]) -> dict[int | None, list[Cause]]:
    groups: dict[int | None, list[Cause]] = defaultdict(list)
    for cause in causes:
        groups[by(cause)].append(cause)
    return groups
