"""One page, as the build would make it, within seconds: `make preview id=scenario/parcel`, or `make preview page=steps/verify`.

All data are read and checked, because a page shows what stands in many files; what was read of a file is kept under .cache until its text changes,
and that is most of the time. Drawn is the one page, into build/preview, with styles and scripts beside it. Other pages, the search and the exports
are not there.
"""

from __future__ import annotations

import argparse
import gc
import logging
import pickle
import shutil
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import jinja2  # noqa: E402
from mkdocs.commands.build import _build_page, _populate_page  # noqa: E402
from mkdocs.config import load_config  # noqa: E402
from mkdocs.structure.files import get_files, set_exclusions  # noqa: E402
from mkdocs.structure.nav import get_navigation  # noqa: E402

from macros import book as in_memory  # noqa: E402
from macros import kept, opened, problem, read, text, theme  # noqa: E402
from macros.book import Handbook  # noqa: E402
from macros.bundle import write as write_scripts  # noqa: E402
from macros.check import check  # noqa: E402
from macros.kinds import KINDS, PAGES, WORDS, data_of, files  # noqa: E402
from macros.links import Links  # noqa: E402
from macros.load import load  # noqa: E402
from macros.pages import Pages  # noqa: E402
from macros.problem import Problem, suggest  # noqa: E402
from macros.publish import days, excuse_list, letter_data, regions, report, term_list, tree_ends  # noqa: E402

OUT = "build/preview"
OWN_NAMES = {"faqs": "topic", "excuses": "excuse-group"}  # kind → the name of its files in ids, where that is another
SHOWN = 12  # problems of other files that are listed; the rest are counted
HOW = """\
写明看哪一页，例如：
  make preview id=scenario/parcel      # 一个场景；letter/…、law/…、question/…、excuse/…、platform/…、channel/…也行
  make preview page=steps/verify       # docs/ 里的一页"""


class Unknown(Exception):
    """There is no such page; the text says what there is instead."""


def remember(root: Path) -> None:
    """What was read of a data file is read again only when its text or the reader has changed."""
    by = kept.program(tuple(str(module.__file__) for module in (in_memory, problem, read, text)), ("ruamel.yaml",))
    parse = read.parse.__wrapped__
    read.parse = lambda words, file: pickle.loads(  # type: ignore[assignment]
        kept.kept(root, f"parsed/{file}.pickle", [by, file, words], lambda: pickle.dumps(parse(words, file)))
    )


def all_ids(book: Handbook) -> dict[str, str]:
    """kind/id → its address, for all that has a place on a page; of a file that is wrong, as far as it has a page of its own."""
    links = Links(book)
    known: dict[str, str] = {}
    for kind in KINDS.values():
        for target in kind.targets:
            if hasattr(links, target.name):
                ids = [*getattr(book, target.attribute)] if target.attribute != "faqs" else [*book.faqs]
                known |= {f"{target.name}/{id_}": links.to(target.name, id_) for id_ in ids}
        if kind.page:
            known |= {f"{OWN_NAMES.get(kind.name, kind.name)}/{id_}": f"{kind.page.folder}/{id_}.html" for id_ in book.present[kind.name]}
    # what is written once and shown in many situations: the first of them
    for id_ in book.scenarios:
        of = [("shared-step", step.record.id) for step in book.steps_of(id_) if step.shared]
        of += [("shared-deadline", clock.shared) for clock in book.placed_clocks_of(id_) if clock.shared]
        for name, shared in of:
            known.setdefault(f"{name}/{shared}", links.scenario(id_))
    return known


def wanted(book: Handbook, id_: str, page: str) -> tuple[str, str]:
    """(page's file relative to docs, anchor) of what was asked for. Raises Unknown."""
    if page:
        path = page.removeprefix("docs/").removesuffix(".html").removesuffix(".md")
        pages = [p.relative_to(book.root / "docs").with_suffix("").as_posix() for p in files(book.root / "docs", "**/*.md")]
        if path not in pages:
            raise Unknown(f"没有 docs/{path}.md 这一页。{suggest(path, pages)}")
        return f"{path}.md", ""
    known = all_ids(book)
    if id_.endswith(".yml"):  # the file that is being written
        where, _, stem = id_.rpartition("_data/")[2].removesuffix(".yml").rpartition("/")
        kind = next((k for k in PAGES if KINDS[k].where == where), "")
        id_ = f"{OWN_NAMES.get(kind, kind)}/{stem}"
    # a bare id is enough where only one thing has it
    found = [name for name in known if id_ in (name, name.partition("/")[2])]
    if not found:
        near = suggest(id_, known) or suggest(id_, [name.partition("/")[2] for name in known])
        raise Unknown(
            f"没有“{id_}”。{near}\n种类/id，种类有：{'、'.join(f'{name}（{WORDS[name]}）' for name in sorted({n.partition('/')[0] for n in known} & WORDS.keys()))}"
        )
    if len(found) > 1:
        raise Unknown(f"“{id_}”有几处，写明哪一个：{'、'.join(found)}")
    url, _, anchor = known[found[0]].partition("#")
    return f"{url.removesuffix('.html')}.md", anchor


def told(book: Handbook, problems: list[Problem], own: set[str], source: str, id_: str) -> list[str]:
    """What to print of the problems: those of the page's own files first, as the build words them."""
    record = f"{Path(source).parent.name.removesuffix('s')}/{Path(source).stem}"
    asked = tuple(f"queries[{i}]." for i, group in enumerate(book.search_queries) if record in group.accept)
    mine = [p for p in problems if p.file in own or f"“{id_}”" in p.message or (p.file.endswith("/search-queries.yml") and p.where.startswith(asked))]
    others = [p for p in problems if p not in mine]
    lines = [f"这一页的资料有{len(mine)}处要改：", *(f"  {p}" for p in mine)] if mine else ["这一页的资料没有问题。"]
    if others:
        lines += [f"别的文件还有{len(others)}处（网站要全部改好才会更新）：", *(f"  {p}" for p in others[:SHOWN])]
        lines += [f"  ……还有{len(others) - SHOWN}处"] if len(others) > SHOWN else []
    return lines


def draw(root: Path, out: Path, book: Handbook, source: str) -> Path:
    """Makes the page of a file of docs. Raises whatever drawing raises: unfinished data may lack what a component needs."""
    compiled = root / ".cache" / "preview"
    compiled.mkdir(parents=True, exist_ok=True)
    env = Pages.components(root)
    env.bytecode_cache = jinja2.FileSystemBytecodeCache(str(compiled))  # by the components' own texts: one that changes is compiled again
    opened.pages = lambda root, site_url="": Pages(book, site_url, env=env)  # checked already: a page with problems is shown as well as it can be
    config = load_config(str(root / "mkdocs.yml"), docs_dir=str(root / "docs"), site_dir=str(out), site_url="", repo_url="", strict=False)
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    found = get_files(config)
    frame = config.theme.get_env()
    set_exclusions(found, config)
    nav = get_navigation(found, config)
    file = found.get_file_from_path(source)
    assert file and file.page
    _populate_page(file.page, config, found)
    _build_page(file.page, config, found.documentation_pages(), nav, frame)
    beside(root, out, book, config.theme.dirs, source)
    return out / file.dest_uri


def beside(root: Path, out: Path, book: Handbook, themes: list[str], source: str) -> None:
    """Styles, scripts, and what the page's scripts ask for."""
    styles = out / "assets" / "stylesheets"
    styles.mkdir(parents=True, exist_ok=True)
    for sheet in (root / "docs" / "assets" / "stylesheets").glob("*.css"):
        shutil.copyfile(sheet, styles / sheet.name)
    shutil.copyfile(theme.sheets(themes)[0], out / theme.SHEET)  # whole: to leave out what no page uses takes longer than all the rest
    shutil.copyfile(root / "docs" / "assets" / "favicon.svg", out / "assets" / "favicon.svg")
    write_scripts(root, out)
    days.write(out)
    report.write(book, out, "")
    own = {"letters": (letter_data, excuse_list), "channels": (tree_ends,), "": (tree_ends,)}
    folder = source.rpartition("/")[0]
    for made in (term_list, regions, *own.get(folder, ())):
        made.write(book, out)
    if folder == "letters":
        from macros.publish import docx  # here: python-docx is slow to load

        docx.write(book, out)


def own_files(book: Handbook, source: str) -> set[str]:
    """The files that a page is written in, relative to the project, and those that belong to the same record."""
    page = Path(source)
    named = {f"docs/{source}"}
    if kind := next((k for k, p in PAGES.items() if p.folder == page.parent.as_posix() and page.stem != "index"), None):
        named.add(f"docs/{data_of(PAGES[kind].macro, page)}")  # type: ignore[arg-type]
        if kind == "scenario":
            named.add(f"docs/_data/search-train/{page.stem}.yml")
    return named


def preview(root: Path, id_: str, page: str) -> int:
    """Prints the page's address and what is wrong with its data; the exit code."""
    start = time.perf_counter()
    remember(root)
    book, problems = load(root)
    if book is None:
        print("\n".join(map(str, problems)))
        return 1
    try:
        source, anchor = wanted(book, id_, page)
    except Unknown as why:
        print(why)
        return 1
    problems = sorted([*problems, *check(book)])
    name = anchor or Path(source).stem
    print("\n".join(told(book, problems, own_files(book, source), source, name)))
    # what the engine says of a page that cannot be drawn is for those who mend the program
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL if problems else logging.WARNING)
    out = root / OUT
    shutil.rmtree(out, ignore_errors=True)
    try:
        made = draw(root, out, book, source)
    except (Exception, SystemExit):  # whatever the unfinished data bring about; the macros plugin leaves by exit()
        if not problems:
            raise
        print("这一页现在还画不出来。先改上面列出的，再看一次。")
        return 1
    print(f"用浏览器打开：{made.as_uri()}{'#' + anchor if anchor else ''}")
    print(f"只有这一页，{time.perf_counter() - start:.1f}秒；通往别页的链接打不开，搜索用不了。全部一起看：make serve")
    return 0


def main() -> None:
    parser = argparse.ArgumentParser(description="只看一页")
    parser.add_argument("--id", default="")
    parser.add_argument("--page", default="")
    given = parser.parse_args()
    if bool(given.id) == bool(given.page):
        sys.exit(HOW)
    gc.disable()  # the process is over in seconds, and looking through the whole book for rubbish again and again is a third of them
    sys.exit(preview(ROOT, given.id, given.page))


if __name__ == "__main__":
    main()
