"""Small helps for the browser tests."""

from __future__ import annotations

import pytest

CLIPBOARD = """
Object.defineProperty(navigator, "clipboard", {value: {writeText: (t) => { window.copied = t; return Promise.resolve(); }}});
window.print = () => { window.printed = (window.printed || 0) + 1; dispatchEvent(new Event("beforeprint")); window.printedMode = document.body.dataset.printing; dispatchEvent(new Event("afterprint")); };
"""


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
