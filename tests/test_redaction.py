"""What the outside must not read: found, replaced, undone, and proved."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from facilitator.agenda import agenda_named, shipped_agendas
from facilitator.demo import demo_session_command
from facilitator.documents.audience import OUTSIDE
from facilitator.documents.edition import edition
from facilitator.domain.action import Task
from facilitator.domain.acts.actions import AddActions
from facilitator.domain.acts.entries import AddEntries, Draft
from facilitator.domain.acts.incident import DescribeIncident, ListPeople
from facilitator.domain.acts.notes import AddNotes
from facilitator.domain.acts.papers import AssessImpact, MarkVoice
from facilitator.domain.commands import Command
from facilitator.domain.evolve import evolve, replay
from facilitator.domain.note import Section
from facilitator.domain.paper import Impact
from facilitator.domain.record import fields_of, is_record
from facilitator.domain.rules import decide
from facilitator.domain.session import Incident, Person, Precision, Session, When
from facilitator.redaction import Replacement, apply, apply_to, find, is_secret, known, read_words, secrets
from facilitator.redaction_proof import proof, warnings
from facilitator.redaction_session import TEXTS, texts

AT = datetime(2025, 12, 5, 18, 0, tzinfo=UTC)
PEOPLE = (
    Person("@bob", ("IC",)),
    Person("@alice", ("on-call", "SME")),
    Person("Will Smith", ("scribe",)),
    Person("Mark"),
    Person("Zoë Åberg-Li (vendor)", ("SME",)),
    Person("May"),
    Person("@comms", ("stakeholder",)),
)
WORDS = ("Acme Corp = a customer", "project-x", "Ω")


def redacted(text: str) -> str:
    return apply(text, find(text, PEOPLE, WORDS))


def with_(*commands: Command) -> Session:
    agenda = agenda_named("blameless-postmortem", [shipped_agendas()])
    session = replay(decide(Session(), demo_session_command(agenda), AT))
    for command in commands:
        for event in decide(session, command, AT):
            session = evolve(session, event)
    return session


def line(text: str) -> AddEntries:
    return AddEntries((Draft(When(AT - timedelta(days=2), None, Precision.EXACT, ""), text),))


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("On-call engineer @alice acknowledged", "The on-call engineer acknowledged"),
        ("SEV1 declared, IC @bob assigned", "SEV1 declared, the incident commander assigned"),
        ("then the scribe Will Smith wrote", "then the scribe wrote"),
        (
            "bob and Alice's page; alice.",
            "The incident commander and the on-call engineer's page; the on-call engineer.",
        ),
        ("@BOB, @nobody-listed and @channel", "The incident commander, an engineer and the team"),
        ("zoë  åberg-li looked, then Åberg", "A subject-matter expert looked, then a subject-matter expert"),
        ("Will it mark May 5? will Mark?", "The scribe it mark May 5? will an engineer?"),
        ("comms were late, bobcat, malice, Marketing", "comms were late, bobcat, malice, Marketing"),
        ("@alice_admin, alice_admin", "An engineer, the on-call engineer_admin"),
        ("mail jo.b+x@corp.example.com now", "mail an e-mail address now"),
        ("install @babel/core", "install @babel/core"),
    ],
)
def test_people_become_roles(text: str, public: str) -> None:
    assert redacted(text) == public


@pytest.mark.parametrize(
    "text",
    [
        "db-primary-01", "web03", "ip-10-0-0-7", "api-7f9c6d5b44-xk2p9", "db1.prod.example.com", "node7.eu.example.com",
        "grafana.internal", "https://grafana.internal:3000/d/7?x=1&y=2", "redis.svc.cluster.local", "localhost:5432",
        "wiki.corp/page", "vault-2.example.co.uk",
    ],
)  # fmt: skip
def test_hosts_of_the_inside(text: str) -> None:
    assert redacted(f"see {text}, and") == "see an internal host, and"


@pytest.mark.parametrize(
    "text",
    ["10.0.0.1", "192.168.1.255:8080", "10.0.0.0/8", "fe80::1", "2001:db8::ff00:42:8329",
     "fd00:12::7", "::ffff:10.1.2.3",
     "00:1A:2b:3c:4d:5e"],
)  # fmt: skip
def test_network_addresses(text: str) -> None:
    assert redacted(f"from {text}, and") == "from a network address, and"


@pytest.mark.parametrize(
    "text",
    [
        "at 14:15:30 and 15:00-15:45, 100 → 200", "v1.2.3.4 and 1.2.3 of 10.04", "std::vector, a::b",
        "INC-2025-12-03-001",
        "SEV1, p99, http 503, utf-8, sha-256, us-east-1, k8s, x86, HTTP2, top-10, 2x",
        "status.example.com and example.com",
        "Node.js, e.g. this, i.e. that, etc. and so on...", "in-flight, read-only, follow-up-items",
        "token: the old one", "password reset page", "the key: value store",
    ],
)  # fmt: skip
def test_what_is_none_of_these(text: str) -> None:
    assert redacted(text) == text


SECRETS = {
    "AWS key": "AKIAIOSFODNN7EXAMPLE",
    "GitHub token": "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
    "Slack token": "xoxb-123456789012-abcdefghijkl",
    "JSON web token": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U",
    "private key": "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----",
    "bearer token": "abcdef1234567890ABCDEF",
    "password": "hunter2",
    "key": "deadbeefdeadbeef00",
    "password in a link": "s3cr3t",
}
BEFORE = {
    "bearer token": "Authorization: Bearer ",
    "password": "password=",
    "key": "api_key = ",
    "password in a link": "db://u:",
}
AFTER = {"password in a link": "@db.example/x"}


@pytest.mark.parametrize("what", SECRETS)
def test_secrets(what: str) -> None:
    text = f"found {BEFORE.get(what, '')}{SECRETS[what]}{AFTER.get(what, '')} in it"
    (found,) = secrets(text)
    assert (found.what, found.old, is_secret(found)) == (what, SECRETS[what], True)
    assert SECRETS[what] not in redacted(text)
    (told,) = warnings(text, with_(line(text)))
    assert told.startswith(f"This document holds what looks like a {what} («{SECRETS[what][:4]}…», timeline).")
    assert SECRETS[what] not in told or len(SECRETS[what]) < 10
    assert proof(text, with_(line(text)))


def test_words_of_the_team() -> None:
    assert (
        redacted("Acme Corp, acme-corp's, ACMECORP; acmecorporation")
        == "a customer, a customer's, a customer; acmecorporation"
    )
    assert redacted("Project X is Ω") == "[redacted] is [redacted]"
    assert read_words("# ours\n\n Acme = x \nB") == ("Acme = x", "B")
    assert find("a", (), ("", " = x", "  ")) == ()


def test_each_can_be_undone() -> None:
    text = "@bob asked Acme Corp for 10.0.0.1"
    person, word, address = find(text, PEOPLE, WORDS)
    assert (person.what, word.what, address.what) == ("handle", "word of ours", "network address")
    assert all(text[each.start : each.end] == each.old for each in (person, word, address))
    assert (
        apply(text, (person, word, address), kept=(word,))
        == "The incident commander asked Acme Corp for a network address"
    )
    assert apply(text, (person, word, address), kept=(person, word, address)) == text
    assert apply(text, ()) == text


def test_one_of_a_session_is_undone_where_it_is() -> None:
    session = with_(line("Alice saw it"), line("Alice saw it too"))
    found = find(session, known(session))
    kept = next(each for each in found if each.old == "Alice")
    shown = [entry.text for entry in apply_to(session, found, (kept,)).entries if "saw" in entry.text]
    assert shown == ["Alice saw it", "The on-call engineer saw it too"]
    made = edition(session, "x", "md", AT, next(iter(OUTSIDE)), kept=(kept,))
    assert made.leaks == ()


def test_nothing_private_is_left_in_the_session() -> None:
    session = with_(MarkVoice("@alice"), line("x"))
    public = apply_to(session, ())
    assert (public.voices, public.past, {entry.author for entry in public.entries}) == ((), (), {""})


def test_every_text_that_people_write_is_looked_at() -> None:
    """A field that somebody adds has to be said in TEXTS, or here."""
    others = {
        "Phase", "When.written", "Entry.author", "Entry.source", "Note.author", "Cause.author", "Action.author",
        "Visit",
        "Adjustment", "Asked", "Voice", "Done", "Session.locked", "Session.opened", "Session.ticked",
        "Incident.timezone",
        "Agenda.due_in",
        "Ballot", "Round", "Undoing", "Clash.by", "Sealed.key", "Sealed.author",
    }  # fmt: skip
    from facilitator.domain import action, cause, note, paper, session

    for module in (action, cause, note, paper, session):
        for kind in vars(module).values():
            if not is_record(kind) or kind.__name__ in {"Record", *others}:
                continue
            for name, hint in kind.__annotations__.items():
                said = name in TEXTS.get(kind, ()) or f"{kind.__name__}.{name}" in others
                assert said or "str" not in str(hint), f"{kind.__name__}.{name}"


def test_the_proof_reads_as_people_do() -> None:
    session = with_(line("10.0.0.1 and db-primary-01"), ListPeople((Person("Ann O'Neil"), Person("Will"))))
    for leak in ("<b>Ann</b>", "A&#110;n", "An\u00adn", "O'Neil", "10.0.0.1", "**db\\-primary-01**", "Will", "ａｎｎ"):
        assert proof(f"as {leak} said", session, WORDS), leak
    for fine in ("Anna, annual", "will", "10.0.0.10", "db-primary-010"):
        assert proof(f"as {fine} said", session, WORDS) == (), fine
    kept = (Replacement(0, 3, "person", "Ann", "an engineer"),)
    assert proof("Ann", session, (), kept) == ()


PARTS = st.sampled_from([
    "@alice", "Alice", "bob", "Will Smith", "Zoë Åberg-Li", "Mark", "@stranger", "jo@corp.example", "db-primary-01",
    "10.2.3.4",
    "fe80::12", "Acme Corp", "acme_corp", "https://grafana.internal/x", "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
    "IC",
    "the on-call engineer", "saw", "**", "|", "<b>", "&amp;", "`", ",", ".", ":", "(", ")", "/", "\n", "é", "日本",
    "_", "-", "@",
])  # fmt: skip
LINES = st.lists(st.tuples(PARTS, st.sampled_from([" ", ", ", ": "])), min_size=1, max_size=8).map(
    lambda parts: "".join(part + gap for part, gap in parts)
)


@settings(max_examples=60)
@given(LINES, LINES, LINES)
def test_nothing_of_the_inside_is_ever_in_a_public_edition(first: str, second: str, third: str) -> None:
    assume(first.strip() and second.strip() and third.strip())
    session = with_(
        ListPeople(PEOPLE),
        line(first),
        AddNotes(Section.WRONG, (second,)),
        AddActions((Task(third, "Will Smith"),)),
        AssessImpact(Impact(first, second, third)),
        DescribeIncident(Incident(second, first, summary=third, services=(first,), author="lower will")),
    )
    for to in OUTSIDE:
        for format in ("md", "html"):
            made = edition(session, "x", format, AT, to, words=WORDS)
            for inside in ("alice", "ghp_abcdef", "corp.example", "10.2.3.4", "grafana.internal", "acme", "db-primary"):
                assert inside not in made.text.casefold()
            assert made.leaks == ()


@given(st.text(max_size=40))
def test_any_text_can_be_looked_at(text: str) -> None:
    found = find(text, PEOPLE, WORDS)
    assert [each.start for each in found] == sorted(each.start for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert apply(text, found, kept=found) == text


@pytest.mark.parametrize(
    "part", ["a-", "prod-", "prod-prod.", "@a.", "1.", "a:", "eyJaaaaaaa.", "://a:", "_", "on-call ", "Aa1"]
)
def test_no_text_takes_long(part: str) -> None:
    start = time.thread_time()  # Not that of whatever else the machine does.
    find((part * 10_000)[:10_000], PEOPLE, WORDS)
    assert time.thread_time() - start < 5


def test_texts_have_their_places() -> None:
    places = dict(texts(with_(line("x"), AddActions((Task("y", "@bob"),)))))
    assert places["incident/title"] == "API outage"
    assert places["actions/0/task/owner"] == "@bob"
    assert {name for name, _ in fields_of(Impact)} == {*TEXTS[Impact]}
