"""When each entry was last read against the articles that it cites, and what those articles' gists said then (docs/about/reviews.txt).

A day alone does not tell whether an entry is still right: a gist that was mended afterwards is younger than the entry's review. So a review is kept
with a fingerprint of each gist that it was compared with. One line an entry, nothing typed by hand (tools/review.py):

    scenario/auto-renewal 2026-11-28 editor texts civil-code#496=1a2b3c civil-code#497=4d5e6f@2026-11-29/reader

What stands behind an @ says that only this article was compared again, by whom and on which day; the rest is as old as its line says.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.book import Handbook

REGISTER = "docs/about/reviews.txt"
HEAD = "# 每一条哪天、由谁、对照什么核对过，当时引用的各条要点是什么样。不要手改：make review entry=scenario/auto-renewal by=reader with=texts"
ROLES = {"editor": "写的人", "reader": "没有写它的另一个人", "lawyer": "执业律师", "agency": "主管部门的人"}
COMPARED = {"texts": "法条正文", "official": "官方网站上的现行文本"}
UNREADABLE = "核对登记的这一行不合格。这个文件由 make review、make register 写，不要手改：git checkout -- docs/about/reviews.txt 取回来，再重做"
LINE = re.compile(
    r"(?P<entry>[a-z]+/[a-z0-9-]+) (?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}) (?P<by>[a-z]+) (?P<compared>[a-z]+)(?P<gists>( [a-z0-9-]+#[0-9-]+=[0-9a-f]+(@[0-9]{4}-[0-9]{2}-[0-9]{2}/[a-z]+)?)*)"
)
DIGITS = 6  # of a fingerprint: one change in sixteen million goes unseen


@dataclass(frozen=True)
class Review:
    """One line. `day`: ISO date; `by`: of ROLES; `compared`: of COMPARED; `gists`: citation → fingerprint; `later`: citation → '2026-11-29/reader'
    of the articles that were compared again alone."""

    day: str
    by: str
    compared: str
    gists: dict[str, str]
    later: dict[str, str] = field(default_factory=dict)


def fingerprint(article: Any) -> str:
    """Of what an article says: its gist and when it is law, as they stand in the law's file."""
    said = {key: article.get(key) for key in ("gist", "in_force", "until")}
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:DIGITS]


def fingerprints(laws: dict[str, Any]) -> dict[str, str]:
    """Citation → fingerprint of every article. laws: law id → its file's plain value."""
    return {f"{id_}#{number}": fingerprint(article) for id_, law in laws.items() for number, article in (law.get("articles") or {}).items()}


def of_book(book: Handbook) -> dict[str, str]:
    """Citation → fingerprint of every article as it is now."""
    return fingerprints({name: document.value for (kind, name), document in book.documents.items() if kind == "law"})


def cited(book: Handbook) -> dict[str, list[str]]:
    """Entry ('scenario/auto-renewal') → the articles that it cites, in order, each once."""
    found: dict[str, set[str]] = {}
    for who, laws in book.citations():
        found.setdefault(f"{who.kind}/{who.id}", set()).update(c for c in laws if "#" in c)
    return {entry: sorted(laws) for entry, laws in sorted(found.items()) if laws}


def dated(book: Handbook) -> dict[str, str]:
    """Entry → the day its own data give for its review; entries of kinds without such a day are left out."""
    days = {f"scenario/{i}": s.reviewed for i, s in book.scenarios.items()}
    days |= {f"question/{i}": q.reviewed for i, (_, q) in book.questions.items()}
    days |= {f"letter/{i}": x.reviewed for i, x in book.letters.items()}
    days |= {f"platform/{i}": x.reviewed for i, x in book.platforms.items()}
    days |= {f"region/{i}": x.reviewed for i, x in book.regions.items()}
    return days | {f"channel/{i}": c.checked_on for i, c in book.channels.items() if c.checked_on}


class Unreadable(ValueError):
    """A register that is not as tools/review.py writes it. `line`: where, from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(f"{REGISTER}:{line}：{UNREADABLE}")
        self.line = line


def parse(text: str) -> dict[str, Review]:
    """The register, by entry.

    Raises Unreadable.
    """
    found: dict[str, Review] = {}
    for n, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        said = LINE.fullmatch(line)
        if not said or said["by"] not in ROLES or said["compared"] not in COMPARED or said["entry"] in found:
            raise Unreadable(n)
        pairs = [pair.split("=") for pair in said["gists"].split()]
        gists = {citation: mark.partition("@")[0] for citation, mark in pairs}
        later = {citation: mark.partition("@")[2] for citation, mark in pairs if "@" in mark}
        if any(mark.partition("/")[2] not in ROLES for mark in later.values()):
            raise Unreadable(n)
        found[said["entry"]] = Review(said["day"], said["by"], said["compared"], gists, later)
    return found


def read(root: Path) -> dict[str, Review]:
    """The register of a project; empty where there is none.

    Raises Unreadable.
    """
    path = root / REGISTER
    return parse(path.read_text(encoding="utf-8")) if path.exists() else {}


def write(root: Path, reviews: dict[str, Review]) -> None:
    """The register, entries in order."""
    lines = [HEAD]
    for entry, r in sorted(reviews.items()):
        gists = (f"{c}={h}" + (f"@{r.later[c]}" if c in r.later else "") for c, h in sorted(r.gists.items()))
        lines.append(" ".join([entry, r.day, r.by, r.compared, *gists]))
    (root / REGISTER).write_text("\n".join(lines) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Aged:
    """An entry whose articles are no longer what it was compared with: `changed` since then, `added` to it since then."""

    entry: str
    day: str
    changed: list[str]
    added: list[str]


def aged(book: Handbook, reviews: dict[str, Review]) -> list[Aged]:
    """Every entry that has to be read again, and why; one that was never reviewed has all its articles added."""
    now = of_book(book)
    found = []
    for entry, laws in cited(book).items():
        review = reviews.get(entry, Review("", "editor", "texts", {}))
        changed = [c for c in laws if c in review.gists and review.gists[c] != now.get(c)]
        added = [c for c in laws if c not in review.gists]
        if changed or added:
            found.append(Aged(entry, review.day, changed, added))
    return found
