"""The small book for these tests: one project a session, one book, pages as they are drawn on a fixed day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from macros import opened
from macros.book import Handbook
from macros.pages import Pages
from tests import small
from tests.components.payload import Poison

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(scope="session")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Never changed by a test: whoever changes a project makes one of his own."""
    return small.project(tmp_path_factory.mktemp("small") / "小 书")


@pytest.fixture(scope="session")
def small_book(small_project: Path) -> Handbook:
    return small.book(small_project)


@pytest.fixture(scope="session")
def drawn(small_book: Handbook) -> Pages:
    """The pages of the small book without a public address, on 2026-11-22."""
    return Pages(small_book, today=TODAY)


@pytest.fixture(scope="session")
def small_site(small_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site as the real build makes it on 2026-11-29: one law is still to come then."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795910400")
        return small.build(small_project, tmp_path_factory.mktemp("small-site") / "site")


def past_the_check(monkeypatch: pytest.MonkeyPatch, book: Any) -> None:
    """The build gets this book without asking any check."""
    monkeypatch.setattr(opened, "pages", lambda root, site_url="": Pages(book, site_url))


@pytest.fixture(scope="session")
def poison(small_book: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Poison:
    """The small book with the payload in every text, in a project of its own whose pages use its one term."""
    found = Poison(small_book)
    project = small.project(tmp_path_factory.mktemp("poison") / "书")
    page = project / "docs" / "steps" / "verify.md"
    # every character by its number, so that Markdown lets it be
    term = "".join(f"&#{ord(ch)};" for ch in found.book.glossary["cooling-off"].term)
    page.write_text(page.read_text(encoding="utf-8").replace("冷静期", term), encoding="utf-8")
    found.move_to(project)
    return found


@pytest.fixture(scope="session")
def poisoned_site(poison: Poison) -> Path:
    """The poisoned book built for real, past every check."""
    with pytest.MonkeyPatch.context() as patch:
        past_the_check(patch, poison.book)
        return small.build(poison.book.root, poison.book.root / "site")


def tree(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html)


def words(node) -> str:
    """The text of a node with its white space made one."""
    return " ".join(node.text().split())
