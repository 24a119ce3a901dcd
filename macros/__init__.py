"""The door between the engine and the handbook: what the registry lists becomes macros. No logic lives here."""

from __future__ import annotations

import sys
from collections.abc import Callable
from html import escape
from typing import Any

from macros import bundle as browser
from macros import divided, headings, opened, publish, theme
from macros.book import Handbook
from macros.engine import engine as engine_of
from macros.kinds import LISTS, PAGES, TERM_FOLDERS, data_of
from macros.links import Links
from macros.publish import packs, report


def define_env(env: Any) -> None:
    """Called by the macros plugin, once a build or once a page: loads and checks everything, then offers the macros that pages call."""
    engine = engine_of(env)
    try:
        pages = opened.pages(engine.root, engine.site_url)
    except opened.BadData as problems:
        engine.stop(str(problems))
    try:
        reports = report.ways(engine.report_to)
    except ValueError as wrong:
        engine.stop(str(wrong))
    if why := browser.bundle(engine.root):
        engine.stop(why)
    engine.set_extra(theme_css=theme.style_sheet(engine.theme_folders), policy=theme.policy(engine.serving))
    engine.take_finished(lambda html: headings.broken(pages.dialled(html)))
    # what a preview shows where an address is sent on; only where there is one
    shared = _pictures(pages.book) if engine.site_url else {}
    if shared:
        engine.set_extra(picture=shared["", ""])
    added = {page.address: page for page in divided.added(pages.book, pages.law_groups())}
    engine.add_pages(list(added), "{{ divided_page() }}\n")
    env.handbook = pages
    env.drawn_from = {}  # address of a page → the data file that is changed to change it
    env.cited = {}  # address of a hand-written page → what its marks cite, in order

    def draws(name: str, given: str = "") -> None:
        """Notes what data the page being made is drawn from."""
        if path := data_of(name, engine.source, given):
            env.drawn_from.setdefault(engine.address, path)

    def of_a_record(name: str) -> Callable[[], str]:
        """The macro of a stub: finds its own id, gives the page its head."""
        draw = getattr(pages, name)

        def macro() -> str:
            draws(name)
            drawn = draw(engine.id)
            picture = shared.get((drawn.kind, engine.id), "")
            engine.head(
                title=drawn.title, heading=headings.held(escape(drawn.title)), description=drawn.description, kind=drawn.kind, picture=picture
            )
            return engine.finished(drawn.html)

        return macro

    def of_a_kind(name: str) -> Callable[[], str]:
        """The macro of a hand-written page that shows a whole kind."""
        draw = getattr(pages, name)

        def macro() -> str:
            draws(name)
            return engine.finished(draw(engine.address))

        return macro

    for page in PAGES.values():
        env.macro(of_a_record(page.macro), page.macro)
    for name in LISTS:
        env.macro(of_a_kind(name), name)

    @env.macro
    def decision_tree(id_: str) -> str:
        draws("decision_tree", id_)
        return engine.finished(pages.tree(engine.address, id_))

    def divided_page() -> str:
        page = added[engine.address]
        env.drawn_from[page.address] = page.edit
        drawn = pages.divided(page.address)
        engine.head(title=drawn.title, heading=headings.held(escape(drawn.title)), description=drawn.description)
        return engine.finished(drawn.html)

    if added:  # no page that somebody writes asks for it
        env.macro(divided_page, "divided_page")

    @env.macro
    def phase_checklist() -> str:
        return engine.finished(pages.phase_checklist(engine.id, engine.address))

    @env.macro
    def report_ways() -> str:
        return engine.finished(pages.report_ways(engine.address, reports.plain))

    @env.macro
    def cite(*citations: str) -> str:
        cited = env.cited.setdefault(engine.address, [])
        if citations not in cited:
            cited.append(citations)
        return pages.cite(cited.index(citations) + 1)

    @env.macro
    def say(title: str | None = None, only_if: str | None = None, caller: Any = None) -> str:
        return engine.finished(pages.say(engine.address, caller(), title, only_if))

    @env.macro
    def note(kind: str, title: str, caller: Any = None) -> str:
        body = "\n".join(f"    {line}" if line.strip() else "" for line in caller().strip().splitlines())
        return f'!!! {kind} "{title}"\n\n{body}\n'


def _pictures(book: Handbook) -> dict[tuple[str, str], str]:
    """(kind, id) → address of its picture, ("", "") → that of every other page; empty where this machine cannot draw them."""
    from macros.publish import share  # here: a site without an address needs no drawing

    things = [("", ""), *Links(book).shortened()]
    return {thing: share.picture_of(book, *thing) for thing in things} if share.font() else {}


def on_pre_page_macros(env: Any) -> None:
    """Before a page's macros."""
    engine_of(env).hold_head()


def on_post_page_macros(env: Any) -> None:
    """Under every page that people read through: the terms it uses, each explained once. Under a hand-written one what it cites; under that of a step
    the ways to its neighbours."""
    engine = engine_of(env)
    data = env.drawn_from.pop(engine.address, engine.source.as_posix())
    engine.head(edit=engine.forge(data))
    engine.release_head()
    if engine.folder in TERM_FOLDERS:
        engine.append(env.handbook.page_terms(engine.address, engine.text))
    if cited := env.cited.pop(engine.address, None):
        engine.append(env.handbook.basis(engine.address, cited))
    if engine.folder == "steps" and engine.id in env.handbook.book.phases:
        engine.append(env.handbook.step_ways(engine.id, engine.address))


def on_post_build(env: Any) -> None:
    """After the pages: the theme's leftovers go, what is published beside the pages comes."""
    engine = engine_of(env)
    theme.remove_leftovers(engine.site)
    packs.write(env.handbook, engine.site, theme.policy(engine.serving), engine.site_name)
    publish.everything(env.handbook.book, engine.site, preview=engine.serving, address=engine.site_url, report_to=engine.report_to)
    if engine.serving and opened.program_changed():
        print("程序改了，预览用的还是原来的。请重新运行 make serve", file=sys.stderr, flush=True)
