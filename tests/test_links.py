"""External links, asked one by one. Needs the network: `make links`, weekly; never part of `make test`."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from urllib.parse import urlparse

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

NO_NETWORK = 3  # so many hosts in a row, from the first on, that cannot be reached: it is the network, not they


def addresses() -> list[str]:
    found = set()
    for path in sorted((ROOT / "site").rglob("*.html")):
        for node in LexborHTMLParser(path.read_text(encoding="utf-8")).css("a[href^=http]"):
            found.add(node.attributes["href"].split("#")[0])
    return sorted(found)


def test_external_links():
    dead = []
    answered = False  # has any host answered yet?
    unheard: set[str] = set()  # hosts that did not
    for url in addresses():
        if any(url.startswith(start) for start in EXCEPTIONS):
            continue
        try:
            request = urllib.request.Request(url, headers={"User-Agent": "Mozilla/5.0 (link check)"})
            with urllib.request.urlopen(request, timeout=20):
                pass
            answered = True
        except urllib.error.HTTPError as e:
            answered = True
            if e.code in (404, 410):
                dead.append(f"{e.code} {url}")
        except OSError as e:
            dead.append(f"{e} {url}")
            unheard.add(urlparse(url).netloc)
        if not answered and len(unheard) == NO_NETWORK:
            pytest.fail(f"这里没有网络：先问的{NO_NETWORK}个网站一个也连不上（{'、'.join(sorted(unheard))}）。联网后再运行 make links", pytrace=False)
        time.sleep(0.2)
    assert not dead, "打不开的外部链接（确认后改掉，或在 EXCEPTIONS 写明原因和日期）：\n" + "\n".join(dead)
