"""Ids: two entries of one list never share one, and none is an id that the page itself has.

The data are looked at as they stand in the files, so that a file with another fault is looked at too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.book import Path_
from macros.check.report import Report

# kinds whose records have their bare id for an anchor in a page
ANCHORED = ("excuses", "faqs", "channels", "glossary", "misconceptions", "cases", "changes", "outside")
# id="…" in a component; in a script: name.id = "…", or an element made with {id: "…"}
OWN = {
    "overrides": re.compile(r"""\sid=["']([^"']+)["']"""),
    "docs/assets/javascripts": re.compile(r"""\.id = ["'`]([^"'`]+)|createElement\([^)]*\), \{ id: "([^"]+)"""),
}
SUFFIXES = {".html", ".js"}


def lists(value: Any, path: Path_ = ()) -> Iterator[tuple[Path_, list[Any]]]:
    """Every list of a plain value with its path."""
    if isinstance(value, list):
        yield path, value
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in parts:
        yield from lists(inner, (*path, key))


def twice(report: Report) -> None:
    """No two records of one list have one id."""
    for document in report.book.documents.values():
        for path, records in lists(document.value):
            seen: dict[str, int] = {}
            for i, record in enumerate(records):
                id_ = record.get("id") if isinstance(record, dict) else None
                if not isinstance(id_, str):
                    continue
                if id_ in seen:
                    first = f"{document.file}:{document.line((*path, seen[id_], 'id'))}"
                    report.say(document, (*path, i, "id"), f"id“{id_}”用了两次，第一次在 {first}。改掉新加的那一个")
                seen.setdefault(id_, i)


def own_ids(root: Path) -> dict[str, str]:
    """The ids that components and scripts give themselves → where. One that ends in a hyphen begins many: tick-{{ s.id }}."""
    found: dict[str, str] = {}
    for folder, pattern in OWN.items():
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in SUFFIXES:
                continue
            for number, row in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                for mark in pattern.finditer(row):
                    fixed = re.split(r"\{\{|\$\{", mark[1] or mark[2])[0]
                    if fixed == (mark[1] or mark[2]) or fixed.endswith("-"):
                        found.setdefault(fixed, f"{path.relative_to(root).as_posix()}:{number}")
    found.pop("", None)
    return found


def reserved(report: Report) -> None:
    """No record has an id that stands in the page already: the address would lead to the wrong place. What a page makes of a beginning
    and another id (tick-…) is in the way only where there is such an id, or a number."""
    own = own_ids(report.book.root)
    begins = [id_ for id_ in own if id_.endswith("-")]
    found = [r.get("id") for d in report.book.documents.values() for _, records in lists(d.value) for r in records if isinstance(r, dict)]
    every = {id_ for id_ in found if isinstance(id_, str)}
    for (kind, _), document in report.book.documents.items():
        if kind not in ANCHORED:
            continue
        for path, records in lists(document.value):
            for i, record in enumerate(records):
                id_ = record.get("id") if isinstance(record, dict) else None
                if not isinstance(id_, str):
                    continue
                made = [b for b in begins if id_.startswith(b) and ((rest := id_[len(b) :]) in every or rest.isdigit())]
                if where := own.get(id_) or (own[made[0]] if made else None):
                    report.say(document, (*path, i, "id"), f"id“{id_}”和页面自己的id冲突（{where}）。换一个id")


RULES = (twice, reserved)
