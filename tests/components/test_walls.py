"""Each wall taken away alone: the look at the outputs must notice. A wall whose fall nobody sees is no wall.

Walls of the pages' components are tried on pages drawn directly; those of the page around them on a site of a few pages; those of what is
published beside the pages on what they write.
"""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from markupsafe import Markup

from macros import divided, engine, publish
from macros.kinds import LISTS, PAGES
from macros.links import Links
from macros.pages import Pages
from macros.publish import case_words, downloads, open_data, packs, search_index
from tests import small
from tests.components import outputs
from tests.components.conftest import past_the_check
from tests.components.payload import COMPUTED, FLAT, MARK, PAYLOAD, altered, squeeze

COMPONENTS = sorted(p.name for p in (small.ROOT / "overrides" / "components").glob("*.html"))


# ------------------------------------------------ components, drawn directly

# macros whose page's address says what they draw
NAMED = {
    "part_of_law": "laws/market-complaint-measures/rules.html",
    "channels_kind": "channels/court.html",
    "tree_ends": "triage/away.html",
}


def draw_all(pages: Pages) -> Iterator[tuple[str, str]]:
    """Everything that the macros draw, with a name."""
    for kind, page in PAGES.items():
        for id_ in sorted(pages.book.present[kind]):
            yield f"{page.folder}/{id_}", getattr(pages, page.macro)(id_).html
    for name in LISTS:
        yield name, getattr(pages, name)(NAMED.get(name, "index.html"))
    for id_ in pages.book.trees:
        yield f"tree {id_}", pages.tree("triage.html", id_)
        for ends in pages.tree_later("triage.html", id_).values():
            yield from ends.items()
    for word in pages.book.vocab.phases:
        yield f"checklist {word.id}", pages.phase_checklist(word.id, f"steps/{word.id}.html")
    topics = [{"file": "x.pdf", "size": "1 MB", "title": downloads.title(pages.book, f"handbook-{word.id}.pdf")} for word in pages.book.vocab.topics]
    yield "downloads", downloads.drawing(pages)(topics)
    yield from packs.drawn(pages, {"policy": "", "edition": "", "site_name": "手册"})
    for id_ in pages.book.letters:
        yield f"blank {id_}", case_words.text(pages, id_)["blank"]
    with patch.dict(divided.MOST, dict.fromkeys(divided.MOST, 0) | {"cases": 1, "tree": 3}):
        for index in ("scenario_index", "faq_index", "excuse_index"):
            yield f"contents {index}", getattr(pages, index)("index.html")
        for group in divided.laws(pages.book, pages.law_groups()):
            yield group, pages.law_index(group)
        yield "contents law_index", pages.law_index("index.html")
        for topic in divided.situations(pages.book):
            yield topic, pages.scenario_index(topic)
        for part in list(divided.tree(pages.book, "triage"))[1:]:
            yield part, pages.tree(part, "triage")
    yield "basis", pages.basis("index.html", [("shop-law#25", "shop-law#9"), ("shop-law#9",)])
    yield "ways", pages.step_ways("evidence", "steps/evidence.html")
    term = pages.book.glossary["cooling-off"].term
    yield "terms", pages.page_terms("steps/verify.html", "".join(f"&#{ord(ch)};" for ch in term))


def drawn_faults(poisoned: Pages, clean: dict[str, str]) -> list[str]:
    found = []
    for name, html in draw_all(poisoned):
        found += [f"{name}：{x}" for look in (outputs.page, outputs.page_json) for x in look(html, clean[name])]
    return found


@pytest.fixture(scope="module")
def clean(small_book) -> dict[str, str]:
    return dict(draw_all(Pages(small_book)))


def test_nothing_leaks_from_a_component(poison, clean):
    assert drawn_faults(Pages(poison.book), clean) == []


def test_words_to_copy_are_text(drawn, monkeypatch):
    """The words of a hand-written page; their white space is taken out, being Chinese."""

    def said(pages: Pages) -> list[outputs.Element]:
        return list(outputs.elements(pages.say("index.html", f"话{FLAT}\n\n又{FLAT}", f"题{FLAT}")))

    have = said(drawn)
    assert [e.text for e in have if FLAT in e.text] == [f"题{FLAT}", f"话{FLAT}", f"又{FLAT}"]
    assert [e.tag for e in have if e.tag] == [e.tag for e in outputs.elements(drawn.say("index.html", "话\n\n又", "题")) if e.tag]
    monkeypatch.setattr(drawn.env, "autoescape", False)
    drawn.env.cache.clear()
    assert said(drawn) != have
    drawn.env.cache.clear()


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_without_escape_is_noticed(poison, clean, component):
    pages = Pages(poison.book)
    pages.env.autoescape = lambda name: name != component
    faults = drawn_faults(pages, clean)
    # say.html has a test of its own; leads-on.html too (tests/test_sharing.py, test_moved.py); report-ways.html prints an address that holds no markup (test_report.py); and _share.html escapes by itself, for main.html uses it (tests/test_sharing.py); the words of terms.html come with assets/terms.js; the others print no text of the data but through _parts.html,
    # _door.html, _end.html, _chips.html and _blank.html
    constant = {
        "tree-end.html",
        "tree-ends.html",
        "channels-kind.html",
        "cite.html",
        "_finder.html",
        "_ways.html",
        "contents.html",
        "search-page.html",
        "phase-checklist.html",
        "faq.html",
        "report-ways.html",
        "say.html",
        "leads-on.html",
        "_share.html",
        "terms.html",
        "pack-letters.html",
        "blank.html",
    }
    assert bool(faults) == (component not in constant), faults[:3]


def test_json_without_escape_is_noticed(poison, clean, monkeypatch):
    monkeypatch.setattr(Pages, "_json", staticmethod(lambda value: Markup(json.dumps(value, ensure_ascii=False))))
    assert drawn_faults(Pages(poison.book), clean)


# ------------------------------------------------ the page around, a few pages

FEW = ("index.md", "scenarios/cheated.md", "laws/shop-law.md", "steps/verify.md")
FRONT = '---\ntitle: "核实{text}"\ndescription: "说明{text}"\nkind: "step{text}"\nreviewed: "{day}2026-11-22"\n---\n'
# the owner's and a page's own words: no template marks, for they may write templates; no # and no -, which would change an address or a day
WORDS = "〔{}〕" + "".join(PAYLOAD.translate(str.maketrans("{}#-", "()++")).split())
OWNED = {"site_name": "手册", "site_description": "怎么办。", "repo_url": "https://code.example/", "site_url": "https://handbook.example/"}
EXPRESSION = re.compile(r"\{\{ (?!')((?:[^}]|\}(?!\}))*?) \| e \}\}")
# made by the program from names of files and from constants: no text comes in
CONSTANT = {
    "config.extra.policy",
    "config.extra.theme_css | url",
    "path | url",
    "((base_url or '.').rstrip('/') ~ '/')",
    "item.url | url",
    "nav.homepage.url | url",
    # what the engine read out of the page's own Markdown
    "entry.url",
    "entry.title",
}
AROUND = ("main.html", "partials/header.html", "partials/footer.html")


def few_pages(target: Path, poisoned: bool) -> Path:
    """A project of a few pages, and what its build is given: with marks and payload, or without."""
    project = small.project(target)
    for path in (project / "docs").rglob("*.md"):
        if path.relative_to(project / "docs").as_posix() not in FEW:
            path.unlink()
    text = WORDS.format(9007).replace("\\", "\\\\").replace('"', '\\"') if poisoned else ""
    page = project / "docs" / "steps" / "verify.md"
    page.write_text(FRONT.format(text=text, day="<b>&'" if poisoned else "") + "\n看这里。\n", encoding="utf-8")
    index = project / "docs" / "index.md"
    index.write_text("---\nkind: home\n---\n\n{{ home_page() }}\n", encoding="utf-8")
    return project


def build_few(project: Path, book: Any, poisoned: bool, site: Path) -> dict[str, str]:
    """The pages of that project, built past the check and without what is published beside them."""
    mark = (lambda i: WORDS.format(9000 + i)) if poisoned else (lambda i: "")
    settings: dict[str, Any] = {key: value + mark(i) for i, (key, value) in enumerate(OWNED.items(), 1)}
    settings["site_url"] = OWNED["site_url"] + ("\"'><b>&lt;" if poisoned else "")  # MkDocs puts an address in order
    with pytest.MonkeyPatch.context() as patch:
        past_the_check(patch, book)
        patch.setattr(publish, "everything", lambda *_, **__: None)
        small.build(project, site, strict=False, nav=[{f"首页{mark(5)}": "index.md"}], **settings)
    return outputs.htmls(site)


def few_faults(have: dict[str, str], want: dict[str, str]) -> list[str]:
    """Other elements or attributes than without poison, or a mark whose payload is not behind it."""
    found = []
    owner = squeeze(WORDS.format("")).removeprefix("〔〕")
    for url, html in have.items():
        shape, plain = ([(e.tag, [n for n, _ in e.attributes]) for e in outputs.elements(h) if e.tag] for h in (html, want[url]))
        if [x for x in shape if x[0] != "path"] != [x for x in plain if x[0] != "path"]:
            found.append(f"{url}：元素变了")
        for text in map(squeeze, outputs.page_texts(html)):
            found += [
                f"{url}：{text[m.start() : m.start() + 80]}" for m in MARK.finditer(text) if int(m[1]) > 9000 and not text.startswith(owner, m.end())
            ]
    return found


@pytest.fixture(scope="module")
def few(tmp_path_factory, small_book, poison):
    """(the poisoned project, its site's pages, the clean site's pages)"""
    folder = tmp_path_factory.mktemp("few")
    project = few_pages(folder / "poisoned", True)
    have = build_few(project, poison.book, True, folder / "site")
    want = build_few(few_pages(folder / "clean", False), small_book, False, folder / "clean-site")
    return project, have, want


def test_nothing_leaks_from_the_page_around(few):
    _, have, want = few
    assert have.keys() == want.keys() and "404.html" in have
    assert few_faults(have, want) == []


def expressions() -> list[tuple[str, int, str]]:
    """(template, which of its escaped expressions, the expression) for every expression of the templates around a page."""
    return [
        (name, i, m[1])
        for name in AROUND
        for i, m in enumerate(EXPRESSION.finditer((small.ROOT / "overrides" / name).read_text(encoding="utf-8")))
        if m[1] not in CONSTANT
    ]


@pytest.mark.parametrize(("name", "which", "expression"), expressions(), ids=lambda x: str(x).replace(" ", ""))
def test_an_expression_without_escape_is_noticed(few, poison, tmp_path, name, which, expression):
    project, _, want = few
    copy = tmp_path / "project"
    shutil.copytree(project, copy, symlinks=True)
    template = small.own(copy, "overrides") / name
    text = template.read_text(encoding="utf-8")
    m = list(EXPRESSION.finditer(text))[which]
    template.write_text(f"{text[: m.start()]}{{{{ {m[1]} }}}}{text[m.end() :]}", encoding="utf-8")
    assert few_faults(build_few(copy, poison.book, True, tmp_path / "site"), want), f"{name} 里 {expression} 不转义，没有一处看出来"


def test_every_expression_around_a_page_is_escaped():
    """Nothing is printed as it comes but the finished page, the finished list of sections, and the heading that headings.py made of an escaped title."""
    for path in sorted([*(small.ROOT / "overrides").glob("*.html"), *(small.ROOT / "overrides" / "partials").glob("*.html")]):
        bare = {m for m in re.findall(r"\{\{-?\s*(.*?)\s*-?\}\}", path.read_text(encoding="utf-8")) if not re.search(r"\| (e|int)$", m)}
        printed = {m for m in bare if not re.fullmatch(r"'\w+' if [^']* else '\w+'", m)}  # one of two constants
        assert printed <= {"page.content", "sections()", "meta.heading"}, f"{path.name}：{printed}"


def test_no_component_prints_anything_unescaped():
    """`safe`, Markup and autoescape off are three ways past the wall. The one Markup is the code that draws a QR code."""
    for path in (small.ROOT / "overrides" / "components").glob("*.html"):
        assert not re.search(r"\|\s*safe\b|autoescape|\bMarkup\b", path.read_text(encoding="utf-8")), path.name
    used = [p.name for p in (small.ROOT / "macros").rglob("*.py") if "Markup(" in p.read_text(encoding="utf-8")]
    assert sorted(used) == ["pages.py", "views.py"], "Markup 只用在 JSON 和二维码"


# ------------------------------------------------- title, front matter, published files


def titled(book: Any, title: str) -> Any:
    """The small book with one title that is a template, and with nothing else odd."""
    return dataclasses.replace(book, scenarios={**book.scenarios, "cheated": book.scenarios["cheated"].model_copy(update={"title": title})})


def named(html: str) -> str:
    """What the window is called: the title as the plugin left it."""
    return outputs.LexborHTMLParser(html).css_first("title").text().partition(" - ")[0]


def heading(html: str) -> str:
    return "".join(n.text() for n in outputs.LexborHTMLParser(html).css("article h1"))


def test_a_title_handed_to_the_plugin_is_noticed(few, small_book, tmp_path, monkeypatch):
    project = few[0]
    book = titled(small_book, "像{{ 7919*7927 }}")
    assert named(build_few(project, book, False, tmp_path / "site")["scenarios/cheated.html"]) == "像{{ 7919*7927 }}"
    monkeypatch.setattr(engine.Engine, "head", lambda self, **values: self.env.page.meta.update(values))
    assert named(build_few(project, book, False, tmp_path / "site2")["scenarios/cheated.html"]) == f"像{COMPUTED}"


def test_a_front_matter_left_to_the_plugin_is_noticed(few, small_book, tmp_path, monkeypatch):
    copy = tmp_path / "project"
    shutil.copytree(few[0], copy, symlinks=True)
    page = copy / "docs" / "steps" / "verify.md"
    page.write_text('---\ntitle: "核实{{ 7919*7927 }}"\nrender_macros: false\n---\n\n{{ cite("shop-law#25") }}\n', encoding="utf-8")
    built = build_few(copy, small_book, False, tmp_path / "site")["steps/verify.html"]
    assert heading(built) == "核实{{ 7919*7927 }}" and "《买卖法》第25条" in built

    def hold(self) -> None:
        self.env.held_head = {}

    monkeypatch.setattr(engine.Engine, "hold_head", hold)
    left = build_few(copy, small_book, False, tmp_path / "site2")["steps/verify.html"]
    assert "《买卖法》第25条" not in left, "render_macros 应当还给了插件"


def test_a_text_of_several_lines_in_the_search_index_is_noticed(poison, small_book, tmp_path, monkeypatch):
    """Each column of the index has a line an entry: a text with a line of its own would give every later entry another's title."""

    def written(book: Any, folder: str) -> Path:
        (tmp_path / folder / "assets").mkdir(parents=True)
        for name, text in (
            ("search-model.js", "window.handbookMeaning={strips:[]};"),
            ("excuses.js", ""),
            ("letter-template.js", ""),
            ("terms.js", ""),
        ):
            (tmp_path / folder / "assets" / name).write_text(text, encoding="utf-8")
        search_index.write(book, tmp_path / folder)
        return tmp_path / folder

    want = written(small_book, "clean")
    assert outputs.search_index(written(poison.book, "poisoned"), want) == []
    monkeypatch.setattr(search_index, "one_line", lambda text: text)
    assert outputs.search_index(written(poison.book, "broken"), want)


def test_an_article_with_a_comma_in_its_title_stays_one(small_book, monkeypatch):
    """The articles of a law are parted by commas in the index, number and title by an equals sign."""
    law = small_book.laws["shop-law"]
    article = law.articles["25"].model_copy(update={"title": "1,000元=可以退"})
    book = dataclasses.replace(small_book, laws={"shop-law": law.model_copy(update={"articles": {**law.articles, "25": article}})})
    assert search_index.articles(book, Links(book), "shop-law", {"shop-law#25"}).split(",")[:4] == ["9", "12", "12_1=", "25=1，000元＝可以退"]


def test_open_data_of_a_poisoned_page(tmp_path):
    """The text of a hand-written page is read from the built page: markup that stands there as text stays text."""
    page = tmp_path / "index.html"
    page.write_text(f"<article><h1>{Markup.escape('题' + PAYLOAD)}</h1><p>{Markup.escape('〔1〕' + PAYLOAD)}</p></article>", encoding="utf-8")
    title, text = open_data.page_text(page.read_text(encoding="utf-8"))
    assert squeeze(title) == squeeze("题" + PAYLOAD)
    assert altered([text]) == []
