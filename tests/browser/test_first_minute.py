"""The first minute on every situation: what to do now is on the first screen, the page is not long, what is needed lies under no fold."""

from __future__ import annotations

import pytest
from first_minute import measure
from playwright.sync_api import expect

from tests.browser.conftest import arrived

ABOVE_THE_BAR = 683  # of 740 pixels: the bar at the bottom has the rest
PAGE = "scenarios/no-reason-return.html"


# what stands before a mark that begins a line, and the mark
MARKS = """() => {
  const found = [], range = document.createRange();
  const box = (node, at) => { range.setStart(node, at); range.setEnd(node, at + 1); return range.getBoundingClientRect(); };
  for (const heading of document.querySelectorAll(".page :is(h1, h2, h3)")) {
    const all = [], texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) for (let at = 0; at < texts.currentNode.length; at += 1) all.push([texts.currentNode, at]);
    all.forEach(([node, at], n) => {
      const now = /[，。、；：？！”’）》]/.test(node.data[at]) ? box(node, at) : { width: 0 };
      if (!now.width) return;
      let before = null; // the nearest before it that takes room
      for (let i = n - 1; i >= 0 && !before?.width; i -= 1) before = box(...all[i]);
      if (before?.width && before.bottom <= now.top + 2) found.push(node.data.slice(Math.max(0, at - 8), at + 1));
    });
  }
  return found;
}"""


@pytest.fixture(scope="module")
def situations(book, browser, site) -> dict[str, tuple[dict, list[str]]]:
    """Situation → (what tools/first_minute.py measures, headings with a mark at the begin of a line); each page is opened once."""
    page = browser.new_page(viewport={"width": 360, "height": 740}, locale="zh-CN", timezone_id="Asia/Shanghai")
    found = {}
    for id_ in book.scenarios:
        seen, marks = measure(page, site / "scenarios" / f"{id_}.html"), []
        for width, size in ((360, 100), (320, 100), (360, 200)):
            page.set_viewport_size({"width": width, "height": 740})
            page.evaluate("size => document.documentElement.style.setProperty('font-size', `${size}%`, 'important')", size)
            marks += [f"{id_}，{width}px，{size}%：{text}" for text in page.evaluate(MARKS)]
        found[id_] = seen, marks
    page.close()
    return found


def test_what_to_do_now_is_on_the_first_screen_and_the_page_is_ten_screens(situations):
    """360×740, also with the case's line and a notice above, also in text half as large again."""
    found = []
    for id_, (seen, _) in situations.items():
        if not seen["plain"]:
            found.append(f"{id_}：“现在先做”下面没有按钮")
            continue
        if seen["crowded"] > ABOVE_THE_BAR:
            found.append(f"{id_}：上面有一行案件、一条提醒时，按钮到了{seen['crowded']}px")
        if seen["large"] > ABOVE_THE_BAR * 1.5:
            found.append(f"{id_}：字放大一半时，按钮到了{seen['large']}px")
        if seen["screens"] > 10:
            found.append(f"{id_}：有{seen['screens']:.1f}屏")
        if seen["nested"]:
            found.append(f"{id_}：步骤的折叠里又有{seen['nested']}个折叠")
    assert not found, "\n".join(found)


def test_what_is_needed_lies_under_no_fold(open_page, book):
    """The phase one stands in with its steps, what merchants say, every door with its number and address."""
    page = open_page(PAGE)
    scenario = book.scenarios["no-reason-return"]
    expect(page.locator("[data-phase][open] [data-step] label")).to_have_count(len(scenario.steps.verify))
    expect(page.locator("[data-phase][open] [data-step] label").first).to_be_visible()
    shown = page.locator("#excuses .excuse__heading")
    assert shown.count() == 6 and all(shown.nth(i).is_visible() for i in range(6))
    for place in (".door__name", ".door__ways a"):
        found = page.locator(f"#channels {place}")
        assert found.count() >= len(scenario.channels) - 2 and all(found.nth(i).is_visible() for i in range(found.count()))
    assert page.locator('#channels a[href="tel:12315"]').first.is_visible()
    assert page.locator(".handout:visible, .handout__dates:visible").count() == 0, "只印在纸上"


@pytest.mark.parametrize("anchor", ["lose", "not-for", "cost", "rights", "deadline-send-notice", "phase-legal", "tick-small-claims"])
def test_an_address_that_names_a_part_opens_it(open_page, anchor):
    page = open_page(f"{PAGE}#{anchor}")
    page.wait_for_function(
        """id => { const at = document.getElementById(id); const own = at.querySelector(":scope > details"); const folds = own ? [own] : [];
        for (let n = at; n; n = n.parentElement) if (n.tagName === "DETAILS") folds.push(n);
        return folds.length && folds.every(f => f.open); }""",
        arg=anchor,
    )
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


@pytest.mark.parametrize("anchor", ["checklist", "deadlines", "place", "excuses", "letters", "channels", "questions", "related"])
def test_the_contents_lead_to_what_is_there(open_page, anchor):
    page = open_page(PAGE)
    page.locator("[data-contents] summary").click()
    page.locator(f'[data-contents] a[href="#{anchor}"]').click()
    expect(page.locator(f"#{anchor} h2").first).to_be_in_viewport()


def test_beside_a_wide_page_the_contents_stand_open(open_page, page):
    page.set_viewport_size({"width": 1280, "height": 800})
    open_page(PAGE)
    expect(page.locator('[data-contents] a[href="#channels"]')).to_be_visible()
    expect(page.locator(".actions")).to_be_visible()
    contents, column = page.locator(".contents").bounding_box(), page.locator(".first").bounding_box()
    assert contents["x"] >= column["x"] + column["width"], "目录不能压着正文"
    actions = page.locator(".actions").bounding_box()
    assert actions["x"] >= column["x"] + column["width"], "操作栏不能压着正文"
    assert actions["y"] >= contents["y"] + contents["height"], "操作栏不能压着目录"


@pytest.mark.parametrize("url", [PAGE, "index.html", "steps/evidence.html", "letters/return-notice.html", "faq/online.html"])
def test_on_a_wide_page_the_words_begin_where_the_header_does(open_page, page, url):
    page.set_viewport_size({"width": 1280, "height": 800})
    open_page(url)
    left = [page.locator(place).first.bounding_box()["x"] for place in (".top__name", ".page h1", ".bottom p")]
    first = page.locator(".bar a").first
    left.append(first.bounding_box()["x"] + float(first.evaluate("node => parseFloat(getComputedStyle(node).paddingLeft)")))
    assert max(left) - min(left) <= 1, left


def test_no_heading_begins_a_line_with_a_mark(situations):
    """Where words are longer than the line a browser breaks anywhere: on small phones and in large letters the mark stays with its word."""
    found = [mark for _, marks in situations.values() for mark in marks]
    assert not found, "\n".join(found)


def test_no_line_begins_with_a_mark_because_a_word_explains_itself(open_page, page):
    """Lines break beside a word that explains itself as they break in any text: the mark behind it stays on its line, at every width."""
    for url in ("scenarios/seller-vanished.html", PAGE, "steps/legal.html"):
        open_page(url)
        arrived(page)
        for width in (320, 345, 360, 375, 390, 412):
            page.set_viewport_size({"width": width, "height": 740})
            lone = page.evaluate("""() => [...document.querySelectorAll(".word")]
              .filter((word) => word.nextSibling?.nodeType === Node.TEXT_NODE && /^[，。、；：？！”’）》]/.test(word.nextSibling.data))
              .filter((word) => {
                const mark = document.createRange();
                mark.setStart(word.nextSibling, 0);
                mark.setEnd(word.nextSibling, 1);
                const [line, own] = [[...word.getClientRects()].pop(), mark.getClientRects()[0]];
                return line && own && own.top > line.bottom - line.height / 2;
              })
              .map((word) => word.textContent)""")
            assert not lone, f"{url}，{width}px：{lone}"
