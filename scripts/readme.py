"""Bring what is generated in the README up to date: the keys and the help.

python scripts/readme.py
"""

from __future__ import annotations

import re
from pathlib import Path

from facilitator.cli_parser import parser
from facilitator.ui.commands import table_markdown

README = Path(__file__).parents[1] / "README.md"


def main() -> None:
    text = README.read_text("utf-8")
    text = _between(text, "<!-- keys -->", "<!-- /keys -->", f"\n\n{table_markdown()}\n")
    text = _between(text, "<!-- help -->", "<!-- /help -->", f"\n\n```text\n{parser().format_help()}```\n\n")
    README.write_text(text, "utf-8")


def _between(text: str, start: str, end: str, new: str) -> str:
    found = re.compile(f"(?<={re.escape(start)}).*?(?={re.escape(end)})", re.DOTALL)
    return found.sub(lambda _: new, text, count=1)


if __name__ == "__main__":
    main()
