"""Data are never a program: the small book poisoned past every check, built for real, every output looked at."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any

import pytest
from mkdocs.config import load_config
from selectolax.lexbor import LexborHTMLParser

from macros.kinds import PAGES
from macros.links import Links
from macros.pages import Pages
from tests import small
from tests.components import outputs
from tests.components.conftest import past_the_check
from tests.components.payload import EXPECTED, MARK, PAYLOAD, Poison, marks, squeeze, strings

# what a site's owner sets is text too; he may write templates, so none is among it
OWNER = "".join(PAYLOAD.translate(str.maketrans("{}#", "()+")).split())
SETTINGS: dict[str, Any] = {
    "site_name": "精品售后纠纷处理手册",
    "site_description": "怎么办。",
    "repo_url": "https://code.example/handbook",
    "site_url": "https://handbook.example/manual/",
}


@pytest.mark.parametrize("look", outputs.LOOKS)
def test_every_output_holds_the_payload_as_text(poisoned_site, small_site, look):
    faults = outputs.LOOKS[look](poisoned_site, small_site)
    assert not faults, f"{len(faults)}处：\n" + "\n".join(faults[:20])


def fields(poison: Poison, numbers: set[int]) -> set[str]:
    """Which fields of the data some marks belong to: scenarios.parcel.aliases[2] → scenarios.*.aliases"""
    return {re.sub(r"\[\d+\]", "", where) for number, (where, _) in poison.texts.items() if number in numbers}


def test_every_text_was_looked_at(poisoned_site, poison):
    """None is safe only because no output has it. What people ask the search, and by which words prose is found to speak of a clock, is for
    tests and checks alone; everything a reader can read is in the open data."""
    inside = {
        "search_queries.ask",
        "search_train.change-of-mind.ask",
        *(f"dangers.{danger}.words" for danger in ("burning", "shouting")),
        *(f"danger_train.{kind}.say" for kind in ("burning", "harmless", "shouting", "harmless-shouting")),
        *(f"tone_train.{kind}.say" for kind in ("ok", "insult", "threat", "blackmail")),
        *(f"shared_deadlines.send-notice.{key}" for key in ("said", "unlike.text", "unlike.why")),
    }
    html = outputs.htmls(poisoned_site).values()
    pages = marks(text for page in html for text in (*outputs.page_texts(page), *strings(list(outputs.blocks(page)))))
    data = marks(strings(json.loads((poisoned_site / "data" / "handbook.json").read_text(encoding="utf-8"))))
    index = marks(strings(outputs.scripts(poisoned_site)))
    assert fields(poison, set(poison.texts) - pages - data - index) == inside
    assert fields(poison, set(poison.texts) - data) == inside | {"synonyms.say", "synonyms.means"}
    assert len(pages) > 350


# ---------------------------------------------------------------- the head


def head(html: str) -> tuple[str, str, str]:
    """(title, h1, description) of a page."""
    tree = LexborHTMLParser(html)
    return (
        tree.css_first("title").text(),
        "".join(n.text() for n in tree.css("article h1")),
        tree.css_first("meta[name=description]").attributes["content"],
    )


def test_the_head_of_every_record_is_its_text(poisoned_site, poison):
    """Title, heading and description of every page of a record, letter for letter as the data say, payload included."""
    pages = Pages(poison.book)
    name = "精品售后纠纷处理手册"
    looked = 0
    for kind, page in PAGES.items():
        for id_ in poison.book.present[kind]:
            drawn = getattr(pages, page.macro)(id_)
            html = (poisoned_site / page.folder / f"{id_}.html").read_text(encoding="utf-8")
            title, heading, description = head(html)
            assert squeeze(title) == squeeze(f"{drawn.title} - {name}"), id_
            assert squeeze(heading) == squeeze(drawn.title), id_
            assert squeeze(description) == squeeze(drawn.description or "怎么办。") or not drawn.description, id_
            assert EXPECTED in squeeze(title), f"{id_} 的标题里没有记号：标题没有毒，这里什么也没有测到"
            looked += 1
    assert looked >= 14


@pytest.fixture(scope="module")
def owned_site(small_project, tmp_path_factory) -> Path:
    """The small site with everything that its owner sets poisoned: name, description, addresses, the words of the navigation."""
    nav = [
        {f"{title}〔9{i}〕{OWNER}": path} for i, item in enumerate(load_config(str(small_project / "mkdocs.yml")).nav) for title, path in item.items()
    ]
    settings = {key: f"{value}〔{i}〕{OWNER}" for i, (key, value) in enumerate(SETTINGS.items(), 1)}
    return small.build(small_project, tmp_path_factory.mktemp("owned") / "site", nav=nav, **settings)


@pytest.fixture(scope="module")
def settled_site(small_project, tmp_path_factory) -> Path:
    return small.build(small_project, tmp_path_factory.mktemp("settled") / "site", **SETTINGS)


def test_what_the_owner_sets_is_text(owned_site, settled_site, small_book):
    """The same elements and attributes on every page, 404.html included; every mark followed by its payload, save in addresses, which are coded."""
    have, want = outputs.htmls(owned_site), outputs.htmls(settled_site)
    assert have.keys() == want.keys()
    leads = Links(small_book).moved()
    for url, html in have.items():
        shape, plain = ([(e.tag, [n for n, _ in e.attributes]) for e in outputs.elements(h) if e.tag and e.tag != "path"] for h in (html, want[url]))
        assert shape == plain, url
        texts = [e.text for e in outputs.elements(html)]
        if url.startswith("s/") or url in leads:  # it carries no name and no navigation
            continue
        assert any("〔1〕" in t for t in texts), f"{url}：名字里没有记号"
        assert any("〔90〕" in t for t in texts) != url.startswith("print/"), f"{url}：导航里没有记号"  # what is made for the printer has none
        for text in texts:
            for m in MARK.finditer(text):
                assert text.startswith(OWNER, m.end()), f"{url}：{text[m.start() :][:200]}"
        assert head(html)[2].startswith("怎么办。〔2〕") == (head(want[url])[2] == "怎么办。")


# ------------------------------------------------------------- front matter

FRONT = """\
---
description: "{{ 7919*7927 }}<b>\\"&'"
kind: 'x"><b>{{ 7919*7927 }}'
scenario_page: "{{ 7919*7927 }}"
cite: 1
render_macros: false
reviewed: "2026-11-22<b>"
other: "{{ cycler }}{% if"
---
"""


def with_front(project: Path, name: str, front: str) -> None:
    path = project / "docs" / name
    body = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.S)
    path.write_text(front + "\n" + body, encoding="utf-8")


@pytest.fixture(scope="module")
def fronted_site(small_book, tmp_path_factory) -> Path:
    """A stub and a hand-written page whose front matter holds templates, markup, names of macros and a switch of the plugin."""
    project = small.project(tmp_path_factory.mktemp("fronted") / "书")
    with_front(project, "scenarios/cheated.md", FRONT)
    with_front(project, "steps/verify.md", FRONT.replace("cite: 1", 'title: "核实{{ 7919*7927 }}<b>{% if"\ncite: 1'))
    with_front(project, "laws/shop-law.md", '---\ntitle: "{{ 7919*7927 }}{% if"\n---\n')
    with pytest.MonkeyPatch.context() as patch:
        past_the_check(patch, dataclasses.replace(small_book, root=project))
        return small.build(project, project / "site")


def test_front_matter_is_no_template(fronted_site, small_site):
    """The page is drawn as ever: no key stands in a macro's place, none switches the macros off, none is computed, none is markup."""
    assert outputs.computed(fronted_site, small_site) == []
    for url in ("scenarios/cheated.html", "steps/verify.html", "laws/shop-law.html"):
        have, want = ((site / url).read_text(encoding="utf-8") for site in (fronted_site, small_site))
        assert [e.tag for e in outputs.elements(have) if e.tag not in ("p", "strong", "a", "")] == [
            e.tag for e in outputs.elements(want) if e.tag not in ("p", "strong", "a", "")
        ], url
    title, heading, description = head((fronted_site / "scenarios/cheated.html").read_text(encoding="utf-8"))
    assert (title, heading, description) == ("像是被骗了 - 精品售后纠纷处理手册", "像是被骗了", "付了钱，人不见了。")
    title, heading, description = head((fronted_site / "steps/verify.html").read_text(encoding="utf-8"))
    assert heading == "核实{{ 7919*7927 }}<b>{% if"
    assert title == heading + " - 精品售后纠纷处理手册"
    assert description == "{{ 7919*7927 }}<b>\"&'"
    article = LexborHTMLParser((fronted_site / "steps/verify.html").read_text(encoding="utf-8")).css_first("article")
    assert article.attributes["class"] == 'page md-typeset page--x"><b>{{ 7919*7927 }}'
    assert "《买卖法》第25条" in article.text() and "{{ cite" not in article.text()
    assert head((fronted_site / "laws/shop-law.html").read_text(encoding="utf-8"))[1] == "买卖法", "标题只来自数据"
