"""The door between MkDocs and the handbook: load → check → register. No logic lives here."""

from __future__ import annotations

import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from . import bundle as browser
from . import theme
from .check import check
from .exports import docx, excuse_list, open_data, search_index
from .load import Handbook, load
from .problem import Problem
from .render import Renderer, data_files

TERM_FOLDERS = {"steps", "scenarios", "faq", "excuses", "letters", "channels", "platforms"}
PAGES = {"scenarios": "scenario", "laws": "law", "letters": "letter", "faq": "faqs", "platforms": "platform", "excuses": "excuses"}


def _stamp(root: Path) -> tuple[tuple[str, float], ...]:
    return tuple((p.as_posix(), p.stat().st_mtime) for p in [*data_files(root), *(root / "docs").rglob("*.md")])


@lru_cache(maxsize=1)
def _book(root: Path, stamp: tuple) -> tuple[Handbook | None, list[Problem]]:
    """Loaded once a change of the data: the engine may ask once a page."""
    book, problems = load(root)
    return book, problems + (check(book) if book else [])


def page_of(env: Any) -> tuple[str, str]:
    """(folder, id) of the page being made, from its path. This and address_of() are all that asks the engine."""
    path = Path(env.page.file.src_uri)
    return path.parent.as_posix(), path.stem


def address_of(env: Any) -> str:
    """The address of the page being made, relative to the site's root."""
    return env.page.file.url


def define_env(env: Any) -> None:
    root = Path(env.project_dir)
    book, problems = _book(root, _stamp(root))
    if problems or book is None:
        listed = "\n".join(str(p) for p in problems)
        raise PluginError(f"\n数据里有{len(problems)}个问题，没有生成网站：\n{listed}")
    if why := browser.bundle(root):
        raise PluginError(why)
    env.conf["extra"]["theme_css"] = theme.style_sheet(env.conf["theme"].dirs)
    env.conf["extra"]["policy"] = theme.policy(serving="serve" in sys.argv[1:2])
    renderer = Renderer(book, env.conf.get("site_url") or "")
    env.handbook = renderer

    def here() -> str:
        return address_of(env)

    def meta(**values: Any) -> None:
        env.page.meta.update({k: v for k, v in values.items() if v})

    @env.macro
    def scenario_page() -> str:
        id_ = page_of(env)[1]
        s = book.scenarios[id_]
        meta(title=s.title, description=s.summary, kind="scenario")
        return renderer.scenario_page(id_)

    @env.macro
    def law_page() -> str:
        id_ = page_of(env)[1]
        law = book.laws[id_]
        meta(title=law.short, description=f"《{law.short}》与消费者有关的条文要点，用自己的话写，附官方来源。", kind="law")
        return renderer.law_page(id_)

    @env.macro
    def letter_page() -> str:
        id_ = page_of(env)[1]
        letter = book.letters[id_]
        meta(title=letter.title, description=letter.summary, kind="letter")
        return renderer.letter_page(id_)

    @env.macro
    def faq_page() -> str:
        topic = page_of(env)[1]
        word = renderer.words["question_topics"][topic]
        meta(title=f"问答：{word.title}", description=word.blurb, kind="faq")
        return renderer.faq_page(topic)

    @env.macro
    def excuse_page() -> str:
        group = page_of(env)[1]
        file = book.excuse_groups[group]
        meta(title=f"商家这样说：{file.title}", description=file.intro, kind="excuses")
        return renderer.excuse_page(group)

    @env.macro
    def platform_page() -> str:
        id_ = page_of(env)[1]
        platform = book.platforms[id_]
        meta(title=f"{platform.name}：怎么申请平台介入", description=platform.summary, kind="platform")
        return renderer.platform_page(id_)

    @env.macro
    def decision_tree(id_: str) -> str:
        return renderer.tree(here(), id_)

    @env.macro
    def phase_checklist() -> str:
        return renderer.phase_checklist(page_of(env)[1], here())

    for name in (
        "home_page",
        "scenario_index",
        "faq_index",
        "letter_index",
        "law_index",
        "excuse_index",
        "channels_page",
        "glossary_page",
        "misconceptions_page",
        "search_page",
        "outside_page",
        "search_score",
        "cases_page",
        "changes_page",
    ):
        draw = getattr(renderer, name)
        env.macro(lambda draw=draw: draw(here()), name)

    @env.macro
    def cite(*citations: str) -> str:
        return renderer.cite(here(), citations)

    @env.macro
    def say(title: str | None = None, caller: Any = None) -> str:
        return renderer.say(here(), caller(), title)

    @env.macro
    def note(kind: str, title: str, caller: Any = None) -> str:
        body = "\n".join(f"    {line}" if line.strip() else "" for line in caller().strip().splitlines())
        return f'!!! {kind} "{title}"\n\n{body}\n'


def on_post_page_macros(env: Any) -> None:
    """Under every page that people read through: the terms it uses, each explained once."""
    if page_of(env)[0] in TERM_FOLDERS:
        env.markdown += "\n\n" + env.handbook.page_terms(address_of(env), env.markdown) + "\n"


def on_post_build(env: Any) -> None:
    """After the pages: what is published beside them."""
    site = Path(env.conf["site_dir"])
    docs = Path(env.conf["docs_dir"])
    stubs = {f"{folder}/{p.stem}.html" for folder in PAGES for p in (docs / folder).glob("*.md") if p.stem != "index"}
    written = {p.relative_to(docs).with_suffix(".html").as_posix() for p in docs.rglob("*.md")} - stubs
    theme.remove_leftovers(site)
    open_data.write(env.handbook, site, sorted(written))
    search_index.write(env.handbook, site)
    docx.write(env.handbook, site)
    excuse_list.write(env.handbook, site)
