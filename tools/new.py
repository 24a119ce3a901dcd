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
from macros.read import read  # noqa: E402

TEMPLATES = Path(__file__).resolve().parent / "templates"
MADE = """\
接着做：
{steps}
写的时候反复看：make preview id={id}，先列出还没写的、写错的，写明哪一行，再给出那一页的地址（整个网站一起看：make serve）。
最后运行 make register（补页面、登记新的 id、更新考题的分数），再运行 make check（写够没有、排版对不对）。"""
HOW = """\
make new kind=种类 id=新的id。id 用小写字母、数字、连字符，定了不改。例如：

  make new kind=scenario id=lost-luggage
  make new kind=question in=travel for=lost-luggage id=luggage-how-much

种类：
{kinds}"""


# records that `make preview` shows at their place on a page, besides the kinds with pages of their own
SHOWN = {"question", "excuse", "channel", "term", "misconception", "outside"}


@dataclass(frozen=True)
class Recipe:
    """What a template makes. `kind`: the kind in the registry; `name`: what editors call it; `record`: it is one entry of a list, in
    the file that `in` names where the kind has several.

    `words`: what a person still has to do, after the blanks."""

    kind: str
    name: str
    record: bool = False
    words: tuple[str, ...] = ()


RECIPES: dict[str, Recipe] = {
    "scenario": Recipe(
        "scenario",
        "场景",
        words=(
            "在 docs/_data/trees/triage.yml 的 ends 里给它一个结果（scenarios: [{id}]），再让一题的回答 go 到那个结果",
            "别的场景已经说到这件事的：别名移过来，那边的 not_for 写 see: {id}",
            "至少3个问题：make new kind=question in=<主题> for={id} id=<新id>",
            "至少5句考题：在 docs/_data/search-queries.yml 末尾，已经开了头，像着急的人打字那样写，不照抄标题",
            "至少40句训练问句：docs/_data/search-train/{id}.yml，请没有看过考题的人写，一句一种说法",
        ),
    ),
    "letter": Recipe("letter", "文书", words=("在用得上它的场景的 letters 里写上 {id}",)),
    "law": Recipe("law", "法律", words=("对照正文写要点，换一个人再对照一遍",)),
    "platform": Recipe("platform", "平台"),
    "region": Recipe("region", "地区", words=("当地的法规先用 make new kind=law 写好，加一行 region: {id}；全国的法律不写 region",)),
    "excuses": Recipe("excuses", "一组商家说法（一个文件）"),
    "tree": Recipe("tree", "分流", words=('在一个页面里写 {{{{ decision_tree("{id}") }}}}',)),
    "question": Recipe("faqs", "问题", record=True, words=("在 docs/_data/search-queries.yml 它那个场景下面加一句考题",)),
    "excuse": Recipe("excuses", "一句商家说法", record=True, words=("在说得上它的场景的 excuses 里写上 {id}",)),
    "step": Recipe("shared-steps", "共用步骤", record=True, words=("在用得上它的场景里写 {{shared: {id}}}",)),
    "clock": Recipe("shared-deadlines", "共用期限", record=True, words=("在用得上它的场景里写 {{shared: {id}}}，别处的文字写 [[clock:{id}]]",)),
    "channel": Recipe("channels", "渠道", record=True, words=("没有核实的电话和网址不写：verified: false，phone: null",)),
    "term": Recipe("glossary", "词语", record=True),
    "misconception": Recipe("misconceptions", "误传", record=True),
    "case": Recipe("cases", "案例", record=True),
    "change": Recipe("changes", "规则变化", record=True),
    "outside": Recipe("outside", "不归手册管的事", record=True, words=('在 docs/_data/search-queries.yml 加一句考题，accept: ["outside/{id}"]',)),
}


def stop(sentence: str) -> NoReturn:
    """Ends with a sentence; nothing has been written."""
    sys.exit(sentence)


def target(recipe: Recipe, id_: str, into: str | None, root: Path) -> Path:
    """The data file that is written or added to. Stops with a sentence where it cannot be."""
    kind = KINDS[recipe.kind]
    data = root / "docs" / "_data" / kind.where
    if into and (kind.single or not recipe.record):
        stop(f"{recipe.name}不用写 in=：{'一件事一个文件' if not recipe.record else f'都在 {kind.where} 里'}。去掉 in={into}。")
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
        stop(
            "写明加进哪个文件，写 in= 和其中一个：\n" + "\n".join(f"  {n}（{t}）" for n, t in titles(recipe.kind, names, root).items()) + f"\n{near}"
        )
    return data / f"{into}.yml"


def titles(kind: str, names: list[str], root: Path) -> dict[str, str]:
    """File → what it is about, as far as the data say it today; a file that cannot be read has its bare name."""
    data = root / "docs" / "_data"
    words: dict[str, str] = {}
    if kind == "faqs":
        vocab, _ = read(data / "vocab.yml", "vocab.yml")
        topics = vocab.value.get("question_topics", []) if vocab and isinstance(vocab.value, dict) else []
        words = {t["id"]: f"{t['title']}：{t['blurb']}" for t in topics if isinstance(t, dict) and {"id", "title", "blurb"} <= t.keys()}
    else:
        for name in names:
            file, _ = read(data / KINDS[kind].where / f"{name}.yml", name)
            if file and isinstance(file.value, dict):
                words[name] = str(file.value.get("title", name))
    return {name: words.get(name, name) for name in names}


# what has a file of its own → its list in the order of vocab.yml; letters stand there under the phase they are written in
ORDERED = {"scenario": "scenarios", "excuses": "excuses", "platform": "platforms"}


def put_in_order(name: str, id_: str, root: Path) -> list[str]:
    """Names a new record at the end of its list in vocab.yml's order, a letter in the last phase. → what a person still has to do there."""
    path = root / "docs" / "_data" / "vocab.yml"
    before, mark, order = path.read_text(encoding="utf-8").partition("\norder:\n")
    rows = order.split("\n")
    written = f'"{id_}"' if id_.isdigit() else id_
    if name == "letter":
        last = max(i for i, row in enumerate(rows) if row.startswith("      letters: ["))
        rows[last] = rows[last].removesuffix("]") + f", {written}]"
    elif name in ORDERED:
        key = rows.index(f"  {ORDERED[name]}:")
        end = next(i for i in range(key + 1, len(rows)) if not rows[i].startswith("    "))
        rows.insert(end, f"    - {written}")
    else:
        return []
    path.write_text(before + mark + "\n".join(rows), encoding="utf-8")
    return [f"docs/_data/vocab.yml 的 order 里，{id_} 排在最后：{'挪到写它的那个阶段' if name == 'letter' else '读者常遇到的，往前挪'}"]


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
    if scenario and name != "question":
        stop(f"for= 只给问题用。去掉 for={scenario}，写好后在场景的数据里引用它。")
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
        train = root / "docs" / "_data" / "search-train" / f"{id_}.yml"
        train.parent.mkdir(exist_ok=True)
        train.write_text((TEMPLATES / "search-train.yml").read_text(encoding="utf-8"), encoding="utf-8")
        written += [queries, train]
    return [p.relative_to(root).as_posix() for p in written] + [w.format(id=id_) for w in recipe.words] + put_in_order(name, id_, root)


def main() -> None:
    parser = argparse.ArgumentParser(description="开始写一条新内容")
    parser.add_argument("--kind")
    parser.add_argument("--id")
    parser.add_argument("--in", dest="into")
    parser.add_argument("--for", dest="scenario")
    given = parser.parse_args([a for a in sys.argv[1:] if not a.endswith("=")])
    if not given.kind and not given.id:
        print(
            HOW.format(
                kinds="\n".join(f"  {name:<14}{r.name}{'，要写 in=' if r.record and not KINDS[r.kind].single else ''}" for name, r in RECIPES.items())
            )
        )
        return
    if not given.kind or not given.id:
        lacks = "kind=种类（单独运行 make new，列出全部种类）" if given.id else "id=新的id"
        stop(f"还要写 {lacks}。例如：make new kind={given.kind or 'scenario'} id={given.id or 'lost-luggage'}")
    done = make(given.kind, given.id, given.into, given.scenario)
    files = [d for d in done if d.startswith("docs/") and " " not in d and "（" not in d]
    print("已经写好：" + "、".join(files))
    steps = [f"打开 {files[0]}，把每个“（待写：…）”写上", *(d for d in done if d not in files)]
    shown = given.id if given.kind in {*PAGES, *SHOWN} else "用到它的那个场景"
    print(MADE.format(id=shown, steps="\n".join(f"{n}. {s}" for n, s in enumerate(steps, 1))))


if __name__ == "__main__":
    main()
