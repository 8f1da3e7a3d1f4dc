"""All that a person may ask for. A command may be refused; see `rules.decide`."""

from __future__ import annotations

from facilitator.domain.acts.actions import ActionCommand
from facilitator.domain.acts.ballots import BallotCommand
from facilitator.domain.acts.cause_marks import CauseMarkCommand
from facilitator.domain.acts.cause_places import CausePlaceCommand
from facilitator.domain.acts.causes import CauseCommand
from facilitator.domain.acts.clashes import ClashCommand
from facilitator.domain.acts.entries import EntryCommand
from facilitator.domain.acts.guide import GuideCommand
from facilitator.domain.acts.incident import IncidentCommand
from facilitator.domain.acts.notes import NoteCommand
from facilitator.domain.acts.papers import PaperCommand
from facilitator.domain.acts.phases import PhaseCommand
from facilitator.domain.acts.plan import PlanCommand
from facilitator.domain.acts.rounds import RoundCommand
from facilitator.domain.acts.undoing import UndoingCommand

AnalysisCommand = CauseCommand | CausePlaceCommand | CauseMarkCommand

Command = (
    IncidentCommand
    | PhaseCommand
    | PlanCommand
    | GuideCommand
    | EntryCommand
    | NoteCommand
    | ActionCommand
    | AnalysisCommand
    | PaperCommand
    | RoundCommand
    | BallotCommand
    | ClashCommand
    | UndoingCommand
)
