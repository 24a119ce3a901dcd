"""axe-core on every kind of page, light and dark, with the folds open; zero violations."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import arrived
from tests.browser.test_conditions import KINDS
from tests.conftest import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
# rules beyond the default set: what the best practices of WCAG 2.2 AA ask for
# preload would fetch the style sheets, which file:// forbids; no rule of ours needs them
OPTIONS = {"preload": False, "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


# every rule of axe that looks at colours, of all its tags
COLOURS = {"preload": False, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def violations(page, options: dict = OPTIONS) -> list[str]:
    if not page.evaluate("() => Boolean(window.axe)"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    # what passes is ten times as much as axe has to look at: it stays in the page
    found = page.evaluate("async (options) => (await axe.run(document, options)).violations", options)
    return [f"{v['id']}: {v['help']}：{n['target']} {n.get('failureSummary', '')[:160]}" for v in found for n in v["nodes"][:3]]


def in_both(page) -> list[str]:
    """By day; then by night the rules again that ask for colours: nothing else is another there. Nothing moves: colours are there at once."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    found = violations(page)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    return found + [f"夜间：{v}" for v in violations(page, COLOURS)]


@pytest.mark.parametrize("url", KINDS)
def test_axe(open_page, url):
    page = open_page(url)
    page.evaluate("document.querySelectorAll('details').forEach((d, i) => { if (!d.closest('.top') && i < 40) d.open = true; })")
    arrived(page)
    found = in_both(page)
    assert not found, f"{url}：\n" + "\n".join(found)


def test_axe_with_errors_shown(open_page):
    page = open_page("letters/complaint-12315.html")
    step = page.locator("[data-step]").filter(has=page.get_by_label("实付金额（元）"))
    now = page.locator(".form__group--now")
    while not step.is_visible():
        before = now.get_attribute("id")
        page.get_by_role("button", name="下一步").filter(visible=True).click()
        expect(now).not_to_have_id(before)  # a press ends before the step changes
    step.get_by_label("实付金额（元）").fill("八百")
    page.get_by_role("button", name="复制", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="回去补").click()
    # the bar at the bottom covers what scrolls past it: it is looked at in its own place
    page.locator("[data-letterbar] + section").evaluate("node => node.scrollIntoView({ block: 'end' })")
    found = in_both(page)
    assert not found, "\n".join(found)


def test_axe_with_results(open_page):
    page = open_page("search.html#q=%E9%80%80%E6%AC%BE")
    page.locator("[data-search-result]").first.wait_for()
    found = in_both(page)
    assert not found, "\n".join(found)


def test_axe_with_results_under_the_header(open_page, page):
    page.set_viewport_size({"width": 1280, "height": 800})
    open_page("scenarios/no-reason-return.html")
    page.locator(".top [data-search-input]").fill("押金不退")
    page.locator(".top [data-search-result]").first.wait_for()
    page.keyboard.press("ArrowDown")
    found = in_both(page)
    assert not found, "\n".join(found)
