"""What leads on from the addresses that a renamed record had: a page at each of them, the same for servers (site/_redirects for Netlify and Cloudflare, a map for
nginx by tools/www.py), and the old ids for the readers' browsers, above assets/handbook.js.

A page with one small script, which takes the anchor along; without scripts the browser is led on by itself, and who is not finds the link.
"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlparse

from macros import bundle
from macros.book import Handbook
from macros.links import Links, relative
from macros.pages import Pages
from macros.publish import share
from macros.theme import policy

TABLE = "_redirects"
SCRIPT = "assets/moved.js"
KEPT = ("scenario", "letter")  # kinds whose ids a reader's browser keeps something under


def redirects(table: dict[str, str], address: str) -> str:
    """A line an address, with and without the ending that some hosts take away. Paths are from the host's root."""
    base = urlparse(address).path.rstrip("/")
    lines = ["# 改过名的页，按它们现在的地址。生成网站时写的，不要手改。"]
    for old, new in table.items():
        names = [old, old.removesuffix(".html")] if old.endswith(".html") else [old]
        lines += [f"{base}/{name} {base}/{new} 301" for name in names]
    return "\n".join(lines) + "\n"


def nginx(table: dict[str, str]) -> str:
    """Inside a map of deploy/nginx.conf: for a site at the host's root and for one in the folder /handbook/."""
    lines = ["# 改过名的页，按它们现在的地址。make www 写的，不要手改。"]
    lines += [f'"{base}/{old}" "{base}/{new}";' for base in ("", "/handbook") for old, new in table.items()]
    return "\n".join(lines) + "\n"


def names(book: Handbook) -> dict[str, dict[str, str]]:
    """Kind → old id → the id of now, of what readers keep."""
    found: dict[str, dict[str, str]] = {}
    for entry in book.renamed:
        if entry.kind in KEPT:
            found.setdefault(entry.kind, {})[entry.old] = entry.now
    return found


def _lead(pages: Pages, site: Path, here: str, to: str, title: str, description: str, picture: str) -> None:
    """One page that leads on."""
    address = pages.views.site_url.rstrip("/")
    view = {
        "title": title,
        "description": description,
        "why": "换了地址",
        "to": relative(to, here),
        "script": relative(SCRIPT, here),
        "policy": policy(False),
        "canonical": f"{address}/{to}" if address else "",
        "picture": f"{address}/{picture}" if address and picture else "",
    }
    (site / here).parent.mkdir(parents=True, exist_ok=True)
    (site / here).write_text(pages.draw("leads-on", here, view) + "\n", encoding="utf-8")


def write(book: Handbook, site: Path, address: str) -> None:
    """Writes it all into a built site, in which the pages, the scripts and the blank letters are already."""
    links = Links(book)
    pages = Pages(book, address)
    of = {links.to(kind, id_): (kind, id_) for kind, id_ in links.shortened()}
    table = links.moved()
    for old, new in table.items():
        if not old.endswith(".html"):
            (site / old).write_bytes((site / new).read_bytes())
            continue
        kind, id_ = of.get(new, ("", ""))
        record = book.scenarios[id_] if kind == "scenario" else book.letters[id_] if kind else None
        title = record.title if record else "这一页换了地址"
        picture = share.picture_of(book, kind, id_) if address and share.font() else ""
        _lead(pages, site, old, new, title, record.summary if record else title, picture)
    (site / TABLE).write_text(redirects(table, address), encoding="utf-8")
    if known := names(book):
        script = site / "assets" / "handbook.js"
        said = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
        parts = (book.root / bundle.MADE / bundle.RENAMED, script)
        script.write_text("\n".join([f"window.handbookRenamed={said};", *(p.read_text(encoding="utf-8") for p in parts)]), encoding="utf-8")
