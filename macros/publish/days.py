"""site/assets/days.js: the table of rest days, for the pages that count; they load it once the reader has typed a day."""

from __future__ import annotations

import json
from pathlib import Path

from macros import rest_days


def write(site: Path) -> None:
    """Writes site/assets/days.js: the table of macros/rest_days.py."""
    text = json.dumps(rest_days.table(), ensure_ascii=False, separators=(",", ":"))
    (site / "assets" / "days.js").write_text(f"window.handbookDays={text};\n", encoding="utf-8")
