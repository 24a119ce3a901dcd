"""Writes the missing stub pages: data without a page gets one. Never touches a page that exists."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros.kinds import KINDS, PAGES  # noqa: E402


def main() -> None:
    for kind, where in PAGES.items():
        for path in sorted((ROOT / "docs" / "_data" / KINDS[kind].where).glob("*.yml")):
            page = ROOT / "docs" / where.folder / f"{path.stem}.md"
            if not page.exists():
                page.parent.mkdir(exist_ok=True)
                page.write_text(f"{{{{ {where.macro}() }}}}\n", encoding="utf-8")
                print(page.relative_to(ROOT))


if __name__ == "__main__":
    main()
