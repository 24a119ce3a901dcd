"""One fault: where it is, what it does, how it must be told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from tests.faults.spots import Source, Spot

Do = Callable[[Path], None]
Expect = Literal["named", "pass", "open"]
HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Fault:
    """`file`, `lines`: where it must be told (no lines: anywhere in the file); `others`: it may be told in any file as well, where
    those that refer to the broken thing stand; `expect`: it must be named, it must pass, or it is `open`: no check can be sure of it, so silence is counted
    and no failure; `touched`: files that `apply` writes, relative to the root."""

    group: str
    name: str
    file: str
    lines: tuple[int, int] | None
    expect: Expect
    touched: tuple[str, ...]
    apply: Do = field(compare=False)
    others: bool = False


def write(file: str, content: Callable[[], str | bytes]) -> Do:
    """Writes a file of the project; the content is made when it is wanted, since all faults at once would fill the memory."""

    def do(root: Path) -> None:
        made = content()
        (root / file).write_bytes(made if isinstance(made, bytes) else made.encode())

    return do


def edit(source: Source, group: str, what: str, spot: Spot, start: int, end: int, new: str, **more: Any) -> Fault:
    """A fault that replaces a part of a file's text; told at the line of the change unless said otherwise."""
    line = source.line_of(start)
    lines = more.pop("lines", (line, line + new.count("\n")))
    expect = more.pop("expect", "named")
    do = write(source.file, lambda: source.text[:start] + new + source.text[end:])
    return Fault(group, f"{what} @ {spot.name}", source.file, lines, expect, (source.file,), do, **more)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
