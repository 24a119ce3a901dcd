"""The same pages under worse conditions: no scripts, no storage, foreign storage, keyboard only, large text, paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import holds, leaves

KINDS = [
    "index.html",
    "search.html",
    "steps/index.html",
    "steps/verify.html",
    "scenarios/index.html",
    "scenarios/no-reason-return.html",
    "excuses/index.html",
    "excuses/no-reason-rules.html",
    "platforms/jd.html",
    "faq/index.html",
    "faq/online.html",
    "letters/index.html",
    "letters/complaint-12315.html",
    "channels/index.html",
    "laws/index.html",
    "laws/consumer-rights-law.html",
    "laws/complaint-interim-measures-2020.html",
    "glossary.html",
    "misconceptions.html",
    "about/index.html",
    "about/outside.html",
    "about/search-score.html",
    "about/privacy.html",
    "triage.html",
    "changes.html",
    "cases.html",
    "case.html",
]


# ------------------------------------------------------------------ no scripts


@pytest.fixture
def plain(browser, site):
    """A page in a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}, offline=True)
    page = context.new_page()
    page.at = lambda url: page.goto((site / url).as_uri())
    yield page
    context.close()


def test_without_scripts_the_checklist_is_whole(plain):
    plain.at("scenarios/no-reason-return.html")
    assert plain.locator("[data-step] input[type=checkbox]").count() >= 14
    for step in plain.locator("[data-step]").all():
        assert step.is_visible(), "没有脚本时，步骤都要看得见"
    assert plain.locator("button:visible").count() == 0, "没有脚本时，不该有按了没反应的按钮"


def test_without_scripts_the_blank_sheet_is_whole(plain):
    plain.at("letters/complaint-12315.html")
    expect(plain.locator("[data-blank]")).to_be_visible()
    expect(plain.locator("form")).to_be_hidden()
    assert plain.locator("[data-blank] .pen").count() >= 10
    assert "下面是空白表" in plain.locator("[data-letter-off]").inner_text()
    assert plain.locator("button:visible").count() == 0


def test_without_scripts_the_menu_and_the_search_say_where_to_go(plain):
    plain.at("search.html")
    expect(plain.locator("[data-search-off]")).to_be_visible()
    plain.locator(".top__menu summary").click()
    plain.locator(".top__menu a", has_text="问答").click()
    expect(plain).to_have_url(re.compile(r"faq/index\.html$"))


# --------------------------------------------------------------------- storage


@pytest.mark.usefixtures("wide")
def test_storage_refused(open_page, page):
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})")
    open_page("scenarios/no-reason-return.html")
    expect(page.locator("#storage-notice")).to_contain_text("不让网页保存")
    page.locator("[data-step] input").first.check()
    expect(page.locator("[data-progress-text]")).to_contain_text("做完1件")
    open_page("letters/return-notice.html")
    page.locator("form").get_by_label("商家名称").fill("某店")
    expect(page.locator("[data-paper]")).to_contain_text("某店")


@pytest.mark.usefixtures("wide")
def test_storage_full(open_page, page):
    page.add_init_script(
        "const real = Storage.prototype.setItem; Storage.prototype.setItem = function (k, v) { if (k.includes('/case/')) throw new DOMException('full', 'QuotaExceededError'); real.call(this, k, v); }"
    )
    open_page("letters/return-notice.html")
    page.locator("form").get_by_label("商家名称").fill("某店")
    expect(page.locator("#storage-notice")).to_contain_text("存储空间满了")
    expect(page.locator("form").get_by_label("商家名称")).to_have_value("某店")


KEY = "aftersales-handbook/v1"  # the first release's


@pytest.mark.parametrize("kept", ["{", "[]", "null", '"x"', '{"version":"1"}', "{}"])
def test_broken_storage_is_put_aside(open_page, page, kept):
    open_page("index.html")
    page.evaluate("([k, v]) => localStorage.setItem(k, v)", [KEY, kept])
    open_page("scenarios/no-reason-return.html")
    expect(page.locator("#storage-notice")).to_contain_text("读不出来")
    assert page.evaluate("localStorage.getItem('aftersales-handbook/broken/1')") == kept
    assert page.evaluate("k => localStorage.getItem(k)", KEY) is None
    page.locator("[data-step] input").first.check()
    ticks = lambda: [value for path, value in leaves(page).items() if "/tick/" in path]  # noqa: E731
    holds(lambda: ticks() == ["done"], lambda: str(leaves(page)))


def test_a_newer_version_is_left_alone(open_page, page):
    open_page("index.html")
    newer = '{"version":99,"ticks":{"x":"done"},"secret":1}'
    page.evaluate("([k, v]) => localStorage.setItem(k, v)", [KEY, newer])
    open_page("scenarios/no-reason-return.html")
    page.locator("[data-step] input").first.check()
    expect(page.locator("[data-progress-text]")).to_contain_text("做完1件")
    expect(page.locator("#storage-notice")).to_contain_text("更新版本")
    assert page.evaluate("k => localStorage.getItem(k)", KEY) == newer


@pytest.mark.parametrize("ticks", ['{"default/no-reason-return/x":{"a":1}}', "[]", '"x"', '{"__proto__":{"a":1}}'])
@pytest.mark.usefixtures("wide")
def test_foreign_values_do_no_harm(open_page, page, ticks):
    open_page("index.html")
    page.evaluate(
        "([k, v]) => localStorage.setItem(k, v)",
        [
            KEY,
            f'{{"version":1,"ticks":{ticks},"facts":{{"default":{{"dates.received":"2026-99-99"}}}},"drafts":{{"default/return-notice":{{"seller":{{"a":1}},"condition":"x","freight":["y"]}}}}}}',
        ],
    )
    open_page("scenarios/no-reason-return.html")
    expect(page.locator(".strip__date [data-deadline-out]")).to_be_hidden()
    open_page("letters/return-notice.html")
    page.locator("form").get_by_label("商家名称").fill("某店")
    expect(page.locator("[data-paper]")).to_contain_text("某店")


# -------------------------------------------------------------------- keyboard


def test_keyboard_only(open_page):
    page = open_page("scenarios/no-reason-return.html")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    first = page.locator("[data-step] input").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if first.evaluate("n => n === document.activeElement"):
            break
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    expect(first).to_be_checked()


def test_menu_by_keyboard(open_page):
    page = open_page("index.html")
    summary = page.locator(".top__menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".top__menu a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".top__menu a").first).to_be_hidden()
    expect(summary).to_be_focused()


def test_search_by_keyboard(open_page):
    """The combobox pattern: the focus stays in the field, the arrows choose, Enter goes, the status tells."""
    page = open_page("search.html")
    field = page.get_by_role("combobox", name="用你自己的话写")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("七天无理由")
    first = page.get_by_role("option").first
    expect(first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status")).to_contain_text("找到")
    page.keyboard.press("ArrowDown")
    expect(field).to_be_focused()
    expect(first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    page.keyboard.press("ArrowUp")
    expect(first).to_have_attribute("aria-selected", "false")
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.get_by_role("option").nth(1)
    expect(second).to_have_attribute("aria-selected", "true")
    there = second.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(there)


def test_search_in_the_header(open_page, page):
    """On a wide screen the header holds a field of its own; on a phone a link leads to the search page."""
    open_page("scenarios/no-reason-return.html")
    expect(page.locator(".top").get_by_role("link", name="搜索")).to_be_visible()
    expect(page.locator(".top").get_by_role("combobox")).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".top").get_by_role("link", name="搜索")).to_be_hidden()
    assert page.evaluate("window.handbookSearch") is None, "没有人搜索，就不该取索引"
    field = page.locator(".top").get_by_role("combobox", name="搜索")
    field.fill("押金不退")
    options = page.locator(".top").get_by_role("option")
    expect(options.first).to_be_visible()
    expect(page.locator(".top mark").first).to_have_text("押金不退")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html#q=**")
    expect(page.get_by_label("用你自己的话写")).to_have_value("押金不退")


def test_search_on_the_question_pages(open_page):
    page = open_page("faq/online.html")
    page.get_by_label("用你自己的话问").fill("tuikuan bu daozhang")
    top = page.locator("main [data-search-result]")
    expect(top.first).to_be_visible()
    said = lambda: [f"{a.get_attribute('href')} {a.inner_text()}" for a in top.all()[:3]]  # noqa: E731
    holds(lambda: any("refund" in text or "退款" in text for text in said()), lambda: str(said()))


def test_search_is_grouped_and_marked(open_page):
    page = open_page("search.html#q=%E9%80%80%E6%AC%BE%E6%8B%96%E7%9D%80%E4%B8%8D%E9%80%80")
    expect(page.get_by_role("status")).to_contain_text("找到")  # and then all of them are drawn
    names = page.locator("[data-search-results] [role=group]").evaluate_all(
        "all => all.map(g => document.getElementById(g.getAttribute('aria-labelledby')).textContent)"
    )
    assert names[0] == "最像的" and len(names) >= 3 and len(set(names)) == len(names)
    expect(page.locator("[data-search-result] mark").nth(4)).to_be_attached()


def test_what_is_near_is_not_called_found(open_page):
    page = open_page("search.html")
    page.get_by_label("用你自己的话写").fill("周杰伦新歌")
    expect(page.get_by_role("status")).to_contain_text("没有正好的")
    expect(page.get_by_role("link", name="回答几个问题")).to_be_visible()


def test_theme_by_hand_stays(open_page):
    page = open_page("index.html")
    body = page.locator("body")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="深色").click()
    expect(body).not_to_have_css("background-color", light)
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    open_page("steps/verify.html")
    expect(body).to_have_css("background-color", dark)


# ------------------------------------------------------------------ size, paper


@pytest.mark.parametrize("url", KINDS)
def test_nothing_is_wider_than_the_phone(open_page, url):
    page = open_page(url)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    # by the object model: the page's policy lets no style be written into it, and that is a promise
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%', 'important')")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 360, f"字放大到两倍时，{url} 宽到 {wide}px"


@pytest.mark.parametrize("url", ["index.html", "scenarios/no-reason-return.html", "letters/complaint-12315.html", "search.html"])
def test_targets_are_large_enough(open_page, url):
    page = open_page(url)
    small = page.evaluate(
        """() => [...document.querySelectorAll("button:not(.word), summary, input:not([type=checkbox],[type=radio]), textarea, .card, .saying, .path a, .direct a, .actions__item, .top a, label.step__do, .option")]
        .filter(n => n.offsetParent !== null && !n.closest(".skip") && n.getBoundingClientRect().height < 43.5)
        .map(n => n.className + " " + n.textContent.trim().slice(0, 20) + " " + n.getBoundingClientRect().height)"""
    )
    assert not small, f"这些控件不够44像素高：{small}"


@pytest.mark.parametrize("url", ["scenarios/no-reason-return.html", "letters/complaint-12315.html", "steps/evidence.html"])
def test_on_paper(open_page, url):
    """Controls are gone, every step's reason is open, black on white, and the sheet makes pages."""
    page = open_page(url)
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("button:not(.word):visible, .top:visible, .actions:visible, form:visible").count() == 0
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    if "scenarios" in url:
        assert page.locator(".step__body").first.is_visible()
        assert page.locator("[data-print-date]").inner_text().startswith("20")
    assert len(page.pdf(format="A4")) > 20_000


def test_ticks_are_printed(open_page):
    page = open_page("scenarios/no-reason-return.html")
    page.locator("[data-step] input").first.check()
    expect(page.locator("[data-progress-text]")).to_contain_text("做完1件")
    page.emulate_media(media="print")
    mark = page.evaluate("getComputedStyle(document.querySelector('[data-step] input:checked'), '::after').content")
    assert "✓" in mark
    size = page.evaluate("document.querySelector('[data-step] input').getBoundingClientRect().width")
    assert 14 <= size <= 17, f"打印的方框要4毫米，现在{size}px"
