"""Large letters, short screens, colours of one's own: nothing is covered, no column is a character wide, what only a colour says has a shape too."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

# a page of each kind that has columns or bars
PAGES = [
    "index.html",
    "scenarios/opened-or-used.html",
    "letters/complaint-12315.html",
    "case.html",
    "triage.html",
    "channels/index.html",
    "faq/online.html",
    "scenarios/index.html",
    "steps/evidence.html",
    "steps/follow-up.html",
]
SCREENS = [(360, 740, 130), (360, 740, 150), (360, 740, 200), (320, 256, 100)]

# px of the screen's height that stays where it is while the page moves
COVERED = """async () => {
  const top = node => node.getBoundingClientRect().top;
  scrollTo(0, document.body.scrollHeight / 2);
  await new Promise(done => setTimeout(done, 100));
  const sticky = [...document.querySelectorAll("body *")].filter(n => /sticky|fixed/.test(getComputedStyle(n).position));
  let sum = 0;
  for (const node of sticky) {
    const { top: from, bottom: to } = node.getBoundingClientRect();
    if (to <= 0 || from >= innerHeight || from === to) continue;
    scrollBy(0, 5);
    if (Math.abs(top(node) - from) < 1) sum += Math.min(to, innerHeight) - Math.max(from, 0);
    scrollBy(0, -5);
  }
  return sum;
}"""

# texts of four characters and more that get less than two a line
CRUSHED = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const text = node.data.trim();
    if (text.length < 4 || !node.parentElement.offsetParent || node.parentElement.closest(".skip, .offscreen, .top__label, .checklist__status")) continue;
    range.selectNodeContents(node);
    const lines = new Set([...range.getClientRects()].filter(r => r.width > 0).map(r => Math.round(r.top))).size;
    if (lines > 2 && text.length / lines < 2) found.push(`${text.slice(0, 20)}：${text.length}个字，${lines}行`);
  }
  return found;
}"""


def enlarge(page, percent: int) -> None:
    """As a reader's own setting does, past the page's style sheet."""
    page.evaluate("percent => document.documentElement.style.setProperty('font-size', percent + '%', 'important')", percent)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda s: f"{s[0]}x{s[1]}-{s[2]}")
def test_large_letters_and_short_screens(open_page, page, screen):
    """At most a tenth of the screen is covered, and that by one line of buttons; every line has room for words."""
    width, height, percent = screen
    page.set_viewport_size({"width": width, "height": height})
    wrong = []
    for url in PAGES:
        open_page(url)
        enlarge(page, percent)
        page.evaluate("document.querySelectorAll('main details').forEach((d, i) => { if (i < 40) d.open = true; })")
        covered = page.evaluate(COVERED)
        if covered > height / 10:
            wrong.append(f"{url}：{covered}px 被遮住")
        wrong += [f"{url}：{text}" for text in page.evaluate(CRUSHED)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{url}：比屏幕宽")
    assert not wrong, "\n".join(wrong)


def test_on_a_tall_screen_the_bars_stay(open_page, page):
    open_page("scenarios/opened-or-used.html")
    expect(page.locator("[data-actions]")).to_be_visible()
    covered = page.evaluate(COVERED)
    assert 90 <= covered <= 160, f"{covered}px"
    expect(page.locator("[data-actions]")).to_be_in_viewport()


def test_not_applicable_goes_below_its_label(open_page, page):
    """Before the label gets narrow; with usual letters it stays beside it."""
    open_page("scenarios/opened-or-used.html")
    step = page.locator("[data-step]").first
    label, button = step.locator("label"), step.locator("[data-na]")
    expect(button).to_be_visible()
    assert button.bounding_box()["y"] < label.bounding_box()["y"] + label.bounding_box()["height"]
    enlarge(page, 200)
    assert button.bounding_box()["y"] >= label.bounding_box()["y"] + label.bounding_box()["height"] - 1
    assert label.bounding_box()["width"] > 200


UNDER = """() => {
  const node = document.activeElement;
  const own = node.getBoundingClientRect();
  return [...document.querySelectorAll(".top, .actions, .checklist__bar, .letterbar, .caseline")].filter(bar => {
    const { top, bottom, left, right, height } = bar.getBoundingClientRect();
    const over = own.top < bottom - 1 && own.bottom > top + 1 && own.left < right - 1 && own.right > left + 1;
    return over && height && !bar.contains(node) && !node.matches(".skip, body");
  }).map(bar => `${node.textContent.trim().slice(0, 16)} 在 ${bar.className} 下面`);
}"""


@pytest.mark.parametrize("screen", [(360, 740, 100), (360, 740, 150), (320, 256, 100), (1280, 800, 100)], ids=lambda s: f"{s[0]}x{s[1]}-{s[2]}")
@pytest.mark.parametrize("url", ["scenarios/opened-or-used.html", "letters/complaint-12315.html"])
def test_what_has_the_focus_is_under_no_bar(open_page, page, url, screen):
    width, height, percent = screen
    page.set_viewport_size({"width": width, "height": height})
    open_page(url)
    enlarge(page, percent)
    wrong = []
    for key, times in (("Tab", 90), ("Shift+Tab", 40)):
        for _ in range(times):
            page.keyboard.press(key)
            wrong += page.evaluate(UNDER)
    assert not wrong, "\n".join(wrong)


def test_in_the_readers_own_colours_the_shapes_stay(open_page, page):
    """下一步 keeps a thick line, 看条件 its mark, the message its edge."""
    page.emulate_media(forced_colors="active")
    open_page("scenarios/opened-or-used.html")
    expect(page.locator("[data-next-step]")).to_have_css("border-top-width", "3px")
    expect(page.locator(".say").first).to_have_css("border-top-style", "solid")
    mark = page.locator(".verdict__mark").first
    assert mark.evaluate("node => getComputedStyle(node).backgroundColor !== getComputedStyle(document.body).backgroundColor")


def test_what_is_copied_and_computed_is_said(captured, open_page, today):
    page = open_page("scenarios/opened-or-used.html")
    voice = page.locator("body > [role=status]")
    page.locator("#first [data-copy]:visible").first.click()
    expect(page.locator("#first [role=status]:visible").first).to_contain_text("已复制")
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
    page.locator("[data-event=received]").first.fill("2026-11-20")
    page.locator("[data-event=received]").first.press("Tab")
    expect(voice).to_contain_text("2026年11月27日")


def test_the_search_is_a_landmark(open_page, page):
    page.set_viewport_size({"width": 1280, "height": 800})
    open_page("search.html")
    expect(page.get_by_role("search")).to_have_count(1)
    open_page("index.html")
    expect(page.get_by_role("search")).to_have_count(2)
    names = [node.get_attribute("aria-label") for node in page.get_by_role("search").all()]
    assert len(names) == len(set(names)) == 2 and all(names)
