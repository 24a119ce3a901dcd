"""Situations on paper: page 1 to hand out, every step with its how, who to turn to, in at most eight sheets.

All are printed and their sheets counted. Printing one takes a second, reading its text back several: what stands on the sheets is read for
those that have the most and the fewest of what a sheet is made of, for one of each verdict, and for what a scam needs (READ).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import mean

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests import paper
from tests.conftest import loaded

BOOK, _ = loaded()
assert BOOK is not None
SITUATIONS = sorted(BOOK.scenarios)
SIZES: list[Callable[[str], int]] = [
    lambda id_: len(BOOK.steps_of(id_)),
    lambda id_: sum(len(str(step.record.how)) for step in BOOK.steps_of(id_)),
    lambda id_: len(BOOK.clocks_of(id_)),
    lambda id_: len(BOOK.scenarios[id_].channels),
]
READ = sorted(
    {"scam"}
    | {most(SITUATIONS, key=size) for size in SIZES for most in (max, min)}
    | set({BOOK.scenarios[id_].strength.level: id_ for id_ in SITUATIONS}.values())
)
MOST = 8  # sheets
MEAN = 7


def sheets(page, path: Path) -> list[str]:
    """What stands on each page of paper, without spaces. Chromium's printing sets off the page's own preparations."""
    page.pdf(path=path, prefer_css_page_size=True)
    return paper.sheets(path)


def bodies(id_: str, pages: list[str]) -> list[str]:
    """The sheets without what may stand within a sentence that goes on over the page: the sheet's number, which is read before its text, and
    the titles of the phases on it, which are read after it."""
    phases = list(dict.fromkeys(step.phase for step in BOOK.steps_of(id_)))
    titles = "|".join(re.escape(paper.squeezed(f"{n}. {BOOK.phase_title(id_, phase)}")) for n, phase in enumerate(phases, 1))
    return [re.sub(rf"^{n}/{len(pages)}|(?:{titles})+$", "", text) for n, text in enumerate(pages, 1)]


@pytest.fixture(scope="module")
def files(browser, site, tmp_path_factory) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Counts and texts, as counts() and printed() have them; one page of one browser for all."""
    page = browser.new_page(locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 360, "height": 740})
    folder = tmp_path_factory.mktemp("sheets")
    with ThreadPoolExecutor(1) as reader:  # reads what is printed while the browser prints the next
        reading = {}
        for id_ in sorted(SITUATIONS, key=lambda id_: id_ not in READ):
            page.goto((site / "scenarios" / f"{id_}.html").as_uri())
            page.pdf(path=folder / f"{id_}.pdf", prefer_css_page_size=True)
            if id_ in READ:
                reading[id_] = reader.submit(paper.sheets, folder / f"{id_}.pdf")
    page.close()
    counts = {id_: len(PdfReader(folder / f"{id_}.pdf").pages) for id_ in SITUATIONS}
    return counts, {id_: bodies(id_, done.result()) for id_, done in reading.items()}


@pytest.fixture(scope="module")
def counts(files) -> dict[str, int]:
    """Every situation → how many sheets."""
    return files[0]


@pytest.fixture(scope="module")
def printed(files) -> dict[str, list[str]]:
    """What is read: situation → the text of its sheets."""
    return files[1]


def test_few_sheets(counts):
    assert not {id_: n for id_, n in counts.items() if n > MOST}
    assert mean(counts.values()) <= MEAN


def test_page_one_stands_alone(printed):
    """The verdict, what to do now and the words for it, the box, every date with room to write it in; the steps begin on page 2."""
    wrong = []
    for id_, pages in printed.items():
        s = BOOK.scenarios[id_]
        want = [s.title, s.strength.why, s.first.do, "姓名", "商家全称", "订单号", "金额", "签收日", "投诉编号"]
        want += [clock.label for clock in BOOK.clocks_of(id_)]
        wrong += [f"{id_}：第1页没有“{text}”" for text in want if paper.squeezed(text) not in pages[0]]
        if pages[0].count("最晚:") < len(BOOK.clocks_of(id_)):
            wrong.append(f"{id_}：日子没有地方写")
        if not pages[1].startswith("一步一步做"):
            wrong.append(f"{id_}：步骤不是从第2页开始")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("id_", READ)
def test_without_scripts_page_one_has_the_same(browser, site, tmp_path, id_):
    """The dates once, on page 1, before the box; every message and the steps come after them."""
    page = browser.new_page(java_script_enabled=False, offline=True)
    page.goto((site / "scenarios" / f"{id_}.html").as_uri())
    pages = sheets(page, tmp_path / "plain.pdf")
    page.close()
    labels = [paper.squeezed(clock.label) for clock in BOOK.clocks_of(id_)]
    missing = [text for text in (paper.squeezed(BOOK.scenarios[id_].first.do), *labels, "投诉编号") if text not in pages[0]]
    assert not missing
    assert pages[0].count("最晚:") == len(labels) and "最晚:" not in "".join(pages[1:])
    assert pages[0].rindex("最晚:") < pages[0].index("投诉编号") if labels else True
    whole = "".join(pages)
    message = paper.squeezed(BOOK.scenarios[id_].first.messages[0].say.split("[[")[0][:12])
    assert pages[0].index("投诉编号") < whole.index(message) < whole.index("一步一步做")


def test_every_step_has_its_how(printed):
    wrong = []
    for id_, pages in printed.items():
        whole = "".join(pages)
        for step in (step.record for step in BOOK.steps_of(id_)):
            parts = [step.do, *(getattr(step, "how", None) or [])]
            wrong += [f"{id_}：没有“{text}”" for text in parts if "[[" not in text and paper.squeezed(text) not in whole]
    assert not wrong, "\n".join(wrong[:20])


def test_who_to_turn_to_stands_last_with_number_and_address(printed):
    wrong = []
    for id_, pages in printed.items():
        _, _, last = "".join(pages).partition("去哪里投诉:按这个顺序")
        for channel in (BOOK.channels[c] for c in BOOK.scenarios[id_].channels):
            if paper.squeezed(channel.name) not in last:
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
    assert all(paper.squeezed(text) in whole for text in signals.how)


def test_large_type_is_larger_and_has_the_same(open_page, tmp_path, printed):
    page = open_page("scenarios/scam.html")
    page.evaluate("document.body.dataset.printing = 'large'")
    page.emulate_media(media="print")
    expect(page.locator(".step__do").first).to_have_css("font-size", f"{16 * 96 / 72:.4f}px")
    large = "".join(bodies("scam", sheets(page, tmp_path / "large.pdf")))
    for step in (s.record for s in BOOK.steps_of("scam")):
        assert paper.squeezed(step.do) in large


def test_the_sheet_says_what_the_case_knows(open_page, tmp_path, today):
    page = open_page("scenarios/opened-or-used.html")
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true; })")
    page.locator("[data-event=received]").first.fill("2026-11-20")
    page.locator("[data-event=received]").first.press("Tab")
    expect(page.locator("[data-deadline-out]").first).to_contain_text("2026年11月27日")
    first = sheets(page, tmp_path / "mine.pdf")[0]
    assert "签收日2026年11月20日" in first
    assert "最晚2026年11月27日" in first
    expect(page.locator("#checklist + #deadlines"), "印完放回原处").to_have_count(1)
