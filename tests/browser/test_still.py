"""Nothing moves while a page comes, on a slow phone too: what its scripts bring has its place before."""

from __future__ import annotations

import pytest

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
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    moved = page.evaluate("window.shifts")
    assert sum(value for value, *_ in moved) < 0.001, (
        moved
    )  # less than that no audit counts, and nobody sees: a letter of the head by a part of a pixel
