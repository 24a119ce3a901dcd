"""The zip, unpacked where people unpack it, opened without a server: everything works in each engine."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import offline as folder
import pytest
from setup import lacking

from macros.publish import downloads
from tests.conftest import loaded
from tests.engines.drivers import GONE, START, Tab
from tests.engines.test_send import pasted

STEP = "[data-step] input[type=checkbox]"
# a sheet or a script that did not come, whatever the engine says of it
WHOLE = """() => [...document.querySelectorAll("link[rel=stylesheet]")].every((n) => n.sheet)
  && !document.querySelector("link[rel=manifest]") && !document.documentElement.classList.contains("waiting")"""


@pytest.fixture(scope="module")
def unpacked(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from macros.pages import Pages

    made = tmp_path_factory.mktemp("zip") / "offline-handbook-0.zip"
    folder.pack(folder.contents(site, downloads.drawing(Pages(loaded()[0])), None), None, made)
    target = tmp_path_factory.mktemp("reader") / "我的 文件" / "案子（一）"
    with zipfile.ZipFile(made) as archive:
        archive.extractall(target)
    return target / folder.NAME


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def tab(request: pytest.FixtureRequest, browsers, unpacked: Path) -> Tab:
    """A reader who has pressed the file that says so."""
    engine = request.param
    if missing := lacking(engine):
        if os.environ.get("CI"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    icon = (unpacked / "handbook" / "assets" / "favicon.svg").as_uri()
    try:
        browsers[engine].fresh(icon)
    except (KeyError, *GONE):
        browsers[engine] = START[engine]()
        browsers[engine].fresh(icon)
    tab = browsers[engine].tab()
    tab.open((unpacked / "打开手册.html").as_uri())
    tab.wait("() => location.pathname.endsWith('/handbook/index.html') && document.querySelector('h1')?.textContent === '你遇到了什么？'")
    tab.wait(WHOLE)
    return tab


def go(tab: Tab, unpacked: Path, page: str) -> None:
    tab.open((unpacked / "handbook" / page).as_uri())
    tab.wait(WHOLE)


def test_search_and_a_situations_ticks(tab, unpacked):
    tab.type("article [data-search-input]", "鞋子拆封了不给退")
    tab.follow("[data-search-result][href*='scenarios/opened-or-used']")
    tab.wait(WHOLE)
    tab.press(STEP)
    tab.reload()
    tab.ticked(STEP)


def test_a_letter_and_the_case(tab, unpacked):
    go(tab, unpacked, "letters/complaint-12315.html")
    tab.type("[name=buyer]", "李小明")
    tab.press("[data-copy-letter]")
    tab.press(".ask button", "照样复制")
    tab.wait("() => document.querySelector('[data-status]').textContent.includes('全文已复制。')")
    assert "姓名：李小明" in pasted(tab)
    # what would be saved, caught where it leaves the page: a driver without windows saves nothing
    tab.evaluate("() => { URL.createObjectURL = (blob) => { window.made = blob.size; return '#'; }; }")
    tab.press("[data-docx]")
    tab.press(".ask button", "草稿")
    tab.wait("() => window.made > 5000 || document.querySelector('.ask h2')?.textContent === '文件做好了'")
    if not tab.evaluate("() => window.made > 5000"):  # the press counts no longer: another is asked for
        tab.press(".ask button", "下载")
    tab.wait("() => window.made > 5000")
    go(tab, unpacked, "case.html")
    tab.wait("() => document.querySelector('[data-case]').textContent.length > 50")


def test_the_questions_lead_on(tab, unpacked):
    go(tab, unpacked, "triage.html")
    shown = "[data-tree-part]:not([hidden])"
    first = tab.evaluate(f"() => document.querySelector('{shown} h2').textContent")
    tab.press(f"{shown} .tree__choice")
    tab.wait("(first) => document.querySelector('[data-tree-part]:not([hidden]) h2').textContent !== first", first)


def test_what_this_browser_keeps_is_said(tab, unpacked, request):
    go(tab, unpacked, downloads.PAGE)
    tab.wait("() => document.querySelector('[data-keeps]:not([hidden])') !== null")
    said = tab.text("[data-keeps]")
    assert ("每一页各存各的" in said and "写好了马上复制或下载" in said) == ("firefox" in request.node.name)
    assert "可以导出" in tab.text("article")
    assert not tab.evaluate("() => document.querySelector('[data-keep-all]').checkVisibility()")


def test_nothing_fails_in_the_console(open_page, page, unpacked):
    """Every kind of page, in Chromium without network: no failed request, no error, no word."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfailed", lambda request: said.append(request.url))
    for path in ("打开手册.html", *(f"handbook/{p}" for p in ("index.html", "case.html", "search.html", "triage.html", "scenarios/pet.html",
        "letters/return-notice.html", "laws/civil-code.html", "faq/online.html", "channels/index.html", "about/offline.html", "about/privacy.html"))):  # fmt: skip
        page.goto((unpacked / path).as_uri())
        page.wait_for_load_state()
        page.wait_for_timeout(300)
    assert said == []
