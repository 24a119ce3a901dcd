"""Nothing moves while a page comes, on a slow phone too: what its scripts bring has its place before."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import arrived

SHIFTS = """window.shifts = [];
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) window.shifts.push([e.value, ...e.sources.map((s) => (s.node?.outerHTML || s.node?.textContent || "").slice(0, 80))]);
}).observe({ type: "layout-shift", buffered: true });"""
# the kinds whose scripts bring the most
PAGES = ["case.html", "triage.html", "scenarios/no-reason-return.html", "steps/evidence.html", "letters/complaint-12315.html"]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_moves(open_page, page, address):
    page.set_viewport_size({"width": 412, "height": 823})
    phone = page.context.new_cdp_session(page)
    phone.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    phone.send("Network.enable")
    phone.send("Network.emulateNetworkConditions", {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000})
    page.add_init_script(SHIFTS)
    open_page(address)
    arrived(page)
    page.wait_for_timeout(300)
    moved = page.evaluate("window.shifts")
    assert sum(value for value, *_ in moved) < 0.001, (
        moved
    )  # less than that no audit counts, and nobody sees: a letter of the head by a part of a pixel


@pytest.mark.parametrize("address", ["scenarios/no-reason-return.html", "letters/complaint-12315.html"])
def test_nothing_moves_where_scripts_take_four_seconds(page, site, address):
    """A slow phone in a basement: their places stay free until they come."""
    page.set_viewport_size({"width": 412, "height": 823})
    page.add_init_script(SHIFTS)
    begin = time.monotonic()

    def late(route):
        if not route.request.url.endswith("/theme.js"):  # it holds the page back
            time.sleep(max(0, begin + 4 - time.monotonic()))
        route.continue_()

    page.route("**/assets/*.js", late)
    page.goto((site / address).as_uri())
    arrived(page)
    page.wait_for_timeout(300)
    moved = page.evaluate("window.shifts")
    assert sum(value for value, *_ in moved) < 0.001, moved


def test_a_head_that_is_half_there_is_not_drawn(page, site):
    """A phone draws what has come so far: the buttons would go aside for those that come after them."""
    html = (site / "steps" / "verify.html").read_text(encoding="utf-8")
    half = html[: html.index("</summary>", html.index("top__menu"))]
    page.route("**/verify.html", lambda route: route.fulfill(body=half, content_type="text/html; charset=utf-8"))
    page.goto((site / "steps" / "verify.html").as_uri())
    assert page.locator(".top__find").count() == 1
    expect(page.locator(".top__find")).to_be_hidden()
    page.unroute("**/verify.html")
    page.reload()
    expect(page.locator(".top__find")).to_be_visible()
