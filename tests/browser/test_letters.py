"""The letters' desk as a person uses it: every letter's five outputs, the check before sending, helping hands, several drafts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from macros import letters
from tests.browser.conftest import copied, holds, leaves
from tests.browser.test_accessibility import in_both, violations
from tests.conftest import ROOT, loaded
from tests.test_docx import text_of

LETTERS = sorted(p.stem for p in (ROOT / "docs" / "_data" / "letters").glob("*.yml"))
COMPLAINT = "letters/complaint-12315.html"
# how a phone asks a letter step by step is in test_steps.py
pytestmark = pytest.mark.usefixtures("wide")


def form(page):
    return page.locator("form[data-form]")


# one after the other, as what is asked for depends on what is answered; in the page, as a letter has up to a hundred fields (a person fills in test_dispute.py)
FILL = """async (values) => {
  for (const [name, value] of values) {
    const node = document.querySelector(`form[data-form] [name="${CSS.escape(name)}"]`);
    if (!node.checkVisibility({ visibilityProperty: true })) continue;
    if (value === true) {
      if (!node.checked) node.click();
    } else {
      node.focus();
      node.value = value;
      for (const kind of ["input", "change"]) node.dispatchEvent(new Event(kind, { bubbles: true }));
      node.blur();
    }
    await new Promise((go) => setTimeout(go));
  }
}"""


def sample(field: dict, i: int) -> str | bool:
    """Something that fits the field: a text, or true for what is ticked."""
    if field["type"] == "date":
        late = field["group"] == "want" or field["case"] == "settlement.due"
        return "2026-12-20" if late else "2026-11-21" if field["id"] == "date" else "2026-11-10"
    fixed: dict[str, str | bool] = {"choice": True, "choices": True, "money": "100", "phone": "13800000000"}
    return fixed.get(field["type"], f"填的内容{i}")


def fill_everything(page) -> None:
    """Fills every blank of the open letter that is asked for, with something that fits it; of evidence, every piece there is room for."""
    expect(form(page)).to_be_visible()
    while page.locator("[data-more-pieces]").is_visible():
        page.locator("[data-more-pieces]").click()
    source = letters.source(page.locator("[data-letter]").get_attribute("data-letter"), loaded()[0])
    page.evaluate(FILL, [[field["id"], sample(field, i)] for i, field in enumerate(source["fields"])])


def overrule(page, gone: str, words: str) -> None:
    """After a press that lets the letter leave: what the check asks is overruled; where it asks nothing, the letter is gone already (`gone`, in the page)."""
    page.wait_for_function(f"() => document.querySelector('dialog[open]') || ({gone})")
    asked = page.get_by_role("dialog").get_by_role("button", name=re.compile(words))
    if asked.count():
        asked.click()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("id_", LETTERS)
def test_every_letter_says_the_same_in_preview_copy_and_docx(open_page, captured, today, tmp_path, id_):
    page = open_page(f"letters/{id_}.html")
    fill_everything(page)
    page.get_by_role("button", name="复制全文").click()
    overrule(page, "window.copied", "照样复制|没问题")
    text = copied(page)
    seen = page.locator("[data-paper]").inner_text()
    # the banner of a draft is not part of the letter; a blank shows its label alone
    seen = re.sub(r"草稿：\S+?不要照这样交出去", "", squeezed(seen))
    assert seen == squeezed(re.sub(r"【待填：(.*?)】", r"\1", text))
    with page.expect_download() as got:
        page.get_by_role("button", name="下载Word文件").click()
        overrule(page, "window.handbookDocx", "下载草稿|没问题")
    got.value.save_as(tmp_path / "x.docx")
    assert got.value.suggested_filename.endswith(".docx")
    filed = text_of(docx.Document(tmp_path / "x.docx"))
    assert squeezed(filed) == squeezed(text)
    assert "[[" not in filed and "{" not in filed


def test_no_library_before_it_is_asked_for(open_page):
    page = open_page(COMPLAINT)
    page.wait_for_function("() => document.querySelector('[data-module=place].live')")  # what comes by itself has come
    form(page).get_by_label("经过").fill("屏幕有裂纹")
    page.wait_for_function("() => window.handbookLetterLate && window.handbookLetterData")  # and what comes with the first word
    assert page.evaluate("[...document.scripts].map((s) => s.src).filter((s) => /docx|template|excuses/.test(s))") == []


def test_without_the_library_copy_and_print_remain(captured, site: Path):
    page = captured
    page.route("**/assets/docx.js", lambda route: route.abort())
    page.goto((site / "letters" / "return-notice.html").as_uri())
    page.get_by_role("button", name="下载Word文件").click()
    page.get_by_role("dialog").get_by_role("button", name="下载草稿").click()
    expect(page.locator("[data-status]")).to_contain_text("用“复制全文”或“打印填好的”")
    expect(page.get_by_role("button", name="复制全文")).to_be_enabled()


def test_the_blank_docx_is_a_link_that_needs_no_script(open_page, site: Path):
    page = open_page(COMPLAINT)
    link = page.get_by_role("link", name="下载空白Word文件")
    assert link.get_attribute("href") == "complaint-12315.docx"
    assert (site / "letters" / "complaint-12315.docx").is_file()


def test_errors_jump_and_warnings_can_be_overruled(open_page, captured, today):
    page = open_page("letters/refund-demand.html")
    fill_everything(page)
    form(page).get_by_label("要求退还的金额（元）").fill("100.01")
    page.get_by_role("button", name="打印填好的").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("比“实付金额（元）”100元还多")
    dialog.get_by_role("button", name="回去补").click()
    page.locator("[data-summary]").get_by_role("link", name=re.compile("要求退还的金额")).click()
    expect(page.locator("#field-refund")).to_be_focused()
    form(page).get_by_label("要求退还的金额（元）").fill("100")
    expect(page.locator("[data-paper] .paper__draft")).to_have_count(0)
    form(page).get_by_label("具体情况").fill("你们这帮骗子，不退款我就发抖音曝光。")
    page.get_by_role("button", name="打印填好的").click()
    expect(dialog).to_contain_text("第42条")
    dialog.get_by_role("button", name="没问题，打印").click()
    page.wait_for_function("() => window.printed")
    assert page.evaluate("document.querySelector('.paper--draft')") is None, "提醒不是错误，不该印成草稿"


def test_a_draft_is_printed_with_the_word_across_it(open_page):
    page = open_page(COMPLAINT)
    page.evaluate("document.body.dataset.printing = 'filled'")
    page.emulate_media(media="print")
    style = page.evaluate("getComputedStyle(document.querySelector('[data-paper]'), '::before').content")
    assert style == '"草稿"'


def test_short_versions_for_online_forms(open_page, captured, today):
    page = open_page(COMPLAINT)
    fill_everything(page)
    form(page).get_by_label("经过").fill("第一件事，商家不理。" * 300)
    page.get_by_text("抄进网上的投诉表").click()
    for limit in (300, 500, 1500):
        page.get_by_role("button", name=re.compile(f"^复制：{limit}字版")).click()
        text = copied(page)
        assert limit - 40 < len(text) <= limit
        assert "王小明" not in text and "其余见附件" in text
    page.get_by_role("button", name="复制：订单号或小票号").click()
    assert copied(page).startswith("填的内容")
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate("location.hash = '#paper'")
    expect(page.get_by_role("button", name="复制：订单号或小票号")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_timeline_becomes_the_story(open_page):
    page = open_page(COMPLAINT)
    page.get_by_text("一件事一句话，排好再写进去").click()
    tool = page.locator("[data-tool=story]")
    tool.get_by_label("哪天").fill("2026-11-21")
    tool.get_by_label("发生了什么").fill("申请退货，客服拒绝")
    tool.get_by_role("button", name="再加一件").click()
    tool.get_by_label("哪天").nth(1).fill("2026-11-17")
    tool.get_by_label("发生了什么").nth(1).fill("签收")
    tool.get_by_role("button", name="写进“经过”").click()
    story = form(page).get_by_label("经过").first
    expect(story).to_have_value("2026年11月17日，签收。\n2026年11月21日，申请退货，客服拒绝。")
    expect(page.locator("[data-paper]")).to_contain_text("2026年11月17日，签收。")
    page.reload()
    page.get_by_text("一件事一句话，排好再写进去").click()
    expect(tool.get_by_label("发生了什么").nth(0)).to_have_value("签收")
    tool.get_by_label("发生了什么").nth(0).fill("签收，打开看了看")
    tool.get_by_role("button", name="写进“经过”").click()
    expect(story).to_have_value("2026年11月17日，签收，打开看了看。\n2026年11月21日，申请退货，客服拒绝。")


def test_a_chosen_excuse_becomes_a_rebuttal(open_page, book):
    page = open_page(COMPLAINT)
    page.get_by_text("从“商家这样说”里挑").click()
    excuse = book.excuses["opened"][1]
    tool = page.locator("[data-tool=rebuttal]")
    tool.get_by_role("searchbox").fill("拆封")
    tool.get_by_label(excuse.says).check()
    rebuttal = form(page).locator("[name=rebuttal]")
    expect(rebuttal).to_have_value(excuse.complaint)
    tool.get_by_label(excuse.says).uncheck()
    expect(rebuttal).to_have_value("")


def test_an_excuse_with_several_answers_becomes_the_one_that_is_chosen(open_page, book):
    """What is about a pet's illness goes into the complaint as that, not as the excuse's own paragraph; the words of the variant find it."""
    page = open_page(COMPLAINT)
    page.get_by_text("从“商家这样说”里挑").click()
    excuse = book.excuses["coupon-instead"][1]
    pet = excuse.variant_for("pet", book.scenarios["pet"].disputes)
    tool = page.locator("[data-tool=rebuttal]")
    tool.get_by_role("searchbox").fill("寄养")
    tool.get_by_label(f"“{excuse.says}”（碰到的是：{book.about(pet)}）").check()
    rebuttal = form(page).locator("[name=rebuttal]")
    expect(rebuttal).to_have_value(pet.complaint)
    tool.get_by_role("searchbox").fill(excuse.says)
    expect(tool.get_by_label(f"“{excuse.says}”", exact=True)).not_to_be_checked()
    expect(tool.get_by_role("checkbox")).to_have_count(1 + len(excuse.variants))


def test_which_bureau(open_page):
    page = open_page(COMPLAINT)
    page.get_by_text("该写哪个局？").click()
    tool = page.locator("[data-tool=whom]")
    tool.get_by_label("平台上的店", exact=True).check()
    expect(tool).to_contain_text("平台公司住所地")
    expect(tool.get_by_role("link", name=re.compile("第13条"))).to_have_attribute("href", re.compile("market-complaint-measures.html#art-13$"))
    tool.get_by_role("textbox").fill("某市某区")
    tool.get_by_role("button", name="填进“收投诉的市场监督管理局”").click()
    expect(page.locator("[data-paper] .paper__line--to")).to_have_text("某市某区市场监督管理局：")


def test_what_the_first_release_kept_is_there_and_old_ticks_are_asked_again(open_page):
    page = open_page("index.html")
    kept = (ROOT / "tests" / "fixtures" / "stored" / "v1.json").read_text(encoding="utf-8")
    page.evaluate("text => localStorage.setItem('aftersales-handbook/v1', text)", kept)
    page = open_page("letters/food-complaint.html")
    expect(form(page).get_by_label("食品名称")).to_have_value("苏打饼干")
    expect(form(page).locator("[name=extra]")).to_have_value("1000")
    page.get_by_text("算一算：食品的十倍赔偿").click()
    tool = page.locator("[data-amount]").first
    expect(tool).to_contain_text("请对照着再勾一次")
    expect(tool.get_by_role("checkbox")).to_have_count(4)  # its hands come with the first touch
    expect(tool.locator("input:checked")).to_have_count(0)
    expect(tool).not_to_contain_text("200元")
    for box in tool.get_by_role("checkbox").all():
        box.check()
    expect(tool).to_contain_text("1000元")
    page.reload()
    page.get_by_text("算一算：食品的十倍赔偿").click()
    expect(tool.get_by_role("checkbox")).to_have_count(4)
    expect(tool.locator("input:checked")).to_have_count(4)
    expect(tool).not_to_contain_text("再勾一次")
    assert page.evaluate("localStorage.getItem('aftersales-handbook/v1')") is None
    stored = leaves(page)
    assert stored["case/CASE/help/food-complaint/1/food-tenfold"]["ticked"] == [
        "unsafe-food",
        "maker-or-knowing-seller",
        "more-than-label",
        "eaten-at-home",
    ]
    assert stored["theme"] == "dark" and stored["case/CASE/tick/opened-or-used/find-category"] == "done"
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_a_sum_only_after_its_conditions(open_page):
    page = open_page("letters/food-complaint.html")
    form(page).get_by_label("投诉和举报都交").check()
    form(page).get_by_label("实付金额（元）").fill("20")
    page.get_by_text("算一算：食品的十倍赔偿").click()
    tool = page.locator("[data-amount]").first
    expect(tool).not_to_contain_text("200元")
    expect(tool.get_by_role("checkbox").first).to_be_visible()  # its hands come with the first touch
    for box in tool.get_by_role("checkbox").all():
        box.check()
    expect(tool).to_contain_text("1000元")
    expect(tool.get_by_role("link", name=re.compile("食品安全法.*第148条"))).to_be_visible()
    tool.get_by_role("button", name="填进“要求的赔偿金（元）”").click()
    expect(form(page).locator("[name=extra]")).to_have_value("1000")
    expect(form(page).locator("[name=extra-why]")).to_have_value(re.compile("不足1000元，按1000元"))
    tool.get_by_role("checkbox").first.uncheck()
    expect(tool).not_to_contain_text("200元")
    form(page).locator("[name=extra]").blur()
    expect(page.locator("#error-extra")).to_contain_text("要有条件才能要")


def test_prepaid_card_by_both_methods(open_page):
    page = open_page("letters/prepaid-refund-notice.html")
    form(page).get_by_label("实付金额（元）").fill("1000")
    page.get_by_text("算一算：预付卡").click()
    tool = page.locator("[data-amount]").first
    expect(tool.get_by_role("checkbox").first).to_be_visible()  # its hands come with the first touch
    for box in tool.get_by_role("checkbox").all():
        box.check()
    tool.get_by_label(re.compile("赠送")).fill("200")
    tool.get_by_label(re.compile("已经扣掉")).fill("600")
    expect(tool).to_contain_text("应退500元")
    expect(tool).to_contain_text("应退400元")
    tool.get_by_role("button", name="填进“要求退还的金额（元）”").first.click()
    expect(form(page).locator("[name=refund]")).to_have_value("500")


def test_several_drafts_survive_reload_and_clear_wipes_them(open_page):
    page = open_page("letters/return-notice.html")
    seller = form(page).get_by_label("商家名称")
    seller.fill("第一家店")
    form(page).get_by_label("你的姓名").fill("王小明")
    page.get_by_role("button", name="另写一份").click()
    expect(seller).to_have_value("")
    expect(form(page).get_by_label("你的姓名")).to_have_value("王小明")
    seller.fill("第二家店")
    page.reload()
    expect(seller).to_have_value("第二家店")
    page.get_by_label("草稿", exact=True).select_option(label="第1份：第一家店")
    expect(seller).to_have_value("第一家店")
    open_page("letters/index.html")
    expect(page.get_by_text("这台设备上有你的草稿，2份")).to_be_visible()
    open_page("letters/return-notice.html")
    page.get_by_role("button", name="清空").click()
    page.get_by_role("dialog").get_by_role("button", name="2份都清空").click()
    expect(seller).to_have_value("")
    drafts = lambda: json.dumps({path: value for path, value in leaves(page).items() if "/draft/" in path}, ensure_ascii=False)  # noqa: E731
    holds(lambda: "家店" not in drafts(), drafts)
    expect(page.get_by_label("草稿", exact=True).locator("option")).to_have_count(1)


def test_clearing_one_draft_keeps_the_other(open_page):
    page = open_page("letters/return-notice.html")
    seller = form(page).get_by_label("商家名称")
    seller.fill("第一家店")
    page.get_by_role("button", name="另写一份").click()
    seller.fill("第二家店")
    page.get_by_role("button", name="清空").click()
    page.get_by_role("dialog").get_by_role("button", name="清空", exact=True).click()
    expect(seller).to_have_value("第一家店")


def test_printed_pages(open_page, today, tmp_path):
    """A filled letter and its blank sheet are letters' pages alone: nothing else of the page is on the paper."""
    page = open_page(COMPLAINT)
    fill_everything(page)
    page.set_viewport_size({"width": 605, "height": 900})  # 160 mm, what is left of A4 between the margins
    for mode, shown in (("filled", "[data-paper]"), ("blank", "[data-blank]")):
        page.evaluate(f"document.body.dataset.printing = '{mode}'")
        page.emulate_media(media="print")
        expect(page.locator(shown)).to_be_visible()
        expect(form(page)).to_be_hidden()
        expect(page.locator(".sheet__blank")).to_be_hidden()
        assert page.evaluate("document.querySelector('.letter .desk').scrollWidth <= document.documentElement.clientWidth")
        page.emulate_media(media="screen")


def test_for_a_family_member_with_the_power_of_attorney_begun(open_page):
    page = open_page(COMPLAINT)
    form(page).get_by_label("你的姓名").first.fill("王老太")
    page.get_by_text("替家人办的，点这里").click()
    tool = page.locator("[data-tool=agent]")
    tool.get_by_label("你的姓名（代理人）").fill("王小明")
    tool.get_by_label(re.compile("什么人")).fill("儿子")
    tool.get_by_label(re.compile("我替家人写")).check()
    paper = page.locator("[data-paper]")
    form(page).locator("[name=request][value=refund]").check()  # until then nobody is said to have bought it: it may have been a child
    expect(paper).to_contain_text("委托人为生活需要")
    expect(paper).to_contain_text("代理人：王小明")
    page.reload()
    expect(paper).to_contain_text("代理人：王小明")
    page.get_by_text("替家人办的，点这里").click()
    tool.get_by_role("button", name="接着写授权委托书").click()
    expect(page).to_have_url(re.compile("power-of-attorney.html$"))
    expect(form(page).locator("[name=agent]")).to_have_value("王小明")
    expect(form(page).locator("[name=buyer]")).to_have_value("王老太")
    expect(form(page).locator("[name=kin]")).to_have_value("儿子")
    expect(form(page).get_by_label("向市场监督管理部门投诉")).to_be_checked()


def test_axe_with_the_helping_hands_open(open_page, page):
    open_page(COMPLAINT)
    for fold in page.locator("[data-tool] > summary, [data-amount] > summary, [data-online] > summary").all():
        fold.click()
    expect(page.locator("[data-tool=rebuttal] fieldset").first).to_be_visible()
    for sum_ in page.locator("[data-amount]").all():
        expect(sum_.locator(".tool__out")).to_be_attached()
    for box in page.locator("[data-amount]").get_by_role("checkbox").all():
        box.check()
    form(page).get_by_label("实付金额（元）").fill("100")
    form(page).get_by_label("要求退还的金额（元）").fill("200")
    form(page).locator("[name=story]").fill("你们这帮骗子")
    form(page).locator("[name=story]").blur()
    # the header covers what scrolls past under it: the page is looked at from its top
    page.evaluate("scrollTo(0, 0)")
    found = in_both(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("id_", LETTERS)
def test_the_blank_sheet_fits_its_pages(open_page, id_):
    """Nothing is wider than an A4 sheet's text, or the printer shrinks the whole letter."""
    page = open_page(f"letters/{id_}.html")
    expect(form(page)).to_be_visible()
    page.set_viewport_size({"width": 590, "height": 900})  # 156 mm, the width between the margins
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("[data-blank]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 590


def test_the_letter_as_long_pictures(open_page, captured, today):
    page = open_page(COMPLAINT)
    fill_everything(page)
    form(page).get_by_label("经过").fill("第一件事，商家不理。\n" * 150)
    assert page.evaluate("[...document.scripts].filter((s) => s.src.endsWith('picture.js')).length") == 0
    page.get_by_role("button", name="存成长图").click()
    overrule(page, "window.handbookPictures", "做成草稿图|没问题，做图")
    pictures = page.get_by_role("dialog", name="长图").get_by_role("img")
    expect(pictures).to_have_count(2)
    sizes = pictures.evaluate_all("(all) => Promise.all(all.map((p) => p.decode().then(() => [p.naturalWidth, p.naturalHeight])))")
    assert all(width == 1080 and 2000 < height <= 8000 for width, height in sizes), sizes
    assert violations(page) == []
    with page.expect_download() as got:
        page.get_by_role("button", name="存第2张").click()
    assert got.value.suggested_filename.endswith("-2.png")
    assert Path(got.value.path()).read_bytes().startswith(b"\x89PNG")


def test_inside_wechat_the_reader_is_told_before_pressing(browser, site):
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50"
    context = browser.new_context(user_agent=agent)
    page = context.new_page()
    page.goto((site / COMPLAINT).as_uri())
    expect(page.get_by_text("你是在微信里打开的，打印、下载多半没有反应。")).to_be_visible()
    page.goto((site / "case.html").as_uri())
    expect(page.get_by_text("你是在微信里打开的")).to_be_visible()
    context.close()


def test_what_this_browser_deletes_is_told_with_a_way_to_keep_it(browser, site):
    agent = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15"
    context = browser.new_context(user_agent=agent)
    page = context.new_page()
    page.route("http://handbook.test/**", lambda route: route.fulfill(path=site / route.request.url.removeprefix("http://handbook.test/")))
    page.goto(f"http://handbook.test/{COMPLAINT}")
    told = page.locator("[data-keeps]")
    expect(told).to_contain_text("7天没打开过的网站")
    assert told.get_by_role("link", name="“我的案件”").evaluate("(link) => link.href") == "http://handbook.test/case.html#carry"
    context.close()


def test_axe_where_the_page_itself_asks(open_page):
    page = open_page(COMPLAINT)
    page.evaluate("delete HTMLDialogElement.prototype.showModal")
    expect(form(page)).to_be_visible()
    page.get_by_role("button", name="复制全文").click()
    expect(page.get_by_role("alertdialog").get_by_role("button", name="回去补")).to_be_focused()
    # the page behind is out of reach: its landmark and its heading are not counted
    assert [v for v in in_both(page) if not v.startswith(("landmark-one-main", "page-has-heading-one"))] == []
    box = page.get_by_role("alertdialog").bounding_box()
    assert box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"], box
