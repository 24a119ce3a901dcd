"""Ids: two entries of one list never share one, and none is an id that the page itself has.

The data are looked at as they stand in the files, so that a file with another fault is looked at too.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from macros.book import Document, Path_
from macros.check.report import Report

# kinds whose records have their bare id for an anchor in a page
ANCHORED = ("excuses", "faqs", "channels", "glossary", "misconceptions", "cases", "changes", "outside")
# id="…" in a component; in a script: name.id = "…", or an element made with {id: "…"}
OWN = {
    "overrides": re.compile(r"""\sid=["']([^"']+)["']"""),
    "docs/assets/javascripts": re.compile(r"""\.id = ["'`]([^"'`]+)|createElement\([^)]*\), \{ id: "([^"]+)"""),
}
SUFFIXES = {".html", ".js"}


Ids = list[tuple[Path_, str]]


def ids(value: Any, path: Path_ = ()) -> list[Ids]:
    """Of every list of a plain value the ids of its records, each with the path of its record."""
    found: list[Ids] = []
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, list | dict):
                found += ids(inner, (*path, key))
    elif isinstance(value, list):
        mine: Ids = []
        for i, inner in enumerate(value):
            if isinstance(inner, dict) and isinstance(inner.get("id"), str):
                mine.append(((*path, i), inner["id"]))
            if isinstance(inner, list | dict):
                found += ids(inner, (*path, i))
        found += [mine] if mine else []
    return found


def twice(report: Report, document: Document, records: Ids) -> None:
    """No two records of one list have one id."""
    seen: dict[str, Path_] = {}
    for path, id_ in records:
        first = seen.setdefault(id_, path)
        if first != path:
            there = f"{document.file}:{document.line((*first, 'id'))}"
            report.say(document, (*path, "id"), f"id“{id_}”用了两次，第一次在 {there}。改掉新加的那一个")


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


def unique_and_free(report: Report) -> None:
    """No two records of one list have one id, and none that is an anchor has an id that stands in the page already: the address would
    lead to the wrong place. What a page makes of a beginning and another id (tick-…) is in the way only where there is such an id, or a
    number."""
    found = {kind_name: ids(document.value) for kind_name, document in report.book.documents.items()}
    every = {id_ for lists in found.values() for records in lists for _, id_ in records}
    own = own_ids(report.book.root)
    begins = tuple(id_ for id_ in own if id_.endswith("-"))
    for (kind, name), lists in found.items():
        document = report.book.documents[kind, name]
        for records in lists:
            twice(report, document, records)
            for path, id_ in records if kind in ANCHORED else ():
                made = [b for b in begins if id_.startswith(b) and ((rest := id_[len(b) :]) in every or rest.isdigit())]
                if where := own.get(id_) or (own[made[0]] if made else None):
                    report.say(document, (*path, "id"), f"id“{id_}”和页面自己的id冲突（{where}）。换一个id")


def whole(value: Any) -> str:
    """All that a plain value says; two that say the same give the same."""
    return repr(value)


def copies(report: Report) -> None:
    """No file says the very same as another of its kind: a copy under a new name, a link to its neighbour."""
    seen: dict[tuple[str, str], str] = {}
    for (kind, _), document in report.book.documents.items():
        first = seen.setdefault((kind, whole(document.value)), document.file)
        if first != document.file:
            report.say(document, (), f"和 {first} 的内容一模一样。拷来改的，改成它自己的内容；多出来的，删去")


RULES = (unique_and_free, copies)
