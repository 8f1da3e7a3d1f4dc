"""Action items as people say and type them. Today is Wednesday, December 3, 2025."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.action_line import ActionLine, read_action, read_owner, write_action
from facilitator.domain.action import Priority, Task
from facilitator.domain.errors import Refused
from facilitator.text import clean

TODAY = date(2025, 12, 3)
PEOPLE = ("Ann", "Alice Smith", "bob", "@charlie", "Mark", "Grace", "Chance", "Jürgen", "Will")
LEVELS = {"h": Priority.HIGH, "m": Priority.MEDIUM, "l": Priority.LOW, "": None}
POOL = "Add connection pool saturation alert"
QUOTED = 'Add "load test for 2x traffic" to release checklist'


def row(line: str, text: str, owner: str = "", due: str = "", level: str = "", criteria: str = "") -> tuple[str, Task]:
    """A line, and what a careful reader finds in it. A due date without a year is of 2025."""
    day = date.fromisoformat(due if len(due) != 5 else f"2025-{due}") if due else None
    return line, Task(text, owner, day, LEVELS[level], criteria)


# fmt: off
TAKEN = [
    # the guide, and the forms that the help shows
    row(f"{POOL} (threshold 80%) @alice due Dec 10 !high done when it fires in staging",
        f"{POOL} (threshold 80%)", "@alice", "12-10", "h", "it fires in staging"),
    row(f"{POOL} (threshold: 80%), owner: @alice, due: Dec 10", f"{POOL} (threshold: 80%)", "@alice", "12-10"),
    row(f"{POOL} with 80% threshold, Slack notification, owner: @alice, due: Dec 10.",
        f"{POOL} with 80% threshold, Slack notification", "@alice", "12-10"),
    row(f"{POOL} (threshold: 80%) @alice 2025-12-10 high", f"{POOL} (threshold: 80%)", "@alice", "12-10", "h"),
    row("Implement circuit breaker library for DB queries | @bob | 2025-12-15 | High | done when it opens",
        "Implement circuit breaker library for DB queries", "@bob", "12-15", "h", "it opens"),
    row(f"{QUOTED} @charlie, 2025-12-05, Medium", QUOTED, "@charlie", "12-05", "m"),
    row("@alice to update database failover runbook with new hostnames by 12/8, medium",
        "update database failover runbook with new hostnames", "@alice", "12-08", "m"),
    row("Send post-incident email to affected customers @comms 12/4 (high)",
        "Send post-incident email to affected customers", "@comms", "12-04", "h"),
    # in any order and in many ways
    row("Add breaker for DB queries owner bob by next Friday p1", "Add breaker for DB queries", "bob", "12-12", "h"),
    row("Add breaker (owner: Alice Smith; due 2025-12-10; priority: High)", "Add breaker", "Alice Smith", "12-10", "h"),
    row("Add breaker (owner: Zoe van Dijk; due 2025-12-10)", "Add breaker", "Zoe van Dijk", "12-10"),
    row("Fix pool @alice in two weeks", "Fix pool", "@alice", "12-17"),
    row("Fix pool @alice +10d", "Fix pool", "@alice", "12-13"),
    row("Fix pool by end of week", "Fix pool", "", "12-05"),
    row("Fix pool tomorrow", "Fix pool", "", "12-04"),
    row("Fix pool Monday", "Fix pool", "", "12-08"),
    row("Fix pool 10 Dec", "Fix pool", "", "12-10"),
    row("Fix pool 12/10", "Fix pool", "", "12-10"),
    row("Fix pool @alice 10.12.2025", "Fix pool", "@alice", "12-10"),
    row("Fix pool by Dec 10 2026", "Fix pool", "", "2026-12-10"),
    row("Fix pool EOD", "Fix pool", "", "12-03"),
    row("Fix pool by EOD Friday", "Fix pool", "", "12-05"),
    row("Fix pool by end of month", "Fix pool", "", "12-31"),
    row("Fix pool by the end of the quarter", "Fix pool", "", "12-31"),
    row("Fix pool by end of Q1", "Fix pool", "", "2026-03-31"),
    row("Fix pool in Q1", "Fix pool", "", "2026-03-31"),
    row("Fix pool by Q1", "Fix pool", "", "2026-03-31"),
    row("Fix pool, Q1", "Fix pool", "", "2026-03-31"),
    row("Fix pool in 3 days", "Fix pool", "", "12-06"),
    row("Fix pool within 2 weeks", "Fix pool", "", "12-17"),
    row("Fix pool until Friday", "Fix pool", "", "12-05"),
    row("Fix pool before Dec 10", "Fix pool", "", "12-10"),
    row("Fix pool on Monday", "Fix pool", "", "12-08"),
    row("Fix pool, deadline: Dec 10", "Fix pool", "", "12-10"),
    row("Fix pool - due date Dec 10", "Fix pool", "", "12-10"),
    row("Fix pool, Friday, Dec 12", "Fix pool", "", "12-12"),
    row("Fix pool by Friday, Dec 12.", "Fix pool", "", "12-12"),
    row("Fix pool this Friday", "Fix pool", "", "12-05"),
    row("Fix pool by the 15th", "Fix pool", "", "12-15"),
    row("Write load tests for ingest @quinn, mid February", "Write load tests for ingest, mid February", "@quinn"),
    row("@alice Add alert due Dec 10", "Add alert", "@alice", "12-10"),
    row("@alice: add alert by Friday", "add alert", "@alice", "12-05"),
    row("@alice to add alert by Friday", "add alert", "@alice", "12-05"),
    row("@alice will add alert by Friday", "add alert", "@alice", "12-05"),
    row("Ann to add alert by Friday", "add alert", "Ann", "12-05"),
    row("Ann: add alert", "add alert", "Ann"),
    row("ann, add alert", "add alert", "ann"),
    row("due Dec 10 @alice Add alert", "Add alert", "@alice", "12-10"),
    row("!high Add alert @alice", "Add alert", "@alice", "", "h"),
    row("By Friday add an alert", "add an alert", "", "12-05"),
    row("owner: @alice, due: Dec 10, Add alert", "Add alert", "@alice", "12-10"),
    row("done when it fires; Add alert; @alice", "Add alert", "@alice", "", "", "it fires"),
    row("Add alert by Friday and test it", "Add alert and test it", "", "12-05"),
    row("Add alert, due Dec 10, and test it", "Add alert, and test it", "", "12-10"),
    row("Add alert (@alice, Dec 10) for the pool", "Add alert for the pool", "@alice", "12-10"),
    row("Add alert (Dec 10) @alice", "Add alert", "@alice", "12-10"),
    row("Add alert. @alice. Due Friday. Priority: low.", "Add alert.", "@alice", "12-05", "l"),
    row("Add alert — @alice — Dec 10", "Add alert", "@alice", "12-10"),
    row("Add alert -> @alice -> Dec 10", "Add alert", "@alice", "12-10"),
    row("Add alert @alice Dec 10 p2", "Add alert", "@alice", "12-10", "m"),
    row("Add alert Dec 10 high @alice", "Add alert", "@alice", "12-10", "h"),
    row("ADD ALERT DUE DEC 10 OWNER: BOB", "ADD ALERT", "BOB", "12-10"),
    row("Start load test on Monday, finish by Friday", "Start load test on Monday, finish", "", "12-05"),
    row("Add alert, @alice, then tune it", "Add alert, then tune it", "@alice"),
    row("Add alert, owner: , due: Dec 10", "Add alert", "", "12-10"),
    row("Fix pool, ann", "Fix pool", "ann"),
    row("Fix pool ALICE SMITH", "Fix pool", "ALICE SMITH"),
    row("Fix pool (bob)", "Fix pool", "bob"),
    row("Ask Grace for limits, owner Mark, Friday", "Ask Grace for limits", "Mark", "12-05"),
    row("Fix pool owner:bob,due:Dec 10,priority:high", "Fix pool", "bob", "12-10", "h"),
    row("Fix pool | bob | Dec 10 | High | with a test", "Fix pool | with a test", "bob", "12-10", "h"),
    row("Fix pool @Charlie", "Fix pool", "@Charlie"),
    row("Fix pool, charlie", "Fix pool", "charlie"),
    row("Fix pool, Jürgen", "Fix pool", "Jürgen"),
    row("Fix pool owner:@alice due:Friday", "Fix pool", "@alice", "12-05"),
    row("Fix pool owner=@alice", "Fix pool", "@alice"),
    row("Fix pool, owned by Zoe", "Fix pool", "Zoe"),
    row("Fix pool, assigned to zoe by Friday", "Fix pool, assigned to zoe", "", "12-05"),
    row("Fix pool assigned to @alice", "Fix pool", "@alice"),
    row("Fix pool, assignee: @alice", "Fix pool", "@alice"),
    row("Fix pool, DRI: Zoe", "Fix pool", "Zoe"),
    row("Fix pool by @alice by Friday", "Fix pool", "@alice", "12-05"),
    row("Fix pool by bob", "Fix pool", "bob"),
    row("Fix pool owner: @alice (backup @bob)", "Fix pool (backup @bob)", "@alice"),
    row("Give dashboard access to @bob, owner: @alice", "Give dashboard access to @bob", "@alice"),
    row("Fix pool @alice, owner: @alice", "Fix pool @alice", "@alice"),
    row("owner: bob add alert", "add alert", "bob"),
    row("Fix pool @alice.smith", "Fix pool", "@alice.smith"),
    row("Fix pool @alice!", "Fix pool", "@alice"),
    row("Sync with @alice, due Dec 10, @dave", "Sync with @alice", "@dave", "12-10"),
    row("Sync with @alice @dave", "Sync with @alice", "@dave"),
    row("Pin @types/node to 20.1 @alice", "Pin @types/node to 20.1", "@alice"),
    row("Ask Ann for the dump @dave", "Ask Ann for the dump", "@dave"),
    row("Document service owner mapping by Friday", "Document service owner mapping", "", "12-05"),
    row("Test the Monday job by Tuesday", "Test the Monday job", "", "12-09"),
    row("Build the Q1 dashboard @alice", "Build the Q1 dashboard", "@alice"),
    row("Add Friday deploy freeze to the checklist, Friday", "Add Friday deploy freeze to the checklist", "", "12-05"),
    row("Deploy to 1/3 of hosts by Friday", "Deploy to 1/3 of hosts", "", "12-05"),
    row("Add alert due to load by Friday", "Add alert due to load", "", "12-05"),
    row("Set max to 10 @alice", "Set max to 10", "@alice"),
    row("Add «done when» to the template @alice", "Add «done when» to the template", "@alice"),
    row("Fix the job that failed on Monday, by Tuesday", "Fix the job that failed on Monday", "", "12-09"),
    row("Delete data from before Dec 1 @alice", "Delete data from before Dec 1", "@alice"),
    row("Rename May to Mai in the locale file by May 5", "Rename May to Mai in the locale file", "", "2026-05-05"),
    row("Fix pool !h", "Fix pool", "", "", "h"),
    row("Fix pool !p1", "Fix pool", "", "", "h"),
    row("Fix pool !med @alice", "Fix pool", "@alice", "", "m"),
    row("Fix pool !low", "Fix pool", "", "", "l"),
    row("Fix pool P3", "Fix pool", "", "", "l"),
    row("Fix pool prio medium", "Fix pool", "", "", "m"),
    row("Fix pool, priority: High", "Fix pool", "", "", "h"),
    row("Fix pool, priority 1", "Fix pool", "", "", "h"),
    row("Fix pool high priority", "Fix pool", "", "", "h"),
    row("Fix pool (low)", "Fix pool", "", "", "l"),
    row("Fix pool, medium, @alice", "Fix pool", "@alice", "", "m"),
    row("Fix pool done: p99 < 200 ms", "Fix pool", "", "", "", "p99 < 200 ms"),
    row("Fix pool, success: no page for a week", "Fix pool", "", "", "", "no page for a week"),
    row("Fix pool. Success criteria: a, b and c. @alice", "Fix pool.", "@alice", "", "", "a, b and c."),
    row("Fix pool, verified by @alice", "Fix pool", "", "", "", "@alice"),
    row("Add graph so we can see saturation @alice", "Add graph so we can see saturation", "@alice"),
    row("Add alert, done when the Monday job passes, by Friday", "Add alert", "", "12-05", "", "the Monday job passes"),
    row("Add alert. Done when it fires.", "Add alert.", "", "", "", "it fires."),
    row("Add alert @alice, done when @bob has seen it fire", "Add alert", "@alice", "", "", "@bob has seen it fire"),
    row("Get it done by Friday", "Get it done", "", "12-05"),
    row('"Sync with @alice by Friday" @bob due Dec 10', "Sync with @alice by Friday", "@bob", "12-10"),
    row('"Say ""hi"" @alice" !low', 'Say "hi" @alice', "", "", "l"),
    row('"Foo" and "bar" @alice', '"Foo" and "bar"', "@alice"),
    row("Añadir alerta @josé due Dec 10", "Añadir alerta", "@josé", "12-10"),
    row("Fix 🔥 pool @alice", "Fix 🔥 pool", "@alice"),
    row("Fix pool\t@alice\ndue Dec 10", "Fix pool", "@alice", "12-10"),
    row("[bold]Fix[/bold] pool @alice", "[bold]Fix[/bold] pool", "@alice"),
    row("Fix C:\\temp\\new @alice", "Fix C:\\temp\\new", "@alice"),
    row("Add retries done when errors < 1%, @kim, Dec 12", "Add retries", "@kim", "12-12", "", "errors < 1%"),
    row("Owner: Kim Lee. Add retries by Friday (med).", "Add retries", "Kim Lee", "12-05", "m"),
    row("Send the report to customers by EOD Friday - @bob", "Send the report to customers", "@bob", "12-05"),
    row("Roll out to 10% on Monday, 50% on Tuesday and 100% by Friday",
        "Roll out to 10% on Monday, 50% on Tuesday and 100%", "", "12-05"),
]
# fmt: on

KEPT = """
DB [/var/log] full [red [b $x
High CPU alert
Test the high CPU alert
Fix P1 dashboard
Page @alice when the queue is full, and @bob too
Document what happened on Dec 1
Improve monitoring
Fix pool, 10.12.
@alice
due Dec 10
owner: due: priority:
Add   alert ,
Page @alice when the pool is full
Page @alice
Sync with @alice
Write runbook and ask @alice
Send mail to bob@example.com
Fix @alice's dashboard
@alice is paged twice, deduplicate it
Leave nothing to chance
Mark the deploy as frozen
Add a grace period
Will it scale? Measure it
Add owner field to the schema
Find an owner for the pool
Alert on queries assigned to dead workers
Test the Monday job
Q1 dashboard
Prepare the May release
Add Friday deploy freeze to the checklist
Rotate the keys by hand
Enable TLS by default
Cut p99 by 20%
Keep pool within 80% of capacity
Cut memory by 1/2
Raise the sampling ratio to 1/10
Staff on-call 24/7
Upgrade postgres to 10.12.
Upgrade postgres to 10.12.3
Pin agent v10.12.2025
Block 10.12.0.1 on the firewall
Block 10.12.0.1
Close INC-2025-12-10
Close ticket 12/10
Run the report every Friday
Analyse logs since Monday
Move the job from Monday to Tuesday
Freeze deploys before Black Friday
Document learnings of the Dec 3 outage
Write report on Dec 3 outage
Alert when the certificate expires in 14 days
Forbid deploys on Friday
Alert on Friday deploys
Delete logs older than 30 days
Scale down on Mondays
Alert when payment is due
Review Monday's pages
Ship it by March
Retry after 10 min
Alert within 5 minutes
Alert within 5 minutes within 2 weeks
Fix pool Dec 10-12
Fix pool Feb 30
Add `due Dec 10` to the template
Make "owner: @alice" a required field
Fix the job that failed on Monday
Alert if the backup has not run on Sunday
Test failover on the first Monday
Purge logs weekly, starting Monday
Switch over after Dec 10
Do it by Monday or Tuesday
Fix pool (severity: high)
Fix pool !!
Fix P1 alert routing
Fix alert routing for P1
Add a high priority queue
Alert when disk space is low
Check that a != b
Do not page!! ever
Fix pool !important
Lower p95 latency
Fix pool verified by a staging test
Add graph so that we can see saturation
Definition of done: it fires
Have config changes verified by a second person
Alert when the backup is not done when the shift starts
Add success criteria to the template
Log success of each run
Add alert done when
"""
"""Lines that are all task."""

NOT_ONE = "«{}» is not an owner: name one person."
DOUBTED = [
    (
        row(
            "Review and update all runbooks for accuracy @team due 2025-12-20 !low",
            "Review and update all runbooks for accuracy (@team)",
            "",
            "12-20",
            "l",
        ),
        NOT_ONE.format("@team"),
    ),
    (row("Fix pool, owner: the SRE team", "Fix pool (the SRE team)"), NOT_ONE.format("the SRE team")),
    (row("Fix pool, owner: infra", "Fix pool (infra)"), NOT_ONE.format("infra")),
    (row("Fix pool, owner: everyone", "Fix pool (everyone)"), NOT_ONE.format("everyone")),
    (row("Fix pool owner: we", "Fix pool (we)"), NOT_ONE.format("we")),
    (row("Fix pool owner: TBD, due Friday", "Fix pool", "", "12-05"), NOT_ONE.format("TBD")),
    (row("Fix pool, assigned to nobody", "Fix pool"), NOT_ONE.format("nobody")),
    (row("Fix pool owner: ?", "Fix pool"), NOT_ONE.format("?")),
    (row("Fix pool (@alice or @bob)", "Fix pool (@alice or @bob)"), "Two people, @alice and @bob: choose one."),
    (row("Fix pool @alice @bob", "Fix pool (@alice, @bob)"), "Two people, @alice and @bob: choose one."),
    (row("Fix pool owner: @alice, @bob", "Fix pool (@alice, @bob)"), "Two people, @alice and @bob: choose one."),
    (
        row("Fix pool owner: zoe and yan due Friday", "Fix pool (zoe and yan)", "", "12-05"),
        "Two people, zoe and yan: choose one.",
    ),
    (row("Fix pool owner: zoe/yan", "Fix pool (zoe/yan)"), "Two people, zoe and yan: choose one."),
    (row("Fix pool @a, @b and @c", "Fix pool (@a, @b and @c)"), "3 people, @a, @b and @c: choose one."),
    (row("@alice and @bob pair on it", "pair on it (@alice and @bob)"), "Two people, @alice and @bob: choose one."),
    (row("Fix pool due December 10, 2024", "Fix pool", "", "2024-12-10"), "Dec 10, 2024 is in the past."),
    (row("Fix pool by Dec 1", "Fix pool", "", "12-01"), "Dec 1 is in the past."),
    (row("Fix pool by Friday, Dec 10", "Fix pool", "", "12-10"), "Dec 10 is a Wednesday, not a Friday."),
    (
        row("Fix pool due Dec 10, due Dec 12", "Fix pool due Dec 10, due Dec 12"),
        "Two dates, Dec 10 and Dec 12: choose one.",
    ),
    (
        row("Fix pool due: soon @alice", "Fix pool due: soon", "@alice"),
        "«soon» is not a date: give one such as Dec 10.",
    ),
    (row("Fix pool, due: Feb 30", "Fix pool, due: Feb 30"), "«Feb 30» is not a date: give one such as Dec 10."),
    (row("Fix pool !high !low", "Fix pool !high !low"), "Two priorities, high and low: choose one."),
]
CLEAR = [
    row("Fix pool owner: @alice (SRE team)", "Fix pool (SRE team)", "@alice"),
    row("Fix pool owner: @alice and the SRE team", "Fix pool (the SRE team)", "@alice"),
    row("Send it to the team by Friday", "Send it to the team", "", "12-05"),
    row("Fix pool @alice due Dec 10, due 12/10", "Fix pool", "@alice", "12-10"),
    row("Fix pool @ops-anna", "Fix pool", "@ops-anna"),
]
LINES = [line for line, _ in TAKEN + CLEAR + [each for each, _ in DOUBTED]] + KEPT.strip().split("\n")


@pytest.mark.parametrize(("line", "task"), TAKEN, ids=lambda each: each[:50] if isinstance(each, str) else "")
def test_reads_a_line_as_a_careful_reader_does(line: str, task: Task) -> None:
    assert read_action(line, TODAY, PEOPLE) == ActionLine(task)


@pytest.mark.parametrize("line", KEPT.strip().split("\n"))
def test_takes_nothing_that_belongs_to_the_task(line: str) -> None:
    assert read_action(line, TODAY, PEOPLE) == ActionLine(Task(line))


@pytest.mark.parametrize(("each", "doubt"), DOUBTED, ids=lambda each: each[0][:50] if isinstance(each, tuple) else "")
def test_says_what_it_doubts(each: tuple[str, Task], doubt: str) -> None:
    assert read_action(each[0], TODAY) == ActionLine(each[1], (doubt,))


@pytest.mark.parametrize(("line", "task"), CLEAR)
def test_does_not_doubt_what_is_clear(line: str, task: Task) -> None:
    assert read_action(line, TODAY) == ActionLine(task)


@pytest.mark.parametrize("line", ["", "   ", "\n\t", "\x00"])
def test_a_line_without_words_is_refused(line: str) -> None:
    with pytest.raises(Refused, match="no words"):
        read_action(line, TODAY)


def test_a_known_person_is_never_a_team() -> None:
    assert read_action("Fix pool @ops", TODAY, ["Ops"]) == ActionLine(Task("Fix pool", "@ops"))


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        *(
            (text, "")
            for text in ("@alice", "Alice Smith", " alice ", "Zoe van Dijk", "Anders And", "Jürgen", "", "@comms")
        ),
        *((text, NOT_ONE.format(text)) for text in ("everyone", "@team", "the SRE team", "TBD", "?", "@db-team", "we")),
        *(
            (text, f"«{text}» is more than one person: choose one.")
            for text in ("@alice and @bob", "Alice & Bob", "alice, bob", "@alice/@bob", "@alice @bob", "Alice or Bob")
        ),
    ],
)
def test_reads_an_owner(text: str, doubt: str) -> None:
    assert read_owner(text, ["Anders And"]) == (text.strip(), doubt)


WRITTEN = [
    (Task("Add alert", "@alice", date(2025, 12, 10), Priority.HIGH, "it fires"),
     "Add alert @alice due 2025-12-10 !high done when it fires"),
    (Task("Add alert", "Alice Smith"), "Add alert owner: Alice Smith"),
    (Task("Sync with @dave by Friday", "@alice"), '"Sync with @dave by Friday" @alice'),
    (Task("Add alert", criteria="it fires by Friday"), 'Add alert done when "it fires by Friday"'),
    (Task('Make "x" red, @bob', "@alice"), '"Make ""x"" red, @bob" @alice'),
    (Task("@alice"), "@alice"),
    (Task("Fix pool", "the team"), 'Fix pool owner: "the team"'),
    (Task("Ask who was paged @bob"), '"Ask who was paged @bob"'),
]  # fmt: skip


@pytest.mark.parametrize(("task", "line"), WRITTEN, ids=lambda each: each if isinstance(each, str) else "")
def test_writes_a_line_that_reads_back(task: Task, line: str) -> None:
    assert write_action(task) == line
    assert read_action(line, TODAY).task == task


PARTS = (  # noqa: SIM905
    "Add alert,|Fix the pool|@alice|@bob|owner:|owner|owned by|assigned to|bob|Alice Smith|@team|SRE team|TBD|due|due:|"
    "by|on|before|until|Dec 10|10.12.|12/10|next Friday|Monday|Q1|in two weeks|+10d|EOD|2024-12-10|5pm|!high|!!|p2|(|)|"
    '[|]|prio|priority: low|high|done when|done:|success:|verified by|it fires|,|;|.|-|—|:|"|«|»|`|Feb 29|the 31st|/|'
    'and|or|the|to|with|(low)|"|""|!|@|+|*|\\|é|\u0301|team|we|1/2|10.12.0.1|it is done when|due date|in|80%|Ann'
).split("|")
lines = st.lists(st.sampled_from(PARTS), max_size=14).map(" ".join)
hostile = lines | st.text(max_size=60) | st.lists(st.sampled_from(PARTS), max_size=14).map("".join)
neat = hostile.map(lambda text: clean(text, one_line=True))
owners = st.sampled_from(["", "@alice", "@x.y-z", "@josé", "bob", "Zoe van Dijk", "May Friday", "due", "@a, @b"]) | neat
days = st.dates()


@pytest.mark.parametrize("line", LINES)
def test_what_was_read_reads_back(line: str) -> None:
    task = read_action(line, TODAY, PEOPLE).task
    assert read_action(write_action(task, PEOPLE), TODAY, PEOPLE).task == task


@given(neat.filter(bool), owners, st.none() | days, st.none() | st.sampled_from(Priority), neat, days)
def test_what_is_written_reads_back(
    text: str, owner: str, due: date | None, priority: Priority | None, criteria: str, today: date
) -> None:
    task = Task(text, owner, due, priority, criteria)
    assert read_action(write_action(task), today).task == task


MARKED = """
owner owners owned by assigned to is due date on before until till priority prio high medium low done when success
verified will be in the and or it
"""
TAKEN_WORDS = re.compile(r"dec|1|2|10|12|31st|29|feb|next|friday|monday|q1|two|weeks|10d|eod|20\d\d|p2|tbd", re.ASCII)


@given(lines)
def test_nothing_typed_is_lost(line: str) -> None:
    if not clean(line, one_line=True):
        return
    task = read_action(line, TODAY, PEOPLE).task
    kept = set(re.findall(r"\w+", f"{task.text} {task.owner} {task.criteria}".lower()))
    for word in re.findall(r"\w+", clean(line).lower()):
        assert word in kept or word in MARKED.split() or TAKEN_WORDS.fullmatch(word), (word, task)


@given(hostile, st.lists(st.text(max_size=8), max_size=3))
def test_never_fails(line: str, people: list[str]) -> None:
    if clean(line, one_line=True):
        assert read_action(line, TODAY, people).task.text
    assert read_owner(line, people)[0] == clean(line, one_line=True)


def test_a_long_line_takes_no_time() -> None:
    hard = (
        "by in",
        "@a and",
        "in 3",
        '"x ""y',
        "due: x",
        "Dec 10",
        "owner: a b c",
        "done when (",
        "@a )",
        "Q1",
        "this",
    )
    long = [piece * 100_000 for piece in '@("«`.,-']
    long += [f"{piece} " * (100_000 // (len(piece) + 1)) for piece in hard]
    for line in long:
        start = time.thread_time()
        read_action(line, TODAY, PEOPLE)
        assert time.thread_time() - start < 2, line[:20]  # a third of a second, where there is nothing else to do
