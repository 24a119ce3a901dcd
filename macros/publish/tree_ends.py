"""site/assets/tree-<id>.js: what the ends of a tree say that its page only names; the page fetches it with the first answer (tree.js)."""

from __future__ import annotations

import json
from pathlib import Path

from macros.book import Handbook
from macros.pages import Pages


def write(book: Handbook, site: Path) -> None:
    """Writes a file for each tree that has such ends: window.handbookEnds = {end: HTML}; its links are those of <id>.html at the site's root."""
    for id_, tree in book.trees.items():
        if any(end.page for end in tree.ends):
            text = json.dumps(Pages(book).tree_later(f"{id_}.html", id_), ensure_ascii=False, separators=(",", ":"))
            (site / "assets" / f"tree-{id_}.js").write_text(f"window.handbookEnds={text};\n", encoding="utf-8")
