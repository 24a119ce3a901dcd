"""What has to be looked at again: `make freshness`, or for another day `make freshness ON=2027-06-01`.

Prints a table; `--issue` prints a text that can be handed in as an issue as it is. It reports and judges nothing: a day that goes by breaks no test.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros.dates import chinese_date  # noqa: E402
from macros.freshness import TITLES, End, Finding, findings  # noqa: E402
from macros.load import load  # noqa: E402
from macros.text import in_markdown  # noqa: E402

MOST = 40  # lines of a kind in an issue: the rest is counted


def ends(root: Path = ROOT) -> list[End]:
    """What tools/ends.yml says."""
    return [End(**entry) for entry in yaml.safe_load((root / "tools" / "ends.yml").read_text(encoding="utf-8"))]


def table(found: list[Finding], on: dt.date) -> str:
    """For the screen: kind by kind how many, then one a line with place and remedy."""
    lines = [f"{chinese_date(on.isoformat())}：{len(found)}处要看"]
    for kind, title in TITLES.items():
        here = [f for f in found if f.kind == kind]
        lines += ["", f"{title}：{len(here)}"]
        lines += [f"  {f.place}  {f.what}。{f.do}" for f in here]
    return "\n".join(lines)


def issue(found: list[Finding], on: dt.date) -> str:
    """Markdown: a table of counts, then a list with boxes to tick, at most MOST of a kind."""
    lines = [f"# 要重新核对的内容（{chinese_date(on.isoformat())}）", "", "| 哪一类 | 几处 |", "| --- | --- |"]
    lines += [f"| {title} | {sum(f.kind == kind for f in found)} |" for kind, title in TITLES.items()]
    for kind, title in TITLES.items():
        here = [f for f in found if f.kind == kind]
        if not here:
            continue
        lines += ["", f"## {title}", ""]
        lines += [f"- [ ] {in_markdown(f.what)}（`{f.place}`）：{in_markdown(f.do)}" for f in here[:MOST]]
        if len(here) > MOST:
            lines.append(f"- 还有{len(here) - MOST}处：运行 `make freshness ON={on.isoformat()}` 看全部")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="哪些内容要重新核对")
    parser.add_argument("--on", type=dt.date.fromisoformat, default=dt.date.today(), help="按哪一天算，例如 2027-06-01；不写就是今天")
    parser.add_argument("--issue", action="store_true", help="写成能直接贴进议题的文字")
    asked = parser.parse_args(arguments)
    book, problems = load(ROOT)
    if problems or book is None:
        sys.exit("数据有问题，先运行 make site 看清单")
    found = findings(book, asked.on, ends())
    print((issue if asked.issue else table)(found, asked.on))


if __name__ == "__main__":
    main(sys.argv[1:])
