"""A workspace of realistic sessions, each with about 8 KB of text, made anew from the same seeds and kept in /tmp.

    python benchmarks/archive_sessions.py [COUNT] [FOLDER]

Words are drawn as people use them (Zipf) from some 20,000, among the sentences that incident channels are full of.
"""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from multiprocessing import Pool
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from facilitator.documents.plain import as_document
from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.acts.actions import ActionAdded
from facilitator.domain.acts.cause_marks import CauseJudged
from facilitator.domain.acts.causes import CauseAdded
from facilitator.domain.acts.entries import Draft
from facilitator.domain.acts.incident import CreateSession
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.acts.phases import MeetingEnded, PhaseEntered
from facilitator.domain.cause import Standing
from facilitator.domain.codec import SCHEMA
from facilitator.domain.events import Event, Fact
from facilitator.domain.evolve import replay
from facilitator.domain.note import Section
from facilitator.domain.rules import decide
from facilitator.domain.session import Agenda, Incident, Kind, Person, Phase, Precision, Session, When, Work
from facilitator.store.layout import Layout
from facilitator.store.record import Record, as_lines
from facilitator.store.summary import summary

COUNT = 10_000
FOLDER = Path("/tmp/facilitator-benchmark-archive")
ENTRIES = 62
_SERVICES = "api checkout payments search billing login gateway inventory email reports ledger media"
_PEOPLE = "@alice @bob @charlie @dana @erin @frank @grace @heidi @ivan @judy @mallory @niaj @olivia"
_THINGS = (
    "connection pool,certificate,load balancer,replica,cache,queue,disk,deploy,config flag,DNS record,retry logic,"
    "circuit breaker,runbook,feature flag,index,migration,rate limit,token,cron job,node pool,message broker"
)
_STATES = "exhausted saturated expired stuck lagging failing full missing unreachable throttled stale corrupted"
_PARTS = "ka re mi to su ne la vo di pa ser con tra ber ing ter qui lo fen mar"
_USUAL = "the a to of and in was on we for it that with not by at from is had were"
ROLES = ("IC", "SME", "scribe", "SME")
SERVICES, PEOPLE, THINGS, STATES = _SERVICES.split(), _PEOPLE.split(), _THINGS.split(","), _STATES.split()
SAID = (
    'Alert: "{a} {b} High" fired',
    "{p} acknowledged, began investigation of the {t}",
    "{t} on {s} was {x}",
    "Error rate of {s} rose to {n} %",
    "Rolled back {w} on {s}",
    "{p} restarted {s} after {w} {w2}",
    "Customers report {w} in {s}, {n} tickets",
    "Status page updated: {s} degraded",
)
AGENDA = Agenda(
    "Blameless post-mortem",
    tuple(
        Phase(work.value, work.value.capitalize(), work.value.capitalize(), 600, 300, work)
        for work in (Work.OPENING, Work.TIMELINE, Work.CAUSES, Work.WELL, Work.WRONG, Work.ACTIONS, Work.CLOSING)
    ),
)


def words() -> tuple[list[str], list[float]]:
    """Twenty thousand words, and how often each comes up to there."""
    made = ["".join(each) for size in (2, 3, 4) for each in itertools.product(_PARTS.split(), repeat=size)]
    random.Random(7).shuffle(made)
    known = [*_USUAL.split(), *made[:20_000]]
    return known, list(itertools.accumulate(1 / rank**1.05 for rank in range(1, len(known) + 1)))


WORDS, WEIGHTS = words()


def session(number: int) -> tuple[str, Session]:
    """The name of a session and what it holds; the higher the number, the newer."""
    dice = random.Random(number)
    start = datetime(2016, 1, 1, 9, tzinfo=UTC) + timedelta(hours=8 * number, minutes=dice.randrange(400))
    services = tuple(dice.sample(SERVICES, dice.choice((1, 1, 2))))
    thing, state = dice.choice(THINGS), dice.choice(STATES)
    title = f"{services[0].capitalize()}: {thing} {state}"
    incident = Incident(
        title, f"INC-{start:%Y-%m-%d}-{number % 1000:03}", f"SEV{dice.randint(1, 4)}", start,
        detected=start + timedelta(minutes=3), mitigated=start + timedelta(minutes=40),
        resolved=start + timedelta(minutes=90), services=services, tags=tuple(dice.sample(STATES, 2)),
        type=dice.choice(("outage", "degradation")), summary=_sentences(dice, 4), author=dice.choice(PEOPLE),
    )  # fmt: skip
    people = tuple(Person(name, (role,)) for name, role in zip(dice.sample(PEOPLE, 4), ROLES, strict=True))
    drafts = tuple(
        Draft(When(start + timedelta(minutes=at), None, Precision.EXACT, "x"), _line(dice), dice.choice((None, *Kind)))
        for at in range(ENTRIES)
    )
    held = start + timedelta(hours=dice.choice((20, 30, 44, 70)))
    events: tuple[Event, ...] = ()
    made = Session()
    for command in (
        CreateSession(incident, AGENDA, people, drafts),
        AddNotes(Section.WELL, tuple(_sentences(dice, 1) for _ in range(5))),
        AddNotes(Section.WRONG, tuple(_sentences(dice, 1) for _ in range(5))),
        AddNotes(Section.LESSON, tuple(_sentences(dice, 1) for _ in range(4))),
    ):
        events += decide(made, command, held)
        made = replay(events)
    facts: list[Fact] = [PhaseEntered(AGENDA.phases[0].id)]
    facts += [CauseAdded(_sentences(dice, 1), False, None, bone) for bone in AGENDA.categories]
    facts += [CauseJudged(made.seq + 2, Standing.PRIMARY)]
    facts += [ActionAdded(_task(dice, held.date())) for _ in range(5)] + [MeetingEnded()]
    rest = tuple(
        Event(made.seq + at, held + timedelta(minutes=at), "facilitator", made.seq + at, fact)
        for at, fact in enumerate(facts, 1)
    )
    slug = title.lower().replace(":", "").replace(" ", "-")
    return f"{start:%Y-%m-%d}-{slug}-{number}", replay((*events, *rest))


def text_of(session: Session) -> str:
    """Its words as one text: the size that an index is measured by."""
    incident = session.incident
    lines = [incident.title, incident.id, incident.summary, *incident.services, *incident.tags, incident.author]
    lines += [each.name for each in session.people] + [each.text for each in session.entries]
    lines += [each.text for each in session.notes] + [each.text for each in session.causes]
    lines += [f"{each.task.text} {each.task.owner} {each.task.criteria}" for each in session.actions]
    return "\n".join(lines) + "\n"


def file_of(session: Session, name: str) -> bytes:
    """The bytes that the store would write."""
    record = Record(as_lines(session.past))
    meta = {"schema": SCHEMA, "seq": record.seq, "count": len(record), "checksum": f"{record.checksum:08x}"}
    tables = {
        "meta": {"1": meta | summary(session, name)},
        "session": {"1": as_document(session, name)},
        "events": {str(line.seq): line.text for line in record.lines},
    }
    return b"".join(Layout().pieces(tables))


def workspace(count: int = COUNT, folder: Path = FOLDER) -> Path:
    """The folder, with `sessions/` and the same words as plain text in `text/`; made if it is not there yet."""
    folder = folder.with_name(f"{folder.name}-{count}")
    if not (folder / "done").exists():
        for part in ("sessions", "text"):
            (folder / part).mkdir(mode=0o700, parents=True, exist_ok=True)
        with Pool() as pool:
            pool.starmap(_write, ((folder, number) for number in range(count)), chunksize=50)
        (folder / "done").touch()
    return folder


def _write(folder: Path, number: int) -> None:
    name, made = session(number)
    (folder / "sessions" / f"{name}.json").write_bytes(file_of(made, name))
    (folder / "text" / f"{name}.txt").write_text(text_of(made), "utf-8")


def _line(dice: random.Random) -> str:
    said = dice.choice(SAID).format(
        a=dice.choice(SERVICES).upper(), b=dice.choice(STATES).capitalize(), p=dice.choice(PEOPLE),
        t=dice.choice(THINGS), s=dice.choice(SERVICES), x=dice.choice(STATES), n=dice.randint(1, 99),
        w=_word(dice), w2=_word(dice),
    )  # fmt: skip
    return f"{said}: {_some(dice, 6)}"


def _task(dice: random.Random, day: date) -> Task:
    due = day + timedelta(days=dice.randint(2, 30))
    text = f"Add a {dice.choice(THINGS)} alert for {dice.choice(SERVICES)} ({_some(dice, 4)})"
    status, owner = dice.choice((*Status, Status.COMPLETE, Status.COMPLETE)), dice.choice(PEOPLE)
    reason = _some(dice, 4) if status in (Status.BLOCKED, Status.WONT_DO) else ""
    return Task(text, owner, due, dice.choice(tuple(Priority)), f"It fires at {dice.randint(50, 95)} %", status, reason)


def _sentences(dice: random.Random, count: int) -> str:
    return " ".join(
        f"The {dice.choice(THINGS)} of {dice.choice(SERVICES)} was {dice.choice(STATES)}, {_some(dice, 7)}."
        for _ in range(count)
    )


def _some(dice: random.Random, count: int) -> str:
    return " ".join(dice.choices(WORDS, cum_weights=WEIGHTS, k=count))


def _word(dice: random.Random) -> str:
    return _some(dice, 1)


def main(argv: Sequence[str]) -> None:
    count = int(argv[0]) if argv else COUNT
    print(workspace(count, Path(argv[1]) if len(argv) > 1 else FOLDER))


if __name__ == "__main__":
    main(sys.argv[1:])
