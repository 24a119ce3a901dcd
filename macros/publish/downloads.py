"""site/downloads: what is offered to be taken away whole, and where the site says so. Only a site beside which the files lie links to them.

The files (the folder as zip: tools/offline.py; PDFs: tools/pdf.py) are made of the built site, so the page that offers them is filled afterwards: the zip
holds that page without them, and no size has to know itself.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from macros.book import Handbook
from macros.pages import Pages

FOLDER = "offline-handbook"  # what the zip's name begins with; its version follows
PAGE = "about/offline.html"
PLACE = re.compile(rb"(<div data-downloads[^>]*>).*?(</div>)", re.S)
NOT_OFFERED = {".sha256"}
BILL = "handbook.cdx.json"  # what the handbook is made with (tools/sbom.py); readers need it last

Offer = dict[str, Any]
Draw = Callable[[list[Offer] | None], str]


def title(book: Handbook, name: str) -> str:
    """What a file is, in words; its name where nothing else is known."""
    topics = {f"handbook-{word.id}.pdf": word.title for word in book.vocab.topics}
    if name.startswith(f"{FOLDER}-"):
        return "整本手册的文件夹（压缩包）"
    return {
        "handbook.pdf": "整本手册（PDF，可以打印）",
        "letters-blank.pdf": "全部文书的空白表（PDF）",
        BILL: "做这本手册用到的软件（SBOM，给查安全的人看）",
    }.get(name, f"{topics[name]}（PDF）" if name in topics else name)


def offers(book: Handbook, folder: Path) -> list[Offer]:
    """[{file, title, bytes, size, sha256}], the folder first, then the whole book, the list of software last; size in whole MB, in KB below one."""
    found = []
    for path in folder.iterdir():
        if path.is_file() and path.suffix not in NOT_OFFERED:
            content = path.read_bytes()
            size = len(content)
            said = f"{round(size / 1e6)} MB" if size >= 1e6 else f"{max(1, round(size / 1e3))} KB"
            digest = hashlib.sha256(content).hexdigest()
            found.append({"file": path.name, "title": title(book, path.name), "bytes": size, "size": said, "sha256": digest})
    first = (FOLDER, "handbook.pdf")
    return sorted(found, key=lambda offer: (offer["file"] == BILL, *(not offer["file"].startswith(name) for name in first), offer["file"]))


def drawing(pages: Pages) -> Draw:
    """Draws what is offered, as it stands on PAGE; None: this is the folder itself."""
    return lambda offered: pages.draw("downloads", PAGE, {"offers": offered})


def filled(html: bytes, inner: str) -> bytes:
    """A page whose place for downloads holds what is offered; any other page as it was."""
    return PLACE.sub(lambda found: found[1] + b"\n" + inner.encode("utf-8") + b"\n" + found[2], html)


def write(pages: Pages, site: Path, made: Path) -> list[Offer]:
    """Puts the made files into site/downloads with a list for programs, and links them. → what is offered. A second time it does the same again."""
    target = site / "downloads"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(made, target)
    found = offers(pages.book, made)
    (target / "index.json").write_text(
        json.dumps([{k: o[k] for k in ("file", "title", "bytes", "sha256")} for o in found], ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    (target / "SHA256SUMS").write_text("".join(f"{o['sha256']}  {o['file']}\n" for o in found), encoding="utf-8")
    page = site / PAGE
    page.write_bytes(filled(page.read_bytes(), drawing(pages)(found)))
    return found
