"""Small helps for the browser tests."""

from __future__ import annotations

import json

import pytest

CLIPBOARD = """
Object.defineProperty(navigator, "clipboard", {value: {writeText: (t) => { window.copied = t; return Promise.resolve(); }}});
window.print = () => { window.printed = (window.printed || 0) + 1; dispatchEvent(new Event("beforeprint")); window.printedMode = document.body.dataset.printing; dispatchEvent(new Event("afterprint")); };
"""


PREFIX = "aftersales-handbook/2/"


def leaves(page) -> dict:
    """What the store keeps in this browser: path → value; the case in hand is called CASE in its paths."""
    kept = page.evaluate("() => Object.fromEntries(Object.keys(localStorage).map((key) => [key, localStorage.getItem(key)]))")
    found = {key.removeprefix(PREFIX): json.loads(text) for key, text in kept.items() if key.startswith(PREFIX)}
    current = found.get("current", "")
    return {path.replace(f"case/{current}/", "case/CASE/"): value for path, value in found.items()}


@pytest.fixture
def captured(page):
    """What would go to the clipboard and the printer is kept in window.copied and window.printed."""
    page.add_init_script(CLIPBOARD)
    return page


@pytest.fixture
def today(page):
    """A fixed day, so that a deadline's distance does not depend on when the tests run: 2026-11-22, noon in China."""
    page.clock.set_fixed_time("2026-11-22T12:00:00+08:00")
    return page


@pytest.fixture
def wide(page):
    """A screen on which a letter's form stands side by side with its sheet, all of it at once: for what a letter says and keeps, however it is asked."""
    page.set_viewport_size({"width": 1280, "height": 800})
