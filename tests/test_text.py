"""The door by which text comes in."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.printable import _patterns
from facilitator.text import clean, pieces

ACUTE = "\u0301"
CASES = [
    ("plain words", "plain words"),
    ("", ""),
    ("two\nlines\tand a tab ", "two\nlines\tand a tab "),
    ("a\r\nb\rc", "a\nb\nc"),
    ("a\u2028b\u2029c\x85d\x0be\x0cf", "a\nb\nc\nd\ne\nf"),
    ("nul\x00 bell\x07 del\x7f c1\x90", "nul bell del c1"),
    ("\x1b[31mred\x1b[0m and \x1b[1;38:5:9mbright\x1b[m", "red and bright"),
    ("\x9b31mred\x9b0m", "red"),
    ("a\x1b[2Jb\x1b[Kc\x1b[?25ld", "abcd"),
    ("\x1b[ERROR] disk full", "[ERROR] disk full"),
    ("\x1b]0;PWNED\x07note", "]0;PWNEDnote"),
    ("\x1b]52;c;aGk=\x1b\\note", "]52;c;aGk=note"),
    ("\x1b\x1b[0m[0m", "[0m"),
    ("[/var/log] [ERROR] [b]x", "[/var/log] [ERROR] [b]x"),
    ("lone \ud800 surrogate", "lone \ufffd surrogate"),
    ("non\ufdd0char\uffff\U0001fffe", "nonchar"),
    ("bidi \u202eevil\u2066 \u200f\u061c.", "bidi evil ."),
    ("tag\U000e0041s\ufeff", "tags"),
    ("cafe\u0301", "café"),
    ("👩\u200d🚀 ❤\ufe0f می\u200cخواهم", "👩\u200d🚀 ❤\ufe0f می\u200cخواهم"),
    ("z" + 40 * "\u0335", "z" + 8 * "\u0335"),
    ("z" + 8 * "\u0335" + "\u200d" + 8 * "\u0335" + "a\u0335", "z" + 8 * "\u0335" + "\u200d" + "a\u0335"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("  a \t b\r\n\r\n c  ", "a b c"), ("  plain  ", "plain"), ("\n\t", ""), ("é\tü", "é ü")],
)
def test_clean_to_one_line(text: str, expected: str) -> None:
    assert clean(text, one_line=True) == expected


ANY_TEXT = st.text(
    st.characters(exclude_categories=())
    | st.sampled_from("\x1b[]0m;\\\x9b\x07\r\n\t \u0301\u0335\u200d\u202e\ud800\u2028\ufeff\U000e0041e\u1100\u1161")
)


@given(ANY_TEXT, st.booleans())
def test_cleaning_twice_is_cleaning_once(text: str, one_line: bool) -> None:
    once = clean(text, one_line=one_line)
    assert clean(once, one_line=one_line) == once


@given(ANY_TEXT)
def test_nothing_forbidden_is_left(text: str) -> None:
    run = 0
    for char in clean(text):
        code = ord(char)
        assert char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp")
        assert not (0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or code in (0x200E, 0x200F, 0x061C))
        assert not (0xE0000 <= code <= 0xE007F or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE)
        run = run + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        assert run <= 8
    assert unicodedata.is_normalized("NFC", clean(text))


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"))))
def test_nothing_readable_is_lost(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_a_long_note_is_cut_at_blanks() -> None:
    words = " ".join(f"word{i}" for i in range(4000))
    parts = pieces(words)
    assert len(parts) == 4
    assert all(len(part) <= 10_000 for part in parts)
    assert " ".join(parts) == words


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("", 10, ()),
        ("   ", 10, ()),
        ("short", 10, ("short",)),
        ("exactly 10", 10, ("exactly 10",)),
        ("one two three", 10, ("one two", "three")),
        ("0123456789abc", 10, ("0123456789", "abc")),
        ("0123456789 abc", 10, ("0123456789", "abc")),
        ("a line\nanother", 10, ("a line", "another")),
        ("012345678z" + ACUTE + "abc", 10, ("012345678", "z" + ACUTE + "abc")),
    ],
)
def test_pieces(text: str, limit: int, expected: tuple[str, ...]) -> None:
    assert pieces(text, limit) == expected


@given(st.text(), st.integers(10, 30))
def test_pieces_drop_nothing_but_blanks(text: str, limit: int) -> None:
    parts = pieces(text, limit)
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(part and len(part) <= limit for part in parts)


def test_what_is_printable_needs_no_pattern() -> None:
    printable = "".join(char for char in map(chr, range(sys.maxunicode + 1)) if char.isprintable())
    assert not any(pattern.search(printable) for pattern, _ in _patterns())
