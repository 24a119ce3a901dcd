"""我的案件: from the first tick to the next step, several cases, the line on every page, paper; on a phone and on a desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_accessibility import in_both

NRR = "scenarios/no-reason-return.html"


@pytest.fixture(autouse=True)
def _day(today):
    """2026-11-22 for all of it."""


def put(page, label: str, value: str, part: str) -> None:
    page.locator(f"#{part}").get_by_label(label, exact=True).fill(value)


def test_a_tick_begins_a_case_that_knows_its_situation(open_page):
    page = open_page(NRR)
    expect(page.locator(".caseline")).to_be_hidden()
    page.locator("[data-step] input").first.check()
    expect(page.locator(".caseline")).to_be_visible()
    page.locator(".caseline a").click()
    expect(page).to_have_url(re.compile(r"case\.html$"))
    expect(page.locator("#situations")).to_contain_text("七日无理由退货被拒")
    expect(page.locator("#situations")).to_contain_text("清单做完1件")
    expect(page.locator("#now .stand__word")).to_have_text("可以走下一步")
    expect(page.locator(".caseline")).to_have_count(0)


def test_from_a_day_to_the_next_step(open_page):
    """The middle of a dispute: what happened is told, the page says whom one waits for and until when, and leads on."""
    page = open_page("case.html")
    page.locator("#situations select").select_option("no-reason-return")
    page.get_by_role("button", name="加上这种情况").click()
    expect(page.locator("#situations")).to_contain_text("清单做完0件")
    page.get_by_role("button", name="记一件事").click()
    page.locator("#events").get_by_label("是什么事").select_option("complaint-filed")
    put(page, "哪天", "2026-11-16", "events")
    put(page, "凭证", "投诉编号截图", "events")
    page.locator("#events form").get_by_role("button", name="记下", exact=True).click()
    expect(page.locator("#now .stand__word")).to_have_text("等受理")
    expect(page.locator("#now")).to_contain_text("2026年11月25日")
    expect(page.locator("#days .clocks")).to_contain_text("12315决定是否受理投诉")
    expect(page.locator("#path [aria-current]")).to_contain_text("记录与跟进")
    page.reload()
    expect(page.locator("#now .stand__word")).to_have_text("等受理")
    page.clock.set_fixed_time("2026-11-27T09:00:00+08:00")
    page.reload()
    expect(page.locator("#now .stand__word")).to_have_text("已超期")
    expect(page.locator("#now .stand__do")).to_have_attribute("href", re.compile(r"scenarios/office-refuses\.html$"))
    page.locator("#now .stand__do").click()
    expect(page).to_have_url(re.compile(r"scenarios/office-refuses\.html$"))


def test_where_nothing_is_chosen_the_next_step_leads_to_the_choice(open_page):
    page = open_page("case.html")
    page.locator("#now .stand__do", has_text="选出你遇到的情况").click()
    expect(page).to_have_url(re.compile(r"case\.html#situations$"))
    expect(page.locator("#situations select")).to_be_in_viewport()


def test_the_next_step_lands_on_its_box(open_page):
    page = open_page(NRR)
    page.locator("[data-step] input").first.check()
    open_page("case.html")
    expect(page.locator("#now .stand__do")).to_have_attribute("href", re.compile("#tick-"))  # when what the situation's script says is there
    page.locator("#now .stand__do").click()
    expect(page).to_have_url(re.compile(r"#tick-"))
    box = page.locator(f"#{page.url.partition('#')[2]}")
    expect(box).to_be_in_viewport()
    expect(box).not_to_be_checked()


@pytest.mark.usefixtures("wide")
def test_a_letter_from_draft_to_sent(open_page):
    page = open_page("letters/return-notice.html")
    page.locator("form").get_by_label("商家名称").fill("某某鞋业有限公司")
    open_page("case.html")
    expect(page.locator("#letters .part__item")).to_contain_text("还没有记寄出")
    expect(page.locator("#facts")).to_contain_text("从《退货通知》填的")
    page.get_by_role("button", name="《退货通知》寄出了").click()
    put(page, "凭证", "截图2张", "letters")
    page.locator("#letters form").get_by_role("button", name="记下", exact=True).click()
    expect(page.locator("#letters .part__item")).to_contain_text("2026年11月22日寄出（凭证：截图2张）")
    expect(page.locator("#now .stand__word")).to_have_text("等商家")
    open_page("letters/return-notice.html")
    expect(page.locator("form").get_by_label("发出这份通知的日期")).to_have_value("2026-11-22")


@pytest.mark.usefixtures("wide")
def test_two_cases_keep_apart(open_page):
    page = open_page("letters/return-notice.html")
    page.locator("form").get_by_label("商家名称").fill("鞋店")
    open_page("case.html")
    page.get_by_role("button", name="另开一个案件").click()
    page.locator("#cases form input").fill("灯")
    page.get_by_role("button", name="就叫这个").click()
    open_page("letters/return-notice.html")
    expect(page.locator("form").get_by_label("商家名称")).to_have_value("")
    page.locator("form").get_by_label("商家名称").fill("灯店")
    open_page("case.html")
    page.get_by_role("button", name="打开这个案件“鞋店”").click()
    open_page("letters/return-notice.html")
    expect(page.locator("form").get_by_label("商家名称")).to_have_value("鞋店")
    open_page("case.html")
    page.get_by_role("button", name="删掉“鞋店”").click()
    page.get_by_role("dialog").get_by_role("button", name="删掉这个案件").click()
    expect(page.locator("#cases .part__item")).to_have_count(1)
    open_page("letters/return-notice.html")
    expect(page.locator("form").get_by_label("商家名称")).to_have_value("灯店")


# ------------------------------------------------------------------ the line


def test_the_line_says_how_it_stands(open_page):
    page = open_page("case.html")
    page.locator("#situations select").select_option("no-reason-return")
    page.get_by_role("button", name="加上这种情况").click()
    page.evaluate("handbookStore.setFacts({'dates.complaint_filed': '2026-11-16', 'order.goods': '跑步鞋'}, 'case')")
    for url in ("index.html", NRR, "letters/return-notice.html", "laws/index.html"):
        open_page(url)
        expect(page.locator("[data-caseline-state]")).to_have_text("等受理，到11月25日")
        expect(page.locator("[data-caseline-name]")).to_have_text("跑步鞋")
    page.evaluate("handbookStore.forget()")
    expect(page.locator(".caseline")).to_be_hidden()


def test_without_a_case_nothing_of_it_is_loaded(open_page, page):
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    open_page(NRR)
    page.wait_for_timeout(600)
    assert not [url for url in asked if "case" in url]


@pytest.mark.parametrize("situation", ["no-reason-return", "flight-train-ticket", "food-safety", "scam", "quality-defect"])
def test_the_line_pushes_nothing_down_on_a_phone(open_page, situation):
    """360×740: what stood on the first screen stands there still, the first thing to do above all."""
    page = open_page(f"scenarios/{situation}.html")
    where = "[...document.querySelectorAll('h1 ~ .scenario, #first, #first h2')].map(n => n.getBoundingClientRect().top)"
    before = page.evaluate(where)
    page.evaluate("handbookStore.setFacts({'order.goods': '一双名字很长很长很长很长很长很长很长的鞋'}, 'case')")
    open_page(f"scenarios/{situation}.html")
    expect(page.locator("[data-caseline-state]")).to_be_visible()
    after = page.evaluate(where)
    assert all(b <= a + 1 for a, b in zip(before, after, strict=True)), (before, after)
    assert page.locator(".caseline a").bounding_box()["height"] >= 44


# ---------------------------------------------------------------- conditions


def filled(open_page):
    """A case with something in every part."""
    page = open_page("case.html")
    page.locator("#situations select").select_option("no-reason-return")
    page.get_by_role("button", name="加上这种情况").click()
    page.evaluate(
        """() => { const s = handbookStore;
        s.setFacts({"dates.received": "2026-11-08", "dates.notice_sent": "2026-11-10", "dates.seller_received": "2026-11-13", "dates.unsure_asked": "2026-11-09",
          "seller.shop": "某某旗舰店", "order.goods": "跑步鞋", "buyer.name": "王小明", "helper.name": "王小红"}, "case");
        s.setEvent("", {kind: "reply", day: "2026-11-12", side: "seller", who: "客服小李", time: "15:05", how: "平台聊天", text: "同意退货。", promise: "收到后两天内退款", proof: "证据3"});
        s.beginDraft("complaint-12315", 1);
        s.setTicks("no-reason-return", {"count-seven-days": "done", "check-exceptions": "na"}); }"""
    )
    expect(page.locator("#days .clocks")).to_be_visible()
    return page


@pytest.mark.parametrize("size", [(360, 740), (1280, 800)])
def test_axe_on_a_full_case(open_page, page, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    filled(open_page)
    page.get_by_role("button", name="记一件事").click()
    page.get_by_role("button", name="给“某某旗舰店：跑步鞋”改名字").click()
    page.get_by_role("button", name=re.compile("^《投诉书.*寄出了")).click()
    page.evaluate("document.querySelectorAll('article details').forEach(d => { d.open = true; })")
    # the header covers what scrolls past under it: the page is looked at from its top
    page.evaluate("scrollTo(0, 0)")
    found = in_both(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_large_text_has_room(open_page, page, width):
    page.set_viewport_size({"width": width, "height": 740})
    filled(open_page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.evaluate("document.querySelectorAll('article details').forEach(d => { d.open = true; })")
    page.get_by_role("button", name="记一件事").click()
    wide = page.evaluate(
        "[...document.querySelectorAll('.mycase *')].filter(n => n.getClientRects().length && n.getBoundingClientRect().right > innerWidth + 1 && !n.closest('.log')).map(n => n.outerHTML.slice(0, 80))"
    )
    assert not wide, wide[:5]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_targets_are_large_enough(open_page):
    page = filled(open_page)
    small = page.evaluate(
        "[...document.querySelectorAll('.mycase button, .mycase select, .mycase input, .mycase summary')].filter(n => n.getClientRects().length && n.getBoundingClientRect().height < 43.5).map(n => n.outerHTML.slice(0, 80))"
    )
    assert not small, small[:5]


def test_without_scripts_the_page_says_what_it_would_do(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}, offline=True)
    page = context.new_page()
    page.goto((site / "case.html").as_uri())
    assert page.locator("button:visible").count() == 0
    expect(page.locator("#log-blank table")).to_be_visible()
    assert page.locator("#log-blank tbody tr").count() == 12
    for part in page.locator("[data-part]").all():
        expect(part.locator(".nojs-only").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 361
    context.close()


def test_storage_refused(open_page, page):
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})")
    open_page("case.html")
    expect(page.locator("#storage-notice")).to_contain_text("不让网页保存")
    page.locator("#facts summary").first.click()
    put(page, "你的姓名", "王小明", "facts")
    expect(page.locator("#cases .part__item")).to_have_count(1)


# --------------------------------------------------------------------- paper


def test_the_case_on_paper(open_page, captured):
    page = filled(open_page)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    # neither controls, nor other cases, nor what is not known
    for gone in (".caseline", "#carry", "#cases", ".part__tools", ".log--mine", "#log-blank", ".field--unknown", ".part__group--unknown"):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    for there in (
        "#facts .field:not(.field--unknown) >> nth=0",
        "#now .stand__word",
        "#path li >> nth=0",
        "#days .strip-day >> nth=0",
        "#events .part__item >> nth=0",
        "#letters .part__item >> nth=0",
    ):
        expect(page.locator(there)).to_be_visible()


@pytest.mark.parametrize(
    ("button", "mode", "there", "gone"), [("打印沟通记录", "log", ".log--mine", "#now"), ("打印空白表", "log-blank", "#log-blank", "#now")]
)
def test_the_log_alone_on_paper(open_page, captured, button, mode, there, gone):
    page = filled(open_page)
    page.get_by_role("button", name=button).click()
    page.wait_for_function("mode => window.printedMode === mode && document.body.dataset.printing === undefined", arg=mode)
    page.evaluate("m => { document.body.dataset.printing = m; }", mode)
    page.emulate_media(media="print")
    expect(page.locator(there)).to_be_visible()
    for selector in (gone, "#events > h2", "#events .part__list", "#path", "#cases"):
        expect(page.locator(selector)).to_be_hidden()
    # one sheet: A4 within the margins at 96 dots an inch, and no empty one after it
    page.set_viewport_size({"width": 673, "height": 979})
    assert page.evaluate("document.documentElement.scrollHeight") <= 979
    if mode == "log":
        expect(page.locator(".log--mine")).to_contain_text("客服小李")
