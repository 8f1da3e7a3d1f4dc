"""Lengths and times that are claimed in prose, held against the timeline. Where it is unclear, nothing is guessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final

from facilitator import claim_words as words
from facilitator.claim_words import Clock, Length, Said, stems
from facilitator.domain.record import Record
from facilitator.domain.session import Kind, Precision, Session
from facilitator.milestones import MARKS, Moment, apart, length, moment, moments, short, shown
from facilitator.when import zone_info

Pair = tuple[Moment, Moment]
"""A start and an end."""
UTC: Final = ("UTC", "GMT")
ELSEWHERE: Final = "this does not say plainly what happened in this incident, so the timeline was not asked"
THUS: Final = ", so it cannot be shown"
UNCLEAR: Final = f"which two marked entries this is about is not clear{THUS}"


class Verdict(StrEnum):
    """What the timeline says of a claim."""

    SHOWN = "shown by the timeline"
    CONTRADICTED = "contradicted by the timeline"
    NOT_SHOWN = "not shown by the timeline"


class Claim(Record):
    """A length or a time that was claimed, and what the entries say of it."""

    where: str
    quote: str
    """The words of the claim: `within 2 minutes`."""
    verdict: Verdict
    told: str
    entries: tuple[int, ...]
    """Ids of the entries that it rests on."""


Found = tuple[Verdict, str, tuple[Moment, ...]]
"""A verdict, its sentence, and the moments it rests on."""


class Ends(Record):
    """What a length may be about: the pairs its words name, the likeliest first, and others that may be meant."""

    named: list[Pair]
    also: list[Pair]
    sure: bool
    """Whether the words are so clear that other times contradict them."""


def check_claims(session: Session, texts: Sequence[tuple[str, str]]) -> tuple[Claim, ...]:
    """The claims of each (where, text), in the order in which they stand there."""
    line = _Line(session)
    return tuple(_claim(line, where, said) for where, text in texts for said in words.claimed(where, text))


def _claim(line: _Line, where: str, said: Said) -> Claim:
    if said.aside or not said.days <= line.days:
        found: Found = Verdict.NOT_SHOWN, ELSEWHERE, ()
    elif isinstance(said.mark, Clock):
        found = _at_that_time(line, said.mark, said.subject)
    elif said.mark.every:
        found = _spaced(line, said.mark, said.subject)
    else:
        found = _weighed(line, said.mark, _ends(line, said.mark, said.subject, said.origin))
    verdict, told, rests = found
    ids = dict.fromkeys(each.entry.id for each in rests if each.entry)
    return Claim(where, said.mark.quote, verdict, f"“{said.mark.quote}”: {told}", tuple(ids))


def _weighed(line: _Line, mark: Length, ends: Ends | str) -> Found:
    """Shown by a pair that is named; contradicted only if the words are clear, and no pair at all can be meant."""
    if isinstance(ends, str):
        return Verdict.NOT_SHOWN, ends, ()
    for pair in ends.named:
        if _fits(mark, pair):
            return Verdict.SHOWN, line.between(pair), pair
    first = ends.named[0]
    if apart(*first)[0] < 0:
        return Verdict.NOT_SHOWN, f"the {first[1].name} stands before the {first[0].name}{THUS}", first
    may = any(apart(*pair)[2] >= mark.may[0] and apart(*pair)[1] <= mark.may[1] for pair in (*ends.named, *ends.also))
    if may or not ends.sure:
        return Verdict.NOT_SHOWN, f"{line.between(first)}, and whether that is meant is not clear", first
    return Verdict.CONTRADICTED, line.between(first), first


def _fits(mark: Length, pair: Pair) -> bool:
    """An approximate time counts as it is written; one of which the hour is known must fit wherever it lies in it."""
    seconds, fewest, most = apart(*pair)
    hourly = any(each.entry and each.entry.when.precision is Precision.HOUR for each in pair)
    low, high = (fewest, most) if hourly else (seconds, seconds)
    return seconds >= 0 and mark.fits[0] <= low and high <= mark.fits[1]


def _ends(line: _Line, mark: Length, subject: str, origin: str | None) -> Ends | str:
    """The two events that these words name, or why they cannot be told."""
    names, rest = words.events(subject), words.rest(subject) - line.own
    start: Moment | str | None = None
    if origin is not None:
        start = _origin(line, origin)
    elif len(names) == 2 and "detection" in names:
        start = line.one["detection"]
    elif len(names) == 2 and words.ONE_TO_OTHER.search(subject):
        start = line.one[names.pop(0)]
    if len(names) == 2 and "detection" in names:
        names.remove("detection")
    if isinstance(start, str):
        return start + THUS
    if len(names) > 1 or not (names or rest):
        return UNCLEAR
    name = names[0] if names else ""
    if name in MARKS:
        ends = _until_milestone(line, name, subject, start, zero=mark.quote[:1] == "0")
    else:
        ends = _whole(line, start) if name else _until_entry(line, rest, subject, start)
    if isinstance(ends, str):
        return ends
    if name == "communication":
        rest -= words.TALK - words.CHANNELS
    if rest - line.said(*(each for pair in ends.named for each in pair)):
        return f"“{short(subject)}” is not plainly one of the marked entries; {line.between(ends.named[0])}"
    unsure = words.UNSURE.search(subject) or words.STARTS.search(origin or "")
    own = name in ("", "mitigation") and words.LASTS.search(f"{subject} {mark.quote}")
    part = name == "outage" and mark.may[0] <= apart(*ends.named[0])[2]  # it may be over before the incident is
    return Ends(ends.named, ends.also if start is None else [], ends.sure and not (unsure or own or part))


def _origin(line: _Line, text: str) -> Moment | str:
    """What a length is counted from."""
    names, rest = [name for name in words.events(text) if name in MARKS], words.rest(text) - line.own
    if len(names) == 1:
        found = line.one[names[0]]
        if isinstance(found, str) or rest <= line.said(found):
            return found
    elif not names and rest <= words.BEGINNING and words.begins(text):
        return line.one["start"]
    elif not names and len(told := line.telling(rest)) == 1:
        return told[0]
    return f"no marked entry tells of “{short(text)}”"


def _until_entry(line: _Line, rest: frozenset[str], subject: str, start: Moment | None) -> Ends | str:
    """To an entry that has the same words. One word is enough if it is a deed, or if the start is named."""
    told, begun = line.telling(rest), start or line.one["detection"]
    few = len(rest) < 2 and not rest & words.DEEDS
    if not told or (few and (start is None or len(told) > 1)):
        return f"no marked entry tells plainly of “{short(subject)}”{THUS}"
    if isinstance(begun, str):
        return begun + THUS
    fixed = all(each.entry and each.entry.kind in (Kind.MITIGATION, Kind.RESOLUTION) for each in told)
    return Ends([(begun, each) for each in told], [], not few and (fixed or start is not None))


def _until_milestone(line: _Line, name: str, subject: str, start: Moment | None, zero: bool) -> Ends | str:
    """From the start that is named, or goes without saying, to a milestone."""
    end, of = line.one[name], line.all[name]
    early = name in ("detection", "communication")
    begun = start or line.one["start" if early else "detection"]
    if isinstance(end, str) or isinstance(begun, str):
        return f"{end if isinstance(end, str) else begun}{THUS}"
    if name == "detection" and begun.at == end.at and not zero:
        ack = line.one["acknowledgement"]
        told = f"the {begun.name} and the first detection are both {shown(end, line.session)}{THUS}"
        return told if isinstance(ack, str) else f"{told}; {line.between((end, ack))}"
    # The first thing that somebody marked need not be the start.
    sure = name != "detection" or begun.name != "first marked entry"
    if name == "communication":
        of = _channel(of, subject)
        sure, end = bool(of) and "first" in subject.lower(), of[0] if of else end
    ends = of if name == "mitigation" else [end]
    begins = ("start", "detection", "opening" if early else "acknowledgement")
    known = [each for each in map(line.one.get, begins) if isinstance(each, Moment)]
    known += line.all["mitigation"][:1] if name == "resolution" else []
    also = [(each, late) for each in known for late in (end, *of[-1:]) if each.at <= late.at and each != late]
    return Ends([(begun, each) for each in ends], also, sure)


def _channel(sent: list[Moment], subject: str) -> list[Moment]:
    """The updates that may be meant: those of the status page, if it is named."""
    public = "status page" in subject.lower()
    return [each for each in sent if each.entry and (not public or "status page" in each.entry.text.lower())]


def _whole(line: _Line, start: Moment | None) -> Ends | str:
    """From the first marked entry, or the incident's start, to the last resolution."""
    end, begins = line.one["resolution"], [line.one[each] for each in ("opening", "start", "detection")]
    if isinstance(end, str):
        return end + THUS
    known = [each for each in begins if isinstance(each, Moment)]
    if not known or (start and start not in known):
        return UNCLEAR
    also = [(each, fix) for each in known for fix in (*line.all["mitigation"], *line.all["resolution"])]
    return Ends([(each, end) for each in known], also, True)


def _spaced(line: _Line, mark: Length, subject: str) -> Found:
    """Updates every so often, up to the resolution. Not every one is in a timeline, so nothing contradicts it."""
    sent, over = line.all["communication"], line.one["resolution"]
    if not words.UPDATES.search(subject) or words.rest(subject) - line.own - words.TALK:
        return Verdict.NOT_SHOWN, UNCLEAR, ()
    if len(sent) < 2:
        return Verdict.NOT_SHOWN, f"{'only one' if sent else 'no'} communication entry{THUS}", tuple(sent)
    stops = [*sent, over] if isinstance(over, Moment) and over.at > sent[-1].at else sent
    widest = max(pairwise(stops), key=lambda pair: pair[1].at - pair[0].at)
    verdict = Verdict.SHOWN if len(sent) > 2 and _fits(mark, widest) else Verdict.NOT_SHOWN
    return verdict, f"the longest stretch without an update: {line.between(widest)}", (*sent, *widest)


def _at_that_time(line: _Line, mark: Clock, subject: str) -> Found:
    """An entry of that minute shows a time if it tells of the same; only a milestone that is named contradicts it."""
    if mark.zone and mark.zone not in (*line.zones, *UTC):
        return Verdict.NOT_SHOWN, f"no entry has a time in {mark.zone}{THUS}", ()
    standing, rest = line.standing(mark), words.rest(subject) - line.own
    names = [name for name in words.events(subject) if name in MARKS]
    of = [each for name in names for each in line.all[name][: 1 if name == "acknowledgement" else None]]
    of = _channel(of, subject) if names == ["communication"] else of
    ids, text = {each.entry.id for each in of if each.entry}, stems(subject)
    same = [each for each in standing if each.entry and (each.entry.id in ids or text & line.said(each))]
    if hits := same or (standing if not rest and not names else []):
        return Verdict.SHOWN, f"{hits[0].name} stands at {shown(hits[0], line.session)}", tuple(hits)
    sharp = all(each.entry and each.entry.when.precision is Precision.EXACT for each in of)
    plain = (
        sharp
        and mark.how in ("at", "")
        and not mark.about
        and len(mark.minutes) == 1
        and mark.zone in ("", *line.zones)
    )
    another = names == ["communication"] or (names == ["detection"] and not words.SEEN.search(subject))
    another = another or len(names) > 1 or bool(words.UNSURE.search(subject))
    if of and plain and not another and not rest - line.said(*of):
        named = of[-1] if names == ["resolution"] else of[0]
        return Verdict.CONTRADICTED, f"the {named.name} entry stands at {shown(named, line.session)}", (named,)
    if standing:
        return Verdict.NOT_SHOWN, f"{standing[0].name} stands there, and does not plainly tell of it", tuple(standing)
    return Verdict.NOT_SHOWN, "no entry stands at that time", ()


class _Line:
    """The timeline, as claims are held against it: what every claim asks for is looked up once."""

    def __init__(self, session: Session) -> None:
        self.session, self.zone = session, session.incident.timezone
        timed = [(at, e) for e in session.entries if (at := e.when.at) and e.when.precision is not Precision.UNKNOWN]
        self.timed = [Moment(at, f"“{short(entry.text)}”", entry) for at, entry in timed]
        self.stems = {entry.id: stems(entry.text) for _, entry in timed}
        self.own = stems(" ".join((session.incident.title, *session.incident.services)))
        self.all = {name: moments(name, session) for name in MARKS}
        self.one = {name: moment(name, session) for name in (*MARKS, "start", "opening")}
        instants = (session.incident.started, *(at for at, _ in timed))
        local = [at.astimezone(zone_info(session.incident.timezone)) for at in instants if at]
        self.days = {f"{at:%m-%d}" for at in local}
        self.zones = {at.tzname() for at in local}
        self.ahead = next((at.utcoffset() or timedelta() for at in local), timedelta()) // timedelta(minutes=1)
        self.told: dict[frozenset[str], list[Moment]] = {}
        self.minutes: dict[int, list[Moment]] = {}
        for each in self.timed:
            self._stand(each)

    def said(self, *moments: Moment) -> frozenset[str]:
        """The words of these entries."""
        return frozenset().union(*(self.stems.get(each.entry.id, ()) for each in moments if each.entry))

    def telling(self, said: frozenset[str]) -> list[Moment]:
        """The entries that have all these words."""
        if said not in self.told:
            self.told[said] = [each for each in self.timed if said and said <= self.said(each)]
        return self.told[said]

    def standing(self, mark: Clock) -> list[Moment]:
        """The entries at a minute of the day."""
        near = range(-5, 6) if mark.about else (0,)
        shift = self.ahead if mark.zone in UTC else 0
        found = [self.minutes.get((at + off + shift) % 1440, []) for at in mark.minutes for off in near]
        return list({each.entry.id: each for of in found for each in of if each.entry}.values())

    def _stand(self, each: Moment) -> None:
        """Puts an entry where it stands: at all of its minutes if it lasted, at none if only its hour is known."""
        if not each.entry or each.entry.when.precision is Precision.HOUR:
            return
        around = 2 if each.entry.when.precision is Precision.ABOUT else 0
        lasted = ((each.entry.when.until or each.at) - each.at) // timedelta(minutes=1)
        local = each.at.astimezone(zone_info(self.zone))
        for minute in range(-around, min(max(lasted, 0), 1439) + around + 1):
            self.minutes.setdefault((local.hour * 60 + local.minute + minute) % 1440, []).append(each)

    def between(self, pair: Pair) -> str:
        """`detection to mitigation is 15 min (14:15 → 14:30)`."""
        seconds, (start, end) = apart(*pair)[0], (shown(each, self.session) for each in pair)
        return f"{pair[0].name} to {pair[1].name} is {'-' * (seconds < 0)}{length(abs(seconds))} ({start} → {end})"
