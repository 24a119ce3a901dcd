"""After one visit the handbook is there without network; a new release waits for the reader, and one that was broken off changes nothing."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from setup import lacking

from tests.engines.drivers import GONE, START, Browser, Tab
from tests.engines.test_send import pasted
from tests.hosts import Host, next_release

STEP = "[data-step] input[type=checkbox]"
SCENARIO = "scenarios/no-reason-return.html"
LETTER = "letters/complaint-12315.html"
LONG = 60  # seconds: on a busy machine storing takes a while
KEPT = """() => {
  window.kept = "";
  caches.keys().then(async (names) => {
    const lists = await Promise.all(names.map((name) => caches.open(name).then((c) => c.keys())));
    window.kept = JSON.stringify(lists.flat().map((key) => key.url));
  });
}"""
RULED = "() => navigator.serviceWorker && navigator.serviceWorker.controller && navigator.serviceWorker.controller.state === 'activated'"
TITLE = "() => document.querySelector('h1').textContent"


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    host = Host(site)
    yield host
    host.stop()


@pytest.fixture(params=["chromium", "firefox", "webkit"])
def reads(request: pytest.FixtureRequest, browsers: dict[str, Browser], host: Host) -> Browser:
    engine = request.param
    if missing := lacking(engine):
        if os.environ.get("CI"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    page = f"{host.root}assets/favicon.svg"
    try:
        browsers[engine].fresh(page)
    except (KeyError, *GONE):
        browsers[engine] = START[engine]()
        browsers[engine].fresh(page)
    return browsers[engine]


def kept(tab: Tab) -> set[str]:
    """What the browser has stored, by path and hash."""
    tab.evaluate(KEPT)
    return {url.split("/handbook/")[1] for url in json.loads(tab.wait("() => window.kept"))}


def paths(keys: set[str]) -> set[str]:
    return {key.split("?")[0] for key in keys}


def patient(look: Callable[[], Any], why: Callable[[], str] | str) -> Any:
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        if found := look():
            return found
        time.sleep(0.2)
    raise AssertionError(why if isinstance(why, str) else why())


# what was stored → what its answer says of keeping it anew
SAID = """() => {
  window.said = "";
  caches.keys().then(async (names) => {
    const stores = await Promise.all(names.map((name) => caches.open(name)));
    const lists = await Promise.all(stores.map(async (store) => Promise.all((await store.keys()).map((key) => store.match(key)))));
    window.said = JSON.stringify([...new Set(lists.flat().map((answer) => answer.headers.get("cache-control")))]);
  });
}"""


def visit(browser: Browser, host: Host, page: str) -> Tab:
    """A first visit, until everything is stored that is stored by itself."""
    tab = browser.tab()
    tab.open(host.root + page)
    patient(lambda: tab.evaluate(RULED) and page in paths(kept(tab)), "nothing was stored")
    return tab


def open_(tab: Tab, host: Host, page: str) -> None:
    """Goes there by the page itself: a driver calls it an error where the network is gone, whatever the page shows."""
    before = tab.address()
    tab.evaluate("(to) => { location.href = to; }", host.root + page)
    tab.wait("(before) => location.href !== before && performance.getEntriesByType('navigation')[0]?.loadEventEnd > 0", before)


def test_after_one_visit_without_network(reads, host):
    tab = visit(reads, host, SCENARIO)
    tab.evaluate(SAID)
    assert json.loads(tab.wait("() => window.said")) == ["no-cache"], "WebKit would show it again when another release is stored"
    host.stop()

    open_(tab, host, "?from=chat")
    assert tab.evaluate(TITLE) == "你遇到了什么？"
    open_(tab, host, "search.html?x=1#q=七天无理由不给退")
    patient(lambda: "七日无理由退货被拒" in tab.text(".results"), "no hit")
    open_(tab, host, LETTER)
    tab.type("[name=buyer]", "李小明")
    tab.press("[data-copy-letter]")
    tab.press(".ask button", "照样复制")
    tab.wait("() => document.querySelector('[data-status]').textContent.includes('全文已复制。')")
    assert "姓名：李小明" in pasted(tab)
    open_(tab, host, "case.html")
    tab.wait("() => document.querySelector('[data-case]').textContent.length > 50")
    open_(tab, host, SCENARIO)
    tab.press(STEP)
    tab.reload()
    tab.ticked(STEP)

    # what was never opened says so, and is there as soon as there is network
    open_(tab, host, "laws/civil-code.html")
    tab.wait("() => location.pathname.endsWith('/about/offline.html')")
    host.start()
    open_(tab, host, "laws/consumer-rights-law.html")
    assert tab.evaluate(TITLE) != "没有网也能用"


def test_a_new_release_waits_for_the_reader(reads, host, site, tmp_path):
    tab = visit(reads, host, LETTER)
    tab.type("[name=buyer]", "李小明")
    old = kept(tab)
    host.folder = next_release(site, tmp_path / "next")
    tab.evaluate("() => { navigator.serviceWorker.getRegistration().then((r) => r.update()); }")
    patient(lambda: tab.evaluate("() => document.querySelector('.news')?.innerText.includes('有新版本')"), "not announced")
    assert tab.value("[name=buyer]") == "李小明"
    assert "新版" not in tab.evaluate(TITLE)
    assert old <= kept(tab), "what the open page may still need is there"
    tab.press(".news button", "现在换")
    patient(lambda: "新版" in tab.evaluate(TITLE), "not the new one")
    patient(lambda: tab.value("[name=buyer]") == "李小明", "what was typed is gone")
    patient(lambda: tab.evaluate("() => document.documentElement.dataset.release") == "next", "the new page has the old script")
    assert not {key for key in old - kept(tab) if key.split("?")[0] not in paths(kept(tab))}, "only what was replaced is gone"
    assert old - kept(tab), "and that is gone"
    host.stop()
    open_(tab, host, "index.html")
    assert "新版" in tab.evaluate(TITLE)


def test_an_update_that_is_broken_off_changes_nothing(reads, host, site, tmp_path):
    tab = visit(reads, host, LETTER)
    old = kept(tab)
    host.folder = next_release(site, tmp_path / "next")
    host.most = 2  # the worker's program and one file
    tab.evaluate("() => { window.asked = 0; navigator.serviceWorker.getRegistration().then((r) => r.update()).catch(() => {}); }")
    patient(lambda: host.most is not None and host.most < 0, "no update was tried")
    time.sleep(1)
    host.stop()
    open_(tab, host, "index.html")
    assert "新版" not in tab.evaluate(TITLE)
    assert tab.evaluate("() => document.documentElement.dataset.release") is None
    assert old <= kept(tab)
    open_(tab, host, LETTER)
    assert "新版" not in tab.evaluate(TITLE)
    # with network again the new one comes whole
    host.most = None
    host.start()

    def new() -> bool:  # WebKit takes a moment to believe that a host is back
        open_(tab, host, f"index.html?{time.monotonic()}")
        return "新版" in tab.evaluate(TITLE)

    patient(new, "with network nobody reads an old page")

    def replaced() -> bool:  # not only gone: a list that cannot be read for a moment is empty, too
        now = kept(tab)
        return LETTER in paths(now) and not {key for key in old & now if key.split("?")[0] == LETTER}

    patient(replaced, "the new release never took over")
    host.stop()

    def stored() -> bool:  # nor at once that it is gone
        open_(tab, host, "index.html")
        open_(tab, host, LETTER)
        return "新版" in tab.evaluate(TITLE)

    patient(stored, lambda: f"without network the letter is “{tab.evaluate(TITLE)}”, stored is {sorted(kept(tab))}")
