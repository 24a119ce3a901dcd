"""External links, asked one by one. Needs the network: `make links`, weekly; never part of `make test`."""

from __future__ import annotations

import time
import urllib.error
import urllib.request

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import ROOT

pytestmark = pytest.mark.links

# address or its beginning -> why a failure is no news; each with the day it was decided
EXCEPTIONS = {
    "https://flk.npc.gov.cn/": "2026-11-22：网站用脚本显示正文，程序访问常得到405或空页",
    "https://www.12315.cn/": "2026-11-22：拒绝境外和程序访问",
    "https://zxfw.court.gov.cn/": "2026-11-22：拒绝程序访问",
}


def addresses() -> list[str]:
    found = set()
    for path in sorted((ROOT / "site").rglob("*.html")):
        for node in LexborHTMLParser(path.read_text(encoding="utf-8")).css("a[href^=http]"):
            found.add(node.attributes["href"].split("#")[0])
    return sorted(found)


def test_external_links():
    dead = []
    for url in addresses():
        if any(url.startswith(start) for start in EXCEPTIONS):
            continue
        try:
            request = urllib.request.Request(url, headers={"User-Agent": "Mozilla/5.0 (link check)"})
            with urllib.request.urlopen(request, timeout=20) as answer:
                if answer.status >= 400:
                    dead.append(f"{answer.status} {url}")
        except urllib.error.HTTPError as e:
            if e.code in (404, 410):
                dead.append(f"{e.code} {url}")
        except OSError as e:
            dead.append(f"{e} {url}")
        time.sleep(0.2)
    assert not dead, "打不开的外部链接（确认后改掉，或在 EXCEPTIONS 写明原因和日期）：\n" + "\n".join(dead)
