"""“这里有错” as a reader meets it: what is shown, where its link leads, and that nothing of what he wrote goes along."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import copied

# whoever wrote it would be known by it
TYPED = ("王小明某某", "13800000000", "ORDER-778899", "拆了吊牌试穿过")
TO = {
    "mail": "mailto:errors@handbook.example?subject={title}&body={body}",
    "form": "https://code.example/new?title={title}&body={body}",
}


def configured(page, to: str) -> None:
    """As a site that was built with this REPORT_TO tells its pages."""
    page.add_init_script(f"window.handbookReportTo = {{ to: '{to}', edition: '0.3.0版，2026年11月28日', checked: '2026年11月20日' }};")


@pytest.mark.parametrize("to", TO.values(), ids=TO)
def test_a_filled_letter_leaves_nothing_in_the_link(page, wide, open_page, to):
    configured(page, to)
    open_page("letters/complaint-12315.html#ORDER-778899")
    fields = page.locator("form [data-field] :is(input[type=text], input[type=tel], textarea):visible")
    for i, words in zip(range(min(fields.count(), 8)), TYPED * 2, strict=False):
        fields.nth(i).fill(words)
    page.locator("article a[data-report]").click()
    link = page.locator("[data-report-link]")
    expect(link).to_be_visible()
    href = unquote(link.get_attribute("href"))
    shown = page.locator("[data-report-text]").input_value()
    assert href.startswith(to.partition("{")[0])
    for said in (href, shown):
        assert "位置：letters/complaint-12315.html" in said and "版本：0.3.0版" in said and "所引条文核对于2026年" in said
        assert not [words for words in TYPED if words in said]
        assert "/tmp" not in said
    expect(page.locator(".ask")).to_contain_text("写邮件" if "mailto" in to else "收更正的网站")
    assert link.bounding_box()["height"] >= 44
    page.keyboard.press("Escape")
    expect(page.locator(".ask")).to_have_count(0)


@pytest.mark.parametrize("url", ["index.html", "scenarios/no-reason-return.html", "laws/consumer-rights-law.html"])
def test_without_an_address_the_words_are_there_to_copy(captured, open_page, url):
    configured(captured, "")
    page = open_page(url)
    page.locator("footer a[data-report]").click()
    page.get_by_role("button", name="复制这些字").click()
    expect(page.locator("[data-report-link]")).to_have_count(0)
    text = copied(page)
    assert text == page.locator("[data-report-text]").input_value()
    assert text.startswith("这里有错：") and f"位置：{url}" in text and "核对：" in text
    how = page.locator(".ask a").get_attribute("href")
    assert how.endswith("about/corrections.html")


def test_where_its_script_does_not_come_the_link_leads_to_how_to_write(page, site):
    page.route("**/report.js", lambda route: route.abort())
    page.goto((site / "scenarios" / "parcel.html").as_uri())
    page.locator("footer a[data-report]").click()
    page.wait_for_url("**/about/corrections.html")
    expect(page.locator("main")).to_contain_text("依据：哪部法律第几条")
