"""The law of the seller's place: chosen once, shown where it differs, kept with the case, and nothing invented where nothing is known."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import keeps, leaves

PAGE = "scenarios/prepaid-card.html"


def choose(page, name: str):
    page.locator("#place [data-place-open]").click()
    page.get_by_label("商家在哪个省市").select_option(name)


def rules(page):
    return page.locator("#place .place__rule h3")


def test_a_place_is_chosen_once_and_kept_with_the_case(open_page):
    page = open_page(PAGE)
    expect(rules(page)).to_have_count(0)
    choose(page, "北京市")
    expect(rules(page).first).to_have_text("北京市：办卡7日内一次没用，可以退卡")
    expect(page.locator("#place")).to_contain_text("全国的规定：")
    assert leaves(page)["case/CASE/fact/seller.region"]["value"] == "北京市"
    assert page.url.endswith(PAGE)
    page.reload()
    expect(rules(page).first).to_have_text("北京市：办卡7日内一次没用，可以退卡")
    page.goto(page.url.replace(PAGE, "letters/prepaid-refund-notice.html"))
    expect(rules(page).first).to_contain_text("北京市：")
    page.goto(page.url.replace("letters/prepaid-refund-notice.html", "scenarios/hotel.html"))
    expect(page.locator("#place")).to_contain_text("没有专门管这件事的")


def test_where_nothing_is_known_the_page_says_so(open_page):
    page = open_page(PAGE)
    choose(page, "江苏省")
    expect(page.locator("#place")).to_contain_text("本手册没有读到江苏省的规定，不等于没有")
    expect(rules(page)).to_have_count(0)
    assert leaves(page)["case/CASE/fact/seller.region"]["value"] == "江苏省"
    page.get_by_label("商家在哪个省市").select_option("")
    expect(page.locator("#place")).not_to_contain_text("江苏省的规定")
    keeps(page, "case/CASE/fact/seller.region", None)


def test_a_clock_of_the_place_counts_from_the_day_that_is_known(open_page, today):
    page = open_page(PAGE)
    page.evaluate("handbookStore.setFacts({'dates.refund_demanded': '2026-11-20'}, 'page')")
    choose(page, "北京市")
    expect(page.locator("#place .clock__out").first).to_contain_text("2026年11月25日")


def test_on_paper_stand_the_rules_and_no_question(open_page):
    page = open_page(PAGE)
    page.emulate_media(media="print")
    expect(page.locator("#place")).to_be_hidden()
    page.emulate_media(media="screen")
    choose(page, "北京市")
    page.emulate_media(media="print")
    expect(rules(page).first).to_be_visible()
    expect(page.get_by_label("商家在哪个省市")).to_be_hidden()


def test_by_keyboard(open_page):
    page = open_page(PAGE)
    page.locator("#place [data-place-open]").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("商家在哪个省市")).to_be_focused()
    page.keyboard.press("ArrowDown")  # the first of the list
    expect(rules(page).first).to_contain_text("北京市：")
    assert page.get_by_label("商家在哪个省市").bounding_box()["height"] >= 44


@pytest.mark.parametrize("lost", ["regions.js", "region/beijing.js"])
def test_rules_that_do_not_arrive_leave_the_way_to_the_pages(site, page, lost):
    page.route(f"**/assets/{lost}", lambda route: route.abort())
    page.goto((site / PAGE).as_uri())
    page.evaluate("handbookStore.setFacts({'seller.region': '北京市'}, 'page')")
    page.reload()
    expect(page.locator("#place [data-place-open]")).to_be_visible()
    expect(page.locator("#place [data-place-open]")).to_have_attribute("href", "../regions/index.html")
