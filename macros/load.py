"""All data files → the handbook: each read, each made its model, all put into the book.

Nothing is raised for bad data: every problem of every file is collected.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Container
from pathlib import Path
from typing import Any, TypeVar

from macros import model as m
from macros import spoken
from macros.book import Document, Handbook
from macros.kinds import KINDS, REGISTRY, Kind, files
from macros.problem import Problem
from macros.read import content, read, validate

DATA = "docs/_data"
NEVER = 1_000_000_000
T = TypeVar("T")


class Every:
    """Holds every id: what a file holds of which too little can be seen."""

    def __contains__(self, id_: object) -> bool:
        return True


RECORD = re.compile(r"""(?m)^[ \t]*-[ \t]*\{?[ \t]*["']?id["']?[ \t]*:[ \t]*["']?([^"',}\s]+)""")


def lend(document: Document | None, path: Path) -> Container[str]:
    """The ids that a wrong file still has: those who refer to its records are right. Of a file that is no YAML by a light look at its
    rows. Where a record has no id that can be read, it might be any."""
    if document is None:
        raw, _ = content(path)
        ids: list[Any] = RECORD.findall(raw.decode("utf-8", errors="replace"))
    else:
        lists = document.value.values() if isinstance(document.value, dict) else []
        ids = [r.get("id") if isinstance(r, dict) else None for records in lists if isinstance(records, list) for r in records]
    fine = {id_ for id_ in ids if isinstance(id_, str) and re.fullmatch(m.ID, id_)}
    return fine if fine and len(fine) == len(ids) else Every()


class Lent:
    """What several wrong files of a kind hold together."""

    def __init__(self) -> None:
        self.parts: list[Container[str]] = []

    def __contains__(self, id_: object) -> bool:
        return any(id_ in part for part in self.parts)


def places(kind: Kind, root: Path) -> list[Path]:
    """Where the files of a kind are; for a kind of one file its path, whether it is there or not."""
    where = root / DATA / kind.where
    return [where] if kind.single else files(where, "*.yml")


def load(root: Path) -> tuple[Handbook | None, list[Problem]]:
    """Everything under docs/_data. The handbook is None only where there is no usable vocabulary.

    Python looks meanwhile only through what is young for what nobody refers to: all that is read stays, and to look through it again and again as it grows
    takes a third of the reading."""
    young, middle, old = gc.get_threshold()
    gc.set_threshold(young, middle, NEVER)
    try:
        return _load(root)
    finally:
        gc.set_threshold(young, middle, old)


def _load(root: Path) -> tuple[Handbook | None, list[Problem]]:
    """As load()."""
    problems: list[Problem] = []
    documents: dict[tuple[str, str], Document] = {}
    models: dict[str, dict[str, Any]] = {kind.name: {} for kind in REGISTRY}
    present: dict[str, set[str]] = {kind.name: set() for kind in REGISTRY}
    lent: dict[str, Lent] = {kind.name: Lent() for kind in REGISTRY}
    claimed: set[Path] = set()
    for kind in REGISTRY:
        paths = places(kind, root)
        claimed.update(paths)
        for path in paths:
            file = path.relative_to(root).as_posix()
            if not (path.exists() or path.is_symlink()):
                problems.append(Problem(file, 0, "", "缺少这个数据文件。误删了就补回来；没有过的照 CONTRIBUTING.md 的模板新建"))
                lent[kind.name].parts.append(Every())
                continue
            name = path.stem
            present[kind.name].add(name)
            if not kind.single and (not re.fullmatch(m.ID, name) or len(name) > m.ID_LENGTH):
                problems.append(Problem(file, 0, "", f"文件名就是id，“{name}”不合格。只用小写字母、数字和连字符，最多{m.ID_LENGTH}个字"))
                # often a copy that the desktop made: all that it holds would be told as written twice
                lent[kind.name].parts.append(lend(None, path))
                continue
            document, found = read(path, file)
            problems += found
            if document is None:
                lent[kind.name].parts.append(lend(None, path))
            else:
                documents[kind.name, name] = document
    periods = spoken.periods(documents.get((spoken.FILE, spoken.FILE)))
    for (kind_name, name), raw in documents.items():
        document, found = spoken.speak(kind_name, raw, periods)
        documents[kind_name, name] = document
        problems += found
        value, found = validate(document, KINDS[kind_name].model)
        problems += found
        if value is None:
            lent[kind_name].parts.append(lend(document, root / document.file))
        else:
            models[kind_name][name] = value
    data = root / DATA
    if data.is_dir():
        for path in files(data, "**/*"):
            if path.is_file() and path not in claimed:
                file = path.relative_to(root).as_posix()
                problems.append(Problem(file, 0, "", "不知道这个文件是什么。数据文件改成以 .yml 结尾，放进已有的文件夹；不是数据就移走"))
    if "vocab" not in models["vocab"]:
        return None, problems
    book = Handbook(root=root, vocab=models["vocab"]["vocab"], documents=documents, present=present, lent=dict(lent))
    for kind in REGISTRY:
        if kind.attribute and not kind.records:
            setattr(book, kind.attribute, models[kind.name])
        elif kind.attribute and kind.records:
            _records(book, kind, models[kind.name])
    order = book.vocab.order
    book.scenarios = _arranged(book.scenarios, order.scenarios)
    book.excuse_groups = _arranged(book.excuse_groups, order.excuses)
    book.platforms = _arranged(book.platforms, order.platforms)
    book.letters = _arranged(book.letters, [id_ for phase in order.letters for id_ in phase.letters])
    for file_ in models["log"].values():
        book.releases = file_.releases
    for file_ in models["renamed"].values():
        book.renamed = file_.renamed
    for file_ in models["synonyms"].values():
        book.synonyms = file_.synonyms
    for file_ in models["search-queries"].values():
        book.search_queries = file_.queries
    return book, problems


def _arranged(records: dict[str, T], order: list[str]) -> dict[str, T]:
    """The records in an editor's order; what the order does not name (a check tells it) stays behind, as the files are."""
    places = {id_: place for place, id_ in enumerate(order)}
    return dict(sorted(records.items(), key=lambda item: places.get(item[0], len(places))))


def _records(book: Handbook, kind: Kind, found: dict[str, Any]) -> None:
    """Puts the records of a one-file kind into the book by id; the first of two equal ids stays (check/ids.py tells the second)."""
    assert kind.attribute and kind.records
    target = getattr(book, kind.attribute)
    for file in found.values():
        for item in getattr(file, kind.records):
            target.setdefault(item.id, item)
