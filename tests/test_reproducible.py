"""The same text gives the same bytes: in another folder, on another day, whatever the order in which a system lists its files."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path

import offline
import pdf
import pytest
import sbom

from macros.dates import build_day
from macros.edition import moment
from macros.pages import Pages
from macros.publish import downloads
from tests import small
from tests.conftest import ROOT

EPOCH = "1795824000"  # 2026-11-28, UTC


def tree(site: Path) -> dict[str, str]:
    """File → SHA-256."""
    return {p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in site.rglob("*") if p.is_file()}


def beside(project: Path, site: Path, out: Path) -> None:
    """What is taken away whole: the folder as a zip, a volume as PDF, the list of what it is made with."""
    out.mkdir()
    pages = Pages(small.book(project))
    offline.pack(offline.contents(site, downloads.drawing(pages), moment()), moment(), out / "handbook.zip")
    (out / "topic.pdf").write_bytes(pdf.typeset(pdf.volume(pages, f"topic-{pages.book.scenarios['change-of-mind'].topic}")))
    (out / downloads.BILL).write_text(sbom.text(ROOT, moment()), encoding="utf-8")


def days_later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Every module that asks dt.date for today gets a later one."""

    class Later(dt.date):
        @classmethod
        def today(cls) -> dt.date:
            return dt.date(2026, 11, 28) + dt.timedelta(days)

    monkeypatch.setattr("macros.dates.dt.date", Later)


def test_two_folders_two_days(tmp_path, monkeypatch):
    """Pages, scripts, style sheets, search, open data and Word files of the small book, and what is made of them to be taken away, built in a folder with a
    space and Chinese in its name, half a year later (a law that was still to come is in force by then), with files listed backwards."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    site = small.build(small.project(tmp_path / "one"), tmp_path / "site")
    beside(tmp_path / "one", site, site / "downloads")
    first = tree(site)
    listed = os.scandir

    class Backwards:
        def __init__(self, entries):
            self.entries = iter(entries)

        def __iter__(self):
            return self

        def __next__(self):
            return next(self.entries)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def close(self):
            return None

    monkeypatch.setattr(os, "scandir", lambda *where: Backwards(sorted(listed(*where), key=lambda entry: entry.name, reverse=True)))
    days_later(monkeypatch, 200)
    again = small.build(small.project(tmp_path / "二 two"), tmp_path / "另 site")
    beside(tmp_path / "二 two", again, again / "downloads")
    second = tree(again)
    assert {Path(name).suffix for name in first} >= {".html", ".js", ".css", ".json", ".docx", ".zip", ".pdf"}
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_without_it_a_law_that_has_begun_is_law(monkeypatch):
    """The day that is asked for decides only where a release does not fix one."""
    days_later(monkeypatch, 200)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert build_day() == dt.date(2027, 6, 16)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert build_day() == dt.date(2026, 11, 28)
