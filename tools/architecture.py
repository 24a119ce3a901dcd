"""Draws docs/assets/architecture.svg from the imports of macros/ and of the browser part: `make architecture`.

A box is a module of macros/ that stands alone, a folder of them, or a folder of scripts; an arrow goes to what is imported. Boxes stand in layers: what
imports nothing of ours is at the bottom. The picture is a source that a test keeps current.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "assets" / "architecture.svg"
SCRIPTS = "docs/assets/javascripts"
WIDTH, BOX, HIGH, GAP, SHIFT = 1080, 124, 34, 26, 90
# modules of macros/ that are one thing to whoever looks at the whole
TOGETHER = {
    "读数据": {"load", "read", "problem", "text", "spoken"},
    "模型": {"model", "kinds", "book"},
    "期限、金额、断言": {"asserts", "sums", "blanks", "rest_days", "dates", "calls", "letters", "reviews", "freshness", "coming"},
    "页面": {"pages", "views", "links", "divided", "headings", "finished"},
    "接引擎": {"__init__", "engine", "opened", "theme"},
    "检查": {"check"},
    "页面旁边的文件": {"publish", "bundle", "kept", "edition"},
    "学": {"learn", "packed"},
}
BROWSER = {"store": "读者的东西", "lib": "小工具", "letter": "文书", "case": "我的案件", "search": "搜索", "": "页面上的模块"}


@dataclass
class Box:
    """A part: `name`; `holds`: the modules or folders in it; x, y: its upper left corner, set by placed()."""

    name: str
    holds: str
    x: float = 0
    y: float = 0


def python_imports(root: Path) -> dict[tuple[str, str], int]:
    """(part, part that it uses) → how many imports. Raises KeyError for a module that belongs to no part: name it in TOGETHER."""
    part = {module: name for name, modules in TOGETHER.items() for module in modules}
    found: dict[tuple[str, str], int] = defaultdict(int)
    for path in sorted((root / "macros").rglob("*.py")):
        here = part[path.relative_to(root / "macros").parts[0].removesuffix(".py")]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("macros"):
                continue
            inner = (node.module or "").split(".")[1:2]
            for target in inner or [alias.name for alias in node.names]:
                if target in part and part[target] != here:
                    found[here, part[target]] += 1
    return dict(found)


def script_imports(root: Path) -> dict[tuple[str, str], int]:
    """The same of the browser's modules, folder by folder."""
    base = root / SCRIPTS
    found: dict[tuple[str, str], int] = defaultdict(int)
    shared = json.loads((base / "package.json").read_text(encoding="utf-8"))["imports"]

    def folder(path: Path) -> str:
        parts = path.resolve().relative_to(base.resolve()).parts
        return BROWSER[parts[0] if len(parts) > 1 and parts[0] in BROWSER else "store" if parts[0] == "store.js" else ""]

    for path in sorted(base.rglob("*.js")):
        for target in re.findall(r'^(?:import|export)\b[^;]*?from "([.#][^"]+)"', path.read_text(encoding="utf-8"), re.MULTILINE):
            here, there = folder(path), folder(base / shared[target]["default"] if target in shared else path.parent / target)
            if here != there:
                found[here, there] += 1
    return dict(found)


def layers(names: list[str], arrows: dict[tuple[str, str], int]) -> list[list[str]]:
    """Names from the top down: each above all that it uses. Two that use each other stand side by side, above what the weaker use names."""
    uses = {
        name: {b for (a, b), n in arrows.items() if a == name and n >= arrows.get((b, a), 0) and (n, a) > (arrows.get((b, a), 0), b)}
        for name in names
    }
    height: dict[str, int] = {}

    def high(name: str, above: tuple[str, ...] = ()) -> int:
        if name not in height:
            height[name] = 1 + max((high(b, (*above, name)) for b in uses[name] if b not in above), default=-1)
        return height[name]

    top = max(map(high, names))
    return [[name for name in names if height[name] == level] for level in range(top, -1, -1)]


def placed(rows: list[list[str]], left: float, width: float, holds: dict[str, str]) -> list[Box]:
    """Boxes in rows, each row in the middle of its column."""
    boxes = []
    for n, row in enumerate(rows):
        aside = (SHIFT if n % 2 else -SHIFT) if len(row) == 1 else 0  # else arrows over several rows lie on each other
        start = left + aside + (width - len(row) * BOX - (len(row) - 1) * GAP) / 2
        boxes += [Box(name, holds[name], start + i * (BOX + GAP), 64 + n * (HIGH + 62)) for i, name in enumerate(row)]
    return boxes


def drawn(root: Path = ROOT) -> str:
    """The picture as SVG."""
    ours, theirs = python_imports(root), script_imports(root)
    holds = {name: "、".join(sorted(m for m in modules if m != "__init__")) for name, modules in TOGETHER.items()}
    holds |= {name: f"{folder}/" if folder else "*.js" for folder, name in BROWSER.items()}
    boxes = placed(layers(list(TOGETHER), ours), 20, 620, holds) + placed(layers(list(BROWSER.values()), theirs), 660, 400, holds)
    at = {box.name: box for box in boxes}
    arrows = []
    for a, b in sorted(ours | theirs):
        here, there = at[a], at[b]
        down = there.y > here.y
        y = (here.y + HIGH, there.y - 5) if down else (here.y, there.y + HIGH + 5)
        if there.y == here.y:
            y = (here.y + HIGH, there.y + HIGH + 5)
        arrows.append({"x1": here.x + BOX / 2, "y1": y[0], "x2": there.x + BOX / 2, "y2": y[1], "up": not down})
    template = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True).get_template("architecture.svg")
    height = max(box.y for box in boxes) + HIGH + 24
    return template.render(boxes=boxes, arrows=arrows, width=WIDTH, height=height, box=BOX, high=HIGH) + "\n"


if __name__ == "__main__":
    PICTURE.write_text(drawn(), encoding="utf-8")
    print(f"画好了 {PICTURE.relative_to(ROOT)}", file=sys.stderr)
