"""A situation's pack in Chromium: the reader's ticks, dates and facts stand in it, what is not chosen is not printed, and nothing is cut on paper."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import paper
from tests.browser.conftest import keeps
from tests.browser.test_accessibility import in_both
from tests.conftest import loaded

BOOK, _ = loaded()
assert BOOK is not None
SOME = ["no-reason-return", "scam", "office-refuses", "domestic-service"]  # an ordinary one, one without replies, one about an office, the longest
CARDS = ".pack__clock, .pack__say, .pack__step, .pack__door, .pack__article, .pack__now"


def sheets(page, path: Path) -> list[str]:
    page.pdf(path=path, prefer_css_page_size=True)
    return paper.sheets(path)


def body(text: str, n: int, pages: int) -> str:
    """A page without its foot; the foot has to be there."""
    bare, found = re.subn(f"第{n}页共{pages}页", "", text)
    assert found == 1, f"第{n}页没有印页码：{text[:60]}"
    return bare


def test_my_ticks_and_the_situations_are_the_same(open_page, page):
    open_page("scenarios/no-reason-return.html")
    first = BOOK.steps_of("no-reason-return")[0].record
    page.check(f"#tick-{first.id}")
    open_page("print/no-reason-return.html")
    box = page.locator(f"[data-step={first.id}] input")
    expect(box).to_be_checked()
    expect(page.locator(".pack__step input:checked")).to_have_count(1)
    second = BOOK.steps_of("no-reason-return")[1].record
    page.check(f"[data-step={second.id}] input")
    keeps(page, f"case/CASE/tick/no-reason-return/{second.id}", "done")
    box.uncheck()
    keeps(page, f"case/CASE/tick/no-reason-return/{first.id}", None)
    open_page("scenarios/no-reason-return.html")
    expect(page.locator(f"#tick-{second.id}")).to_be_checked()
    expect(page.locator(f"#tick-{first.id}")).not_to_be_checked()


def test_my_dates_and_facts_stand_in_it(open_page, page, today, tmp_path):
    """What the situation's page was told: the last day is computed, the order's number stands in the words and in the table."""
    open_page("scenarios/no-reason-return.html")
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    page.fill("[data-event=received] >> nth=0", "2026-11-20")
    page.locator("[data-event=received]").first.dispatch_event("change")
    page.fill("[data-asks='order.number']", "ABC123")
    page.locator("[data-asks='order.number']").dispatch_event("change")
    open_page("print/no-reason-return.html")
    clock = page.locator("#deadline-send-notice")
    clock.locator("[data-deadline-out]:not([hidden])").wait_for()
    expect(clock).to_contain_text("11月27日")
    expect(clock.locator(".pack__pen")).to_be_hidden()
    other = page.locator("[data-clock]").filter(has_not=page.locator("[data-deadline-out]:not([hidden])")).first
    expect(other.locator(".pack__pen")).to_be_visible()
    expect(page.locator("[data-known='order.number']")).to_have_text("ABC123")
    expect(page.locator("[data-known='dates.received']")).to_have_text("2026年11月20日")
    expect(page.locator("#pack-say")).to_contain_text("订单ABC123", use_inner_text=True)
    # paper grows old: how many days are left is said with the day from which
    printed = "".join(sheets(page, tmp_path / "a.pdf"))
    assert "还有5天" in printed
    assert "“还有几天”是照打印这一天2026年11月22日算的。" in printed


def test_what_is_not_chosen_is_not_printed(open_page, page, tmp_path):
    open_page("print/no-reason-return.html")
    for part in ("list", "replies", "law"):
        page.uncheck(f"[data-part-of=pack-{part}]")
        expect(page.locator(f"#pack-{part}")).to_have_class(re.compile("pack__part--off"))
    text = "".join(sheets(page, tmp_path / "a.pdf"))
    for word, printed in (("期限", True), ("清单", False), ("话术", True), ("这样说,这样回", False), ("证据目录", True), ("条文的要点", False)):
        assert (word in text) == printed, word
    page.check("[data-part-of=pack-list]")
    expect(page.locator("#pack-list")).not_to_have_class(re.compile("pack__part--off"))
    assert paper.squeezed(BOOK.steps_of("no-reason-return")[0].record.do) in "".join(sheets(page, tmp_path / "b.pdf"))


def test_the_button_prints(open_page, page, captured):
    open_page("print/no-reason-return.html")
    page.click("[data-print]")
    page.wait_for_function("() => window.printed === 1")


def test_large_letters(open_page, page):
    open_page("print/no-reason-return.html")
    size = "node => parseFloat(getComputedStyle(node).fontSize) * .75"  # px → pt
    step = page.locator(".pack__step b").first
    assert step.evaluate(size) == pytest.approx(11, abs=0.1)
    page.check("input[value=large]")
    expect(page.locator("[data-module=pack]")).to_have_class(re.compile("pack--large"))
    assert step.evaluate(size) == pytest.approx(16, abs=0.1)


@pytest.mark.parametrize("large", [False, True], ids=["A4", "large"])
@pytest.mark.parametrize("id_", SOME)
def test_on_paper_nothing_is_cut_and_no_heading_is_alone(open_page, page, tmp_path, id_, large):
    """Pages are counted; the last line of a page is no heading; what belongs together is on one page."""
    open_page(f"print/{id_}.html")
    if large:
        page.check("input[value=large]")
    page.emulate_media(media="print")  # what is only for the screen is no text of a card
    headings = {paper.squeezed(t) for t in page.locator("article :is(h2, h3)").all_inner_texts()}
    cards = [paper.squeezed(t) for t in page.locator(CARDS).all_inner_texts()]
    pages = sheets(page, tmp_path / "a.pdf")
    assert len(pages) > 3
    bare = []
    for n, text in enumerate(pages, 1):
        bare.append(body(text, n, len(pages)))
        assert not [h for h in headings if bare[-1].endswith(h)], f"第{n}页底下只有标题"
    cut = [card[:30] for card in cards if len(card) < 500 and not any(card in text for text in bare)]
    assert cut == []
    assert paper.squeezed(BOOK.scenarios[id_].title) in bare[0]
    assert "精品售后纠纷处理手册" in bare[-1]


@pytest.mark.parametrize("id_", SOME)
def test_the_blanks_begin_on_pages_of_their_own(open_page, page, tmp_path, id_):
    open_page(f"print/{id_}-letters.html")
    letters = [BOOK.letters[x] for x in BOOK.scenarios[id_].letters]
    pages = sheets(page, tmp_path / "a.pdf")
    for letter in letters[1:]:
        assert any(
            paper.squeezed(letter.title) in body(text, n, len(pages))[: len(paper.squeezed(letter.title))] for n, text in enumerate(pages, 1)
        ), letter.title
    for box in page.locator("[data-part-of]").all()[1:]:
        box.uncheck()
        expect(page.locator(f"#{box.get_attribute('data-part-of')}")).to_have_class(re.compile("pack__part--off"))
    alone = sheets(page, tmp_path / "b.pdf")
    assert paper.squeezed(letters[0].title) in "".join(alone)
    assert len(alone) < len(pages) or len(letters) == 1


def test_without_scripts_the_whole_pack_is_printed(browser, site, tmp_path):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((site / "print" / "no-reason-return.html").as_uri())
    assert not page.locator("[data-choice]").is_visible()
    text = "".join(sheets(page, tmp_path / "a.pdf"))
    s = BOOK.scenarios["no-reason-return"]
    for placed in BOOK.steps_of("no-reason-return"):
        assert paper.squeezed(placed.record.do) in text
    for excuse in s.excuses:
        assert paper.squeezed(BOOK.excuses[excuse][1].says) in text
    for word in ("期限", "话术", "证据目录", "去处", "法律要点", "文书"):
        assert word in text
    assert "打印于" not in text
    context.close()


def test_the_situation_leads_to_its_pack(open_page, page):
    open_page("scenarios/no-reason-return.html")
    page.click(".printall a")
    expect(page).to_have_url(re.compile(r"print/no-reason-return\.html$"))
    page.click(".pack__tools a >> nth=0")
    expect(page).to_have_url(re.compile(r"scenarios/no-reason-return\.html$"))
    open_page("print/no-reason-return.html")
    page.click(".pack__tools a >> nth=-1")
    expect(page).to_have_url(re.compile(r"print/no-reason-return-letters\.html$"))


PACK = "print/no-reason-return.html"


def choose(page, letter: str) -> None:
    page.check(f"[data-pick={letter}] input[type=checkbox]")
    page.locator(f".pack__letter[aria-label='{BOOK.letters[letter].title}']:not([hidden])").wait_for()


def written(open_page, page, **values: str) -> None:
    """A draft of 退货通知, as its own page keeps it."""
    open_page("letters/return-notice.html")
    page.set_viewport_size({"width": 1280, "height": 800})
    for name, value in values.items():
        page.fill(f"[name={name}]", value)
        page.locator(f"[name={name}]").dispatch_event("change")


def begins(title: str, page: str, n: int, pages: int) -> bool:
    return paper.squeezed(title) in body(page, n, pages)[: len(paper.squeezed(title))]


@pytest.mark.parametrize("large", [False, True], ids=["A4", "large"])
def test_chosen_letters_are_in_the_same_print(open_page, page, tmp_path, large):
    """Each from a new sheet, counted with the rest; the filled one as it is filled, the other blank, the one that is not chosen not at all."""
    written(open_page, page, buyer="李小明", goods="红色跑鞋", order="ABC-123")
    open_page(PACK)
    if large:
        page.check("input[value=large]")
    without = sheets(page, tmp_path / "a.pdf")
    assert "红色跑鞋" not in "".join(without[1:]), "没有选的，填过也不印"
    choose(page, "return-notice")
    choose(page, "complaint-12315")
    pages = sheets(page, tmp_path / "b.pdf")
    notice, complaint = BOOK.letters["return-notice"].title, BOOK.letters["complaint-12315"].title
    first = next(n for n, text in enumerate(pages, 1) if begins(notice, text, n, len(pages)))
    second = next(n for n, text in enumerate(pages, 1) if begins(complaint, text, n, len(pages)))
    assert len(without) == first - 1 < first < second <= len(pages), "文书排在别的后面"
    filled, blank = "".join(pages[first - 1 : second - 1]), "".join(pages[second - 1 :])
    assert "红色跑鞋" in filled
    assert "李小明" in filled
    assert "草稿:还没填完,不要照这样交出去" in filled
    assert "李小明" not in blank
    assert "行、标题前面有□,用不上的,划去那一行、那一部分。" in blank
    assert not any(begins(BOOK.letters["report-12315"].title, text, n, len(pages)) for n, text in enumerate(pages, 1))
    page.check("[data-pick=return-notice] input[value='0']")
    page.locator(".pack__letter:not(.paper--draft)[aria-label='退货通知']").wait_for()
    assert "红色跑鞋" not in "".join(sheets(page, tmp_path / "c.pdf")[first - 1 :]), "选了空白的"


def test_a_draft_whose_days_deny_what_it_says_is_told_beside_its_box(open_page, page, today, captured):
    """What the letter's own page warns of before it is printed, the pack warns of."""
    written(open_page, page, received="2026-09-24", sent="2026-10-20")
    open_page(PACK)
    choose(page, "return-notice")
    told = page.locator("[data-pick=return-notice] .summary")
    expect(told).to_contain_text("无理由退货的期限过了")
    page.click("[data-print]")
    expect(page.locator(".ask")).to_contain_text("无理由退货的期限过了")
    assert page.evaluate("window.printed") is None
    page.get_by_role("button", name="照样打印，标明草稿").click()
    page.wait_for_function("() => window.printed === 1")


def test_a_letter_that_does_not_come_is_told_and_the_rest_prints(site, page, captured):
    page.route("**/assets/letter/return-notice.js", lambda route: route.abort())
    page.goto((site / PACK).as_uri())
    page.check("[data-pick=return-notice] input[type=checkbox]")
    expect(page.locator("[data-pick=return-notice] .note--warn")).to_contain_text("没有取到，可能断网了")
    choose(page, "complaint-12315")
    together = page.locator("#pack-letters [data-together]:visible")
    expect(together).to_have_count(1)
    assert together.evaluate("node => node.closest('[data-named]').dataset.named") == "complaint-12315", (
        "on paper no letter is promised that is not there"
    )
    page.click("[data-print]")
    page.get_by_role("button", name="不印它，打印别的").click()
    page.wait_for_function("() => window.printed === 1")


def test_axe_with_letters_chosen(open_page, page):
    written(open_page, page, buyer="李小明")
    page.set_viewport_size({"width": 360, "height": 740})
    open_page(PACK)
    choose(page, "return-notice")
    choose(page, "complaint-12315")
    assert in_both(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_letters_are_chosen_by_keys_alone(open_page, page):
    """On a phone, in large letters of the browser: nothing is wider than the screen, and where the focus is can be told."""
    page.set_viewport_size({"width": 360, "height": 740})
    written(open_page, page, buyer="李小明")
    page.set_viewport_size({"width": 360, "height": 740})
    open_page(PACK)
    page.evaluate("() => { document.documentElement.style.fontSize = '200%'; }")
    page.locator("[data-pick=return-notice] input[type=checkbox]").focus()
    page.keyboard.press("Space")
    page.locator(".pack__how").wait_for()
    page.locator(".pack__letter.paper--draft:not([hidden])").wait_for()
    page.keyboard.press("Tab")
    expect(page.locator(":focus"), "填好的那一份").to_have_value("1")
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus"), "空白的").to_have_value("0")
    page.locator(".pack__letter:not(.paper--draft):not([hidden])").wait_for()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("去填写《退货通知》")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
