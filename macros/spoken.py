"""[[clock:id]] in a text of the data: the clock of shared-deadlines.yml in words (7个工作日), put in while the files are read.

A sentence that only repeats a clock refers to it, so that the number stands once. What comes out is plain text: models, checks,
pages, letters and open data never see a mark, and no template engine takes part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from macros import model as m
from macros.book import Document, Path_, place
from macros.problem import Problem, suggest

MARK = re.compile(r"\[\[clock:([^\[\]]*)\]\]")
BEGUN = "[[clock"
# one bracket too many: the mark is whole and is put in, the bracket would be printed
THIRD = re.compile(r"\[\[\[(?:clock|fact):|\[\[(?:clock|fact):[^\[\]]*\]\]\]")
STRAY = re.compile(
    r"[\[{](?:clock|fact)[:：][^\[\]{}\n]{0,40}[\]}]|\[\[[^\[\]\n]{0,40}(?:\]\])?|【【[^【】\n]{0,40}(?:】】)?|\]\]|】】"
)  # brackets that mean something to nobody where they stand
FILE = "shared-deadlines"
# other people's words are theirs, and a gist is the source that a clock is held against
QUOTED = frozenset({"question", "says", "aliases"})
SOURCES = frozenset({"law", "vocab", "renamed", "synonyms", "search-train", "tone-train", "dangers", "danger-train", "search-queries"})
LOST = "…"  # stands in where the clock itself is a problem already told


def periods(document: Document | None) -> dict[str, str] | None:
    """Id → the clock in words, `id/extend` → by how much more it may run. None where not all of the file's ids can be read.

    A clock whose own period is wrong keeps its id, so that the sentences about it are no problems of their own.
    """
    records = document.value.get("deadlines") if document is not None and isinstance(document.value, dict) else None
    if not isinstance(records, list):
        return None
    found: dict[str, str] = {}
    for record in records:
        if not isinstance(record, dict) or not isinstance(record.get("id"), str):
            return None
        found[record["id"]] = _words(record.get("within"))
        if record.get("extend") is not None:
            found[f"{record['id']}/extend"] = _words(record["extend"])
    return found


def _words(value: Any) -> str:
    if isinstance(value, dict) and isinstance(value.get("n"), int) and str(value.get("unit")) in m.UNITS:
        return f"{value['n']}{m.UNITS[value['unit']]}"
    return LOST


def _marked(value: Any) -> bool:
    """Does any text of a value refer to a clock? Most files do not."""
    if isinstance(value, dict):
        value = list(value.values())
    return any(map(_marked, value)) if isinstance(value, list) else isinstance(value, str) and BEGUN in value


def speak(kind: str, document: Document, known: Mapping[str, str] | None) -> tuple[Document, list[Problem]]:
    """A document with clocks in words in its texts, noting which it uses, and what could not be put in.

    The document that was read is left as it is: reading is cached, and the next clock may have another number.
    """
    problems: list[Problem] = []
    used: set[str] = set()
    where: dict[Path_, set[str]] = {}

    def say(path: Path_, message: str) -> None:
        problems.append(Problem(document.file, document.line(path), place(path), message))

    def put(path: Path_, text: str) -> str:
        def one(mark: re.Match[str]) -> str:
            id_ = mark[1]
            if known is None:
                return LOST
            if id_ in known:
                used.add(id_.partition("/")[0])
                where.setdefault(path, set()).add(known[id_])
                return known[id_]
            if id_.endswith("/extend") and id_.removesuffix("/extend") in known:
                say(path, f"期限“{id_.removesuffix('/extend')}”没有写延长。去掉 /extend，或在 {FILE}.yml 里写 extend")
            else:
                say(path, f"没有期限“{id_}”。{suggest(id_, known) or f'先在 docs/_data/{FILE}.yml 里写它，或直接写出数字'}")
            return LOST

        spoken = MARK.sub(one, text)
        if THIRD.search(text):
            say(path, "[[clock:…]] 外面多了一个方括号，会照样印出来。删去多的那个")
        if BEGUN in spoken:
            say(path, "[[clock:…]] 没有写完整。写成 [[clock:期限的id]]，如 [[clock:mediation]]")
        return spoken

    def walk(value: Any, path: Path_, ours: bool) -> Any:
        if isinstance(value, dict):
            return {key: walk(inner, (*path, key), ours and key not in QUOTED) for key, inner in value.items()}
        if isinstance(value, list):
            return [walk(inner, (*path, i), ours) for i, inner in enumerate(value)]
        if not isinstance(value, str) or BEGUN not in value:
            return value
        if not ours:
            say(path, f"这里不能写 [[clock:…]]：{'条文要点和词表是源头' if kind in SOURCES else '这是别人的话'}。直接写出数字")
            return value
        return put(path, value)

    value = walk(document.value, (), kind not in SOURCES) if _marked(document.value) else document.value
    return Document(document.file, value, lambda: document.lines, used, where), problems
