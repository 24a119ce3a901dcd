"""site/assets/excuses.js: what merchants say, with the paragraph for a complaint; the letters' pages load it when asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros import model as m
from macros.book import Handbook


def write(book: Handbook, site: Path) -> None:
    """Writes site/assets/excuses.js: [{title, excuses: [{says, aliases, complaint, only_if?, about?}]}] by group; an entry a variant, which says what it
    is `about`. What is written into another paper than a complaint is left out."""

    def entry(e: m.Excuse, about: str = "") -> dict[str, Any]:
        extra = {"only_if": e.only_if, "about": about}
        return {"says": e.says, "aliases": e.aliases, "complaint": e.complaint} | {key: text for key, text in extra.items() if text}

    data = [
        {
            "title": file.title,
            "excuses": [x for e in file.excuses for x in (entry(e), *(entry(e.spoken(v), book.about(v)) for v in e.variants))],
        }
        for file in book.excuse_groups.values()
        if file.paper == m.Excuses.model_fields["paper"].default
    ]
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    (site / "assets" / "excuses.js").write_text(f"window.handbookExcuses={text};\n", encoding="utf-8")
