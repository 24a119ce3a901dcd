"""Prints what the letters claim: every sentence with an assertion, the assertion in words, and the hand-worked cases of tests/assertions.yml."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros import asserts  # noqa: E402
from macros.book import Handbook  # noqa: E402
from macros.load import load  # noqa: E402
from macros.read import read  # noqa: E402

TABLE = ROOT / "tests" / "assertions.yml"


class Row(NamedTuple):
    """One sentence that claims: where it stands, how it begins, what becomes of it, its hand-worked cases."""

    letter: str
    says: str
    claim: Any
    cases: list[dict[str, Any]]


def table() -> dict[str, dict[str, list[dict[str, Any]]]]:
    """letter → beginning of the sentence → cases, as tests/assertions.yml has them."""
    document, problems = read(TABLE, "tests/assertions.yml")
    if document is None:
        sys.exit("\n".join(map(str, problems)))
    return document.value


def rows(book: Handbook) -> Iterator[Row]:
    """Every claim of every letter, with the cases that the table has of it ([] where it has none)."""
    known = table()
    for id_, letter in book.letters.items():
        for _, claim, text, _ in asserts.claiming(letter):
            if claim.asserts is not None:
                own = [(says, cases) for says, cases in known.get(id_, {}).items() if text.startswith(says)]
                says, cases = own[0] if len(own) == 1 else (text, [])
                yield Row(id_, says, claim, cases)


def main() -> None:
    book, problems = load(ROOT)
    if book is None:
        sys.exit("\n".join(map(str, problems)))
    for row in rows(book):
        print(f"\n{row.letter}  {row.says}…")
        for assertion in row.claim.asserts:
            print(f"    断言 {asserts.words(assertion, book.letters[row.letter], book.shared_deadlines)}")
        stop = "提醒" if row.claim.else_ or row.claim.stays else "拦下来"
        for key, text in (("不是这样", row.claim.else_), ("不知道", row.claim.unknown), (stop, row.claim.conflict)):
            if text:
                print(f"    {key}：{text}")
        for case in row.cases:
            values = "，".join(f"{key} {value}" for key, value in case.items() if key not in ("is", "text", "why"))
            print(f"      {case['is']:8}{values}")
    every = list(rows(book))
    print(
        f"\n{len(book.letters)} 份文书，{len({row.letter for row in every})} 份里有断言：{len(every)} 句，{sum(len(row.cases) for row in every)} 个例子"
    )


if __name__ == "__main__":
    main()
