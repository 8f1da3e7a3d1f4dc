"""Times to detect, acknowledge, mitigate and resolve, read off the marked entries; and what does not fit in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from facilitator.domain.record import Record
from facilitator.domain.session import Entry, Kind, Precision, Session
from facilitator.when import clock, label, span, zone_info

MARKS: Final = {
    "detection": Kind.DETECTION,
    "acknowledgement": Kind.INVESTIGATION,
    "mitigation": Kind.MITIGATION,
    "resolution": Kind.RESOLUTION,
    "communication": Kind.COMMUNICATION,
}
"""Milestones, and the kind of entry that marks them."""
ROUGHLY: Final = 600.0
"""Seconds that a time typed with a `~` may be off."""
_HOUR: Final = 59 * 60.0
"""Seconds that a time of which the hour is known may be later."""
_DAY: Final = timedelta(days=1)
_DONE: Final = (Kind.MITIGATION, Kind.RESOLUTION)
_FIGURES: Final = (
    ("time to detect", "start", "detection"),
    ("time to acknowledge", "detection", "acknowledgement"),
    ("time to mitigate", "detection", "mitigation"),
    ("time to resolve", "detection", "resolution"),
    ("duration", "opening", "resolution"),
)


class Measured(Record):
    """One figure of this one incident (an MTTD is a mean of many)."""

    name: str
    seconds: float | None
    """Never below zero; None when it cannot be computed."""
    start: Entry | None
    """None too where the figure counts from the incident's typed start."""
    end: Entry | None
    exact: bool
    """False where a time is approximate, or another entry of the kind has no time at all."""
    why_not: str
    """`cannot be computed: no detection entry`; empty when it can."""


class Oddity(Record):
    """Milestones that cannot be right, or that somebody should look at."""

    entries: tuple[int, ...]
    """Ids; none where only the incident's typed times are concerned."""
    told: str


class Moment(Record):
    """A milestone that was reached. Without an entry it is a typed time of the incident."""

    at: datetime
    name: str
    entry: Entry | None


def measured(session: Session) -> tuple[Measured, ...]:
    """Time to detect, acknowledge, mitigate and resolve, and duration, in this order."""
    return tuple(_figure(session, *figure) for figure in _FIGURES)


def told(measured: Measured, session: Session) -> str:
    """The figure and its two entries, for a person: `Time to mitigate: 15 min (14:15 … → 14:30 …)`."""
    name, start, end = measured.name.capitalize(), measured.start, measured.end
    if measured.seconds is None or end is None:
        return f"{name}: {measured.why_not}"
    if start is end:
        ends = f"{_cited(end, session)}, the first marked entry"
    elif start is None:
        began = session.incident.started
        ends = f"{_instant(began, session)} start of the incident → {_cited(end, session)}" if began else ""
    else:
        ends = f"{_cited(start, session)} → {_cited(end, session)}"
    return f"{name}: {'' if measured.exact else 'about '}{length(measured.seconds)} ({ends})"


def oddities(session: Session) -> tuple[Oddity, ...]:
    """What does not fit together. A time that is only roughly known gets the benefit of it."""
    rules = (_far, _unordered, _too_early, _after_the_end, _typed_unordered, _typed_unlike)
    return tuple(oddity for rule in rules for oddity in rule(session))


def moments(name: str, session: Session) -> list[Moment]:
    """Every entry with a time that marks this milestone, the earliest first."""
    found = [
        Moment(at, name, entry)
        for entry in session.entries
        if entry.kind is MARKS[name] and (at := reached(entry)) is not None
    ]
    if name == "acknowledgement":  # who looked into something before the alert did not acknowledge it
        seen = moment("detection", session)
        found = [each for each in found if isinstance(seen, Moment) and each.at >= seen.at]
    return sorted(found, key=lambda each: each.at)


def moment(name: str, session: Session) -> Moment | str:
    """A milestone, the typed `start`, or the `opening`, which is the first marked entry; or why there is none.

    The last resolution counts: an incident that came back is over at its real end.
    """
    if name == "start" and session.incident.started:
        return Moment(session.incident.started, "incident start", None)
    if name in ("start", "opening"):
        marked = [Moment(at, "first marked entry", e) for e in session.entries if e.kind and (at := _begun(e))]
        return min(marked, key=lambda each: each.at, default="no marked entry")
    if found := moments(name, session):
        return found[-1] if name == "resolution" else found[0]
    kind, of = MARKS[name], [entry for entry in session.entries if entry.kind is MARKS[name]]
    if any(_begun(entry) is None for entry in of):
        return f"the {kind} entry has no time"
    return f"no {kind} entry after the detection" if of else f"no {kind} entry"


def reached(entry: Entry) -> datetime | None:
    """When what an entry tells of has happened: a mitigation or a resolution that took a while, at its end."""
    at, until = _begun(entry), entry.when.until
    return max(at, until) if at and until and entry.kind in _DONE else at


def apart(start: Moment, end: Moment) -> tuple[float, float, float]:
    """Seconds from one to the other: as written, and the fewest and the most that the precision of both allows."""
    seconds, (early, late), (soon, last) = (end.at - start.at).total_seconds(), _slack(start), _slack(end)
    return seconds, seconds - late + soon, seconds - early + last


def length(seconds: float) -> str:
    """`90 min` up to three hours, `2 min 30 s` where seconds are known, then as in a table: `4 h 10 min`."""
    minutes, rest = divmod(round(seconds), 60)
    if seconds >= 3 * 3600 or (rest and not minutes):
        return span(seconds)
    return f"{minutes} min {rest} s" if rest else f"{minutes} min"


def short(text: str) -> str:
    """A text as a sentence quotes it."""
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


def shown(moment: Moment, session: Session) -> str:
    """The time of a milestone as the timeline writes it: `~14:30`, `14:??`."""
    shown = _instant(moment.at, session)
    exact = moment.entry is None or moment.entry.when.precision is Precision.EXACT
    return shown if exact or not moment.entry else shown[:-5] + label(moment.entry.when, session.incident.timezone)


def _figure(session: Session, name: str, opens: str, closes: str) -> Measured:
    start, end = moment(opens, session), moment(closes, session)
    a, b = (each.entry if isinstance(each, Moment) else None for each in (start, end))
    seconds, exact, why = None, False, ""
    if isinstance(start, str) or isinstance(end, str):
        why = end if isinstance(end, str) and (isinstance(start, Moment) or opens not in MARKS) else str(start)
    elif a is b and closes == "resolution":
        why = "nothing is marked before the resolution"
    elif start.at > end.at:
        why = f"the {closes} stands before the {start.name}"
    else:
        kinds = {MARKS[each] for each in (opens, closes) if each in MARKS}
        untimed = any(entry.kind in kinds and _begun(entry) is None for entry in session.entries)
        exact = not untimed and _slack(start) == _slack(end) == (0, 0)
        seconds = apart(start, end)[0]
    return Measured(name, seconds, a, b, exact, f"cannot be computed: {why}" if why else "")


def _far(session: Session) -> Iterator[Oddity]:
    """An entry a day away. Where the incident has no typed time, from its neighbour in the timeline."""
    timed = [(at, entry) for entry in session.entries if (at := _begun(entry))]
    start, end = session.incident.started, session.incident.resolved
    if start and end and end < start:
        start, end = end, start
    if len(timed) > 2:
        start, end = start or timed[1][0], end or timed[-2][0]
    for at, entry in timed:
        if (start and start - at > _DAY) or (end and at - end > _DAY):
            told = f"{_quoted(entry, session)} is more than a day away from the incident: is its date right?"
            yield Oddity((entry.id,), told)


def _unordered(session: Session) -> Iterator[Oddity]:
    """Entries that do not stand in the order of their times, or a milestone without a time above the detection."""
    timed = [Moment(at, "", entry) for entry in session.entries if (at := _begun(entry))]
    for before, after in pairwise(timed):
        if before.entry and after.entry and apart(before, after)[2] < 0:
            told = f"{_quoted(after.entry, session)} stands below {_quoted(before.entry, session)}, but is earlier"
            yield Oddity((before.entry.id, after.entry.id), f"{told}: is its time right?")
    first = next((i for i, entry in enumerate(session.entries) if entry.kind is Kind.DETECTION), 0)
    for entry in session.entries[:first]:
        if entry.kind in _DONE and _begun(entry) is None:
            told = f"{_quoted(entry, session)}, a {entry.kind} without a time, stands above the first detection"
            yield Oddity((entry.id,), f"{told}: does it belong there?")


def _too_early(session: Session) -> Iterator[Oddity]:
    """What mends the incident before it was seen."""
    seen = moment("detection", session)
    for name in ("mitigation", "resolution"):
        for done in moments(name, session) if isinstance(seen, Moment) else ():
            if done.entry and isinstance(seen, Moment) and apart(done, seen)[1] > 0:
                told = f"{_quoted(done.entry, session)} is marked as a {name}, but stands before the first detection"
                yield Oddity(_ids(done, seen), f"{told} ({shown(seen, session)}): are both times right?")


def _after_the_end(session: Session) -> Iterator[Oddity]:
    """A mitigation after the last resolution. One that came before another resolution is none."""
    over, fixes = moment("resolution", session), moments("mitigation", session)
    last = fixes[-1] if fixes else None
    if isinstance(over, Moment) and last and last.entry and apart(over, last)[1] > 0:
        told = f"The resolution ({shown(over, session)}) stands before the last mitigation"
        after = f"{_quoted(last.entry, session)}: was there another resolution after it?"
        yield Oddity(_ids(over, last), f"{told}, {after}")


def _typed_unordered(session: Session) -> Iterator[Oddity]:
    """Neighbours among the incident's typed times that are the wrong way round."""
    names = ("started", "detected", "mitigated", "resolved")
    typed = [(name, at) for name in names if (at := getattr(session.incident, name))]
    for (before, earlier), (name, at) in pairwise(typed):
        if at < earlier:
            told = f"The incident is typed as {name} at {_instant(at, session)}, before it is {before}"
            yield Oddity((), f"{told} ({_instant(earlier, session)}): are both times right?")


def _typed_unlike(session: Session) -> Iterator[Oddity]:
    """Typed times that no marked entry bears out. `mitigated` may mean any of several mitigations."""
    incident, seen = session.incident, moment("detection", session)
    start = moment("start", session)
    if incident.started and isinstance(start, Moment) and isinstance(seen, Moment) and apart(seen, start)[1] >= 60:
        told = f"The first detection ({shown(seen, session)}) stands before the incident's typed start"
        yield Oddity(_ids(seen), f"{told} ({shown(start, session)}): did it begin earlier?")
    over = moment("resolution", session)
    for name, at, marked in (
        ("detected", incident.detected, [seen]),
        ("mitigated", incident.mitigated, moments("mitigation", session)),
        ("resolved", incident.resolved, [over]),
    ):
        known = [each for each in marked if isinstance(each, Moment)]
        if at and known and not any(_agree(Moment(at, name, None), each) for each in known):
            told = f"The incident is typed as {name} at {_instant(at, session)}, but the {known[0].name} entry"
            yield Oddity(_ids(known[0]), f"{told} stands at {shown(known[0], session)}: which one is right?")


def _agree(typed: Moment, marked: Moment) -> bool:
    """Whether both may be the same minute; a mitigation that took a while, at its beginning or at its end."""
    begun = Moment(_begun(marked.entry) or marked.at, "", marked.entry) if marked.entry else marked
    return any(fewest < 60 and most > -60 for _, fewest, most in (apart(typed, marked), apart(typed, begun)))


def _begun(entry: Entry) -> datetime | None:
    return None if entry.when.precision is Precision.UNKNOWN else entry.when.at


def _slack(moment: Moment) -> tuple[float, float]:
    """Seconds that it may be earlier (below zero) and later than written."""
    precision = moment.entry.when.precision if moment.entry else Precision.EXACT
    if precision is Precision.HOUR:
        return 0, _HOUR
    return (0, 0) if precision is Precision.EXACT else (-ROUGHLY, ROUGHLY)


def _ids(*moments: Moment) -> tuple[int, ...]:
    return tuple(each.entry.id for each in moments if each.entry)


def _instant(at: datetime, session: Session) -> str:
    """`14:15`; with its date where it is not the day of the incident."""
    zone, first = session.incident.timezone, session.incident.started
    first = first or next((entry.when.at for entry in session.entries if entry.when.at), None)
    local = at.astimezone(zone_info(zone))
    other = first is not None and first.astimezone(zone_info(zone)).date() != local.date()
    return f"{local:%Y-%m-%d} {clock(at, zone)}" if other else clock(at, zone)


def _cited(entry: Entry, session: Session) -> str:
    """`14:15 Alert: "API Error Rate High" fired`."""
    at = reached(entry)
    return f"{shown(Moment(at, '', entry), session) if at else '??:??'} {short(entry.text)}"


def _quoted(entry: Entry, session: Session) -> str:
    at = reached(entry)
    return f"“{short(entry.text)}” ({shown(Moment(at, '', entry), session) if at else '??:??'})"
