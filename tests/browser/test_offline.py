"""Stored for the time without network: only where the reader lets it, only from our own host, and all of it where he asks."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from macros.publish.offline import LISTS
from tests.browser.conftest import holds
from tests.hosts import Host

SCENARIO = "scenarios/no-reason-return.html"
PAGE = "about/offline.html"
NAMES = "() => caches.keys()"
KEYS = "async () => (await Promise.all((await caches.keys()).map(async (n) => (await (await caches.open(n)).keys()).map((k) => k.url)))).flat()"
SAVE_DATA = "Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) });"


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    host = Host(site)
    yield host
    host.stop()


@pytest.fixture
def browser_context_args(browser_context_args: dict) -> dict:
    return browser_context_args | {"offline": False, "viewport": {"width": 800, "height": 900}}


def stored(page) -> set[str]:
    return {key.split("/handbook/")[1].split("?")[0] for key in page.evaluate(KEYS)}


def settled(page, path: str) -> None:
    """Waits until a page is stored with the core."""
    page.wait_for_function("() => navigator.serviceWorker.controller")
    page.wait_for_function(f"() => ({KEYS})().then((keys) => keys.some((key) => key.includes('/{path}?')))", timeout=60_000)


def test_nothing_is_stored_that_was_typed_and_nobody_else_is_asked(page, context, host):
    asked = []
    context.on("request", lambda request: asked.append((request.method, request.url)))
    page.goto(host.root + "search.html")
    page.fill("article [data-search-input]", "鞋子拆封了不给退")
    settled(page, "search.html")
    page.goto(f"{host.root}index.html?秘密=1#q=秘密")
    page.wait_for_timeout(500)
    assert {method for method, _ in asked} == {"GET"}
    assert {re.match(r"(data|blob):|https?://[^/]+/", url)[0] for _, url in asked} <= {host.root.removesuffix("handbook/"), "data:", "blob:"}
    keys = page.evaluate(KEYS)
    assert keys and all(re.fullmatch(rf"{re.escape(host.root)}[\w/.-]+\?[0-9a-f]{{10}}", key) for key in keys)


def test_the_page_is_ready_before_anything_is_stored(page, host):
    order = []
    page.on("request", lambda request: order.append(request.url.removeprefix(host.root)))
    page.on("load", lambda: order.append("LOAD"))
    page.goto(host.root + SCENARIO)
    settled(page, SCENARIO)
    assert order.index("LOAD") < order.index("assets/offline.js")
    before = order[: order.index("LOAD")]
    assert "manifest.webmanifest" not in before and "assets/search-index.js" not in before


def test_what_comes_by_itself_is_small(page, context, host):
    sizes = {}

    def note(response) -> None:
        sizes[response.url] = int(response.headers.get("content-length") or 0)

    context.on("response", note)
    page.goto(host.root + SCENARIO)
    settled(page, SCENARIO)
    assert "search-model" in " ".join(sizes), "the worker's requests are seen"
    assert sum(sizes.values()) <= 800_000 + 90_000, "the core, and what the page itself needed"


@pytest.mark.parametrize("why", ["Save-Data", "session"])
def test_who_saves_data_or_leaves_nothing_is_asked_first(page, host, why):
    page.add_init_script(SAVE_DATA if why == "Save-Data" else "localStorage.setItem('aftersales-handbook/mode', 'session')")
    page.goto(host.root + SCENARIO)
    page.wait_for_function("() => window.handbookOffline")
    page.wait_for_timeout(1000)
    assert page.evaluate(NAMES) == []
    assert page.evaluate("() => navigator.serviceWorker.getRegistrations().then((r) => r.length)") == 0
    assert host.asked["service-worker.js"] == 0 and host.asked["assets/search-index.js"] == 0
    # and may all the same have it: it comes (until the end in the test below)
    page.goto(host.root + PAGE)
    page.click("[data-keep-all]")
    expect(page.locator("[data-module=offline] progress")).to_be_visible()
    holds(lambda: len(stored(page)) > 100, lambda: str(len(stored(page))))


def test_the_whole_handbook(page, context, host, site):
    """How much it is before, how far it got, broken off and taken up again, and then everything without network."""
    page.goto(host.root + PAGE)
    settled(page, PAGE)
    assert re.search(r"一共约\d\.\d MB", page.locator("[data-module=offline]").inner_text())
    page.reload()
    status = page.locator("[data-module=offline] [data-status]")
    expect(status).to_contain_text(re.compile(r"已经存了\d+%，还要下载约\d\.\d MB"))
    before = len(stored(page))
    lists = {f"{LISTS}/{path.name}" for path in (site / LISTS).iterdir()}
    assert len(lists & host.asked.keys()) <= 2, "of what there is, no more than need be known"
    page.click("[data-keep-all]")
    expect(page.locator("[data-module=offline] progress")).to_be_visible()
    page.click("text=停下")
    expect(status).to_contain_text("停下了")
    middle = len(stored(page))
    assert before <= middle < 400
    host.most = 40
    page.click("[data-keep-all]")
    expect(status).to_contain_text("连不上网站，停在这里", timeout=30_000)
    assert len(stored(page)) > middle
    host.most = None
    asked = host.asked.copy()
    assert lists <= asked.keys()
    page.click("[data-keep-all]")
    expect(status).to_contain_text("整本都存好了", timeout=120_000)
    assert not [p for p in stored(page) if host.asked[p] - asked[p] > 1], "nothing is fetched twice"
    host.stop()
    for path in ("laws/civil-code.html", "faq/online.html", "scenarios/pet.html"):
        page.goto(host.root + path)
        assert page.locator("h1").inner_text() and page.url.endswith(path)
    page.goto(f"{host.root}print/pet.html")
    pick = page.locator("[data-pick]").first
    pick.locator("input").check()
    expect(page.locator(".pack__letter:not([hidden]) .paper__title")).to_have_text(pick.locator("label").inner_text())
    blank = page.evaluate("(to) => fetch(to).then((r) => r.arrayBuffer()).then((b) => b.byteLength)", f"{host.root}letters/return-notice.docx")
    assert blank == (site / "letters" / "return-notice.docx").stat().st_size


def test_a_letter_that_was_opened_is_there_for_the_case_and_the_pack(page, context, host):
    """With its page is stored what other pages ask of it; of a letter that nobody opened only what the core has."""
    page.goto(host.root + "letters/claim-declaration.html")
    settled(page, "letters/claim-declaration.html")
    page.wait_for_function(f"() => ({KEYS})().then((keys) => keys.some((key) => key.includes('/assets/letter/claim-declaration.js?')))")
    assert "assets/letter/contract-termination-notice.js" not in stored(page)


@pytest.mark.parametrize(
    "error", ["new DOMException('full', 'QuotaExceededError')", "{ name: 'NS_ERROR_FILE_NO_DEVICE_SPACE' }"], ids=["browser", "disk"]
)
def test_no_room_is_said(page, context, host, error):
    page.goto(host.root + PAGE)
    settled(page, PAGE)
    worker = context.service_workers[0]
    worker.evaluate(f"() => {{ Cache.prototype.put = () => Promise.reject({error}); }}")
    page.click("[data-keep-all]")
    expect(page.locator("[data-module=offline] [data-status]")).to_contain_text("存不下了")
    expect(page.locator("[data-keep-all]")).to_have_text("整本手册存到这台设备")


def refuse(page, host, site, tmp_path) -> None:
    host.broken = {"about/deploy.html": 404}


def stop(page, host, site, tmp_path) -> None:
    host.stop()


def change(page, host, site, tmp_path) -> None:
    """The next release has a worker of its own, and this page no more."""
    host.folder = tmp_path / "next"
    shutil.copytree(site.resolve(), host.folder, copy_function=os.symlink)
    worker = (site / "service-worker.js").read_text(encoding="utf-8")
    (host.folder / "service-worker.js").unlink()
    (host.folder / "service-worker.js").write_text(worker + "\n// next\n", encoding="utf-8")
    host.broken = {"about/deploy.html": 404}


def fill(page, host, site, tmp_path) -> None:
    line = page.context.new_cdp_session(page)
    line.send("Storage.overrideQuotaForOrigin", {"origin": host.root.removesuffix("/handbook/"), "quotaSize": 1_500_000})


@pytest.mark.parametrize(
    ("trouble", "told"),
    [(refuse, "网站这会儿给不全文件"), (stop, "连不上网站"), (change, "网站上刚换了新版本"), (fill, "存不下了")],
    ids=lambda x: getattr(x, "__name__", ""),
)
def test_why_the_whole_stopped(page, host, site, tmp_path, trouble, told):
    """What is said is what happened: a reader who is told of a lost connection looks at a phone that has one."""
    page.goto(host.root + PAGE)
    settled(page, PAGE)
    trouble(page, host, site, tmp_path)
    page.click("[data-keep-all]")
    expect(page.locator("[data-module=offline] [data-status]")).to_contain_text(told, timeout=30_000)
    expect(page.locator("[data-keep-all]")).to_have_text("整本手册存到这台设备")


@pytest.mark.parametrize(
    ("broken", "told"), [("assets/case.js", "网站这会儿给不全文件"), ("service-worker.js", "网站这会儿给不全文件"), (None, "连不上网站")]
)
def test_why_nothing_could_be_stored(page, host, broken, told):
    """The same where there is no worker yet: the browser that refuses is told of only where it does."""
    page.add_init_script(SAVE_DATA)
    page.goto(host.root + PAGE)
    expect(page.locator("[data-keep-all]")).to_be_visible(timeout=30_000)
    if broken:
        host.broken = {broken: 500}
    else:
        host.stop()
    page.click("[data-keep-all]")
    expect(page.locator("[data-module=offline] [data-status]")).to_contain_text(told, timeout=30_000)


def test_a_full_disk_is_told_where_nothing_could_be_stored(page, host):
    """The browser's quota knows nothing of it: the page tries."""
    page.add_init_script(SAVE_DATA + "Cache.prototype.put = () => Promise.reject(new DOMException('', 'UnknownError'));")
    page.goto(host.root + PAGE)
    expect(page.locator("[data-keep-all]")).to_be_visible(timeout=30_000)
    host.broken = {"assets/case.js": 500}
    page.click("[data-keep-all]")
    expect(page.locator("[data-module=offline] [data-status]")).to_contain_text("这台设备满了", timeout=30_000)
    assert page.evaluate(NAMES) == [f"aftersales-handbook {host.root.split(str(host.port))[1]}"], "the trial leaves nothing"


def test_an_address_that_is_not_safe_is_told(page, host):
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', { value: false }); delete Navigator.prototype.serviceWorker;")
    page.goto(host.root + PAGE)
    expect(page.locator("[data-module=offline] [data-status]")).to_contain_text("这个网址不是https开头的")
    expect(page.locator("[data-keep-all]")).to_be_hidden()


def test_forgetting_takes_the_stored_pages_along(page, host):
    page.goto(host.root + SCENARIO)
    settled(page, SCENARIO)
    page.goto(host.root + "about/privacy.html")
    page.click("[data-forget]")
    page.click("dialog >> text=全部清除")
    page.wait_for_function("() => caches.keys().then((names) => !names.length)")
    page.wait_for_function("() => navigator.serviceWorker.getRegistrations().then((r) => !r.length)")


def test_what_one_tab_is_storing_is_not_made_anew_after_another_one_forgot_everything(page, context, host):
    page.goto(host.root + PAGE)
    settled(page, PAGE)
    other = context.new_page()
    other.goto(host.root + "about/privacy.html")
    settled(other, "about/privacy.html")
    page.click("[data-keep-all]")
    status = page.locator("[data-module=offline] [data-status]")
    expect(status).to_contain_text(re.compile(r"已经存了\d+%$"), timeout=30_000)
    other.click("[data-forget]")
    other.locator(".ask button", has_text="全部清除").click()
    expect(other.locator("[data-module=keeping] [data-status]")).to_contain_text("已清除")
    assert other.evaluate(NAMES) == [], "when it is said it is so"
    expect(status).to_contain_text("存下的刚刚被清除了")
    assert other.evaluate(NAMES) == []
    # and whoever wants it again gets it, core and all: Chromium goes on with the worker that this tab has
    page.click("[data-keep-all]")
    expect(status).to_contain_text(re.compile(r"已经存了\d+%$"), timeout=30_000)
    page.click("text=停下")
    page.wait_for_function(f"() => ({KEYS})().then((keys) => keys.some((key) => key.includes('/assets/case.js?')))", timeout=60_000)


def test_what_is_being_installed_is_not_made_anew_after_everything_was_forgotten(page, host):
    """On a slow line a first visit stores for a while: who forgets everything meanwhile is told so when it is true."""
    host.pause = 0.2
    page.goto(host.root + "about/privacy.html")
    page.wait_for_function(f"() => ({NAMES})().then((names) => names.length)")
    page.click("[data-forget]")
    page.locator(".ask button", has_text="全部清除").click()
    expect(page.locator("[data-module=keeping] [data-status]")).to_contain_text("已清除")
    assert page.evaluate(NAMES) == []
    page.wait_for_timeout(1000)
    assert page.evaluate(NAMES) == []
    assert page.evaluate("() => navigator.serviceWorker.getRegistrations().then((r) => r.length)") == 0


LATE = """(address) => new Promise((resolve) => {
  const script = Object.assign(document.createElement("script"), { src: address, onload: () => resolve(window.fromNext || "its own") });
  document.head.append(script);
})"""


def test_a_script_that_comes_late_is_of_its_pages_release(page, context, host, site, tmp_path):
    """A browser ends a worker that has had nothing to do for half a minute: a letter is written for longer, and then a new release is there."""
    page.goto(host.root + "letters/complaint-12315.html")
    settled(page, "letters/complaint-12315.html")
    page.wait_for_function("() => navigator.serviceWorker.controller.state === 'activated'")
    page.wait_for_timeout(500)  # the page has been told that it is of the worker's release
    host.folder = tmp_path / "next"
    shutil.copytree(site.resolve(), host.folder, copy_function=os.symlink)
    script = host.folder / "assets" / "docx.js"
    text = script.read_text(encoding="utf-8")
    script.unlink()
    script.write_text(text + ';window.fromNext="another";', encoding="utf-8")
    line = context.new_cdp_session(page)
    line.send("ServiceWorker.enable")
    line.send("ServiceWorker.stopAllWorkers")
    page.wait_for_timeout(500)
    assert page.evaluate(LATE, "../assets/docx.js") == "its own"
    # nor is it taken for a page that nobody has open: a new release asks it
    line.send("ServiceWorker.stopAllWorkers")
    page.wait_for_timeout(500)
    assert page.evaluate(FREE) == {"free": False}


FREE = """() => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = ({ data }) => resolve(data);
  navigator.serviceWorker.controller.postMessage({ say: "free" }, [port2]);
})"""


def test_a_host_in_trouble_is_answered_for_from_the_store(page, host):
    page.goto(host.root + SCENARIO)
    settled(page, SCENARIO)
    for status in (500, 503, 429):
        host.broken = {SCENARIO: status}
        assert page.goto(host.root + SCENARIO).status == 200, status
        assert page.locator("h1").inner_text() == "七日无理由退货被拒"
    host.broken = {SCENARIO: 404}
    assert page.goto(host.root + SCENARIO).status == 404, "what the host has taken away is gone"


def test_addresses_that_are_no_page(page, host):
    """A missing page is the host's to answer; what is asked in pieces goes past the store."""
    page.goto(host.root + "index.html")
    settled(page, "index.html")
    assert page.goto(host.root + "no-such-page.html").status == 404
    assert page.goto(host.root).status == 200
    page.goto(host.root + "index.html")
    status = page.evaluate("() => fetch('assets/handbook.js', { headers: { Range: 'bytes=0-1' } }).then((r) => r.status)")
    assert status in (200, 206)
    assert page.evaluate("() => fetch('assets/handbook.js', { method: 'POST' }).then((r) => r.status)") == 501
    host.stop()
    assert page.goto(host.root).status == 200


def test_by_file_nothing_of_it(open_page, page):
    errors = []
    page.on("console", lambda message: errors.append(message.text))
    open_page(PAGE)
    page.wait_for_timeout(1500)
    assert page.locator("link[rel=manifest]").count() == 0 and page.evaluate("() => typeof window.handbookOffline") == "undefined"
    expect(page.locator("[data-keep-all]")).to_be_hidden()
    assert errors == []
