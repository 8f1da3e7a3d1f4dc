"""Which earlier post-mortems are like this one, why, and what was promised in them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from givens import AGENDA, do, entry

from facilitator.domain.action import Status, Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.cause_marks import JudgeCause, StateRoot
from facilitator.domain.acts.causes import AddFactors, StartChain
from facilitator.domain.acts.entries import AddEntries
from facilitator.domain.acts.incident import CreateSession, ListPeople
from facilitator.domain.cause import Standing
from facilitator.domain.session import Incident, Person, Session
from facilitator.follow_up import sheet
from facilitator.similar import earlier_promises, most_similar, similar

TODAY = date(2025, 12, 10)


def session(
    day: int,
    *texts: str,
    title: str = "Outage",
    services: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    cause: str = "",
    tasks: tuple[Task, ...] = (),
) -> Session:
    started = datetime(2025, 11, 1, 12, tzinfo=UTC) + timedelta(days=day)
    made = do(
        Session(), CreateSession(Incident(title, f"INC-{day}", started=started, services=services, tags=tags), AGENDA)
    )
    if texts:
        made = do(made, AddEntries(tuple(entry("14:20", text) for text in texts)))
    if cause:
        made = do(made, AddFactors((cause,), "Process"))
        made = do(made, JudgeCause(made.causes[-1].id, Standing.PRIMARY))
    return do(made, AddActions(tasks)) if tasks else made


PLAIN = tuple((f"other-{n}", session(n, f"the server was slow number{n}", f"we looked at topic{n}")) for n in range(8))


def test_nothing_is_like_nothing() -> None:
    assert similar(session(9), ()) == []
    assert similar(session(9), PLAIN) == []
    assert similar(Session(), (("a", Session()),)) == []


def test_the_same_service_is_enough_and_is_told() -> None:
    mine = session(9, services=("Checkout-Service",))
    ((name, score, why),) = similar(mine, (*PLAIN, ("a", session(1, services=("API", "checkout service")))))
    assert (name, score, why) == ("a", 0.3, ("same service: Checkout-Service",))


def test_rare_words_count_and_common_ones_do_not() -> None:
    mine = session(9, "the server was slow: thundering herd of retries", "quorum lost")
    like = ("like", session(1, "a thundering herd of retries", "quorum was lost again"))
    found = similar(mine, (*PLAIN, like))
    assert [name for name, _, _ in found] == ["like"]
    assert found[0][2][0].startswith("rare words in both: ")
    assert {"herd", "quorum"} <= set(found[0][2][0].partition(": ")[2].split(", "))
    assert "server" not in found[0][2][0]


def test_the_same_cause_words() -> None:
    mine = session(9, cause="Release process lacks load tests")
    found = similar(mine, (*PLAIN, ("a", session(1, cause="Load test is lacking in the release process"))))
    assert found[0][0] == "a"
    assert found[0][2][0] == "causes in the same words: load, process, release, test"


def test_short_words_people_and_stated_causes_are_no_stumbling_block() -> None:
    mine = session(9, cause="No load test for 2x traffic, says @alice, 500 ms")
    mine = do(mine, ListPeople((Person("@alice"),)))
    stated = do(mine, StateRoot(mine.causes[-1].id, "Releases need no 3x drill"))
    other = session(1, cause="Nobody load tests traffic of 2x")
    assert [name for name, _, _ in similar(mine, (*PLAIN, ("a", other)))] == ["a"]
    assert [name for name, _, _ in similar(other, (*PLAIN, ("a", stated), ("b", mine)))] == ["b", "a"]


def test_a_why_that_is_not_marked_yet_is_compared_as_a_cause() -> None:
    mine = do(session(9), StartChain("Quorum lost in the consensus layer"))
    other = session(1, cause="The consensus layer lost its quorum")
    ((_, _, why),) = similar(mine, (*PLAIN, ("a", other)))
    assert any(each.startswith("causes in the same words: ") for each in why)


def test_the_best_comes_first_and_no_more_than_wanted() -> None:
    mine = session(9, "quorum lost in the consensus layer", services=("api",), tags=("raft",))
    both = session(1, "quorum lost in the consensus layer", services=("api",), tags=("raft",))
    others = [("service", session(2, services=("api",))), ("both", both), ("newer", session(3, services=("api",)))]
    others.append(("older", session(0, services=("api",))))
    assert [name for name, _, _ in similar(mine, others)] == ["both", "newer", "service"]
    assert [name for name, _, _ in similar(mine, others, 1)] == ["both"]
    scores = [score for _, score, _ in similar(mine, others, 9)]
    assert all(0 < score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)


def test_it_is_not_like_itself() -> None:
    mine = session(9, "quorum lost", services=("api",))
    changed = do(mine, AddEntries((entry("14:30", "more"),)))
    assert similar(changed, (("mine", mine), ("changed", changed))) == []


def test_what_is_still_open_of_a_similar_one() -> None:
    late, done = Task("Late", due=date(2025, 12, 1)), Task("Done", status=Status.COMPLETE)
    other = session(1, services=("api",), tasks=(Task("Soon", due=date(2025, 12, 20)), done, late))
    (found,) = most_similar(session(9, services=("api",)), (("a", other),), today=TODAY)
    assert [item.action.task.text for item in found.promised] == ["Late", "Soon"]
    assert found.session is other


def test_earlier_promises() -> None:
    tasks = (
        Task("Late", due=date(2025, 12, 1)),
        Task("Soon", due=date(2025, 12, 20)),
        Task("Done", status=Status.COMPLETE),
        Task("Never", status=Status.WONT_DO, reason="moved away"),
    )
    mine = session(9, services=("api",))
    others = (
        ("earlier", session(1, services=("API", "db"), tasks=tasks)),
        ("later", session(12, services=("api",), tasks=tasks)),
        ("elsewhere", session(2, services=("mail",), tasks=tasks)),
        ("mine", mine),
    )
    sheets = [(name, sheet(other)) for name, other in others]
    found = earlier_promises(mine, sheets, TODAY)
    parts = (found.late, found.open, found.done, found.wont_do)
    told = [[(item.name, item.action.task.text) for item in part] for part in parts]
    assert told == [[("earlier", "Late")], [("earlier", "Soon")], [("earlier", "Done")], [("earlier", "Never")]]
    nothing = earlier_promises(session(9), sheets, TODAY)
    assert (nothing.late, nothing.open, nothing.done, nothing.wont_do) == ((), (), (), ())
