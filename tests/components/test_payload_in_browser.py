"""The poisoned small site in a browser whose second wall, the page's policy, is off: nothing runs, also in what the scripts draw."""

from __future__ import annotations

import json
from html import escape

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import arrived
from tests.components import outputs
from tests.components.payload import FLAT, altered, marks, squeeze

RAN = "window.ran"
# what the payload would have made: elements that no page of ours has, handlers, links that are programs
TRACES = """[...document.querySelectorAll('b, em, img, iframe, object, embed, style, script:not([src]):not([type="application/json"])')].map(n => n.outerHTML)
.concat([...document.querySelectorAll('*')].filter(n => [...n.attributes].some(a => a.name.startsWith('on'))).map(n => n.outerHTML.slice(0, 200)))
.concat([...document.querySelectorAll('[href]')].filter(n => /^\\s*(javascript|data|vbscript):/i.test(n.getAttribute('href'))).map(n => n.outerHTML.slice(0, 200)))"""


@pytest.fixture
def visit(browser, poisoned_site):
    """visit(url, policy=False): an opened page; at the end nothing of the payload ran, no dialog came, no script failed."""
    trouble: list[str] = []
    opened = []

    def open_(url: str, policy: bool = False):
        context = browser.new_context(bypass_csp=not policy, offline=True, locale="zh-CN", viewport={"width": 360, "height": 740})
        page = context.new_page()
        page.on("dialog", lambda d: (trouble.append(f"对话框：{d.message}"), d.dismiss()))
        page.on("pageerror", lambda e: trouble.append(f"脚本出错：{e}"))
        page.on("request", lambda r: None if r.url.startswith(("file:", "data:", "blob:")) else trouble.append(f"向外请求：{r.url}"))
        page.goto((poisoned_site / url).as_uri())
        opened.append((context, page))
        return page

    yield open_
    for context, page in opened:
        if page.evaluate(RAN) is not None:
            trouble.append(f"运行了：{page.evaluate(RAN)}")
        trouble += page.evaluate(TRACES)
        context.close()
    assert not trouble, "\n".join(map(str, trouble))


def open_everything(page) -> None:
    page.evaluate("for (const d of document.querySelectorAll('article details')) d.open = true")


@pytest.mark.parametrize(
    "url",
    ["laws/shop-law.html", "excuses/goods.html#opened", "channels/index.html", "platforms/mall.html", "faq/online.html", "cases.html", "404.html"],
)
def test_a_page_that_is_read(visit, url):
    path, _, _ = url.partition("#")
    page = visit(path)
    if path != "404.html":  # which works at the root of a host alone
        arrived(page)
    open_everything(page)


def test_the_search_draws_texts(visit):
    page = visit("search.html")
    page.locator("#finder").fill("退")
    first = page.locator("#finder-results [role=option]").first
    first.scroll_into_view_if_needed()  # what is below the window is not drawn before it is seen
    expect(first, "结果里没有记号，什么也没有测到").to_contain_text("〔", use_inner_text=True)
    said = page.get_by_role("status").first
    expect(said).not_to_be_empty()
    before = said.inner_text()
    page.locator("#finder").fill("<b>{{7919*7927}}<img src=x onerror=window.ran=8>")
    expect(said).not_to_have_text(before)  # told when all that was found is drawn


def test_the_tree_draws_texts(visit):
    page = visit("triage.html")
    page.locator(".tree__choice:visible").nth(1).click()
    expect(page.locator(".tree__path li")).to_have_count(1)
    page.locator(".tree__choice:visible").first.click()
    expect(page.locator(".tree__path li")).to_have_count(2)
    expect(page.locator("[data-tree-desk]")).to_contain_text("〔", use_inner_text=True)
    expect(page.locator("[data-tree-desk] a").nth(1)).to_be_attached()


def test_a_situation_is_worked_through(visit):
    page = visit("scenarios/change-of-mind.html")
    open_everything(page)
    page.locator("#all-received").fill("2026-11-01")
    page.locator("#all-received").blur()
    for box in page.locator("[data-step] input").all():
        box.check()
    page.get_by_role("button", name="看话术再复制").click()
    page.locator("[data-message]:visible [data-copy]").first.click()
    expect(page.locator(".clock__out:visible").first).to_be_visible()


def test_a_letter_is_written(visit):
    """On a phone, step by step: every blank of a step is filled, then come the answers to check, the letter and what the copy asks."""
    page = visit("letters/refund-letter.html")
    steps = page.locator("[data-step]").count()
    assert steps >= 3
    for number in range(steps):
        now = page.locator(".form__group--now")
        expect(now).to_have_id(f"step-{number + 1}")
        for box in now.locator("input[type=text], input[type=tel], textarea").all():
            if box.is_visible():
                box.fill(FLAT * 2 if box.get_attribute("name") == "story" else FLAT[:200])
        for box in now.locator("input[type=radio], input[type=checkbox]").all():
            if box.is_visible():
                box.check()
        page.locator("[data-step-next]").click()
    answers = page.locator("[data-answers]")
    expect(answers).to_contain_text("〔", use_inner_text=True)
    assert "〔" in answers.inner_text() and FLAT * 2 in answers.inner_text(), "答案里没有记号，什么也没有测到"
    open_everything(page)
    excuses = page.locator("[data-tool=rebuttal]")
    if excuses.count():
        expect(excuses.locator("fieldset").first).to_be_attached()  # the list comes when its fold is opened
    page.locator('[data-letterbar] [href="#paper"]').click()
    expect(page.locator("[data-paper]")).to_be_visible()
    assert FLAT[:60] in page.locator("[data-paper]").inner_text()
    page.get_by_role("button", name="复制全文").click()
    page.locator("dialog").wait_for()
    assert "〔" in page.locator("dialog").inner_text()


def test_a_case_is_told_and_carried_away_in_texts(visit, tmp_path):
    """The handbook's words poisoned and the reader's too, side by side on the page of the case; the file that is carried away has no element and no
    attribute of them, and says both, letter for letter."""
    page = visit("case.html")
    page.evaluate(
        """(said) => {
          const store = window.handbookStore;
          store.create(said.slice(0, 80));
          store.setFacts({"buyer.name": said, "order.paid": "100", "dates.received": "2026-11-17"}, "page");
          store.setEvent(undefined, {day: "2026-11-20", kind: "sent", side: "seller", how: said, time: said, promise: said, text: said, who: said, proof: said, letter: "refund-letter"});
          store.setEvent("paid", {day: "2026-11-16", kind: "paid"});
          store.choose("change-of-mind");
          store.choose("broken-lamp");
          store.setDraft("refund-letter", 1, {story: said, seller: said});
          store.beginDraft("refund-letter", 1);
          store.setProof(undefined, {name: said, no: 1, title: said, source: said, proves: said, original: said, pages: said});
        }""",
        FLAT,
    )
    page.reload()
    expect(page.locator("#carry").get_by_role("button", name="存成能打开的文件")).to_be_attached()  # the last part of the page
    open_everything(page)
    shown = page.locator("article").inner_text()
    assert "〔" in shown, "案件页上没有手册的字，什么也没有测到"
    assert shown.count(FLAT[:120]) >= 4
    with page.expect_download() as got:
        page.locator("#carry").get_by_role("button", name="存成能打开的文件").click()
    path = tmp_path / "case.html"
    got.value.save_as(path)
    html = path.read_text(encoding="utf-8")
    texts = list(outputs.page_texts(html))
    assert altered(texts, cut=True) == [] and len(marks(texts)) >= 10  # a letter's text of several lines is several paragraphs
    assert sum(FLAT in text for text in texts) >= 10
    tags = {e.tag for e in outputs.elements(html)} - {""}
    assert not tags & {"b", "em", "img", "a", "iframe", "object", "link", "base", "svg", "form", "textarea"}, tags
    assert [dict(e.attributes) for e in outputs.elements(html) if e.tag == "script"] == [{"type": "application/json", "id": "case-data"}]


def test_a_term_explains_itself_in_texts(visit, poisoned_site, poison):
    """A term of several lines is none that a page could use: here the page and the script with the terms have it on one."""
    term = poison.book.glossary["cooling-off"].term
    html = (poisoned_site / "steps" / "verify.html").read_text(encoding="utf-8")
    one = squeeze(term)
    html = html.replace("".join(f"&#{ord(ch)};" for ch in term), escape(one))
    copy = poisoned_site / "steps" / "one-line.html"
    copy.write_text(html, encoding="utf-8")
    script = poisoned_site / "assets" / "terms.js"
    whole = script.read_text(encoding="utf-8")
    on_one = whole.replace(json.dumps(term, ensure_ascii=False), json.dumps(one, ensure_ascii=False))
    assert on_one != whole
    script.write_text(on_one, encoding="utf-8")
    try:
        page = visit("steps/one-line.html")
        open_everything(page)
        word = page.locator(".word").first
        word.wait_for()
    finally:
        copy.unlink()
        script.write_text(whole, encoding="utf-8")
    word.click()
    expect(page.locator(f"#{word.get_attribute('aria-controls')}")).to_contain_text("〔", use_inner_text=True)
    open_everything(page)
    assert "〔" in page.locator(".terms__list").inner_text()


def test_a_changed_rule_answers_in_texts(visit):
    page = visit("changes.html")
    page.locator("#change-longer-days").fill("2026-11-01")
    page.locator("#change-longer-days").blur()
    expect(page.locator(".change__side--yours").first).to_be_visible()


def test_the_payload_would_run(browser, poisoned_site):
    """The instrument is live: the same text, let in as markup, runs without the policy and does not run with it."""
    ran = []
    for bypass in (True, False):
        context = browser.new_context(bypass_csp=bypass, offline=True)
        page = context.new_page()
        page.goto((poisoned_site / "laws/shop-law.html").as_uri())
        page.evaluate("""() => new Promise((done) => {
          const heading = document.querySelector("h1");
          heading.innerHTML = heading.textContent;
          heading.querySelector("img").addEventListener("error", () => setTimeout(done)); // after the picture's own handler
        })""")
        ran.append(page.evaluate(RAN))
        context.close()
    assert ran == [4, None]
