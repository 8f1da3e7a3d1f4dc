"""Action items of all sessions: order, weeks, lateness, history and thanks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from givens import at, held

from facilitator import follow_up
from facilitator.domain.action import Priority, Status, Task
from facilitator.domain.acts.actions import AddActions, ChangeAction, MoveAction, RemoveAction
from facilitator.domain.acts.undoing import Redo, Undo
from facilitator.domain.record import replace
from facilitator.domain.session import Session
from facilitator.follow_up import (
    Item,
    Week,
    celebrated,
    grouped,
    histories,
    history,
    is_overdue,
    reopened,
    sheet,
    week,
)

TODAY = date(2025, 12, 10)
"""A Wednesday, five days after the sessions of `givens`."""
DONE, DOING, BLOCKED, WONT = Status.COMPLETE, Status.IN_PROGRESS, Status.BLOCKED, Status.WONT_DO


def task(text: str, day: int | None = None, status: Status = Status.NOT_STARTED, **more: object) -> Task:
    """A task that is due on a day of December."""
    reason = "why" if status in (BLOCKED, WONT) else ""
    due = date(2025, 12, day) if day else None
    return Task(text, "@alice", due, status=status, reason=reason, **more)  # type: ignore[arg-type]


def items(sessions: Iterable[tuple[str, Session]], today: date) -> tuple[Item, ...]:
    return follow_up.items([(name, sheet(session)) for name, session in sessions], today)


def texts(found: object) -> list[str]:
    return [item.action.task.text for item in found]  # type: ignore[attr-defined]


def test_late_and_blocked_come_first_then_by_due_date_then_what_is_over() -> None:
    one = held(
        (0, AddActions((task("done", 1, DONE), task("later", 30), task("late", 9), task("soon", 11), task("undated"))))
    )
    two = held(
        (0, AddActions((task("blocked", 20, BLOCKED), task("later still", 8), task("wont", 2, WONT)))),
        (1, AddActions((task("high", 11, priority=Priority.HIGH),))),
    )
    found = items((("b", one), ("a", two)), TODAY)
    assert texts(found) == [
        "later still", "late", "blocked", "high", "soon", "later", "undated", "done", "wont"
    ]  # fmt: skip
    assert [item.overdue for item in found] == [True, True] + [False] * 7
    assert [item.open for item in found] == [True] * 7 + [False] * 2
    assert found[0].ref == f"a:{found[0].action.id}"
    assert (found[0].title, found[0].age) == ("API outage", 5)


def test_nothing() -> None:
    assert items((), TODAY) == ()
    assert items((("a", held()),), TODAY) == ()
    assert grouped((), TODAY) == []
    assert celebrated((), TODAY) == ()


def test_overdue_begins_the_day_after() -> None:
    assert not is_overdue(task("x", 10), TODAY)
    assert is_overdue(task("x", 9), TODAY)
    assert is_overdue(task("x", 9, BLOCKED), TODAY)
    assert not is_overdue(task("x", 9, DONE), TODAY)
    assert not is_overdue(task("x", 9, WONT), TODAY)
    assert not is_overdue(task("x"), TODAY)


def test_weeks_begin_on_monday() -> None:
    days = {
        1: Week.OVERDUE,
        9: Week.OVERDUE,
        10: Week.THIS,
        14: Week.THIS,
        15: Week.NEXT,
        21: Week.NEXT,
        22: Week.LATER,
    }
    session = held((0, AddActions((*(task(str(day), day) for day in days), task("none"), task("done", 10, DONE)))))
    found = items((("a", session),), TODAY)
    assert {int(text): week(item, TODAY) for item in found if (text := item.action.task.text).isdigit()} == days
    assert [(told, texts(there)) for told, there in grouped(found, TODAY)] == [
        ("Overdue", ["1", "9"]),
        ("Due this week", ["10", "14"]),
        ("Due next week", ["15", "21"]),
        ("Later", ["22"]),
        ("No date", ["none"]),
        ("Complete", ["done"]),
    ]
    blocked = [task("late", 9, BLOCKED), task("not late", 20, BLOCKED), task("over", 9, WONT)]
    found = items((("a", held((0, AddActions(tuple(blocked))))),), TODAY)
    assert [(told, texts(there)) for told, there in grouped(found, TODAY)] == [
        ("Overdue", ["late"]), ("Blocked", ["not late"]), ("Won't Do", ["over"])
    ]  # fmt: skip
    sunday, monday = date(2025, 12, 14), date(2025, 12, 15)
    (item,) = items((("a", held((0, AddActions((task("x", 15),))))),), sunday)
    assert (week(item, sunday), week(item, monday)) == (Week.NEXT, Week.THIS)


def worked() -> tuple[Session, int]:
    """An item that was begun, completed, reopened; then something undone, and a change that is none of state."""
    session = held((0, AddActions((task("x", 10),))))
    id = session.actions[0].id
    x = task("x", 10)
    return held(
        (0, AddActions((x,))),
        (10, ChangeAction(id, replace(x, status=DOING))),
        (20, ChangeAction(id, replace(x, status=DONE))),
        (30, ChangeAction(id, replace(x, status=BLOCKED, reason="waits"))),
        (40, ChangeAction(id, replace(x, status=DONE))),
        (50, Undo()),
        (60, ChangeAction(id, replace(x, status=BLOCKED, reason="waits", owner="@bob"))),
        (70, ChangeAction(id, replace(x, status=BLOCKED, reason="waits for Bob", owner="@bob"))),
    ), id


def test_the_history_tells_what_happened_and_when() -> None:
    session, id = worked()
    told = [(each.at, each.status, each.reason) for each in history(session, id)]
    assert told == [
        (at(0), Status.NOT_STARTED, ""),
        (at(10), DOING, ""),
        (at(20), DONE, ""),
        (at(30), BLOCKED, "waits"),
        (at(70), BLOCKED, "waits for Bob"),
    ]
    assert reopened(history(session, id))
    (item,) = items((("a", session),), TODAY)
    assert item.completed is None
    assert history(session, 999) == ()


def test_what_is_redone_happened() -> None:
    session = held((0, AddActions((task("x"),))))
    id = session.actions[0].id
    session = held(
        (0, AddActions((task("x"),))), (5, ChangeAction(id, task("x", None, DONE))), (6, Undo()), (7, Redo())
    )
    assert [each.status for each in history(session, id)] == [Status.NOT_STARTED, DONE]
    assert items((("a", session),), TODAY)[0].completed == at(5)


def test_moving_and_removing_are_no_changes_of_state() -> None:
    session = held((0, AddActions((task("x"), task("y")))))
    first, second = (action.id for action in session.actions)
    session = held((0, AddActions((task("x"), task("y")))), (1, MoveAction(first, 1)), (2, RemoveAction(second)))
    assert {id: len(told) for id, told in histories(session).items()} == {first: 1, second: 1}
    assert texts(items((("a", session),), TODAY)) == ["x"]


def test_completions_are_celebrated_in_the_guides_words() -> None:
    first = held((0, AddActions((task("old news", 1, DONE),))))
    id = first.actions[0].id
    second = held((0, AddActions((task("Breaker", 12),))), (60 * 24 * 2, ChangeAction(id, task("Breaker", 12, DONE))))
    found = items((("a", first), ("b", second)), TODAY)
    ((item, said),) = celebrated(found, date(2025, 12, 6))
    assert item.name == "b"
    assert said.startswith("Great work on «Breaker».")
    assert said.endswith("Thank you for turning this incident into a learning opportunity.")
    assert [each.name for each, _ in celebrated(found, date(2025, 12, 1))] == ["b", "a"]


def test_the_age_counts_days_of_the_incidents_zone() -> None:
    session = held((0, AddActions((task("x"),))))
    far = replace(session, incident=replace(session.incident, timezone="Pacific/Auckland"))
    # Noon of December 5 in UTC is the first hour of December 6 in Auckland.
    assert items((("a", session), ("b", far)), date(2025, 12, 7))[0].age == 2
    assert items((("b", far),), date(2025, 12, 7))[0].age == 1
    assert items((("a", session),), date(2025, 12, 1))[0].age == 0
    odd = replace(session, incident=replace(session.incident, timezone="Nowhere/Else"))
    assert items((("a", odd),), date(2025, 12, 7))[0].age == 2


def test_a_late_completion_is_over_all_the_same() -> None:
    session = held((0, AddActions((task("x", 6),))))
    id = session.actions[0].id
    session = held((0, AddActions((task("x", 6),))), (60 * 24 * 4, ChangeAction(id, task("x", 6, DONE))))
    (item,) = items((("a", session),), TODAY)
    assert (item.open, item.overdue) == (False, False)
    assert item.completed == datetime(2025, 12, 5, 12, tzinfo=UTC) + timedelta(days=4)


def test_who_and_until_when_are_kept_beside_the_states() -> None:
    made = held((0, AddActions((task("x", 9),))))
    id = made.actions[0].id
    first = made.actions[0].task
    other = replace(first, owner="@bob", due=date(2025, 12, 20))
    session = held(
        (0, AddActions((first,))),
        (3, ChangeAction(id, other)),
        (4, ChangeAction(id, replace(other, status=DONE))),
        (5, ChangeAction(id, replace(other, status=DONE, due=None))),
        (6, ChangeAction(id, replace(other, status=DONE, due=date(2025, 12, 24)))),
        (7, Undo()),
    )
    (item,) = items((("a", session),), TODAY)
    assert [(each.at, each.owner, each.due) for each in item.agreed] == [
        (at(0), "@alice", date(2025, 12, 9)), (at(3), "@bob", date(2025, 12, 20)), (at(5), "@bob", None)
    ]  # fmt: skip
    assert [change.status for change in item.history] == [Status.NOT_STARTED, DONE]
    assert item.completed == at(4), "another date makes it no other completion"
