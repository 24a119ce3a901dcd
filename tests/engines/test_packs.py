"""A letter comes into a situation's pack in every engine, from the web and from a folder: blank, and as the reader has filled it in."""

from __future__ import annotations

from tests.engines.places import EVERYWHERE, SHARED, on

PACK = "print/no-reason-return.html"
SHEET = "() => document.querySelector('.pack__letter:not([hidden])')?.textContent || ''"


@on(EVERYWHERE)
def test_a_blank_is_chosen(reader):
    tab = reader.tab(PACK)
    tab.press("[data-pick=complaint-12315] label")
    tab.wait(f"() => ({SHEET})().includes('整行前面有□、用不上的，整行划去。')")
    alone = tab.evaluate("() => document.querySelector('[data-alone]').textContent")
    assert ("每一页各存各的" in alone) == (reader.engine == "firefox" and reader.by == "file")


@on(SHARED)
def test_what_i_have_filled_in_is_chosen(reader):
    tab = reader.tab("letters/return-notice.html")
    tab.type("[name=buyer]", "李小明")
    tab.wait("() => Object.keys(localStorage).some((key) => key.includes('/begun/return-notice/'))")
    tab.open(reader.root + PACK)
    tab.press("[data-pick=return-notice] label")
    tab.wait(f"() => ({SHEET})().includes('通知人：李小明')")
    assert "还没填完" in tab.text(".pack__letter .paper__draft")
    tab.press(".pack__how label", "用空白的")
    tab.wait(f"() => !({SHEET})().includes('李小明') && ({SHEET})().includes('通知人')")
