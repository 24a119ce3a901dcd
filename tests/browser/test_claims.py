"""A letter says of the reader's case only what its own dates say too: the sentence changes, or the letter is stopped before it leaves."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import copied
from tests.browser.test_letters import fill_everything, form

pytestmark = pytest.mark.usefixtures("wide")  # all of a letter is asked there at once


def field(page, name: str, value: str) -> None:
    control = form(page).locator(f'[name="{name}"]')
    control.fill(value)
    control.blur()


def test_a_late_return_notice_does_not_say_that_it_is_in_time(open_page, captured, today):
    page = open_page("letters/return-notice.html")
    paper = page.locator("[data-paper]")
    fill_everything(page)
    field(page, "received", "2026-10-01")
    field(page, "sent", "2026-11-21")
    expect(paper).to_contain_text("现在我提出退货。")
    expect(paper).not_to_contain_text("我在收到商品之日起7日内提出")
    page.get_by_role("button", name="复制全文").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text(
        "从“签收日期”2026年10月1日起，7日到2026年10月8日为止；“发出这份通知的日期”是2026年11月21日，已经过了。无理由退货的期限过了"
    )
    dialog.get_by_role("button", name="照样复制").click()
    assert "7日内提出退货" not in copied(page)
    # on the last day of the holiday's move it is in time, the day after it is not
    field(page, "sent", "2026-10-08")
    expect(paper).to_contain_text("现在我在收到商品之日起7日内提出退货。")
    field(page, "sent", "2026-10-09")
    expect(paper).not_to_contain_text("我在收到商品之日起7日内提出")
    field(page, "received", "")
    expect(paper).to_contain_text("现在我提出退货。")


def test_the_age_in_the_letter_is_that_of_the_birthday(open_page, captured, today):
    page = open_page("letters/minor-transaction-rescission.html")
    paper = page.locator("[data-paper]")
    fill_everything(page)
    age = form(page).locator('[name="age"]')
    for name, value in (("birth", "2018-04-16"), ("first", "2026-04-14"), ("last", "2026-04-15"), ("found", "2026-04-20")):
        field(page, name, value)
    expect(paper).to_contain_text("交易时孩子不满8周岁，是无民事行为能力人。")
    field(page, "last", "2026-04-17")
    expect(paper).not_to_contain_text("交易时孩子不满8周岁")
    expect(paper).to_contain_text("不满8周岁的孩子自己进行的交易无效")
    page.get_by_role("button", name="复制全文").click()
    expect(page.get_by_role("dialog")).to_contain_text(re.compile("到“最后一笔的日期”2026年4月17日是8周岁，不是不满8周岁。照花钱那天的年龄改选"))
    page.keyboard.press("Escape")
    age.nth(2).check()
    expect(paper).to_contain_text("8周岁生日以前的交易")
    form(page).locator('[name="consent"]').nth(1).check()
    expect(paper).not_to_contain_text("孩子没有经过我同意")


def test_a_reply_stands_with_its_condition(open_page):
    page = open_page("scenarios/no-reason-return.html")
    expect(page.locator("#first .say__only").first).to_contain_text("只在这样时用：签收还没有过7日")
