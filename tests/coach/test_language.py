"""What is noticed in a sentence, what is left alone, and what the facilitator may say."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitator.coach.hint import CONTEXTS
from facilitator.coach.language import hints, thanks

PEOPLE = ["Alice", "@bob", "Will", "Mark", "Grace", "Grace Lee"]

NOTICED = [
    ("note", "Who broke production?", "blame"),
    ("note", "This was a stupid mistake.", "blame"),
    ("note", "The network guys are useless at night.", "blame"),
    ("note", "The vendor is simply incompetent.", "blame"),
    ("note", "I'm such an idiot.", "blame"),
    ("note", "Heads will roll.", "blame"),
    ("wrong", "Nice of the database people to show up at all", "blame"),
    ("timeline", "Will stupidly deletes the lock file", "blame"),
    ("note", "Alice shouldn't have deployed without testing.", "counterfactual"),
    ("note", "If only somebody had looked at the graph.", "counterfactual"),
    ("note", "We should have tested the restore.", "counterfactual"),
    ("timeline", "@bob fails to tell anyone about the restart", "counterfactual"),
    ("why", "Because Grace Lee should have tested", "counterfactual"),
    ("root_cause", "Alice deployed without testing.", "human_root_cause"),
    ("root_cause", "Human error", "human_root_cause"),
    ("why", "Because the operator was distracted", "human_root_cause"),
    ("why", "Because Mark misread the ticket", "human_root_cause"),
    ("note", "I followed the runbook exactly!", "defensive"),
    ("note", "Nobody told me about the freeze.", "defensive"),
    ("action", "Improve monitoring", "vague_action"),
]

LEFT_ALONE = [
    ("timeline", "@bob truncates the wrong table in production"),
    ("timeline", "14:17 On-call engineer @alice acknowledged, began investigation"),
    ("note", "The scheduler should have honoured the zone label."),
    ("why", "Because the exporter failed to refresh its token"),
    ("note", "We should have an alert on saturation."),
    ("note", "Will Mark be on call next week?"),
    ("note", "Mark the node as drained, please."),
    ("note", "Grace period was two minutes."),
    ("note", "`git blame` points to a commit of 2019."),
    ("note", "The customer wrote: «you are idiots»."),
    ("note", 'Instead of "who failed", let us ask which check was missing.'),
    ("note", "It could have been much worse."),
    ("note", "It could have been the cache."),
    ("note", "Not one of us could have known that."),
    ("note", "It was nobody's fault."),
    ("note", "Who else has seen this error before?"),
    ("note", "I assumed the cluster was empty because the dashboard showed zero pods."),
    ("root_cause", "A lazy-loaded module holds the global lock while it compiles"),
    ("root_cause", "An operator who loses the VPN also loses the console, and there is no other way in"),
    ("action", "Add connection pool saturation alert (threshold: 80%), owner: @alice, due: Dec 10"),
    ("note", ""),
    ("action", " \n"),
]


@pytest.mark.parametrize(("context", "text", "category"), NOTICED)
def test_it_is_noticed(context: str, text: str, category: str) -> None:
    found = hints(text, context, PEOPLE)
    assert found and found[0].category == category
    assert 0 <= found[0].start < found[0].end <= len(text)
    assert found[0].why.endswith((".", "?"))
    assert len(found[0].says) >= 2


@pytest.mark.parametrize(("context", "text"), LEFT_ALONE)
def test_it_is_left_alone(context: str, text: str) -> None:
    assert hints(text, context, PEOPLE) == ()


def test_the_redirect_speaks_of_what_was_said_and_of_nobody() -> None:
    (hint,) = hints("Alice shouldn't have deployed without testing.", "note", PEOPLE)
    assert hint.says[0] == "Let's focus on the process. What made it possible to deploy without testing?"
    assert hint.note == "It was possible to deploy without testing."
    (hint,) = hints("The DBA failed to renew the certificate.", "note", PEOPLE)
    assert hint.says[0] == "Let's focus on the process. What would have made it easier to renew the certificate?"
    (hint,) = hints("Who broke production?", "note", PEOPLE)
    assert hint.says[0] == "What process allowed this to reach production?"


@pytest.mark.parametrize(("context", "text", "category"), NOTICED)
def test_no_saying_asks_who_or_why_or_names_anybody(context: str, text: str, category: str) -> None:
    for hint in hints(text, context, PEOPLE):
        for say in hint.says if category != "vague_action" else ():
            assert not re.search(r"\b(?:who|whose|why)\b[^.!]*\?", say, re.IGNORECASE), say
            assert not re.search(r"@bob|Alice|Will |Mark\b|Grace", say), say


def test_who_defends_themselves_is_validated_first() -> None:
    (hint,) = hints("I followed the runbook exactly!", "note", [])
    assert hint.says[0].startswith("You absolutely did the right thing following the runbook. Let's discuss: Was the")
    assert not hint.firm


def test_what_people_say_of_themselves_is_met_softly() -> None:
    (soft,) = hints("We should have tested the restore.", "note", [])
    (firm,) = hints("You should have tested the restore.", "note", [])
    assert not soft.firm and soft.says[0].startswith("Thank you for that honest assessment.")
    assert firm.firm


def test_the_kinder_note_keeps_the_facts() -> None:
    (hint,) = hints("22:31 @tariq stupidly deletes the lock file", "timeline", [])
    assert hint.note == "22:31 @tariq deletes the lock file"
    (hint,) = hints("The pool was full. Alice shouldn't have restarted it. Then it recovered.", "note", ["Alice"])
    assert hint.note == "" or hint.note.startswith("The pool was full. ")


def test_what_is_said_of_an_action_item_tells_what_is_missing() -> None:
    (hint,) = hints("Improve monitoring", "action", [])
    assert hint.why == "It still lacks a specific task, one person as its owner and a due date."
    (hint,) = hints("Raise the pool limit to 200 connections, @alice", "action", ["@alice"])
    assert hint.why == "It still lacks a due date."


def test_a_name_is_known_from_the_roster_only() -> None:
    assert hints("Heath should have asked.", "note", ["Heath"])
    assert not hints("Heath restarted it", "root_cause", [])


def test_an_admitted_gap_is_thanked() -> None:
    for text in ("I forgot to unpause the queue.", "I missed the alert, my phone was muted.", "I did not know that."):
        found = thanks(text)
        assert found and found.category == "admitted gap"
        assert found.says[0] == (
            "Thank you for that honest assessment. That's exactly the kind of insight we need to improve."
        )
    assert thanks("I forgot to unpause the queue.").says[1] == "What would have made it easier to unpause the queue?"  # type: ignore[union-attr]
    assert thanks("The queue was paused.") is None
    assert thanks("You forgot to unpause it.") is None


@settings(max_examples=200)
@given(st.text(), st.sampled_from(CONTEXTS), st.lists(st.text(max_size=8), max_size=3))
@example("İ should have \ud800 " * 3, "note", ["İ"])
@example("\ue000\ue001 “ ” ' 's 's n't", "why", ["'s"])
@example("H M Y S N Q should have", "note", ["H"])
def test_any_text_can_be_looked_at(text: str, context: str, people: list[str]) -> None:
    for hint in hints(text, context, people):
        assert 0 <= hint.start <= hint.end <= len(text)
    thanks(text)
