"""Adds new ids to tests/published_ids.txt. Append-only: an id that ever shipped keeps working, so nothing is ever taken out."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros.kinds import published  # noqa: E402
from macros.load import load  # noqa: E402


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
    new = sorted(published(book) - set(old))
    path.write_text("\n".join(old + new) + "\n", encoding="utf-8")
    print(f"登记了{len(new)}个新的 id" if new else "没有新的 id")


if __name__ == "__main__":
    main()
