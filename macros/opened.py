"""The handbook loaded, checked and ready to draw: once a change of the data, however often the engine asks.

It is a module of its own because an engine may execute the door (macros/__init__.py) once a page; what is kept here stays.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment

from macros.book import Handbook
from macros.check import check
from macros.kinds import files
from macros.load import NEVER, load
from macros.pages import Pages


class BadData(Exception):
    """The data have problems; the text lists all of them, each with file, line and remedy."""


def data_files(root: Path) -> list[Path]:
    """What the pages are made of: data, hand-written pages, components and this package."""
    docs = root / "docs"
    parts = (docs / "_data", "**/*.yml"), (docs, "**/*.md"), (root / "overrides", "**/*.html"), (root / "macros", "**/*.py")
    return sorted(path for folder, pattern in parts for path in files(folder, pattern))


_PROGRAM = Path(__file__).resolve().parent


def _program_stamp() -> dict[Path, int]:
    return {p: p.stat().st_mtime_ns for p in _PROGRAM.rglob("*.py")}


_STARTED_WITH = _program_stamp()


def program_changed() -> bool:
    """Has a module of this package changed since it was loaded? A running preview goes on with what it has."""
    return _program_stamp() != _STARTED_WITH


def _stamp(root: Path) -> tuple[tuple[str, int], ...]:
    # of a link its own time where it leads nowhere: the check then says so
    return tuple((p.as_posix(), (p.stat() if p.exists() else p.lstat()).st_mtime_ns) for p in data_files(root))


@contextmanager
def unswept() -> Iterator[None]:
    """What is made in the block stays, and Python does not look through it for what nobody refers to: not again and again while it grows, and not as long
    as it is there, which took a seventh of a build. For the first reading of a process alone: in a preview later ones take its place."""
    young, middle, old = gc.get_threshold()
    gc.set_threshold(young, middle, NEVER)  # what reading leaves of its own is seen while it is young
    try:
        yield
    finally:
        gc.set_threshold(young, middle, old)
        gc.freeze()


@contextmanager
def swept() -> Iterator[None]:
    """As usual, and what was kept out of sight is seen again."""
    gc.unfreeze()
    yield


@lru_cache(maxsize=1)
def _checked(root: Path, stamp: tuple[tuple[str, int], ...]) -> tuple[Handbook | None, list[str]]:
    book, problems = load(root)
    return book, [str(p) for p in sorted(problems + (check(book) if book else []))]


# compiled once: a changed word of the data leaves them as they are
_compiled = lru_cache(maxsize=2)(Pages.components)


def _components(root: Path) -> Environment:
    """The components as they stand now: one that changed on the disk is read again. Looked at once a build, not at each of its 47 000 uses at ten times
    the content."""
    env = _compiled(root)
    kept = env.cache or {}
    for name, template in list(kept.items()):
        if not template.is_up_to_date:
            del kept[name]
    return env


@lru_cache(maxsize=2)
def _drawn(root: Path, stamp: tuple[tuple[str, int], ...], site_url: str) -> Pages:
    with swept() if _checked.cache_info().misses else unswept():
        book, problems = _checked(root, stamp)
        if problems or book is None:
            raise BadData(f"\n数据里有{len(problems)}个问题，没有生成网站：\n" + "\n".join(problems))
        return Pages(book, site_url, env=_components(root))


def pages(root: Path, site_url: str = "") -> Pages:
    """The pages of the project at `root`; `site_url` is its public address or empty. Raises BadData."""
    return _drawn(root, _stamp(root), site_url)
