"""Chinese typography of what people read: full-width punctuation, no stray spaces. 7日 is written without a space."""

from __future__ import annotations

import re

from macros.check.report import texts
from tests.conftest import ROOT, loaded
from tests.typography import faults


def test_data():
    book = loaded()[0]
    found = []
    for (kind, _), document in book.documents.items():
        if kind in ("search-queries", "search-train", "tone-train", "dangers", "danger-train"):  # what people type, as they type it
            continue
        for path, text in texts(document.value):
            if path[-1] in ("id", "source", "url", "number") or "aliases" in path or "says" in path or "source" in path:
                continue
            if re.fullmatch(r"[a-z0-9.#_-]+", text):
                continue
            found += [f"{document.file}:{document.line(path)}: {fault}" for fault in faults(text)]
    assert not found, f"{len(found)}处排版要改：\n" + "\n".join(found[:40])


def test_pages():
    found = []
    for path in sorted((ROOT / "docs").rglob("*.md")):
        body = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.S)
        for number, line in enumerate(body.splitlines(), 1):
            prose = re.sub(r"^\s*(?:[-*>|]|\d+\.|#+)\s+", "", line)
            found += [f"{path.relative_to(ROOT)} 正文第{number}行: {fault}" for fault in faults(prose.replace("|", "，"))]
    assert not found, f"{len(found)}处排版要改：\n" + "\n".join(found[:40])
