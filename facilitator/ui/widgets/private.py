"""What only the facilitator sees: what the coach noticed, and who was heard. Closed until it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from facilitator.domain.session import Session
from facilitator.ui import shapes
from facilitator.ui.bindings import bindings_for
from facilitator.ui.shapes import QUIET, text
from facilitator.ui.widgets.keyed import Keyed, asks

if TYPE_CHECKING:
    from facilitator.coach.listening import Noticed
    from facilitator.voices import Heard

KEY = "bold $text-accent"


@asks("private")
class Private(Keyed, can_focus=True):
    """The coach's line, then the voices. Nothing of it is exported, nor kept with a name."""

    DEFAULT_CSS = """
    Private { padding: 0 2; text-wrap: nowrap; border: round $text-warning; border-title-color: $text-warning; }
    Private:focus { border: heavy $text-warning; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "step(-1)", "Up", show=False),
        Binding("down,j", "step(1)", "Down", show=False),
        *bindings_for("private"),
    ]
    HELP = "Only you see this. The coach offers a sentence to say; nothing is ever changed by itself."

    class Asked(Message):
        """Something is to be done: the id of a command of the table, and the person that is chosen."""

        def __init__(self, what: str, name: str) -> None:
            super().__init__()
            self.what = what
            self.name = name

    session: reactive[Session] = reactive(Session())
    noticed: reactive[Noticed | None] = reactive(None)
    wording: reactive[int] = reactive(0)
    """Which of the sentences is shown."""
    told: reactive[bool] = reactive(False)
    """Whether it is shown why it was noticed."""
    row: reactive[int] = reactive(0)
    """The person that is chosen."""

    def __init__(self) -> None:
        super().__init__(id="private")

    def on_mount(self) -> None:
        self.border_title = Content("Only you · F9 closes this")

    def watch_noticed(self) -> None:
        self.wording, self.told = 0, False

    def render(self) -> Content:
        width, height = self.size
        hint = [*self._hint(width), Content("")]
        lines = [*hint, *self._voices(width)]
        # The hint stays in sight until somebody goes down the list.
        start = max(0, min(len(hint) + 2 + self.row - height, len(lines) - height)) if self.row else 0
        return shapes.stack(lines[start : start + height])

    def _hint(self, width: int) -> list[Content]:
        noticed = self.noticed
        if noticed is None:
            return shapes.hanging(text(""), text("Nothing to notice. Go on as you are.", QUIET), width)
        hint = noticed.hint
        lines = [
            *shapes.hanging(text("◦ "), text(f"«{noticed.said.text}»", QUIET), width),
            Content(""),
            text("You could say", "bold $text-primary"),
            *shapes.hanging(text("  "), text(f"“{hint.says[self.wording % len(hint.says)]}”", "bold"), width),
        ]
        if self.told:
            lines += [Content(""), *shapes.hanging(text("  "), text(hint.why, "italic"), width)]
        if hint.note:
            lines += [Content(""), text("The line could read", "bold $text-primary")]
            lines += shapes.hanging(text("  "), text(hint.note), width)
        keys = [("s", "said it"), ("n", "another"), ("w", "why"), ("x", "not this kind")]
        keys += [("u", "take it")] if hint.note else []
        told = [shapes.line(text(key, KEY), text(f" {name}", QUIET)) for key, name in keys]
        return [*lines, Content(""), *shapes.hanging(text("  "), text("  ").join(told), width)]

    def _voices(self, width: int) -> list[Content]:
        head = shapes.ends(text("Heard", "bold $text-primary"), text("named: in the timeline", QUIET), width)
        rows = [self._voice(i, each) for i, each in enumerate(self._heard())]
        return [head, *(rows or [text("  Nobody is known yet.", QUIET)])]

    def _voice(self, row: int, each: Heard) -> Content:
        chosen = self.has_focus and row == self.row
        invite = bool(each.named) and not each.heard
        name = text(f"{'▸' if chosen else ' '} {each.name:<16} ", "reverse" if chosen else "bold" if invite else "")
        marks = text("● " * min(each.heard, 8), "$text-success") if each.heard else text("not yet ", QUIET)
        return shapes.line(name, marks, text("named" if invite else "", "$text-warning"))

    def _heard(self) -> tuple[Heard, ...]:
        from facilitator.voices import voices  # here: it is closed when the program starts

        return voices(self.session)

    def action_step(self, by: int) -> None:
        self.row = max(0, min(len(self._heard()) - 1, self.row + by))

    def ask(self, what: str) -> None:
        heard = self._heard()
        self.post_message(self.Asked(what, heard[self.row].name if self.row < len(heard) else ""))

    # Keys

    def action_next_wording(self) -> None:
        self.wording += 1

    def action_why_noticed(self) -> None:
        self.told = not self.told
