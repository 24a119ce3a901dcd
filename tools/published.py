"""Adds new ids to tests/published_ids.txt. Append-only: an id that ever shipped keeps working, so nothing is ever taken out."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros.load import Handbook, load  # noqa: E402


def ids(book: Handbook) -> set[str]:
    """kind/id of everything that can be linked to or ticked."""
    found = {f"law/{i}#{a}" for i, law in book.laws.items() for a in law.articles} | {f"law/{i}" for i in book.laws}
    for id_, s in book.scenarios.items():
        found.add(f"scenario/{id_}")
        for _, phase in s.steps.phases():
            found |= {f"tick/{id_}/{getattr(e, 'shared', None) or e.id}" for e in phase}
        found |= {f"deadline/{id_}/{d.id}" for d in s.deadlines}
    found |= {f"tick/steps-{s.phase}/{s.id}" for s in book.shared_steps.values()}
    found |= {f"excuse/{i}" for i in book.excuses} | {f"question/{i}" for i in book.questions}
    for id_, letter in book.letters.items():
        found |= {f"letter/{id_}"} | {f"field/{id_}/{f.id}" for f in letter.fields}
    found |= {f"channel/{i}" for i in book.channels} | {f"term/{i}" for i in book.glossary} | {f"misconception/{i}" for i in book.misconceptions}
    found |= {f"outside/{i}" for i in book.outside}
    return found


def main() -> None:
    book, problems = load(ROOT)
    if problems or book is None:
        sys.exit("数据有问题，先运行 make site 看清单")
    path = ROOT / "tests" / "published_ids.txt"
    old = (
        path.read_text(encoding="utf-8").split("\n")
        if path.exists()
        else ["# Every id ever released; append-only. New ones: python tools/published.py"]
    )
    old = [line for line in old if line]
    new = sorted(ids(book) - set(old))
    path.write_text("\n".join(old + new) + "\n", encoding="utf-8")
    print(f"{len(new)} new ids")


if __name__ == "__main__":
    main()
