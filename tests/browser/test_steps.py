"""The letters' form on a phone: a step at a time, the answers to check, the bar; what answers hide; what the letter fills in by itself."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import copied, leaves
from tests.browser.test_accessibility import violations
from tests.browser.test_letters import COMPLAINT, LETTERS, form

SCREEN = 740


def at(page, name: str) -> None:
    """The step that is open, as its heading says it. The address leads there, which the page hears of a moment later."""
    words = r"\s".join(map(re.escape, name.split(" ")))
    expect(page.locator(".form__group--now > legend")).to_have_text(re.compile(f"^{words}$"))


@pytest.mark.parametrize("id_", LETTERS)
def test_with_the_first_step_open_a_letter_is_at_most_eight_screens_long(open_page, id_):
    page = open_page(f"letters/{id_}.html")
    expect(page.locator(".form__group--now")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollHeight") <= 8 * SCREEN
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_step_by_step_to_the_answers_and_back(open_page, today):
    page = open_page(COMPLAINT)
    at(page, "第1步，共6步 谁和谁")
    expect(page.get_by_role("button", name="上一步")).to_be_hidden()
    form(page).get_by_label("你的姓名", exact=False).first.fill("王小明")
    page.get_by_role("button", name="下一步").click()
    at(page, "第2步，共6步 买了什么")
    expect(page.locator("#step-2")).to_be_focused()
    form(page).locator("[name=goods]").fill("跑步鞋")
    page.reload()
    at(page, "第2步，共6步 买了什么")
    expect(form(page).locator("[name=goods]")).to_have_value("跑步鞋")
    for name in ("第3步，共6步", "第4步，共6步", "第5步，共6步"):
        page.get_by_role("button", name="下一步").click()
        expect(page.locator(".form__group--now > legend")).to_contain_text(name)
    page.get_by_role("button", name="下一步").click()
    at(page, "第6步，共6步 你要什么")
    page.get_by_role("button", name="检查你的回答").click()
    answers = page.locator("[data-answers]")
    expect(answers).to_be_visible()
    expect(page.locator("[data-summary]")).to_contain_text("还有8处要补")
    expect(answers.locator(".answers__row", has_text="商品或服务名称")).to_contain_text("跑步鞋")
    expect(answers.locator(".answers__row", has_text="写投诉书的日期")).to_contain_text("2026年11月22日")
    assert "王小明" not in page.url and "跑步鞋" not in page.url
    page.get_by_role("link", name="改：商家地址").click()
    at(page, "第1步，共6步 谁和谁")
    expect(page.locator("#field-seller-address")).to_be_focused()
    page.go_back()
    expect(answers).to_be_visible()
    page.locator("[data-summary]").get_by_role("link", name=re.compile("^请求")).click()
    at(page, "第6步，共6步 你要什么")
    page.go_back()
    page.go_back()
    at(page, "第6步，共6步 你要什么")
    page.go_back()
    at(page, "第5步，共6步 发生了什么")


def test_the_bar_says_what_is_missing_shows_the_letter_and_copies(open_page, captured, today):
    page = open_page(COMPLAINT)
    bar = page.locator("[data-letterbar]")
    expect(bar).to_contain_text("还差10处")
    for item in bar.locator(".letterbar__item").all():
        box = item.bounding_box()
        assert box and box["height"] >= 44 and box["width"] >= 44
    assert abs(bar.bounding_box()["y"] + bar.bounding_box()["height"] - SCREEN) <= 1, "吸在屏幕底下"
    form(page).locator("[name=buyer]").fill("王小明")
    form(page).locator("[name=buyer]").blur()
    expect(bar).to_contain_text("还差9处")
    bar.get_by_role("link", name="看成品").click()
    expect(page.locator("[data-paper]")).to_contain_text("王小明")
    expect(page.locator(".form__group--now")).to_be_hidden()
    page.get_by_role("button", name="回去填").click()
    at(page, "第1步，共6步 谁和谁")
    bar.get_by_role("button", name="复制").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="回去补").click()
    expect(page.locator("[data-summary]")).to_be_focused()
    bar.get_by_role("button", name="复制").click()
    dialog.get_by_role("button", name="照样复制，空处会标出来").click()
    assert "姓名：王小明" in copied(page)


def test_the_bar_lets_go_where_the_screen_is_short_or_the_text_is_large(open_page):
    page = open_page(COMPLAINT)
    bar = page.locator("[data-letterbar]")
    expect(bar).to_have_css("position", "sticky")
    page.set_viewport_size({"width": 360, "height": 470})
    expect(bar).to_have_css("position", "static")
    page.set_viewport_size({"width": 360, "height": 740})
    expect(bar).to_have_css("position", "sticky")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.set_viewport_size({"width": 360, "height": 739})
    expect(bar).to_have_css("position", "static")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_what_sticks_covers_no_field_that_is_focused(open_page):
    page = open_page("letters/civil-complaint.html")
    page.locator("#draft-number").focus()
    for _ in range(30):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """() => { const e = document.activeElement, r = e.getBoundingClientRect(), b = document.querySelector('[data-letterbar]').getBoundingClientRect();
            return e.closest('.form__group') && [r.bottom, b.top, r.top]; }"""
        )
        if place:
            assert place[0] <= place[1] + 1 and place[2] >= 0, place


def test_on_a_wide_screen_all_stands_side_by_side(open_page):
    page = open_page(COMPLAINT)
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator("[data-desk]")).not_to_have_class(re.compile("desk--steps"))
    for box in page.locator("[data-step]").all():
        expect(box).to_be_visible()
    expect(page.locator("[data-paper]")).to_be_visible()
    for hidden in ("[data-letterbar]", "[data-step-nav]", "[data-answers]", ".form__count"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_an_answer_brings_up_what_hangs_on_it_and_another_puts_it_away(open_page, today):
    page = open_page("letters/civil-complaint.html")
    code = form(page).locator("[data-field=seller-code]")
    person = form(page).locator("[data-field=seller-person]")
    expect(code).to_be_hidden()
    form(page).locator("[name=seller-kind][value=company]").check()
    expect(code).to_be_visible()
    form(page).locator("[name=seller-code]").fill("91310000MA1FL00000")
    expect(page.locator("[data-paper]")).to_contain_text("91310000MA1FL00000")
    form(page).locator("[name=seller-kind][value=person]").check()
    expect(code).to_be_hidden()
    expect(person).to_be_visible()
    expect(page.locator("[data-paper]")).not_to_contain_text("91310000MA1FL00000")
    form(page).locator("[name=seller-kind][value=company]").check()
    expect(form(page).locator("[name=seller-code]")).to_have_value("91310000MA1FL00000")
    expect(page.locator("[data-paper]")).to_contain_text("91310000MA1FL00000")


def test_pieces_of_evidence_come_one_by_one(open_page, today):
    page = open_page("letters/evidence-list.html#field-name-1")
    names = form(page).locator("[name^=name-]:visible")
    expect(names).to_have_count(2)
    expect(form(page).locator("[data-field=source-2]")).to_be_hidden()
    form(page).locator("[name=name-2]").press_sequentially("付款记录")
    expect(form(page).locator("[data-field=source-2]")).to_be_visible()
    page.keyboard.press("Tab")
    expect(form(page).locator("[name=source-2]")).to_be_focused()
    page.get_by_role("button", name="加一件").focus()
    page.keyboard.press("Enter")
    expect(form(page).locator("[name=name-3]")).to_be_focused()
    expect(names).to_have_count(3)
    page.keyboard.type("聊天记录")
    page.reload()
    expect(names).to_have_count(3)
    for n in range(4, 9):
        page.get_by_role("button", name="加一件").click()
        expect(form(page).locator(f"[name=name-{n}]")).to_be_focused()
    expect(page.get_by_role("button", name="加一件")).to_be_hidden()


def test_sums_and_counts_are_reckoned_until_the_reader_writes_his_own(open_page, today):
    page = open_page("letters/civil-complaint.html#field-asks")
    total = form(page).locator("[name=total]")
    expect(total).to_have_value("")
    expect(form(page).locator("[name=ask-loss]")).to_be_hidden()  # what is not claimed is not asked about
    form(page).get_by_label("退还货款").check()
    form(page).get_by_label("赔偿损失").check()
    form(page).locator("[name=refund]").fill("1299.50")
    form(page).locator("[name=ask-loss]").fill("20")
    form(page).locator("[name=ask-loss]").blur()
    expect(total).to_have_value("1319.50")
    expect(form(page).locator("[data-field=total] [data-origin]")).to_have_text("照上面各项加出来的，可以改")
    total.fill("1400")
    total.blur()
    form(page).locator("[name=ask-loss]").fill("30")
    form(page).locator("[name=ask-loss]").blur()
    expect(total).to_have_value("1400")
    total.fill("")
    total.blur()
    expect(total).to_have_value("1329.50")
    page = open_page("letters/evidence-list.html#field-name-1")
    form(page).locator("[name=name-1]").fill("订单")
    form(page).locator("[name=pages-1]").fill("1至3")
    form(page).locator("[name=name-2]").fill("付款记录")
    form(page).locator("[name=pages-2]").fill("4")
    form(page).locator("[name=pages-2]").blur()
    expect(page.locator("[data-paper]")).to_contain_text("以上证据共2件，共4页")


def test_the_letters_own_day_is_today_until_it_is_touched_or_sent(open_page, captured, today):
    page = open_page(COMPLAINT + "#step-3")
    date = form(page).locator("[name=date]")
    expect(date).to_have_value("2026-11-22")
    assert not [path for path in leaves(page) if path.endswith("/date")], "没有碰过的，不记下来"
    page.clock.set_fixed_time("2026-11-23T12:00:00+08:00")
    page.reload()
    expect(date).to_have_value("2026-11-23")
    date.fill("2026-11-20")
    page.clock.set_fixed_time("2026-11-24T12:00:00+08:00")
    page.reload()
    expect(date).to_have_value("2026-11-20")
    date.fill("")
    date.blur()
    page.reload()
    expect(date).to_have_value("")
    page = open_page("letters/cca-complaint.html")
    page.locator("[data-letterbar-copy]").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("照样复制")).click()
    page.wait_for_function("() => window.copied")
    page.clock.set_fixed_time("2026-11-30T12:00:00+08:00")
    page.reload()
    expect(form(page).locator("[name=date]")).to_have_value("2026-11-24")


def test_an_untouched_letter_prints_as_the_blank(open_page, captured, today):
    page = open_page(COMPLAINT)
    expect(form(page)).to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.body.dataset.printing") == "blank"


@pytest.mark.parametrize("where", ["#step-1", "#check", "#paper"])
def test_every_view_is_accessible(open_page, today, where):
    page = open_page(f"letters/evidence-list.html{where}")
    expect(
        page.locator({"#step-1": ".form__group--now", "#check": "[data-answers] .answers__row", "#paper": "[data-paper]"}[where]).first
    ).to_be_visible()
    assert violations(page) == []
