"""A why or a root cause that ends at a person: what to say, and the why that leads on to the process."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final

from facilitator.coach.questions import infinitive
from facilitator.domain.record import Record

STOP: Final = "Stop at process or system failures, not at individuals."
FOCUS: Final = "Let's focus on the process. What would have prevented this?"
ALLOWED: Final = "What allowed this to happen?"
LONGEST: Final = 400
"""Characters of a cause that are looked at; what is longer is a report."""


class Hint(Record):
    """What the facilitator may say when a cause ends at a person."""

    what: str
    """What was noticed."""
    say: str
    ask: str
    """The next why."""


def _any(patterns: str) -> str:
    """One pattern for those on the lines."""
    return "(?:" + "|".join(" ".join(patterns.split("\n")).split()).replace("_", "[ -]") + ")"


_ROLE: Final = _any(r"""
    (?:engineer|operator|developer|dev|admin|administrator|sysadmin|dba|sre|technician|tester|reviewer|approver)s?
    (?:responder|on-?call|person|human|colleague|contractor|intern|manager|maintainer|programmer|employee|trainee)s?
    (?:newcomer|newbie|new_hire|guy|(?:team|tech|shift)_lead)s? people staff ic worker(?=_who)
    (?:team_)?members?(?:_of_the_team)?
""")
_THE: Final = r"(?:the|an?|our|one|some|that|this|another|two|three) "
_KIND: Final = (
    r"(?:(?!(?:the|an?|our|that|which|who|of|for|to|and|is|was|by|kubernetes|k8s|cluster|process|session|package|cert"
    r"|certificate|queue|resource|config|connection|lock|task|job|build|container|password|secrets?|etcd)\b)[\w-]+ )"
    r"{0,3}?"
)
_ERROR: Final = _any(r"""
    mistakes? errors? oversights? fault typos? slips? lapses? negligence carelessness inattention failures?_to haste
    blunders? inexperience impatience misunderstandings? confusion ignorance laziness decisions?_to forgetfulness
""")
_TRAIT: Final = r"(?:(?:not|too|very|so|simply|just|probably|clearly) )*" + _any(r"""
    distracted careless inattentive negligent sloppy lazy confused tired asleep overconfident hasty unaware unfamiliar
    inexperienced incompetent reckless mistaken forgetful careful paying_attention concentrating focused attentive
    at_fault to_blame in_a_(?:hurry|rush)
""")
_HUMAN: Final = re.compile(
    r"\b"
    + _any(r"""
    (?:human|operator|user|pilot)_(?:error|mistake|failing)s? pebkac fat_finger\w* finger_trouble careless(?:ness|ly)?
    slips?_of_(?:the|a)_(?:finger|hand|mind|pen) negligen(?:ce|t) inattenti\w+ forgetful\w* incompeten\w+
    slopp(?:y|iness) lack_of_(?:attention|care|diligence|discipline|concentration|common_sense|competence)
    laziness complacency poor_judge?ment absent_minded\w* thoughtless\w* by_(?:accident|mistake)
    made_an?_(?:\w+_)?mistake
    (?:we|they|i|you|everybody|everyone)_(?:\w+_)?forgot (?:was|were|been|got)_(?:just_|simply_)?forgotten
    (?:was|were|been)_(?:accidentally|mistakenly|inadvertently)_\w+
""")
    + r"\b|\A(?:(?:it|this) was )?(?:just |simply |only )?(?:an? |one )?(?:\w+ )?(?:mistake|oversight|slip)\Z",
    re.IGNORECASE,
)
ABSENT: Final = re.compile(  # what a tool, a rule or the lack of one has done
    r"\b"
    + _any(r"""
    nothing nobody no_(?:way|check|guard|prompt|warning|alert|limit|lock|step|rule|tool|second)\b
    (?:with|has|have|had)_no\b there_(?:is|was|were|are)_no
    without_(?:(?:an?|any)_)?(?:prompt|warning|confirmation|guard|lock|safety|second)
    (?:which|that|whose_\w+)_(?:has|had|shows?|showed|looks?|looked|does|did|lacks?|lacked|accepts?)\b
    (?:which|that)_(?:said|points?|named)\b look(?:s|ed)?_(?:the_same|alike|like|identical) same_(?:name|colour|prompt)
    outdated ambiguous misleading undocumented
    (?:after|for)_(?:\d+|two|three|four|many|several)_(?:hours|nights|days|shifts|pages) paged_\d+ \d+_pages
"""),
    re.IGNORECASE,
)
CARRIED: Final = re.compile(
    r"\b"
    + _any(r"""
    allow(?:s|ed|ing)? lets? permit\w* prevent\w* guards? protect\w* caught catch(?:es)? tolerat\w+ relies rely
    depend\w* room_for invit(?:es|ed) prone_to lacks lacked possible easy can could may exposed_to vulnerable
    mak(?:es?|ing) made_it
""")
    + r"\b",
    re.IGNORECASE,
)
_NOT_DONE: Final = (
    r"(?P<no>did(?:n['’]t| not)|never|failed to|neglected to|omitted to|should(?:n['’]t| not)? have|could have"
    r"|(?:was|were) supposed to) (?P<left>(?!have\b|get\b|receive\b|see\b)[\w-]+)"
)
GIVEN: Final = re.compile(
    _any(r"""
    saw followed relied trusted got received had needed was were reported noticed detected joined acknowledged owned
    maintained known shared used operated handled spotted found fixed seen read run resolved paged told trained based
    crashed hung leaked expired exited timed stalled overflowed reconciled
""")
)
_SLIPS: Final = {"forget", "miss", "misread", "misunderstand", "overlook", "mistype", "confuse", "mix", "assume"}
_LABEL: Final = re.compile(
    r"(?:primary |contributing |the )?(?:root )?causes?(?: of [\w\s-]+?)?\s*[:=–-]\s*", re.IGNORECASE
)
_BECAUSE: Final = re.compile(r"(?:\A|[\s,])(?:because|['’]cause|since)\s+(?:of\s+)?", re.IGNORECASE)


def look(text: str, names: Collection[str] = ()) -> Hint | None:
    """What to say when a cause ends at a person; None where a system carries it. `names` are those of the roster."""
    line = re.sub(r"[\s\x00-\x1f\x7f]+", " ", text).strip(" .!?;,")
    if len(line) > LONGEST:
        return None
    label = _LABEL.match(line)
    said = _BECAUSE.split(line[label.end() :] if label else line)[-1].strip()
    if not said or ABSENT.search(said):
        return None
    act, by, error = _frames(tuple(sorted(set(names))))
    if (found := act.search(said)) and (hint := _of_act(found)):
        return hint
    passive = by.search(said)
    if passive and not GIVEN.fullmatch(passive["done"].lower()) and not CARRIED.search(said[: passive.start()]):
        return Hint("The cause ends at what a person did.", FOCUS, ALLOWED)
    if (_HUMAN.search(said) or error.search(said)) and not CARRIED.search(said):
        return Hint("The cause ends at a human error.", STOP, ALLOWED)
    return None


@lru_cache(maxsize=8)
def _frames(names: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A person as the one who acts, as the one by whom it was done, and as the one whose error it was."""
    forms = {form for name in names for form in (name, *name.split(" ")[:1], name.lstrip("@").capitalize())}
    called = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True) if len(form) > 1) or "(?!)"
    role = rf"(?i:(?:{_THE})?{_KIND}{_ROLE})(?![\w-])"
    person = rf"(?<!\w)(?:@[\w.-]*\w|(?:{called})(?![\w-])|{role}|(?i:somebody|someone|he|she)(?!\w))"
    where = r"(?i:(?: (?:on|from|in) (?:the )?[\w-]+(?: (?:shift|duty|team|call))?)? )"
    start = r"(?:\A|, |(?i:\b(?:started|began|happened|occurred|it was|when) ))"
    then = r"(?i:(?:(?:also|simply|just|then|again|only|both|who|has|had|\w+ly) )*)"
    done = rf"(?i:(?P<is>(?:is|was|were|wasn['’]t|weren['’]t) {_TRAIT})\b|{_NOT_DONE}|(?!{_ROLE}\b)(?P<did>[\w-]+))"
    end = r"(?=\Z|[,;.)]| (?i:at|on|in|during|while|when|without|after|before|from|who|instead|with|to|made|making)\b)"
    participle = r"(?P<done>[\w-]+(?:ed|en|wn|un|ut|et|id|ent|one|ade))(?: \w+){0,2}"
    return (
        re.compile(rf"{start}(?P<who>{person}(?: and {person})?){where}{then}{done}(?P<rest>.*)"),
        re.compile(rf"(?<!\bis )(?<!\bare )(?<!\bbe )\b{participle} by {person}{end}"),
        re.compile(
            rf"(?:{person}(?:['’]s?)? (?i:{_ERROR})\b|(?i:{_ERROR}(?: was| is| lies)?) (?i:made )?"
            rf"(?i:by|of|from|with|on the part of) {person}{end})"
        ),
    )


def _of_act(found: re.Match[str]) -> Hint | None:
    who, rest = found["who"], re.split(r"[,;(]| (?:and|but|so|because|while|which)\b", found["rest"])[0].strip()
    if found["is"]:
        return Hint("The cause ends at how a person was.", STOP, ALLOWED)
    verb, no = (found["left"] or found["did"]).lower(), (found["no"] or "").lower()
    base = infinitive(verb) if not no or no.endswith("have") or no == "never" else verb
    if not no and (GIVEN.fullmatch(verb) or not (base or (verb.endswith("ed") and len(verb) > 4))):
        return None
    if not no and base == verb and who.endswith("s"):  # «engineers cut corners» is told of every day
        return None
    done = " ".join([base or "", rest]).strip()
    if base is None or len(done) > 100 or ("that" in rest.split() and rest != found["rest"].strip()):
        ask = ALLOWED
    elif no:
        ask = f"What would have made it easier {'not ' if 'shouldn' in no or 'not have' in no else ''}to {done}?"
    else:
        ask = f"What made it easy to {done}?" if base in _SLIPS else f"What allowed {_whom(who)} to {done}?"
    return Hint(
        "The cause ends at what a person did not do." if no else "The cause ends at what a person did.", FOCUS, ask
    )


def _whom(who: str) -> str:
    """The person as an object: «Engineer» → «an engineer»."""
    words = who.split()
    small = words[0].lower()
    if not re.search(rf"(?<![\w-]){_ROLE}\Z", who, re.IGNORECASE):
        return {"he": "him", "she": "her", "somebody": "somebody", "someone": "someone"}.get(small, who)
    first = words[0] if len(words[0]) > 1 and words[0].isupper() else small
    bare = (
        not re.match(_THE, f"{who} ", re.IGNORECASE)
        and not small.startswith("@")
        and not who.endswith(("s", "people", "staff"))
    )
    article = ("an " if first[0].lower() in "aeiou" or first == "SRE" else "a ") if bare else ""
    return " ".join([f"{article}{first}", *words[1:]])
