"""From the home page to four ends: no more taps and no more fields than are recorded, and the page that tells them tells what is recorded."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import taps

import audit

RECORD = json.loads(taps.RECORD.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def root(site) -> Iterator[str]:
    server = audit.serve(site)
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("name", list(taps.JOURNEYS))
def test_no_more_taps_than_recorded(browser, root, name):
    now, then = taps.walk(browser, root, name), RECORD[name]
    assert now.taps <= then["taps"], f"“{now.title}”要点{now.taps}下，记下的是{then['taps']}下。改回来，或者有理由时运行 make taps"
    assert now.fields <= then["fields"], f"“{now.title}”要填{now.fields}处，记下的是{then['fields']}处"
    assert now.requests <= then["requests"] + 3, f"“{now.title}”请求了{now.requests}次，记下的是{then['requests']}次"
    assert 10_000 < now.bytes <= then["bytes"] * 1.1, f"“{now.title}”下载了{now.bytes}字节，记下的是{then['bytes']}字节。运行 make taps"


def test_the_record_is_whole():
    assert list(RECORD) == list(taps.JOURNEYS)
    for name, cost in RECORD.items():
        assert set(cost) == {"title", "taps", "fields", "requests", "bytes"}
        assert cost["title"] == taps.JOURNEYS[name][0]
        assert all(isinstance(cost[key], int) and cost[key] > 0 for key in ("taps", "fields", "requests", "bytes")), name


def test_the_page_tells_what_is_recorded():
    assert taps.table(RECORD) in taps.PAGE.read_text(encoding="utf-8"), "运行 make taps"


def test_a_tap_on_what_is_covered_does_not_count(browser):
    """The figures are worth something only where a press is one that a reader can do."""
    page = browser.new_page()
    page.set_content("<button style='position:fixed;top:0'>x</button><div style='position:fixed;inset:0'></div>")
    page.set_default_timeout(500)
    reader = taps.Reader.__new__(taps.Reader)
    reader.page, reader.cost = page, taps.Cost("")
    with pytest.raises(Exception, match="intercepts pointer events"):
        reader.tap(page.locator("button"))
    page.close()
