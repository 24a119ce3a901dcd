"""site/assets/tree/<id>-<page>.js: what the ends of a tree say that its page only names, a script for each of the pages that have them; and, where the tree
is divided, site/assets/tree/<id>.js: which of its pages has what. tree.js fetches them when they are needed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros import divided
from macros.book import Handbook
from macros.pages import Pages


def places(book: Handbook, id_: str) -> dict[str, str]:
    """Address of a page of a divided tree → the questions and ends whose old addresses lead to it, between blanks; each stands once, on the first page
    that has it. Empty where the tree is whole."""
    parts = divided.tree(book, id_)
    known: set[str] = set()
    found = {}
    for address, part in parts.items() if len(parts) > 1 else ():
        here = [x for x in (*part.nodes, *part.ends) if x not in known]
        known |= set(here)
        found[address] = " ".join(here)
    return found


def write(book: Handbook, site: Path) -> None:
    """Adds to window.handbookEnds {end: HTML}, its links relative to the site's root; window.handbookTreePages = places()."""
    folder = site / "assets" / "tree"
    folder.mkdir(parents=True, exist_ok=True)

    def script(name: str, before: str, value: Any, after: str = "") -> None:
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        (folder / f"{name}.js").write_text(f"{before}{text}{after};\n", encoding="utf-8")

    pages = Pages(book)
    for id_ in book.trees:
        for page, ends in pages.tree_later("index.html", id_).items():
            script(f"{id_}-{page}", "window.handbookEnds=Object.assign(window.handbookEnds||{},", ends, ")")
        if found := places(book, id_):
            script(id_, "window.handbookTreePages=", found)
