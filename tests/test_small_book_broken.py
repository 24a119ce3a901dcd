"""The small book broken in one way everywhere: what the editor then reads, whole. Each list is a golden file that people can read.

A line that goes is a mistake that no longer is told; a line that comes is a new rule, or a false alarm. After a wanted change:

    UPDATE_GOLDEN=1 .venv/bin/pytest tests/test_small_book_broken.py        and read the difference
"""

from __future__ import annotations

import copy
import itertools
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from macros.check import check
from macros.load import load
from tests import small
from tests.conftest import ROOT

GOLDEN = ROOT / "tests" / "golden"
# keys whose value, or whose list's values, name something that stands elsewhere
REFERENCES = {
    "accept", "actor", "case", "channel", "channels", "event", "evidence", "excuse", "excuses", "from", "go", "group",
    "kind", "laws", "letter", "letters", "phase", "question", "related", "replaced_by", "rule", "scenario", "scenarios", "see", "shared", "start",
    "headline", "step", "topic",
}  # fmt: skip
DAYS = {"reviewed", "checked_on", "seen", "text_as_of"}


serial = itertools.count(1)  # what is missing in several places is told once, so each place asks for something else


def walk(node, change: Callable[[str, str], str | None], key: str = "") -> None:
    """Replaces texts in place: change(key, text) gives the new one, or None to leave it."""
    pairs = node.items() if isinstance(node, CommentedMap) else enumerate(node)
    for name, value in list(pairs):
        above = name if isinstance(node, CommentedMap) else key
        if isinstance(value, CommentedMap | CommentedSeq):
            walk(value, change, above)
        elif isinstance(value, str) and (new := change(above, value)) is not None:
            node[name] = new


def broken(folder: Path, change: Callable[[CommentedMap, Path], None]) -> list[str]:
    """The problems of the small book after a change of each of its data files, as an editor reads them."""
    global serial
    serial = itertools.count(1)
    project = small.project(folder)
    yaml = YAML()
    yaml.preserve_quotes, yaml.width, yaml.allow_duplicate_keys = True, 4096, True
    for path in sorted((project / "docs" / "_data").rglob("*.yml")):
        value = yaml.load(path.read_text(encoding="utf-8"))
        change(value, path)
        with path.open("w", encoding="utf-8") as file:
            yaml.dump(value, file)
    book, problems = load(project)
    return [str(p) for p in sorted(problems + (check(book) if book else []))]


def nowhere(value: CommentedMap, path: Path, far: str = "") -> None:
    """Every reference leads to something that is nearly there: one letter more."""
    body = value.pop("body", None)  # the letters' grammar has tests of its own
    closed = {"letters": {"rule", "uses", "into", "is"}, "platforms": {"topic"}}.get(path.parent.name, set())  # lists of the program

    def change(key: str, text: str) -> str | None:
        if key not in REFERENCES - closed or not re.fullmatch(r"[a-z][a-z0-9.#/-]+", text) or text == "none":
            return None
        n = next(serial)
        if "#" in text:
            return f"{far}{n}#1" if far else text.replace("#", f"x{n}#")
        if "/" in text:
            return f"{text}x{n}" if not far else f"{far}{n}/{far}"
        return f"{far}{n}" if far else f"{text}x{n}"

    walk(value, change)
    if body is not None:
        value["body"] = body


def nothing_near(value: CommentedMap, path: Path) -> None:
    """Every reference leads to something that is like nothing there is."""
    nowhere(value, path, "qqqq")


def no_such_article(value: CommentedMap, path: Path) -> None:
    """Every citation names an article that its law does not have."""
    walk(value, lambda key, text: f"{text.partition('#')[0]}#{900 + next(serial)}" if "#" in text and key in ("laws", "source") else None)


def still_to_come(value: CommentedMap, path: Path) -> None:
    """Every day on which somebody did something is still to come."""
    walk(value, lambda key, text: "2099-01-01" if key in DAYS else None)


def twice(value: CommentedMap, path: Path) -> None:
    """The last record of every list that has ids, and the last of every plain list of ids, stands there once more."""

    def again(node) -> None:
        for inner in list(node.values() if isinstance(node, CommentedMap) else node):
            if isinstance(inner, CommentedMap | CommentedSeq):
                again(inner)
        if isinstance(node, CommentedSeq) and node:
            last = node[-1]
            if (isinstance(last, CommentedMap) and ({"id", "shared"} & set(last))) or (isinstance(last, str) and re.fullmatch(r"[a-z-]+", last)):
                node.append(copy.deepcopy(last) if isinstance(last, CommentedMap) else str(last))

    again(value)


@pytest.mark.parametrize("change", [nowhere, nothing_near, no_such_article, still_to_come, twice], ids=lambda f: f.__name__)
def test_what_the_editor_reads(change, tmp_path):
    found = broken(tmp_path / "p", change)
    golden = GOLDEN / f"broken-{change.__name__.replace('_', '-')}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text("\n".join(found) + "\n", encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8").splitlines()
