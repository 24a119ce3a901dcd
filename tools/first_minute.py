"""What a reader in a hurry meets on every situation's page, as a table: where the first thing to do is, which date presses, how long and how
heavy the page is.

    python tools/first_minute.py [SITE] [--paper] [IDS …]

SITE is a built site (default: site/). Lengths are CSS pixels on a phone of 360×740; a screen is 740 of them, all folds as they stand when the
page is opened. --paper also counts the A4 pages of the printed checklist. Needs the browser that the tests use.
"""

from __future__ import annotations

import argparse
import gzip
import io
import sys
from pathlib import Path
from statistics import mean
from typing import Any

from playwright.sync_api import Page, sync_playwright
from setup import chromium

ROOT = Path(__file__).resolve().parent.parent
PHONE = {"width": 360, "height": 740}

# one page load gives everything: as it opens, then with the case's line and a notice above, then in text half as large again, then both
LOOK = """() => {
  const action = () => {
    const found = [...document.querySelectorAll("#first a.button, #first button")].find((n) => n.getClientRects().length);
    return found ? Math.round(found.getBoundingClientRect().bottom + scrollY) : null;
  };
  const text = (selector) => document.querySelector(selector)?.textContent.replace(/\\s+/g, " ").trim() || "";
  const html = document.documentElement;
  const seen = {
    plain: action(),
    height: html.scrollHeight,
    headline: text(".pressing__what, .strip__rule"),
    tel: document.querySelectorAll('.scenario a[href^="tel:"]').length,
    platforms: document.querySelectorAll('.scenario a[href*="platforms/"]').length,
    nested: document.querySelectorAll(".scenario #checklist .phase[open] .step__more details").length,
  };
  html.classList.add("has-case");
  document.querySelector("[data-caseline-name]").textContent = "我的案件：跑步鞋";
  const notice = document.createElement("p");
  notice.className = "note note--warn";
  notice.textContent = "这个浏览器不让网页存东西：勾的、填的，关掉这一页就没了。";
  document.querySelector(".scenario").before(notice);
  seen.crowded = action();
  html.style.fontSize = "150%";
  seen.large_crowded = action();
  notice.remove();
  html.classList.remove("has-case");
  seen.large = action();
  html.style.fontSize = "";
  return seen;
}"""


def weight(path: Path) -> float:
    """What a page weighs on its way, in KiB of 1024 bytes."""
    return len(gzip.compress(path.read_bytes(), 6)) / 1024


def measure(page: Page, path: Path) -> dict[str, Any]:
    """Everything about one page that the table has, but the paper. `page`: of the size of a phone."""
    page.goto(path.as_uri())
    seen = page.evaluate(LOOK)
    return seen | {"screens": seen["height"] / PHONE["height"], "kib": weight(path)}


def sheets(page: Page) -> int:
    """A4 pages of the checklist."""
    from pypdf import PdfReader

    page.emulate_media(media="print")
    count = len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    page.emulate_media(media="screen")
    return count


def table(site: Path, ids: list[str], paper: bool) -> list[dict[str, Any]]:
    """A row a situation."""
    rows = []
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(viewport=PHONE, offline=True, locale="zh-CN").new_page()
        for id_ in ids:
            row = {"id": id_} | measure(page, site / "scenarios" / f"{id_}.html")
            rows.append(row | ({"sheets": sheets(page)} if paper else {}))
        browser.close()
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("site", nargs="?", type=Path, default=ROOT / "site")
    parser.add_argument("ids", nargs="*")
    parser.add_argument("--paper", action="store_true")
    asked = parser.parse_args()
    ids = asked.ids or sorted(p.stem for p in (asked.site / "scenarios").glob("*.html") if p.stem != "index")
    if not ids:
        sys.exit(f"{asked.site} 里没有场景页。先运行 make site")
    rows = table(asked.site, ids, asked.paper)
    columns = [
        ("plain", "{}"),
        ("crowded", "{}"),
        ("large", "{}"),
        ("large_crowded", "{}"),
        ("screens", "{:.1f}"),
        ("tel", "{}"),
        ("platforms", "{}"),
    ]
    columns += [("kib", "{:.1f}")] + ([("sheets", "{}")] if asked.paper else [])
    print("first action ends at: opened / with case line and notice / text 150 % / both; screens; tel links; platform links; KiB; A4 pages; headline")
    for row in rows:
        print(f"{row['id']:<24}", *(f"{form.format(row[key]):>5}" for key, form in columns), f" {row['headline']}")
    for name, of in (("mean", mean), ("most", max)):
        print(f"{name:<24}", *(f"{f'{of(row[key] or 0 for row in rows):.1f}':>5}" for key, _ in columns))


if __name__ == "__main__":
    main()
