"""Our own documents as sources, our JSON as a session, and what is recognised as there already."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from imported_sessions import AGENDA, AT, NAME, SESSIONS, content, demo, document
from test_sources_given import SESSION, after, at

from facilitator.documents.plain import as_document
from facilitator.domain.acts.entries import Draft
from facilitator.domain.evolve import replay
from facilitator.domain.session import Incident, Precision, Session, When
from facilitator.imports.markdown import Imported, NotOurs
from facilitator.imports.sources import session_json
from facilitator.imports.sources.doubles import Doubles, normal
from facilitator.imports.sources.form import BadImport
from facilitator.imports.sources.registry import read
from facilitator.when import label


def as_json(session: Session) -> str:
    return json.dumps(as_document(session, NAME, AT))


def again(text: str) -> Imported:
    return session_json.read(text, "x", lambda _: AGENDA, AT, "importer")


def facts(session: Session) -> dict[str, object]:
    """Everything in the session's JSON but its ids, and what only the meeting can make."""
    told = json.loads(as_json(session))
    gone = ("author", "added", "id", "parent", "addresses", "entry", "evidence", "source")

    def bare(value: object) -> object:
        if isinstance(value, list):
            return [bare(each) for each in value]
        return {k: bare(v) for k, v in value.items() if k not in gone} if isinstance(value, dict) else value

    return {name: bare(value) for name, value in told.items() if name not in ("meeting", "document", "steps", "poll")}


def test_a_session_in_json_comes_back_whole() -> None:
    session = demo()
    made = again(as_json(session))
    assert facts(replay(made.events)) == facts(session)
    assert made.told == ()


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(SESSIONS)
def test_any_session_in_json_comes_back(session: Session) -> None:
    back = replay(again(as_json(session)).events)
    assert [(each.when, each.text, each.kind) for each in back.entries] == [
        (each.when, each.text, each.kind) for each in session.entries
    ]
    mine, theirs = content(back), content(session)
    for part in ("people", "notes", "impact", "poll"):
        assert mine[part] == theirs[part]
    # The order of categories that no agenda has is that of their causes' ranks, which JSON does not carry.
    assert sorted(mine["bones"]) == sorted(theirs["bones"])
    assert sorted(each["text"] for each in mine["causes"]) == sorted(each["text"] for each in theirs["causes"])


@pytest.mark.parametrize("text", ['{"a": 1}', "{}", '{"incident": {}, "timeline": 3}'])
def test_other_json_makes_no_session(text: str) -> None:
    with pytest.raises(NotOurs, match="no session of facilitator"):
        again(text)


def test_broken_json_is_told_in_a_sentence() -> None:
    with pytest.raises(BadImport, match="is broken from line 1 on"):
        again('{"incident": {')


def test_nothing_in_our_json_has_to_be_there_or_right() -> None:
    page = {
        "incident": {"timezone": "Mars/Base", "started": 7, "services": [1, None, {}]},
        "timeline": [{}, 3, {"text": "a"}],
        "whys": [{"id": 1, "text": "b", "parent": 9}, {"id": 2}],
        "actions": [{"task": "c", "due": "soon", "addresses": 1}],
        "went_well": [{"text": "d", "entry": 5}],
        "people": [{"name": ""}],
        "poll": [1],
        "steps": ["x"],
        "fishbone": 1,
    }
    made = again(json.dumps(page))
    session = replay(made.events)
    assert [each.text for each in session.entries] == ["a"]
    assert [each.task.text for each in session.actions] == ["c"]
    assert any("Mars/Base" in told for told in made.told)


def test_the_timeline_of_our_documents_goes_into_another_session() -> None:
    session = demo()
    other = Session(incident=Incident("Another", timezone=session.incident.timezone), at=AT)
    for text, form in ((document(session), "post-mortem"), (as_json(session), "json")):
        found = read(text, other)
        assert found.source == form
        zone = session.incident.timezone
        assert [(draft.text, label(draft.when, zone)) for draft in found.drafts] == [
            (each.text, label(each.when, zone)) for each in session.entries
        ]
        assert read(text, session).drafts == ()


def test_the_same_words_at_the_same_instant_are_the_same() -> None:
    assert normal("Rolling  *back*!") == normal("rolling back")
    assert normal("👍") != normal("👎")
    entries = after(read("2025-12-03T22:15:30Z Rolling back\n2025-12-03T22:20Z Done\n??:?? called\n", SESSION)).entries
    doubles = Doubles(entries)

    def seen(text: str, instant: str | None) -> bool:
        when = When(at(instant), None, Precision.EXACT) if instant else When()
        return doubles.seen(Draft(when, text))

    assert seen("rolling back.", "2025-12-03T22:15:30.250Z")
    assert seen("rolling back.", "2025-12-03T22:15:00Z")  # a source without seconds
    assert not seen("rolling back.", "2025-12-03T22:15:31Z")
    assert not seen("rolling forward", "2025-12-03T22:15:30Z")
    assert seen("done", "2025-12-03T22:20:59Z")
    assert not seen("done", "2025-12-03T22:21:00Z")
    assert not seen("new", "2025-12-03T23:00:01Z")
    assert seen("new", "2025-12-03T23:00:01Z")
    assert not seen("new", "2025-12-03T23:00:02Z")
    assert seen("called", None)
    assert not seen("called", None)  # one that is there stands for one


def test_an_entry_that_was_typed_before_is_recognised() -> None:
    session = after(read("14:15 Alert fired", SESSION))
    found = read("Time,Event\n2025-12-03T22:15:42Z,alert fired\n2025-12-03T22:16:00Z,alert fired\n", session)
    assert [draft.when.at for draft in found.drafts] == [at("2025-12-03T22:16Z")]
    assert found.report.duplicates == 1
