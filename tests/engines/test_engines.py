"""The engines are what the journeys take them for, and the handbook works in each: a page opens, search finds, a tick stays."""

from __future__ import annotations

import pytest
import setup

from tests.engines.places import COMING_BACK, EVERYWHERE, HTTP, on

STEP = "[data-step] input[type=checkbox]"


@on(COMING_BACK)
def test_back_shows_the_page_from_memory(reader):
    """Without this the journeys through Back would prove nothing. sessionStorage: it outlives a page that reloads itself when it comes back."""
    tab = reader.tab("scenarios/auto-renewal.html")
    tab.evaluate("() => addEventListener('pageshow', (event) => sessionStorage.setItem('persisted', event.persisted))")
    tab.follow("[data-letter-card='complaint-12315'] a")
    tab.back()
    assert tab.wait("() => sessionStorage.getItem('persisted')") == "true"


@on(["chromium-file", "webkit-file"])
def test_files_share_a_storage(reader):
    reader.tab("index.html").evaluate("() => localStorage.setItem('proof', '1')")
    assert reader.tab("letters/return-notice.html").evaluate("() => localStorage.getItem('proof')") == "1"


@on(["firefox-file"])
def test_firefox_keeps_each_file_apart(reader):
    """As it does for people; with the settings that automation recommends it would not."""
    reader.tab("index.html").evaluate("() => localStorage.setItem('proof', '1')")
    assert reader.tab("letters/return-notice.html").evaluate("() => localStorage.getItem('proof')") is None


@on(EVERYWHERE)
def test_search_finds(reader):
    tab = reader.tab("index.html")
    tab.type("article [data-search-input]", "鞋子拆封了不给退")
    tab.follow("[data-search-result][href*='scenarios/opened-or-used']")
    assert tab.address().endswith("/scenarios/opened-or-used.html")
    assert "拆" in tab.text("h1")


@on(EVERYWHERE)
def test_a_tick_stays(reader):
    tab = reader.tab("scenarios/auto-renewal.html")
    tab.press(STEP)
    tab.ticked(STEP)
    tab.reload()
    tab.ticked(STEP)
    tab.press(STEP)
    tab.reload()
    tab.ticked(STEP, on=False)


@on(HTTP)
def test_words_go_through_the_clipboard(reader):
    tab = reader.tab("letters/return-notice.html")
    tab.type("[name=goods]", "手机壳，黑色")
    tab.copy("[name=goods]")
    tab.paste("[name=reason]")
    tab.wait("() => document.querySelector('[name=reason]').value === '手机壳，黑色'")
    tab.reads("[data-paper]", "手机壳，黑色")


@pytest.mark.parametrize("name", ["chromium", "firefox", "webkit"])
def test_what_is_missing_is_told_in_a_sentence(name, monkeypatch):
    """With the package that mends it; a machine that lacks an engine skips its journeys, and only CI must have all three."""
    monkeypatch.setattr(setup.shutil, "which", lambda _: None)
    monkeypatch.setattr(setup, "minibrowser", lambda: None)
    said = setup.lacking(name)
    packages = {"chromium": "chromium-driver", "firefox": "firefox-esr", "webkit": "webkit2gtk-driver xvfb"}
    assert said and said.endswith(f"的测试跑不了（Debian：sudo apt-get install {packages[name]}）。")
