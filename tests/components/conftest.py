"""The small book for these tests: one project a session, one book, pages as they are drawn on a fixed day."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from macros.book import Handbook
from macros.pages import Pages
from tests import small

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
    """The small site as the real build makes it."""
    return small.build(small_project, tmp_path_factory.mktemp("small-site") / "site")


def tree(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html)


def words(node) -> str:
    """The text of a node with its white space made one."""
    return " ".join(node.text().split())
