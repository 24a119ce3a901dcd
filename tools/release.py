"""Keeps what a release promised, so that every later one can be tried with it: `make release`, once, on the day of the release.
With a tag, what the forge prints of the release: `make release-notes tag=v0.2.0`.

    python tools/release.py [--notes TAG]

Writes tests/releases/VERSION/: shape.json (what handbook.json has, path by path), promise.json (what its schema says will be there, and which words it may
choose from) and stored.json (what a browser holds for a reader who used everything, and the file in which he carries a case away). What is there is never touched again: a folder that exists is refused. What ids and addresses were promised
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
from macros.publish import open_data, open_schema  # noqa: E402
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


def promised(schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Path → what the schema says of it: `types`, in order; `always`: whoever has what it stands in has it too; `values`: the words it is chosen from, where
    these are closed. A word that stands alone (const) is a choice of one."""
    found: dict[str, dict[str, Any]] = {}

    def types_of(node: dict[str, Any]) -> list[str]:
        if "type" in node:
            return node["type"] if isinstance(node["type"], list) else [node["type"]]
        chosen = [node["const"]] if "const" in node else node.get("enum", [])
        return sorted({"null" if v is None else "boolean" if isinstance(v, bool) else "string" if isinstance(v, str) else "integer" for v in chosen})

    def say(path: str, node: dict[str, Any], always: bool) -> None:
        entry = found.setdefault(path, {"types": [], "always": always})
        entry["types"] = sorted({*entry["types"], *types_of(node)})
        entry["always"] = entry["always"] and always
        if chosen := ([node["const"]] if "const" in node else node.get("enum")):
            entry["values"] = sorted({*entry.get("values", []), *map(str, chosen)})

    def walk(node: dict[str, Any], path: str, always: bool, inside: tuple[str, ...]) -> None:
        if reference := node.get("$ref"):
            if reference not in inside:  # a record that may hold one of its own kind is described once
                walk(schema["$defs"][reference.rpartition("/")[2]], path, always, (*inside, reference))
            return
        for part in node.get("allOf", []):
            walk(part, path, always, inside)
        for part in (choices := [*node.get("anyOf", []), *node.get("oneOf", [])]):
            # what only one of several forms has, is not always there
            walk(part, path, always, inside) if not part.get("properties") else walk({**part, "required": []}, path, always, inside)
        if not choices and "allOf" not in node:
            say(path, node, always)
        for key, inner in node.get("properties", {}).items():
            walk(inner, f"{path}.{key}" if path else key, key in node.get("required", []), inside)
        if isinstance(inner := node.get("items"), dict):
            walk(inner, f"{path}[]", True, inside)
        if isinstance(inner := node.get("additionalProperties"), dict):
            walk(inner, f"{path}.{{}}", True, inside)

    walk(schema, "", True, ())
    return dict(sorted(found.items()))


def broken(then: dict[str, dict[str, Any]], now: dict[str, dict[str, Any]]) -> list[str]:
    """What a release promised of its open data and this state does not keep, a line each. Paths, keys that are not always there and words to choose from may
    be added; a program that was written for the release goes on reading what it knows."""
    lines = []
    for path, was in then.items():
        here = now.get(path)
        if here is None:
            lines.append(f"{path}：没有了")
            continue
        if other := set(here["types"]) - set(was["types"]) - ({"integer"} if "number" in was["types"] else set()):
            lines.append(f"{path}：会出现{'、'.join(sorted(other))}，以前只有{'、'.join(was['types'])}")
        if was["always"] and not here["always"]:
            lines.append(f"{path}：以前一定在，现在不一定了")
        if gone := set(was.get("values", [])) - set(here.get("values", [])):
            lines.append(f"{path}：不再有{'、'.join(sorted(gone))}")
    return lines


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
    """Writes the three files."""
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
    promise = promised(open_schema.schema())
    (target / "promise.json").write_text(json.dumps(promise, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
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
