"""A letter leaves the page as it was meant: copied after the check has asked, printed or told why not, and nothing of it cut."""

from __future__ import annotations

from tests.engines.places import EVERYWHERE, HTTP, on

LETTER = "letters/complaint-12315.html"
NO_DIALOGS = "() => { delete HTMLDialogElement.prototype.showModal; }"
NO_CLIPBOARD = "() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false; }"
SAID = "(text) => document.querySelector('[data-status]').textContent.includes(text)"


def pasted(tab) -> str:
    """What is on the clipboard, as a reader sees it: pasted into the story."""
    tab.retype("[name=story]", "x")
    tab.keys("\b")
    tab.paste("[name=story]")
    return tab.wait("() => document.querySelector('[name=story]').value")


@on(EVERYWHERE)
def test_copying_after_the_check_has_asked(reader):
    """Safari copies only inside the press: what is done after it, it refuses."""
    tab = reader.tab(LETTER)
    tab.type("[name=buyer]", "李小明")
    tab.press("[data-copy-letter]")
    tab.press(".ask button", "照样复制")
    tab.wait(SAID, "全文已复制。")
    assert "姓名：李小明" in (text := pasted(tab)) and "【待填：商家地址】" in text


@on(HTTP)
def test_without_dialogs_the_page_itself_asks(reader):
    """Safari until 15.4, Firefox until 98."""
    tab = reader.tab(LETTER)
    tab.evaluate(NO_DIALOGS)
    tab.press("[data-copy-letter]")
    tab.press("[role=alertdialog] button", "回去补")
    tab.wait("() => !document.querySelector('.ask') && document.activeElement.matches('[data-summary]')")
    tab.press("[data-copy-letter]")
    tab.keys("\ue00c")  # Escape
    tab.wait("() => !document.querySelector('.ask')")
    tab.press("[data-copy-letter]")
    tab.press("[role=alertdialog] button", "照样复制")
    tab.wait(SAID, "全文已复制。")
    assert "【待填：你的姓名】" in pasted(tab)


@on(HTTP)
def test_where_nothing_copies_the_words_are_there_to_take(reader):
    tab = reader.tab(LETTER)
    tab.evaluate(NO_CLIPBOARD)
    tab.press("[data-copy-letter]")
    tab.press(".ask button", "照样复制")
    tab.wait("() => document.activeElement.matches('.ask textarea')")
    tab.keys(("\ue009", "c"))
    tab.press(".ask button", "关上")
    text = pasted(tab)
    assert text.startswith("投诉书") and "订单号【待填：订单号或小票号】" in text


@on(HTTP)
def test_a_printer_that_stays_silent(reader):
    """As in browsers inside other apps."""
    tab = reader.tab(LETTER)
    tab.evaluate("() => { window.print = () => {}; }")
    tab.press("[data-print-blank]")
    tab.wait("() => document.querySelector('.ask')?.textContent.includes('在浏览器打开')")
    assert tab.evaluate("() => document.body.dataset.printing") is None


@on(HTTP)
def test_a_long_story_is_kept_whole_and_said_to_be_long(reader):
    tab = reader.tab(LETTER)
    story = "长" * 6000
    tab.evaluate("(text) => document.body.prepend(Object.assign(document.createElement('textarea'), { id: 'own', value: text }))", story)
    tab.copy("#own")
    tab.evaluate("() => document.getElementById('own').remove()")
    tab.enter("[name=story]")
    tab.paste("[name=story]")
    tab.wait("(text) => document.querySelector('[name=story]').value === text", story)
    assert "最多4000字，多了2000字" in tab.text("#error-story")
    tab.reload()
    assert tab.value("[name=story]") == story
    tab.press("[data-copy-letter]")
    assert "经过：太长，最多4000字，多了2000字" in tab.text(".ask")
    tab.press(".ask button", "照样复制")
    tab.wait(SAID, "全文已复制。")
    assert story in pasted(tab)
