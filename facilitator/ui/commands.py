"""THE table of commands: key bindings, palette, footer, help and docs all come from these rows.

A row is added here and its action, `action_<id>` with `_` for `-`, in the screen it belongs to; a row that only `does`
one command of the domain needs none. Nothing here imports textual, so `facilitator keys` need not load it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from facilitator.domain.acts.phases import EndMeeting, NextPhase, PreviousPhase, ReopenMeeting
from facilitator.domain.acts.plan import AddTime
from facilitator.domain.acts.rounds import RevealRound
from facilitator.domain.acts.undoing import Redo, Undo
from facilitator.domain.commands import Command
from facilitator.domain.roles import Role


class Row(NamedTuple):
    """One command, as every part of the program knows it."""

    id: str
    keys: str
    """Textual key names, separated by commas; the first is the one shown."""
    short: str
    """In the footer."""
    title: str
    """In the palette and the help."""
    help: str
    where: str
    """`everywhere`, `meeting`, `list` (a list of entries, notes or causes has the focus), `causes` (that of the causes
    has it), `work` (that of the points and action items), `made` (either of the two), `guide`, `private` (the
    private column), `guest` (a terminal that joined), `home`, `archive`, `reading`, `follow-up`, `insights` or `aside`
    (any of these four)."""
    asks: Command | None = None
    """The domain's command of which the rules are asked whether it may be done now."""
    does: Command | None = None
    """The domain's command that is all there is to it. The rules are asked the same."""


COMMANDS: Final[tuple[Row, ...]] = (
    Row("help", "f1", "help", "Help", "What the keys do here.", "everywhere"),
    Row("next-phase", "ctrl+n,f5", "next phase", "Next phase",
        "Start the meeting, go on to the next phase, or end the meeting after the last one.", "meeting",
        does=NextPhase()),
    Row("previous-phase", "ctrl+l,f4", "back", "Back to the phase before",
        "Nothing is lost: each phase keeps its own time.", "meeting", does=PreviousPhase()),
    Row("go-to-phase", "ctrl+o", "go to", "Go to a phase…", "Choose any phase of the agenda.", "meeting"),
    Row("pause", "ctrl+t,f2", "pause", "Pause or go on", "Stop the clock, or let it run again.", "meeting"),
    Row("add-time", "ctrl+r,f3", "+2 min", "Two minutes more",
        "Extend this phase, and hear what it costs the later ones.", "meeting", AddTime(120)),
    Row("give-back", "f6", "−2 min", "Give two minutes back", "Shorten this phase.", "meeting", AddTime(-120)),
    Row("hard-stop", "ctrl+g", "hard stop", "Hard stop and re-plan…",
        "Set when the meeting has to end, and spread the minutes that are left over the phases that are left.",
        "meeting"),
    Row("set-end", "", "set end", "Change or lift the hard stop…",
        "Say when the meeting has to end; an empty line lifts it.", "meeting"),
    Row("past-minutes", "", "minutes", "Minutes from past meetings…",
        "What each phase really took here, and in how many meetings; taken on Enter, before the meeting begins.",
        "meeting"),
    Row("lock-phase", "", "lock", "Lock or unlock a phase…",
        "A locked phase keeps its minutes in a re-plan.", "meeting"),
    Row("next-prompt", "f8", "prompt", "Prompt asked, show another",
        "Remembers this prompt as used and shows the next one.", "meeting"),
    Row("tick", "f7", "tick", "Tick the next row", "Tick the next open row of this phase's checklist.", "meeting"),
    Row("other-view", "f12", "view", "5 Whys or fishbone", "The same causes, seen the other way.", "meeting"),
    Row("factors", "", "factors", "Contributing factors only, or one root cause",
        "«No single root cause» is a respectable outcome: screens and documents follow.", "meeting"),
    Row("undo", "ctrl+z", "undo", "Undo",
        "Take back the last thing, whatever it was: a step, a note, a phase.", "meeting", Undo()),
    Row("redo", "ctrl+y", "redo", "Bring back", "Bring back what was undone.", "meeting", Redo()),
    Row("next-pane", "tab", "panes", "Next pane",
        "From the line to the work, the guide and the timeline. Esc goes back.", "meeting"),
    Row("previous-pane", "shift+tab", "panes", "Previous pane", "The same, the other way round.", "meeting"),
    Row("document", "f10", "document", "The document, and what it lacks…",
        "As it would be published, with every gap and one key to the place where it is filled.", "meeting"),
    Row("prepare", "", "prepare", "Prepare and follow up…",
        "The guide's steps before and after the meeting, with their times.", "meeting"),
    Row("incident", "", "incident", "Incident and people…",
        "Times, severity, services, summary; who takes part, and as what.", "meeting"),
    Row("impact", "", "impact", "Impact…", "On customers, on the business, on the systems.", "meeting"),
    Row("coverage", "v", "coverage", "Causes and action items…",
        "What was seen, why, what will be changed, and how it is known to be done. In a list, or from the palette.",
        "meeting"),
    Row("happened-before", "h", "before", "Has this happened before?…",
        "Earlier incidents with the same service, causes or rare words, and what is still open of what was promised.",
        "meeting"),
    Row("write-in", "", "write in", "Write in a section…",
        "Before and after the meeting: points, action items, lessons, without its clock.", "meeting"),
    Row("poll", "", "exit poll", "Exit poll…", "Did you learn something, would you come again? Hands, 1 to 5.",
        "meeting"),
    Row("private", "f9", "private", "Private column",
        "What the coach noticed, and who was heard. Only for you: closed until you open it, and never exported.",
        "meeting"),
    Row("situations", "f11", "room is", "The room is…",
        "Silent, blaming, defensive, upset, over time: the guide's words for it.", "meeting"),
    Row("state", "", "state", "State of the document…", "Draft, in review, published.", "meeting"),
    Row("export", "ctrl+s", "export", "Export the document", "Write the post-mortem as Markdown.", "meeting"),
    Row("import-timeline", "", "import", "Import a timeline…",
        "From Slack, PagerDuty, a CSV, a Markdown table and more; looked at before it is kept.", "meeting"),
    Row("export-for", "", "export for", "Export for an audience…",
        "Product, support, leadership, customers, the public: looked at first, without names where it goes outside.",
        "meeting"),
    Row("end-meeting", "", "end", "End the meeting", "Stops the clock. The session stays open to write in.", "meeting",
        does=EndMeeting()),
    Row("reopen-meeting", "", "reopen", "Reopen the meeting", "Go on where the meeting ended.", "meeting",
        does=ReopenMeeting()),
    Row("share", "", "share", "Share…",
        "Let a scribe, the room's window and participants join; show the lines to join by; stop.", "meeting"),
    Row("who", "", "who", "Who is here…", "Names, roles, raised hands; close a connection.", "meeting"),
    Row("silent-round", "", "silent", "Silent writing…",
        "Everybody writes alone, with or without names, until you reveal it.", "meeting"),
    Row("reveal", "ctrl+b", "reveal", "Reveal the silent writing", "All at once, in one step that can be undone.",
        "meeting", does=RevealRound()),
    Row("ready-check", "", "ready?", "Everyone ready?", "Ask all terminals, or stop asking.", "meeting"),
    Row("close-door", "", "door", "Close or open the door", "Closed, nobody else can join.", "meeting"),
    Row("settle", "", "choose", "Choose between two wordings…", "When two people wrote over each other.", "meeting"),
    Row("undo-other", "", "undo…", "Take back one of the last steps…", "Also what somebody else did.", "meeting"),
    Row("raise-hand", "f2", "hand", "Raise or lower my hand", "The facilitator sees who was first.", "guest"),
    Row("say-ready", "f5", "ready", "I am ready", "When the facilitator asks; and back.", "guest"),
    Row("take-over", "", "take over", "Take over the meeting…",
        "When the host's machine is gone: go on here, from the copy on this machine.", "guest"),
    Row("home", "", "home", "Back to all sessions", "Close this session; everything in it is saved.", "meeting"),
    Row("edit", "e,enter", "edit", "Edit", "Take it into the line, change it, Enter.", "list"),
    Row("remove", "d,delete", "delete", "Delete", "Undo brings it back.", "list"),
    Row("move-up", "K,shift+up", "up", "Move up", "Among entries of the same time, or of no known time.", "list"),
    Row("move-down", "J,shift+down", "down", "Move down", "The same, downwards.", "list"),
    Row("kind", "t", "kind", "Kind…",
        "Of an entry: detection, decision, mitigation … Of what went wrong: process, tools or training.", "list"),
    Row("ask-why", "w", "why", "Ask why of it",
        "Its question is put to the room. An entry, a point or a cause on the fishbone starts a chain.", "list"),
    Row("root-cause", "r", "root cause", "Primary root cause", "Or not, if it was.", "causes"),
    Row("contributing", "c", "factor", "Contributing factor", "Or not, if it was.", "causes"),
    Row("state-root", "s", "state", "State the root cause", "End the chain here with a sentence. The same as =.",
        "causes"),
    Row("act-on", "a", "action", "Action item from it", "The action keeps the link to its cause or point.", "made"),
    Row("evidence", "l", "link", "Link…",
        "A cause to the entries that show it, a point to its entry, an action item to its cause.", "made"),
    Row("read-back", "b", "read back", "Read the chain back",
        "Upwards with «therefore», so that the room hears a broken link.", "causes"),
    Row("pin", "p", "pin", "Pin to the fishbone…",
        "Or press the category's digit straight away; 0 takes it off the fishbone.", "causes"),
    Row("attach", "m", "move", "Answer another why…",
        "With all below it, to another why or a chain of its own; on the fishbone, under another cause.", "causes"),
    Row("vote-up", "plus,equals_sign", "+1", "One vote more", "When the room has many candidates.", "made"),
    Row("vote-down", "minus", "−1", "One vote less", "Never below none.", "made"),
    Row("by-votes", "o", "order", "Sort by votes", "The most wanted first; and back.", "made"),
    Row("put-under", "g", "group", "Group: put under another…",
        "Points that say the same stand together, and their votes are summed.", "work"),
    Row("owner", "1", "owner", "Owner…", "One person, for an action item or a parked question.", "work"),
    Row("due", "2", "due", "Due date…", "Dec 10, next Friday, in two weeks, +10d.", "work"),
    Row("priority", "3", "priority", "Priority…", "High, medium or low.", "work"),
    Row("criteria", "4", "criteria", "Success criteria…", "How to verify completion.", "work"),
    Row("fill-in", "f", "fill in", "Fill in what is missing…", "One question after another.", "work"),
    Row("status", "s", "status", "Status…", "Not started, in progress, complete, blocked, won't do.", "work"),
    Row("tick-row", "space,enter", "tick", "Tick this row", "Or untick it.", "guide"),
    Row("next-wording", "n", "another", "Another wording", "The next sentence that you could say.", "private"),
    Row("said-it", "s,enter", "said it", "Said it", "The sentence was said to the room; the hint goes.", "private"),
    Row("why-noticed", "w", "why", "Why it was noticed", "In one sentence; and back.", "private"),
    Row("dismiss-kind", "x", "not this", "Not this kind", "The coach is silent about it for this meeting.", "private"),
    Row("take-wording", "u", "take it", "Take the kinder wording", "In place of the line. Undo brings the line back.",
        "private"),
    Row("heard-more", "plus,equals_sign", "heard", "Heard", "The chosen person spoke.", "private"),
    Row("heard-less", "minus", "less", "One less", "Takes a mark back.", "private"),
    Row("room-is", "r", "room is", "The room is…", "The guide's words for it.", "private"),
    Row("open-session", "enter", "open", "Open", "Go on with the chosen session.", "home"),
    Row("new-session", "n", "new", "New session", "A few words on what happened are enough.", "home"),
    Row("open-demo", "d", "demo", "Open the demo meeting", "A finished timeline to try everything on.", "home"),
    Row("search", "slash,s", "search", "Search the archive…", "Has this happened before? All sessions, as you type.",
        "home"),
    Row("follow-up", "f", "follow-up", "Follow up action items…",
        "The action items of all sessions: what is late, what is blocked, what is done.", "home"),
    Row("insights", "i", "insights", "Insights…", "The guide's metrics over all sessions, and what is behind each.",
        "home"),
    Row("back", "escape", "back", "Back", "To where you came from.", "aside"),
    Row("open-there", "ctrl+o,o", "open", "Open the session", "The chosen one, to go on with it.", "aside"),
    Row("read-there", "enter", "read", "Read the document", "The post-mortem as it would be published.", "archive"),
    Row("group", "ctrl+g,b", "group", "By date, severity or service",
        "Everything that is asked for, under headings with how much there is; once more for the next, then as before.",
        "archive"),
    Row("to-line", "slash", "search", "Back to the line", "From the list; Tab leads there.", "archive"),
    Row("next-found", "n", "next", "Next place", "Where the words stand further down; after the last the first.",
        "reading"),
    Row("previous-found", "N", "previous", "Previous place", "The same, upwards.", "reading"),
    Row("replay", "r", "replay", "See the meeting again", "From its events, a minute in a second. Esc goes back.",
        "reading"),
    Row("set-status", "s,enter", "status", "Status…",
        "Not started, in progress, complete, blocked, won't do. Kept in its session.", "follow-up"),
    Row("item-owner", "1", "owner", "Owner…", "Another person. Who had it before stays in its history.", "follow-up"),
    Row("item-due", "2", "due", "Due date…", "Another: Dec 10, next Friday, +10d. The old one is kept in its history.",
        "follow-up"),
    Row("tracker", "t", "tracker", "Tracker…", "The link or the key under which it is followed besides.", "follow-up"),
    Row("history", "h", "history", "History of the item",
        "Every state that it came into, every date, and what it should change.", "follow-up"),
    Row("whose", "m", "whose", "Whose items…", "Those of one person, or of everybody.", "follow-up"),
    Row("all-items", "a", "all/open", "All items, or the open ones", "What is done stands at the end.", "follow-up"),
    Row("runbooks", "r", "runbooks", "Runbooks…",
        "Those that action items and lessons name, and that are still to be added, updated or archived.", "follow-up"),
    Row("behind", "enter", "sessions", "The sessions behind it…", "Choose one to read its document.", "insights"),
    Row("periods", "p", "by quarter", "Months or quarters", "The figure month by month, or quarter by quarter.",
        "insights"),
    Row("period", "d", "period", "Period…", "Since when and until when: the figures of these incidents alone.",
        "insights"),
    Row("theme", "", "theme", "Theme…", "Light, dark, high contrast and more; it is there again the next time.",
        "everywhere"),
    Row("palette", "ctrl+p", "commands", "All commands", "Search for any command by name.", "everywhere"),
    Row("leave", "ctrl+q", "leave", "Leave", "Everything is saved; the clock goes on from its instants.", "everywhere"),
)  # fmt: skip

SEEING: Final = frozenset({"next-pane", "previous-pane", "other-view", "raise-hand", "say-ready"})
WRITING: Final = SEEING | {"undo", "redo"}
GUESTS: Final = {
    Role.SCRIBE: WRITING | {"coverage", "settle", "take-over"},
    Role.PARTICIPANT: WRITING,
    Role.ROOM: frozenset[str](),
}
"""The commands of the meeting that a guest has, beside those of the lists: there the domain's rules decide."""
BY_ID: Final = {row.id: row for row in COMMANDS}


def rows(*where: str) -> tuple[Row, ...]:
    """The commands of these places, in the table's order."""
    return tuple(row for row in COMMANDS if row.where in where)
