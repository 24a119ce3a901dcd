"""A stored copy, and a tab that was left open, when the day of a law comes: said by the device's own date, without a new build."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

TRUE_ON_ANY_DAY = "从2027年3月1日起，《将来法》施行；在这一天以前的事，看当时有效的规定。"


@pytest.fixture
def at(browser, small_site):
    """Opens a page of the folder on a device that has a certain moment for now."""
    contexts = []

    def open_(url: str, moment: str | None, **context):
        contexts.append(browser.new_context(offline=True, locale="zh-CN", viewport={"width": 360, "height": 740}, **context))
        page = contexts[-1].new_page()
        if moment:
            page.clock.set_fixed_time(moment)
        page.goto((small_site / url).as_uri())
        return page

    yield open_
    for context in contexts:
        context.close()


def test_a_tab_that_stays_open_over_midnight(at):
    """23:59 in China, then one minute later: looked at again, the page says it."""
    page = at("letters/short-note.html", "2027-02-28T23:59:00+08:00")
    note = page.locator('[data-module="begins"]')
    expect(note.locator("summary")).to_have_text("《将来法》从2027年3月1日起施行")
    expect(note.locator("p")).to_have_text(f"{TRUE_ON_ANY_DAY}按这台设备的日期，还有1天。")
    page.clock.set_fixed_time("2027-03-01T00:00:00+08:00")
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(note.locator("summary")).to_have_text("今天起变了（按这台设备的日期）")
    expect(note.locator("p")).to_contain_text("按这台设备的日期，就是今天。这一页是在那以前做的，先到你拿到这份手册的地方，看有没有新的。")
    expect(note.locator("p")).to_be_hidden()
    note.locator("summary").press("Enter")
    expect(note.locator("p")).to_be_visible()


@pytest.mark.parametrize(("day", "says"), [("2027-04-30", "60天前起变了（按这台设备的日期）"), ("2027-05-01", "《将来法》从2027年3月1日起施行")])
def test_news_is_news_for_sixty_days(at, day, says):
    """On the law's own page, where it stands open; its script comes when all else is there."""
    page = at("laws/coming-law.html", f"{day}T12:00:00+08:00")
    expect(page.locator('[data-module="begins"] summary')).to_have_text(says)
    expect(page.locator('[data-module="begins"] p')).to_contain_text("这一页是在那以前做的")
    expect(page.locator('[data-module="begins"] p')).to_be_visible()


def test_without_scripts_it_is_true_on_any_day(at):
    page = at("laws/coming-law.html", None, java_script_enabled=False)
    expect(page.locator('[data-module="begins"] p')).to_have_text(TRUE_ON_ANY_DAY)
    expect(page.locator('[data-module="begins"] p')).to_be_visible()


def test_an_old_copy_says_so_and_the_call_stays_on_the_first_screen(at):
    """More than 180 days after its laws were compared, and not a day earlier. With both lines above it, whom to call is seen without scrolling."""
    page = at("scenarios/cheated.html", "2027-05-19T12:00:00+08:00")
    expect(page.locator('[data-module="begins"] summary')).to_be_visible()
    expect(page.locator("h1 + .fold")).to_have_attribute("data-module", "begins")
    page.clock.set_fixed_time("2027-05-20T12:00:00+08:00")
    page.reload()
    old = page.locator("h1 + details")
    expect(old.locator("summary")).to_have_text("核对以后已过181天，先看有没有新的")
    for line in (old, page.locator('[data-module="begins"]')):
        assert line.locator("summary").bounding_box()["height"] >= 44
    call = page.locator('main a[href^="tel:"]').first.bounding_box()
    assert call["y"] + call["height"] <= 683  # above the bar of actions
    old.locator("summary").press("Enter")
    expect(old.locator("p")).to_contain_text(
        "这一页引的条文是2026年11月20日核对的，按这台设备的日期，已过181天。先到你拿到这份手册的地方，看有没有新的。"
    )
    with page.expect_navigation():
        old.get_by_role("link", name="现在的状态").click()
    expect(page.locator("h1")).to_have_text("状态")


def test_a_letter_that_is_old_says_so_too(at):
    page = at("letters/refund-letter.html", "2027-05-20T12:00:00+08:00")
    expect(page.locator("h1 + details summary")).to_have_text("核对以后已过181天，先看有没有新的")
