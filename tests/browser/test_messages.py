"""The message for my case: which one, what fills it, what is copied; with storage, without it, without scripts."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import copied, holds, leaves

PAGE = "scenarios/no-reason-return.html"


def shown(page):
    return page.locator("#message [data-message]:not([hidden]) [data-copy-source]")


def test_a_chip_swaps_the_message_by_mouse_and_by_key(open_page):
    page = open_page(PAGE)
    expect(shown(page)).to_have_count(1)
    expect(shown(page)).to_contain_text("内提出无理由退货")
    page.get_by_role("radio", name="过了7日").check()
    expect(shown(page)).to_contain_text("想请您帮忙退货或者换货")
    page.keyboard.press("ArrowUp")  # a radio group: the arrows choose
    expect(page.get_by_role("radio", name="说这类不能退")).to_be_checked()
    expect(shown(page)).to_contain_text("属于哪一类不能无理由退货的商品")
    for chip in page.locator(".which__one").all():
        assert chip.bounding_box()["height"] >= 44
    chosen = lambda: {path: value for path, value in leaves(page).items() if "/message/" in path}  # noqa: E731
    holds(lambda: chosen() == {"case/CASE/message/no-reason-return": "refused"}, lambda: str(chosen()))
    assert page.url.endswith(PAGE), "nothing of it stands in the address"


def test_the_bar_shows_the_message_and_only_the_button_beside_it_copies(open_page, captured):
    page = open_page(PAGE)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.get_by_role("navigation", name="常用操作").get_by_role("button", name="看话术再复制").click()
    expect(shown(page)).to_be_focused()
    expect(shown(page)).to_be_in_viewport()
    assert page.evaluate("window.copied") is None
    page.locator("#message summary").click()
    page.locator("[data-asks='order.number']").fill("0043-<b>7</b>")
    expect(shown(page)).to_contain_text("订单0043-<b>7</b>的商品")
    page.locator("#message [data-message]:not([hidden]) [data-copy]").click()
    text = copied(page)
    assert text == shown(page).inner_text().strip()
    assert "订单0043-<b>7</b>的商品我在【签收日】签收" in text
    expect(page.locator("#message [data-message]:not([hidden]) [role=status]")).to_have_text("已复制。还有1处空着：签收日。发之前补上。")


def test_a_day_is_one_with_the_days_of_the_clocks(open_page, today):
    page = open_page(PAGE)
    page.locator("#message summary").click()
    page.locator("[data-asks='dates.received']").fill("2026-11-20")
    page.locator("[data-asks='dates.received']").blur()
    expect(shown(page)).to_contain_text("我在2026年11月20日签收")
    page.locator(".strip__date summary").click()
    expect(page.locator(".strip__date [data-event=received]")).to_have_value("2026-11-20")
    page.locator("[data-asks='dates.received']").fill("2026-11-23")
    page.locator("[data-asks='dates.received']").blur()
    expect(page.locator("#message .field__error").filter(has_text="这一天还没到")).to_be_visible()
    expect(shown(page)).to_contain_text("我在2026年11月20日签收")


def test_storage_refused_it_works_on_the_page_and_says_so(open_page, page):
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});")
    open_page(PAGE)
    expect(page.locator("#storage-notice")).to_contain_text("不让网页保存内容")
    page.get_by_role("radio", name="过了7日").check()
    page.locator("#message summary").click()
    page.locator("[data-asks='order.number']").fill("B77")
    expect(shown(page)).to_contain_text("订单B77的商品没有使用")
    expect(page.locator("#message #storage-notice")).to_be_visible()  # beside what is being written


def test_without_scripts_every_message_stands_under_its_case(browser, site):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((site / PAGE).as_uri())
        assert page.locator("#message .message__when").all_inner_texts() == ["还没过7日", "说这类不能退", "过了7日"]
        assert all(source.is_visible() for source in page.locator("#message [data-copy-source]").all())
        expect(page.locator("#message [data-copy-source]").first).to_contain_text("订单【订单号】的商品我在【签收日】签收")
        expect(page.locator(".which, #message details")).to_have_count(2)
        assert not any(n.is_visible() for n in page.locator(".which, #message details").all())


def test_on_paper_the_message_has_its_blanks_and_no_controls(open_page, page):
    open_page(PAGE)
    page.emulate_media(media="print")
    expect(page.locator("#message .message__when").first).to_be_visible()
    expect(shown(page)).to_contain_text("【订单号】")
    assert not any(n.is_visible() for n in page.locator(".which, #message details").all())
