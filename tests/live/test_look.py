"""Who counts as there, who is waited for, and in which order hands were raised."""

from __future__ import annotations

from facilitator.live.look import Guest, Here

HERE = Here(
    (
        Guest("Dana", "facilitator", hand=4),
        Guest("Erin", "scribe", hand=2),
        Guest("Alice", "participant", ready=True, hand=1),
        Guest("Bob", "viewer"),
        Guest("Carol", "participant", live=False, hand=3),
        Guest("room", "room"),
    )
)


def names(guests: tuple[Guest, ...]) -> list[str]:
    return [guest.name for guest in guests]


def test_a_lost_terminal_and_a_window_for_the_room_are_nobody() -> None:
    assert names(HERE.present) == ["Dana", "Erin", "Alice", "Bob"]


def test_who_asks_is_not_waited_for() -> None:
    assert names(HERE.asked) == ["Erin", "Alice", "Bob"]


def test_the_first_hand_comes_first() -> None:
    assert names(HERE.hands) == ["Alice", "Erin", "Dana"]


def test_at_first_nobody_is_there() -> None:
    assert Here().present == Here().asked == Here().hands == ()
