"""What it costs a new visitor on a phone to get somewhere, from the home page: taps, fields to fill, requests, bytes over the wire.

    python tools/taps.py [--site site] [--write]

`make taps` writes docs/about/taps.json and the table of docs/about/taps.md; tests/browser/test_taps.py walks the same ways and allows no more taps or
fields than are recorded. What the worker stores in the background is left out: it is the same for all (docs/about/deploy.md).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from setup import chromium  # noqa: E402

from audit import serve  # noqa: E402

RECORD = ROOT / "docs" / "about" / "taps.json"
PAGE = ROOT / "docs" / "about" / "taps.md"
PHONE = {"width": 360, "height": 740}
WORDS = "买的衣服不想要了，七天无理由不给退"
SITUATION = "scenarios/no-reason-return.html"
# what a reader writes into the required fields of the complaint, by the kind of field
WRITTEN = {"money": "899", "phone": "13800000000", "date": "2026-11-25"}
TABLE = re.compile(r"(?<=<!-- make taps -->\n\n).*?(?=\n\n<!-- end -->)", re.S)


@dataclass
class Cost:
    """Of one journey. `fields`: texts typed and days chosen; the tap into a field counts as a tap too."""

    title: str
    taps: int = 0
    fields: int = 0
    requests: int = 0
    bytes: int = 0


class Reader:
    """A new visitor on the home page: every tap and every field counts, and everything that the network brings."""

    def __init__(self, page: Page, root: str, cost: Cost) -> None:
        self.page, self.cost = page, cost
        self.network = page.context.new_cdp_session(page)
        self.network.send("Network.enable")
        self.network.on("Network.loadingFinished", self._came)
        page.goto(f"{root}index.html")

    def _came(self, answer: dict) -> None:
        self.cost.requests += 1
        self.cost.bytes += int(answer["encodedDataLength"])

    def tap(self, where: Locator) -> None:
        """One press on something that can be seen; Playwright scrolls to it, as a reader does, and refuses what something else covers."""
        self.cost.taps += 1
        where.click()

    def write(self, where: Locator, text: str) -> None:
        """A tap into a field, and what is written there."""
        self.tap(where)
        self.cost.fields += 1
        where.fill(text)

    def find_the_case(self) -> None:
        """In one's own words, and the right one of the first three results."""
        self.write(self.page.get_by_label("用你自己的话说"), WORDS)
        # told when what was found by the characters is in the order of what was learned
        self.page.locator("[data-search-status]", has_text="条").first.wait_for(state="attached")
        first = self.page.locator("[data-search-result]").all()[:3]
        right = [a for a in first if (a.get_attribute("href") or "").endswith(SITUATION)]
        if not right:
            raise AssertionError(f"“{WORDS}”的前三条里没有 {SITUATION}")
        self.tap(self.page.locator(f"[data-search-result][href$='{SITUATION}']").first)
        self.page.wait_for_url(f"**/{SITUATION}")


def message(reader: Reader) -> None:
    """The message for the merchant is on the clipboard."""
    reader.find_the_case()
    reader.tap(reader.page.locator("[data-copy]:visible").first)
    copied = reader.page.evaluate("navigator.clipboard.readText()")
    if "请在48小时内同意退货" not in copied:
        raise AssertionError(f"剪贴板里不是那段话：{copied[:60]}")


def complaint(reader: Reader) -> None:
    """The complaint, its required fields filled, is on the phone as a Word file."""
    page = reader.page
    reader.tap(page.locator("main a[href$='letters/complaint-12315.html']:visible").first)
    page.wait_for_url("**/letters/complaint-12315.html")
    page.locator("[data-step-next]:visible, [data-docx]:visible").first.wait_for()
    fields = json.loads(page.locator("[data-source]").text_content() or "")["fields"]
    needed = [(page.locator(f"[name='{f['id']}']").first, f.get("type", "")) for f in fields if f.get("required")]
    word = page.locator("[data-docx]:visible")
    for _ in range(20):  # on a phone one part of the form after the other
        for where, kind in needed:
            if not where.is_visible():
                continue
            if kind in ("choice", "choices"):
                if not where.evaluate("(box) => [...box.form.elements[box.name]].some((one) => one.checked)"):
                    reader.tap(where)
            elif not where.input_value():
                reader.write(where, WRITTEN.get(kind, "照实写的内容"))
        if word.count():
            break
        before = page.locator(".form__group--now").get_attribute("id")
        reader.tap(page.locator("[data-step-next]:visible"))
        page.locator(f".form__group--now:not(#{before}), [data-docx]:visible, [data-answers]:visible").first.wait_for()
    with page.expect_download(timeout=30_000) as got:
        reader.tap(page.locator("[data-docx]:visible").first)
        if page.locator("dialog[open]").count():  # what the check before sending says
            reader.tap(page.locator("dialog[open] button").last)
    if not got.value.suggested_filename.endswith(".docx"):
        raise AssertionError(got.value.suggested_filename)


def dates(reader: Reader) -> None:
    """Every last day that follows from the day of delivery stands on the page."""
    page = reader.page
    reader.find_the_case()
    reader.tap(page.locator("#deadlines details.dates > summary"))
    reader.write(page.locator("#deadlines [data-event=received]").first, "2026-11-25")
    page.locator("#deadlines [data-deadline-out]:visible").first.wait_for()


def paper(reader: Reader) -> None:
    """The checklist goes to the printer."""
    page = reader.page
    reader.find_the_case()
    page.evaluate("window.print = () => { window.printed = true; }")
    reader.tap(page.locator("[data-actions] [data-print]"))
    page.wait_for_function("() => window.printed === true", timeout=5_000)


JOURNEYS: dict[str, tuple[str, Callable[[Reader], None]]] = {
    "message": ("找到我的事，复制要发给商家的话", message),
    "complaint": ("填好投诉书，存成Word文件", complaint),
    "dates": ("找到我的事，看到从签收日算出的全部日子", dates),
    "print": ("找到我的事，打印清单", paper),
}


def walk(browser: Browser, root: str, name: str) -> Cost:
    """One journey by a visitor who was never here."""
    title, go = JOURNEYS[name]
    context = browser.new_context(
        viewport=PHONE, locale="zh-CN", timezone_id="Asia/Shanghai", service_workers="block", accept_downloads=True, has_touch=True, offline=False
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=root.rstrip("/"))
    try:
        reader = Reader(context.new_page(), root, Cost(title))
        go(reader)
        reader.page.wait_for_timeout(300)
        return reader.cost
    finally:
        context.close()


def table(costs: dict[str, dict]) -> str:
    """The rows of the page."""
    rows = [f"| {c['title']} | {c['taps']} | {c['fields']} | {c['requests']} | {c['bytes'] / 1000:.0f} KB |" for c in costs.values()]
    return "\n".join(["| 从首页开始 | 点几下 | 填几处 | 请求几次 | 下载多少 |", "| --- | --- | --- | --- | --- |", *rows])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--site", type=Path, default=ROOT / "site")
    options.add_argument("--write", action="store_true")
    asked = options.parse_args()
    if not (asked.site / "index.html").exists():
        sys.exit(f"“{asked.site}”里没有生成好的网站。先运行 make site")
    server = serve(asked.site)
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        costs = {name: asdict(walk(browser, f"http://127.0.0.1:{server.server_port}/", name)) for name in JOURNEYS}
        browser.close()
    server.shutdown()
    print(table(costs))
    if asked.write:
        RECORD.write_text(json.dumps(costs, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        PAGE.write_text(TABLE.sub(lambda _: table(costs), PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
