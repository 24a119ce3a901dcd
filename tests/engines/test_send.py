"""A letter leaves the page as it was meant: copied after the check has asked, printed or told why not, and nothing of it cut."""

from __future__ import annotations

import pytest

from tests.engines.places import EVERYWHERE, HTTP, on

LETTER = "letters/complaint-12315.html"
NO_DIALOGS = "() => { delete HTMLDialogElement.prototype.showModal; }"
IN_APPS = {
    "微信": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.50",
    "QQ": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/116.0 Mobile Safari/537.36 QQ/9.0.8",
}
NO_CLIPBOARD = "() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false; }"
SAID = "(text) => document.querySelector('[data-status]').textContent.includes(text)"


def pasted(tab) -> str:
    """What is on the clipboard, as a reader sees it: pasted into a field."""
    tab.evaluate("() => document.body.prepend(Object.assign(document.createElement('textarea'), { id: 'own' }))")
    tab.paste("#own")
    text = tab.wait("() => document.getElementById('own').value")
    tab.evaluate("() => document.getElementById('own').remove()")
    return text


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
    assert text.startswith("投诉书") and "人民币【待填：实付金额（元）】" in text


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
    tab.reads("#error-story", "最多4000字，多了2000字")
    tab.reload()
    tab.wait("(text) => document.querySelector('[name=story]').value === text", story)
    tab.press("[data-copy-letter]")
    tab.wait("() => document.querySelector('.ask')?.innerText.includes('经过：太长，最多4000字，多了2000字')")
    tab.press(".ask button", "照样复制")
    tab.wait(SAID, "全文已复制。")
    assert story in pasted(tab)


@on(EVERYWHERE)
def test_the_letter_as_a_picture(reader):
    tab = reader.tab(LETTER)
    tab.type("[name=buyer]", "李小明")
    tab.press("[data-picture]")
    tab.press(".ask button", "做成草稿图")
    tab.wait("() => document.querySelector('.ask img')?.naturalWidth === 1080")
    assert tab.evaluate("() => document.querySelectorAll('.ask img').length") == 1
    tab.press(".ask button", "关上")
    tab.wait("() => !document.querySelector('.ask')")


@on(HTTP)
def test_what_is_printed_does_not_stick(reader):
    """Where the browser does not say that printing is over."""
    tab = reader.tab("scenarios/auto-renewal.html")
    tab.evaluate("() => { window.print = () => dispatchEvent(new Event('beforeprint')); }")
    tab.press("[data-print-all]")
    tab.wait("() => document.body.dataset.printing === 'full'")
    tab.press("h1")
    tab.wait("() => document.body.dataset.printing === undefined")


@on(HTTP)
def test_a_letter_does_not_say_what_its_dates_deny(reader):
    tab = reader.tab("letters/return-notice.html")
    tab.pick("[name=received]", "2026-10-01")
    tab.pick("[name=sent]", "2026-10-06")
    tab.reads("[data-paper]", "7日内提出退货")
    tab.pick("[name=sent]", "2026-11-28")
    tab.reads("[data-paper]", "7日内提出", there=False)
    tab.type("[name=buyer]", "李小明")
    tab.press("[data-copy-letter]")
    tab.wait("() => document.querySelector('.ask')?.innerText.includes('期限过了')")
    tab.press(".ask button", "照样复制")
    tab.wait(SAID, "全文已复制。")
    text = pasted(tab)
    assert "7日内提出" not in text and "2026年10月1日签收" in text


@on(["chromium-http", "firefox-http"])
def test_a_browser_inside_an_app_says_so(reader):
    tab = reader.tab(LETTER)
    assert "里打开的，打印、下载多半没有反应" not in tab.text("body")
    for app, agent in IN_APPS.items():
        tab.pretend(agent)
        tab.reload()
        tab.wait("(says) => document.body.innerText.includes(says)", f"你是在{app}里打开的，打印、下载多半没有反应。")


@pytest.mark.parametrize("limit", [300, 500])
@on(HTTP)
def test_short_versions_keep_the_story_and_drop_what_the_form_asks(reader, limit):
    tab = reader.tab(LETTER)
    tab.type("[name=buyer]", "李小明")
    long = "第一件事，商家不理。" * 60
    tab.evaluate("(text) => document.body.prepend(Object.assign(document.createElement('textarea'), { id: 'own', value: text }))", long)
    tab.copy("#own")
    tab.evaluate("() => document.getElementById('own').remove()")
    tab.paste("[name=story]")
    tab.wait("(text) => document.querySelector('[name=story]').value === text", long)
    tab.press("summary", "抄进网上的投诉表")
    button = f"button[aria-label^='复制：{limit}字版']"
    tab.press(button)
    tab.wait("(button) => document.querySelector(button).textContent === '已复制'", button)
    text = pasted(tab)
    assert limit - 40 < len(text) <= limit and text.count("第一件事，商家不理。") >= 10, text
    assert "李小明" not in text and "其余见附件" in text
