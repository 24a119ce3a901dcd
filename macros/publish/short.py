"""site/s/CODE.html: a short address that leads on, for a code on paper and for chats. It never changes (Links.short).

A page without script: the browser is led on by itself, and who is not finds the link. It says what it leads to, so that a preview shows it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from macros.book import Handbook
from macros.links import Links, relative
from macros.pages import Pages
from macros.publish import share
from macros.theme import policy


def write(book: Handbook, site: Path, address: str) -> None:
    """Writes the folder s; what an earlier build left goes. address: the site's public one, or empty."""
    links = Links(book)
    pages = Pages(book, address)
    shutil.rmtree(site / "s", ignore_errors=True)
    before = [(entry.kind, entry.old, entry.now) for entry in book.renamed if entry.kind in links.SHORTENED]
    for kind, name, id_ in [*((kind, id_, id_) for kind, id_ in links.shortened()), *before]:
        url, here = links.to(kind, id_), links.short(kind, name)
        record = book.scenarios[id_] if kind == "scenario" else book.letters[id_]
        view = {
            "title": record.title,
            "description": record.summary,
            "to": relative(url, here),
            "policy": policy(False),
            "why": f"短地址{Path(here).stem}",
            "script": "",
            "canonical": f"{address.rstrip('/')}/{url}" if address else "",
            "picture": f"{address.rstrip('/')}/{share.picture_of(book, kind, id_)}" if address and share.font() else "",
        }
        target = site / here
        target.parent.mkdir(exist_ok=True)
        target.write_text(pages.draw("leads-on", here, view) + "\n", encoding="utf-8")
