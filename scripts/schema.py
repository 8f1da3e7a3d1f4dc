"""Write the JSON Schema of a session into docs/.

python scripts/schema.py
"""

from __future__ import annotations

import json
from pathlib import Path

from facilitator.documents.schema import schema

SCHEMA = Path(__file__).parents[1] / "docs" / "session.schema.json"


def main() -> None:
    SCHEMA.write_text(json.dumps(schema(), indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
