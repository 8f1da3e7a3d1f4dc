"""The fishbone as the workshop shows it: the cause that the room is at in sight, digits at the categories."""

from __future__ import annotations

from functools import partial

from textual.content import Content

from facilitator.documents import fishbone
from facilitator.documents.runs import Role
from facilitator.domain import causes
from facilitator.domain.cause import Cause, Standing
from facilitator.domain.causes import Fishbone
from facilitator.domain.record import replace
from facilitator.domain.session import Session
from facilitator.ui import shapes
from facilitator.ui.shapes import QUIET, text

STYLES = {
    Role.FRAME: "$foreground 45%",
    Role.EFFECT: "bold",
    Role.NAME: "bold $text-primary",
}


def draw(
    session: Session, by_votes: bool, at: Cause | None, focused: bool, width: int, height: int, empty: str
) -> Content:
    """As much of the fishbone as fits; `empty` says what to type as long as the room is at no cause."""
    lines = fishbone.draw(_numbered(causes.fishbone(session, by_votes)), width, _label)
    where = [i for i, line in enumerate(lines) if at and any(run.id == at.id for run in line)]
    last = where[-1] if where else 0
    start = max(0, min(last - height * 2 // 3, len(lines) - height))
    style = partial(_style, session, at, focused)
    seen = lines[start : start + height]
    shown = [shapes.line(*[text(run.text, style(run.role, run.id)) for run in line]) for line in seen]
    if not where and len(shown) < height - 1:
        shown += [Content(""), text(" " + empty, QUIET)]
    return shapes.stack(shown)


def _style(session: Session, at: Cause | None, focused: bool, role: Role, id: int | None) -> str:
    if id is not None and at and id == at.id:
        return "reverse" if focused else "bold $text-primary"
    cause = session.cause(id) if id is not None else None
    if cause and cause.standing:
        return "bold $text-success"
    return STYLES.get(role, "")


def _label(cause: Cause) -> str:
    sign = {Standing.PRIMARY: "◆ ", Standing.CONTRIBUTING: "◇ "}.get(cause.standing, "") if cause.standing else ""
    return f"{sign}{cause.text}{f' +{cause.votes}' if cause.votes else ''}"


def _numbered(bare: Fishbone) -> Fishbone:
    """Each category with the digit that chooses it."""
    bones = (replace(bone, name=f"{digit} {bone.name}") for digit, bone in enumerate(bare.bones, start=1))
    return replace(bare, bones=tuple(bones))
