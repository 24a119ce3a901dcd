"""Numbers that a sentence tells the reader to call: on a phone each is a link that dials.

A name is no call: 12315平台 stays words, 打12315 dials. Which numbers may stand there at all is a matter of the data: those of the channels
that were checked (check/calls.py). Here they are only found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

# 打110, 拨打12345, 打当地110, 打110、120, 拨12305或12345; not 打1688个, 打95折
CALL = re.compile(r"(?:拨打|拨|打)(?:当地)?(\d{3,6}(?:(?:、|或|和|还是)\d{3,6})*)(?![\d个次元折年月日])")
NUMBER = re.compile(r"\d{3,6}")
TAG = re.compile(r"<[^>]*>")
PARTS = re.compile(rf"({TAG.pattern})")
# where a link would stand inside another control, in words to copy, or in data
CLOSED = ("a", "button", "summary", "label", "script", "style", "textarea", "option", "blockquote")
# other people's words, who ask whether to call; and what stands beside the buttons that dial
SILENT = ('class="question__title"', 'class="calls"')
OPENS = re.compile(rf"<({'|'.join(CLOSED)})(?![a-zA-Z0-9])[^>]*>")
OPENS_SILENT = re.compile(rf"{OPENS.pattern}|<([a-zA-Z0-9]+)[^>]*?(?:{'|'.join(SILENT)})[^>]*>")
ENDS = lru_cache(maxsize=None)(lambda name: re.compile(rf"<(/?){name}(?![a-zA-Z0-9])[^>]*>"))


def told(text: str) -> list[str]:
    """The numbers that a text tells to call, each once, in order: '先打110、120' → ['110', '120']"""
    return list(dict.fromkeys(number for call in CALL.finditer(text) for number in NUMBER.findall(call[1])))


def linked(html: str, draw: Callable[[str], str]) -> str:
    """HTML in which each number to call is what `draw` makes of it. Inside a control it cannot be: where a link's own words say to call, the
    number stands behind that link once more."""
    if not CALL.search(html):
        return html
    return "".join(_linked(html, draw))


def _linked(html: str, draw: Callable[[str], str]) -> Iterator[str]:
    at, beginning = 0, OPENS_SILENT if any(mark in html for mark in SILENT) else OPENS
    while opens := beginning.search(html, at):
        yield _spoken(html[at : opens.end()], draw)
        at, name = opens.end(), opens[opens.lastindex or 1]
        end = _end(html, at, name)
        inner = html[at:end]
        yield inner
        at = end
        # behind a whole card there is no room; a link that dials says it already
        if name == "a" and 'class="card' not in opens[0] and 'href="tel:' not in opens[0]:
            said = TAG.sub("", inner)
            if not said.endswith("？"):  # who asks whether to call is told nothing
                yield from (draw(number) for number in told(said))
    yield _spoken(html[at:], draw)


def _spoken(html: str, draw: Callable[[str], str]) -> str:
    """HTML with no control in it, whose numbers dial; its tags stay as they are."""
    if not CALL.search(html):
        return html
    return "".join(part if part.startswith("<") else CALL.sub(lambda call: _dialled(call, draw), part) for part in PARTS.split(html))


def _end(html: str, at: int, name: str) -> int:
    """Where the element ends that is open at a place; the end of everything where it does not."""
    depth = 1
    for tag in ENDS(name).finditer(html, at):
        if not tag[0].endswith("/>"):
            depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(html)


def _dialled(call: re.Match[str], draw: Callable[[str], str]) -> str:
    start = call.start(1) - call.start()
    return call[0][:start] + NUMBER.sub(lambda number: draw(number[0]), call[0][start:])
