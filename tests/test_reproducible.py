"""The same text gives the same bytes: in another folder, on another day, whatever the order in which a system lists its files."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path

import pytest

from macros.dates import build_day
from tests import small

EPOCH = "1795824000"  # 2026-11-28, UTC


def tree(site: Path) -> dict[str, str]:
    """File → SHA-256."""
    return {p.relative_to(site).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in site.rglob("*") if p.is_file()}


def days_later(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Every module that asks dt.date for today gets a later one."""

    class Later(dt.date):
        @classmethod
        def today(cls) -> dt.date:
            return dt.date(2026, 11, 28) + dt.timedelta(days)

    monkeypatch.setattr("macros.dates.dt.date", Later)


def test_two_folders_two_days(tmp_path, monkeypatch):
    """Pages, scripts, style sheets, search, open data and Word files of the small book, built in a folder with a space and Chinese in its name, half a year
    later (a law that was still to come is in force by then), with files listed backwards."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    first = tree(small.build(small.project(tmp_path / "one"), tmp_path / "site"))
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
    second = tree(small.build(small.project(tmp_path / "二 two"), tmp_path / "另 site"))
    assert {Path(name).suffix for name in first} >= {".html", ".js", ".css", ".json", ".docx"}
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_without_it_a_law_that_has_begun_is_law(monkeypatch):
    """The day that is asked for decides only where a release does not fix one."""
    days_later(monkeypatch, 200)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert build_day() == dt.date(2027, 6, 16)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    assert build_day() == dt.date(2026, 11, 28)
