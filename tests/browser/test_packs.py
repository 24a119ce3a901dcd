"""A situation's pack in Chromium: the reader's ticks, dates and facts stand in it, what is not chosen is not printed, and nothing is cut on paper."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.browser.conftest import leaves
from tests.conftest import loaded

BOOK, _ = loaded()
assert BOOK is not None
SOME = ["no-reason-return", "scam", "office-refuses", "domestic-service"]  # an ordinary one, one without replies, one about an office, the longest
CARDS = ".pack__clock, .pack__say, .pack__step, .pack__door, .pack__article, .pack__now"


RADICAL = re.compile("[\u2e80-\u2eff\u2f3e]")  # the others have their character in Unicode, which NFKC puts in their place
ANY = "\u2e80"  # stands for whichever character it looks like


def tight(text: str) -> str:
    """Without spaces; for some characters Chromium writes a radical that looks like it."""
    return "".join(unicodedata.normalize("NFKC", RADICAL.sub(ANY, text)).split())


def sheets(page, path: Path) -> list[str]:
    page.pdf(path=path, prefer_css_page_size=True)
    return [tight(p.extract_text()) for p in PdfReader(path).pages]


def stands(text: str, page: str) -> bool:
    """Does a page hold a text?"""
    return text in page or re.search("".join(f"[{re.escape(c)}{ANY}]" for c in text), page) is not None


def body(text: str, n: int, pages: int) -> str:
    """A page without its foot; the foot has to be there."""
    bare, found = re.subn(f"第{n}[页{ANY}]共{pages}[页{ANY}]", "", text)
    assert found == 1, f"第{n}页没有印页码：{text[:60]}"
    return bare


def test_my_ticks_and_the_situations_are_the_same(open_page, page):
    open_page("scenarios/no-reason-return.html")
    first = BOOK.steps_of("no-reason-return")[0].record
    page.check(f"#tick-{first.id}")
    open_page("print/no-reason-return.html")
    box = page.locator(f"[data-step={first.id}] input")
    assert box.is_checked()
    assert page.locator(".pack__step input:checked").count() == 1
    second = BOOK.steps_of("no-reason-return")[1].record
    page.check(f"[data-step={second.id}] input")
    assert leaves(page)[f"case/CASE/tick/no-reason-return/{second.id}"] == "done"
    box.uncheck()
    open_page("scenarios/no-reason-return.html")
    assert not page.locator(f"#tick-{first.id}").is_checked()
    assert page.locator(f"#tick-{second.id}").is_checked()


def test_my_dates_and_facts_stand_in_it(open_page, page, today):
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
    assert "11月27日" in clock.inner_text()
    assert not clock.locator(".pack__pen").is_visible()
    other = page.locator("[data-clock]").filter(has_not=page.locator("[data-deadline-out]:not([hidden])")).first
    assert other.locator(".pack__pen").is_visible()
    assert page.locator("[data-known='order.number']").inner_text() == "ABC123"
    assert page.locator("[data-known='dates.received']").inner_text() == "2026年11月20日"
    assert "订单ABC123" in page.locator("#pack-say").inner_text()


def test_what_is_not_chosen_is_not_printed(open_page, page, tmp_path):
    open_page("print/no-reason-return.html")
    for part in ("list", "replies", "law"):
        page.uncheck(f"[data-part-of=pack-{part}]")
    text = "".join(sheets(page, tmp_path / "a.pdf"))
    for word, printed in (("期限", True), ("清单", False), ("话术", True), ("这样说,这样回", False), ("证据目录", True), ("条文的要点", False)):
        assert stands(word, text) == printed, word
    page.check("[data-part-of=pack-list]")
    assert stands(tight(BOOK.steps_of("no-reason-return")[0].record.do), "".join(sheets(page, tmp_path / "b.pdf")))


def test_the_button_prints(open_page, page, captured):
    open_page("print/no-reason-return.html")
    page.click("[data-print]")
    assert page.evaluate("window.printed") == 1


def test_large_letters(open_page, page):
    open_page("print/no-reason-return.html")
    size = "node => parseFloat(getComputedStyle(node).fontSize) * .75"  # px → pt
    step = page.locator(".pack__step b").first
    assert step.evaluate(size) == pytest.approx(11, abs=0.1)
    page.check("input[value=large]")
    assert step.evaluate(size) == pytest.approx(16, abs=0.1)


@pytest.mark.parametrize("large", [False, True], ids=["A4", "large"])
@pytest.mark.parametrize("id_", SOME)
def test_on_paper_nothing_is_cut_and_no_heading_is_alone(open_page, page, tmp_path, id_, large):
    """Pages are counted; the last line of a page is no heading; what belongs together is on one page."""
    open_page(f"print/{id_}.html")
    if large:
        page.check("input[value=large]")
    page.emulate_media(media="print")  # what is only for the screen is no text of a card
    headings = {tight(t) for t in page.locator("article :is(h2, h3)").all_inner_texts()}
    cards = [tight(t) for t in page.locator(CARDS).all_inner_texts()]
    pages = sheets(page, tmp_path / "a.pdf")
    assert len(pages) > 3
    bare = []
    for n, text in enumerate(pages, 1):
        bare.append(body(text, n, len(pages)))
        assert not [h for h in headings if bare[-1].endswith(h)], f"第{n}页底下只有标题"
    cut = [card[:30] for card in cards if len(card) < 500 and not any(stands(card, text) for text in bare)]
    assert cut == []
    assert stands(tight(BOOK.scenarios[id_].title), bare[0])
    assert stands("精品售后纠纷处理手册", bare[-1])


@pytest.mark.parametrize("id_", SOME)
def test_the_blanks_begin_on_pages_of_their_own(open_page, page, tmp_path, id_):
    open_page(f"print/{id_}-letters.html")
    letters = [BOOK.letters[x] for x in BOOK.scenarios[id_].letters]
    pages = sheets(page, tmp_path / "a.pdf")
    for letter in letters[1:]:
        assert any(stands(tight(letter.title), body(text, n, len(pages))[: len(tight(letter.title))]) for n, text in enumerate(pages, 1)), (
            letter.title
        )
    for box in page.locator("[data-part-of]").all()[1:]:
        box.uncheck()
    alone = "".join(sheets(page, tmp_path / "b.pdf"))
    assert stands(tight(letters[0].title), alone)
    few = PdfReader(tmp_path / "b.pdf").pages
    assert len(few) < len(pages) or len(letters) == 1


def test_without_scripts_the_whole_pack_is_printed(browser, site, tmp_path):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((site / "print" / "no-reason-return.html").as_uri())
    assert not page.locator("[data-choice]").is_visible()
    text = "".join(sheets(page, tmp_path / "a.pdf"))
    s = BOOK.scenarios["no-reason-return"]
    for placed in BOOK.steps_of("no-reason-return"):
        assert stands(tight(placed.record.do), text)
    for excuse in s.excuses:
        assert stands(tight(BOOK.excuses[excuse][1].says), text)
    for word in ("期限", "话术", "证据目录", "去处", "法律要点", "文书"):
        assert stands(word, text)
    assert "打印于" not in text
    context.close()


def test_the_situation_leads_to_its_pack(open_page, page):
    open_page("scenarios/no-reason-return.html")
    page.click(".printall a")
    assert page.url.endswith("print/no-reason-return.html")
    page.click(".pack__tools a >> nth=0")
    assert page.url.endswith("scenarios/no-reason-return.html")
    open_page("print/no-reason-return.html")
    page.click(".pack__tools a >> nth=-1")
    assert page.url.endswith("print/no-reason-return-letters.html")
