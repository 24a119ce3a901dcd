"""A small book of its own: one or two records of every kind, every field filled somewhere, every choice of a closed list taken.

For tests of what the handbook does with data, whatever the real data say. Its laws, shops and days are invented. Use it so:

    book = small.book(small.project(tmp_path))          # loaded and checked, milliseconds
    Pages(book, today=…).scenario_page("change-of-mind")  # a page drawn directly
    small.build(project, target)                        # the whole site through MkDocs, a few seconds

`data/` holds the records as an editor would write them; `PAGES` the hand-written pages, between them every macro. A new kind, field or choice
that has no place here fails in tests/components/test_small_book.py by name: add a record, the cheapest one that has it.
"""

from __future__ import annotations

import atexit
import hashlib
import logging
import shutil
from functools import cache
from pathlib import Path
from unittest.mock import patch

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from macros import kept, learn
from macros.book import Handbook
from macros.bundle import MADE
from macros.check import check
from macros.kinds import KINDS
from macros.kinds import PAGES as STUBS
from macros.load import load

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = Path(__file__).resolve().parent / "data"
# what a project needs beside its docs; linked, so that the small site is made by the real program
PROGRAM = ("macros", "overrides", "node_modules", "package-lock.json")
SETTINGS = "mkdocs.yml"  # copied: tests break it


def _page(title: str, body: str, **head: str) -> str:
    keys = "".join(f'{key}: "{value}"\n' for key, value in {"title": title, "description": f"{title}。", **head}.items())
    return f"---\n{keys}---\n\n{body}\n"


def _step(phase: str) -> str:
    return _page(f"步骤{phase}", "{{ phase_checklist() }}\n\n## 先做这个 {: #first-part }\n\n照着做。", reviewed="2026-11-22")


# every page that is not a stub, by its path under docs
PAGES: dict[str, str] = {
    "index.md": "---\ntitle: 首页\nkind: home\n---\n\n{{ home_page() }}\n",
    "search.md": _page("搜索", "{{ search_page() }}"),
    "case.md": _page("我的案件", "{{ my_case() }}"),
    "triage.md": _page("是哪一种", '{{ decision_tree("triage") }}'),
    "triage/away.md": _page("是哪一种：不归这里", "{{ tree_ends() }}"),
    "cases.md": _page("案例", "{{ cases_page() }}"),
    "changes.md": _page("变化", "{{ changes_page() }}"),
    "glossary.md": _page("词语", "{{ glossary_page() }}"),
    "misconceptions.md": _page("误传", "{{ misconceptions_page() }}"),
    "scenarios/index.md": _page("我遇到的事", "{{ scenario_index() }}"),
    "excuses/index.md": _page("商家的话", "{{ excuse_index() }}"),
    "faq/index.md": _page("问答", "{{ faq_index() }}"),
    "letters/index.md": _page("文书", "{{ letter_index() }}"),
    "laws/index.md": _page("法律", "{{ law_index() }}"),
    "laws/market-complaint-measures/rules.md": _page("投诉的规矩", "{{ part_of_law() }}"),
    "channels/index.md": _page("渠道", "{{ channels_page() }}"),
    "channels/court.md": _page("渠道：法院", "{{ channels_kind() }}"),
    "channels/choose.md": _page("先去哪里", '{{ decision_tree("doors") }}'),
    "regions/index.md": _page("各地的规定", "{{ region_index() }}"),
    "about/index.md": _page("关于", "[更正](corrections.md)", reviewed="2026-11-22"),
    "about/corrections.md": _page("更正", "写信来。\n\n{{ report_ways() }}", reviewed="2026-11-22"),
    "about/disclaimer.md": _page("免责", "只供参考。", reviewed="2026-11-22"),
    "about/privacy.md": _page("隐私", "不上传。", reviewed="2026-11-22"),
    "about/outside.md": _page("不归这里", "{{ outside_page() }}"),
    "about/search-score.md": _page("搜索成绩", "{{ search_score() }}"),
    "about/log.md": _page("改动", "{{ version_log() }}"),
    "about/state.md": _page("状态", "{{ state_page() }}"),
    "steps/index.md": _page("步骤", "先看[核实](verify.md)。", reviewed="2026-11-22"),
    # what a hand-written page may call inside a paragraph, a list, a table, a note; and the one term of the book
    "steps/verify.md": _page(
        "核实",
        """{{ phase_checklist() }}

## 先看法律 {: #first-part }

冷静期里可以退{{ cite("shop-law#25") }}，运费也有人出{{ cite("shop-law#9", "shop-law#12-1") }}。再说一次冷静期。

- 一条{{ cite("shop-law#12") }}

| 一 | 二 |
| --- | --- |
| 三 | 四{{ cite("shop-law#25") }} |

{% call say("这样问", "真要问的时候。") %}
请问能退吗？
{% endcall %}

{% call say() %}
没有题目的一句。

第二段。
{% endcall %}

{% call note("warn", "小心") %}注意看{{ cite("shop-law#9") }}。{% endcall %}""",
        reviewed="2026-11-22",
    ),
    **{f"steps/{phase}.md": _step(phase) for phase in ("evidence", "negotiate", "complain", "follow-up", "legal")},
}
SCORE = (
    '{"measured": "2026-11-22", "queries": 1, "hit1": 1.0, "hit3": 2.0, "hit10": 3.0, "outside": {"queries": 4, "hit3": 5.0},'
    ' "learned": {"queries": 10, "hit1": 11.0, "hit3": 12.0}, "blind": {"queries": 13, "hit1": 14.0, "hit3": 15.0},'
    ' "blind_outside": {"queries": 16, "hit1": 17.0, "hit3": 18.0},'
    ' "danger": {"queries": 19, "shown": 20.0, "alike": 21, "alike_shown": 22.0, "ordinary": 23, "ordinary_shown": 24.0},'
    ' "blind2": {"queries": 25, "hit1": 26.0, "hit3": 27.0}, "blind2_outside": {"queries": 28, "hit1": 29.0, "hit3": 30.0},'
    ' "danger2": {"queries": 31, "shown": 32.0, "alike": 33, "alike_shown": 34.0, "ordinary": 35, "ordinary_shown": 36.0},'
    ' "danger3": {"queries": 37, "shown": 38.0, "alike": 39, "alike_shown": 40.0, "ordinary": 41, "ordinary_shown": 42.0},'
    ' "danger4": {"queries": 53, "shown": 54.0, "alike": 55, "alike_shown": 56.0, "ordinary": 57, "ordinary_shown": 58.0},'
    ' "danger5": {"queries": 59, "shown": 60.0, "alike": 61, "alike_shown": 62.0, "ordinary": 63, "ordinary_shown": 64.0},'
    ' "beside": {"queries": 43, "hit1": 44.0, "hit3": 45.0}, "curve": [{"lines": 0, "sets": [{"queries": 46, "hit1": 47.0, "hit3": 48.0}]}],'
    ' "confused": {"before": [{"meant": "问的一件", "got": "先到的一件", "before": 49, "after": 50}],'
    ' "after": [{"meant": "问的又一件", "got": "先到的又一件", "before": 51, "after": 52}]},'
    ' "keystroke": {"keys": 6, "slower": 4, "p95_ms": 7.0, "drawn_ms": 9.0}, "fetched_bytes": 8192,'
    ' "misses": [{"query": "没搜到的一句", "accept": ["scenario/cheated"], "got": []}]}'
)


def project(target: Path) -> Path:
    """A project in an empty folder that load, check and the build take for a real one. Returns the folder.

    Its data and pages are its own and may be changed; `overrides` and the rest are links to the repository (see own())."""
    docs = target / "docs"
    shutil.copytree(DATA, docs / "_data")
    for name in PROGRAM:
        (target / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / SETTINGS, target / SETTINGS)
    # scripts, style sheets, pictures: whatever the real docs hold that is neither data nor a page
    for path in (ROOT / "docs").iterdir():
        if path.name in ("assets", "favicon.ico"):
            (docs / path.name).symlink_to(path)
    # the scripts and style sheets are made once for all projects
    (target / MADE).parent.mkdir(parents=True)
    (ROOT / MADE).mkdir(parents=True, exist_ok=True)
    (target / MADE).symlink_to(ROOT / MADE)
    styles = f"{kept.FOLDER}/styles"
    (ROOT / styles).mkdir(parents=True, exist_ok=True)
    (target / kept.FOLDER).mkdir(parents=True)
    (target / styles).symlink_to(ROOT / styles)
    for kind, page in STUBS.items():
        for path in (docs / "_data" / KINDS[kind].where).glob("*.yml"):
            _write(docs / page.folder / f"{path.stem}.md", f"{{{{ {page.macro}() }}}}\n")
    for name, text in PAGES.items():
        _write(docs / name, text)
    _write(docs / "about" / "search-score.json", SCORE)
    return target


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def leads_on(page: Path) -> bool:
    """Is a built page an old address, which holds nothing but the way to the new one?"""
    return "assets/moved.js" in page.read_text(encoding="utf-8")


def own(project: Path, name: str) -> Path:
    """Puts a copy in the place of a linked folder or file of the project, so that a test may change it. Returns its path."""
    path = project / name
    path.unlink()
    if (ROOT / name).is_dir():
        shutil.copytree(ROOT / name, path)
    else:
        shutil.copy(ROOT / name, path)
    return path


def book(project: Path) -> Handbook:
    """The book of a project that has no problems."""
    found, problems = load(project)
    problems += check(found) if found else []
    assert found is not None and not problems, "小书自己有问题：\n" + "\n".join(map(str, problems))
    return found


# most projects ask for the same lessons, and to load what trains them takes ten times as long as all else of a small build: it is loaded once, and what
# was learned is kept for the other worker
_train = learn.Trainers.train
_trainers = learn.Trainers()
atexit.register(_trainers.__exit__)


@cache
def _trained(asked: str) -> bytes:
    name = hashlib.sha256(asked.encode("utf-8")).hexdigest()[:16]
    by = kept.program(tuple(str(p) for p in sorted((ROOT / "macros" / "learn").glob("*.py"))), learn.PACKAGES)
    return kept.kept(ROOT, f"small/{name}.json", (by, asked), lambda: _train(_trainers, asked))


def build(project: Path, target: Path, *, strict: bool = True, **config: object) -> Path:
    """`mkdocs build` of a project, in this process, so that a test may patch what it wants. `config` overrides mkdocs.yml.

    Returns the site's folder. Raises what MkDocs raises; with `strict` a warning stops the build.
    """
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    loaded = load_config(str(project / "mkdocs.yml"), site_dir=str(target), strict=strict, **config)
    loaded.plugins.on_startup(command="build", dirty=False)
    try:
        with patch.object(learn.Trainers, "train", lambda _, asked: _trained(asked)):
            mkdocs_build(loaded)
    finally:
        loaded.plugins.on_shutdown()
    return target
