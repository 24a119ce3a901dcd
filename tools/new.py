"""Begins a new record: `make new kind=scenario id=lost-luggage`. Writes what a machine can write and says what only a person can.

    make new kind=KIND id=ID [in=FILE] [for=SCENARIO]

A kind with a file of its own (scenario, letter, law, platform, …) gets that file and its page; a record of a list (question, excuse,
channel, step, clock, …) is added at the end of its file. What is to be written is marked “（待写：…）” with a hint; the check names each
mark with its line until it is written. Nothing that exists is ever overwritten. Templates: tools/templates/.
"""

from __future__ import annotations

import argparse
import datetime as dt
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from macros import model  # noqa: E402
from macros.kinds import KINDS, PAGES  # noqa: E402
from macros.problem import suggest  # noqa: E402

TEMPLATES = Path(__file__).resolve().parent / "templates"
MADE = """\
接着做：
{steps}
写的时候一直开着 make serve：还没写的、写错的，一条条列出来，写明哪一行。
最后运行 make register（登记新的 id，更新考题的分数），再运行 make test。"""


@dataclass(frozen=True)
class Recipe:
    """What a template makes. `kind`: the kind in the registry; `record`: it is one entry of a list in the file `in` names.

    `words`: what a person still has to do, after the blanks."""

    kind: str
    record: bool = False
    words: tuple[str, ...] = ()


RECIPES: dict[str, Recipe] = {
    "scenario": Recipe(
        "scenario",
        words=(
            "在 docs/_data/trees/triage.yml 里给它一个结果，并从一道题接过去",
            "至少3个问题：make new kind=question in=<主题> for={id} id=<新id>",
            "至少5句考题：在 docs/_data/search-queries.yml 末尾，已经开了头",
        ),
    ),
    "letter": Recipe("letter", words=("在用得上它的场景的 letters 里写上 {id}",)),
    "law": Recipe("law", words=("对照正文写要点，换一个人再对照一遍",)),
    "platform": Recipe("platform"),
    "excuses": Recipe("excuses"),
    "tree": Recipe("tree", words=('在一个页面里写 {{{{ decision_tree("{id}") }}}}',)),
    "question": Recipe("faqs", record=True, words=("在 docs/_data/search-queries.yml 加一句考题",)),
    "excuse": Recipe("excuses", record=True, words=("在说得上它的场景的 excuses 里写上 {id}",)),
    "step": Recipe("shared-steps", record=True, words=("在用得上它的场景里写 {{shared: {id}}}",)),
    "clock": Recipe("shared-deadlines", record=True, words=("在用得上它的场景里写 {{shared: {id}}}，别处的文字写 [[clock:{id}]]",)),
    "channel": Recipe("channels", record=True, words=("没有核实的电话和网址不写：verified: false，phone: null",)),
    "term": Recipe("glossary", record=True),
    "misconception": Recipe("misconceptions", record=True),
    "case": Recipe("cases", record=True),
    "change": Recipe("changes", record=True),
    "outside": Recipe("outside", record=True, words=("在 docs/_data/search-queries.yml 加一句考题",)),
}


def stop(sentence: str) -> NoReturn:
    """Ends with a sentence; nothing has been written."""
    sys.exit(sentence)


def target(recipe: Recipe, id_: str, into: str | None, root: Path) -> Path:
    """The data file that is written or added to. Stops with a sentence where it cannot be."""
    kind = KINDS[recipe.kind]
    data = root / "docs" / "_data" / kind.where
    if not recipe.record:
        path = data / f"{id_}.yml"
        if path.exists():
            stop(f"{path.relative_to(root)} 已经有了。换一个 id，或直接改那个文件。")
        return path
    if kind.single:
        return data
    names = sorted(p.stem for p in data.glob("*.yml"))
    if into not in names:
        near = suggest(into or "", names)
        stop(f"写明加进哪个文件：in={'|'.join(names)}。{near}")
    return data / f"{into}.yml"


def taken(id_: str, path: Path) -> bool:
    """Does the file already have a record of this id?"""
    return bool(re.search(rf"(?m)^\s*- (?:\{{)?\s*id: {re.escape(id_)}\b(?!-)", path.read_text(encoding="utf-8")))


def make(name: str, id_: str, into: str | None = None, scenario: str | None = None, root: Path = ROOT) -> list[str]:
    """Writes the record; returns the files that were written, then what a person has to do. Stops with a sentence before it writes."""
    recipe = RECIPES.get(name)
    if recipe is None:
        stop(f"没有“{name}”这一种。可用的：{'、'.join(RECIPES)}。{suggest(name, RECIPES)}")
    if not re.fullmatch(model.ID, id_):
        stop(f"“{id_}”不是合格的id。只用小写字母、数字和连字符，如 lost-luggage；定了就不再改。")
    if scenario and not (root / "docs" / "_data" / "scenarios" / f"{scenario}.yml").exists():
        known = [p.stem for p in (root / "docs" / "_data" / "scenarios").glob("*.yml")]
        stop(f"没有场景“{scenario}”。{suggest(scenario, known)}")
    path = target(recipe, id_, into, root)
    text = (TEMPLATES / f"{name}.yml").read_text(encoding="utf-8")
    text = text.replace("__ID__", id_).replace("__TODAY__", dt.date.today().isoformat()).replace("__FOR__", f'"{scenario}"' if scenario else "")
    written = [path]
    if recipe.record:
        if taken(id_, path):
            stop(f"{path.relative_to(root)} 里已经有 id“{id_}”。换一个。")
        old = path.read_text(encoding="utf-8").rstrip("\n")
        # an empty list is written [] on its key's line
        old = re.sub(r"(?m)^(\w+): \[\]$", r"\1:", old)
        path.write_text(f"{old}\n{text}", encoding="utf-8")
    else:
        path.write_text(text, encoding="utf-8")
    if not recipe.record and recipe.kind in PAGES:
        page = root / "docs" / PAGES[recipe.kind].folder / f"{id_}.md"
        page.write_text(f"{{{{ {PAGES[recipe.kind].macro}() }}}}\n", encoding="utf-8")
        written.append(page)
    if name == "scenario":
        queries = root / "docs" / "_data" / "search-queries.yml"
        asks = "".join(f'      - "（待写：别人会怎么打字问{n}）"\n' for n in "一二三四五")
        with queries.open("a", encoding="utf-8") as out:
            out.write(f'  - accept: ["scenario/{id_}"]\n    ask:\n{asks}')
        written.append(queries)
    return [p.relative_to(root).as_posix() for p in written] + [w.format(id=id_) for w in recipe.words]


def main() -> None:
    parser = argparse.ArgumentParser(description="开始写一条新内容")
    parser.add_argument("--kind")
    parser.add_argument("--id")
    parser.add_argument("--in", dest="into")
    parser.add_argument("--for", dest="scenario")
    given = parser.parse_args([a for a in sys.argv[1:] if not a.endswith("=")])
    if not given.kind or not given.id:
        stop(f"写明种类和 id：make new kind=scenario id=lost-luggage。种类：{'、'.join(RECIPES)}")
    done = make(given.kind, given.id, given.into, given.scenario)
    files = [d for d in done if d.startswith("docs/") and " " not in d and "（" not in d]
    print("已经写好：" + "、".join(files))
    steps = [f"打开 {files[0]}，把每个“（待写：…）”写上", *(d for d in done if d not in files)]
    print(MADE.format(steps="\n".join(f"{n}. {s}" for n, s in enumerate(steps, 1))))


if __name__ == "__main__":
    main()
