"""Triage, rules by date, terms."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import copied, go_on

CHOICE = ".tree__choice:visible"


def test_triage_asks_one_question_at_a_time(open_page):
    page = open_page("triage.html")
    expect(page.locator(".tree--live")).to_be_visible()
    taps = 0
    while page.locator(CHOICE).count():
        go_on(page, page.locator(CHOICE).first)
        taps += 1
        assert taps <= 5, "分流最多点五次"
    expect(page.locator("[data-tree-part]:visible")).to_have_count(1)
    expect(page.locator("[data-tree-part]:visible a").first).to_be_visible()


def test_triage_not_sure_always_leads_somewhere(open_page):
    page = open_page("triage.html")
    expect(page.locator(".tree--live")).to_be_visible()
    for _ in range(6):
        unsure = page.locator(CHOICE, has_text="不确定")
        if unsure.count() == 0:
            break
        go_on(page, unsure.first)
    assert page.locator(CHOICE).count() == 0
    expect(page.locator("[data-tree-part]:visible :is(a, li)").first).to_be_visible()


def test_triage_going_back_keeps_answers(open_page):
    page = open_page("triage.html")
    first = page.locator(CHOICE).nth(1)
    name = first.inner_text()
    first.click()
    page.get_by_role("button", name="上一题").click()
    expect(page.locator(".tree__choice[aria-current]:visible")).to_have_text(name)
    expect(page.locator("[data-tree-part]:visible h2")).to_be_focused()


@pytest.mark.parametrize("scripts", [False, True])
def test_triage_without_its_script_is_the_same_tree(browser, site, book, scripts):
    """Without scripts it is all there to read; where only the script of the page is lost, an answer leads on by its link."""
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.route("**/handbook.js", lambda route: route.abort())
    page.goto((site / "triage.html").as_uri())
    if not scripts:
        text = page.locator("[data-tree-desk]").inner_text()
        for record in (*book.trees["triage"].nodes, *book.trees["triage"].ends):
            assert (record.ask if hasattr(record, "ask") else record.title) in text
    else:
        node = book.trees["triage"].nodes[0]
        expect(page.locator("[data-tree-part]:visible")).to_have_count(1)
        page.locator(CHOICE, has_text=node.answers[0].text).click()
        expect(page.locator("[data-tree-part]:visible")).to_have_id(f"go-{node.answers[0].go}")
    context.close()


@pytest.mark.parametrize(("day", "side"), [("2026-04-14", "before"), ("2026-04-15", "after")])
def test_the_rule_of_that_day(open_page, day, side):
    page = open_page("changes.html")
    section = page.locator("#complaint-measures-2026")
    section.locator("input").fill(day)
    section.locator("input").blur()
    expect(section.get_by_role("status")).to_contain_text("2026年4月15日起" if side == "after" else "2026年4月15日以前")
    assert {n.get_attribute("data-side") for n in section.locator(".change__side--yours").all()} == {side}


def test_a_day_that_is_none_of_a_case_is_not_kept(open_page):
    """“Today”, for a case not yet judged, is not the day on which a judgment came; the day of a complaint is kept, and stands in its own field again."""
    page = open_page("changes.html")
    for section in ("#food-punitive-2024", "#complaint-measures-2026"):
        page.locator(f"{section} input").fill("2026-11-17")
        page.locator(f"{section} input").blur()
        expect(page.locator(f"{section} .change__side--yours").first).to_be_visible()
    page.reload()
    expect(page.locator("#complaint-measures-2026 input")).to_have_value("2026-11-17")
    for section in ("#food-punitive-2024", "#defect-loss-2024", "#arbitration-2026", "#internet-court-2025"):
        expect(page.locator(f"{section} input")).to_have_value("")


def test_a_term_explains_itself(open_page):
    page = open_page("steps/complain.html")
    word = page.locator(".word").first
    word.wait_for()
    tip = page.locator(f"#{word.get_attribute('aria-controls')}")
    expect(tip).to_be_hidden()
    word.focus()
    page.keyboard.press("Enter")
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    word.hover()
    expect(tip).to_be_visible()
    name = word.inner_text()
    assert page.locator(".word", has_text=name).count() == 1, "每页只解释第一次出现"


def test_words_are_explained_in_turns(page, site):
    """What a text stands in is asked only where it has a word, and no turn takes long: on a slow phone the search for them stopped all else."""
    page.add_init_script("""window.asked = []; window.turns = 0;
        const closest = Element.prototype.closest;
        Element.prototype.closest = function (what) { if (what.startsWith("p, li, dd")) window.asked.push(this); return closest.call(this, what); };
        const later = window.setTimeout;
        window.setTimeout = (f, ms, ...more) => later(() => { if (!ms) window.turns += 1; f(...more); }, ms);""")
    page.goto((site / "scenarios" / "no-reason-return.html").as_uri())
    page.locator(".word").nth(5).wait_for(state="attached")
    words = "Object.values(window.handbookTerms).map(([word]) => word)"
    idle = f"window.asked.filter((node) => !{words}.some((word) => node.textContent.includes(word))).length"
    page.wait_for_function("() => window.asked.length > 5")
    assert page.evaluate(idle) == 0
    page.wait_for_function("() => window.turns >= 1")


def test_terms_are_footnotes_on_paper(open_page):
    page = open_page("steps/complain.html")
    page.locator(".word").first.wait_for()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".terms__list li").first).to_be_visible()
    assert "[" in page.evaluate("getComputedStyle(document.querySelector('.word'), '::after').content")


# a browser that is never idle: it keeps only the promise of "at the latest"
NEVER_IDLE = "window.requestIdleCallback = (run, { timeout } = {}) => timeout && setTimeout(run, timeout)"


@pytest.mark.parametrize(("address", "awaited"), [("steps/complain.html", ".word"), ("about/privacy.html", "[data-module=keeping] button")])
def test_what_comes_at_rest_comes_to_a_busy_browser(page, site, address, awaited):
    page.add_init_script(NEVER_IDLE)
    page.goto((site / address).as_uri())
    page.locator(awaited).first.wait_for()


def test_copying_a_message_takes_no_explanations_with_it(open_page, captured):
    page = open_page("steps/complain.html")
    page.locator(".word").first.wait_for()
    page.locator("[data-copy]").first.click()
    text = copied(page)
    said = page.evaluate("[...document.querySelector('.say [data-copy-source]').querySelectorAll('p')].map(p => p.textContent).join('\\n')")
    assert text == said
    assert page.locator(".say .word").count() == 0
