"""Small helps for the browser tests."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

CLIPBOARD = """
Object.defineProperty(navigator, "clipboard", {value: {writeText: (t) => { window.copied = t; return Promise.resolve(); }}});
window.print = () => { window.printed = (window.printed || 0) + 1; dispatchEvent(new Event("beforeprint")); window.printedMode = document.body.dataset.printing; dispatchEvent(new Event("afterprint")); };
"""


PREFIX = "aftersales-handbook/2/"


def leaves(page) -> dict:
    """What the store keeps in this browser: path → value; the case in hand is called CASE in its paths."""
    kept = page.evaluate("() => Object.fromEntries(Object.keys(localStorage).map((key) => [key, localStorage.getItem(key)]))")
    found = {key.removeprefix(PREFIX): json.loads(text) for key, text in kept.items() if key.startswith(PREFIX)}
    current = found.get("current", "")
    return {path.replace(f"case/{current}/", "case/CASE/"): value for path, value in found.items()}


def keeps(page, path: str, value) -> None:
    """Waits until that is kept under this path, as leaves() names it."""
    holds(lambda: leaves(page).get(path) == value, lambda: f"{path}: {leaves(page).get(path)!r}, not {value!r}")


def holds(look: Callable[[], Any], why: Callable[[], str], patience: float = 5) -> None:
    """Waits until what one look sees is true, for what expect() has no word for. AssertionError after `patience` seconds."""
    end = time.monotonic() + patience
    while not look():
        assert time.monotonic() < end, why()
        time.sleep(0.03)


def go_on(page, answer) -> None:
    """Answers the question of a tree that is shown, and waits for what comes next."""
    shown = page.locator(".tree__part:visible")
    expect(shown).to_have_count(1)
    before = shown.get_attribute("id")
    answer.click()
    expect(page.locator(f"#{before}.tree__part:visible")).to_have_count(0)
    expect(shown).to_have_count(1)  # a page that is still being read shows all of them


def copied(page) -> str:
    """What a press has put on the clipboard (`captured`), as soon as it is there; the next call waits for the next press."""
    page.wait_for_function("() => window.copied")
    return page.evaluate("() => { const text = window.copied; delete window.copied; return text; }")


# the parts that start when the page is at rest have started, and of the words that explain themselves no more came since the last look
ARRIVED = """() => {
  const waiting = [...document.querySelectorAll("[data-module]:not(.live)")].filter((root) => !root.matches("[data-module=terms], [data-module=offline]"));
  const terms = [...document.querySelectorAll("[data-module=terms]")];
  const said = () => Object.values(window.handbookTerms).some(([word]) => document.querySelector("article").textContent.includes(word));
  const listed = terms.every((root) => root.querySelector(".terms__list") || (window.handbookTerms && !said()));
  const words = document.querySelectorAll(".word").length;
  const same = words === window.wordsBefore;
  window.wordsBefore = words;
  return !waiting.length && listed && same;
}"""


def arrived(page) -> None:
    """All has come that comes by itself when the browser is idle."""
    page.wait_for_function(ARRIVED, polling=100)


@pytest.fixture
def captured(page):
    """What would go to the clipboard and the printer is kept in window.copied and window.printed."""
    page.add_init_script(CLIPBOARD)
    return page


@pytest.fixture
def today(page):
    """A fixed day, so that a deadline's distance does not depend on when the tests run: 2026-11-22, noon in China."""
    page.clock.set_fixed_time("2026-11-22T12:00:00+08:00")
    return page


@pytest.fixture
def wide(page):
    """A screen on which a letter's form stands side by side with its sheet, all of it at once: for what a letter says and keeps, however it is asked."""
    page.set_viewport_size({"width": 1280, "height": 800})
