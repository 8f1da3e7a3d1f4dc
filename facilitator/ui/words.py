"""What just happened, in the words of the room."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.domain import action_events as ae
from facilitator.domain import ballot_events as be
from facilitator.domain import cause_events as ce
from facilitator.domain import clash_events as ke
from facilitator.domain import events as e
from facilitator.domain import note_events as ne
from facilitator.domain import paper_events as pe
from facilitator.domain import round_events as re
from facilitator.domain.events import Event
from facilitator.domain.session import Session

MADE = {
    e.EntryAdded: "timeline entry",
    e.EntryChanged: "change of an entry",
    e.EntryMoved: "move of an entry",
    e.EntryRemoved: "deletion of an entry",
    ne.NoteAdded: "note",
    ne.NoteChanged: "change of a note",
    ne.NoteLinked: "link to the timeline",
    ne.NoteVoted: "vote",
    ne.NoteMoved: "move of a note",
    ne.NoteRemoved: "deletion of a note",
    ne.NoteGrouped: "grouping",
    re.RoundOpened: "start of the silent writing",
    re.RoundClosed: "end of the silent writing",
    be.VoteCast: "vote",
    be.VoteRetracted: "vote taken back",
    ke.ClashSettled: "choice between two wordings",
    ae.ActionAdded: "action item",
    ae.ActionChanged: "change of an action item",
    ae.ActionRanked: "move of an action item",
    ae.ActionRemoved: "deletion of an action item",
    pe.ImpactAssessed: "change of the impact",
    pe.MeetingScheduled: "date of the meeting",
    pe.StepTicked: "tick",
    pe.StateSet: "state of the document",
    pe.HandsCounted: "hand",
    ce.CauseAdded: "cause",
    ce.CauseChanged: "change of a cause",
    ce.CauseRemoved: "deletion of a cause",
    ce.CauseRanked: "move of a cause",
    ce.CauseChained: "place in a chain",
    ce.CausePinned: "place on the fishbone",
    ce.WhyReworded: "question",
    ce.RootStated: "root-cause statement",
    ce.CauseJudged: "mark of a cause",
    ce.EvidenceLinked: "link to the timeline",
    ce.VotesCounted: "vote",
    ce.FactorsSpokenOf: "wording",
    e.Paused: "pause",
    e.Resumed: "going on",
    e.EndSet: "hard stop",
    e.Replanned: "re-plan",
    e.MeetingEnded: "end of the meeting",
    e.MeetingReopened: "reopening of the meeting",
    e.PromptAsked: "prompt",
    e.RowTicked: "tick",
    e.IncidentDescribed: "change of the incident",
    e.PeopleListed: "list of people",
    e.PhaseLocked: "lock",
}


def step(session: Session, number: int) -> str:
    """A step of the session in a few words: `3 timeline entries`, `step to Root cause analysis`."""
    return _named(session, [event for event in session.past if event.step == number])


def _named(session: Session, events: Iterable[Event]) -> str:
    facts = [event.fact for event in events]
    if not facts:
        return "nothing"
    added = [fact for fact in facts if isinstance(fact, ce.CauseAdded)]
    # A chain's start may come with the because that was typed.
    first = added[-1] if added else facts[0]
    match first:
        case e.PhaseEntered(phase):
            return f"step to {session.agenda.phases[session.index(phase)].title}"
        case e.TimeAdded(_, seconds):
            verb = "added" if seconds > 0 else "given back"
            return f"{abs(seconds) / 60:.1f}".removesuffix(".0") + f" min {verb}"
        case e.EntryAdded() if len(facts) > 1:
            return f"{len(facts)} timeline entries"
        case ce.CauseAdded() if len(added) > 2:
            return f"{len(added)} causes"
        case ne.NoteAdded() if len(facts) > 1:
            return f"{len(facts)} notes"
        case ae.ActionAdded() if len(facts) > 1:
            return f"{len(facts)} action items"
        case ae.ActionAdded(task):
            return f"{MADE[type(first)]} «{_short(task.text)}»"
        case e.EntryAdded(text=text) | ne.NoteAdded(text=text) | ce.CauseAdded(text=text):
            return f"{MADE[type(first)]} «{_short(text)}»"
    return MADE.get(type(first), "step")


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def lost_words(command: object) -> str:
    """What was typed, of a command that was not taken; empty if it holds none of one's own."""
    for name in ("text", "statement", "question"):
        if isinstance(value := getattr(command, name, None), str) and value:
            return value
    for name in ("texts", "tasks", "entries", "task", "entry"):
        value = getattr(command, name, ())
        for each in value if isinstance(value, tuple) else (value,):
            words = each if isinstance(each, str) else getattr(each, "text", "")
            if words:
                return str(words)
    return ""
