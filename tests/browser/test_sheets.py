"""Every situation on paper: page 1 to hand out, every step with its how, who to turn to, in at most eight sheets."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from statistics import mean

import pytest
from pypdf import PdfReader

from tests.browser.test_paper import RADICALS
from tests.conftest import loaded

BOOK, _ = loaded()
assert BOOK is not None
SITUATIONS = sorted(BOOK.scenarios)
# beside those of letters: what Unicode makes of a radical is the old form
MORE = str.maketrans("戶⻬", "户齐")
MOST = 8  # sheets
MEAN = 7


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).translate(RADICALS).translate(MORE).split())


def sheets(page, path: Path) -> list[str]:
    """What stands on each page of paper, without spaces. Chromium's printing sets off the page's own preparations."""
    page.pdf(path=path, prefer_css_page_size=True)
    return [squeezed(p.extract_text()) for p in PdfReader(path).pages]


@pytest.fixture(scope="module")
def printed(browser, site, tmp_path_factory) -> dict[str, list[str]]:
    """Situation → its sheets; one page of one browser for all of them."""
    page = browser.new_page(locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 360, "height": 740})
    folder = tmp_path_factory.mktemp("sheets")
    found = {}
    for id_ in SITUATIONS:
        page.goto((site / "scenarios" / f"{id_}.html").as_uri())
        found[id_] = sheets(page, folder / f"{id_}.pdf")
    page.close()
    return found


def test_few_sheets(printed):
    counts = {id_: len(pages) for id_, pages in printed.items()}
    assert not {id_: n for id_, n in counts.items() if n > MOST}
    assert mean(counts.values()) <= MEAN


def test_page_one_stands_alone(printed):
    """The verdict, what to do now and the words for it, the box, every date with room to write it in; the steps begin on page 2."""
    wrong = []
    for id_, pages in printed.items():
        s = BOOK.scenarios[id_]
        want = [s.title, s.strength.why, s.first.do, "姓名", "商家全称", "订单号", "金额", "签收日", "投诉编号"]
        want += [clock.label for clock in BOOK.clocks_of(id_)]
        wrong += [f"{id_}：第1页没有“{text}”" for text in want if squeezed(text) not in pages[0]]
        if pages[0].count("最晚:") < len(BOOK.clocks_of(id_)):
            wrong.append(f"{id_}：日子没有地方写")
        if not any(f"{len(pages)}一步一步做" in text[:12] for text in pages[1:3]):
            wrong.append(f"{id_}：步骤不是从新的一页开始")
    assert not wrong, "\n".join(wrong)


def test_every_step_has_its_how(printed):
    wrong = []
    for id_, pages in printed.items():
        whole = "".join(pages)
        for step in (step.record for step in BOOK.steps_of(id_)):
            parts = [step.do, *(getattr(step, "how", None) or [])]
            # a page may end within a sentence, and its number stands there then: the beginning or the end is looked for
            for text in (squeezed(text) for text in parts if "[[" not in text):
                if text[:8] not in whole and text[-8:] not in whole:
                    wrong.append(f"{id_}：没有“{text}”")
    assert not wrong, "\n".join(wrong[:20])


def test_who_to_turn_to_stands_last_with_number_and_address(printed):
    wrong = []
    for id_, pages in printed.items():
        last = "".join(pages[-2:])
        for channel in (BOOK.channels[c] for c in BOOK.scenarios[id_].channels):
            if squeezed(channel.name)[:10] not in last:
                wrong.append(f"{id_}：没有“{channel.name}”")
            if channel.verified and channel.phone and f"打{channel.phone}" not in last:
                wrong.append(f"{id_}：“{channel.name}”没有电话")
    assert not wrong, "\n".join(wrong[:20])


def test_nothing_is_a_link_only(printed):
    """What only a press would bring is not printed; a letter is named with its page, a door with its address."""
    for id_, pages in printed.items():
        whole = "".join(pages)
        assert "看全部" not in whole and "算出最晚哪天" not in whole, id_
        assert whole.count("官方网页") == whole.count("官方网页:http"), id_
        assert all(f"{letter}.html" in whole for letter in (s.record.letter for s in BOOK.steps_of(id_) if s.record.letter)), id_


def test_the_six_signs_of_a_scam_are_printed(printed):
    whole = "".join(printed["scam"])
    (signals,) = [s.record for s in BOOK.steps_of("scam") if "六个信号" in s.record.do]
    assert len(signals.how) == 6
    assert all(squeezed(text)[:10] in whole for text in signals.how)


def test_large_type_is_larger_and_has_the_same(open_page, tmp_path, printed):
    page = open_page("scenarios/scam.html")
    page.evaluate("document.body.dataset.printing = 'large'")
    page.emulate_media(media="print")
    assert page.locator(".step__do").first.evaluate("n => getComputedStyle(n).fontSize") == f"{16 * 96 / 72:.4f}px"
    large = "".join(sheets(page, tmp_path / "large.pdf"))
    for step in (s.record for s in BOOK.steps_of("scam")):
        assert squeezed(step.do)[:8] in large


def test_the_sheet_says_what_the_case_knows(open_page, tmp_path, today):
    page = open_page("scenarios/opened-or-used.html")
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
    page.locator("[data-event=received]").first.fill("2026-11-20")
    page.locator("[data-event=received]").first.press("Tab")
    first = sheets(page, tmp_path / "mine.pdf")[0]
    assert "签收日2026年11月20日" in first
    assert "最晚2026年11月27日" in first
    assert page.locator("#checklist + #deadlines").count() == 1, "印完放回原处"
