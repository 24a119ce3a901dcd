"""One dispute from start to finish, as a person does it on a phone, by file://, without network:
shoes bought online, day five, the shop answers “拆封影响二次销售，不退”."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import copied, leaves

SCENARIO = "scenarios/opened-or-used.html"


def test_find_the_case_in_ones_own_words(open_page):
    page = open_page("index.html")
    page.get_by_label("用你自己的话说").fill("鞋子拆封了 商家说影响二次销售不给退")
    results = page.locator("[data-search-result]")
    expect(results.first).to_be_visible()
    top = [a.get_attribute("href") for a in results.all()[:3]]
    assert any("opened" in href for href in top), f"前三条里没有拆封的情况：{top}"
    page.locator('[data-search-result][href*="scenarios/opened-or-used"]').first.click()
    expect(page.locator("h1")).to_contain_text("拆")
    expect(page).to_have_url(re.compile(r"scenarios/opened-or-used\.html$"))


def test_search_page_takes_the_query_after_the_hash(open_page):
    page = open_page("search.html#q=%E9%80%80%E6%AC%BE%E6%8B%96%E7%9D%80")
    expect(page.locator("[data-search-result]").first).to_be_visible()
    page.evaluate("location.hash = 'q=' + encodeURIComponent('没有小票')")
    expect(page.get_by_label("用你自己的话写")).to_have_value("没有小票")
    expect(page.locator("[data-search-result]").first).to_contain_text("小票")
    assert "?" not in page.url


def test_nothing_found_is_not_a_blank(open_page):
    page = open_page("search.html")
    page.get_by_label("用你自己的话写").fill("zzqqxx")
    expect(page.get_by_text("换个说法试试")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("没有找到。")


@pytest.mark.usefixtures("wide")
def test_where_one_stands_and_by_when(open_page, today):
    page = open_page("scenarios/no-reason-return.html")
    expect(page.locator(".strip .verdict")).to_have_text("通常可以")
    page.locator(".strip__date summary").click()
    page.locator(".strip__date input[type=date]").fill("2026-11-17")
    page.locator(".strip__date input[type=date]").blur()
    expect(page.locator(".strip__date [data-deadline-out]")).to_have_text("最晚2026年11月24日（周二），还有2天")
    page.reload()
    expect(page.locator(".strip__date [data-deadline-out]")).to_have_text("最晚2026年11月24日（周二），还有2天")
    # the same day counts on the related page, because it is a fact of the case
    open_page("letters/return-notice.html")
    expect(page.locator("form").get_by_label("签收日期")).to_have_value("2026-11-17")


def test_a_last_day_on_a_weekend_is_told_as_two(open_page, today):
    """The day to keep first, the day of the law behind it; the merchant's own period simply moves."""
    page = open_page("scenarios/no-reason-return.html")
    page.locator(".strip__date summary").click()
    page.locator(".strip__date input[type=date]").fill("2026-11-21")
    page.locator(".strip__date input[type=date]").blur()
    expect(page.locator(".strip__date [data-deadline-out]")).to_have_text(
        "稳妥的最后一天是2026年11月28日（周六），还有6天。依法可以到2026年11月30日（周一），对方可能不认，别等"
    )
    expect(page.locator(".strip__date [data-deadline-more]")).to_have_text(
        "从第二天数起，11月22日（周日）是第1日。11月28日（周六）是法定休假日，依法以休假日结束的次日为最后一日，就是11月30日（周一）。"
    )
    page.get_by_text("填上日子，算出是哪一天").click()
    page.locator("#all-seller-received").fill("2026-11-14")
    page.locator("#all-seller-received").blur()
    expect(page.locator("#deadline-seller-refund [data-deadline-out]")).to_have_text("最晚2026年11月23日（周一），还有1天")
    expect(page.locator("#deadline-seller-refund [data-deadline-more]")).to_contain_text("11月21日（周六）是法定休假日")
    page.locator("#all-complaint-filed").fill("2026-11-20")
    page.locator("#all-complaint-filed").blur()
    decision = page.locator("#deadline-complaint-decision")
    expect(decision.locator("[data-deadline-out]")).to_have_text("最晚2026年12月1日（周二），还有9天")
    expect(decision.locator("[data-deadline-more] > p")).to_have_text("只数工作日：跳过了周末。")
    expect(decision.locator("[data-deadline-more] li").first).to_be_hidden()
    decision.get_by_text("数的是哪几天").click()
    expect(decision.locator("[data-deadline-more] li")).to_have_count(7)
    expect(decision.locator("[data-deadline-more] li").first).to_have_text("第1个：11月23日（周一）")


def test_what_is_over_says_what_it_allows_and_leads_there(open_page, today):
    page = open_page("scenarios/no-reason-return.html")
    page.get_by_text("填上日子，算出是哪一天").click()
    page.locator("#all-complaint-accepted").fill("2026-08-04")
    page.locator("#all-complaint-accepted").blur()
    mediation = page.locator("#deadline-mediation")
    expect(mediation.locator("[data-deadline-out]")).to_have_text("最晚2026年10月4日（周日），已经过了49天")
    expect(mediation.locator("[data-deadline-more]")).to_contain_text("对方还没做的：调解终止，你可以起诉。")
    mediation.locator("[data-deadline-more]").get_by_role("link", name="写起诉状").click()
    expect(page).to_have_title(re.compile("民事起诉状"))


def test_the_calendar_file_is_made_in_the_folder_without_network(open_page, today):
    """assets/ics.js is a classic script: a page of the folder may load it and makes the file itself."""
    page = open_page("scenarios/no-reason-return.html")
    text = page.evaluate("""async () => {
      const script = document.createElement("script");
      script.src = new URL("../assets/ics.js", location.href);
      await new Promise((done, fail) => { script.onload = done; script.onerror = fail; document.head.append(script); });
      return window.handbookCalendar([{ uid: "a", day: "2026-11-28", title: "发出退货通知", note: "稳妥的那天" }]).text;
    }""")
    assert "DTSTART;VALUE=DATE:20261128\r\n" in text
    assert "SUMMARY:发出退货通知\r\n" in text
    assert "DTSTAMP:20261122T040000Z\r\n" in text


def test_a_day_before_the_rule_is_told_not_computed(open_page, today):
    page = open_page("scenarios/no-reason-return.html")
    page.get_by_text("填上日子，算出是哪一天").click()
    field, out = page.locator("#all-complaint-accepted"), page.locator("#deadline-mediation [data-deadline-out]")
    field.fill("2024-06-30")
    field.blur()
    expect(out).to_have_text("这条从2024年7月1日起适用。你填的日子更早，那时是别的规定，这里不替你算")
    field.fill("2026-10-14")
    field.blur()
    expect(out).to_have_text("最晚2026年12月13日（周日），还有21天")


def test_a_day_still_to_come_is_refused_beside_the_field(open_page, today):
    page = open_page("scenarios/no-reason-return.html")
    page.locator(".strip__date summary").click()
    field = page.locator(".strip__date input[type=date]")
    field.fill("2026-12-01")
    field.blur()
    expect(page.locator(".strip__date .field__error")).to_have_text("这一天还没到。事情发生以后再填。日子没填错的，看看这台设备的日期对不对。")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".strip__date [data-deadline-out]")).to_be_hidden()


def test_ticks_stay_undo_and_reset(open_page):
    page = open_page(SCENARIO)
    boxes = page.locator("[data-step]:visible input[type=checkbox]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.locator("[data-step]:visible [data-na]").nth(2).click()
    expect(page.locator("[data-progress-text]")).to_contain_text("做完2件")
    expect(page.locator("[data-progress-text]")).to_contain_text("另有1件不适用")
    page.reload()
    ticked = page.locator("[data-step] input:checked")
    expect(ticked).to_have_count(2)
    expect(page.locator("[data-undo]")).to_be_enabled()
    boxes.nth(0).uncheck()
    expect(page.locator("[data-progress-text]")).to_contain_text("做完1件")
    expect(ticked).to_have_count(1)
    page.locator("[data-undo]").click()
    expect(ticked).to_have_count(2)
    page.locator("[data-reset]").click()
    dialog = page.get_by_role("dialog", name="全部重来？")
    dialog.get_by_role("button", name="不，留着").click()
    expect(dialog).to_have_count(0)
    expect(ticked).to_have_count(2)
    page.locator("[data-reset]").click()
    page.get_by_role("dialog").get_by_role("button", name="全部重来").click()
    expect(ticked).to_have_count(0)
    page.locator("[data-undo]").click()
    expect(ticked).to_have_count(2)


def test_ticks_are_keyed_by_case_scenario_and_step(open_page):
    page = open_page(SCENARIO)
    step = page.locator("[data-step]").first
    id_ = step.locator("input").get_attribute("id").removeprefix("tick-")
    step.locator("input").check()
    page.wait_for_function("() => localStorage.getItem('aftersales-handbook/version') === '2'")
    assert {path: value for path, value in leaves(page).items() if "/tick/" in path} == {f"case/CASE/tick/opened-or-used/{id_}": "done"}


def test_two_tabs_agree(open_page, context, site):
    page = open_page(SCENARIO)
    other = context.new_page()
    other.goto((site / SCENARIO).as_uri())
    page.locator("[data-step] input").first.check()
    expect(other.locator("[data-step] input").first).to_be_checked()


def test_copy_the_message_to_the_shop(open_page, captured):
    page = open_page(SCENARIO)
    said = page.locator("#first [data-copy-source]").first.inner_text().strip()
    page.locator("#first [data-copy]").first.click()
    assert copied(page).strip() == said
    page.locator("#excuses summary").first.click()
    page.locator("#excuses [data-copy]").first.click()
    assert "48小时" in copied(page)


def test_next_step_goes_to_the_first_open_one(open_page):
    page = open_page(SCENARIO)
    page.locator("[data-step] input").first.check()
    page.get_by_role("link", name="下一步", exact=True).click()
    expect(page.locator("[data-step]").nth(1).locator("input")).to_be_focused()


FILL = {
    "你的姓名": "王小明",
    "你的电话": "13800000000",
    "你的通讯地址": "某市某区某路1号",
    "商家名称（营业执照上的）": "某某鞋业有限公司",
    "商家地址": "某市某区某街2号",
    "商品或服务名称": "运动鞋，42码",
    "订单号或小票号": "A20261110",
    "购买日期": "2026-11-15",
    "你向商家提出的日期": "2026-11-21",
    "写投诉书的日期": "2026-11-22",
    "实付金额（元）": "899",
    "要求退还的金额（元）": "899",
    "商家拒绝的理由": "拆封影响二次销售，不退",
}


def asked(page, label):
    """The control of that name, on the step of the form where it is asked."""
    control = page.locator("form").get_by_label(label).first
    control.evaluate("node => { location.hash = node.closest('[data-step]').id; }")
    expect(control).to_be_visible()
    return control


def fill_complaint(page):
    for label, value in FILL.items():
        asked(page, label).fill(value)
    asked(page, "经过").fill("11月17日签收，打开鞋盒看了看，没有穿。\n11月21日申请退货，客服拒绝。")
    asked(page, "退货，退还货款").check()
    asked(page, "订单和付款记录").check()


def test_a_complaint_to_the_regulator(open_page, captured):
    page = open_page("letters/complaint-12315.html")
    fill_complaint(page)
    page.get_by_role("link", name="看成品").click()
    expect(page.locator("[data-paper] .paper__draft")).to_have_count(0)
    page.get_by_role("button", name="复制全文").click()
    text = copied(page)
    for value in ("王小明", "某某鞋业有限公司", "人民币899元（大写：捌佰玖拾玖元整）", "拆封影响二次销售，不退", "2026年11月21日"):
        assert value in text, f"全文里没有“{value}”"
    assert "待填" not in text.replace("【待填：收投诉的市场监督管理局】", ""), "必填的都填了，却还有空"
    # what is copied is what is seen
    seen = page.locator("[data-paper]").inner_text()
    assert [c for c in "".join(seen.split())][:200] == [
        c for c in "".join(text.replace("【待填：收投诉的市场监督管理局】", "收投诉的市场监督管理局").split())
    ][:200]
    page.get_by_role("button", name="打印填好的").click()
    page.wait_for_function("() => window.printedMode === 'filled'")


@pytest.mark.usefixtures("wide")
def test_a_draft_says_what_is_missing(open_page, captured):
    page = open_page("letters/complaint-12315.html")
    page.locator("form").get_by_label("你的姓名").fill("王小明")
    page.locator("form").get_by_label("实付金额（元）").fill("-5")
    expect(page.locator("[data-paper] .paper__draft")).to_be_visible()
    page.get_by_role("button", name="复制全文").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("商家名称（营业执照上的）")
    dialog.get_by_role("button", name="回去补").click()
    assert page.evaluate("window.copied") is None
    summary = page.locator("[data-summary]")
    expect(summary).to_be_focused()
    expect(page.locator("#error-paid")).to_have_text("写数字，最多两位小数，比如 899 或 899.50")
    expect(page.locator("#error-seller")).to_have_text("这里要填")
    summary.get_by_role("link", name="商家名称（营业执照上的）：还没填").click()
    expect(page.locator("#field-seller")).to_be_focused()
    expect(page.locator("form").get_by_label("你的姓名"), "填过的不能丢").to_have_value("王小明")
    page.get_by_role("button", name="复制全文").click()
    page.get_by_role("dialog").get_by_role("button", name="照样复制，空处会标出来").click()
    assert "【待填：商家名称（营业执照上的）】" in copied(page)


@pytest.mark.usefixtures("wide")
def test_a_draft_survives_reload_and_clear_wipes_it(open_page):
    page = open_page("letters/return-notice.html")
    page.locator("form").get_by_label("商家名称").fill("某某旗舰店")
    page.locator("form").get_by_label("由我承担").check()
    page.reload()
    expect(page.locator("form").get_by_label("商家名称")).to_have_value("某某旗舰店")
    expect(page.locator("form").get_by_label("由我承担")).to_be_checked()
    open_page("letters/index.html")
    expect(page.get_by_text("这台设备上有你的草稿")).to_be_visible()
    open_page("letters/return-notice.html")
    page.get_by_role("button", name="清空").click()
    page.get_by_role("dialog").get_by_role("button", name="连案件里的一起删").click()
    expect(page.locator("form").get_by_label("商家名称")).to_have_value("")
    page.reload()
    expect(page.locator("form").get_by_label("商家名称")).to_have_value("")
    assert page.evaluate("Object.values(localStorage).join().includes('某某旗舰店')") is False
    open_page("letters/index.html")
    expect(page.get_by_text("这台设备上有你的草稿")).to_have_count(0)


@pytest.mark.usefixtures("wide")
def test_facts_are_shared_between_letters(open_page):
    page = open_page("letters/return-notice.html")
    page.locator("form").get_by_label("订单号").fill("B778899")
    open_page("letters/complaint-12315.html")
    expect(page.locator("form").get_by_label("订单号或小票号")).to_have_value("B778899")


HOSTILE = [
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "{{7*7}}",
    "[[paid]]",
    "\u202eabc",
    "长" * 190,
    "👟\u0000\u0007\u200b",
]


@pytest.mark.usefixtures("wide")
def test_hostile_input_stays_text(open_page, captured):
    page = open_page("letters/return-notice.html")
    for value in HOSTILE:
        page.locator("form").get_by_label("商品名称").fill(value)
        expect(page.locator("[data-paper]")).to_contain_text(re.sub(r"[\u202e\x00\x07\u200b]", "", value))
        assert page.locator("[data-paper] script, [data-paper] img").count() == 0
        assert page.evaluate("window.hacked") is None
        shown = page.locator("[data-paper]").inner_text()
        assert "\u202e" not in shown and "\u0000" not in shown
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280, f"输入“{value[:12]}”撑破了页面"
        page.set_viewport_size({"width": 360, "height": 740})
        page.evaluate("location.hash = '#paper'")
        expect(page.locator("[data-paper]")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, f"手机上，输入“{value[:12]}”撑破了页面"
        page.set_viewport_size({"width": 1280, "height": 800})


@pytest.mark.usefixtures("wide")
def test_blank_sheet_can_be_printed_while_filling(open_page, captured):
    page = open_page("letters/return-notice.html")
    page.locator("form").get_by_label("商家名称").fill("某店")
    page.get_by_role("button", name="打印空白表").click()
    page.wait_for_function("() => window.printedMode === 'blank'")


def test_empty_letter_prints_blank_by_the_browsers_own_command(open_page):
    page = open_page("letters/return-notice.html")
    expect(page.locator("form")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("document.body.dataset.printing") == "blank"


def test_an_anchor_opens_its_fold(open_page):
    page = open_page("excuses/no-reason-rules.html#tag-cut")
    expect(page.locator("#tag-cut .excuse__body")).to_be_visible()


def test_a_saying_beyond_the_sixth_leads_to_the_answer_for_this_situation(open_page, book):
    """The list of a child's spending links the excuse's page; what opens there is the answer for a child, the others stay folded."""
    excuses = book.scenarios["minor-spending"].excuses
    assert excuses.index("coupon-instead") >= 6, "it is answered on the page itself: take another for this test"
    page = open_page("scenarios/minor-spending.html")
    page.locator("#excuses details.fold > summary").click()
    page.locator("#excuses details.fold").get_by_role("link", name=book.excuses["coupon-instead"][1].says).click()
    answer = page.locator("#coupon-instead-minor-spending .say__text")
    expect(answer).to_be_visible()
    expect(answer).to_contain_text("第144条、第145条、第157条")
    expect(page.locator("#coupon-instead details[open]")).to_have_count(1)


def test_forget_everything(open_page):
    page = open_page(SCENARIO)
    page.locator("[data-step] input").first.check()
    open_page("about/privacy.html")
    page.get_by_role("button", name="清除这台设备上保存的全部内容").click()
    page.get_by_role("dialog").get_by_role("button", name="全部清除").click()
    expect(page.get_by_text("已清除")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('aftersales-handbook')).length") == 0
