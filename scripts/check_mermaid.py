"""Have Mermaid itself read the diagrams in Markdown files; Node.js and npm are needed.

FACILITATOR_MERMAID=/tmp/mermaid python scripts/check_mermaid.py --install FILE.md ...

FACILITATOR_MERMAID is the folder the two packages are kept in, outside the repository. Without --install they must be
in it already.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

PACKAGES: Final = {"mermaid": "11.17.2", "jsdom": "29.1.1"}
"""Mermaid draws fishbones from 11.13.0 on; it needs a document, which jsdom is."""
KEPT: Final = os.environ.get("FACILITATOR_MERMAID") or str(Path(tempfile.gettempdir()) / "facilitator-mermaid")
_PROGRAM: Final = """
import { readFileSync } from "node:fs";
import { JSDOM } from "jsdom";
const { window } = new JSDOM("");
Object.assign(globalThis, { window, document: window.document, Element: window.Element });
const { default: mermaid } = await import("mermaid");
for (const diagram of JSON.parse(readFileSync(0, "utf8"))) {
  try {
    console.log(JSON.stringify({ type: (await mermaid.parse(diagram)).diagramType }));
  } catch (error) {
    console.log(JSON.stringify({ fault: String(error.message ?? error) }));
  }
}
"""


def installed(folder: Path) -> bool:
    """Whether the packages are there, in these versions."""
    return all(_version(folder, name) == version for name, version in PACKAGES.items())


def install(folder: Path) -> None:
    """Bring the packages into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    names = [f"{name}@{version}" for name, version in PACKAGES.items()]
    options = ["--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run(["npm", "install", *options, *names], check=True, stdout=sys.stderr)


def diagrams(markdown: str) -> list[str]:
    """What stands between the fences marked `mermaid`."""
    found: list[list[str]] = []
    inside = False
    for line in markdown.split("\n"):
        if line.startswith("```"):
            inside = not inside and line.strip() == "```mermaid"
            found += [[]] if inside else []
        elif inside:
            found[-1].append(line)
    return ["\n".join(lines) for lines in found]


def check(texts: list[str], folder: Path) -> list[dict[str, str]]:
    """For each diagram its `type`, or the `fault` for which Mermaid refuses it."""
    program = folder / "check.mjs"  # beside the packages: Node.js looks for them from there
    program.write_text(_PROGRAM, "utf-8")
    done = subprocess.run(
        ["node", str(program)], input=json.dumps(texts), check=True, capture_output=True, encoding="utf-8"
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> int:
    parser = argparse.ArgumentParser(description="Have Mermaid read the diagrams in Markdown files.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--install", action="store_true", help="bring the packages into the folder first")
    asked = parser.parse_args()
    folder = Path(KEPT)
    if asked.install and not installed(folder):
        install(folder)
    if not installed(folder):
        print(f"Mermaid is not in {folder}. Add --install to bring it there.", file=sys.stderr)
        return 2
    read = [(path, text) for path in asked.files for text in diagrams(path.read_text("utf-8"))]
    results = check([text for _, text in read], folder)
    for (path, _), result in zip(read, results, strict=True):
        print(f"{path}: {result.get('type') or 'refused: ' + result['fault']}")
    return 0 if all("type" in result for result in results) else 1


def _version(folder: Path, name: str) -> str:
    try:
        return str(json.loads((folder / "node_modules" / name / "package.json").read_text("utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        return ""


if __name__ == "__main__":
    sys.exit(main())
