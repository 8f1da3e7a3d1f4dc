"""How prose speaks of time: lengths, clock times, the events of an incident, and what claims nothing about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import inf
from typing import Final

from facilitator.domain.record import Record
from facilitator.when import MONTHS


def _any(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60, "ninety": 90,
    "half": 0.5,
}  # fmt: skip
_NUMBER: Final = rf"\d{{1,4}}(?:\.\d{{1,3}})?|\b(?:{'|'.join(sorted(_NUMBERS, reverse=True))})\b"
_SECONDS: Final = r"(?:seconds?|secs?|s)"
_MINUTES: Final = r"(?:minutes?|mins?|(?<=\d)m(?=$|[ ]?[.,;:)]| (?:in|into|after|from|outage|incident)\b))"
_LENGTH: Final = _any(
    r"(?<![\w$€£.,:/#–-])(?:(?P<half>half an? )|(?:(?P<low>\d{1,4})(?: ?[-–] ?| to ))?"
    rf"(?P<n>{_NUMBER})(?P<halves> and a half)?[ -]?)"
    rf"(?:(?P<h>hours?|hrs?|h)(?:,? ?(?:and )?(?P<minutes>\d\d?) ?(?:minutes?|mins?|m))?"
    rf"|(?P<m>{_MINUTES})(?:,? ?(?:and )?(?P<seconds>\d\d?) ?{_SECONDS})?|(?P<s>{_SECONDS})|(?P<d>days?))"
    r"(?P<half_after> and a half)?(?![\w%/])"
)
_LEAD: Final = _any(
    r"(?:\b(?P<within>within|(?:in )?(?:under|less than)|no (?:more|longer) than|at most|up to)"
    r"|\b(?P<over>(?:after )?(?:more than|over|longer than)|at least)|\b(?P<every>every)|\b(?:in|after|for))?"
    r" ?(?:(?:just|only) )?(?P<about>(?:about|approximately|approx\.?|around|roughly|nearly|almost|~|≈) ?)?$"
)
_CLOCK: Final = re.compile(
    r"(?:\b(?P<how>[Aa]t|[Bb]y|[Ff]rom|[Bb]etween|[Ss]ince|[Uu]ntil|[Aa]round|[Aa]bout|[Bb]efore|[Aa]fter) )?"
    r"(?P<about>about |around |~ ?)?(?<![\w:.,/$-])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\w:])"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\b\.?)?(?: (?P<zone>UTC|GMT|[A-Z]{1,4}T)\b)?"
)
_BULLETS: Final = ("-", "+", "•", ">", "#", "##", "###")
_TAKES: Final = _any(r"\b(?:took|lasted|was|is|takes)[: ]*$")
_DAYS: Final = {month[:3].lower(): f"{i:02}" for i, month in enumerate(MONTHS, 1)}
_DATE: Final = _any(rf"\b(?:({'|'.join(f'{m}|{m[:3]}' for m in MONTHS)})\.? (\d\d?)\b|\d{{4}}-(\d\d-\d\d)\b)")

ASIDE: Final = _any(
    r"\b(?:should|must|shall|will|would|(?-i:may|might)|could|can|need(?:s|ed)?|wants?|aim(?:s|ed)?|targets?|goals?|runs"
    r"|sl[aoi]s?|objectives?|thresholds?|time-?outs?|ttls?|polic\w+|budget|usual\w*|normally|typical\w*|average|median"
    r"|p\d\d|previous\w*|last (?:time|week|month|year|quarter|incident)|next|weekly|daily|nightly|hourly|monthly"
    r"|quarterly|schedul\w+|cron|meetings?|reviews?|post-?mortems?|training|drills?|rehears\w+|staging|earlier|sooner"
    r"|faster|quicker|slower|instead|if|unless|per|plan(?:s|ned)?|expected|due|deadline|propos\w+|ideally"
    r"|yesterday|(?:the )?day before|delayed by|(?<!at )most|some|many|half of|partial\w*)\b"
)
"""Wishes, rules, habits, comparisons and parts: a sentence with one of these claims nothing of the whole incident."""
NOT: Final = _any(
    r"\b(?:not|never|no(?! (?:more|longer) than)|nobody|none|without|neither|fail(?:s|ed)? to)\b|n['’]t\b"
)
EDGE: Final = _any(r"[,;()—]|:(?= |$)| [-–] |\b(?:and|but|while|whereas|then)\b")
ANCHOR: Final = _any(
    r" ?(?:(?P<by>of(?! (?:downtime|outage))|after|from|following|since|into|past)\b ?|(?P<into>in)(?= ?(?:$|[,;).])))"
    r"(?P<what>.*)"
)
"""What a length is counted from, in the words that follow it."""
EVENT: Final = _any(
    r"\b(?:(?P<communication>first (?:[\w-]+ ){0,3}(?:updates?|communication|notice|notification|announcement|message)"
    r"|(?:customers?|users|stakeholders) (?:were )?(?:notified|informed|told))"
    r"|(?P<acknowledgement>acknowledg\w*|acked|mtta)|(?P<mitigation>mitigat\w*|mttm)|(?P<resolution>resolv\w*|resolution"
    r"|mttr)|(?P<detection>detect\w*|undetected|unnoticed|noticed?|discovered|mttd|alerted|paged"
    r"|(?:(?:first|monitoring) )*(?:alert|alarm|pager)s?(?: (?:was|were|had))?"
    r"(?: (?:fired|triggered|raised|went off|paged))?)"
    r"|(?P<duration>duration|incident (?:has |had )?(?:lasted|ran for|went on|took|was))"
    r"|(?P<outage>outage|downtime|disruption|degradation))\b"
)
"""The events that are clear by their name. An incident has one duration; an outage may be over before it is."""
START: Final = _any(r"\b(?:start\w*|began|begin\w*|onset|incident|outage)$|^$")
STARTS: Final = _any(r"\b(?:increase\w*|spik\w+|errors?|failures?|degradation|drop\w*)$")
"""What may be the start of the incident, and may be something else."""
UNSURE: Final = _any(
    r"\b(?:second|third|last|final|another|again|new|incident took"
    r"|an? (?:\w+ )?(?:issue|problem|alert|alarm|mitigation|incident))\b"
)
"""One of several may be meant, not the one that counts."""
SEEN: Final = _any(r"\b(?:first|detect\w*|discovered)\b")
"""One detection is the first; more than one alert may fire."""
LASTS: Final = _any(r"(?<!\bit )\b(?:took|lasted|ran)\b|\b(?:completed|finished|done|deployed|applied) in\b")
"""A mitigation that took ten minutes may have begun late: its own length is not the time to it."""
ONE_TO_OTHER: Final = _any(r"\b(?:acknowledg|mitigat)\w* to (?:the )?(?:full )?(?:mitigat|resol)")
UPDATES: Final = _any(r"\b(?:updates?|updated|communicat\w+|messages?)\b")
_PLAIN: Final = (
    "the and or of to for in on at by with from our we us it its this that a an as so also time mean team engineer "
    "engineers everyone ic oncall fast quick quickly rapid rapidly prompt promptly clear effective good great very out "
    "was were is are been be has had have got get fully full finally only just all whole entire total took taken first "
    "second last final finish end incident issue problem service system production automatically successfully complete "
    "completed passed came went off deployed applied done within after about page "
    "length lasted"
)
_NEUTRAL: Final = frozenset(_PLAIN.split())
"""Words that tell of nothing else. Any other word that the entries do not have may change what is meant."""


def stems(text: str) -> frozenset[str]:
    """The words that carry meaning, without their endings, and the people: who else acknowledged is another event."""
    joined = re.sub(r"\b(?:(roll|fail)(?:ed|ing)?|(on)) (back|over|call)\b", r"\1\2\3", text.lower())
    words = [word for word in re.findall(r"(?<![#\w-])@?[^\W_]+", joined) if word not in _NEUTRAL]
    return frozenset(re.sub(r"(.)\1$", r"\1", re.sub(r"(?:ing|ed|s)$", "", word).rstrip("e")) or word for word in words)


BEGINNING: Final = stems(
    "start begin began onset error errors rate latency failures spike increase increased drop requests"
)
DEEDS: Final = stems("rollback failover revert restart hotfix workaround")
TALK: Final = stems(
    "customers users stakeholders messages notice notification announcement notified informed told channel slack "
    "regular regularly communication communications status update updates updated posted sent external internal public"
)
CHANNELS: Final = stems("channel slack")


class Length(Record):
    """A length of time in prose. Seconds between `fits` hold, seconds outside `may` contradict it."""

    quote: str
    start: int
    end: int
    every: bool
    fits: tuple[float, float]
    may: tuple[float, float]


class Clock(Record):
    """A time of day in prose, as minutes since midnight: two where `2:15` may be in the afternoon."""

    quote: str
    start: int
    end: int
    how: str
    about: bool
    minutes: tuple[int, ...]
    zone: str


class Said(Record):
    """A length or a time, and what the words around it say."""

    mark: Length | Clock
    subject: str
    """What happened; the label, where they say nothing themselves."""
    origin: str | None
    """What a length is counted from, if they say so."""
    aside: bool
    """Whether it claims nothing of this incident."""
    days: frozenset[str]
    """The dates in its sentence: `12-03`."""


def claimed(where: str, text: str) -> Iterator[Said]:
    """Each length and time of a text. Its words reach to its neighbours, so a long sentence is read only once."""
    for sentence in sentences(text):
        found = marks(sentence)
        if not found:
            continue
        heading, *rest = EDGE.split(sentence[: found[0].start])
        label, aside, dates = heading if rest else where, bool(ASIDE.search(sentence)), days(sentence)
        begins, ends = [0, *(mark.end for mark in found)], [*(mark.start for mark in found[1:]), len(sentence)]
        for mark, begin, end in zip(found, begins, ends, strict=False):
            subject, origin, no = _around(mark, sentence[begin : mark.start], sentence[mark.end : end], label)
            yield Said(mark, subject, origin, aside or no, dates)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, without the marks of Markdown. A list item is one, a wrapped line is not."""
    lines: list[str] = []
    for line in (*text.replace("*", "").replace("`", "").replace("|", " ").splitlines(), ""):
        words = line.split()
        if not words or words[0] in _BULLETS or (words[0][-1] in ".)" and words[0][:-1].isdigit()):
            yield from re.split(r"(?<=[.!?;])(?<!approx\.)(?<!min\.) ", " ".join(lines))
            lines = []
        lines += words


def marks(sentence: str) -> list[Length | Clock]:
    """The lengths and clock times of a sentence, in order."""
    times: list[Length | Clock] = [_clock(mark) for mark in _CLOCK.finditer(sentence)]
    lengths = [made for mark in _LENGTH.finditer(sentence) if (made := _length(mark, sentence))]
    return sorted([*times, *lengths], key=lambda each: each.start)


def days(sentence: str) -> frozenset[str]:
    return frozenset(f[3] or f"{_DAYS[f[1][:3].lower()]}-{int(f[2]):02}" for f in _DATE.finditer(sentence))


def events(text: str) -> list[str]:
    """The events that are named, in order. A duration and an outage count only where nothing else is."""
    names = list(dict.fromkeys(str(mark.lastgroup) for mark in EVENT.finditer(text)))
    return [name for name in names if name not in ("duration", "outage")] or names[:1]


def _around(mark: Length | Clock, before: str, after: str, label: str) -> tuple[str, str | None, bool]:
    """Subject, origin, and whether it is denied, in the words before and after."""
    *labels, inner = EDGE.split(before)
    near, *tail = EDGE.split(after)
    anchor = ANCHOR.match(near) if isinstance(mark, Length) else None
    origin, _, rest = anchor["what"].partition(" to ") if anchor else ("", "", near)
    subject = " ".join(f"{inner} {rest}".split())
    if not stems(subject) and not events(subject) and not UPDATES.search(subject):
        others = [*labels[::-1], *(() if before.strip() else tail), label]
        subject = next((each.strip() for each in others if each.strip()), "")
    return subject, origin.strip() if anchor else None, bool(NOT.search(inner) or NOT.search(near))


def rest(text: str) -> frozenset[str]:
    """The words that carry meaning beside the events; of a communication, what kind it was."""
    return stems(EVENT.sub(lambda mark: mark[0] if mark["communication"] else " ", text))


def begins(text: str) -> bool:
    """Whether this is, or may be, the start of the incident."""
    return bool(START.search(text) or STARTS.search(text))


def _clock(mark: re.Match[str]) -> Clock:
    hour, how, half = int(mark["hour"]), (mark["how"] or "").lower(), (mark["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    at = hour * 60 + int(mark["minute"])
    minutes = (at, at + 720) if not half and len(mark["hour"]) == 1 and hour else (at,)
    about = bool(mark["about"]) or how in ("around", "about")
    return Clock(mark[0].strip(), mark.start(), mark.end(), how, about, minutes, mark["zone"] or "")


def _length(mark: re.Match[str], sentence: str) -> Length | None:
    lead = _LEAD.search(sentence, max(0, mark.start() - 40), mark.start())
    begin, word = lead.start() if lead else mark.start(), (mark["n"] or "half").lower()
    how = next((how for how in ("within", "over", "every", "about") if lead and lead[how]), "")
    quote = sentence[begin : mark.end()].strip()
    if word in ("a", "an") and quote == mark[0] and not _TAKES.search(sentence, max(0, begin - 8), begin):
        return None  # «twice an hour»
    unit = 3600 if mark["h"] or (mark["half"] and not mark["m"]) else 60 if mark["m"] else 1 if mark["s"] else 86400
    halves = 0.5 if mark["halves"] or mark["half_after"] else 0.0
    more = 60 * int(mark["minutes"] or 0) + int(mark["seconds"] or 0)
    high = (halves + (_NUMBERS.get(word) or float(word))) * unit + more
    low = float(mark["low"]) * unit if mark["low"] else high
    fits, may = _bounds(how, low, high, 60 if more or halves or "." in word or word == "half" else unit)
    return Length(quote, begin, mark.end(), how == "every", fits, may)


def _bounds(how: str, low: float, high: float, unit: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """What fits a length, and what may still be meant by it: «two hours» is rounder than «120 minutes»."""
    if how == "over":
        return (low, inf), (low - max(60, 0.1 * low), inf)
    if how == "within":  # times are whole minutes: one more than was said is late, if only by a second
        return (-inf, high), (-inf, high + max(59, 0.1 * high))
    near, far = max(60, unit / 12, 0.05 * high), max(120, unit / 2, 0.1 * high)
    if how:  # about; and nobody posts an update to the minute
        near, far = max(120, 0.2 * high), max(300, 0.5 * high)
    least = -inf if how == "every" else low
    return (least - near, high + near), (least - far, high + far)
