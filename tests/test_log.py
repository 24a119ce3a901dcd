"""What was changed, for readers: on the page, in the list, in the feed; and the versions, each with what readers had kept by then."""

from __future__ import annotations

import re
import tomllib
from xml.etree import ElementTree as xml

import pytest
from selectolax.lexbor import LexborHTMLParser

from macros.check import check
from macros.dates import chinese_date
from macros.load import load
from macros.pages import Pages
from macros.publish import feed
from tests import small
from tests.conftest import ROOT

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def project(tmp_path):
    return small.project(tmp_path / "project")


def test_a_change_of_the_law_names_what_it_touches(project):
    """Situations, letters, clocks and replies that cite the article, each with its page; a mended page only itself."""
    book = small.book(project)
    law = next(e for e in Pages(book).views.log(book.log, bare=True)[0]["entries"] if e["id"] == "days-changed")
    kinds = {t["kind"]: [p["title"] for p in t["places"]] for t in law["touched"]}
    assert set(kinds) >= {"场景", "文书", "期限", "商家说法"}
    assert kinds["文书"] == [book.letters[who.id].title for who in book.citers["shop-law#25"] if who.kind == "letter"]
    assert {c.label for i in book.scenarios for c in book.clocks_of(i) if "shop-law#25" in c.laws} == set(kinds["期限"])
    mended = next(e for e in Pages(book).views.log(book.log, bare=True)[0]["entries"] if e["id"] == "lamp-mended")
    assert mended["touched"] == [] and [p["url"] for p in mended["pages"]] == ["scenarios/broken-lamp.html"]


def test_a_page_says_what_was_changed_on_it(project):
    """The newest first; what came with a page is no change of it."""
    pages = Pages(small.book(project))
    html = pages.scenario_page("broken-lamp").html
    assert re.findall(r'<li data-on="([0-9-]+)">', html) == sorted(re.findall(r'<li data-on="([0-9-]+)">', html), reverse=True)
    assert "灯的说法写错过。" in html and 'href="../about/log.html#lamp-mended"' in html
    assert "新加一种事" not in pages.scenario_page("cheated").html


def test_a_page_does_not_grow_with_every_mend(book):
    """Of a page's changes the last three are told on it; of every other the day stands there and leads to what was changed."""
    pages = Pages(book)
    most = max((f"letter/{id_}" for id_ in book.letters), key=lambda entry: len(book.changed.get(entry, [])))
    changes = [e for e in book.changed[most] if e.kind != "new"]
    assert len(changes) > 4
    fold = LexborHTMLParser(pages.letter_page(most.removeprefix("letter/")).html).css_first("details.changed")
    lines = [(li.attributes["data-on"], li.text(), li.css_first("a").attributes["href"].rpartition("#")[2]) for li in fold.css("li")]
    assert [(on, id_) for on, _, id_ in lines] == [(e.on, e.id) for e in changes]
    assert [e.what in text for e, (_, text, _) in zip(changes, lines, strict=True)] == [True] * 3 + [False] * (len(changes) - 3)
    assert {re.sub(r"\s", "", text) for _, text, _ in lines[3:]} == {f"{chinese_date(e.on)}详细" for e in changes[3:]}


def test_the_feed_is_a_feed(project):
    """Read back by a parser: every change with an address of its own, the newest day above."""
    book = small.book(project)
    root = xml.fromstring(feed.feed(book, "https://book.example/a/"))
    assert root.findtext(f"{ATOM}updated") == "2026-11-20T00:00:00+08:00"
    entries = root.findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}id") for e in entries] == [f"https://book.example/a/about/log.html#{i}" for i in book.log]
    assert entries[0].findtext(f"{ATOM}title") == "退货的日子变了。"


def test_without_an_address_there_is_no_feed(project, tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "feed.xml").write_text("old", encoding="utf-8")
    feed.write(small.book(project), site, "")
    assert not (site / "feed.xml").exists()
    feed.write(small.book(project), site, "https://book.example")
    assert b"https://book.example/feed.xml" in (site / "feed.xml").read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("pages: [scenario/broken-lamp]", "pages: [scenario/broken-lump]", "没有场景“broken-lump”。你是不是要写 broken-lamp？"),
        ("pages: [scenario/broken-lamp]", "pages: [lamp/broken-lamp]", "“lamp/”不是能写在这里的种类"),
        ('laws: ["shop-law#25"]', "laws: []", "kind: law 要写是哪几条变了"),
        ('laws: ["shop-law#25"]', 'laws: ["shop-law#99"]', "没有条文 shop-law#99"),
        ('version: "0.1.0"', 'version: "0.3.0"', "版本0.3.0排在0.2.0下面"),
        ('on: "2026-11-10"', "on: null", "还没有发布的只能是最上面一段"),
        ('on: "2026-11-19"', 'on: "2099-11-19"', "改动的日子2099-11-19还没有到"),
    ],
)
def test_a_fault_of_the_log_is_told(project, old, new, says):
    path = project / "docs" / "_data" / "log.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    book, problems = load(project)
    told = [str(p) for p in (*problems, *check(book))]
    assert any(line.startswith("docs/_data/log.yml:") and says in line for line in told), told


def test_the_version_is_the_logs(book):
    """The package's version is the newest in the log."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert version == book.releases[0].version, "发版本：log.yml 最上面一段的 version 和 pyproject.toml 的一样"
