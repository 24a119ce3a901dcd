"""Which letters fit which situation, as a table: what is named and for which dispute, what fits and is not named, which dispute has none.

    python tools/fit.py

A report for editors, never an error: whether a letter that fits should be named is theirs to say. What is named and does not fit is an error of the
build (macros/check/fit.py). Papers of the procedure (disputes: any) fit everywhere and are left out.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros.book import Handbook  # noqa: E402
from macros.check.fit import fitting  # noqa: E402
from macros.load import load  # noqa: E402


def row(book: Handbook, id_: str) -> str:
    """One line of the table: | situation | disputes | named, for what | fits, not named | disputes for which none is named |"""
    scenario = book.scenarios[id_]
    fits = fitting(book, scenario)
    named = {letter: disputes for letter, disputes in fits.items() if letter in scenario.letters}
    served = {dispute for disputes in named.values() for dispute in disputes}
    cells = (
        id_,
        "、".join(scenario.disputes),
        "；".join(f"{letter}（{'、'.join(disputes)}）" for letter, disputes in named.items()),
        "、".join(letter for letter in fits if letter not in named),
        "、".join(dispute for dispute in scenario.disputes if dispute not in served),
    )
    return f"| {' | '.join(cells)} |"


def table(book: Handbook) -> list[str]:
    """The table in Markdown, its head first."""
    head = "| 场景 | 争的是 | 列了的，为什么争议 | 对得上、没有列的 | 还没有文书的争议 |"
    return [head, "| --- | --- | --- | --- | --- |", *(row(book, id_) for id_ in book.scenarios)]


if __name__ == "__main__":
    handbook, problems = load(ROOT)
    if handbook is None or problems:
        sys.exit("\n".join(map(str, problems)))
    print("\n".join(table(handbook)))
