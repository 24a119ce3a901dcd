"""Numbers that a sentence tells the reader to call: on a phone each is a link that dials.

A name is no call: 12315平台 stays words, 打12315 dials. Which numbers may stand there at all is a matter of the data: those of the channels
that were checked (check/calls.py). Here they are only found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# 打110, 拨打12345, 打当地110, 打110、120, 拨12305或12345; not 打1688个, 打95折
CALL = re.compile(r"(?:拨打|拨|打)(?:当地)?(\d{3,6}(?:(?:、|或|和|还是)\d{3,6})*)(?![\d个次元折年月日])")
NUMBER = re.compile(r"\d{3,6}")
TAG = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"</?([a-zA-Z0-9]+)")
# where a link would stand inside another control, in words to copy, or in data
CLOSED = {"a", "button", "summary", "label", "script", "style", "textarea", "option", "blockquote"}
# other people's words, who ask whether to call; and what stands beside the buttons that dial
SILENT = ('class="question__title"', 'class="calls"')


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
    closed, depth, said, mute = "", 0, "", False
    for part in TAG.split(html):
        if not part.startswith("<"):
            yield part if closed else CALL.sub(lambda call: _dialled(call, draw), part)
            said += "" if mute else part
            continue
        yield part
        name = NAME.match(part)
        if closed:
            if name and name[1] == closed and not part.endswith("/>"):
                depth += -1 if part.startswith("</") else 1
            if depth == 0:
                if not said.endswith("？"):  # who asks whether to call is told nothing
                    yield from (draw(number) for number in told(said))
                closed, said = "", ""
        elif name and not part.startswith("</") and (name[1] in CLOSED or any(mark in part for mark in SILENT)):
            # behind a whole card there is no room; a link that dials says it already
            closed, depth, said, mute = name[1], 1, "", name[1] != "a" or 'class="card' in part or 'href="tel:' in part


def _dialled(call: re.Match[str], draw: Callable[[str], str]) -> str:
    start = call.start(1) - call.start()
    return call[0][:start] + NUMBER.sub(lambda number: draw(number[0]), call[0][start:])
