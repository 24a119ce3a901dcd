"""Writes schemas/*.json from the data model, for editors. A test keeps them current."""

from __future__ import annotations

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros.kinds import REGISTRY  # noqa: E402


def schemas() -> dict[str, str]:
    """File name → content."""
    result = {}
    for kind in REGISTRY:
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **kind.model.model_json_schema(by_alias=True)}
        result[f"{kind.name}.json"] = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return result


def main() -> None:
    folder = ROOT / "schemas"
    folder.mkdir(exist_ok=True)
    for name, content in schemas().items():
        (folder / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
