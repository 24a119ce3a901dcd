"""A script that is lost on the way, or throws, or an old browser: the page is as readable as without scripts, and nothing that does not work is shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import go_on


@pytest.fixture
def without(page, site):
    """Opens an address while scripts of these names do not arrive."""

    def open_(url: str, *names: str):
        for name in names:
            page.route(f"**/assets/{name}", lambda route: route.abort())
        page.goto((site / url).as_uri())
        page.wait_for_function("() => !document.documentElement.classList.contains('waiting')")
        return page

    return open_


LATER = '[data-module="checklist"] > :not(details) button:visible, [data-actions] :visible, [data-module="tree"] button:visible, [data-reset]:visible'


def dead(page, lost: str = "handbook.js") -> list[str]:
    """Buttons that are shown though their script is not there. Without parts.js those of the first script are there."""
    return page.locator("button:visible" if lost == "handbook.js" else LATER).all_inner_texts()


def test_a_result_that_does_not_come_is_one_press_away(without):
    """What the ends of the triage say comes on the way there; without it the end's name leads to the page that has it."""
    page = without("triage.html", "tree/triage-online.js")
    expect(page.locator(".tree--live")).to_be_visible()
    while page.locator(".tree__choice:visible").count():
        go_on(page, page.locator(".tree__choice:visible").first)
    part = page.locator("[data-tree-part]:visible")
    name, id_ = part.inner_text(), part.get_attribute("id")
    part.locator("h2 a").click()
    page.wait_for_url(f"**/triage/online.html#{id_}")
    expect(page.locator(f"#{id_} h2")).to_have_text(name)
    expect(page.locator(f"#{id_} .tree__links a").first).to_be_visible()


@pytest.mark.parametrize("lost", ["handbook.js", "parts.js"])
@pytest.mark.parametrize("url", ["triage.html", "channels/choose.html"])
def test_a_tree_without_its_script_is_walked_by_its_links(without, url, lost):
    page = without(url, lost)
    for _ in range(12):
        parts = page.locator(".tree__part:visible")
        expect(parts).to_have_count(1)
        if not parts.locator(".tree__choice").count():
            break
        go_on(page, parts.locator(".tree__choice").first)
    assert parts.locator(".tree__links a").count(), "走到了头，有去处"
    assert not dead(page, lost)


def test_a_search_without_its_script_says_so(without):
    page = without("search.html", "handbook.js")
    expect(page.locator("[data-search-off]")).to_be_visible()
    expect(page.locator("[data-search-off]")).to_contain_text("脚本没有载入")
    page.set_viewport_size({"width": 1280, "height": 800})
    page = without("scenarios/opened-or-used.html", "handbook.js")
    expect(page.locator(".top").get_by_role("link", name="搜索")).to_be_visible()
    expect(page.locator(".top [data-search-input]")).to_be_hidden()


@pytest.mark.parametrize("url", ["search.html", "index.html", "scenarios/opened-or-used.html"])
def test_a_search_whose_later_part_is_lost_says_so_and_comes_with_the_next_key(page, site, url):
    """The field is open at once; what searches comes when somebody means it."""
    lost = [True]
    page.route("**/assets/search-ui.js", lambda route: route.abort() if lost[0] else route.continue_())
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto((site / url).as_uri())
    field = page.locator("[data-search-input]").last
    field.press_sequentially("押")
    said = page.get_by_text("搜索没有载入。检查网络后再试")
    expect(said).to_be_visible()
    expect(page.locator("[data-search-help]:visible").get_by_role("link", name="全部情况")).to_be_visible()
    lost[0] = False
    field.press_sequentially("金")
    expect(page.locator("[data-search-result]").first).to_be_visible()
    expect(said).to_be_hidden()


@pytest.mark.parametrize("lost", ["handbook.js", "letter.js"])
def test_a_letter_without_its_script_is_the_blank_sheet(without, lost):
    page = without("letters/complaint-12315.html", lost)
    expect(page.locator("[data-blank]")).to_be_visible()
    expect(page.locator("[data-letter-off]")).to_be_visible()
    expect(page.locator("form")).to_be_hidden()
    expect(page.locator("[data-letterbar]")).to_be_hidden()
    if lost == "handbook.js":
        assert not dead(page)


@pytest.mark.parametrize("lost", ["letter-late.js", "letter-data.js"])
def test_a_letter_whose_later_part_is_lost_still_keeps_copies_and_prints(without, captured, wide, lost):
    """The check, the tools and the short text come at the first touch. Without them what is typed is kept, the sheet fills, and who sends is told."""
    page = without("letters/complaint-12315.html", lost)
    page.locator("form").get_by_label("商家名称").fill("某店")
    expect(page.locator("[data-paper]")).to_contain_text("某店")
    expect(page.locator("[data-status]")).to_contain_text("没有取到，可能断网了。写的内容都在")
    page.locator("[data-tool] summary").first.click()
    expect(page.locator("[data-tool-body]").first).to_contain_text("没有取到")
    page.get_by_role("button", name="复制全文").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("处没填好")
    expect(dialog).to_contain_text("其余的检查还没有取到")
    dialog.get_by_role("button", name="照样复制").click()
    page.wait_for_function("() => window.copied && window.copied.includes('某店')")
    page.get_by_role("button", name="打印填好的").click()
    dialog.get_by_role("button", name="印成草稿").click()
    page.wait_for_function("() => window.printedMode === 'filled'")
    page.reload()
    expect(page.locator("form").get_by_label("商家名称")).to_have_value("某店")


def test_the_answers_of_a_letter_come_with_its_later_part(page, site):
    """An address that leads right to them, on a phone: they are said to be lost, and drawn when they have come."""
    page.set_viewport_size({"width": 390, "height": 800})
    lost = [True]
    page.route("**/assets/letter-late.js", lambda route: route.abort() if lost[0] else route.continue_())
    page.goto(f"{(site / 'letters/complaint-12315.html').as_uri()}#check")
    answers = page.locator("[data-answers-body]")
    expect(answers).to_contain_text("没有取到")
    lost[0] = False
    page.evaluate("location.hash = '#step-1'")
    page.locator("form").get_by_label("商家名称").fill("某店")
    page.locator("[data-letterbar-left]").click()
    expect(answers).to_contain_text("某店")
    expect(answers).not_to_contain_text("没有取到")
    page.reload()
    expect(answers).to_contain_text("某店")


@pytest.mark.parametrize("part", ["letter-late.js", "letter-data.js"])
def test_the_later_part_of_a_letter_comes_when_the_network_is_back(page, site, wide, part):
    lost = [True]
    page.route(f"**/assets/{part}", lambda route: route.abort() if lost[0] else route.continue_())
    page.goto((site / "letters/complaint-12315.html").as_uri())
    tool = page.locator('[data-tool="story"]')
    tool.locator("summary").click()
    expect(tool).to_contain_text("没有取到")
    lost[0] = False
    tool.locator("[data-tool-body]").click()
    expect(tool.get_by_role("button", name="再加一件")).to_be_visible()


@pytest.mark.parametrize("lost", ["handbook.js", "parts.js"])
def test_a_situation_without_its_script_is_whole(without, lost):
    page = without("scenarios/opened-or-used.html", lost)
    expect(page.locator("#first .say").first).to_be_visible()
    expect(page.locator("[data-actions]")).to_be_hidden()
    assert page.locator("[data-step]").count() >= 14
    assert not dead(page, lost)


@pytest.mark.parametrize("lost", ["handbook.js", "case.js"])
def test_the_case_without_its_script_says_what_to_do(without, lost):
    page = without("case.html", lost)
    expect(page.get_by_text("浏览器没有运行脚本，这一页记不了东西")).to_be_visible()
    expect(page.locator("#log-blank")).to_be_visible()


WRITTEN = ["events", "situations", "letters", "facts", "cases"]


@pytest.mark.parametrize(
    ("lost", "silent"),
    [
        ("case-parts.js", WRITTEN),
        ("case-lists.js", [*WRITTEN, "evidence", "carry"]),
        ("case-letters.js", [*WRITTEN, "evidence", "carry"]),
        ("case-late.js", ["evidence", "carry"]),
    ],
)
def test_the_case_whose_later_part_is_lost_shows_how_it_stands_and_says_what_is_missing(without, page, site, lost, silent):
    page.goto((site / "scenarios/no-reason-return.html").as_uri())
    page.locator("[data-step] label").first.click()
    page = without("case.html", lost)
    expect(page.locator("#now .stand__do")).to_be_visible()
    expect(page.locator("#path .walk__step")).to_have_count(6)
    for part in silent:
        expect(page.locator(f"#{part}")).to_contain_text("没有取到，可能断网了。记下的都在，刷新这一页再试一次")
    expect(page.get_by_text("这一部分没有取到")).to_have_count(len(silent))
    page.unroute_all()
    page.reload()
    expect(page.locator("#events").get_by_role("button", name="记一件事")).to_be_visible()
    expect(page.locator("#carry").get_by_role("button").first).to_be_visible()
    expect(page.get_by_text("这一部分没有取到")).to_have_count(0)


@pytest.mark.parametrize("part", ["events", "facts", "carry"])
def test_an_address_that_names_a_part_of_the_case_still_shows_it_when_all_has_come(page, site, part):
    """What comes later grows the page above it."""
    page.goto((site / "scenarios/no-reason-return.html").as_uri())
    page.locator("[data-step] label").first.click()
    page.goto(f"{(site / 'case.html').as_uri()}#{part}")
    expect(page.locator("#carry").get_by_role("button").first).to_be_visible()
    expect(page.locator(f"#{part}-title")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("url", "broken", "there"),
    [("scenarios/opened-or-used.html", "checklist", "[data-step] label"), ("letters/complaint-12315.html", "letter", "[data-blank]")],
)
def test_a_part_that_throws_leaves_what_stood_there(page, site, url, broken, there):
    """It cannot start; the others on the page do."""
    page.add_init_script(
        f"const find = Element.prototype.querySelector; Element.prototype.querySelector = function (q) {{ if (this.dataset?.module === '{broken}') throw new Error('坏了'); return find.call(this, q); }};"
    )
    page.goto((site / url).as_uri())
    expect(page.locator(there).first).to_be_visible()
    expect(page.locator(f"[data-module={broken}] .js-only").first).to_be_hidden()
    expect(page.locator("[data-module=theme]")).to_be_visible()


OLD = """
delete Element.prototype.replaceChildren; delete DocumentFragment.prototype.replaceChildren; delete Document.prototype.replaceChildren;
delete MediaQueryList.prototype.addEventListener;
"""


def test_an_old_browser_has_all_of_it(open_page, page):
    """As Chrome before 86 and Safari before 14: what is lacking is brought along."""
    page.add_init_script(OLD)
    open_page("triage.html")
    page.locator(".tree__choice").first.click()
    expect(page.get_by_role("button", name="上一题")).to_be_visible()
    open_page("search.html")
    page.get_by_label("用你自己的话写").fill("退款")
    expect(page.locator("[data-search-result]").first).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    open_page("letters/return-notice.html")
    page.locator("form").get_by_label("商家名称").fill("某店")
    expect(page.locator("[data-paper]")).to_contain_text("某店")


def test_scripts_that_come_late_start_all_the_same(page, site):
    """After the wait the page is as without scripts; what comes then still works."""
    held = []
    page.route("**/assets/handbook.js", lambda route: held.append(route))
    page.goto((site / "search.html").as_uri(), wait_until="commit")
    expect(page.locator("[data-search-off]")).to_be_visible(timeout=8000)
    held[0].continue_()
    expect(page.locator("[data-search-off]")).to_be_hidden()
    expect(page.get_by_role("combobox", name="用你自己的话写")).to_be_enabled()
