"""A data error as content editors read it: file, line, place, what is wrong, what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """`file` relative to the project's root; `line` counts from 1, 0 where no line can be named."""

    file: str
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.where}: {self.message}" if self.where else f"{place}: {self.message}"


def suggest(wrong: str, known: Iterable[str]) -> str:
    """“你是不是要写 …？” where something close exists, else an empty text."""
    near = difflib.get_close_matches(wrong, list(known), n=1, cutoff=0.7)
    return f"你是不是要写 {near[0]}？" if near else ""
