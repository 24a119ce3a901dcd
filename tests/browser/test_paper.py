"""What comes out of Chromium's printer: a letter's page is the letter alone, its pages are counted, and no signature stands alone on one."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from macros import letters as grammar
from tests import paper
from tests.conftest import loaded

BOOK, _ = loaded()
assert BOOK is not None
LETTERS = sorted(BOOK.letters)
SIGN = {id_: [b.sign.split("：")[0] for b in letter.body if b.sign and "：" in b.sign] for id_, letter in BOOK.letters.items()}


def sheets(page, path: Path) -> list[str]:
    """What stands on each page of paper, without spaces."""
    page.pdf(path=path, prefer_css_page_size=True)
    return paper.sheets(path)


@pytest.mark.parametrize("id_", ["scam", "moving", "quality-defect"])
def test_whom_to_call_can_be_read_on_paper(open_page, page, id_):
    """A button that dials is a button on the screen: white on red. Printers leave backgrounds out."""
    open_page(f"scenarios/{id_}.html")
    page.emulate_media(media="print")
    buttons = page.locator("#first .calls a.button")
    assert buttons.count()
    for button in buttons.all():
        expect(button).to_be_visible()
        expect(button).to_have_css("color", "rgb(0, 0, 0)")
        expect(button).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    table = page.locator(".handout").bounding_box()
    around = page.locator(".handout").evaluate("node => node.parentElement.getBoundingClientRect().right")
    assert table["x"] + table["width"] <= around - 0.5, "表格的右边线印不出来"


@pytest.fixture
def unscripted(browser):
    context = browser.new_context(java_script_enabled=False, offline=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("id_", LETTERS)
def test_without_scripts_the_blank_sheet_alone_is_printed(unscripted, site, tmp_path, id_):
    """Title first, every page counted, what □ means at the end, words above the signature on its page, nothing else of the page."""
    letter = BOOK.letters[id_]
    unscripted.goto((site / "letters" / f"{id_}.html").as_uri())
    pages = sheets(unscripted, tmp_path / "blank.pdf")
    assert len(pages) <= 7, f"{len(pages)}页"
    for n, text in enumerate(pages, 1):
        assert f"第{n}页共{len(pages)}页" in text
    whole = "".join(pages)
    assert paper.squeezed(letter.title) in pages[0]
    for other in ("什么时候用", "怎么送出去", "送出去以后", "用得上它的情况", "空白Word", "复制全文"):
        assert other not in whole, f"印上了“{other}”"
    legend = grammar.boxes(grammar.blank_lines(letter))
    assert whole.count("□是勾选用的方框") == (1 if legend else 0)
    for name in SIGN[id_][:1]:
        name = paper.squeezed(name)
        (where,) = [text for text in pages if f"{name}:" in text][-1:]
        body = where.replace(f"第{pages.index(where) + 1}页共{len(pages)}页", "")
        assert body.rindex(f"{name}:") > 4, f"落款单独成页：{where[:40]}"


@pytest.mark.parametrize("more", range(0, 9))
def test_however_long_the_letter_its_signature_is_not_alone(open_page, tmp_path, more):
    """Line by line longer: wherever the page ends, something of the letter stands above the signature."""
    page = open_page("letters/return-notice.html")
    expect(page.locator("form")).to_be_visible()
    page.evaluate(
        """more => {
          for (const field of document.querySelectorAll("form [data-field] :is(input[type=text], textarea)")) {
            field.value = "空气炸锅" + "型号甲".repeat(6 * more);
            field.dispatchEvent(new Event("input", { bubbles: true }));
          }
          document.body.dataset.printing = "filled";
        }""",
        more,
    )
    pages = sheets(page, tmp_path / "filled.pdf")
    last = [text for text in pages if "通知人:" in text][-1]
    at = pages.index(last)
    body = last.replace(f"第{at + 1}页共{len(pages)}页", "")
    assert body.index("通知人:") > 8, f"落款单独成页：{last[:40]}"
    assert f"第{at + 1}页共{len(pages)}页" in last


@pytest.mark.usefixtures("wide")
def test_a_list_of_evidence_is_printed_as_a_table(open_page, tmp_path):
    page = open_page("letters/evidence-list.html")
    page.locator("form [name=name-1]").fill("订单详情页截图")
    page.evaluate("document.body.dataset.printing = 'filled'")
    page.emulate_media(media="print")
    table = page.locator("[data-paper] table.paper__table")
    expect(table).to_contain_text("订单详情页截图")
    assert table.get_attribute("data-styled") is not None  # or it gets the lines of an editor's own
    assert [t.strip() for t in table.locator("th").all_inner_texts()] == ["序号", "名称", "来源", "内容和证明对象", "形式", "页码"]
    assert table.evaluate("t => getComputedStyle(t.tHead).display") == "table-header-group", "表头在每一页上"
    assert table.locator("tbody tr").count() == 1
    boxes = [table.locator("tbody td").nth(i).bounding_box() for i in range(6)]
    assert len({box["y"] for box in boxes}) == 1, "六列在一行上"
    assert "订单详情页截图" in "".join(sheets(page, tmp_path / "list.pdf"))


@pytest.mark.parametrize("media", ["screen", "print"])
def test_a_number_with_hyphens_is_never_broken(open_page, media):
    """Wherever in its line it begins; and what is longer than a line is broken, not cut off."""
    page = open_page("letters/return-notice.html")
    expect(page.locator("form")).to_be_visible()
    if media == "print":
        page.evaluate("document.body.dataset.printing = 'filled'")
        page.emulate_media(media="print")
    else:
        page.locator(".letterbar").get_by_text("看成品").click()
        expect(page.locator("[data-paper]")).to_be_visible()
    broken = page.evaluate(
        """() => {
          const field = (name) => document.querySelector(`form [name=${name}]`);
          const write = (name, value) => { field(name).value = value; field(name).dispatchEvent(new Event("input", { bubbles: true })); };
          write("order", "DX-2026A-1018-B374/6592-C");
          const found = new Set();
          for (let n = 1; n <= 30; n += 1) {
            write("goods", "锅".repeat(n));
            const spots = [...document.querySelectorAll("[data-paper] .hold")];
            for (const spot of spots) found.add(spot.getClientRects().length);
          }
          write("order", "7F-".repeat(40));
          const paper = document.querySelector("[data-paper]");
          return { found: [...found], wide: paper.scrollWidth - paper.clientWidth };
        }"""
    )
    assert broken["found"] == [1]
    assert broken["wide"] <= 1
