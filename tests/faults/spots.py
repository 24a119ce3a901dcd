"""Where things stand in the data files: every key and value with its place in the text, and what the model allows there."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from ruamel.yaml.nodes import MappingNode, ScalarNode

from macros.kinds import REGISTRY
from macros.read import reader

DATA = Path("docs/_data")
Slice = tuple[int, int]
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Spot:
    """One value. `key`, `value`: slices of the file's text; `line` counts from 1; `flow`: its parent is written in brackets."""

    file: str
    path: tuple[str | int, ...]
    key: Slice | None
    value: Slice
    line: int
    shape: str  # text, plain, map, list
    flow: bool
    text: str  # of a scalar
    quote: str  # of a scalar: ", ' or nothing

    @property
    def name(self) -> str:
        return f"{self.file}:{self.line} {'.'.join(map(str, self.path))}"


class Source:
    """One data file: its text, its spots, the schema of its kind."""

    def __init__(self, root: Path, file: str, kind: Any, seed: int) -> None:
        self.root = root
        self.seed = seed
        self.file = file
        self.kind = kind
        self.text = (root / file).read_text(encoding="utf-8")
        self.rng = random.Random(f"{seed} {file}")

    @cached_property
    def spots(self) -> list[Spot]:
        found: list[Spot] = []

        def walk(node: Any, path: tuple, key: Any, flow: bool) -> None:
            start, end = node.start_mark.index, node.end_mark.index
            scalar = isinstance(node, ScalarNode)
            shape = ("text" if node.style else "plain") if scalar else "map" if isinstance(node, MappingNode) else "list"
            if path:
                at = (key.start_mark.index, key.end_mark.index) if key else None
                line = (key or node).start_mark.line + 1
                found.append(
                    Spot(self.file, path, at, (start, end), line, shape, flow, node.value if scalar else "", (node.style or "") if scalar else "")
                )
            if isinstance(node, MappingNode):
                for k, v in node.value:
                    walk(v, (*path, k.value), k, bool(node.flow_style))
            elif not scalar:
                for i, v in enumerate(node.value):
                    walk(v, (*path, i), None, bool(node.flow_style))

        walk(reader().compose(self.text), (), None, False)
        return found

    def chosen(self, things: list[Thing], count: int) -> list[Thing]:
        """At most so many of the things, by the seed, in their order."""
        return [things[i] for i in sorted(self.rng.sample(range(len(things)), min(count, len(things))))]

    def some(self, count: int, where: Callable[[Spot], bool] = lambda spot: True) -> list[Spot]:
        """At most so many places of the file, by the seed."""
        return self.chosen([spot for spot in self.spots if where(spot)], count)

    @cached_property
    def at(self) -> dict[tuple, Spot]:
        return {s.path: s for s in self.spots}

    @cached_property
    def _ends(self) -> list[int]:
        return [i for i, ch in enumerate(self.text) if ch == "\n"]

    def line_of(self, index: int) -> int:
        """The line (from 1) of a place in the text."""
        return bisect_left(self._ends, index) + 1

    def line(self, path: tuple) -> int:
        return self.at[path].line if path in self.at else 1

    # ------------------------------------------------------- what the model says

    @cached_property
    def schema(self) -> dict:
        return self.kind.model.model_json_schema(by_alias=True)

    def _options(self, node: dict) -> list[dict]:
        if "$ref" in node:
            return self._options(self.schema["$defs"][node["$ref"].rsplit("/", 1)[-1]])
        several = node.get("anyOf") or node.get("oneOf")
        return [o for part in several for o in self._options(part)] if several else [node]

    def options(self, path: tuple) -> list[dict]:
        """The schemas that a value at a path may have."""
        nodes = self._options(self.schema)
        for part in path:
            following: list[dict] = []
            for node in nodes:
                if isinstance(part, int):
                    following += self._options(node.get("items", {}))
                elif part in node.get("properties", {}):
                    following += self._options(node["properties"][part])
                else:
                    for more in [node.get("additionalProperties"), *node.get("patternProperties", {}).values()]:
                        following += self._options(more) if isinstance(more, dict) else []
            nodes = following
        return nodes

    def takes(self, spot: Spot, type_: str) -> bool:
        """Does the model take a value of this JSON type there?"""
        return any(o.get("type") == type_ for o in self.options(spot.path))

    def closed(self, spot: Spot) -> bool:
        """Is the key one of a model's own (and not the id of a free mapping, such as an article's number)?"""
        return isinstance(spot.path[-1], str) and any(spot.path[-1] in o.get("properties", {}) for o in self.options(spot.path[:-1]))

    def required(self, spot: Spot) -> bool:
        """Is the key one that must be there, in every alternative that has it?"""
        having = [o for o in self.options(spot.path[:-1]) if spot.path[-1] in o.get("properties", {})]
        return bool(having) and all(spot.path[-1] in o.get("required", []) for o in having)


@cache
def sources(root: Path, seed: int) -> tuple[Source, ...]:
    """Every data file of the project at `root`; the seed decides which places of it are tried."""
    found = []
    for kind in REGISTRY:
        where = root / DATA / kind.where
        for path in [where] if kind.single else sorted(where.glob("*.yml")):
            found.append(Source(root, path.relative_to(root).as_posix(), kind, seed))
    return tuple(found)
