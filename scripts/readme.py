"""Bring what is generated in the README and in docs/ up to date: the keys, the help, the agendas, the settings.

python scripts/readme.py
"""

from __future__ import annotations

import re
from pathlib import Path

from facilitator.agenda import find_agendas
from facilitator.cli_parser import parser
from facilitator.config import ABOUT, Config, as_toml
from facilitator.paths import shipped_agendas
from facilitator.ui.key_labels import table_markdown

ROOT = Path(__file__).parents[1]


def pages() -> dict[Path, str]:
    """Each page with something generated in it, as it has to be."""
    made: dict[str, dict[str, str]] = {
        "README.md": {"keys": f"{table_markdown()}", "help": f"```text\n{parser().format_help()}```\n"},
        "docs/agendas.md": {"agendas": agendas()},
        "docs/settings.md": {"settings": settings()},
    }
    return {ROOT / page: _filled((ROOT / page).read_text("utf-8"), parts) for page, parts in made.items()}


def agendas() -> str:
    lines = ["| Name | Meeting | Minutes |", "|---|---|---|"]
    for found in find_agendas((shipped_agendas(),)):
        if found.agenda:
            minutes = sum(phase.seconds for phase in found.agenda.phases) // 60
            lines.append(f"| `{found.slug}` | {found.agenda.name} | {minutes} |")
    return "\n".join(lines) + "\n"


def settings() -> str:
    usual = dict(re.findall(r"^(\w+) = (.*)$", as_toml(Config()), re.MULTILINE))
    rows = [
        f"| `{name}` | {'`' + usual[name] + '`' if name in usual else ''} | {told} |"
        for name, (_, told) in ABOUT.items()
    ]
    return "\n".join(["| Setting | Usual | What it is |", "|---|---|---|", *rows]) + "\n"


def _filled(text: str, parts: dict[str, str]) -> str:
    for mark, new in parts.items():
        start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
        found = re.compile(f"(?<={re.escape(start)}).*?(?={re.escape(end)})", re.DOTALL)
        text = found.sub(lambda _, new=new: f"\n\n{new}\n", text, count=1)
    return text


def main() -> None:
    for page, text in pages().items():
        page.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
