"""What a journey gets: a reader who sits at one engine and has the handbook at one kind of address."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from setup import lacking

import audit
from tests.engines.drivers import GONE, START, Browser, Tab


@dataclass(frozen=True)
class Reader:
    engine: str  # a name of START
    by: str  # "http" or "file"
    root: str  # the handbook's address, with a slash at its end
    browser: Browser

    def tab(self, page: str) -> Tab:
        """A new tab with a page of the handbook, such as "letters/return-notice.html"."""
        tab = self.browser.tab()
        tab.open(self.root + page)
        return tab


@pytest.fixture(scope="session")
def browsers() -> Iterator[dict[str, Browser]]:
    """Those that run; a journey's reader starts the one it needs."""
    running: dict[str, Browser] = {}
    yield running
    for browser in running.values():
        with suppress(*GONE):
            browser.quit()


@pytest.fixture(scope="session")
def roots(site: Path) -> Iterator[dict[str, str]]:
    server = audit.serve(site)
    yield {"http": f"http://127.0.0.1:{server.server_port}/", "file": f"{site.as_uri()}/"}
    server.shutdown()
    server.server_close()


@pytest.fixture
def reader(request: pytest.FixtureRequest, browsers: dict[str, Browser], roots: dict[str, str]) -> Reader:
    """Of @on(…) in places.py; nothing is kept from the journey before."""
    engine, _, by = request.param.partition("-")
    if missing := lacking(engine):
        if os.environ.get("CI"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    page = roots[by] + "assets/favicon.svg"
    try:
        browsers[engine].fresh(page)
    except (KeyError, *GONE):  # not started yet; or it died, which the journey that saw it has told
        browsers[engine] = START[engine]()
        browsers[engine].fresh(page)
    return Reader(engine, by, roots[by], browsers[engine])
