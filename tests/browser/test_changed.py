"""Who comes back to a page with a danger on it: what was changed is one line, and whom to call stays on the first screen."""

from __future__ import annotations

from playwright.sync_api import expect

SEEN = "() => { handbookStore.create('车'); handbookStore.keep([['seen/scenario/new-car', '2026-11-20']]); }"


def test_news_does_not_push_the_call_away(open_page, book):
    since = [e for e in book.log.values() if e.kind != "new" and "scenario/new-car" in e.pages and str(e.on) > "2026-11-20"]
    page = open_page("scenarios/new-car.html")
    page.set_viewport_size({"width": 360, "height": 740})
    page.evaluate(SEEN)
    page.reload()
    news = page.locator("h1 + details")
    expect(news.locator("summary")).to_have_text(f"2026年11月20日你看过以后，改了{len(since)}处")
    rows = news.locator("li")
    expect(rows.first).to_be_hidden()
    assert news.locator("summary").bounding_box()["height"] >= 44
    call = page.locator('main a[href^="tel:"]').first.bounding_box()
    assert call["y"] + call["height"] <= 683  # above the bar of actions
    news.locator("summary").press("Enter")
    expect(rows).to_have_count(len(since))
    expect(rows.filter(has_text=since[0].what)).to_be_visible()
    news.get_by_role("button", name="知道了").press("Enter")
    expect(news).to_have_count(0)
    page.reload()
    expect(page.locator(".caseline__name, [data-caseline-name]").first).to_be_visible()
    expect(news).to_have_count(0)
