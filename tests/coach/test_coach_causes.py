"""A cause that ends at a person is noticed; one that a system carries is left alone, with people in it or not."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facilitator.coach.causes import ALLOWED, FOCUS, STOP, Hint, look

NAMES = ["Alice", "@bob", "Heath", "Robin", "Joy", "Chance", "Grace Lee"]

PEOPLE = [
    ("Alice deployed without testing.", FOCUS, "What allowed Alice to deploy without testing?"),
    ("Root cause: Engineer deployed without testing.", FOCUS, "What allowed an engineer to deploy without testing?"),
    ("Because @carol overwrote the shared config", FOCUS, "What allowed @carol to overwrite the shared config?"),
    ("Bob restarted the wrong node", FOCUS, "What allowed Bob to restart the wrong node?"),
    ("Grace merged on a Friday evening", FOCUS, "What allowed Grace to merge on a Friday evening?"),
    ("the DBA dropped the index", FOCUS, "What allowed the DBA to drop the index?"),
    ("our SRE typed the wrong hostname", FOCUS, "What allowed our SRE to type the wrong hostname?"),
    ("He deleted the volume and left", FOCUS, "What allowed him to delete the volume?"),
    ("Two engineers skipped the checklist", FOCUS, "What allowed two engineers to skip the checklist?"),
    ("It was Alice who rotated the wrong key", FOCUS, "What allowed Alice to rotate the wrong key?"),
    ("The outage started when Joy rebooted the router", FOCUS, "What allowed Joy to reboot the router?"),
    ("Someone on the platform team disabled the check", FOCUS, "What allowed someone to disable the check?"),
    ("Someone forgot to renew the domain", FOCUS, "What made it easy to forget to renew the domain?"),
    ("@bob misread the graph", FOCUS, "What made it easy to misread the graph?"),
    ("Robin failed to escalate", FOCUS, "What would have made it easier to escalate?"),
    ("The tester did not run the suite", FOCUS, "What would have made it easier to run the suite?"),
    ("The previous on-call never updated the ticket", FOCUS, "What would have made it easier to update the ticket?"),
    ("the developer should have added a test", FOCUS, "What would have made it easier to add a test?"),
    ("Alice shouldn't have deployed", FOCUS, "What would have made it easier not to deploy?"),
    ("our new admin revoked the certificate", FOCUS, ALLOWED),
    ("the wrong branch was merged by Chance", FOCUS, ALLOWED),
    ("The bucket was made public by an intern", FOCUS, ALLOWED),
    ("a wrong command entered by the operator", FOCUS, ALLOWED),
    ("human error", STOP, ALLOWED),
    ("Root cause: operator error during the failover", STOP, ALLOWED),
    ("Because of Robin's decision to skip staging", STOP, ALLOWED),
    ("a typo by the contractor", STOP, ALLOWED),
    ("carelessness", STOP, ALLOWED),
    ("lack of attention during the handover", STOP, ALLOWED),
    ("It was a mistake", STOP, ALLOWED),
    ("The change was made by mistake", STOP, ALLOWED),
    ("Fat-fingered command", STOP, ALLOWED),
    ("We forgot the last step", STOP, ALLOWED),
    ("The table was accidentally dropped", STOP, ALLOWED),
    ("The admin was careless", STOP, ALLOWED),
    ("Because Heath was tired", STOP, ALLOWED),
    ("the engineer was not paying attention", STOP, ALLOWED),
]

SYSTEMS = [
    "the on-call rotation has no DB expert",
    "engineers are able to deploy without validation",
    "Deployment process allows production deploys without staging validation.",
    "No DB expert on-call",
    "the deploy tool let @alice skip staging",
    "training for on-call was missing",
    "the on-call engineer was never trained on failover",
    "Alice was not paged",
    "Robin had no access to the console",
    "the operator could not see the queue depth",
    "Heath followed the runbook",
    "The operator ran it in production because both prompts look the same",
    "Alice got no page because the schedule had her on leave",
    "nothing guards against human error",
    "the form makes typos easy to miss",
    "a mistake in the template",
    "permissions let any engineer drop tables",
    "anyone can change the routing table",
    "the process relies on somebody remembering to renew it",
    "reviewers see only part of the change",
    "nobody owns the renewal",
    "there is only one engineer who knows the billing code",
    "the engineer on call had been awake because of two earlier pages",
    "people were paged 40 times that night",
    "the approval step can be skipped by anyone",
    "the alert was acknowledged by a bot",
    "the table was dropped by the cleanup script",
    "the operator console showed the wrong region",
    "Kubernetes operator crashed on the new CRD",
    "the cluster manager restarted all pods",
    "A worker crashed on malformed input",
    "the user service returned 500s",
    "admin password expired",
    "the human-readable name was not unique",
    "chance of collision grew with traffic",
    "Grace period was too short",
    "the error budget was spent",
    "the database connection pool was exhausted",
    "traffic doubled during holiday shopping",
    "",
    "。" * 50,
]


@pytest.mark.parametrize(("text", "say", "ask"), PEOPLE, ids=lambda text: str(text)[:40])
def test_what_ends_at_a_person_is_noticed(text: str, say: str, ask: str) -> None:
    found = look(text, NAMES)
    assert found and (found.say, found.ask) == (say, ask)


@pytest.mark.parametrize("text", SYSTEMS, ids=lambda text: text[:40])
def test_what_a_system_carries_is_left_alone(text: str) -> None:
    assert look(text, NAMES) is None


def test_a_name_is_known_from_the_roster_only() -> None:
    assert look("Heath restarted the router", ["Heath"])
    assert look("Traffic doubled", ["Heath"]) is None
    assert look("heath restarted the router", ["Heath"]) is None


def test_what_was_noticed_names_nobody() -> None:
    found = look("Alice deployed without testing", NAMES)
    assert found == Hint("The cause ends at what a person did.", FOCUS, "What allowed Alice to deploy without testing?")


@given(st.text(), st.lists(st.text(max_size=8), max_size=3))
@example("Alice deployed " * 700, ["Alice"])
@example("the the the " * 30, [""])
@example("a-" * 190, ["("])
def test_any_text_and_any_roster_can_be_looked_at(text: str, names: list[str]) -> None:
    found = look(text, names)
    assert found is None or (found.ask.endswith("?") and len(found.ask.splitlines()) == 1)
