"""Where a journey is made: engine and kind of address."""

from __future__ import annotations

import pytest

EVERYWHERE = ["chromium-http", "chromium-file", "firefox-http", "firefox-file", "webkit-http", "webkit-file"]
# what does not depend on the kind of address is tried by http alone: the run has to stay short
HTTP = ["chromium-http", "firefox-http", "webkit-http"]
# Firefox keeps the storage of each file apart: there nothing goes from page to page
SHARED = [place for place in EVERYWHERE if place != "firefox-file"]
# Chromium loads a file anew when the reader comes back to it
COMING_BACK = [place for place in EVERYWHERE if place != "chromium-file"]


def on(places: list[str], failing: list[str] | None = None, why: str = "") -> pytest.MarkDecorator:
    """Makes the journey in these places; it must fail in those that are `failing`, and `why` is a sentence."""
    wrong = pytest.mark.xfail(strict=True, raises=AssertionError, reason=why)
    marked = [pytest.param(place, marks=[wrong] if place in (failing or []) else []) for place in places]
    return pytest.mark.parametrize("reader", marked, indirect=True)
