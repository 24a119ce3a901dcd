"""A letter comes into a situation's pack in every engine, from the web and from a folder: blank, and as the reader has filled it in."""

from __future__ import annotations

from tests.engines.places import EVERYWHERE, HTTP, SHARED, on

PACK = "print/no-reason-return.html"
SHEET = "() => document.querySelector('.pack__letter:not([hidden])')?.textContent || ''"


@on(EVERYWHERE)
def test_a_blank_is_chosen(reader):
    tab = reader.tab(PACK)
    tab.press("[data-pick=complaint-12315] label")
    tab.wait(f"() => ({SHEET})().includes('行、标题前面有□，用不上的，划去那一行、那一部分。')")
    alone = tab.evaluate("() => document.querySelector('[data-alone]').textContent")
    assert ("每一页各存各的" in alone) == (reader.engine == "firefox" and reader.by == "file")


def with_a_draft(reader):
    """The pack, of whose letters one is begun: a tab."""
    tab = reader.tab("letters/return-notice.html")
    tab.type("[name=buyer]", "李小明")
    tab.wait("() => Object.keys(localStorage).some((key) => key.includes('/begun/return-notice/'))")
    tab.open(reader.root + PACK)
    return tab


@on(SHARED)
def test_what_i_have_filled_in_is_chosen(reader):
    tab = with_a_draft(reader)
    tab.press("[data-pick=return-notice] label")
    tab.wait(f"() => ({SHEET})().includes('通知人：李小明')")
    tab.reads(".pack__letter .paper__draft", "还没填完")
    tab.press(".pack__how label", "用空白的")
    tab.wait(f"() => !({SHEET})().includes('李小明') && ({SHEET})().includes('通知人')")


REFUSED = "() => { Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } }); window.handbookStore.reload(); }"
FULL = """() => {
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  window.handbookStore.reload();
}"""
NOTICE = "() => document.querySelector('#storage-notice')?.textContent || ''"


@on(HTTP)
def test_nothing_can_be_kept_and_what_is_there_prints_all_the_same(reader):
    tab = with_a_draft(reader)
    assert tab.evaluate(NOTICE) == ""
    tab.evaluate(FULL)
    tab.wait(f"() => ({NOTICE})().includes('存储空间满了')")
    tab.press("[data-pick=return-notice] label")
    tab.wait(f"() => ({SHEET})().includes('通知人：李小明')")
    tab.reload()
    tab.evaluate(REFUSED)
    tab.wait(f"() => ({NOTICE})().includes('不让网页保存')")
    tab.press("[data-pick=return-notice] label")
    tab.wait(f"() => ({SHEET})().includes('通知人：李小明')")
    tab.press("#pack-list .pack__step label")
    tab.ticked("#pack-list .pack__step input")


@on(SHARED)
def test_another_tab_changes_the_draft_and_empties_it(reader):
    """What the other tab writes stands on the sheet; where it takes the draft away, a blank comes, and the reader is told before he prints it."""
    desk = reader.tab("letters/return-notice.html")
    desk.type("[name=buyer]", "李小明")
    desk.wait("() => Object.keys(localStorage).some((key) => key.includes('/begun/return-notice/'))")
    tab = reader.tab(PACK)
    tab.press("[data-pick=return-notice] label")
    tab.wait(f"() => ({SHEET})().includes('通知人：李小明')")
    desk.evaluate("() => window.handbookStore.setFacts({ 'buyer.name': '王大力' }, 'letter')")
    tab.wait(f"() => ({SHEET})().includes('通知人：王大力')")
    desk.evaluate("() => window.handbookStore.clearDraft('return-notice', 1)")
    tab.wait("() => document.querySelector('[data-pick=return-notice] .note')?.textContent.includes('在别的页里清空了')")
    sheet = tab.evaluate(SHEET)
    assert "通知人" in sheet
    assert "王大力" not in sheet
    tab.press("[data-print]")
    tab.wait("() => document.querySelector('.ask')?.textContent.includes('会印成空白的')")
