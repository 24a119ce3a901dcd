"""“这里有错” and “改这一页的资料”: where they lead, for whom, and what goes along. What the report says is tested in tests/js/report.test.mjs, in a
browser in tests/browser/test_report.py."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from selectolax.lexbor import LexborHTMLParser

from macros.kinds import handwritten
from macros.publish.report import Ways, ways
from tests import small

FORGE = "https://code.example/we/book"


@pytest.fixture(scope="module")
def public(tmp_path_factory) -> tuple[Path, Path]:
    """(the small project, its site as it is built where there is a forge, and reports go to a mailbox)"""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REPO_URL", FORGE)
        patch.setenv("REPORT_TO", "errors@handbook.example")
        place = tmp_path_factory.mktemp("forge")
        project = small.project(place / "p")
        return project, small.build(project, place / "s")


def page(path: Path) -> LexborHTMLParser:
    return LexborHTMLParser(path.read_text(encoding="utf-8"))


def edits(path: Path) -> str:
    """Where the page is changed; empty where it does not say."""
    found = [a.attributes["href"] for a in page(path).css("footer a") if a.text() == "改这一页的资料"]
    assert len(found) <= 1
    return found[0] or "" if found else ""


# where reports go


@pytest.mark.parametrize(
    ("configured", "plain", "filled"),
    [
        ("", "", ""),
        ("a@b.example", "mailto:a@b.example", "mailto:a@b.example?subject={title}&body={body}"),
        ("https://c.example/o/r/issues/new", "https://c.example/o/r/issues/new", "https://c.example/o/r/issues/new?title={title}&body={body}"),
        ("https://c.example/new?template=x", "https://c.example/new?template=x", "https://c.example/new?template=x&title={title}&body={body}"),
        ("https://c.example/new?issue[title]={title}&issue[description]={body}", "https://c.example/new", None),
    ],
)
def test_what_is_configured_becomes_a_link(configured, plain, filled):
    assert ways(configured) == Ways(plain, configured if filled is None else filled)


@pytest.mark.parametrize(
    "wrong",
    [
        "http://c.example/new",
        "javascript:alert(1)",
        "a@b",
        "a b@c.example",
        "//c.example",
        'https://c.example/"><b>',
        "https://c.example/new?t={title}",
    ],
)
def test_what_cannot_be_is_told(wrong):
    with pytest.raises(ValueError, match="REPORT_TO"):
        ways(wrong)


def test_a_wrong_address_stops_the_build(tmp_path, monkeypatch, caplog):
    monkeypatch.setenv("REPORT_TO", "写给我")
    with pytest.raises(Abort):
        small.build(small.project(tmp_path / "p"), tmp_path / "s")
    assert "REPORT_TO（mkdocs.yml 的 report_to）写一个邮箱" in caplog.text and "写的是“写给我”" in caplog.text


def test_every_page_has_the_link_and_it_leads_somewhere_without_scripts(site, pages):
    for url, html in pages.items():
        if url.startswith("print/"):
            continue  # for the printer; it leads back to the situation
        links = html.css("a[data-report]")
        assert links, f"{url} 没有“这里有错”"
        for link in links:
            assert "这里有错" in link.text()
            path = (site / url).parent / link.attributes["href"] if url != "404.html" else site / link.attributes["href"].lstrip("/")
            assert path.resolve() == (site / "about" / "corrections.html").resolve()


def test_the_page_of_corrections_says_where_to_write(public, small_site):
    _, site = public
    assert [a.attributes["href"] for a in page(site / "about" / "corrections.html").css("article a") if "@" in a.text()] == [
        "mailto:errors@handbook.example"
    ]
    assert "mailto:" not in (small_site / "about" / "corrections.html").read_text(encoding="utf-8")


def about(site: Path) -> dict[str, str]:
    text = (site / "assets" / "report-to.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix("window.handbookReportTo=").removesuffix(";\n"))


def test_what_the_script_is_told(public, small_site):
    assert about(public[1])["to"] == "mailto:errors@handbook.example?subject={title}&body={body}"
    assert about(small_site)["to"] == ""


# where a page is changed

DATA = {
    "scenarios/cheated.html": "_data/scenarios/cheated.yml",
    "letters/refund-letter.html": "_data/letters/refund-letter.yml",
    "laws/shop-law.html": "_data/laws/shop-law.yml",
    "laws/market-complaint-measures/rules.html": "_data/laws/market-complaint-measures.yml",
    "triage.html": "_data/trees/triage.yml",
    "triage/away.html": "_data/trees/triage.yml",
    "channels/choose.html": "_data/trees/doors.yml",
    "channels/index.html": "_data/channels.yml",
    "channels/court.html": "_data/channels.yml",
    "glossary.html": "_data/glossary.yml",
    "cases.html": "_data/cases.yml",
    "changes.html": "_data/changes.yml",
    "misconceptions.html": "_data/misconceptions.yml",
    "about/outside.html": "_data/outside.yml",
    "about/log.html": "_data/log.yml",
    # a list of what stands in many files, and what is written in the page itself
    "index.html": "index.md",
    "search.html": "search.md",
    "case.html": "case.md",
    "scenarios/index.html": "scenarios/index.md",
    "laws/index.html": "laws/index.md",
    "regions/index.html": "regions/index.md",
    "about/state.html": "about/state.md",
    "about/search-score.html": "about/search-score.md",
    "about/corrections.html": "about/corrections.md",
    "steps/verify.html": "steps/verify.md",
}


def test_each_page_leads_to_the_file_that_is_changed(public):
    project, site = public
    begin = f"{FORGE}/edit/main/docs/"
    found = {p.relative_to(site).as_posix(): edits(p) for p in site.rglob("*.html")}
    found = {
        url: to.removeprefix(begin)
        for url, to in found.items()
        if not url.startswith(("print/", "s/")) and url != "404.html" and not small.leads_on(site / url)
    }
    # every file that is led to is there, and every file of a kind with pages of its own is led to by its page
    assert all((project / "docs" / to).is_file() for to in found.values()), {u: t for u, t in found.items() if not (project / "docs" / t).is_file()}
    assert {url: found.get(url) for url in DATA} == DATA
    for url, to in found.items():
        if url not in handwritten(project):
            folder, name = url.removesuffix(".html").split("/")
            assert to == f"_data/{'faqs' if folder == 'faq' else folder}/{name}.yml"
    assert set(handwritten(project)) <= found.keys()


def test_a_page_that_is_not_there_is_not_changed(public):
    assert edits(public[1] / "404.html") == ""


def test_another_branch_or_forge(tmp_path, monkeypatch):
    monkeypatch.setenv("REPO_URL", FORGE + "/")
    monkeypatch.setenv("EDIT_URI", "_edit/next/docs/")
    site = small.build(small.project(tmp_path / "p"), tmp_path / "s")
    assert edits(site / "glossary.html") == f"{FORGE}/_edit/next/docs/_data/glossary.yml"


def test_without_a_forge_there_is_no_such_link(small_site):
    assert not [p for p in small_site.rglob("*.html") if "改这一页的资料" in p.read_text(encoding="utf-8")]
