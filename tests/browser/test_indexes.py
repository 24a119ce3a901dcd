"""The lists of everything: short enough to look through on a phone, and an old address still opens what it named."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

PHONE = {"width": 360, "height": 740}
SCREENS = {
    "channels/index.html": 2,
    "scenarios/index.html": 8,
    "excuses/index.html": 8,
    "faq/index.html": 8,
    "laws/index.html": 8,
    "letters/index.html": 8,
    "laws/civil-code.html": 8,
}


@pytest.mark.parametrize("url", SCREENS)
def test_a_list_is_looked_through_in_a_few_screens(open_page, url):
    page = open_page(url)
    page.set_viewport_size(PHONE)
    height = page.evaluate("document.documentElement.scrollHeight")
    assert height <= SCREENS[url] * PHONE["height"], f"{url}：{height / PHONE['height']:.1f}屏"
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize(
    ("url", "seen"),
    [
        ("channels/index.html#12315-platform", '[id="12315-platform"] .channel__source'),  # a door above
        ("channels/index.html#cca", "#cca .channel__source"),  # a door in a group
        ("channels/index.html#kind-court", "#kind-court .channel__name"),
        ("channels/regulator.html#gsxt", "#gsxt .channel__source"),
        ("channels/index.html#kind-legal-aid", "#moj-12348"),
        ("channels/index.html#platforms", "#platforms .chip"),
        ("laws/civil-code/contracts.html#art-586", "#art-586 .article__gist"),
        ("faq/online.html#confirm-return-policy", "#confirm-return-policy .question__answer"),
        ("faq/index.html#travel", "#travel li"),
        ("scenarios/index.html#travel", "#travel li"),
        ("excuses/index.html#prepaid", "#prepaid li"),
    ],
)
def test_an_address_opens_what_it_names(open_page, url, seen):
    page = open_page(url)
    page.set_viewport_size(PHONE)
    expect(page.locator(seen).first).to_be_visible()
    target = page.locator(f"[id='{url.partition('#')[2]}']")
    expect(target).to_be_in_viewport()


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ("laws/civil-code.html#art-586", "laws/civil-code/contracts.html#art-586", "#art-586 .article__gist"),
        ("channels/index.html#gsxt", "channels/regulator.html#gsxt", "#gsxt .channel__source"),
        ("channels/index.html#court-online", "channels/court.html#court-online", "#court-online .channel__source"),
        (
            "faq/offline-prepaid.html#offline-gym-annual-sum",
            "faq/gym-training-beauty.html#offline-gym-annual-sum",
            "#offline-gym-annual-sum .question__answer",
        ),
        ("triage.html#go-end-opened", "triage/online.html#go-end-opened", "#go-end-opened .tree__links a"),
        ("triage.html#go-end-out-drug", "triage/outside.html#go-end-out-drug", "#go-end-out-drug .tree__door a"),
        ("faq/offline-prepaid.html#offline-dental-closed", "faq/medical.html#offline-dental-closed", "#offline-dental-closed .question__answer"),
    ],
)
def test_an_old_address_leads_on(open_page, browser, site, old, new, seen):
    """What moved to another page is found by its old address: at once with scripts, by one press without them. Back does not stop on the way."""
    page = open_page("index.html")
    page.goto((site / old.partition("#")[0]).as_uri() + "#" + old.partition("#")[2])
    page.wait_for_url(f"**/{new}")
    expect(page.locator(seen).first).to_be_visible()
    page.go_back()
    page.wait_for_url("**/index.html")
    expect(page.locator(".home__title")).to_be_visible()
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto((site / old.partition("#")[0]).as_uri() + "#" + old.partition("#")[2])
    link = plain.locator(f"[id='{old.partition('#')[2]}'] a").first
    expect(link).to_be_in_viewport()
    link.click()
    plain.wait_for_url(f"**/{new}")
    context.close()


def test_without_scripts_the_folds_open_by_hand(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "faq/online.html").as_uri())
    answer = page.locator("#confirm-return-policy .question__answer")
    expect(answer).to_be_hidden()
    page.locator("#confirm-return-policy summary").click()
    expect(answer).to_be_visible()
    context.close()
