"""Keeps what a release promised, so that every later one can be tried with it: `make release`, once, on the day of the release.
With a tag, what the forge prints of the release: `make release-notes tag=v0.2.0`.

    python tools/release.py [--notes TAG]

Writes tests/releases/VERSION/: shape.json (what handbook.json has, path by path) and stored.json (what a browser holds for a reader who used everything, and
the file in which he carries a case away). What is there is never touched again: a folder that exists is refused. What ids and addresses were promised
stands in tests/published_ids.txt.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

from setup import node  # noqa: E402

from macros import model as m  # noqa: E402
from macros.book import Handbook  # noqa: E402
from macros.dates import chinese_date  # noqa: E402
from macros.edition import version  # noqa: E402
from macros.kinds import handwritten  # noqa: E402
from macros.load import load  # noqa: E402
from macros.publish import open_data  # noqa: E402
from macros.text import in_markdown  # noqa: E402

KEPT = ROOT / "tests" / "releases"


def shape(value: Any, path: str = "") -> dict[str, list[str]]:
    """Path → the types that stand there, in order: {'scenarios[].title': ['str']}. Keys that are ids stand as {}: a map of records."""
    found: dict[str, set[str]] = {}

    def walk(value: Any, path: str) -> None:
        found.setdefault(path, set()).add(type(value).__name__)
        if isinstance(value, dict):
            for key, inner in value.items():
                walk(inner, f"{path}.{{}}" if path.endswith("articles") else f"{path}.{key}" if path else key)
        elif isinstance(value, list):
            for inner in value:
                walk(inner, f"{path}[]")

    walk(value, path)
    return {path: sorted(types) for path, types in sorted(found.items())}


def used(book: Handbook, day: str) -> dict[str, Any]:
    """The ids that a reader's browser keeps something under, as tools/release.mjs asks for them."""
    ticks = {scenario: [step.record.id for step in book.steps_of(scenario)] for scenario in book.scenarios}
    letters = {
        letter: {f.id: [o.id for o in f.options][:1] if f.options else "2026-11-17" if f.type == "date" else "写过的字" for f in record.fields}
        for letter, record in book.letters.items()
    }
    return {
        "day": day,
        "ticks": ticks,
        "facts": {word.id: "写过的字" for word in book.vocab.facts if not word.id.startswith("dates.")},
        "events": [word.id for word in book.vocab.events],
        "messages": {scenario: record.first.messages[0].id for scenario, record in book.scenarios.items() if record.first.messages},
        "letters": letters,
        "sums": list(book.sums),
    }


def keep(book: Handbook, target: Path) -> None:
    """Writes the two files."""
    release = book.releases[0]
    assert release.on is not None
    program = node()
    if program is None:
        sys.exit("没有 Node.js，先运行 make setup")
    asked = json.dumps(used(book, release.on))
    said = subprocess.run([program[0], "tools/release.mjs"], cwd=ROOT, input=asked, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True)
    kept = json.loads(said.stdout)
    data = open_data.data(book, [{"url": "u", "title": "t", "text": "x"} for _ in handwritten(book.root)[:1]])
    target.mkdir(parents=True)
    (target / "shape.json").write_text(json.dumps(shape(json.loads(json.dumps(data))), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (target / "stored.json").write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


CHECK = """## 下载的东西是不是原样

- 和`SHA256SUMS`放在一起，运行`sha256sum --check --ignore-missing SHA256SUMS`，每个写着OK的就是原样的。
- 是不是这个仓库的这个提交做出来的：`gh attestation verify 文件 --repo 拥有者/仓库`。私有的仓库没有这一项。
- 用了哪些软件：`handbook.cdx.json`（CycloneDX）。
"""


def notes(releases: list[m.Release], tag: str) -> str:
    """Markdown: what the release of a tag brought, and how one checks what was downloaded. Stops where the tag is no release that is ready."""
    release = next((r for r in releases if tag == f"v{r.version}"), None)
    if release is None or tag != f"v{version()}":
        sys.exit(f"标签{tag}不是这一版：pyproject.toml 写的是{version()}，log.yml 最上面是{releases[0].version}。标签写成 v 加版本")
    if release.on is None:
        sys.exit(f"log.yml 里版本{release.version}还没有写发布的日子（on）")
    if not (KEPT / release.version).exists():
        sys.exit(f"版本{release.version}承诺过的还没有留下来。先运行 make release，提交了再打标签")
    lines = [f"{chinese_date(release.on)}：{in_markdown(release.what)}", "", "## 改了什么", ""]
    lines += [f"- {in_markdown(entry.what)}" for entry in release.entries]
    return "\n".join([*lines, "", CHECK])


def main() -> None:
    options = argparse.ArgumentParser(description="what a release promised")
    options.add_argument("--notes", metavar="TAG")
    tag = options.parse_args().notes
    book, problems = load(ROOT)
    if problems or book is None:
        sys.exit("数据有问题，先运行 make site 看清单")
    if tag is not None:
        print(notes(book.releases, tag), end="")
        return
    release = book.releases[0]
    if release.on is None:
        sys.exit("log.yml 最上面一段还没有写发布的日子（on）。写上再运行")
    target = KEPT / release.version
    if target.exists():
        sys.exit(f"版本{release.version}已经留过了（{target.relative_to(ROOT)}），留过的不改。要发新的，在 log.yml 最上面开一段新的版本")
    keep(book, target)
    print(f"留好了：{target.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
