"""The rooms of macros/ stand on floors: a room asks only the floors below. A circle, or an arrow that runs upwards, is told here by name."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.conftest import ROOT

# from the ground up; a folder is one room, except what is started by itself
FLOORS = (
    {"model", "text", "calls", "headings", "rest_days", "bundle", "theme", "finished", "kept", "packed", "dates"},
    {"book", "sums", "engine", "asserts", "learn", "edition"},
    {"divided"},
    {"problem", "letters", "links", "blanks", "learn.__main__", "reviews", "coming"},
    {"kinds"},
    {"read", "spoken", "views", "freshness"},
    {"load", "check", "pages"},
    {"publish", "check.__main__"},
    {"opened"},
    {"macros", "publish.__main__"},
)
# Zensical knows no hooks: the adapter calls the door's in its place, as MkDocs does from outside
CALLS = {("engine", "macros")}


def room(path: Path) -> str:
    parts = path.relative_to(ROOT / "macros").with_suffix("").parts
    if parts[-1] == "__main__":
        return ".".join(parts)
    return parts[0] if parts != ("__init__",) else "macros"


def asked(path: Path) -> set[str]:
    """The rooms that a file imports from, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "macros":
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("macros."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {name.name.removeprefix("macros.").split(".")[0] for name in node.names if name.name.split(".")[0] == "macros"}
    return found


def test_no_room_asks_one_above_it():
    floor = {name: height for height, rooms in enumerate(FLOORS) for name in rooms}
    files = sorted((ROOT / "macros").rglob("*.py"))
    assert {room(path) for path in files} == set(floor), "a new room: say in FLOORS where it stands"
    upwards = [
        f"{path.relative_to(ROOT)} asks {other}"
        for path in files
        for other in sorted(asked(path) - {room(path)})
        if floor[other] >= floor[room(path)] and (room(path), other) not in CALLS
    ]
    assert not upwards, "\n".join(upwards)
