"""Nothing that is typed is lost, and nothing that is cleared comes back: whatever is open in other tabs, whatever lies behind Back.

What is kept is read as the reader sees it, in the forms of pages that are opened anew, so that how the store keeps it is its own affair;
only for what must be gone everything in the storage is looked at.
"""

from __future__ import annotations

import re
import time
from datetime import date, timedelta

from tests.engines.drivers import CONTROL, Tab, until
from tests.engines.places import EVERYWHERE, HTTP, SHARED, on

SCENARIO = "scenarios/no-reason-return.html"
NOTICE = "letters/return-notice.html"
COMPLAINT = "letters/complaint-12315.html"
DEMAND = "letters/refund-demand.html"
PREPAID = "scenarios/prepaid-card.html"
PRIVACY = "about/privacy.html"
STEP = "[data-step] input[type=checkbox]"
DELETE = "\ue017"
FIELD = "(name) => document.querySelector(`form[data-form] [name=${name}]`)"


def written(tab: Tab, *names: str) -> dict[str, str]:
    return {name: tab.value(f"[name={name}]") for name in names}


def comes_to_say(tab: Tab, name: str, value: str) -> None:
    """A field that another tab changed: the change may take a moment."""
    tab.wait(f"(name, value) => ({FIELD})(name).value === value", name, value)


def says(tab: Tab, values: dict[str, str]) -> None:
    """The fields of a letter that has started come to say this."""
    started = "() => document.querySelector('[data-module=letter].live') !== null"
    until(lambda: tab.evaluate(started) and written(tab, *values) == values, lambda: f"{tab.address()}: {written(tab, *values)}, not {values}")


def anew(reader, page: str, values: dict[str, str]) -> None:
    """In a tab that knows nothing yet the fields of a page say this."""
    says(reader.tab(page), values)


def storage(tab: Tab) -> str:
    """Everything that is kept, as text."""
    return tab.evaluate("() => JSON.stringify(Object.entries(localStorage)) + JSON.stringify(Object.entries(sessionStorage))")


def forget_everything(tab: Tab) -> str:
    """The privacy page's button, its question, and what it says then."""
    tab.press("[data-forget]")
    tab.press("dialog button", "全部清除")
    return tab.wait("() => document.querySelector('[data-module=keeping] [data-status]').textContent.replace('正在清除……', '')")


def clear(tab: Tab, with_case: bool) -> None:
    """清空 on a letter: this letter only, or also what it took from the case."""
    tab.press("[data-clear]")
    tab.press("dialog button", "连案件" if with_case else "只清这份")
    tab.wait("() => !document.querySelector('dialog[open]')")


# ------------------------------------------------------------------ Back


@on(EVERYWHERE)
def test_a_tick_behind_back_keeps_the_letter(reader):
    tab = reader.tab(SCENARIO)
    tab.follow("[data-letter-card='return-notice'] a")
    tab.type("[name=buyer]", "李小明")
    tab.type("[name=goods]", "手机壳")
    tab.type("[name=order]", "B778899")
    tab.back()
    tab.press(STEP)
    anew(reader, NOTICE, {"buyer": "李小明", "goods": "手机壳", "order": "B778899"})
    again = reader.tab(SCENARIO)
    again.ticked(STEP)


@on(EVERYWHERE)
def test_a_tick_is_still_seen_behind_back(reader):
    """Safari takes it off a page that comes back from memory, after the page was told of its return."""
    tab = reader.tab(SCENARIO)
    tab.press(STEP)
    tab.follow("header a[href$='index.html']")
    tab.back()
    time.sleep(0.3)
    assert tab.evaluate("(selector) => document.querySelector(selector).checked", STEP)


@on(SHARED)
def test_a_letter_behind_back_keeps_the_other_letter(reader):
    """Neither what was written in the other one, nor the facts of it that stand empty here."""
    tab = reader.tab(NOTICE)
    tab.type("[name=buyer]", "李小明")
    tab.open(reader.root + COMPLAINT)
    tab.type("[name=goods]", "手机壳")
    tab.type("[name=story]", "屏幕有裂纹。")
    tab.back()
    tab.type("[name=paid]", "8")
    anew(reader, COMPLAINT, {"buyer": "李小明", "goods": "手机壳", "story": "屏幕有裂纹。"})


@on(EVERYWHERE)
def test_form_and_sheet_agree_behind_back(reader):
    tab = reader.tab(COMPLAINT)
    tab.type("[name=buyer]", "李小明")
    tab.type("[name=story]", "屏幕有裂纹。")
    tab.follow("header a[href$='index.html']")
    tab.back()
    comes_to_say(tab, "buyer", "李小明")
    comes_to_say(tab, "story", "屏幕有裂纹。")
    tab.wait("() => ['李小明', '屏幕有裂纹'].every((words) => document.querySelector('[data-paper]').innerText.includes(words))")


# ------------------------------------------------------------------ 全部清除


@on(SHARED)
def test_what_is_cleared_stays_cleared_behind_back(reader):
    tab = reader.tab(NOTICE)
    tab.type("[name=buyer]", "李小明")
    tab.open(reader.root + PRIVACY)
    forget_everything(tab)
    assert "李小明" not in storage(tab)
    tab.back()
    comes_to_say(tab, "buyer", "")
    tab.wait("() => !document.querySelector('[data-paper]').innerText.includes('李小明')")
    tab.press("[data-module=theme]")
    tab.type("[name=paid]", "8")
    says(tab, {"paid": "8"})
    assert "李小明" not in storage(tab)
    anew(reader, NOTICE, {"buyer": "", "paid": "8"})


@on(SHARED)
def test_what_is_cleared_stays_cleared_in_the_other_tab(reader):
    """The field that the reader was in is no exception: it is not there that they are now."""
    letter, privacy = reader.tab(NOTICE), reader.tab(PRIVACY)
    letter.type("[name=goods]", "手机壳")
    letter.type("[name=buyer]", "李小明")
    forget_everything(privacy)
    comes_to_say(letter, "goods", "")
    comes_to_say(letter, "buyer", "")
    letter.type("[name=paid]", "8")
    says(letter, {"paid": "8"})
    kept = storage(letter)
    assert "李小明" not in kept and "手机壳" not in kept


@on(HTTP)
def test_cleared_is_said_where_it_is_true(reader):
    tab = reader.tab(PRIVACY)
    assert forget_everything(tab) == "已清除。这台设备上没有本手册存的内容了。"


@on(["firefox-file"])
def test_what_another_page_keeps_is_not_called_cleared(reader):
    """Here each page keeps its own: this one can only say where else to clear."""
    letter = reader.tab(NOTICE)
    letter.type("[name=buyer]", "李小明")
    said = forget_everything(reader.tab(PRIVACY))
    assert "没有本手册存的内容了" not in said
    assert "清空" in said
    letter.reload()
    says(letter, {"buyer": "李小明"})  # or the sentence would be needless


@on(["firefox-file"])
def test_a_letter_says_that_it_is_kept_apart(reader):
    tab = reader.tab(NOTICE)
    until(lambda: re.search("每一?页各存各的", tab.text("main")), "not said")


# ------------------------------------------------------------------ two tabs


@on(EVERYWHERE)
def test_two_tabs_of_one_letter(reader):
    first, second = reader.tab(COMPLAINT), reader.tab(COMPLAINT)
    second.type("[name=story]", "屏幕有裂纹。")
    second.press("[name=request][value=refund]")
    comes_to_say(first, "story", "屏幕有裂纹。")
    first.type("[name=phone]", "13800000001")
    comes_to_say(second, "phone", "13800000001")
    anew(reader, COMPLAINT, {"story": "屏幕有裂纹。", "phone": "13800000001"})
    again = reader.tab(COMPLAINT)
    again.ticked("[name=request][value=refund]")


@on(HTTP)
def test_fifty_writes_from_two_tabs(reader):
    """One letter, two tabs, a character here and a character there."""
    first, second = reader.tab(NOTICE), reader.tab(NOTICE)
    here, there = "零一二三四五六七八九甲乙丙丁戊己庚辛壬癸子丑寅卯辰", "0123456789ABCDEFGHJKLMNPQ"
    first.enter("[name=goods]")
    second.enter("[name=order]")
    for a, b in zip(here, there, strict=True):
        first.keys(a)
        second.keys(b)
    says(first, {"goods": here})
    says(second, {"order": there})
    anew(reader, NOTICE, {"goods": here, "order": there})


@on(HTTP)
def test_ticks_and_words_from_two_tabs(reader):
    letter, scenario = reader.tab(NOTICE), reader.tab(SCENARIO)
    words = "零一二三四五六七"
    letter.enter("[name=reason]")
    for n, a in enumerate(words):
        letter.keys(a)
        scenario.evaluate("(selector, n) => document.querySelectorAll(selector)[n].click()", STEP, n)
    anew(reader, NOTICE, {"reason": words})
    again = reader.tab(SCENARIO)
    again.ticked(STEP)
    ticked = again.evaluate("(selector) => [...document.querySelectorAll(selector)].map((box) => box.checked)", STEP)
    assert ticked[: len(words) + 1] == [True] * len(words) + [False]


# ------------------------------------------------------------------ one case, many letters


@on(HTTP)
def test_clearing_a_letter_leaves_the_case(reader):
    """What the question promised: this letter is empty, also when it is opened again; the other letters and the deadline have what they had."""
    received = (date.today() - timedelta(days=2)).isoformat()
    scenario = reader.tab(SCENARIO)
    scenario.press(".strip__date summary")
    scenario.pick(".strip__date input[type=date]", received)
    tab = reader.tab(NOTICE)
    tab.type("[name=goods]", "手机壳")
    tab.type("[name=order]", "B778899")
    clear(tab, with_case=False)
    tab.reload()
    says(tab, {"goods": "", "order": ""})
    tab.type("[name=buyer]", "李")
    anew(reader, COMPLAINT, {"buyer": "李", "goods": "手机壳", "order": "B778899"})
    scenario.reload()
    scenario.press(".strip__date summary")
    until(lambda: scenario.value(".strip__date input[type=date]") == received, "the day is gone")
    scenario.reads(".strip__date [data-deadline-out]", "最")


@on(HTTP)
def test_clearing_a_letter_with_its_case(reader):
    tab = reader.tab(NOTICE)
    tab.type("[name=buyer]", "李小明")
    tab.type("[name=order]", "B778899")
    clear(tab, with_case=True)
    tab.reload()
    says(tab, {"buyer": "", "order": ""})
    anew(reader, COMPLAINT, {"buyer": "", "order": ""})
    kept = storage(tab)
    assert "李小明" not in kept and "B778899" not in kept


@on(HTTP)
def test_an_emptied_field_takes_no_fact_away(reader):
    tab = reader.tab(COMPLAINT)
    tab.type("[name=goods]", "手机壳")
    tab.open(reader.root + NOTICE)
    says(tab, {"goods": "手机壳"})
    tab.enter("[name=goods]")
    tab.keys((CONTROL, "a"), DELETE)
    tab.reload()
    says(tab, {"goods": ""})  # emptied here, so empty here
    anew(reader, COMPLAINT, {"goods": "手机壳"})


@on(HTTP)
def test_a_correction_reaches_every_letter(reader):
    tab = reader.tab(COMPLAINT)
    tab.type("[name=phone]", "13800000001")
    tab.open(reader.root + DEMAND)
    tab.type("[name=goods]", "手机壳")  # now it has a draft of its own
    tab.open(reader.root + COMPLAINT)
    tab.retype("[name=phone]", "13900000002")
    tab.open(reader.root + DEMAND)
    says(tab, {"phone": "13900000002"})
    tab.type("[name=seller]", "8")
    for page in (COMPLAINT, NOTICE):
        tab.open(reader.root + page)
        says(tab, {"phone": "13900000002"})


@on(HTTP)
def test_the_first_request_and_the_letters_day_are_two_days(reader):
    tab = reader.tab(COMPLAINT)
    tab.pick("[name=notice]", "2026-10-23")
    tab.open(reader.root + NOTICE)
    until(lambda: tab.value("[name=sent]") not in ("", "2026-10-23"), "the letter's own day is the other one's, or none")
    tab.pick("[name=sent]", "2026-11-20")
    anew(reader, COMPLAINT, {"notice": "2026-10-23"})
    anew(reader, NOTICE, {"sent": "2026-11-20"})


# ------------------------------------------------------------------ messages

MESSAGE = "() => [...document.querySelectorAll('[data-message]')].filter((n) => !n.hidden).map((n) => n.querySelector('[data-copy-source]').innerText).join()"


@on(EVERYWHERE)
def test_the_message_of_my_case_and_its_facts_survive_a_new_load_and_back(reader):
    tab = reader.tab(SCENARIO)
    tab.press(".which__one", "过了7日")
    tab.press("#message summary")
    tab.type("[data-asks='order.number']", "B778899")
    tab.wait(f"() => ({MESSAGE})().includes('订单B778899的商品没有使用')")
    tab.reload()
    tab.wait(f"() => ({MESSAGE})().includes('订单B778899的商品没有使用')")
    tab.ticked("[name=message][value=late]")
    tab.follow("header a[href$='index.html']")
    tab.back()
    tab.wait(f"() => ({MESSAGE})().includes('订单B778899的商品没有使用')")
    tab.wait(
        "() => document.querySelector('[name=message][value=late]').checked && document.querySelector(\"[data-asks='order.number']\").value === 'B778899'"
    )


@on(SHARED)
def test_a_message_and_a_letter_know_the_same_facts(reader):
    tab = reader.tab(SCENARIO)
    tab.press("#message summary")
    tab.type("[data-asks='order.number']", "B77")
    tab.follow("[data-letter-card='return-notice'] a")
    says(tab, {"order": "B77"})
    tab.retype("[name=order]", "C88")
    tab.back()
    tab.wait(f"() => ({MESSAGE})().includes('订单C88的商品')")


# ------------------------------------------------------------------ the seller's place


PLACE = "#place select"


def rules(tab: Tab, name: str) -> None:
    """The rules of that place stand on the page, and the choice shows it."""
    tab.wait("(name) => document.querySelector('#place .place__rule h3')?.textContent.startsWith(`${name}：`)", name)
    tab.wait("(selector, name) => document.querySelector(selector)?.selectedOptions[0]?.textContent === name", PLACE, name)


@on(EVERYWHERE)
def test_a_chosen_place_stays_over_reload_and_back(reader):
    """Chosen once: there after a reload, there when the reader comes back from another page; another choice takes its place and stays as well."""
    tab = reader.tab(PREPAID)
    tab.press("#place [data-place-open]")
    tab.wait("(selector) => document.querySelector(selector)?.options.length > 30", PLACE)
    tab.pick(PLACE, "北京市")
    rules(tab, "北京市")
    tab.reload()
    rules(tab, "北京市")
    tab.follow("[data-letter-card='prepaid-refund-notice'] a")
    tab.back()
    rules(tab, "北京市")
    tab.pick(PLACE, "浙江省")
    rules(tab, "浙江省")
    tab.follow("[data-letter-card='prepaid-refund-notice'] a")
    tab.back()
    rules(tab, "浙江省")
    tab.reload()
    rules(tab, "浙江省")


@on(SHARED)
def test_a_place_chosen_on_another_page_is_there_behind_back(reader):
    """The page that comes back from memory reads again what was chosen meanwhile."""
    tab = reader.tab(PREPAID)
    tab.follow("[data-letter-card='prepaid-refund-notice'] a")
    tab.wait("() => Boolean(window.handbookStore)")
    tab.evaluate("() => handbookStore.setFacts({ 'seller.region': '北京市' }, 'page')")
    rules(tab, "北京市")
    tab.back()
    rules(tab, "北京市")
