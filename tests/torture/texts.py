"""Texts that are meant to do harm, by the million, always the same for a seed."""

from __future__ import annotations

import random
from typing import Final

EVIL: Final = (
    "DB [/var/log] full", "[/]", "[/", "[red", "[b]x[/b]", "[@click=app.quit]x[/]", "[link=https://x]y[/link]",
    "[$x", "$name",
    "$$", "${x}", "{x}", "{{7*7}}", "{% raw %}", "{#", "\x1b]52;c;UFdORUQ=\x07", "\x1b]0;PWNED\x07",
    "\x1b]8;;http://x\x07y",
    "\x1b[2J\x1b[H", "\x1b[31mred\x1b[0m", "\x1bP+q\x1b\\", "\x1bc", "\x9b31m", "\x9d0;x\x9c", "\x00", "\x07",
    "\x08\x08", "\r",
    "\r\n", "\n", "\t", "\x7f", "\x85", "\u2028", "\u2029", "\u202egnp.exe\u202c", "\u2066x\u2069", "\u200f", "\u200b",
    "\u200d", "\u200c", "\ufeff", "\xad", "\U000e0041\U000e007f", "\ud800", "\udfff", "\ufffe", "\U0001ffff",
    "e" + "\u0301" * 40,
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A", "👩‍💻", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "❤️", "日本語", "한국어", "नमस्ते", "עברית", "العربية",
    "ﷺ", "ǅ", "ı", "ß",
    "<script>alert(1)</script>", "</style><b>", "<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&#27;",
    '"><img src=x onerror=y>',
    "<a href=javascript:x>", "[x](javascript:alert(1))", "![x](http://x/y.png)", "<http://x>",
    "http://x.example/a?b=c&d",
    "`code`", "```", "~~~", "**b**", "__b__", "~~s~~", "# h", "## h", "- x", "1. x", "> q", "---", "===", "| a | b |",
    "|---|---|", "\\|", "\\", "\\\\", "[ ] x", "[a]: /u", "*", "_", "<details>", "</details>", "<br>", "=1+1",
    "+1", "-1", "@SUM(1)",
    "=HYPERLINK(\"x\")", "＝1", '"', "'", '","', "a,b", ";", "BEGIN:VEVENT", "END:VCALENDAR", "X:Y", "?",
    "? parked", "14:15",
    "~14:2x", "14:??", "14:15-14:30 x", "2025-12-03T14:15:00Z x", "#decision", "#mitigation x", "@bob",
    "owner: @bob", "!high",
    "by Dec 10", "why: x", "= root", "(+3)", "% x", "../../etc/passwd", "/etc/passwd", "C:\\x", "NaN", "1e999",
    "-0", "null",
    "'; DROP TABLE x", "$(id)", "`id`", "%s%n", "%%", "INC-1", "graph TD", "A-->B", "end", "\"]", "%%{init}%%", ":::x",
)  # fmt: skip
WORDS: Final = (
    "pool",
    "exhausted",
    "the",
    "alert",
    "at",
    "for",
    "why",
    "because",
    "Alice",
    "error rate",
    "5 %",
    "→",
    "",
)
LONG: Final = 12_000
"""Characters of the longest usual text: more than one note takes."""


class Texts:
    """One hostile text after another."""

    def __init__(self, seed: int, *, long: float = 0.0005) -> None:
        self.count = 0
        self._rng, self._long = random.Random(seed), long

    def __call__(self) -> str:
        """The next text."""
        self.count += 1
        rng = self._rng
        if rng.random() < self._long:
            return rng.choice(EVIL) * rng.randrange(1, LONG // 8)
        parts = [rng.choice(EVIL if rng.random() < 0.6 else WORDS) for _ in range(rng.randrange(1, 5))]
        if rng.random() < 0.2:
            parts.append("".join(self._any() for _ in range(rng.randrange(1, 8))))
        return rng.choice(("", " ", " ")).join(parts)

    def _any(self) -> str:
        """Any code point: a control, one of the first plane, or any other."""
        rng = self._rng
        return chr(rng.choice((rng.randrange(0xA0), rng.randrange(0x10000), rng.randrange(0x110000))))
