"""site/assets/terms.js: the glossary, for the pages that explain the terms they use."""

from __future__ import annotations

import json
from pathlib import Path

from macros.book import Handbook
from macros.links import Links


def write(book: Handbook, site: Path) -> None:
    """Writes site/assets/terms.js: id → [term, what it says, its address relative to the site's root]."""
    links = Links(book)
    data = {id_: [t.term, t.text, links.term(id_)] for id_, t in book.glossary.items()}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    (site / "assets" / "terms.js").write_text(f"window.handbookTerms={text};\n", encoding="utf-8")
