"""A tree of questions goes back by the browser's own Back, and stands where it stood when its page is loaded again, in every engine."""

from __future__ import annotations

from tests.engines.places import EVERYWHERE, on

SHOWN = "[data-tree-part]:not([hidden])"
HEADING = f"() => document.querySelector('{SHOWN} h2').textContent"


@on(EVERYWHERE)
def test_back_and_reload(reader):
    tab = reader.tab("triage.html")
    first = tab.evaluate(HEADING)
    tab.press(f"{SHOWN} .tree__choice")
    second = tab.wait(f"() => ({HEADING})() !== '{first}' && ({HEADING})()")
    tab.press(f"{SHOWN} .tree__choice")
    third = tab.wait(f"() => ({HEADING})() !== '{second}' && ({HEADING})()")
    assert "#" not in tab.address()
    tab.reload()
    tab.wait(f"() => ({HEADING})() === '{third}'")
    tab.travel(-1)
    tab.wait(f"() => ({HEADING})() === '{second}'")
    tab.reload()
    tab.wait(f"() => ({HEADING})() === '{second}' && document.querySelectorAll('.tree__path button').length === 1")
    tab.travel(-1)
    tab.wait(f"() => ({HEADING})() === '{first}'")
    assert tab.evaluate(f"() => document.querySelectorAll('{SHOWN} [aria-current]').length") <= 1
