"""Data ↔ stub ↔ page, and what every hand-written page says about itself."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from macros.kinds import PAGES, published
from tests.conftest import ROOT

DOCS = ROOT / "docs"
STUB_FOLDERS = {page.folder for page in PAGES.values()}
WRITTEN = [p for p in sorted(DOCS.rglob("*.md")) if p.parent.name not in STUB_FOLDERS or p.stem == "index"]
DIVIDED = {p.relative_to(DOCS).as_posix() for p in DOCS.glob("laws/*/*.md")}  # the parts of long laws: a list of articles, the law's day on it
# pages that are lists made from data: their own words carry no law, so no date of their own
LISTS = {
    "index.md",
    "search.md",
    "case.md",
    "scenarios/index.md",
    "excuses/index.md",
    "faq/index.md",
    "letters/index.md",
    "laws/index.md",
    "channels/index.md",
    "channels/regulator.md",
    "channels/court.md",
    "glossary.md",
    "misconceptions.md",
    "cases.md",
    "changes.md",
    "triage.md",
    "triage/online.md",
    "triage/services.md",
    "triage/outside.md",
    "channels/choose.md",
    "about/search-score.md",
    "about/state.md",
    "about/log.md",
    "about/engine.md",  # for those who work on it: says nothing about the law
}


def front(path: Path) -> dict:
    m = re.match(r"---\n(.*?)\n---\n", path.read_text(encoding="utf-8"), re.S)
    return yaml.safe_load(m[1]) if m else {}


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.relative_to(DOCS).as_posix())
def test_front_matter(path):
    name = path.relative_to(DOCS).as_posix()
    head = front(path)
    assert head.get("title"), f"{name} 没有 title"
    if name != "index.md":
        assert head.get("description"), f"{name} 没有 description"
        assert len(head["description"]) <= 80, f"{name} 的 description 超过80个字"
    if name not in LISTS | DIVIDED:
        reviewed = head.get("reviewed")
        assert isinstance(reviewed, str), f'{name} 没有 reviewed（加引号写核对日期，如 "2026-11-22"）'
        assert dt.date.fromisoformat(reviewed) <= dt.date.today(), f"{name} 的 reviewed 还没有到"


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.relative_to(DOCS).as_posix())
def test_no_second_title(path):
    body = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert not re.search(r"(?m)^# ", body), f"{path.name} 里又写了一个一级标题。标题只来自 front matter"


def test_named_laws_and_articles_are_in_the_store(book):
    """《…》第…条 in a hand-written page is a law and an article that a reader can open here."""
    from macros.check.words import NAMED, ONE, number

    names = {n.replace("中华人民共和国", ""): i for i, law in book.laws.items() for n in (law.title, law.short, *law.aliases)}
    found = []
    for path in WRITTEN:
        for mark in NAMED.finditer(path.read_text(encoding="utf-8")):
            law = names.get(mark[1].replace("中华人民共和国", ""))
            for one in ONE.finditer(mark[2]):
                article = f"{number(one[1])}" + (f"-{number(one[2])}" if one[2] else "")
                if law is None or article not in book.laws[law].articles:
                    found.append(f"{path.relative_to(DOCS)}: {mark[0]}")
    assert not found, f"这些条文不在 docs/_data/laws/ 里：{found}"


def test_published_ids_still_exist(book):
    """Append-only: what ever shipped still exists. Renaming an id needs a redirect, not a deletion of its line."""
    lines = [x for x in (ROOT / "tests" / "published_ids.txt").read_text(encoding="utf-8").split("\n") if x and not x.startswith("#")]
    now = published(book)
    gone = sorted(set(lines) - now)
    assert not gone, f"这些id发布过，现在没有了。恢复它们，或做好转向：{gone[:20]}"
    new = sorted(now - set(lines))
    assert not new, f"有{len(new)}个新的id还没有登记，如 {new[0]}。运行 make register"
