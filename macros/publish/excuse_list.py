"""site/assets/excuses.js: what merchants say, with the paragraph for a complaint; the letters' pages load it when asked for."""

from __future__ import annotations

import json
from pathlib import Path

from macros.book import Handbook


def write(book: Handbook, site: Path) -> None:
    """Writes site/assets/excuses.js: [{title, excuses: [{says, aliases, complaint, only_if?}]}] by group."""
    data = [
        {
            "title": file.title,
            "excuses": [
                {"says": e.says, "aliases": e.aliases, "complaint": e.complaint} | ({"only_if": e.only_if} if e.only_if else {}) for e in file.excuses
            ],
        }
        for file in book.excuse_groups.values()
    ]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    (site / "assets" / "excuses.js").write_text(f"window.handbookExcuses={text};\n", encoding="utf-8")
