"""What a reader has typed, kept once in the case and used by every letter: emptied, corrected, cleared, written in two tabs, without room."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import holds, leaves
from tests.browser.test_accessibility import in_both

NOTICE = "letters/return-notice.html"
COMPLAINT = "letters/complaint-12315.html"
pytestmark = pytest.mark.usefixtures("wide")
SCENARIO = "scenarios/no-reason-return.html"

FULL = """
window.room = false;
const real = Storage.prototype.setItem;
Storage.prototype.setItem = function (key, text) {
  if (!window.room && key.includes("/case/") && text.length > 150) throw new DOMException("full", "QuotaExceededError");
  real.call(this, key, text);
};
"""


def field(page, name):
    return page.locator(f"form[data-form] [name='{name}']")


def origin(page, name):
    return page.locator(f"[data-field='{name}'] [data-origin]")


@pytest.fixture
def begun(open_page):
    """A return notice with four facts of the case, and then the complaint."""
    page = open_page(NOTICE)
    field(page, "seller").fill("某某鞋业有限公司")
    field(page, "buyer").fill("王小明")
    field(page, "order").fill("202610183746592018")
    field(page, "received").fill("2026-11-17")
    return open_page(COMPLAINT)


def test_what_another_letter_knows_comes_along_and_says_so(begun):
    page = begun
    expect(field(page, "buyer")).to_have_value("王小明")
    expect(field(page, "received")).to_have_value("2026-11-17")
    expect(origin(page, "buyer")).to_have_text("从你的案件带来")
    expect(origin(page, "story")).to_have_count(0)
    expect(page.locator("[data-paper]")).to_contain_text("王小明")


def test_an_emptied_field_keeps_the_fact_and_offers_it_back(begun, open_page):
    page = begun
    field(page, "buyer").fill("")
    expect(origin(page, "buyer")).to_contain_text("这里空着。你的案件里还记着“王小明”。")
    field(page, "received").fill("")
    field(page, "story").fill("客服说拆封不退。")
    open_page(SCENARIO)
    expect(page.locator(".strip__date [data-deadline-out]").first).to_contain_text(
        "最晚2026年11月24日"
    )  # typing beside an empty field took nothing away
    open_page(NOTICE)
    expect(field(page, "buyer")).to_have_value("王小明")
    open_page(COMPLAINT)
    expect(field(page, "buyer")).to_have_value("")
    origin(page, "buyer").get_by_role("button", name="填回来").click()
    expect(field(page, "buyer")).to_have_value("王小明")
    expect(field(page, "buyer")).to_be_focused()
    origin(page, "received").get_by_role("button", name="也从案件里删掉").click()
    expect(origin(page, "received")).to_be_hidden()
    expect(field(page, "received")).to_be_focused()
    open_page(SCENARIO)
    expect(page.locator(".strip__date [data-deadline-out]").first).to_be_hidden()


def test_an_emptied_day_of_a_situation_is_asked_about(begun, open_page):
    page = open_page(SCENARIO)
    page.locator(".strip__date summary").click()
    day = page.locator(".strip__date [data-event=received]")
    day.fill("")
    day.blur()
    expect(page.get_by_text("你的案件里还记着2026年11月17日。")).to_be_visible()
    expect(page.locator(".strip__date [data-deadline-out]").first).to_contain_text("最晚2026年11月24日")
    page.get_by_role("button", name="从案件里删掉这一天").click()
    expect(page.locator(".strip__date [data-deadline-out]").first).to_be_hidden()
    expect(day).to_be_focused()
    open_page(NOTICE)
    expect(field(page, "received")).to_have_value("")


def test_a_correction_in_one_letter_reaches_the_other(begun, open_page, context, site):
    page = begun
    other = context.new_page()
    other.set_viewport_size({"width": 1280, "height": 800})
    other.goto((site / NOTICE).as_uri())
    field(page, "order").fill("B778899")
    expect(field(other, "order")).to_have_value("B778899")
    expect(origin(other, "order")).to_have_text("从你的案件带来")
    expect(other.locator("[data-paper]")).to_contain_text("B778899")
    field(other, "goods").fill("跑鞋")
    expect(field(page, "order")).to_have_value("B778899")
    other.close()
    open_page(NOTICE)
    expect(field(page, "order")).to_have_value("B778899")


def test_two_tabs_of_one_letter_lose_nothing(begun, context, site):
    page = begun
    field(page, "address").fill("某市某区某路1号")
    other = context.new_page()
    other.set_viewport_size({"width": 1280, "height": 800})
    other.goto((site / COMPLAINT).as_uri())
    field(other, "phone").focus()
    field(page, "story").fill("三百字的经过。" * 40)
    expect(field(other, "story")).to_have_value("三百字的经过。" * 40)
    field(other, "phone").press_sequentially("13800000000")
    expect(field(page, "phone")).to_have_value("13800000000")
    expect(field(page, "story")).to_have_value("三百字的经过。" * 40)


def test_an_input_methods_half_word_is_left_alone_while_another_tab_writes(begun, context, site):
    page = begun
    other = context.new_page()
    other.set_viewport_size({"width": 1280, "height": 800})
    other.goto((site / COMPLAINT).as_uri())
    page.bring_to_front()
    cdp = context.new_cdp_session(page)
    field(page, "seller-address").focus()
    cdp.send("Input.imeSetComposition", {"text": "bei'jing", "selectionStart": 8, "selectionEnd": 8})
    # without taking the focus, which would end the composition
    for name, text in (("buyer", "王晓明"), ("seller-address", "别处写的")):
        field(other, name).evaluate("(node, text) => { node.value = text; node.dispatchEvent(new Event('input', {bubbles: true})); }", text)
    expect(field(page, "buyer")).to_have_value("王晓明")
    expect(field(page, "seller-address")).to_have_value("bei'jing")
    cdp.send("Input.insertText", {"text": "北京市某区"})
    expect(field(page, "seller-address")).to_have_value("北京市某区")
    kept = lambda: leaves(page).get("case/CASE/fact/seller.address", {}).get("value")  # noqa: E731
    holds(lambda: kept() == "北京市某区", lambda: str(kept()))


@pytest.mark.parametrize("answer", ["不，留着", "只清这份", "连案件里的一起删"])
def test_clearing_asks_how_much(begun, open_page, answer):
    page = begun
    field(page, "bureau").fill("某区市场监督管理局")
    page.get_by_role("button", name="清空").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("别的文书也用。要一起删吗？")
    dialog.get_by_role("button", name=answer).click()
    kept, shared = answer == "不，留着", answer != "连案件里的一起删"
    for again in (False, True):
        if again:
            page.reload()
        expect(field(page, "bureau")).to_have_value("某区市场监督管理局" if kept else "")
        expect(field(page, "buyer")).to_have_value("王小明" if kept else "")
        if answer == "只清这份":
            expect(origin(page, "buyer")).to_contain_text("你的案件里还记着“王小明”")
    open_page(NOTICE)
    expect(field(page, "buyer")).to_have_value("王小明" if shared else "")
    page.wait_for_function("kept => Object.values(localStorage).join().includes('某区市场') === kept", arg=kept)


def test_a_full_storage_is_told_where_one_is_writing(page, open_page):
    page.add_init_script(FULL)
    open_page(COMPLAINT)
    field(page, "buyer").fill("王")
    expect(page.locator("#storage-notice")).to_have_count(0)
    for name in ("story", "rebuttal"):
        box = field(page, name)
        box.focus()
        box.press_sequentially("屏幕有裂纹。" * 30)
        told = page.locator("#storage-notice")
        expect(told).to_have_attribute("role", "alert")
        expect(told).to_contain_text("空间满了")
        expect(told).to_be_in_viewport()
        expect(page.locator(f"#storage-notice + [data-field='{name}']")).to_have_count(1)
        expect(box).to_be_focused()
        expect(box).to_have_value("屏幕有裂纹。" * 30)
    page.evaluate("window.room = true")
    field(page, "phone").fill("13800000000")
    expect(page.locator("#storage-notice")).to_have_count(0)
    page.reload()
    page.evaluate("window.room = true")
    expect(field(page, "story")).to_have_value("屏幕有裂纹。" * 30)
    expect(field(page, "phone")).to_have_value("13800000000")


def test_clearing_everything_empties_a_letter_in_another_tab(begun, context, site):
    page = begun
    other = context.new_page()
    other.set_viewport_size({"width": 1280, "height": 800})
    other.goto((site / "about" / "privacy.html").as_uri())
    other.get_by_role("button", name="清除这台设备上保存的全部内容").click()
    other.get_by_role("dialog").get_by_role("button", name="全部清除").click()
    expect(field(page, "buyer")).to_have_value("")
    expect(page.locator("[data-paper]")).not_to_contain_text("王小明")
    field(page, "phone").fill("139")
    left = {"current", "case/CASE/made", "case/CASE/fact/buyer.phone", "case/CASE/begun/complaint-12315/1"}
    holds(lambda: set(leaves(page)) == left, lambda: str(leaves(page)))


def test_axe_with_marks_and_choices(begun, page):
    field(page, "buyer").fill("")
    expect(origin(page, "buyer").get_by_role("button").first).to_be_visible()
    found = in_both(page)
    assert not found, "\n".join(found)
    for button in origin(page, "buyer").get_by_role("button").all():
        box = button.bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44
